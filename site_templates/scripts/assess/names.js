/* What things are called: questions, levels and answers as people read them. */

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

/** @param {RulesDocument} page @param {number} level */
function levelName({ rules }, level) {
  return the(rules.maturity?.levels ?? [], (one) => one.level === level).name;
}

/** An answer to an attribute.
 * @param {RulesDocument} page @param {string} id @param {string | null} value */
export function valueText({ rules }, id, value) {
  if (value === null) return say("unknown");
  return sayArgument(answer(byId(rules.attributes, id), value));
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
