"""What lies in a folder of definitions: what is read, what is refused, and that nothing hangs."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from icp_playbook.problems import Problem
from icp_playbook.project import DOCS
from icp_playbook.stages.load.decoding import MAX_BYTES
from icp_playbook.stages.load.files import RESERVED, find_files
from icp_playbook.stages.load.opening import read_bytes

FOLDER = "content/segments"


def draw(root: Path, *paths: str) -> None:
    """Write a small file at each path."""
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("name: x\n", encoding="utf-8")


def find(root: Path) -> tuple[list[str], list[Problem]]:
    """Return the paths of the definitions below `root`, and what is wrong with other files."""
    found = find_files(root, (DOCS,))
    return [file.path for file in found.definitions], list(found.problems)


def rules(problems: list[Problem]) -> list[tuple[str, str]]:
    """Return path and rule of each problem."""
    return [(problem.path, problem.rule) for problem in problems]


def test_definitions_are_found_sorted_by_id(tmp_path: Path) -> None:
    """The id is the file's name; README files and pictures are nobody's business."""
    draw(
        tmp_path,
        *(f"{FOLDER}/{name}" for name in ("b.yml", "a-2.yaml", "a.yml", "README.md", "map.svg")),
    )
    found = find_files(tmp_path, (DOCS,))
    assert [(file.kind.name, file.id, file.path) for file in found.definitions] == [
        ("segment", "a", f"{FOLDER}/a.yml"),
        ("segment", "a-2", f"{FOLDER}/a-2.yaml"),
        ("segment", "b", f"{FOLDER}/b.yml"),
    ]
    assert found.problems == ()


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    """Most kinds are optional."""
    assert find(tmp_path) == ([], [])


@pytest.mark.parametrize(
    "name", [".a.yml", "a.yml~", "#a.yml#", ".a.yml.swp", "a.yml.swp", ".#a.yml"]
)
def test_hidden_files_and_leftovers_are_passed_over(tmp_path: Path, name: str) -> None:
    """What an editor leaves behind is not the author's mistake."""
    draw(tmp_path, f"{FOLDER}/{name}")
    assert find(tmp_path) == ([], [])


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Mid Market.yml", '"mid-market.yml"'),
        ("mid_market.yml", '"mid-market.yml"'),
        ("café.yml", '"cafe.yml"'),
        ("cafe\u0301.yml", '"cafe.yml"'),
        ("客戶.yml", "rename it"),
        ("a--b.yml", '"a-b.yml"'),
        ("-a.yml", '"a.yml"'),
        ("１.yml", '"1.yml"'),
        ("a.YAML", '"a.yml"'),
        ("a.Yml", '"a.yml"'),
        ("a.yml ", '"a.yml"'),
        ("a.b.yml", '"a-b.yml"'),
        ("x" * 65 + ".yml", "shorten"),
        *((f"{name}.yml", "choose another") for name in sorted(RESERVED)),
    ],
)
def test_a_name_that_cannot_be_an_id_is_refused(tmp_path: Path, name: str, hint: str) -> None:
    """An id is a lower-case ASCII slug that every system can store; the hint offers the nearest."""
    draw(tmp_path, f"{FOLDER}/{name}")
    files, problems = find(tmp_path)
    assert files == []
    assert rules(problems) == [(f"{FOLDER}/{name}", "file-name")]
    assert hint in problems[0].hint


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"a\nb.yml", "a\\nb.yml"),
        (b"a.yml\n", "a.yml\\n"),
        (b"\x1b[31ma.yml", "\\x1b[31ma.yml"),
        (b"caf\xe9.yml", "caf\\udce9.yml"),
        ("a\u202eb.yml".encode(), "a\\u202eb.yml"),
    ],
)
def test_a_name_with_odd_bytes_is_shown_safely(tmp_path: Path, name: bytes, shown: str) -> None:
    """A terminal must not obey a file's name, nor a report break on it."""
    draw(tmp_path, f"{FOLDER}/a-b.yml")
    (tmp_path / FOLDER / os.fsdecode(name)).write_bytes(b"")
    files, problems = find(tmp_path)
    assert files == [f"{FOLDER}/a-b.yml"]
    assert rules(problems) == [(f"{FOLDER}/{shown}", "file-name")]
    assert str(problems[0]).encode().isascii()
    assert str(problems[0]).isprintable()


def test_names_that_differ_in_case_or_form_never_meet(tmp_path: Path) -> None:
    """Only one of them is a slug, so a system that takes them for the same file loses nothing."""
    draw(
        tmp_path,
        *(f"{FOLDER}/{name}.yml" for name in ("cafe", "Cafe", "CAFE", "café", "cafe\u0301")),
    )
    files, problems = find(tmp_path)
    assert files == [f"{FOLDER}/cafe.yml"]
    assert len(problems) == 4


def test_two_files_of_one_id_are_refused(tmp_path: Path) -> None:
    """`.yml` beside `.yaml` would be one definition twice."""
    draw(tmp_path, f"{FOLDER}/a.yml", f"{FOLDER}/a.yaml")
    files, problems = find(tmp_path)
    assert files == [f"{FOLDER}/a.yaml"]
    assert rules(problems) == [(f"{FOLDER}/a.yml", "file-name")]
    assert '"a.yaml"' in problems[0].message


