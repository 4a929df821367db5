/* Marks on a page what was looked for: the address that a hit leads to says what. */

import { marked } from "./marks.js";
import { isHan, variantsFrom } from "./words.js";

const NAME = "h";
const UNMARKED = ["script", "style", "svg", "template", "textarea", "select", "button"]
  .concat(".headerlink")
  .join();

/** The address of a hit, with what to mark there.
 * @param {URL} address @param {readonly string[]} marks */
export function withMarks(address, marks) {
  const there = new URL(address);
  there.searchParams.set(NAME, marks.join(" "));
  return there;
}

/** Mark what the page's address says, and forget it: whoever copies the address means the page.
 * @param {() => Promise<SearchHead>} head */
export async function markPage(head) {
  const here = new URL(location.href);
  const marks = (here.searchParams.get(NAME) ?? "").split(" ").filter(Boolean);
  const article = document.querySelector("article");
  if (!marks.length || !article) return;
  here.searchParams.delete(NAME);
  history.replaceState(history.state, "", here);
  const variants = marks.some(isHan) ? (await head()).variants : variantsFrom("");
  markIn(article, marks, variants);
  if (!here.hash) article.querySelector("mark")?.scrollIntoView({ block: "center" });
}

/** @param {Element} article @param {readonly string[]} marks @param {Map<string, string>} variants */
function markIn(article, marks, variants) {
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  /** @type {Text[]} */
  const texts = [];
  while (walker.nextNode()) {
    const text = walker.currentNode;
    if (text instanceof Text && !text.parentElement?.closest(UNMARKED)) texts.push(text);
  }
  for (const text of texts) {
    const found = marked(text.data, marks, variants);
    if (found.length) text.replaceWith(...markedNodes(text.data, found));
  }
}

/** A text with its marks, as nodes.
 * @param {string} text @param {readonly [number, number][]} found
 * @param {number} [from] @param {number} [to] @returns {(string | HTMLElement)[]} */
export function markedNodes(text, found, from = 0, to = text.length) {
  /** @type {(string | HTMLElement)[]} */
  const nodes = [];
  let at = from;
  for (const [start, end] of found) {
    if (start < at || end > to) continue;
    const mark = document.createElement("mark");
    mark.textContent = text.slice(start, end);
    nodes.push(text.slice(at, start), mark);
    at = end;
  }
  nodes.push(text.slice(at, to));
  return nodes.filter((node) => node !== "");
}
