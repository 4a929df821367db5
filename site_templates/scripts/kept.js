/* What is kept in this browser, as JSON under `icp-learn:/#1.all`: what it is of, the page or site
 * that keeps it, the version in which it is written, and a name. A browser may be full or forbid it:
 * then nothing is kept. An entry may hold anything: what cannot be read is put aside. */

import { Refused } from "./outside.js";

const ASIDE = "unreadable.";

/** The entries of one page or site: two of one host do not mix.
 * @param {string} what @param {string} path @param {{ version?: number, isOfTab?: boolean }} [how] */
export function keptOf(what, path, { version = 1, isOfTab = false } = {}) {
  const all = `icp-${what}:${path}#`;
  const prefix = `${all}${version}.`;

  /** @template T @param {(storage: Storage) => T} action @param {T} otherwise */
  function attempt(action, otherwise) {
    try {
      return action(isOfTab ? window.sessionStorage : window.localStorage);
    } catch {
      return otherwise; // full, or forbidden in this window
    }
  }

  /** @param {string} key */
  const textAt = (key) => attempt((storage) => storage.getItem(key), null);

  /** Tell whether it was kept.
   * @param {string} key @param {string} text */
  function put(key, text) {
    return attempt((storage) => {
      storage.setItem(key, text);
      return true;
    }, false);
  }

  /** @param {string} key */
  function drop(key) {
    attempt((storage) => storage.removeItem(key), undefined);
  }

  /** @param {string} start @returns {string[]} */
  function keys(start) {
    return attempt((storage) => Object.keys(storage), []).filter((key) => key.startsWith(start));
  }

  return {
    /** The names of entries that begin so.
     * @param {string} start */
    names: (start) => keys(prefix + start).map((key) => key.slice(prefix.length)),
    /** What an entry holds, as `from` reads it: null where there is none, undefined where it could
     * not be read.
     * @template T @param {string} name @param {(value: unknown) => T} from */
    read(name, from) {
      const text = textAt(prefix + name);
      if (text === null) return null;
      try {
        return from(JSON.parse(text));
      } catch (error) {
        if (!(error instanceof Refused || error instanceof SyntaxError)) throw error;
        if (put(prefix + ASIDE + name, text)) drop(prefix + name);
        return undefined;
      }
    },
    /** Tell whether it was kept.
     * @param {string} name @param {unknown} value */
    write: (name, value) => put(prefix + name, JSON.stringify(value)),
    /** @param {string} name */
    remove: (name) => drop(prefix + name),
    /** Remove all of it, of any version, and what was put aside. */
    wipe() {
      for (const key of keys(all)) drop(key);
    },
    /** Whether another tab changed an entry that begins so; null is all that a browser keeps.
     * @param {string | null} key @param {string} start */
    isOurs: (key, start) => key === null || key.startsWith(prefix + start),
  };
}
