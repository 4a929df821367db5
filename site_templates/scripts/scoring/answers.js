/* Answers are read piece by piece: what is none is noted and counts as unknown, and nothing is ever
 * taken for no. */

import { compare, decimal, exactText, readDecimal, whole } from "./exact.js";
import { say } from "./messages.js";
import { WHOLE_FORMS } from "./rules.js";

const STATES = ["confirmed", "partial", "absent", "unknown"];
const NOTES_AT_MOST = 20;
const QUOTED_AT_MOST = 40;
const NAMES_AT_MOST = 30;
const TEXT_AT_MOST = 500;

/** @typedef {Map<string, unknown>} Mapping */

/** @param {Rules} rules @param {unknown} given @returns {Given} */
export function readAnswers(rules, given) {
  /** @type {Explanation[]} */
  const notes = [];
  const answers = mapping(notes, given, "answers");
  unknownIds(notes, answers, ["segment", "attributes", "qualification", "maturity"], "answers");
  const segment = readSegment(notes, rules, answers.get("segment"));
  const attributes = readAttributes(notes, rules, answers.get("attributes"));
  const qualification = readQualification(notes, rules, answers.get("qualification"));
  const maturity = mapping(notes, answers.get("maturity"), "maturity");
  const { rubric, items } = readDimensions(notes, dimensionsIn(rules), maturity);
  const override = readOverride(notes, rules.maturity, maturity.get("override"));
  return { segment, attributes, qualification, rubric, items, override, notes: few(notes) };
}

/** What was answered as a Map, so that no id can ever meet a property that all objects have.
 * @param {Explanation[]} notes @param {unknown} value @param {string} part @returns {Mapping} */
function mapping(notes, value, part) {
  if (value === null || value === undefined) return new Map();
  if (typeof value === "object" && !Array.isArray(value)) return new Map(Object.entries(value));
  notes.push(say("Not used: {part} should be a list of names with an answer each.", { part }));
  return new Map();
}

/** @param {Explanation[]} notes @param {Mapping} given @param {string[]} known
 * @param {string} part */
function unknownIds(notes, given, known, part) {
  const names = new Set(known);
  const unknown = [...given.keys()].filter((name) => !names.has(name));
  for (const id of unknown.sort(byCodePoint)) {
    notes.push(unknownName(part, cut(id, QUOTED_AT_MOST), known));
  }
}

/** That nothing is called so, and what the things there are called.
 * @param {string} part @param {string} id @param {string[]} known */
function unknownName(part, id, known) {
  if (!known.length) return say("Not used: “{id}” is not known under {part}.", { part, id });
  const more = known.length > NAMES_AT_MOST ? ["…"] : [];
  const names = [...known.slice(0, NAMES_AT_MOST), ...more];
  return say("Not used: “{id}” is not known under {part}; known are {names}.", { part, id, names });
}

/** The order of Python's strings; JavaScript's own goes by halves of characters beyond U+FFFF.
 * @param {string} a @param {string} b */
export function byCodePoint(a, b) {
  const [left, right] = [a, b].map((text) => Array.from(text, (one) => one.codePointAt(0) ?? 0));
  for (let i = 0; i < Math.min(left.length, right.length); i += 1) {
    if (left[i] !== right[i]) return left[i] - right[i];
  }
  return left.length - right.length;
}

/** @param {Explanation[]} notes */
function few(notes) {
  const more = notes.length - NOTES_AT_MOST;
  if (more <= 0) return notes;
  return [
    ...notes.slice(0, NOTES_AT_MOST),
    say("Answers that could not be used beyond these: {count}.", { count: more }),
  ];
}

/** @param {Explanation[]} notes @param {Rules} rules @param {unknown} value */
function readSegment(notes, rules, value) {
  if (isMissing(value)) return null;
  const segment = rules.segments.find((one) => one.id === value);
  if (segment) return segment.id;
  const known = rules.segments.map((one) => one.id);
  notes.push(unknownName("segment", quote(value), known));
  return null;
}

