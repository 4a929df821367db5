/* Links that hold what somebody learned, or a result, behind the # of the address:
 * #l1.j=sales&c=word-b66f4l.2.20789.20787.a2b3c4.1.0&s=q7w2ea.20786
 * #r1.d=2026-11-29&v=ab12cd.2026-11-20.1a2b3c4&j=sales&n=Kim&q=word-b66f4l.a2b3c4.1
 * Of a card: box, day it is due, day of the last answer, letters, times right and wrong. */

import { Refused } from "../outside.js";
import { say } from "../texts.js";
import { readResult } from "./result.js";
import { addCard, addStep, isJob, isNothing, nothing, refuseNewer, VERSION } from "./state.js";

const LINK_AT_MOST = 60000;
const BETWEEN = "~";

/** @param {Learned} learned */
export function writeLink({ cards, steps, job }) {
  const cardsIn = Object.entries(cards).map(([id, { box, due, last, letters, right, wrong }]) =>
    [id, box, due, last, letters, right, wrong].join("."),
  );
  const stepsIn = Object.entries(steps).map(([step, day]) => `${step}.${day}`);
  return written("l", { j: job, c: cardsIn.join(BETWEEN), s: stepsIn.join(BETWEEN) });
}

/** @param {LearnResult} result */
export function writeResultLink({ name, day, rules, job, questions }) {
  const asked = questions.map(({ id, letters, right }) => `${id}.${letters}.${right ? 1 : 0}`);
  const version = [rules.letters, rules.day ?? "", rules.revision ?? ""].join(".");
  return written("r", { d: day, v: version, j: job, n: name, q: asked.join(BETWEEN) });
}

/** @param {string} fragment */
export function isLearnLink(fragment) {
  return /^l[0-9]+\./.test(fragment);
}

/** @param {string} fragment */
export function isResultLink(fragment) {
  return /^r[0-9]+\./.test(fragment);
}

/** @param {string} fragment @returns {Learned} */
export function readLink(fragment) {
  const fields = fieldsOf(fragment);
  const learned = nothing();
  for (const one of partsOf(fields.c)) {
    const [id, box, due, last, letters, right, wrong] = one.split(".");
    const [b, d, l, r, w] = [box, due, last, right, wrong].map(numberOf);
    addCard(learned, id, { box: b, due: d, last: l, letters, right: r, wrong: w });
  }
  for (const one of partsOf(fields.s)) {
    const [step, day] = one.split(".");
    addStep(learned, step, numberOf(day));
  }
  if (isJob(fields.j ?? "")) learned.job = fields.j ?? "";
  return isNothing(learned) ? refuseLink() : learned;
}

/** @param {string} fragment @returns {LearnResult} */
export function readResultLink(fragment) {
  const fields = fieldsOf(fragment);
  const [letters, day, revision] = (fields.v ?? "").split(".");
  const questions = partsOf(fields.q).map((one) => {
    const [id, were, right] = one.split(".");
    return { id, letters: were, right: right === "1" };
  });
  const rules = { letters, day, revision };
  return readResult({
    icp_result: VERSION,
    name: fields.n,
    day: fields.d,
    rules,
    job: fields.j,
    questions,
  });
}

/** @param {string} kind @param {Record<string, string>} fields */
function written(kind, fields) {
  const parts = Object.entries(fields)
    .filter(([, value]) => value)
    .map(([name, value]) => `${name}=${name === "n" ? encodeURIComponent(value) : value}`);
  return `${kind}${VERSION}.${parts.join("&")}`;
}

/** @param {string} fragment @returns {Record<string, string | undefined>} */
function fieldsOf(fragment) {
  if (fragment.length > LINK_AT_MOST) refuseLink();
  const version = Number.parseInt(fragment.slice(1), 10);
  if (version > VERSION) refuseNewer();
  if (version < VERSION) refuseLink();
  /** @type {Record<string, string | undefined>} */
  const fields = Object.create(null);
  for (const part of fragment.slice(fragment.indexOf(".") + 1).split("&")) {
    const [name, ...value] = part.split("=");
    try {
      fields[name] = decodeURIComponent(value.join("="));
    } catch {
      refuseLink(); // half an escape sequence
    }
  }
  return fields;
}

/** @param {string | undefined} list */
function partsOf(list) {
  return (list ?? "").split(BETWEEN).filter(Boolean);
}

/** @param {string | undefined} digits */
function numberOf(digits) {
  return /^[0-9]{1,9}$/.test(digits ?? "") ? Number(digits) : Number.NaN;
}

/** @returns {never} */
function refuseLink() {
  throw new Refused(say("This link is damaged, so nothing was taken from it. Ask for a new one."));
}
