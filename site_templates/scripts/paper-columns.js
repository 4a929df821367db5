/* What goes onto a card of two columns. */

/** Choose what fits, in order, and divide it so that the columns are as short as can be: one reads
 * the left one, then the right one. What is too high is left out, and what comes after it may fit.
 * @param {number[]} heights @param {number} room */
export function split(heights, room) {
  /** @type {number[]} */
  let chosen = [];
  for (const index of heights.keys()) {
    const more = [...chosen, index];
    if (divide(more, heights).height <= room) chosen = more;
  }
  const { at } = divide(chosen, heights);
  return { left: chosen.slice(0, at), right: chosen.slice(at) };
}

/** How many go left, and how high the higher column then is.
 * @param {number[]} chosen @param {number[]} heights */
function divide(chosen, heights) {
  let best = { at: 0, height: Number.POSITIVE_INFINITY };
  for (let at = chosen.length; at >= 0; at--) {
    const height = Math.max(sum(chosen.slice(0, at), heights), sum(chosen.slice(at), heights));
    if (height < best.height) best = { at, height };
  }
  return best;
}

/** @param {number[]} chosen @param {number[]} heights */
function sum(chosen, heights) {
  return chosen.reduce((total, index) => total + heights[index], 0);
}
