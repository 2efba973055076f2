// Checks HTML reports and comparisons in a real browser: no WCAG 2.1 AA violation (axe-core) in light and dark, on a
// wide and a narrow screen; nothing fetched and nothing refused; readable without scripts; keyboard;
// filters; and the print version as PDF.
//
// Usage: node .ci/html-check.mjs [--quick] [--best-practice] REPORT.html...
//
// With --quick, only two of the four looks. Needs Chromium (CHROMIUM, or /usr/bin/chromium), poppler's
// pdfinfo and pdftotext, and the libraries that `.ci/install libraries` brings. Prints one line per
// check and ends with 1 where one failed.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(new URL("../target/ci-tools/npm/package.json", import.meta.url));
const { default: puppeteer } = await import(pathToFileURL(require.resolve("puppeteer-core")).href);
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"];
const bestPractice = process.argv.includes("--best-practice");
const tags = bestPractice ? [...WCAG, "best-practice"] : WCAG;
const looks = [[1280, "light"], [320, "dark"], [1280, "dark"], [320, "light"]].slice(0, process.argv.includes("--quick") ? 2 : 4);
const files = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
if (files.length === 0) {
  console.error("usage: node .ci/html-check.mjs [--quick] [--best-practice] REPORT.html...");
  process.exit(2);
}

let failures = 0;
const check = (what, holds, detail = "") => {
  if (!holds) failures += 1;
  console.log(`${holds ? "ok  " : "FAIL"} ${what}${holds || detail === "" ? "" : `: ${detail}`}`);
};

const folder = mkdtempSync(join(tmpdir(), "html-check-"));
const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
  protocolTimeout: 600_000,
});
try {
  for (const file of files) {
    await inLooks(file);
    await fetchesNothing(file);
    await withoutScripts(file);
    await keyboard(file);
    await filters(file);
    await print(file);
  }
} finally {
  await browser.close();
  rmSync(folder, { recursive: true });
}
process.exit(failures === 0 ? 0 : 1);

async function open(file, { width = 1280, scheme = "light", scripts = true } = {}) {
  const page = await browser.newPage();
  page.complaints = [];
  page.requests = [];
  page.on("console", (message) => page.complaints.push(message.text()));
  page.on("pageerror", (error) => page.complaints.push(String(error)));
  page.on("request", (request) => page.requests.push(request.url()));
  await page.setJavaScriptEnabled(scripts);
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.goto(pathToFileURL(resolve(file)).href);
  return page;
}

async function inLooks(file) {
  for (const [width, scheme] of looks) {
    const page = await open(file, { width, scheme });
    await page.evaluate(axe);
    const found = await page.evaluate(async (values) => {
      const result = await globalThis.axe.run(document, { runOnly: { type: "tag", values } });
      const brief = ({ id, nodes }) => `${id} (${nodes.length}): ${nodes[0]?.html.slice(0, 200)}`;
      return { violations: result.violations.map(brief), passes: result.passes.length };
    }, tags);
    const what = `${file}: axe-core, ${width} px, ${scheme}`;
    check(`${what}, ${found.passes} rules pass`, found.violations.length === 0 && found.passes > 15, found.violations.join("\n     "));
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    check(`${file}: no scrolling sideways at ${width} px`, overflow <= 0, `${overflow} px too wide`);
    await page.close();
  }
}

async function fetchesNothing(file) {
  const page = await open(file);
  const others = page.requests.filter((url) => url !== page.url());
  check(`${file}: nothing is fetched`, others.length === 0, others.join(", "));
  check(`${file}: the browser has nothing to complain of`, page.complaints.length === 0, page.complaints.join("; "));
  // The policy holds: what somebody slips in does not run, and nothing can be sent.
  const slipped = await page.evaluate(async () => {
    const script = document.createElement("script");
    script.textContent = "document.title = 'slipped'";
    document.body.append(script);
    const sent = await fetch("https://example.com/").then(() => true, () => false);
    return document.title === "slipped" || sent;
  });
  check(`${file}: a script from outside does not run, and nothing is sent`, !slipped);
  await page.close();
}

async function withoutScripts(file) {
  const [plain, live] = [await open(file, { scripts: false }), await open(file)];
  const words = (page) => page.evaluate(() => {
    for (const form of document.querySelectorAll("form")) form.remove();
    return document.querySelector("main").innerText;
  });
  const [without, with_] = [await words(plain), await words(live)];
  check(`${file}: says the same without scripts`, without === with_ && without.length > 1000);
  const fresh = await open(file, { scripts: false });
  const forms = await fresh.$$eval("form", (forms) => forms.filter((form) => form.checkVisibility()).length);
  check(`${file}: no form that does nothing`, forms === 0);
  for (const page of [plain, live, fresh]) await page.close();
}

