/* The page "Assess an account": what is typed becomes answers, answers become a result, and all of it is kept, shared
 * and printed without a server. Scoring, reading and drawing are in the scripts loaded before this one. A plain script: it
 * sets window.icpAssess. */
(function () {
  "use strict";

  const { Refused, bare, emptyRecord, parseRecord, writeRecord, writeLink, isLink, readLink, settle, isEmpty, tidy } = window.icpAnswers;
  const SAID_AFTER = 900;
  const LARGEST_FILE = 262144;
  const NEEDED = [
    "[data-icp-form]", "template[data-icp-parts]", "[data-icp-notices]", "[data-icp-accounts]", "[data-icp-name]",
    "[data-icp-panel] [data-icp-do=panel]", "[data-icp-said]", "[data-icp-notes-part]", "[data-icp-withname]", "[data-icp-load]",
    "[data-icp-compare]", "[data-icp-compare-file]", "[data-icp-box] textarea", "[data-icp-sheet]",
  ];

  const NAMES = /^(segment$|(attributes|qualification|maturity)[.])/;

  /** Whether all of the page is there as we made it: who composes pages may take a part, or give fields other names. */
  function isWhole(root) {
    if (!NEEDED.every((selector) => root.querySelector(selector)) || !documentOf(root)) return false;
    return fieldsOf(root).every((field) => NAMES.test(field.name));
  }

  function fieldsOf(root) {
    return [...root.querySelector("[data-icp-form]").elements].filter((field) => field.name);
  }

  /** The page's document as text. It stands in a template, because the theme runs what stands in scripts anew when it
   * puts a page into the old document, and takes data for a program. */
  function documentOf(root) {
    const element = root.querySelector("template[data-icp-parts]").content.querySelector("[data-icp-document]");
    return element && element.textContent;
  }

  /** Bring the page below `root` to life until `signal` ends it. */
  function begin(root, signal) {
    const find = (selector) => root.querySelector(selector);
    const data = JSON.parse(documentOf(root));
    const words = window.icpReport.wordsOf(data);
    const { rules, questions } = data.document;
    const draw = window.icpDraw.makeDraw(data, find("template[data-icp-parts]"));
    const store = window.icpStore.makeStore(window.location.pathname);
    const slots = Object.fromEntries([...root.querySelectorAll("[data-icp-slot]")].map((slot) => [slot.dataset.icpSlot, slot]));
    const fields = fieldsOf(root);

    /** What this page is working on: the open account, all accounts by id, and what is compared with. */
    const state = { id: "", record: emptyRecord(), accounts: new Map(), compared: null, result: null, next: null, showIdle: false };

    /* Beginning */

    function start() {
      root.querySelectorAll("[data-icp-live]").forEach((element) => (element.hidden = false));
      root.classList.add("icp-assess--live");
      foldMore();
      const { accounts, refused } = store.readAll();
      state.accounts = accounts;
      if (refused) tell("refused_kept");
      if (!store.works()) tell("not_kept");
      const wanted = store.current();
      open(accounts.has(wanted) ? wanted : [...accounts.keys()].pop() || newId());
      takeLink();
      listen();
    }

    /** What is long stands open without JavaScript; with it, a button opens it. */
    function foldMore() {
      for (const more of root.querySelectorAll("[data-icp-more]")) {
        const button = window.icpDraw.h("button", { type: "button", class: "icp-q__toggle", "aria-expanded": "false", "aria-controls": more.id }, more.dataset.icpMore);
        button.addEventListener("click", () => fold(button, more, button.getAttribute("aria-expanded") === "true"));
        more.before(button);
        more.hidden = true;
      }
    }

    function fold(button, more, closed) {
      button.setAttribute("aria-expanded", String(!closed));
      more.hidden = closed;
    }

    function newId() {
      const last = [...state.accounts.keys()].map((id) => Number(id) || 0);
      return String(Math.max(Date.now(), ...last.map((id) => id + 1)));
    }

    /* Accounts */

    /** Show one account: fill the form, name what has changed since, draw the answer. */
    function open(id, record) {
      state.id = id;
      state.record = record || state.accounts.get(id) || emptyRecord();
      state.compared = null;
      store.setCurrent(id);
      tellSettled(state.record);
      fillForm();
      find("[data-icp-name]").value = state.record.name;
      const stage = find("[data-icp-stage]");
      if (stage) stage.value = [...stage.options].some((option) => option.value === state.record.stage) ? state.record.stage : "";
      listAccounts();
      listKept();
      refresh();
    }

    function tellSettled(record) {
      const { gone, changed } = settle(record, data.document);
      for (const score of record.kept) settle(score, data.document);
      if (changed.length) tell("changed", { questions: changed.map((key) => data.document.names[key] || key) });
      if (gone.length) tell("gone", { questions: gone.map((key) => key.slice(key.indexOf(".") + 1)) });
      if (record.leftOut) tell("left_out", { count: record.leftOut });
      record.leftOut = 0;
    }

    function listAccounts() {
      const accounts = new Map(state.accounts).set(state.id, state.record);
      const options = [...accounts].map(([id, record]) => option(id, record.name || words.word("unnamed"), id === state.id));
      find("[data-icp-accounts]").replaceChildren(...options);
    }

    function option(value, text, selected) {
      const element = window.icpDraw.h("option", { value }, text);
      element.selected = Boolean(selected);
      return element;
    }

    function listKept() {
      const options = state.record.kept.map((score, index) => option(String(index), score.day || String(index + 1)));
      find("[data-icp-compare]").replaceChildren(option("", words.word("compare_none")), ...options);
      const last = state.record.kept.length - 1;
      if (last >= 0) compareWith(String(last));
    }

    function compareWith(index) {
      find("[data-icp-compare]").value = index;
      state.compared = index === "" ? null : state.record.kept[Number(index)];
    }

    function keepNow() {
      state.record.day = today();
      state.accounts.set(state.id, state.record);
      if (!store.write(state.id, state.record)) tell("not_kept");
    }

    function today() {
      const now = new Date();
      const two = (number) => String(number).padStart(2, "0");
      return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
    }

    /* The form */

    /** The answer behind a field's name: `segment`, `attributes.employees` or `maturity.tools.1-2`. */
    function answerAt(name) {
      const answers = state.record.answers;
      if (name === "segment") return answers.segment;
      const [part, id, inner] = name.split(".");
      const answer = answers[part][id];
      if (!inner) return typeof answer === "object" ? "" : answer;
      return typeof answer === "object" ? answer[inner] : "";
    }

    function setAnswer(name, value) {
      const answers = state.record.answers;
      const [part, id, inner] = name.split(".");
      if (name === "segment") answers.segment = value;
      else if (inner) setItem(answers[part], id, inner, value);
      else if (value === "") delete answers[part][id];
      else answers[part][id] = value;
      if (id && questions[`${part}.${id}`]) state.record.questions[`${part}.${id}`] = questions[`${part}.${id}`];
    }

    function setItem(answers, id, inner, value) {
      const items = typeof answers[id] === "object" ? answers[id] : (answers[id] = bare());
      if (value === "") delete items[inner];
      else items[inner] = value;
      if (!Object.keys(items).length) delete answers[id];
    }

    function fillForm() {
      for (const field of fields) {
        const value = answerAt(field.name);
        const text = value === undefined || value === null ? "" : String(value);
        if (field.type === "radio") field.checked = field.value === (hasChoice(field.name, text) ? text : "");
        else field.value = text;
      }
    }

    function hasChoice(name, value) {
      return fields.some((field) => field.name === name && field.value === value);
    }

    function takeInput({ target }) {
      if (!target.name || !fields.includes(target)) return;
      setAnswer(target.name, target.type === "text" ? target.value.trim() : target.value);
      keepNow();
      refresh();
    }

    /* The answer */

    function refresh() {
      const answers = tidy(state.record.answers);
      state.result = window.icpScoring.assess(rules, answers);
      state.next = window.icpReport.nextSteps(data.document, state.result, state.record.stage);
      const open = new Set([...root.querySelectorAll("[data-icp-details][open]")].map((one) => one.dataset.icpDetails));
      draw.answer(slots, state.result, state.next);
      root.querySelectorAll("[data-icp-details]").forEach((one) => (one.open = open.has(one.dataset.icpDetails)));
      find("[data-icp-notes-part]").hidden = !state.result.notes.length;
      drawSheet();
      markWrong();
      markIdle();
      saySoon();
    }

    function drawSheet() {
      const now = { result: state.result, next: state.next, name: find("[data-icp-withname]").checked ? state.record.name : "", day: state.record.day || today() };
      const last = state.compared ? { result: window.icpScoring.assess(rules, tidy(state.compared.answers)), day: state.compared.day } : null;
      draw.sheet(find("[data-icp-sheet]"), now, last);
      root.classList.toggle("icp-assess--filled", !isEmpty(state.record));
    }

    /** Say beside a field why its answer was not used: the note of that answer alone. */
    function markWrong() {
      for (const wrong of root.querySelectorAll("[data-icp-wrong]")) {
        const [part, id] = wrong.dataset.icpWrong.split(".");
        const answer = state.record.answers[part][id];
        const notes = answer === undefined ? [] : window.icpScoring.assess(rules, { [part]: { [id]: answer } }).notes;
        wrong.textContent = notes.map(words.say).join(" ");
        wrong.closest("[data-icp-question], .icp-q").classList.toggle("icp-q--wrong", notes.length > 0);
        const field = wrong.parentElement.querySelector("input[type=text]");
        if (field) field.setAttribute("aria-invalid", String(notes.length > 0));
      }
    }

    /** Put away what the chosen segment does not ask, unless it is answered. */
    function markIdle() {
      const line = find("[data-icp-idle]");
      if (!line) return;
      const segment = rules.segments.find((one) => one.id === state.record.answers.segment);
      const asked = segment ? new Set(askedBy(segment)) : null;
      let idle = 0;
      for (const { id } of rules.attributes) {
        const question = root.querySelector(`[data-icp-question="attributes.${id}"]`);
        if (!question) continue;
        const away = asked !== null && !asked.has(id) && !(id in state.record.answers.attributes);
        question.hidden = away && !state.showIdle;
        idle += away ? 1 : 0;
      }
      line.hidden = !idle;
      line.firstElementChild.textContent = words.word("not_counted", { count: idle });
      const button = line.querySelector("button");
      button.textContent = words.word(state.showIdle ? "not_counted_hide" : "not_counted_show");
      button.setAttribute("aria-pressed", String(state.showIdle));
    }

    function askedBy(segment) {
      const leaves = (when) => (when.all || when.any ? (when.all || when.any).flatMap(leaves) : [when.attribute]);
      return [...segment.criteria.map((one) => one.attribute), ...segment.disqualifiers.flatMap((rule) => leaves(rule.when))];
    }

    let timer = 0;

    /** Tell a screen reader what it adds up to once typing pauses, and only when that has changed. */
    function saySoon() {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => {
        const said = isEmpty(state.record) ? "" : draw.headline(state.result).join(". ");
        const place = find("[data-icp-said]");
        if (place.textContent !== said) place.textContent = said;
      }, SAID_AFTER);
    }

    /* Messages to the person */

    function tell(key, params) {
      const close = window.icpDraw.h("button", { type: "button", class: "icp-notice__close", "aria-label": words.word("dismiss") }, "×");
      const notice = window.icpDraw.h("p", { class: `icp-notice${/^refused|not_kept/.test(key) ? " icp-notice--bad" : ""}`, "data-icp-notice": key }, words.word(key, params), close);
      close.addEventListener("click", () => notice.remove());
      const notices = find("[data-icp-notices]");
      notices.querySelectorAll(`[data-icp-notice="${key}"]`).forEach((same) => same.remove());
      notices.append(notice);
    }

    function clearNotices() {
      find("[data-icp-notices]").replaceChildren();
    }

    /* Links and files */

    function takeLink() {
      const fragment = window.location.hash.slice(1);
      if (!isLink(fragment)) return;
      // With a state, since the theme goes to the fragment of what has none, and would put it back.
      window.history.replaceState({}, "", window.location.pathname + window.location.search);
      attempt(() => take(readLink(fragment), "loaded_link"));
    }

    function attempt(action) {
      try {
        action();
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        tell(error.key);
      }
    }

    /** Open what came from outside as an account of its own; the one that is open is never overwritten. */
    function take(record, message) {
      const same = [...state.accounts].find(([, kept]) => writeLink(kept, false) === writeLink(record, false));
      const empty = isEmpty(state.record) && !state.record.name;
      clearNotices();
      if (same) open(same[0]);
      else open(empty ? state.id : newId(), record);
      tell(same ? "same_link" : message);
      if (!same) keepAsRead();
    }

    /** Keep without a new day: it was not answered today. */
    function keepAsRead() {
      state.accounts.set(state.id, state.record);
      if (!store.write(state.id, state.record)) tell("not_kept");
      listAccounts();
    }

    function readFile(input, use) {
      const [file] = input.files;
      input.value = "";
      if (!file) return;
      if (file.size > LARGEST_FILE) tell("refused_big");
      else file.text().then((text) => attempt(() => use(parseRecord(text))), () => tell("refused_file"));
    }

    function compareFile(record) {
      settle(record, data.document);
      state.record.kept.push({ day: record.day, answers: record.answers, questions: record.questions });
      keepAsRead();
      listKept();
      refresh();
      tell("compared_file");
    }

    function withName() {
      return find("[data-icp-withname]").checked;
    }

    function copy(text, label) {
      const box = find("[data-icp-box]");
      const area = box.querySelector("textarea");
      box.hidden = false;
      area.value = text;
      const byHand = () => {
        box.firstElementChild.textContent = words.word("copy_by_hand");
        area.select();
      };
      box.firstElementChild.textContent = words.word(label);
      if (!navigator.clipboard) byHand();
      else navigator.clipboard.writeText(text).then(() => tell("copied"), byHand);
    }

    function saveFile() {
      const text = JSON.stringify(writeRecord(state.record, withName()), null, 2);
      const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
      const link = window.icpDraw.h("a", { href: address, download: `assessment-${state.record.day || today()}.json` });
      link.click();
      window.setTimeout(() => URL.revokeObjectURL(address), 1000);
    }

    function markdownText() {
      const title = [words.word("sheet"), withName() ? state.record.name : "", state.record.day].filter(Boolean).join(" · ");
      return `# ${title}\n\n${window.icpReport.markdown(window.icpReport.report(data, state.result, state.record.stage))}`;
    }

    function printPaper() {
      root.classList.add("icp-assess--paper");
      window.addEventListener("afterprint", () => root.classList.remove("icp-assess--paper"), { once: true, signal });
      window.print();
    }

    /* What the buttons do */

    const actions = {
      new: () => open(newId(), emptyRecord()),
      delete: () => {
        const name = state.record.name || words.word("unnamed");
        if (!window.confirm(words.word("delete_sure", { name }))) return;
        store.remove(state.id);
        state.accounts.delete(state.id);
        clearNotices();
        open([...state.accounts.keys()].pop() || newId());
        tell("deleted");
      },
      wipe: () => {
        if (!window.confirm(words.word("wipe_sure"))) return;
        store.wipe();
        state.accounts = new Map();
        clearNotices();
        state.record = emptyRecord();
        open(newId(), state.record);
        store.wipe();
        tell("wiped");
      },
      idle: () => {
        state.showIdle = !state.showIdle;
        markIdle();
      },
      panel: () => togglePanel(!find("[data-icp-panel]").classList.contains("icp-assess__panel--open")),
      drop: () => {
        dropUnused();
        keepNow();
        fillForm();
        refresh();
      },
      link: () => copy(`${window.location.href.split("#")[0]}#${writeLink(state.record, withName())}`, "share_link_label"),
      markdown: () => copy(markdownText(), "share_markdown"),
      file: saveFile,
      keep: () => {
        const { answers, questions: letters } = state.record;
        state.record.kept.push(JSON.parse(JSON.stringify({ day: today(), answers, questions: letters })));
        keepNow();
        state.record = parseRecord(JSON.stringify(writeRecord(state.record, true)));
        state.accounts.set(state.id, state.record);
        listKept();
        refresh();
        tell("kept", { day: today() });
      },
      print: () => window.print(),
      paper: printPaper,
    };

    function togglePanel(isOpen) {
      const panel = find("[data-icp-panel]");
      panel.classList.toggle("icp-assess__panel--open", isOpen);
      const button = panel.querySelector("[data-icp-do=panel]");
      button.setAttribute("aria-expanded", String(isOpen));
      button.textContent = words.word(isOpen ? "hide" : "show");
    }

    /** Take out every answer that has a note of its own. */
    function dropUnused() {
      const { answers } = state.record;
      for (const part of ["attributes", "qualification", "maturity"]) {
        for (const id of Object.keys(answers[part])) {
          if (window.icpScoring.assess(rules, { [part]: { [id]: answers[part][id] } }).notes.length) delete answers[part][id];
        }
      }
      if (!rules.segments.some((one) => one.id === answers.segment)) answers.segment = "";
    }

    function jumpTo(event) {
      const link = event.target.closest("[data-icp-jump]");
      const question = link && root.querySelector(`[id="${link.dataset.icpJump}"]`);
      if (!question) return;
      event.preventDefault();
      event.stopPropagation(); // the theme follows links that were prevented, too
      togglePanel(false);
      question.hidden = false;
      question.scrollIntoView({ block: "center" });
      const field = question.querySelector("input:checked, input, select");
      if (field) field.focus({ preventScroll: true });
    }

    function filterSegments({ target }) {
      const wanted = target.value.trim().toLowerCase();
      for (const choice of target.closest("fieldset").querySelectorAll(".icp-choice")) {
        choice.hidden = !choice.textContent.toLowerCase().includes(wanted) && !choice.querySelector("input").checked;
      }
    }

    function listen() {
      const form = find("[data-icp-form]");
      form.addEventListener("input", takeInput);
      form.addEventListener("submit", (event) => event.preventDefault());
      root.addEventListener("click", jumpTo);
      for (const button of root.querySelectorAll("[data-icp-do]")) button.addEventListener("click", () => actions[button.dataset.icpDo]());
      find("[data-icp-accounts]").addEventListener("change", ({ target }) => (clearNotices(), open(target.value)));
      find("[data-icp-name]").addEventListener("input", ({ target }) => ((state.record.name = target.value), keepNow(), listAccounts()));
      find("[data-icp-compare]").addEventListener("change", ({ target }) => (compareWith(target.value), refresh()));
      find("[data-icp-withname]").addEventListener("change", drawSheet);
      find("[data-icp-load]").addEventListener("change", ({ target }) => readFile(target, (record) => take(record, "loaded_file")));
      find("[data-icp-compare-file]").addEventListener("change", ({ target }) => readFile(target, compareFile));
      const stage = find("[data-icp-stage]");
      if (stage) stage.addEventListener("change", () => ((state.record.stage = stage.value), keepNow(), refresh()));
      const search = find("[data-icp-find]");
      if (search) search.addEventListener("input", filterSegments);
      window.addEventListener("hashchange", takeLink, { signal });
      window.addEventListener("storage", ({ key }) => store.isOurs(key) && takeOthers(), { signal });
      window.addEventListener("beforeprint", drawSheet, { signal });
      signal.addEventListener("abort", () => window.clearTimeout(timer));
    }

    /** Another tab kept something: show its accounts, and leave the one that is open here alone. */
    function takeOthers() {
      state.accounts = new Map(store.readAll().accounts).set(state.id, state.record);
      listAccounts();
    }

    start();
  }

  window.icpAssess = { isWhole, begin };
})();
