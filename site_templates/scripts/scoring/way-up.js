/* The way up: what keeps an account from the next tier, and what each step takes. */

import {
  ceiling,
  decimalsUp,
  exactText,
  HALF,
  meanOf,
  minus,
  partOf,
  times,
  whole,
} from "./exact.js";
import { ownLevels } from "./levels.js";
import { say } from "./messages.js";
import { the } from "./rules.js";
import { isKnown, reaches, unitOf, valuesOf } from "./units.js";

/** All that keeps the tier from the next one, of units that are known.
 * @param {AbilityRules} model @param {Unit[]} known @param {TierRules} tier @returns {Cap[]} */
export function capsOf({ rule, levels }, known, tier) {
  const wanted = tier.level + 1;
  if (wanted > Math.max(...levels.map((level) => level.level))) return [];
  const isThreshold = rule.kind === "threshold";
  const least = isThreshold ? wanted - rule.max_gap : wanted;
  const to = isThreshold && missingAt(rule, known, wanted) <= 0 ? least : wanted;
  const must = (/** @type {Unit} */ unit) => rule.kind !== "mean" && isBelow(unit, least);
  return known
    .filter((unit) => isBelow(unit, to))
    .map((unit) => ({ unit, to, must: must(unit) ? least : null }));
}

/** @param {Unit} unit @param {number} level */
function isBelow({ value, atWorst }, level) {
  return !reaches(value ?? atWorst, level);
}

/** @param {LevelsToTier} rule @param {Unit[]} known @param {number} level */
function missingAt(rule, known, level) {
  return partOf(rule.share, known.length) - known.filter((unit) => !isBelow(unit, level)).length;
}

/** The next tier and the way there; null where nothing keeps it from one.
 * @param {AbilityRules} model @param {Unit[]} known @param {TierRules} tier @param {Cap[]} caps
 * @returns {NextTier | null} */
export function nextTier({ rule, tiers }, known, tier, caps) {
  if (!caps.length) return null;
  const wanted = tier.level + 1;
  const next = the(tiers, (one) => one.level === wanted);
  const steps = caps.flatMap((cap) => stepsOf(rule, cap));
  if (rule.kind === "mean") {
    const short = minus(minus(whole(wanted), HALF), meanOf(valuesOf(known)));
    const exact = times(short, whole(known.length));
    const total = known.every(isWhole) ? whole(ceiling(exact)) : exact;
    const levelsUp = { exact: exactText(total), shown: decimalsUp(total, 1) };
    return { tier: next, needed: null, levels_up: levelsUp, steps };
  }
  const missing = rule.kind === "threshold" ? missingAt(rule, known, wanted) : 0;
  return { tier: next, needed: missing > 0 ? missing : caps.length, levels_up: null, steps };
}

/** Whether a unit can rise by whole levels only.
 * @param {Unit} unit */
function isWhole({ readings }) {
  return readings.length === 1 && readings[0].dimension.method !== "coverage";
}

/** The next level of each dimension that is known, for a profile without a tier.
 * @param {Reading[]} readings @returns {NextTier} */
export function nextLevels(readings) {
  const steps = readings.flatMap((reading) => {
    const above = ownLevels(reading.dimension).filter((level) => level > reading.worst);
    return reading.level !== null && above.length ? [stepOf(reading, above[0], null)] : [];
  });
  return { tier: null, needed: null, levels_up: null, steps };
}

/** The step of a dimension, or those of a group's dimensions that are below the level.
 * @param {LevelsToTier} rule @param {Cap} cap */
function stepsOf(rule, { unit, to, must }) {
  const { id, readings } = unit;
  const isDimension = readings.length === 1 && readings[0].dimension.id === id;
  if (isDimension) return [stepOf(readings[0], to, must)];
  return readings
    .filter((one) => isKnown(rule, one) && !reaches(unitOf(rule, one).atWorst, to))
    .map((one) => stepOf(one, to, null));
}

/** What is missing on every level from where the dimension is to where it should be; where it does
 * not describe that level, it is the next that it describes.
 * @param {Reading} reading @param {number} wanted @param {number | null} must
 * @returns {NextStep} */
function stepOf({ dimension, worst, held }, wanted, must) {
  const to = ownLevels(dimension).find((level) => level >= wanted) ?? wanted;
  const levels = dimension.levels
    .filter((level) => worst < level.level && level.level <= to)
    .map(({ level, label, signs, items }) => {
      const open = items.filter((item) => !held.has(item.id)).map((item) => item.text);
      return { level, label, signs: items.length ? open : signs };
    });
  return { dimension: dimension.id, level: worst, to, must, levels };
}

/** What caps the tier, and which of it can't be made up for by the others.
 * @param {NextTier | null} next @param {Cap[]} caps */
export function wayUp(next, caps) {
  if (!next?.tier) return [say("That is the top tier.")];
  const names = (/** @type {Cap[]} */ some) => some.map((cap) => cap.unit.name);
  const params = { dimensions: names(caps), tier: next.tier.name };
  if (next.levels_up !== null) {
    return [
      say("What keeps it from {tier}: {dimensions}. Levels to climb, taken together: {levels}.", {
        ...params,
        levels: { number: next.levels_up.shown },
      }),
    ];
  }
  const needed = next.needed ?? caps.length;
  const said = [
    say("What keeps it from {tier}: {dimensions}. {needed} of these must reach level {level}.", {
      ...params,
      needed,
      level: caps[0].to,
    }),
  ];
  const lagging = caps.filter((cap) => cap.must !== null && cap.must < cap.to);
  if (lagging.length) {
    const level = lagging[0].must ?? 0;
    said.push(
      say("These lag too far and have to reach level {level} in any case: {dimensions}.", {
        dimensions: names(lagging),
        level,
      }),
    );
  }
  return said;
}
