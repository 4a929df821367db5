// Calls functions of our scripts for tests/javascript.py: a line [module, function, arguments] at a
// time, as JSON, in which {"$set": [...]} and {"$map": [...]} are a set and a map. With a fourth part
// that is true, the answer holds the arguments as well, since some functions change them.
import { createInterface } from "node:readline";

const scripts = new URL("../site_templates/scripts/", import.meta.url);

const revived = (_, value) =>
  value?.$set ? new Set(value.$set) : value?.$map ? new Map(value.$map) : value;

for await (const line of createInterface({ input: process.stdin })) {
  const [path, name, args, changed] = JSON.parse(line, revived);
  const called = await import(new URL(path, scripts));
  try {
    const value = called[name](...args) ?? null;
    console.log(JSON.stringify(changed ? { value, args } : { value }));
  } catch (error) {
    console.log(JSON.stringify({ error: String(error.stack) }));
  }
}
