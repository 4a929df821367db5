/* Links that hold an account's answers:
 * #v1.s=mid-market&a:employees=300,x3fq&q:need=c,k2aa&m:tools=1-1:y;2-1:n,p0wz A field is the
 * part's first letter, the id, the answer and the letters of the question. */

import { bare, Refused } from "../outside.js";
import { say } from "../texts.js";
import {
  isEmpty,
  PARTS,
  readAccount,
  refuseBig,
  refuseNewer,
  VERSION,
  wholeText,
} from "./account.js";

const LINK_AT_MOST = 20000;
const STATES = { c: "confirmed", p: "partial", a: "absent", u: "unknown" };
const ITEMS = { y: "yes", n: "no", x: "not-applicable" };
const ABOUT = { n: "name", d: "day", g: "stage" };

/** @returns {never} */
function refuseLink() {
  throw new Refused(
    say("This link is damaged, so nothing was taken from it. Ask for a new one, or start here."),
  );
}

/** @param {Account} account @param {boolean} withName */
export function writeLink({ name, day, stage, answers, questions, rules }, withName) {
  const about = {
    n: withName ? name : "",
    d: day,
    g: stage,
    r: rules.letters,
    s: answers.segment,
  };
  const fields = Object.entries(about)
    .filter(([, value]) => value)
    .map(([key, value]) => `${key}=${encoded(value)}`);
  for (const part of PARTS) {
    for (const [id, answer] of Object.entries(answers[part])) {
      const letters = questions[`${part}.${id}`];
      const written = writeAnswer(part, answer);
      fields.push(`${part[0]}:${id}=${written}${letters ? `,${letters}` : ""}`);
    }
  }
  return `v${VERSION}.${fields.join("&")}`;
}

/** @param {Part} part @param {string | Items} answer */
function writeAnswer(part, answer) {
  if (typeof answer === "string") {
    return part === "qualification" ? shortOf(STATES, answer) : encoded(answer);
  }
  const items = Object.entries(answer).map(([id, one]) => `${id}:${shortOf(ITEMS, one)}`);
  return items.join(";");
}

/** @param {string} value */
function encoded(value) {
  return encodeURIComponent(wholeText(value));
}

/** @param {Record<string, string>} words @param {string} word */
function shortOf(words, word) {
  return Object.keys(words).find((short) => words[short] === word) ?? `.${encoded(word)}`;
}

/** @param {Record<string, string>} words @param {string} written */
function longOf(words, written) {
  if (written.startsWith(".")) return decodeURIComponent(written.slice(1));
  return Object.hasOwn(words, written) ? words[written] : refuseLink();
}

/** Whether an address' fragment means to be one of our links, readable or not.
 * @param {string} fragment */
export function isLink(fragment) {
  return /^v[0-9]+\./.test(fragment);
}

/** @param {string} fragment */
export function readLink(fragment) {
  if (fragment.length > LINK_AT_MOST) refuseBig();
  const version = Number.parseInt(fragment.slice(1), 10);
  if (version > VERSION) refuseNewer();
  if (version < VERSION) refuseLink();
  const answers = { segment: "", attributes: bare(), qualification: bare(), maturity: bare() };
  const value = { icp_assessment: VERSION, answers, questions: bare() };
  try {
    const fields = fragment.slice(fragment.indexOf(".") + 1).split("&");
    for (const field of fields) if (field) readField(value, field);
  } catch {
    refuseLink(); // half an escape sequence, or a word that is none of ours
  }
  const account = readAccount(value);
  return isEmpty(account) ? refuseLink() : account;
}

/** @param {{ [name: string]: unknown, answers: Answers, questions: Items }} value
 * @param {string} field */
function readField(value, field) {
  const cut = field.indexOf("=");
  if (cut < 1) refuseLink();
  const [key, written] = [field.slice(0, cut), field.slice(cut + 1)];
  if (key === "s") value.answers.segment = decodeURIComponent(written);
  else if (key === "r") value.rules = { letters: decodeURIComponent(written) };
  else if (key === "n" || key === "d" || key === "g")
    value[ABOUT[key]] = decodeURIComponent(written);
  else {
    const part = PARTS.find((one) => key.startsWith(`${one[0]}:`)) ?? refuseLink();
    const id = key.slice(2);
    const [answer, letters] = written.split(",");
    value.answers[part][id] = readAnswer(part, answer);
    if (letters) value.questions[`${part}.${id}`] = letters;
  }
}

/** @param {Part} part @param {string} written */
function readAnswer(part, written) {
  if (part === "qualification") return longOf(STATES, written);
  if (part !== "maturity" || !written.includes(":")) return decodeURIComponent(written);
  /** @type {Items} */
  const items = bare();
  for (const item of written.split(";")) {
    const [id, short] = item.split(":");
    items[id] = longOf(ITEMS, short);
  }
  return items;
}
