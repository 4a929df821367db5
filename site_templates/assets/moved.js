/* On the page that an old address still has: lead to the new one, with the section and the choices that were asked for. */
location.replace(
  Object.assign(new URL(document.querySelector("link[rel=canonical]").href), {
    search: location.search,
    ...(location.hash && { hash: location.hash }),
  })
);
