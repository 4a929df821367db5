/* What is asked today: what has changed, what is due, and a few that are new. */

import { answered } from "./leitner.js";

export const DAILY = 8;
export const CHECKED = 20;
const NEW_A_DAY = 5;

/** The questions of a choice: everyone's, a department's too, or those of one part of a track.
 * @param {LearnDocument} page @param {string} job @param {string} module */
export function questionsFor(page, job, module = "") {
  return Object.entries(page.questions)
    .filter(([, { d, m }]) => (module ? m?.includes(module) : job === "*" || !d || d.includes(job)))
    .map(([id]) => id);
}

/** @param {LearnDocument} page @param {Learned} learned @param {string} id */
export function hasChanged(page, learned, id) {
  const card = learned.cards[id];
  return Boolean(card && card.letters !== page.questions[id].f);
}

/** Whether somebody knows the answer as it is today: it was right the last time.
 * @param {LearnDocument} page @param {Learned} learned @param {string} id */
export function isKnown(page, learned, id) {
  const card = learned.cards[id];
  return Boolean(card && card.box > 1 && !hasChanged(page, learned, id));
}

/** What to ask now, the most urgent first. `more` asks on when today's are done.
 * @param {LearnDocument} page @param {Learned} learned @param {string[]} ids @param {number} day
 * @param {boolean} more */
export function chooseToday(page, learned, ids, day, more = false) {
  const { cards } = learned;
  const isFirst = (/** @type {LearnCard} */ card) => card.right + card.wrong === 1;
  const today = Object.values(cards).filter(({ last }) => last === day);
  const changed = ids.filter((id) => hasChanged(page, learned, id));
  const due = ids.filter((id) => cards[id] && cards[id].due <= day && !changed.includes(id));
  const unseen = ids.filter((id) => !cards[id]);
  due.sort((a, b) => cards[a].box - cards[b].box || cards[a].due - cards[b].due);
  const fresh = more ? DAILY : Math.max(NEW_A_DAY - today.filter(isFirst).length, 0);
  const room = more ? DAILY : Math.max(DAILY - today.length, 0);
  const late = Math.max(room - changed.length - due.length, 0);
  const chosen = [...changed, ...due, ...unseen.slice(0, Math.min(fresh, late))];
  if (more && !chosen.length) chosen.push(...soonest(learned, ids));
  return chosen.slice(0, room);
}

/** The day on which the next of what is known is due, or null.
 * @param {Learned} learned @param {string[]} ids */
export function nextDay({ cards }, ids) {
  const days = ids.filter((id) => cards[id]).map((id) => cards[id].due);
  return days.length ? Math.min(...days) : null;
}

/** Questions with options, in an order that nobody can foresee.
 * @param {LearnDocument} page @param {string[]} ids */
export function chooseCheck(page, ids) {
  const found = ids.filter((id) => page.questions[id].r !== undefined);
  const mixed = found.map((id) => ({ id, at: Math.random() })).sort((a, b) => a.at - b.at);
  return mixed.slice(0, CHECKED).map(({ id }) => id);
}

/** Keep an answer, and that the step is done which the question checks.
 * @param {Learned} learned @param {string} id @param {LearnQuestion} question
 * @param {boolean} isRight @param {number} day */
export function keepAnswer(learned, id, { f, s }, isRight, day) {
  const card = learned.cards[id];
  if (isRight && s && !learned.steps[s]) learned.steps[s] = day;
  // Asked once more on the same day, it is practice: the box stays.
  if (card && card.last === day && card.letters === f) return;
  learned.cards[id] = answered(card, f, isRight, day);
}

/** @param {Learned} learned @param {string[]} ids */
function soonest({ cards }, ids) {
  return [...ids].sort((a, b) => cards[a].due - cards[b].due);
}
