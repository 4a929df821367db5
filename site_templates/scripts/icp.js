/* On every page: small things here and beside, and what few pages need in scripts that are loaded
 * where they are needed. */

import { reviewTemplates } from "./account-review.js";
import { chooseColumns } from "./columns.js";
import { copyButtons, copyPages } from "./copy.js";
import { freshMarks, overdueReviews } from "./days.js";
import { filterMaps } from "./map.js";
import { pickNews } from "./news.js";
import { cardsOpen } from "./open-cards.js";
import { searchOpens } from "./open-search.js";
import { eachPage, whenReady } from "./pages.js";
import { printButtons, printCards } from "./paper.js";
import { nameUnnamed, printInLight } from "./theme.js";
import { unansweredButtons, unansweredList } from "./unanswered.js";

const HERE = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : "";
/** Scripts that few pages need, by what they bring to life; once loaded, each looks after pages
 * itself. */
const SCRIPTS = {
  "assess.js": "[data-icp-assess]",
  "learn.js": "[data-icp-learn], [data-icp-path]",
  "survey.js": "[data-icp-survey]",
};
/** @type {Set<string>} */
const loaded = new Set();

function loadScripts() {
  for (const [name, selector] of Object.entries(SCRIPTS)) {
    if (loaded.has(name) || !document.querySelector(selector)) continue;
    loaded.add(name);
    const script = document.createElement("script");
    script.src = new URL(name, HERE).href;
    // The network was away: the page can be read, and the next visit asks again.
    script.onerror = () => loaded.delete(name);
    document.body.append(script);
  }
}

const LOOKS = [
  nameUnnamed,
  freshMarks,
  copyButtons,
  copyPages,
  overdueReviews,
  chooseColumns,
  pickNews,
  reviewTemplates,
  filterMaps,
  printButtons,
  unansweredButtons,
  unansweredList,
  loadScripts,
];

whenReady(() => {
  printInLight();
  printCards();
  searchOpens();
  cardsOpen();
  eachPage(() => {
    for (const look of LOOKS) look();
  });
});
