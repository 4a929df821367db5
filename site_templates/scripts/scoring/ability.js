/* Whether they are able: the profile, its groups, the tier from them, and the way to the next one.
 */

import { compare, exactText, meanOf, partOf } from "./exact.js";
import { readDimension } from "./levels.js";
import { say } from "./messages.js";
import { the } from "./rules.js";
import { isKnown, levelOf, rollUp, unitOf, valuesOf } from "./units.js";
import { capsOf, nextLevels, nextTier, wayUp } from "./way-up.js";

/** @param {AbilityRules | null} model @param {Given} answers @returns {Ability | null} */
export function judgeAbility(model, answers) {
  if (!model?.dimensions.length) return null;
  const { rule } = model;
  const readings = model.dimensions.map((dimension) => readDimension(dimension, answers));
  const groups = (model.groups ?? []).map((group) => rollUp(model, group, readings));
  const over = rule.over ?? "dimensions";
  const units =
    over === "groups"
      ? groups.map((group) => group.unit)
      : readings.map((one) => unitOf(rule, one));
  const known = units.filter((unit) => unit.value !== null);
  const needed = Math.max(partOf(rule.min_known, units.length), 1);
  const [worst, best] = ["atWorst", "atBest"].map((end) => {
    return tierOf(
      model,
      units.map((unit) => unit[/** @type {"atWorst" | "atBest"} */ (end)]),
    );
  });
  const computed =
    known.length >= needed ? between(worst, tierOf(model, valuesOf(known)), best) : null;
  const override = overrideIn(model, answers);
  const caps = computed ? capsOf(model, known, computed) : [];
  const next = wayOf(model, readings, known, computed, caps);
  /** @type {Omit<Ability, "messages">} */
  const result = {
    status: override ? "overridden" : statusOf(rule, computed),
    tier: override ? override.tier : computed,
    computed,
    override,
    worst,
    best,
    over,
    known: known.length,
    needed,
    of: units.length,
    profile: readings.map((one) => one.row),
    groups: groups.map((group) => group.row),
    capped_by: computed ? (next?.steps ?? []).map((step) => step.dimension) : [],
    capped_by_groups: over === "groups" ? caps.map((cap) => cap.unit.id) : [],
    next,
    find_out: readings
      .filter((one) => !isKnown(rule, one))
      .map((one) => ({ dimension: one.dimension.id, items: one.unanswered })),
    trend: trendOf(rule, readings, known),
  };
  return { ...result, messages: messagesOf(result, caps) };
}

/** What each further model says that has dimensions.
 * @param {FurtherRules[]} models @param {Given} answers @returns {FurtherAbility[]} */
export function judgeFurther(models, answers) {
  return models.flatMap(({ id, name, ability }) => {
    const judged = judgeAbility(ability, answers);
    return judged ? [{ model: id, name, ability: judged }] : [];
  });
}

/** The tier of these values, null where there are no tiers.
 * @param {AbilityRules} model @param {Fraction[]} values @returns {TierRules | null} */
function tierOf(model, values) {
  if (model.rule.kind === "none") return null;
  const reached = levelOf(model, values);
  return the(model.tiers, (tier) => tier.level === reached);
}

/** Never a tier that is out of reach.
 * @param {TierRules | null} worst @param {TierRules | null} tier @param {TierRules | null} best */
function between(worst, tier, best) {
  if (!worst || !tier || !best) return null;
  if (tier.level < worst.level) return worst;
  return tier.level > best.level ? best : tier;
}

/** The tier set by hand, if it is one of this model.
 * @param {AbilityRules} model @param {Given} answers */
function overrideIn({ tiers }, { override }) {
  return override && tiers.includes(override.tier) ? override : null;
}

/** @param {LevelsToTier} rule @param {TierRules | null} computed */
function statusOf({ kind }, computed) {
  if (kind === "none") return "profile-only";
  return computed ? "tier" : "not-enough-evidence";
}

/** The way to the next tier; without tiers, to the next level of each dimension.
 * @param {AbilityRules} model @param {Reading[]} readings @param {Unit[]} known
 * @param {TierRules | null} computed @param {Cap[]} caps */
function wayOf(model, readings, known, computed, caps) {
  if (model.rule.kind === "none") return nextLevels(readings);
  return computed ? nextTier(model, known, computed, caps) : null;
}

/** The mean of what is known exactly, of groups where a mean of those decides.
 * @param {LevelsToTier} rule @param {Reading[]} readings @param {Unit[]} known */
function trendOf({ kind }, readings, known) {
  const exact = readings.filter(({ low, high }) => compare(low, high) === 0).map((one) => one.low);
  const values = kind === "mean" ? valuesOf(known) : exact;
  return values.length ? exactText(meanOf(values)) : null;
}

/** @param {Omit<Ability, "messages">} ability @param {Cap[]} caps */
function messagesOf(ability, caps) {
  const { override, computed, worst, best, next } = ability;
  const said = [];
  if (override) {
    said.push(
      say("Tier set by hand: {tier}. Reason: {reason}", {
        tier: override.tier.name,
        reason: override.reason,
      }),
    );
  }
  said.push(evidence(ability));
  if (worst && best && worst.level !== best.level) {
    said.push(
      say("With what is still unknown: {worst} at worst, {best} at best.", {
        worst: worst.name,
        best: best.name,
      }),
    );
  }
  return computed ? [...said, ...wayUp(next, caps)] : said;
}

/** How much is known, and the tier that it gives.
 * @param {Omit<Ability, "messages">} ability */
function evidence({ status, override, computed, over, known, of, needed }) {
  const isByGroup = over === "groups";
  if (status === "profile-only") {
    return say(
      "There is no overall tier: read the profile. {known} of {of} dimensions are known.",
      { known, of },
    );
  }
  if (!computed) {
    const counts = { known, of, needed };
    return isByGroup
      ? say(
          "Not enough evidence for a tier: {known} of {of} groups known, {needed} needed.",
          counts,
        )
      : say(
          "Not enough evidence for a tier: {known} of {of} dimensions known, {needed} needed.",
          counts,
        );
  }
  const params = { tier: computed.name, known, of };
  if (override && isByGroup)
    return say("The answers alone give: {tier}, from {known} of {of} groups.", params);
  if (override)
    return say("The answers alone give: {tier}, from {known} of {of} dimensions.", params);
  return isByGroup
    ? say("Tier: {tier}, from {known} of {of} groups.", params)
    : say("Tier: {tier}, from {known} of {of} dimensions.", params);
}
