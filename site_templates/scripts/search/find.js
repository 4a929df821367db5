/* Which entries answer a question, the best first. */

import { quietWords, readings } from "./asked.js";
import { closeness } from "./close.js";
import { nearest } from "./near.js";
import { isHan, words } from "./words.js";

/** What a word counts that only begins with what was typed, and what one that is near it. */
const BEGINS = 0.7;
const NEAR = 0.5;
/** So many files of words are read for all that begin with the same letters. */
const MOST_FILES = 3;
/** So many hits are looked at more closely, and so much that counts at most. */
const FIRST = 12;
const CLOSE = 4;

/** What the strictest reading of a question finds that finds anything; words that are nowhere are
 * looked for by those near to them.
 * @param {SearchStore} store @param {string} question @returns {Promise<SearchFound>} */
export async function find(store, question) {
  const head = await store.head();
  const [strict, ...others] = readings(question, head);
  let found = await findAs(store, head, question, strict);
  for (const other of others) {
    if (found.hits.length) break;
    found = await findAs(store, head, question, other);
  }
  return found;
}

/** @param {SearchStore} store @param {SearchHead} head @param {string} question
 * @param {SearchAsked} asked @returns {Promise<SearchFound>} */
async function findAs(store, head, question, asked) {
  const { parts, beside } = await lookUpAll(store, head, asked);
  const lost = parts.filter((part) => !part.scores.size && !isHan(part.word));
  if (lost.length) await mend(store, head, lost);
  const found = ranked(head, parts, beside, asked.share);
  const hits = await settled(store, head, found, tokens(question, head, lost), asked.together);
  return {
    hits,
    marks: [...new Set(parts.flatMap((part) => part.marks))],
    pieces: [...new Set(asked.parts.map(({ piece }) => piece))],
    hasAll: hits.some((hit) => hit.hasAll),
    instead: lost.filter((part) => part.marks.length).map((part) => [part.word, part.marks[0]]),
  };
}

/** @param {SearchStore} store @param {SearchHead} head @param {SearchAsked} asked */
async function lookUpAll(store, head, { parts, beside }) {
  const [found, others] = await Promise.all([
    Promise.all(parts.map(({ word, piece }) => lookUp(store, head, word, piece))),
    Promise.all(beside.map((word) => lookUp(store, head, word, word))),
  ]);
  return { parts: found, beside: others };
}

/** A text as it is compared: word by word, and letter by letter in Han.
 * @param {string} text @param {SearchHead} head @param {SearchPart[]} [lost] words to read as
 * the near one that was found @returns {SearchToken[]} */
function tokens(text, { quiet, variants }, lost = []) {
  const meant = new Map(lost.map((part) => [part.word, part.marks[0] ?? part.word]));
  return words(text, variants).flatMap((word) => {
    if (!isHan(word)) return [{ word: meant.get(word) ?? word, quiet: quiet.has(word) }];
    const letters = [...word];
    const silent = quietWords(letters, quiet);
    return letters.map((letter, at) => ({
      word: letter,
      quiet: silent.some(([from, to]) => from <= at && at < to),
    }));
  });
}

/** @param {SearchStore} store @param {SearchHead} head @param {string} word
 * @param {string} piece @returns {Promise<SearchPart>} */
async function lookUp(store, head, word, piece) {
  /** @type {SearchPart} */
  const part = { word, scores: new Map(), marks: isHan(word) ? [word] : [] };
  const begins = !isHan(word) && word.length > 1 && !head.quiet.has(word);
  const end = begins ? `${piece}\uffff` : piece;
  const first = Math.max(
    0,
    head.begins.findLastIndex((begin) => begin <= piece),
  );
  const last = Math.max(
    first,
    head.begins.findLastIndex((begin) => begin <= end),
  );
  const numbers = [];
  for (let at = first; at <= last && numbers.length < MOST_FILES; at += 1) numbers.push(at);
  for (const file of await Promise.all(numbers.map(store.words))) {
    for (const [known, led] of Object.entries(file)) {
      const factor = known === piece ? 1 : begins && known.startsWith(piece) ? BEGINS : 0;
      if (factor) add(part, known, led, factor);
    }
  }
  return part;
}

