/* Scores of the company as a whole: its fit whatever the segment, its health, its engagement. */

import { describe, judge } from "./fit.js";
import { say } from "./messages.js";

/** @param {Rules} rules @param {Known} known @returns {ScoreFit[]} */
export function judgeScores({ attributes, scores }, known) {
  const asked = new Map(attributes.map((one) => [one.id, one]));
  return scores.map((score) => {
    const described = describe(judge(score, known), asked, known);
    const hit = score.measures === "fit" ? described.disqualifiers.hit : [];
    return {
      score_of: score.id,
      measures: score.measures,
      stops: hit.map(({ why }) => say("Stop: {why}", { why })),
      ...described,
    };
  });
}
