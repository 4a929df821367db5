"""The folder of a dbt package: what is written, kept, told, and never touched."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as some
from jinja2 import Environment

from commands import icp
from drawn import draw
from icp_playbook.engines.dbt_files import as_typed, as_value, on_a_line
from icp_playbook.engines.dbt_package import STAGING, YOURS
from icp_playbook.engines.dbt_writing import LISTING, plan_package, write_package
from icp_playbook.scoring.sql.dialects import DIALECTS
from icp_playbook.stages.write import write_beside
from sites import CONFIG, files_of

COMPANY = f"--- + minimal\n--- mkdocs.yml\n{CONFIG}"
ASKED = (
    COMPANY
    + """\
--- content/account.yml +
  - {id: country, name: Country, question: Which country?, type: text}
flags: [{id: far, name: Far, do: Ask., when: {attribute: country, is: Peru}}]
"""
)
HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
CALL = "{{ icp_score(ref('stg_icp__accounts')) }}"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small company."""
    draw(tmp_path, COMPANY)
    return tmp_path


def _export(root: Path, *words: str) -> str:
    ran = icp(root, "export", "--dbt", "icp", *words)
    assert ran.code == 0, ran.err
    return ran.out


def test_every_file_says_what_it_was_written_with(root: Path) -> None:
    """The letters of the rules, and the revision."""
    _export(root)
    files = files_of(root / "icp")
    for path, content in files.items():
        if path != LISTING:
            assert "Written with the rules " in content.decode().splitlines()[0], path
    assert CALL in files["models/icp_scores.sql"].decode()
    for dialect in DIALECTS:
        macro = files[f"macros/adapters/{dialect}.sql"].decode()
        assert f"{{% macro {dialect}__icp_score(accounts) %}}" in macro
        assert "FROM {{ accounts }}" in macro


def test_each_column_is_described_typed_and_owned(root: Path) -> None:
    """Of both models, under an enforced contract; what has fixed values is held to them."""
    draw(root, ASKED)
    _export(root)
    models = yaml.safe_load((root / "icp/models/schema.yml").read_text("utf-8"))["models"]
    assert [one["name"] for one in models] == ["stg_icp__accounts", "icp_scores"]
    for model in models:
        assert model["config"]["contract"] == {"enforced": True}
        assert model["config"]["meta"]["owner"] == "sales"
        for column in model["columns"]:
            assert column["description"], column
            assert "VARCHAR" in column["data_type"] or "INTEGER" in column["data_type"]
            assert column["config"]["meta"]["owner"] == "sales"
        key = next(one for one in model["columns"] if one["name"] == "account_id")
        assert key["data_tests"] == ["not_null", "unique"]
    held = {
        one["name"]: one["data_tests"][0]["accepted_values"]["arguments"]["values"]
        for one in models[1]["columns"][1:]
        if "data_tests" in one
    }
    assert held["segment"] == held["best"] == ["mid-market"]
    assert held["fit"] == ["disqualified", "scored", "not-enough-known", "no-match"]


def test_the_staging_model_has_a_column_for_each_question(root: Path) -> None:
    """As text, with the question beside it."""
    draw(root, ASKED)
    _export(root)
    staging = (root / "icp" / STAGING).read_text("utf-8")
    assert "    -- Which country? A text.\n" in staging
    assert "    cast(null as {{ text }}) as attributes_country,\n" in staging
    chosen = "The segment that somebody chose for the account; null where nobody did. One of: "
    assert f"    -- {chosen}mid-market (Mid-market).\n" in staging
    assert staging.index("as attributes_country") < staging.index("as chosen_segment\n")


def test_dry_run_says_what_would_change_and_writes_nothing(root: Path) -> None:
    """In an empty place, in one that is up to date, and where the rules have changed."""
    out = _export(root, "--dry-run")
    assert f"icp/{STAGING}: new\n" in out
    assert "14 to write, 0 to remove, 0 to leave in icp" in out
    assert not (root / "icp").exists()
    _export(root)
    assert _export(root, "--dry-run") == "0 to write, 0 to remove, 14 to leave in icp\n"
    draw(root, ASKED)
    before = files_of(root / "icp")
    assert "icp/models/schema.yml: changed\n" in _export(root, "--dry-run")
    assert files_of(root / "icp") == before


@pytest.mark.parametrize("path", YOURS)
def test_what_a_person_has_filled_in_is_kept(root: Path, path: str) -> None:
    """Through other rules and other runs; the questions that are new are told."""
    _export(root)
    file = root / "icp" / path
    mine = file.read_text("utf-8") + "\n-- mine\n"
    file.write_text(mine, "utf-8")
    draw(root, ASKED)
    for _ in range(2):
        out = _export(root)
        assert f"icp/{path}: kept as you have changed it\n" in out
        assert file.read_text("utf-8") == mine
        added = f"Add to icp/{STAGING}: attributes_country\n"
        assert (added in out) == (path == STAGING)
    file.unlink()
    _export(root)
    assert "mine" not in file.read_text("utf-8")


def test_line_ends_of_another_system_are_no_change(root: Path) -> None:
    """What git has checked out on Windows is still as it was written."""
    _export(root)
    file = root / "icp" / STAGING
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    draw(root, ASKED)
    _export(root)
    assert "attributes_country" in file.read_text("utf-8")


def test_other_files_are_written_anew_and_that_is_told(root: Path) -> None:
    """Rules that somebody has changed by hand would be the playbook's no more."""
    _export(root)
    file = root / "icp/models/schema.yml"
    was = file.read_bytes()
    file.write_bytes(was + b"# by hand\n")
    told = "icp/models/schema.yml: changed, and so is what somebody changed in it by hand\n"
    assert told in _export(root, "--dry-run")
    assert told in _export(root)
    assert file.read_bytes() == was


