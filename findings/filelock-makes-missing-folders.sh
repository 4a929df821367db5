#!/usr/bin/env bash
# What: filelock makes the folders of a lock that are not there.
# Versions: filelock 4.3.1; run 2026-11-28
# Expected: to lock a file in a folder that is not there is an error, as it is to open one.
# Seen: acquire() makes the folder, and those around it, without a word. Who tries the lock of a
#   folder that somebody else removed a moment ago brings it back, with nothing in it but the
#   lock.
# Product: a build looks into a room before it tries its lock, looks once more whether the lock's
#   file is still there afterwards, and removes the room by the folder, lock and all;
#   tests/stages/test_write.py::test_what_a_killed_build_left_is_removed_and_what_is_at_work_is_not
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check filelock==4.3.1
mkdir "$folder/empty"
"$folder/venv/bin/python" - "$folder/empty" <<'PYTHON'
import sys
from pathlib import Path

from filelock import FileLock, Timeout

here = Path(sys.argv[1])
print("before:", sorted(map(str, here.iterdir())))
lock = FileLock(here / "gone/room/lock")
lock.acquire(timeout=0)
made = sorted(path.relative_to(here).as_posix() for path in here.rglob("*/*"))
print("locked:", made)
try:
    FileLock(here / "gone/room/lock").acquire(timeout=0)
    second = "none"
except Timeout as error:
    second = f"Timeout, which is an OSError: {isinstance(error, OSError)}"
print("second:", second)
assert made == ["gone/room", "gone/room/lock"] and second.endswith("True"), "the behaviour has changed"
PYTHON
