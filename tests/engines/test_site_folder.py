"""Which site may take the place of which: nobody gets what only others may read."""

from __future__ import annotations

from pathlib import Path

import pytest

from icp_playbook.engines.site_folder import (
    MadeFrom,
    NotOursError,
    keep_inner_sites,
    mark,
    refuse_others,
)

_COMPANYS = MadeFrom("mkdocs.yml", "pages of content/pages in en")
_PARTNERS = MadeFrom("mkdocs.yml for partners", _COMPANYS.pages)


def _site(folder: Path, made: MadeFrom) -> Path:
    folder.mkdir(parents=True)
    mark(folder, made)
    (folder / "index.html").write_text("A page")
    return folder


@pytest.mark.parametrize(
    ("there", "new"), [(_COMPANYS, _PARTNERS), (_PARTNERS, _COMPANYS), (_PARTNERS, _PARTNERS)]
)
def test_a_site_for_others_is_not_replaced(tmp_path: Path, there: MadeFrom, new: MadeFrom) -> None:
    """Who publishes a folder for partners would else publish all of the company's in it."""
    site = _site(tmp_path / "site", there)
    if there == new:
        refuse_others(site, new)
        return
    with pytest.raises(NotOursError, match="give each a site_dir of its own"):
        refuse_others(site, new)


def test_the_company_s_site_is_not_kept_within_that_of_partners(tmp_path: Path) -> None:
    """Theirs may lie in the company's, and the company's not in theirs."""
    old = _site(tmp_path / "old", _PARTNERS)
    _site(old / "zh", _COMPANYS)
    with pytest.raises(NotOursError, match="is a site for others than partners"):
        keep_inner_sites(old, _site(tmp_path / "new", _PARTNERS))
    new = _site(tmp_path / "company", _COMPANYS)
    keep_inner_sites(_site(tmp_path / "there", _COMPANYS), new)
    old = _site(tmp_path / "both", _COMPANYS)
    _site(old / "partners", _PARTNERS)
    keep_inner_sites(old, new)
    assert (new / "partners/index.html").is_file()
