/* What comes from outside: files, links, and what this browser has kept. It may be anything. */

/** Why something was refused, as a sentence for whoever brought it. */
export class Refused extends Error {}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
export function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An object without inherited names.
 * @template T @returns {Record<string, T>} */
export function bare() {
  return Object.create(null);
}

/** What is no object has nothing in it.
 * @param {unknown} value @returns {Record<string, unknown>} */
export function record(value) {
  return isObject(value) ? value : bare();
}
