/* What the theme keeps in the browser, such as the scheme that somebody chose: the theme's own lines
 * for it stand within each page, where a strict Content-Security-Policy lets no script run. Its
 * bundle looks for these four names. The site begins two folders above this file. */
const start = document.currentScript;
if (start instanceof HTMLScriptElement) {
  const { scope } = start.dataset;
  const site = scope ? new URL(scope, location.href) : new URL("../../", start.src);
  Object.assign(globalThis, {
    __md_scope: site,
    /** @param {string} text */
    __md_hash: (text) => [...text].reduce((sum, sign) => (sum << 5) - sum + sign.charCodeAt(0), 0),
    /**
     * @param {string} name
     * @param {Storage} [storage]
     * @param {URL} [scope]
     */
    __md_get: (name, storage = localStorage, scope = site) =>
      JSON.parse(storage.getItem(`${scope.pathname}.${name}`) ?? "null"),
    /**
     * @param {string} name
     * @param {unknown} value
     * @param {Storage} [storage]
     * @param {URL} [scope]
     */
    __md_set: (name, value, storage = localStorage, scope = site) => {
      try {
        storage.setItem(`${scope.pathname}.${name}`, JSON.stringify(value));
      } catch {
        // A browser that keeps nothing shows the site all the same.
      }
    },
  });
}
