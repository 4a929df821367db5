/* On the page that an old address still has: lead to the new one, with the section and the choices
 * that were asked for. */
const link = document.querySelector("link[rel=canonical]");
if (link instanceof HTMLLinkElement) {
  const url = new URL(link.href);
  url.search = location.search;
  if (location.hash) url.hash = location.hash;
  location.replace(url);
}
