"""What the search plugin is given to read of our pages: without what it would only throw away."""

from __future__ import annotations

import re

# What Material's search keeps, divides a page by, or skips with all that is inside. Everything else it parses and
# drops, in Python and tag by tag, which takes a quarter of a build. A sign such as > stands in no attribute of ours.
_READ = "p|code|pre|li|ol|ul|sub|sup|h[1-6]|script|style|object|template|footer"
_PERMALINK = r'<a class="headerlink"[^>]*>[^<]*</a>'
_UNREAD = re.compile(rf"{_PERMALINK}|<!--.*?-->|</?(?!(?:{_READ})\b)[a-z][^>]*>", re.DOTALL)
_LEFT_OUT_OTHERWISE = re.compile(rf"<(?!(?:{_READ})\b)[a-z][^>]*data-search")
_ATTRIBUTES = re.compile(r"<(p|code|pre|li|ol|ul|sub|sup)\b(?![^>]*data-search)[^>]*>")


def searchable(html: str) -> str:
    """Return as much of a page's HTML as makes the same entries of the search index.

    All of it when a template of the company leaves something out by a tag that we never do: its end is not to be lost.
    """
    if _LEFT_OUT_OTHERWISE.search(html):
        return html
    return _ATTRIBUTES.sub(r"<\1>", _UNREAD.sub("", html))
