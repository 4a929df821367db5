"""A site for an audience outside the company: nothing of what it may not read is anywhere in it."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from drawn import draw
from icp_playbook.configuration import context_of
from icp_playbook.model.base import Definition
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.fields import Line, Prose
from icp_playbook.model.walk import walk
from icp_playbook.reading import check_playbook
from sites import ROOT, copy_sample, files_of, icp, mkdocs

_FIRST = (
    "content/company.yml", "content/segments/mid-size-brands.yml",
    *(f"content/maturity/tiers/{tier}.yml" for tier in ("high", "low", "immature")),
)  # fmt: skip
_STAFF_ONLY = "audience: [staff]"
_NAMED = re.compile(r'audience: \[partners\]" to ([^ ,]+)')
_INNER = "Zanzibar"


@dataclass(frozen=True)
class ForPartners:
    """A company, the site that its partners get, and every file of that."""

    root: Path
    catalog: Catalog
    files: dict[str, str]

    def holding(self, words: str) -> list[str]:
        """Return the files that hold these words, as typed or as HTML, JSON or an address do."""
        return [path for path, text in self.files.items() if words in text]


@pytest.fixture(scope="module")
def partners(tmp_path_factory: pytest.TempPathFactory) -> ForPartners:
    """The sample company with partners, who may read one segment and what it needs."""
    root = copy_sample(tmp_path_factory.mktemp("partners"))
    company = root / "content/company.yml"
    _add(company, "audiences:\n  - {id: partners, name: Partners}\n  - {id: staff, name: Staff}")
    _hide_parts(root)
    _write_pages(root / "content/pages")
    let_read(root, _FIRST)
    _commit(root)
    done = icp("build", "--audience", "partners", cwd=root)
    assert done.returncode == 0, done.stderr + done.stdout
    catalog = check_playbook(root, context_of(root)).catalog
    found = files_of(root / "site-partners").items()
    ours = {path: data for path, data in found if not path.startswith("assets/javascripts")}
    return ForPartners(root, catalog, {path: _readable(data) for path, data in ours.items()})


def _readable(data: bytes) -> str:
    return html.unescape(data.decode("utf-8", "replace")).replace('\\"', '"')


def _add(file: Path, lines: str) -> None:
    file.write_text(f"{file.read_text('utf-8').rstrip()}\n{lines}\n", "utf-8")


def _hide_parts(root: Path) -> None:
    """Keep from partners what a segment earns."""
    segment = root / "content/segments/mid-size-brands.yml"
    text = segment.read_text("utf-8")
    assert "\n  economics:\n" in text
    segment.write_text(
        text.replace("\n  economics:\n", f"\n  economics:\n    {_STAFF_ONLY}\n"), "utf-8"
    )


def _write_pages(pages: Path) -> None:
    for page in pages.glob("*.md"):
        page.unlink()
    shown = "---\naudience: [partners]\n---\n# For partners\n\n![A chart](images/shown.png)\n"
    (pages / "for-partners.md").write_text(shown)
    (pages / "inner.md").write_text(f"# {_INNER}\n\n![Another](images/{_INNER}.png)\n")
    (pages / "images").mkdir(exist_ok=True)
    for name in ("shown", _INNER):
        (pages / f"images/{name}.png").write_bytes(b"\x89PNG\r\n\x1a\n" + name.encode())
    (pages / "prices.csv").write_text(f"{_INNER},1\n")


def let_read(root: Path, first: tuple[str, ...]) -> None:
    """Let partners read these files, and what the check says that those need."""
    wanted = set(first)
    for _ in range(20):
        for path in wanted:
            _add(root / path, "audience: [partners]")
        wanted = set(_NAMED.findall(icp("check", cwd=root).stdout))
        if not wanted:
            break
    told = icp("check", cwd=root)
    assert told.returncode == 0, told.stdout


def _commit(root: Path) -> None:
    """Give it a history: somebody has changed what partners read, and said why."""
    git = ("git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-C", str(root))
    subprocess.run([*git, "init", "-q"], check=True)
    for message in ("Begin", f"{_INNER} asked for it"):
        _add(root / "content/segments/mid-size-brands.yml", f"# {message}")
        subprocess.run([*git, "add", "-A"], check=True)
        subprocess.run([*git, "commit", "-q", "-m", message], check=True)


def _hidden(catalog: Catalog) -> list[Definition]:
    return [one for one in catalog.definitions() if "partners" not in one.audience]


def _words(text: str) -> Iterator[str]:
    """Yield the longest run of plain words of a text: it looks the same wherever it is shown."""
    runs = re.findall(r"[A-Za-z0-9]+(?: [A-Za-z0-9]+)+", text)
    if runs and len(longest := max(runs, key=len)) > 14:
        yield longest


def test_no_text_of_a_hidden_definition_is_anywhere(partners: ForPartners) -> None:
    """Pages, data, search, cards, the printed book: no file holds a sentence of it."""
    shown = [one for one in partners.catalog.definitions() if "partners" in one.audience]
    texts = [(partners.root / one.path).read_text("utf-8") for one in shown]
    ours = (ROOT / "site_templates/texts/icp.pot").read_text("utf-8")
    known = " ".join("\n".join([*texts, ours]).split())
    asked = 0
    for definition in _hidden(partners.catalog):
        for leaf in walk(definition, (Line, Prose)):
            for words in _words(str(leaf.value)):
                if words not in known:
                    asked += 1
                    assert not partners.holding(words), (definition.ref, words)
    assert asked > 500


def test_no_page_or_address_of_a_hidden_definition_is_there(partners: ForPartners) -> None:
    """Neither its page nor its id, in a link, a map or a list."""
    hidden = _hidden(partners.catalog)
    assert len(hidden) > 40
    for definition in hidden:
        if "-" in definition.id:  # others are words that texts use
            assert not partners.holding(f"{definition.kind}:{definition.id}")
            assert not partners.holding(f"/{definition.id}/")
            assert not partners.holding(f"{definition.id}.md.txt")


def test_a_part_is_hidden_within_what_they_read(partners: ForPartners) -> None:
    """The segment has its page, and nothing of what it earns."""
    page = partners.files["segments/mid-size-brands/index.html"]
    assert "Mid-sized online brands" in page
    assert "€24,000" not in page
    assert "Lifetime value" not in page
    assert '"acv"' not in partners.files["data/segments/mid-size-brands.json"]


def test_who_else_reads_what_is_not_said(partners: ForPartners) -> None:
    """Nobody learns from it that there are other audiences."""
    assert not partners.holding("[staff]")
    assert not [path for path in partners.holding('"audience": [') if path != "icp.schema.json"]
    assert not [path for path in partners.holding("[partners]") if path != "icp.schema.json"]


def test_nothing_leads_to_the_repository_or_tells_its_history(partners: ForPartners) -> None:
    """Why something changed, who is asked where, and how to edit it is for the company."""
    assert not partners.holding(_INNER)
    assert not partners.holding("Edit this definition")
    assert not partners.holding("#returns-desk")
    contacts = partners.catalog.one(type(partners.catalog.by_kind["company"][0])).contacts  # type: ignore[union-attr]
    assert len(contacts) > 3
    for contact in contacts.values():
        assert not partners.holding(str(contact.channel))
    for page in ("coverage", "review", "changes"):
        assert not [path for path in partners.files if path.startswith(f"{page}/")]


def test_of_hand_written_pages_they_get_theirs_with_its_pictures(partners: ForPartners) -> None:
    """Other pages, their pictures and other files among them are not published."""
    assert "for-partners/index.html" in partners.files
    assert "images/shown.png" in partners.files
    assert "prices.csv" not in partners.files
    assert not [path for path in partners.files if _INNER in path or path.startswith("inner")]


def test_mkdocs_builds_the_same_from_a_configuration_of_theirs(
    partners: ForPartners, tmp_path: Path
) -> None:
    """`audience` below the plugin says it for every command."""
    config = (partners.root / "mkdocs.yml").read_text("utf-8")
    assert "  - icp\n" in config
    (partners.root / "mkdocs-partners.yml").write_text(
        config.replace("  - icp\n", "  - icp:\n      audience: partners\n"), "utf-8"
    )
    built = mkdocs("build", "-q", "-f", "mkdocs-partners.yml", "-d", tmp_path / "site",
                   cwd=partners.root)  # fmt: skip
    assert built.returncode == 0, built.stderr
    ours, theirs = files_of(partners.root / "site-partners"), files_of(tmp_path / "site")
    assert ours.keys() == theirs.keys()
    differ = {path for path, data in ours.items() if data != theirs[path]}
    assert {Path(path).name for path in differ} <= {".icp-site", "sitemap.xml.gz"}


def test_an_audience_that_nobody_named_is_wrong_use(tmp_path: Path) -> None:
    """The nearest one is proposed, and nothing is written."""
    root = draw(
        tmp_path, "--- + minimal\n--- content/company.yml +\naudiences: [{id: partners, name: P}]"
    )
    (root / "mkdocs.yml").write_text(
        "site_name: P\ntheme: material\ndocs_dir: content/pages\nplugins: [icp]\n"
    )
    done = icp("build", "--audience", "partner", cwd=root)
    assert done.returncode == 2
    assert 'no audience is called "partner"; did you mean "partners"?' in done.stderr
    done = icp("build", "--audience", "partners", cwd=root)
    assert done.returncode == 2
    assert 'no definition is for partners yet: write "audience: [partners]"' in done.stderr
    assert not list(root.glob("site*"))


def test_what_is_left_has_to_be_a_playbook(tmp_path: Path) -> None:
    """A company alone says of nobody that they are its customer."""
    lines = "audience: [partners]\naudiences: [{id: partners, name: Partners}]"
    root = draw(tmp_path, f"--- + minimal\n--- content/company.yml +\n{lines}")
    told = icp("check", cwd=root)
    assert told.returncode == 1
    assert "[no-segment] as partners read it, the company has no segment" in told.stdout


def test_an_export_for_an_audience_holds_no_more(partners: ForPartners, tmp_path: Path) -> None:
    """What another engine builds is made from the same."""
    words = ("--audience", "partners", "--config", tmp_path / "m.yml")
    done = icp("export", tmp_path / "docs", *words, cwd=partners.root)
    assert done.returncode == 0, done.stderr
    texts = {path: _readable(data) for path, data in files_of(tmp_path).items()}
    assert "docs/segments/mid-size-brands.md" in texts
    assert not [path for path, text in texts.items() if _INNER in text or _INNER in path]
    assert "repo_url" not in texts["m.yml"]


@pytest.mark.parametrize(
    "words", [("--sql", "duckdb"), ("--dbt", "made"), ("made", "--crm", "salesforce")]
)
def test_rules_are_the_companys_alone(tmp_path: Path, words: tuple[str, ...]) -> None:
    """They would be those of every segment, whatever an audience may read of them."""
    root = draw(
        tmp_path, "--- + minimal\n--- mkdocs.yml\nplugins: [icp]\n"
        "--- theirs.yml\nplugins: [{icp: {audience: partners}}]\n",
    )  # fmt: skip
    done = icp("export", *words, "--audience", "partners", cwd=root)
    assert (done.returncode, done.stdout) == (2, "")
    assert "--audience are for pages" in done.stderr
    done = icp("export", *words, "-f", "theirs.yml", cwd=root)
    assert (done.returncode, done.stdout) == (2, "")
    assert "theirs.yml is for partners" in done.stderr
    assert not (root / "made").exists()


def _with_their_page(partners: ForPartners, folder: Path) -> tuple[Path, Path, str]:
    """Copy the company, and return where it is, its page for partners, and what that says."""
    root = folder / "company"
    shutil.copytree(partners.root, root, ignore=shutil.ignore_patterns("site-partners", ".git"))
    page = root / "content/pages/for-partners.md"
    return root, page, page.read_text("utf-8")


def test_a_link_to_a_page_that_only_the_company_has_is_told(
    partners: ForPartners, tmp_path: Path
) -> None:
    """Made from definitions as they are: by the check, and by whoever builds without one."""
    root, page, text = _with_their_page(partners, tmp_path)
    page.write_text(f"{text}\nSee [what is due](review.md#s-due), [all](index.md).\n", "utf-8")
    for words in (["check"], ["build", "--audience", "partners"]):
        told = icp(*words, cwd=root)
        assert told.returncode == 1
        assert told.stderr.count("\n") + told.stdout.count("\n") < 5
        said = "for-partners.md:8:5: error [hidden-from-audience] partners may read this, but not "
        assert f"{said}review.md; say this without it" in told.stdout + told.stderr


def test_a_page_that_they_do_not_read_is_not_published_by_a_link(
    partners: ForPartners, tmp_path: Path
) -> None:
    """What leads there is told; the navigation, comments and code name it to nobody."""
    root, page, text = _with_their_page(partners, tmp_path)
    page.write_text(f"{text}\nSee [what we think](inner.md#there).\n", "utf-8")
    told = icp("check", cwd=root)
    assert told.returncode == 1
    assert "content/pages/for-partners.md:8:5: error [hidden-from-audience]" in told.stdout
    assert '"audience: [partners]" to content/pages/inner.md' in told.stdout
    picture = "<img src='images/inner.png'>"
    (root / "content/pages/images/inner.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    page.write_text(f"{text}\n<!-- {picture} -->\n\n`{picture}`\n", "utf-8")
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write(f"nav: [index.md, {{{_INNER}: inner.md}}, {{{_INNER}: [inner.md]}}, ")
        config.write("{Partners: for-partners.md}]\n")
    done = icp("build", "--audience", "partners", cwd=root)
    assert done.returncode == 0, done.stderr + done.stdout
    files = {path: _readable(data) for path, data in files_of(root / "site-partners").items()}
    assert "Partners" in files["index.html"]
    assert not [path for path, text in files.items() if _INNER in text or "inner" in path]
    icp("export", tmp_path / "docs", "--audience", "partners", "--config", tmp_path / "m.yml",
        cwd=root)  # fmt: skip
    assert _INNER not in (tmp_path / "m.yml").read_text("utf-8")
