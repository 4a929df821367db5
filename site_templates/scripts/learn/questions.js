/* Questions as they stand on the page, as pieces to be shown elsewhere on it. */

import { h } from "../assess/elements.js";

/** @param {HTMLElement} root */
export function makeQuestions(root) {
  /** @param {string} id */
  const at = (id) => root.querySelector(`[data-icp-ask="${CSS.escape(id)}"]`);

  /** A copy of what `selector` finds of a question, without ids, which stand once on a page.
   * @param {string} id @param {string} selector */
  function copiesOf(id, selector) {
    const found = at(id)?.querySelectorAll(selector) ?? [];
    return [...found].flatMap((one) => [...one.childNodes].map((node) => node.cloneNode(true)));
  }

  /** @param {string} id @param {string} selector */
  function textsOf(id, selector) {
    const found = at(id)?.querySelectorAll(selector) ?? [];
    return [...found].map((one) => one.textContent?.trim() ?? "");
  }

  return {
    isThere: (/** @type {string} */ id) => at(id) !== null,
    asked: (/** @type {string} */ id) => copiesOf(id, ".icp-ask__asked"),
    prompt: (/** @type {string} */ id) => textsOf(id, ".icp-ask__prompt")[0] ?? "",
    /** What was told before it is asked, line by line. */
    told: (/** @type {string} */ id) => textsOf(id, ".icp-ask__told"),
    /** @param {string} id */
    options(id) {
      const found = at(id)?.querySelectorAll(".icp-ask__options > li") ?? [];
      return [...found].map((one) => h("span", null, ...copiesOfChildren(one)));
    },
    because: (/** @type {string} */ id) => copiesOf(id, ".icp-ask__because"),
    place: (/** @type {string} */ id) => copiesOf(id, ".icp-ask__place"),
  };
}

/** @param {Element} one */
function copiesOfChildren(one) {
  return [...one.childNodes].map((node) => node.cloneNode(true));
}

/** @typedef {ReturnType<typeof makeQuestions>} Questions */
