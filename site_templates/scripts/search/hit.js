/* A hit as readers see it: what it is, what it says in a sentence, and where it has their words. */

import { say } from "../texts.js";
import { excerpt, marked } from "./marks.js";
import { markedNodes, withMarks } from "./page-marks.js";
import { isHan, pieces, words } from "./words.js";

const ANSWER = 220;
const EXCERPT = 150;
/** So many marks are told to the page that is opened. */
const MOST_MARKS = 12;

/** @param {SearchEntry} entry @param {string} kind @param {SearchFound} answer
 * @param {SearchHead} head @param {URL} site the site's top */
export function drawHit(entry, kind, answer, head, site) {
  // Han letters may be here and there that were looked for together: then each pair is marked.
  const found = countMarks(textOf(entry), answer, head)
    ? answer
    : { ...answer, marks: [...answer.marks, ...answer.pieces] };
  const hit = document.createElement("li");
  hit.className = "icp-find__hit";
  const draw = (/** @type {string} */ text, /** @type {number} */ length) =>
    drawn(text, length, found, head);
  const link = element("a", "icp-find__link");
  const title = element("span", "icp-find__title", ...draw(entry.title ?? "", ANSWER));
  link.append(element("span", "icp-find__kind", kind), title);
  if (entry.answer) link.append(element("span", "icp-find__answer", ...draw(entry.answer, ANSWER)));
  const way = bestWay(entry, found, head);
  if (way) link.append(element("span", "icp-find__way", ...draw(way, ANSWER)));
  const there = new URL(entry.address, site);
  const marks = found.marks.slice(0, MOST_MARKS);
  link.setAttribute("href", withMarks(there, marks).href);
  hit.append(link);
  for (const [word, instead] of avoided(entry, found, head)) {
    const told = say("We say “{instead}”, not “{word}”.", { instead, word });
    hit.append(element("p", "icp-find__say", told));
  }
  const passage = bestPassage(entry, found, head);
  if (passage) {
    const [anchor, heading, text] = passage;
    const place = new URL(there);
    place.hash = anchor;
    const more = element("a", "icp-find__passage", ...draw(text, EXCERPT));
    if (heading) more.prepend(element("b", "", heading), " ");
    more.setAttribute("href", withMarks(place, marks).href);
    hit.append(more);
  }
  return hit;
}

/** @param {string} name @param {string} className @param {(string | Node)[]} content */
export function element(name, className, ...content) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...content);
  return made;
}

/** @param {string} text @param {number} length @param {SearchFound} found @param {SearchHead} head */
function drawn(text, length, found, head) {
  const places = marked(text, found.marks, head.variants);
  const [from, to] = excerpt(text, places, length);
  const nodes = markedNodes(text, places, from, to);
  return [from > 0 ? "… " : "", ...nodes, to < text.length ? " …" : ""].filter(Boolean);
}

/** @param {SearchEntry} entry */
function textOf({ title = "", answer = "", ways = [], passages = [] }) {
  return [title, answer, ...ways, ...passages.map(([, ...texts]) => texts.join("\n"))].join("\n");
}

/** The words to avoid that were looked for.
 * @param {SearchEntry} entry @param {SearchFound} found @param {SearchHead} head */
function avoided(entry, found, head) {
  return (entry.avoided ?? []).filter(([word]) =>
    words(word, head.variants).every((one) =>
      isHan(one) ? isAllMarked(one, found.marks, head.variants) : found.marks.includes(one),
    ),
  );
}

/** @param {string} run @param {string[]} marks @param {Map<string, string>} variants */
function isAllMarked(run, marks, variants) {
  const places = marked(run, marks, variants);
  return places.reduce((sum, [from, to]) => sum + to - from, 0) === run.length;
}

/** How many different words of a text are marked; of Han letters, pairs.
 * @param {string} text @param {SearchFound} found @param {SearchHead} head */
function countMarks(text, found, head) {
  const places = marked(text, found.marks, head.variants);
  return new Set(places.flatMap(([from, to]) => pieces(text.slice(from, to).toLowerCase()))).size;
}

/** The question or other name that has most of what was asked, where the title does not say it.
 * @param {SearchEntry} entry @param {SearchFound} found @param {SearchHead} head */
function bestWay(entry, found, head) {
  let [best, most] = ["", countMarks(`${entry.title ?? ""}\n${entry.answer ?? ""}`, found, head)];
  for (const way of entry.ways ?? []) {
    const count = countMarks(way, found, head);
    if (count > most) [best, most] = [way, count];
  }
  return best;
}

/** The passage that has most of what was asked, where nothing above says it.
 * @param {SearchEntry} entry @param {SearchFound} found @param {SearchHead} head */
function bestPassage(entry, found, head) {
  const has = (/** @type {string} */ text) => countMarks(text, found, head);
  const above = has(
    [entry.title ?? "", entry.answer ?? "", bestWay(entry, found, head)].join("\n"),
  );
  let [best, most] = [/** @type {[string, string, string] | null} */ (null), 0];
  for (const passage of entry.passages ?? []) {
    const count = passage[2] ? has(`${passage[1]}\n${passage[2]}`) : 0;
    if (count > most) [best, most] = [passage, count];
  }
  return most > above ? best : null;
}
