/* The cards, in files that are loaded as scripts: a page that was opened from a folder may fetch
 * nothing. Each file is loaded once, when a link needs it, and tells what it holds. */

/** Return what finds the card of a link, or null for a link that has none.
 * @param {URL} folder where the files are @param {URL} root of the site */
export function openCards(folder, root) {
  /** @type {Map<string, Promise<CardFile>>} */
  const read = new Map();

  /** @param {string} path */
  function once(path) {
    let found = read.get(path);
    if (!found) {
      found = load(new URL(path, folder).href);
      // The network was away: the next link asks again.
      found.catch(() => read.delete(path));
      read.set(path, found);
    }
    return found;
  }

  /** @param {HTMLAnchorElement} link @returns {Promise<Card | null>} */
  return async (link) => {
    const address = addressOf(link, root);
    if (!address) return null;
    const head = await once("head.js");
    const [page] = address.split("#");
    const folders = [page, page.slice(0, Math.max(0, page.lastIndexOf("/")))];
    const below = folders.find((one) => Object.hasOwn(head.counts ?? {}, one));
    if (below === undefined) return null;
    // A place on a page that has no card of its own has the page's.
    for (const one of new Set([address, page])) {
      const number = placeOf(one, head.counts?.[below] ?? 1);
      const file = await once(`${below}-${number}.js?v=${head.version}`);
      const card = file.cards?.[one];
      if (card) return card;
    }
    return null;
  };
}

/** What a link leads to, as cards name it: its way from the site's root without what servers put
 * behind it; nothing for a link to another site or to a place on the same page.
 * @param {HTMLAnchorElement} link @param {URL} root */
function addressOf(link, root) {
  const there = new URL(link.getAttribute("href") ?? "", document.baseURI);
  const start = root.href;
  if (!there.href.startsWith(start)) return "";
  const page = tidy(there.pathname.slice(root.pathname.length));
  if (page === tidy(location.pathname.slice(root.pathname.length)) && there.hash) return "";
  return page + there.hash;
}

/** @param {string} path */
function tidy(path) {
  return path.replace(/(^|\/)index\.html$/, "").replace(/(\/|\.html)$/, "");
}

/** @param {string} address @param {number} count */
function placeOf(address, count) {
  return [...address].reduce((sum, sign) => sum + (sign.codePointAt(0) ?? 0), 0) % count;
}

/** @param {string} address @returns {Promise<CardFile>} */
function load(address) {
  return new Promise((done, failed) => {
    const script = document.createElement("script");
    // A script tells while it runs, and which one runs stands in the document.
    const listen = (/** @type {Event} */ event) => {
      if (document.currentScript === script && event instanceof CustomEvent) done(event.detail);
    };
    document.addEventListener("icp-cards", listen);
    script.onload = script.onerror = () => {
      document.removeEventListener("icp-cards", listen);
      script.remove();
      failed(new Error(address));
    };
    script.src = address;
    document.head.append(script);
  });
}
