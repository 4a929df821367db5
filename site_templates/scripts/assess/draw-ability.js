/* Draws whether they want it and whether they are able: verdict and tier, what is still open, and
 * the way up. */

import { decimals, exactNumber } from "../scoring/exact.js";
import { say, sayMessage } from "../texts.js";
import { details, jump } from "./draw-fit.js";
import { chip, h, list } from "./elements.js";
import { groupText, isBelow, levelText, nameOf, verdictOf } from "./names.js";
import { meanText, signsOf } from "./report.js";

/** @typedef {import("./draw.js").Context} Context */
/** @typedef {ReturnType<typeof import("./names.js").modelsOf>[number]} Judged */

/** @param {Context} context @param {Motivation} motivation @returns {Child[]} */
export function motivationPart({ page, part }, motivation) {
  const verdict = verdictOf(page, motivation.verdict);
  const meaning = verdict ? part(`verdict-meaning:${verdict.id}`) : null;
  const asks = motivation.not_confirmed.map(({ criterion, must_have, question }) => [
    jump(nameOf(page, "qualification", criterion), `qualification-${criterion}`),
    must_have && [" ", chip(say("must have"), "warn")],
    question ? h("span", { class: "icp-to-ask__question" }, question) : null,
  ]);
  return [
    h("p", { class: "icp-fit__segment" }, verdict?.name ?? motivation.verdict ?? noVerdict()),
    list(motivation.messages.map(sayMessage), { class: "icp-said" }),
    meaning ? h("p", { class: "icp-fit__meaning" }, meaning) : null,
    asked(say("Ask next"), asks),
  ];
}

function noVerdict() {
  return say("No verdict yet");
}

/** @param {string} title @param {Child[]} items @returns {Child} */
function asked(title, items) {
  if (!items.length) return null;
  return [h("h3", { class: "icp-h" }, title), list(items, { class: "icp-to-ask" })];
}

/** What one maturity model says.
 * @param {Context} context @param {Judged} judged @returns {Child[]} */
export function abilityPart(context, judged) {
  const { page, part } = context;
  const { id, model, ability } = judged;
  const { tier, next, find_out } = ability;
  const name = tier ? (part(`tier:${tier.id}`) ?? tier.name) : say("Tier not known yet");
  const open = find_out.map(({ dimension }) =>
    jump(nameOf(page, "maturity", dimension), `maturity-${dimension}`),
  );
  const signs = next?.steps.map((step) => signsPart(page, step)) ?? [];
  const title = say("Signs of the next level");
  return [
    ability.status === "profile-only" ? null : h("p", { class: "icp-fit__segment" }, name),
    list(ability.messages.map(sayMessage), { class: "icp-said" }),
    groupsPart(judged),
    profile(context, judged),
    asked(say("Not known yet"), open),
    signs.length ? details(id ? `signs-${id}` : "signs", title, ...signs) : null,
    trendLine(model, ability),
  ];
}

/** The mean, in the words of the rule: it decides, or shows no more than a trend.
 * @param {AbilityRules} model @param {Ability} ability @returns {Child} */
function trendLine({ rule }, ability) {
  const { trend } = ability;
  if (trend === null || rule.kind === "none") return null;
  const mean = { number: decimals(exactNumber(trend), 2) };
  const [text] =
    rule.kind === "mean"
      ? meanText(ability)
      : [
          say("Mean of the known levels, as a trend and never as the tier: {trend}", {
            trend: mean,
          }),
        ];
  return h("p", { class: "icp-quiet" }, text);
}

/** Groups with their levels, and how much of each is known.
 * @param {Judged} judged @returns {Child} */
function groupsPart({ model, ability }) {
  const { groups, capped_by_groups } = ability;
  if (!groups.length) return null;
  const rows = groups.map((row) => {
    const caps = capped_by_groups.includes(row.group) && [" ", chip(say("caps the tier"), "warn")];
    return bar(model, row, row.name, groupText(model, row), caps);
  });
  return [
    h("h3", { class: "icp-h" }, say("Groups")),
    h("ul", { class: "icp-profile", "aria-label": say("Groups") }, rows),
    h("h3", { class: "icp-h" }, say("Dimensions")),
  ];
}

/** @param {Context} context @param {Judged} judged */
function profile({ part }, { model, ability }) {
  const rows = ability.profile.map((row) => {
    const isCap = ability.capped_by.includes(row.dimension);
    const caps = isCap && [" ", chip(say("caps the tier"), "warn")];
    const name = part(`dimension:${row.dimension}`);
    return bar(model, row, name, levelText(model, row), caps);
  });
  return h("ul", { class: "icp-profile", "aria-label": say("Profile") }, rows);
}

/** One line of a profile: a name, a bar of the model's levels, and the level in words.
 * @param {AbilityRules} model @param {ProfileRow | GroupRow} row @param {Child} name
 * @param {string} text @param {Child} caps */
function bar(model, row, name, text, caps) {
  const levels = model.levels.map((one) => one.level).sort((a, b) => a - b);
  const cells = levels.map((level) => h("span", { class: cellLook(row, level) }));
  return h(
    "li",
    { class: caps ? "icp-profile__row--caps" : null },
    h("span", { class: "icp-profile__name" }, name),
    h("span", { class: "icp-profile__bar", "aria-hidden": "true" }, cells),
    h("span", { class: "icp-profile__level" }, text, caps),
  );
}

/** @param {ProfileRow | GroupRow} row @param {number} level */
function cellLook(row, level) {
  const isMaybe = row.level === null && level <= row.best;
  const isOn = row.level !== null && level <= row.level && !isBelow(row);
  if (isMaybe) return "icp-profile__cell icp-profile__cell--maybe";
  return isOn ? "icp-profile__cell icp-profile__cell--on" : "icp-profile__cell";
}

/** @param {RulesDocument} page @param {NextStep} step @returns {Child} */
function signsPart(page, step) {
  return step.levels.map((level) => {
    const signs = list(level.signs, { class: "icp-said" });
    return signs && [h("p", { class: "icp-from" }, signsOf(page, step, level)), signs];
  });
}
