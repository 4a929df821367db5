/* What one criterion brings: its points once they are known, and what they may still turn out. */

import { holds, leaves, undecidedBy } from "./conditions.js";
import { compare, decimal, larger, smaller } from "./exact.js";

/** @param {CriterionRules} criterion @param {Known} known @returns {Line} */
export function lineOf(criterion, known) {
  const { points, asks } = possible(criterion, known);
  return {
    criterion,
    points: asks.length ? null : points[0],
    least: points.reduce(smaller),
    most: points.reduce(larger),
    highest: allPoints(criterion).reduce(larger),
    openBy: [...new Set(asks)],
  };
}

/** @param {Line} line */
export function isKnown(line) {
  return line.points !== null;
}

/** What others name a criterion by: its id, else its attribute.
 * @param {CriterionRules} criterion */
export function criterionName({ id, attribute }) {
  return id ?? attribute ?? "";
}

/** The attributes that a criterion depends on, its own first.
 * @param {CriterionRules} criterion */
export function askedBy({ attribute, when }) {
  return [...new Set([attribute ?? [], when ? leaves(when) : []].flat())];
}

/** @param {CriterionRules} criterion */
function allPoints(criterion) {
  return [...scale(criterion), ...(criterion.when ? [otherwise(criterion)] : [])];
}

/** The points that are possible, and what has to be known to tell which of them.
 * @param {CriterionRules} criterion @param {Known} known
 * @returns {{ points: Fraction[], asks: string[] }} */
function possible(criterion, known) {
  const { when, attribute = "" } = criterion;
  const met = when ? holds(when, known) : true;
  const other = otherwise(criterion);
  if (met === false) return { points: [other], asks: [] };
  const got = earned(criterion, known);
  const points = got === null ? scale(criterion) : [got];
  const asks = got === null ? [attribute] : [];
  if (!when || met || (got !== null && compare(got, other) === 0)) return { points, asks };
  return { points: [...points, other], asks: [...undecidedBy(when, known), ...asks] };
}

/** The points of all answers.
 * @param {CriterionRules} criterion */
function scale(criterion) {
  const { bands, options = {}, points } = criterion;
  if (points !== undefined) return [decimal(points)];
  const listed = bands ? bands.map((band) => band.points) : Object.values(options);
  return [...listed.map(decimal), ...(criterion.has_holes ? [otherwise(criterion)] : [])];
}

/** @param {CriterionRules} criterion */
function otherwise(criterion) {
  return decimal(criterion.otherwise ?? "0");
}

/** The points of the answer, or null while there is none. Bands are half-open, the last one closed;
 * what the scale does not list earns `otherwise`.
 * @param {CriterionRules} criterion @param {Known} known */
function earned(criterion, known) {
  const { attribute = "", bands, options = {}, points } = criterion;
  if (points !== undefined) return decimal(points);
  const value = known.get(attribute);
  if (value === undefined) return null;
  if (!bands) return Object.hasOwn(options, value) ? decimal(options[value]) : otherwise(criterion);
  const [number, last] = [decimal(value), bands.length - 1];
  const found = bands.find(({ from, to }, index) => {
    const above = from === undefined || compare(number, decimal(from)) >= 0;
    const order = to === undefined ? -1 : compare(number, decimal(to));
    return above && (order < 0 || (index === last && order === 0));
  });
  return found ? decimal(found.points) : otherwise(criterion);
}
