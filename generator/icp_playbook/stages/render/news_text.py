"""What changed, as a text that a person or a bot pastes into a chat: lines, and bare addresses."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from icp_playbook.cutting import cut_short
from icp_playbook.days import Day
from icp_playbook.messages import Language, say
from icp_playbook.model.news import News
from icp_playbook.model.page import Plan
from icp_playbook.model.prose import plain_text
from icp_playbook.model.text import Text, said
from icp_playbook.project import Site

_AT_MOST = 280
"""Characters of what is said of one thing: who wants more opens its page."""


def news_text(
    news: Sequence[News],
    since: datetime.date,
    department: Text | None,
    plan: Plan,
    site: Site,
    language: Language,
) -> str:
    """Return a text of the news since a day, the newest first; what it is about has its address."""
    name = said(department, language.tag) if department else site.name
    day = Day(since)
    if not news:
        nothing = say("{name}: nothing has changed since {day}.", name=name, day=day)
        return f"{language.text(nothing)}\n"
    lines = [language.text(say("{name}: what changed since {day}", name=name, day=day)), ""]
    for one in news:
        lines += _lines(one, plan, site, language)
    return "\n".join(lines) + "\n"


def _lines(one: News, plan: Plan, site: Site, language: Language) -> Iterator[str]:
    title = _line(language.text(one.title))
    yield language.text(say("• {what}: {title}", what=one.word, title=title))
    if one.text:
        text = language.text(one.text)
        yield f"  {cut_short(_line(plain_text(text) if one.ref else text), _AT_MOST)}"
    for word, touched in one.groups:
        titles = [_line(language.text(each.title)) for each in touched]
        yield f"  {language.text(say('{name}: {value}', name=word, value=titles))}"
    if address := _address(one, plan, site):
        yield f"  {address}"


def _address(one: News, plan: Plan, site: Site) -> str:
    """Return the page that it is about, or that of all changes; nothing where none is known."""
    url = plan.addresses.get(one.ref, "changes").partition("#")[0]
    pages = {page.url: page.is_index for page in plan.pages}
    if not site.url or url not in pages:
        return ""
    return f"{site.url.rstrip('/')}/{site.served(url, pages[url])}"


def _line(text: str) -> str:
    return " ".join(text.split())
