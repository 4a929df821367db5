/* Small things a page does in the browser: copying texts, and judging review dates on the day of reading. */
(function () {
  "use strict";

  function copyButtons() {
    document.querySelectorAll("[data-icp-copy]").forEach(function (button) {
      if (!navigator.clipboard || button.dataset.icpReady) return;
      button.dataset.icpReady = "yes";
      button.hidden = false;
      button.addEventListener("click", function () {
        var text = button.previousElementSibling.innerText;
        var label = button.textContent;
        navigator.clipboard.writeText(text).then(function () {
          button.textContent = "Copied";
          setTimeout(function () { button.textContent = label; }, 1500);
        });
      });
    });
  }

  function today() {
    var now = new Date();
    return new Date(now.getTime() - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  }

  function overdueReviews() {
    document.querySelectorAll("[data-icp-due]").forEach(function (element) {
      if (element.dataset.icpReady || element.dataset.icpDue >= today()) return;
      element.dataset.icpReady = "yes";
      element.classList.add("icp-head__review--overdue");
      element.append(", review overdue since " + element.dataset.icpDue);
    });
    document.querySelectorAll(".icp-head__review time").forEach(function (time) {
      // A day ahead: whoever reviewed it may live further east.
      if (time.dataset.icpReady || Date.parse(time.dateTime) - Date.parse(today()) <= 86400000) return;
      time.dataset.icpReady = "yes";
      time.after(", which is still to come");
    });
    document.querySelectorAll("[data-icp-overdue-of]").forEach(function (element) {
      var count = document.querySelectorAll("tr .icp-head__review--overdue").length;
      element.textContent = count + " of " + element.dataset.icpOverdueOf + " definitions are past their date today.";
    });
  }

  function freshMarks() {
    document.querySelectorAll("[data-icp-since]").forEach(function (element) {
      var days = (Date.parse(today()) - Date.parse(element.dataset.icpSince)) / 86400000;
      var before = element.previousElementSibling;
      var told = before && before.matches("[data-icp-since]") && !before.hidden;
      // A day ahead: the one who changed it may live further east.
      element.hidden = Boolean(told) || days < -1 || days > Number(element.dataset.icpDays);
    });
  }

  /* What a page shows can be sent to somebody: the choice stands in the address, behind the question mark. */
  function remember(name, value) {
    var url = new URL(location.href);
    if (value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
    history.replaceState(history.state, "", url.href.replace(/%2C/g, ","));
  }

  function remembered(name) {
    return (new URL(location.href).searchParams.get(name) || "").split(",").filter(Boolean);
  }

  function chooseColumns() {
    document.querySelectorAll("[data-icp-columns]").forEach(function (box) {
      var name = box.dataset.icpColumns;
      var table = document.querySelector('[data-icp-table="' + name + '"]');
      var heads = Array.from(table.querySelectorAll("th[data-icp-id]"));
      var asked = remembered(name);
      var ticks = heads.map(function (head) {
        var label = document.createElement("label");
        var tick = document.createElement("input");
        tick.type = "checkbox";
        tick.value = head.dataset.icpId;
        tick.checked = !asked.length || asked.includes(tick.value);
        label.append(tick, " " + head.textContent.trim());
        box.append(label);
        return tick;
      });
      function show() {
        var chosen = ticks.filter(function (tick) { return tick.checked; });
        var all = !chosen.length || chosen.length === ticks.length;
        table.querySelectorAll("tr").forEach(function (row) {
          ticks.forEach(function (tick, index) { row.cells[index + 1].hidden = !all && !tick.checked; });
        });
        return all ? "" : chosen.map(function (tick) { return tick.value; }).join(",");
      }
      box.addEventListener("change", function () { remember(name, show()); });
      box.hidden = false;
      show();
    });
  }

  function reviewTemplate() {
    var form = document.querySelector("form[data-icp-review]");
    if (!form) return;
    var choices = Array.from(form.querySelectorAll("select"));
    function show() {
      choices.forEach(function (choice) {
        var name = choice.name === "tier" ? "icpTier" : "icpSegment";
        var others = choices.filter(function (other) { return other !== choice; });
        document.querySelectorAll(choice.name === "tier" ? "[data-icp-tier]" : "[data-icp-segment]").forEach(function (block) {
          block.hidden = !block.dataset[name].split(" ").includes(choice.value) || others.some(function (other) {
            var also = block.dataset[other.name === "tier" ? "icpTier" : "icpSegment"];
            return also && !also.split(" ").includes(other.value);
          });
        });
      });
    }
    choices.forEach(function (choice) {
      var asked = remembered(choice.name)[0];
      if (Array.from(choice.options).some(function (option) { return option.value === asked; })) choice.value = asked;
      choice.addEventListener("change", function () { remember(choice.name, choice.value); show(); });
    });
    form.querySelector("[data-icp-print]").addEventListener("click", function () { window.print(); });
    var copy = form.querySelector("[data-icp-markdown]");
    copy.hidden = !navigator.clipboard;
    copy.addEventListener("click", function () {
      navigator.clipboard.writeText(markdownOf(form.closest("article"))).then(function () {
        copy.textContent = "Copied";
        setTimeout(function () { copy.textContent = "Copy as Markdown"; }, 1500);
      });
    });
    form.hidden = false;
    show();
  }

  /* What a page shows, as Markdown: headings, paragraphs, lists and tables, without what is hidden or an aside. */
  function markdownOf(article) {
    function said(element) {
      var copy = element.cloneNode(true);
      copy.querySelectorAll(".headerlink, [hidden]").forEach(function (one) { one.remove(); });
      copy.querySelectorAll("li, br").forEach(function (one) { one.before(" ☐ ".slice(0, one.tagName === "LI" ? 3 : 1)); });
      return copy.textContent.replace(/\s+/g, " ").trim();
    }
    function row(cells) {
      return "| " + Array.from(cells, function (cell) { return said(cell).replace(/\|/g, "\\|"); }).join(" | ") + " |";
    }
    var blocks = [];
    article.querySelectorAll("h1, h2, p, ul, table").forEach(function (element) {
      if (!element.offsetParent || element.closest("[data-icp-aside], .icp-head")) return;
      if (element.tagName !== "TABLE" && element.closest("table")) return;
      if (element.tagName === "TABLE") {
        var rows = Array.from(element.rows, function (one) { return row(one.cells); });
        var rule = "|" + " --- |".repeat(element.rows[0].cells.length);
        blocks.push([rows[0], rule].concat(rows.slice(1)).join("\n"));
      } else if (element.tagName === "UL") {
        blocks.push(Array.from(element.children, function (item) { return "- [ ] " + said(item); }).join("\n"));
      } else {
        blocks.push(({ H1: "# ", H2: "## " }[element.tagName] || "") + said(element));
      }
    });
    var empty = function (block, index) { return block.startsWith("## ") && /^(## |$)/.test(blocks[index + 1] || ""); };
    return blocks.filter(function (block, index) { return block && !empty(block, index); }).join("\n\n") + "\n";
  }

  /* People search in whole sentences, and the theme looks for each of their words by its beginning, "to" in "tools".
     So words that say nothing are left out, unless there are no others. Can go when the theme leaves them out itself. */
  var SAY_NOTHING = new Set(("a about all am an and any are as at be been but by can could did do does else for from get got " +
    "had has have he her him his how i if in into is it its just let me may might most must my no nor not of on or other " +
    "our out she should since so some than that the their them then there these they this to us was we were " +
    "what when where which while who whom whose why will with would you your").split(" "));

  function searchInSentences() {
    if (!window.Worker || Worker.prototype.icpReady) return;
    var post = Worker.prototype.postMessage;
    Worker.prototype.icpReady = true;
    Worker.prototype.postMessage = function (message) {
      if (message && message.type === 2 && typeof message.data === "string") {
        var words = message.data.split(/\s+/).filter(function (word) {
          return !SAY_NOTHING.has(word.toLowerCase().replace(/[^\w]/g, "") || word);
        });
        if (words.length) arguments[0] = { type: 2, data: words.join(" ") };
      }
      return post.apply(this, arguments);
    };
  }

  /* The theme's search dialog and some of its lists have no name for those who listen to the page. */
  function nameUnnamed() {
    var search = document.querySelector(".md-search[role=dialog]:not([aria-label])");
    var field = search && search.querySelector("input");
    if (field) search.setAttribute("aria-label", field.placeholder);
    document.querySelectorAll("nav[aria-labelledby]").forEach(function (list) {
      var label = document.getElementById(list.getAttribute("aria-labelledby"));
      var title = list.querySelector(".md-nav__title");
      if (!title || (label && label.textContent.trim())) return;
      list.removeAttribute("aria-labelledby");
      list.setAttribute("aria-label", title.textContent.trim());
    });
  }

  /* Ink on paper is dark on light, whatever the screen shows. */
  function printInLight() {
    var scheme = null;
    addEventListener("beforeprint", function () {
      scheme = document.body.getAttribute("data-md-color-scheme");
      if (scheme) document.body.setAttribute("data-md-color-scheme", "default");
    });
    addEventListener("afterprint", function () {
      if (scheme) document.body.setAttribute("data-md-color-scheme", scheme);
    });
  }

  function start() {
    printInLight();
    nameUnnamed();
    searchInSentences();
    freshMarks();
    copyButtons();
    overdueReviews();
    chooseColumns();
    reviewTemplate();
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
