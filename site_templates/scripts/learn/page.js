/* The page "Learn": today's questions, the path, a check and its result, and what leaves the
 * browser: links, files and paper. */

import { h } from "../assess/elements.js";
import { copy, makeNotices } from "../assess/share.js";
import { documentOf, find, findAll } from "../assess/whole.js";
import { today } from "../days.js";
import { say } from "../texts.js";
import {
  CHECKED,
  chooseCheck,
  chooseToday,
  hasChanged,
  keepAnswer,
  nextDay,
  questionsFor,
} from "./choose.js";
import { dayNumber, dayText } from "./day.js";
import { drawResult } from "./draw-result.js";
import { saveFile, textOf } from "./file.js";
import {
  isLearnLink,
  isResultLink,
  readLink,
  readResultLink,
  writeLink,
  writeResultLink,
} from "./link.js";
import { buttonOf, countRight, makePractice } from "./practice.js";
import { foldTracks, showProgress } from "./progress.js";
import { makeQuestions } from "./questions.js";
import { readResult, writeResult } from "./result.js";
import { printSheet } from "./sheet.js";
import { parsed, readLearned, writeLearned } from "./state.js";
import { knownOf, tellLeftOut, tellNotKept } from "./told.js";

/** @param {HTMLElement} root @param {import("./store.js").LearnStore} store
 * @param {AbortSignal} signal */
