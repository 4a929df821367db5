/* What an assessment says, as sections of sentences: for the CRM here, for the terminal in the twin
 * of this file, generator/icp_playbook/scoring/report.py. */

import { decimals, exactNumber } from "../scoring/exact.js";
import { byId } from "../scoring/rules.js";
import { say, sayMessage } from "../texts.js";
import {
  criterionText,
  fitHead,
  groupText,
  knownText,
  levelText,
  modelsOf,
  nameOf,
  pointsText,
  questionOf,
  verdictOf,
} from "./names.js";

const FIND_OUT_AT_MOST = 3;

/** @param {RulesDocument} page @param {Assessment} result @param {string} stage
 * @returns {NextSteps} */
export function nextSteps(page, result, stage) {
  const { onward } = page;
  const isStopped = stopsOf(result).length > 0;
  const segment = result.fit?.about ?? null;
  const tier = result.ability?.tier?.id ?? null;
  const place = result.together?.cell ?? null;
  const known = segment ? onward.segments[segment] : null;
  const spoken = isStopped ? null : verdictOf(page, result.motivation?.verdict)?.play;
  const cell = place === null ? [] : onward.cells[place];
  const flagged = (result.flags?.raised ?? []).flatMap(
    (id) => byId(page.rules.flags, id).play ?? [],
  );
  const plays = new Set([...(spoken ? [spoken] : []), ...flagged, ...cell]);
  const strategies = known ? known.strategies : onward.strategies;
  return {
    segment,
    stage,
    strategy: (tier && strategies[tier]) || null,
    plays: [...plays].filter((id) => onward.plays.some((play) => play.id === id)),
    stagePlays: stage ? stagePlays(onward, stage, tier, segment) : [],
    personas: known && !isStopped ? known.personas : [],
    values: known && !isStopped ? known.values : [],
  };
}

/** @param {Onward} onward @param {string} stage @param {string | null} tier
 * @param {string | null} segment */
function stagePlays({ plays }, stage, tier, segment) {
  const fits = plays.filter(
    (play) =>
      play.stage === stage &&
      (!tier || play.tiers.includes(tier)) &&
      (!segment || play.segments.includes(segment)),
  );
  return fits.map((play) => play.id);
}

/** Why nobody should go on: what rules out the company as a whole, then the segment.
 * @param {Assessment} result */
export function stopsOf({ scores, fit }) {
  return [...scores.flatMap((one) => one.stops), ...(fit?.stops ?? [])];
}

/** The messages of a ranking: the warning that comes first, the outcome, and what else there is to
 * say.
 * @param {FitResult} fit */
export function rankingOf({ avoid_first, messages }) {
  const warnings = messages.slice(0, avoid_first === null ? 0 : 1);
  const [outcome, ...others] = messages.slice(warnings.length);
  return { warnings, outcome, others };
}

/** The segment that the answer is about.
 * @param {FitResult} fit */
export function aboutOf(fit) {
  return fit.segments.find((one) => one.segment === fit.about) ?? null;
}

/** The sections of a report: a title, sentences, and for the fit a table.
 * @param {RulesDocument} page @param {Assessment} result @param {string} stage
 * @returns {ReportSection[]}
 */
export function report(page, result, stage) {
  const { notes, fit, flags, scores, motivation } = result;
  const parts = [
    { title: say("Could not be used"), lines: notes.map(sayMessage), table: [] },
    ...scores.filter(isWhole).map((one) => scoreSection(page, one)),
    ...(fit ? [fitSection(page, fit)] : []),
    ...(flags ? [flagsSection(page, flags)] : []),
    ...scores.filter((one) => !isWhole(one)).map((one) => scoreSection(page, one)),
    ...(motivation ? [motivationSection(page, motivation)] : []),
    ...modelsOf(page, result).map((one) => abilitySection(page, one)),
    nowSection(page, result, nextSteps(page, result, stage)),
    { title: say("Which rules said so"), lines: [versionText(page.version)], table: [] },
  ];
  return parts.filter((part) => part.lines.length || part.table.length);
}

/** Which rules judged an account.
 * @param {RulesVersion} version */
export function versionText({ letters, day, revision }) {
  if (!day || !revision) return say("Judged by the rules {letters}.", { letters });
  const given = { letters, day, revision };
  return say("Judged by the rules {letters} of {day}, revision {revision}.", given);
}

/** @param {RulesDocument} page @param {FitResult} fit */
function fitSection(page, fit) {
  const about = aboutOf(fit);
  const ask = fit.find_out.slice(0, FIND_OUT_AT_MOST).map((id) => questionOf(page, id));
  const { lines: judged, table } = about ? judgedSection(page, about) : { lines: [], table: [] };
  const lines = [
    ...(fit.chosen ? [] : fit.messages.map(sayMessage)),
    ...judged,
    ...changesOf(fit),
    ...named(say("Find out next"), ask, " "),
  ];
  return { title: fitTitle(page), lines, table };
}

/** What the fit of segments answers, where another score tells whether this is our customer.
 * @param {RulesDocument} page */
export function fitTitle({ rules }) {
  const isToldBefore = rules.scores.some(isWhole);
  return isToldBefore ? say("Which segment fits best?") : say("Is this our customer?");
}

