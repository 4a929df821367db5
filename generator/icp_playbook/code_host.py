"""Addresses on the code host: where a file is edited and seen, and where a change is.

From what the company wrote.
"""

from __future__ import annotations

import re
import string
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from icp_playbook.messages import say

EDIT_URI = "edit/main/"
"""How a code host edits a file of the main branch, where nothing says otherwise."""


@dataclass(frozen=True, slots=True)
class CodeHost:
    """The repository's address, and those of its files, empty where nobody can tell.

    `edit` holds `{path}` where the file goes, `view` also `{line}`; both are relative to the
    repository's, or whole.
    """

    repo_url: str = ""
    edit: str = ""
    view: str = ""
    requests: str = "pull"
    """What stands before the number of a pull request, below the repository's address."""
    commits: str = "commit"

    def edit_url(self, path: str) -> str:
        """Return the address that edits the file `path` of the playbook, or an empty string."""
        return self._url(self.edit, path)

    def view_url(self, path: str, line: int) -> str:
        """Return the address that shows line `line` of the file `path`, or an empty string."""
        return self._url(self.view, path, line)

    def change_url(self, commit: str, request: str) -> str:
        """Return the address of a change: its pull or merge request, else its commit."""
        if not self.repo_url:
            return ""
        way = f"{self.requests}/{request[1:]}" if request else f"{self.commits}/{commit}"
        return f"{self.repo_url.rstrip('/')}/{way}"

    def _url(self, template: str, path: str, line: int = 1) -> str:
        if not template:
            return ""
        written = _FORMATTER.format(template, path=path, line=line)
        base = self.repo_url
        if base and not written.startswith(("?", "#")) and not base.endswith("/"):
            base += "/"
        return urljoin(base, written)


class UnusableTemplateError(Exception):
    """An `edit_uri_template` that can't lead to definitions.

    The message says why and what to write.
    """


def code_host(
    repo_url: str, edit_uri: str | None, edit_uri_template: str, docs: str, below: str = ""
) -> CodeHost:
    """Return the addresses that a configuration means, by the engine's rules.

    The engine puts a page's path below `docs` behind `edit_uri`, or into the template; here paths
    begin at the playbook's folder, so `docs` at the end of either is taken off. Where the company
    wrote neither (None and an empty text), the repository's host says how it edits files, and the
    playbook lies in its folder `below`. An empty `edit_uri` means no edit links. Raise
    `UnusableTemplateError`.
    """
    style = _style(repo_url)
    if edit_uri_template:
        edit = _for_the_playbook(_checked(edit_uri_template), docs)
    elif edit_uri is None:
        edit = style.edit.replace("{path}", f"{_escaped(below)}{{path}}") if repo_url else ""
    elif edit_uri:
        edit = _for_the_playbook(_escaped(edit_uri.rstrip("/") + "/") + "{path}", docs)
    else:
        edit = ""
    if not repo_url and not urlsplit(edit).netloc:
        edit = ""
    inside = edit.removeprefix(f"{_escaped(repo_url).rstrip('/')}/") if repo_url else edit
    seen = _seen(inside)
    return CodeHost(repo_url, edit, seen[0], *((seen[1] or style).changes if repo_url else ()))


@dataclass(frozen=True, slots=True)
class _Style:
    """What a kind of code host has in common."""

    edit: str
    changes: tuple[str, str]


_GITHUB = _Style(f"{EDIT_URI}{{path}}", ("pull", "commit"))
_GITLAB = _Style(f"-/{EDIT_URI}{{path}}", ("-/merge_requests", "-/commit"))
_GITEA = _Style("_edit/main/{path}", ("pulls", "commit"))
_BITBUCKET = _Style("src/main/{path}?mode=edit", ("pull-requests", "commits"))
_HOSTS = {
    "gitlab": _GITLAB,
    "bitbucket": _BITBUCKET,
    "codeberg": _GITEA,
    "gitea": _GITEA,
    "forgejo": _GITEA,
}

# How the address that shows a file follows from the one that edits it, and whose manner that is.
_SEEN: tuple[tuple[re.Pattern[str], str, _Style | None], ...] = (
    (re.compile(r"-/edit/(.*)"), r"-/blob/\1#L{line}", _GITLAB),
    (re.compile(r"-/ide/project/.*?/edit/([^/]+)/-/(.*)"), r"-/blob/\1/\2#L{line}", _GITLAB),
    (re.compile(r"-/(blob|tree)/(.*)"), r"-/\1/\2#L{line}", _GITLAB),
    (re.compile(r"edit/(.*)"), r"blob/\1#L{line}", None),
    (re.compile(r"_edit/(.*)"), r"src/branch/\1#L{line}", _GITEA),
    (re.compile(r"(src/(?:branch|commit|tag)/.*)"), r"\1#L{line}", _GITEA),
    (re.compile(r"(src/[^?]*)(?:\?.*)?"), r"\1#lines-{line}", _BITBUCKET),
    (re.compile(r"(blob|tree)/(.*)"), r"\1/\2#L{line}", None),
)


def _style(repo_url: str) -> _Style:
    first = urlsplit(repo_url).netloc.lower().partition(".")[0]
    return _HOSTS.get(first, _GITHUB)


def _seen(edit: str) -> tuple[str, _Style | None]:
    """Return what shows the file that `edit` edits, and whose manner that is.

    An empty text where nobody can tell.
    """
    for pattern, view, style in _SEEN:
        plain = edit.endswith("{path}") or style is _BITBUCKET
        if plain and (found := pattern.fullmatch(edit)):
            return found.expand(view), style
    return "", None


def _for_the_playbook(template: str, docs: str) -> str:
    """Take the folder of hand-written pages off a template, so that it leads to all files."""
    made = ""
    for literal, field, _, conversion in _FORMATTER.parse(template):
        before = literal
        if field is not None:
            for ending in (f"{docs}/", quote(f"{docs}/", safe="")):
                if re.search(rf"(?:^|[/=?#:]|%2F){re.escape(ending)}$", before, re.IGNORECASE):
                    before = before[: -len(ending)]
        made += _escaped(before) + (
            f"{{path{'!q' if conversion else ''}}}" if field is not None else ""
        )
    return made


def _checked(template: str) -> str:
    """Return a template that can lead to a definition's file.

    The engine itself allows `{path}` and `{path_noext}`.
    """
    try:
        fields = {field for _, field, _, _ in _FORMATTER.parse(template) if field is not None}
        _FORMATTER.format(template, path="", path_noext="")
    except (ValueError, LookupError, AttributeError) as error:
        why = say(
            "edit_uri_template is '{written}', which can't be read: {reason}",
            written=template, reason=str(error),
        )  # fmt: skip
        raise UnusableTemplateError(why) from None
    if fields != {"path"}:
        why = say(
            "edit_uri_template is '{written}', which can't lead to a definition;"
            " write {field} where the file's path goes",
            written=template, field="{path}",
        )  # fmt: skip
        raise UnusableTemplateError(why)
    return template


def _escaped(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


class _Formatter(string.Formatter):
    """Formats as the engine does: `{path!q}` is quoted for the query of an address."""

    def convert_field(self, value: Any, conversion: Any) -> Any:
        """Quote where that is asked for."""
        return (
            quote(value, safe="") if conversion == "q" else super().convert_field(value, conversion)
        )


_FORMATTER = _Formatter()
