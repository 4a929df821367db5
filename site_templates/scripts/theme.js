/* What the theme lacks: search in sentences, names for those who listen to the page, ink that is
 * dark on light. */

/* People search in whole sentences, and the theme looks for each of their words by its beginning,
 * "to" in "tools". So words that say nothing are left out, unless there are no others. Can go when
 * the theme leaves them out itself. */
const SAY_NOTHING = new Set(
  `a about all am an and any are as at be been but by can could did do does else for from get got
  had has have he her him his how i if in into is it its just let me may might most must my no
  nor not of on or other our out she should since so some than that the their them then there
  these they this to us was we were what when where which while who whom whose why will with
  would you your`.split(/\s+/),
);

export function searchInSentences() {
  if (!window.Worker) return;
  const post = Worker.prototype.postMessage;
  /** @this {Worker} @param {{ type?: number, data?: unknown } | null} message @param {[]} more */
  Worker.prototype.postMessage = function (message, ...more) {
    const isQuery = message?.type === 2 && typeof message.data === "string";
    const told = isQuery ? { type: 2, data: asked(String(message.data)) } : message;
    return post.call(this, told, ...more);
  };
  const find = (/** @type {string} */ name) =>
    document.querySelector(`[data-md-component=search-${name}]`);
  const [field, suggested] = [find("query"), find("suggest")];
  if (field instanceof HTMLInputElement && suggested) suggestWholeWords(field, suggested);
}

/** What is suggested ends the last word that was looked for: where that was left out, it would end
 * another one.
 * @param {HTMLInputElement} field @param {Element} suggested */
function suggestWholeWords(field, suggested) {
  const last = (/** @type {string} */ text) => text.split(/\s+/).pop();
  const holdBack = () => {
    if (last(field.value) !== last(asked(field.value))) suggested.textContent = "";
  };
  new MutationObserver(holdBack).observe(suggested, { childList: true });
  // The theme reads its field when a key goes down or up; what is pasted, cut or spoken is no key.
  field.addEventListener("input", () => {
    for (const key of ["keydown", "keyup"]) field.dispatchEvent(new Event(key));
  });
}

/** @param {string} text */
function asked(text) {
  const saysNothing = (/** @type {string} */ word) =>
    SAY_NOTHING.has(word.toLowerCase().replace(/[^\w]/g, "") || word);
  const words = text.split(/\s+/).filter((word) => !saysNothing(word));
  return words.length ? words.join(" ") : text;
}

/** The theme's search dialog and some of its lists have no name for those who listen to the page;
 * its progress bar has neither name nor value. */
export function nameUnnamed() {
  document.querySelector(".md-progress")?.setAttribute("aria-hidden", "true");
  const search = document.querySelector(".md-search[role=dialog]:not([aria-label])");
  const field = search?.querySelector("input");
  if (field) search?.setAttribute("aria-label", field.placeholder);
  for (const list of document.querySelectorAll("nav[aria-labelledby]")) {
    const label = document.getElementById(list.getAttribute("aria-labelledby") ?? "");
    const title = list.querySelector(".md-nav__title");
    if (!title || label?.textContent?.trim()) continue;
    list.removeAttribute("aria-labelledby");
    list.setAttribute("aria-label", title.textContent?.trim() ?? "");
  }
}

/** Ink on paper is dark on light, whatever the screen shows. */
export function printInLight() {
  /** @type {string | null} */
  let scheme = null;
  addEventListener("beforeprint", () => {
    scheme = document.body.getAttribute("data-md-color-scheme");
    if (scheme) document.body.setAttribute("data-md-color-scheme", "default");
  });
  addEventListener("afterprint", () => {
    if (scheme) document.body.setAttribute("data-md-color-scheme", scheme);
  });
}
