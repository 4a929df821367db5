/* Keeps what was learned in this browser, in one entry for each site: its languages share it. */

import { Refused } from "../assess/account.js";
import { nothing, parsed, readLearned, together, writeLearned } from "./state.js";

/** @param {string} top */
export function makeStore(top) {
  const key = `icp-learn:${top}`;
  const aside = `${key}:unreadable`;
  let works = true;

  /** @template T @param {(kept: Storage) => T} action @param {T} otherwise @returns {T} */
  function attempt(action, otherwise) {
    try {
      return action(window.localStorage);
    } catch {
      works = false;
      return otherwise; // full, or forbidden in this window
    }
  }

  /** @param {Learned} learned */
  function write(learned) {
    attempt((kept) => kept.setItem(key, JSON.stringify(writeLearned(learned))), undefined);
  }

  /** What is kept; nothing, where it cannot be read: that is put aside.
   * @returns {Learned} */
  function read() {
    const text = attempt((kept) => kept.getItem(key), null);
    if (text === null) return nothing();
    try {
      return readLearned(parsed(text));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      attempt((kept) => {
        kept.setItem(aside, text);
        kept.removeItem(key);
      }, undefined);
      return { ...nothing(), leftOut: 1 };
    }
  }

  return {
    read,
    /** Change what is kept; another tab may have changed it since it was read here.
     * @param {(learned: Learned) => void} change @returns {Learned} */
    change(change) {
      const learned = read();
      change(learned);
      write(learned);
      return learned;
    },
    /** @param {Learned} there @returns {Learned} */
    add(there) {
      const both = together(read(), there);
      write(both);
      return both;
    },
    wipe() {
      attempt((kept) => {
        kept.removeItem(key);
        kept.removeItem(aside);
      }, undefined);
    },
    works: () => works,
    /** @param {string | null} changed */
    isOurs: (changed) => changed === null || changed === key,
  };
}

/** @typedef {ReturnType<typeof makeStore>} LearnStore */
