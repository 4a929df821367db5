/* Whether they want it: a verdict from what is confirmed, absent and still unknown. */

import { partOf } from "./exact.js";
import { say } from "./messages.js";

/** What a verdict is called where the company has no name of its own for it. */
const METHOD_NAMES = {
  qualified: say("Qualified"),
  pursue: say("Pursue"),
  nurture: say("Nurture"),
};

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
      ? [verdictMessage(rules, verdict, { confirmed, of, needed }), ...stateMessages(rules, found)]
      : [say("Nothing known yet, so there is no verdict.")],
  };
}

/** The verdict by its name, and how many are confirmed of those that it takes.
 * @param {MotivationRules} rules @param {NonNullable<Motivation["verdict"]>} verdict
 * @param {{ confirmed: number, of: number, needed: number }} counts */
function verdictMessage(rules, verdict, { confirmed, of, needed }) {
  const named = { verdict: verdictName(rules, verdict), confirmed, of };
  if (verdict === "qualified")
    return say("{verdict}: {confirmed} of {of} confirmed, {needed} needed.", { ...named, needed });
  const toBe = { ...named, qualified: verdictName(rules, "qualified") };
  return confirmed < needed
    ? say("{verdict}: {confirmed} of {of} confirmed, {needed} needed for {qualified}.", {
        ...toBe,
        needed,
      })
    : say(
        "{verdict}: {confirmed} of {of} confirmed, which is enough for {qualified} in number only.",
        toBe,
      );
}

/** What the company calls a verdict, else the method's name for it.
 * @param {MotivationRules} rules @param {NonNullable<Motivation["verdict"]>} verdict */
function verdictName({ verdicts }, verdict) {
  const own = verdicts.find((one) => one.id === verdict)?.name;
  return own || METHOD_NAMES[verdict];
}

/** @param {MotivationRules} rules
 * @param {{ name: string, state: string, must_have: boolean }[]} found */
function stateMessages(rules, found) {
  const absent = found.filter((one) => one.state === "absent");
  const open = found.filter((one) => one.must_have && ["partial", "unknown"].includes(one.state));
  const names = (/** @type {typeof found} */ some) => some.map((one) => one.name);
  const qualified = verdictName(rules, "qualified");
  return [
    ...(absent.length
      ? [
          say("Absent, which rules out {qualified}: {criteria}.", {
            qualified,
            criteria: names(absent),
          }),
        ]
      : []),
    ...(open.length
      ? [say("Must be confirmed whatever else is: {criteria}.", { criteria: names(open) })]
      : []),
  ];
}
