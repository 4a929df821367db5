// Reads scripts for tests/test_texts_of_scripts.py: from the JSON {path: source} on its input, the
// texts that look like words for people but are not said, and what is said that is not written out.
import { text as readAll } from "node:stream/consumers";
import { parse } from "../.venv/npm/node_modules/acorn/dist/acorn.mjs";

const SAYS = { say: 1, sayCount: 2 };
// A selector, a class, an address or a type: not for people, though it may hold several words.
const TECHNICAL = /[[\]#=_]|icp-|^[.:]|^[a-z0-9]+(, [a-z0-9]+)*$|^[A-Z0-9]+$|^\w+ > /;
// Two words in a row, or one with a capital letter.
const WORDS = /[a-z]{2,}[,:;]? [a-z]{2,}|^ ?[A-Z][a-z]+([ .!?]|$)/;

const isText = (node) => node.type === "Literal" && typeof node.value === "string";
const isWrittenOut = (node) =>
  isText(node) ||
  (node.type === "BinaryExpression" && isWrittenOut(node.left) && isWrittenOut(node.right));

function* read(path, node, isSaid = false) {
  if (Array.isArray(node)) for (const one of node) yield* read(path, one, isSaid);
  if (typeof node?.type !== "string") return;
  const place = `${path}:${node.loc.start.line}`;
  const texts = isText(node) ? [node.value] : (node.quasis ?? []).map((one) => one.value.cooked);
  for (const text of isSaid ? [] : texts) {
    if (WORDS.test(text) && !TECHNICAL.test(text)) yield [place, "bare", text];
  }
  if (/^(Import|Export\w+From|Throw)/.test(node.type)) return; // what only a programmer sees
  if (node.property?.name === "split") return; // a list of words
  if (node.type !== "CallExpression" || !Object.hasOwn(SAYS, node.callee.name ?? "")) {
    for (const part of Object.values(node)) yield* read(path, part, isSaid);
    return;
  }
  const told = node.arguments.slice(0, SAYS[node.callee.name]);
  for (const one of told) if (!isWrittenOut(one)) yield [place, "not written out", ""];
  yield* read(path, node.arguments.slice(told.length));
}

const found = Object.entries(JSON.parse(await readAll(process.stdin))).flatMap(([path, source]) => [
  ...read(path, parse(source, { ecmaVersion: "latest", sourceType: "module", locations: true })),
]);
console.log(JSON.stringify(found));
