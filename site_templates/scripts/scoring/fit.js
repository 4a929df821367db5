/* How well an account fits one segment. */

import { holds, undecidedBy } from "./conditions.js";
import { askedBy, isKnown, lineOf } from "./criteria.js";
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
  size,
  smaller,
  sum,
  times,
  ZERO,
} from "./exact.js";
import { say } from "./messages.js";
import { groupSums, sumOf, weighings } from "./weighing.js";

/** @template {FitRules} R @param {R} segment @param {Known} known @returns {Judged<R>} */
export function judge(segment, known) {
  const lines = segment.criteria.map((criterion) => lineOf(criterion, known));
  const { used: weighing, all } = weighings(segment, known);
  const isRaw = segment.mode === "raw";
  const total = (/** @type {(line: Line) => Fraction | null} */ points) =>
    sumOf(segment, weighing, lines.map(points));
  const highest = total((line) => line.highest);
  const base = total((line) => (isRaw || isKnown(line) ? line.highest : null));
  const knownWeight = sum(weighing.weights.filter((_, index) => isKnown(lines[index])));
  const ratio = knownWeight.n
    ? ratioOf(
        segment,
        total(({ points }) => points),
        base,
      )
    : null;
  const totalWeight = sum(weighing.weights);
  const covered = compare(knownWeight, times(decimal(segment.min_coverage), totalWeight)) >= 0;
  const hit = segment.disqualifiers.flatMap((rule, index) =>
    holds(rule.when, known) ? index : [],
  );
  const isRequiredKnown = lines.every((line) => isKnown(line) || !line.criterion.required);
  const enoughKnown = isRequiredKnown && covered && ratio !== null;
  const of = isRaw ? highest : HUNDRED;
  const score = ratio === null ? null : times(ratio, of);
  const ends = all.map((one) => endsOf(segment, one, lines));
  const least = ends.map((end) => times(end.least, end.of)).reduce(smaller);
  const most = ends.map((end) => times(end.most, end.of)).reduce(larger);
  const isSettled = score && compare(least, most) === 0 && compare(score, most) === 0;
  const status = enoughKnown ? "scored" : "not-enough-known";
  return {
    ...{ segment, lines, weighing, possibleWeighings: all, hit, knownWeight, totalWeight },
    ...{ ratio, enoughKnown, of, highest, score, least, most },
    isOpen: !isSettled,
    floor: ends.map((end) => end.least).reduce(smaller),
    ceiling: ends.map((end) => end.most).reduce(larger),
    status: hit.length ? "disqualified" : status,
  };
}

/** The worst and best ratio once all is known, by these weights, and the highest score. Each
 * criterion may take its own best or worst, also where no answers give both at once: so the score
 * ends between them, but may not reach them.
 * @param {FitRules} segment @param {Weighing} weighing @param {Line[]} lines */
