"""What a playbook's mkdocs.yml says, as MkDocs reads it, but without starting MkDocs."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from icp_playbook.editions import Edition, folders_of, read_editions
from icp_playbook.look import Look
from icp_playbook.messages import Message, say
from icp_playbook.model.kinds import KINDS
from icp_playbook.problems import ConfigurationError, nearest, quoted
from icp_playbook.project import DOCS
from icp_playbook.stages.check import Context
from icp_playbook.stages.load.config_file import NAMES, read_config_file
from icp_playbook.stages.load.look_settings import read_look
from icp_playbook.tags import spelled

PLUGIN = "icp"
"""What the plugin is called in `plugins:`."""

_THEIRS = "docs"
"""Where MkDocs looks for pages when the configuration does not say."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """A configuration with all that it inherits; without a `file` a playbook has no site yet."""

    root: Path
    file: Path | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    files: tuple[Path, ...] = ()
    """The file and those that it inherits from."""

    @property
    def languages(self) -> tuple[str, ...]:
        """The theme's language and those of the switcher (`extra.alternate`), each once."""
        alternates = _inside(self.values, "extra", "alternate")
        others = alternates if isinstance(alternates, list) else []
        if listed := [one.language for one in self.editions]:
            return tuple(listed)
        own = _inside(self.values, "theme", "language") or ("en" if self.file else None)
        found = [own, *(_inside(other, "lang") for other in others)]
        return tuple(dict.fromkeys(spelled(tag) for tag in found if isinstance(tag, str)))

    @property
    def editions(self) -> tuple[Edition, ...]:
        """The sites in each language that `languages` of the plugin lists, or none.

        Raise `ConfigurationError` for what lists no languages.
        """
        written, docs = self.plugin_options.get("languages"), self.docs
        editions = read_editions(written, docs, _inside(self.values, "theme", "language"))
        for one in editions[1:]:
            if reason := self._why_not_beside(one.docs, docs):
                raise ConfigurationError(say("{tag}: {reason}", tag=one.language, reason=reason))
        return editions

    @property
    def all_docs(self) -> tuple[str, ...]:
        """The folders of hand-written pages in each language, from the playbook's."""
        return tuple(dict.fromkeys([self.docs, *(one.docs for one in self.editions)]))

    @property
    def uses_plugin(self) -> bool:
        """Whether the site is one of ours."""
        return any(name == PLUGIN for name, _ in self._plugins())

    @property
    def plugin_options(self) -> Mapping[str, Any]:
        """What stands below the plugin `icp`, however `plugins:` lists it, or nothing."""
        found = (options for name, options in self._plugins() if name == PLUGIN)
        return next((options for options in found if isinstance(options, dict)), {})

    def refuse_audience(self) -> None:
        """Raise `ConfigurationError` where it is for an audience, and what is asked is not."""
        if audience := self.plugin_options.get("audience"):
            message = say(
                "{file} is for {audience}, and this would tell them of everything;"
                " use the company's own configuration",
                file=str(self.file), audience=str(audience),
            )  # fmt: skip
            raise ConfigurationError(message)

    @property
    def allow(self) -> frozenset[str]:
        """What hand-written pages may hold although it runs or loads something."""
        written = self.plugin_options.get("allow")
        return frozenset(map(str, written)) if isinstance(written, list) else frozenset()

    @property
    def look(self) -> Look:
        """The company's colours and fonts. Raise `ConfigurationError` for what are none."""
        return read_look(self.plugin_options, self.values.get("theme"), self.files, self.docs_dir)

    @property
    def site_dir(self) -> Path:
        """The folder that the site is built into."""
        return self._path("site_dir", "site")

    @property
    def docs_dir(self) -> Path:
        """The folder of hand-written pages.

        A configuration without our plugin is about pages of others.
        """
        if not self.uses_plugin:
            return self._base / DOCS
        return self._path("docs_dir", _THEIRS)

    @property
    def docs(self) -> str:
        """The folder of hand-written pages from the playbook's, with forward slashes.

        Raise `ConfigurationError` when no pages can be read or published from there.
        """
        written = Path(os.path.relpath(self.docs_dir, self._base)).as_posix()
        if reason := self._why_not(self.docs_dir, quoted(written)) or self._missing(written):
            if self.file:
                reason = say("{file}: {reason}", file=str(self.file), reason=reason)
            raise ConfigurationError(reason)
        return written

    @property
    def _base(self) -> Path:
        return Path(os.path.normpath(self.root.absolute()))

    def _path(self, key: str, default: str) -> Path:
        written = self.values.get(key, default)
        return Path(
            os.path.normpath(self._base / (written if isinstance(written, str) else default))
        )

    def _plugins(self) -> Iterator[tuple[str, Any]]:
        written = self.values.get("plugins")
        for one in written if isinstance(written, list) else [written]:
            yield from one.items() if isinstance(one, dict) else [(str(one), None)]

    def _why_not_beside(self, written: str, first: str) -> Message | None:
        """Return why pages of another language can't be there, or None.

        In a folder within the other's each would be a page of both.
        """
        docs = Path(os.path.normpath(self._base / written))
        if docs != self.docs_dir and (
            docs.is_relative_to(self.docs_dir) or self.docs_dir.is_relative_to(docs)
        ):
            return say(
                "docs_dir is {folder}, and the pages of the first language are in {first}; "
                "put the two beside each other",
                folder=quoted(written),
                first=quoted(first),
            )
        return self._why_not(docs, quoted(written))

    def _why_not(self, docs: Path, folder: str) -> Message | None:
        """Return why hand-written pages can't be in `docs`, which is written so, or None."""
        base = self._base
        if docs == base or not docs.is_relative_to(base):
            return say(
                "docs_dir is {folder}, which does not lie inside the playbook's folder; "
                "hand-written pages have to, for example in docs",
                folder=folder,
            )
        if not docs.resolve().is_relative_to(base.resolve()):
            return say(
                "docs_dir is {folder}, which leads out of the playbook's folder; "
                "put the folder itself there",
                folder=folder,
            )
        inside = docs.relative_to(base)
        if any(taken.is_relative_to(inside) for taken in _TAKEN):
            return say(
                "docs_dir is {folder}, which holds the definitions; make it content/pages",
                folder=folder,
            )
        for taken in _TAKEN:
            if taken != _CONTENT and inside.is_relative_to(taken):
                return say(
                    "docs_dir is {folder}, which lies in {taken}/, where something else is; "
                    "make it content/pages",
                    folder=folder,
                    taken=str(taken),
                )
        if docs.exists() and not docs.is_dir():
            return say(
                "docs_dir is {folder}, which is no folder; hand-written pages lie in a folder",
                folder=folder,
            )
        return None

    def _missing(self, written: str) -> Message | None:
        """Return what is said of a folder that is not there while another one seems meant."""
        if self.docs_dir.is_dir() or not self.uses_plugin or not (found := self._elsewhere()):
            return None
        return say(
            "docs_dir is {folder}, which is not there; did you mean {found}?",
            folder=quoted(written),
            found=quoted(found),
        )

    def _elsewhere(self) -> str:
        """Return where the pages seem to be instead of a folder that is not there, or nothing.

        Git keeps no empty folder, so one that is missing may well be right: it has no pages, then.
        """
        guesses = (DOCS,) if "docs_dir" in self.values else (DOCS, _THEIRS)
        there = [folder for folder in guesses if any((self._base / folder).glob("**/*.md"))]
        parent = self.docs_dir.parent
        beside = [one for one in parent.iterdir() if one.is_dir()] if parent.is_dir() else []
        near = nearest(self.docs_dir.name, [one.name for one in beside if any(one.glob("*.md"))])
        if near:
            return Path(os.path.relpath(parent / near, self._base)).as_posix()
        return next(iter(there), "")


