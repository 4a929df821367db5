/* The panel beside the questions: on a phone it is opened over them, and its links lead back to
 * them. */

import { say } from "../texts.js";
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
    if (!question) return;
    event.preventDefault();
    event.stopPropagation(); // the theme follows links that were prevented, too
    show(false);
    question.removeAttribute("hidden");
    question.scrollIntoView({ block: "center" });
    const field =
      question.querySelector("input:checked") ?? question.querySelector("input, select");
    if (field instanceof HTMLElement) field.focus({ preventScroll: true });
  }

  return {
    jumpTo,
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
