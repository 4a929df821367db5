// Tries the schemas through a real yaml-language-server, as an editor would: completion, hover, errors.
//
//   npm install --prefix /some/folder yaml-language-server
//   node scripts/editor-trial/trial.mjs /some/folder
//
// Exits with 1 when something is not as an author should find it.

import { spawn } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const server = spawn(process.execPath, [
  join(resolve(process.argv[2] ?? "."), "node_modules/yaml-language-server/bin/yaml-language-server"), "--stdio",
]);
server.stderr.pipe(process.stderr);

const settings = JSON.parse(readFileSync(join(root, ".vscode/settings.json"), "utf8"));
const yaml = Object.fromEntries(
  Object.entries(settings).filter(([key]) => key.startsWith("yaml.")).map(([key, value]) => [key.slice(5), value]),
);
yaml.format = { enable: false };
yaml.schemaStore = { enable: false };
yaml.schemas = Object.fromEntries(
  Object.entries(yaml.schemas).map(([file, globs]) => [pathToFileURL(join(root, file)).href, globs]),
);

const waiting = new Map();
const diagnostics = new Map();
let told = () => {};
let last = 0;

const send = (message) => {
  const body = JSON.stringify({ jsonrpc: "2.0", ...message });
  server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
};
const ask = (method, params) => new Promise((answer) => {
  waiting.set(++last, answer);
  send({ id: last, method, params });
});

function receive(message) {
  if (message.method === "workspace/configuration") {
    const wanted = { yaml, editor: { tabSize: 2, detectIndentation: false }, "[yaml]": {}, http: {} };
    send({ id: message.id, result: message.params.items.map(({ section }) => wanted[section] ?? null) });
  } else if (message.method === "textDocument/publishDiagnostics") {
    diagnostics.set(message.params.uri, message.params.diagnostics);
    told();
  } else if (message.method && message.id !== undefined) {
    send({ id: message.id, result: null });
  } else if (waiting.has(message.id)) {
    waiting.get(message.id)(message.result ?? message.error);
  }
}

let buffer = Buffer.alloc(0);
server.stdout.on("data", (chunk) => {
  buffer = Buffer.concat([buffer, chunk]);
  for (;;) {
    const head = buffer.indexOf("\r\n\r\n");
    if (head < 0) return;
    const length = Number(/Content-Length: (\d+)/i.exec(buffer.subarray(0, head).toString())[1]);
    if (buffer.length < head + 4 + length) return;
    const body = buffer.subarray(head + 4, head + 4 + length).toString();
    buffer = buffer.subarray(head + 4 + length);
    receive(JSON.parse(body));
  }
});

// Opens a text as the file `path`; a `^` in it is where the cursor stands.
let opened = 0;
async function open(file, drawn) {
  // Each trial has a name of its own: what is said of a file after it was closed would be taken for the next one's.
  const path = file.replace("trial.yml", `trial-${++opened}.yml`);
  const at = drawn.indexOf("^");
  const text = drawn.replace("^", "");
  const before = drawn.slice(0, Math.max(at, 0)).split("\n");
  const uri = pathToFileURL(join(root, path)).href;
  diagnostics.delete(uri);
  send({ method: "textDocument/didOpen", params: { textDocument: { uri, languageId: "yaml", version: 1, text } } });
  while (!diagnostics.has(uri)) await new Promise((go) => { told = go; });
  return { textDocument: { uri }, position: { line: before.length - 1, character: before.at(-1).length } };
}
const close = ({ textDocument }) => send({ method: "textDocument/didClose", params: { textDocument } });

let failed = 0;
function expect(what, wanted, found) {
  const fine = wanted(found);
  failed += !fine;
  console.log(`${fine ? "  fine" : "FAILED"}  ${what}${fine ? "" : `\n        ${JSON.stringify(found).slice(0, 600)}`}`);
}

