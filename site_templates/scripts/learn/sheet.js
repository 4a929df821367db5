/* Questions on paper: some of them, and the key on a sheet of its own. Without a script all of them
 * are printed. */

import { findAll } from "../assess/whole.js";

const AWAY = "icp-learn__away";

/** @param {HTMLElement} root @param {string[]} ids @param {AbortSignal} signal */
export function printSheet(root, ids, signal) {
  const chosen = new Set(ids);
  const all = findAll(root, '[data-icp-fold="all"]').filter(
    (one) => one instanceof HTMLDetailsElement,
  );
  for (const one of findAll(root, "[data-icp-ask], [data-icp-key]")) {
    one.classList.toggle(AWAY, !chosen.has(one.dataset.icpAsk ?? one.dataset.icpKey ?? ""));
  }
  for (const one of findAll(root, ".icp-asks")) {
    const isEmpty = !one.querySelector(`[data-icp-ask]:not(.${AWAY})`);
    one.previousElementSibling?.classList.toggle(AWAY, isEmpty);
  }
  for (const fold of all) fold.open = true;
  const back = () => {
    for (const one of findAll(root, `.${AWAY}`)) one.classList.remove(AWAY);
    for (const fold of all) fold.open = false;
  };
  window.addEventListener("afterprint", back, { once: true, signal });
  window.print();
}
