/* How close a question is to a title, or to a question that an entry answers. */

/** How much it counts that all of the question is there, the rest being that there is nothing else. */
const ASKED = 0.75;

/** From 0, nothing in common, to 1, the same words in the same order. Quiet words are no more than
 * the way from one word to the next.
 * @param {readonly SearchToken[]} asked @param {readonly SearchToken[]} text */
export function closeness(asked, text) {
  if (!asked.length) return 0;
  const same = (/** @type {number} */ at, /** @type {number} */ there) =>
    there < text.length && at < asked.length && isFormOf(asked[at].word, text[there].word);
  const places = asked.map((_, at) => text.flatMap((_, there) => (same(at, there) ? [there] : [])));
  const had = places.filter((there) => there.length).length;
  const pairs = places.filter((there, at) => there.some((one) => same(at + 1, one + 1))).length;
  const known = new Set(places.flat());
  const telling = text.flatMap(({ quiet }, at) => (quiet ? [] : [at]));
  const others = telling.filter((at) => !known.has(at)).length;
  const alone = 1 - others / (telling.length || 1);
  return (ASKED * (had + pairs)) / (2 * asked.length - 1) + (1 - ASKED) * (had ? alone : 0);
}

/** Tell whether two words are alike but for their last two letters.
 * @param {string} one @param {string} other */
export function isFormOf(one, other) {
  if (one === other) return true;
  const begin = Math.max(4, one.length - 2, other.length - 2);
  return one.length >= begin && one.slice(0, begin) === other.slice(0, begin);
}
