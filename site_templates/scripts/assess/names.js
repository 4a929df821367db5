/* What things are called: questions, levels and answers as people read them. */

import { decimals, exactNumber } from "../scoring/exact.js";
import { byId, the } from "../scoring/rules.js";
import { answer } from "../scoring/wording.js";
import { say, sayArgument } from "../texts.js";

/** What a question is called in a table.
 * @param {RulesDocument} page @param {Part} part @param {string} id */
export function nameOf(page, part, id) {
  return page.names[`${part}.${id}`] ?? id;
}

/** @param {RulesDocument} page @param {string} id */
export function questionOf(page, id) {
  return byId(page.rules.attributes, id).question;
}

/** The verdict of a company's own, where it has one for this outcome.
 * @param {RulesDocument} page @param {string | null | undefined} id */
export function verdictOf(page, id) {
  return page.rules.qualification?.verdicts.find((one) => one.id === id) ?? null;
}

/** An answer to an attribute.
 * @param {RulesDocument} page @param {string} id @param {string | null} value */
export function valueText({ rules }, id, value) {
  if (value === null) return say("unknown");
  return sayArgument(answer(byId(rules.attributes, id), value));
}

/** What a criterion is called.
 * @param {RulesDocument} page @param {FitRow} row */
export function criterionText(page, { name, attribute }) {
  return name ?? nameOf(page, "attributes", attribute ?? "");
}

/** What is known of a criterion: each answer by its name where it asks several.
 * @param {RulesDocument} page @param {FitRow} row */
export function knownText(page, { attribute, attributes, values }) {
  const answers = attributes.map((id, index) => ({
    name: nameOf(page, "attributes", id),
    value: valueText(page, id, values[index]),
  }));
  if (answers.length === 1 && attribute !== null) return answers[0].value;
  return answers.map((answer) => say("{name}: {value}", answer)).join(" · ");
}

/** A level by its name, with the exact value where there is one.
 * @param {AbilityRules} model @param {ProfileRow | GroupRow} row */
export function levelText({ levels }, row) {
  const nameOfLevel = (/** @type {number} */ level) =>
    the(levels, (one) => one.level === level).name;
  const [worst, best] = [nameOfLevel(row.worst), nameOfLevel(row.best)];
  const [low, high] = valuesOf(row);
  const range = { low: { number: low }, high: { number: high } };
  if (row.level === null) {
    return low === high
      ? say("not known: from {worst} to {best}", { worst, best })
      : say("not known: from {worst} ({low}) to {best} ({high})", { worst, best, ...range });
  }
  const name = nameOfLevel(row.level);
  return low === high
    ? say("{name} ({level})", { name, level: low ? { number: low } : row.level })
    : say("{name} (from {low} to {high})", { name, ...range });
}

/** The level of a group, and how much of it is known where that is not all.
 * @param {AbilityRules} model @param {GroupRow} row */
export function groupText(model, row) {
  const level = levelText(model, row);
  const { known, of } = row;
  return row.level === null || known === of
    ? level
    : say("{level}, from {known} of {of} dimensions", { level, known, of });
}

/** The exact value at worst and at best as people read it, else empty texts.
 * @param {ProfileRow | GroupRow} row */
function valuesOf({ value }) {
  if (value === null) return ["", ""];
  return [value.worst, value.best].map((end) => decimals(exactNumber(end), 2));
}

/** The models that are there, each with its name and what it says of an account: the main one
 * first.
 * @param {RulesDocument} page @param {Assessment} result
 * @returns {{ id: string, name: string, model: AbilityRules, ability: Ability }[]} */
export function modelsOf({ rules }, { ability, further }) {
  const main = { id: "", name: say("Are they able?"), model: rules.maturity, ability };
  const others = further.map((one) => {
    const { name, ability: model } = byId(rules.further, one.model);
    return { id: one.model, name, model, ability: one.ability };
  });
  return [main, ...others].flatMap((one) =>
    one.model && one.ability ? [{ ...one, model: one.model, ability: one.ability }] : [],
  );
}

/** @param {string | undefined} state */
export function stateText(state) {
  if (state === "partial") return say("Partly");
  if (state === "absent") return say("Absent");
  return state === "unknown" ? say("Unknown") : say("Confirmed");
}

/** The head of the table of a fit. */
export function fitHead() {
  return [say("Criterion"), say("Known"), say("Points"), say("Why it matters")];
}

/** @param {FitRow} row */
export function pointsText({ weighted, of }) {
  return `${weighted ?? "?"} / ${of}`;
}
