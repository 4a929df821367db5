/* Hover cards: what a link to a definition leads to, for whoever points at it or comes to it with
 * the keyboard. Never on touch: a finger follows links. Escape hides a card, and the mouse may go
 * onto it, to mark its words or to read them enlarged. */

import { drawCard, placeCard } from "./cards/draw.js";
import { openCards } from "./cards/store.js";

// A term of the glossary has its meaning at hand, and a card in a list of cards says its sentence.
const WITHOUT =
  ".icp-term, [title], .headerlink, .footnote-ref, .icp-card__title a, [data-icp-card='none']";
const WAIT = { show: 300, hide: 200 };
/** The card's id, by which the link names it. */
const ID = "icp-hover-card";

/** @typedef {{ x: number, y: number } | null} Point */

/** @param {(link: HTMLAnchorElement) => Promise<Card | null>} find */
function startCards(find) {
  /** @type {HTMLElement | null} */
  let card = null;
  /** @type {HTMLAnchorElement | null} */
  let shown = null;
  /** @type {HTMLAnchorElement | null} */
  let meant = null;
  let timer = 0;

  /** @param {number} wait @param {() => void} then */
  function after(wait, then) {
    clearTimeout(timer);
    timer = setTimeout(then, wait);
  }

  function hide() {
    clearTimeout(timer);
    card?.remove();
    forget(shown);
    card = shown = meant = null;
  }

  /** Under a mouse that stays where it is, the card is not wanted any more. */
  function dismiss() {
    const link = shown;
    hide();
    meant = link;
  }

  /** @param {HTMLAnchorElement} link @param {Point} point */
  async function show(link, point) {
    const told = await find(link).catch(() => null);
    // The mouse has gone on meanwhile, or the page has.
    if (link !== meant || link === shown || !told || !link.isConnected) return;
    hide();
    [shown, meant, card] = [link, link, drawCard(told)];
    card.id = ID;
    name(link);
    (link.closest("main") ?? document.body).append(card);
    placeCard(card, link, point);
  }

  /** @param {EventTarget | null} target @param {Point} point @param {number} wait */
  function point(target, point, wait) {
    const link = linkAt(target);
    if (link && link === meant) return after(0, () => {});
    if (!link) {
      if (!card) meant = null;
      return;
    }
    meant = link;
    after(wait, () => void show(link, point));
  }

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    const on = event.target instanceof Node ? event.target : null;
    if (card?.contains(on)) return after(0, () => {});
    point(on, { x: event.clientX, y: event.clientY }, WAIT.show);
  });
  document.addEventListener("pointerout", (event) => {
    const to = event.relatedTarget instanceof Node ? event.relatedTarget : null;
    if (card?.contains(to) || (to && meant?.contains(to))) return;
    // A card that the keyboard came to stays, wherever the mouse is.
    if (shown?.matches(":focus-visible")) return;
    after(WAIT.hide, hide);
  });
  document.addEventListener("focusin", (event) => {
    const link = linkAt(event.target);
    if (link?.matches(":focus-visible")) point(link, null, 0);
  });
  document.addEventListener("focusout", hide);
  document.addEventListener("pointerdown", (event) => {
    if (!(event.target instanceof Node && card?.contains(event.target))) hide();
  });
  document.addEventListener("keydown", (event) => {
    if (/^Esc/.test(event.key)) dismiss();
  });
  // The link that this script was loaded for.
  document.addEventListener("icp-card", (event) => {
    const link = event instanceof CustomEvent ? linkAt(event.detail) : null;
    if (link?.matches(":hover, :focus-visible")) point(link, null, WAIT.show);
  });
}

/** The link of a page's text that has a card, if `target` is one or in one.
 * @param {EventTarget | null} target */
function linkAt(target) {
  const link = target instanceof Element ? target.closest("article a[href]") : null;
  const isPlain = link instanceof HTMLAnchorElement || link instanceof SVGAElement;
  if (!link || !isPlain || link.matches(WITHOUT)) return null;
  return /** @type {HTMLAnchorElement} */ (link);
}

/** @param {Element} link */
function name(link) {
  const others = link.getAttribute("aria-describedby");
  link.setAttribute("aria-describedby", others ? `${others} ${ID}` : ID);
}

/** @param {Element | null} link */
function forget(link) {
  const names = (link?.getAttribute("aria-describedby") ?? "").split(" ");
  const others = names.filter((one) => one && one !== ID);
  if (others.length) link?.setAttribute("aria-describedby", others.join(" "));
  else link?.removeAttribute("aria-describedby");
}

if (document.currentScript instanceof HTMLScriptElement) {
  const here = document.currentScript.src;
  startCards(openCards(new URL("cards/", here), new URL("../../", here)));
}
