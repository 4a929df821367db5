/* What is told to the person, and what leaves the page: copies, files and paper. */

import { saveAs } from "../files.js";
import { Refused } from "../outside.js";
import { say } from "../texts.js";
import { LARGEST_FILE, parseAccount, refuseBig, writeAccount } from "./account.js";
import { h } from "./elements.js";
import { find } from "./whole.js";

const BRIEFLY = 6000;

/** Messages at the top of the page; the same one stands there once.
 * @param {HTMLElement} root */
export function makeNotices(root) {
  const notices = find(root, "[data-icp-notices]", HTMLElement);

  /** @param {string} text @param {{ isBad?: boolean, isBrief?: boolean }} [how] */
  function tell(text, { isBad = false, isBrief = false } = {}) {
    const close = h(
      "button",
      {
        type: "button",
        class: "icp-notice__close",
        "aria-label": say("Close"),
      },
      "×",
    );
    const look = isBad ? "icp-notice icp-notice--bad" : "icp-notice";
    const notice = h("p", { class: look, "data-icp-notice": text }, text, close);
    close.addEventListener("click", () => notice.remove());
    for (const one of notices.querySelectorAll("[data-icp-notice]")) {
      if (one.getAttribute("data-icp-notice") === text) one.remove();
    }
    notices.append(notice);
    if (isBrief) setTimeout(() => notice.remove(), BRIEFLY);
  }

  return {
    tell,
    clear: () => notices.replaceChildren(),
    /** Do something with what came from outside, or say why not.
     * @param {() => void} action */
    attempt(action) {
      try {
        action();
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        tell(error.message, { isBad: true });
      }
    },
  };
}

/** @typedef {ReturnType<typeof makeNotices>} Notices */

/** Read the file that was chosen, and use the account in it.
 * @param {HTMLInputElement} input @param {Notices} notices @param {(account: Account) => void} use
 */
export async function readFile(input, notices, use) {
  const file = input.files?.[0];
  if (!file) return;
  // A file that is too large is not read; one that cannot be read is none of ours.
  const text = file.size > LARGEST_FILE ? null : await file.text().catch(() => "");
  input.value = "";
  notices.attempt(() => (text === null ? refuseBig() : use(parseAccount(text))));
}

/** Copy a text, and show it in a box, from where it can be taken by hand.
 * @param {HTMLElement} root @param {Notices} notices @param {string} text @param {string} label */
export function copy(root, notices, text, label) {
  const box = find(root, "[data-icp-box]", HTMLElement);
  const area = find(box, "textarea", HTMLTextAreaElement);
  const name = box.firstElementChild ?? box;
  box.hidden = false;
  area.value = text;
  name.textContent = label;
  const byHand = () => {
    name.textContent = say("Copying is not allowed here; take it from this box.");
    area.select();
  };
  if (!navigator.clipboard) byHand();
  else
    navigator.clipboard
      .writeText(text)
      .then(() => notices.tell(say("Copied."), { isBrief: true }), byHand);
}

/** @param {Account} account @param {boolean} withName @param {string} day */
export function saveFile(account, withName, day) {
  const text = JSON.stringify(writeAccount(account, withName), null, 2);
  saveAs(`assessment-${day}.json`, text);
}

/** Print the empty questions instead of the sheet.
 * @param {HTMLElement} root @param {AbortSignal} signal */
export function printPaper(root, signal) {
  const look = "icp-assess--paper";
  root.classList.add(look);
  const back = () => root.classList.remove(look);
  window.addEventListener("afterprint", back, { once: true, signal });
  window.print();
}
