/* The result of a check: which rules, which questions, when, and which were right. Anybody can
 * write one: it is for people who trust each other. */

import { isObject, Refused, record } from "../outside.js";
import { say } from "../texts.js";
import { isJob, refuseNewer, VERSION } from "./state.js";

const QUESTIONS_AT_MOST = 200;
const NAME_AT_MOST = 120;
const ID = /^[a-z]{1,12}-[a-z2-7]{6}$/;
const LETTERS = /^[a-z2-7]{6}$/;
const DAY = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;
const RULES = /^[a-z0-9]{1,8}$/;
const REVISION = /^[0-9a-f]{7,64}$/;
// Control characters, and those that turn the direction of what follows.
const INVISIBLE = /[\p{Cc}\u2028-\u202e\u2066-\u2069]/gu;

/** @param {unknown} value @returns {LearnResult} */
export function readResult(value) {
  if (!isObject(value) || !Object.hasOwn(value, "icp_result")) refuse();
  if (typeof value.icp_result === "number" && value.icp_result > VERSION) refuseNewer();
  const { name, day, rules, job, questions } = value;
  if (value.icp_result !== VERSION || !matches(day, DAY) || !Array.isArray(questions)) refuse();
  if (questions.length > QUESTIONS_AT_MOST) refuse();
  const asked = questions.flatMap((one) => (isObject(one) ? (questionOf(one) ?? []) : []));
  if (!asked.length || asked.length !== questions.length) refuse();
  if (new Set(asked.map(({ id }) => id)).size !== asked.length) refuse();
  return {
    name: typeof name === "string" ? name.replace(INVISIBLE, "").slice(0, NAME_AT_MOST) : "",
    day,
    rules: rulesOf(record(rules)),
    job: typeof job === "string" && isJob(job) ? job : "",
    questions: asked,
  };
}

/** @param {LearnResult} result */
export function writeResult(result) {
  const { questions } = result;
  const right = questions.filter((one) => one.right).length;
  return { icp_result: VERSION, ...result, right, of: questions.length };
}

/** @param {Record<string, unknown>} value */
function questionOf({ id, letters, right }) {
  if (!matches(id, ID) || !matches(letters, LETTERS) || typeof right !== "boolean") return null;
  return { id, letters, right };
}

/** @param {Record<string, unknown>} value @returns {RulesVersion} */
function rulesOf({ letters, day, revision }) {
  return {
    letters: matches(letters, RULES) ? letters : "",
    day: matches(day, DAY) ? day : null,
    revision: matches(revision, REVISION) ? revision : null,
  };
}

/** @param {unknown} value @param {RegExp} form @returns {value is string} */
function matches(value, form) {
  return typeof value === "string" && form.test(value);
}

/** @returns {never} */
function refuse() {
  throw new Refused(say("This is not the result of a check, so nothing was taken from it."));
}
