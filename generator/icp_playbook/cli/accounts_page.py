"""`icp serve --accounts`: the report of `icp score` as a page of the preview."""

from __future__ import annotations

from pathlib import Path

from icp_playbook.cli.score_report import page_of
from icp_playbook.cli.scoring_rules import language_of, reader_of, rules_of, too_large
from icp_playbook.engines.duckdb_engine import CannotScoreError, TellPercent
from icp_playbook.engines.duckdb_score import Wanted, score_table
from icp_playbook.engines.live_accounts import AccountsFile
from icp_playbook.engines.table_source import Source
from icp_playbook.messages import say
from icp_playbook.scoring.sql.tree import TooLargeError


def accounts_file(config_file: Path, path: Path) -> AccountsFile:
    """Return a file of accounts as the preview shows it, by the rules as they are then."""

    def draw(progress: TellPercent) -> str:
        catalog, assessed = rules_of(config_file.parent, config_file, None, is_trial=True)
        if not assessed["rules"]["segments"]:
            raise CannotScoreError(say("this playbook has no segments to report on"))
        wanted, letters = Wanted(picture=True), assessed["version"]["letters"]
        try:
            scored = score_table(
                Source(path), wanted, catalog, assessed["rules"], letters, progress
            )
        except TooLargeError:
            raise CannotScoreError(too_large()) from None
        assert scored.picture is not None
        reader = reader_of(config_file.parent, config_file, None, catalog)
        return page_of(
            scored.picture, assessed, reader, config_file.parent, path.name, is_preview=True
        )

    return AccountsFile(path, draw, language_of(config_file.parent, config_file, None))
