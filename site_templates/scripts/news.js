/* What changed, for one department: its reader picks it, and the address says so. */

import { remember, remembered } from "./address.js";
import { fresh } from "./pages.js";

export function pickNews() {
  for (const box of fresh("[data-icp-pick]")) {
    const choices = [...box.querySelectorAll("input")];
    const page = box.parentElement?.closest("article, main") ?? document.body;
    const [asked] = remembered("for");
    const wanted = choices.find((one) => one.value === asked) ?? choices[0];
    wanted.checked = true;
    box.addEventListener("change", () => {
      const value = choices.find((one) => one.checked)?.value ?? "";
      remember("for", value);
      show(page, value);
    });
    box.hidden = false;
    show(page, wanted.value);
  }
}

/** Show what concerns a department, or all; a month without any is not shown either.
 * @param {Element} page @param {string} department */
function show(page, department) {
  for (const month of page.querySelectorAll("[data-icp-month]")) {
    const items = [...month.querySelectorAll("[data-icp-for]")];
    for (const item of items) {
      const concerned = (item.getAttribute("data-icp-for") ?? "").split(" ");
      item.toggleAttribute("hidden", department !== "" && !concerned.includes(department));
    }
    const isEmpty = items.every((item) => item.hasAttribute("hidden"));
    month.toggleAttribute("hidden", isEmpty);
    // What is picked is shown at once.
    const fold = month.closest("details");
    if (fold && department !== "" && !isEmpty) fold.open = true;
  }
}