async function complete(path, drawn, what, ...words) {
  const here = await open(path, drawn);
  const { items = [] } = (await ask("textDocument/completion", here)) ?? {};
  const labels = items.map(({ label }) => label);
  expect(`completes ${what}`, (found) => words.every((word) => found.includes(word)), labels);
  close(here);
}
async function hover(path, drawn, what, phrase) {
  const here = await open(path, drawn);
  const answer = await ask("textDocument/hover", here);
  expect(`explains ${what}`, (found) => found.includes(phrase), JSON.stringify(answer?.contents ?? ""));
  close(here);
}
async function flag(path, drawn, what, ...phrases) {
  const here = await open(path, drawn);
  const messages = diagnostics.get(here.textDocument.uri).map(({ message }) => message);
  const fits = (found) => phrases.every((phrase) => found.some((one) => one.includes(phrase)))
    && (phrases.length > 0 || found.length === 0);
  expect(phrases.length ? `flags ${what}` : `accepts ${what}`, fits, messages);
  close(here);
}

const folder = { uri: pathToFileURL(root).href, name: "playbook" };
await ask("initialize", {
  processId: process.pid, rootUri: folder.uri, workspaceFolders: [folder],
  capabilities: { workspace: { configuration: true, workspaceFolders: true } },
});
send({ method: "initialized", params: {} });
send({ method: "workspace/didChangeConfiguration", params: { settings: { yaml } } });
await new Promise((go) => setTimeout(go, 500));

const segment = "content/segments/trial.yml";
const persona = "content/personas/trial.yml";
const line = "# yaml-language-server: $schema=../../schemas/persona.json\n";
const whole = "name: Trial\ndefinition: Trial.\nowner: sales\nfocus: focus\n";

await complete(segment, "na^", "the fields of a segment, found by its folder", "name", "focus", "fit");
await complete(segment, "focus: ^", "the choices of a field", "beachhead", "avoid");
await complete(segment, "owner: ^", "owners from the company's contacts", "sales");
await complete(persona, `${line}segments: [^]`, "ids of segments, by modeline", "mid-size-brands");
await complete(persona, `${line}scenarios:\n  - stage: ^`, "ids of stages inside a list", "onboarding");
await complete("content/departments/trial.yml", "start_here: [^]", "references with their kind", "segment:mid-size-brands");
await hover(segment, "fo^cus: beachhead\n", "a field", "Exactly one segment is the beachhead");
await hover(segment, "fit:\n  criteria:\n    - wei^ght: 3\n", "a field inside a list", "How much it counts");
await flag(segment, `${whole}focus_: x\n`, "an unknown field", "focus_ is not allowed");
await flag(segment, whole.replace("focus: focus", "focus: beachead"), "a wrong choice", "beachhead");
await flag(segment, "name: Trial\n", "missing fields", 'Missing property "definition"');
await flag(segment, `${whole}share_of_effort: 140\n`, "a number that is too large", "maximum of 100");
await flag(persona, `${line}name: T\nowner: sales\nside: use\nsegments: [Not An Id]\ntitles: [T]\njob_to_be_done: T\n`
  + "motivations: [T]\nfrustrations: [T]\n", "what cannot be an id", "Valid values");
await flag(segment, `${whole}vocabulary: [no, 012, 12:30, 1e3, true, null, ~, 0x1f, 2026-01-01, .5]\n`,
  "text that another parser takes for something else");
await flag("content/value_propositions/trial.yml", "name: T\nowner: sales\nsegment: not-there-yet\nproblem: {statement: T}\n"
  + "added_value: {statement: T}\nmoat: {statement: T}\n", "the id of a definition that is still to come");

let files = 0;
const wrong = [];
for (const top of ["content", "playbooks"]) {
  for (const path of readdirSync(join(root, top), { recursive: true }).filter((one) => one.endsWith(".yml"))) {
    const here = await open(join(top, path), readFileSync(join(root, top, path), "utf8").replaceAll("^", "ˆ"));
    for (const { message } of diagnostics.get(here.textDocument.uri)) wrong.push(`${top}/${path}: ${message}`);
    files += 1;
    close(here);
  }
}
expect(`accepts all ${files} definitions of the sample`, (found) => found.length === 0, wrong);
server.kill();
process.exit(failed ? 1 : 0);
