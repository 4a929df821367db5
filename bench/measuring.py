"""A company of one size on disk, beside the same site for its peers, and what each run takes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from bench.asking import asked
from bench.company import as_yaml
from bench.hugo import mean_bytes, weigh_down
from bench.peers import Peers
from bench.preview import PLACE, Edit, Preview
from bench.running import FailedError, Used, best, run

_REPOSITORY = Path(__file__).parents[1]
_PYTHON = Path(sys.executable)
_SAID = f"They said {PLACE} and went on."

Took = tuple[str, Used]
"""A run's name, and what it took."""


@dataclass(frozen=True, slots=True)
class Amount:
    """How much is measured in each turn."""

    changes: bool = True
    """Also builds again: with nothing changed, and after one edit."""
    edits: int = 5
    """In each preview; with none there is no preview."""
    repeats: int = 3
    """How often what is over in a moment runs: the best of many runs says more than one."""


class Company:
    """Measures the product and what stands beside it, always on the same content."""

    def __init__(self, definitions: int, folder: Path, peers: Peers | None) -> None:
        """Write all sites into `folder`, which must not exist.

        Other processes do it: the peak of whoever starts a process is the least that the system
        reports for that one.
        """
        self._folder = folder
        self._peers = peers
        self.weights: tuple[float, float] | None = None
        """The mean bytes of a page, ours and Hugo's; None before a turn and without peers."""
        self.failures: list[str] = []
        """What could not be measured, and why: hours of measuring go on without it."""
        self._environment = _environment(folder)
        self._without_ours = {
            name: value for name, value in self._environment.items() if name != "PYTHONPATH"
        }
        config = str(folder / "mkdocs.yml")
        _tool("bench.company", str(folder), str(definitions), str(_REPOSITORY / "mkdocs.yml"))
        run(
            [*_icp(), "export", "docs", "-f", config, "--config", str(folder / "plain.yml")],
            self._environment, folder,
        )  # fmt: skip
        _tool("bench.hugo", str(folder))
        shutil.copytree(folder / "docs", folder / "zensical/docs")
        shutil.copy(folder / "plain.yml", folder / "zensical/mkdocs.yml")
        self._edits = _edits(folder)

    def measure(self, amount: Amount) -> Iterator[Took]:
        """Yield what each run of one turn takes, as soon as it is over."""
        yield from self._fast(amount.repeats)
        yield from self._tried(self._asked(amount.repeats))
        yield from self._tried(self._ours(amount))
        if self._peers:
            yield from self._tried(self._theirs(self._peers, amount))
        if amount.edits:
            for name, preview in self._previews(self._peers).items():
                yield from self._tried(_previewed(name, preview, amount.edits))
            self._remove("site", "cache")
            cold = self._previews(None)["icp"]
            yield from self._tried(_previewed("icp cold", cold, 0))

    def _tried(self, runs: Iterator[Took]) -> Iterator[Took]:
        try:
            yield from runs
        except FailedError as error:
            self.failures.append(str(error))

    def _fast(self, repeats: int) -> Iterator[Took]:
        """Measure what is over in a moment."""
        times = _alone("times", self._folder, repeats)
        yield "parse", Used(cpu=times["parse"])
        yield "check", Used(cpu=times["check"], memory=_alone("memory", self._folder)["memory"])
        commands = {"python": [str(_PYTHON), "-c", "pass"], "version": [*_icp(), "--version"]}
        for name, command in commands.items():
            runs = [run(command, self._environment, self._folder) for _ in range(repeats)]
            yield name, best(runs)

    def _asked(self, repeats: int) -> Iterator[Took]:
        """Measure what assistants wait for, beside the command that reads and judges everything."""
        check = [*_icp(), "check", "--today", "2026-04-01"]
        runs = [run(check, self._environment, self._folder) for _ in range(repeats)]
        yield "icp check", best(runs)
        yield from asked([*_icp(), "mcp"], self._environment, self._folder, repeats)

    def _ours(self, amount: Amount) -> Iterator[Took]:
        build = [*_icp(), "build", "-f", "mkdocs.yml", "-d", "site"]
        plain = [str(_PYTHON), "-m", "mkdocs", "build", "--quiet", "-f", "plain.yml", "-d", "plain"]
        self._remove("site", "cache", "plain")
        self._edits["icp"].write("wordbefore")
        yield "build", run(build, self._environment, self._folder)
        if amount.changes:
            yield "build unchanged", run(build, self._environment, self._folder)
            self._edits["icp"].write("wordofbuild")
            yield "build edited", run(build, self._environment, self._folder)
        yield "plain", run(plain, self._environment, self._folder)

    def _theirs(self, peers: Peers, amount: Amount) -> Iterator[Took]:
        hugo = [str(peers.hugo), "--quiet", "--cacheDir", str(self._folder / "hugocache")]
        folder = self._folder / "hugo"
        if self.weights is None:
            run(hugo, self._without_ours, folder)
            ours, its = mean_bytes(self._folder / "site", folder / "public")
            weigh_down(folder, round(ours - its))
        self._remove("hugo/public", "hugo/resources", "hugocache")
        yield "hugo", run(hugo, self._without_ours, folder)
        self.weights = mean_bytes(self._folder / "site", folder / "public")
        if amount.changes:
            self._remove("zensical/site", "zensical/.cache")
            zensical = [str(peers.zensical), "build"]
            yield "zensical", run(zensical, self._without_ours, self._folder / "zensical")

    def _previews(self, peers: Peers | None) -> dict[str, Preview]:
        page = f"/plays/{self._edits['icp'].file.stem}/"
        ours = [*_icp(), "serve", "-f", "mkdocs.yml", "-p"]
        previews = {
            "icp": Preview(
                lambda port: [*ours, str(port)],
                self._environment, self._folder, self._edits["icp"], page,
            ),
        }  # fmt: skip
        if peers is None:
            return previews
        hugo = [str(peers.hugo), "server", "--bind", "127.0.0.1",
                "--cacheDir", str(self._folder / "hugocache"), "--port"]  # fmt: skip
        zensical = [str(peers.zensical), "serve", "--dev-addr"]
        return previews | {
            "hugo": Preview(
                lambda port: [*hugo, str(port)],
                self._without_ours, self._folder / "hugo", self._edits["hugo"], page,
            ),
            "zensical": Preview(
                lambda port: [*zensical, f"127.0.0.1:{port}"],
                self._without_ours, self._folder / "zensical", self._edits["zensical"], page,
            ),
        }  # fmt: skip

    def _remove(self, *names: str) -> None:
        for name in names:
            shutil.rmtree(self._folder / name, ignore_errors=True)


