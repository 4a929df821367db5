/* What an assessment says, as sections of sentences: for the CRM here, for the terminal in the twin of this file,
 * generator/icp_playbook/scoring/report.py. A plain script: it sets window.icpReport. */
(function () {
  "use strict";

  const FIND_OUT_AT_MOST = 3;

  /** The words of one document: `say` a message of a result, `word` a text of the page, `name` a question. */
  function wordsOf({ document, texts, page }) {
    const { rules } = document;
    const format = window.icpScoring.format;
    const find = (list, id) => list.find((one) => one.id === id);
    return {
      say: (message) => format(texts, message.key, message.params),
      word: (key, params) => format(page, key, params || {}),
      name: (part, id) => document.names[`${part}.${id}`] || id,
      question: (id) => find(rules.attributes, id).question,
      level: (level) => rules.maturity.levels.find((one) => one.level === level).name,
    };
  }

  /** An answer to an attribute as people read it. */
  function valueText({ rules }, words, id, value) {
    if (value === null) return words.word("unknown");
    const attribute = rules.attributes.find((one) => one.id === id);
    if (attribute.type === "yes-no") return words.word("answer." + value);
    if (attribute.type === "choice") return attribute.options.find((option) => option.value === value).label;
    return attribute.unit ? `${value} ${attribute.unit}` : value;
  }

  function levelText(words, row) {
    if (row.level !== null) return words.word("ability.known_level", { name: words.level(row.level), level: row.level });
    return words.word("ability.range", { worst: words.level(row.worst), best: words.level(row.best) });
  }

  /** Where to go on from a result: ids of what we do, whom one meets and what one tells them. */
  function nextSteps({ rules, onward }, result, stage) {
    const stopped = result.fit !== null && result.fit.stops.length > 0;
    const segment = result.fit ? result.fit.about : null;
    const tier = result.ability && result.ability.tier ? result.ability.tier.id : null;
    const verdict = result.motivation ? result.motivation.verdict : null;
    const known = segment && onward.segments[segment];
    const cells = onward.cells[verdict] || {};
    const spoken = result.motivation && !stopped ? rules.qualification.verdicts.find((one) => one.id === verdict) : null;
    const fits = (play) =>
      play.stage === stage && (!tier || play.tiers.includes(tier)) && (!segment || play.segments.includes(segment));
    const isCurrent = (id) => onward.plays.some((play) => play.id === id);
    const cellPlays = tier && Object.prototype.hasOwnProperty.call(cells, tier) ? cells[tier] : [];
    return {
      segment, tier, verdict, stage,
      strategy: (tier && (known ? known.strategies : onward.strategies)[tier]) || null,
      plays: [...new Set([...(spoken && spoken.play ? [spoken.play] : []), ...cellPlays])].filter(isCurrent),
      stagePlays: stage ? onward.plays.filter(fits).map((play) => play.id) : [],
      personas: known && !stopped ? known.personas : [],
      values: known && !stopped ? known.values : [],
    };
  }

  /** The sections of a report: a title, sentences, and for the fit a table. */
  function report(data, result, stage) {
    const words = wordsOf(data);
    const { document } = data;
    const parts = [
      result.notes.length ? { title: words.word("notes"), lines: result.notes.map(words.say), table: [] } : null,
      result.fit ? fitSection(document, words, result.fit) : null,
      result.motivation ? motivationSection(document, words, result.motivation) : null,
      result.ability ? abilitySection(document, words, result.ability) : null,
      nowSection(document, words, result, nextSteps(document, result, stage)),
    ];
    return parts.filter((part) => part && (part.lines.length || part.table.length));
  }

  function fitSection(document, words, fit) {
    const about = fit.segments.find((one) => one.segment === fit.about);
    const lines = (fit.chosen ? [] : fit.messages).map(words.say);
    if (about) {
      lines.push(...about.messages.map(words.say), ...about.could_rule_out.map(words.say));
    }
    lines.push(...changesOf(words, fit));
    const ask = fit.find_out.slice(0, FIND_OUT_AT_MOST).map((id) => words.question(id));
    if (ask.length) lines.push(`${words.word("fit.find_out")}: ${ask.join(" ")}`);
    const head = ["fit.criterion", "fit.known", "fit.points", "fit.why"].map((key) => words.word(key));
    const rows = about
      ? about.table.map((row) => [
          words.name("attributes", row.attribute),
          valueText(document, words, row.attribute, row.value),
          `${row.weighted === null ? "?" : row.weighted} / ${row.of}`,
          row.why,
        ])
      : [];
    return { title: words.word("fit"), lines, table: rows.length ? [head, ...rows] : [] };
  }

  /** The answers that would change the order. */
  function changesOf(words, fit) {
    return fit.changes.flatMap((change) => change.answers.map((answer) => words.say(answer.message)));
  }

  function motivationSection(document, words, motivation) {
    const verdict = document.rules.qualification.verdicts.find((one) => one.id === motivation.verdict);
    const lines = motivation.messages.map(words.say);
    if (verdict && verdict.next_action) lines.push(verdict.next_action);
    for (const { criterion, question } of motivation.not_confirmed) {
      const asked = question ? `: ${question}` : "";
      lines.push(`${words.word("motivation.ask")}: ${words.name("qualification", criterion)}${asked}`);
    }
    return { title: words.word("motivation"), lines, table: [] };
  }

  function abilitySection(document, words, ability) {
    const lines = ability.messages.map(words.say);
    for (const row of ability.profile) lines.push(`${words.name("maturity", row.dimension)}: ${levelText(words, row)}`);
    for (const step of ability.next ? ability.next.steps : []) {
      for (const one of step.levels) {
        const { level, label, signs } = one;
        const what = words.word("ability.signs_of", { dimension: words.name("maturity", step.dimension), level, label });
        if (signs.length) lines.push([what, ...signs].join(" · "));
      }
    }
    return { title: words.word("ability"), lines, table: [] };
  }

  function nowSection({ onward }, words, result, next) {
    const titles = Object.fromEntries(onward.plays.map((play) => [play.id, play.title]));
    const stops = result.fit ? result.fit.stops.map(words.say) : [];
    const decided = result.together && !(stops.length && result.together.status === "find-out-maturity");
    const lines = [...stops, ...(decided ? [words.say(result.together.message)] : [])];
    const put = (key, names) => names.length && lines.push(`${words.word(key)}: ${names.join(" · ")}`);
    put("now.strategy", next.strategy ? [onward.names[`strategy:${next.strategy}`]] : []);
    put("now.plays", next.plays.map((id) => titles[id]));
    put("now.stage_plays", next.stagePlays.map((id) => titles[id]));
    put("now.personas", next.personas.map((id) => onward.names[`persona:${id}`]));
    put("now.values", next.values.map((id) => onward.names[`value-proposition:${id}`]));
    return { title: words.word("together"), lines, table: [] };
  }

  function markdown(sections) {
    return sections
      .map(({ title, lines, table }) => {
        const rows = table.map((cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`);
        const [head, ...body] = rows;
        const drawn = head ? ["", head, "|" + " --- |".repeat(table[0].length), ...body] : [];
        return [`## ${title}`, "", ...lines.map((line) => `- ${line}`), ...drawn].join("\n");
      })
      .join("\n\n") + "\n";
  }

  window.icpReport = { wordsOf, valueText, levelText, changesOf, nextSteps, report, markdown };
})();
