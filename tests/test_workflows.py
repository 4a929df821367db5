"""The workflows that companies get: safe by their text, and their commands run here one by one."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import yaml

from commands import commit_all
from drawn_history import Repo, repository
from sites import CONFIG, environment

ROOT = Path(__file__).parents[1]
WORKFLOWS = {file.stem: file for file in sorted((ROOT / ".github/workflows").glob("*.yml"))}
SEGMENT = "content/segments/mid-market.yml"


def parsed(name: str) -> dict[str, Any]:
    """Return a workflow; YAML 1.1 reads its key `on` as true."""
    found = yaml.safe_load(WORKFLOWS[name].read_text(encoding="utf-8"))
    return {"on" if key is True else key: value for key, value in found.items()}


def steps(name: str) -> list[dict[str, Any]]:
    """Return every step of a workflow."""
    return [step for job in parsed(name)["jobs"].values() for step in job["steps"]]


def commands(name: str) -> dict[str, str]:
    """Return the shell commands of a workflow by their step's name."""
    return {step["name"]: step["run"] for step in steps(name) if "run" in step and "name" in step}


def gitlab() -> dict[str, Any]:
    """Return GitLab's pipeline."""
    found: dict[str, Any] = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("name", WORKFLOWS)
def test_no_code_of_a_pull_request_runs_with_rights(name: str) -> None:
    """It never runs as its target, may only read, and keeps no credentials on disk."""
    workflow = parsed(name)
    assert "pull_request_target" not in workflow["on"]
    assert "permissions" in workflow
    for step in steps(name):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False
    if "pull_request" in workflow["on"]:
        text = WORKFLOWS[name].read_text(encoding="utf-8")
        assert workflow["permissions"] == {"contents": "read"}
        assert not re.search(r"\bsecrets\.|github\.token|GITHUB_TOKEN", text)
        assert not any("permissions" in job for job in workflow["jobs"].values())


@pytest.mark.parametrize("name", WORKFLOWS)
def test_actions_are_pinned_to_a_commit(name: str) -> None:
    """A tag can be moved; the version stands beside it for people."""
    lines = [
        line for line in WORKFLOWS[name].read_text(encoding="utf-8").splitlines() if "uses:" in line
    ]
    assert lines
    for line in lines:
        assert re.search(r"uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v[0-9.]+$", line), line


@pytest.mark.parametrize("name", WORKFLOWS)
def test_no_text_from_outside_is_put_into_a_command(name: str) -> None:
    """Branches and titles are passed in variables: `${{ }}` in a script would run them."""
    for step in steps(name):
        for script in (step.get("run", ""), step.get("with", {}).get("script", "")):
            assert "${{" not in script


def test_what_may_write_runs_nothing_of_the_pull_request() -> None:
    """No checkout, no shell; which request it is about comes from the event, the report is text."""
    workflow = parsed("playbook-comment")
    assert list(workflow["on"]) == ["workflow_run"]
    assert workflow["permissions"] == {}
    assert workflow["jobs"]["comment"]["permissions"] == {
        "actions": "read",
        "pull-requests": "write",
    }
    assert [step["uses"].partition("@")[0] for step in steps("playbook-comment")] == [
        "actions/download-artifact", "actions/github-script",
    ]  # fmt: skip
    script = steps("playbook-comment")[1]["with"]["script"]
    assert "context.payload.workflow_run" in script
    assert "one.head.sha === run.head_sha" in script
    assert "require('fs')" in script
    assert set(re.findall(r"require\('([^']+)'\)", script)) == {"fs"}


def test_the_two_workflows_know_each_other() -> None:
    """The comment waits for the workflow by its name, and takes the artifact by its name."""
    assert parsed("playbook-comment")["on"]["workflow_run"]["workflows"] == [
        parsed("playbook")["name"]
    ]
    named = [
        step["with"]["name"]
        for step in steps("playbook")
        if "upload-artifact" in step.get("uses", "")
    ]
    assert steps("playbook-comment")[0]["with"]["name"] in named


def test_nothing_is_published_to_everybody() -> None:
    """Both code hosts publish only what somebody has said is private; GitHub's is asked."""
    jobs = parsed("playbook-deploy")["jobs"]
    assert jobs["build"]["if"].startswith("vars.PUBLISH == 'pages'")
    refuses, deploys = jobs["deploy"]["steps"]
    assert "--jq .public" in refuses["run"]
    assert deploys["uses"].startswith("actions/deploy-pages@")
    assert '$PUBLISH == "pages"' in gitlab()["pages"]["rules"][0]["if"]


