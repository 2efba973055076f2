// Drives the YAML language server over LSP with medvirk's schema, as an editor does: completion,
// hover texts in every language, no complaint about good records, and complaints about bad ones
// at the key where `medvirk audit` complains too.
// Needs `bash .ci/install npm libraries`. Usage: node .ci/lsp-check.mjs [PROGRAM]
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const program = resolve(process.argv[2] ?? 'target/release/medvirk');
const server = fileURLToPath(
  new URL('../target/ci-tools/npm/node_modules/yaml-language-server/bin/yaml-language-server', import.meta.url),
);

class Server {
  constructor() {
    this.process = spawn(process.execPath, [server, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.answers = new Map();
    this.diagnostics = new Map();
    this.read = Buffer.alloc(0);
    this.process.stdout.on('data', (bytes) => this.receive(bytes));
  }
  receive(bytes) {
    this.read = Buffer.concat([this.read, bytes]);
    for (;;) {
      const end = this.read.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(this.read.subarray(0, end).toString())[1]);
      if (this.read.length < end + 4 + length) return;
      const message = JSON.parse(this.read.subarray(end + 4, end + 4 + length));
      this.read = this.read.subarray(end + 4 + length);
      this.handle(message);
    }
  }
  handle({ id, method, params, result, error }) {
    const yaml = { validate: true, hover: true, completion: true, schemaStore: { enable: false } };
    if (method === 'workspace/configuration') {
      this.send({ id, result: params.items.map((item) => (item.section === 'yaml' ? yaml : null)) });
    } else if (method && id !== undefined) {
      this.send({ id, result: null });
    } else if (method === 'textDocument/publishDiagnostics') {
      this.diagnostics.get(params.uri)?.(params.diagnostics);
    } else if (id !== undefined) {
      assert.equal(error, undefined, JSON.stringify(error));
      this.answers.get(id)(result);
    }
  }
  send(message) {
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
    this.process.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    this.process.stdin.write(body);
  }
  request(method, params) {
    const id = this.answers.size + 1;
    this.send({ id, method, params });
    return new Promise((resolve) => this.answers.set(id, resolve));
  }
  /** Opens a text as a file in a folder; resolves to its address and the server's complaints. */
  async open(folder, text) {
    const uri = pathToFileURL(join(folder, `record-${this.diagnostics.size}.yaml`)).href;
    const complaints = new Promise((resolve) => this.diagnostics.set(uri, resolve));
    this.send({ method: 'textDocument/didOpen', params: { textDocument: { uri, languageId: 'yaml', version: 1, text } } });
    return { uri, complaints: await complaints };
  }
  at(what, { uri }, line, character) {
    return this.request(`textDocument/${what}`, { textDocument: { uri }, position: { line, character } });
  }
}

const modeline = '# yaml-language-server: $schema=medvirk.schema.json\n';
const root = mkdtempSync(join(tmpdir(), 'medvirk-lsp-'));
const run = (...args) => execFileSync(program, args, { encoding: 'utf8' });
const lsp = new Server();
const givenUp = setTimeout(() => { console.error('the language server does not answer'); process.exit(1); }, 120_000);
try {
  await lsp.request('initialize', {
    processId: null,
    rootUri: pathToFileURL(root).href,
    capabilities: {
      textDocument: { hover: { contentFormat: ['markdown'] }, completion: { completionItem: { documentationFormat: ['markdown'] } } },
      workspace: { configuration: true },
    },
  });
  lsp.send({ method: 'initialized', params: {} });

  const texts = {
    nb: ['Om virksomheten har et styringssystem', 'En kommune'],
    nn: ['Om verksemda har eit styringssystem', 'Ein kommune'],
    en: ['Whether the organisation has a management system', 'A municipality'],
  };
  for (const [language, [field, value]] of Object.entries(texts)) {
    const folder = join(root, language);
    mkdirSync(folder);
    // A first record finds the schema that is written with it, and nothing is wrong with it.
    const record = join(folder, 'first.yaml');
    run('init', '--type', 'kommune', '--navn', 'NO: "Fjordvik" #1', '--tjeneste', 'omsorg', '--output', record, '--lang', language);
    const first = await lsp.open(folder, readFileSync(record, 'utf8'));
    assert.deepEqual(first.complaints, [], `first record in ${language}`);

    const open = (text) => lsp.open(folder, modeline + text);
    const stated = await open('format: medvirk/1\nstyring:\n  styringssystem: ja\nvirksomhet:\n  organisasjonstype: kommune\n');
    assert.deepEqual(stated.complaints, []);
    const hover = async (line, character) => JSON.stringify(await lsp.at('hover', stated, line, character));
    assert.ok((await hover(3, 5)).includes(field), `hover in ${language}: ${await hover(3, 5)}`);
    assert.ok((await hover(5, 22)).includes(value), `hover on a value in ${language}: ${await hover(5, 22)}`);
  }

  const folder = join(root, 'nb');
  const offered = async (text, line, character) => {
    const document = await lsp.open(folder, modeline + text);
    const list = await lsp.at('completion', document, line, character);
    return (list.items ?? list).map((item) => item.label);
  };
  const start = 'format: medvirk/1\n';
  for (const [what, labels, known, hidden] of [
    ['keys', await offered(`${start}s\n`, 2, 1), ['styring', 'råd'], ['rad']],
    ['keys of a section', await offered(`${start}styring:\n  \n`, 3, 2), ['styringssystem'], ['råd']],
    ['ja and nei', await offered(`${start}styring:\n  styringssystem: \n`, 3, 18), ['ja', 'nei', 'ukjent'], []],
    ['choices', await offered(`${start}virksomhet:\n  organisasjonstype: \n`, 3, 21), ['kommune', 'helseforetak'], ['hf']],
    ['keys of an item', await offered(`${start}råd:\n  - type: brukerråd\n    \n`, 4, 4), ['mandat', 'møter_avholdt_siste_år'], ['type']],
  ]) {
    for (const label of known) assert.ok(labels.includes(label), `${what}: ${label} is not among ${labels}`);
    for (const label of hidden) assert.ok(!labels.includes(label), `${what}: ${label} is among ${labels}`);
  }

  // The records that the tests hold schema and audit to agree on.
  const { records } = JSON.parse(readFileSync(new URL('../tests/data/agreement.json', import.meta.url), 'utf8'));
  for (const { says, lines, at, only_audit } of records) {
    const text = lines.join('\n') + '\n';
    const { complaints } = await lsp.open(folder, modeline + text);
    const told = `${says}: ${JSON.stringify(complaints)}`;
    if (at === undefined || only_audit !== undefined) {
      assert.deepEqual(complaints, [], told);
    } else {
      const last = decodeURI(at).split('/').at(-1);
      assert.notEqual(complaints.length, 0, told);
      if (/^\D/.test(last)) {
        const line = lines.findLastIndex((line) => line.includes(`${last}:`)) + 1;
        // What stands below a key is complained about where it begins, on the next line.
        assert.ok(complaints.some(({ range }) => range.start.line <= line + 1 && line <= range.end.line), told);
      }
    }
  }
  console.log(`The language server agrees on ${records.length} records`);
} finally {
  clearTimeout(givenUp);
  lsp.process.kill();
  rmSync(root, { recursive: true });
}
