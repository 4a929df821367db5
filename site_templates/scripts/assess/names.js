/* What things are called: questions, levels and answers as people read them. */

import { byId, the } from "../scoring/rules.js";
import { say } from "../texts.js";

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

/** @param {RulesDocument} page @param {number} level */
function levelName({ rules }, level) {
  return the(rules.maturity?.levels ?? [], (one) => one.level === level).name;
}

/** An answer to an attribute.
 * @param {RulesDocument} page @param {string} id @param {string | null} value */
export function valueText({ rules }, id, value) {
  if (value === null) return say("unknown");
  const attribute = byId(rules.attributes, id);
  if (attribute.type === "yes-no") return value === "yes" ? say("Yes") : say("No");
  if (attribute.type === "choice") {
    return the(attribute.options ?? [], (option) => option.value === value).label;
  }
  return attribute.unit ? `${value} ${attribute.unit}` : value;
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

/** @param {RulesDocument} page @param {ProfileRow} row */
export function levelText(page, { level, worst, best }) {
  if (level !== null) return say("{name} ({level})", { name: levelName(page, level), level });
  const range = { worst: levelName(page, worst), best: levelName(page, best) };
  return say("not known: from {worst} to {best}", range);
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
