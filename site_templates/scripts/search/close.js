/* How close a question is to a title, or to a question that an entry answers. */

/** From 0, nothing in common, to 1, the same words in the same order.
 * @param {readonly string[]} asked @param {readonly string[]} text */
export function closeness(asked, text) {
  const known = text.map((word) => asked.findIndex((one) => isFormOf(one, word)));
  const words = new Set(known.filter((at) => at >= 0)).size;
  let pairs = 0;
  for (let at = 1; at < known.length; at += 1) {
    if (known[at] > 0 && known[at] === known[at - 1] + 1) pairs += 1;
  }
  const whole = 2 * (asked.length + text.length) - 2;
  return whole ? (2 * (words + Math.min(pairs, asked.length - 1))) / whole : words;
}

/** @param {string} one @param {string} other */
function isFormOf(one, other) {
  if (one === other) return true;
  const begin = Math.max(4, Math.max(one.length, other.length) - 3);
  return one.length >= begin && one.slice(0, begin) === other.slice(0, begin);
}
