/* Shows the page in the scheme that its reader chose, before anything of it is drawn. */
{
  /** @type {{ color?: Record<string, string> } | null} */
  const palette = Reflect.get(globalThis, "__md_get")("__palette");
  const colour = palette?.color;
  if (colour) {
    if (colour.media === "(prefers-color-scheme)") {
      const light = matchMedia("(prefers-color-scheme: light)").matches;
      const media = `(prefers-color-scheme: ${light ? "light" : "dark"})`;
      const input = document.querySelector(`[data-md-color-media="${media}"]`);
      for (const name of ["media", "scheme", "primary", "accent"]) {
        colour[name] = input?.getAttribute(`data-md-color-${name}`) ?? colour[name];
      }
    }
    for (const [name, value] of Object.entries(colour)) {
      document.body.setAttribute(`data-md-color-${name}`, value);
    }
  }
}
