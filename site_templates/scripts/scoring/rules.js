/* What the rules hold: things that have to be there. */

/** Forms of numbers that are whole. */
export const WHOLE_FORMS = ["count", "year"];

/** The first for which `isIt` holds; rules without defects have it.
 * @template T @param {readonly T[]} all @param {(one: T) => boolean} isIt @returns {T} */
export function the(all, isIt) {
  const found = all.find(isIt);
  if (found === undefined) throw new Error("rules with a defect");
  return found;
}

/** @template {{ id: string }} T @param {readonly T[]} all @param {string} id @returns {T} */
export function byId(all, id) {
  return the(all, (one) => one.id === id);
}
