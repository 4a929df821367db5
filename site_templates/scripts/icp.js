/* On every page: small things here and beside, and scripts that are loaded where a page has what they
 * look after. */

import { reviewTemplates } from "./account-review.js";
import { chooseColumns } from "./columns.js";
import { copyButtons } from "./copy.js";
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
/** What is loaded only where a page has it; from then on each looks after pages itself. */
const SCRIPTS = new Map([
  ["[data-icp-assess]", "assess.js"],
  ["[data-icp-survey]", "survey.js"],
]);
const loaded = new Set();

function loadScripts() {
  for (const [selector, name] of SCRIPTS) {
    if (loaded.has(name) || !document.querySelector(selector)) continue;
    loaded.add(name);
    const script = document.createElement("script");
    script.src = new URL(name, HERE).href;
    // The network was away: the page is a worksheet, and the next visit asks again.
    script.onerror = () => loaded.delete(name);
    document.body.append(script);
  }
}

const LOOKS = [
  nameUnnamed,
  freshMarks,
  copyButtons,
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
