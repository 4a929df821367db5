/* The page "Assess an account": what is typed becomes answers, answers become a result, and all of
 * it is kept, shared and printed without a server. */

import { today } from "../days.js";
import { say, sayCount } from "../texts.js";
import { emptyAccount, isEmpty, parseAccount, writeAccount } from "./account.js";
import { isCrmLink, readCrmLink } from "./crm-link.js";
import { drawAnswer, headline, makeContext } from "./draw.js";
import { option } from "./elements.js";
import { filterSegments, foldMore, makeForm, unfoldAnswered } from "./form.js";
import { isLink, readLink, writeLink } from "./link.js";
import { goOn, makePanel, wantsToGoOn } from "./panel.js";
import { progressOf } from "./progress.js";
import { markdown, nextSteps, report } from "./report.js";
import { settle } from "./settle.js";
import { copy, makeNotices, printPaper, readFile, saveFile } from "./share.js";
import { drawSheet } from "./sheet.js";
import { makeStore } from "./store.js";
import { documentOf, find, findAll } from "./whole.js";

/** Bring the page below `root` to life until `signal` ends it.
 * @param {HTMLElement} root @param {AbortSignal} signal */
export function begin(root, signal) {
  /** @type {RulesDocument} */
  const page = JSON.parse(documentOf(root));
  const context = makeContext(page, find(root, "template[data-icp-parts]", HTMLTemplateElement));
  const form = makeForm(root, page);
  const panel = makePanel(root);
  const notices = makeNotices(root);
  const store = makeStore(window.location.pathname);
  const place = {
    accounts: find(root, "[data-icp-accounts]", HTMLSelectElement),
    name: find(root, "[data-icp-name]", HTMLInputElement),
    withName: find(root, "[data-icp-withname]", HTMLInputElement),
    compared: find(root, "[data-icp-compare]", HTMLSelectElement),
    notes: find(root, "[data-icp-notes-part]", HTMLElement),
    sheet: find(root, "[data-icp-sheet]", HTMLElement),
  };
  const stage = root.querySelector("select[data-icp-stage]");

  /* What this page is working on: the open account, all accounts by id, and the score that it is
   * compared with. */
  let id = "";
  let account = emptyAccount();
  /** @type {Map<string, Account>} */
  let accounts = new Map();
  /** @type {Score | null} */
  let compared = null;

  /* Accounts */

  function newId() {
    const used = [...accounts.keys()].map((one) => Number(one) || 0);
    return String(Math.max(Date.now(), ...used.map((one) => one + 1)));
  }

  function lastId() {
    return [...accounts.keys()].pop() ?? newId();
  }

  /** Show one account: fill the form, name what has changed since, draw the answer.
   * @param {string} wanted @param {Account} [record] */
  function open(wanted, record) {
    id = wanted;
    account = record ?? accounts.get(id) ?? emptyAccount();
    compared = null;
    store.setCurrent(id);
    tellSettled();
    tellOlder();
    form.fill(account);
    unfoldAnswered(root);
    place.name.value = account.name;
    if (stage instanceof HTMLSelectElement) {
      const isThere = [...stage.options].some((one) => one.value === account.stage);
      stage.value = isThere ? account.stage : "";
    }
    listAccounts();
    listKept();
    refresh();
  }

  /** Say so where the account was judged by other rules than those of this page. */
  function tellOlder() {
    const { letters, day } = account.rules;
    if (!letters || letters === page.version.letters) return;
    const given = { letters, today: page.version.letters, day: day ?? "" };
    notices.tell(
      day
        ? say("Judged by the rules {letters} of {day}; today's are {today}.", given)
        : say("Judged by the rules {letters}; today's are {today}.", given),
    );
  }

  function tellSettled() {
    const { gone, changed } = settle(account, page);
    for (const score of account.kept) settle(score, page);
    if (changed.length) {
      const questions = changed.map((key) => page.names[key] ?? key);
      notices.tell(say("Changed since it was answered, so ask again: {questions}.", { questions }));
    }
    if (gone.length) {
      const questions = gone.map((key) => key.slice(key.indexOf(".") + 1));
      notices.tell(say("No longer asked, so left out: {questions}.", { questions }));
    }
    if (account.leftOut) {
      const text = sayCount(
        "{count} part could not be read and was left out.",
        "{count} parts could not be read and were left out.",
        { count: account.leftOut },
      );
      notices.tell(text);
    }
    account.leftOut = 0;
  }

  function listAccounts() {
    const all = [...new Map(accounts).set(id, account)];
    const options = all.map(([one, { name }]) =>
      option(one, name || say("Unnamed account"), one === id),
    );
    place.accounts.replaceChildren(...options);
  }

  function listKept() {
    const options = account.kept.map(({ day }, index) =>
      option(String(index), day || `${index + 1}`),
    );
    place.compared.replaceChildren(option("", say("Nothing")), ...options);
    if (options.length) compareWith(String(options.length - 1));
  }

  /** @param {string} index */
  function compareWith(index) {
    place.compared.value = index;
    compared = index === "" ? null : account.kept[Number(index)];
  }

  function keepNow() {
    account.day = today();
    account.rules = page.version;
    keepAsRead();
  }

  /** Keep without a new day: it was not answered today. */
  function keepAsRead() {
    accounts.set(id, account);
    if (!store.write(id, account)) tellNotKept();
    listAccounts();
  }

  function tellNotKept() {
    const text = say(
      "This browser refuses to keep anything: your answers are gone when you close the page. " +
        "Save them to a file.",
    );
    notices.tell(text, { isBad: true });
  }

  /* The answer */

  function refresh() {
    const result = form.assess(account);
    const next = nextSteps(page, result, account.stage);
    const slots = findAll(root, "[data-icp-slot]");
    const progress = progressOf(page, result, account.answers);
    panel.redraw(() => drawAnswer(context, slots, result, next, progress, isEmpty(account)));
    place.notes.hidden = !result.notes.length;
    refreshSheet();
    form.mark(account);
    const said = headline(page, result).map((one) => one.text);
    panel.saySoon(isEmpty(account) ? "" : said.join(". "));
  }

  function refreshSheet() {
    const result = form.assess(account);
    const next = nextSteps(page, result, account.stage);
    const name = place.withName.checked ? account.name : "";
    const now = { result, next, name, day: account.day || today() };
    const last = compared ? { result: form.assess(compared), day: compared.day } : null;
    drawSheet(context, place.sheet, now, last);
    root.classList.toggle("icp-assess--filled", !isEmpty(account));
  }

  /* Links and files */

  function takeLink() {
    const fragment = window.location.hash.slice(1);
    if (!isAnyLink(fragment)) return;
    // With a state, since the theme goes to the fragment of what has none, and would put it back.
    window.history.replaceState({}, "", window.location.pathname + window.location.search);
    const message = say("Opened from a link and kept here as an account of its own.");
    notices.attempt(() => take(read(fragment), message));
  }

  /** @param {string} fragment */
  const isAnyLink = (fragment) => isLink(fragment) || isCrmLink(fragment);

  /** @param {string} fragment */
  const read = (fragment) =>
    isCrmLink(fragment) ? readCrmLink(fragment, page.words) : readLink(fragment);

  /** Follow a link that holds answers without leaving the page.
   * @param {Event} event */
  function openExample(event) {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    if (!(link instanceof HTMLAnchorElement) || !isAnyLink(link.hash.slice(1))) return;
    event.preventDefault();
    event.stopPropagation(); // the theme follows links that were prevented, too
    const message = say("Opened from a link and kept here as an account of its own.");
    notices.attempt(() => take(read(link.hash.slice(1)), message));
  }

  /** Open what came from outside as an account of its own; the one that is open is never
   * overwritten.
   * @param {Account} record @param {string} message */
  function take(record, message) {
    const link = whatIsAnswered(record);
    const same = [...accounts].find(([, kept]) => whatIsAnswered(kept) === link);
    const isUnused = isEmpty(account) && !account.name;
    notices.clear();
    if (same) open(same[0]);
    else open(isUnused ? id : newId(), record);
    notices.tell(same ? say("These answers are already here.") : message);
    if (!same) keepAsRead();
  }

  /** The same for two accounts of the same answers, whichever rules judged them.
   * @param {Account} record */
  function whatIsAnswered(record) {
    return writeLink({ ...record, rules: emptyAccount().rules }, false);
  }

  /** @param {Account} record */
  function compareFile(record) {
    settle(record, page);
    const { day, answers, questions, rules } = record;
    account.kept.push({ day, answers, questions, rules });
    keepAsRead();
    listKept();
    refresh();
    notices.tell(say("Compared with the file."));
  }

  /** @param {string} text @param {string} label */
  function copyText(text, label) {
    copy(root, notices, text, label);
  }

  function markdownText() {
    const name = place.withName.checked ? account.name : "";
    const title = [say("Account review"), name, account.day].filter(Boolean).join(" · ");
    return `# ${title}\n\n${markdown(report(page, form.assess(account), account.stage))}`;
  }

  /* What the buttons do */

  function deleteAccount() {
    const name = account.name || say("Unnamed account");
    if (!window.confirm(say("Delete “{name}” and all its answers?", { name }))) return;
    store.remove(id);
    accounts.delete(id);
    notices.clear();
    open(lastId());
    notices.tell(say("Deleted."));
  }

  function wipe() {
    const sure = say(
      "Wipe all accounts and answers that this page keeps in this browser? This cannot be undone.",
    );
    if (!window.confirm(sure)) return;
    accounts = new Map();
    notices.clear();
    open(newId(), emptyAccount());
    store.wipe();
    notices.tell(say("Wiped. This browser keeps nothing of it any more."));
  }

  function dropUnused() {
    form.dropUnused(account);
    keepNow();
    form.fill(account);
    refresh();
  }

  function keepScore() {
    const { answers, questions } = account;
    account.kept.push({ day: today(), answers, questions, rules: page.version });
    account.day = today();
    account.rules = page.version;
    account = parseAccount(JSON.stringify(writeAccount(account, true)));
    keepAsRead();
    listKept();
    refresh();
    notices.tell(say("Kept as the score of {day}.", { day: today() }));
  }

  function copyLink() {
    const address = window.location.href.split("#")[0];
    const link = writeLink(account, place.withName.checked);
    copyText(`${address}#${link}`, say("Link that holds all answers"));
  }

  function goOnHere() {
    panel.close();
    goOn(root);
  }

  /** @type {Record<string, () => void>} */
  const actions = {
    new: () => open(newId(), emptyAccount()),
    delete: deleteAccount,
    wipe,
    idle: () => form.toggleIdle(account),
    panel: panel.toggle,
    next: goOnHere,
    drop: dropUnused,
    link: copyLink,
    markdown: () => copyText(markdownText(), say("Copy for the CRM")),
    file: () => saveFile(account, place.withName.checked, account.day || today()),
    keep: keepScore,
    print: () => window.print(),
    paper: () => printPaper(root, signal),
  };

  /* Listening */

  function listen() {
    const questions = find(root, "[data-icp-form]", HTMLFormElement);
    questions.addEventListener("submit", (event) => event.preventDefault());
    questions.addEventListener("input", ({ target }) => {
      if (form.take(account, target)) changed();
    });
    root.addEventListener("click", panel.jumpTo);
    root.addEventListener("click", openExample);
    root.addEventListener("keydown", (event) => {
      if (wantsToGoOn(event)) goOnHere();
    });
    for (const button of findAll(root, "[data-icp-do]")) {
      button.addEventListener("click", actions[button.dataset.icpDo ?? ""]);
    }
    place.accounts.addEventListener("change", () => {
      notices.clear();
      open(place.accounts.value);
    });
    place.name.addEventListener("input", () => {
      account.name = place.name.value;
      keepNow();
    });
    place.compared.addEventListener("change", () => {
      compareWith(place.compared.value);
      refresh();
    });
    place.withName.addEventListener("change", refreshSheet);
    listenToFiles();
    if (stage instanceof HTMLSelectElement) {
      stage.addEventListener("change", () => {
        account.stage = stage.value;
        changed();
      });
    }
    const search = root.querySelector("[data-icp-find]");
    if (search instanceof HTMLInputElement) {
      search.addEventListener("input", () => filterSegments(search));
    }
    window.addEventListener("hashchange", takeLink, { signal });
    window.addEventListener("storage", ({ key }) => store.isOurs(key) && takeOthers(), { signal });
    window.addEventListener("beforeprint", refreshSheet, { signal });
    signal.addEventListener("abort", panel.end);
  }

  function listenToFiles() {
    const load = find(root, "[data-icp-load]", HTMLInputElement);
    const message = say("Opened from a file and kept here as an account of its own.");
    load.addEventListener("change", () => {
      readFile(load, notices, (record) => take(record, message));
    });
    const compare = find(root, "[data-icp-compare-file]", HTMLInputElement);
    compare.addEventListener("change", () => {
      readFile(compare, notices, compareFile);
    });
  }

  function changed() {
    keepNow();
    refresh();
  }

  /** Another tab kept something: show its accounts, and leave the one that is open here alone. */
  function takeOthers() {
    accounts = new Map(store.readAll().accounts).set(id, account);
    listAccounts();
  }

  function start() {
    for (const element of findAll(root, "[data-icp-live]")) element.hidden = false;
    root.classList.add("icp-assess--live");
    foldMore(root);
    const found = store.readAll();
    accounts = found.accounts;
    if (found.refused) {
      const text = say(
        "An account kept in this browser could not be read. It was put aside and is not shown.",
      );
      notices.tell(text, { isBad: true });
    }
    if (!store.works()) tellNotKept();
    const wanted = store.current();
    open(wanted !== null && accounts.has(wanted) ? wanted : lastId());
    takeLink();
    listen();
  }

  start();
}
