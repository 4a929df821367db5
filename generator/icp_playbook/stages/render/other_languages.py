"""The same page in the site's other languages: front matter, which the theme shows."""

from __future__ import annotations

from icp_playbook.editions import beside
from icp_playbook.languages import name_of
from icp_playbook.project import Site


def languages_of_page(served: str, site: Site) -> list[dict[str, object]]:
    """Return each language that a page is in, with the way there; nothing for a site in one.

    `served` is where the page is from the root of its site, which is the same in each language.
    """
    up = "../" * served.count("/")
    return [
        {
            "tag": edition.language,
            "name": name_of(edition.language, edition.language),
            "href": f"{up}{way}{served}" or "./",
        }
        for edition, way in beside(site.editions, site.language)
    ]
