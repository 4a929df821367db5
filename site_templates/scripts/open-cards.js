/* What shows hover cards, whose own script is loaded when somebody first points at a link. */

const HERE = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : "";
let isAsked = false;

/** Load it for the first mouse over a link of a page, or the first that the keyboard comes to. */
export function cardsOpen() {
  for (const name of ["pointerover", "focusin"]) document.addEventListener(name, load);
}

/** @param {Event} event */
function load(event) {
  const on = event.target instanceof Element ? event.target.closest("article a[href]") : null;
  const isMouse = event instanceof PointerEvent && event.pointerType === "mouse";
  if (isAsked || !on || !(isMouse || on.matches(":focus-visible"))) return;
  isAsked = true;
  const script = document.createElement("script");
  script.src = new URL("cards.js", HERE).href;
  // It did not see this event.
  script.onload = () => document.dispatchEvent(new CustomEvent("icp-card", { detail: on }));
  // The network was away: the next link asks again.
  script.onerror = () => {
    isAsked = false;
  };
  document.body.append(script);
}
