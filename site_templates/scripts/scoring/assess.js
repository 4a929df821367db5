/* Fit, motivation and ability of one account, and what they mean together: the twin of
 * generator/icp_playbook/scoring, module by module. The shape of rules, answers and results is
 * described there; one table of cases and a property test run through both and demand equal
 * results. */

import { judgeAbility, judgeFurther } from "./ability.js";
import { readAnswers } from "./answers.js";
import { raiseFlags } from "./flags.js";
import { say } from "./messages.js";
import { judgeMotivation } from "./motivation.js";
import { rank } from "./ranking.js";
import { byId } from "./rules.js";
import { judgeScores } from "./scores.js";

/** The three results and what they mean together, for rules without defects and any answers.
 * @param {Rules} rules @param {unknown} answers @returns {Assessment} */
export function assess(rules, answers) {
  const given = readAnswers(rules, answers);
  const fit = rank(rules, given.attributes, given.segment);
  const motivation = judgeMotivation(rules.qualification, given.qualification);
  const ability = judgeAbility(rules.maturity, given);
  return {
    version: 1,
    notes: given.notes,
    fit,
    scores: judgeScores(rules, given.attributes),
    flags: raiseFlags(rules, given.attributes),
    motivation,
    ability,
    further: judgeFurther(rules.further, given),
    together: stance(rules, fit, motivation, ability),
  };
}

/** @param {Rules} rules @param {FitResult | null} fit @param {Motivation | null} motivation
 * @param {Ability | null} ability @returns {Together | null} */
function stance(rules, fit, motivation, ability) {
  if (!motivation || !ability || ability.status === "profile-only") return null;
  const [{ verdict }, { tier }] = [motivation, ability];
  const known = { verdict, tier: tier?.id ?? null, segment: null, cell: null, text: null };
  if (!verdict) {
    return { ...known, status: "nothing-known", message: askFirst(rules, motivation) };
  }
  if (!tier) {
    const message = say("Find out how mature they are first.");
    return { ...known, status: "find-out-maturity", message };
  }
  const named = rules.qualification?.verdicts.find((one) => one.id === verdict);
  const said = { verdict: named?.name ?? verdict, tier: tier.name };
  const place = placeOf(rules.grid, verdict, tier.id, fit?.about ?? null);
  if (place === null) {
    return { ...known, status: "undecided", message: say("{verdict}, {tier}: undecided.", said) };
  }
  const { text, segment = null } = rules.grid[place];
  const message = say("{verdict}, {tier}: {text}", { ...said, text });
  return { ...known, status: "decided", segment, cell: place, text, message };
}

/** The place of the cell: that of the segment, or else the one for all.
 * @param {CellRules[]} grid @param {string} verdict @param {string} tier
 * @param {string | null} segment */
function placeOf(grid, verdict, tier, segment) {
  const find = (/** @type {string | undefined} */ of) =>
    grid.findIndex((cell) => cell.verdict === verdict && cell.tier === tier && cell.segment === of);
  const places = [find(segment ?? undefined), find(undefined)];
  return places.find((place) => place >= 0) ?? null;
}

/** What to ask while nothing is known: a must-have, or else the first criterion.
 * @param {Rules} rules @param {Motivation} motivation */
function askFirst({ qualification }, { not_confirmed }) {
  const first = not_confirmed.find((one) => one.must_have) ?? not_confirmed[0];
  const { name } = byId(qualification?.criteria ?? [], first.criterion);
  const { question } = first;
  if (question === null)
    return say("Find out first whether they want it: {criterion}.", { criterion: name });
  return say("Find out first whether they want it. Ask about {criterion}: {question}", {
    criterion: name,
    question,
  });
}
