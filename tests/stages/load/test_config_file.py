"""The engine's configuration is read as the engine reads it, within limits, and nothing is run."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from drawn import draw
from icp_playbook.problems import ConfigurationError
from icp_playbook.stages.load.config_file import (
    MAX_INHERITED,
    Tagged,
    read_config_file,
)
from icp_playbook.stages.load.decoding import MAX_BYTES
from icp_playbook.stages.load.reader import MAX_DEPTH, MAX_NODES


def refused(root: Path, name: str = "mkdocs.yml") -> str:
    """Return what is said of a configuration that can't be used."""
    with pytest.raises(ConfigurationError) as error:
        read_config_file(root / name)
    return str(error.value).replace(f"{root}/", "").replace(os.path.relpath(root) + "/", "")


def nested(levels: int) -> str:
    """Return a text of that many lists and mappings, one within the other."""
    return "a: " + "[" * (levels - 1) + "]" * (levels - 1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            nested(MAX_DEPTH + 1),
            f"mkdocs.yml:1:23: nested deeper than {MAX_DEPTH} levels; no configuration needs that",
        ),
        (
            "a: 1\n" + "b: &x " + nested(MAX_DEPTH)[3:] + "\nc: [*x]\n",
            "mkdocs.yml:3:5: nested deeper than 20 levels",
        ),
        (
            "a: [" + "1, " * MAX_NODES + "1]",
            f"more than {MAX_NODES:,} values, counting what aliases repeat",
        ),
        (
            f"a: &x [{'1, ' * 300}1]\nb: [{'*x, ' * 200}1]\n",
            "mkdocs.yml:2:665: more than 50,000 values",
        ),
        ("a: &x [1, *x]\n", "mkdocs.yml:1:11: *x stands inside itself; take it out"),
        ("a: *nobody\n", "mkdocs.yml:1:4: this cannot be read as YAML: found undefined alias"),
        (
            "a: 1\n  b: 2\n",
            "mkdocs.yml:2:4: this cannot be read as YAML: mapping values are not allowed",
        ),
        ("a: 2024-13-01\n", "mkdocs.yml:1:1: this cannot be read as YAML: month must be in 1..12"),
        ("a: 1\n---\nb: 2\n", "this cannot be read as YAML: but found another document"),
        ("%TAG ! x\n---\na: 1\n", 'mkdocs.yml:1:1: no line may start with "%"'),
        ("- a\n", "mkdocs.yml:1:1: this is no configuration"),
        ("a: \u202e1\n", "mkdocs.yml:1:4: the invisible character U+202E"),
        ("INHERIT: [a]\n", "mkdocs.yml: INHERIT names no file"),
        ("INHERIT: none.yml\n", 'mkdocs.yml: INHERIT names "none.yml", which is not there'),
        ("INHERIT: mkdocs.yml\n", "mkdocs.yml: INHERIT leads back to"),
    ],
)  # fmt: skip
def test_what_the_engine_could_not_stand_is_told_at_its_line(
    tmp_path: Path, text: str, said: str
) -> None:
    """Each just past a cap of ours, in the author's file."""
    (tmp_path / "mkdocs.yml").write_text(text, "utf-8")
    assert said in refused(tmp_path)


def test_what_keeps_to_the_caps_is_read(tmp_path: Path) -> None:
    """Anchors, merge keys and twenty levels are a configuration's right."""
    draw(
        tmp_path,
        "--- mkdocs.yml\nx: &x {a: 1}\ny: {<<: *x, b: 2}\n"
        f"{nested(MAX_DEPTH).replace('a:', 'z:')}\n",
    )
    values = read_config_file(tmp_path / "mkdocs.yml").values
    assert values["y"] == {"a": 1, "b": 2}
    assert values["z"]


def test_only_a_regular_file_of_the_repository_is_read(tmp_path: Path) -> None:
    """A folder, a pipe that never ends, links to secrets and to nothing, two megabytes."""
    secret = draw(tmp_path / "elsewhere", "--- secret.yml\nsite_name: secret\n") / "secret.yml"
    root = draw(tmp_path / "root", "--- big.yml\n")
    (root / "folder.yml").mkdir()
    os.mkfifo(root / "pipe.yml")
    (root / "link.yml").symlink_to(secret)
    (root / "gone.yml").symlink_to("nowhere.yml")
    (root / "big.yml").write_text("#" * (MAX_BYTES + 1))
    assert "folder.yml:1:1: this is not a regular file" in refused(root, "folder.yml")
    assert "pipe.yml:1:1: this is not a regular file" in refused(root, "pipe.yml")
    assert "link.yml:1:1: this is a link that leads out of the repository" in refused(
        root, "link.yml"
    )
    assert "gone.yml:1:1: this is not there, or is a link to nothing" in refused(root, "gone.yml")
    assert f"big.yml:1:1: the file has more than {MAX_BYTES:,} bytes" in refused(root, "big.yml")


def test_a_link_within_the_repository_is_followed(tmp_path: Path) -> None:
    """A repository of several sites may share one file."""
    (tmp_path / ".git").mkdir()
    draw(tmp_path, "--- shared/base.yml\nsite_name: Shared\n--- book/content/company.yml\n")
    (tmp_path / "book/mkdocs.yml").symlink_to("../shared/base.yml")
    assert read_config_file(tmp_path / "book/mkdocs.yml").values == {"site_name": "Shared"}


def test_parents_are_read_with_the_same_guards(tmp_path: Path) -> None:
    """And no more of them than anybody needs."""
    draw(
        tmp_path, f"--- mkdocs.yml\nINHERIT: a/base.yml\n--- a/base.yml\n{nested(MAX_DEPTH + 1)}\n"
    )
    assert refused(tmp_path).startswith("a/base.yml:1:23: nested deeper")
    for number in range(MAX_INHERITED + 2):
        (tmp_path / f"{number}.yml").write_text(f"INHERIT: {number + 1}.yml\n")
    assert f"0.yml: INHERIT goes over more than {MAX_INHERITED} files" in refused(tmp_path, "0.yml")


def test_variables_stand_in_their_place_or_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are left alone where the text is written elsewhere: a variable may hold a secret."""
    monkeypatch.setenv("ICP_TEST_NAME", "Ours")
    monkeypatch.delenv("ICP_TEST_GONE", raising=False)
    file = draw(
        tmp_path,
        "--- mkdocs.yml\na: !ENV ICP_TEST_NAME\n"
        "b: !ENV [ICP_TEST_GONE, ICP_TEST_NAME, x]\nc: !ENV [ICP_TEST_GONE, 7]\n",
    )
    file /= "mkdocs.yml"
    assert read_config_file(file).values == {"a": "Ours", "b": "Ours", "c": 7}
    assert {type(value) for value in read_config_file(file, variables=False).values.values()} == {
        Tagged
    }


def test_no_tag_is_run(tmp_path: Path) -> None:
    """MkDocs runs what tags name; for us they are text."""
    draw(
        tmp_path,
        "--- mkdocs.yml\na: !!python/name:os.getcwd\nb: !relative $docs_dir\nc: !unknown {x: 1}\n",
    )
    values = read_config_file(tmp_path / "mkdocs.yml").values
    assert {type(value) for value in values.values()} == {Tagged}
