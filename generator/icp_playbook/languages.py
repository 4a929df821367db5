"""Languages of the interface: one file `texts/<language>.po` each, beside the templates.

They are gettext's files, because every translator's tool reads those, and a sentence stays where
it is used. Babel reads them: it collects sentences from Python, Jinja and JavaScript alike, and
knows the plurals, dates and numbers of every language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from functools import lru_cache
from gettext import GNUTranslations
from io import BytesIO
from itertools import pairwise
from pathlib import Path

from babel.core import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from babel.numbers import NumberPattern

from icp_playbook.days import DayFormats
from icp_playbook.messages import Language, names_in, say
from icp_playbook.numbers import ENGLISH_NUMBERS, NumberFormats
from icp_playbook.problems import ContentError, Problem
from icp_playbook.tags import is_tag, looked_for, spelled

_NAME = re.compile(r"\{[a-z]+\}")
_UNSEEN = re.compile("[\u061c\u200e\u200f]")
SCRIPTS = "site_templates/scripts/"
"""Sentences that are used there go with the page, for its scripts."""


def read_language(tag: str, folders: Sequence[Path]) -> Language:
    """Return the language from `texts/<tag>.po` of `folders`; the first folder's sentences win.

    A longer tag adds to a shorter one (`zh-Hant-TW` to `zh-Hant` to `zh`), and `zh-TW` and `zh_TW`
    are such, too. What is in no file stays English, and so does all for what is no tag. Raise
    `ContentError` for a file that can't be read, and for each sentence that names other arguments
    than the English one.
    """
    tag = spelled(tag)
    files = [file for file in _files(tag, folders) if file.is_file()]
    return _language(tag, tuple((file, file.stat().st_mtime_ns) for file in files))


@lru_cache(maxsize=16)
def _language(tag: str, files: tuple[tuple[Path, int], ...]) -> Language:
    """Return the language from files as they are now; a build asks for it again and again."""
    read, numbers = [_read(file) for file, _ in files], _numbers(tag)
    locale = _locale(tag)
    days = DayFormats() if locale is None or tag == "en" else DayFormats(str(locale))
    if not read:
        scripts = {} if numbers is ENGLISH_NUMBERS else _for_scripts(tag, [], numbers)
        return Language(tag, for_scripts=scripts, numbers=numbers, days=days)
    if locale is not None:
        lists = _lists(locale)
        read.append((lists, _sentences(lists)))
    for (_, sentences), (_, others) in pairwise(read):
        sentences.add_fallback(others)
    return Language(tag, read[0][1], _for_scripts(tag, read, numbers), numbers, days)


def _files(tag: str, folders: Sequence[Path]) -> list[Path]:
    """Return where catalogs of a language may be, the one that counts first at the beginning."""
    return [folder / "texts" / f"{one}.po" for one in looked_for(tag) for folder in folders]


FROM_CLDR = {
    ", ": ("standard", "middle"),
    "{first} and {last}": ("standard", "2"),
    "{answers} or {last}": ("or", "2"),
    "{kinds} or {last}": ("or", "2"),
}
"""Sentences that nobody translates, since CLDR knows how languages list things: the kind of list,
and which of its patterns. Where a language's file has one all the same, that counts."""


def _lists(locale: Locale) -> Catalog:
    """Return how a language lists things, as sentences of ours."""
    catalog = Catalog(locale=locale)
    for sentence, (style, name) in FROM_CLDR.items():
        pattern = locale.list_patterns[style][name]
        first, last = _NAME.findall(sentence) or ("", "")
        said = pattern.replace("{0}", first).replace("{1}", last)
        catalog.add(sentence, said, locations=[(f"{SCRIPTS}texts.js", 1)])
    return catalog


def name_of(tag: str, reader: str) -> str:
    """Return what a language is called in that of its reader: Traditional Chinese, 繁體中文."""
    locale, written = _locale(reader), spelled(tag)
    if locale is None:
        return written
    known = (locale.languages.get(one.replace("-", "_")) for one in looked_for(written))
    return next(filter(None, known), written)


_Read = tuple[Catalog, GNUTranslations]
"""A catalog, and the same as the standard library reads it."""


