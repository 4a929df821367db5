/* Keeps accounts in this browser: one entry each, so that two open tabs never overwrite each
 * other's account. Only this page reads them. */

import { parseAccount, Refused, writeAccount } from "./account.js";

/** The accounts kept for the page at `path`. Where the browser refuses to keep anything, `works` is
 * false.
 * @param {string} path */
export function makeStore(path) {
  const prefix = `icp-assess:${path}:`;
  const [account, aside, current] = ["account.", "unreadable.", "current"].map(
    (end) => prefix + end,
  );
  const storage = storageOf();

  /** @template T, U @param {(kept: Storage) => T} action @param {U} otherwise @returns {T | U} */
  function attempt(action, otherwise) {
    try {
      return storage ? action(storage) : otherwise;
    } catch {
      return otherwise; // full, or forbidden in this window
    }
  }

  /** @param {string} key @param {string} value */
  function put(key, value) {
    const keep = (/** @type {Storage} */ kept) => {
      kept.setItem(key, value);
      return true;
    };
    return attempt(keep, false);
  }

  /** @param {string} key */
  function drop(key) {
    attempt((kept) => kept.removeItem(key), null);
  }

  /** @param {string} start */
  function keys(start) {
    return attempt((kept) => Object.keys(kept).filter((key) => key.startsWith(start)), []);
  }

  /** All accounts by id, the oldest first; entries that cannot be read are put aside and counted.
   */
  function readAll() {
    /** @type {Map<string, Account>} */
    const accounts = new Map();
    let refused = 0;
    for (const key of keys(account).sort()) {
      const id = key.slice(account.length);
      const text = attempt((kept) => kept.getItem(key), "") ?? "";
      try {
        accounts.set(id, parseAccount(text));
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        refused += 1;
        drop(key);
        put(aside + id, text);
      }
    }
    return { accounts, refused };
  }

  return {
    readAll,
    works() {
      const kept = put(`${prefix}try`, "1");
      drop(`${prefix}try`);
      return kept;
    },
    /** @param {string} id @param {Account} record */
    write: (id, record) => put(account + id, JSON.stringify(writeAccount(record, true))),
    /** @param {string} id */
    remove: (id) => drop(account + id),
    current: () =>
      attempt((kept) => window.sessionStorage.getItem(current) ?? kept.getItem(current), null),
    /** @param {string} id */
    setCurrent(id) {
      attempt(() => window.sessionStorage.setItem(current, id), null);
      put(current, id);
    },
    wipe() {
      for (const key of keys(prefix)) drop(key);
      attempt(() => window.sessionStorage.removeItem(current), null);
    },
    /** @param {string | null} key */
    isOurs: (key) => key === null || key.startsWith(account),
  };
}

function storageOf() {
  try {
    return window.localStorage;
  } catch {
    return null; // the browser forbids it for this page
  }
}
