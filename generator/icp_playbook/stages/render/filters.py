"""What templates draw with: filters for texts, links, lists and values."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

from markupsafe import Markup, escape

from icp_playbook.cutting import cut_short
from icp_playbook.days import Day
from icp_playbook.languages import name_of
from icp_playbook.messages import Argument, Language, Message, say
from icp_playbook.model.base import Definition, NamedPart
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.choices import LABELS
from icp_playbook.model.fields import Reference
from icp_playbook.model.glossary import Glossary
from icp_playbook.model.prose import plain_text
from icp_playbook.model.references import Target
from icp_playbook.model.text import in_language, said, worded
from icp_playbook.numbers import shown
from icp_playbook.scoring.report import report
from icp_playbook.stages.render.prose import MARK, ProseConverter
from icp_playbook.stages.render.sentences import first_sentence
from icp_playbook.stages.render.tables import fitted

EXCERPT = 150
"""Characters of a text that a list shows of it."""
SENTENCE = 220
"""Characters of the sentence that stands for a text; longer ones are cut."""

Referred = str | Definition | NamedPart | Target
"""What can be linked to: a reference, `page:url`, a web address, a definition, a part of one."""

_ELSEWHERE = ("https://", "http://", "mailto:")


def filters(catalog: Catalog, language: Language) -> Mapping[str, Callable[..., Any]]:
    """Return the filters of one site. What an author left out is None, and drawn as nothing."""
    return {
        **_text_filters(catalog, language),
        **_word_filters(language),
        "link": _linker(catalog, language),
        "href": lambda thing: _href(catalog, thing),
        **_number_filters(language),
        "json": _json,
        "report": lambda filled: report(
            filled.document, filled.result, None, language, with_version=False
        ),
        "code": lambda text: _tag("code", text),
        "strong": lambda text: _tag("strong", text),
        "fitted": lambda rows, heads, **given: fitted(
            rows, [escape(language.text(head)) for head in heads], **given
        ),
    }


def terms_of(catalog: Catalog, language: str) -> dict[str, tuple[str, str]]:
    """Return each word and abbreviation of the glossary with its term's reference and meaning."""
    glossary = catalog.one(Glossary)
    terms: dict[str, tuple[str, str]] = {}
    for term in glossary.terms if glossary else ():
        meaning = plain_text(said(term.definition, language))
        for word in filter(
            None, (said(term.abbreviation or "", language), said(term.term, language))
        ):
            terms.setdefault(word, (f"term:{term.id}", meaning))
    return terms


def _text_filters(catalog: Catalog, language: Language) -> dict[str, Callable[[str | None], str]]:
    title_of = _titles(catalog, language)
    converter = ProseConverter(title_of, terms_of(catalog, language.tag))

    def drawn(convert: Callable[[str], str], tag: str) -> Callable[[str | None], str]:
        def draw(text: str | None) -> str:
            if text is None:
                return Markup("")
            words, other = in_language(text, language.tag)
            body = convert(language.text(words))
            if other is not None:
                body = _untranslated(body, other, tag, language)
            return Markup(body)  # noqa: S704

        return draw

    def plain(words: str) -> str:
        return plain_text(words, lambda ref: title_of(ref) or ref)

    return {
        "line": drawn(html.escape, "span"),
        "worded": worded,
        "prose": drawn(converter.html, "div"),
        "inline": drawn(converter.inline, "span"),
        "excerpt": drawn(lambda words: html.escape(cut_short(plain_text(words), EXCERPT)), "span"),
        "sentence": drawn(
            lambda words: html.escape(first_sentence(plain(words), SENTENCE)), "span"
        ),
        "plain": lambda text: "" if text is None else plain_text(language.text(text)),
        "typed": lambda text: "" if text is None else language.text(text),
    }


