/* The answers about one account as a record: read from a link, a file or what the browser kept, and written there.
 * Whatever comes from outside is read piece by piece into objects without inherited names; what cannot be read is
 * refused with the key of a plain message, or left out and counted. A plain script: it sets window.icpAnswers. */
(function () {
  "use strict";

  const VERSION = 1;
  const PARTS = ["attributes", "qualification", "maturity"];
  const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
  const DAY = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;
  const LETTERS = /^[a-z0-9]{1,8}$/;
  const LIMITS = { file: 262144, link: 20000, entries: 500, text: 500, name: 120, kept: 12, levels: 2 };
  const STATES = { c: "confirmed", p: "partial", a: "absent", u: "unknown" };
  const ITEMS = { y: "yes", n: "no", x: "not-applicable" };

  /** Why something was refused: `key` is the name of the text that says so. */
  class Refused extends Error {
    constructor(key) {
      super(key);
      this.key = key;
    }
  }

  function emptyRecord() {
    return { name: "", day: "", stage: "", answers: emptyAnswers(), questions: bare(), kept: [], leftOut: 0 };
  }

  function emptyAnswers() {
    return { segment: "", attributes: bare(), qualification: bare(), maturity: bare() };
  }

  function bare() {
    return Object.create(null);
  }

  function isObject(value) {
    return typeof value === "object" && value !== null && !Array.isArray(value);
  }

  /** A record from parsed JSON: a saved file, an account that the browser kept, or bare answers as the command line
   * takes them. */
  function readRecord(value) {
    if (!isObject(value)) throw new Refused("refused_file");
    const own = (name) => (Object.prototype.hasOwnProperty.call(value, name) ? value[name] : undefined);
    const version = own("icp_assessment");
    if (typeof version === "number" && version > VERSION) throw new Refused("refused_newer");
    if (version !== undefined && version !== VERSION) throw new Refused("refused_file");
    const given = version === undefined ? value : own("answers");
    if (!isObject(given) || (version === undefined && !["segment", ...PARTS].some((part) => own(part) !== undefined))) {
      throw new Refused("refused_file");
    }
    const record = { ...emptyRecord(), ...readScore(given, own("questions"), own("day")) };
    record.name = text(own("name"), LIMITS.name);
    record.stage = id(own("stage"));
    const kept = Array.isArray(own("kept")) ? own("kept").slice(-LIMITS.kept) : [];
    for (const one of kept) {
      if (isObject(one) && isObject(one.answers)) record.kept.push(readScore(one.answers, one.questions, one.day));
      else record.leftOut += 1;
    }
    return record;
  }

  /** Answers, their questions' letters and their day: what an account has now, and had at each kept score. */
  function readScore(given, questions, day) {
    const score = { day: DAY.test(day) ? day : "", answers: emptyAnswers(), questions: bare(), leftOut: 0 };
    score.answers.segment = id(given.segment);
    for (const part of PARTS) {
      const entries = isObject(given[part]) ? Object.entries(given[part]) : [];
      score.leftOut += Math.max(entries.length - LIMITS.entries, 0);
      for (const [name, answer] of entries.slice(0, LIMITS.entries)) {
        const read = ID.test(name) && name.length <= 64 ? readAnswer(answer, LIMITS.levels) : undefined;
        if (read === undefined) score.leftOut += 1;
        else score.answers[part][name] = read;
      }
    }
    for (const [name, letters] of isObject(questions) ? Object.entries(questions).slice(0, LIMITS.entries) : []) {
      if (typeof letters === "string" && LETTERS.test(letters)) score.questions[name] = letters;
    }
    return score;
  }

  function readAnswer(value, levels) {
    if (typeof value === "string") return whole(value, LIMITS.text);
    if (typeof value === "boolean") return value ? "yes" : "no";
    if (typeof value === "number") return Number.isFinite(value) ? String(value) : undefined;
    if (!isObject(value) || !levels) return undefined;
    const read = bare();
    for (const [name, inner] of Object.entries(value).slice(0, LIMITS.entries)) {
      const answer = ID.test(name) ? readAnswer(inner, 0) : undefined;
      if (answer !== undefined) read[name] = answer;
    }
    return read;
  }

  function text(value, limit) {
    return typeof value === "string" ? whole(value.replace(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, ""), limit) : "";
  }

  /** Cut without leaving half a sign, which no link can hold. */
  function whole(value, limit) {
    return value.slice(0, limit).replace(/\p{Surrogate}/gu, "");
  }

  function id(value) {
    return typeof value === "string" && value.length <= 64 && ID.test(value) ? value : "";
  }

  /** The text of a file, or of what the browser kept. */
  function parseRecord(json) {
    if (json.length > LIMITS.file) throw new Refused("refused_big");
    let value;
    try {
      value = JSON.parse(json);
    } catch (error) {
      throw new Refused("refused_file");
    }
    return readRecord(value);
  }

  function writeRecord(record, withName) {
    const { name, day, stage, answers, questions, kept } = record;
    const plain = { icp_assessment: VERSION, ...(withName && name ? { name } : {}), ...(day ? { day } : {}) };
    return { ...plain, ...(stage ? { stage } : {}), answers: tidy(answers), questions: onlyAnswered(answers, questions), kept };
  }

  function tidy(answers) {
    const { segment, ...parts } = answers;
    return segment ? { segment, ...parts } : parts;
  }

  function onlyAnswered(answers, questions) {
    return Object.fromEntries(answeredKeys(answers).filter((key) => questions[key]).map((key) => [key, questions[key]]));
  }

  /** The questions that have an answer, as the keys of their letters. */
  function answeredKeys(answers) {
    return PARTS.flatMap((part) => Object.keys(answers[part]).map((name) => `${part}.${name}`)).filter(
      (key) => key !== "maturity.override"
    );
  }

  function isEmpty(record) {
    return !record.answers.segment && PARTS.every((part) => !Object.keys(record.answers[part]).length);
  }

  /* Links: #v1.s=mid-market&a:employees=300,x3fq&q:need=c,k2aa&m:tools=1-1:y;2-1:n,p0wz
   * A field is the part's first letter, the id, the answer and the letters of the question. */

  function writeLink(record, withName) {
    const { answers, questions } = record;
    const fields = [];
    const put = (key, value) => value && fields.push(`${key}=${encoded(value)}`);
    put("n", withName ? record.name : "");
    put("d", record.day);
    put("g", record.stage);
    put("s", answers.segment);
    for (const part of PARTS) {
      for (const [name, answer] of Object.entries(answers[part])) {
        const letters = questions[`${part}.${name}`];
        fields.push(`${part[0]}:${name}=${writeAnswer(part, answer)}${letters ? "," + letters : ""}`);
      }
    }
    return `v${VERSION}.${fields.join("&")}`;
  }

  function writeAnswer(part, answer) {
    if (typeof answer === "object") {
      return Object.entries(answer).map(([name, one]) => `${name}:${shortOf(ITEMS, one)}`).join(";");
    }
    return part === "qualification" ? shortOf(STATES, answer) : encoded(answer);
  }

  function encoded(value) {
    return encodeURIComponent(whole(value, value.length));
  }

  function shortOf(words, word) {
    const found = Object.keys(words).find((short) => words[short] === word);
    return found || "." + encoded(word);
  }

  function longOf(words, written) {
    if (written.startsWith(".")) return decodeURIComponent(written.slice(1));
    if (!Object.prototype.hasOwnProperty.call(words, written)) throw new Refused("refused_link");
    return words[written];
  }

  /** Whether an address' fragment means to be one of our links, readable or not. */
  function isLink(fragment) {
    return /^v[0-9]+\./.test(fragment);
  }

  function readLink(fragment) {
    if (fragment.length > LIMITS.link) throw new Refused("refused_big");
    const version = Number(/^v([0-9]+)\./.exec(fragment)[1]);
    if (version > VERSION) throw new Refused("refused_newer");
    if (version < VERSION) throw new Refused("refused_link");
    const value = { icp_assessment: VERSION, answers: emptyAnswers(), questions: bare() };
    try {
      for (const field of fragment.slice(fragment.indexOf(".") + 1).split("&")) if (field) readField(value, field);
    } catch (error) {
      throw new Refused("refused_link"); // half an escape sequence, or a word that is none of ours
    }
    const record = readRecord(value);
    if (isEmpty(record)) throw new Refused("refused_link");
    return record;
  }

  function readField(value, field) {
    const cut = field.indexOf("=");
    if (cut < 1) throw new Refused("refused_link");
    const [key, written] = [field.slice(0, cut), field.slice(cut + 1)];
    const simple = { n: "name", d: "day", g: "stage" };
    if (key === "s") value.answers.segment = decodeURIComponent(written);
    else if (Object.prototype.hasOwnProperty.call(simple, key)) value[simple[key]] = decodeURIComponent(written);
    else {
      const part = PARTS.find((one) => key.startsWith(one[0] + ":"));
      if (!part) throw new Refused("refused_link");
      const name = key.slice(2);
      const [answer, letters] = written.split(",");
      value.answers[part][name] = readWritten(part, answer);
      if (letters) value.questions[`${part}.${name}`] = letters;
    }
  }

  function readWritten(part, written) {
    if (part === "qualification") return longOf(STATES, written);
    if (part !== "maturity" || !written.includes(":")) return decodeURIComponent(written);
    const items = bare();
    for (const item of written.split(";")) {
      const [name, short] = item.split(":");
      items[name] = longOf(ITEMS, short);
    }
    return items;
  }

  /** Bring what was answered under earlier ids under those of today; what has an answer there already keeps it. */
  function follow(record, renamed) {
    const { answers } = record;
    const now = (ids, name) => (ids && Object.prototype.hasOwnProperty.call(ids, name) ? ids[name] : name);
    const follows = (given, ids, prefix) => {
      for (const name of Object.keys(given).filter((one) => one.startsWith(prefix))) {
        const id = prefix + now(ids, name.slice(prefix.length));
        if (id === name) continue;
        if (!(id in given)) given[id] = given[name];
        delete given[name];
      }
    };
    for (const part of PARTS) {
      follows(answers[part], renamed.ids[part], "");
      follows(record.questions, renamed.ids[part], part + ".");
    }
    answers.segment = now(renamed.ids.segment, answers.segment);
    if (record.stage) record.stage = now(renamed.ids.stage, record.stage);
    for (const [name, ids] of Object.entries(renamed.options)) {
      if (typeof answers.attributes[name] === "string") answers.attributes[name] = now(ids, answers.attributes[name]);
    }
    const { override } = answers.maturity;
    if (isObject(override) && override.tier) override.tier = now(renamed.ids.tier, override.tier);
  }

  /** What has changed since a record was made: keys of questions that mean something else now, and of those gone,
   * whose answers are taken out. `document` is the page's. */
  function settle(record, { questions, renamed }) {
    follow(record, renamed);
    const keys = answeredKeys(record.answers);
    const isAsked = (key) => Object.prototype.hasOwnProperty.call(questions, key);
    const gone = keys.filter((key) => record.questions[key] && !isAsked(key));
    for (const key of gone) {
      const [part, name] = key.split(".");
      delete record.answers[part][name];
    }
    const letters = record.questions;
    return { gone, changed: keys.filter((key) => isAsked(key) && letters[key] && letters[key] !== questions[key]) };
  }

  window.icpAnswers = {
    Refused, bare, emptyRecord, parseRecord, writeRecord, writeLink, isLink, readLink, settle, isEmpty, answeredKeys, tidy,
  };
})();
