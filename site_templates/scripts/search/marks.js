/* Where a text has what was looked for. */

import { isFormOf } from "./close.js";
import { isHan, places } from "./words.js";

/** The parts of a text to mark, in order and apart.
 * @param {string} text @param {readonly string[]} marks words, as search compares them
 * @param {Map<string, string>} variants @returns {[from: number, to: number][]} */
export function marked(text, marks, variants) {
  const runs = marks.filter(isHan);
  /** @type {[number, number][]} */
  const found = [];
  for (const { word, from, to, letters } of places(text, variants)) {
    if (marks.some((mark) => isFormOf(mark, word))) found.push([from, to]);
    else if (runs.length && isHan(word)) found.push(...runsIn(word, letters, runs));
  }
  return found;
}

/** What a run of Han letters has of others, those that overlap as one.
 * @param {string} word @param {readonly number[]} letters where each of its letters stands
 * @param {readonly string[]} runs @returns {[number, number][]} */
function runsIn(word, letters, runs) {
  /** @type {[number, number][]} */
  const found = [];
  let end = -1;
  for (let at = 0; at < word.length; at += 1) {
    const longest = Math.max(0, ...runs.map((one) => (word.startsWith(one, at) ? one.length : 0)));
    if (!longest) continue;
    if (at <= end) found[found.length - 1][1] = letters[Math.max(end, at + longest)];
    else found.push([letters[at], letters[at + longest]]);
    end = Math.max(end, at + longest);
  }
  return found;
}

/** The beginning of a text, or the piece of it around the most marks, cut between words.
 * @param {string} text @param {readonly [number, number][]} found @param {number} length
 * @returns {[from: number, to: number]} */
export function excerpt(text, found, length) {
  let [best, most] = [0, 0];
  for (const [start] of found) {
    const count = found.filter(([from, to]) => from >= start && to <= start + length).length;
    if (count > most) [best, most] = [start, count];
  }
  if (!most || text.length <= length) return [0, Math.min(text.length, cut(text, length))];
  const before = Math.max(0, best - length / 4);
  const from = before ? Math.min(best, text.indexOf(" ", before) + 1 || best) : 0;
  return [from, cut(text, from + length)];
}

/** @param {string} text @param {number} end */
function cut(text, end) {
  if (end >= text.length) return text.length;
  const space = text.lastIndexOf(" ", end);
  return space > end - 30 ? space : end;
}
