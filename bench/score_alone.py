"""One way of scoring in a process of its own: `python -m bench.score_alone ours|full|hand FILE`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from bench.score import measured

if __name__ == "__main__":
    print(json.dumps(measured(sys.argv[1], Path(sys.argv[2]))))
