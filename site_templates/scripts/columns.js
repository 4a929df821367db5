/* A comparison shows the columns that its reader ticks. */

import { remember, remembered } from "./address.js";
import { fresh } from "./pages.js";

export function chooseColumns() {
  for (const box of fresh("[data-icp-columns]")) {
    const name = box.dataset.icpColumns ?? "";
    const table = box.parentElement?.querySelector(`[data-icp-table="${name}"]`);
    if (!(table instanceof HTMLTableElement)) continue;
    const asked = remembered(name);
    const ticks = [...table.querySelectorAll("th[data-icp-id]")].map((head) => {
      const id = head.getAttribute("data-icp-id") ?? "";
      return tickFor(head, id, !asked.length || asked.includes(id));
    });
    box.append(...ticks.flatMap((tick) => tick.parentElement ?? []));
    box.addEventListener("change", () => remember(name, show(table, ticks)));
    box.hidden = false;
    show(table, ticks);
  }
}

/** Show the columns that are ticked, or all when none is; return how the address says so.
 * @param {HTMLTableElement} table @param {HTMLInputElement[]} ticks */
function show(table, ticks) {
  const chosen = ticks.filter((tick) => tick.checked);
  const all = !chosen.length || chosen.length === ticks.length;
  for (const row of table.rows) {
    for (const [index, tick] of ticks.entries()) {
      const cell = row.cells[index + 1];
      if (cell) cell.hidden = !all && !tick.checked;
    }
  }
  return all ? "" : chosen.map((tick) => tick.value).join(",");
}

/** @param {Element} head @param {string} value @param {boolean} checked */
function tickFor(head, value, checked) {
  const [label, tick] = [document.createElement("label"), document.createElement("input")];
  Object.assign(tick, { type: "checkbox", value, checked });
  label.append(tick, ` ${(head.textContent ?? "").trim()}`);
  return tick;
}
