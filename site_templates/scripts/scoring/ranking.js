/* The best match, the runner-up, and what would change their order. */

import { byCodePoint, least } from "./answers.js";
import { leaves } from "./conditions.js";
import { askedBy } from "./criteria.js";
import {
  add,
  compare,
  decimal,
  exactText,
  HALF,
  HUNDRED,
  minus,
  ONE,
  over,
  shown,
  times,
  ZERO,
} from "./exact.js";
import { describe, judge, swingsOf } from "./fit.js";
import { say } from "./messages.js";
import { answer, numberRange } from "./wording.js";

/** @typedef {ReturnType<typeof placesOf>} Places */

const CHANGES_AT_MOST = 4;
const KNOWN_CHANGES_AT_MOST = 3;
const FOCUSES = ["beachhead", "focus", "develop", "maintain", "avoid"];

/** @param {Rules} rules @param {Known} known @param {string | null} chosen
 * @returns {FitResult | null} */
export function rank(rules, known, chosen) {
  if (!rules.segments.length) return null;
  const attributes = new Map(rules.attributes.map((attribute) => [attribute.id, attribute]));
  const judged = rules.segments.map((segment) => judge(segment, known));
  const places = placesOf(judged);
  const described = judged.map((one) => ({
    segment: one.segment.id,
    ...describe(one, attributes, known),
  }));
  const about = chosen ?? aboutOf(places);
  return {
    chosen,
    about,
    avoid_first: places.avoidFirst?.segment.id ?? null,
    best: places.best?.segment.id ?? null,
    runner_up: places.runnerUp?.segment.id ?? null,
    changes: chosen ? [] : changesOf(attributes, known, places),
    could_overtake: places.couldOvertake.map((one) => one.segment.id),
    segments: described,
    find_out: findOutOverall(judged, described, chosen),
    stops: stopsOf(places, described.find((one) => one.segment === about) ?? null, chosen),
    messages: rankMessages(places),
  };
}

/** @param {Judged[]} judged */
function placesOf(judged) {
  const isServed = (/** @type {Judged} */ one) => one.segment.focus !== "avoid";
  const scored = judged.filter((one) => one.status === "scored").sort(inOrder);
  const [best = null, runnerUp = null] = scored.filter(isServed);
  const [avoided = null] = scored.filter((one) => !isServed(one));
  const served = judged.filter(isServed);
  const disqualified = served.filter((one) => one.status === "disqualified").sort(inOrder);
  const couldOvertake = served.filter(
    (one) =>
      one.status === "not-enough-known" && best !== null && compare(one.ceiling, ratio(best)) > 0,
  );
  const isAvoidFirst = avoided && (!best || compare(ratio(avoided), ratio(best)) > 0);
  return {
    best,
    runnerUp,
    couldOvertake,
    avoidFirst: isAvoidFirst ? avoided : null,
    nearest: disqualified.length ? disqualified[0] : null,
    allDisqualified: served.length > 0 && disqualified.length === served.length,
  };
}

/** The segment to explain: the best match, else the one that comes closest to the account.
 * @param {Places} places */
function aboutOf({ best, avoidFirst, nearest }) {
  return (best ?? avoidFirst ?? nearest)?.segment.id ?? null;
}

/** Why nobody should go on: they are ruled out, or look only like whom we avoid.
 * @param {Places} places @param {SegmentFit | null} about @param {string | null} chosen */
function stopsOf({ best, avoidFirst }, about, chosen) {
  if (about?.status === "disqualified") {
    return about.disqualifiers.hit.map(({ why }) => say("Stop: {why}", { why }));
  }
  return avoidFirst && !best && !chosen ? [avoidMessage(avoidFirst)] : [];
}

/** @param {Judged} judged */
function ratio(judged) {
  return judged.ratio ?? ZERO;
}

/** Highest first; ties go by focus, then name, then id.
 * @param {Judged} a @param {Judged} b */
function inOrder(a, b) {
  return (
    compare(ratio(b), ratio(a)) ||
    FOCUSES.indexOf(a.segment.focus) - FOCUSES.indexOf(b.segment.focus) ||
    byCodePoint(a.segment.name, b.segment.name) ||
    byCodePoint(a.segment.id, b.segment.id)
  );
}

