/* Draws what comes first: what to do now, who does it, and what to say; before anything is known,
 * where to begin. */

import { say, sayCount, sayMessage } from "../texts.js";
import { jump } from "./draw-fit.js";
import { h, list } from "./elements.js";
import { verdictOf } from "./names.js";
import { segmentAtHand } from "./progress.js";
import { aboutOf, stopsOf } from "./report.js";

/** @typedef {import("./draw.js").Context} Context */
/** @typedef {import("./progress.js").Progress} Progress */

/** @param {Context} context @param {Assessment} result @param {NextSteps} next
 * @param {Progress} progress @returns {Child[]} */
export function nowPart(context, result, next, progress) {
  const { together } = result;
  const stops = stopsOf(result).map(sayMessage);
  const strategy = context.part(`strategy:${next.strategy}`);
  return [
    stops.map((line) => h("p", { class: "icp-stance icp-stance--stop" }, line)),
    stanceText(context, together, "icp-stance") ?? (stops.length ? null : openStance(together)),
    stops.length ? wayOutPart(context, result) : stepPart(context, result),
    linked(context, say("Plays that go with it"), "play", next.plays),
    sayPart(context, next),
    aboutPart(context, result),
    strategy ? h("p", null, h("strong", null, say("Strategy")), " ", strategy) : null,
    stops.length ? null : askPart(progress),
  ];
}

/** Before anything is answered: the questions that bring most, and examples to learn from.
 * @param {Context} context @param {Progress} progress @returns {Child[]} */
export function beginPart({ part }, { asks }) {
  const examples = part("examples");
  const lead = sayCount(
    "Nothing is known yet. {count} answer brings most:",
    "Nothing is known yet. {count} answers bring most:",
    { count: asks.length },
  );
  const items = asks.map((one) => h("li", null, jump(one.text, one.id)));
  return [
    h("p", { class: "icp-begin" }, asks.length ? lead : say("Nothing is known yet.")),
    items.length ? h("ol", { class: "icp-begin__asks" }, items) : null,
    examples
      ? h(
          "div",
          { class: "icp-begin__examples" },
          h("p", null, say("Or see how it works:")),
          examples,
        )
      : null,
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

/** After a no: whether an exception may be asked for, and how.
 * @param {Context} context @param {Assessment} result @returns {Child} */
function wayOutPart({ part }, { fit }) {
  const about = fit ? aboutOf(fit) : null;
  if (!about?.exception || !fit || segmentAtHand(fit) !== about.segment) return null;
  if (about.exception === "never") return h("p", null, say("No exception is made for this."));
  const asked = about.disqualifiers.hit.find((one) => one.exception === "ask");
  const way = asked ? part(`exception:${about.segment}:${asked.index}`) : null;
  return h("p", null, say("An exception may be asked for."), way && [" ", way]);
}

/** The verdict's next step, and whose it is.
 * @param {Context} context @param {Assessment} result @returns {Child} */
function stepPart({ page, part }, { motivation }) {
  const verdict = verdictOf(page, motivation?.verdict);
  const step = verdict ? part(`verdict:${verdict.id}`) : null;
  const owner = verdict ? part(`verdict-owner:${verdict.id}`) : null;
  if (!step) return null;
  return h(
    "div",
    { class: "icp-step" },
    h("h3", { class: "icp-h" }, say("Next step")),
    h("p", null, step),
    owner ? h("p", { class: "icp-step__owner" }, owner) : null,
  );
}

/** @param {Context} context @param {NextSteps} next @returns {Child} */
function sayPart({ part }, next) {
  const message = next.values.length ? part(`message:${next.segment}`) : null;
  if (!message) return null;
  return [
    h("h3", { class: "icp-h" }, say("What to say")),
    h("blockquote", { class: "icp-say" }, message),
  ];
}

/** The segment at hand and, in a sentence, who that is.
 * @param {Context} context @param {Assessment} result @returns {Child} */
function aboutPart({ part }, { fit }) {
  const segment = fit ? segmentAtHand(fit) : null;
  const name = segment ? part(`segment:${segment}`) : null;
  const definition = part(`definition:${segment}`);
  if (!name || !definition) return null;
  return h(
    "div",
    { class: "icp-who" },
    h("p", { class: "icp-who__name" }, name),
    h("p", null, definition),
  );
}

/** @param {Progress} progress @returns {Child} */
function askPart({ asks }) {
  const first = asks[0];
  if (!first) return null;
  return h(
    "div",
    { class: "icp-next-ask" },
    h("h3", { class: "icp-h" }, say("The question that would change most")),
    h("p", null, jump(first.text, first.id)),
  );
}

/** @param {Context} context @param {string} title @param {string} kind @param {string[]} ids
 * @returns {Child} */
export function linked({ part }, title, kind, ids) {
  const items = ids.flatMap((id) => {
    const link = part(`${kind}:${id}`);
    return link ? [link] : [];
  });
  if (!items.length) return null;
  return [h("h3", { class: "icp-h" }, title), list(items, { class: "icp-links" })];
}
