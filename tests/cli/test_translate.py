"""`icp translate` says what a language lacks, hands it to a translator, and takes it back."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from commands import Ran, icp
from drawn import draw
from icp_playbook.authoring.translating.texts import find_texts
from icp_playbook.configuration import context_of
from icp_playbook.reading import check_playbook
from sites import CONFIG, copy_sample, files_of

PATH = "content/segments/mid-market.yml"
NAME = f"{PATH}#name"
COMPANY = f"""\
--- + minimal
--- {PATH} +
# Why they come
message: Keep the sale, see [[persona:founder]].
triggers: [A bad January]
--- content/company.yml +
review_note: "2"
"""
PAGES = """\
--- content/pages/a.md
# A
--- content/pages/b.md
# B
--- content/pages-zh/a.md
# 甲
"""
ENDINGS = ("po", "xliff")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small company, all in English."""
    return draw(tmp_path / "company", COMPANY)


def _po(*entries: tuple[str, str, str]) -> str:
    head = 'msgid ""\nmsgstr ""\n"Language: zh_Hant\\n"\n'
    return head + "".join(
        f'\nmsgctxt "{address}"\nmsgid "{original}"\nmsgstr "{text}"\n'
        for address, original, text in entries
    )


def _import(root: Path, text: str, *options: str) -> Ran:
    file = root.parent / "zh.po"
    file.write_text(text, "utf-8")
    return icp(root, "translate", "import", str(file), *options)


def test_status_lists_each_text_with_its_place_and_counts(root: Path) -> None:
    """A line for each text, one for each file, and the sum; what has no words is none of them."""
    ran = icp(root, "translate", "status", "zh-Hant")
    assert ran.code == 1
    assert f'{PATH}:1:7: missing in zh-Hant: name: "Mid-market"' in ran.out
    assert f'{PATH}:15:12: missing in zh-Hant: triggers.1: "A bad January"' in ran.out
    assert f"{PATH}: 5 of 5 texts to translate into zh-Hant" in ran.out
    assert "#sales" not in ran.out
    assert "review_note" not in ran.out
    listed = len(re.findall(r"(?m): missing in ", ran.out))
    assert f"{listed} missing, 0 older than their originals" in ran.err


def test_status_asks_the_configuration_for_languages(root: Path) -> None:
    """All that mkdocs.yml names; where that is one, a person has to say which other."""
    ran = icp(root, "translate", "status")
    assert ran.code == 2
    assert "icp translate status zh-Hant" in ran.err
    extra = "extra:\n  alternate:\n    - {name: 中文, link: /zh/, lang: zh-Hant}\n"
    (root / "mkdocs.yml").write_text(CONFIG + extra, "utf-8")
    ran = icp(root, "translate", "status", "--totals")
    assert ran.code == 1
    assert [line.partition(":")[0] for line in ran.err.splitlines()[-2:]] == ["en", "zh-Hant"]
    assert " missing in " not in ran.out


def test_status_is_json_for_programs(root: Path) -> None:
    """Where each open text stands, and what translators' files call it."""
    ran = icp(root, "translate", "status", "de", "--format", "json")
    said = json.loads(ran.out)["languages"]["de"]
    assert said["missing"] == len(said["open"])
    assert {
        "path": PATH, "line": 1, "column": 7, "address": NAME,
        "state": "missing", "original": "Mid-market",
    } in said["open"]  # fmt: skip


def test_status_names_pages_that_are_there_in_one_language_only(root: Path) -> None:
    """Each language's configuration has a folder of its own."""
    (root / "mkdocs.yml").write_text(CONFIG, "utf-8")
    other = "INHERIT: mkdocs.yml\ndocs_dir: content/pages-zh\ntheme: {language: zh-Hant}\n"
    (root / "mkdocs.zh.yml").write_text(other, "utf-8")
    draw(
        root,
        PAGES,
    )
    ran = icp(root, "translate", "status")
    assert "content/pages/b.md:1:1: this page is missing in zh-Hant" in ran.out
    assert "pages/a.md" not in ran.out
    assert "1 page is missing" in ran.err


@pytest.mark.parametrize("tag", ["zh Hant", "ZH", "../x", "x"])
def test_what_is_no_language_is_refused(root: Path, tag: str) -> None:
    """Before anything is read."""
    ran = icp(root, "translate", "export", tag)
    assert (ran.code, ran.out) == (2, "")
    assert "is not the tag of a language" in ran.err