def test_what_dbt_and_others_put_there_stays(root: Path) -> None:
    """A run of dbt leaves folders; they are nobody's business."""
    _export(root)
    draw(root / "icp", "--- target/manifest.json\n{}\n--- models/ours.sql\nselect 1\n")
    draw(root, ASKED)
    _export(root)
    assert (root / "icp/target/manifest.json").exists()
    assert (root / "icp/models/ours.sql").exists()


def test_a_folder_of_others_is_refused(root: Path) -> None:
    """And so are a file, the playbook itself, and a file of somebody's in the way."""
    draw(root, "--- theirs/a.sql\nselect 1\n--- file\n1\n")
    for folder in ("theirs", "file", "content", "content/dbt", "."):
        before = files_of(root)
        ran = icp(root, "export", "--dbt", folder)
        assert ran.code == 2, folder
        assert "choose" in ran.err
        assert files_of(root) == before
    draw(root, f"--- icp/{LISTING}\n{'0' * 64}  models/schema.yml\n--- icp/README.md\nmine\n")
    ran = icp(root, "export", "--dbt", "icp")
    assert ran.code == 2
    assert "icp/README.md is in the way" in ran.err
    assert (root / "icp/README.md").read_text("utf-8") == "mine\n"


def test_what_is_no_longer_made_is_removed_unless_changed(tmp_path: Path) -> None:
    """A list that names files elsewhere removes nothing there."""
    write_package(plan_package(tmp_path, {"a.sql": b"a", "b.sql": b"b", "c/d.sql": b"d"}, ()))
    (tmp_path / "b.sql").write_bytes(b"mine")
    (tmp_path.parent / "outside").write_bytes(b"a")
    digest = (tmp_path / LISTING).read_text("utf-8").splitlines()[0].split()[0]
    with (tmp_path / LISTING).open("a") as file:
        file.write(f"{digest}  ../outside\nnonsense\n")
    planned = plan_package(tmp_path, {"e.sql": b"e"}, ())
    assert planned.fates == {"e.sql": "new", "a.sql": "gone", "b.sql": "left", "c/d.sql": "gone"}
    write_package(planned)
    assert {*files_of(tmp_path)} == {LISTING, "b.sql", "e.sql"}
    assert (tmp_path.parent / "outside").exists()
    assert plan_package(tmp_path, {"e.sql": b"e"}, ()).fates["b.sql"] == "left"


def test_a_full_disk_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All is written beside its place first; the next run knows every file as ours."""
    write_package(plan_package(tmp_path, {"a.sql": b"1", "b.sql": b"1"}, ["a.sql"]))
    calls = 0

    def full(file: Path, content: bytes) -> Path:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise OSError(28, "No space left on device", str(file))
        return write_beside(file, content)

    files = {"a.sql": b"2", "b.sql": b"2", "c.sql": b"2"}
    with monkeypatch.context() as patched:
        patched.setattr("icp_playbook.engines.dbt_writing.write_beside", full)
        with pytest.raises(OSError, match="No space"):
            write_package(plan_package(tmp_path, files, ["a.sql"]))
    assert {**files_of(tmp_path), LISTING: b""} == {"a.sql": b"1", "b.sql": b"1", LISTING: b""}
    planned = plan_package(tmp_path, files, ["a.sql"])
    assert planned.fates == {"a.sql": "changed", "b.sql": "changed", "c.sql": "new"}
    write_package(planned)
    assert files_of(tmp_path)["a.sql"] == b"2"


def test_the_package_speaks_the_language_of_the_site(root: Path) -> None:
    """Its descriptions, comments and README are for the company's people."""
    config = (root / "mkdocs.yml").read_text("utf-8")
    config = config.replace("name: material", "name: material\n  language: pt")
    said = {"A text.": "Um texto.", "In ten minutes": "Em dez minutos"}
    po = "".join(f'msgid "{sentence}"\nmsgstr "{text}"\n\n' for sentence, text in said.items())
    draw(root, f"{ASKED}--- mkdocs.yml\n{config}--- site_templates/texts/pt.po\n{HEAD}{po}")
    _export(root)
    assert "## Em dez minutos\n" in (root / "icp/README.md").read_text("utf-8")
    assert "-- Which country? Um texto.\n" in (root / "icp" / STAGING).read_text("utf-8")
    assert "Which country? Um texto." in (root / "icp/models/schema.yml").read_text("utf-8")


@pytest.mark.parametrize(
    "words", [["--dry-run"], ["docs", "--dbt", "icp"], ["--sql", "duckdb", "--dbt", "icp"]]
)
def test_one_thing_is_exported(root: Path, words: list[str]) -> None:
    """Words that contradict each other are wrong use."""
    ran = icp(root, "export", *words)
    assert ran.code == 2
    assert "choose FOLDER, --sql or --dbt; --dry-run is for --dbt" in ran.err


@given(some.text(alphabet=some.sampled_from("{}%#'\"\\ab \n(ref)-")))
def test_a_text_comes_out_of_jinja_as_it_was_typed(text: str) -> None:
    """Within a file, and as the value of a test by each adapter."""
    environment = Environment(keep_trailing_newline=True)  # noqa: S701
    assert environment.from_string(as_typed(text)).render() == text
    assert "\n" not in environment.from_string(on_a_line(text)).render()
    for name, dialect in {**DIALECTS, "databricks": DIALECTS["spark"]}.items():
        value = as_value(text)
        target: Any = {"target": {"type": name}}
        said = environment.from_string(value).render(target)
        assert f"'{said}'" == dialect.text_of(text)