def test_the_gate_of_publishing_lets_only_private_pages_through(tmp_path: Path) -> None:
    """With a host that answers `true`, nothing, or an error, the site is not published."""
    gate = parsed("playbook-deploy")["jobs"]["deploy"]["steps"][0]["run"]
    for answer, code in (("echo false", 0), ("echo true", 1), ("echo null", 1), ("exit 1", 1)):
        (tmp_path / "gh").write_text(f"#!/bin/sh\n{answer}\n", encoding="utf-8")
        (tmp_path / "gh").chmod(0o755)
        done = subprocess.run(
            ["bash", "-eo", "pipefail", "-c", gate],
            env=os.environ | {"PATH": f"{tmp_path}:{os.environ['PATH']}", "REPOSITORY": "us/icp"},
            capture_output=True, check=False,
        )  # fmt: skip
        assert done.returncode == code, answer


@pytest.fixture
def request_branch(tmp_path: Path) -> Repo:
    """A clone as a runner has it: a pull request's branch, and the base as origin/main."""
    origin = repository(
        tmp_path / "origin",
        f"--- + minimal\n--- mkdocs.yml\n{CONFIG}--- content/pages/hello.md\n# Hello\n",
    )
    clone = Repo(tmp_path / "clone")
    subprocess.run(["git", "clone", "-q", f"file://{origin.root}", str(clone.root)], check=True)
    clone.git("checkout", "-q", "-b", "work")
    segment = (clone.root / SEGMENT).read_text(encoding="utf-8")
    clone.commit("Serve half", f"--- {SEGMENT}\n{segment}share_of_effort: 50\n", day="2026-02-01")
    return clone


def run(repo: Repo, command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a step's command as a runner does, with the programs of this environment."""
    bin_folder = str(Path(sys.executable).parent)
    path = f"{bin_folder}:{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", command],
        cwd=repo.root, env=environment(PATH=path, **variables), capture_output=True, check=False,
        text=True, timeout=240,
    )  # fmt: skip


def test_the_commands_for_github_check_build_and_explain(request_branch: Repo) -> None:
    """Run one after the other, as they stand in the workflow."""
    found = commands("playbook")
    summary = request_branch.root / "summary.md"
    variables = {
        "BASE": "main",
        "PREVIEW_URL": "https://preview.example.com/",
        "GITHUB_STEP_SUMMARY": str(summary),
    }
    for name in ("Check", "Build", "Say what it means"):
        done = run(request_branch, found[name], **variables)
        assert done.returncode == 0, done.stderr
    diff = (request_branch.root / "diff.md").read_text(encoding="utf-8")
    assert "- **Share of effort**: added 50 %" in diff
    assert "(https://preview.example.com/segments/mid-market/)" in diff
    assert summary.read_text(encoding="utf-8") == "### The playbook has no problems\n" + diff
    assert (request_branch.root / "site/segments/mid-market/index.html").is_file()


def test_a_mistake_fails_the_check_and_the_rest_is_still_explained(request_branch: Repo) -> None:
    """The annotation stands at its line; the comparison says what it could not read."""
    request_branch.commit("Mistake", f"--- {SEGMENT}\nname: Mid-market\n")
    found = commands("playbook")
    variables = {
        "BASE": "main",
        "PREVIEW_URL": "",
        "GITHUB_STEP_SUMMARY": str(request_branch.root / "summary.md"),
    }
    done = run(request_branch, found["Check"], **variables)
    assert done.returncode == 1
    assert done.stdout.startswith(f"::error file={SEGMENT},line=1,col=1,title=missing-field::")
    assert run(request_branch, found["Say what it means"], **variables).returncode == 0
    assert "cannot be read" in (request_branch.root / "diff.md").read_text(encoding="utf-8")


def test_the_commands_for_gitlab_check_build_and_explain(request_branch: Repo) -> None:
    """The same for GitLab: a code quality report, the site, the report of the merge request."""
    base = request_branch.git("rev-parse", "origin/main")
    pipeline = gitlab()
    for job in ("check", "build", "diff"):
        for command in pipeline[job]["script"]:
            done = run(request_branch, command, CI_MERGE_REQUEST_DIFF_BASE_SHA=base)
            assert done.returncode == 0, done.stderr
    assert (request_branch.root / "gl-code-quality-report.json").read_text() == "[]\n"
    assert (request_branch.root / "public/index.html").is_file()
    assert "- **Share of effort**: added 50 %" in (request_branch.root / "diff.md").read_text(
        encoding="utf-8"
    )


