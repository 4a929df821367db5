"""What several tests read and none changes, made once a run by the worker that needs it first."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from sites import copy_sample, icp, mkdocs, served

DAY = "1767225600"
"""The second on which the shared sample is built."""

_SERVED = "sample-site"


@dataclass(frozen=True)
class Shared:
    """A folder of the run, and the address of its sample site once that is served."""

    folder: Path
    address: str

    def made(self, name: str, make: Callable[[Path], object]) -> Path:
        """Return the folder of this name, which `make` fills if nobody has yet."""
        folder = self.folder / name
        with FileLock(f"{folder}.lock"):
            if not folder.exists():
                unfinished = self.folder / f"{name}.unfinished"
                make(unfinished)
                unfinished.rename(folder)
        return folder

    def sample(self, directory_urls: str = "true") -> Path:
        """Return the sample company without history, its site in one style of addresses."""

        def build(root: Path) -> None:
            config = copy_sample(root) / "mkdocs.yml"
            text, style = config.read_text(), "use_directory_urls: "
            assert f"{style}true" in text
            config.write_text(text.replace(f"{style}true", style + directory_urls))
            done = icp("build", cwd=root, SOURCE_DATE_EPOCH=DAY)
            assert done.returncode == 0, done.stderr

        return self.made(f"sample-{directory_urls}", build)

    def exported(self, directory_urls: str = "true") -> Path:
        """Return the same in the folder `exported` of the sample, built by MkDocs of its export."""

        def build(root: Path) -> None:
            shutil.copytree(self.sample(directory_urls), root)
            done = icp("export", "docs", "--config", "export.yml", cwd=root)
            assert done.returncode == 0, done.stderr
            words = ("build", "--strict", "-f", "export.yml", "-d", "exported")
            done = mkdocs(*words, cwd=root, SOURCE_DATE_EPOCH=DAY)
            assert done.returncode == 0, done.stderr

        return self.made(f"exported-{directory_urls}", build)

    def sample_site(self, make: Callable[[Path], object]) -> str:
        """Return the address of the sample site, which `make` builds if nobody has yet."""
        self.made(_SERVED, make)
        return self.address


@contextmanager
def sharing() -> Iterator[Shared]:
    """Keep the folder and serve the sample site while the run lasts."""
    with (
        tempfile.TemporaryDirectory(prefix="icp-tests-") as name,
        served(Path(name, _SERVED)) as address,
    ):
        yield Shared(Path(name), address)
