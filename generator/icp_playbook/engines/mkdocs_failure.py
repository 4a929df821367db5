"""Whose failure it is: another plugin's, a hook's, a template's, or ours."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from click import ClickException
from jinja2 import TemplateNotFound, TemplateSyntaxError
from mkdocs.plugins import BasePlugin, PluginCollection

from icp_playbook.messages import say
from icp_playbook.problems import ContentError, quoted, visible
from icp_playbook.project import packaged_templates

_BENEATH = {"__main__", "click", "icp_playbook", "jinja2", "markdown", "mkdocs", "watchdog", "yaml"}
"""Packages that call others: what fails in their midst is the work of whom they called."""


class OthersFailureError(ClickException):
    """Something that runs beside us in the engine failed; the message names it."""

    exit_code = 2


@contextmanager
def failures_named() -> Iterator[None]:
    """Raise `OthersFailureError` for what fails in somebody else's code; the rest as it is."""
    try:
        yield
    except (ClickException, ContentError):
        raise  # told in words already
    except TemplateNotFound as error:
        raise OthersFailureError(
            say(
                "the theme looks for {file}, and there is no such file; see the names of icons and "
                "templates in mkdocs.yml and on top of your pages",
                file=quoted(str(error.name)),
            )
        ) from error
    except Exception as error:
        if (culprit := culprit_of(error)) is None:
            raise
        raise OthersFailureError(
            say(
                "{culprit} failed: {reason}. That is neither your content nor icp; "
                "mkdocs build shows the whole traceback",
                culprit=culprit,
                reason=said(error).rstrip("."),
            )
        ) from error


def said(error: BaseException) -> str:
    """Return a failure on one line, as Python names it."""
    return visible(" ".join(traceback.format_exception_only(error)[-1].split()))


def culprit_of(error: BaseException) -> str | None:
    """Return who failed, as mkdocs.yml calls them and with the place, or None if we did."""
    frames = list(traceback.walk_tb(error.__traceback__))
    broken = error.filename if isinstance(error, TemplateSyntaxError) else None
    if isinstance(error, TemplateSyntaxError) and broken and not _is_packaged(broken):
        return say("the template {place}", place=_place(broken, error.lineno))
    run = PluginCollection.run_event.__code__
    events = [at for at, (frame, _) in enumerate(frames) if frame.f_code is run]
    if events:
        return _plugin(frames, events[-1])
    drawn = [(frame.f_code.co_filename, line) for frame, line in frames if _is_template(frame)]
    if drawn and not _is_packaged(drawn[-1][0]):
        return say("the template {place}", place=_place(*drawn[-1]))
    foreign = [(frame.f_code.co_filename, line) for frame, line in frames if _is_foreign(frame)]
    return None if drawn or not foreign else _place(*foreign[0])


def _plugin(frames: list[tuple[FrameType, int]], event: int) -> str | None:
    """Return the plugin or hook that the event called, with the last line reached in its file."""
    values = frames[event][0].f_locals
    plugins, name = values["self"], values["self"]._event_origins.get(values.get("method"))  # noqa: SLF001
    called = frames[event + 1 :]
    ours = called and called[-1][0].f_globals.get("__name__", "").startswith("icp_playbook")
    if name in (None, "icp") or ours or not called:
        return None
    file = called[0][0].f_code.co_filename
    line = [line for frame, line in called if frame.f_code.co_filename == file][-1]
    if isinstance(plugins.get(name), BasePlugin):
        return say('the plugin "{name}" ({place})', name=name, place=_place(file, line))
    return say('the hook "{name}" ({place})', name=name, place=_place(file, line))


def _is_template(frame: FrameType) -> bool:
    return "__jinja_template__" in frame.f_globals or frame.f_code.co_filename.endswith(".html")


def _is_packaged(file: str) -> bool:
    return Path(file).is_relative_to(packaged_templates())


def _is_foreign(frame: FrameType) -> bool:
    package = str(frame.f_globals.get("__name__", "")).partition(".")[0]
    return package not in _BENEATH and package not in sys.stdlib_module_names


def _place(file: str, line: int) -> str:
    """Return a place in a file: as seen from here, or in its package when it is installed."""
    near = os.path.relpath(file)
    if near.startswith("..") or "site-packages" in near:
        near = "/".join(Path(file).parts[-2:])
    return f"{near}:{line}"
