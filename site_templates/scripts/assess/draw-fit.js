/* Draws whether an account is our customer: the score and what it means, what to find out, and how
 * it adds up. */

import { byId } from "../scoring/rules.js";
import { say, sayMessage } from "../texts.js";
import { chip, h, list, tableOf } from "./elements.js";
import { criterionText, fitHead, knownText, pointsText, questionOf } from "./names.js";
import { aboutOf, changesOf, rankingOf } from "./report.js";

/** @typedef {import("./draw.js").Context} Context */

const FIND_OUT_AT_MOST = 5;

/** @param {RulesDocument} page @param {FitResult} fit */
export function fitHeadline(page, fit) {
  const about = aboutOf(fit);
  const isOut = about?.status === "disqualified";
  if (!about || (isOut && !fit.chosen && !isNobodyLeft(page, fit))) {
    return { text: say("No match yet"), look: "" };
  }
  const segment = byId(page.rules.segments, about.segment);
  if (about.status !== "scored") {
    const status = isOut ? say("Disqualified") : say("Not enough known");
    return { text: `${segment.name}: ${status}`, look: isOut ? "bad" : "" };
  }
  const args = { segment: segment.name, score: about.score?.shown ?? "", of: about.of };
  const band = about.band === null ? "" : `, ${segment.bands[about.band].name}`;
  const text = isOpen(about)
    ? say("{segment}: {score} of {of} so far, {least} to {most} in the end", {
        ...args,
        least: about.range.least.shown,
        most: about.range.most.shown,
      })
    : say("{segment}: {score} of {of}", args);
  return { text: text + band, look: lookOf(segment, about) };
}

/** Whether what is unknown can still move the score.
 * @param {FitOf} about */
export function isOpen({ score, range }) {
  return [range.least, range.most].some((end) => end.exact !== score?.exact);
}

/** Whether each segment that we serve is ruled out.
 * @param {RulesDocument} page @param {FitResult} fit */
function isNobodyLeft({ rules }, { segments }) {
  const served = segments.filter((one) => byId(rules.segments, one.segment).focus !== "avoid");
  return served.length > 0 && served.every((one) => one.status === "disqualified");
}

/** @param {FitRules & { focus?: string }} segment @param {FitOf} about */
export function lookOf(segment, { status, band }) {
  if (segment.focus === "avoid" || status === "disqualified") return "bad";
  return status === "scored" && band === segment.bands.length - 1 ? "good" : "warn";
}

/** @param {Context} context @param {FitResult} fit @returns {Child[]} */
export function fitPart(context, fit) {
  const about = aboutOf(fit);
  const { warnings, outcome, others } = rankingOf(fit);
  const isOut = !fit.chosen && isNobodyLeft(context.page, fit);
  const isOpen = fit.best === null && !isOut;
  const first = isOut ? [...warnings, outcome] : warnings;
  const more = isOpen ? [outcome, ...others] : others;
  return [
    list(first.map(sayMessage), { class: "icp-said icp-said--first" }),
    about ? aboutPart(context, byId(context.page.rules.segments, about.segment), about) : null,
    fit.chosen ? null : list(more.map(sayMessage), { class: "icp-said" }),
    findOut(context.page, fit),
    changesPart(fit),
    about ? fitTable(context.page, about) : null,
  ];
}

/** @param {Context} context @param {FitRules & { focus?: string }} segment @param {FitOf} about
 * @returns {Child} */
export function aboutPart(context, segment, about) {
  const { part } = context;
  const isOut = about.status === "disqualified";
  const band = about.band === null || isOut ? null : part(`band:${segment.id}:${about.band}`);
  return [
    h("p", { class: "icp-fit__segment" }, part(`segment:${segment.id}`)),
    about.score && about.enough_known ? scorePart(segment, about, about.score) : null,
    about.disqualifiers.hit.map((state) => stopPart(context, segment, state)),
    band ? h("p", { class: "icp-fit__meaning" }, band) : null,
    isPoor(segment, about) ? exceptionPart(context, segment) : null,
    about.enough_known ? null : list(unknownOf(about), { class: "icp-said" }),
    list(about.could_rule_out.map(sayMessage), { class: "icp-said icp-said--open" }),
  ];
}

/** Why an account has no score that counts. Its messages are two for each disqualifier that is hit,
 * then what is unknown, then the score as far as it goes, which only says something where nothing
 * else will come of it.
 * @param {FitOf} about */
function unknownOf({ messages, disqualifiers, score, status }) {
  const withoutStops = messages.slice(2 * disqualifiers.hit.length);
  const isScoreTold = score === null || status === "disqualified";
  return (isScoreTold ? withoutStops : withoutStops.slice(0, -1)).map(sayMessage);
}

/** @param {FitRules & { focus?: string }} segment @param {FitOf} about @param {Amount} score
 * @returns {Child} */