def test_an_export_says_whose_text_it_is_and_what_it_means(root: Path) -> None:
    """A translator sees the definition's name and the field's meaning; the address leads back."""
    ran = icp(root, "translate", "export", "zh-Hant")
    assert ran.code == 0
    assert "#. Segment: Mid-market\n#. Name: What the segment is called.\n" in ran.out or (
        "#. Segment: Mid-market\n#. Name" in ran.out
    )
    assert f'msgctxt "{PATH}#triggers/0"\nmsgid "A bad January"\nmsgstr ""\n' in ran.out
    assert "#sales" not in ran.out
    assert icp(root, "translate", "export", "zh-Hant").out == ran.out


def test_a_file_of_another_ending_and_a_folder_that_is_not_there_are_refused(root: Path) -> None:
    """The ending says the format."""
    for name, message in (("x.csv", "ends in neither .po nor .xliff"), ("no/x.po", "no folder")):
        ran = icp(root, "translate", "export", "de", "-o", name)
        assert ran.code == 2
        assert message in ran.err


def test_a_translation_takes_its_place(root: Path) -> None:
    """Comments and order stay, and the check finds nothing."""
    before = (root / PATH).read_text("utf-8")
    ran = _import(root, _po((NAME, "Mid-market", "中型市場")))
    assert (ran.code, ran.out) == (0, ""), ran.err
    assert "1 text placed into 1 file for zh-Hant" in ran.err
    assert (root / PATH).read_text("utf-8") == before.replace(
        "name: Mid-market", "name: {en: Mid-market, zh-Hant: 中型市場}"
    )
    assert icp(root, "check").code == 0


MESSAGE = "Keep the sale, see [[persona:founder]]."


@pytest.mark.parametrize(
    ("address", "original", "text", "rule", "said"),
    [
        (f"{PATH}#message", MESSAGE, "留住業績。", "translation-links", "[[persona:founder]]"),
        (f"{PATH}#message", MESSAGE, "見[[persona:nobody|他]]。", "translation-links", "nobody"),
        (f"{PATH}#message", MESSAGE, "[[persona:founder]]" * 2, "translation-links", "elsewhere"),
        (f"{PATH}#message", MESSAGE, "[[persona:founder]]<b>留住</b>", "translation-wrong", ""),
        (f"{PATH}#message", MESSAGE, "[[persona:founder]]\u202e", "translation-wrong", "U+202E"),
        (NAME, "Mid-market", "中型\\n市場", "translation-wrong", "more than one line"),
        (NAME, "Mid-market", "中" * 501, "translation-wrong", "501 characters"),
        (NAME, "Small market", "小型", "translation-old", "has changed since the export"),
        (f"{PATH}#nothing", "Mid-market", "中", "translation-gone", "there is no text at"),
        (f"{PATH}#triggers/7", "A bad January", "中", "translation-gone", "there is no text at"),
        ("content/../x.yml#name", "Mid-market", "中", "translation-gone", "there is no text at"),
        ("", "Mid-market", "中", "translation-gone", "there is no text at"),
    ],
)  # fmt: skip
def test_what_cannot_be_placed_is_told_with_its_line_and_the_rest_is_placed(
    root: Path, address: str, original: str, text: str, rule: str, said: str
) -> None:
    """Exit code 1; the text that was refused is as it was."""
    other = (f"{PATH}#definition", "Brands with 50 to 500 people.", "50到500人的品牌。")
    ran = _import(root, _po((address, original, text), other))
    assert ran.code == 1
    assert re.search(rf"zh\.po:5:1: error \[{rule}\] ", ran.err), ran.err
    assert said in ran.err
    assert "1 text placed into 1 file" in ran.err
    written = (root / PATH).read_text("utf-8")
    assert "definition: {en: Brands with 50 to 500 people., zh-Hant: 50到500人的品牌。}" in written
    assert "\nname: Mid-market\n" in f"\n{written}"
    assert icp(root, "check").code == 0


def test_the_second_of_two_entries_is_refused(root: Path) -> None:
    """Whichever is right, a person says."""
    ran = _import(root, _po((NAME, "Mid-market", "中型"), (NAME, "Mid-market", "中等")))
    assert ran.code == 1
    assert "zh.po:9:1: error [translation-twice]" in ran.err
    assert "is given on line 5 already" in ran.err
    assert "zh-Hant: 中型}" in (root / PATH).read_text("utf-8")


