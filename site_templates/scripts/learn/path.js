/* The page of an onboarding track as a path: each step can be ticked, and each part says how far
 * one is. */

import { h } from "../assess/elements.js";
import { findAll } from "../assess/whole.js";
import { say } from "../texts.js";
import { dayNumber } from "./day.js";

/** @param {HTMLElement} root @param {import("./store.js").LearnStore} store
 * @param {AbortSignal} signal */
export function walkPath(root, store, signal) {
  const article = root.closest("article") ?? document.body;
  const steps = findAll(article, "[data-icp-step]");
  for (const step of steps) {
    const text = step.textContent?.replace(/\s+/g, " ").trim() ?? "";
    const box = h("input", {
      type: "checkbox",
      class: "icp-step__box",
      "aria-label": say("Done: {step}", { step: text }),
    });
    step.classList.add("icp-step");
    step.prepend(box);
    box.addEventListener("change", () => {
      store.change((learned) => {
        if (box.checked) learned.steps[step.dataset.icpStep ?? ""] = dayNumber();
        else delete learned.steps[step.dataset.icpStep ?? ""];
      });
      refresh();
    });
  }

  function refresh() {
    const { steps: done } = store.read();
    for (const step of steps) {
      const box = step.querySelector(".icp-step__box");
      if (box instanceof HTMLInputElement) {
        box.checked = Object.hasOwn(done, step.dataset.icpStep ?? "");
      }
    }
    for (const place of findAll(article, "[data-icp-steps]")) {
      const own = (place.dataset.icpSteps ?? "").split(" ").filter(Boolean);
      const count = own.filter((step) => Object.hasOwn(done, step)).length;
      const meter = h("progress", { max: String(own.length), "aria-hidden": "true" });
      meter.value = count;
      const told = say("{done} of {steps} steps done", { done: count, steps: own.length });
      place.replaceChildren(meter, told);
      place.hidden = false;
    }
  }

  refresh();
  window.addEventListener("storage", ({ key }) => store.isOurs(key) && refresh(), { signal });
}
