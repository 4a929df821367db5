/* The sheet that is printed: last score, now, gaps, plan. */

import { byId } from "../scoring/rules.js";
import { say } from "../texts.js";
import { fitHeadline } from "./draw-fit.js";
import { stanceText } from "./draw-now.js";
import { scoreText } from "./draw-scores.js";
import { h, list, tableOf } from "./elements.js";
import { groupText, levelText, modelsOf, nameOf, stateText, verdictOf } from "./names.js";
import { versionText } from "./report.js";

/** @typedef {import("./draw.js").Context} Context */
/** @typedef {{ result: Assessment, next: NextSteps, name: string, day: string }} Now */
/** @typedef {{ result: Assessment, day: string }} Last */

const GAPS_AT_MOST = 9;
const PLAN_ROWS = 3;

/** @param {Context} context @param {HTMLElement} sheet @param {Now} now @param {Last | null} last
 */
export function drawSheet(context, sheet, now, last) {
  const title = now.name ? `${say("Account review")}: ${now.name}` : say("Account review");
  const parts = [
    h("p", { class: "icp-sheet__title" }, title, h("span", null, now.day)),
    compared(context.page, now, last),
    stanceText(context, now.result.together, "icp-sheet__stance"),
    gapsPart(context.page, now.result),
    planPart(context.page, now.next),
    h("p", { class: "icp-sheet__rules" }, versionText(context.page.version)),
  ];
  sheet.replaceChildren(...parts.filter((part) => part !== null));
}

/** @param {RulesDocument} page @param {Now} now @param {Last | null} last */
function compared(page, now, last) {
  const before = last ? scores(page, last.result) : new Map();
  const rows = [...scores(page, now.result)].map(([what, score]) => {
    const old = before.get(what) ?? "–";
    return h(
      "tr",
      { class: last && old !== score ? "icp-sheet__moved" : null },
      h("th", { scope: "row" }, what),
      last && h("td", null, old),
      h("td", null, score),
    );
  });
  const days = last ? [`${say("Last score")} ${last.day}`, say("Now")] : [say("Now")];
  return tableOf({ class: "icp-sheet__table" }, ["", ...days], rows);
}

/** What was scored, by its name: fit, verdict and criteria, tier and dimensions.
 * @param {RulesDocument} page @param {Assessment} result @returns {Map<string, string>} */
function scores(page, result) {
  const { fit, motivation } = result;
  const found = new Map();
  for (const one of result.scores) {
    found.set(byId(page.rules.scores, one.score_of).name, scoreText(page, one));
  }
  if (fit) found.set(say("Fit"), fitHeadline(page, fit).text);
  if (motivation) {
    const { verdict, not_confirmed } = motivation;
    const states = new Map(not_confirmed.map((one) => [one.criterion, one.state]));
    const named = verdictOf(page, verdict)?.name ?? verdict;
    found.set(say("Verdict"), named ?? say("No verdict yet"));
    for (const { id, name } of page.rules.qualification?.criteria ?? []) {
      found.set(name, stateText(states.get(id)));
    }
  }
  for (const { id, name, model, ability } of modelsOf(page, result)) {
    const tier = ability.tier?.name ?? say("Tier not known yet");
    if (ability.status !== "profile-only") found.set(id ? name : say("Tier"), tier);
    else if (id) found.set(name, say("No overall tier"));
    for (const row of ability.groups) found.set(row.name, groupText(model, row));
    for (const row of ability.profile) {
      found.set(nameOf(page, "maturity", row.dimension), levelText(model, row));
    }
  }
  return found;
}

/** @param {RulesDocument} page @param {Assessment} result */
function gapsPart(page, result) {
  const { motivation } = result;
  /** @type {Child[]} */
  const gaps = (motivation?.not_confirmed ?? []).map(({ criterion, question }) => [
    h("strong", null, nameOf(page, "qualification", criterion)),
    question && `: ${question}`,
  ]);
  const steps = modelsOf(page, result).flatMap(({ ability }) => ability.next?.steps ?? []);
  for (const step of steps) {
    for (const level of step.levels) {
      const what = `${nameOf(page, "maturity", step.dimension)} ${level.level}`;
      for (const sign of level.signs) {
        gaps.push([h("strong", null, what), `: ${sign}`]);
      }
    }
  }
  if (!gaps.length) return null;
  const count = gaps.length - GAPS_AT_MOST;
  if (count > 0) {
    gaps.splice(GAPS_AT_MOST, count, say("and {count} more on the page", { count }));
  }
  const head = h("p", { class: "icp-sheet__head" }, say("Gaps"));
  return h("div", { class: "icp-sheet__gaps" }, head, list(gaps, { class: "icp-gaps" }));
}

/** @param {RulesDocument} page @param {NextSteps} next */
function planPart({ onward }, next) {
  const titles = new Map(onward.plays.map((play) => [play.id, play.title]));
  const plays = [...new Set([...next.plays, ...next.stagePlays])].slice(0, PLAN_ROWS);
  const rows = Array.from({ length: PLAN_ROWS + 1 }, (_, row) => {
    const play = titles.get(plays[row] ?? "") ?? " ";
    return h("tr", null, h("td", null, play), h("td", null), h("td", null));
  });
  const strategy = next.strategy ? onward.names[`strategy:${next.strategy}`] : null;
  return h(
    "div",
    null,
    h("p", { class: "icp-sheet__head" }, say("Plan until next time")),
    strategy && h("p", null, `${say("Strategy")}: ${strategy}`),
    tableOf(
      { class: "icp-sheet__table icp-sheet__plan" },
      [say("What"), say("Who"), say("By when")],
      rows,
    ),
  );
}
