/* Fit, motivation and ability of one account, and what they mean together: the twin of
 * generator/icp_playbook/scoring, module by module. The shape of rules, answers and results is
 * described there; one table of cases and a property test run through both and demand equal
 * results. */

import { judgeAbility } from "./ability.js";
import { readAnswers } from "./answers.js";
import { raiseFlags } from "./flags.js";
import { say } from "./messages.js";
import { judgeMotivation } from "./motivation.js";
import { rank } from "./ranking.js";
import { judgeScores } from "./scores.js";

/** The three results and what they mean together, for rules without defects and any answers.
 * @param {Rules} rules @param {unknown} answers @returns {Assessment} */
export function assess(rules, answers) {
  const given = readAnswers(rules, answers);
  const motivation = judgeMotivation(rules.qualification, given.qualification);
  const ability = judgeAbility(rules.maturity, given);
  return {
    version: 1,
    notes: given.notes,
    fit: rank(rules, given.attributes, given.segment),
    scores: judgeScores(rules, given.attributes),
    flags: raiseFlags(rules, given.attributes),
    motivation,
    ability,
    together: stance(rules, motivation, ability),
  };
}

/** @param {Rules} rules @param {Motivation | null} motivation @param {Ability | null} ability
 * @returns {Together | null} */
function stance(rules, motivation, ability) {
  if (!motivation || !ability) return null;
  const [{ verdict }, { tier }] = [motivation, ability];
  if (!tier) {
    const message = say("Find out how mature they are first.");
    return { status: "find-out-maturity", verdict, tier: null, text: null, message };
  }
  const named = rules.qualification?.verdicts.find((one) => one.id === verdict);
  const cell = { verdict: named?.name ?? verdict, tier: tier.name };
  const row = Object.hasOwn(rules.grid, verdict) ? rules.grid[verdict] : {};
  if (!Object.hasOwn(row, tier.id)) {
    const message = say("{verdict}, {tier}: undecided.", cell);
    return { status: "undecided", verdict, tier: tier.id, text: null, message };
  }
  const text = row[tier.id];
  const message = say("{verdict}, {tier}: {text}", { ...cell, text });
  return { status: "decided", verdict, tier: tier.id, text, message };
}
