/* The page "Assess an account", on whatever page it stands: brought to life when it comes, ended
 * when it has left. */

import { begin } from "./assess/page.js";
import { isWhole } from "./assess/whole.js";
import { eachPage, fresh } from "./pages.js";

/** @type {Map<HTMLElement, { path: string, life: AbortController }>} */
const open = new Map();

/** Bring one assessment to life. One is enough: two on a page would overwrite each other's account.
 */
function assessments() {
  for (const [root, { path, life }] of open) {
    if (root.isConnected || putBack(root, path)) continue;
    life.abort();
    open.delete(root);
  }
  const root = fresh("[data-icp-assess]").find((one) => isWhole(one));
  if (!root || open.size) return;
  const life = new AbortController();
  open.set(root, { path: location.pathname, life });
  begin(root, life.signal);
}

/** The theme fetches a page once more when its first link to a section is followed: it goes on as
 * it was.
 * @param {HTMLElement} root @param {string} path */
function putBack(root, path) {
  const again = path === location.pathname && document.querySelector("[data-icp-assess]");
  if (again) again.replaceWith(root);
  return again;
}

eachPage(assessments);
