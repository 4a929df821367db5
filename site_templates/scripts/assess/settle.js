/* What has changed since an account was answered: what was renamed is followed, what is gone is
 * left out, and what means something else is asked again. */

import { answeredKeys, PARTS } from "./account.js";

/** Change `score` to the questions of today; return the keys of those that mean something else now,
 * and of those gone.
 * @param {Score & { stage?: string }} score @param {RulesDocument} page */
export function settle(score, { questions, renamed }) {
  follow(score, renamed);
  const keys = answeredKeys(score.answers);
  const isAsked = (/** @type {string} */ key) => Object.hasOwn(questions, key);
  const gone = keys.filter((key) => score.questions[key] && !isAsked(key));
  for (const key of gone) {
    const part = PARTS.find((one) => key.startsWith(`${one}.`));
    if (part) delete score.answers[part][key.slice(part.length + 1)];
  }
  const changed = keys.filter((key) => {
    const letters = score.questions[key];
    return isAsked(key) && letters && letters !== questions[key];
  });
  return { gone, changed };
}

/** Bring what was answered under earlier ids under those of today; what has an answer there already
 * keeps it.
 * @param {Score & { stage?: string }} score @param {Renamed} renamed */
function follow(score, { ids, options }) {
  const { answers, questions } = score;
  for (const part of PARTS) {
    followKeys(answers[part], ids[part], "");
    followKeys(questions, ids[part], `${part}.`);
  }
  answers.segment = idNow(ids.segment, answers.segment);
  if (score.stage) score.stage = idNow(ids.stage, score.stage);
  for (const [name, values] of Object.entries(options)) {
    const answer = answers.attributes[name];
    if (typeof answer === "string") answers.attributes[name] = idNow(values, answer);
  }
  const { override } = answers.maturity;
  if (typeof override === "object" && override.tier) {
    override.tier = idNow(ids.tier, override.tier);
  }
}

/** @param {Record<string, string> | undefined} ids @param {string} id */
function idNow(ids, id) {
  return ids && Object.hasOwn(ids, id) ? ids[id] : id;
}

/** @template T
 * @param {Record<string, T>} given @param {Record<string, string> | undefined} ids
 * @param {string} prefix */
function followKeys(given, ids, prefix) {
  for (const key of Object.keys(given).filter((one) => one.startsWith(prefix))) {
    const now = prefix + idNow(ids, key.slice(prefix.length));
    if (now === key) continue;
    if (!(now in given)) given[now] = given[key];
    delete given[key];
  }
}
