"""What commands take from mkdocs.yml, and what they refuse by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from drawn import draw
from icp_playbook.configuration import ConfigurationError, context_of, read_configuration

SITE = "plugins: [icp]\n"


def docs_of(root: Path, docs_dir: str, drawing: str = "") -> str:
    """Return the folder of hand-written pages, or what is wrong with it."""
    draw(root, f"--- mkdocs.yml\n{SITE}docs_dir: {docs_dir}\n{drawing}")
    try:
        return read_configuration(root).docs
    except ConfigurationError as error:
        return str(error).partition(": ")[2]


@pytest.mark.parametrize(
    "folder", ["docs", "content/pages", "content/seiten", "handbook/pages", "./docs", "docs/"]
)
def test_pages_lie_in_any_folder_of_the_playbook(tmp_path: Path, folder: str) -> None:
    """Also in one that git lost because it was empty."""
    assert docs_of(tmp_path, folder) == folder.removeprefix("./").rstrip("/")


@pytest.mark.parametrize(
    ("docs_dir", "said"),
    [
        ("..", "does not lie inside the playbook's folder"),
        ("../docs", "does not lie inside the playbook's folder"),
        ("/etc", "does not lie inside the playbook's folder"),
        (".", "does not lie inside the playbook's folder"),
        ("content", "holds the definitions"),
        ("playbooks", "holds the definitions"),
        ("content/maturity", "holds the definitions"),
        ("content/segments", "holds the definitions"),
        ("content/segments/pages", "lies in content/segments/, where something else is"),
        ("playbooks/pages", "lies in playbooks/, where something else is"),
        ("site_templates/pages", "lies in site_templates/"),
        ("mkdocs.yml", "is no folder"),
    ],
)
def test_a_folder_that_cannot_hold_pages_is_refused_by_name(
    tmp_path: Path, docs_dir: str, said: str
) -> None:
    """MkDocs would publish definitions as they are, or what lies elsewhere."""
    assert said in docs_of(tmp_path, docs_dir)


def test_a_link_out_of_the_playbook_is_refused(tmp_path: Path) -> None:
    """It would publish what it leads to."""
    (tmp_path / "secrets").mkdir()
    root = draw(tmp_path / "root", "--- + bare")
    (root / "docs").symlink_to("../secrets")
    assert "leads out of the playbook's folder" in docs_of(root, "docs")


@pytest.mark.parametrize(
    ("docs_dir", "page", "meant"),
    [
        ("content/page", "content/pages/a.md", "content/pages"),
        ("doc", "docs/a.md", "docs"),
        ("nowhere", "content/pages/guides/a.md", "content/pages"),
    ],
)
def test_a_slip_in_the_folders_name_is_no_empty_folder(
    tmp_path: Path, docs_dir: str, page: str, meant: str
) -> None:
    """The pages would be gone from the site without a word."""
    assert f'is not there; did you mean "{meant}"?' in docs_of(
        tmp_path, docs_dir, f"--- {page}\n# A\n"
    )


def test_without_a_configuration_pages_are_where_the_sample_has_them(tmp_path: Path) -> None:
    """Definitions can be checked before there is a site."""
    configuration = read_configuration(tmp_path)
    assert (configuration.docs, configuration.languages, configuration.uses_plugin) == (
        "content/pages",
        (),
        False,
    )


def test_a_configuration_of_another_site_is_not_ours(tmp_path: Path) -> None:
    """Its pages are not for us to check."""
    draw(tmp_path, "--- mkdocs.yml\nsite_name: A\nplugins: [search]\n--- docs/a.md\n# A\n")
    assert read_configuration(tmp_path).docs == "content/pages"


@pytest.mark.parametrize(
    ("plugins", "options"),
    [
        ("[search, icp]", {}),
        ("[icp: {allow: [script]}]", {"allow": ["script"]}),
        ("{search: {}, icp: {allow: [script]}}", {"allow": ["script"]}),
        ("[icp: null]", {}),
        ("{icp: }", {}),
        ("icp", {}),
        ("", {}),
    ],
)
def test_the_plugins_options_are_seen_in_each_form(
    tmp_path: Path, plugins: str, options: dict[str, object]
) -> None:
    """A list of names and mappings, or one mapping."""
    draw(tmp_path, f"--- mkdocs.yml\nplugins: {plugins}\n")
    assert read_configuration(tmp_path).plugin_options == options


def test_pages_of_every_language_are_read(tmp_path: Path) -> None:
    """A rename follows links in all of them; one that can't be used is told when it is used."""
    draw(
        tmp_path,
        f"--- mkdocs.yml\n{SITE}docs_dir: docs\n--- docs/a.md\n# A\n--- docs-zh/a.md\n# A\n"
        "--- mkdocs.zh.yml\nINHERIT: mkdocs.yml\ndocs_dir: docs-zh\n--- mkdocs.bad.yml\n- x\n"
        "--- mkdocs.other.yml\nsite_name: Other\ndocs_dir: docs-other\n--- docs-other/a.md\n# A\n",
    )
    assert context_of(tmp_path).docs == ("docs", "docs-zh")
    assert context_of(tmp_path, tmp_path / "mkdocs.zh.yml").docs == ("docs-zh",)
