/* How close a question is to a title, or to a question that an entry answers. */

/** How much it counts that all of the question is there, the rest being that there is nothing else. */
const ASKED = 0.75;

/** From 0, nothing in common, to 1, the same words in the same order. Quiet words are no more than
 * the way from one word to the next.
 * @param {readonly string[]} asked @param {readonly string[]} text @param {Set<string>} quiet */
export function closeness(asked, text, quiet) {
  const known = text.map((word) => asked.findIndex((one) => isFormOf(one, word)));
  const words = new Set(known.filter((at) => at >= 0)).size;
  const pairs = known.filter((at, index) => at > 0 && at === known[index - 1] + 1).length;
  const had = (words + Math.min(pairs, asked.length - 1)) / (2 * asked.length - 1);
  const telling = known.filter((_, at) => !quiet.has(text[at]));
  const others = telling.filter((at) => at < 0).length;
  return ASKED * had + (1 - ASKED) * (1 - others / (telling.length || 1)) * (words ? 1 : 0);
}

/** Tell whether two words are alike but for their last two letters.
 * @param {string} one @param {string} other */
export function isFormOf(one, other) {
  if (one === other) return true;
  const begin = Math.max(4, one.length - 2, other.length - 2);
  return one.length >= begin && one.slice(0, begin) === other.slice(0, begin);
}