export function begin(root, store, signal) {
  /** @type {LearnDocument} */
  const page = JSON.parse(documentOf(root));
  const questions = makeQuestions(root);
  const notices = makeNotices(root);
  const job = find(root, "[data-icp-job]", HTMLSelectElement);
  const name = find(root, "[data-icp-name]", HTMLInputElement);
  const shown = find(root, "[data-icp-result]", HTMLElement);
  const title = find(root, ".icp-practice > .icp-h", HTMLElement);
  const practice = makePractice(find(root, "[data-icp-practice]", HTMLElement), page, questions);
  let learned = store.read();
  /** The part of a track that is practised alone, by its letters. */
  let module = "";

  function ids() {
    return questionsFor(page, job.value, module).filter(questions.isThere);
  }

  /* Practice */

  /** @param {{ more?: boolean, isWanted?: boolean }} [how] */
  function practise({ more = false, isWanted = true } = {}) {
    title.textContent = say("Today's questions");
    const chosen = chooseToday(page, learned, ids(), dayNumber(), more || Boolean(module));
    const changed = new Set(chosen.filter((id) => hasChanged(page, learned, id)));
    practice.start(
      {
        ids: chosen,
        isCheck: false,
        changed: (id) => changed.has(id),
        answer(id, isRight) {
          changed.delete(id);
          keep(id, isRight);
        },
        end: chosen.length ? endOfRound : endOfDay,
      },
      isWanted,
    );
  }

  /** @param {string} id @param {boolean} isRight */
  function keep(id, isRight) {
    learned = store.change((kept) => {
      keepAnswer(kept, id, page.questions[id], isRight, dayNumber());
    });
    tellNotKept(notices, store);
    refresh();
  }

  /** @param {number} right @param {number} of */
  function endOfRound(right, of) {
    endOfDay(right, of);
    find(root, ".icp-practice button", HTMLButtonElement).focus({ preventScroll: true });
  }

  /** @param {number} right @param {number} of */
  function endOfDay(right, of) {
    module = "";
    const next = nextDay(learned, ids());
    const isLater = next !== null && next > dayNumber();
    practice.show(
      h("p", { class: "icp-practice__done", role: "status" }, say("Done for today.")),
      of > 0 && h("p", null, countRight(right, of)),
      isLater && h("p", null, say("The next questions come on {day}.", { day: dayText(next) })),
      buttonOf(say("A few more"), () => practise({ more: true })),
    );
  }

  /* The check and its result */

  function check() {
    module = "";
    title.textContent = say("A check for your mentor");
    /** @type {LearnResult["questions"]} */
    const asked = [];
    practice.start({
      ids: chooseCheck(page, ids()),
      isCheck: true,
      changed: () => false,
      answer(id, right) {
        asked.push({ id, letters: page.questions[id].f, right });
        keep(id, right);
      },
      end: () => endOfCheck(asked),
    });
    find(root, ".icp-practice", HTMLElement).scrollIntoView();
  }

  /** @param {LearnResult["questions"]} asked */
  function endOfCheck(asked) {
    const result = {
      name: name.value.trim(),
      day: today(),
      rules: page.rules,
      job: job.value,
      questions: asked,
    };
    const right = asked.filter((one) => one.right).length;
    const missed = asked.filter((one) => !one.right).map(({ id }) => missedOne(id));
    const address = `${window.location.href.split("#")[0]}#${writeResultLink(result)}`;
    find(root, ".icp-practice", HTMLElement).scrollIntoView();
    title.textContent = say("The result of your check");
    practice.show(
      h("p", { class: "icp-practice__done", role: "status" }, countRight(right, asked.length)),
      h("p", null, say("Send this to your mentor. It is no proof, since anybody could write it.")),
      h(
        "p",
        { class: "icp-learn__buttons" },
        buttonOf(say("Copy link to the result"), () => share(address)),
        buttonOf(
          say("Save the result as file"),
          () => saveFile(writeResult(result), `result-${result.day}.json`),
          false,
        ),
        buttonOf(say("Back to today's questions"), () => practise(), false),
      ),
      missed.length > 0 && h("h3", { class: "icp-h" }, say("Look these up once more")),
      missed.length > 0 && h("ul", null, ...missed),
    );
  }

  /** @param {string} id */
  function missedOne(id) {
    const told = questions.told(id).map((text) => h("small", { class: "icp-ask__line" }, text));
    return h("li", null, questions.prompt(id), ...told, " ", questions.place(id));
  }

  /** @param {LearnResult} result */
  function openResult(result) {
    const choice = [...job.options].find((one) => one.value === result.job);
    shown.replaceChildren(...drawResult(page, questions, result, choice?.text.trim() ?? ""));
    const fold = find(root, '[data-icp-fold="mentor"]', HTMLDetailsElement);
    fold.open = true;
    fold.scrollIntoView();
  }

  /* Links and files */

  function takeFragment() {
    const fragment = window.location.hash.slice(1);
    if (fragment.startsWith("m-") && questionsFor(page, "", fragment.slice(2)).length) {
      module = fragment.slice(2);
      practise({ isWanted: false });
      find(root, ".icp-practice", HTMLElement).scrollIntoView();
    }
    if (!isLearnLink(fragment) && !isResultLink(fragment)) return;
    // With a state, since the theme goes to the fragment of what has none, and would put it back.
    window.history.replaceState({}, "", window.location.pathname + window.location.search);
    notices.attempt(() => {
      if (isResultLink(fragment)) openResult(readResultLink(fragment));
      else take(readLink(fragment));
    });
  }

  /** @param {Learned} there */
  function take(there) {
    learned = store.add(there);
    job.value = learned.job;
    foldTracks(root, job.value);
    tellLeftOut(notices, there.leftOut);
    notices.tell(say("Added to what you know here."));
    tellNotKept(notices, store);
    refresh();
    practise({ isWanted: false });
  }

  /** @param {HTMLInputElement} input */
  async function takeFile(input) {
    const text = await textOf(input);
    if (text === null) return;
    notices.attempt(() => {
      const value = parsed(text);
      const isResult = value !== null && typeof value === "object" && "icp_result" in value;
      if (isResult) openResult(readResult(value));
      else if (input.matches("[data-icp-load]")) take(readLearned(value));
      else openResult(readResult(value));
    });
  }

  /** @param {string} address */
  function share(address) {
    find(root, '[data-icp-fold="move"]', HTMLDetailsElement).open = true;
    copy(root, notices, address, say("Link"));
  }

  function wipe() {
    if (!window.confirm(say("Delete all that this browser knows of what you learned?"))) return;
    store.wipe();
    learned = store.read();
    notices.clear();
    notices.tell(say("Deleted. This browser keeps nothing of it any more."));
    refresh();
    practise({ isWanted: false });
  }

  /* What is shown beside */

  function refresh() {
    const all = questionsFor(page, job.value).filter(questions.isThere);
    find(root, "[data-icp-known]", HTMLElement).textContent = knownOf(page, learned, all);
    showProgress(root, page, learned);
  }

  /** @type {Record<string, () => void>} */
  const actions = {
    check,
    link: () => share(`${window.location.href.split("#")[0]}#${writeLink(learned)}`),
    file: () => saveFile(writeLearned(learned), `learned-${today()}.json`),
    print: () => {
      const due = chooseToday(page, learned, ids(), dayNumber(), true);
      printSheet(root, [...new Set([...due, ...ids()])].slice(0, CHECKED), signal);
    },
    wipe,
  };

  function listen() {
    for (const button of findAll(root, "[data-icp-do]")) {
      button.addEventListener("click", () => actions[button.dataset.icpDo ?? ""]?.());
    }
    job.addEventListener("change", () => {
      learned = store.change((kept) => {
        kept.job = job.value;
      });
      module = "";
      foldTracks(root, job.value);
      refresh();
      practise({ isWanted: false });
    });
    for (const input of findAll(root, "input[type=file]")) {
      if (input instanceof HTMLInputElement) {
        input.addEventListener("change", () => takeFile(input));
      }
    }
    document.addEventListener("keydown", practice.press, { signal });
    window.addEventListener("hashchange", takeFragment, { signal });
    window.addEventListener(
      "storage",
      ({ key }) => {
        if (!store.isOurs(key)) return;
        learned = store.read();
        refresh();
      },
      { signal },
    );
  }

  for (const element of findAll(root, "[data-icp-live]")) element.hidden = false;
  for (const fold of findAll(root, '[data-icp-fold="all"]')) fold.removeAttribute("open");
  tellLeftOut(notices, learned.leftOut);
  job.value = learned.job;
  if (job.selectedIndex < 0) job.value = "";
  foldTracks(root, job.value);
  refresh();
  practise({ isWanted: false });
  takeFragment();
  listen();
}
