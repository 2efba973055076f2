#!/usr/bin/env python3
"""Opens Word and Excel reports in LibreOffice and holds what it reads against the JSON report.

Usage: .ci/office-check.py FOLDER, where each X.json has an X.docx and an X.xlsx beside it. What cannot
be opened without repair is not converted at all. Prints a line per file, and ends with 1 where
something is missing.
"""

import json
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

NAMESPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
}
TABLES_IN_WORKBOOK = 5
failures = 0


def check(what: str, holds: bool, detail: object = "") -> None:
    """Prints whether something holds, and counts what does not."""
    global failures
    failures += not holds
    if not holds:
        print(f"FAIL {what}: {detail}")


def name(prefixed: str) -> str:
    """A name as ElementTree writes it."""
    prefix, local = prefixed.split(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def convert(files: list[Path], kind: str, folder: Path) -> list[Path]:
    """Lets LibreOffice open files and save them as another kind."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(folder / kind)]
    subprocess.run(command + list(map(str, files)), check=True, capture_output=True, timeout=300)
    return [folder / kind / f"{file.stem}.{kind}" for file in files]


def words(element: ElementTree.Element) -> str:
    """All text, without the spaces between: documents keep them as elements."""
    return "".join("".join(element.itertext()).split())


def letters(text: str) -> str:
    """Text as `words` has it; what acts unseen is shown as a mark."""
    return "".join(text.split())


def outcomes(report: dict) -> list[dict]:
    """What every format has to tell: outcomes, or changes with both their sides."""
    found = []
    for record in report["records"]:
        for outcome in record.get("outcomes", []):
            found.append({"title": outcome["title"], "told": [outcome]})
        for change in record.get("changes", []):
            found.append({"title": change["title"], "told": [side for side in (change["old"], change["new"]) if side]})
    return found


def needed(found: dict) -> list[str]:
    """The texts of one outcome."""
    texts = [found["title"]]
    for side in found["told"]:
        texts += (side.get("reason") or {}).get("text", [])
        texts += [reference["text"] for reference in side.get("references", [])]
    return [letters(text) for text in texts]


def addresses(report: dict) -> set[str]:
    """Every address that a reference leads to."""
    sides = [side for found in outcomes(report) for side in found["told"]]
    references = [reference for side in sides for reference in side.get("references", [])]
    return {reference["address"] for reference in references if reference.get("address")}


def complete(what: str, report: dict, text: str, links: set[str]) -> None:
    """Every title, reason and reference is told, and every address can be followed."""
    missing = [needle for found in outcomes(report) for needle in needed(found) if needle not in text]
    check(f"{what} tells all", not missing, missing[:3])
    # A cell holds one link; the other addresses stand in it as text.
    lost = {address for address in addresses(report) - links if address not in text}
    check(f"{what} links to every source", not lost, sorted(lost)[:3])
    for deviation in report.get("deviations", []):
        for key in ("reason", "decided_by", "organisation", "rule"):
            check(f"{what} tells the accepted deviation's {key}", letters(deviation[key]) in text, deviation[key])
    for file in report.get("skipped", []) + report.get("not_audited", []):
        check(f"{what} names the file that was left out", letters(file) in text, file)


def links_of(tree: ElementTree.ElementTree) -> set[str]:
    return {link.get(name("xlink:href"), "") for link in tree.iter(name("text:a"))}


def document(file: Path, report: dict) -> str:
    """A Word report as LibreOffice reads it."""
    tree = ElementTree.parse(file)
    headings = [int(heading.get(name("text:outline-level"), "0")) for heading in tree.iter(name("text:h"))]
    complete(file.name, report, words(tree.getroot()), links_of(tree))
    check(f"{file.name} has headings of several levels", {1, 2, 3} <= set(headings), set(headings))
    check(f"{file.name} skips no level", all(b <= a + 1 for a, b in zip(headings, headings[1:])))
    check(f"{file.name} has a table of contents", len(list(tree.iter(name("text:table-of-content")))) == 1)
    tables = list(tree.iter(name("table:table")))
    headed = [table for table in tables if table.find(name("table:table-header-rows")) is not None]
    check(f"{file.name}: the head of every table repeats", tables and len(headed) == len(tables), len(tables) - len(headed))
    return f"{len(headings)} headings, {len(tables)} tables"


def workbook(file: Path, report: dict) -> str:
    """An Excel report as LibreOffice reads it."""
    tree = ElementTree.parse(file)
    complete(file.name, report, words(tree.getroot()), links_of(tree))
    formulas = [cell.get(name("table:formula")) for cell in tree.iter(name("table:table-cell")) if cell.get(name("table:formula"))]
    check(f"{file.name} has no formulas", not formulas, formulas[:3])
    dates = [cell for cell in tree.iter(name("table:table-cell")) if cell.get(name("office:value-type")) == "date"]
    days = {cell.get(name("office:date-value"), "")[:10] for cell in dates}
    until = {deviation["until"] for deviation in report.get("deviations", [])}
    check(f"{file.name} has dates that are dates", dates and until <= days, until - days)
    # A chart brings its numbers in a table of its own.
    sheets = [table for table in tree.iter(name("table:table")) if table.get(name("table:name")) != "local-table"]
    rows = {sheet.get(name("table:name")): filled(sheet) for sheet in sheets}
    filters = [one for one in tree.iter(name("table:database-range")) if one.get(name("table:display-filter-buttons")) == "true"]
    expected = len(outcomes(report))
    check(f"{file.name}: one row for each of {expected}", expected + 1 in rows.values(), rows)
    check(f"{file.name} can be filtered", len(filters) >= (TABLES_IN_WORKBOOK if "deviations" in report else 1), len(filters))
    if "deviations" in report:
        validations = list(tree.iter(name("table:content-validation")))
        check(f"{file.name} offers choices and dates", len(validations) == 2, len(validations))
    return f"{len(sheets)} sheets, {sum(rows.values())} rows"


def filled(sheet: ElementTree.Element) -> int:
    """How many rows of a sheet say something."""
    return sum(1 for row in sheet.iter(name("table:table-row")) if words(row))


def pages(file: Path) -> str:
    """A document as it prints."""
    info = subprocess.run(["pdfinfo", file], check=True, capture_output=True, text=True).stdout
    facts = dict(line.split(":", 1) for line in info.splitlines())
    check(f"{file.name} prints on A4", "A4" in facts["Page size"], facts["Page size"])
    return f"{facts['Pages'].strip()} pages"


def main() -> int:
    """Checks every report of a folder."""
    reports = sorted(Path(sys.argv[1]).resolve().glob("*.json"))
    # A baseline is JSON too.
    reports = [report for report in reports if report.with_suffix(".docx").exists()]
    if not reports:
        print("no reports")
        return 1
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for ending, kind, read in ((".docx", "fodt", document), (".xlsx", "fods", workbook)):
            files = [report.with_suffix(ending) for report in reports]
            for source, opened in zip(reports, convert(files, kind, folder)):
                check(f"LibreOffice opens {opened.stem}{ending}", opened.exists())
                if opened.exists():
                    print(f"{opened.stem}{ending}: {read(opened, json.loads(source.read_text()))}")
            for printed in convert(files[:1], "pdf", folder):
                print(f"{printed.stem}{ending}: {pages(printed)}")
    return int(failures > 0)


if __name__ == "__main__":
    sys.exit(main())
