"""Arguments are taken as they come: nothing is coerced, and what is not known is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asked_of import playbook, refused
from drawn import draw
from icp_playbook.asking.answers import NotAnsweredError
from icp_playbook.asking.playbook import Playbook
from icp_playbook.asking.tools import TOOLS, call


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Playbook:
    """A small company."""
    return playbook(draw(tmp_path_factory.mktemp("company"), "--- + minimal\n--- + tiers\n"))


HOSTILE: list[tuple[str, dict[str, Any], str]] = [
    ("search", {}, 'wrong arguments: "question" is missing'),
    ("search", {"question": ""}, '"question" is empty'),
    ("search", {"question": "x" * 401}, '"question" is too long: at most 400'),
    ("search", {"question": 1}, '"question": write a text'),
    ("search", {"question": None}, '"question": write a text'),
    ("search", {"question": "x", "limit": "3"}, '"limit": write a whole number'),
    ("search", {"question": "x", "limit": True}, '"limit": write a whole number'),
    ("search", {"question": "x", "limit": 3.5}, '"limit": write a whole number'),
    ("search", {"question": "x", "limit": 0}, '"limit" is 1 or more'),
    ("search", {"question": "x", "limit": 10**30}, '"limit" is 20 or less'),
    ("search", {"question": "x", "kind": "segmnt"}, 'did you mean "segment"?'),
    ("search", {"question": "x", "knd": "y"}, 'there is no "knd"; did you mean "kind"?'),
    ("search", {"qestion": "x"}, 'there is no "qestion"; did you mean "question"?'),
    ("get", {"ref": "../x"}, '"../x"'),
    ("get", {"ref": "segment:../../etc/passwd"}, 'no segment is called "../../etc/passwd"'),
    ("get", {"ref": "/etc/passwd"}, "write kind:id"),
    ("get", {"ref": "segment:mid-markt"}, 'did you mean "mid-market"?'),
    ("get", {"ref": ["segment:mid-market"]}, '"ref": write a text'),
    ("get", {"ref": "segment:\0"}, "no segment is called"),
    ("refs", {"ref": "tier"}, "write tier:id"),
    ("assess", {"attributes": []}, '"attributes": write an object with names and values'),
    ("assess", {"attributes": {str(n): 1 for n in range(401)}}, "too long: at most 400"),
    ("assess", {"emploees": 3}, 'there is no "emploees"'),
    ("assess", {"segment": "mid-markt"}, 'segment: "mid-markt" is not known; did you mean'),
    ("assess", {"stage": "nowhere"}, 'stage: "nowhere" is not known'),
    ("score", {}, "give accounts or csv, one of the two"),
    ("score", {"accounts": [{}], "csv": "a,b"}, "give accounts or csv, one of the two"),
    ("score", {"accounts": [{}] * 1001}, '"accounts" is too long: at most 1000'),
    ("score", {"accounts": [{"emploees": 3}]}, '"accounts.0.emploees"'),
    ("score", {"csv": "x" * 1_000_001}, '"csv" is too long'),
    ("score", {"csv": "employees\n" + "1\n" * 1001}, "1,001 rows are too many: at most 1,000"),
    ("score", {"csv": "who,what\n1,2\n"}, "csv:1:1"),
    ("what_changed", {"since": ""}, '"since" is empty'),
    ("what_changed", {"since": "HEAD", "accounts": "/etc/passwd"}, 'there is no "accounts"'),
    ("check", {"kind": "nobody", "yaml": "x"}, "is no kind of definition"),
    ("check", {"kind": "segment", "yaml": "x"}, "cannot be an id"),
    ("check", {"kind": "segment", "id": "../x", "yaml": "x"}, '"../x" cannot be an id'),
    ("check", {"kind": "segment", "id": "con", "yaml": "x"}, '"con" is a reserved name'),
    ("check", {"kind": "company", "id": "other", "yaml": "x"}, "leave the id out"),
    ("check", {"kind": "segment", "id": "x", "yaml": "x" * 200_001}, '"yaml" is too long'),
    ("serch", {}, 'there is no tool "serch"; did you mean "search"?'),
    ("x" * 10_000, {}, "there is no tool"),
]


@pytest.mark.parametrize(("tool", "arguments", "words"), HOSTILE)
def test_what_is_wrong_with_them_is_said(
    asked: Playbook, tool: str, arguments: dict[str, Any], words: str
) -> None:
    """And in no more words than somebody reads."""
    said = refused(asked, tool, **arguments)
    assert words in said
    assert len(said) < 1000


def test_all_that_is_wrong_is_said_at_once(asked: Playbook) -> None:
    """Up to a few: of many mistakes the first ones help."""
    wrong = {f"x{number}": 1 for number in range(20)}
    assert refused(asked, "search", question=1, limit=0, knd="x").count('"') > 4
    assert refused(asked, "search", question="x", **wrong).endswith("and 15 more")


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4)
    ),
    max_leaves=12,
)
_NAMES = (
    "question", "ref", "attributes", "qualification", "maturity", "segment", "accounts", "csv",
    "yaml", "kind", "id", "limit",
)  # fmt: skip


@given(
    tool=st.sampled_from([name for name in TOOLS if name != "what_changed"]),
    arguments=st.dictionaries(st.sampled_from(_NAMES), _JSON, max_size=4),
    answers=st.dictionaries(
        st.sampled_from(["employees", "need", "people", "x"]), _JSON, max_size=3
    ),
)
def test_whatever_comes_is_answered_or_refused(
    asked: Playbook, tool: str, arguments: dict[str, Any], answers: dict[str, Any]
) -> None:
    """Never with another exception."""
    for given_ in (
        arguments,
        {"attributes": answers, "maturity": answers, "qualification": answers},
    ):
        try:
            call(asked, tool, given_)
        except NotAnsweredError:
            continue


def test_an_answer_nested_without_end_is_not_followed(asked: Playbook, tmp_path: Path) -> None:
    """Scoring takes what it asks for, and tells of the rest."""
    deep: Any = "x"
    for _ in range(500):
        deep = {"a": deep}
    call(asked, "assess", {"attributes": {"employees": deep}, "maturity": {"people": deep}})
