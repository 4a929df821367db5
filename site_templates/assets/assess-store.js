/* Keeps accounts in this browser: one entry each, so that two open tabs never overwrite each other's account. Only
 * this page reads them. A plain script: it sets window.icpStore. */
(function () {
  "use strict";

  const { parseRecord, writeRecord, Refused } = window.icpAnswers;

  /** The accounts kept for the page at `path`. Where the browser refuses to keep anything, `works` is false. */
  function makeStore(path) {
    const prefix = `icp-assess:${path}:`;
    const names = { account: prefix + "account.", aside: prefix + "unreadable.", current: prefix + "current" };
    const storage = storageOf();

    function attempt(action, otherwise) {
      try {
        return storage ? action(storage) : otherwise;
      } catch (error) {
        return otherwise; // full, or forbidden in this window
      }
    }

    function keys(start) {
      return attempt((kept) => Object.keys(kept).filter((key) => key.startsWith(start)), []);
    }

    /** All accounts by id, the oldest first; entries that cannot be read are put aside and counted. */
    function readAll() {
      const accounts = new Map();
      let refused = 0;
      for (const key of keys(names.account).sort()) {
        const id = key.slice(names.account.length);
        try {
          accounts.set(id, parseRecord(attempt((kept) => kept.getItem(key), "") || ""));
        } catch (error) {
          if (!(error instanceof Refused)) throw error;
          refused += 1;
          putAside(key, names.aside + id);
        }
      }
      return { accounts, refused };
    }

    function putAside(from, to) {
      attempt((kept) => {
        const value = kept.getItem(from);
        kept.removeItem(from);
        kept.setItem(to, value);
      });
    }

    return {
      readAll,
      works: () => attempt((kept) => (kept.setItem(prefix + "try", "1"), kept.removeItem(prefix + "try"), true), false),
      write: (id, record) => attempt((kept) => (kept.setItem(names.account + id, JSON.stringify(writeRecord(record, true))), true), false),
      remove: (id) => attempt((kept) => kept.removeItem(names.account + id)),
      current: () => attempt((kept) => window.sessionStorage.getItem(names.current) || kept.getItem(names.current), null),
      setCurrent: (id) => attempt((kept) => (window.sessionStorage.setItem(names.current, id), kept.setItem(names.current, id))),
      wipe: () => {
        keys(prefix).forEach((key) => attempt((kept) => kept.removeItem(key)));
        attempt(() => window.sessionStorage.removeItem(names.current));
      },
      isOurs: (key) => key === null || key.startsWith(names.account),
    };
  }

  function storageOf() {
    try {
      return window.localStorage;
    } catch (error) {
      return null; // the browser forbids it for this page
    }
  }

  window.icpStore = { makeStore };
})();
