"""The company's own templates: what leads out of the repository is told, never published."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from drawn import draw
from icp_playbook.project import DOCS, template_folders
from icp_playbook.reading import check_playbook
from icp_playbook.stages.check import Context
from icp_playbook.stages.load.assets import asset_files
from icp_playbook.stages.load.files import find_files


def found(root: Path) -> list[str]:
    """Return each problem as `path rule`."""
    return [f"{problem.path} {problem.rule}" for problem in find_files(root, (DOCS,)).problems]


@pytest.mark.parametrize(
    "place", ["assets/a.css", "theme/img/a.css", "pages/a.css", "texts/a.css", "a.css"]
)
@pytest.mark.parametrize(
    ("target", "rule"),
    [
        ("../secret.css", "file-link"),
        (".env", "file-link"),
        ("notes.txt", "file-link"),
        ("nowhere.css", "file-unreadable"),
    ],
)
def test_a_link_that_leads_astray_is_told(
    tmp_path: Path, place: str, target: str, rule: str
) -> None:
    """Out of the repository, to a hidden file, to another kind, to nothing: in every folder."""
    root = draw(tmp_path / "root", "--- .env\nTOKEN=x\n--- notes.txt\nx\n")
    (tmp_path / "secret.css").write_text("secret", "utf-8")
    link = root / "site_templates" / place
    link.parent.mkdir(parents=True)
    link.symlink_to(root / target)
    assert found(root) == [f"site_templates/{place} {rule}"]
    assert place.partition("/")[2] not in asset_files(template_folders(root))


def test_linked_folders_pipes_and_the_folder_itself_are_told(tmp_path: Path) -> None:
    """MkDocs would walk through the one and stop at the other."""
    root = draw(
        tmp_path / "root", "--- site_templates/theme/a.css\nx\n--- other/site_templates/b.css\nx\n"
    )
    (root / "site_templates/theme/more").symlink_to(root / "other")
    os.mkfifo(root / "site_templates/theme/pipe.css")
    assert found(root) == [
        "site_templates/theme/more file-link",
        "site_templates/theme/pipe.css file-type",
    ]
    (root / "other/site_templates").rename(tmp_path / "elsewhere")
    (root / "other/site_templates").symlink_to(tmp_path / "elsewhere")
    assert found(root / "other") == ["site_templates file-link"]


def test_a_link_inside_the_repository_and_hidden_files_are_fine(tmp_path: Path) -> None:
    """Two names for one file are an honest use of links."""
    root = draw(
        tmp_path,
        "--- shared/a.css\nx\n--- site_templates/assets/.keep\n"
        "--- site_templates/assets/b.css\nx\n",
    )
    (root / "site_templates/assets/a.css").symlink_to(root / "shared/a.css")
    assert found(root) == []
    assert {"a.css", "b.css"} <= set(asset_files(template_folders(root)))


def test_a_stray_link_stops_check_and_build(tmp_path: Path) -> None:
    """It is an error like one in a definition, so no command goes on to publish anything."""
    root = draw(tmp_path / "root", "--- + minimal\n--- site_templates/assets/b.css\nx\n")
    (tmp_path / "a.css").write_text("secret", "utf-8")
    (root / "site_templates/assets/a.css").symlink_to(tmp_path / "a.css")
    (error,) = check_playbook(root, Context()).errors
    assert str(error) == (
        "site_templates/assets/a.css:1:1: error [file-link] "
        "this is a link that leads out of the repository; "
        "put the file itself here"
    )
