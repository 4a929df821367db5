"""What readers see for the words that authors choose from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args, get_type_hints

from icp_playbook.model.base import Part
from icp_playbook.model.choices import LABELS
from icp_playbook.model.fields import Choice
from icp_playbook.model.kinds import KINDS

NOT_SHOWN_BY_NAME = {
    "type": "an attribute's answer is described, an ordinary play has no mark",
    "delivery": "shown as a sentence",
    "focuses": "what a department sees has titles of its own",
    "verdict": "the company has its own names",
    "id": "the company has its own names",
    "method": "shown as a sentence",
    "better": "shown as a sentence",
    "side": "shown as two marks",
    "exception": "shown as a sentence",
    "mode": "shown as a sentence",
}


def test_each_choice_that_pages_show_by_name_has_a_label() -> None:
    """A field with choices of its own either has labels, or says here how it is shown."""
    missing = {
        f"{model}.{field}: {word}"
        for model, field, choice in _choices()
        for word in choice.words
        if word not in LABELS and field not in NOT_SHOWN_BY_NAME
    }
    assert missing == set()


def _choices() -> Iterator[tuple[str, str, Choice]]:
    seen: set[type] = set()
    models: list[Any] = [kind.model for kind in KINDS]
    while models:
        model = models.pop()
        if model in seen:
            continue
        seen.add(model)
        for field, hint in get_type_hints(model, include_extras=True).items():
            for inner in _within(hint):
                if isinstance(inner, Choice):
                    yield model.__name__, field.rstrip("_"), inner
                elif isinstance(inner, type) and issubclass(inner, Part):
                    models.append(inner)


def _within(hint: Any) -> Iterator[Any]:
    yield hint
    yield from getattr(hint, "__metadata__", ())
    for inner in get_args(hint):
        yield from _within(inner)