/** @param {Map<string, AttributeRules>} attributes @param {Known} known @param {Places} places */
function changesOf(attributes, known, { best, runnerUp }) {
  if (!best || !runnerUp) return [];
  const pair = [best.segment, runnerUp.segment];
  const used = new Set(pair.flatMap(usedAttributes));
  /** @type {DecidingAnswers[]} */
  const changes = [];
  const room = { open: CHANGES_AT_MOST, known: KNOWN_CHANGES_AT_MOST };
  for (const [name, attribute] of attributes) {
    if (!used.has(name)) continue;
    const answers = possible(attribute, pair)
      .filter(({ value }) => overtakes(pair, new Map(known).set(name, value)))
      .map(({ answer }) => answer);
    const isKnown = known.has(name);
    const some = merged(answers).slice(0, room[isKnown ? "known" : "open"]);
    if (!some.length) continue;
    room[isKnown ? "known" : "open"] -= some.length;
    const told = some.map((one) => {
      return { ...one, message: changeMessage(attribute, one, isKnown) };
    });
    changes.push({ attribute: name, known: isKnown, answers: told });
  }
  return changes.sort((a, b) => Number(a.known) - Number(b.known));
}

/** @param {SegmentRules[]} pair @param {Known} known */
function overtakes(pair, known) {
  const [best, runnerUp] = pair.map((segment) => judge(segment, known));
  if (runnerUp.status !== "scored") return false;
  return best.status !== "scored" || inOrder(runnerUp, best) < 0;
}

/** @param {FitRules} segment */
export function usedAttributes(segment) {
  return [...segment.criteria.flatMap(askedBy), ...conditionsOf(segment).flatMap(leaves)];
}

/** Every condition that the fit of a segment asks.
 * @param {FitRules} segment */
function conditionsOf({ criteria, other_weights = [], disqualifiers }) {
  return [...criteria, ...other_weights, ...disqualifiers].flatMap(({ when }) => when ?? []);
}

/** The answers that make a difference, each with a value that stands for it.
 * @param {AttributeRules} attribute @param {SegmentRules[]} segments
 * @returns {{ answer: AnswerRange, value: string }[]} */
function possible(attribute, segments) {
  if (attribute.type === "text") return [];
  if (attribute.type === "number") return ranges(attribute, segments);
  const options = attribute.options?.map((option) => option.value) ?? [];
  const values = attribute.type === "yes-no" ? ["yes", "no"] : options;
  return values.map((value) => ({ answer: { value }, value }));
}

/** @param {AttributeRules} attribute @param {SegmentRules[]} segments */
function ranges(attribute, segments) {
  const start = least(attribute);
  const end = attribute.max === undefined ? null : decimal(attribute.max);
  const inner = segments
    .flatMap((segment) => cuts(segment, attribute.id))
    .filter((at) => compare(at, start) > 0 && (end === null || compare(at, end) < 0))
    .sort(compare)
    .filter((at, index, all) => index === 0 || compare(at, all[index - 1]) !== 0);
  const ends = [...inner, end];
  return [start, ...inner].map((from, index) => {
    const to = ends[index];
    const middle = to === null ? add(from, ONE) : times(add(from, to), HALF);
    const answer = { from: exactText(from), to: to === null ? null : exactText(to) };
    return { answer, value: exactText(middle) };
  });
}

/** @param {SegmentRules} segment @param {string} attribute */
function cuts(segment, attribute) {
  const bands = segment.criteria
    .filter((criterion) => criterion.attribute === attribute)
    .flatMap((criterion) => criterion.bands ?? []);
  const bounds = bands.flatMap(({ from, to }) => [from ?? [], to ?? []].flat());
  const limits = conditionsOf(segment).flatMap((when) => thresholds(when, attribute));
  return [...bounds, ...limits].map(decimal);
}

/** @param {Condition} condition @param {string} attribute @returns {string[]} */
function thresholds(condition, attribute) {
  const parts = condition.all ?? condition.any;
  if (parts) return parts.flatMap((part) => thresholds(part, attribute));
  if (condition.attribute !== attribute) return [];
  return [condition.below ?? [], condition["at-least"] ?? []].flat();
}

/** @param {AnswerRange[]} answers */
function merged(answers) {
  /** @type {AnswerRange[]} */
  const joined = [];
  for (const answer of answers) {
    const before = joined.at(-1);
    const goesOn = before && answer.from !== undefined && before.to === answer.from;
    if (goesOn) joined[joined.length - 1] = { from: before.from, to: answer.to };
    else joined.push(answer);
  }
  return joined;
}