function endsOf(segment, weighing, lines) {
  const [least, most, highest] = [
    lines.map((line) => line.least),
    lines.map((line) => line.most),
    lines.map((line) => line.highest),
  ].map((points) => sumOf(segment, weighing, points));
  return {
    least: ratioOf(segment, least, highest) ?? ZERO,
    most: ratioOf(segment, most, highest) ?? ZERO,
    of: segment.mode === "raw" ? highest : HUNDRED,
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
    range: { least: amount(judged.least), most: amount(judged.most) },
    of: exactText(judged.of),
    band: bandOf(judged),
    coverage: {
      known: exactText(judged.knownWeight),
      total: exactText(judged.totalWeight),
      needed: exactText(decimal(segment.min_coverage)),
    },
    table: judged.lines.map((line, index) => row(line, judged.weighing.weights[index], known)),
    adding_up: addingUp(judged),
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

/** A share of the highest; only raw points go below 0.
 * @param {FitRules} segment @param {Fraction} gained @param {Fraction} of */
function ratioOf({ mode }, gained, of) {
  if (of.n <= 0n) return null;
  const ratio = over(gained, of);
  return mode === "raw" ? ratio : larger(ratio, ZERO);
}

/** The last band that begins at or below the score; what is below the first one is in it.
 * @param {Judged<FitRules>} judged */
function bandOf({ score, enoughKnown, segment: { bands } }) {
  if (score === null || !enoughKnown || !bands.length) return null;
  const reached = bands.filter((band) => compare(decimal(band.from), score) <= 0);
  return Math.max(reached.length - 1, 0);
}

/** @param {Line} line @param {Fraction} weight @param {Known} known */
function row({ criterion, points, highest }, weight, known) {
  const { attribute = null, name = null, required, why } = criterion;
  const attributes = askedBy(criterion);
  return {
    attribute,
    name,
    attributes,
    values: attributes.map((id) => known.get(id) ?? null),
    value: attribute === null ? null : (known.get(attribute) ?? null),
    points: points === null ? null : exactText(points),
    highest: exactText(highest),
    weight: exactText(weight),
    weighted: points === null ? null : exactText(times(weight, points)),
    of: exactText(times(weight, highest)),
    required,
    why,
  };
}

/** What the table alone does not show of the sum.
 * @param {Judged<FitRules>} judged */
function addingUp({ segment, weighing, lines }) {
  const { name } = weighing;
  const points = lines.map((line) => line.points);
  const sums = groupSums(segment, weighing, points);
  const capped = (segment.groups ?? []).flatMap(({ id, name: group, most }) => {
    const total = sums.get(id) ?? ZERO;
    if (compare(total, decimal(most)) <= 0) return [];
    const params = { group, sum: exactText(total), most };
    return [say("{group} would bring {sum} points; it counts {most} at most.", params)];
  });
  return name === null ? capped : [say("Weighed as for: {name}.", { name }), ...capped];
}

/** How far the sum can move with each open attribute, in the order of the rules. A criterion moves
 * it by its weight times what lies between its worst and its best; weights that may come to count
 * move it by no more than their difference, times the points.
 * @param {Judged<FitRules>} judged */
export function swingsOf({ lines, weighing, possibleWeighings }) {
  const { weights } = weighing;
  /** @type {Map<string, Fraction>} */
  const swings = new Map();
  const moves = (/** @type {string[]} */ names, /** @type {Fraction} */ by) => {
    for (const name of names) swings.set(name, add(swings.get(name) ?? ZERO, by));
  };
  for (const [index, { openBy, most, least }] of lines.entries()) {
    moves(openBy, times(weights[index], minus(most, least)));
  }
  for (const other of possibleWeighings) {
    const moved = lines.map(({ least, most }, index) => {
      const difference = size(minus(weights[index], other.weights[index]));
      return times(difference, larger(size(least), size(most)));
    });
    moves(other.openBy, sum(moved));
  }
  return swings;
}

/** @param {Judged<FitRules>} judged @param {DisqualifierState[]} unknown @returns {FindOut[]} */
function findOut(judged, unknown) {
  const swings = swingsOf(judged);
  const required = new Set(
    judged.lines.flatMap(({ criterion, openBy }) => (criterion.required ? openBy : [])),
  );
  const disqualifies = new Set(unknown.flatMap((state) => state.attributes));
  for (const name of disqualifies) if (!swings.has(name)) swings.set(name, ZERO);
  const found = [...swings].map(([attribute, swing]) => ({
    exact: swing,
    attribute,
    swing: exactText(swing),
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
  const required = judged.lines.filter((line) => line.criterion.required);
  const said = [...new Set(required.flatMap((line) => line.openBy))].map((id) => {
    const question = questions.get(id)?.question ?? id;
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
  const { segment, score } = judged;
  if (score === null) return [];
  const said = [scoreMessage(judged, score)];
  const band = bandOf(judged);
  return band === null
    ? said
    : [...said, say("That is: {band}.", { band: segment.bands[band].name })];
}

/** Say the score, and where it can end while something is unknown.
 * @param {Judged<FitRules>} judged @param {Fraction} score */
function scoreMessage({ segment, of, least, most, isOpen }, score) {
  const params = { segment: segment.name, score: shown(score), of: shown(of) };
  const isRaw = segment.mode === "raw";
  if (!isOpen) {
    return isRaw
      ? say("{segment}: {score} of {of} points.", params)
      : say("{segment}: {score} of {of}.", params);
  }
  const open = { ...params, least: shown(least), most: shown(most) };
  return isRaw
    ? say(
        "{segment}: {score} of {of} points by what is known, " +
          "{least} to {most} once all is known.",
        open,
      )
    : say(
        "{segment}: {score} of {of} by what is known, {least} to {most} once all is known.",
        open,
      );
}
