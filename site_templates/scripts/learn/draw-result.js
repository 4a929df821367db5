/* A result as a mentor sees it: what was asked, what was right, and what has changed since. */

import { chip, h, tableOf } from "../assess/elements.js";
import { say } from "../texts.js";
import { countRight } from "./practice.js";

const LINE = { class: "icp-ask__line" };

/** @param {LearnDocument} page @param {import("./questions.js").Questions} questions
 * @param {LearnResult} result @param {string} asked what there was to learn, in words */
export function drawResult(page, questions, result, asked) {
  const right = result.questions.filter((one) => one.right).length;
  const rows = result.questions.map((one) => rowOf(page, questions, one));
  return [
    h("h3", { class: "icp-h" }, result.name || say("A result without a name")),
    h(
      "p",
      null,
      h("strong", null, countRight(right, result.questions.length)),
      ` ${[result.day, asked].filter(Boolean).join(" · ")}`,
    ),
    h("p", null, rulesOf(page, result)),
    h(
      "p",
      { class: "icp-quiet" },
      say("Anybody can write such a result: ask two of the questions again to be sure."),
    ),
    h(
      "div",
      { class: "icp-scroll", tabindex: "0" },
      tableOf({ class: "icp-table" }, headsOf(), rows),
    ),
  ];
}

/** The columns: a phone, which has a row one below the other, says them in each cell. */
function headsOf() {
  return [say("Question"), say("Then"), say("Since then")];
}

/** @param {LearnDocument} page @param {LearnResult} result */
function rulesOf({ rules }, result) {
  const { letters, day } = result.rules;
  if (letters === rules.letters)
    return say("Asked by the rules {letters}, as they are.", { letters });
  const given = { letters: letters || "?", day: day ?? "?", today: rules.letters };
  return say("Asked by the rules {letters} of {day}; today's are {today}.", given);
}

/** @param {LearnDocument} page @param {import("./questions.js").Questions} questions
 * @param {LearnResult["questions"][number]} one */
function rowOf(page, questions, { id, letters, right }) {
  const isThere = Object.hasOwn(page.questions, id) && questions.isThere(id);
  const then = right ? chip(say("right"), "good") : chip(say("wrong"), "bad");
  const about = isThere
    ? [questions.prompt(id), ...questions.told(id).map((text) => h("small", LINE, text))]
    : [h("code", null, id)];
  const cells = [about, then, sinceOf(page, isThere, id, letters)];
  const heads = headsOf();
  const drawn = cells.map((cell, at) => h("td", at ? { "data-icp-head": heads[at] } : null, cell));
  return h("tr", { "data-icp-asked": id }, ...drawn);
}

/** @param {LearnDocument} page @param {boolean} isThere @param {string} id
 * @param {string} letters */
function sinceOf(page, isThere, id, letters) {
  if (!isThere) return chip(say("no longer asked"));
  return page.questions[id].f === letters ? say("the same") : chip(say("has changed"), "warn");
}
