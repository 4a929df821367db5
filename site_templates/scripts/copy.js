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

/** The page as Markdown: pasted into a chat it keeps headings, tables and links. */
export function copyPages() {
  for (const link of fresh("[data-icp-copy-page]")) {
    if (!(link instanceof HTMLAnchorElement) || !navigator.clipboard) continue;
    if (!location.protocol.startsWith("http")) continue; // from a folder nothing may be fetched
    link.addEventListener("click", (event) => {
      event.preventDefault();
      copyPage(link).catch(() => open(link.href, "_self"));
    });
  }
}

/** @param {HTMLAnchorElement} link */
async function copyPage(link) {
  const answer = await fetch(link.href);
  if (!answer.ok) throw new Error(answer.statusText);
  await navigator.clipboard.writeText(await answer.text());
  tellCopied(link);
}

/** Say it where a screen reader hears it, too. @param {HTMLAnchorElement} link */
function tellCopied(link) {
  const said = document.createElement("span");
  said.className = "icp-copied";
  said.setAttribute("role", "status");
  link.before(said);
  said.textContent = say("Copied");
  setTimeout(() => said.remove(), COPIED_FOR);
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
