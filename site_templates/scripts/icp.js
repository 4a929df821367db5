/* On every page: small things here and beside, and the assessment in a script that is loaded where
 * it stands. */

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

const HERE = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : "";
let isLoaded = false;

/** Load the assessment's script where a page has one; from then on it looks after pages itself. */
function loadAssessment() {
  if (isLoaded || !document.querySelector("[data-icp-assess]")) return;
  isLoaded = true;
  const script = document.createElement("script");
  script.src = new URL("assess.js", HERE).href;
  // The network was away: the page is a worksheet, and the next visit asks again.
  script.onerror = () => {
    isLoaded = false;
  };
  document.body.append(script);
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
  loadAssessment,
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
