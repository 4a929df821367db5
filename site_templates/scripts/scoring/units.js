/* What a tier is made of, dimensions or groups of them, and the rule from those to a level. */

import { add, compare, exactText, floor, HALF, meanOf, partOf, smaller, whole } from "./exact.js";

/** The level whose tier these have; `values` are known, at least one. A mean takes exact values,
 * the others take levels. Without a tier it is the level that the mean has reached.
 * @param {AbilityRules} model @param {Fraction[]} values */
export function levelOf({ rule, levels }, values) {
  const all = levels.map((level) => level.level);
  const [lowest, top] = [Math.min(...all), Math.max(...all)];
  const least = values.reduce(smaller);
  if (rule.kind === "minimum") return Number(floor(least));
  if (takesValues(rule)) {
    const mean = meanOf(values);
    const near = Number(floor(rule.kind === "mean" ? add(mean, HALF) : mean));
    return Math.min(Math.max(near, lowest), top);
  }
  const enough = partOf(rule.share, values.length);
  for (let level = top; level > lowest; level -= 1) {
    const there = values.filter((value) => reaches(value, level)).length;
    if (there >= enough && reaches(least, level - rule.max_gap)) return level;
  }
  return lowest;
}

/** @param {Fraction} value @param {number} level */
export function reaches(value, level) {
  return compare(value, whole(level)) >= 0;
}

/** Whether the rule takes a mean of exact values; the others take whole levels.
 * @param {LevelsToTier} rule */
function takesValues({ kind }) {
  return kind === "mean" || kind === "none";
}

/** Whether no missing answer can change what the rule takes of a dimension.
 * @param {LevelsToTier} rule @param {Reading} reading */
export function isKnown({ kind }, { level, low, high }) {
  return kind === "mean" ? compare(low, high) === 0 : level !== null;
}

/** A dimension as the rule takes it.
 * @param {LevelsToTier} rule @param {Reading} reading @returns {Unit} */
export function unitOf(rule, reading) {
  const { dimension, worst, best, low, high } = reading;
  const [atWorst, atBest] = takesValues(rule) ? [low, high] : [whole(worst), whole(best)];
  const value = isKnown(rule, reading) ? atWorst : null;
  return { id: dimension.id, name: dimension.name, value, atWorst, atBest, readings: [reading] };
}

/** A group as the rule takes it, and its line in the profile.
 * @param {AbilityRules} model @param {{ id: string, name: string }} group
 * @param {Reading[]} readings @returns {{ unit: Unit, row: GroupRow }} */
export function rollUp(model, { id, name }, readings) {
  const { rule } = model;
  const own = readings.filter((one) => one.dimension.group === id);
  const units = own.map((one) => unitOf(rule, one));
  const [lows, highs] = [units.map((one) => one.atWorst), units.map((one) => one.atBest)];
  const values = valuesOf(units);
  const needed = Math.max(partOf(rule.min_known, own.length), 1);
  const [worst, best] = [levelOf(model, lows), levelOf(model, highs)];
  const isEnough = values.length >= needed;
  const level = isEnough ? Math.min(Math.max(levelOf(model, values), worst), best) : null;
  const mean = isEnough ? meanOf(values) : null;
  const isExact = takesValues(rule);
  const ends = mean ? [mean, mean] : [meanOf(lows), meanOf(highs)];
  const [low, high] = ends.map(exactText);
  const value = isExact ? { worst: low, best: high } : null;
  const counts = { known: values.length, needed, of: own.length };
  const row = { group: id, name, level, worst, best, value, ...counts };
  const levelValue = level === null ? null : whole(level);
  const unit = isExact
    ? { value: mean, atWorst: meanOf(lows), atBest: meanOf(highs) }
    : { value: levelValue, atWorst: whole(worst), atBest: whole(best) };
  return { unit: { id, name, ...unit, readings: own }, row };
}

/** The values of those that are known.
 * @param {Unit[]} units */
export function valuesOf(units) {
  return units.flatMap(({ value }) => (value ? [value] : []));
}