def _edits(folder: Path) -> dict[str, Edit]:
    """Return the same edit for each: one sentence of the play in the middle."""
    plays = sorted((folder / "playbooks/plays").glob("*.yml"))
    play = plays[len(plays) // 2]
    data = yaml.load(play.read_bytes(), Loader=yaml.CSafeLoader) | {"exit": _SAID}
    edits = {"icp": Edit(play, as_yaml(data))}
    for peer, content in (("hugo", "hugo/content"), ("zensical", "zensical/docs")):
        file = folder / content / f"plays/{play.stem}.md"
        before, end, after = file.read_text("utf-8").rpartition("</p>")
        edits[peer] = Edit(file, f"{before} {_SAID}{end}{after}")
    return edits


def _previewed(name: str, preview: Preview, edits: int) -> Iterator[Took]:
    start, served = preview.measure(edits)
    yield f"{name} start", start
    if served:
        yield f"{name} served", served


def _environment(folder: Path) -> dict[str, str]:
    """Return where this checkout is what runs, and its cache a folder that can be removed.

    Python keeps what it compiled, as on the machine of whoever installs the product.
    """
    checkout = os.pathsep.join(map(str, (_REPOSITORY, _REPOSITORY / "generator")))
    others = {"SITE_URL", "PYTHONDONTWRITEBYTECODE"}
    ours = {name: value for name, value in os.environ.items() if name not in others}
    return ours | {
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONPATH": checkout,
        "XDG_CACHE_HOME": str(folder / "cache"),
    }


def _icp() -> list[str]:
    """Return the command as people start it, if it is installed beside Python."""
    script = _PYTHON.with_name("icp")
    return [str(script)] if script.exists() else [str(_PYTHON), "-m", "icp_playbook"]


def _tool(*arguments: str) -> None:
    folder = Path(arguments[1]).parent
    run([str(_PYTHON), "-m", *arguments], _environment(folder), folder)


def _alone(what: str, folder: Path, rounds: int = 1) -> dict[str, float]:
    command = [str(_PYTHON), "-m", "bench.alone", what, str(folder), str(rounds)]
    printed = subprocess.run(
        command, env=_environment(folder), check=True, stdout=subprocess.PIPE
    ).stdout
    found: dict[str, float] = json.loads(printed)
    return found
