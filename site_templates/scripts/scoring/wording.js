/* Numbers, ranges, answers and conditions in words, as explanations that any language can say; the
 * twin of generator/icp_playbook/scoring/wording.py. */

import { ceiling, compare, decimal, minus, ONE } from "./exact.js";
import { say } from "./messages.js";
import { byId, WHOLE_FORMS } from "./rules.js";

/** @typedef {Explanation | Figure} Said */
/** @typedef {AttributeRules[]} Attributes */

const OR = "{parts}, or {last}";

/** A number of this attribute without its unit.
 * @param {AttributeRules} attribute @param {string} number @returns {Figure} */
export function figure({ form, currency }, number) {
  return { number, ...(form && { form }), ...(currency !== undefined && { currency }) };
}

/** A number with its unit: 12,000 people.
 * @param {AttributeRules} attribute @param {string} number @returns {Said} */
export function quantity(attribute, number) {
  const { unit: several, unit_of_one: one = several } = attribute;
  const unit = number === "1" ? one : several;
  const bare = figure(attribute, number);
  return unit === undefined ? bare : say("{number} {unit}", { number: bare, unit });
}

/** A range from `start` to below `end` as people say it; null is no bound. What is at an end of all
 * possible answers is no bound either: the last band includes its end.
 * @param {AttributeRules} attribute @param {string | null} start @param {string | null} end
 * @returns {Said} */
export function numberRange(attribute, start, end) {
  const { min = "0", max } = attribute;
  const isFirst = start === null || compare(decimal(start), decimal(min)) <= 0;
  const isLast = end === null || (max !== undefined && compare(decimal(end), decimal(max)) >= 0);
  if (isFirst && isLast) return say("any number");
  const isWhole = WHOLE_FORMS.includes(attribute.form ?? "");
  const range = isWhole ? wholeRange : openRange;
  return range(attribute, isFirst ? null : start, isLast ? null : end);
}

/** @param {AttributeRules} attribute @param {string | null} start @param {string | null} end
 * @returns {Said} */
function openRange(attribute, start, end) {
  if (start === null) return say("below {limit}", { limit: quantity(attribute, end ?? "") });
  if (end === null) return say("{least} or more", { least: quantity(attribute, start) });
  const [least, limit] = [figure(attribute, start), quantity(attribute, end)];
  return say("from {least} to below {limit}", { least, limit });
}

/** A range of whole numbers, whose last one is the one before `end`.
 * @param {AttributeRules} attribute @param {string | null} start @param {string | null} end
 * @returns {Said} */
function wholeRange(attribute, start, end) {
  const isYear = attribute.form === "year";
  const last = end === null ? null : whole(minus(decimal(end), ONE));
  if (start === null) {
    if (last === whole(decimal(attribute.min ?? "0"))) return quantity(attribute, last);
    const limit = quantity(attribute, whole(decimal(end ?? "")));
    return isYear ? say("before {year}", { year: limit }) : say("fewer than {limit}", { limit });
  }
  const first = whole(decimal(start));
  if (last === null) {
    const least = quantity(attribute, first);
    return isYear ? say("{first} or later", { first: least }) : say("{least} or more", { least });
  }
  if (first === last) return quantity(attribute, first);
  return say("{first} to {last}", {
    first: figure(attribute, first),
    last: quantity(attribute, last),
  });
}

/** @param {Fraction} number */
function whole(number) {
  return String(ceiling(number));
}

/** An answer to an attribute as people read it; a text is said as it is.
 * @param {AttributeRules} attribute @param {string} value @returns {Said | string} */
export function answer(attribute, value) {
  if (attribute.type === "number") return quantity(attribute, value);
  if (attribute.type === "yes-no") return value === "yes" ? say("Yes") : say("No");
  return labelOf(attribute, value);
}

/** @param {AttributeRules} attribute @param {string} value */
function labelOf({ options = [] }, value) {
  return options.find((one) => one.value === value)?.label ?? value;
}

/** A condition as a sentence, without a capital at its start and a stop at its end.
 * @param {Condition} when @param {Attributes} attributes @returns {Explanation} */
