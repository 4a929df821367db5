/* The review of one account: shown for its tier and segment, printed, and copied as Markdown. */

import { remember, remembered } from "./address.js";
import { copyFrom } from "./copy.js";
import { around, fresh } from "./pages.js";

const BLOCKS = "[data-icp-tier], [data-icp-segment]";

export function reviewTemplates() {
  for (const form of fresh("form[data-icp-review]")) {
    const page = around(form, BLOCKS);
    if (!page) continue;
    const choices = [...form.querySelectorAll("select")];
    for (const choice of choices) {
      const [asked] = remembered(choice.name);
      if ([...choice.options].some((option) => option.value === asked)) choice.value = asked;
      choice.addEventListener("change", () => {
        remember(choice.name, choice.value);
        show(page, choices);
      });
    }
    listenToButtons(form, page);
    form.hidden = false;
    show(page, choices);
  }
}

/** @param {Element} page @param {HTMLSelectElement[]} choices */
function show(page, choices) {
  for (const block of page.querySelectorAll(BLOCKS)) {
    const isChosen = choices.every((choice) => {
      const meant = block.getAttribute(`data-icp-${choice.name}`);
      return meant === null || meant.split(" ").includes(choice.value);
    });
    block.toggleAttribute("hidden", !isChosen);
  }
}

/** @param {HTMLElement} form @param {HTMLElement} page */
function listenToButtons(form, page) {
  form.querySelector("[data-icp-print]")?.addEventListener("click", () => window.print());
  const copy = form.querySelector("[data-icp-markdown]");
  if (!(copy instanceof HTMLElement)) return;
  copy.addEventListener("click", () => copyFrom(copy, markdownOf(page)));
  copy.hidden = !navigator.clipboard;
}

/** What a page shows, as Markdown: headings, paragraphs, lists and tables, without what is hidden
 * or an aside.
 * @param {HTMLElement} page */
function markdownOf(page) {
  const blocks = [...page.querySelectorAll("h1, h2, p, ul, table")].flatMap((element) => {
    if (!(element instanceof HTMLElement) || !element.offsetParent) return [];
    const isTable = element instanceof HTMLTableElement;
    if (element.closest("[data-icp-aside], .icp-head")) return [];
    return !isTable && element.closest("table") ? [] : [blockOf(element)];
  });
  const isEmpty = (/** @type {string} */ block, /** @type {number} */ index) =>
    block.startsWith("## ") && /^(## |$)/.test(blocks[index + 1] ?? "");
  const shown = blocks.filter((block, index) => block && !isEmpty(block, index));
  return `${shown.join("\n\n")}\n`;
}

/** @param {HTMLElement} element */
function blockOf(element) {
  if (element instanceof HTMLTableElement) {
    const [head, ...body] = Array.from(element.rows, rowOf);
    return [head, `|${" --- |".repeat(element.rows[0].cells.length)}`, ...body].join("\n");
  }
  if (element.tagName === "UL") {
    return Array.from(element.children, (item) => `- [ ] ${plainText(item)}`).join("\n");
  }
  return ({ H1: "# ", H2: "## " }[element.tagName] ?? "") + plainText(element);
}

/** @param {HTMLTableRowElement} row */
function rowOf(row) {
  const cells = Array.from(row.cells, (cell) => plainText(cell).replace(/\|/g, "\\|"));
  return `| ${cells.join(" | ")} |`;
}

/** @param {Element} element */
function plainText(element) {
  const copy = /** @type {Element} */ (element.cloneNode(true));
  for (const one of copy.querySelectorAll(".headerlink, [hidden]")) one.remove();
  for (const one of copy.querySelectorAll("li")) one.before(" ☐ ");
  for (const one of copy.querySelectorAll("br")) one.before(" ");
  return (copy.textContent ?? "").replace(/\s+/g, " ").trim();
}
