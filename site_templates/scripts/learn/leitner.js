/* Spaced repetition by Sebastian Leitner's boxes (So lernt man lernen, Freiburg 1972): a card that
 * one knows moves to the next of five boxes, one that one does not know goes back to the first.
 * Each box rests twice as long as the one before it. */

/** Days that a card rests in each box. */
const RESTS = [1, 2, 4, 8, 16];
export const BOXES = RESTS.length;

/** A card after an answer. A new one was in the first box; so is one whose definition has changed,
 * since what was known is no longer what is asked.
 * @param {LearnCard | undefined} card @param {string} letters @param {boolean} isRight
 * @param {number} day @returns {LearnCard} */
export function answered(card, letters, isRight, day) {
  const before = card && card.letters === letters ? card.box : 1;
  const box = isRight ? Math.min(before + 1, BOXES) : 1;
  return {
    box,
    due: day + RESTS[box - 1],
    last: day,
    letters,
    right: (card?.right ?? 0) + (isRight ? 1 : 0),
    wrong: (card?.wrong ?? 0) + (isRight ? 0 : 1),
  };
}
