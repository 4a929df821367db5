"""Tags of languages, in each usual spelling: which are one writing, and which is nearest.

`zh-TW`, `zh_Hant`, `ZH-hant-tw` and `zh-HK` are all written in Traditional letters. CLDR knows that
(its likely subtags), so no list of ours does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from typing import NamedTuple

_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}")
_NO_SCRIPT = "Zzzz"


class Writing(NamedTuple):
    """A language, the script that it is written in, and where, as far as that is known."""

    language: str
    script: str
    region: str

    @property
    def tag(self) -> str:
        """The tag that says the script and no region: what one who reads it looks for first."""
        return f"{self.language}-{self.script}"


def is_tag(tag: str) -> bool:
    """Tell whether a text is the tag of a language, known or not."""
    return _TAG.fullmatch(tag) is not None


@cache
def spelled(tag: str) -> str:
    """Return a tag as standards spell it: zh-Hant-TW for `ZH_hant_tw`; what is none, as it is.

    Plain `zh` says nothing of its letters, which a browser would then guess: it is `zh-Hans`.
    """
    one = tag.replace("_", "-")
    if not is_tag(one):
        return tag
    first, *others = one.split("-")
    parts = [
        part.title() if len(part) == 4 else part.upper() if len(part) == 2 else part
        for part in others
    ]
    written = "-".join([first.lower(), *parts])
    return writing("zh").tag if written == "zh" else written


@cache
def writing(tag: str) -> Writing:
    """Return how a language is written, by what its tag says and what is likely otherwise."""
    first, *others = tag.replace("_", "-").split("-")
    language = first.lower()
    script = next((one.title() for one in others if len(one) == 4 and one.isalpha()), "")
    region = next((one.upper() for one in others if len(one) == 2 and one.isalpha()), "")
    # Babel is loaded for texts in several languages only: that takes as long as a command's work.
    likely = import_module("babel.core").get_global("likely_subtags")
    for key in (f"{language}_{region}" if region else "", f"{language}_{script}", language):
        if found := likely.get(key):
            _, likely_script, likely_region = found.split("_")[:3]
            break
    else:
        likely_script = likely_region = ""
    return Writing(language, script or likely_script or _NO_SCRIPT, region or likely_region)


@cache
def looked_for(tag: str) -> tuple[str, ...]:
    """Return the tags that one who reads `tag` looks for, the best first.

    zh-TW, zh-Hant-TW, zh-Hant, zh for `zh-TW`.
    """
    if not is_tag(tag := spelled(tag)):
        return ()
    parts = tag.split("-")
    shorter = ["-".join(parts[:end]) for end in range(len(parts), 0, -1)]
    if len(parts) == 1 and tag != "zh":
        return (tag,)
    known = writing(tag)
    full = [f"{known.tag}-{known.region}"] if known.region and len(parts) > 1 else []
    likely = [one for one in (*full, known.tag) if known.script != _NO_SCRIPT]
    return tuple(dict.fromkeys([tag, *likely, *shorter]))


def nearest_tag(tags: Iterable[str], wanted: str) -> tuple[str | None, bool]:
    """Return which of `tags` is nearest to the wanted one, and whether who reads that reads it.

    None where none is in that language at all. Another script of it comes last and is not the same.
    """
    return _nearest(tuple(tags), wanted)


@cache
def _nearest(tags: tuple[str, ...], wanted: str) -> tuple[str | None, bool]:
    if wanted in tags:
        return wanted, True
    by_spelling = {_plain(tag): tag for tag in reversed(tags)}
    base, own = writing(wanted).language, writing(wanted)
    exact = (one for one in looked_for(wanted) if one in by_spelling and one != base)
    if (tag := next(exact, None)) is not None:
        return by_spelling[tag], True
    if base in by_spelling and writing(base).script == own.script:
        return by_spelling[base], True
    near = [tag for tag in tags if writing(tag).language == base and _plain(tag) != base]
    home = writing(own.tag).region
    near.sort(key=lambda tag: (writing(tag).script != own.script, writing(tag).region != home))
    if near and writing(near[0]).script == own.script:
        return near[0], True
    if base in by_spelling:
        return by_spelling[base], True
    return (near[0] if near else None), False


def _plain(tag: str) -> str:
    """Return a tag's usual spelling; `zh` stays, as it may be written in either script."""
    return "zh" if tag == "zh" else spelled(tag)
