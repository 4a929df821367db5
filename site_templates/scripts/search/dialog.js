/* The dialog of the search: a field, kinds to choose by, and hits. */

import { say, sayCount } from "../texts.js";
import { keepSearch, linkToList } from "../unanswered.js";
import { find } from "./find.js";
import { drawHit, element } from "./hit.js";

const PAGE = 10;
/** Milliseconds without a key until it is looked for. */
const PAUSE = 80;
/** Milliseconds without a key after which a question is one. */
const SETTLED = 2000;

/** @param {SearchStore} store @param {URL} site the site's top
 * @returns {(question?: string) => void} what opens it */
export function makeDialog(store, site) {
  const parts = drawDialog();
  const { dialog, field, status, kinds, list, more } = parts;
  let turn = 0;
  let shown = 0;
  let chosen = -1;
  /** @type {SearchFound | null} */
  let found = null;

  /* A question without a hit is kept when somebody stays with it, clears it or leaves; what was typed
   * on the way to it is none of its own. */
  let missed = "";
  let settling = 0;

  function keepMissed() {
    clearTimeout(settling);
    if (missed) keepSearch(missed, site.href);
    missed = "";
  }

  const chosenHits = () => (found?.hits ?? []).filter((hit) => chosen < 0 || hit.kind === chosen);

  async function look() {
    turn += 1;
    const mine = turn;
    const question = field.value.trim();
    clearTimeout(settling);
    if (!question) {
      keepMissed();
      found = null;
      chosen = -1;
      draw(await store.head(), []);
      dialog.dataset.icpAnswers = "";
      return;
    }
    try {
      const answer = await find(store, question);
      if (mine !== turn) return;
      found = answer;
      chosen = -1;
      missed = answer.hits.length ? "" : question;
      if (missed) settling = setTimeout(keepMissed, SETTLED);
      await show(0);
      if (mine === turn) dialog.dataset.icpAnswers = question;
    } catch {
      if (mine === turn) status.textContent = say("The search can't be reached. Are you online?");
    }
  }

  /** @param {number} from show hits from this one on, below those that are there */
  async function show(from) {
    const mine = turn;
    const head = await store.head();
    const hits = chosenHits().slice(from, from + PAGE);
    const entries = await Promise.all(hits.map((hit) => store.entry(hit.entry)));
    if (mine !== turn || !found) return;
    const answer = found;
    const items = entries.map((entry, at) =>
      drawHit(entry, head.kinds[hits[at].kind], answer, head, site),
    );
    shown = from + items.length;
    draw(head, items, from > 0);
  }

  /** @param {SearchHead} head @param {HTMLElement[]} items @param {boolean} [below] */
  function draw(head, items, below = false) {
    if (!below) list.replaceChildren();
    list.append(...items);
    const left = chosenHits().length - shown;
    more.hidden = !found || left <= 0;
    more.textContent = sayCount("Show {count} more", "Show {count} more", {
      count: Math.min(left, PAGE),
    });
    status.replaceChildren(...(found ? told(found, chosenHits().length) : []));
    if (found && !found.hits.length) {
      const kept = say("It is kept in this browser, so that you can send it.");
      status.append(` ${kept} `, linkToList(site.href));
    }
    drawKinds(kinds, found, head, chosen, (kind) => {
      chosen = kind;
      void show(0);
    });
    if (!below) parts.scroller.scrollTop = 0;
    if (below) items[0]?.querySelector("a")?.focus();
  }

  let waiting = 0;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, PAUSE);
  });
  more.addEventListener("click", () => void show(shown));
  dialog.addEventListener("keydown", (event) => move(event, parts));
  dialog.addEventListener("click", (event) => {
    const on = event.target instanceof Element ? event.target : null;
    // A click beside what is in the dialog is one on the dialog itself, which fills the screen.
    if (on === dialog || on?.closest("a, [data-icp-close]")) dialog.close();
  });
  parts.form.addEventListener("submit", (event) => {
    event.preventDefault();
    list.querySelector("a")?.click();
  });
  dialog.addEventListener("close", keepMissed);
  document.body.append(dialog);
  return (question) => {
    if (!dialog.open) dialog.showModal();
    if (question !== undefined) field.value = question;
    field.select();
    void look();
  };
}

