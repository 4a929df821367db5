/* Flags: what sends an account to somebody, or needs care, without a point more or less. */

import { holds, undecidedBy } from "./conditions.js";
import { say } from "./messages.js";

/** @param {Rules} rules @param {Known} known @returns {Flags | null} */
export function raiseFlags({ flags }, known) {
  if (!flags.length) return null;
  const raised = flags.filter((flag) => holds(flag.when, known));
  return {
    raised: raised.map((flag) => flag.id),
    open: flags
      .map((flag) => ({ flag: flag.id, attributes: undecidedBy(flag.when, known) }))
      .filter((one) => one.attributes.length),
    messages: raised.map(({ name, do: what }) => say("{flag}: {what}", { flag: name, what })),
  };
}
