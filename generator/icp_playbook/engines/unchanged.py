"""Whether a site is still what a build would make, so that there is nothing to do.

A build keeps a small file in the user's cache folder: a digest of all that it read, and of the
site that it wrote. Times and sizes of files are compared, not their contents, as git does; what
changed in the same moment as it was read is not kept. The file may be deleted at any time. This
module imports nothing that takes long.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import re
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import platformdirs

from icp_playbook.git import NoRepositoryError, git
from icp_playbook.project import packaged_templates

_VARIABLE = re.compile(r"!ENV[ \t]+(?:\[([^\]]*)\]|([^\s,#]+))")
_ALWAYS = ("SOURCE_DATE_EPOCH", "ICP_LANGUAGE", "PYTHONPATH")
_SECOND = 10**9
_LONG = 90 * 24 * 3600 * _SECOND


@dataclass(frozen=True, slots=True)
class Kept:
    """What a build remembers: what it was made from, what it made, and how many pages that is."""

    sources: tuple[str, ...]
    """Files and folders that were read."""
    variables: tuple[str, ...]
    """Names of the environment's variables that the configuration asks for."""
    read: str
    """The digest of all that was read."""
    made: str
    """The digest of the site."""
    pages: int
    index: str


def find_unchanged(config_file: Path, site_dir: Path | None) -> Kept | None:
    """Return what is known of the site when a build would make it again as it is, or None."""
    try:
        written = json.loads(_file(config_file, site_dir).read_text("utf-8"))
        kept = Kept(**written)
        sources = tuple(map(Path, kept.sources))
        read, _ = digest_of_sources(config_file, sources, kept.variables)
        site = Path(kept.index).parent
        return kept if read == kept.read and _digest([site])[0] == kept.made else None
    except (OSError, ValueError, TypeError):  # none was kept, or by another version of this
        return None


class Watch:
    """Remembers what a build reads, from before it reads to when its site is there."""

    def __init__(self, config_file: Path, site_dir: Path | None, sources: Sequence[Path]) -> None:
        """Look at the sources now; `config_file` and those it inherits from are among them."""
        self._place = _file(config_file, site_dir)
        self._sources = tuple(dict.fromkeys(map(str, sources)))
        files = [source for source in sources if source.is_file()]
        self._variables = tuple(sorted(set(_variables(files))))
        self._began = time.time_ns()
        self._read, self._newest = digest_of_sources(config_file, sources, self._variables)

    def keep(self, index: Path, pages: int) -> None:
        """Keep that the site at `index` is what was made; nothing where that can't be told."""
        self.forget()
        # Two changes within a moment may have the same time; some file systems keep seconds only.
        moment = _SECOND // 20 if self._newest % _SECOND else 2 * _SECOND
        if self._began - self._newest < moment:
            return
        made, _ = _digest([index.parent])
        kept = Kept(self._sources, self._variables, self._read, made, pages, str(index))
        with suppress(OSError):
            self._place.parent.mkdir(parents=True, exist_ok=True)
            new = self._place.with_name(f"{self._place.name}.{os.getpid()}")
            new.write_text(json.dumps(asdict(kept)), "utf-8")
            new.replace(self._place)
            for old in self._place.parent.iterdir():  # of sites that nobody builds any more
                if self._began - old.stat().st_mtime_ns > _LONG:
                    old.unlink()

    def forget(self) -> None:
        """Keep nothing."""
        with suppress(OSError):
            self._place.unlink(missing_ok=True)


def digest_of_sources(
    config_file: Path, sources: Sequence[Path], variables: Sequence[str]
) -> tuple[str, int]:
    """Return a digest of all that decides what a build makes, and the newest change in it."""
    digest, newest = _digest(sources)
    environment = {name: os.environ.get(name) for name in (*_ALWAYS, *variables)}
    environment |= {name: value for name, value in os.environ.items() if name.startswith("GIT_")}
    told = (digest, environment, _today(), _program(), _revision(config_file.resolve().parent))
    return hashlib.sha256(repr(told).encode()).hexdigest(), newest


def _file(config_file: Path, site_dir: Path | None) -> Path:
    told = repr((str(config_file.resolve()), site_dir and str(site_dir.resolve())))
    name = hashlib.sha256(told.encode()).hexdigest()[:32]
    return platformdirs.user_cache_path("icp-playbook", appauthor=False) / "sites" / f"{name}.json"


def _variables(files: Iterable[Path]) -> Iterator[str]:
    for file in files:
        for listed, alone in _VARIABLE.findall(file.read_text("utf-8", "replace")):
            yield from (name.strip(" \"'") for name in f"{listed},{alone}".split(",") if name)


def _today() -> str:
    """Return the day: it decides which reviews are overdue, and stands in the sitemap."""
    return str(datetime.datetime.now(datetime.UTC).date()) + str(datetime.date.today())


def _program() -> str:
    """Return a digest of what makes the site: our code, our templates, and every package."""
    ours = Path(__file__).parents[1]
    installed = [Path(folder) for folder in sys.path if folder.endswith("-packages")]
    packages = [sorted(one.name for one in folder.iterdir()) for folder in installed]
    code, _ = _digest([ours, packaged_templates()])
    return repr((code, packages, sys.version, sys.prefix))


def _revision(root: Path) -> str:
    """Return what the history is read from; empty where there is none."""
    asked = ("rev-parse", "HEAD", "--show-prefix", "--is-shallow-repository")
    try:
        return git(root, *asked).stdout.decode("utf-8", "replace")
    except NoRepositoryError:
        return ""


def _digest(places: Iterable[Path]) -> tuple[str, int]:
    """Return a digest of files and of all below folders by their times and sizes, and the newest.

    What is not there has its place in it, too.
    """
    digest, newest = hashlib.sha256(), 0
    for place in places:
        for path, status in _files(str(place)):
            times = (status.st_mtime_ns, status.st_ctime_ns) if status else (0, 0)
            told = (path, *times, status.st_size, status.st_ino) if status else (path,)
            digest.update(repr(told).encode("utf-8", "surrogateescape"))
            newest = max(newest, *times)
    return digest.hexdigest(), newest


def _files(place: str) -> Iterator[tuple[str, os.stat_result | None]]:
    """Yield every file below a folder, or the file itself, in an order that does not change."""
    try:
        entries = sorted(os.scandir(place), key=lambda entry: entry.name)
    except NotADirectoryError:
        yield place, Path(place).stat()
        return
    except OSError:
        yield place, None
        return
    for entry in entries:
        if entry.name in (".git", "__pycache__"):
            continue
        try:
            status = entry.stat()
            is_folder = entry.is_dir()
        except OSError:
            yield entry.path, None
            continue
        if is_folder:
            yield from _files(entry.path)
        else:
            yield entry.path, status
