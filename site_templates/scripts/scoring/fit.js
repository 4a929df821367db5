/* How well an account fits one segment. */

import { holds, undecidedBy } from "./conditions.js";
import {
  add,
  amount,
  compare,
  decimal,
  exactText,
  HUNDRED,
  larger,
  minus,
  over,
  shown,
  sum,
  times,
  ZERO,
} from "./exact.js";
import { say } from "./messages.js";

/** @template {FitRules} R @param {R} segment @param {Known} known @returns {Judged<R>} */
export function judge(segment, known) {
  const lines = segment.criteria.map((criterion) => lineOf(criterion, known));
  const [answered, open] = [lines.filter(isKnown), lines.filter((line) => !isKnown(line))];
  const highest = (/** @type {Line[]} */ some) =>
    sum(some.map((line) => times(line.weight, line.highest)));
  const weight = (/** @type {Line[]} */ some) => sum(some.map((line) => line.weight));
  const gained = sum(answered.map((line) => times(line.weight, line.points ?? ZERO)));
  const [ofAll, openGain] = [highest(lines), highest(open)];
  const [knownWeight, totalWeight] = [weight(answered), weight(lines)];
  const base = segment.mode === "raw" ? ofAll : minus(ofAll, openGain);
  const ratio = knownWeight.n ? ratioOf(gained, base) : null;
  const covered = compare(knownWeight, times(decimal(segment.min_coverage), totalWeight)) >= 0;
  const hit = segment.disqualifiers.flatMap((rule, index) =>
    holds(rule.when, known) ? index : [],
  );
  const isRequiredKnown = open.every((line) => !line.criterion.required);
  const enoughKnown = isRequiredKnown && covered && ratio !== null;
  const of = segment.mode === "share" ? HUNDRED : ofAll;
  const status = enoughKnown ? "scored" : "not-enough-known";
  return {
    ...{ segment, lines, hit, knownWeight, totalWeight, ratio, enoughKnown, of },
    ceiling: ratioOf(add(gained, openGain), ofAll) ?? ZERO,
    status: hit.length ? "disqualified" : status,
    score: ratio === null ? null : times(ratio, of),
  };
}

/** @param {Judged<FitRules>} judged @param {Map<string, AttributeRules>} questions
 * @param {Known} known @returns {FitOf} */
export function describe(judged, questions, known) {
  const { segment, score } = judged;
  const state = (/** @type {number} */ index, /** @type {string[]} */ attributes) => {
    const { why, exception } = segment.disqualifiers[index];
    return { index, why, exception, attributes };
  };
  const hit = judged.hit.map((index) => state(index, []));
  const unknown = segment.disqualifiers
    .map((rule, index) => state(index, undecidedBy(rule.when, known)))
    .filter((one) => one.attributes.length);
  const exception = hit.some((one) => one.exception === "never") ? "never" : "ask";
  return {
    status: judged.status,
    mode: segment.mode,
    enough_known: judged.enoughKnown,
    score: score === null ? null : amount(score),
    of: exactText(judged.of),
    band: bandOf(judged),
    coverage: {
      known: exactText(judged.knownWeight),
      total: exactText(judged.totalWeight),
      needed: exactText(decimal(segment.min_coverage)),
    },
    table: judged.lines.map((line) => row(line, known)),
    disqualifiers: { hit, unknown },
    could_rule_out: hit.length
      ? []
      : unknown.map(({ why }) => say("Could still rule it out: {why}", { why })),
    exception: hit.length ? exception : null,
    find_out: findOut(judged, unknown),
    messages: [
      ...hit.flatMap((one) => stopMessages(segment, one)),
      ...openMessages(judged, questions),
      ...scoreMessages(judged),
    ],
  };
}

/** @param {CriterionRules} criterion @param {Known} known */
function lineOf(criterion, known) {
  return {
    criterion,
    weight: decimal(criterion.weight),
    points: pointsOf(criterion, known.get(criterion.attribute)),
    highest: highestOf(criterion),
  };
}

/** @param {Line} line */
function isKnown(line) {
  return line.points !== null;
}

/** @param {Fraction} gained @param {Fraction} of */
function ratioOf(gained, of) {
  return of.n > 0n ? larger(over(gained, of), ZERO) : null;
}

