/* Copying: the button beside words to say, and what else is copied. */

import { fresh } from "./pages.js";
import { say } from "./texts.js";

const COPIED_FOR = 1500;

export function copyButtons() {
  for (const button of fresh("[data-icp-copy]")) {
    const source = button.previousElementSibling;
    if (!navigator.clipboard || !(source instanceof HTMLElement)) continue;
    button.hidden = false;
    // biome-ignore lint/performance/useDomNodeTextContent: each paragraph stays a line
    button.addEventListener("click", () => copyFrom(button, source.innerText));
  }
}

/** @param {HTMLElement} button @param {string} text */
export function copyFrom(button, text) {
  button.dataset.icpLabel ||= button.textContent ?? "";
  navigator.clipboard.writeText(text).then(() => {
    button.textContent = say("Copied");
    setTimeout(() => {
      button.textContent = button.dataset.icpLabel ?? "";
    }, COPIED_FOR);
  });
}
