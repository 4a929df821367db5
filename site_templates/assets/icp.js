/* What pages do in the browser: small things here, the assessment in scripts that are loaded where it stands.
 * A page may come whole, be put into the old document by the theme (`navigation.instant`), or be composed by a plugin
 * of several of ours or of parts of them: so each element is looked for and looked after by itself. */
(function () {
  "use strict";

  const HERE = document.currentScript.src;
  const ASSESS = ["scoring", "assess-answers", "assess-report", "assess-draw", "assess-store", "assess"];
  const COPIED_FOR = 1500;

  /* Pages come and go */

  const made = new WeakSet();

  /** Elements that nothing was made of yet, so that looking at a page twice changes nothing. */
  function fresh(selector) {
    const found = [...document.querySelectorAll(selector)].filter((element) => !made.has(element));
    found.forEach((element) => made.add(element));
    return found;
  }

  /** The nearest element around `element` that holds what `selector` finds: one page, where several are on one. */
  function around(element, selector) {
    let place = element.parentElement;
    while (place && !place.querySelector(selector)) place = place.parentElement;
    return place;
  }

  /** Call `look` for the page that is there, and for each that the theme puts in its place (it says so at first, too).
   * Opened from a file, the theme never says anything. */
  function eachPage(look) {
    const theme = window.document$;
    look();
    if (theme && theme.subscribe) theme.subscribe(look);
  }

  /* Copying */

  function copyButtons() {
    for (const button of fresh("[data-icp-copy]")) {
      const source = button.previousElementSibling;
      if (!navigator.clipboard || !source) continue;
      button.hidden = false;
      button.addEventListener("click", () => copyFrom(button, source.innerText));
    }
  }

  function copyFrom(button, text) {
    const label = button.dataset.icpLabel || (button.dataset.icpLabel = button.textContent);
    navigator.clipboard.writeText(text).then(() => {
      button.textContent = "Copied";
      setTimeout(() => (button.textContent = label), COPIED_FOR);
    });
  }

  /* The day of reading */

  function today() {
    const now = new Date();
    return new Date(now.getTime() - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  }

  function overdueReviews() {
    for (const element of fresh("[data-icp-due]")) {
      if (element.dataset.icpDue >= today()) continue;
      element.classList.add("icp-head__review--overdue");
      element.append(", review overdue since " + element.dataset.icpDue);
    }
    for (const time of fresh(".icp-head__review time")) {
      // A day ahead: whoever reviewed it may live further east.
      if (Date.parse(time.dateTime) - Date.parse(today()) > 86400000) time.after(", which is still to come");
    }
    for (const element of fresh("[data-icp-overdue-of]")) {
      const queue = around(element, ".icp-queue");
      const count = queue ? queue.querySelectorAll(".icp-queue .icp-head__review--overdue").length : 0;
      element.textContent = count + " of " + element.dataset.icpOverdueOf + " definitions are past their date today.";
    }
  }

  function freshMarks() {
    for (const element of document.querySelectorAll("[data-icp-since]")) {
      const days = (Date.parse(today()) - Date.parse(element.dataset.icpSince)) / 86400000;
      const before = element.previousElementSibling;
      const told = before && before.matches("[data-icp-since]") && !before.hidden;
      // A day ahead: the one who changed it may live further east.
      element.hidden = Boolean(told) || days < -1 || days > Number(element.dataset.icpDays);
    }
  }

  /* What a page shows can be sent to somebody: the choice stands in the address, behind the question mark. */

  function remember(name, value) {
    const url = new URL(location.href);
    if (value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
    url.search = url.search.replace(/%2C/g, ",");
    history.replaceState(history.state, "", url.href);
    keepInLinks(url);
  }

  /** With `navigation.instant` the links to places on this page are whole addresses, of before the choice. */
  function keepInLinks(url) {
    for (const link of document.querySelectorAll('a[href*="#"]:not([href^="#"])')) {
      if (link.origin === url.origin && link.pathname === url.pathname) link.search = url.search;
    }
  }

  function remembered(name) {
    return (new URL(location.href).searchParams.get(name) || "").split(",").filter(Boolean);
  }

  function chooseColumns() {
    for (const box of fresh("[data-icp-columns]")) {
      const name = box.dataset.icpColumns;
      const table = box.parentElement.querySelector(`[data-icp-table="${name}"]`);
      if (!table) continue;
      const asked = remembered(name);
      const heads = [...table.querySelectorAll("th[data-icp-id]")];
      const ticks = heads.map((head) => tickFor(head, !asked.length || asked.includes(head.dataset.icpId)));
      box.append(...ticks.map((tick) => tick.parentElement));
      const show = () => {
        const chosen = ticks.filter((tick) => tick.checked);
        const all = !chosen.length || chosen.length === ticks.length;
        for (const row of table.rows) {
          ticks.forEach((tick, index) => row.cells[index + 1] && (row.cells[index + 1].hidden = !all && !tick.checked));
        }
        return all ? "" : chosen.map((tick) => tick.value).join(",");
      };
      box.addEventListener("change", () => remember(name, show()));
      box.hidden = false;
      show();
    }
  }

  function tickFor(head, checked) {
    const [label, tick] = [document.createElement("label"), document.createElement("input")];
    Object.assign(tick, { type: "checkbox", value: head.dataset.icpId, checked });
    label.append(tick, " " + head.textContent.trim());
    return tick;
  }

  function reviewTemplates() {
    for (const form of fresh("form[data-icp-review]")) {
      const page = around(form, "[data-icp-tier], [data-icp-segment]");
      if (!page) continue;
      const choices = [...form.querySelectorAll("select")];
      const isChosen = (block, choice) => {
        const meant = block.getAttribute("data-icp-" + choice.name);
        return meant === null || meant.split(" ").includes(choice.value);
      };
      const show = () => {
        for (const block of page.querySelectorAll("[data-icp-tier], [data-icp-segment]")) {
          block.hidden = !choices.every((choice) => isChosen(block, choice));
        }
      };
      for (const choice of choices) {
        const [asked] = remembered(choice.name);
        if ([...choice.options].some((option) => option.value === asked)) choice.value = asked;
        choice.addEventListener("change", () => (remember(choice.name, choice.value), show()));
      }
      const [print, copy] = ["[data-icp-print]", "[data-icp-markdown]"].map((button) => form.querySelector(button));
      if (print) print.addEventListener("click", () => window.print());
      if (copy) copy.addEventListener("click", () => copyFrom(copy, markdownOf(page)));
      if (copy) copy.hidden = !navigator.clipboard;
      form.hidden = false;
      show();
    }
  }

  /* What a page shows, as Markdown: headings, paragraphs, lists and tables, without what is hidden or an aside. */
  function markdownOf(page) {
    const said = (element) => {
      const copy = element.cloneNode(true);
      copy.querySelectorAll(".headerlink, [hidden]").forEach((one) => one.remove());
      copy.querySelectorAll("li, br").forEach((one) => one.before(" ☐ ".slice(0, one.tagName === "LI" ? 3 : 1)));
      return copy.textContent.replace(/\s+/g, " ").trim();
    };
    const row = (cells) => "| " + Array.from(cells, (cell) => said(cell).replace(/\|/g, "\\|")).join(" | ") + " |";
    const blocks = [];
    for (const element of page.querySelectorAll("h1, h2, p, ul, table")) {
      if (!element.offsetParent || element.closest("[data-icp-aside], .icp-head")) continue;
      if (element.tagName !== "TABLE" && element.closest("table")) continue;
      if (element.tagName === "TABLE") {
        const [head, ...body] = Array.from(element.rows, (one) => row(one.cells));
        blocks.push([head, "|" + " --- |".repeat(element.rows[0].cells.length), ...body].join("\n"));
      } else if (element.tagName === "UL") {
        blocks.push(Array.from(element.children, (item) => "- [ ] " + said(item)).join("\n"));
      } else {
        blocks.push(({ H1: "# ", H2: "## " }[element.tagName] || "") + said(element));
      }
    }
    const isEmpty = (block, index) => block.startsWith("## ") && /^(## |$)/.test(blocks[index + 1] || "");
    return blocks.filter((block, index) => block && !isEmpty(block, index)).join("\n\n") + "\n";
  }

  /* Assess an account */

  const open = new Map();
  let loading = null;

  /** Bring one assessment to life. One is enough: two on a page would overwrite each other's account. */
  function assessments() {
    for (const [root, { path, life }] of open) if (!root.isConnected && !putBack(root, path)) letGo(root, life);
    const roots = fresh("[data-icp-assess]");
    if (!roots.length) return;
    loading = loading || Promise.all(ASSESS.map(run));
    loading.then(
      () => {
        const root = roots.find((one) => one.isConnected && window.icpAssess.isWhole(one));
        if (!root || open.size) return;
        const life = new AbortController();
        open.set(root, { path: location.pathname, life });
        window.icpAssess.begin(root, life.signal);
      },
      () => (loading = null) // the network was away: the page is a worksheet, and the next visit asks again
    );
  }

  /** The theme fetches a page once more when its first link to a section is followed: it goes on as it was. */
  function putBack(root, path) {
    const again = path === location.pathname && document.querySelector("[data-icp-assess]");
    if (again) again.replaceWith(root);
    return again;
  }

  function letGo(root, life) {
    life.abort();
    open.delete(root);
  }

  /** Load a script from beside this one; scripts run in the order in which they are asked for. */
  function run(name) {
    return new Promise((done, failed) => {
      const script = document.createElement("script");
      Object.assign(script, { src: new URL(name + ".js", HERE).href, async: false, onload: done, onerror: failed });
      document.body.append(script);
    });
  }

  /* People search in whole sentences, and the theme looks for each of their words by its beginning, "to" in "tools".
     So words that say nothing are left out, unless there are no others. Can go when the theme leaves them out itself. */
  const SAY_NOTHING = new Set(("a about all am an and any are as at be been but by can could did do does else for from get got " +
    "had has have he her him his how i if in into is it its just let me may might most must my no nor not of on or other " +
    "our out she should since so some than that the their them then there these they this to us was we were " +
    "what when where which while who whom whose why will with would you your").split(" "));

  function searchInSentences() {
    if (!window.Worker) return;
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (message) {
      if (message && message.type === 2 && typeof message.data === "string") arguments[0] = { type: 2, data: asked(message.data) };
      return post.apply(this, arguments);
    };
    const [field, suggested] = ["query", "suggest"].map((name) => document.querySelector(`[data-md-component=search-${name}]`));
    if (!field || !suggested) return;
    // What is suggested ends the last word that was looked for: where that was left out, it would end another one.
    const last = (text) => text.split(/\s+/).pop();
    const holdBack = () => last(field.value) === last(asked(field.value)) || (suggested.textContent = "");
    new MutationObserver(holdBack).observe(suggested, { childList: true });
    // The theme reads its field when a key goes down or up; what is pasted, cut or spoken is no key.
    field.addEventListener("input", () => ["keydown", "keyup"].forEach((key) => field.dispatchEvent(new Event(key))));
  }

  function asked(text) {
    const words = text.split(/\s+/).filter((word) => !SAY_NOTHING.has(word.toLowerCase().replace(/[^\w]/g, "") || word));
    return words.length ? words.join(" ") : text;
  }

  /* The theme's search dialog and some of its lists have no name for those who listen to the page; its progress bar has
     neither name nor value. */
  function nameUnnamed() {
    const progress = document.querySelector(".md-progress");
    if (progress) progress.setAttribute("aria-hidden", "true");
    const search = document.querySelector(".md-search[role=dialog]:not([aria-label])");
    const field = search && search.querySelector("input");
    if (field) search.setAttribute("aria-label", field.placeholder);
    for (const list of document.querySelectorAll("nav[aria-labelledby]")) {
      const label = document.getElementById(list.getAttribute("aria-labelledby"));
      const title = list.querySelector(".md-nav__title");
      if (!title || (label && label.textContent.trim())) continue;
      list.removeAttribute("aria-labelledby");
      list.setAttribute("aria-label", title.textContent.trim());
    }
  }

  /* Ink on paper is dark on light, whatever the screen shows. */
  function printInLight() {
    let scheme = null;
    addEventListener("beforeprint", () => {
      scheme = document.body.getAttribute("data-md-color-scheme");
      if (scheme) document.body.setAttribute("data-md-color-scheme", "default");
    });
    addEventListener("afterprint", () => {
      if (scheme) document.body.setAttribute("data-md-color-scheme", scheme);
    });
  }

  function start() {
    printInLight();
    searchInSentences();
    eachPage(() => {
      for (const look of [nameUnnamed, freshMarks, copyButtons, overdueReviews, chooseColumns, reviewTemplates, assessments]) look();
    });
  }

  // Not before all scripts of the document have run: the theme's may stand behind this one.
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
