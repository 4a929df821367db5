/* The panel beside the questions: on a phone it is opened over them, and its links lead back to
 * them. */

import { say } from "../texts.js";
import { unfold } from "./form.js";
import { find, findAll } from "./whole.js";

const OPEN = "icp-assess__panel--open";
const SAID_AFTER = 900;

/** @param {HTMLElement} root */
export function makePanel(root) {
  const panel = find(root, "[data-icp-panel]", HTMLElement);
  const button = find(panel, "[data-icp-do=panel]", HTMLElement);
  const said = find(root, "[data-icp-said]", HTMLElement);
  let timer = 0;

  /** @param {boolean} isOpen */
  function show(isOpen) {
    panel.classList.toggle(OPEN, isOpen);
    button.setAttribute("aria-expanded", String(isOpen));
    button.textContent = isOpen ? say("Close") : say("Details");
  }

  /** Follow a link of the answer to its question.
   * @param {Event} event */
  function jumpTo(event) {
    const link = event.target instanceof Element ? event.target.closest("[data-icp-jump]") : null;
    const question = link && root.querySelector(`[id="${link.getAttribute("data-icp-jump")}"]`);
    if (!(question instanceof HTMLElement)) return;
    event.preventDefault();
    event.stopPropagation(); // the theme follows links that were prevented, too
    show(false);
    question.removeAttribute("hidden");
    const isGroup = !question.matches("[data-icp-question], .icp-q");
    unfold(isGroup ? question.querySelector("[data-icp-more]") : question);
    question.scrollIntoView({ block: isGroup ? "start" : "center" });
    focus(question.querySelector("input:checked") ?? question.querySelector("input, select"));
  }

  return {
    jumpTo,
    close: () => show(false),
    toggle: () => show(!panel.classList.contains(OPEN)),
    /** Draw the panel anew, and leave open in it what was.
     * @param {() => void} draw */
    redraw(draw) {
      const open = new Set(
        findAll(root, "[data-icp-details][open]").map((one) => one.dataset.icpDetails),
      );
      draw();
      for (const one of findAll(root, "[data-icp-details]")) {
        one.toggleAttribute("open", open.has(one.dataset.icpDetails));
      }
    },
    /** Tell a screen reader what it adds up to once typing pauses, and only when that has changed.
     * @param {string} text */
    saySoon(text) {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => {
        if (said.textContent !== text) said.textContent = text;
      }, SAID_AFTER);
    },
    end: () => window.clearTimeout(timer),
  };
}

/** @param {Element | null} field */
function focus(field) {
  if (field instanceof HTMLElement) field.focus({ preventScroll: true });
}

/** Whether a key asks for the next open question.
 * @param {KeyboardEvent} event */
export function wantsToGoOn({ key, ctrlKey, metaKey }) {
  return key === "Enter" && (ctrlKey || metaKey);
}

/** Go to the next question without an answer, from where one is; after the last comes the first.
 * @param {HTMLElement} root */
export function goOn(root) {
  const open = findAll(root, "[data-icp-question]").flatMap((question) => {
    const field = question.closest("[hidden]") ? null : openField(question);
    return field ? { question, field } : [];
  });
  const here = document.activeElement;
  const isAfter = (/** @type {Element} */ one) =>
    here !== null && Boolean(here.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
  const current = here?.closest("[data-icp-question]");
  const next = open.find(({ question }) => question !== current && isAfter(question)) ?? open[0];
  if (!next) return;
  next.question.scrollIntoView({ block: "center" });
  focus(next.field);
}

/** The first field of a question without an answer.
 * @param {HTMLElement} question */
function openField(question) {
  const fields = [...question.querySelectorAll("input, select")].filter(
    (one) => one instanceof HTMLInputElement || one instanceof HTMLSelectElement,
  );
  return fields.find((field) => {
    const isRadio = field.type === "radio";
    return isRadio && field instanceof HTMLInputElement
      ? field.checked && field.value === ""
      : field.value === "";
  });
}
