// PostgreSQL itself, compiled to WebAssembly, for tests/postgres.py: a line of JSON is a statement, or
// several; the answer is a line with the rows of the last one, or what is wrong.
import { createInterface } from "node:readline";

const [place] = process.argv.slice(2);
const { PGlite, types } = await import(
  new URL(`file://${place}/@electric-sql/pglite/dist/index.js`)
);
// Numbers stay text: JavaScript would round those of more than 15 digits.
const asText = (value) => value;
const parsers = { [types.INT8]: asText, [types.NUMERIC]: asText };
const base = await PGlite.create({ parsers });

for await (const line of createInterface({ input: process.stdin })) {
  try {
    const done = await base.exec(JSON.parse(line), { rowMode: "array" });
    const { fields, rows } = done.at(-1);
    console.log(JSON.stringify({ names: fields.map((one) => one.name), rows }));
  } catch (error) {
    console.log(JSON.stringify({ error: String(error.message) }));
  }
}
