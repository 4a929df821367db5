"""Read the engine's configuration file as the engine does, within limits and with nothing run."""

from __future__ import annotations

import copy
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
import yaml_env_tag  # type: ignore[import-untyped]
from mergedeep import merge  # type: ignore[import-untyped]

from icp_playbook.messages import say
from icp_playbook.problems import ConfigurationError, Problem, quoted
from icp_playbook.stages.load.decoding import decode
from icp_playbook.stages.load.opening import read_bytes
from icp_playbook.stages.load.parsers import UnreadableYaml, event_parser
from icp_playbook.stages.load.places import (
    Mistake,
    line_and_column,
    line_and_column_after,
    place_at,
)
from icp_playbook.stages.load.reader import DIRECTIVE, MAX_DEPTH, MAX_NODES, NO_DIRECTIVE

try:
    from yaml import CSafeLoader as SafeLoader
except ImportError:  # PyYAML was installed without libyaml
    from yaml import SafeLoader  # type: ignore[assignment]

MAX_INHERITED = 20

NAMES = ("mkdocs.yml", "mkdocs.yaml")
"""How the file is called, in the order in which the engine looks for it."""


@dataclass(frozen=True, slots=True)
class ConfigFile:
    """What a configuration says together with those that it inherits from, and all their files.

    Values are what YAML makes of them, but one with a tag that only the engine may act on is a
    `Tagged`.
    """

    values: Mapping[str, Any]
    files: tuple[Path, ...]


class Tagged:
    """A value with a tag, such as `!relative` or `!!python/name:`, kept as it stands."""

    def __init__(self, node: yaml.Node) -> None:
        self.node = node


def read_config_file(file: Path, variables: bool = True) -> ConfigFile:
    """Return what `file` says, with parents merged (INHERIT) and variables put in (`!ENV`).

    Without `variables` those stay `Tagged`, so that no secret is written elsewhere. Raise
    `ConfigurationError` for a file that is not regular, too big, too deep, or no configuration.
    """
    whole = Path(os.path.normpath(file.absolute()))
    return _read(whole, _WithVariables if variables else _Plain, ())


def _read(file: Path, loader: type[_Plain], children: tuple[Path, ...]) -> ConfigFile:
    name = shown(file)
    if file in children:
        child = shown(children[-1])
        raise ConfigurationError(
            say("{file}: INHERIT leads back to {parent}", file=child, parent=name)
        )
    if len(children) > MAX_INHERITED:
        raise ConfigurationError(
            say(
                "{file}: INHERIT goes over more than {most} files",
                file=shown(children[0]),
                most=MAX_INHERITED,
            )
        )
    values = _values(file, loader)
    if "INHERIT" not in values:
        return ConfigFile(values, (file,))
    parent = values.pop("INHERIT")
    if not isinstance(parent, str):
        raise ConfigurationError(
            say("{file}: INHERIT names no file; write a path, such as ../mkdocs.yml", file=name)
        )
    above = Path(os.path.normpath(file.parent / parent))
    if not os.path.lexists(above):
        raise ConfigurationError(
            say(
                "{file}: INHERIT names {parent}, which is not there; look at the path",
                file=name,
                parent=quoted(parent),
            )
        )
    inherited = _read(above, loader, (*children, file))
    # With the engine's own library: a mapping is merged deeply, a list replaces another.
    merged = merge(copy.deepcopy(dict(inherited.values)), values)
    return ConfigFile(merged, (file, *inherited.files))


def _values(file: Path, loader: type[_Plain]) -> dict[str, Any]:
    """Return what one file says.

    Its depth and size are looked at before anything is built from it.
    """
    text = _text(file)
    try:
        if finding := _measure(text):
            place = line_and_column(finding.place)
            raise _error(file, *place, finding.message, finding.hint)
        values = yaml.load(text, Loader=loader)  # noqa: S506 (a SafeLoader)
    except UnreadableYaml as error:
        mark = getattr(error, "problem_mark", None)
        said = getattr(error, "problem", None) or str(error)
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        message = say("this cannot be read as YAML: {reason}", reason=said)
        raise _error(file, *place, message) from None
    if values is None:
        return {}
    if not isinstance(values, dict):
        message = say("this is no configuration")
        raise _error(file, 1, 1, message, say('write "name: value" lines'))
    return values


