/* Conditions are true, false, or null for unknown; what is unknown is never false. */

import { compare, decimal } from "./exact.js";

/** @param {Condition} condition @param {Known} known @returns {boolean | null} */
export function holds(condition, known) {
  if (condition.all) return allOf(condition.all.map((part) => holds(part, known)));
  if (condition.any) return not(allOf(condition.any.map((part) => not(holds(part, known)))));
  const value = known.get(condition.attribute ?? "");
  return value === undefined ? null : compares(condition, value);
}

/** The attributes that leave a condition open.
 * @param {Condition} condition @param {Known} known @returns {string[]} */
export function undecidedBy(condition, known) {
  if (holds(condition, known) !== null) return [];
  const parts = condition.all ?? condition.any;
  if (!parts) return leaves(condition);
  return [...new Set(parts.flatMap((part) => undecidedBy(part, known)))];
}

/** The attributes that a condition compares.
 * @param {Condition} condition @returns {string[]} */
export function leaves(condition) {
  const parts = condition.all ?? condition.any;
  return parts ? parts.flatMap(leaves) : [condition.attribute ?? ""];
}

/** A text as lists compare it: without blanks around it, and with a to z for A to Z.
 * @param {string} text */
function folded(text) {
  const small = (/** @type {string} */ letter) => letter.toLowerCase();
  return text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "").replace(/[A-Z]/g, small);
}

/** @param {Condition} condition @param {string} value */
function compares(condition, value) {
  const isListed = condition.entries?.includes(folded(value)) ?? false;
  if (condition["in-list"] !== undefined) return isListed;
  if (condition["not-in-list"] !== undefined) return !isListed;
  const { below, "at-least": atLeast, "is-not": isNot, "one-of": oneOf } = condition;
  if (below !== undefined) return compare(decimal(value), decimal(below)) < 0;
  if (atLeast !== undefined) return compare(decimal(value), decimal(atLeast)) >= 0;
  if (isNot !== undefined) return value !== isNot;
  return oneOf ? oneOf.includes(value) : value === condition.is;
}

/** @param {(boolean | null)[]} outcomes */
function allOf(outcomes) {
  if (outcomes.includes(false)) return false;
  return outcomes.includes(null) ? null : true;
}

/** @param {boolean | null} outcome */
function not(outcome) {
  return outcome === null ? null : !outcome;
}
