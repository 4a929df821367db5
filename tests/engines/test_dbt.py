"""The dbt package in dbt: it builds on DuckDB, judges as `icp score` does, and notices other rules.

dbt is slow to start and can't live in the tests' environment (see pyproject.toml), so one process
of an environment of its own runs it on all packages.
"""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest

from drawn import draw
from icp_playbook.accounts.reading import read_accounts
from icp_playbook.cli.scoring_rules import rules_of
from icp_playbook.engines.dbt_package import STAGING
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.example import Example
from icp_playbook.scoring import assess
from icp_playbook.scoring.answer_words import spoken
from icp_playbook.scoring.examples import answers_of
from icp_playbook.scoring.rules import Rules
from icp_playbook.scoring.sql.inputs import SEGMENT, TIER, TIER_REASON, Input, inputs_of
from icp_playbook.scoring.sql.rows import Cells, answers_in, cells_of, row_of
from sites import CONFIG, ROOT, copy_sample, environment, icp, run

pytestmark = pytest.mark.slow

HOSTILE = (
    "{{ 7 * 7 }}", "{% raw %}", "{# gone #}", "{{{", "}}", "ref('icp_scores')", "it's \\",
    "a\\'; --", '"quoted": #x', "{{ '{' }}", "007", "null", "{% endraw %}{% endmacro %}",
    "$(x) %s -- ;", "客戶", "var ( 'x' )", "*text", "&text", "\\\\",
)  # fmt: skip
"""What Jinja, YAML, SQL or the parser that dbt looks at SQL with would take for its own."""
EDGE = "24.5"
"""Where the rate of the hostile company begins to earn points."""
Statuses = dict[str, list[str]]
"""The status and the message of each node by its name."""


