/* Draws the scores of the company as a whole, and the flags. */

import { byId } from "../scoring/rules.js";
import { say } from "../texts.js";
import { aboutPart, fitTable, isOpen, jump, lookOf } from "./draw-fit.js";
import { chip, h, list } from "./elements.js";
import { questionOf } from "./names.js";
import { fitTitle, isWhole } from "./report.js";

/** @typedef {import("./draw.js").Context} Context */

const FIND_OUT_AT_MOST = 5;

/** The scores that tell whether this is our customer.
 * @param {Context} context @param {Assessment} result @returns {Child[]} */
export function wholePart(context, { scores }) {
  const whole = scores.filter(isWhole).map((one) => scorePart(context, one));
  const hasMore = whole.length && context.page.rules.segments.length;
  return hasMore ? [...whole, h("h3", { class: "icp-h" }, fitTitle(context.page))] : whole;
}

/** Each other score, by the slot it is drawn in.
 * @param {Context} context @param {Assessment} result */
export function otherParts(context, { scores }) {
  const others = scores.filter((one) => !isWhole(one));
  return Object.fromEntries(
    others.map((one) => [`score:${one.score_of}`, [scorePart(context, one)]]),
  );
}

/** In a line: what a score says.
 * @param {RulesDocument} page @param {ScoreFit} one */
export function scoreHeadline(page, one) {
  const score = byId(page.rules.scores, one.score_of);
  const look = one.status === "not-enough-known" ? "" : lookOf(score, one);
  return { text: `${score.name}: ${scoreText(page, one)}`, look };
}

/** What a score says without its name.
 * @param {RulesDocument} page @param {ScoreFit} one */
export function scoreText({ rules }, one) {
  const { score_of, status, score, of, band, range } = one;
  if (status === "disqualified") return say("Disqualified");
  if (status !== "scored") return say("Not enough known");
  const named = band === null ? "" : `, ${byId(rules.scores, score_of).bands[band].name}`;
  const args = { score: score?.shown ?? "", of };
  const ends = { least: range.least.shown, most: range.most.shown };
  const text = isOpen(one)
    ? say("{score} of {of} so far, {least} to {most} in the end", { ...args, ...ends })
    : say("{score} of {of}", args);
  return text + named;
}

/** Its parts stand beside those of segments, which may have the same ids.
 * @param {Context} context @param {ScoreFit} one @returns {Child} */
function scorePart(context, one) {
  const { page } = context;
  const score = byId(page.rules.scores, one.score_of);
  const id = `score:${score.id}`;
  return h(
    "div",
    { class: "icp-score" },
    aboutPart(context, { ...score, id }, one),
    findOut(page, one),
    fitTable(page, one, id),
  );
}

/** @param {RulesDocument} page @param {ScoreFit} one @returns {Child} */
function findOut(page, { find_out }) {
  const items = find_out
    .slice(0, FIND_OUT_AT_MOST)
    .map(({ attribute, required, disqualifies }) => [
      jump(questionOf(page, attribute), `attributes-${attribute}`),
      required && [" ", chip(say("required"), "warn")],
      disqualifies && [" ", chip(say("could rule it out"))],
    ]);
  if (!items.length) return null;
  return [h("h3", { class: "icp-h" }, say("Find out next")), list(items, { class: "icp-to-ask" })];
}

/** What is flagged, and what could still be.
 * @param {Context} context @param {Flags} flags @returns {Child[]} */
export function flagsPart({ page, part }, { raised, open }) {
  const items = open.map(({ flag, attributes }) => {
    const asks = attributes.map((id) => jump(questionOf(page, id), `attributes-${id}`));
    return [`${byId(page.rules.flags, flag).name}: `, asks.flatMap((ask) => [" ", ask]).slice(1)];
  });
  const asked = list(items, { class: "icp-to-ask" });
  return [
    raised.map((id) => h("div", { class: "icp-flag" }, part(`flag:${id}`))),
    raised.length || items.length
      ? null
      : h("p", { class: "icp-quiet" }, say("Nothing is flagged.")),
    asked && [h("h3", { class: "icp-h" }, say("Could still be flagged")), asked],
  ];
}