/** @param {Explanation[]} notes @param {Rules} rules @param {unknown} value */
function readAttributes(notes, rules, value) {
  const given = mapping(notes, value, "attributes");
  /** @type {Known} */
  const known = new Map();
  for (const attribute of rules.attributes) {
    const answer = given.get(attribute.id);
    if (isMissing(answer)) continue;
    const wrong = readAttribute(attribute, answer, known);
    if (wrong) notes.push(wrong);
  }
  const ids = rules.attributes.map((attribute) => attribute.id);
  unknownIds(notes, given, ids, "attributes");
  return known;
}

/** Read one answer into `known`, or say why it is none.
 * @param {AttributeRules} attribute @param {unknown} answer @param {Known} known */
function readAttribute(attribute, answer, known) {
  const params = { question: attribute.question, given: quote(answer) };
  if (attribute.type === "number") return readNumber(attribute, answer, known, params);
  const read = attribute.type === "yes-no" ? yesNo(answer) : answer;
  if (read === "") return say("Not used: “{given}” is neither yes nor no ({question})", params);
  if (typeof read !== "string")
    return say("Not used: “{given}” is not a text ({question})", params);
  if (attribute.type === "choice" && !attribute.options?.some((one) => one.value === read)) {
    return say("Not used: “{given}” is not one of the answers ({question})", params);
  }
  const isLong = Array.from(read).length > TEXT_AT_MOST;
  if (attribute.type === "text" && isLong)
    return say("Not used: this answer is too long: “{given}” ({question})", params);
  known.set(attribute.id, read);
  return null;
}

/** @param {AttributeRules} attribute @param {unknown} answer @param {Known} known
 * @param {Arguments} params */
function readNumber(attribute, answer, known, params) {
  const number = readDecimal(answer);
  if (number === null)
    return say(
      "Not used: “{given}” is not a plain number such as 12000 or 12.5 ({question})",
      params,
    );
  if (WHOLE_FORMS.includes(attribute.form ?? "") && number.d !== 1n)
    return say("Not used: {given} is not a whole number ({question})", params);
  if (compare(number, least(attribute)) < 0)
    return say("Not used: {given} is less than this answer can be ({question})", params);
  const { max } = attribute;
  if (max !== undefined && compare(number, decimal(max)) > 0)
    return say("Not used: {given} is more than this answer can be ({question})", params);
  known.set(attribute.id, exactText(number));
  return null;
}

/** @param {AttributeRules} attribute */
export function least(attribute) {
  return decimal(attribute.min ?? "0");
}

/** @param {unknown} answer */
function yesNo(answer) {
  if (answer === true || answer === "yes") return "yes";
  return answer === false || answer === "no" ? "no" : "";
}

/** @param {Explanation[]} notes @param {Rules} rules @param {unknown} value */
function readQualification(notes, rules, value) {
  const given = mapping(notes, value, "qualification");
  const criteria = rules.qualification?.criteria ?? [];
  /** @type {Known} */
  const known = new Map();
  for (const { id, name } of criteria) {
    const answer = given.get(id);
    if (typeof answer === "string" && STATES.includes(answer)) known.set(id, answer);
    else if (!isMissing(answer)) {
      notes.push(
        say("Not used: “{given}” is none of confirmed, partial, absent, unknown ({criterion})", {
          criterion: name,
          given: quote(answer),
        }),
      );
    }
  }
  const ids = criteria.map((criterion) => criterion.id);
  unknownIds(notes, given, ids, "qualification");
  return known;
}

/** The dimensions of all models, the main one's first.
 * @param {Rules} rules */
export function dimensionsIn({ maturity, further }) {
  const models = [...(maturity ? [maturity] : []), ...further.map((model) => model.ability)];
  return models.flatMap((model) => model.dimensions);
}