@dataclass(frozen=True)
class Built:
    """What dbt made of the sample, of a company of hostile texts, and of its rules once changed."""

    sample: Path
    hostile: Path
    of_sample: Statuses
    of_hostile: Statuses
    of_changed: Statuses


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Export three packages, and run dbt on them."""
    folder = tmp_path_factory.mktemp("dbt")
    sample, hostile = folder / "sample", folder / "hostile"
    sample.mkdir()
    copy_sample(sample)
    draw(hostile, _hostile_company(EDGE))
    for root, accounts in ((sample, _sample_accounts), (hostile, _all_choices)):
        _export(root, "dbt")
        catalog, assessed = rules_of(root, None, None)
        rules = assessed["rules"]
        _fill_in(root, rules, accounts(catalog, rules))
    draw(hostile, _hostile_company("30"))
    _export(hostile, "changed")
    shutil.copy(hostile / "dbt/models/unit_tests.yml", hostile / "changed/models")
    _profile(hostile / "changed")
    packages = [sample / "dbt", hostile / "dbt", hostile / "changed"]
    return Built(sample, hostile, *_dbt(folder, packages))


def _export(root: Path, folder: str) -> None:
    done = icp("export", "--dbt", folder, cwd=root)
    assert done.returncode == 0, done.stderr


def _dbt(folder: Path, packages: Iterable[Path]) -> list[Statuses]:
    uv, env = Path(sys.executable).parent / "uv", folder / "env"
    lock = ["--require-hashes", "-r", str(ROOT / "requirements/dbt.txt")]
    commands: list[list[str | Path]] = [
        ["venv", "--quiet", "--python", sys.executable, env],
        ["pip", "install", "--quiet", "--python", env / "bin/python", *lock],
    ]
    for words in commands:
        done = run(uv, *words, cwd=folder)
        assert done.returncode == 0, done.stderr
    builds = json.dumps([[str(package), "build"] for package in packages])
    script = Path(__file__).with_name("run_dbt.py")
    built = subprocess.run(
        [env / "bin/python", script, builds],
        cwd=folder,
        env=environment(DBT_SEND_ANONYMOUS_USAGE_STATS="false", DO_NOT_TRACK="1"),
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=900,  # twenty seconds of one core, where others have it, too
    )
    assert built.returncode == 0, built.stderr
    found: list[Statuses] = json.loads(built.stdout.splitlines()[-1])
    return found


def _profile(package: Path) -> None:
    database = {"type": "duckdb", "path": str(package / "a.duckdb")}
    profile = {"icp_playbook": {"target": "dev", "outputs": {"dev": database}}}
    (package / "profiles.yml").write_text(json.dumps(profile), "utf-8")


def _fill_in(root: Path, rules: Rules, accounts: dict[str, Cells]) -> None:
    """Fill in the staging model as a company does, over a CSV; and one for `icp score`."""
    inputs = inputs_of(rules)
    ours = {one.column: one.column for one in inputs}
    theirs = {one.column: _crm_column(one) for one in inputs}
    for name, columns in (("staged.csv", ours), ("crm.csv", theirs)):
        with (root / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["account_id", *columns.values()])
            for account, cells in accounts.items():
                writer.writerow([account, *(cells.get(column) for column in columns)])
    staging = root / "dbt" / STAGING
    lines = [
        line.replace("cast(null as {{ text }})", line.split(" as ")[-1].strip().rstrip(","))
        for line in staging.read_text("utf-8").splitlines()
        if not line.startswith(("from ", "where "))
    ]
    source = str(root / "staged.csv")
    lines.append(f"from read_csv('{source}', all_varchar = true, header = true, delim = ',')")
    staging.write_text("\n".join(lines) + "\n", "utf-8")
    _profile(root / "dbt")


def _crm_column(one: Input) -> str:
    decided = {SEGMENT: "chosen segment", TIER: "tier override", TIER_REASON: "override reason"}
    return decided.get(one.path) or " ".join(one.path[1:])


def _sample_accounts(catalog: Catalog, rules: Rules) -> dict[str, Cells]:
    """Return the sample's examples, and the accounts of its CRM export."""
    named: dict[str, Any] = {
        one.id: spoken(rules, answers_of(one, {"ids": {}, "options": {}}))
        for one in catalog.all(Example)
    }
    exported = read_accounts(ROOT / "docs/sample-accounts.csv", catalog).accounts
    named |= {one.name: one.answers for one in exported}
    inputs = inputs_of(rules)
    return {name: cells_of(inputs, answers) for name, answers in named.items()}


def _all_choices(*_: object) -> dict[str, Cells]:
    return {
        f"{at} {rate}": {"attributes_shop": f"o{at}", "attributes_rate": rate}
        for at in range(len(HOSTILE))
        for rate in ("24.4", EDGE)
    }


def _hostile_company(edge: str) -> str:
    count = len(HOSTILE)
    account = {
        "owner": "sales",
        "attributes": [
            {"id": "shop", "name": HOSTILE[0], "question": " ".join(HOSTILE), "type": "choice",
             "options": [{"id": f"o{at}", "label": text} for at, text in enumerate(HOSTILE)]},
            {"id": "rate", "name": HOSTILE[6], "question": HOSTILE[3], "type": "number",
             "form": "percent", "unit": HOSTILE[7], "most": 100},
        ],
    }  # fmt: skip
    fit = {
        "criteria": [
            {"attribute": "shop", "weight": 19, "why": HOSTILE[2],
             "options": {f"o{at}": at for at in range(count)}},
            {"attribute": "rate", "weight": 1, "why": HOSTILE[1],
             "bands": [{"to": float(edge), "points": 0}, {"from": float(edge), "points": 1}]},
        ],
        "disqualifiers": [
            {"when": {"attribute": "shop", "is": f"o{at}"}, "why": text}
            for at, text in enumerate(HOSTILE[:9])
        ],
        "bands": [{"from": at * 5, "name": text} for at, text in enumerate(HOSTILE)],
    }  # fmt: skip
    segment = {"name": HOSTILE[1], "owner": "sales", "definition": "Brands.", "focus": "beachhead"}
    return (
        f"--- + minimal\n--- mkdocs.yml\n{CONFIG}"
        f"--- content/account.yml\n{json.dumps(account, ensure_ascii=False)}\n"
        "--- content/segments/mid-market.yml\n"
        f"{json.dumps({**segment, 'fit': fit}, ensure_ascii=False)}\n"
    )


