/* Draws the result of an assessment: the answer beside the questions, and the sheet that is printed. Texts come as
 * text; whatever holds links or marked-up prose is a copy of what the build put into the page's template. A plain
 * script: it sets window.icpDraw. */
(function () {
  "use strict";

  const FIND_OUT_AT_MOST = 5;
  const GAPS_AT_MOST = 9;
  const PLAN_ROWS = 3;

  /** An element; `children` are texts, elements, or nothing. */
  function h(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value !== null && value !== false) element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
    return element;
  }

  function list(items, attributes) {
    return items.length ? h("ul", attributes, items.map((item) => h("li", null, item))) : null;
  }

  function chip(text, look) {
    return h("span", { class: `icp-chip${look ? " icp-chip--" + look : ""}` }, text);
  }

  /** What draws for one page: `data` is the page's document, `part` copies what the build made. */
  function makeDraw(data, template) {
    const words = window.icpReport.wordsOf(data);
    const copied = template.content.cloneNode(true);
    // Whole addresses from the start: with `navigation.instant` the page's own is another one while the next page comes.
    for (const link of copied.querySelectorAll("a[href]")) link.href = new URL(link.getAttribute("href"), document.baseURI).href;
    const parts = new Map([...copied.querySelectorAll("[data-icp-part]")].map((element) => [element.dataset.icpPart, element]));
    const part = (key) => (parts.has(key) ? [...parts.get(key).cloneNode(true).childNodes] : null);
    const context = { data, rules: data.document.rules, words, part };
    return {
      answer: (slots, result, next) => drawAnswer(context, slots, result, next),
      headline: (result) => headline(context, result).map((one) => one.text),
      sheet: (element, now, last) => element.replaceChildren(...drawSheet(context, now, last)),
    };
  }

  function drawAnswer(context, slots, result, next) {
    const fill = (name, content) => slots[name] && slots[name].replaceChildren(...content.flat(Infinity).filter(Boolean));
    fill("summary", headline(context, result).map(({ text, look }) => chip(text, look)));
    fill("fit", result.fit ? fitPart(context, result.fit) : []);
    fill("motivation", result.motivation ? motivationPart(context, result.motivation) : []);
    fill("ability", result.ability ? abilityPart(context, result.ability) : []);
    fill("now", nowPart(context, result, next));
    fill("stage", [stagePart(context, next)]);
    fill("people", peoplePart(context, next));
    fill("notes", [list(result.notes.map(context.words.say), { class: "icp-said" })]);
  }

  /* In a line: fit, verdict and tier */

  function headline({ rules, words }, { fit, motivation, ability }) {
    const said = [];
    const stopped = fit !== null && fit.stops.length > 0;
    if (fit) said.push(fitHeadline(rules, words, fit));
    if (motivation && motivation.messages.some((one) => one.key === "motivation.nothing_known")) {
      said.push({ text: words.word("motivation.none"), look: "" });
    } else if (motivation && !stopped) {
      const verdict = rules.qualification.verdicts.find((one) => one.id === motivation.verdict);
      said.push({ text: verdict ? verdict.name : motivation.verdict, look: "verdict-" + motivation.verdict });
    }
    if (ability) said.push({ text: ability.tier ? words.word("ability.short", { tier: ability.tier.name }) : words.word("ability.none"), look: ability.tier ? "tier" : "" });
    return said;
  }

  function fitHeadline(rules, words, fit) {
    const about = fit.segments.find((one) => one.segment === fit.about);
    const open = !fit.chosen && fit.messages.some((one) => one.key === "fit.no_match");
    if (!about || (open && about.status === "disqualified")) return { text: words.word("fit.none"), look: "" };
    const segment = rules.segments.find((one) => one.id === about.segment);
    if (about.status !== "scored") {
      const text = `${segment.name}: ${words.word("fit." + about.status)}`;
      return { text, look: about.status === "disqualified" ? "bad" : "" };
    }
    const band = about.band === null ? "" : `, ${segment.bands[about.band].name}`;
    const score = words.word("fit.short", { segment: segment.name, score: about.score.shown, of: about.of });
    return { text: score + band, look: lookOf(segment, about) };
  }

  function lookOf(segment, about) {
    if (segment.focus === "avoid" || about.status === "disqualified") return "bad";
    return about.status === "scored" && about.band !== null && about.band === segment.bands.length - 1 ? "good" : "warn";
  }

  /* Is this our customer? */

  function fitPart(context, fit) {
    const { words, rules } = context;
    const about = fit.segments.find((one) => one.segment === fit.about);
    const isFirst = (one) => one.key === "fit.avoid_first" || (one.key === "fit.all_disqualified" && !fit.chosen);
    const others = fit.chosen ? [] : fit.messages.filter((one) => !isFirst(one) && one.key !== "fit.best");
    return [
      list(fit.messages.filter(isFirst).map(words.say), { class: "icp-said icp-said--first" }),
      about ? aboutPart(context, rules.segments.find((one) => one.id === about.segment), about) : null,
      list(others.map(words.say), { class: "icp-said" }),
      findOut(context, fit),
      changesPart(words, fit),
      about ? fitTable(context, about) : null,
    ];
  }

  function aboutPart({ words, part }, segment, about) {
    const score = about.score && about.enough_known ? Number(about.score.shown) : null;
    const share = score === null ? 0 : Math.min((100 * score) / Math.max(Number(about.of), 1), 100);
    const band = about.band === null ? null : part(`band:${segment.id}:${about.band}`);
    const out = about.status === "disqualified";
    const told = out ? /unknown|not_enough|score_/ : /unknown|not_enough/;
    return [
      h("p", { class: "icp-fit__segment" }, part(`segment:${segment.id}`)),
      score === null ? null : h("p", { class: "icp-fit__score" },
        h("strong", null, about.score.shown), ` / ${about.of} `,
        about.band === null ? null : chip(segment.bands[about.band].name, lookOf(segment, about))),
      score === null ? null : h("div", { class: `icp-meter icp-meter--${lookOf(segment, about)}`, style: `--share: ${share}%`, "aria-hidden": "true" }),
      about.disqualifiers.hit.map((state) => stop(words, part, segment, state)),
      out ? null : band && h("p", { class: "icp-fit__meaning" }, band),
      isPoor(segment, about) ? exceptionPart(words, part, segment) : null,
      about.enough_known ? null : list(about.messages.filter((one) => told.test(one.key)).map(words.say), { class: "icp-said" }),
      list(about.could_rule_out.map(words.say), { class: "icp-said icp-said--open" }),
    ];
  }

  function isPoor(segment, about) {
    return about.status === "scored" && about.band === 0 && segment.bands.length > 1 && segment.focus !== "avoid";
  }

  /** Where to ask for an exception although no disqualifier is hit: the first play of the segment, and the register. */
  function exceptionPart(words, part, segment) {
    const plays = segment.disqualifiers.map((rule, index) => (rule.exception === "ask" ? part(`exception:${segment.id}:${index}`) : null));
    const ways = [plays.find(Boolean), part("exceptions")].filter(Boolean);
    const links = ways.map((way) => [" · ", way]).flat().slice(1);
    return ways.length ? h("p", { class: "icp-fit__exception" }, words.say({ key: "fit.exception_ask", params: {} }), " ", links) : null;
  }

  function stop(words, part, segment, state) {
    const way = state.exception === "ask" ? part(`exception:${segment.id}:${state.index}`) : null;
    const made = state.exception === "ask" ? part("exceptions") : null;
    return h("div", { class: "icp-stop" },
      h("p", { class: "icp-stop__title" }, words.word("fit.disqualified")),
      h("p", null, part(`disqualifier:${segment.id}:${state.index}`)),
      h("p", null, words.say({ key: "fit.exception_" + state.exception, params: {} }), way ? [" ", way] : null, made ? [" · ", made] : null));
  }

  function findOut({ words }, fit) {
    if (!fit.find_out.length) return null;
    const about = fit.segments.find((one) => one.segment === fit.about);
    const more = new Map((about ? about.find_out : []).map((one) => [one.attribute, one]));
    const items = fit.find_out.slice(0, FIND_OUT_AT_MOST).map((id) => {
      const one = more.get(id) || {};
      return [
        jump(words.question(id), `attributes-${id}`),
        one.required ? [" ", chip(words.word("fit.required"), "warn")] : null,
        one.disqualifies ? [" ", chip(words.word("fit.could_disqualify"), "")] : null,
      ];
    });
    return [h("h3", { class: "icp-h" }, words.word("fit.find_out")), list(items, { class: "icp-ask" })];
  }

  /** A link to a question of this page. */
  function jump(text, id) {
    return h("a", { href: `#q-${id}`, "data-icp-jump": `q-${id}` }, text);
  }

  function changesPart(words, fit) {
    const items = window.icpReport.changesOf(words, fit);
    return items.length ? details("changes", words.word("fit.changes"), list(items, { class: "icp-said" })) : null;
  }

  function details(name, title, ...content) {
    return h("details", { class: "icp-more", "data-icp-details": name }, h("summary", null, title), content);
  }

  function fitTable({ data, words }, about) {
    const rows = about.table.map((row) =>
      h("tr", { class: row.weighted === null ? "icp-fit__row--open" : null },
        h("th", { scope: "row" }, words.name("attributes", row.attribute), row.required ? h("small", null, ` ${words.word("fit.required")}`) : null),
        h("td", null, window.icpReport.valueText(data.document, words, row.attribute, row.value)),
        h("td", { class: "icp-fit__points" }, `${row.weighted === null ? "?" : row.weighted} / ${row.of}`),
        h("td", null, row.why)));
    const heads = ["fit.criterion", "fit.known", "fit.points", "fit.why"].map((key) => h("th", { scope: "col" }, words.word(key)));
    const table = h("table", { class: "icp-fit__table" }, h("thead", null, h("tr", null, heads)), h("tbody", null, rows));
    const scroll = h("div", { class: "icp-scroll", tabindex: "0", role: "region", "aria-label": words.word("fit.table") }, table);
    return details("table", words.word("fit.table"), scroll, h("p", { class: "icp-quiet" }, words.word("fit.mode_" + about.mode)));
  }

  /* Do they want it? */

  function motivationPart({ rules, words, part }, motivation) {
    const verdict = rules.qualification.verdicts.find((one) => one.id === motivation.verdict);
    const asks = motivation.not_confirmed.map((one) => [
      jump(words.name("qualification", one.criterion), `qualification-${one.criterion}`),
      one.must_have ? [" ", chip(words.word("motivation.must_have"), "warn")] : null,
      one.question ? h("span", { class: "icp-ask__question" }, one.question) : null,
    ]);
    return [
      h("p", { class: "icp-fit__segment" }, verdict ? verdict.name : motivation.verdict),
      list(motivation.messages.map(words.say), { class: "icp-said" }),
      verdict && part(`verdict:${verdict.id}`) ? h("p", { class: "icp-fit__meaning" }, part(`verdict:${verdict.id}`)) : null,
      asks.length ? [h("h3", { class: "icp-h" }, words.word("motivation.ask")), list(asks, { class: "icp-ask" })] : null,
    ];
  }

  /* Are they able? */

  function abilityPart(context, ability) {
    const { words, part } = context;
    const tier = ability.tier ? part(`tier:${ability.tier.id}`) || ability.tier.name : words.word("ability.none");
    return [
      h("p", { class: "icp-fit__segment" }, tier),
      list(ability.messages.map(words.say), { class: "icp-said" }),
      profile(context, ability),
      openDimensions(words, ability),
      ability.next ? details("signs", words.word("ability.signs"), ability.next.steps.map((step) => stepPart(context, step))) : null,
      ability.trend ? h("p", { class: "icp-quiet" }, words.word("ability.trend", { trend: decimals(ability.trend) })) : null,
    ];
  }

  function openDimensions(words, ability) {
    const items = ability.find_out.map(({ dimension }) => jump(words.name("maturity", dimension), `maturity-${dimension}`));
    return items.length ? [h("h3", { class: "icp-h" }, words.word("ability.find_out")), list(items, { class: "icp-ask" })] : null;
  }

  /** A mean that never ends, as "8/3", with one decimal; the tier was decided from the exact number. */
  function decimals(exact) {
    const [n, d = "1"] = exact.split("/");
    return String(Math.round((10 * Number(n)) / Number(d)) / 10);
  }

  function profile({ rules, words, part }, ability) {
    const levels = rules.maturity.levels.map((one) => one.level).sort((a, b) => a - b);
    const rows = ability.profile.map((row) => {
      const cells = levels.map((level) => h("span", { class: `icp-profile__cell${cellLook(row, level)}` }));
      const caps = ability.capped_by.includes(row.dimension);
      return h("li", { class: caps ? "icp-profile__row--caps" : null },
        h("span", { class: "icp-profile__name" }, part(`dimension:${row.dimension}`)),
        h("span", { class: "icp-profile__bar", "aria-hidden": "true" }, cells),
        h("span", { class: "icp-profile__level" }, window.icpReport.levelText(words, row), caps ? [" ", chip(words.word("ability.caps"), "warn")] : null));
    });
    return h("ul", { class: "icp-profile", "aria-label": words.word("ability.profile") }, rows);
  }

  function cellLook(row, level) {
    if (level <= (row.level === null ? row.worst : row.level)) return row.level === null ? " icp-profile__cell--maybe" : " icp-profile__cell--on";
    return row.level === null && level <= row.best ? " icp-profile__cell--maybe" : "";
  }

  function stepPart({ words }, step) {
    return step.levels.map((one) => {
      const { signs } = one;
      const of = { dimension: words.name("maturity", step.dimension), level: one.level, label: one.label };
      return signs.length ? [h("p", { class: "icp-from" }, words.word("ability.signs_of", of)), list(signs, { class: "icp-said" })] : [];
    });
  }

  /* What do I do now? */

  function nowPart({ words, part, data }, result, next) {
    const { together } = result;
    const stance = together && together.status === "decided" ? part(`cell:${together.verdict}:${together.tier}`) : null;
    const stops = result.fit ? result.fit.stops.map(words.say) : [];
    const open = together && together.status !== "decided" && !stops.length;
    const said = open ? (together.status === "undecided" ? words.word("now.undecided") : words.say(together.message)) : null;
    return [
      stops.map((line) => h("p", { class: "icp-stance icp-stance--stop" }, line)),
      stance ? h("div", { class: "icp-stance" }, stance) : said && h("p", { class: "icp-stance icp-stance--open" }, said),
      next.strategy ? h("p", null, h("strong", null, words.word("now.strategy")), " ", part(`strategy:${next.strategy}`)) : null,
      linked(words, part, "now.plays", "play", next.plays),
      together || next.segment || stops.length ? null : h("p", { class: "icp-quiet" }, words.word("now.nothing")),
    ];
  }

  function linked(words, part, title, kind, ids) {
    const items = ids.map((id) => part(`${kind}:${id}`)).filter(Boolean);
    return items.length ? [h("h3", { class: "icp-h" }, words.word(title)), list(items, { class: "icp-links" })] : null;
  }

  function stagePart({ words, part }, next) {
    if (!next.stage) return null;
    return linked(words, part, "now.stage_plays", "play", next.stagePlays) || h("p", { class: "icp-quiet" }, words.word("now.stage_none"));
  }

  function peoplePart({ words, part }, next) {
    const message = next.values.length ? part(`message:${next.segment}`) : null;
    return [
      linked(words, part, "now.values", "value-proposition", next.values),
      message ? h("blockquote", { class: "icp-say" }, message) : null,
      linked(words, part, "now.personas", "persona", next.personas),
    ];
  }

  /* The printed sheet: last score, now, gaps, plan */

  function drawSheet(context, now, last) {
    const { words, part } = context;
    const { result } = now;
    const { together } = result;
    const stance = together && together.status === "decided" ? part(`cell:${together.verdict}:${together.tier}`) : null;
    return [
      h("p", { class: "icp-sheet__title" }, words.word("sheet"), now.name ? `: ${now.name}` : null, h("span", null, now.day)),
      compared(context, now, last),
      stance ? h("div", { class: "icp-sheet__stance" }, stance) : null,
      gapsPart(context, result),
      planPart(context, result, now.next),
    ].filter(Boolean);
  }

  function compared(context, now, last) {
    const { words } = context;
    const [ours, theirs] = [scores(context, now.result), last ? scores(context, last.result) : new Map()];
    const head = [h("th", { scope: "col" }, ""), last ? h("th", { scope: "col" }, `${words.word("sheet.last")} ${last.day}`) : null, h("th", { scope: "col" }, words.word("sheet.now"))];
    const rows = [...ours].map(([what, score]) => {
      const before = theirs.get(what) || "–";
      return h("tr", { class: last && before !== score ? "icp-sheet__moved" : null }, h("th", { scope: "row" }, what), last ? h("td", null, before) : null, h("td", null, score));
    });
    return h("table", { class: "icp-sheet__table" }, h("thead", null, h("tr", null, head)), h("tbody", null, rows));
  }

  /** What was scored, by its name: fit, verdict and criteria, tier and dimensions. */
  function scores({ rules, words }, { fit, motivation, ability }) {
    const found = new Map();
    if (fit) found.set(words.word("sheet.fit"), fitHeadline(rules, words, fit).text);
    if (motivation) {
      const verdict = rules.qualification.verdicts.find((one) => one.id === motivation.verdict);
      const states = new Map(motivation.not_confirmed.map((one) => [one.criterion, one.state]));
      found.set(words.word("sheet.verdict"), verdict ? verdict.name : motivation.verdict);
      for (const { id, name } of rules.qualification.criteria) found.set(name, words.word("state." + (states.get(id) || "confirmed")));
    }
    if (ability) {
      found.set(words.word("sheet.tier"), ability.tier ? ability.tier.name : words.word("ability.none"));
      for (const row of ability.profile) found.set(words.name("maturity", row.dimension), window.icpReport.levelText(words, row));
    }
    return found;
  }

  function gapsPart({ words }, { motivation, ability }) {
    const gaps = [];
    for (const { criterion, question } of motivation ? motivation.not_confirmed : []) {
      gaps.push([h("strong", null, words.name("qualification", criterion)), question ? `: ${question}` : null]);
    }
    for (const step of ability && ability.next ? ability.next.steps : []) {
      for (const one of step.levels) {
        const what = `${words.name("maturity", step.dimension)} ${one.level}`;
        for (const sign of one.signs) gaps.push([h("strong", null, what), `: ${sign}`]);
      }
    }
    if (!gaps.length) return null;
    const more = gaps.length - GAPS_AT_MOST;
    if (more > 0) gaps.splice(GAPS_AT_MOST, more, words.word("sheet.more", { count: more }));
    return h("div", { class: "icp-sheet__gaps" }, h("p", { class: "icp-sheet__head" }, words.word("sheet.gaps")), list(gaps, { class: "icp-gaps" }));
  }

  function planPart({ words, part, data }, result, next) {
    const titles = new Map(data.document.onward.plays.map((play) => [play.id, play.title]));
    const plays = [...new Set([...next.plays, ...next.stagePlays])].slice(0, PLAN_ROWS).map((id) => titles.get(id));
    const rows = Array.from({ length: PLAN_ROWS + 1 }, (_, row) => h("tr", null, h("td", null, plays[row] || " "), h("td", null, ""), h("td", null, "")));
    const head = ["sheet.what", "sheet.who", "sheet.when"].map((key) => h("th", { scope: "col" }, words.word(key)));
    return h("div", null, h("p", { class: "icp-sheet__head" }, words.word("sheet.plan")),
      next.strategy ? h("p", null, words.word("now.strategy"), ": ", data.document.onward.names[`strategy:${next.strategy}`]) : null,
      h("table", { class: "icp-sheet__table icp-sheet__plan" }, h("thead", null, h("tr", null, head)), h("tbody", null, rows)));
  }

  window.icpDraw = { makeDraw, h };
})();