def test_the_note_on_gitlab_calls_nobody_and_gives_no_order(tmp_path: Path) -> None:
    """Somebody's code wrote the report, so its text is made harmless again before posting."""
    posted: list[dict[str, str]] = []

    class Notes(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer([])

        def do_POST(self) -> None:
            posted.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self._answer({})

        def _answer(self, value: object) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps(value).encode())

        def log_message(self, *_: object) -> None:
            pass

    lines = [
        "@all",
        "&#64;all \\\\&commat;all \\&",
        "/close",
        "  /merge",
        "![x](https://example.com/x.png)",
        "<b>x</b>",
    ]
    report = "\n".join(
        [*lines, "<details><summary>more</summary>", "@\u200bkept", "</details>", ""]
    )
    (tmp_path / "diff.md").write_text(report, encoding="utf-8")
    server = HTTPServer(("127.0.0.1", 0), Notes)
    Thread(target=server.serve_forever, daemon=True).start()
    (script,) = gitlab()["note"]["script"]
    try:
        done = run(
            Repo(tmp_path), script, CI_API_V4_URL=f"http://127.0.0.1:{server.server_port}",
            CI_PROJECT_ID="1",
            CI_MERGE_REQUEST_IID="2",
            PLAYBOOK_NOTE_TOKEN="-",  # noqa: S106 (the server above asks for none)
        )  # fmt: skip
    finally:
        server.shutdown()
        server.server_close()
    assert done.returncode == 0, done.stderr
    assert posted[0]["body"].partition("What this changes\n\n")[2].splitlines() == [
        "@\u200ball", "&amp;#64;all \\&amp;commat;all \\&", "\u200b/close", "  \u200b/merge",
        "!\\[x](https://example.com/x.png)", "&lt;b>x&lt;/b>", "<details><summary>more</summary>",
        "@\u200bkept",
        "</details>",
    ]  # fmt: skip


def test_the_comment_on_github_is_defused_the_same_way() -> None:
    """Both scripts replace the same things; the JavaScript writes them between slashes."""
    script = steps("playbook-comment")[1]["with"]["script"]
    for pattern in (
        r"/\\?&(?=#?\w+;)/g",
        r"/<(?!\/?(details|summary)>)/g",
        r"/!\[/g",
        r"/@(?!\u200b)/g",
        r"/^(\s*)\//gm",
    ):
        assert pattern in script, pattern


def test_the_first_pull_request_is_explained_too(tmp_path: Path) -> None:
    """The main branch holds no playbook yet: everything is new, and no command fails."""
    origin = repository(tmp_path / "origin", "--- README.md\nHello\n")
    clone = Repo(tmp_path / "clone")
    subprocess.run(["git", "clone", "-q", f"file://{origin.root}", str(clone.root)], check=True)
    clone.git("checkout", "-q", "-b", "playbook")
    clone.commit(
        "The playbook",
        f"--- + minimal\n--- mkdocs.yml\n{CONFIG}--- content/pages/hello.md\n# Hello\n",
    )
    found = commands("playbook")
    for name in ("Check", "Say what it means"):
        done = run(
            clone,
            found[name],
            BASE="main",
            PREVIEW_URL="",
            GITHUB_STEP_SUMMARY=str(tmp_path / "summary"),
        )
        assert done.returncode == 0, done.stderr
    told = (clone.root / "diff.md").read_text(encoding="utf-8")
    assert told.startswith("Everything is new. Definitions: 5 added.")
    assert "holds no playbook here" in told


def test_the_site_that_is_published_is_built_as_a_whole(request_branch: Repo) -> None:
    """The deploy workflow's own command."""
    done = run(request_branch, commands("playbook-deploy")["Build"])
    assert done.returncode == 0, done.stderr
    assert (request_branch.root / "site/index.html").is_file()


def test_the_hook_is_the_command_and_runs_for_deletions_too() -> None:
    """`pre-commit` runs `icp check` once; a pattern of files would skip deletions."""
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert (hook["id"], hook["entry"], hook["language"]) == ("icp-check", "icp check", "python")
    assert hook["pass_filenames"] is False
    assert hook["always_run"] is True
    assert not {"files", "exclude", "types", "types_or"} & set(hook)


def test_pinned_versions_are_looked_up_every_week() -> None:
    """On both code hosts, with the command that a person would run."""
    assert "schedule" in parsed("audit")["on"]
    assert parsed("audit")["permissions"] == {"contents": "read"}
    assert commands("audit")["Ask for known holes"] == "make audit"
    assert gitlab()["audit"]["script"] == ["make audit"]
    assert gitlab()["audit"]["rules"][0]["if"] == '$CI_PIPELINE_SOURCE == "schedule"'


def test_what_is_newer_is_said_in_the_summary(tmp_path: Path) -> None:
    """Only the lines of packages, without hashes; and a word when there is nothing."""
    lock = tmp_path / "requirements/site.txt"
    lock.parent.mkdir()
    lock.write_text("idna==3.10 \\\n    --hash=sha256:0\n", encoding="utf-8")
    commit_all(tmp_path)
    script, summary = commands("audit")["Say what is newer"], tmp_path / "summary.md"
    for change, said in (
        ("", "nothing"),
        ("s/3.10/3.11/; s/:0/:1/", "-idna==3.10 \\\n+idna==3.11 \\"),
    ):
        summary.unlink(missing_ok=True)
        (tmp_path / "Makefile").write_text(f"lock:\n\tsed -i '{change}' {lock}\n", encoding="utf-8")
        done = run(Repo(tmp_path), script, GITHUB_STEP_SUMMARY=str(summary))
        assert done.returncode == 0, done.stderr
        assert f"```diff\n{said}\n```" in summary.read_text(encoding="utf-8")
