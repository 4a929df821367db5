/* An account: its name, stage and answers, and the scores that were kept. Whatever comes from
 * outside is read piece by piece into objects without inherited names; what cannot be read is
 * refused with a plain message, or left out and counted. */

import { bare, isObject, Refused, record } from "../outside.js";
import { say } from "../texts.js";

export const VERSION = 1;
/** @type {Part[]} */
export const PARTS = ["attributes", "qualification", "maturity"];
const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const ID_AT_MOST = 64;
const DAY = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;
const LETTERS = /^[a-z0-9]{1,8}$/;
const REVISION = /^[0-9a-f]{7,64}$/;
export const LARGEST_FILE = 262144;
const ENTRIES_AT_MOST = 500;
const TEXT_AT_MOST = 500;
const NAME_AT_MOST = 120;
const KEPT_AT_MOST = 12;
// Control characters, and those that turn the direction of what follows.
const INVISIBLE = /[\p{Cc}\u2028-\u202e\u2066-\u2069]/gu;

/** @returns {never} */
function refuseFile() {
  throw new Refused(say("This file is not an assessment, so nothing was taken from it."));
}

/** @returns {never} */
export function refuseNewer() {
  throw new Refused(
    say(
      "This was made by a newer version of the playbook. Reload this page, or ask for it as text.",
    ),
  );
}

/** @returns {never} */
export function refuseBig() {
  throw new Refused(say("This is too large to be an assessment, so it was not opened."));
}

/** @returns {Account} */
export function emptyAccount() {
  return { name: "", stage: "", kept: [], ...emptyScore(), leftOut: 0 };
}

/** @returns {Score} */
function emptyScore() {
  const answers = { segment: "", attributes: bare(), qualification: bare(), maturity: bare() };
  return { day: "", answers, questions: bare(), rules: readRules(null) };
}

/** The text of a file.
 * @param {string} json */
export function parseAccount(json) {
  if (json.length > LARGEST_FILE) refuseBig();
  let value;
  try {
    value = JSON.parse(json);
  } catch {
    refuseFile();
  }
  return readAccount(value);
}

/** An account from parsed JSON: a saved file, one that the browser kept, or bare answers as the
 * command line takes them.
 * @param {unknown} value */
export function readAccount(value) {
  if (!isObject(value)) refuseFile();
  const own = (/** @type {string} */ name) =>
    Object.hasOwn(value, name) ? value[name] : undefined;
  const version = own("icp_assessment");
  if (typeof version === "number" && version > VERSION) refuseNewer();
  if (version !== undefined && version !== VERSION) refuseFile();
  const given = version === undefined ? value : own("answers");
  const hasAnswers = ["segment", ...PARTS].some((part) => own(part) !== undefined);
  if (!isObject(given) || (version === undefined && !hasAnswers)) refuseFile();
  const score = readScore(given, own("questions"), own("day"), own("rules"));
  const account = { ...emptyAccount(), ...score, leftOut: score.leftOut ?? 0 };
  account.name = textOf(own("name"), NAME_AT_MOST);
  account.stage = idOf(own("stage"));
  const written = own("kept");
  for (const one of Array.isArray(written) ? written.slice(-KEPT_AT_MOST) : []) {
    const isScore = isObject(one) && isObject(one.answers);
    if (isScore) account.kept.push(readScore(one.answers, one.questions, one.day, one.rules));
    else account.leftOut += 1;
  }
  return account;
}

/** Answers, their questions' letters, their day and rules: what an account has now, and had at each
 * kept score.
 * @param {unknown} given @param {unknown} questions @param {unknown} day @param {unknown} rules
 * @returns {Score} */
function readScore(given, questions, day, rules) {
  const score = { ...emptyScore(), leftOut: 0, rules: readRules(rules) };
  const parts = record(given);
  score.day = typeof day === "string" && DAY.test(day) ? day : "";
  score.answers.segment = idOf(parts.segment);
  for (const part of PARTS) {
    const entries = Object.entries(record(parts[part]));
    score.leftOut += Math.max(entries.length - ENTRIES_AT_MOST, 0);
    for (const [name, answer] of entries.slice(0, ENTRIES_AT_MOST)) {
      const read = idOf(name) ? readAnswer(answer) : undefined;
      if (read === undefined) score.leftOut += 1;
      else score.answers[part][name] = read;
    }
  }
  const letters = Object.entries(record(questions));
  for (const [name, value] of letters.slice(0, ENTRIES_AT_MOST)) {
    if (typeof value === "string" && LETTERS.test(value)) score.questions[name] = value;
  }
  return score;
}

/** Which rules judged it; nothing where that was not written down.
 * @param {unknown} given @returns {RulesVersion} */
function readRules(given) {
  const { letters, day, revision } = record(given);
  const text = (/** @type {unknown} */ one, /** @type {RegExp} */ form) =>
    typeof one === "string" && form.test(one) ? one : null;
  return {
    letters: text(letters, LETTERS) ?? "",
    day: text(day, DAY),
    revision: text(revision, REVISION),
  };
}

/** @param {unknown} value @returns {string | Items | undefined} */
function readAnswer(value) {
  if (!isObject(value)) return readPlain(value);
  /** @type {Items} */
  const read = bare();
  for (const [name, inner] of Object.entries(value).slice(0, ENTRIES_AT_MOST)) {
    const answer = ID.test(name) ? readPlain(inner) : undefined;
    if (answer !== undefined) read[name] = answer;
  }
  return read;
}

/** @param {unknown} value */
function readPlain(value) {
  if (typeof value === "string") return wholeText(value, TEXT_AT_MOST);
  if (typeof value === "boolean") return value ? "yes" : "no";
  return typeof value === "number" && Number.isFinite(value) ? String(value) : undefined;
}

/** @param {unknown} value @param {number} limit */
function textOf(value, limit) {
  return typeof value === "string" ? wholeText(value.replace(INVISIBLE, ""), limit) : "";
}

/** Cut without leaving half a sign, which no link can hold.
 * @param {string} value @param {number} [limit] */
export function wholeText(value, limit = value.length) {
  return value.slice(0, limit).replace(/\p{Surrogate}/gu, "");
}

/** @param {unknown} value */
function idOf(value) {
  return typeof value === "string" && value.length <= ID_AT_MOST && ID.test(value) ? value : "";
}

/** An account as JSON.
 * @param {Account} account @param {boolean} withName */
export function writeAccount({ name, day, stage, answers, questions, kept, rules }, withName) {
  const asked = answeredKeys(answers).filter((key) => questions[key]);
  return {
    icp_assessment: VERSION,
    ...(withName && name ? { name } : {}),
    ...(day ? { day } : {}),
    ...(stage ? { stage } : {}),
    ...(rules.letters ? { rules } : {}),
    answers: tidy(answers),
    questions: Object.fromEntries(asked.map((key) => [key, questions[key]])),
    kept,
  };
}

/** @param {Answers} answers */
export function tidy(answers) {
  const { segment, ...parts } = answers;
  return segment ? { segment, ...parts } : parts;
}

/** The questions that have an answer, as the keys of their letters.
 * @param {Answers} answers */
export function answeredKeys(answers) {
  const keys = PARTS.flatMap((part) => Object.keys(answers[part]).map((id) => `${part}.${id}`));
  return keys.filter((key) => key !== "maturity.override");
}

/** @param {Score} score */
export function isEmpty({ answers }) {
  return !answers.segment && PARTS.every((part) => !Object.keys(answers[part]).length);
}
