/* Whether they are able: the tier from the levels of all dimensions, and the way to the next one.
 */

import {
  add,
  ceiling,
  exactText,
  floor,
  HALF,
  mean,
  minus,
  partOf,
  times,
  whole,
} from "./exact.js";
import { readDimension } from "./levels.js";
import { say } from "./messages.js";
import { the } from "./rules.js";

/** @param {AbilityRules | null} model @param {Given} answers @returns {Ability | null} */
export function judgeAbility(model, answers) {
  if (!model?.dimensions.length) return null;
  const readings = model.dimensions.map((dimension) => readDimension(dimension, model, answers));
  const known = readings.filter((one) => one.level !== null);
  const needed = Math.max(partOf(model.rule.min_known, readings.length), 1);
  const values = known.map((one) => one.worst);
  const computed = known.length >= needed ? tierOf(model, values) : null;
  const { override } = answers;
  const caps = computed ? capsOf(model, known, computed) : [];
  const status = computed ? "tier" : "not-enough-evidence";
  /** @type {Omit<Ability, "messages">} */
  const result = {
    status: override ? "overridden" : status,
    tier: override ? override.tier : computed,
    computed,
    override,
    worst: tierOf(
      model,
      readings.map((one) => one.worst),
    ),
    best: tierOf(
      model,
      readings.map((one) => one.best),
    ),
    known: known.length,
    needed,
    of: readings.length,
    profile: readings.map((one) => one.row),
    capped_by: caps.map((cap) => cap.reading.dimension.id),
    next: computed && caps.length ? nextOf(model, known, computed, caps) : null,
    find_out: readings
      .filter((one) => one.level === null)
      .map((one) => ({ dimension: one.dimension.id, items: one.unanswered })),
    trend: values.length ? exactText(mean(values)) : null,
  };
  return { ...result, messages: messagesOf(result, caps) };
}

/** @param {AbilityRules} model @param {number[]} values */
function tierOf({ rule, levels, tiers }, values) {
  const all = levels.map((level) => level.level);
  const reached = tierLevel(rule, values, Math.min(...all), Math.max(...all));
  return the(tiers, (tier) => tier.level === reached);
}

/** @param {LevelsToTier} rule @param {number[]} values @param {number} lowest
 * @param {number} top */
function tierLevel(rule, values, lowest, top) {
  if (rule.kind === "minimum") return Math.min(...values);
  if (rule.kind === "mean") {
    const nearest = Number(floor(add(mean(values), HALF)));
    return Math.min(Math.max(nearest, lowest), top);
  }
  const enough = partOf(rule.share, values.length);
  for (let level = top; level > lowest; level -= 1) {
    const there = values.filter((value) => value >= level).length;
    if (there >= enough && Math.min(...values) >= level - rule.max_gap) return level;
  }
  return lowest;
}

/** @param {AbilityRules} model @param {Reading[]} known @param {TierRules} tier @returns {Cap[]} */
function capsOf({ rule, levels }, known, tier) {
  const wanted = tier.level + 1;
  if (wanted > Math.max(...levels.map((level) => level.level))) return [];
  const isThreshold = rule.kind === "threshold";
  const least = isThreshold ? wanted - rule.max_gap : wanted;
  const to = isThreshold && missingAt(rule, known, wanted) <= 0 ? least : wanted;
  const must = (/** @type {Reading} */ one) => rule.kind !== "mean" && one.worst < least;
  return known
    .filter((one) => one.worst < to)
    .map((one) => ({ reading: one, to, must: must(one) ? least : null }));
}

/** @param {LevelsToTier} rule @param {Reading[]} known @param {number} level */
function missingAt(rule, known, level) {
  return partOf(rule.share, known.length) - known.filter((one) => one.worst >= level).length;
}

/** @param {AbilityRules} model @param {Reading[]} known @param {TierRules} tier @param {Cap[]} caps
 * @returns {NextTier} */
function nextOf({ rule, tiers }, known, tier, caps) {
  const wanted = tier.level + 1;
  const next = the(tiers, (one) => one.level === wanted);
  const steps = caps.map(stepOf);
  if (rule.kind === "mean") {
    const short = minus(minus(whole(wanted), HALF), mean(known.map((one) => one.worst)));
    const climb = ceiling(times(short, whole(known.length)));
    return { tier: next, needed: null, levels_up: climb, steps };
  }
  const missing = rule.kind === "threshold" ? missingAt(rule, known, wanted) : 0;
  return { tier: next, needed: missing > 0 ? missing : caps.length, levels_up: null, steps };
}

/** @param {Cap} cap @returns {NextStep} */
function stepOf({ reading: { dimension, worst, held }, to, must }) {
  const levels = dimension.levels
    .filter((level) => worst < level.level && level.level <= to)
    .map(({ level, label, signs, items }) => {
      const open = items.filter((item) => !held.has(item.id)).map((item) => item.text);
      return { level, label, signs: items.length ? open : signs };
    });
  return { dimension: dimension.id, level: worst, to, must, levels };
}

/** @param {Omit<Ability, "messages">} ability @param {Cap[]} caps */
function messagesOf({ override, computed, known, of, needed, worst, best, next }, caps) {
  const said = [];
  if (override) {
    said.push(
      say("Tier set by hand: {tier}. Reason: {reason}", {
        tier: override.tier.name,
        reason: override.reason,
      }),
    );
  }
  if (!computed)
    said.push(
      say("Not enough evidence for a tier: {known} of {of} dimensions known, {needed} needed.", {
        known,
        of,
        needed,
      }),
    );
  else if (override)
    said.push(
      say("The answers alone give: {tier}, from {known} of {of} dimensions.", {
        tier: computed.name,
        known,
        of,
      }),
    );
  else
    said.push(
      say("Tier: {tier}, from {known} of {of} dimensions.", { tier: computed.name, known, of }),
    );
  if (worst.level !== best.level) {
    said.push(
      say("With what is still unknown: {worst} at worst, {best} at best.", {
        worst: worst.name,
        best: best.name,
      }),
    );
  }
  return computed ? [...said, ...wayUp(next, caps)] : said;
}

/** @param {NextTier | null} next @param {Cap[]} caps */
function wayUp(next, caps) {
  if (!next) return [say("That is the top tier.")];
  const names = (/** @type {Cap[]} */ some) => some.map((cap) => cap.reading.dimension.name);
  const params = { dimensions: names(caps), tier: next.tier.name };
  if (next.levels_up !== null) {
    return [
      say("What keeps it from {tier}: {dimensions}. Levels to climb, taken together: {levels}.", {
        ...params,
        levels: next.levels_up,
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