_CONTENT = PurePosixPath("content")
_TAKEN = tuple(
    dict.fromkeys(
        [
            *(PurePosixPath(kind.folder) for kind in KINDS),
            PurePosixPath("playbooks"),
            PurePosixPath("site_templates"),
        ]
    )
)


def read_configuration(root: Path) -> Configuration:
    """Return the configuration of the playbook in `root`, an empty one where there is none."""
    file = next((root / name for name in NAMES if os.path.lexists(root / name)), None)
    return Configuration(root) if file is None else read_configuration_file(file)


def read_configuration_file(file: Path) -> Configuration:
    """Return what `file` says for the playbook beside it.

    Raise `ConfigurationError` when it can't be read.
    """
    read = read_config_file(file)
    return Configuration(file.parent, file, read.values, read.files)


def context_of(root: Path, file: Path | None = None, today: datetime.date | None = None) -> Context:
    """Return what the check of the playbook in `root` needs to know of its site.

    With `file`, of that configuration's. Otherwise each language's configuration has pages of its
    own, and all of them are meant; the mistakes of any but the first are told when it is used.
    """
    if file is not None:
        one = read_configuration_file(file)
        _ = one.look  # refuses what is none
        return Context(today, one.languages, one.all_docs, one.allow, folders_of(one.editions))
    first = read_configuration(root)
    _ = first.look
    docs = [*first.all_docs]
    for other in sorted(
        one for ending in ("yml", "yaml") for one in root.glob(f"mkdocs*.{ending}")
    ):
        try:
            found = read_configuration_file(other) if other != first.file else first
            if found.uses_plugin and found.docs_dir.is_dir():
                docs.append(found.docs)
        except ConfigurationError:
            continue
    folders = folders_of(first.editions)
    return Context(today, first.languages, tuple(dict.fromkeys(docs)), first.allow, folders)


def _inside(values: Any, *keys: str) -> Any:
    """Return what stands in a mapping under `keys`, one within the other, or None."""
    for key in keys:
        values = values.get(key) if isinstance(values, dict) else None
    return values


__all__ = [
    "Configuration",
    "ConfigurationError",
    "context_of",
    "read_configuration",
    "read_configuration_file",
]
