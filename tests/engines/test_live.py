"""`icp serve` makes what is asked for, and it is what `icp build` makes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from icp_playbook.engines.live_check import Found
from icp_playbook.engines.mkdocs_live_site import LiveSite
from icp_playbook.history import read_history
from icp_playbook.problems import Problem
from shared import DAY
from sites import copy_sample, files_of, icp_process

pytestmark = pytest.mark.slow

ADDRESS = "http://127.0.0.1:8000/"
PLAY = "playbooks/plays/a-renewal-is-120-days-away.yml"
PERSONA = "content/personas/finance-director.yml"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Copy the sample company; it has an address, as in the preview."""
    monkeypatch.setenv("SITE_URL", ADDRESS)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)
    return copy_sample(tmp_path / "company")


def opened(root: Path, folder: Path) -> LiveSite:
    """Return the site of the preview without its server."""
    folder.mkdir()

    def read_config() -> MkDocsConfig:
        return load_config(str(root / "mkdocs.yml"), site_dir=str(folder))

    read_config().plugins.on_startup(command="serve", dirty=False)
    site = LiveSite(read_config, root, folder)
    site.refresh(frozenset())
    return site


def built(root: Path) -> dict[str, bytes]:
    """Return the site that `icp build` makes, without what says who made it."""
    done = icp_process("build", cwd=root, SITE_URL=ADDRESS, SOURCE_DATE_EPOCH=DAY)
    assert done.returncode == 0, done.stderr
    return {path: data for path, data in files_of(root / "site").items() if path[0] != "."}


def saved(site: LiveSite, file: Path, old: str, new: str) -> None:
    """Save a file with another text, of which the preview hears."""
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    site.refresh(frozenset([str(file)]))


def served(site: LiveSite, path: str) -> bytes | None:
    """Return what the preview sends for a path."""
    answer = site.answer(path)
    return None if answer is None else answer.body


def test_the_preview_serves_what_is_built(root: Path, tmp_path: Path) -> None:
    """Each file of the site, also after edits: of a text, a name, a reference, and a new file."""
    site = opened(root, tmp_path / "served")

    def compare() -> None:
        for path, data in built(root).items():
            assert served(site, path) == data, path

    compare()
    saved(site, root / PLAY, "\n  en: Renewed ", "\n  en: First of all, ")
    assert b"First of all, " in (served(site, "plays/a-renewal-is-120-days-away/") or b"")
    saved(site, root / PERSONA, "en: Finance", "en: Chief finance")
    file = root / "content/personas/newcomer.yml"
    file.write_text(
        (root / PERSONA).read_text("utf-8").replace("en: Finance", "en: New finance"), "utf-8"
    )
    site.refresh(frozenset([str(file)]))
    assert served(site, "personas/newcomer/")
    compare()
    assert served(site, "personas/nobody/") is None
    assert site.answer("personas") == (b"", "302 Found", "personas/")


def test_what_is_wrong_stands_on_top_of_the_last_good_page(root: Path, tmp_path: Path) -> None:
    """At once for what the file itself says; for the rules when they have been asked."""
    site = opened(root, tmp_path / "served")
    address = "plays/a-renewal-is-120-days-away/"
    assert served(site, address)
    saved(site, root / PLAY, "\nowner: ", "\nownr: ")
    shown = (served(site, address) or b"").decode()
    assert f"{PLAY}:" in shown
    assert "below are the last good pages" in shown
    saved(site, root / PERSONA, "en: Finance", "en: Chief finance")
    assert "Chief" not in (served(site, "personas/finance-director/") or b"").decode()
    saved(site, root / PLAY, "\nownr: ", "\nowner: ")
    assert b"last good pages" not in (served(site, address) or b"")
    assert "Chief" in (served(site, "personas/finance-director/") or b"").decode()

    broken = Problem(PLAY, 1, 1, "some-rule", "this is not so")
    history = read_history(root)
    assert site.learn(site.version, Found((broken,), history))
    assert not site.learn(site.version - 1, Found((), history)), "of an older state"
    shown = (served(site, address) or b"").decode()
    assert "this is not so" in shown
    assert "last good pages" not in shown
    saved(site, root / PERSONA, "en: Chief finance", "en: Finance")
    assert "this is not so" in (served(site, address) or b"").decode(), "until it is mended"
    saved(site, root / PLAY, "\n  en: Renewed ", "\n  en: Again, ")
    assert "this is not so" not in (served(site, address) or b"").decode()


def test_a_template_with_a_mistake_leaves_the_page_as_it_was(root: Path, tmp_path: Path) -> None:
    """Who has looked at it goes on reading; another page of that template says what is wrong."""
    site = opened(root, tmp_path / "served")
    seen, unseen = "personas/finance-director/", "personas/returns-manager/"
    served(site, seen)
    template = root / "site_templates/pages/persona.html"
    template.parent.mkdir(parents=True)
    template.write_text("{{ d.nmae }}\n")
    site.refresh(frozenset([str(template)]))
    assert "site_templates/pages/persona.html:1:1" in (served(site, seen) or b"").decode()
    assert "Finance director" in (served(site, seen) or b"").decode()
    answer = site.answer(unseen)
    assert answer is not None
    assert answer.status.startswith("503")
    template.write_text("<p>Drawn by the company.</p>\n")
    site.refresh(frozenset([str(template)]))
    assert b"Drawn by the company." in (served(site, unseen) or b"")
    assert os.fspath(template) not in (served(site, seen) or b"").decode()