/** @param {CriterionRules} criterion */
function highestOf({ bands, options = {} }) {
  const all = bands ? bands.map((band) => band.points) : Object.values(options);
  return all.length ? all.map(decimal).reduce(larger) : ZERO;
}

/** @param {CriterionRules} criterion @param {string | undefined} value */
function pointsOf({ bands, options = {} }, value) {
  if (value === undefined) return null;
  if (!bands) return Object.hasOwn(options, value) ? decimal(options[value]) : null;
  const [number, last] = [decimal(value), bands.length - 1];
  const found = bands.find(({ from, to }, index) => {
    const above = from === undefined || compare(number, decimal(from)) >= 0;
    const order = to === undefined ? -1 : compare(number, decimal(to));
    return above && (order < 0 || (index === last && order === 0));
  });
  return found ? decimal(found.points) : null;
}

/** @param {Judged<FitRules>} judged */
function bandOf({ score, enoughKnown, segment }) {
  if (score === null || !enoughKnown) return null;
  const reached = segment.bands.flatMap((band, index) =>
    compare(decimal(band.from), score) <= 0 ? index : [],
  );
  return reached.at(-1) ?? null;
}

/** @param {Line} line @param {Known} known */
function row({ criterion, weight, points, highest }, known) {
  return {
    attribute: criterion.attribute,
    value: known.get(criterion.attribute) ?? null,
    points: points === null ? null : exactText(points),
    highest: exactText(highest),
    weight: exactText(weight),
    weighted: points === null ? null : exactText(times(weight, points)),
    of: exactText(times(weight, highest)),
    required: criterion.required,
    why: criterion.why,
  };
}

/** @param {Judged<FitRules>} judged @param {DisqualifierState[]} unknown @returns {FindOut[]} */
function findOut(judged, unknown) {
  /** @type {Map<string, Fraction>} */
  const weights = new Map();
  const required = new Set();
  for (const { criterion, weight, points } of judged.lines) {
    if (points !== null) continue;
    weights.set(criterion.attribute, add(weights.get(criterion.attribute) ?? ZERO, weight));
    if (criterion.required) required.add(criterion.attribute);
  }
  const disqualifies = new Set(unknown.flatMap((state) => state.attributes));
  for (const name of disqualifies) if (!weights.has(name)) weights.set(name, ZERO);
  const found = [...weights].map(([attribute, weight]) => ({
    exact: weight,
    attribute,
    weight: exactText(weight),
    required: required.has(attribute),
    disqualifies: disqualifies.has(attribute),
  }));
  found.sort(
    (a, b) =>
      compare(b.exact, a.exact) ||
      Number(b.required) - Number(a.required) ||
      Number(b.disqualifies) - Number(a.disqualifies),
  );
  return found.map(({ exact, ...one }) => one);
}

/** @param {FitRules} segment @param {DisqualifierState} state */
function stopMessages(segment, state) {
  return [
    say("Disqualified for {segment}: {why}", { segment: segment.name, why: state.why }),
    state.exception === "ask"
      ? say("An exception may be asked for.")
      : say("No exception is made for this."),
  ];
}

/** @param {Judged<FitRules>} judged @param {Map<string, AttributeRules>} questions */
function openMessages(judged, questions) {
  const said = judged.lines
    .filter((line) => line.criterion.required && !isKnown(line))
    .map(({ criterion: { attribute } }) => {
      const question = questions.get(attribute)?.question ?? attribute;
      return say("Must be known first: {question}", { question });
    });
  if (judged.enoughKnown) return said;
  const needed = shown(times(decimal(judged.segment.min_coverage), HUNDRED));
  const [known, total] = [exactText(judged.knownWeight), exactText(judged.totalWeight)];
  return [
    ...said,
    say(
      "Not enough known: weight {known} of {total} so far; {needed} % and " +
        "everything required is needed.",
      { known, total, needed },
    ),
  ];
}

/** @param {Judged<FitRules>} judged */
function scoreMessages(judged) {
  const { segment, score, of } = judged;
  if (score === null) return [];
  const params = { segment: segment.name, score: shown(score), of: shown(of) };
  const said = [
    segment.mode === "share"
      ? say("{segment}: {score} of {of}, counting what is known.", params)
      : say("{segment}: {score} of {of} points; what is unknown counts nothing.", params),
  ];
  const band = bandOf(judged);
  return band === null
    ? said
    : [...said, say("That is: {band}.", { band: segment.bands[band].name })];
}
