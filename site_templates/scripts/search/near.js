/* Words that somebody may have meant: a slip of the fingers away. */

const ENOUGH = 4;
/** From so many letters on two may be wrong, and the first may be. */
const LONG = 8;

/** The nearest of `vocabulary`, all equally near; none when nothing is near enough.
 * @param {string} typed @param {readonly string[]} vocabulary */
export function nearest(typed, vocabulary) {
  if (typed.length < ENOUGH) return [];
  let least = typed.length < LONG ? 1 : 2;
  /** @type {string[]} */
  let found = [];
  for (const word of vocabulary) {
    if (Math.abs(word.length - typed.length) > least) continue;
    const slips = slipsBetween(typed, word, least);
    if (slips > least) continue;
    if (slips < least) found = [];
    least = slips;
    found.push(word);
  }
  const first = found.filter((word) => word[0] === typed[0]);
  return first.length || typed.length < LONG ? first : found;
}

/** How many letters are wrong, missing, too many, or change places with a neighbour; more than
 * `most` is not counted to the end.
 * @param {string} one @param {string} other @param {number} most */
export function slipsBetween(one, other, most) {
  /** @type {number[]} */
  let before = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const here = [row];
    let least = row;
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1] ? 0 : 1;
      let slips = Math.min(last[column] + 1, here[column - 1] + 1, last[column - 1] + same);
      const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (row > 1 && column > 1 && swapped) slips = Math.min(slips, before[column - 2] + 1);
      here.push(slips);
      least = Math.min(least, slips);
    }
    if (least > most) return most + 1;
    before = last;
    last = here;
  }
  return last[other.length];
}
