/* What is told beside the questions: how much is known, and what went wrong with keeping it. */

import { say, sayCount } from "../texts.js";
import { hasChanged, isKnown } from "./choose.js";

/** @param {LearnDocument} page @param {Learned} learned @param {string[]} ids */
export function knownOf(page, learned, ids) {
  const known = ids.filter((id) => isKnown(page, learned, id)).length;
  const changed = ids.filter((id) => hasChanged(page, learned, id)).length;
  const all = say("You know {known} of {all}.", { known, all: ids.length });
  if (!changed) return all;
  const since = sayCount(
    "{count} has changed since you learned it.",
    "{count} have changed since you learned them.",
    { count: changed },
  );
  return `${all} ${since}`;
}

/** @param {import("../assess/share.js").Notices} notices
 * @param {import("./store.js").LearnStore} store */
export function tellNotKept(notices, store) {
  if (store.works()) return;
  const text = say(
    "This browser refuses to keep anything: what you learned is gone when you close the page. " +
      "Save it to a file.",
  );
  notices.tell(text, { isBad: true });
}

/** @param {import("../assess/share.js").Notices} notices @param {number} leftOut */
export function tellLeftOut(notices, leftOut) {
  if (!leftOut) return;
  const text = sayCount(
    "{count} part could not be read and was left out.",
    "{count} parts could not be read and were left out.",
    { count: leftOut },
  );
  notices.tell(text, { isBad: true });
}