def _for_scripts(tag: str, read: Sequence[_Read], numbers: NumberFormats) -> dict[str, object]:
    """Return what the page's scripts say in a language, as JSON.

    `texts` has the forms of each sentence by the English one. `forms` has the number of the form
    for each of the language's plural categories, which a browser knows by name. `numbers` says how
    numbers are written.
    """
    written = {**asdict(numbers), "currencies": dict(numbers.currencies)}
    if not read:
        return {"language": "en", "texts": {}, "forms": {}, "numbers": written}
    texts: dict[str, list[str]] = {}
    for catalog, _ in reversed(read):
        for message in catalog:
            if message.id and any(path.startswith(SCRIPTS) for path, _ in message.locations):
                texts |= {_ids(message)[0]: _forms(message)} if all(_forms(message)) else {}
    locale, sentences = read[0][0].locale or Locale("en"), read[0][1]
    counts = (*range(200), 1_000, 1_000_000)
    forms = {locale.plural_form(count): sentences.plural(count) for count in counts}  # type: ignore[attr-defined]
    name = str(locale).replace("_", "-")
    return {"language": name, "texts": texts, "forms": forms, "numbers": written}


def _numbers(tag: str) -> NumberFormats:
    """Return how a language writes numbers; English for one that Babel does not know.

    Babel is not asked about English, whose percent sign stands apart as in our own sentences.
    Signs that no eye sees are left out: they order what a page orders by itself.
    """
    locale = _locale(tag) if tag != "en" and is_tag(tag) else None
    if locale is None:
        return ENGLISH_NUMBERS
    signs, decimal = locale.number_symbols["latn"], locale.decimal_formats[None]
    percent = _pattern(locale.percent_formats[None], "%", signs["percentSign"])
    return NumberFormats(
        group=signs["group"],
        decimal=signs["decimal"],
        minus=_UNSEEN.sub("", signs["minusSign"]),
        sizes=decimal.grouping,
        percent=ENGLISH_NUMBERS.percent if locale.language == "en" else percent,
        money=_pattern(locale.currency_formats["standard"], "¤", "{currency}"),
        currencies={
            code: sign for code, sign in locale.currency_symbols.items() if sign != code != "XXX"
        },
    )


def _pattern(pattern: NumberPattern, sign: str, written: str) -> str:
    """Return where a sign stands beside a number: `{number} %`."""
    text = f"{pattern.prefix[0]}{{number}}{pattern.suffix[0]}".replace(sign, written)
    return _UNSEEN.sub("", text)


def _sentences(catalog: Catalog) -> GNUTranslations:
    """Return a catalog as the standard library reads it, with the plural forms of its head."""
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return GNUTranslations(compiled)


def _read(file: Path) -> _Read:
    name = f"site_templates/texts/{file.name}"
    try:
        with file.open("rb") as opened:
            catalog = read_po(opened, locale=_locale(file.stem), abort_invalid=True)
        sentences = _sentences(catalog)
    except (PoFileError, ValueError, LookupError) as error:
        line = getattr(error, "lineno", 0) + 1
        message = say("this is not a PO file in UTF-8: {why}", why=str(error).partition(" on ")[0])
        hint = say("compare it with {file}", file="icp.pot")
        raise ContentError([Problem(name, line, 1, "bad-texts", message, hint)]) from None
    if wrong := [problem for message in catalog for problem in _problems(name, message)]:
        raise ContentError(wrong)
    return catalog, sentences


def _locale(tag: str) -> Locale | None:
    """Return what Babel knows of a language; None for one that it does not know."""
    try:
        return Locale.parse(spelled(tag), sep="-")
    except (UnknownLocaleError, ValueError):
        return None


def _problems(name: str, message: Message) -> Iterator[Problem]:
    """Yield a problem for each form that has a name in braces which the English one has not."""
    known = frozenset().union(*map(names_in, _ids(message)))
    for form in _forms(message):
        if unknown := sorted(names_in(form) - known):
            said = say(
                "the English sentence has no {names}", names=[f"{{{one}}}" for one in unknown]
            )
            hint = say(
                "write {names}", names=[f"{{{one}}}" for one in sorted(known)] or ["no braces"]
            )
            yield Problem(name, message.lineno or 1, 1, "bad-texts", said, hint)


def _ids(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _forms(message: Message) -> list[str]:
    return (
        [message.string or ""]
        if message.string is None or isinstance(message.string, str)
        else [*message.string]
    )