function drawDialog() {
  const dialog = document.createElement("dialog");
  dialog.className = "icp-find";
  dialog.setAttribute("aria-label", say("Search"));
  const field = document.createElement("input");
  Object.assign(field, { type: "search", className: "icp-find__field", enterKeyHint: "search" });
  field.autocomplete = "off";
  field.spellcheck = false;
  field.placeholder = say("A word, a name or a question");
  field.setAttribute("aria-label", say("Search"));
  const close = element("button", "icp-find__close", say("Close"));
  close.setAttribute("type", "button");
  close.dataset.icpClose = "";
  const form = document.createElement("form");
  form.className = "icp-find__form";
  form.setAttribute("role", "search");
  form.append(field, close);
  const kinds = element("div", "icp-find__kinds");
  kinds.setAttribute("role", "group");
  kinds.setAttribute("aria-label", say("Kinds"));
  const status = element("p", "icp-find__status");
  status.setAttribute("role", "status");
  const list = element("ol", "icp-find__hits");
  const more = element("button", "icp-find__more");
  more.setAttribute("type", "button");
  more.hidden = true;
  const scroller = element("div", "icp-find__scroller", status, list, more);
  const keys = element("p", "icp-find__keys", say("↑ ↓ to move · Enter to open · Esc to close"));
  const frame = element("div", "icp-find__frame", form, kinds, scroller, keys);
  dialog.append(frame);
  return { dialog, form, field, kinds, status, list, more, scroller };
}

/** What is said above the hits.
 * @param {SearchFound} found @param {number} count */
function told(found, count) {
  const lines = found.instead.map(([typed, near]) =>
    say("Nothing has “{typed}”; these have “{near}”.", { typed, near }),
  );
  if (!found.hits.length) lines.push(say("Nothing found. Try other words, or fewer."));
  else if (!found.hasAll) lines.push(say("Nothing has all of these words; these have most."));
  else lines.push(sayCount("{count} hit", "{count} hits", { count }));
  return [lines.join(" ")];
}

/** @param {HTMLElement} place @param {SearchFound | null} found @param {SearchHead} head
 * @param {number} chosen @param {(kind: number) => void} choose */
function drawKinds(place, found, head, chosen, choose) {
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (const { kind } of found?.hits ?? []) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const hadFocus = place.contains(document.activeElement);
  const button = (
    /** @type {number} */ kind,
    /** @type {string} */ name,
    /** @type {number} */ count,
  ) => {
    const made = element(
      "button",
      "icp-find__kind-button",
      `${name} `,
      element("span", "", `${count}`),
    );
    made.setAttribute("type", "button");
    made.setAttribute("aria-pressed", String(kind === chosen));
    made.addEventListener("click", () => choose(kind));
    return made;
  };
  const buttons = [...counts]
    .sort((one, other) => other[1] - one[1])
    .map(([kind, count]) => button(kind, head.kinds[kind], count));
  const all = button(-1, say("All"), found?.hits.length ?? 0);
  place.replaceChildren(...(buttons.length > 1 ? [all, ...buttons] : []));
  if (hadFocus) focusOn(place.querySelector("[aria-pressed=true]"));
}

/** Arrows go through the field and the links below it.
 * @param {KeyboardEvent} event @param {ReturnType<typeof drawDialog>} parts */
function move(event, { field, list }) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || event.isComposing) return;
  /** @type {(Element | null)[]} */
  const stops = [field, ...list.querySelectorAll("a")];
  const here = stops.indexOf(document.activeElement);
  if (here < 0) return;
  event.preventDefault();
  focusOn(stops[Math.max(0, Math.min(stops.length - 1, here + step))]);
}

/** @param {Element | null} element */
function focusOn(element) {
  if (element instanceof HTMLElement) element.focus();
}