export function condition(when, attributes) {
  if (when.all) return allOf(when.all.map((part) => within(part, attributes)));
  if (when.any) return anyOf(when.any.map((part) => condition(part, attributes)));
  const attribute = byId(attributes, when.attribute ?? "");
  const { below, "at-least": atLeast, "is-not": isNot, "one-of": oneOf } = when;
  if (below !== undefined)
    return ofNumber(attribute, numberRange(attribute, null, below), attributes);
  if (atLeast !== undefined) {
    return ofNumber(attribute, numberRange(attribute, atLeast, null), attributes);
  }
  const { list = "" } = when;
  if (when["in-list"] !== undefined)
    return answered(attribute, say("on the list “{list}”", { list }));
  if (when["not-in-list"] !== undefined) {
    return answered(attribute, say("not on the list “{list}”", { list }));
  }
  if (oneOf) return isOneOf(attribute, oneOf);
  return isNot === undefined ? is(attribute, when.is ?? "") : not(attribute, isNot);
}

/** A part of what all must hold; where it leaves a choice itself it stands in brackets.
 * @param {Condition} part @param {Attributes} attributes */
function within(part, attributes) {
  const said = condition(part, attributes);
  return said.key === OR ? say("({condition})", { condition: said }) : said;
}

/** @param {Explanation[]} all */
function allOf(all) {
  const [parts, last] = [all.slice(0, -1), all[all.length - 1]];
  return parts.length ? say("{parts} and {last}", { parts, last }) : last;
}

/** @param {Explanation[]} all */
function anyOf(all) {
  const [parts, last] = [all.slice(0, -1), all[all.length - 1]];
  return parts.length ? say("{parts}, or {last}", { parts, last }) : last;
}

/** What a number is; where its unit belongs to no other question, that is the subject.
 * @param {AttributeRules} attribute @param {Said} said @param {Attributes} attributes */
function ofNumber({ name, question, form, unit }, said, attributes) {
  const same = attributes.filter((one) => one.unit === unit);
  const isSubject = unit && same.length === 1 && (form === undefined || form === "count");
  if (isSubject && "key" in said) return said;
  if (name === undefined) {
    return say("the answer to “{question}” is {answer}", { question, answer: said });
  }
  if (form === "count") return say("{name}: {range}", { name, range: said });
  if (form === "year") return say("{name} {range}", { name, range: said });
  return say("{name} is {range}", { name, range: said });
}

/** @param {AttributeRules} attribute @param {string} value @returns {Explanation} */
function is(attribute, value) {
  const statement = statementOf(attribute, value);
  if (statement !== undefined) return stated(statement);
  return answered(attribute, quoted(attribute, value));
}

/** @param {AttributeRules} attribute @param {string} value @returns {Explanation} */
function not(attribute, value) {
  if (attribute.type === "yes-no" && ["yes", "no"].includes(value)) {
    return is(attribute, value === "yes" ? "no" : "yes");
  }
  return answered(attribute, say("not {answer}", { answer: quoted(attribute, value) }));
}

/** @param {AttributeRules} attribute @param {string[]} values */
function isOneOf(attribute, values) {
  const statements = values.flatMap((value) => statementOf(attribute, value) ?? []);
  if (statements.length === values.length) return anyOf(statements.map(stated));
  const answers = values.map((value) => quoted(attribute, value));
  const last = answers[answers.length - 1];
  if (answers.length === 1) return answered(attribute, last);
  return answered(attribute, say("{answers} or {last}", { answers: answers.slice(0, -1), last }));
}

/** What the answer is: by the name of a choice or a text, else by the question.
 * @param {AttributeRules} attribute @param {Explanation} said */
function answered({ name, question, type }, said) {
  if (name !== undefined && type !== "yes-no") {
    return say("{name} is {answer}", { name, answer: said });
  }
  const asked = name ?? question;
  return say("the answer to “{question}” is {answer}", { question: asked, answer: said });
}

/** @param {AttributeRules} attribute @param {string} value */
function quoted(attribute, value) {
  if (attribute.type === "yes-no") return value === "yes" ? say("yes") : say("no");
  return say("“{answer}”", { answer: labelOf(attribute, value) });
}

/** @param {string} statement @returns {Explanation} */
function stated(statement) {
  return { key: "{statement}", params: { statement } };
}

/** @param {AttributeRules} attribute @param {string} value */
function statementOf({ type, options = [], if_yes, if_no }, value) {
  if (type === "yes-no") return value === "yes" ? if_yes : if_no;
  return options.find((one) => one.value === value)?.statement;
}
