"""The templates' environment: autoescaped HTML, and the filters and functions that templates draw with."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from icp_playbook.languages import read_language
from icp_playbook.messages import Message, say_count
from icp_playbook.messages import say as say_message
from icp_playbook.model.base import Definition
from icp_playbook.model.catalog import Catalog, Target, canonical
from icp_playbook.model.fields import Text, is_link
from icp_playbook.model.glossary import Glossary
from icp_playbook.model.prose_links import plain_text
from icp_playbook.model.say import Say
from icp_playbook.numbers import shown as number
from icp_playbook.project import Site
from icp_playbook.scoring.messages import format_message
from icp_playbook.stages.render.compiled import NothingDecided, kept_templates
from icp_playbook.stages.render.prose import MARK, ProseConverter
from icp_playbook.stages.render.texts import read_texts

SECTION, TITLE, BODY = "\x03", "\x1e", "\x1f"
"""Separate the sections of a rendered page: authors cannot type these characters."""

EXCERPT = 150
"""Characters of a text that a list shows of it."""

_VISIBLE = re.compile(r"<(?:svg|img|input|button|textarea|select|canvas|hr)\b")
_NOTHING_SEEN = re.compile(r'(?:<(?:[^>"]|"[^"]*")*+>|\s)*+')


def make_environment(folders: list[Path], catalog: Catalog, site: Site) -> Environment:
    """Return the environment for one build; a misspelt name in a template fails it."""
    say = Say(site.language)
    language = read_language(site.language, folders)
    environment = Environment(
        loader=FileSystemLoader([str(folder) for folder in folders]),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do"],
        optimized=False,
        finalize=lambda shown: language.text(shown) if isinstance(shown, Message) else shown,
        bytecode_cache=kept_templates(),
    )
    environment.code_generator_class = NothingDecided
    converter = ProseConverter(_titles(catalog, say), terms_of(catalog, say))
    environment.filters |= _text_filters(say, converter) | _value_filters()
    environment.filters["link"] = _linker(catalog, say)
    environment.filters["href"] = _href
    environment.globals |= {
        "section": _section,
        "site": site,
        "texts": lambda name: read_texts(folders, name, site.language),
        "fill": lambda text, params: format_message({"": text}, "", params),
        "say": lambda text, **arguments: language.markup(say_message(text, **arguments)),
        "say_count": lambda one, several, **arguments: language.markup(say_count(one, several, **arguments)),
    }
    return environment


def terms_of(catalog: Catalog, say: Say) -> dict[str, tuple[str, str]]:
    """Return each word of the glossary, abbreviations too, with its term's reference and meaning in plain text."""
    glossary = catalog.one(Glossary)
    terms: dict[str, tuple[str, str]] = {}
    for term in glossary.terms if glossary else ():
        meaning = plain_text(say(term.definition)[0])
        for word in filter(None, (term.abbreviation, say(term.term)[0])):
            if isinstance(word, str):
                terms.setdefault(word, (f"term:{term.id}", meaning))
    return terms


def _titles(catalog: Catalog, say: Say) -> Callable[[str], str | None]:
    """Return what finds the title of a reference, or None for what is no reference."""
    kinds = {target.definition.kind for target in catalog.targets.values()}

    def title(ref: str) -> str | None:
        if ref.partition(":")[0] not in kinds and ref not in catalog.targets:
            return None
        return say(catalog.targets[canonical(catalog, ref)].title)[0]

    return title


def _text_filters(say: Say, converter: ProseConverter) -> dict[str, Callable[..., Any]]:
    def shown(text: Text, convert: Callable[[str], str], tag: str) -> Markup:
        said, other = say(text)
        body = convert(said)
        return Markup(body) if other is None else Markup(_fallback(body, other, tag, say.language))  # noqa: S704

    return {
        "line": lambda text: shown(text, html.escape, "span"),
        "prose": lambda text: shown(text, converter.html, "div"),
        "inline": lambda text: shown(text, converter.inline, "span"),
        "plain": lambda text: plain_text(say(text)[0]),
        "excerpt": lambda text: shown(text, lambda said: html.escape(_excerpt(plain_text(said))), "span"),
        "typed": lambda text: say(text)[0],
    }


def _excerpt(text: str) -> str:
    """Return as much of `text` as fits into a line or two, cut between words where it has any."""
    if len(text) <= EXCERPT:
        return text
    cut = text[:EXCERPT].rpartition(" ")[0]
    return (cut if len(cut) > EXCERPT // 2 else text[:EXCERPT]).rstrip(" ,;:.") + " …"


def _fallback(body: str, other: str, tag: str, language: str) -> str:
    """Show a text in another language, and say so: the reader should know that a translation is missing."""
    note = f'<span class="icp-untranslated" title="Not translated into {escape(language)} yet">{escape(other)}</span>'
    return f'<{tag} lang="{escape(other)}" class="icp-fallback">{body} {note}</{tag}>'


def _linker(catalog: Catalog, say: Say) -> Callable[..., Markup]:
    def link(ref: str | Definition | Target, text: str | Markup | None = None) -> Markup:
        if isinstance(ref, str) and is_link(ref):
            return Markup('<a href="{0}" rel="noopener noreferrer">{1}</a>').format(ref, text or ref)
        name = ref if isinstance(ref, str) else ref.ref
        said, other = say(catalog.targets[canonical(catalog, name)].title)
        label = escape(text if text is not None else said)
        lang = f' lang="{escape(other)}"' if other and text is None else ""
        return Markup(f'<a href="{MARK}{escape(name)}"{lang}>{label}</a>')  # noqa: S704

    return link


def _href(ref: str | Definition | Target) -> str:
    return MARK + (ref if isinstance(ref, str) else ref.ref)


def _value_filters() -> dict[str, Callable[..., Any]]:
    return {
        "number": number,
        "money": lambda n, currency: f"{number(n)} {currency}",
        "percent": _percent,
        "json": _json,
        "day": _day,
    }


def _json(value: object) -> Markup:
    """Write data for a script of the page: nothing in a text can end the element, or look like syntax to an engine."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return Markup(_JSON_TEXT.sub(lambda found: found[0].translate(_IN_SCRIPT), text))  # noqa: S704


_JSON_TEXT = re.compile(r'"(?:[^"\\]|\\.)*"')
_IN_SCRIPT = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&{}[]`~\u2028\u2029"})


def _percent(value: Decimal | Fraction | int) -> str:
    return f"{number(value)} %"


def _day(value: date) -> Markup:
    return Markup('<time datetime="{0}">{1}</time>').format(value.isoformat(), f"{value.day} {value:%B %Y}")


def _section(title: str, id: str = "", level: int = 2, caller: Callable[[], str] = lambda: "") -> Markup:
    """Begin a section, or give nothing at all when its body shows nothing: no page has an empty heading."""
    body = caller()
    if not visible(body):
        return Markup("")
    anchor = id or "s-" + re.sub(r"[^a-z0-9]+", "-", str(title).lower()).strip("-")
    heading = title.unescape() if isinstance(title, Markup) else title
    return Markup(f"{SECTION}{level}{TITLE}{anchor}{TITLE}{heading}{BODY}{body}")  # noqa: S704


def visible(body: str) -> bool:
    """Tell whether a block of HTML shows anything."""
    return _NOTHING_SEEN.match(body).end() < len(body) or bool(_VISIBLE.search(body))  # type: ignore[union-attr]
