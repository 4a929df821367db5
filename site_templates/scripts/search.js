/* The search: loaded when somebody opens it, or a page that it found. */

import { eachPage } from "./pages.js";
import { makeDialog } from "./search/dialog.js";
import { markPage } from "./search/page-marks.js";
import { openStore } from "./search/store.js";

if (document.currentScript instanceof HTMLScriptElement) {
  const here = document.currentScript.src;
  const store = openStore(new URL("search/", here).href);
  const open = makeDialog(store, new URL("../../", here));
  document.addEventListener("icp-search", (event) => {
    open(event instanceof CustomEvent ? event.detail : undefined);
  });
  eachPage(() => void markPage(store.head));
}
