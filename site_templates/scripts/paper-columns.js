/* What goes onto a card of two columns. */

/** Choose what fits, in order, and divide it so that the columns are as short as can be: one reads
 * the left one, then the right one. What is too high is left out, and what comes after it may fit;
 * at last the room that is left below a column is filled.
 * @param {number[]} heights @param {number} room */
export function split(heights, room) {
  /** @type {number[]} */
  let chosen = [];
  for (const index of heights.keys()) {
    const more = [...chosen, index];
    if (divide(more, heights).height <= room) chosen = more;
  }
  const { at } = divide(chosen, heights);
  const columns = [chosen.slice(0, at), chosen.slice(at)];
  for (const index of heights.keys()) {
    if (chosen.includes(index)) continue;
    columns.find((one) => sum([...one, index], heights) <= room)?.push(index);
  }
  return { left: columns[0], right: columns[1] };
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
