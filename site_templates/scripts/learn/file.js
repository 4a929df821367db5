/* Files that leave the page, and come to it. */

import { h } from "../assess/elements.js";
import { LARGEST } from "./state.js";

/** @param {unknown} value @param {string} name */
export function saveFile(value, name) {
  const text = JSON.stringify(value, null, 2);
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  h("a", { href: address, download: name }).click();
  window.setTimeout(() => URL.revokeObjectURL(address), 1000);
}

/** The text of the file that was chosen; of one that is too large a beginning, which is refused.
 * @param {HTMLInputElement} input @returns {Promise<string | null>} */
export async function textOf(input) {
  const file = input.files?.[0];
  if (!file) return null;
  const text = await file
    .slice(0, LARGEST + 1)
    .text()
    .catch(() => "");
  input.value = "";
  return text;
}
