/* The questions: filled in from an account, read into it, and marked where an answer could not be
 * used. */

import { bare } from "../outside.js";
import { assess } from "../scoring/assess.js";
import { leaves } from "../scoring/conditions.js";
import { usedAttributes } from "../scoring/ranking.js";
import { say, sayCount, sayMessage } from "../texts.js";
import { PARTS, tidy } from "./account.js";
import { h } from "./elements.js";
import { fieldsOf, findAll } from "./whole.js";

/** @typedef {import("./whole.js").Field} Field */

/** @param {HTMLElement} root @param {RulesDocument} page */
export function makeForm(root, { rules, questions }) {
  const fields = fieldsOf(root);
  let showsIdle = false;

  /** @param {Account} account */
  function fill({ answers }) {
    for (const field of fields) {
      const value = answerAt(answers, field.name);
      if (!isRadio(field)) field.value = value;
      else field.checked = field.value === (hasChoice(field.name, value) ? value : "");
    }
  }

  /** @param {string} name @param {string} value */
  function hasChoice(name, value) {
    return fields.some((field) => field.name === name && field.value === value);
  }

  /** Take what was just typed or chosen into the account; return whether it was an answer.
   * @param {Account} account @param {EventTarget | null} target */
  function take(account, target) {
    const field = fields.find((one) => one === target);
    if (!field) return false;
    const value = field.type === "text" ? field.value.trim() : field.value;
    setAnswer(account.answers, field.name, value);
    const key = field.name.split(".").slice(0, 2).join(".");
    if (questions[key]) account.questions[key] = questions[key];
    return true;
  }

  /** What cannot be used of one answer alone.
   * @param {Answers} answers @param {Part} part @param {string} id */
  function notesOf(answers, part, id) {
    const answer = answers[part][id];
    return answer === undefined ? [] : assess(rules, { [part]: { [id]: answer } }).notes;
  }

  /** Say beside a field why its answer was not used.
   * @param {Account} account */
  function markWrong({ answers }) {
    for (const wrong of findAll(root, "[data-icp-wrong]")) {
      const [name, id] = (wrong.dataset.icpWrong ?? "").split(".");
      const part = PARTS.find((one) => one === name);
      const notes = part ? notesOf(answers, part, id) : [];
      wrong.textContent = notes.map(sayMessage).join(" ");
      const question = wrong.closest("[data-icp-question], .icp-q");
      question?.classList.toggle("icp-q--wrong", notes.length > 0);
      const field = wrong.parentElement?.querySelector("input[type=text]");
      field?.setAttribute("aria-invalid", String(notes.length > 0));
    }
  }

  /** Put away what the chosen segment does not ask, unless it is answered.
   * @param {Account} account */
  function markIdle({ answers }) {
    const line = root.querySelector("[data-icp-idle]");
    if (!(line instanceof HTMLElement)) return;
    const segment = rules.segments.find((one) => one.id === answers.segment);
    const scored = segment ? [segment, ...rules.scores].flatMap(usedAttributes) : [];
    const flagged = rules.flags.flatMap((flag) => leaves(flag.when));
    const asked = segment ? new Set([...scored, ...flagged]) : null;
    let count = 0;
    for (const { id } of rules.attributes) {
      const question = root.querySelector(`[data-icp-question="attributes.${id}"]`);
      if (!question) continue;
      const isIdle = asked !== null && !asked.has(id) && !(id in answers.attributes);
      question.toggleAttribute("hidden", isIdle && !showsIdle);
      if (isIdle) count += 1;
    }
    line.hidden = !count;
    const text = line.querySelector("span");
    if (text) text.textContent = idleText(count);
    const button = line.querySelector("button");
    if (button) button.textContent = showsIdle ? say("Hide them") : say("Show them");
    button?.setAttribute("aria-pressed", String(showsIdle));
  }

  /** @param {Account} account */
  function toggleIdle(account) {
    showsIdle = !showsIdle;
    markIdle(account);
  }

  /** Take out every answer that has a note of its own.
   * @param {Account} account */
  function dropUnused({ answers }) {
    for (const part of PARTS) {
      const ids = Object.keys(answers[part]);
      for (const id of ids) if (notesOf(answers, part, id).length) delete answers[part][id];
    }
    if (!rules.segments.some((one) => one.id === answers.segment)) answers.segment = "";
  }

  return {
    fill,
    take,
    dropUnused,
    toggleIdle,
    /** @param {Account} account */
    mark(account) {
      markWrong(account);
      markIdle(account);
    },
    /** @param {Score} score */
    assess: (score) => assess(rules, tidy(score.answers)),
  };
}

