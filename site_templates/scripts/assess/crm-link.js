/* Links that a CRM makes of its fields: #crm.name=Heron&employees=300&storefront=SaaS%20%2F%20Software
 * Each field is the id of a question; what is empty is not known. Options may be said in the CRM's
 * own words. The fragment of an address is sent to no server. */

import { bare, Refused } from "../outside.js";
import { say } from "../texts.js";
import { isEmpty, readAccount, refuseBig, VERSION } from "./account.js";

const AT_MOST = 20000;
const BEGINS = "crm.";
const YES_NO = new Map([
  ["true", "yes"],
  ["false", "no"],
]);

/** Whether an address' fragment means to be such a link, readable or not.
 * @param {string} fragment */
export function isCrmLink(fragment) {
  return fragment.startsWith(BEGINS);
}

/** An account of what a CRM knows; `words` are what it may call options.
 * @param {string} fragment @param {Record<string, Record<string, string>>} words */
export function readCrmLink(fragment, words) {
  if (fragment.length > AT_MOST) refuseBig();
  /** @type {Items} */
  const attributes = bare();
  const value = { icp_assessment: VERSION, name: "", answers: { attributes }, questions: bare() };
  for (const [field, written] of new URLSearchParams(fragment.slice(BEGINS.length))) {
    const answer = written.trim();
    if (!answer) continue;
    if (field === "name") value.name = answer;
    else attributes[field] = answerOf(answer, Object.hasOwn(words, field) ? words[field] : {});
  }
  const account = readAccount(value);
  if (isEmpty(account) && !account.name) {
    throw new Refused(say("The CRM's link held no answers, so there is nothing to take from it."));
  }
  return account;
}

/** @param {string} answer @param {Record<string, string>} words */
function answerOf(answer, words) {
  const letters = answer.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  if (Object.hasOwn(words, letters)) return words[letters];
  return YES_NO.get(letters) ?? answer;
}
