/* Pages come and go. One may come whole, be put into the old document by the theme
 * (`navigation.instant`), or be composed by a plugin of several of ours or of parts of them: so
 * each element is looked for and looked after by itself. */

const made = new WeakSet();

/** Elements that nothing was made of yet, so that looking at a page twice changes nothing.
 * @param {string} selector @returns {HTMLElement[]} */
export function fresh(selector) {
  /** @type {HTMLElement[]} */
  const all = [...document.querySelectorAll(selector)].filter((one) => one instanceof HTMLElement);
  const found = all.filter((element) => !made.has(element));
  for (const element of found) made.add(element);
  return found;
}

/** The nearest element around `element` that holds what `selector` finds: one page, where several
 * are on one.
 * @param {Element} element @param {string} selector */
export function around(element, selector) {
  let place = element.parentElement;
  while (place && !place.querySelector(selector)) place = place.parentElement;
  return place;
}

/** Call `look` for the page that is there, and for each that the theme puts in its place (it says
 * so at first, too). Opened from a file, the theme never says anything.
 * @param {() => void} look */
export function eachPage(look) {
  look();
  window.document$?.subscribe?.(look);
}

/** Do something once all scripts of the document have run: the theme's may stand behind ours.
 * @param {() => void} start */
export function whenReady(start) {
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
}
