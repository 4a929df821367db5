/* The level of one dimension, a range while answers are missing. */

import {
  add,
  compare,
  decimal,
  exactText,
  larger,
  ONE,
  over,
  sum,
  times,
  whole,
  ZERO,
} from "./exact.js";

/** The levels of the model that a dimension describes, from low to high.
 * @param {DimensionRules} dimension */
export function ownLevels({ levels }) {
  return levels.map((level) => level.level).sort((a, b) => a - b);
}

/** @param {DimensionRules} dimension @param {Given} answers @returns {Reading} */
export function readDimension(dimension, answers) {
  const levels = ownLevels(dimension);
  const [lowest, top] = [levels[0], levels[levels.length - 1]];
  /** @type {Known} */
  const none = new Map();
  if (dimension.method === "rubric") {
    const level = answers.rubric.get(dimension.id);
    return reading(dimension, [level ?? lowest, level ?? top], null, [], none);
  }
  const given = answers.items.get(dimension.id) ?? none;
  const steps = [...dimension.levels].sort((a, b) => a.level - b.level);
  const ids = steps.flatMap((step) => step.items.map((item) => item.id));
  if (dimension.method === "checklist") {
    const range = [checklist(steps, given, "no"), checklist(steps, given, "yes")];
    return reading(dimension, range, null, ids, given);
  }
  const totals = ["0", "1"].map((assumed) => coverage(steps, given, assumed));
  const range = totals.map((total) => reached(levels, total));
  return reading(dimension, range, totals, ids, given);
}

/** @param {DimensionRules} dimension @param {number[]} range @param {Fraction[] | null} totals
 * @param {string[]} ids @param {Known} given @returns {Reading} */
function reading(dimension, range, totals, ids, given) {
  const [worst, best] = range;
  const [low, high] = totals ?? range.map(whole);
  const value = totals ? { worst: exactText(low), best: exactText(high) } : null;
  const unanswered = ids.filter((id) => !given.has(id));
  const isHeld = (/** @type {string} */ id) =>
    ["yes", "1", "not-applicable"].includes(given.get(id) ?? "");
  const level = worst === best ? worst : null;
  const counts = { answered: ids.length - unanswered.length, of: ids.length };
  const held = new Set(ids.filter(isHeld));
  const row = { dimension: dimension.id, level, worst, best, value, ...counts };
  return { dimension, level, worst, best, low, high, unanswered, held, row };
}

/** The highest level that a value reaches; what falls below the lowest counts as it.
 * @param {number[]} levels @param {Fraction} total */
function reached(levels, total) {
  const there = levels.filter((level) => compare(whole(level), total) <= 0);
  return there.length ? there[there.length - 1] : levels[0];
}

/** @param {DimensionLevelRules[]} steps @param {Known} given @param {string} assumed */
function checklist(steps, given, assumed) {
  let top = steps[0].level;
  for (const step of steps) {
    const answers = step.items.map((item) => given.get(item.id) ?? assumed);
    if (answers.includes("no")) break;
    top = step.level;
  }
  return top;
}

/** The sum of the levels' means, so that a full answer up to level L is L; a level after some that
 * the dimension does not describe counts for those, too.
 * @param {DimensionLevelRules[]} steps @param {Known} given @param {string} assumed */
function coverage(steps, given, assumed) {
  let below = steps[0].level - 1;
  let total = whole(below);
  for (const step of steps) {
    const values = step.items.map((item) => given.get(item.id) ?? assumed);
    const counted = values.filter((value) => value !== "not-applicable").map(decimal);
    const share = counted.length ? over(sum(counted), whole(counted.length)) : ONE;
    total = add(total, times(whole(step.level - below), share));
    below = step.level;
  }
  return larger(total, ZERO);
}