/** @param {SearchPart} part @param {string} known @param {number[]} led @param {number} factor */
function add(part, known, led, factor) {
  if (!isHan(known)) part.marks.push(known);
  let entry = 0;
  for (let at = 0; at < led.length; at += 2) {
    entry += led[at];
    part.scores.set(entry, Math.max(part.scores.get(entry) ?? 0, led[at + 1] * factor));
  }
}

/** @param {SearchStore} store @param {SearchHead} head @param {SearchPart[]} lost */
async function mend(store, head, lost) {
  const vocabulary = await store.vocabulary();
  await Promise.all(
    lost.map(async (part) => {
      for (const word of nearest(part.word, vocabulary)) {
        const near = await lookUp(store, head, word, word);
        part.marks.push(word);
        for (const [entry, score] of near.scores)
          part.scores.set(entry, Math.max(part.scores.get(entry) ?? 0, score * NEAR));
      }
    }),
  );
}

/** The first hits once more in order, now that they are at hand: what is called nearly as was asked,
 * or answers nearly that question, comes before what has the same words here and there. Letters that
 * stand together must do so in what is found: where they don't in any of the first, there is none.
 * @param {SearchStore} store @param {SearchHead} head @param {SearchHit[]} hits
 * @param {SearchToken[]} asked @param {string[]} together @returns {Promise<SearchHit[]>} */
async function settled(store, head, hits, asked, together) {
  const first = hits.slice(0, FIRST);
  const scores = await Promise.all(
    first.map(async (hit) => {
      const entry = await store.entry(hit.entry);
      if (!together.every((run) => holds(entry, run, head.variants))) return 0;
      const close = namesOf(entry).map((name) => closeness(asked, tokens(name, head)));
      return hit.score * (1 + CLOSE * Math.max(...close) ** 2);
    }),
  );
  const inOrder = first
    .map((hit, at) => ({ ...hit, score: scores[at] }))
    .filter((hit) => hit.score > 0)
    .sort((one, other) => other.score - one.score || one.entry - other.entry);
  return inOrder.length ? [...inOrder, ...hits.slice(FIRST)] : [];
}

/** @param {SearchEntry} entry @param {string} run @param {Map<string, string>} variants */
function holds(entry, run, variants) {
  const texts = [...namesOf(entry), entry.answer ?? ""];
  for (const [, heading, text] of entry.passages ?? []) texts.push(heading, text);
  return texts.some((text) => words(text, variants).some((word) => word.includes(run)));
}

/** @param {SearchEntry} entry */
function namesOf({ title = "", ways = [], avoided = [] }) {
  return [title, ...ways, ...avoided.map(([word]) => word)];
}

/** Entries that have as much of the question as `share` says, the best first. A part counts the
 * more, the fewer entries have it. Quiet words, `beside` them, only tell which of them comes first.
 * @param {SearchHead} head @param {SearchPart[]} parts @param {SearchPart[]} beside
 * @param {number} share
 * @returns {SearchHit[]} */
function ranked(head, parts, beside, share) {
  const rarity = parts.map(({ scores }) =>
    scores.size ? Math.log(1 + head.of.length / scores.size) : 0,
  );
  const whole = rarity.reduce((sum, one) => sum + one, 0);
  /** @type {Map<number, { score: number, had: number, count: number }>} */
  const found = new Map();
  parts.forEach((part, at) => {
    for (const [entry, score] of part.scores) {
      const so = found.get(entry) ?? { score: 0, had: 0, count: 0 };
      so.score += score * rarity[at];
      so.had += rarity[at] / whole;
      so.count += 1;
      found.set(entry, so);
    }
  });
  for (const { scores } of beside) {
    for (const [entry, score] of scores) {
      const so = found.get(entry);
      if (so) so.score += score * Math.log(1 + head.of.length / scores.size);
    }
  }
  return [...found]
    .filter(([, so]) => (share === 1 ? so.count === parts.length : so.had >= share))
    .map(([entry, so]) => ({
      entry,
      kind: head.of[entry],
      score: so.score * so.had * so.had,
      hasAll: so.count === parts.length,
    }))
    .sort((one, other) => other.score - one.score || one.entry - other.entry);
}
