/* The level of one dimension, a range while answers are missing. */

import { add, decimal, exactText, floor, larger, ONE, over, sum, whole, ZERO } from "./exact.js";

/** @param {DimensionRules} dimension @param {AbilityRules} model @param {Given} answers
 * @returns {Reading} */
export function readDimension(dimension, model, answers) {
  const levels = model.levels.map((level) => level.level).sort((a, b) => a - b);
  const [lowest, top] = [levels[0], levels[levels.length - 1]];
  /** @type {Known} */
  const none = new Map();
  if (dimension.method === "rubric") {
    const level = answers.rubric.get(dimension.id);
    return reading(dimension, [level ?? lowest, level ?? top], null, [], none);
  }
  const given = answers.items.get(dimension.id) ?? none;
  const steps = levels.map(
    (level) => dimension.levels.find((one) => one.level === level) ?? { level, items: [] },
  );
  const ids = steps.flatMap((step) => step.items.map((item) => item.id));
  if (dimension.method === "checklist") {
    const range = [checklist(steps, given, "no"), checklist(steps, given, "yes")];
    return reading(dimension, range, null, ids, given);
  }
  const totals = ["0", "1"].map((assumed) => coverage(steps, given, assumed));
  const range = totals.map((total) => Math.min(Math.max(Number(floor(total)), lowest), top));
  const [worst, best] = totals.map(exactText);
  return reading(dimension, range, { worst, best }, ids, given);
}

/** @param {DimensionRules} dimension @param {number[]} range @param {ProfileRow["value"]} value
 * @param {string[]} ids
 * @param {Known} given @returns {Reading} */
function reading(dimension, [worst, best], value, ids, given) {
  const unanswered = ids.filter((id) => !given.has(id));
  const isHeld = (/** @type {string} */ id) =>
    ["yes", "1", "not-applicable"].includes(given.get(id) ?? "");
  const level = worst === best ? worst : null;
  const counts = { answered: ids.length - unanswered.length, of: ids.length };
  const held = new Set(ids.filter(isHeld));
  const row = { dimension: dimension.id, level, worst, best, value, ...counts };
  return { dimension, level, worst, best, unanswered, held, row };
}

/** @typedef {Pick<DimensionLevelRules, "level" | "items">[]} Steps */

/** @param {Steps} steps @param {Known} given @param {string} assumed */
function checklist(steps, given, assumed) {
  let reached = steps[0].level;
  for (const step of steps) {
    const answers = step.items.map((item) => given.get(item.id) ?? assumed);
    if (answers.includes("no")) break;
    reached = step.level;
  }
  return reached;
}

/** @param {Steps} steps @param {Known} given @param {string} assumed */
function coverage(steps, given, assumed) {
  const held = steps.map((step) => {
    const values = step.items.map((item) => given.get(item.id) ?? assumed);
    const counted = values.filter((value) => value !== "not-applicable").map(decimal);
    return counted.length ? over(sum(counted), whole(counted.length)) : ONE;
  });
  return larger(add(whole(steps[0].level - 1), sum(held)), ZERO);
}
