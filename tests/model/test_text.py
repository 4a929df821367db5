"""A text knows its languages, and says what a reader of one of them sees."""

from __future__ import annotations

import pytest

from icp_playbook.languages import read_language
from icp_playbook.messages import say
from icp_playbook.model.text import Text, has_language, in_language, said, worded
from icp_playbook.project import packaged_templates

_BOTH = Text(by_language=[("en", "Champion"), ("zh-Hant", "內部推手")])


def test_a_text_is_what_its_first_language_says() -> None:
    """Whoever asks for no language gets the one that the author wrote first."""
    assert Text(by_language=(("en", "Champion"), ("zh-Hant", "內部推手"))) == _BOTH
    assert str(_BOTH) == "Champion"
    assert repr(Text("Champion")) == "'Champion'"


def test_texts_that_say_something_else_in_one_language_differ() -> None:
    """A changed translation is a change, and a text with translations is not the plain one."""
    other = Text(by_language=[("en", "Champion"), ("zh-Hant", "推手")])
    assert other != _BOTH
    assert _BOTH != "Champion"
    assert Text("Champion") == "Champion"
    assert len({_BOTH, other, Text("Champion"), "Champion"}) == 3


def test_a_message_in_the_place_of_a_text_is_said_in_each_language() -> None:
    """A stance that no author put into words is said by us, alone and as one language of a text."""
    chinese = read_language("zh-Hant", [packaged_templates()])
    limited = worded("limited")
    assert limited == "Limited"
    assert chinese.text(limited) == chinese.text(say("Limited")) == "有限服務"
    assert chinese.text(Text(by_language=[("zh-Hant", limited)])) == "有限服務"


@pytest.mark.parametrize(
    ("asked", "words", "other"),
    [
        ("en", "Champion", None),
        ("en-GB", "Champion", None),
        ("zh-Hant", "內部推手", None),
        ("zh-TW", "內部推手", None),
        ("de", "Champion", "en"),
    ],
)
def test_a_reader_sees_the_nearest_language(asked: str, words: str, other: str | None) -> None:
    """The asked tag, else its language, else the same language of another place.

    Else the first, with its tag.
    """
    assert in_language(_BOTH, asked) == (words, other)
    assert said(_BOTH, asked) == words


def test_a_text_without_languages_says_the_same_in_each() -> None:
    """It needs no tag: it is not known to be in another language."""
    assert in_language(Text("Champion"), "de") == ("Champion", None)
    assert in_language("Champion", "de") == ("Champion", None)
    assert Text("Champion").each == ((None, "Champion"),)


def test_a_text_stays_as_it_is() -> None:
    """Texts are shared between stages, so that nobody may change one."""
    with pytest.raises(AttributeError):
        _BOTH.by_language = ()


def test_data_has_a_text_as_its_author_wrote_it() -> None:
    """Plain text stays text; several languages are a map."""
    assert Text("Champion").data == "Champion"
    assert _BOTH.data == {"en": "Champion", "zh-Hant": "內部推手"}


@pytest.mark.parametrize(
    "text",
    [
        "12",
        "€",
        "–",
        "08:30",
        "#sales",
        "@ada/team",
        "ERP",
        "B2B",
        "ada@example.com",
        "https://example.com/x",
    ],
)
def test_what_has_no_words_has_no_language(text: str) -> None:
    """It needs no translation."""
    assert not has_language(text)


@pytest.mark.parametrize(
    "text", ["Foo", "a", "甲", "2025 Q2", "第2季", "30-day", "ERP or WMS", "# 甲"]
)
def test_words_have_a_language(text: str) -> None:
    """Also where figures stand among them."""
    assert has_language(text)
