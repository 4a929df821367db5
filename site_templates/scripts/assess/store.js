/* Keeps accounts in this browser: one entry each, so that two open tabs never overwrite each
 * other's account. Only this page reads them. */

import { keptOf } from "../kept.js";
import { readAccount, writeAccount } from "./account.js";

const ACCOUNT = "account.";
const CURRENT = "current";
const TRY = "try";

/** The accounts kept for the page at `path`. Where the browser refuses to keep anything, `works` is
 * false.
 * @param {string} path */
export function makeStore(path) {
  const kept = keptOf("assess", path);
  const tab = keptOf("assess", path, { isOfTab: true });

  /** All accounts by id, the oldest first; those that cannot be read are counted. */
  function readAll() {
    /** @type {Map<string, Account>} */
    const accounts = new Map();
    let refused = 0;
    for (const name of kept.names(ACCOUNT).sort()) {
      const account = kept.read(name, readAccount);
      if (account) accounts.set(name.slice(ACCOUNT.length), account);
      else if (account === undefined) refused += 1;
    }
    return { accounts, refused };
  }

  return {
    readAll,
    works() {
      const works = kept.write(TRY, 1);
      kept.remove(TRY);
      return works;
    },
    /** @param {string} id @param {Account} account */
    write: (id, account) => kept.write(ACCOUNT + id, writeAccount(account, true)),
    /** @param {string} id */
    remove: (id) => kept.remove(ACCOUNT + id),
    current: () => tab.read(CURRENT, String) ?? kept.read(CURRENT, String) ?? null,
    /** @param {string} id */
    setCurrent(id) {
      tab.write(CURRENT, id);
      kept.write(CURRENT, id);
    },
    wipe() {
      kept.wipe();
      tab.wipe();
    },
    /** @param {string | null} key */
    isOurs: (key) => kept.isOurs(key, ACCOUNT),
  };
}
