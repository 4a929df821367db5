"""The language of the terminal: the one the person asked for, and English otherwise."""

from __future__ import annotations

import pytest

from icp_playbook.cli.terminal import language_tag, tell, wrong_use
from icp_playbook.messages import say


@pytest.mark.parametrize(
    ("environment", "tag"),
    [
        ({}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LC_ALL": "POSIX", "LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "zh_TW.UTF-8"}, "zh-TW"),
        ({"LANG": "de_DE@euro", "LC_MESSAGES": "fr_FR.UTF-8"}, "fr-FR"),
        ({"LANG": "de_DE.UTF-8", "ICP_LANGUAGE": "zh-Hant"}, "zh-Hant"),
        ({"LANG": "de_DE.UTF-8", "ICP_LANGUAGE": ""}, "de-DE"),
    ],
)
def test_the_language_is_the_first_that_is_asked_for(environment: dict[str, str], tag: str) -> None:
    """`ICP_LANGUAGE` before the locale, and of the locale what it says of messages."""
    assert language_tag(environment) == tag


def test_a_language_without_texts_is_said_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is left without an answer because nobody has translated it."""
    monkeypatch.setenv("ICP_LANGUAGE", "tlh")
    assert tell(say("{file} is there already", file="{x}.yml")) == "{x}.yml is there already"
    assert tell("typed {by} somebody") == "typed {by} somebody"


def test_an_error_is_said_by_the_message_that_it_was_raised_with() -> None:
    """And one of the system by its own words."""
    assert wrong_use(ValueError(say("no {kind}", kind="play"))).message == "no play"
    assert wrong_use(OSError(2, "No such file")).message == "[Errno 2] No such file"
