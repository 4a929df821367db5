"""Whatever text somebody gives, the YAML written for it is read back as that text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icp_playbook.authoring.yaml_text import entry, scalar
from icp_playbook.stages.load.decoding import FORBIDDEN
from icp_playbook.stages.load.reader import read_yaml

AWKWARD = [
    *(
        "no",
        "null",
        "~",
        "12",
        "a: b",
        "# x",
        "- x",
        "[x",
        "{x}",
        "*x",
        "&x",
        "!x",
        "'x'",
        '"x"',
        "x #y",
        "@x",
        "`x`",
    ),
    *(
        "a\nb",
        "a\n\n  b\n",
        "  lead",
        "trail  ",
        "x" * 300,
        "word " * 60 + "end",
        "a:b",
        "Größe：中文",
        "a\\b",
        "%x",
    ),
    *(
        "double  space " * 12 + "x",
        "- a\n- b",
        "name:Foo\nbar:Baz",
        "|",
        ">",
        "? x",
        "---",
        "...",
        "https://x/y?a=b#c",
    ),
]


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_text_is_read_back_as_it_was(text: str) -> None:
    """Text that YAML would take for something else is quoted, or written as a block."""
    assert _read_back(text) == text


# \r is a line break to YAML, and nothing that a person types into a field.
_TEXT = st.text(min_size=1, max_size=300).filter(
    lambda text: not FORBIDDEN.search(text) and "\r" not in text
)


@given(_TEXT)
def test_any_text_is_read_back_as_it_was(text: str) -> None:
    """The same for whatever else there is."""
    assert _read_back(text) == text


def test_ids_stand_in_brackets_and_sentences_on_lines() -> None:
    """Lists look as in the sample: ids in one row, texts one a line."""
    assert entry("segments", ["mid-market", "small"]) == ["segments: [mid-market, small]"]
    assert entry("titles", ["Head of X", "Owner"]) == ["titles:", "  - Head of X", "  - Owner"]
    assert entry("steps", [{"do": "Call", "who": "AE"}]) == [
        "steps:",
        "  - do: Call",
        "    who: AE",
    ]


def test_long_text_is_folded() -> None:
    """A paragraph is wrapped, so that a diff shows the line that changed."""
    lines = scalar("A sentence that goes on. " * 10 + "End.")
    assert lines[0] == ">-"
    assert max(map(len, lines)) <= 102


def _read_back(text: str) -> str:
    document = read_yaml("x.yml", "\n".join([*entry("x", text), ""]).encode())
    assert not document.problems
    value = document.values["x"]
    assert isinstance(value, str)
    return value