function scorePart(segment, about, { shown }) {
  const part = (100 * Number(shown)) / Math.max(Number(about.of), 1);
  const share = Math.max(Math.min(part, 100), 0);
  const look = lookOf(segment, about);
  const meter = { class: `icp-meter icp-meter--${look}`, max: "100", value: String(share) };
  const band = about.band === null ? null : chip(segment.bands[about.band].name, look);
  return [
    h("p", { class: "icp-fit__score" }, h("strong", null, shown), ` / ${about.of} `, band),
    h("progress", { ...meter, "aria-hidden": "true" }),
    isOpen(about) ? h("p", { class: "icp-quiet" }, rangeText(about)) : null,
  ];
}

/** Where the score can end.
 * @param {FitOf} about */
function rangeText({ range }) {
  const [least, most] = [range.least.shown, range.most.shown];
  return say("By what is known so far. Once all is known: {least} to {most}.", { least, most });
}

/** @param {FitRules & { focus?: string }} segment @param {FitOf} about */
function isPoor(segment, { status, band }) {
  const hasBands = segment.bands.length > 1;
  return status === "scored" && band === 0 && hasBands && segment.focus !== "avoid";
}

/** Where to ask for an exception although no disqualifier is hit: the first play of the segment,
 * and the register.
 * @param {Context} context @param {FitRules} segment @returns {Child} */
function exceptionPart({ part }, segment) {
  const plays = segment.disqualifiers.map((rule, index) =>
    rule.exception === "ask" ? part(`exception:${segment.id}:${index}`) : null,
  );
  const ways = [plays.find(Boolean), part("exceptions")].filter(Boolean);
  const links = ways.flatMap((way) => [" · ", way]).slice(1);
  const asked = say("An exception may be asked for.");
  return ways.length ? h("p", { class: "icp-fit__exception" }, asked, " ", links) : null;
}

/** @param {Context} context @param {FitRules} segment @param {DisqualifierState} state */
function stopPart({ part }, segment, { index, exception }) {
  const isAsked = exception === "ask";
  const way = isAsked ? part(`exception:${segment.id}:${index}`) : null;
  const register = isAsked ? part("exceptions") : null;
  const text = isAsked
    ? say("An exception may be asked for.")
    : say("No exception is made for this.");
  return h(
    "div",
    { class: "icp-stop" },
    h("p", { class: "icp-stop__title" }, say("Disqualified")),
    h("p", null, part(`disqualifier:${segment.id}:${index}`)),
    h("p", null, text, way && [" ", way], register && [" · ", register]),
  );
}

/** @param {RulesDocument} page @param {FitResult} fit @returns {Child} */
function findOut(page, fit) {
  if (!fit.find_out.length) return null;
  const more = new Map((aboutOf(fit)?.find_out ?? []).map((one) => [one.attribute, one]));
  const items = fit.find_out.slice(0, FIND_OUT_AT_MOST).map((id) => {
    const one = more.get(id);
    return [
      jump(questionOf(page, id), `attributes-${id}`),
      one?.required && [" ", chip(say("required"), "warn")],
      one?.disqualifies && [" ", chip(say("could rule it out"))],
    ];
  });
  return [h("h3", { class: "icp-h" }, say("Find out next")), list(items, { class: "icp-to-ask" })];
}

/** A link to a question of this page.
 * @param {string} text @param {string} id */
export function jump(text, id) {
  return h("a", { href: `#q-${id}`, "data-icp-jump": `q-${id}` }, text);
}

/** @param {FitResult} fit */
function changesPart(fit) {
  const items = list(changesOf(fit), { class: "icp-said" });
  return items ? details("changes", say("What would change the order"), items) : null;
}

/** @param {string} name @param {string} title @param {Child[]} content */
export function details(name, title, ...content) {
  const summary = h("summary", null, title);
  return h("details", { class: "icp-more", "data-icp-details": name }, summary, content);
}

/** @param {RulesDocument} page @param {FitOf} about @param {string} [of] */
export function fitTable(page, about, of = "") {
  const rows = about.table.map((row) => {
    const required = row.required ? h("small", null, ` ${say("required")}`) : null;
    return h(
      "tr",
      { class: row.weighted === null ? "icp-fit__row--open" : null },
      h("th", { scope: "row" }, criterionText(page, row), required),
      h("td", null, knownText(page, row)),
      h("td", { class: "icp-fit__points" }, pointsText(row)),
      h("td", null, row.why),
    );
  });
  const title = say("How this adds up");
  const score = page.rules.scores.find((one) => `score:${one.id}` === of);
  // Two tables of one page need two names.
  const label = score ? say("{title}: {name}", { title, name: score.name }) : title;
  const region = { class: "icp-scroll", tabindex: "0", role: "region", "aria-label": label };
  const table = h("div", region, tableOf({ class: "icp-fit__table" }, fitHead(), rows));
  const mode =
    about.mode === "raw"
      ? say("Points times weight, added up; what is unknown brings nothing.")
      : say(
          "Points times weight, as a share of what the known answers could have brought; " +
            "what is unknown counts neither way.",
        );
  const more = list(about.adding_up.map(sayMessage), { class: "icp-said" });
  return details(`table${of}`, title, table, more, h("p", { class: "icp-quiet" }, mode));
}
