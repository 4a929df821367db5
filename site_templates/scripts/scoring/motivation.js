/* Whether they want it: a verdict from what is confirmed, absent and still unknown. */

import { partOf } from "./exact.js";
import { say } from "./messages.js";

/** @param {Qualification | null} rules @param {Known} answers @returns {Motivation | null} */
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
  /** @type {Motivation["verdict"]} */
  let verdict = "nurture";
  if (confirmed >= needed && !absent && must.every((one) => one.state === "confirmed")) {
    verdict = "qualified";
  } else if (must.every((one) => one.state !== "absent") && of - absent >= needed)
    verdict = "pursue";
  return {
    ...{ verdict, confirmed, needed, of },
    not_confirmed: found
      .filter((one) => one.state !== "confirmed")
      .map(({ id, name, ...one }) => ({ criterion: id, ...one })),
    messages: [verdictMessage(verdict, { confirmed, of, needed }), ...stateMessages(found)],
  };
}

/** @param {Motivation["verdict"]} verdict @param {Arguments} params */
function verdictMessage(verdict, params) {
  if (verdict === "qualified") return say("motivation.qualified", params);
  return verdict === "pursue"
    ? say("motivation.pursue", params)
    : say("motivation.nurture", params);
}

/** @param {{ name: string, state: string, must_have: boolean }[]} found */
function stateMessages(found) {
  if (found.every((one) => one.state === "unknown")) return [say("motivation.nothing_known")];
  const absent = found.filter((one) => one.state === "absent");
  const open = found.filter((one) => one.must_have && ["partial", "unknown"].includes(one.state));
  const names = (/** @type {typeof found} */ some) => some.map((one) => one.name);
  return [
    ...(absent.length ? [say("motivation.absent", { criteria: names(absent) })] : []),
    ...(open.length ? [say("motivation.must_have_open", { criteria: names(open) })] : []),
  ];
}
