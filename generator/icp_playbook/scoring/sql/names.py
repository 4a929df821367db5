"""What the columns of answers are called, for the scores and models that a company has several of.

A name is small letters, digits and _, and begins with a letter: engines take it without quotes.
"""

from __future__ import annotations

import re


def score_prefix(id: str) -> str:
    """Return how the columns of a score of the company as a whole begin."""
    return f"score_{_letters(id)}_"


def model_prefix(id: str) -> str:
    """Return how the columns of a further maturity model begin."""
    name = _letters(id)
    return f"model_{name}_" if name[0].isdigit() else f"{name}_"


def _letters(id: str) -> str:
    return re.sub(r"[^0-9A-Za-z]+", "_", id).strip("_").lower() or "x"