/** Which answer changes the order: to a question that is open, or one that is answered.
 * @param {AttributeRules} attribute @param {AnswerRange} range @param {boolean} isKnown */
function changeMessage(attribute, { value, from, to }, isKnown) {
  const { question, type } = attribute;
  if (type === "yes-no") return yesNoMessage(question, value, isKnown);
  const said =
    value === undefined
      ? numberRange(attribute, from ?? null, to ?? null)
      : answer(attribute, value);
  return isKnown
    ? say("It would change if the answer were {answer}: {question}", { question, answer: said })
    : say("The order changes if the answer is {answer}: {question}", { question, answer: said });
}

/** @param {string} question @param {string | undefined} value @param {boolean} isKnown */
function yesNoMessage(question, value, isKnown) {
  if (isKnown) {
    return value === "yes"
      ? say("It would change if the answer were yes: {question}", { question })
      : say("It would change if the answer were no: {question}", { question });
  }
  return value === "yes"
    ? say("The order changes if the answer is yes: {question}", { question })
    : say("The order changes if the answer is no: {question}", { question });
}

/** @param {Judged[]} judged @param {SegmentFit[]} described @param {string | null} chosen */
function findOutOverall(judged, described, chosen) {
  /** @type {Map<string, Fraction>} */
  const swings = new Map();
  for (const [index, one] of judged.entries()) {
    const isOpen = one.segment.focus !== "avoid" && !one.hit.length;
    if (chosen ? one.segment.id !== chosen : !isOpen) continue;
    const moved = swingsOf(one);
    for (const { attribute } of described[index].find_out) {
      const swing = moved.get(attribute) ?? ZERO;
      const share = one.highest.n > 0n ? over(swing, one.highest) : ZERO;
      swings.set(attribute, add(swings.get(attribute) ?? ZERO, share));
    }
  }
  const found = [...swings];
  if (!chosen) found.sort(([, a], [, b]) => compare(b, a));
  return found.map(([name]) => name);
}

/** @param {Judged} judged */
function bestMessage(judged) {
  return judged.isOpen
    ? say(
        "Best match: {segment}, {score} of 100 by what is known, " +
          "{least} to {most} once all is known.",
        placedInRange(judged),
      )
    : say("Best match: {segment}, {score} of 100.", placed(judged));
}

/** @param {Judged} judged */
function avoidMessage(judged) {
  return judged.isOpen
    ? say(
        "Careful: this looks most like {segment}, a segment to avoid: {score} of 100 by what is " +
          "known, {least} to {most} once all is known.",
        placedInRange(judged),
      )
    : say(
        "Careful: this looks most like {segment} ({score} of 100), a segment to avoid.",
        placed(judged),
      );
}

/** @param {Judged} judged */
function placedInRange(judged) {
  const least = shown(times(judged.floor, HUNDRED));
  const most = shown(times(judged.ceiling, HUNDRED));
  return { ...placed(judged), least, most };
}

/** @param {Judged} judged */
function placed(judged) {
  return { segment: judged.segment.name, score: shown(times(ratio(judged), HUNDRED)) };
}

/** @param {Places} places */
function rankMessages({ best, runnerUp, avoidFirst, nearest, allDisqualified, couldOvertake }) {
  const said = avoidFirst ? [avoidMessage(avoidFirst)] : [];
  if (best) said.push(bestMessage(best));
  else if (nearest && allDisqualified) {
    said.push(
      say(
        "No segment takes this account: every one that was judged is ruled out. The " +
          "nearest is {segment}.",
        { segment: nearest.segment.name },
      ),
    );
  } else said.push(say("No segment matches yet."));
  if (best && runnerUp) {
    const behind = shown(times(minus(ratio(best), ratio(runnerUp)), HUNDRED));
    said.push(
      say("Runner-up: {segment}, behind by {behind} of 100.", {
        segment: runnerUp.segment.name,
        behind,
      }),
    );
  }
  const overtaking = couldOvertake.map(({ segment }) => {
    return say("Not enough is known about {segment}, which could still come first.", {
      segment: segment.name,
    });
  });
  return [...said, ...overtaking];
}
