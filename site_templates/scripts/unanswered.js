/* What people do not find: searches without a hit, and pages that did not answer. All of it is kept
 * in this browser; nothing is sent by itself, and the person sees it, deletes it, or sends it. */

import { copyFrom } from "./copy.js";
import { today } from "./days.js";
import { keptOf } from "./kept.js";
import { mailTo } from "./mail.js";
import { record } from "./outside.js";
import { fresh } from "./pages.js";
import { say, sayCount } from "./texts.js";

const MISSED = "missed";
const MOST = 100;
const LONGEST = 200;
const LIST = /^unanswered(\.html|\/(index\.html)?)$/;

/** @typedef {{ day: string, search?: string, page?: string, title?: string, wanted?: string }} Missed */

/** The list of one site: two of one host do not mix. Each page of a site knows its icp.js.
 * @param {string} site the address of the site's top */
function listOf(site) {
  return keptOf("unanswered", new URL(site).pathname);
}

const HERE = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : "";

function siteOf() {
  return HERE ? new URL("../../", HERE).href : window.location.href;
}

/** @param {unknown} value @returns {Missed | null} */
function missedOf(value) {
  const found = record(value);
  /** @type {Missed} */
  const missed = { day: "" };
  for (const name of /** @type {const} */ (["day", "search", "page", "title", "wanted"])) {
    const text = found[name];
    if (typeof text === "string" && text) missed[name] = text.slice(0, LONGEST);
  }
  return missed.search || missed.page ? missed : null;
}

/** @param {string} [site] @returns {Missed[]} */
function readMissed(site = siteOf()) {
  const found = listOf(site).read(MISSED, (kept) =>
    Array.isArray(kept) ? kept.map(missedOf) : [],
  );
  return (found ?? []).filter((one) => one !== null);
}

/** @param {Missed[]} all @param {string} [site] */
function writeMissed(all, site = siteOf()) {
  if (all.length) listOf(site).write(MISSED, all.slice(-MOST));
  else listOf(site).wipe();
}

/** Keep a search that found nothing; the same one once, and none that today's goes on with.
 * @param {string} search @param {string} site */
export function keepSearch(search, site) {
  const asked = search.trim().slice(0, LONGEST);
  const day = today();
  const all = readMissed(site).filter(
    (one) =>
      one.search !== asked && !(one.search && one.day === day && asked.startsWith(one.search)),
  );
  writeMissed([...all, { day, search: asked }], site);
}

/** "This did not answer my question": asks what one wanted to know, and keeps it with the page. */
export function unansweredButtons() {
  for (const button of fresh("button[data-icp-unanswered]")) {
    button.hidden = false;
    button.addEventListener("click", () => askAt(button));
  }
}

/** @param {HTMLElement} button */
function askAt(button) {
  const field = document.createElement("input");
  Object.assign(field, { type: "text", maxLength: LONGEST, autocomplete: "off" });
  const label = document.createElement("label");
  label.append(`${say("What did you want to know?")} `, field);
  const keep = document.createElement("button");
  Object.assign(keep, { type: "submit", className: "icp-link-button" });
  keep.textContent = say("Keep it");
  const form = document.createElement("form");
  form.className = "icp-unanswered__ask";
  form.append(label, keep);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const title = document.querySelector("h1")?.firstChild?.textContent?.trim() ?? document.title;
    const page = window.location.pathname;
    writeMissed([...readMissed(), { day: today(), page, title, wanted: field.value.trim() }]);
    form.replaceWith(keptNote());
  });
  button.replaceWith(form);
  field.focus();
}

function keptNote() {
  const note = document.createElement("span");
  note.setAttribute("role", "status");
  note.append(`${say("Kept in this browser.")} `, linkToList(siteOf()));
  return note;
}

/** @param {string} site */
export function linkToList(site) {
  const link = document.createElement("a");
  link.href = addressOfList(site);
  link.textContent = say("What is kept, and how to send it");
  return link;
}

/** Where the list is: as the navigation leads to it, which knows how this site writes addresses.
 * @param {string} site */
function addressOfList(site) {
  const usual = new URL("unanswered/", site).href;
  const links = Array.from(document.links, (link) => link.href.replace(/[?#].*/, ""));
  const isList = (/** @type {string} */ href) =>
    href.startsWith(site) && LIST.test(href.slice(site.length));
  return links.find(isList) ?? usual;
}

/** The page with all that is kept. */
export function unansweredList() {
  for (const root of fresh("[data-icp-unanswered-list]")) {
    const text = root.querySelector("textarea");
    const list = root.querySelector("ul");
    const said = root.querySelector("[role=status]");
    const mail = root.querySelector("a[data-icp-mail]");
    if (!text || !list || !said) continue;
    const show = () => {
      const all = readMissed();
      list.replaceChildren(...all.map((one, at) => item(one, at, show)));
      text.value = all.map((one) => `${one.day} ${told(one)}`).join("\n");
      said.textContent = all.length
        ? sayCount(
            "{count} thing is kept in this browser.",
            "{count} things are kept in this browser.",
            {
              count: all.length,
            },
          )
        : say("Nothing is kept: every search had a hit, and no page was marked.");
      for (const part of root.querySelectorAll("[data-icp-live]")) {
        part.toggleAttribute("hidden", !all.length);
      }
      if (mail instanceof HTMLAnchorElement) {
        mail.href = mailTo(root.dataset.icpAddress ?? "", say("What I did not find"), text.value);
      }
    };
    listenTo(root, text, show);
    show();
  }
}

/** @param {HTMLElement} root @param {HTMLTextAreaElement} text @param {() => void} show */
function listenTo(root, text, show) {
  for (const button of root.querySelectorAll("button[data-icp-do]")) {
    if (!(button instanceof HTMLElement)) continue;
    button.addEventListener("click", () => {
      if (button.dataset.icpDo === "delete") writeMissed([]);
      else if (navigator.clipboard) copyFrom(button, text.value);
      else text.select();
      if (button.dataset.icpDo === "delete") show();
    });
  }
}

/** @param {Missed} one @param {number} at @param {() => void} show */
function item(one, at, show) {
  const remove = document.createElement("button");
  Object.assign(remove, { type: "button", className: "icp-link-button" });
  remove.textContent = say("Delete");
  remove.setAttribute("aria-label", say("Delete: {what}", { what: told(one) }));
  remove.addEventListener("click", () => {
    writeMissed(readMissed().filter((_, place) => place !== at));
    show();
  });
  const row = document.createElement("li");
  row.append(`${one.day} ${told(one)} `, remove);
  return row;
}

/** @param {Missed} one */
function told(one) {
  if (one.search) return say("Searched, and found nothing: {search}", { search: one.search });
  const page = one.title ?? one.page ?? "";
  if (!one.wanted) return say("Did not answer: {page}", { page });
  return say("Did not answer: {page}. Wanted to know: {wanted}", { page, wanted: one.wanted });
}
