/* Draws the answer beside the questions. Whatever holds links or marked-up prose is a copy of what
 * the build put into the page's template. */

import { byId } from "../scoring/rules.js";
import { say, sayMessage } from "../texts.js";
import { abilityPart, motivationPart } from "./draw-ability.js";
import { fitHeadline, fitPart } from "./draw-fit.js";
import { flagsPart, otherParts, scoreHeadline, wholePart } from "./draw-scores.js";
import { chip, h, list, shownOf } from "./elements.js";
import { modelsOf, verdictOf } from "./names.js";
import { isWhole, stopsOf } from "./report.js";

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

/** Fill the slots of the panel that are there.
 * @param {Context} context @param {HTMLElement[]} slots @param {Assessment} result
 * @param {NextSteps} next */
export function drawAnswer(context, slots, result, next) {
  const { fit, flags, motivation, notes } = result;
  /** @type {Record<string, Child[]>} */
  const content = {
    summary: headline(context.page, result).map(({ text, look }) => chip(text, look)),
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
    now: nowPart(context, result, next),
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

/** @param {Context} context @param {Assessment} result @param {NextSteps} next
 * @returns {Child[]} */
function nowPart(context, result, next) {
  const { together } = result;
  const stops = stopsOf(result).map(sayMessage);
  const strategy = context.part(`strategy:${next.strategy}`);
  const isNothing = !together && !next.segment && !stops.length;
  const nothing = say("Answer a question or two, and this says what comes next.");
  return [
    stops.map((line) => h("p", { class: "icp-stance icp-stance--stop" }, line)),
    stanceText(context, together, "icp-stance") ?? (stops.length ? null : openStance(together)),
    strategy ? h("p", null, h("strong", null, say("Strategy")), " ", strategy) : null,
    linked(context, say("Plays that go with it"), "play", next.plays),
    isNothing ? h("p", { class: "icp-quiet" }, nothing) : null,
  ];
}

/** What the company has agreed on for this verdict and tier.
 * @param {Context} context @param {Together | null} together @param {string} look */
export function stanceText({ part }, together, look) {
  if (together?.status !== "decided") return null;
  const stance = part(`cell:${together.cell}`);
  return stance ? h("div", { class: look }, stance) : null;
}

/** @param {Together | null} together */
function openStance(together) {
  if (!together || together.status === "decided") return null;
  const isUndecided = together.status === "undecided";
  const text = isUndecided
    ? say("Undecided: nobody has agreed on this yet.")
    : sayMessage(together.message);
  return h("p", { class: "icp-stance icp-stance--open" }, text);
}

/** @param {Context} context @param {string} title @param {string} kind @param {string[]} ids
 * @returns {Child} */
function linked({ part }, title, kind, ids) {
  const items = ids.flatMap((id) => {
    const link = part(`${kind}:${id}`);
    return link ? [link] : [];
  });
  if (!items.length) return null;
  return [h("h3", { class: "icp-h" }, title), list(items, { class: "icp-links" })];
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
  const message = next.values.length ? context.part(`message:${next.segment}`) : null;
  return [
    linked(context, say("What to tell them"), "value-proposition", next.values),
    message ? h("blockquote", { class: "icp-say" }, message) : null,
    linked(context, say("Whom you will meet"), "persona", next.personas),
  ];
}
