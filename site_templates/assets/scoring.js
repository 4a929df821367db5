/* Fit, motivation and ability of one account: the twin of generator/icp_playbook/scoring, part by part in the
 * same order. The rules document and the shape of answers and results are described there; one table of cases and
 * a property test run through both and demand equal results. A plain script: it sets window.icpScoring. */
(function () {
  "use strict";

  /** The three results and what they mean together, for rules without defects and any answers. */
  function assess(rules, answers) {
    const given = readAnswers(rules, answers);
    const motivation = judgeMotivation(rules.qualification, given.qualification);
    const ability = judgeAbility(rules.maturity, given);
    return {
      version: 1,
      notes: given.notes,
      fit: rank(rules, given.attributes, given.segment),
      motivation,
      ability,
      together: stance(rules, motivation, ability),
    };
  }

  /* Messages */

  /** The text of a message: each {name} replaced once, a list joined with commas. */
  function format(texts, key, params) {
    const text = has(texts, key) ? texts[key] : key;
    return text.replace(/\{([a-z_]+)\}/g, (braces, name) => {
      const value = has(params, name) ? params[name] : braces;
      return Array.isArray(value) ? value.join(", ") : String(value);
    });
  }

  function say(key, params) {
    return { key, params: params || {} };
  }

  function has(object, key) {
    return Object.prototype.hasOwnProperty.call(object, key);
  }

  /* Exact numbers: fractions of BigInt, in lowest terms, the denominator positive */

  const PLAIN = /^-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,6})?$/;
  const SMALLEST_FLOAT = 1e-4;
  const WRITTEN_AS_DECIMAL = 10n ** 12n;

  function fraction(n, d) {
    if (d < 0n) return fraction(-n, -d);
    let [a, b] = [n < 0n ? -n : n, d];
    while (b) [a, b] = [b, a % b];
    return { n: n / a, d: d / a };
  }

  function whole(number) {
    return { n: BigInt(number), d: 1n };
  }

  const ZERO = whole(0);
  const ONE = whole(1);
  const HALF = fraction(1n, 2n);
  const HUNDRED = whole(100);

  /** A decimal of the rules, or a canonical answer. */
  function decimal(text) {
    const [digits, decimals = ""] = text.split(".");
    return fraction(BigInt(digits + decimals), 10n ** BigInt(decimals.length));
  }

  function add(a, b) {
    return fraction(a.n * b.d + b.n * a.d, a.d * b.d);
  }

  function minus(a, b) {
    return fraction(a.n * b.d - b.n * a.d, a.d * b.d);
  }

  function times(a, b) {
    return fraction(a.n * b.n, a.d * b.d);
  }

  function over(a, b) {
    return fraction(a.n * b.d, a.d * b.n);
  }

  function compare(a, b) {
    const difference = a.n * b.d - b.n * a.d;
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }

  function sum(values) {
    return values.reduce(add, ZERO);
  }

  function larger(a, b) {
    return compare(a, b) < 0 ? b : a;
  }

  /** BigInt division cuts towards zero; this one always goes down. */
  function floor(value) {
    const cut = value.n / value.d;
    return value.n < 0n && value.n % value.d ? cut - 1n : cut;
  }

  function ceiling(value) {
    return Number(-floor(minus(ZERO, value)));
  }

  function amount(value) {
    return { exact: exactText(value), shown: shown(value) };
  }

  function shown(value) {
    return String(floor(add(value, HALF)));
  }

  function exactText(value) {
    if (WRITTEN_AS_DECIMAL % value.d) return `${value.n}/${value.d}`;
    const scaled = (value.n < 0n ? -value.n : value.n) * (WRITTEN_AS_DECIMAL / value.d);
    const decimals = String(scaled % WRITTEN_AS_DECIMAL).padStart(12, "0").replace(/0+$/, "");
    return (value.n < 0n ? "-" : "") + scaled / WRITTEN_AS_DECIMAL + (decimals ? "." + decimals : "");
  }

  /** The number that somebody answered, or null when it is not a plain decimal. */
  function readDecimal(value) {
    if (typeof value !== "string" && typeof value !== "number") return null;
    const text = typeof value === "string" ? value : numberText(value);
    return PLAIN.test(text) ? decimal(text) : null;
  }

  function numberText(value) {
    const size = Math.abs(value);
    return size > Number.MAX_SAFE_INTEGER || (size > 0 && size < SMALLEST_FLOAT) ? "" : String(value);
  }

  function partOf(share, count) {
    return ceiling(times(decimal(share), whole(count)));
  }

  /* Reading answers */

  const STATES = ["confirmed", "partial", "absent", "unknown"];
  const NOTES_AT_MOST = 20;
  const QUOTED_AT_MOST = 40;
  const TEXT_AT_MOST = 500;

  function readAnswers(rules, given) {
    const notes = [];
    const answers = mapping(notes, given, "answers");
    unknownIds(notes, answers, ["segment", "attributes", "qualification", "maturity"], "answers");
    const segment = readSegment(notes, rules, answers.get("segment"));
    const attributes = readAttributes(notes, rules, answers.get("attributes"));
    const qualification = readQualification(notes, rules, answers.get("qualification"));
    const maturity = mapping(notes, answers.get("maturity"), "maturity");
    const [rubric, items] = readDimensions(notes, rules.maturity, maturity);
    const override = readOverride(notes, rules.maturity, maturity.get("override"));
    return { segment, attributes, qualification, rubric, items, override, notes: few(notes) };
  }

  function note(notes, key, params) {
    notes.push(say("note." + key, params));
  }

  /** What was answered as a Map, so that no id can ever meet a property that all objects have. */
  function mapping(notes, value, part) {
    if (isMissing(value, false)) return new Map();
    if (typeof value === "object" && !Array.isArray(value)) return new Map(Object.entries(value));
    note(notes, "not_a_mapping", { part });
    return new Map();
  }

  function unknownIds(notes, given, known, part) {
    const names = new Set(known);
    for (const id of [...given.keys()].filter((name) => !names.has(name)).sort(byCodePoint)) {
      note(notes, "unknown_id", { part, id: cut(id, QUOTED_AT_MOST) });
    }
  }

  /** The order of Python's strings; JavaScript's own goes by halves of characters beyond U+FFFF. */
  function byCodePoint(a, b) {
    const [left, right] = [Array.from(a), Array.from(b)];
    for (let i = 0; i < Math.min(left.length, right.length); i += 1) {
      const difference = left[i].codePointAt(0) - right[i].codePointAt(0);
      if (difference) return difference;
    }
    return left.length - right.length;
  }

  function few(notes) {
    const more = notes.length - NOTES_AT_MOST;
    return more > 0 ? [...notes.slice(0, NOTES_AT_MOST), say("note.more", { count: more })] : notes;
  }

  function readSegment(notes, rules, value) {
    if (isMissing(value)) return null;
    if (rules.segments.some((segment) => segment.id === value)) return value;
    note(notes, "unknown_id", { part: "segment", id: quote(value) });
    return null;
  }

  function readAttributes(notes, rules, value) {
    const given = mapping(notes, value, "attributes");
    const known = new Map();
    for (const attribute of rules.attributes) {
      const answer = given.get(attribute.id);
      if (isMissing(answer)) continue;
      const [read, wrong] = readAttribute(attribute, answer);
      if (wrong) note(notes, wrong, { question: attribute.question, given: quote(answer) });
      else known.set(attribute.id, read);
    }
    unknownIds(notes, given, rules.attributes.map((attribute) => attribute.id), "attributes");
    return known;
  }

  function readAttribute(attribute, answer) {
    if (attribute.type === "number") return readNumber(attribute, answer);
    if (attribute.type === "yes-no") {
      const read = yesNo(answer);
      return read ? [read, ""] : ["", "not_yes_no"];
    }
    if (typeof answer !== "string") return ["", "not_text"];
    if (attribute.type === "choice") {
      const chosen = (attribute.options || []).some((option) => option.value === answer);
      return chosen ? [answer, ""] : ["", "not_an_option"];
    }
    return Array.from(answer).length <= TEXT_AT_MOST ? [answer, ""] : ["", "too_long"];
  }

  function readNumber(attribute, answer) {
    const number = readDecimal(answer);
    if (number === null) return ["", "not_a_number"];
    if (compare(number, least(attribute)) < 0) return ["", "too_small"];
    if (has(attribute, "max") && compare(number, decimal(attribute.max)) > 0) return ["", "too_large"];
    return [exactText(number), ""];
  }

  function least(attribute) {
    return decimal(has(attribute, "min") ? attribute.min : "0");
  }

  function yesNo(answer) {
    if (answer === true || answer === "yes") return "yes";
    return answer === false || answer === "no" ? "no" : "";
  }

  function readQualification(notes, rules, value) {
    const given = mapping(notes, value, "qualification");
    const criteria = rules.qualification ? rules.qualification.criteria : [];
    const known = new Map();
    for (const criterion of criteria) {
      const answer = given.get(criterion.id);
      if (STATES.includes(answer)) known.set(criterion.id, answer);
      else if (!isMissing(answer)) note(notes, "not_a_state", { criterion: criterion.name, given: quote(answer) });
    }
    unknownIds(notes, given, criteria.map((criterion) => criterion.id), "qualification");
    return known;
  }

  function readDimensions(notes, model, given) {
    const dimensions = model ? model.dimensions : [];
    const levels = model ? model.levels.map((level) => level.level) : [];
    const [rubric, items] = [new Map(), new Map()];
    for (const dimension of dimensions) {
      const answer = given.get(dimension.id);
      if (dimension.method !== "rubric") {
        items.set(dimension.id, readItems(notes, dimension, answer));
      } else if (!isMissing(answer)) {
        const number = readDecimal(answer);
        const level = levels.find((one) => number !== null && compare(number, whole(one)) === 0);
        if (level === undefined) note(notes, "not_a_level", { dimension: dimension.name, given: quote(answer) });
        else rubric.set(dimension.id, level);
      }
    }
    unknownIds(notes, given, ["override", ...dimensions.map((dimension) => dimension.id)], "maturity");
    return [rubric, items];
  }

  function readItems(notes, dimension, answer) {
    const given = mapping(notes, answer, dimension.name);
    const known = new Map();
    const ids = dimension.levels.flatMap((level) => level.items.map((item) => item.id));
    for (const id of ids) {
      const value = given.get(id);
      if (isMissing(value)) continue;
      const read = readItem(dimension, value);
      if (read) known.set(id, read);
      else note(notes, "not_an_item_answer", { dimension: dimension.name, item: id, given: quote(value) });
    }
    unknownIds(notes, given, ids, dimension.name);
    return known;
  }

  function readItem(dimension, value) {
    if (value === "not-applicable") return "not-applicable";
    if (dimension.method === "checklist") return yesNo(value);
    const number = readDecimal(value);
    const onScale = (step) => number !== null && compare(number, decimal(step)) === 0;
    return (dimension.scale || []).some(onScale) ? exactText(number) : "";
  }

  function readOverride(notes, model, value) {
    const given = mapping(notes, value, "override");
    unknownIds(notes, given, ["tier", "reason"], "override");
    const [wanted, reason] = [given.get("tier"), given.get("reason")];
    if (isMissing(wanted)) return null;
    const tier = model ? model.tiers.find((one) => one.id === wanted) : undefined;
    if (tier === undefined) note(notes, "unknown_id", { part: "override", id: quote(wanted) });
    else if (typeof reason !== "string" || isMissing(reason)) {
      note(notes, "override_without_reason", { tier: tier.name });
    } else return { tier, reason: cut(reason, TEXT_AT_MOST) };
    return null;
  }

  function isMissing(value, blankToo = true) {
    return value === null || value === undefined || (blankToo && typeof value === "string" && /^[ \t\r\n]*$/.test(value));
  }

  function quote(value) {
    if (typeof value === "string") return cut(value, QUOTED_AT_MOST);
    if (typeof value === "boolean") return String(value);
    if (typeof value === "object") return Array.isArray(value) ? "[…]" : "{…}";
    return Number.isSafeInteger(value) ? String(value) : "#";
  }

  function cut(text, limit) {
    const characters = Array.from(text);
    return characters.length <= limit ? text : characters.slice(0, limit).join("") + "…";
  }

  /* Conditions: true, false, or null for unknown, which is never false */

  function holds(condition, known) {
    if (has(condition, "all")) return allOf(condition.all.map((part) => holds(part, known)));
    if (has(condition, "any")) return not(allOf(condition.any.map((part) => not(holds(part, known)))));
    return known.has(condition.attribute) ? compares(condition, known.get(condition.attribute)) : null;
  }

  function undecidedBy(condition, known) {
    if (holds(condition, known) !== null) return [];
    const parts = condition.all || condition.any;
    if (!parts) return [condition.attribute];
    return [...new Set(parts.flatMap((part) => undecidedBy(part, known)))];
  }

  function compares(condition, value) {
    if (has(condition, "below")) return compare(decimal(value), decimal(condition.below)) < 0;
    if (has(condition, "at-least")) return compare(decimal(value), decimal(condition["at-least"])) >= 0;
    if (has(condition, "is-not")) return value !== condition["is-not"];
    return has(condition, "one-of") ? condition["one-of"].includes(value) : value === condition.is;
  }

  function allOf(outcomes) {
    if (outcomes.includes(false)) return false;
    return outcomes.includes(null) ? null : true;
  }

  function not(outcome) {
    return outcome === null ? null : !outcome;
  }

  /* Fit of one segment */

  function judge(segment, known) {
    const lines = segment.criteria.map((criterion) => ({
      criterion,
      weight: decimal(criterion.weight),
      points: pointsOf(criterion, known.get(criterion.attribute)),
      highest: highestOf(criterion),
    }));
    const isKnown = (line) => line.points !== null;
    const gained = sum(lines.filter(isKnown).map((line) => times(line.weight, line.points)));
    const ofAll = sum(lines.map((line) => times(line.weight, line.highest)));
    const openGain = sum(lines.filter((line) => !isKnown(line)).map((line) => times(line.weight, line.highest)));
    const knownWeight = sum(lines.filter(isKnown).map((line) => line.weight));
    const totalWeight = sum(lines.map((line) => line.weight));
    const base = segment.mode === "raw" ? ofAll : minus(ofAll, openGain);
    const ratio = knownWeight.n ? ratioOf(gained, base) : null;
    const required = lines.every((line) => isKnown(line) || !line.criterion.required);
    const covered = compare(knownWeight, times(decimal(segment.min_coverage), totalWeight)) >= 0;
    const hit = segment.disqualifiers.flatMap((rule, index) => (holds(rule.when, known) ? [index] : []));
    const enoughKnown = required && covered && ratio !== null;
    const of = segment.mode === "share" ? HUNDRED : ofAll;
    return {
      segment, lines, hit, knownWeight, totalWeight, ratio, enoughKnown, of,
      ceiling: ratioOf(add(gained, openGain), ofAll) || ZERO,
      status: hit.length ? "disqualified" : enoughKnown ? "scored" : "not-enough-known",
      score: ratio === null ? null : times(ratio, of),
    };
  }

  function describe(judged, questions, known) {
    const { segment, score } = judged;
    const state = (index, attributes) => {
      const { why, exception } = segment.disqualifiers[index];
      return { index, why, exception, attributes };
    };
    const hit = judged.hit.map((index) => state(index, []));
    const unknown = segment.disqualifiers
      .map((rule, index) => state(index, undecidedBy(rule.when, known)))
      .filter((one) => one.attributes.length);
    const never = hit.some((one) => one.exception === "never");
    return {
      segment: segment.id,
      status: judged.status,
      mode: segment.mode,
      enough_known: judged.enoughKnown,
      score: score === null ? null : amount(score),
      of: exactText(judged.of),
      band: bandOf(judged),
      coverage: {
        known: exactText(judged.knownWeight),
        total: exactText(judged.totalWeight),
        needed: exactText(decimal(segment.min_coverage)),
      },
      table: judged.lines.map((line) => row(line, known)),
      disqualifiers: { hit, unknown },
      could_rule_out: hit.length ? [] : unknown.map(({ why }) => say("fit.could_rule_out", { why })),
      exception: hit.length ? (never ? "never" : "ask") : null,
      find_out: findOut(judged, unknown),
      messages: segmentMessages(judged, hit, questions),
    };
  }

  function ratioOf(gained, of) {
    return of.n > 0n ? larger(over(gained, of), ZERO) : null;
  }

  function highestOf(criterion) {
    const all = criterion.bands ? criterion.bands.map((band) => band.points) : Object.values(criterion.options || {});
    return all.length ? all.map(decimal).reduce(larger) : ZERO;
  }

  function pointsOf(criterion, value) {
    if (value === undefined) return null;
    if (!criterion.bands) {
      return has(criterion.options || {}, value) ? decimal(criterion.options[value]) : null;
    }
    const [number, last] = [decimal(value), criterion.bands.length - 1];
    const found = criterion.bands.find((band, index) => {
      const above = !has(band, "from") || compare(number, decimal(band.from)) >= 0;
      const order = has(band, "to") ? compare(number, decimal(band.to)) : -1;
      return above && (order < 0 || (index === last && order === 0));
    });
    return found ? decimal(found.points) : null;
  }

  function bandOf(judged) {
    if (judged.score === null || !judged.enoughKnown) return null;
    const reached = judged.segment.bands.flatMap((band, index) =>
      compare(decimal(band.from), judged.score) <= 0 ? [index] : []
    );
    return reached.length ? reached[reached.length - 1] : null;
  }

  function row({ criterion, weight, points, highest }, known) {
    return {
      attribute: criterion.attribute,
      value: known.has(criterion.attribute) ? known.get(criterion.attribute) : null,
      points: points === null ? null : exactText(points),
      highest: exactText(highest),
      weight: exactText(weight),
      weighted: points === null ? null : exactText(times(weight, points)),
      of: exactText(times(weight, highest)),
      required: criterion.required,
      why: criterion.why,
    };
  }

  function findOut(judged, unknown) {
    const [weights, required] = [new Map(), new Set()];
    for (const { criterion, weight, points } of judged.lines) {
      if (points !== null) continue;
      weights.set(criterion.attribute, add(weights.get(criterion.attribute) || ZERO, weight));
      if (criterion.required) required.add(criterion.attribute);
    }
    const disqualifies = new Set(unknown.flatMap((state) => state.attributes));
    for (const name of disqualifies) if (!weights.has(name)) weights.set(name, ZERO);
    const order = (a, b) =>
      compare(weights.get(b), weights.get(a)) ||
      required.has(b) - required.has(a) ||
      disqualifies.has(b) - disqualifies.has(a);
    return [...weights.keys()].sort(order).map((name) => ({
      attribute: name,
      weight: exactText(weights.get(name)),
      required: required.has(name),
      disqualifies: disqualifies.has(name),
    }));
  }

  function segmentMessages(judged, hit, questions) {
    const { segment } = judged;
    const said = hit.flatMap((state) => [
      say("fit.disqualified", { segment: segment.name, why: state.why }),
      say("fit.exception_" + state.exception),
    ]);
    for (const { criterion, points } of judged.lines) {
      if (!criterion.required || points !== null) continue;
      said.push(say("fit.required_unknown", { question: questions.get(criterion.attribute).question }));
    }
    if (!judged.enoughKnown) {
      const needed = shown(times(decimal(segment.min_coverage), HUNDRED));
      const [known, total] = [exactText(judged.knownWeight), exactText(judged.totalWeight)];
      said.push(say("fit.not_enough_known", { known, total, needed }));
    }
    if (judged.score !== null) {
      const params = { segment: segment.name, score: shown(judged.score), of: shown(judged.of) };
      said.push(say("fit.score_" + segment.mode, params));
    }
    const band = bandOf(judged);
    if (band !== null) said.push(say("fit.band", { band: segment.bands[band].name }));
    return said;
  }

  /* Best match, runner-up, and what would change the order */

  const CHANGES_AT_MOST = 4;
  const KNOWN_CHANGES_AT_MOST = 3;
  const FOCUSES = ["beachhead", "focus", "develop", "maintain", "avoid"];

  function rank(rules, known, chosen) {
    if (!rules.segments.length) return null;
    const attributes = new Map(rules.attributes.map((attribute) => [attribute.id, attribute]));
    const judged = rules.segments.map((segment) => judge(segment, known));
    const places = placesOf(judged);
    const described = judged.map((one) => describe(one, attributes, known));
    const best = places.best ? places.best.segment.id : null;
    const about = chosen || aboutOf(places);
    return {
      chosen,
      about,
      avoid_first: places.avoidFirst ? places.avoidFirst.segment.id : null,
      best,
      runner_up: places.runnerUp ? places.runnerUp.segment.id : null,
      changes: chosen ? [] : changesOf(attributes, known, places),
      could_overtake: places.couldOvertake.map((one) => one.segment.id),
      segments: described,
      find_out: findOutOverall(judged, described, chosen),
      stops: stopsOf(places, described.find((one) => one.segment === about), chosen),
      messages: rankMessages(places),
    };
  }

  function placesOf(judged) {
    const scored = judged.filter((one) => one.status === "scored").sort(inOrder);
    const matches = scored.filter((one) => one.segment.focus !== "avoid");
    const avoided = scored.filter((one) => one.segment.focus === "avoid");
    const [best = null, runnerUp = null] = matches;
    const first = avoided.length && (!best || compare(avoided[0].ratio, best.ratio) > 0);
    const served = judged.filter((one) => one.segment.focus !== "avoid");
    const disqualified = served.filter((one) => one.status === "disqualified").sort(inOrder);
    const couldOvertake = served.filter(
      (one) => one.status === "not-enough-known" && best !== null && compare(one.ceiling, best.ratio) > 0
    );
    return {
      best, runnerUp, couldOvertake,
      avoidFirst: first ? avoided[0] : null,
      nearest: disqualified.length ? disqualified[0] : null,
      allDisqualified: served.length > 0 && disqualified.length === served.length,
    };
  }

  /** The segment to explain: the best match, else the one that comes closest to the account. */
  function aboutOf({ best, avoidFirst, nearest }) {
    const found = best || avoidFirst || nearest;
    return found ? found.segment.id : null;
  }

  /** Why nobody should go on: they are ruled out, or look only like whom we avoid. */
  function stopsOf({ best, avoidFirst }, about, chosen) {
    if (about && about.status === "disqualified") return about.disqualifiers.hit.map(({ why }) => say("fit.stop", { why }));
    return avoidFirst && !best && !chosen ? [placeMessage("fit.avoid_first", avoidFirst)] : [];
  }

  /** Highest first; ties go by focus, then name, then id. */
  function inOrder(a, b) {
    return (
      compare(b.ratio || ZERO, a.ratio || ZERO) ||
      FOCUSES.indexOf(a.segment.focus) - FOCUSES.indexOf(b.segment.focus) ||
      byCodePoint(a.segment.name, b.segment.name) ||
      byCodePoint(a.segment.id, b.segment.id)
    );
  }

  function changesOf(attributes, known, { best, runnerUp }) {
    if (!best || !runnerUp) return [];
    const pair = [best.segment, runnerUp.segment];
    const used = new Set(pair.flatMap(usedAttributes));
    const changes = [];
    const room = { false: CHANGES_AT_MOST, true: KNOWN_CHANGES_AT_MOST };
    for (const [name, attribute] of attributes) {
      if (!used.has(name)) continue;
      const answers = possible(attribute, pair)
        .filter(([, value]) => overtakes(pair, new Map(known).set(name, value)))
        .map(([answer]) => answer);
      const isKnown = known.has(name);
      const some = merged(answers).slice(0, room[isKnown]);
      if (!some.length) continue;
      room[isKnown] -= some.length;
      const told = some.map((answer) => ({ ...answer, message: changeMessage(attribute, answer, isKnown) }));
      changes.push({ attribute: name, known: isKnown, answers: told });
    }
    return changes.sort((a, b) => a.known - b.known);
  }

  function overtakes([best, runnerUp], known) {
    const [first, other] = [judge(best, known), judge(runnerUp, known)];
    if (other.status !== "scored") return false;
    return first.status !== "scored" || inOrder(other, first) < 0;
  }

  function usedAttributes(segment) {
    const criteria = segment.criteria.map((criterion) => criterion.attribute);
    return [...criteria, ...segment.disqualifiers.flatMap((rule) => leaves(rule.when))];
  }

  function leaves(condition) {
    const parts = condition.all || condition.any;
    return parts ? parts.flatMap(leaves) : [condition.attribute];
  }

  function possible(attribute, segments) {
    if (attribute.type === "text") return [];
    if (attribute.type === "number") return ranges(attribute, segments);
    const options = (attribute.options || []).map((option) => option.value);
    return (attribute.type === "yes-no" ? ["yes", "no"] : options).map((value) => [{ value }, value]);
  }

  function ranges(attribute, segments) {
    const start = least(attribute);
    const end = has(attribute, "max") ? decimal(attribute.max) : null;
    const inner = segments
      .flatMap((segment) => cuts(segment, attribute.id))
      .filter((cutAt) => compare(cutAt, start) > 0 && (end === null || compare(cutAt, end) < 0))
      .sort(compare)
      .filter((cutAt, index, all) => index === 0 || compare(cutAt, all[index - 1]) !== 0);
    const ends = [...inner, end];
    return [start, ...inner].map((from, index) => {
      const to = ends[index];
      const middle = to === null ? add(from, ONE) : times(add(from, to), HALF);
      return [{ from: exactText(from), to: to === null ? null : exactText(to) }, exactText(middle)];
    });
  }

  function cuts(segment, attribute) {
    const bands = segment.criteria
      .filter((criterion) => criterion.attribute === attribute)
      .flatMap((criterion) => criterion.bands || []);
    const bounds = bands.flatMap((band) => [band.from, band.to]);
    const limits = segment.disqualifiers.flatMap((rule) => thresholds(rule.when, attribute));
    return [...bounds, ...limits].filter((bound) => bound !== undefined).map(decimal);
  }

  function thresholds(condition, attribute) {
    const parts = condition.all || condition.any;
    if (parts) return parts.flatMap((part) => thresholds(part, attribute));
    return condition.attribute === attribute ? [condition.below, condition["at-least"]] : [];
  }

  function merged(answers) {
    const joined = [];
    for (const answer of answers) {
      const before = joined[joined.length - 1];
      if (before && has(answer, "from") && before.to === answer.from) {
        joined[joined.length - 1] = { from: before.from, to: answer.to };
      } else joined.push(answer);
    }
    return joined;
  }

  function changeMessage(attribute, answer, isKnown) {
    const { question } = attribute;
    const key = isKnown ? "fit.would_change_" : "fit.change_";
    if (has(answer, "value")) {
      if (attribute.type === "yes-no") return say(key + answer.value, { question });
      const { label } = attribute.options.find((option) => option.value === answer.value);
      return say(key + "value", { question, answer: label });
    }
    if (answer.to === null) return say(key + "from", { question, start: answer.from });
    return say(key + "between", { question, start: answer.from, end: answer.to });
  }

  function findOutOverall(judged, described, chosen) {
    const heaviness = new Map();
    judged.forEach((one, index) => {
      const may = one.segment.focus !== "avoid" && !one.hit.length;
      if (chosen ? one.segment.id !== chosen : !may) return;
      for (const { attribute } of described[index].find_out) {
        const asked = one.lines.filter((line) => line.criterion.attribute === attribute);
        const weight = sum(asked.map((line) => line.weight));
        const share = one.totalWeight.n ? over(weight, one.totalWeight) : ZERO;
        heaviness.set(attribute, add(heaviness.get(attribute) || ZERO, share));
      }
    });
    const names = [...heaviness.keys()];
    return chosen ? names : names.sort((a, b) => compare(heaviness.get(b), heaviness.get(a)));
  }

  function rankMessages({ best, runnerUp, avoidFirst, nearest, allDisqualified, couldOvertake }) {
    const said = avoidFirst ? [placeMessage("fit.avoid_first", avoidFirst)] : [];
    if (best) said.push(placeMessage("fit.best", best));
    else if (nearest && allDisqualified) said.push(say("fit.all_disqualified", { segment: nearest.segment.name }));
    else said.push(say("fit.no_match"));
    if (best && runnerUp) {
      const behind = times(minus(best.ratio, runnerUp.ratio), HUNDRED);
      said.push(say("fit.runner_up", { segment: runnerUp.segment.name, behind: shown(behind) }));
    }
    return said.concat(couldOvertake.map((one) => say("fit.could_overtake", { segment: one.segment.name })));
  }

  function placeMessage(key, one) {
    return say(key, { segment: one.segment.name, score: shown(times(one.ratio, HUNDRED)) });
  }

  /* Motivation */

  function judgeMotivation(rules, answers) {
    if (!rules || !rules.criteria.length) return null;
    const stateOf = (id) => answers.get(id) || "unknown";
    const states = rules.criteria.map((criterion) => stateOf(criterion.id));
    const needed = partOf(rules.share, states.length);
    const confirmed = states.filter((state) => state === "confirmed").length;
    const absent = states.filter((state) => state === "absent").length;
    const must = rules.must_have.map(stateOf);
    let verdict = "nurture";
    if (confirmed >= needed && !absent && must.every((state) => state === "confirmed")) verdict = "qualified";
    else if (!must.includes("absent") && states.length - absent >= needed) verdict = "pursue";
    return {
      verdict,
      confirmed,
      needed,
      of: states.length,
      not_confirmed: rules.criteria
        .filter((criterion) => stateOf(criterion.id) !== "confirmed")
        .map((criterion) => ({
          criterion: criterion.id,
          state: stateOf(criterion.id),
          must_have: rules.must_have.includes(criterion.id),
          question: criterion.questions.length ? criterion.questions[0] : null,
        })),
      messages: motivationMessages(rules, stateOf, verdict, confirmed, needed),
    };
  }

  function motivationMessages(rules, stateOf, verdict, confirmed, needed) {
    const said = [say("motivation." + verdict, { confirmed, of: rules.criteria.length, needed })];
    if (rules.criteria.every((criterion) => stateOf(criterion.id) === "unknown")) {
      return [...said, say("motivation.nothing_known")];
    }
    const named = (wanted) => rules.criteria.filter(wanted).map((criterion) => criterion.name);
    const absent = named((criterion) => stateOf(criterion.id) === "absent");
    const open = named(
      ({ id }) => rules.must_have.includes(id) && ["partial", "unknown"].includes(stateOf(id))
    );
    if (absent.length) said.push(say("motivation.absent", { criteria: absent }));
    if (open.length) said.push(say("motivation.must_have_open", { criteria: open }));
    return said;
  }

  /* The level of one dimension, a range while answers are missing */

  function readDimension(dimension, model, answers) {
    const levels = model.levels.map((level) => level.level).sort((a, b) => a - b);
    const [lowest, top] = [levels[0], levels[levels.length - 1]];
    if (dimension.method === "rubric") {
      const level = answers.rubric.get(dimension.id);
      const [worst, best] = level === undefined ? [lowest, top] : [level, level];
      return reading(dimension, worst, best, null, [], new Map());
    }
    const given = answers.items.get(dimension.id);
    const steps = levels.map(
      (level) => dimension.levels.find((one) => one.level === level) || { level, items: [] }
    );
    const ids = steps.flatMap((step) => step.items.map((item) => item.id));
    if (dimension.method === "checklist") {
      return reading(dimension, checklist(steps, given, "no"), checklist(steps, given, "yes"), null, ids, given);
    }
    const [low, high] = ["0", "1"].map((assumed) => coverage(steps, given, assumed));
    const [worst, best] = [low, high].map((total) => Math.min(Math.max(Number(floor(total)), lowest), top));
    return reading(dimension, worst, best, { worst: exactText(low), best: exactText(high) }, ids, given);
  }

  function reading(dimension, worst, best, value, ids, given) {
    const unanswered = ids.filter((id) => !given.has(id));
    const held = new Set(ids.filter((id) => ["yes", "1", "not-applicable"].includes(given.get(id))));
    const level = worst === best ? worst : null;
    const counts = { answered: ids.length - unanswered.length, of: ids.length };
    return {
      dimension, level, worst, best, unanswered, held,
      row: { dimension: dimension.id, level, worst, best, value, ...counts },
    };
  }

  function checklist(steps, given, assumed) {
    let reached = steps[0].level;
    for (const step of steps) {
      const answers = step.items.map((item) => given.get(item.id) || assumed);
      if (answers.includes("no")) break;
      reached = step.level;
    }
    return reached;
  }

  function coverage(steps, given, assumed) {
    const held = steps.map((step) => {
      const values = step.items.map((item) => given.get(item.id) || assumed);
      const counted = values.filter((value) => value !== "not-applicable").map(decimal);
      return counted.length ? over(sum(counted), whole(counted.length)) : ONE;
    });
    return larger(add(whole(steps[0].level - 1), sum(held)), ZERO);
  }

  /* Ability */

  function judgeAbility(model, answers) {
    if (!model || !model.dimensions.length) return null;
    const readings = model.dimensions.map((dimension) => readDimension(dimension, model, answers));
    const known = readings.filter((one) => one.level !== null);
    const needed = Math.max(partOf(model.rule.min_known, readings.length), 1);
    const values = known.map((one) => one.worst);
    const computed = known.length >= needed ? tierOf(model, values) : null;
    const { override } = answers;
    const caps = computed ? capsOf(model, known, computed) : [];
    const result = {
      status: override ? "overridden" : computed ? "tier" : "not-enough-evidence",
      tier: override ? override.tier : computed,
      computed,
      override,
      worst: tierOf(model, readings.map((one) => one.worst)),
      best: tierOf(model, readings.map((one) => one.best)),
      known: known.length,
      needed,
      of: readings.length,
      profile: readings.map((one) => one.row),
      capped_by: caps.map((cap) => cap.reading.dimension.id),
      next: caps.length ? nextOf(model, known, computed, caps) : null,
      find_out: readings
        .filter((one) => one.level === null)
        .map((one) => ({ dimension: one.dimension.id, items: one.unanswered })),
      trend: values.length ? exactText(fraction(BigInt(total(values)), BigInt(values.length))) : null,
    };
    return { ...result, messages: abilityMessages(result, caps) };
  }

  function tierLevel(rule, values, lowest, top) {
    if (rule.kind === "minimum") return Math.min(...values);
    if (rule.kind === "mean") {
      const nearest = floor(add(fraction(BigInt(total(values)), BigInt(values.length)), HALF));
      return Math.min(Math.max(Number(nearest), lowest), top);
    }
    const enough = partOf(rule.share, values.length);
    for (let level = top; level > lowest; level -= 1) {
      const there = values.filter((value) => value >= level).length;
      if (there >= enough && Math.min(...values) >= level - rule.max_gap) return level;
    }
    return lowest;
  }

  function tierOf(model, values) {
    const levels = model.levels.map((level) => level.level);
    return tierAt(model, tierLevel(model.rule, values, Math.min(...levels), Math.max(...levels)));
  }

  function tierAt(model, level) {
    return model.tiers.find((tier) => tier.level === level);
  }

  function total(values) {
    return values.reduce((a, b) => a + b, 0);
  }

  function capsOf(model, known, tier) {
    const { rule } = model;
    const wanted = tier.level + 1;
    if (wanted > Math.max(...model.levels.map((level) => level.level))) return [];
    const leastLevel = rule.kind === "threshold" ? wanted - rule.max_gap : wanted;
    const to = rule.kind === "threshold" && missingAt(rule, known, wanted) <= 0 ? leastLevel : wanted;
    return known
      .filter((one) => one.worst < to)
      .map((one) => ({ reading: one, to, must: rule.kind !== "mean" && one.worst < leastLevel ? leastLevel : null }));
  }

  function missingAt(rule, known, level) {
    return partOf(rule.share, known.length) - known.filter((one) => one.worst >= level).length;
  }

  function nextOf(model, known, tier, caps) {
    const { rule } = model;
    const [wanted, mean] = [tier.level + 1, rule.kind === "mean"];
    const missing = rule.kind === "threshold" ? missingAt(rule, known, wanted) : 0;
    const line = times(minus(whole(wanted), HALF), whole(known.length));
    const climb = minus(line, whole(total(known.map((one) => one.worst))));
    return {
      tier: tierAt(model, wanted),
      needed: mean ? null : missing > 0 ? missing : caps.length,
      levels_up: mean ? ceiling(climb) : null,
      steps: caps.map(stepOf),
    };
  }

  function stepOf({ reading: { dimension, worst, held }, to, must }) {
    const levels = dimension.levels
      .filter((level) => worst < level.level && level.level <= to)
      .map(({ level, label, signs, items }) => {
        const open = items.filter((item) => !held.has(item.id)).map((item) => item.text);
        return { level, label, signs: items.length ? open : signs };
      });
    return { dimension: dimension.id, level: worst, to, must, levels };
  }

  function abilityMessages({ override, computed, known, of, needed, worst, best, next }, caps) {
    const said = [];
    if (override) said.push(say("ability.overridden", { tier: override.tier.name, reason: override.reason }));
    if (!computed) said.push(say("ability.not_enough_evidence", { known, of, needed }));
    else said.push(say(override ? "ability.computed_tier" : "ability.tier", { tier: computed.name, known, of }));
    if (worst.level !== best.level) said.push(say("ability.range", { worst: worst.name, best: best.name }));
    return computed ? said.concat(wayUp(next, caps)) : said;
  }

  function wayUp(next, caps) {
    if (!next) return [say("ability.top")];
    const namesOf = (some) => some.map((cap) => cap.reading.dimension.name);
    const params = { dimensions: namesOf(caps), tier: next.tier.name };
    if (next.levels_up !== null) return [say("ability.capped_mean", { ...params, levels: next.levels_up })];
    const said = [say("ability.capped", { ...params, needed: next.needed, level: caps[0].to })];
    const must = caps.filter((cap) => cap.must !== null && cap.must < cap.to);
    if (must.length) said.push(say("ability.lagging", { dimensions: namesOf(must), level: must[0].must }));
    return said;
  }

  /* Together */

  function stance(rules, motivation, ability) {
    if (!motivation || !ability) return null;
    const [{ verdict }, { tier }] = [motivation, ability];
    if (!tier) {
      const message = say("together.find_out_maturity");
      return { status: "find-out-maturity", verdict, tier: null, text: null, message };
    }
    const named = rules.qualification.verdicts.find((one) => one.id === verdict);
    const cell = { verdict: named ? named.name : verdict, tier: tier.name };
    const row = has(rules.grid, verdict) ? rules.grid[verdict] : {};
    if (!has(row, tier.id)) {
      const message = say("together.undecided", cell);
      return { status: "undecided", verdict, tier: tier.id, text: null, message };
    }
    const text = row[tier.id];
    return { status: "decided", verdict, tier: tier.id, text, message: say("together.decided", { ...cell, text }) };
  }

  window.icpScoring = { assess, format };
})();
