/* Whether they want it: a verdict from what is confirmed, absent and still unknown. */

import { partOf } from "./exact.js";
import { say } from "./messages.js";

/** @param {MotivationRules | null} rules @param {Known} answers @returns {Motivation | null} */
export function judgeMotivation(rules, answers) {
  if (!rules?.criteria.length) return null;
  const { criteria, must_have } = rules;
  const found = criteria.map(({ id, name, questions }) => ({
    id,
    name,
    state: answers.get(id) ?? "unknown",
    must_have: must_have.includes(id),
    question: questions.length ? questions[0] : null,
  }));
  const count = (/** @type {string} */ state) => found.filter((one) => one.state === state).length;
  const [confirmed, absent, of] = [count("confirmed"), count("absent"), criteria.length];
  const needed = partOf(rules.share, of);
  const must = found.filter((one) => one.must_have);
  const isNothing = count("unknown") === of;
  /** @type {Motivation["verdict"]} */
  let verdict = "nurture";
  if (isNothing) verdict = null;
  else if (confirmed >= needed && !absent && must.every((one) => one.state === "confirmed")) {
    verdict = "qualified";
  } else if (must.every((one) => one.state !== "absent") && of - absent >= needed)
    verdict = "pursue";
  return {
    status: isNothing ? "nothing-known" : "verdict",
    ...{ verdict, confirmed, needed, of },
    not_confirmed: found
      .filter((one) => one.state !== "confirmed")
      .map(({ id, name, ...one }) => ({ criterion: id, ...one })),
    messages: verdict
      ? [verdictMessage(verdict, { confirmed, of, needed }), ...stateMessages(found)]
      : [say("Nothing known yet, so there is no verdict.")],
  };
}

/** @param {string} verdict @param {Arguments} params */
function verdictMessage(verdict, params) {
  if (verdict === "qualified")
    return say("Qualified: {confirmed} of {of} confirmed, {needed} needed.", params);
  return verdict === "pursue"
    ? say("Pursue: {confirmed} of {of} confirmed, {needed} needed to qualify.", params)
    : say("Nurture: {confirmed} of {of} confirmed, {needed} needed to qualify.", params);
}

/** @param {{ name: string, state: string, must_have: boolean }[]} found */
function stateMessages(found) {
  const absent = found.filter((one) => one.state === "absent");
  const open = found.filter((one) => one.must_have && ["partial", "unknown"].includes(one.state));
  const names = (/** @type {typeof found} */ some) => some.map((one) => one.name);
  return [
    ...(absent.length ? [say("Absent: {criteria}.", { criteria: names(absent) })] : []),
    ...(open.length
      ? [say("Must be confirmed whatever else is: {criteria}.", { criteria: names(open) })]
      : []),
  ];
}
