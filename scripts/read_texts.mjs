// Reads scripts: from the JSON {path: source} on its input, what is said and what looks like words
// for people but is not said. Each is [path, line, kind, …]; what is said has its function and its
// texts, null for one that is not written out.
import { text as readAll } from "node:stream/consumers";
import { parse } from "../.venv/npm/node_modules/acorn/dist/acorn.mjs";

const SAYS = { say: 1, sayCount: 2 };
// A selector, a class, an address or a type: not for people, though it may hold several words.
const TECHNICAL = /[[\]#=_]|icp-|^[.:]|^[a-z0-9]+(, [a-z0-9]+)*$|^[A-Z0-9]+$|^\w+ > /;
// Two words in a row, or one with a capital letter.
const WORDS = /[a-z]{2,}[,:;]? [a-z]{2,}|^ ?[A-Z][a-z]+([ .!?]|$)/;

const isText = (node) => node.type === "Literal" && typeof node.value === "string";

/** A text in quotes, or several of them added up; null for anything else. */
function writtenOut(node) {
  if (isText(node)) return node.value;
  if (node.type !== "BinaryExpression" || node.operator !== "+") return null;
  const [left, right] = [writtenOut(node.left), writtenOut(node.right)];
  return left === null || right === null ? null : left + right;
}

function* read(path, node) {
  if (Array.isArray(node)) for (const one of node) yield* read(path, one);
  if (typeof node?.type !== "string") return;
  const line = node.loc.start.line;
  const texts = isText(node) ? [node.value] : (node.quasis ?? []).map((one) => one.value.cooked);
  for (const text of texts) {
    if (WORDS.test(text) && !TECHNICAL.test(text)) yield [path, line, "bare", text];
  }
  if (/^(Import|Export\w+From|Throw)/.test(node.type)) return; // what only a programmer sees
  if (node.property?.name === "split") return; // a list of words
  if (node.type !== "CallExpression" || !Object.hasOwn(SAYS, node.callee.name ?? "")) {
    for (const part of Object.values(node)) yield* read(path, part);
    return;
  }
  const told = node.arguments.slice(0, SAYS[node.callee.name]);
  yield [path, line, "said", node.callee.name, ...told.map(writtenOut)];
  yield* read(path, node.arguments.slice(told.length));
}

const found = Object.entries(JSON.parse(await readAll(process.stdin))).flatMap(([path, source]) => [
  ...read(path, parse(source, { ecmaVersion: "latest", sourceType: "module", locations: true })),
]);
console.log(JSON.stringify(found));
