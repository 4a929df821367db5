#!/usr/bin/env bash
# What: with pytest 9.2 the mark `xdist_group` of pytest-xdist groups nothing: tests of one group
#   run on several workers, each of which makes the group's fixtures anew.
# Versions: pytest 9.2.0, pytest-xdist 3.8.0; run 2026-11-28
# Expected: with `--dist loadgroup` the tests of a group run on one worker, as the documentation
#   of pytest-xdist says.
# Seen: no warning, exit code 0, and tests of one group on both workers; `--dist loadfile` keeps
#   the tests of a file together.
# Product: tests that share something stand in one file, and the suite runs with loadfile;
#   tests/test_repository.py::test_tests_of_a_file_run_on_one_worker
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check \
    pytest==9.2.0 pytest-xdist==3.8.0 2>/dev/null

for name in a b c d e f; do
    cat >"test_$name.py" <<'END'
import time

import pytest


@pytest.mark.xdist_group("all")
@pytest.mark.parametrize("number", range(4))
def test_some_time(number, worker_id):
    time.sleep(0.1)
    with open("workers.txt", "a") as file:
        print(__name__, worker_id, file=file)
END
done
workers() {
    rm -f workers.txt
    env/bin/python -m pytest -q -p no:cacheprovider -n 2 --dist "$1" >out.txt
}
workers loadgroup
cut -d' ' -f2 workers.txt | sort | uniq -c
test "$(cut -d' ' -f2 workers.txt | sort -u | wc -l)" = 2
workers loadfile
test "$(sort -u workers.txt | wc -l)" = 6
