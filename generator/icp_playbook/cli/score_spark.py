"""`icp score --spark`: the same on Spark, whose files and tables are not of this machine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from icp_playbook.cli.score_told import tell_failure, tell_scored
from icp_playbook.cli.scoring_rules import too_large
from icp_playbook.cli.terminal import show, wrong_use
from icp_playbook.engines.duckdb_engine import CannotScoreError
from icp_playbook.engines.spark_engine import is_master
from icp_playbook.engines.spark_score import SPARK_FORMS, OnSpark, score_on_spark
from icp_playbook.messages import say
from icp_playbook.model.catalog import Catalog
from icp_playbook.scoring.document import AssessmentDocument
from icp_playbook.scoring.sql.tree import TooLargeError


class HereOrOnSpark(click.ParamType):  # type: ignore[type-arg]
    """A path on this machine; with `--spark` any name, since Spark may be elsewhere."""

    def __init__(self, here: click.Path) -> None:
        self._here, self.name = here, here.name

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Path | str:
        if ctx is not None and ctx.params.get("master"):
            return str(value)
        path: Path = self._here.convert(value, param, ctx)  # type: ignore[assignment]
        return path


def refuse_on_spark(wanted: OnSpark, others: Mapping[str, object]) -> None:
    """Raise what is wrong with how Spark is asked for; `others` is what else is asked for."""
    if not is_master(wanted.master):
        raise wrong_use(
            say(
                "{master} is no Spark: give local[*], spark://…, sc://… or yarn",
                master=wanted.master,
            )
        )
    if names := [f"--{name}" for name, said in others.items() if said]:
        raise wrong_use(say("{options} cannot be had with --spark: leave out one", options=names))
    if wanted.target and not wanted.target.lower().endswith(tuple(SPARK_FORMS)):
        raise wrong_use(
            say("{name} ends with none of {endings}", name=wanted.target, endings=list(SPARK_FORMS))
        )
    if wanted.master.startswith("local") and wanted.target and Path(wanted.target).exists():
        raise wrong_use(
            say("{name} is there already: Spark writes a new folder", name=wanted.target)
        )


def _in_full(wanted: OnSpark) -> OnSpark:
    """Return the same with the folders that a Spark on this machine needs to find its files."""
    if not wanted.master.startswith("local"):
        return wanted
    source, target = wanted.source, wanted.target
    if Path(source).exists():
        source = str(Path(source).resolve())
    if target and "://" not in target:
        target = str(Path(target).resolve())
    return replace(wanted, source=source, target=target)


def by_spark(wanted: OnSpark, rules: tuple[Catalog, AssessmentDocument]) -> int:
    """Score on Spark, and say what could not be judged."""
    catalog, assessed = rules
    letters = assessed["version"]["letters"]
    try:
        scored = score_on_spark(_in_full(wanted), catalog, assessed["rules"], letters)
    except CannotScoreError as error:
        tell_failure(error.args[0])
        return 2
    except TooLargeError:
        tell_failure(too_large())
        return 1
    tell_scored(scored)
    if wanted.target:
        show(say("Written: {file}, a folder of files, as Spark writes them", file=wanted.target))
    return 0
