/* What the theme lacks: names for those who listen to the page, ink that is dark on light. */

/** Some of the theme's lists have no name for those who listen to the page; its progress bar has
 * neither name nor value. */
export function nameUnnamed() {
  document.querySelector(".md-progress")?.setAttribute("aria-hidden", "true");
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
