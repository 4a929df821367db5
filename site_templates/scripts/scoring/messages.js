/* What a result explains: never a finished text, so that both twins give the same and every
 * language can say it. */

/** @param {string} key @param {Arguments} [params] @returns {Explanation} */
export function say(key, params = {}) {
  return { key, params };
}