/** @param {number} count */
function idleText(count) {
  return sayCount(
    "{count} question counts nothing for this segment.",
    "{count} questions count nothing for this segment.",
    { count },
  );
}

/** @param {Field} field @returns {field is HTMLInputElement} */
function isRadio(field) {
  return field.type === "radio";
}

/** The answer behind a field's name: `segment`, `attributes.employees` or `maturity.tools.1-2`.
 * @param {Answers} answers @param {string} name */
function answerAt(answers, name) {
  if (name === "segment") return answers.segment;
  const [, id, inner] = name.split(".");
  const answer = answers[partOf(name)][id] ?? "";
  if (typeof answer === "string") return inner ? "" : answer;
  return inner ? (answer[inner] ?? "") : "";
}

/** @param {Answers} answers @param {string} name @param {string} value */
function setAnswer(answers, name, value) {
  const [, id, inner] = name.split(".");
  if (name === "segment") answers.segment = value;
  else if (inner) setItem(answers[partOf(name)], id, inner, value);
  else if (value === "") delete answers[partOf(name)][id];
  else answers[partOf(name)][id] = value;
}

/** @param {PartAnswers} answers @param {string} id @param {string} inner @param {string} value */
function setItem(answers, id, inner, value) {
  const before = answers[id];
  /** @type {Items} */
  const items = typeof before === "object" ? before : bare();
  if (value === "") delete items[inner];
  else items[inner] = value;
  if (Object.keys(items).length) answers[id] = items;
  else delete answers[id];
}

/** @param {string} name */
function partOf(name) {
  return PARTS.find((part) => name.startsWith(`${part}.`)) ?? "attributes";
}

/** What is long stands open without JavaScript; with it, a button opens it.
 * @param {HTMLElement} root */
export function foldMore(root) {
  for (const more of findAll(root, "[data-icp-more]")) {
    const look = { type: "button", class: "icp-q__toggle", "aria-controls": more.id };
    const button = h("button", { ...look, "aria-expanded": "false" }, more.dataset.icpMore);
    button.addEventListener("click", () => {
      more.hidden = !more.hidden;
      button.setAttribute("aria-expanded", String(!more.hidden));
    });
    more.before(button);
    more.hidden = true;
  }
}

/** Open whatever is folded around an element.
 * @param {Element | null} element */
export function unfold(element) {
  const more = element?.closest("[data-icp-more][hidden]");
  const button = more?.previousElementSibling;
  if (button instanceof HTMLElement) button.click();
}

/** Open what is folded and holds an answer.
 * @param {HTMLElement} root */
export function unfoldAnswered(root) {
  for (const more of findAll(root, "[data-icp-more][hidden]")) {
    const fields = [...more.querySelectorAll("input, select")];
    const isAnswered = fields.some((one) =>
      one instanceof HTMLInputElement && one.type === "radio"
        ? one.checked && one.value !== ""
        : (one instanceof HTMLInputElement || one instanceof HTMLSelectElement) && one.value !== "",
    );
    if (isAnswered) unfold(more);
  }
}

/** Among many segments, show those whose name holds what is typed.
 * @param {HTMLInputElement} field */
export function filterSegments(field) {
  const wanted = field.value.trim().toLowerCase();
  for (const choice of findAll(field.closest("fieldset") ?? field, ".icp-choice")) {
    const isNamed = choice.textContent?.toLowerCase().includes(wanted);
    choice.hidden = !isNamed && !choice.querySelector("input")?.checked;
  }
}
