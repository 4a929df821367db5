/* How far one has come: which of the questions that matter are answered, and which to ask next. */

import { usedAttributes } from "../scoring/ranking.js";
import { byId } from "../scoring/rules.js";
import { nameOf, questionOf } from "./names.js";
import { aboutOf, isWhole } from "./report.js";

/** How much is known of one group of questions, by the name of its place on the page.
 * @typedef {{ known: number, of: number }} Count */
/** A question of the page: its element's id without `q-`, and what is asked.
 * @typedef {{ id: string, text: string }} Ask */
/** @typedef {{ groups: Record<string, Count>, whole: Count, asks: Ask[] }} Progress */

const MOST_AT_FIRST = 3;

/** @param {RulesDocument} page @param {Assessment} result @param {Answers} answers
 * @returns {Progress} */
export function progressOf(page, result, answers) {
  const { rules } = page;
  const isAnswered = (/** @type {string} */ id) => id in answers.attributes;
  const asked = [...askedOf(page, result)];
  const criteria = rules.qualification?.criteria ?? [];
  const groups = {
    fit: count(asked, isAnswered),
    want: count(criteria, ({ id }) => id in answers.qualification),
    able: levelsOf(result.ability),
  };
  const others = {
    ...Object.fromEntries(
      rules.scores
        .filter((one) => !isWhole(one))
        .map((one) => [`score-${one.id}`, count([...new Set(usedAttributes(one))], isAnswered)]),
    ),
    ...Object.fromEntries(
      result.further.map((one) => [`model-${one.model}`, levelsOf(one.ability)]),
    ),
  };
  const whole = Object.values(groups).reduce(together, { known: 0, of: 0 });
  return { groups: { ...groups, ...others }, whole, asks: asksOf(page, result) };
}

/** The attributes that the segment at hand asks; all segments' while none is.
 * @param {RulesDocument} page @param {Assessment} result */
function askedOf({ rules }, { fit }) {
  const about = fit ? segmentAtHand(fit) : null;
  const segments = about ? rules.segments.filter((one) => one.id === about) : rules.segments;
  return new Set([...segments, ...rules.scores.filter(isWhole)].flatMap(usedAttributes));
}

/** The segment that was chosen, or that leads by what is known.
 * @param {FitResult} fit */
export function segmentAtHand(fit) {
  const about = aboutOf(fit);
  return fit.chosen ?? (about?.status === "scored" ? about.segment : null);
}

/** @template T
 * @param {T[]} all @param {(one: T) => boolean} isKnown @returns {Count} */
function count(all, isKnown) {
  return { known: all.filter(isKnown).length, of: all.length };
}

/** @param {Ability | null} ability @returns {Count} */
function levelsOf(ability) {
  return count(ability?.profile ?? [], ({ level }) => level !== null);
}

/** @param {Count} a @param {Count} b @returns {Count} */
function together(a, b) {
  return { known: a.known + b.known, of: a.of + b.of };
}

/** The questions that would change most, the first of each kind before the second: whether this is
 * our customer, then whether they want it, then whether they are able.
 * @param {RulesDocument} page @param {Assessment} result @returns {Ask[]} */
function asksOf(page, result) {
  const kinds = [fitAsks(page, result), wantAsks(page, result), ableAsks(page, result)];
  const longest = Math.max(...kinds.map((one) => one.length));
  const places = Array.from({ length: longest }, (_, place) => place);
  return places
    .flatMap((place) => kinds.flatMap((one) => one[place] ?? []))
    .slice(0, MOST_AT_FIRST);
}

/** @param {RulesDocument} page @param {Assessment} result @returns {Ask[]} */
function fitAsks(page, { fit, scores }) {
  const whole = scores.filter(isWhole).flatMap((one) => one.find_out);
  const ids = [...(fit?.find_out ?? []), ...whole.map((one) => one.attribute)];
  return [...new Set(ids)].map((id) => ({ id: `attributes-${id}`, text: questionOf(page, id) }));
}

/** What must be confirmed comes first.
 * @param {RulesDocument} page @param {Assessment} result @returns {Ask[]} */
function wantAsks({ rules }, { motivation }) {
  const open = (motivation?.not_confirmed ?? []).filter((one) => one.state === "unknown");
  return open
    .sort((a, b) => Number(b.must_have) - Number(a.must_have))
    .map(({ criterion, question }) => {
      const { name } = byId(rules.qualification?.criteria ?? [], criterion);
      return { id: `qualification-${criterion}`, text: question ?? name };
    });
}

/** @param {RulesDocument} page @param {Assessment} result @returns {Ask[]} */
function ableAsks(page, { ability }) {
  return (ability?.find_out ?? []).map(({ dimension }) => {
    const known = page.rules.maturity?.dimensions.find((one) => one.id === dimension);
    const text = known?.question ?? nameOf(page, "maturity", dimension);
    return { id: `maturity-${dimension}`, text };
  });
}
