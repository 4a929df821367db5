/* What a result explains: never a finished text, so that both twins give the same and every
 * language can say it. */

/** @param {string} key @param {Arguments} [params] @returns {Explanation} */
export function say(key, params = {}) {
  return { key, params };
}

/** A plain decimal, as a number that each language writes where it has groups.
 * @param {string} digits @returns {string | Figure} */
export function figure(digits) {
  return /^-?[0-9]{4,}(\.[0-9]+)?$/.test(digits) ? { number: digits } : digits;
}
