#!/usr/bin/env bash
# What: DuckDB's query_progress() never says more than 0 while a statement runs, unless the progress bar is
#   switched on, which belongs to terminals; it may be on without being printed.
# Versions: DuckDB 2.0.1 (Python); run 2026-11-29
# Expected: a share of a hundred that grows while the statement runs, as the name of the function says.
# Seen: never above 0; with enable_progress_bar on and enable_progress_bar_print off it grows.
# Product: both are set before a table is scored, so icp score says how far it is;
#   tests/engines/test_duckdb_engine.py::test_it_tells_how_far_a_long_statement_is
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check duckdb==2.0.1 2>/dev/null

cat >progress.py <<'END'
import threading
import time

import duckdb


def most_seen(*settings: str) -> float:
    connection = duckdb.connect(config={"threads": 1})
    for setting in settings:
        connection.execute(setting)
    connection.execute("CREATE TABLE many AS SELECT range AS i FROM range(30000000)")
    long = "SELECT sum(sqrt(i) + ln(i + 1) + sin(i)) FROM many"
    thread = threading.Thread(target=lambda: connection.execute(long).fetchall())
    thread.start()
    seen = [0.0]
    while thread.is_alive():
        seen.append(connection.query_progress())
        time.sleep(0.01)
    return max(seen)


bar = ("SET enable_progress_bar = true", "SET enable_progress_bar_print = false")
print("as it is:", most_seen() > 0)
print("with a bar that is not printed:", most_seen(*bar) > 0)
END
env/bin/python progress.py | tee seen.txt
diff seen.txt - <<'END'
as it is: False
with a bar that is not printed: True
END
