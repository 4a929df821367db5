"""Definitions as resources, such as `icp://segment/mid-size-brands`, and what completes these."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from icp_playbook.asking.answers import NotAnsweredError
from icp_playbook.asking.claims import as_data, caution, title_of
from icp_playbook.asking.definitions import definition_text
from icp_playbook.asking.playbook import Asked
from icp_playbook.cutting import cut_short
from icp_playbook.messages import say
from icp_playbook.model.base import Definition
from icp_playbook.model.kinds import BY_NAME
from icp_playbook.model.prose import plain_text
from icp_playbook.model.text import said
from icp_playbook.problems import quoted

SCHEME = "icp://"
TEMPLATE = f"{SCHEME}{{kind}}/{{id}}"
TEMPLATE_TITLE = say("A definition of the playbook")
TEMPLATE_ABOUT = say("As Markdown, with how sure it is and when it is to be reviewed.")
PAGE = 200
"""So many resources are listed at once."""
MOST_COMPLETED = 100
_MOST_ABOUT = 200


@dataclass(frozen=True, slots=True)
class Listed:
    """A definition in a list of resources."""

    name: str
    title: str
    about: str


def listed(asked: Asked, cursor: str) -> tuple[list[Listed], str | None]:
    """Return the definitions from a place on, and where the next ones begin."""
    if cursor and not (cursor.isascii() and cursor.isdigit() and len(cursor) < 8):
        raise NotAnsweredError(say("there is no place {cursor} in the list", cursor=quoted(cursor)))
    start = int(cursor or 0)
    every = asked.state.catalog.definitions()
    shown = [_listed(asked, one) for one in every[start : start + PAGE]]
    return shown, str(start + PAGE) if start + PAGE < len(every) else None


def _listed(asked: Asked, one: Definition) -> Listed:
    speak, text = asked.state.reader.text, one.summary_text
    about = (
        cut_short(speak(plain_text(said(text, asked.state.language))), _MOST_ABOUT)
        if text is not None
        else ""
    )
    why = caution(asked, one)
    return Listed(
        f"{one.kind}/{one.id}", title_of(asked, one), f"{about} [{why}]".strip() if why else about
    )


def resource(asked: Asked, uri: str) -> str | None:
    """Return what stands at an address, or None where there is nothing."""
    kind, slash, id = uri.removeprefix(SCHEME).partition("/")
    if not uri.startswith(SCHEME) or not slash or kind not in BY_NAME:
        return None
    target = asked.state.catalog.targets.get(f"{kind}:{id}")
    if target is None or target.part is not None:
        return None
    return "\n\n".join(
        [*(as_data(asked, one) for one in asked.notes), definition_text(asked, target.definition)]
    )


def completed(asked: Asked, argument: str, typed: str, kind: str) -> tuple[list[str], int]:
    """Return what an argument of the template may be, and how many there are in all."""
    found: Iterable[str] = ()
    if argument == "kind":
        found = [name for name, those in asked.state.catalog.by_kind.items() if those]
    elif argument == "id":
        kinds = [kind] if kind else list(BY_NAME)
        found = dict.fromkeys(
            one.id for name in kinds for one in asked.state.catalog.by_kind.get(name, ())
        )
    begun = [one for one in found if one.startswith(typed)]
    within = [one for one in found if typed in one and one not in begun]
    return [*begun, *within][:MOST_COMPLETED], len(begun) + len(within)
