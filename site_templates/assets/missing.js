/* On the page for what is not there, where the site has not been told its own address: all its
 * links begin at the server's top, but the site may lie below. Where this script was found says
 * where. */
(() => {
  const script = document.currentScript;
  const all = document.documentElement;
  if (!(script instanceof HTMLScriptElement) || all.dataset.icpTop) return;
  const top = new URL("../../", script.src).pathname;
  all.dataset.icpTop = top;
  if (top === "/") return;

  /** @param {string} name */
  const lead = (name) => {
    for (const element of document.querySelectorAll(`[${name}^="/"]:not([${name}^="//"])`)) {
      const address = top + (element.getAttribute(name) ?? "").slice(1);
      if (element instanceof HTMLScriptElement) again(element, address);
      else element.setAttribute(name, address);
    }
  };
  /** A script that was not found runs only as a new one.
   * @param {HTMLScriptElement} old @param {string} address */
  const again = (old, address) => {
    const fresh = document.createElement("script");
    fresh.async = false;
    fresh.src = address;
    old.replaceWith(fresh);
  };

  const config = document.getElementById("__config");
  if (config) {
    const said = JSON.parse(config.textContent ?? "{}");
    config.textContent = JSON.stringify({ ...said, base: top, search: top + said.search.slice(1) });
  }
  // Where the theme keeps what a reader chose, such as dark mode.
  Object.assign(window, { __md_scope: new URL(top, location.href) });
  lead("href");
  lead("src");
})();
