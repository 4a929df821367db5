"""The way from one folder of the site to a file or another folder, as links are written."""

from __future__ import annotations


def way(start: str, target: str) -> str:
    """Return the way from the folder `start` to `target`; both are paths below the site's top, which is empty.

    A site has hundreds of links a page, and `posixpath.relpath` asks for the current folder each time.
    """
    left = start.split("/") if start else []
    right = target.split("/") if target else []
    same = 0
    while same < len(left) and same < len(right) and left[same] == right[same]:
        same += 1
    return "/".join([".."] * (len(left) - same) + right[same:]) or "."
