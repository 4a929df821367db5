/* What a question asks for: all of its words, or at last most. In Han letters, which stand without
 * spaces, words are not plain to see: a few letters are looked for as they stand, and then, as a
 * question is, in words of which what says nothing is left out. */

import { isHan, pieces, words } from "./words.js";

/** Han letters up to so many are looked for as they stand first: they are a word, not a question. */
const SHORT = 6;
/** So much of what was asked an entry has that is shown although it has not all. A question in Han
 * letters is never said in just these pairs. */
const SHARE = 0.5;
const HAN_SHARE = 0.2;
/** Letters of the longest word that says nothing. */
const LONGEST = 4;
/** @type {Intl.Segmenter | null} */
let segmenter = null;

/** The ways in which a question can be read, the strictest first.
 * @param {string} question @param {SearchHead} head @returns {SearchAsked[]} */
export function readings(question, { quiet, variants }) {
  const typed = [...new Set(words(question, variants))];
  const telling = typed.filter((word) => !quiet.has(word));
  const asked = telling.length ? telling : typed;
  const beside = typed.filter((word) => !asked.includes(word));
  const runs = asked.filter(isHan);
  const parts = asked.flatMap((word) => pieces(word).map((piece) => ({ word, piece })));
  const together = runs.filter((run) => [...run].length > 2);
  const strict = { parts, beside, together, share: 1 };
  const loose = runs.length ? inWords(asked, beside, quiet) : null;
  if (!loose?.parts.length) return [strict, { ...strict, together: [], share: SHARE }];
  return runs.every((run) => [...run].length <= SHORT) ? [strict, loose] : [loose];
}

/** @param {readonly string[]} asked @param {readonly string[]} beside @param {Set<string>} quiet
 * @returns {SearchAsked} */
function inWords(asked, beside, quiet) {
  const found = asked.map((word) =>
    isHan(word) ? split(word, quiet) : { telling: [word], beside: [] },
  );
  const telling = new Set(found.flatMap((one) => one.telling));
  return {
    parts: [...telling].map((word) => ({ word, piece: word })),
    beside: [...new Set([...beside, ...found.flatMap((one) => one.beside)])],
    together: [],
    share: HAN_SHARE,
  };
}

/** Where the words stand that say nothing; the longest counts.
 * @param {readonly string[]} letters @param {Set<string>} quiet
 * @param {(at: number) => boolean} [isWord] whether a letter is a word of its own
 * @returns {[from: number, to: number][]} */
export function quietWords(letters, quiet, isWord = () => true) {
  /** @type {[number, number][]} */
  const found = [];
  for (let at = 0; at < letters.length; at += 1) {
    for (let length = Math.min(LONGEST, letters.length - at); length; length -= 1) {
      if (!quiet.has(letters.slice(at, at + length).join(""))) continue;
      if (length === 1 && !isWord(at)) continue;
      found.push([at, at + length]);
      at += length - 1;
      break;
    }
  }
  return found;
}

/** What a run of Han letters is looked for by: the pairs within its words; a pair across two words
 * where one of its letters would else be left out; and a letter that has no neighbour that tells.
 * @param {string} run @param {Set<string>} quiet
 * @returns {{ telling: string[], beside: string[] }} */
function split(run, quiet) {
  const letters = [...run];
  const cuts = cutsOf(run);
  const isWord = (/** @type {number} */ at) => cuts.has(at) && cuts.has(at + 1);
  const said = quietWords(letters, quiet, isWord);
  const silent = new Set(said.flatMap(([from, to]) => letters.map((_, at) => at).slice(from, to)));
  const tells = (/** @type {number} */ at) => at >= 0 && at < letters.length && !silent.has(at);
  const joined = (/** @type {number} */ at) => tells(at) && tells(at + 1) && !cuts.has(at + 1);
  const covered = letters.map((_, at) => joined(at) || joined(at - 1));
  /** @type {string[]} */
  const telling = [];
  letters.forEach((letter, at) => {
    if (!tells(at)) return;
    const across = tells(at + 1) && !(covered[at] && covered[at + 1]);
    if (joined(at) || across) telling.push(letter + letters[at + 1]);
    else if (!covered[at] && !tells(at - 1)) telling.push(letter);
  });
  return { telling, beside: said.map(([from, to]) => letters.slice(from, to).join("")) };
}

/** Where words begin, and the end; all is one word in a browser that can't tell.
 * @param {string} run @returns {Set<number>} */
function cutsOf(run) {
  const cuts = new Set([0, [...run].length]);
  if (!("Segmenter" in Intl)) return cuts;
  segmenter ??= new Intl.Segmenter("zh", { granularity: "word" });
  let at = 0;
  for (const { segment } of segmenter.segment(run)) {
    at += [...segment].length;
    cuts.add(at);
  }
  return cuts;
}