/** @param {RulesDocument} page @param {FitOf} about */
function judgedSection(page, about) {
  const rows = about.table.map((row) => [
    criterionText(page, row),
    knownText(page, row),
    pointsText(row),
    row.why,
  ]);
  const said = [...about.messages, ...about.adding_up, ...about.could_rule_out];
  const lines = said.map(sayMessage);
  return { lines, table: rows.length ? [fitHead(), ...rows] : [] };
}

/** One score of the company as a whole.
 * @param {RulesDocument} page @param {ScoreFit} one */
function scoreSection(page, one) {
  const { lines, table } = judgedSection(page, one);
  const asked = one.find_out.slice(0, FIND_OUT_AT_MOST);
  const ask = asked.map(({ attribute }) => questionOf(page, attribute));
  const { question } = byId(page.rules.scores, one.score_of);
  const title = isWhole(one) ? say("Is this our customer?") : question;
  return { title, lines: [...lines, ...named(say("Find out next"), ask, " ")], table };
}

/** Whether a score tells if this is our customer.
 * @param {{ measures: string }} one */
export function isWhole({ measures }) {
  return measures === "fit";
}

/** @param {RulesDocument} page @param {Flags} flags */
function flagsSection(page, { messages, open }) {
  const asks = open.flatMap(({ flag, attributes }) => {
    const questions = attributes.map((id) => questionOf(page, id)).join(" ");
    return say("Could still be flagged: {flag}. {questions}", {
      flag: byId(page.rules.flags, flag).name,
      questions,
    });
  });
  return { title: say("Flags"), lines: [...messages.map(sayMessage), ...asks], table: [] };
}

/** The answers that would change the order.
 * @param {FitResult} fit */
export function changesOf(fit) {
  return fit.changes.flatMap(({ answers }) => answers.map(({ message }) => sayMessage(message)));
}

/** @param {RulesDocument} page @param {Motivation} motivation */
function motivationSection(page, motivation) {
  const next = verdictOf(page, motivation.verdict)?.next_action;
  const asks = motivation.not_confirmed.flatMap(({ criterion, question }) => {
    const name = nameOf(page, "qualification", criterion);
    return named(say("Ask next"), question ? [name, question] : [name], ": ");
  });
  const lines = [...motivation.messages.map(sayMessage), ...(next ? [next] : []), ...asks];
  return { title: say("Do they want it?"), lines, table: [] };
}

/** @param {RulesDocument} page @param {ReturnType<typeof modelsOf>[number]} judged */
function abilitySection(page, { name, model, ability }) {
  const steps = ability.next?.steps ?? [];
  const lines = [
    ...ability.messages.map(sayMessage),
    ...ability.groups.map((row) => `${row.name}: ${groupText(model, row)}`),
    ...ability.profile.map((row) => {
      return `${nameOf(page, "maturity", row.dimension)}: ${levelText(model, row)}`;
    }),
    ...(model.rule.kind === "mean" ? meanText(ability) : []),
    ...steps.flatMap((step) =>
      step.levels.flatMap((level) => {
        const { signs } = level;
        return signs.length ? [[signsOf(page, step, level), ...signs].join(" · ")] : [];
      }),
    ),
  ];
  return { title: name, lines, table: [] };
}

/** The mean that decides.
 * @param {Ability} ability */
export function meanText({ trend }) {
  if (trend === null) return [];
  const mean = { number: decimals(exactNumber(trend), 2) };
  return [say("Mean of what is known: {mean}", { mean })];
}

/** @param {RulesDocument} page @param {NextStep} step @param {StepLevel} level */
export function signsOf(page, step, { level, label }) {
  const dimension = nameOf(page, "maturity", step.dimension);
  return say("{dimension}, level {level}: {label}", { dimension, level, label });
}

/** @param {RulesDocument} page @param {Assessment} result @param {NextSteps} next */
function nowSection({ onward }, result, next) {
  const { together } = result;
  const titles = new Map(onward.plays.map((play) => [play.id, play.title]));
  const plays = (/** @type {string[]} */ ids) => ids.map((id) => titles.get(id) ?? id);
  const names = (/** @type {string} */ kind, /** @type {string[]} */ ids) =>
    ids.map((id) => onward.names[`${kind}:${id}`]);
  const stops = stopsOf(result).map(sayMessage);
  const isOpen =
    stops.length && ["find-out-maturity", "nothing-known"].includes(together?.status ?? "");
  const lines = [
    ...stops,
    ...(together && !isOpen ? [sayMessage(together.message)] : []),
    ...named(say("Strategy"), next.strategy ? names("strategy", [next.strategy]) : []),
    ...named(say("Plays that go with it"), plays(next.plays)),
    ...named(say("Plays at this stage"), plays(next.stagePlays)),
    ...named(say("Whom you will meet"), names("persona", next.personas)),
    ...named(say("What to tell them"), names("value-proposition", next.values)),
  ];
  return { title: say("What do I do now?"), lines, table: [] };
}

/** @param {string} what @param {string[]} names @param {string} [between] */
function named(what, names, between = " · ") {
  return names.length ? [`${what}: ${names.join(between)}`] : [];
}

/** @param {ReportSection[]} sections */
export function markdown(sections) {
  const texts = sections.map(({ title, lines, table }) => {
    const rows = table.map((cells) => {
      return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
    });
    const [head, ...body] = rows;
    const drawn = head ? ["", head, `|${" --- |".repeat(table[0].length)}`, ...body] : [];
    return [`## ${title}`, "", ...lines.map((line) => `- ${line}`), ...drawn].join("\n");
  });
  return `${texts.join("\n\n")}\n`;
}
