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
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from glob import escape
from pathlib import Path

import platformdirs

from icp_playbook.git import NoRepositoryError, git
from icp_playbook.project import packaged_templates

_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_ALWAYS = ("SOURCE_DATE_EPOCH", "ICP_LANGUAGE", "PYTHONPATH")
_Found = tuple[str, os.stat_result | None]
_SECOND = 10**9
_LONG = 90 * 24 * 3600 * _SECOND


@dataclass(frozen=True, slots=True)
class Kept:
    """What a build remembers: what it was made from, what it made, and how many pages that is."""

    sources: tuple[str, ...]
    """Files and folders that were read."""
    variables: tuple[str, ...]
    """Names of the environment's variables that the configuration may ask for."""
    read: str
    """The digest of all that was read."""
    made: str
    """The digest of the site."""
    pages: int
    index: str


def find_unchanged(config_file: Path, site_dir: Path | None, audience: str = "") -> Kept | None:
    """Return what is known of the site when a build would make it again as it is, or None."""
    try:
        file = _file(config_file, site_dir, audience)
        if file is None:
            return None
        kept = Kept(**json.loads(file.read_text("utf-8")))
        sources = tuple(map(Path, kept.sources))
        read, _ = digest_of_sources(config_file, sources, kept.variables)
        site = Path(kept.index).parent
        if any(site.parent.glob(f".icp-{escape(site.name)}-*")):
            return None  # a killed build has left something, which a build removes
        return kept if read == kept.read and _digest_of_site(site) == kept.made else None
    except (OSError, ValueError, TypeError):  # none was kept, or by another version of this
        return None


class Watch:
    """Remembers what a build reads, from before it reads to when its site is there."""

    def __init__(
        self,
        config_file: Path,
        site_dir: Path | None,
        sources: Sequence[Path],
        began: int,
        audience: str = "",
    ) -> None:
        """Look at the sources now; `config_file` and those it inherits from are among them.

        `began` is when the first of them was read, in nanoseconds.
        """
        self._place = _file(config_file, site_dir, audience)
        self._sources = tuple(dict.fromkeys(map(str, sources)))
        self._variables = tuple(sorted(_variables(one for one in sources if one.is_file())))
        self._began, self._made = began, ""
        self._read, self._newest = digest_of_sources(config_file, sources, self._variables)

    def look_at(self, site: Path) -> None:
        """Look at the site that was made, before it is put where another build may put its own."""
        self._made = _digest_of_site(site)

    def keep(self, index: Path, pages: int) -> None:
        """Keep that the site at `index` is what was made; nothing where that can't be told."""
        self.forget()
        # Two changes within a moment may have the same time; some file systems keep seconds only.
        moment = _SECOND // 20 if self._newest % _SECOND else 2 * _SECOND
        if self._place is None or self._began - self._newest < moment:
            return
        kept = Kept(self._sources, self._variables, self._read, self._made, pages, str(index))
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
            if self._place is not None:
                self._place.unlink(missing_ok=True)


def digest_of(sources: Sequence[Path]) -> str:
    """Return what is another one when one of these files, or one below these folders, changes."""
    return _digest(sources)[0]


def digest_of_sources(
    config_file: Path, sources: Sequence[Path], variables: Sequence[str]
) -> tuple[str, int]:
    """Return a digest of all that decides what a build makes, and the newest change in it."""
    digest, newest = _digest(sources)
    environment = {name: os.environ.get(name) for name in (*_ALWAYS, *variables)}
    environment |= {name: value for name, value in os.environ.items() if name.startswith("GIT_")}
    told = (digest, environment, _today(), _program(), _revision(config_file.resolve().parent))
    return hashlib.sha256(repr(told).encode()).hexdigest(), newest


def _file(config_file: Path, site_dir: Path | None, audience: str) -> Path | None:
    """Return where a site is remembered; None for a user without a folder of their own."""
    told = repr((str(config_file.resolve()), site_dir and str(site_dir.resolve()), audience))
    name = hashlib.sha256(told.encode()).hexdigest()[:32]
    try:
        cache = platformdirs.user_cache_path("icp-playbook", appauthor=False)
    except RuntimeError:  # nobody knows where their home is, as in some containers
        return None
    return cache / "sites" / f"{name}.json" if cache.is_absolute() else None


def _variables(files: Iterable[Path]) -> set[str]:
    """Return what may be a variable's name: every word of a file that asks for any.

    YAML has many ways to write `!ENV` and what belongs to it.
    """
    texts = [file.read_text("utf-8", "replace") for file in files]
    return {word for text in texts if "ENV" in text for word in _WORD.findall(text)}


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


def _digest_of_site(site: Path) -> str:
    """Return a digest of a site, which is the same when the site has been moved as a whole."""
    return _digest([site], len(str(site)))[0]


def _digest(places: Iterable[Path], ahead: int = 0) -> tuple[str, int]:
    """Return a digest of files and of all below folders by their times and sizes, and the newest.

    What is not there has its place in it, too; of each path the first `ahead` letters are not.
    """
    digest, newest = hashlib.sha256(), 0
    for place in places:
        for path, status in _files(str(place)):
            times = (status.st_mtime_ns, status.st_ctime_ns) if status else (0, 0)
            name = path[ahead:]
            told = (name, *times, status.st_size, status.st_ino) if status else (name,)
            digest.update(repr(told).encode("utf-8", "surrogateescape"))
            newest = max(newest, *times)
    return digest.hexdigest(), newest


def _files(place: str, above: tuple[object, ...] = ()) -> Iterator[_Found]:
    """Yield every file below a folder, or the file itself, in an order that does not change.

    A link to a folder `above` it would have no end.
    """
    try:
        entries = sorted(os.scandir(place), key=lambda entry: entry.name)
        above = above or (_identity(Path(place).stat()),)
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
        if is_folder and (folder := _identity(status)) not in above:
            yield from _files(entry.path, (*above, folder))
        else:
            yield entry.path, None if is_folder else status


def _identity(status: os.stat_result) -> tuple[int, int]:
    return status.st_dev, status.st_ino
