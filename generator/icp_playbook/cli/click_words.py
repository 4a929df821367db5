"""What Click says to people in the language of the terminal: it asks gettext, which knows no files.

Click has no catalogs. Its modules take `gettext` from the standard library under names of their
own, and those are what is replaced here.
"""

from __future__ import annotations

import click

from icp_playbook.cli.terminal import translated

SENTENCES = (
    "Usage:",
    "Options",
    "Show this message and exit.",
    "Show the version and exit.",
    "%(prog)s, version %(version)s",
    "Try '{command} {option}' for help.",
    "Error: {message}",
    "Aborted!",
    "Missing command.",
    "Missing argument",
    "Missing option",
    "Missing parameter",
    "Missing {param_type}",
    "Missing parameter: {param_name}",
    "Invalid value: {message}",
    "Invalid value for {param_hint}: {message}",
    "No such option {name!r}.",
    "No such command {name!r}.",
    "Did you mean {possibility}?",
    "(Did you mean one of: {possibilities}?)",
    "Got unexpected extra argument ({args})",
    "Option {name!r} does not take a value.",
    "Option {name!r} requires an argument.",
    "Could not open file {filename!r}: {message}",
    "Choose from:\n\t{choices}",
    "{value!r} is not {choice}.",
    "{value!r} is not one of {choices}.",
    "{value!r} is not a valid {number_type}.",
    "{value} is not in the range {range}.",
    "file",
    "directory",
    "path",
    "{name} {filename!r} does not exist.",
    "{name} {filename!r} is a file.",
    "{name} {filename!r} is a directory.",
    "{name} {filename!r} is not readable.",
    "{name} {filename!r} is not writable.",
    "default: {default}",
)
"""What a person may meet who types our commands; Click fills it in."""

_MODULES = ("core", "decorators", "exceptions", "formatting", "parser", "termui", "types")


def speak() -> None:
    """Let Click say its sentences in the language of the terminal, each time that it says one."""
    for name in _MODULES:
        module = getattr(click, name)
        module._ = translated
        if hasattr(module, "ngettext"):
            module.ngettext = lambda one, many, n: translated(one if n == 1 else many)
