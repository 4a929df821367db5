/* What opens the search, whose own script is loaded only then. */

const HERE = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : "";
const BUTTON = "[data-icp-search]";
/** @type {Promise<void> | null} */
let loading = null;

function load() {
  loading ??= new Promise((done) => {
    const script = document.createElement("script");
    script.src = new URL("search.js", HERE).href;
    script.onload = () => done();
    // The network was away: the next try asks again.
    script.onerror = () => {
      loading = null;
    };
    document.body.append(script);
  });
  return loading;
}

/** @param {string} [question] */
async function open(question) {
  await load();
  document.dispatchEvent(new CustomEvent("icp-search", { detail: question }));
}

/** Open it by its button, by keys, and by an address that asks something (`?q=`); and load it for a
 * page that it found, whose address says what to mark. */
export function searchOpens() {
  if (!document.querySelector(BUTTON)) return;
  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest(BUTTON)) void open();
  });
  document.addEventListener("keydown", (event) => {
    if (!opens(event)) return;
    event.preventDefault();
    void open();
  });
  const asked = new URL(location.href).searchParams;
  const question = asked.get("q");
  if (question) void open(question);
  else if (asked.has("h")) void load();
}

/** A slash, as on many sites, or K with the key for commands; not while somebody writes.
 * @param {KeyboardEvent} event */
function opens(event) {
  if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) return true;
  const on = event.target instanceof HTMLElement ? event.target : null;
  const writes = on?.isContentEditable || on?.matches("input, textarea, select");
  const alone = !event.ctrlKey && !event.metaKey && !event.altKey;
  return event.key === "/" && alone && !writes && !document.querySelector("dialog[open]");
}
