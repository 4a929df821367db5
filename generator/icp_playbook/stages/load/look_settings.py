"""The company's colours and fonts in the engine's configuration, each refused at its own place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from icp_playbook.look import COLOUR, FONT_FILES, FONT_NAME, Look
from icp_playbook.messages import Message, say
from icp_playbook.problems import ConfigurationError, nearest, quoted
from icp_playbook.stages.load.config_file import shown
from icp_playbook.stages.load.opening import wrong_target

_COLOURS = "primary", "accent"
_FONTS = "text", "code"


def read_look(
    options: Mapping[str, Any], theme: Any, files: Sequence[Path], docs_dir: Path
) -> Look:
    """Return the look that the plugin's `options` and the engine's `theme` ask for.

    The `files` are those that the configuration stands in, the nearest first. Raise
    `ConfigurationError` for what is no colour, no name of a font, or no file of one.
    """
    found: dict[str, str] = {}
    colours = options.get("colours")
    if colours is not None and not isinstance(colours, dict):
        example = '{primary: "#1f4b6e", accent: "#b4470f"}'
        raise _error(files, ("colours",), say("colours are written as {example}", example=example))
    for name, colour in (colours or {}).items():
        found[str(name)] = _colour(str(name), colour, files)
    fonts = theme.get("font") if isinstance(theme, dict) else None
    for name, font in fonts.items() if isinstance(fonts, dict) else ():
        if font and name in _FONTS:
            found[f"{name}_font"] = _font(name, font, files)
    if options.get("font_file") is not None:
        found["font_file"] = _font_file(options["font_file"], found, files, docs_dir)
    return Look(**found)


def _colour(name: str, colour: Any, files: Sequence[Path]) -> str:
    place = "colours", name
    if name not in _COLOURS:
        message = say("no colour is called {name}", name=quoted(name))
        near = nearest(name, _COLOURS) or _COLOURS[0]
        raise _error(files, place, message, say('did you mean "{name}"?', name=near))
    if colour is None:
        message = say("the colour is empty, because # begins a comment")
        raise _error(files, place, message, say("put it in quotes, as {example}", example=_EXAMPLE))
    if not COLOUR.fullmatch(str(colour)):
        message = say("{colour} is no colour", colour=quoted(str(colour)))
        hint = say("write three or six digits, as {example}", example=_EXAMPLE)
        raise _error(files, place, message, hint)
    return str(colour).lower()


_EXAMPLE = '"#1f4b6e"'


def _font(name: str, font: Any, files: Sequence[Path]) -> str:
    if FONT_NAME.fullmatch(str(font)):
        return str(font)
    message = say("{font} is no name of a font", font=quoted(str(font)))
    hint = say("write it as your system calls it, in letters, digits, spaces and hyphens")
    raise _error(files, ("font", name), message, hint)


def _font_file(
    written: Any, found: Mapping[str, str], files: Sequence[Path], docs_dir: Path
) -> str:
    place = ("font_file",)
    path = PurePosixPath(str(written))
    if path.suffix.lower() not in FONT_FILES or '"' in str(path) or "\\" in str(path):
        message = say("{file} is no file of a font", file=quoted(str(written)))
        hint = say("its name ends in {endings}", endings=list(FONT_FILES))
        raise _error(files, place, message, hint)
    inside = not path.is_absolute() and ".." not in path.parts
    file = docs_dir / path
    if not inside or not file.is_file() or wrong_target(docs_dir, file):
        message = say("no file {file} is among the hand-written pages", file=quoted(str(path)))
        raise _error(files, place, message, say("put it into {folder}", folder=docs_dir.name))
    if "text_font" not in found:
        message = say("the font of {file} has no name", file=quoted(str(path)))
        hint = say("say what it is called, as {example}", example='"theme: {font: {text: Lato}}"')
        raise _error(files, place, message, hint)
    return path.as_posix()


def _error(
    files: Sequence[Path], keys: tuple[str, ...], message: Message, hint: Message | None = None
) -> ConfigurationError:
    place = next((place for file in files if (place := _place(file, keys))), shown(files[0]))
    if hint is None:
        return ConfigurationError(say("{place}: {message}", place=place, message=message))
    return ConfigurationError(
        say("{place}: {message}; {hint}", place=place, message=message, hint=hint)
    )


def _place(file: Path, keys: tuple[str, ...]) -> str:
    """Return where the last of `keys`, one within the other, has its value, or nothing."""
    root = yaml.compose(file.read_text("utf-8-sig"), Loader=yaml.SafeLoader)
    found = next((pair for pair in _values(root) if pair[0].value == keys[0]), None)
    for inner in keys[1:]:
        found = found and next(
            (pair for pair in _values(found[1]) if pair[0].value == inner), found
        )
    if found is None:
        return ""
    key, value = found
    # An empty value stands nowhere: its key does.
    mark = (key if value.value == "" else value).start_mark
    return f"{shown(file)}:{mark.line + 1}:{mark.column + 1}"


def _values(node: yaml.Node | None) -> Iterator[tuple[yaml.Node, yaml.Node]]:
    """Yield each key with its value, however deep it stands."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield key, value
            yield from _values(value)
    elif isinstance(node, yaml.SequenceNode):
        for one in node.value:
            yield from _values(one)