def _word_filters(language: Language) -> dict[str, Callable[..., str]]:
    @cache
    def day(date: date) -> Markup:
        return _tag("time", language.text(Day(date)), f' datetime="{date}"')

    def month(date: date) -> str:
        return language.text(Day(date, month_alone=True))

    def having(said: Message, **given: Argument) -> Markup:
        """Say a sentence with other arguments, such as a link where it has a name."""
        return language.markup(Message(said.template, {**said.arguments, **given}, said.several))

    def listed(texts: Iterable[str]) -> Markup:
        return language.markup(Message("{texts}", {"texts": [text for text in texts if text]}))

    def listed_with_and(texts: Iterable[str]) -> Markup:
        *first, last = [*texts] or [""]
        if not first:
            return escape(last)
        return language.markup(say("{first} and {last}", first=first, last=last))

    return {
        "choice": lambda choice: "" if choice is None else language.text(LABELS[choice]),
        "day": day,
        "having": having,
        "month": month,
        "listed": listed,
        "listed_with_and": listed_with_and,
    }


def _titles(catalog: Catalog, language: Language) -> Callable[[str], str | None]:
    """Return what finds the title of a reference, or None for what is no reference."""
    kinds = {target.definition.kind for target in catalog.targets.values()}

    def title(ref: str) -> str | None:
        if ref.partition(":")[0] not in kinds and ref not in catalog.targets:
            return None
        return language.text(catalog.targets[catalog.ref(ref)].title)

    return title


def _untranslated(body: str, other: str, tag: str, language: Language) -> str:
    """Show a text in another language, and say so: readers should know what is not translated."""
    missing = _missing(language)
    name = name_of(other, language.tag)
    own = f' class="icp-untranslated" lang="{language.tag}" title="{escape(missing)}"'
    note = _tag("span", name, own)
    return f'<{tag} lang="{escape(other)}" class="icp-fallback">{body} {note}</{tag}>'


def _missing(language: Language) -> str:
    wanted = name_of(language.tag, language.tag)
    return language.text(say("Not translated into {language} yet", language=wanted))


def _linker(catalog: Catalog, language: Language) -> Callable[..., Markup]:
    def link(ref: Referred, text: str | None = None) -> Markup:
        """Return a link with a text of its own, or with the title of what it leads to."""
        if isinstance(ref, str) and ref.startswith(_ELSEWHERE):
            safe = f' href="{escape(ref)}" rel="noopener noreferrer"'
            return _tag("a", language.text(text or ref), safe)
        href = f' href="{escape(_href(catalog, ref))}"'
        if text is not None:
            return _tag("a", language.text(text), href)
        title, other = in_language(catalog.targets[catalog.ref(ref)].title, language.tag)
        lang = ""
        if other:
            missing = escape(_missing(language))
            lang = f' lang="{escape(other)}" class="icp-fallback" title="{missing}"'
        return _tag("a", language.text(title), f"{href}{lang}")

    return link


def _tag(name: str, text: str, attributes: str = "") -> Markup:
    """Return an element of HTML. Pages have thousands; Markup's own `format` takes far longer."""
    return Markup(f"<{name}{attributes}>{escape(text)}</{name}>")  # noqa: S704 (it is escaped)


def _href(catalog: Catalog, thing: Referred) -> str:
    """Return what marks an address: of a thing of the catalog, or as it is written, as `page:…`."""
    written = isinstance(thing, str) and not isinstance(thing, Reference)
    return f"{MARK}{thing if written else catalog.ref(thing)}"


def _number_filters(language: Language) -> dict[str, Callable[..., str]]:
    """Return what draws numbers as the language writes them."""

    def number(value: Decimal | Fraction | int, places: int | None = None) -> str:
        return language.text(shown(value, places))

    def money(value: Decimal | Fraction | int, currency: str) -> str:
        return language.text(shown(value, form="money", currency=currency))

    def percent(value: Decimal | Fraction | int) -> str:
        return language.text(shown(value, form="percent"))

    def sign(currency: str) -> str:
        return language.numbers.currencies.get(currency, currency)

    return {"number": number, "money": money, "percent": percent, "sign": sign}


def _json(value: object) -> Markup:
    """Write data for a script of the page: no text can end the element or look like Markdown."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return Markup(_JSON_TEXT.sub(lambda found: found[0].translate(_IN_SCRIPT), text))  # noqa: S704


_JSON_TEXT = re.compile(r'"(?:[^"\\]|\\.)*"')
_IN_SCRIPT = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&{}[]`~\u2028\u2029"})