def test_a_definition_in_a_folder_of_no_kind_is_reported(tmp_path: Path) -> None:
    """It would never be seen; folders of other kinds, pictures and hidden ones are left alone."""
    draw(
        tmp_path,
        "content/maturity/old/deep/a.yml",
        "content/maturity/tiers/b.yml",
        "content/maturity/img/c.png",
        "content/maturity/.git/d.yml",
    )
    files, problems = find(tmp_path)
    assert files == ["content/maturity/tiers/b.yml"]
    assert rules(problems) == [("content/maturity/old/deep/a.yml", "unknown-folder")]


def make_odd(root: Path, kind: str) -> None:
    """Put something called a.yml into the folder that is no regular file of this repository."""
    (root / FOLDER).mkdir(parents=True)
    path = root / FOLDER / "a.yml"
    draw(root, ".env", "notes.txt")
    secret = root.with_name(root.name + "-secret.yml")
    secret.write_text("password: x", encoding="utf-8")
    targets = {
        "broken link": "nowhere.yml", "link to itself": "a.yml", "link outside": str(secret),
        "link to a hidden file": "../../.env", "link to another kind": "../../notes.txt",
        "link to a device": os.devnull, "link to a folder": "..",
        "link upwards": f"../../../{secret.name}",
    }  # fmt: skip
    if kind in targets:
        path.symlink_to(targets[kind])
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        os.chdir(path.parent)  # the name of a socket must be short
        socket.socket(socket.AF_UNIX).bind("a.yml")


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize(
    ("kind", "rule"),
    [
        ("broken link", "file-unreadable"),
        ("link to itself", "file-unreadable"),
        ("link outside", "file-link"),
        ("link upwards", "file-link"),
        ("link to a hidden file", "file-link"),
        ("link to another kind", "file-link"),
        ("link to a device", "file-link"),
        ("link to a folder", "file-link"),
        ("pipe", "file-type"),
        ("folder", "file-type"),
        ("socket", "file-type"),
    ],
)
def test_what_is_no_file_of_this_repository_is_never_opened(
    tmp_path: Path, kind: str, rule: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Found or asked for by name, it gives a problem, and the build goes on."""
    monkeypatch.chdir(tmp_path)
    make_odd(tmp_path / "repository", kind)
    path = f"{FOLDER}/a.yml"
    files, problems = find(tmp_path / "repository")
    assert (files, rules(problems)) == ([], [(path, rule)])
    data, problems = read_bytes(tmp_path / "repository", path)
    assert (data, rules(problems)) == (None, [(path, rule)])


def test_a_link_inside_the_repository_is_followed(tmp_path: Path) -> None:
    """Two names for one text are an honest use of links."""
    draw(tmp_path, "shared/a.yml")
    (tmp_path / FOLDER).mkdir(parents=True)
    (tmp_path / FOLDER / "b.yml").symlink_to("../../shared/a.yml")
    assert find(tmp_path) == ([f"{FOLDER}/b.yml"], [])
    assert read_bytes(tmp_path, f"{FOLDER}/b.yml") == (b"name: x\n", [])


def test_a_folder_that_leads_out_is_refused(tmp_path: Path) -> None:
    """A linked folder would publish somebody else's files just as well."""
    draw(tmp_path, "outside/a.yml")
    (tmp_path / "repository" / "content").mkdir(parents=True)
    (tmp_path / "repository" / FOLDER).symlink_to(tmp_path / "outside")
    assert rules(find(tmp_path / "repository")[1]) == [(FOLDER, "file-link")]
    data, problems = read_bytes(tmp_path / "repository", f"{FOLDER}/a.yml")
    assert (data, rules(problems)) == (None, [(f"{FOLDER}/a.yml", "file-link")])


def test_a_file_where_a_folder_belongs_is_reported(tmp_path: Path) -> None:
    """The folder's name may be taken by a file."""
    draw(tmp_path, FOLDER)
    assert rules(find(tmp_path)[1]) == [(FOLDER, "file-type")]


@pytest.mark.parametrize(
    "path", ["../secret.yml", "content/../../secret.yml", "/etc/passwd", "a\0.yml"]
)
def test_a_path_that_leads_out_is_refused(tmp_path: Path, path: str) -> None:
    """A path is below the root, whoever made it."""
    draw(tmp_path, "secret.yml", "root/content/a.yml")
    data, problems = read_bytes(tmp_path / "root", path)
    assert data is None
    assert [problem.rule for problem in problems] == ["file-link"]


def test_size_is_limited_before_reading(tmp_path: Path) -> None:
    """One byte too many is enough, so a file of any size costs no more than one of the largest."""
    draw(tmp_path, "content/fits.yml", "content/huge.yml")
    os.truncate(tmp_path / "content/fits.yml", MAX_BYTES)
    os.truncate(tmp_path / "content/huge.yml", MAX_BYTES + 1)
    data, problems = read_bytes(tmp_path, "content/fits.yml")
    assert (len(data or b""), problems) == (MAX_BYTES, [])
    data, problems = read_bytes(tmp_path, "content/huge.yml")
    assert (data, rules(problems)) == (None, [("content/huge.yml", "file-size")])


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything"
)
def test_an_unreadable_file_or_folder_is_a_problem(tmp_path: Path) -> None:
    """Missing rights are said in plain words."""
    draw(tmp_path, f"{FOLDER}/a.yml")
    (tmp_path / FOLDER / "a.yml").chmod(0)
    assert rules(read_bytes(tmp_path, f"{FOLDER}/a.yml")[1]) == [
        (f"{FOLDER}/a.yml", "file-unreadable")
    ]
    (tmp_path / FOLDER).chmod(0)
    assert rules(find(tmp_path)[1]) == [(FOLDER, "file-unreadable")]
    (tmp_path / FOLDER).chmod(0o700)
