/* One question after the other: by touch, by mouse or by keyboard. */

import { chip, h } from "../assess/elements.js";
import { say } from "../texts.js";

/** What is asked, and who wants to know of it. A check shows no answers.
 * @typedef {{ ids: string[], isCheck: boolean, changed: (id: string) => boolean,
 *   answer: (id: string, isRight: boolean) => void, end: (right: number, of: number) => void }} Round
 */

/** @param {HTMLElement} place @param {LearnDocument} page
 * @param {import("./questions.js").Questions} questions */
export function makePractice(place, page, questions) {
  /** @type {Round | null} */
  let round = null;
  /** @type {string[]} */
  let waiting = [];
  let asked = 0;
  let right = 0;
  let of = 0;
  /** What the keys do now: 1 to 4, and Enter.
   * @type {HTMLButtonElement[]} */
  let choices = [];
  /** @type {HTMLButtonElement | null} */
  let onward = null;

  /** @param {Round} next */
  function start(next, isWanted = true) {
    round = next;
    waiting = [...next.ids];
    [asked, right, of] = [0, 0, next.ids.length];
    ask(isWanted);
  }

  /** @param {boolean} isWanted whether somebody wants to go on, and not just opened the page */
  function ask(isWanted) {
    const id = waiting.shift();
    if (!round || id === undefined) {
      finish();
      return;
    }
    asked += 1;
    const isOwn = page.questions[id].r === undefined;
    const head = h("p", { class: "icp-practice__at" }, countOf());
    if (round.changed(id)) {
      head.append(" ", chip(say("This has changed since you learned it"), "warn"));
    }
    const question = h(
      "div",
      { class: "icp-practice__asked", tabindex: "-1" },
      questions.asked(id),
    );
    onward = null;
    choices = [];
    const answers = isOwn ? lookUp(id) : optionsOf(id);
    place.replaceChildren(head, question, answers);
    if (isWanted) question.focus();
  }

  function countOf() {
    if (asked > of) return say("Once more, since it was missed");
    return say("{number} of {of}", { number: asked, of });
  }

  /** @param {string} id */
  function optionsOf(id) {
    choices = questions.options(id).map((option, index) => {
      const number = h("span", { class: "icp-practice__number" }, String(index + 1));
      const button = h("button", { type: "button", class: "icp-practice__option" }, number, option);
      button.addEventListener("click", () => choose(id, index));
      return button;
    });
    return h("div", { class: "icp-practice__options" }, ...choices);
  }

  /** What a person wrote has no options: one looks it up, and says whether one knew it.
   * @param {string} id */
  function lookUp(id) {
    const place = h("div", { class: "icp-practice__options" });
    const show = buttonOf(say("Think first, then show where it stands"), () => {
      const [yes, no] = [say("I knew it"), say("Not yet")].map((text, index) => {
        const number = h("span", { class: "icp-practice__number" }, String(index + 1));
        const button = h("button", { type: "button", class: "icp-practice__option" }, number, text);
        button.addEventListener("click", () => judged(id, index === 0));
        return button;
      });
      choices = [yes, no];
      onward = null;
      place.replaceChildren(becauseOf(id), yes, no);
      yes.focus();
    });
    onward = show;
    place.append(show);
    return place;
  }

  /** @param {string} id @param {number} index */
  function choose(id, index) {
    const isRight = index === page.questions[id].r;
    if (round?.isCheck) {
      judged(id, isRight);
      return;
    }
    for (const [number, button] of choices.entries()) {
      button.disabled = true;
      if (number === page.questions[id].r) button.classList.add("icp-practice__option--right");
      else if (number === index) button.classList.add("icp-practice__option--wrong");
    }
    choices = [];
    const told = isRight ? say("Right.") : say("Not that one.");
    const look = `icp-practice__told icp-practice__told--${isRight ? "right" : "wrong"}`;
    const next = buttonOf(say("Go on"), () => ask(true));
    onward = next;
    const verdict = h("p", { class: look, role: "status" });
    place.append(verdict, becauseOf(id), next);
    verdict.textContent = told; // into a region that is there already, so that it is read aloud
    next.focus({ preventScroll: true });
    // To the way on, but never past what was wrong: both may be below a small screen.
    next.scrollIntoView({ block: "nearest" });
    verdict.scrollIntoView({ block: "nearest" });
    keep(id, isRight);
  }

  /** @param {string} id @param {boolean} isRight */
  function judged(id, isRight) {
    keep(id, isRight);
    ask(true);
  }

  /** @param {string} id @param {boolean} isRight */
  function keep(id, isRight) {
    if (asked <= of) right += isRight ? 1 : 0;
    if (!isRight && !round?.isCheck) waiting.push(id);
    round?.answer(id, isRight);
  }

  function finish() {
    const done = round;
    round = null;
    [choices, onward] = [[], null];
    place.replaceChildren();
    done?.end(right, of);
  }

  /** @param {string} id */
  function becauseOf(id) {
    return h("div", { class: "icp-practice__because" }, questions.because(id));
  }

  return {
    start,
    /** @param {KeyboardEvent} event */
    press(event) {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const chosen = /^[1-4]$/.test(event.key) ? choices[Number(event.key) - 1] : undefined;
      const isOnButton =
        event.target instanceof Element && event.target.closest("button, a, summary");
      if (chosen) {
        event.preventDefault();
        chosen.click();
      } else if (/^Enter$/.test(event.key) && onward && !isOnButton) {
        event.preventDefault();
        onward.click();
      }
    },
    /** Say something where questions stand.
     * @param {Child[]} children */
    show: (...children) => place.replaceChildren(h("div", null, ...children)),
  };
}

/** How many were right.
 * @param {number} right @param {number} of */
export function countRight(right, of) {
  return say("{right} of {all} right.", { right, all: of });
}

/** @param {string} text @param {() => void} act @param {boolean} [isMain] one of several is */
export function buttonOf(text, act, isMain = true) {
  const look = isMain ? "icp-button icp-button--main" : "icp-button";
  const button = h("button", { type: "button", class: look }, text);
  button.addEventListener("click", act);
  return button;
}

/** @param {EventTarget | null} target */
function isTyping(target) {
  return (
    target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]")
  );
}