async function keyboard(file) {
  const page = await open(file);
  await page.keyboard.press("Tab");
  const first = await page.evaluate(() => {
    const { left, width } = document.activeElement.getBoundingClientRect();
    return { skip: document.activeElement.classList.contains("skip"), seen: left >= 0 && width > 0 };
  });
  check(`${file}: the first Tab shows the way past the contents`, first.skip && first.seen);
  await page.keyboard.press("Enter");
  check(`${file}: it leads to the content`, await page.evaluate(() => document.activeElement.tagName === "MAIN"));
  // Through the content as far as the filters and the gap table: every stop is seen and marked.
  const stops = [];
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press("Tab");
    stops.push(await page.evaluate(() => {
      const element = document.activeElement;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      return { tag: element.tagName, marked: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2, seen: element.checkVisibility() };
    }));
  }
  const unmarked = stops.filter((stop) => !stop.marked || !stop.seen).map((stop) => stop.tag);
  check(`${file}: focus is seen at every stop`, unmarked.length === 0, unmarked.join(", "));
  const reached = stops.filter((stop) => stop.tag === "SELECT").length;
  const wanted = await page.$$eval("form[data-filter]", (forms) => (forms.length === 0 ? 0 : 4));
  check(`${file}: the filters are reached with Tab`, reached >= wanted);
  await page.close();
}

async function filters(file) {
  const page = await open(file);
  if (await page.$("form[data-filter]") === null) return page.close();
  const records = await page.$$eval(".record", (records) => records.length);
  for (let record = 0; record < records; record += 1) {
    for (const name of ["force", "status", "topic", "level"]) {
      const result = await page.evaluate((record, name) => {
        const part = document.querySelectorAll(".record")[record];
        const select = part.querySelector(`select[name=${name}]`);
        const items = [...part.querySelectorAll("[data-status]")];
        const wrong = [];
        for (const option of [...select.options].slice(1)) {
          select.value = option.value;
          select.dispatchEvent(new Event("change", { bubbles: true }));
          for (const item of items) {
            if (item.hidden !== (item.dataset[name] !== option.value)) wrong.push(option.value);
          }
          const shown = part.querySelectorAll("article:not([hidden])").length;
          if (!part.querySelector(".shown").textContent.includes(shown)) wrong.push("count");
          if (![...part.querySelectorAll(".selection")].every((note) => note.checkVisibility() && note.textContent.includes(option.text))) wrong.push("note");
        }
        part.querySelector("form button").click();
        if (items.some((item) => item.hidden)) wrong.push("button");
        return { wrong, options: select.options.length };
      }, record, name);
      check(`${file}: record ${record + 1}, filter by ${name}`, result.wrong.length === 0 && result.options > 1, result.wrong.join(", "));
    }
  }
  await page.focus("form[data-filter] select");
  await page.keyboard.press("ArrowDown");
  const chosen = await page.$eval(".record", (part) => ({
    value: part.querySelector("form[data-filter] select").value,
    hidden: part.querySelectorAll("[data-status][hidden]").length,
  }));
  check(`${file}: an arrow key chooses`, chosen.value !== "" && chosen.hidden > 0, JSON.stringify(chosen));
  await page.close();
}

async function print(file) {
  const page = await open(file);
  const expected = await page.evaluate(() => ({
    numbers: [...document.querySelectorAll("article code")].map((code) => code.textContent),
    heads: [...document.querySelectorAll("table.gaps, table.changes")].map((table) => [...table.querySelectorAll("thead th")].map((cell) => cell.textContent)),
    rows: document.querySelectorAll(":is(table.gaps, table.changes) tbody tr").length,
  }));
  const pdf = join(folder, "report.pdf");
  writeFileSync(pdf, await page.pdf({ preferCSSPageSize: true, tagged: true, timeout: 0 }));
  await page.close();
  const info = execFileSync("pdfinfo", [pdf], { encoding: "utf8" });
  check(`${file}: prints on A4, tagged`, /Page size:.*A4/.test(info) && /Tagged:\s+yes/.test(info), info);
  const text = execFileSync("pdftotext", ["-layout", pdf, "-"], { encoding: "utf8", maxBuffer: 1 << 28 });
  const pages = text.split("\f").slice(0, -1);
  const flat = text.replaceAll(/\s+/g, "");
  const missing = expected.numbers.filter((rule) => !flat.includes(rule));
  check(`${file}: every requirement is printed`, missing.length === 0, missing.slice(0, 5).join(", "));
  const empty = pages.filter((words) => words.replaceAll(/[\s\d/]/g, "") === "").length;
  check(`${file}: no page is empty`, empty === 0, `${empty} of ${pages.length}`);
  const numbered = pages.every((words, index) => words.replaceAll(/\s/g, "").endsWith(`${index + 1}/${pages.length}`));
  check(`${file}: pages are numbered`, numbered);
  if (expected.rows > 20) {
    // Cells of several words may be on two lines.
    const head = expected.heads[0].filter((cell) => !cell.includes(" "));
    const headed = (words) => words.split("\n").some((line) => head.every((cell) => line.includes(cell)));
    const first = pages.findIndex(headed);
    const run = pages.slice(first).findIndex((words) => !headed(words));
    check(`${file}: the head of the long table repeats`, first >= 0 && run >= 2, `${run} pages`);
  }
}
