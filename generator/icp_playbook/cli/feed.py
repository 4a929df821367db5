"""`icp feed`: what changed and why, as an Atom feed, or as a text to paste into a chat."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from icp_playbook.build import Built, prepare_pages
from icp_playbook.cli.playbook_folder import ConfigPath, given_address, site_address
from icp_playbook.cli.terminal import show, tell, wrong_use
from icp_playbook.configuration import read_configuration_file
from icp_playbook.messages import say
from icp_playbook.model.department import Department
from icp_playbook.model.kinds import BY_NAME
from icp_playbook.problems import did_you_mean, known_are, quoted
from icp_playbook.project import Site
from icp_playbook.stages.plan.news import news_of
from icp_playbook.stages.render.feed import feed_files
from icp_playbook.stages.render.news_text import news_text

_HELP = say("""\
Print what changed in the playbook and why: what reviews found, what customers told us, what was
changed and for which reason. As an Atom feed, the one that the site has too, or with --chat as a
text to paste into a chat.
""")
_DEPARTMENT = say("Only what concerns this department.")
_SINCE = say("For a chat: from this day on, such as 2026-03-01; by default the last seven days.")
_CHAT = say("A text for a chat instead of a feed.")
_URL = say("The site's address; default: site_url of mkdocs.yml.")
_WEEK = datetime.timedelta(days=7)


@click.command("feed", help=tell(_HELP))
@click.option("-f", "--config-file", type=ConfigPath(), default="mkdocs.yml", show_default=True)
@click.option("--department", metavar="ID", help=tell(_DEPARTMENT))
@click.option("--chat", is_flag=True, help=tell(_CHAT))
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help=tell(_SINCE))
@click.option("--site-url", default="", metavar="URL", callback=given_address, help=tell(_URL))
def command(
    config_file: Path,
    department: str | None,
    chat: bool,
    since: datetime.datetime | None,
    site_url: str,
) -> int:
    """Print a feed, or a text."""
    site = _site(config_file, site_url)
    if since is not None and not chat:
        raise wrong_use(say("--since is for --chat; a feed has the last of all"))
    if not chat and not site.url:
        raise wrong_use(
            say("a feed says where its pages are: set site_url in mkdocs.yml, or give --site-url")
        )
    built = prepare_pages(config_file.resolve().parent, site)
    chosen = _department(built, department)
    show(_text(built, site, chosen, since) if chat else _feed(built, site, chosen), nl=False)
    return 0


def _site(config_file: Path, site_url: str) -> Site:
    """Return the site as far as its news need it."""
    known = read_configuration_file(config_file)
    known.refuse_audience()
    written = known.values.get("site_url")
    return Site(
        name=str(known.values.get("site_name") or "ICP playbook"),
        language=next(iter(known.languages), "en"),
        languages=known.languages,
        url=site_url
        or (site_address(written, "site_url") if written and isinstance(written, str) else ""),
        docs=known.docs,
        editions=known.editions,
        directory_urls=known.values.get("use_directory_urls") is not False,
    )


def _department(built: Built, wanted: str | None) -> Department | None:
    """Return the department of this id; `UsageError` where there is none."""
    if wanted is None:
        return None
    known = {one.id: one for one in built.catalog.all(Department)}
    if wanted not in known:
        hint = did_you_mean(wanted, known) or known_are(known)
        name = quoted(wanted)
        raise wrong_use(say("no department is called {name}; {hint}", name=name, hint=hint))
    return known[wanted]


def _feed(built: Built, site: Site, department: Department | None) -> str:
    files = dict(feed_files(built.plan, site, built.language))
    page = f"{BY_NAME[department.kind].url}/{department.id}/" if department else ""
    path = f"{page}changes.xml"
    if path not in files:
        raise wrong_use(say("there is nothing to tell yet: nothing was reviewed or changed"))
    return files[path]


def _text(
    built: Built, site: Site, department: Department | None, since: datetime.datetime | None
) -> str:
    """Return the news of the days up to today; the clock is the command's alone."""
    first = since.date() if since else datetime.date.today() - _WEEK
    news = [
        one
        for one in news_of(built.catalog, site)
        if one.day >= first and (department is None or department.id in one.departments)
    ]
    title = department.title if department else None
    return news_text(news, first, title, built.plan, site, built.language)