def _text(file: Path) -> str:
    # Only a link can lead astray here, and one may lead to another folder of the same repository.
    top = repository_of(file.parent) if file.is_symlink() else file.parent
    data, problems = read_bytes(top, file.relative_to(top).as_posix())
    text = ""
    if data is not None:
        text, problems = decode(file.name, data)
    if problems:
        first: Problem = problems[0]
        raise _error(file, first.line, first.column, first.message, first.hint)
    if directive := DIRECTIVE.search(text):
        place = line_and_column_after(text[: directive.start()])
        raise _error(file, *place, NO_DIRECTIVE, say("delete it"))
    return text


def repository_of(folder: Path) -> Path:
    """Return the folder of the git repository around `folder`, or `folder` without one."""
    return next((above for above in (folder, *folder.parents) if (above / ".git").exists()), folder)


def _error(file: Path, line: int, column: int, message: str, hint: str = "") -> ConfigurationError:
    place = f"{shown(file)}:{line}:{column}"
    if not hint:
        return ConfigurationError(say("{place}: {message}", place=place, message=message))
    return ConfigurationError(
        say("{place}: {message}; {hint}", place=place, message=message, hint=hint)
    )


def shown(file: Path) -> str:
    """Return a file as seen from where the command runs, where that is shorter."""
    return min(os.path.relpath(file), str(file), key=len)


class _Plain(SafeLoader):
    """Builds plain values only; what a tag names is never run."""


class _WithVariables(_Plain):
    """Puts the environment's variables in their place, with the engine's own library."""


_Plain.add_multi_constructor("!", lambda loader, suffix, node: Tagged(node))
_Plain.add_multi_constructor("tag:yaml.org,2002:python/", lambda loader, suffix, node: Tagged(node))
_WithVariables.add_constructor("!ENV", yaml_env_tag.construct_env_tag)


def _measure(text: str) -> Mistake | None:
    """Return what makes `text` too much to build values from, or None.

    Raise `UnreadableYaml` where it is no YAML.

    Unlike definitions, a configuration may have anchors; each alias counts as all that its anchor
    holds.
    """
    parser, counter = event_parser(text), _Counter()
    while True:
        event = parser.get_event()
        if isinstance(event, yaml.StreamEndEvent):
            return None
        if finding := counter.count(event):
            return finding


@dataclass(slots=True)
class _Size:
    """How many values a part of the text holds, and how many levels deep they go."""

    nodes: int = 1
    height: int = 0


class _Counter:
    """Adds up sizes from the inside to the outside, with a list of what is open."""

    def __init__(self) -> None:
        self._open: list[tuple[str | None, _Size]] = []
        self._anchors: dict[str, _Size] = {}

    def count(self, event: Any) -> Mistake | None:
        """Take one event into account, and return what is too much with it."""
        place = place_at(event.start_mark.line, event.start_mark.column)
        if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            self._open.append((event.anchor, _Size()))
            return self._added(_Size(0), place)
        if isinstance(event, yaml.AliasEvent):
            if event.anchor in (anchor for anchor, _ in self._open):
                message = say("{alias} stands inside itself", alias=f"*{event.anchor}")
                return Mistake(place, "yaml-anchor", message, say("take it out"))
            return self._added(self._anchors.get(str(event.anchor), _Size()), place)
        if isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            anchor, inside = self._open.pop()
            return self._closed(anchor, _Size(inside.nodes, inside.height + 1), place)
        if isinstance(event, yaml.ScalarEvent):
            return self._closed(event.anchor, _Size(), place)
        return None

    def _closed(self, anchor: str | None, size: _Size, place: int) -> Mistake | None:
        if anchor is not None:
            self._anchors[anchor] = size
        return self._added(size, place)

    def _added(self, size: _Size, place: int) -> Mistake | None:
        if len(self._open) + size.height > MAX_DEPTH:
            message = say("nested deeper than {most} levels", most=MAX_DEPTH)
            return Mistake(place, "yaml-depth", message, say("no configuration needs that"))
        if not self._open:
            return None
        around = self._open[-1][1]
        around.nodes += size.nodes
        around.height = max(around.height, size.height)
        if around.nodes > MAX_NODES:
            message = say(
                "more than {most} values, counting what aliases repeat", most=f"{MAX_NODES:,}"
            )
            return Mistake(place, "yaml-size", message, say("shorten it"))
        return None
