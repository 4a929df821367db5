/* Whether all of the page is there as we made it, and what it carries. Who composes pages may take
 * a part of it, or give fields other names. */

const NEEDED = [
  "[data-icp-form]",
  "template[data-icp-parts]",
  "[data-icp-notices]",
  "[data-icp-accounts]",
  "[data-icp-name]",
  "[data-icp-panel] [data-icp-do=panel]",
  "[data-icp-said]",
  "[data-icp-notes-part]",
  "[data-icp-withname]",
  "[data-icp-load]",
  "[data-icp-compare]",
  "[data-icp-compare-file]",
  "[data-icp-box] textarea",
  "[data-icp-sheet]",
];
const NAMES = /^(segment$|(attributes|qualification|maturity)[.])/;

/** @typedef {HTMLInputElement | HTMLSelectElement} Field */

/** @param {HTMLElement} root */
export function isWhole(root) {
  const isThere = (/** @type {string} */ selector) => root.querySelector(selector);
  if (!NEEDED.every(isThere) || !documentOf(root)) return false;
  return fieldsOf(root).every((field) => NAMES.test(field.name));
}

/** What has to be there on a page that is whole.
 * @template {HTMLElement} E @param {ParentNode} root @param {string} selector
 * @param {new () => E} kind
 * @returns {E} */
export function find(root, selector, kind) {
  const found = root.querySelector(selector);
  if (!(found instanceof kind)) throw new Error(`the page lacks ${selector}`);
  return found;
}

/** @param {ParentNode} root @param {string} selector @returns {HTMLElement[]} */
export function findAll(root, selector) {
  return [...root.querySelectorAll(selector)].filter((one) => one instanceof HTMLElement);
}

/** @param {HTMLElement} root @returns {Field[]} */
export function fieldsOf(root) {
  const isField = (/** @type {Element} */ one) =>
    one instanceof HTMLInputElement || one instanceof HTMLSelectElement;
  const form = find(root, "[data-icp-form]", HTMLFormElement);
  return [...form.elements].filter(isField).filter((field) => field.name);
}

/** The page's document as text. It stands in a template, because the theme runs what stands in
 * scripts anew when it puts a page into the old document, and takes data for a program.
 * @param {HTMLElement} root */
export function documentOf(root) {
  const { content } = find(root, "template[data-icp-parts]", HTMLTemplateElement);
  return content.querySelector("[data-icp-document]")?.textContent ?? "";
}
