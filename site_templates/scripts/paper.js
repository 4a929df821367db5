/* A definition on paper: a card of one sheet with what is most needed, or all of it. */

import { fresh } from "./pages.js";
import { split } from "./paper-columns.js";
import { say } from "./texts.js";

/* What A4 and US Letter both have between the margins of 12 mm that styles/90-print.css gives them,
 * but for a little in hand: a browser rounds lines on paper otherwise than on a screen. */
const WIDTH = "186mm";
const HEIGHT = (252 * 96) / 25.4;
const AS_CARD = "icp-as-card";
/** About the page rather than about its subject; who answers for it stands in its head. */
const NEVER = ["s-used-by", "s-history", "s-about"];

let isAll = false;
/** Puts the page back as it was. */
let restore = () => {};

/** The ways to print a page, where it has a card. */
export function printButtons() {
  for (const place of fresh("[data-icp-paper]")) {
    place.hidden = false;
    for (const button of place.querySelectorAll("button")) {
      button.addEventListener("click", () => {
        isAll = button.dataset.icpPrint === "all";
        print();
      });
    }
  }
}

/** Print a definition as its card, also when somebody prints with the browser's own menu. */
export function printCards() {
  addEventListener("beforeprint", () => {
    const heads = document.querySelectorAll("[data-icp-paper]");
    const article = heads[0]?.closest("article");
    // A plugin may have put several definitions on one page, which then is no card.
    if (!isAll && heads.length === 1 && article) makeCard(article);
  });
  addEventListener("afterprint", () => {
    isAll = false;
    restore();
  });
}

/** Put on the card what fits, in the page's order, and say there what else the page has.
 * @param {HTMLElement} article */
function makeCard(article) {
  restore();
  const before = [...article.childNodes];
  restore = () => {
    document.documentElement.classList.remove(AS_CARD);
    article.style.removeProperty("width");
    article.replaceChildren(...before);
    restore = () => {};
  };
  document.documentElement.classList.add(AS_CARD);
  article.style.setProperty("width", WIDTH);
  const all = sectionsOf(article);
  const offered = all.filter(({ heading }) => !NEVER.includes(heading.id));
  for (const { box } of all) box.remove();
  const [left, right, foot] = ["div", "div", "p"].map((name) => document.createElement(name));
  const columns = boxOf("icp-card-columns", [left, right]);
  addTop(article);
  article.append(columns, foot);
  foot.className = "icp-card-foot";
  foot.textContent = footOf(namesOf(offered, new Set()));
  left.append(...offered.map(({ box }) => box));
  const heights = offered.map(heightOf);
  const around = article.getBoundingClientRect().height - left.getBoundingClientRect().height;
  const chosen = split(heights, HEIGHT - around);
  left.replaceChildren(...chosen.left.map((index) => offered[index].box));
  right.replaceChildren(...chosen.right.map((index) => offered[index].box));
  const on = new Set([...chosen.left, ...chosen.right]);
  foot.textContent = footOf(namesOf(offered, on));
}

/** @typedef {{ heading: Element, box: HTMLElement }} Section */

/** How high a section is. One of which all is folded away has no place on a card.
 * @param {Section} section */
function heightOf({ heading, box }) {
  const shown = [...box.children].some((one) => one !== heading && one.clientHeight > 0);
  return shown ? box.getBoundingClientRect().height : Number.POSITIVE_INFINITY;
}

/** What the page has beside the card: sections, and what is folded away in those that are on it.
 * @param {Section[]} offered @param {Set<number>} on */
function namesOf(offered, on) {
  return offered.flatMap(({ heading, box }, index) =>
    (on.has(index) ? [...box.querySelectorAll("summary")] : [heading]).map(titleOf),
  );
}

/** What it is, whose, and until when it holds, above the title.
 * @param {HTMLElement} article */
function addTop(article) {
  const written = article.querySelector(".icp-card-top");
  const top = document.createElement("p");
  top.className = "icp-card-top";
  top.append(...[...(written?.children ?? [])].map((part) => part.cloneNode(true)));
  article.prepend(top);
}

/** Each heading of the page, in a box with all that stands below it up to the next one.
 * @param {HTMLElement} article */
function sectionsOf(article) {
  /** @type {Section[]} */
  const sections = [];
  for (const child of [...article.children]) {
    if (child.matches("h2")) {
      sections.push({ heading: child, box: boxOf("icp-card-section", []) });
    }
    sections.at(-1)?.box.append(child);
  }
  return sections;
}

/** @param {string} name @param {Element[]} children */
function boxOf(name, children) {
  const box = document.createElement("div");
  box.className = name;
  box.append(...children);
  return box;
}

/** @param {Element} heading */
function titleOf(heading) {
  const copy = /** @type {Element} */ (heading.cloneNode(true));
  copy.querySelector(".headerlink")?.remove();
  return copy.textContent?.trim() ?? "";
}

/** @param {string[]} left */
function footOf(left) {
  const address = location.href.replace(/#.*/, "");
  const titles = left.join(" · ");
  return left.length
    ? say("Also on the page: {titles}. All of it: {address}", { titles, address })
    : say("The page: {address}", { address });
}
