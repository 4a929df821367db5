"""Words that say nothing in a question: search looks for them only when there are no others."""

from __future__ import annotations

from collections.abc import Mapping

_ENGLISH = """
a about all am an and any are as at be been but by can could did do does doesn don else for from get
got had has have he her him his how i if in into is it its just let may me might most must my no nor
not of on or other our out she should since so some than that the their them then there these they
this to us was we were what when where which while who whom whose why will with would you your
"""

QUIET: Mapping[str, frozenset[str]] = {"en": frozenset(_ENGLISH.split())}
"""By language, without region or script; a language that is not here has none."""


def quiet_words(language: str) -> frozenset[str]:
    """Return the words that say nothing in the language of a tag."""
    return QUIET.get(language.partition("-")[0].lower(), frozenset())
