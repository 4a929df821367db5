/* What a page shows can be sent to somebody: the choice stands in the address, behind the question
 * mark. */

/** @param {string} name @param {string} value */
export function remember(name, value) {
  const url = new URL(location.href);
  if (value) url.searchParams.set(name, value);
  else url.searchParams.delete(name);
  url.search = url.search.replace(/%2C/g, ",");
  history.replaceState(history.state, "", url.href);
  keepInLinks(url);
}

/** With `navigation.instant` the links to places on this page are whole addresses, of before the
 * choice.
 * @param {URL} url */
function keepInLinks(url) {
  for (const link of document.querySelectorAll('a[href*="#"]:not([href^="#"])')) {
    if (!(link instanceof HTMLAnchorElement)) continue;
    if (link.origin === url.origin && link.pathname === url.pathname) link.search = url.search;
  }
}

/** @param {string} name */
export function remembered(name) {
  return (new URL(location.href).searchParams.get(name) ?? "").split(",").filter(Boolean);
}
