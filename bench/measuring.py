"""A company of one size on disk, beside the same site for its peers, and what each run takes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from bench.company import as_yaml
from bench.hugo import mean_bytes, weigh_down
from bench.peers import Peers
from bench.preview import PLACE, Edit, Preview
from bench.running import FailedError, Used, run

_REPOSITORY = Path(__file__).parents[1]
_PYTHON = Path(sys.executable)
_SAID = f"They said {PLACE} and went on."

Runs = Mapping[str, Used]
"""What each run of one turn took, by its name."""


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
        self._weights: tuple[float, float] | None = None
        self._environment = _environment(folder)
        self._theirs = {
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

    @property
    def weights(self) -> tuple[float, float] | None:
        """The mean bytes of a page, ours and Hugo's; None before a turn and without peers."""
        return self._weights

    def measure(self, amount: Amount) -> Runs:
        """Return what one turn takes."""
        runs = {**_fast(self._folder, amount.repeats), **self._ours(amount)}
        try:
            runs |= self._peers_builds(amount)
        except FailedError as error:
            print(f"a peer failed: {error}", file=sys.stderr)
        return {**runs, **self._previews(amount.edits)}

    def _ours(self, amount: Amount) -> dict[str, Used]:
        build = [*_icp(), "build", "-f", "mkdocs.yml", "-d", "site"]
        plain = [str(_PYTHON), "-m", "mkdocs", "build", "--quiet", "-f", "plain.yml", "-d", "plain"]
        self._remove("site", "cache", "plain")
        runs = {"build": run(build, self._environment, self._folder)}
        if amount.changes:
            runs["build unchanged"] = run(build, self._environment, self._folder)
            self._edits["icp"].write("wordofbuild")
            runs["build edited"] = run(build, self._environment, self._folder)
            self._edits["icp"].write("said")
        runs["plain"] = run(plain, self._environment, self._folder)
        return runs

    def _peers_builds(self, amount: Amount) -> dict[str, Used]:
        if self._peers is None:
            return {}
        build = [str(self._peers.hugo), "--quiet", "--cacheDir", str(self._folder / "hugocache")]
        folder = self._folder / "hugo"
        if self._weights is None:
            run(build, self._theirs, folder)
            ours, its = mean_bytes(self._folder / "site", folder / "public")
            weigh_down(folder, round(ours - its))
        self._remove("hugo/public", "hugo/resources", "hugocache")
        runs = {"hugo": run(build, self._theirs, folder)}
        self._weights = mean_bytes(self._folder / "site", folder / "public")
        if amount.changes:
            self._remove("zensical/site", "zensical/.cache")
            runs["zensical"] = run(
                [str(self._peers.zensical), "build"],
                self._theirs,
                self._folder / "zensical",
            )
        return runs

    def _previews(self, edits: int) -> dict[str, Used]:
        runs: dict[str, Used] = {}
        if not edits:
            return runs
        for name, preview in self._servers().items():
            try:
                start, served = preview.measure(edits)
            except FailedError as error:
                if name == "icp":
                    raise
                print(f"a peer failed: {error}", file=sys.stderr)
                continue
            runs[f"{name} start"] = start
            if served:
                runs[f"{name} served"] = served
        self._remove("site", "cache")
        runs["icp start cold"], _ = self._servers()["icp"].measure(0)
        return runs

    def _servers(self) -> dict[str, Preview]:
        page = f"/plays/{self._edits['icp'].file.stem}/"
        ours = [*_icp(), "serve", "-f", "mkdocs.yml", "-p"]
        servers = {
            "icp": Preview(
                lambda port: [*ours, str(port)],
                self._environment, self._folder, self._edits["icp"], page,
            ),
        }  # fmt: skip
        if self._peers is None:
            return servers
        hugo = [str(self._peers.hugo), "server", "--bind", "127.0.0.1",
                "--cacheDir", str(self._folder / "hugocache"), "--port"]  # fmt: skip
        zensical = [str(self._peers.zensical), "serve", "--dev-addr"]
        return servers | {
            "hugo": Preview(
                lambda port: [*hugo, str(port)],
                self._theirs, self._folder / "hugo", self._edits["hugo"], page,
            ),
            "zensical": Preview(
                lambda port: [*zensical, f"127.0.0.1:{port}"],
                self._theirs, self._folder / "zensical", self._edits["zensical"], page,
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


def _fast(folder: Path, repeats: int) -> dict[str, Used]:
    """Measure what is over in a moment."""
    environment = _environment(folder)
    times = _alone("times", folder, repeats)
    start = [run([str(_PYTHON), "-c", "pass"], environment, folder) for _ in range(repeats)]
    version = [run([*_icp(), "--version"], environment, folder) for _ in range(repeats)]
    return {
        "check": Used(cpu=times["check"], memory=_alone("memory", folder)["memory"]),
        "parse": Used(cpu=times["parse"]),
        "python": _best(start),
        "version": _best(version),
    }


def _best(runs: list[Used]) -> Used:
    return Used(min(one.wall or 0 for one in runs), min(one.cpu or 0 for one in runs))


def _environment(folder: Path) -> dict[str, str]:
    """Return where this checkout is what runs, and its cache a folder that can be removed."""
    checkout = os.pathsep.join(map(str, (_REPOSITORY, _REPOSITORY / "generator")))
    ours = {name: value for name, value in os.environ.items() if name != "SITE_URL"}
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
