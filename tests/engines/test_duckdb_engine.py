"""How far DuckDB is, while it runs."""

from __future__ import annotations

import duckdb

from icp_playbook.engines.duckdb_engine import run_watched


def test_it_tells_how_far_a_long_statement_is() -> None:
    """More and more, as a share of a hundred; DuckDB counts it only when it is asked to."""
    told: list[float] = []
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.execute("CREATE TABLE many AS SELECT range AS a FROM range(20000000)")
        run_watched(connection, "CREATE TABLE x AS SELECT md5(a::VARCHAR) FROM many", told.append)
    assert any(0 < percent < 100 for percent in told)
    assert told == sorted(told)
