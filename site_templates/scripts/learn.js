/* The page "Learn" and the path through onboarding tracks: brought to life on whatever page they
 * stand, ended when it has left. */

import { begin } from "./learn/page.js";
import { walkPath } from "./learn/path.js";
import { makeStore } from "./learn/store.js";
import { eachPage, fresh } from "./pages.js";

const HERE = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : "";

/** @type {Map<HTMLElement, AbortController>} */
const open = new Map();

/** Where the site begins, in its first language: what is learned counts in each of them.
 * @param {HTMLElement} root */
function topOf(root) {
  const top = new URL("../../", HERE || location.href).pathname;
  const folder = root.dataset.icpFolder ? `${root.dataset.icpFolder}/` : "";
  return folder && top.endsWith(folder) ? top.slice(0, -folder.length) : top;
}

function lessons() {
  for (const [root, life] of open) {
    if (root.isConnected) continue;
    life.abort();
    open.delete(root);
  }
  for (const root of fresh("[data-icp-learn], [data-icp-path]")) {
    const life = new AbortController();
    open.set(root, life);
    const store = makeStore(topOf(root));
    if (root.matches("[data-icp-learn]")) begin(root, store, life.signal);
    else walkPath(root, store, life.signal);
  }
}

eachPage(lessons);
