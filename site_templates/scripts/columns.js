/* A comparison shows the columns that its reader ticks, and of its rows those that differ. */

import { remember, remembered } from "./address.js";
import { fresh } from "./pages.js";
import { say } from "./texts.js";

/** So many stand side by side at first where there are more than fit on a screen. */
const [FIT, AT_FIRST] = [4, 3];

export function chooseColumns() {
  for (const box of fresh("[data-icp-columns]")) {
    const name = box.dataset.icpColumns ?? "";
    const table = box.parentElement?.querySelector(`[data-icp-table="${name}"]`);
    if (!(table instanceof HTMLTableElement)) continue;
    const heads = [...table.querySelectorAll("th[data-icp-id]")];
    const ids = heads.map((head) => head.getAttribute("data-icp-id") ?? "");
    const first = ids.length > FIT ? ids.slice(0, AT_FIRST) : ids;
    const asked = remembered(name).filter((id) => ids.includes(id));
    const chosen = asked.length ? asked : first;
    const ticks = heads.map((head, at) =>
      tickFor(head.textContent ?? "", ids[at] ?? "", chosen.includes(ids[at] ?? "")),
    );
    const only = tickFor(say("Only rows that differ"), "", true);
    only.name = "differ";
    only.parentElement?.classList.add("icp-choose__rows");
    box.append(...[...ticks, only].flatMap((tick) => tick.parentElement ?? []));
    const draw = () => {
      const shown = show(table, ticks);
      showRows(table, only.checked);
      return shown.join() === first.join() ? "" : shown.join(",");
    };
    box.addEventListener("change", () => remember(name, draw()));
    box.hidden = false;
    draw();
  }
}

/** Show the columns that are ticked, or all when none is; return those that are shown.
 * @param {HTMLTableElement} table @param {HTMLInputElement[]} ticks */
function show(table, ticks) {
  const chosen = ticks.filter((tick) => tick.checked);
  const shown = chosen.length ? chosen : ticks;
  for (const row of table.rows) {
    for (const [index, tick] of ticks.entries()) {
      const cell = row.cells[index + 1];
      if (cell) cell.hidden = !shown.includes(tick);
    }
  }
  return shown.map((tick) => tick.value);
}

/** Hide rows of which all columns that are shown say nothing and, with `only`, those that say the
 * same in each.
 * @param {HTMLTableElement} table @param {boolean} only */
function showRows(table, only) {
  for (const row of [...table.tBodies].flatMap((body) => [...body.rows])) {
    const cells = [...row.cells].slice(1).filter((cell) => !cell.hidden);
    const said = new Set(cells.map((cell) => (cell.textContent ?? "").trim()));
    const same = said.size === 1 && cells.length > 1;
    row.hidden = said.size === 1 && (said.has("") || (only && same));
  }
}

/** @param {string} label @param {string} value @param {boolean} checked */
function tickFor(label, value, checked) {
  const [element, tick] = [document.createElement("label"), document.createElement("input")];
  Object.assign(tick, { type: "checkbox", value, checked });
  element.append(tick, ` ${label.trim()}`);
  return tick;
}