def _scored(package: Path) -> list[dict[str, Any]]:
    with duckdb.connect(str(package / "a.duckdb"), read_only=True) as connection:
        found = connection.execute("SELECT * FROM icp_scores ORDER BY account_id")
        names = [one[0] for one in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def test_the_package_of_the_sample_builds(built: Built) -> None:
    """Models, contracts, data tests and unit tests pass, and there are some of each."""
    nodes = built.of_sample
    assert {name: one for name, one in nodes.items() if one[0] not in ("success", "pass")} == {}
    assert {"stg_icp__accounts", "icp_scores", "icp_examples", "icp_bands"} <= set(nodes)
    for kind, least in (("accepted_values", 12), ("unique", 2), ("not_null", 2), ("icp_", 6)):
        assert len([name for name in nodes if name.startswith(kind)]) >= least


def test_the_model_says_what_icp_score_says(built: Built) -> None:
    """Of each of the sample's accounts, in each column."""
    done = icp("score", "crm.csv", "-o", "scored.csv", cwd=built.sample)
    assert done.returncode == 0, done.stderr
    with (built.sample / "scored.csv").open(encoding="utf-8", newline="") as file:
        theirs = sorted(csv.DictReader(file), key=lambda row: row["account_id"])
    ours = _scored(built.sample / "dbt")
    assert len(ours) == len(theirs) > 12
    columns = set(ours[0]) & set(theirs[0])
    assert columns == set(ours[0])
    for row, other in zip(ours, theirs, strict=True):
        said = {name: "" if row[name] is None else str(row[name]) for name in columns}
        assert said == {name: other[name].removeprefix("'") for name in columns}


def test_texts_come_out_as_they_were_typed(built: Built) -> None:
    """Whatever Jinja, YAML, SQL or dbt would take for its own, in each text that the model says."""
    nodes = built.of_hostile
    assert {name: one for name, one in nodes.items() if one[0] not in ("success", "pass")} == {}
    draw(built.hostile, _hostile_company(EDGE))
    rules = rules_of(built.hostile, None, None)[1]["rules"]
    inputs, said = inputs_of(rules), set[str | None]()
    accounts = _all_choices()
    for row in _scored(built.hostile / "dbt"):
        answers = answers_in(inputs, accounts[row["account_id"]])
        expected = row_of(rules, assess(rules, answers))
        assert {name: row[name] for name in expected} == expected
        said |= {row["band"], row["ruled_out_by"]}
    assert set(HOSTILE) <= said


def test_descriptions_come_out_as_they_were_typed(built: Built) -> None:
    """What `dbt docs` shows has the author's words."""
    manifest = json.loads((built.hostile / "dbt/target/manifest.json").read_text("utf-8"))
    columns = manifest["nodes"]["model.icp_playbook.stg_icp__accounts"]["columns"]
    described = columns["attributes_shop"]["description"]
    assert described.startswith(" ".join(HOSTILE))
    assert f"o0 ({HOSTILE[0]})" in described
    assert HOSTILE[7] in columns["attributes_rate"]["description"]
    assert columns["attributes_shop"]["config"]["meta"]["owner"] == "sales"


def test_unit_tests_of_other_rules_fail(built: Built) -> None:
    """Who mixes two versions is told before anything is scored."""
    nodes = built.of_changed
    assert "fail" in {status for name, (status, _) in nodes.items() if name.startswith("icp_")}
    assert nodes["icp_scores"][0] == "skipped"
