/* Days as numbers: so many since 1970, by the reader's own calendar. */

import { today } from "../days.js";

const DAY = 86400000;

export function dayNumber() {
  return Math.round(Date.parse(today()) / DAY);
}

/** @param {number} day */
export function dayText(day) {
  return new Date(day * DAY).toISOString().slice(0, 10);
}
