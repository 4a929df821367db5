"""`icp refs`, `icp rename` and `icp remove`: what leads to a definition, and changes of its id."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from icp_playbook.authoring.changing import readable
from icp_playbook.authoring.mentions import Mention, find_mentions
from icp_playbook.authoring.naming import RefusedError, named
from icp_playbook.authoring.renaming import Renamed, remove, rename
from icp_playbook.cli.playbook_folder import FOLDER_OPTION
from icp_playbook.cli.terminal import show, tell, wrong_use
from icp_playbook.messages import say, say_count

_REFS = say("""\
List every place that leads to a definition, or to a part of one.

For example segment:mid-market, stage:onboarding or pain:exchanges-first#label-chaos.
""")

_RENAME = say("""\
Give a definition, or a part of one, a new id.

The file moves, every reference and link follows (in prose, pages and the nav of mkdocs.yml), and
the old id is kept as an alias, so that the page's old address leads to the new one. Comments and
layout stay as they are. Either all of it happens or nothing; in git, all of it is staged.
""")

_REMOVE = say("""\
Delete a definition, or a part of one. What is still used stays: its users are listed, and the
exit code is 1.
""")


@click.command("refs", help=tell(_REFS))
@click.argument("name", metavar="KIND:ID")
@FOLDER_OPTION
def refs_command(name: str, folder: Path) -> int:
    """List what leads to `name`."""
    catalog = readable(folder).catalog
    try:
        target = named(catalog, name)
    except RefusedError as error:
        raise wrong_use(error) from None
    mentions = find_mentions(folder, catalog, target)
    _show_places(mentions)
    show(_counted(target.ref, mentions), err=True)
    return 0


@click.command("rename", help=tell(_RENAME))
@click.argument("name", metavar="KIND:OLD")
@click.argument("new", metavar="NEW")
@FOLDER_OPTION
def rename_command(name: str, new: str, folder: Path) -> int:
    """Rename and say what followed."""
    try:
        done = rename(folder, name, new)
    except RefusedError as error:
        raise wrong_use(error) from None
    _show_places(done.followed)
    if done.moved:
        show(say("{old} is {new} now", old=done.moved[0], new=done.moved[1]))
    changed = say_count(
        "{old} is {new} now; {count} place changed",
        "{old} is {new} now; {count} places changed",
        count=len(done.followed), old=done.old, new=done.new,
    )  # fmt: skip
    show(changed, err=True)
    for line in _in_git(done):
        show(line, err=True)
    return 0


@click.command("remove", help=tell(_REMOVE))
@click.argument("name", metavar="KIND:ID")
@FOLDER_OPTION
def remove_command(name: str, folder: Path) -> int:
    """Remove `name`, or say what keeps it."""
    try:
        done = remove(folder, name)
    except RefusedError as error:
        raise wrong_use(error) from None
    if done.in_the_way:
        _show_places(done.in_the_way)
        used = _counted(done.ref, done.in_the_way)
        show(say("{used}, so it stays; take it out there first", used=used), err=True)
        return 1
    show(say("{name} is gone from {file}", name=done.ref, file=done.path), err=True)
    return 0


def _show_places(mentions: Sequence[Mention]) -> None:
    """Print each place as a line: where, in which field, and what stands there."""
    for one in mentions:
        place = click.style(f"{one.path}:{one.line}:{one.column}:", bold=True)
        field = one.field or tell(say("page"))
        written = say("[[{link}]] in prose", link=one.written) if one.in_prose else one.written
        show(f"{place} {field}: {tell(written)}")


def _counted(ref: str, mentions: Sequence[Mention]) -> str:
    """Return how often, and in how many files, something is used."""
    if not mentions:
        return say("{name} is used nowhere", name=ref)
    files = len({mention.path for mention in mentions})
    return say(
        "{name} is used in {places} of {files}",
        name=ref,
        places=say_count("{count} place", "{count} places", count=len(mentions)),
        files=say_count("{count} file", "{count} files", count=files),
    )


def _in_git(done: Renamed) -> Iterator[str]:
    """Say what is staged, and what of the person's own is with it or left out."""
    if not done.staged:
        return
    gone = {done.moved[0]} if done.moved else set()
    yield say_count(
        "the file is staged, so that git keeps the change together; run: git commit",
        "the {count} files are staged, so that git keeps the change together; run: git commit",
        count=len({*done.staged} - gone),
    )
    if own := [path for path in done.edited if path in done.staged]:
        yield say("staged with it are edits of yours that were not: {files}", files=own)
    if left := sorted({mention.path for mention in done.followed} - {*done.staged}):
        yield say(
            "git does not know these yet, so they are changed but not staged: {files}", files=left
        )
