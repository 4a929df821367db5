/* Every text of the scripts: written in English where it is used, said in the site's language. */

import { written } from "./numbers.js";
import { translations } from "./translations.js";

const told = new Map(Object.entries(translations.texts));
const categories = new Intl.PluralRules(translations.language);

/** A text in the site's language. Escaping is the business of whoever draws it.
 * @param {string} text @param {Arguments} [args] */
export function say(text, args = {}) {
  return fill(inLanguage(text), args);
}

/** The same for a text that differs by `count`.
 * @param {string} one @param {string} many @param {Arguments & { count: number }} args */
export function sayCount(one, many, args) {
  const forms = told.get(one);
  if (!forms) return fill(args.count === 1 ? one : many, args);
  const form = translations.forms[categories.select(args.count)] ?? 0;
  return fill(forms[form] ?? forms[0], args);
}

/** @param {Explanation} message */
export function sayMessage({ key, params }) {
  return fill(inLanguage(key), params);
}

/** @param {string} text */
function inLanguage(text) {
  return told.get(text)?.[0] ?? text;
}

/** Each {name} is replaced once, so that what an author typed is never read as a text with names of
 * its own. Where a language has nothing between two names, as Chinese between a number and its unit,
 * a space keeps Latin letters and digits of the one from those of the other.
 * @param {string} text @param {Arguments} args @returns {string} */
function fill(text, args) {
  let end = -1;
  let before = "";
  return text.replace(/\{([a-z_]+)\}/g, (braces, name, at) => {
    const said = sayArgument(Object.hasOwn(args, name) ? args[name] : braces);
    const apart = at === end && /[A-Za-z0-9]$/.test(before) && /^[A-Za-z0-9]/.test(said);
    end = at + braces.length;
    before = said;
    return apart ? ` ${said}` : said;
  });
}

/** What stands for a name: a text, a number as the language writes it, a sentence, or several.
 * @param {Argument} value @returns {string} */
export function sayArgument(value) {
  if (Array.isArray(value)) return value.map(sayArgument).join(say(", "));
  if (typeof value !== "object") return String(value);
  return "key" in value ? sayMessage(value) : written(value);
}
