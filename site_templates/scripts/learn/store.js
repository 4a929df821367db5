/* Keeps what was learned in this browser, in one entry for each site: its languages share it. */

import { keptOf } from "../kept.js";
import { nothing, readLearned, together, writeLearned } from "./state.js";

const LEARNED = "learned";

/** @param {string} top */
export function makeStore(top) {
  const kept = keptOf("learn", top);
  let works = true;

  /** What is kept; nothing, where it cannot be read.
   * @returns {Learned} */
  function read() {
    const learned = kept.read(LEARNED, readLearned);
    return learned ?? { ...nothing(), leftOut: learned === undefined ? 1 : 0 };
  }

  /** Another tab may have changed it since it was read here.
   * @param {(learned: Learned) => Learned} change */
  function write(change) {
    const learned = change(read());
    works = kept.write(LEARNED, writeLearned(learned));
    return learned;
  }

  return {
    read,
    /** @param {(learned: Learned) => void} change */
    change: (change) =>
      write((learned) => {
        change(learned);
        return learned;
      }),
    /** @param {Learned} there */
    add: (there) => write((learned) => together(learned, there)),
    wipe: kept.wipe,
    works: () => works,
    /** @param {string | null} key */
    isOurs: (key) => kept.isOurs(key, LEARNED),
  };
}

/** @typedef {ReturnType<typeof makeStore>} LearnStore */
