/* Which entries answer a question, the best first. */

import { closeness } from "./close.js";
import { nearest } from "./near.js";
import { isHan, pieces, words } from "./words.js";

/** What a word counts that only begins with what was typed, and what one that is near it. */
const BEGINS = 0.7;
const NEAR = 0.5;
/** So many files of words are read for all that begin with the same letters. */
const MOST_FILES = 3;
/** So many hits are looked at more closely, and so much that counts at most. */
const FIRST = 12;
const CLOSE = 4;
/** So much of what was asked an entry has that is shown although it has not all. */
const SHARE = 0.5;

/** Ask for all words; with words near to those that are nowhere; and at last for as many as there
 * are. @param {SearchStore} store @param {string} question @returns {Promise<SearchFound>} */
export async function find(store, question) {
  const head = await store.head();
  const typed = [...new Set(words(question, head.variants))];
  const telling = typed.filter((word) => !head.quiet.has(word));
  const asked = telling.length ? telling : typed;
  const parts = await Promise.all(
    asked.flatMap((word) => pieces(word).map((piece) => lookUp(store, head, word, piece))),
  );
  const lost = parts.filter((part) => !part.scores.size && !isHan(part.word));
  if (lost.length) await mend(store, head, lost);
  const beside = await Promise.all(
    asked === telling
      ? typed.filter((word) => head.quiet.has(word)).map((word) => lookUp(store, head, word, word))
      : [],
  );
  const all = ranked(head, parts, beside, 1);
  const hits = all.length ? all : ranked(head, parts, beside, SHARE);
  const meant = new Map(lost.map((part) => [part.word, part.marks[0] ?? part.word]));
  return {
    hits: await settled(
      store,
      head,
      hits,
      typed.map((word) => meant.get(word) ?? word),
      all.length > 0,
    ),
    words: asked,
    marks: [...new Set(parts.flatMap((part) => part.marks))],
    hasAll: all.length > 0,
    instead: lost.filter((part) => part.marks.length).map((part) => [part.word, part.marks[0]]),
  };
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
 * stand together must do so in what is found.
 * @param {SearchStore} store @param {SearchHead} head @param {SearchHit[]} hits
 * @param {string[]} asked @param {boolean} hasAll @returns {Promise<SearchHit[]>} */
async function settled(store, head, hits, asked, hasAll) {
  const runs = hasAll ? asked.filter((word) => isHan(word) && [...word].length > 2) : [];
  const first = hits.slice(0, FIRST);
  const scores = await Promise.all(
    first.map(async (hit) => {
      const entry = await store.entry(hit.entry);
      if (!runs.every((run) => holds(entry, run, head.variants))) return 0;
      const close = namesOf(entry).map((name) =>
        closeness(asked, words(name, head.variants), head.quiet),
      );
      return hit.score * (1 + CLOSE * Math.max(...close) ** 2);
    }),
  );
  const inOrder = first
    .map((hit, at) => ({ ...hit, score: scores[at] }))
    .filter((hit) => hit.score > 0)
    .sort((one, other) => other.score - one.score || one.entry - other.entry);
  return [...inOrder, ...hits.slice(FIRST)];
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
    .map(([entry, so]) => ({ entry, kind: head.of[entry], score: so.score * so.had * so.had }))
    .sort((one, other) => other.score - one.score || one.entry - other.entry);
}