/** @param {Explanation[]} notes @param {DimensionRules[]} dimensions @param {Mapping} given */
function readDimensions(notes, dimensions, given) {
  /** @type {Given["rubric"]} */
  const rubric = new Map();
  /** @type {Given["items"]} */
  const items = new Map();
  for (const dimension of dimensions) {
    const answer = given.get(dimension.id);
    if (dimension.method !== "rubric") {
      items.set(dimension.id, readItems(notes, dimension, answer));
    } else if (!isMissing(answer)) {
      const number = readDecimal(answer);
      const isIt = (/** @type {number} */ level) =>
        number !== null && compare(number, whole(level)) === 0;
      const found = dimension.levels.find((one) => isIt(one.level));
      const params = { dimension: dimension.name, given: quote(answer) };
      if (found) rubric.set(dimension.id, found.level);
      else notes.push(say("Not used: “{given}” is not a level ({dimension})", params));
    }
  }
  const ids = dimensions.map((dimension) => dimension.id);
  unknownIds(notes, given, ["override", ...ids], "maturity");
  return { rubric, items };
}

/** @param {Explanation[]} notes @param {DimensionRules} dimension @param {unknown} answer */
function readItems(notes, dimension, answer) {
  const given = mapping(notes, answer, dimension.name);
  /** @type {Known} */
  const known = new Map();
  const asked = dimension.levels.flatMap((level) => level.items);
  for (const item of asked) {
    const { id } = item;
    const value = given.get(id);
    if (isMissing(value)) continue;
    const read = readItem(dimension, item, value);
    const params = { dimension: dimension.name, item: id, given: quote(value) };
    if (read) known.set(id, read);
    else notes.push(say("Not used: “{given}” is not an answer to {item} ({dimension})", params));
  }
  const ids = asked.map((item) => item.id);
  unknownIds(notes, given, ids, dimension.name);
  return known;
}

/** @param {DimensionRules} dimension @param {Item} item @param {unknown} value */
function readItem(dimension, item, value) {
  if (value === "not-applicable") return "not-applicable";
  if (dimension.method === "checklist") return yesNo(value);
  const number = readDecimal(value);
  if (number === null) return "";
  const scale = item.scale ?? dimension.scale ?? [];
  const onScale = scale.some((step) => compare(number, decimal(step.value)) === 0);
  return onScale ? exactText(number) : "";
}

/** @param {Explanation[]} notes @param {AbilityRules | null} model @param {unknown} value */
function readOverride(notes, model, value) {
  const given = mapping(notes, value, "override");
  unknownIds(notes, given, ["tier", "reason"], "override");
  const [wanted, reason] = [given.get("tier"), given.get("reason")];
  if (isMissing(wanted)) return null;
  const tiers = model?.tiers ?? [];
  const tier = tiers.find((one) => one.id === wanted);
  if (!tier) {
    const known = tiers.map((one) => one.id);
    notes.push(unknownName("override", quote(wanted), known));
  } else if (typeof reason !== "string" || isMissing(reason)) {
    notes.push(
      say("Not used: setting the tier {tier} by hand takes a reason.", { tier: tier.name }),
    );
  } else return { tier, reason: cut(reason, TEXT_AT_MOST) };
  return null;
}

/** @param {unknown} value */
function isMissing(value) {
  return (
    value === null ||
    value === undefined ||
    (typeof value === "string" && /^[ \t\r\n]*$/.test(value))
  );
}

/** @param {unknown} value */
function quote(value) {
  if (typeof value === "string") return cut(value, QUOTED_AT_MOST);
  if (typeof value === "boolean") return String(value);
  if (typeof value === "object") return Array.isArray(value) ? "[…]" : "{…}";
  return Number.isSafeInteger(value) ? String(value) : "#";
}

/** @param {string} text @param {number} limit */
function cut(text, limit) {
  const characters = Array.from(text);
  return characters.length <= limit ? text : `${characters.slice(0, limit).join("")}…`;
}
