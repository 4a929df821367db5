"""Where a definition is edited and seen, on each code host and in each way to write it."""

from __future__ import annotations

import pytest

from icp_playbook.code_host import UnusableTemplateError, code_host

FILE = "content/segments/cafes.yml"
HUB, LAB, BUCKET = "https://github.com/a/b", "https://gitlab.com/a/b", "https://bitbucket.org/a/b"
OWN, BERG = "https://code.example/a/b", "https://codeberg.org/a/b"


@pytest.mark.parametrize(
    ("repo", "edit_uri", "edit", "view"),
    [
        (HUB, None, f"{HUB}/edit/main/{FILE}", f"{HUB}/blob/main/{FILE}#L7"),
        (LAB, None, f"{LAB}/-/edit/main/{FILE}", f"{LAB}/-/blob/main/{FILE}#L7"),
        ("https://gitlab.acme.example/x/y/z", None,
         f"https://gitlab.acme.example/x/y/z/-/edit/main/{FILE}",
         f"https://gitlab.acme.example/x/y/z/-/blob/main/{FILE}#L7"),
        (BUCKET, None, f"{BUCKET}/src/main/{FILE}?mode=edit", f"{BUCKET}/src/main/{FILE}#lines-7"),
        (BERG, None, f"{BERG}/_edit/main/{FILE}", f"{BERG}/src/branch/main/{FILE}#L7"),
        ("https://gitea.acme.example/a/b", None,
         f"https://gitea.acme.example/a/b/_edit/main/{FILE}",
         f"https://gitea.acme.example/a/b/src/branch/main/{FILE}#L7"),
        (OWN, None, f"{OWN}/edit/main/{FILE}", f"{OWN}/blob/main/{FILE}#L7"),
        (OWN, "edit/main/", f"{OWN}/edit/main/{FILE}", f"{OWN}/blob/main/{FILE}#L7"),
        (OWN, "edit/main/content/pages/", f"{OWN}/edit/main/{FILE}", f"{OWN}/blob/main/{FILE}#L7"),
        (OWN, "edit/main/book/content/pages", f"{OWN}/edit/main/book/{FILE}",
         f"{OWN}/blob/main/book/{FILE}#L7"),
        (OWN, "edit/main/other/my-content/pages/", f"{OWN}/edit/main/other/my-content/pages/{FILE}",
         f"{OWN}/blob/main/other/my-content/pages/{FILE}#L7"),
        (f"{OWN}/", "_edit/trunk", f"{OWN}/_edit/trunk/{FILE}",
         f"{OWN}/src/branch/trunk/{FILE}#L7"),
        (OWN, "blob/main/", f"{OWN}/blob/main/{FILE}", f"{OWN}/blob/main/{FILE}#L7"),
        (BUCKET, "src/default/", f"{BUCKET}/src/default/{FILE}",
         f"{BUCKET}/src/default/{FILE}#lines-7"),
        (OWN, f"{OWN}/edit/main/", f"{OWN}/edit/main/{FILE}", f"{OWN}/blob/main/{FILE}#L7"),
        (OWN, "https://ide.example/open/main/", f"https://ide.example/open/main/{FILE}", ""),
        ("", "https://ide.example/open/main/", f"https://ide.example/open/main/{FILE}", ""),
        (OWN, "?path=", f"{OWN}?path=/{FILE}", ""),
        (OWN, "#path/", f"{OWN}#path/{FILE}", ""),
        (OWN, "", "", ""),
        ("", "edit/main/", "", ""),
        ("", None, "", ""),
    ],
)  # fmt: skip
def test_a_file_is_edited_and_seen(repo: str, edit_uri: str | None, edit: str, view: str) -> None:
    """An address that nobody can tell is left out rather than guessed."""
    host = code_host(repo, edit_uri, "", "content/pages")
    assert (host.edit_url(FILE), host.view_url(FILE, 7)) == (edit, view)


@pytest.mark.parametrize(
    ("template", "edit", "view"),
    [
        ("edit/main/{path}", f"edit/main/{FILE}", f"blob/main/{FILE}#L7"),
        ("edit/main/content/pages/{path}", f"edit/main/{FILE}", f"blob/main/{FILE}#L7"),
        ("src/main/{path}?mode=edit", f"src/main/{FILE}?mode=edit", f"src/main/{FILE}#lines-7"),
        ("-/ide/project/a/b/edit/main/-/content/pages/{path}",
         f"-/ide/project/a/b/edit/main/-/{FILE}", f"-/blob/main/{FILE}#L7"),
        ("-/sse/main/content%2Fpages%2f{path!q}", "-/sse/main/content%2Fsegments%2Fcafes.yml", ""),
        ("x?{path!q}", "x?content%2Fsegments%2Fcafes.yml", ""),
        ("x/{{{path}}}", f"x/{{{FILE}}}", ""),
    ],
)  # fmt: skip
def test_a_template_is_filled_as_the_engine_does(template: str, edit: str, view: str) -> None:
    """With a path from the playbook's folder, whichever folder the template was written for."""
    host = code_host(OWN, None, template, "content/pages")
    assert (host.edit_url(FILE), host.view_url(FILE, 7)) == (
        f"{OWN}/{edit}",
        view and f"{OWN}/{view}",
    )


@pytest.mark.parametrize(
    "template", ["{path_noext}/_edit", "edit/{path_noext}.md", "edit/main/", "{", "{path.x}", "{0}"]
)
def test_a_template_that_cannot_name_a_definition_is_refused(template: str) -> None:
    """A definition is no Markdown file, so a path without its ending leads nowhere."""
    with pytest.raises(UnusableTemplateError, match="edit_uri_template is"):
        code_host(OWN, None, template, "content/pages")


def test_below_its_repositorys_top_a_playbook_needs_no_setting() -> None:
    """What the host is known for leads to the folder; what a company wrote is taken at its word."""
    assert (
        code_host(HUB, None, "", "docs", "book/").edit_url(FILE) == f"{HUB}/edit/main/book/{FILE}"
    )


@pytest.mark.parametrize(
    ("repo", "edit_uri", "request_url", "commit_url"),
    [
        (HUB, None, "pull/12", "commit/abc"),
        (OWN, "-/edit/main/", "-/merge_requests/12", "-/commit/abc"),
        (LAB, "", "-/merge_requests/12", "-/commit/abc"),
        (BERG, None, "pulls/12", "commit/abc"),
        (BUCKET, None, "pull-requests/12", "commits/abc"),
    ],
)
def test_a_change_is_seen(
    repo: str, edit_uri: str | None, request_url: str, commit_url: str
) -> None:
    """Each kind of host calls its requests and commits by names of its own."""
    host = code_host(repo, edit_uri, "", "content/pages")
    assert host.change_url("abc", "#12") == f"{repo}/{request_url}"
    assert host.change_url("abc", "") == f"{repo}/{commit_url}"
    assert code_host("", None, "", "docs").change_url("abc", "") == ""
