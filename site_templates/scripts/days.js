/* What depends on the day on which a page is read: reviews that are overdue, and what is new. */

import { around, fresh } from "./pages.js";
import { say } from "./texts.js";

const DAY = 86400000;

/** The reader's own day, as 2026-12-31. */
export function today() {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
}

/** @param {string} day */
function daysSince(day) {
  return (Date.parse(today()) - Date.parse(day)) / DAY;
}

export function overdueReviews() {
  for (const element of fresh("[data-icp-due]")) {
    const day = element.dataset.icpDue ?? "";
    if (day >= today()) continue;
    element.classList.add("icp-head__review--overdue");
    element.append(say(", review overdue since {day}", { day }));
  }
  for (const time of fresh(".icp-head__review time")) {
    // A day ahead: whoever reviewed it may live further east.
    const day = time.getAttribute("datetime") ?? "";
    if (daysSince(day) < -1) time.after(say(", which is still to come"));
  }
  for (const element of fresh("[data-icp-overdue-of]")) {
    const queue = around(element, ".icp-queue");
    const late = queue?.querySelectorAll(".icp-queue .icp-head__review--overdue");
    const args = { overdue: late?.length ?? 0, all: element.dataset.icpOverdueOf ?? "" };
    element.textContent = say("{overdue} of {all} definitions are past their date today.", args);
  }
}

export function freshMarks() {
  for (const element of document.querySelectorAll("[data-icp-since]")) {
    if (!(element instanceof HTMLElement)) continue;
    const days = daysSince(element.dataset.icpSince ?? "");
    const before = element.previousElementSibling;
    const told = before instanceof HTMLElement && "icpSince" in before.dataset && !before.hidden;
    // A day ahead: the one who changed it may live further east.
    element.hidden = told || days < -1 || days > Number(element.dataset.icpDays);
  }
}
