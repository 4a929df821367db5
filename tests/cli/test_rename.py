"""`icp rename` moves, fixes, and leaves the rest alone."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from commands import icp
from drawn import draw
from drawn_history import Repo, repository
from drawn_uses import USED

MENTIONED = """\
--- + minimal
--- content/value_propositions/exchanges.yml +
personas: [founder]
"""


def test_file_references_prose_and_pages_follow(tmp_path: Path) -> None:
    """Nothing but the ids changes, the old one becomes an alias, and the check finds nothing."""
    root = draw(tmp_path, USED)
    before = _texts(root)
    ran = icp(root, "rename", "segment:mid-market", "middle")
    assert ran.code == 0, ran.err
    after = _texts(root)
    segment = before.pop("content/segments/mid-market.yml")
    assert after.pop("content/segments/middle.yml") == segment.replace(
        "owner: sales\n", "owner: sales\naliases: [mid-market]\n"
    )
    changed = {path for path in before if after[path] != before[path]}
    assert changed == {
        "content/pages/how-to.md", "content/personas/founder.yml",
        "content/value_propositions/exchanges.yml",
    }  # fmt: skip
    for path in changed:
        fixed = (
            before[path]
            .replace("`[[segment:mid-market]]`", "`code`")
            .replace("mid-market", "middle")
        )
        assert after[path] == fixed.replace("`code`", "`[[segment:mid-market]]`")
    assert icp(root, "check").code == 0


def test_comments_quotes_line_ends_and_marks_stay(tmp_path: Path) -> None:
    """A file that was saved on Windows, with comments and quotes, differs in the id alone."""
    root = draw(tmp_path, USED)
    persona = root / "content/personas/founder.yml"
    text = persona.read_text("utf-8").replace(
        "[mid-market]", "\n  # the only one, 中文\n  -   'mid-market'   # so far\n"
    )
    persona.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    old = persona.read_bytes()
    assert icp(root, "rename", "segment:mid-market", "middle").code == 0
    assert persona.read_bytes() == old.replace(b"'mid-market'", b"'middle'")


@pytest.mark.parametrize(
    ("commands", "new_id"),
    [
        (["checkout -q ."], "owner"),
        (["commit -q -m Rename", "stash -q"], "owner"),
        (["commit -q -m Rename", "checkout -q -f HEAD~1"], "founder"),
        (["stash -q"], "founder"),
        (["reset -q --hard"], "founder"),
    ],
)
def test_no_command_of_git_keeps_half(tmp_path: Path, commands: list[str], new_id: str) -> None:
    """All is staged: what is thrown away, kept or put aside is the whole rename."""
    repo = repository(tmp_path, MENTIONED)
    ran = icp(tmp_path, "rename", "persona:founder", "owner")
    assert ran.code == 0, ran.err
    assert (
        "the 2 files are staged, so that git keeps the change together; run: git commit" in ran.err
    )
    assert "R  content/personas/founder.yml -> content/personas/owner.yml" in repo.git(
        "status", "--short"
    )
    for command in commands:
        repo.git(*command.split())
    assert [file.stem for file in (tmp_path / "content/personas").iterdir()] == [new_id]
    assert icp(tmp_path, "check").code == 0


def test_a_file_that_git_does_not_know_stays_unknown(tmp_path: Path) -> None:
    """It follows too, and is named; once git knew it, `git reset --hard` would delete it."""
    repo = repository(tmp_path, "--- + minimal\n")
    draw(tmp_path, MENTIONED)
    new = "content/value_propositions/second.yml"
    (tmp_path / "content/value_propositions/exchanges.yml").rename(tmp_path / new)
    repo.git("checkout", "-q", ".")
    ran = icp(tmp_path, "rename", "persona:founder", "owner")
    assert (
        ran.err.splitlines()[-1]
        == f"git does not know these yet, so they are changed but not staged: {new}"
    )
    repo.git("reset", "-q", "--hard")
    assert "personas: [owner]" in (tmp_path / new).read_text("utf-8")


def test_edits_that_were_not_staged_are_named(tmp_path: Path) -> None:
    """They are staged whole, since half a file was never checked; others stay as they are."""
    repo = repository(tmp_path, MENTIONED)
    for path in ("content/value_propositions/exchanges.yml", "content/company.yml"):
        (tmp_path / path).write_text((tmp_path / path).read_text("utf-8") + "# mine\n", "utf-8")
    ran = icp(tmp_path, "rename", "persona:founder", "owner")
    assert ran.err.splitlines()[-1] == (
        "staged with it are edits of yours that were not: content/value_propositions/exchanges.yml"
    )
    assert repo.git("diff", "--name-only") == "content/company.yml"


def test_git_that_is_busy_leaves_all_as_it_was(tmp_path: Path) -> None:
    """Another git holds the index: the message says so, and no file has changed."""
    repository(tmp_path, MENTIONED)
    (tmp_path / ".git/index.lock").touch()
    before = _texts(tmp_path)
    ran = icp(tmp_path, "rename", "persona:founder", "owner")
    assert ran.code == 1
    assert "[not-staged] git would not stage it: " in ran.err
    assert _texts(tmp_path) == before
    assert not list(tmp_path.rglob(".icp-*"))


def test_definitions_in_a_submodule_are_staged_there(tmp_path: Path) -> None:
    """`content` is a repository of its own, and the rest of the playbook another."""
    inner = repository(tmp_path / "inner", MENTIONED)
    outer = repository(tmp_path / "outer", "--- mkdocs.yml\nnav:\n- personas/founder.md\n")
    outer.git(
        "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(inner.root), "vendor"
    )
    (outer.root / "content").symlink_to("vendor/content")
    outer.commit("Content")
    ran = icp(outer.root, "rename", "persona:founder", "owner")
    assert ran.code == 0, ran.err
    assert outer.git("diff", "--cached", "--name-only") == "mkdocs.yml"
    staged = Repo(outer.root / "vendor").git("diff", "--cached", "--name-status", "--no-renames")
    assert "A\tcontent/personas/owner.yml" in staged
    assert "D\tcontent/personas/founder.yml" in staged


def test_a_playbook_that_git_does_not_know_yet_is_not_staged(tmp_path: Path) -> None:
    """What is ignored or was never added stays so."""
    repo = repository(tmp_path, "--- README.md\nHello\n")
    draw(tmp_path, MENTIONED)
    ran = icp(tmp_path, "rename", "persona:founder", "owner")
    assert "staged" not in ran.err
    assert repo.git("diff", "--cached", "--name-only") == ""


def test_links_to_the_page_and_the_navigation_follow(tmp_path: Path) -> None:
    """Markdown links of each form and values of mkdocs.yml change; keys, code and others stay."""
    config = """\
    # our site
    nav:
      - Founders: personas/founder.md  # who signs
      - "personas/founder.md#what"
      - personas/founder-2.md
    plugins:
      - redirects:
          redirect_maps: {personas/founder.md: guide.md, old.md: personas/founder.md}
    theme: !ENV [X, material]
    """
    page = """\
    # Guide
    [a](../personas/founder.md) [b](<../personas/founder.md#what> "t") \
<a href="../personas/founder.md">c</a>
    [d]: ../personas/founder.md
    `[e](../personas/founder.md)` [f](personas/founder.md) [g](../personas/founder-2.md)
    [h](https://example.com/personas/founder.md) [i](../../personas/founder/) \
[j](/personas/founder.html#x)
    """
    root = draw(tmp_path, MENTIONED)
    for path, text in (
        ("mkdocs.yml", config),
        ("content/pages/guides/one.md", page),
        ("content/pages/personas/a.md", "# A\n[a](founder.md)\n"),
    ):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(textwrap.dedent(text), "utf-8")
    assert icp(root, "remove", "persona:founder").out.count("founder.") == 9
    ran = icp(root, "rename", "persona:founder", "owner")
    assert ran.code == 0, ran.err
    assert "mkdocs.yml:3:15: nav: personas/founder.md" in ran.out
    expected = textwrap.dedent(config).replace("founder", "owner").replace("owner-2", "founder-2")
    expected = expected.replace("{personas/owner.md: guide", "{personas/founder.md: guide")
    assert (root / "mkdocs.yml").read_text("utf-8") == expected
    assert "[a](owner.md)" in (root / "content/pages/personas/a.md").read_text("utf-8")
    lines = (root / "content/pages/guides/one.md").read_text("utf-8").splitlines()
    assert [line.count("owner") for line in lines] == [0, 3, 1, 0, 2]


def test_links_to_the_heading_of_a_part_follow(tmp_path: Path) -> None:
    """A stage stands under a heading of its own, and so does a pain."""
    root = draw(
        tmp_path,
        f"{textwrap.dedent(USED)}\nSee [it](lifecycle.md#stage-adoption) or [all](lifecycle.md).\n",
    )
    assert icp(root, "rename", "stage:adoption", "use").code == 0
    assert "[it](lifecycle.md#stage-use) or [all](lifecycle.md)" in (
        root / "content/pages/how-to.md"
    ).read_text("utf-8")


def test_schemas_that_cannot_be_written_keep_nothing_from_being_renamed(tmp_path: Path) -> None:
    """They are on this machine only, and the next check makes them again, or says why it can't."""
    root = draw(tmp_path, MENTIONED)
    assert icp(root, "schema").code == 0
    (root / "schemas/persona.json").unlink()
    (root / "schemas/persona.json").mkdir()
    assert icp(root, "rename", "persona:founder", "owner").code == 0
    assert (root / "content/personas/owner.yml").is_file()
    (root / "schemas/persona.json").rmdir()
    assert icp(root, "check").code == 0
    assert '"owner"' in (root / "schemas/ids.json").read_text("utf-8")


@pytest.mark.parametrize(
    ("aliases", "expected"),
    [
        ("aliases: [one, two] # old", "aliases: [one, two, mid-market] # old"),
        ("aliases:\n  - one # old\n  - two", "aliases:\n  - one # old\n  - two\n  - mid-market"),
        ("aliases: [middle]", "aliases: [mid-market]"),
    ],
)
def test_the_old_id_joins_the_aliases(tmp_path: Path, aliases: str, expected: str) -> None:
    """In the list's own form; a name that is taken up again is no alias any more."""
    root = draw(tmp_path, f"--- + minimal\n--- content/segments/mid-market.yml +\n{aliases}\n")
    ran = icp(root, "rename", "segment:mid-market", "middle")
    assert ran.code == 0, ran.err
    assert f"{expected}\n" in (root / "content/segments/middle.yml").read_text("utf-8")


def test_a_definition_is_renamed_in_what_names_its_parts(tmp_path: Path) -> None:
    """`exchanges#chaos` and `pain:exchanges#chaos` begin with the id of the value proposition."""
    root = draw(tmp_path, USED)
    assert icp(root, "rename", "value-proposition:exchanges", "swap").code == 0
    assert 'solves: ["swap#chaos"]' in (root / "content/best_practices/labels.yml").read_text(
        "utf-8"
    )
    assert "[[value-proposition:swap#chaos|the chaos]]" in (
        root / "content/pages/how-to.md"
    ).read_text("utf-8")
    assert "[[pain:swap#chaos]]" in (root / "content/value_propositions/swap.yml").read_text(
        "utf-8"
    )


@pytest.mark.parametrize(
    ("name", "new", "path", "expected"),
    [
        (
            "pain:exchanges#chaos",
            "mess",
            "content/value_propositions/exchanges.yml",
            "- {pain: mess, how: Rules}",
        ),
        (
            "pain:exchanges#chaos",
            "mess",
            "content/best_practices/labels.yml",
            'solves: ["exchanges#mess"]',
        ),
        ("stage:adoption", "use", "playbooks/plays/champion-left.yml", "stage: use\n"),
        ("stage:adoption", "use", "content/pages/how-to.md", "[[stage:use]]"),
        (
            "attribute:employees",
            "people",
            "content/account.yml",
            "{id: people, aliases: [employees], question",
        ),
        (
            "attribute:employees",
            "people",
            "content/segments/mid-market.yml",
            "- when: {attribute: people, below: 5}",
        ),
        (
            "attribute:employees",
            "people",
            "content/segments/mid-market.yml",
            "- attribute: people\n",
        ),
    ],
)
def test_parts_are_renamed_too(
    tmp_path: Path, name: str, new: str, path: str, expected: str
) -> None:
    """A pain, a stage or an attribute: its id, and whatever leads to it."""
    root = draw(tmp_path, USED)
    ran = icp(root, "rename", name, new)
    assert ran.code == 0, ran.err
    assert expected in (root / path).read_text("utf-8")
    assert icp(root, "check").code == 0


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (
            "  - id: adoption # the first\n    name: A\n",
            "  - id: use # the first\n    aliases: [adoption]\n    name: A\n",
        ),
        (
            "  -\n    name: A\n    id: adoption\n",
            "  -\n    name: A\n    id: use\n    aliases: [adoption]\n",
        ),
        ("  - {name: A, id: 'adoption'}\n", "  - {name: A, id: 'use', aliases: [adoption]}\n"),
        (
            "  - {id: adoption, aliases: [use, x], name: A}\n",
            "  - {id: use, aliases: [adoption, x], name: A}\n",
        ),
    ],
)
def test_a_part_remembers_its_old_id_in_its_own_form(
    tmp_path: Path, part: str, expected: str
) -> None:
    """Below its id or beside it; `[[stage:adoption]]` then says what it is called now."""
    part = part.replace("name: A", "name: A, goal: G" if "{" in part else "name: A\n    goal: G")
    expected = expected.replace(
        "name: A", "name: A, goal: G" if "{" in part else "name: A\n    goal: G"
    )
    root = draw(
        tmp_path, f"--- + minimal\n--- content/lifecycle.yml\nowner: sales\nstages:\n{part}"
    )
    ran = icp(root, "rename", "stage:adoption", "use")
    assert ran.code == 0, ran.err
    assert (root / "content/lifecycle.yml").read_text(
        "utf-8"
    ) == f"owner: sales\nstages:\n{expected}"
    assert 'it is called "use" now' in icp(root, "refs", "stage:adoption").err
    assert "is an earlier name of stage:use" in icp(root, "new", "stage", "adoption").err


@pytest.mark.parametrize(
    ("name", "new", "message"),
    [
        ("segment:mid-market", "Middle One", "cannot be an id"),
        ("segment:mid-market", "index", "is a reserved name"),
        ("segment:mid-market", "a" * 65, "has 65 characters; at most 64 are allowed"),
        ("segment:mid-market", "mid-market", "it is called"),
        ("persona:founder", "taken", "is there already"),
        ("persona:founder", "earlier", "is an alias of persona:taken"),
        ("company", "firm", "just one company"),
        ("segment:none", "x", "no segment is called"),
        ("segment:mid-market", "../../etc", "cannot be an id"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(
    tmp_path: Path, name: str, new: str, message: str
) -> None:
    """Wrong use is exit code 2, says why, and leaves every file as it was."""
    taken = (
        "name: T\nowner: sales\nside: use\nsegments: [mid-market]\ntitles: [T]\n"
        "job_to_be_done: T\nmotivations: [T]\n"
    )
    root = draw(
        tmp_path,
        (
            f"--- + minimal\n--- content/personas/taken.yml\n{taken}frustrations: [T]\n"
            "aliases: [earlier]\n"
        ),
    )
    before = _texts(root)
    ran = icp(root, "rename", name, new)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
    assert _texts(root) == before


def test_a_file_that_cannot_be_written_leaves_all_as_it_was(tmp_path: Path) -> None:
    """Where a new file cannot take its place, what was done before it is undone."""
    root = draw(tmp_path, USED)
    in_the_way = root / "content/segments/middle.yml"
    in_the_way.mkdir()
    (in_the_way / "x").write_text("x")
    before = _texts(root)
    assert icp(root, "rename", "segment:mid-market", "middle").code != 0
    assert _texts(root) == before
    assert not list(root.rglob(".icp-*"))


def test_generated_ids_follow(tmp_path: Path) -> None:
    """In a playbook with schemas the new id completes at once."""
    root = draw(tmp_path, USED)
    assert icp(root, "schema").code == 0
    assert icp(root, "rename", "segment:mid-market", "middle").code == 0
    assert icp(root, "schema", "--check").code == 0


def _texts(root: Path) -> dict[str, str]:
    return {
        file.relative_to(root).as_posix(): file.read_bytes().decode()
        for file in sorted(root.rglob("*"))
        if file.is_file() and ".git/" not in file.as_posix()
    }


KEYED = """
--- + minimal
--- + tiers
--- content/account.yml
owner: sales
attributes:
  - {id: employees, question: How many people work there?, type: number}
  - {id: shops, question: How many shops?, type: number}
--- content/qualification.yml
owner: sales
criteria:
  - {id: need, name: Need, questions: [What hurts?], confirmed: They say what., absent: Nothing.}
rule: {must_have: [need]}
verdicts:
  - {id: qualified, name: Qualified, meaning: So., next_action: Offer.}
  - {id: pursue, name: Pursue, meaning: So., next_action: Call.}
  - {id: nurture, name: Nurture, meaning: So., next_action: Wait.}
--- content/scores/health.yml
name: Health
owner: sales
question: How are they?
summary: For customers.
measures: other
scoring:
  criteria:
    - {attribute: shops, weight: 1, bands: [{to: 3, points: 0}, {from: 3, points: 1}]}
    - id: employees
      attribute: employees
      weight: 1
      bands: [{to: 3, points: 0}, {from: 3, points: 1}]
  other_weights:
    - {name: Small ones, when: {attribute: employees, below: 9}, weights: {shops: 2, employees: 3}}
  bands: [{from: 0, name: Ill}, {from: 50, name: Well}]
--- content/examples/wren.yml
name: Wren
owner: sales
good: yes
why: They sell sizes.
story: They called.
answers:
  attributes: {employees: 120, "shops": 4}
  qualification: {need: confirmed}
  maturity: {tools: 2}
expected: {scores: {health: Well}}
"""
EXAMPLE = "content/examples/wren.yml"
HEALTH = "content/scores/health.yml"


@pytest.mark.parametrize(
    ("old", "new", "path", "before", "after"),
    [
        ("attribute:shops", "branches", EXAMPLE, '"shops": 4', '"branches": 4'),
        ("attribute:employees", "people", EXAMPLE, "{employees: 120", "{people: 120"),
        ("criterion:need", "pain", EXAMPLE, "{need:", "{pain:"),
        ("dimension:tools", "systems", EXAMPLE, "{tools: 2}", "{systems: 2}"),
        ("score:health", "pulse", EXAMPLE, "{health: Well}", "{pulse: Well}"),
        ("attribute:shops", "branches", HEALTH, "{shops: 2,", "{branches: 2,"),
        ("attribute:employees", "people", HEALTH, "attribute: employees\n", "attribute: people\n"),
    ],
)
def test_keys_follow_what_they_name(
    tmp_path: Path, old: str, new: str, path: str, before: str, after: str
) -> None:
    """Answers, expectations and other weights; a criterion's own id is not its attribute's."""
    root = draw(tmp_path, KEYED)
    text = (root / path).read_text("utf-8")
    assert before in text
    ran = icp(root, "rename", old, new)
    assert ran.code == 0, ran.err
    now = (root / path).read_text("utf-8")
    assert after in now
    assert before not in now
    assert "employees: 3}" in (_texts(root).get(HEALTH) or "employees: 3}")
    checked = icp(root, "check")
    assert "error" not in checked.err + checked.out


def test_what_a_key_names_is_in_use(tmp_path: Path) -> None:
    """A score that an example expects something of is not removed from under it."""
    root = draw(tmp_path, KEYED)
    ran = icp(root, "remove", "score:health")
    assert ran.code == 1
    assert "wren.yml:10:" in ran.out + ran.err
