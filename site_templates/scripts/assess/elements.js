/* Elements: texts come as text, so that nothing typed is ever markup. */

/** @typedef {Record<string, string | boolean | null>} Attributes */

/** @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag @param {Attributes | null} attributes @param {Child[]} children */
export function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value !== null && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...shownOf(children));
  return element;
}

/** What is there of children, one after the other.
 * @param {Child[]} children @returns {(Node | string)[]} */
export function shownOf(children) {
  return children.flatMap((child) => {
    if (Array.isArray(child)) return shownOf(child);
    if (child === null || child === undefined || child === false) return [];
    return typeof child === "number" ? String(child) : child;
  });
}

/** @param {Child[]} items @param {Attributes} attributes */
export function list(items, attributes) {
  if (!items.length) return null;
  return h("ul", attributes, ...items.map((item) => h("li", null, item)));
}

/** @param {Child} text @param {string} [look] */
export function chip(text, look = "") {
  return h("span", { class: look ? `icp-chip icp-chip--${look}` : "icp-chip" }, text);
}

/** @param {string} value @param {string} text @param {boolean} [selected] */
export function option(value, text, selected = false) {
  const element = h("option", { value }, text);
  element.selected = selected;
  return element;
}

/** @param {Attributes} attributes @param {Child[]} head @param {Element[]} rows */
export function tableOf(attributes, head, rows) {
  const cells = head.map((text) => h("th", { scope: "col" }, text));
  return h(
    "table",
    attributes,
    h("thead", null, h("tr", null, ...cells)),
    h("tbody", null, ...rows),
  );
}
