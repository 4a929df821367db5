/* Adding up: the weights that count for an account, and groups no more than their caps. */

import { holds, undecidedBy } from "./conditions.js";
import { criterionName } from "./criteria.js";
import { add, decimal, smaller, sum, times, ZERO } from "./exact.js";

/** The weights that count by what is known, and all that may come to count. The first whose
 * condition holds count, else the usual ones; what is undecided does not hold.
 * @param {FitRules} segment @param {Known} known
 * @returns {{ used: Weighing, all: Weighing[] }} */
export function weighings({ criteria, other_weights = [] }, known) {
  /** @type {Weighing[]} */
  const all = [];
  for (const { name, when, weights } of other_weights) {
    const outcome = holds(when, known);
    if (outcome === false) continue;
    const openBy = outcome ? [] : undecidedBy(when, known);
    const one = { name, openBy, weights: weightsOf(criteria, weights) };
    all.push(one);
    if (outcome) return { used: one, all };
  }
  const used = { name: null, openBy: [], weights: weightsOf(criteria, {}) };
  return { used, all: [...all, used] };
}

/** @param {CriterionRules[]} criteria @param {Record<string, string>} others */
function weightsOf(criteria, others) {
  return criteria.map((criterion) => {
    const name = criterionName(criterion);
    return decimal(Object.hasOwn(others, name) ? others[name] : criterion.weight);
  });
}

/** Points times weight, added up; a group counts no more than its cap.
 * @param {FitRules} segment @param {Weighing} weighing @param {(Fraction | null)[]} points */
export function sumOf(segment, weighing, points) {
  const sums = groupSums(segment, weighing, points);
  const caps = (segment.groups ?? []).map(({ id, most }) =>
    smaller(sums.get(id) ?? ZERO, decimal(most)),
  );
  return add(sums.get(null) ?? ZERO, sum(caps));
}

/** What the criteria of each group would add up to without its cap; those in none are under null.
 * @param {FitRules} segment @param {Weighing} weighing @param {(Fraction | null)[]} points */
export function groupSums({ criteria }, { weights }, points) {
  /** @type {Map<string | null, Fraction>} */
  const sums = new Map();
  for (const [index, { group = null }] of criteria.entries()) {
    const got = points[index];
    if (got === null) continue;
    sums.set(group, add(sums.get(group) ?? ZERO, times(weights[index], got)));
  }
  return sums;
}
