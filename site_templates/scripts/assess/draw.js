/* Draws the answer beside the questions. Whatever holds links or marked-up prose is a copy of what
 * the build put into the page's template. */

import { byId } from "../scoring/rules.js";
import { say, sayMessage } from "../texts.js";
import { abilityPart, motivationPart } from "./draw-ability.js";
import { fitHeadline, fitPart } from "./draw-fit.js";
import { beginPart, linked, nowPart } from "./draw-now.js";
import { flagsPart, otherParts, scoreHeadline, wholePart } from "./draw-scores.js";
import { chip, h, list, shownOf } from "./elements.js";
import { modelsOf, verdictOf } from "./names.js";
import { isWhole, stopsOf } from "./report.js";

/** @typedef {import("./progress.js").Progress} Progress */

/** What draws for one page: its document, and `part`, which copies what the build made.
 * @typedef {{ page: RulesDocument, part: (key: string) => Node[] | null }} Context */

/** @param {RulesDocument} page @param {HTMLTemplateElement} template @returns {Context} */
export function makeContext(page, template) {
  const copied = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
  // Whole addresses from the start: with `navigation.instant` the page's own is another one while
  // the next page comes.
  for (const link of copied.querySelectorAll("a[href]")) {
    link.setAttribute("href", new URL(link.getAttribute("href") ?? "", document.baseURI).href);
  }
  const parts = new Map(
    [...copied.querySelectorAll("[data-icp-part]")].map((one) => [
      one.getAttribute("data-icp-part"),
      one,
    ]),
  );
  const part = (/** @type {string} */ key) => {
    const found = parts.get(key);
    return found ? [...found.cloneNode(true).childNodes] : null;
  };
  return { page, part };
}

/** Fill the slots of the page that are there. With nothing known there is no verdict, but a way to
 * begin.
 * @param {Context} context @param {HTMLElement[]} slots @param {Assessment} result
 * @param {NextSteps} next @param {Progress} progress @param {boolean} isEmpty */
export function drawAnswer(context, slots, result, next, progress, isEmpty) {
  const { fit, flags, motivation, notes } = result;
  const said = isEmpty ? [] : headline(context.page, result);
  /** @type {Record<string, Child[]>} */
  const content = {
    summary: said.length
      ? said.map(({ text, look }) => chip(text, look))
      : [chip(say("Nothing known yet"))],
    progress: progressPart(progress),
    ...counts(progress),
    fit: [...wholePart(context, result), ...(fit ? fitPart(context, fit) : [])],
    flags: flags ? flagsPart(context, flags) : [],
    ...otherParts(context, result),
    motivation: motivation ? motivationPart(context, motivation) : [],
    ...Object.fromEntries(
      modelsOf(context.page, result).map((one) => [
        one.id ? `ability-${one.id}` : "ability",
        abilityPart(context, one),
      ]),
    ),
    now: isEmpty ? beginPart(context, progress) : nowPart(context, result, next, progress),
    stage: [stagePart(context, next)],
    people: peoplePart(context, next),
    notes: [list(notes.map(sayMessage), { class: "icp-said" })],
  };
  for (const slot of slots) {
    slot.replaceChildren(...shownOf(content[slot.dataset.icpSlot ?? ""] ?? []));
  }
}

/** In a line: fit, verdict and tier.
 * @param {RulesDocument} page @param {Assessment} result */
export function headline(page, result) {
  const { fit, flags, scores, motivation, ability } = result;
  const said = scores.filter(isWhole).map((one) => scoreHeadline(page, one));
  if (fit) said.push(fitHeadline(page, fit));
  const verdict = motivation?.verdict;
  if (motivation && !verdict) {
    said.push({ text: say("Motive not known yet"), look: "" });
  } else if (verdict && !stopsOf(result).length) {
    const text = verdictOf(page, verdict)?.name ?? verdict;
    said.push({ text, look: `verdict-${verdict}` });
  }
  if (ability && ability.status !== "profile-only") {
    const { tier } = ability;
    const text = tier ? say("Tier: {tier}", { tier: tier.name }) : say("Tier not known yet");
    said.push({ text, look: tier ? "tier" : "" });
  }
  const others = scores.filter((one) => !isWhole(one) && one.status !== "not-enough-known");
  const raised = flags?.raised.map((id) => byId(page.rules.flags, id).name) ?? [];
  return [
    ...said,
    ...others.map((one) => scoreHeadline(page, one)),
    ...raised.map((text) => ({ text, look: "flag" })),
  ];
}

/** @param {Context} context @param {NextSteps} next @returns {Child} */
function stagePart(context, next) {
  if (!next.stage) return null;
  const none = say("No play is written for this stage and this customer.");
  const plays = linked(context, say("Plays at this stage"), "play", next.stagePlays);
  return plays ?? h("p", { class: "icp-quiet" }, none);
}

/** @param {Context} context @param {NextSteps} next @returns {Child[]} */
function peoplePart(context, next) {
  return [
    linked(context, say("What to tell them"), "value-proposition", next.values),
    linked(context, say("Whom you will meet"), "persona", next.personas),
  ];
}

/** How much of each group of questions is answered.
 * @param {Progress} progress @returns {Record<string, Child[]>} */
function counts({ groups }) {
  return Object.fromEntries(
    Object.entries(groups).map(([name, { known, of }]) => {
      const text = of ? say("{known} of {of}", { known, of }) : null;
      return [`count:${name}`, [text]];
    }),
  );
}

/** @param {Progress} progress @returns {Child[]} */
function progressPart({ whole: { known, of } }) {
  if (!of) return [];
  const text = say("{known} of {of} questions that matter are answered", { known, of });
  const bar = { class: "icp-progress", max: String(of), value: String(known), "aria-label": text };
  return [h("progress", bar), h("span", null, text)];
}
