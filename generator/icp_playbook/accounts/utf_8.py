"""The text of a file of accounts that should be UTF-8."""

from __future__ import annotations

from icp_playbook.messages import say
from icp_playbook.problems import ContentError, Problem
from icp_playbook.stages.load.decoding import decode


def decoded(path: str, data: bytes) -> str:
    """Return the text of a file. Raise `ContentError` where it is not UTF-8.

    A file of accounts may be longer than any definition, so what `decode` says of a definition it
    is asked of the part that is wrong.
    """
    text = data.decode("utf-8-sig", "replace")
    if "\ufffd" in text or "\0" in text:
        start = text.find("\ufffd") if "\ufffd" in text else 0
        _, problems = decode(path, data[: max(start * 4, 4096)])
        said, hint = say("the file is not UTF-8"), say("save it as UTF-8")
        raise ContentError(problems or [Problem(path, 1, 1, "yaml-encoding", said, hint)])
    return text
