/* What somebody has learned and done. Whatever comes from outside is read piece by piece; what
 * cannot be read is left out and counted, or refused as a whole with a plain message. */

import { bare, isObject, Refused, record } from "../outside.js";
import { say } from "../texts.js";
import { BOXES } from "./leitner.js";

export const VERSION = 1;
export const LARGEST = 524288;
const AT_MOST = 5000;
const COUNT_AT_MOST = 100000;
const DAYS_AT_MOST = 200000;
const ID = /^[a-z]{1,12}-[a-z2-7]{6}$/;
const LETTERS = /^[a-z2-7]{6}$/;
const JOB = /^([a-z0-9]+(-[a-z0-9]+)*|\*)?$/;

/** @returns {Learned} */
export function nothing() {
  return { cards: bare(), steps: bare(), job: "", leftOut: 0 };
}

/** @param {Learned} learned */
export function isNothing({ cards, steps }) {
  return !Object.keys(cards).length && !Object.keys(steps).length;
}

/** @param {string} text @returns {unknown} */
export function parsed(text) {
  if (text.length > LARGEST)
    throw new Refused(say("This is too large to be what somebody learned, so it was not opened."));
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @param {unknown} value @returns {Learned} */
export function readLearned(value) {
  if (!isObject(value) || !Object.hasOwn(value, "icp_learned")) refuse();
  if (typeof value.icp_learned === "number" && value.icp_learned > VERSION) refuseNewer();
  if (value.icp_learned !== VERSION) refuse();
  const learned = nothing();
  for (const [id, card] of entriesOf(value.cards, learned)) addCard(learned, id, card);
  for (const [step, day] of entriesOf(value.steps, learned)) addStep(learned, step, day);
  if (typeof value.job === "string" && isJob(value.job)) learned.job = value.job;
  return learned;
}

/** @param {Learned} learned */
export function writeLearned({ cards, steps, job }) {
  return { icp_learned: VERSION, job, cards, steps };
}

/** Add a card, or count it as one that could not be read.
 * @param {Learned} learned @param {string} id @param {unknown} value */
export function addCard(learned, id, value) {
  const card = isObject(value) && ID.test(id) ? cardOf(value) : null;
  if (card) learned.cards[id] = card;
  else learned.leftOut += 1;
}

/** @param {Learned} learned @param {string} step @param {unknown} day */
export function addStep(learned, step, day) {
  if (LETTERS.test(step) && isCount(day, DAYS_AT_MOST)) learned.steps[step] = day;
  else learned.leftOut += 1;
}

/** @param {string} text */
export function isJob(text) {
  return text.length <= 64 && JOB.test(text);
}

/** What two places know: of each card what was answered last, and every step that was done in
 * either.
 * @param {Learned} here @param {Learned} there @returns {Learned} */
export function together(here, there) {
  const both = { ...nothing(), job: here.job || there.job };
  Object.assign(both.cards, here.cards);
  Object.assign(both.steps, there.steps, here.steps);
  for (const [id, card] of Object.entries(there.cards)) {
    const own = both.cards[id];
    if (!own || card.last > own.last) both.cards[id] = card;
  }
  return both;
}

/** @param {Record<string, unknown>} value @returns {LearnCard | null} */
function cardOf({ box, due, last, letters, right, wrong }) {
  const isBox = isCount(box, BOXES) && box > 0;
  if (!isBox || !isCount(due, DAYS_AT_MOST) || !isCount(last, DAYS_AT_MOST)) return null;
  if (typeof letters !== "string" || !LETTERS.test(letters)) return null;
  const [yes, no] = [right, wrong].map((one) => (isCount(one, COUNT_AT_MOST) ? one : 0));
  return { box, due, last, letters, right: yes, wrong: no };
}

/** @param {unknown} value @param {number} most @returns {value is number} */
function isCount(value, most) {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= most;
}

/** @param {unknown} value @param {Learned} learned @returns {[string, unknown][]} */
function entriesOf(value, learned) {
  const entries = Object.entries(record(value));
  learned.leftOut += Math.max(entries.length - AT_MOST, 0);
  return entries.slice(0, AT_MOST);
}

/** @returns {never} */
function refuse() {
  throw new Refused(say("This does not hold what somebody learned, so nothing was taken from it."));
}

/** @returns {never} */
export function refuseNewer() {
  throw new Refused(
    say("This was made by a newer version of the playbook. Reload this page and try again."),
  );
}
