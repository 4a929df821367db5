/* The survey "Do we mean the same customer?": answers are kept in this browser, and leave it only as
 * a file or a text that the person sends. */

import { copyFrom } from "./copy.js";
import { today } from "./days.js";
import { saveAs } from "./files.js";
import { keptOf } from "./kept.js";
import { mailTo } from "./mail.js";
import { record } from "./outside.js";
import { eachPage, fresh } from "./pages.js";
import { say } from "./texts.js";

const FORMAT = 1;
const ANSWERS = "answers";
const ID_BYTES = 8;

/** Which answers these are: random, so that it tells nothing but that they came twice. */
function newId() {
  const bytes = window.crypto.getRandomValues(new Uint8Array(ID_BYTES));
  return Array.from(bytes, (one) => one.toString(16).padStart(2, "0")).join("");
}

/** @param {HTMLFormElement} form */
function fieldsOf(form) {
  return [...form.elements].filter(
    (one) =>
      one instanceof HTMLInputElement ||
      one instanceof HTMLSelectElement ||
      one instanceof HTMLTextAreaElement,
  );
}

/** What is answered, by the name of the question.
 * @param {HTMLFormElement} form @returns {Record<string, string>} */
function answersIn(form) {
  /** @type {Record<string, string>} */
  const answers = {};
  for (const field of fieldsOf(form)) {
    const isAnswer = !(field instanceof HTMLInputElement) || field.checked;
    if (isAnswer && field.value.trim()) answers[field.name] = field.value.trim();
  }
  return answers;
}

/** @param {HTMLFormElement} form @param {Record<string, unknown>} answers */
function fill(form, answers) {
  for (const field of fieldsOf(form)) {
    const answer = Object.hasOwn(answers, field.name) ? answers[field.name] : "";
    if (field instanceof HTMLInputElement) field.checked = answer === field.value;
    else field.value = typeof answer === "string" ? answer : "";
    if (field instanceof HTMLSelectElement && field.selectedIndex < 0) field.value = "";
  }
}

/** @param {HTMLElement} root */
function begin(root) {
  const form = root.querySelector("form");
  const text = root.querySelector("textarea[data-icp-text]");
  const mail = root.querySelector("a[data-icp-mail]");
  const progress = root.querySelector("progress");
  const said = root.querySelector("[data-icp-said]");
  const counted = root.querySelector("[data-icp-count]");
  if (!form || !(text instanceof HTMLTextAreaElement) || !progress || !said || !counted) return;
  const { icpVersion: version = "", icpLanguage: language = "", icpAddress = "" } = root.dataset;
  const store = keptOf("survey", window.location.pathname);
  const kept = store.read(ANSWERS, record) ?? {};
  let id = typeof kept.id === "string" && /^[0-9a-f]{16}$/.test(kept.id) ? kept.id : newId();
  let works = true;
  fill(form, { ...record(kept.answers), department: kept.department });
  const changed = root.querySelector("[data-icp-changed]");
  changed?.toggleAttribute("hidden", !kept.id || kept.version === version);

  function show() {
    if (!form || !(text instanceof HTMLTextAreaElement) || !progress || !said || !counted) return;
    const { department = "", ...answers } = answersIn(form);
    const count = Object.keys(answers).length;
    const sent = { icp_alignment: FORMAT, id, version, day: today(), language, department };
    text.value = JSON.stringify({ ...sent, answers }, null, 1);
    if (mail instanceof HTMLAnchorElement) {
      mail.href = mailTo(icpAddress, say("My answers on our customer profile"), text.value);
    }
    progress.value = count;
    const args = { count, all: progress.max };
    const how = works
      ? say("{count} of {all} answered. They are kept in this browser.", args)
      : say("{count} of {all} answered. This browser keeps nothing: send them now.", args);
    said.textContent = how;
    // A screen reader says what changes here: after each answer briefly how many there are.
    const told = works ? say("{count} of {all} answered", args) : how;
    if (counted.textContent !== told) counted.textContent = told;
  }

  function keep() {
    if (!form) return;
    const { department = "", ...answers } = answersIn(form);
    works = store.write(ANSWERS, { id, version, department, answers });
    show();
  }

  form.addEventListener("input", keep);
  form.addEventListener("submit", (event) => event.preventDefault());
  /** @type {Record<string, (button: HTMLElement) => void>} */
  const actions = {
    file: () => saveAs(`alignment-${id.slice(0, 6)}.json`, text.value),
    copy: (button) => {
      if (navigator.clipboard) copyFrom(button, text.value);
      else revealed(text).select();
    },
    print: () => window.print(),
    delete: () => {
      if (!window.confirm(say("Delete all your answers?"))) return;
      store.wipe();
      id = newId();
      fill(form, {});
      show();
    },
  };
  for (const button of root.querySelectorAll("button[data-icp-do]")) {
    if (!(button instanceof HTMLElement)) continue;
    button.addEventListener("click", () => actions[button.dataset.icpDo ?? ""]?.(button));
  }
  for (const part of root.querySelectorAll("[data-icp-live]")) part.removeAttribute("hidden");
  show();
}

/** Open what a text is folded in.
 * @param {HTMLTextAreaElement} text */
function revealed(text) {
  text.closest("details")?.setAttribute("open", "");
  return text;
}

eachPage(() => {
  for (const root of fresh("[data-icp-survey]")) begin(root);
});