def test_what_is_open_stays_out(root: Path) -> None:
    """An empty entry is no news; one that is marked as unsure is named."""
    unsure = _po((NAME, "Mid-market", "中型")).replace("msgctxt", "#, fuzzy\nmsgctxt")
    ran = _import(root, unsure + _po((f"{PATH}#message", MESSAGE, "")).partition("\n\n")[2])
    assert ran.code == 0
    assert "zh.po:6:1: warning [translation-unsure]" in ran.err
    assert "2 are still open" in ran.err
    assert (root / PATH).read_text("utf-8").startswith("name: Mid-market\n")


def test_the_language_is_one_of_the_playbooks(root: Path) -> None:
    """A tool's zh_TW is not guessed to be zh-Hant; --lang says it."""
    _import(root, _po((NAME, "Mid-market", "中型")))
    text = _po((f"{PATH}#triggers/0", "A bad January", "糟糕的一月")).replace("zh_Hant", "zh_TW")
    ran = _import(root, text)
    assert ran.code == 2
    assert "is in zh-TW, but this playbook is in" in ran.err
    assert _import(root, text, "--lang", "zh-Hant").code == 0
    assert "triggers: [{en: A bad January, zh-Hant: 糟糕的一月}]" in (root / PATH).read_text(
        "utf-8"
    )
    ran = _import(root, text.replace('"Language: zh_TW\\n"\n', ""))
    assert (ran.code, "names no language" in ran.err) == (2, True)


def test_nothing_is_placed_in_a_playbook_with_errors(root: Path) -> None:
    """What it says can't be known, so no place is right."""
    (root / "content/personas/founder.yml").write_text("name: F\n", "utf-8")
    before = files_of(root)
    ran = _import(root, _po((NAME, "Mid-market", "中型")))
    assert ran.code == 1
    assert "content/personas/founder.yml" in ran.err
    assert files_of(root) == before


def test_a_file_that_cannot_be_written_leaves_all_as_it_was(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All files or none: the second one's failure takes back the first."""
    before = files_of(root)
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if target.name == "mid-market.yml" and self.parent.parent.parent == root:
            raise PermissionError(13, "refused", str(target))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    text = _po(
        ("content/personas/founder.yml#name", "Founder", "創辦人"), (NAME, "Mid-market", "中型")
    )
    assert _import(root, text).code != 0
    assert files_of(root) == before


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_sample_makes_the_round_trip_without_a_byte_changed(
    tmp_path: Path, ending: str
) -> None:
    """Every text, out and in again."""
    root = copy_sample(tmp_path / "sample")
    before = files_of(root)
    file = tmp_path / f"zh.{ending}"
    done = icp(root, "translate", "export", "zh-Hant", "--all", "-o", str(file))
    assert done.code == 0, done.err
    ran = icp(root, "translate", "import", str(file))
    assert ran.code == 0, ran.err
    assert "0 texts placed into 0 files" in ran.err
    assert files_of(root) == before


@pytest.mark.parametrize(
    ("ending", "put"),
    [
        ("po", lambda text: re.sub(r'(msgid (.*(?:\n".*)*)\nmsgstr )""', r"\1\2", text)),
        (
            "xliff",
            lambda text: re.sub(
                r"<source>([^<]*)</source>", r"<source>\1</source><target>\1</target>", text
            ),
        ),
    ],
)
def test_a_whole_sample_in_a_new_language_says_the_same_in_the_others(
    tmp_path: Path, ending: str, put: Callable[[str], str]
) -> None:
    """Every text of the sample is placed, whatever form it has, and no comment is lost."""
    root = copy_sample(tmp_path / "sample")
    before = check_playbook(root, context_of(root)).catalog
    remarks = _remarks(root)
    file = tmp_path / f"x.{ending}"
    assert icp(root, "translate", "export", "de", "-o", str(file)).code == 0
    file.write_text(put(file.read_text("utf-8")), "utf-8")
    ran = icp(root, "translate", "import", str(file), "--lang", "de")
    assert ran.code == 0, ran.err
    assert icp(root, "translate", "status", "de").code == 0
    after = check_playbook(root, context_of(root)).catalog
    texts = find_texts(root, after, "de", "en")
    assert [(one.address, str(one.original)) for one in texts] == [
        (one.address, str(one.original)) for one in find_texts(root, before, "de", "en")
    ]
    assert all(one.present == str(one.original) for one in texts if one.present)
    assert _remarks(root) == remarks


def _remarks(root: Path) -> dict[str, list[str]]:
    return {
        path: re.findall(r"(?m)(?:^| )# .*", data.decode())
        for path, data in files_of(root).items()
        if path.endswith(".yml")
    }
