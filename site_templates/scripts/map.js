/* The map around a definition shows the kinds that its reader ticks. Without this it shows all. */

import { fresh } from "./pages.js";
import { say } from "./texts.js";

/** Fewer kinds than this need no choice. */
const LEAST = 4;

export function filterMaps() {
  for (const map of fresh("[data-icp-map]")) {
    const groups = [...map.querySelectorAll("[data-icp-kind]")];
    const kinds = new Map(groups.map((group) => [kindOf(group), nameOf(group)]));
    if (kinds.size < LEAST) continue;
    const box = document.createElement("fieldset");
    box.className = "icp-map__filter";
    const legend = document.createElement("legend");
    legend.textContent = say("Kinds to show");
    box.append(legend, ...[...kinds].map(([kind, name]) => tickFor(kind, name)));
    box.addEventListener("change", () => show(map, box));
    map.before(box);
  }
}

/** @param {Element} map @param {Element} box */
function show(map, box) {
  const ticks = [...box.querySelectorAll("input")];
  const chosen = new Set(ticks.filter((tick) => tick.checked).map((tick) => tick.value));
  for (const group of map.querySelectorAll("[data-icp-kind]")) {
    group.toggleAttribute("hidden", !chosen.has(kindOf(group)));
  }
  for (const side of map.querySelectorAll(".icp-map__side")) {
    const isEmpty = !side.querySelector("[data-icp-kind]:not([hidden])");
    side.toggleAttribute("hidden", isEmpty);
    side.previousElementSibling?.toggleAttribute("hidden", isEmpty);
  }
}

/** @param {Element} group */
function kindOf(group) {
  return group.getAttribute("data-icp-kind") ?? "";
}

/** @param {Element} group */
function nameOf(group) {
  return group.querySelector(".icp-map__kind")?.textContent ?? "";
}

/** @param {string} kind @param {string} name */
function tickFor(kind, name) {
  const [label, tick] = [document.createElement("label"), document.createElement("input")];
  Object.assign(tick, { type: "checkbox", value: kind, checked: true });
  label.append(tick, ` ${name}`);
  return label;
}
