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
  const titles = offered.map(({ heading }) => titleOf(heading));
  const folds = [...article.querySelectorAll("summary")].map(titleOf);
  for (const { box } of all) box.remove();
  const [left, right, foot] = ["div", "div", "p"].map((name) => document.createElement(name));
  const columns = boxOf("icp-card-columns", [left, right]);
  addTop(article);
  article.append(columns, foot);
  foot.className = "icp-card-foot";
  foot.textContent = footOf([...titles, ...folds]);
  left.append(...offered.map(({ box }) => box));
  const heights = offered.map(({ box }) => box.getBoundingClientRect().height);
  const around = article.getBoundingClientRect().height - left.getBoundingClientRect().height;
  const chosen = split(heights, HEIGHT - around);
  left.replaceChildren(...chosen.left.map((index) => offered[index].box));
  right.replaceChildren(...chosen.right.map((index) => offered[index].box));
  const on = new Set([...chosen.left, ...chosen.right]);
  foot.textContent = footOf([...titles.filter((_, index) => !on.has(index)), ...folds]);
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
  /** @type {{ heading: Element, box: HTMLElement }[]} */
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
