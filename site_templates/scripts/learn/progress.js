/* How far one has come on the path: steps that are done, and questions that are known. */

import { h } from "../assess/elements.js";
import { findAll } from "../assess/whole.js";
import { say } from "../texts.js";
import { isKnown } from "./choose.js";

/** Fold the tracks of other jobs: one sees that they are there, and may look.
 * @param {HTMLElement} root @param {string} job */
export function foldTracks(root, job) {
  for (const track of findAll(root, "[data-icp-track]")) {
    const audience = track.dataset.icpTrack ?? "";
    track.toggleAttribute("open", !audience || job === "*" || audience === job);
  }
}

/** Say at each part of each track how far one is.
 * @param {HTMLElement} root @param {LearnDocument} page @param {Learned} learned */
export function showProgress(root, page, learned) {
  for (const one of findAll(root, "[data-icp-module]")) {
    const module = one.dataset.icpModule ?? "";
    const steps = (one.dataset.icpSteps ?? "").split(" ").filter(Boolean);
    const done = steps.filter((step) => Object.hasOwn(learned.steps, step)).length;
    const asked = Object.keys(page.questions).filter((id) =>
      page.questions[id].m?.includes(module),
    );
    const known = asked.filter((id) => isKnown(page, learned, id)).length;
    const place = one.querySelector("[data-icp-done]");
    place?.replaceChildren(...progressOf(done, steps.length, known, asked.length, module));
  }
}

/** @param {number} done @param {number} steps @param {number} known @param {number} asked
 * @param {string} module */
function progressOf(done, steps, known, asked, module) {
  const meter = h("progress", { max: String(Math.max(steps + asked, 1)), "aria-hidden": "true" });
  meter.value = done + known;
  const told = say("{done} of {steps} steps done", { done, steps });
  if (!asked) return [meter, told];
  const text = say("{known} of {asked} questions known", { known, asked });
  return [meter, told, h("a", { href: `#m-${module}` }, text)];
}
