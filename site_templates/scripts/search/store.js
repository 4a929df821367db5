/* The files of the search, each fetched once and only when a question needs it. */

import { variantsFrom } from "./words.js";

/** @param {string} folder address of the search's files, with a slash at its end
 * @returns {SearchStore} */
export function openStore(folder) {
  /** @type {Map<string, Promise<unknown>>} */
  const read = new Map();

  /** @param {string} path @param {(answer: Response) => Promise<unknown>} reading
   * @param {RequestInit} [init] */
  function once(path, reading, init) {
    let found = read.get(path);
    if (!found) {
      found = fetch(new URL(path, folder), init).then((answer) => {
        if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
        return reading(answer);
      });
      // The network was away: the next question asks again.
      found.catch(() => read.delete(path));
      read.set(path, found);
    }
    return found;
  }

  const json = (/** @type {Response} */ answer) => answer.json();

  /** @returns {Promise<SearchHead>} */
  async function head() {
    // The other files are asked for by their version, so that none is kept too long; this one says
    // which is the newest.
    const told = await once("head.json", readHead, { cache: "no-cache" });
    return /** @type {SearchHead} */ (told);
  }

  /** @param {string} name @param {(answer: Response) => Promise<unknown>} reading */
  async function versioned(name, reading) {
    return once(`${name}?v=${(await head()).version}`, reading);
  }

  return {
    head,
    entry: async (number) => /** @type {SearchEntry} */ (await versioned(`${number}.json`, json)),
    words: async (number) =>
      /** @type {Record<string, number[]>} */ (await versioned(`words-${number}.json`, json)),
    vocabulary: async () =>
      /** @type {string[]} */ (
        await versioned("words.txt", async (answer) => (await answer.text()).split("\n"))
      ),
  };
}

/** @param {Response} answer */
async function readHead(answer) {
  const told = await answer.json();
  return { ...told, quiet: new Set(told.quiet), variants: variantsFrom(told.variants) };
}
