/* Opens the tab that an address leads to, and those that somebody chose before. */
{
  const get = Reflect.get(globalThis, "__md_get");
  const linked = document.currentScript?.dataset.linked !== undefined;
  /** @type {unknown} */
  const kept = linked ? get("__tabs") : null;
  const chosen = Array.isArray(kept) ? kept : [];
  for (const label of document.querySelectorAll(".tabbed-set > .tabbed-labels > label")) {
    const isChosen =
      label instanceof HTMLLabelElement && chosen.includes(label.textContent?.trim());
    const input = isChosen && document.getElementById(label.htmlFor);
    if (input instanceof HTMLInputElement) input.checked = true;
  }
  const target = document.getElementById(location.hash.slice(1));
  if (target instanceof HTMLInputElement && target.name.startsWith("__tabbed_")) {
    target.checked = true;
  }
}
