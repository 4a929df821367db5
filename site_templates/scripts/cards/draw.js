/* How a hover card looks, and where it stands. */

/** Pixels between a card and its link, and between a card and the window's edge. */
const GAP = 6;
const EDGE = 8;

/** @param {Card} told */
export function drawCard(told) {
  const card = element("div", "icp-hover");
  card.setAttribute("role", "tooltip");
  const about = element("p", "icp-hover__kind", told.kind ?? "");
  for (const [look, word] of told.marks ?? []) {
    about.append(" ", element("span", `icp-chip icp-chip--${look}`, word));
  }
  if (about.hasChildNodes()) card.append(about);
  card.append(element("p", "icp-hover__title", told.title));
  if (told.text) card.append(element("p", "icp-hover__text", told.text));
  if (told.owner) card.append(element("p", "icp-hover__owner", told.owner));
  return card;
}

/** Put a card below its link, or above where there is more room; of a link that goes over several
 * lines below the line that is pointed at. The window stays as it is: a card never scrolls it.
 * @param {HTMLElement} card @param {Element} link @param {{ x: number, y: number } | null} point */
export function placeCard(card, link, point) {
  const lines = [...link.getClientRects()];
  const line = lines.find((one) => point && isIn(one, point)) ?? lines[0];
  if (!line) return;
  const { clientWidth, clientHeight } = document.documentElement;
  const { width, height } = card.getBoundingClientRect();
  const isRtl = getComputedStyle(link).direction === "rtl";
  const start = isRtl ? line.right - width : line.left;
  const left = Math.max(EDGE, Math.min(start, clientWidth - width - EDGE));
  const isBelow = line.bottom + GAP + height <= clientHeight || line.top < clientHeight / 2;
  const top = isBelow ? line.bottom + GAP : line.top - GAP - height;
  const around = (card.offsetParent ?? document.documentElement).getBoundingClientRect();
  card.style.setProperty("left", `${left - around.left}px`);
  card.style.setProperty("top", `${top - around.top}px`);
  card.classList.add(isBelow ? "icp-hover--below" : "icp-hover--above");
}

/** @param {DOMRect} box @param {{ x: number, y: number }} point */
function isIn(box, point) {
  const isAcross = point.x >= box.left - 1 && point.x <= box.right + 1;
  return isAcross && point.y >= box.top - 1 && point.y <= box.bottom + 1;
}

/** @param {string} name @param {string} className @param {string} [text] */
function element(name, className, text = "") {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}
