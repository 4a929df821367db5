/* Draws whether they want it and whether they are able: verdict and tier, what is still open, and
 * the way up. */

import { say, sayMessage } from "../texts.js";
import { details, jump } from "./draw-fit.js";
import { chip, h, list } from "./elements.js";
import { levelText, nameOf, verdictOf } from "./names.js";
import { signsOf } from "./report.js";

/** @typedef {import("./draw.js").Context} Context */

/** @param {Context} context @param {Motivation} motivation @returns {Child[]} */
export function motivationPart({ page, part }, motivation) {
  const verdict = verdictOf(page, motivation.verdict);
  const meaning = verdict ? part(`verdict:${verdict.id}`) : null;
  const asks = motivation.not_confirmed.map(({ criterion, must_have, question }) => [
    jump(nameOf(page, "qualification", criterion), `qualification-${criterion}`),
    must_have && [" ", chip(say("must have"), "warn")],
    question ? h("span", { class: "icp-ask__question" }, question) : null,
  ]);
  return [
    h("p", { class: "icp-fit__segment" }, verdict?.name ?? motivation.verdict),
    list(motivation.messages.map(sayMessage), { class: "icp-said" }),
    meaning ? h("p", { class: "icp-fit__meaning" }, meaning) : null,
    asked(say("Ask next"), asks),
  ];
}

/** @param {string} title @param {Child[]} items @returns {Child} */
function asked(title, items) {
  if (!items.length) return null;
  return [h("h3", { class: "icp-h" }, title), list(items, { class: "icp-ask" })];
}

/** @param {Context} context @param {Ability} ability @returns {Child[]} */
export function abilityPart(context, ability) {
  const { page, part } = context;
  const { tier, next, trend, find_out } = ability;
  const name = tier ? (part(`tier:${tier.id}`) ?? tier.name) : say("Tier not known yet");
  const open = find_out.map(({ dimension }) =>
    jump(nameOf(page, "maturity", dimension), `maturity-${dimension}`),
  );
  const signs = next?.steps.map((step) => signsPart(page, step));
  const mean = trend
    ? say("Mean of the known levels, as a trend and never as the tier: {trend}", {
        trend: oneDecimal(trend),
      })
    : null;
  return [
    h("p", { class: "icp-fit__segment" }, name),
    list(ability.messages.map(sayMessage), { class: "icp-said" }),
    profile(context, ability),
    asked(say("Not known yet"), open),
    signs ? details("signs", say("Signs of the next level"), ...signs) : null,
    mean ? h("p", { class: "icp-quiet" }, mean) : null,
  ];
}

/** A mean that never ends, as "8/3", with one decimal; the tier was decided from the exact number.
 * @param {string} exact */
function oneDecimal(exact) {
  const [n, d = "1"] = exact.split("/");
  return String(Math.round((10 * Number(n)) / Number(d)) / 10);
}

/** @param {Context} context @param {Ability} ability */
function profile({ page, part }, ability) {
  const levels = (page.rules.maturity?.levels ?? []).map((one) => one.level).sort((a, b) => a - b);
  const rows = ability.profile.map((row) => {
    const cells = levels.map((level) => h("span", { class: cellLook(row, level) }));
    const isCap = ability.capped_by.includes(row.dimension);
    const caps = isCap && [" ", chip(say("caps the tier"), "warn")];
    return h(
      "li",
      { class: isCap ? "icp-profile__row--caps" : null },
      h("span", { class: "icp-profile__name" }, part(`dimension:${row.dimension}`)),
      h("span", { class: "icp-profile__bar", "aria-hidden": "true" }, cells),
      h("span", { class: "icp-profile__level" }, levelText(page, row), caps),
    );
  });
  return h("ul", { class: "icp-profile", "aria-label": say("Profile") }, rows);
}

/** @param {ProfileRow} row @param {number} level */
function cellLook(row, level) {
  const isMaybe = row.level === null && level <= row.best;
  const isOn = row.level !== null && level <= row.level;
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
