"""A company that writes Chinese, in either script: what its readers meet on pages and commands."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from playwright.sync_api import Browser

from chinese_company import CONFIG, TRADITIONAL, simplified
from drawn import draw
from icp_playbook.days import Day
from icp_playbook.languages import name_of, read_language
from icp_playbook.messages import ENGLISH, say
from icp_playbook.model.choices import choices
from icp_playbook.model.kinds import KINDS
from icp_playbook.model.shape import fields_of
from icp_playbook.model.slugs import slug_of
from icp_playbook.model.text import Text, in_language
from icp_playbook.model.unspaced import joins
from icp_playbook.project import packaged_templates
from icp_playbook.stages.load.reader import read_yaml
from icp_playbook.stages.render.page_dialect import in_engines_dialect
from icp_playbook.tags import looked_for, nearest_tag, spelled
from scripts.messages import TEXTS
from sites import icp, served

WHOLE = ("zh-Hans", "zh-Hant")
"""Languages that have every sentence; others may lack some, which are said in English."""

NAMES = frozenset(
    {"CFO", "CRM", "CAC", "CSV", "Ctrl", "Enter", "Esc", "ICP", "JavaScript", "JSON", "LTV"}
    | {
        "Markdown",
        "PDF",
        "QBR",
        "Schema",
        "schema",
        "YAML",
        "id",
        "git",
        "Atom",
        "AI",
        "null",
        "json",
    }
    | {"txt", "md", "llms", "icp", "data"}
)
"""Words that Chinese practitioners write in Latin letters, keys, and names of files."""

COMPANY = (
    TRADITIONAL
    + """
--- content/pages/start.md
# 從這裡開始

這是一個很長的句子，
寫成兩行。

## 目標

看[[segment:mid-market]]。

## 方法

**「重點」**是*換貨*優先。
--- playbooks/plays/champion-left.yml +
risk_name: 支持者離開
--- content/research/questions.yml
name: 研究問題
owner: sales
questions: [{id: why, question: 他們為什麼退款？, feeds: [segment:mid-market]}]
--- content/research/insights/slow.yml
name: 退款比換貨快
owner: sales
question: why
finding: 換貨要三天，退款只要一天。
sample: {n: 12, from: 2026-03-01, to: 2026-05-31, method: 訪談}
"""
)

KEYS = " ".join(
    [word for choice in choices() for word in choice.words]
    + [field.key for kind in KINDS for field in fields_of(kind.model)]
    + ["criteria bands points when why disqualifiers situation need rationale inertia"]
    + ["value_over_price switching_cost how instead"]
)
"""Words that authors choose from, and names of fields: messages say what to write."""
SPACED = re.compile(r"[\u4e00-\u9fff] [A-Za-z0-9{]|[A-Za-z0-9}] [\u4e00-\u9fff]")
"""A space that was typed between Chinese and Latin; the page's styles set them apart."""

WORDS = """() => {
  const found = [];
  const skipped = 'script, style, noscript, code, pre, template, .md-search, [lang=en]';
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    if (!walk.currentNode.parentElement.closest(skipped)) found.push(walk.currentNode.data);
  }
  const names = ['aria-label', 'title', 'alt', 'placeholder'];
  for (const element of document.querySelectorAll(names.map((name) => `[${name}]`).join())) {
    if (!element.closest(skipped)) names.forEach((name) => found.push(element.getAttribute(name)));
  }
  found.push(document.title, document.querySelector('meta[name=description]')?.content ?? '');
  return found.filter(Boolean);
}"""


def catalog_of(file: Path) -> Catalog:
    """Return the sentences of a file, template or language."""
    locale = None if file.suffix == ".pot" else file.stem.replace("-", "_")
    return read_po(BytesIO(file.read_bytes()), locale=locale)


def lacking(file: Path) -> list[str]:
    """Return the English sentences that a language has no words for."""
    texts = [(one.id, one.string) for one in catalog_of(file) if one.id]
    forms = [(id, [said] if isinstance(said, str) else said) for id, said in texts]
    return [str(id) for id, said in forms if not said or not all(said)]


@pytest.mark.parametrize("file", sorted(TEXTS.glob("*.po")), ids=lambda file: file.stem)
def test_a_language_has_every_sentence(file: Path) -> None:
    """Ours are whole. Another may be begun: this says what it lacks, and does not fail."""
    template = {str(one.id) for one in catalog_of(TEXTS / "icp.pot") if one.id}
    has = {str(one.id) for one in catalog_of(file) if one.id}
    missing = [*lacking(file), *sorted(template - has)]
    if missing and file.stem not in WHOLE:
        pytest.skip(f"{file.name} lacks {len(missing)} texts, such as: {missing[0]}")
    assert missing == []
    assert {file.stem for file in TEXTS.glob("*.po")} >= set(WHOLE)


@pytest.mark.parametrize("file", sorted(TEXTS.glob("zh-*.po")), ids=lambda file: file.stem)
def test_chinese_is_written_with_its_own_signs(file: Path) -> None:
    """Full-width stops beside Chinese, each script's quotes, and no space that somebody typed."""
    wrong = "「」『』" if file.stem == "zh-Hans" else "“”‘’"
    for one in catalog_of(file):
        for text in [one.string] if isinstance(one.string, str) else one.string or ():
            if one.id:
                assert not set(wrong) & set(text), text
                prose = re.sub(r"\{[^{}]*:[^{}]*\}|!\[", "", text)  # YAML and Markdown
                assert not re.search(r"[\u4e00-\u9fff][,;:!?](?!//)", prose), text
                assert not re.search(
                    r"[\u4e00-\u9fff] [A-Za-z0-9{]|[A-Za-z0-9}] [\u4e00-\u9fff]", text
                ), text


@pytest.mark.parametrize(
    ("written", "first", "file"),
    [
        ("zh", "zh-Hans", "zh-Hans"),
        ("zh-CN", "zh-CN", "zh-Hans"),
        ("zh_CN", "zh-CN", "zh-Hans"),
        ("zh-SG", "zh-SG", "zh-Hans"),
        ("ZH-hans", "zh-Hans", "zh-Hans"),
        ("zh-TW", "zh-TW", "zh-Hant"),
        ("zh_tw", "zh-TW", "zh-Hant"),
        ("zh-HK", "zh-HK", "zh-Hant"),
        ("zh_Hant", "zh-Hant", "zh-Hant"),
        ("zh-Hant-TW", "zh-Hant-TW", "zh-Hant"),
    ],
)
def test_each_spelling_of_chinese_is_one_of_its_scripts(
    written: str, first: str, file: str
) -> None:
    """By what CLDR knows of places, not by a list of ours."""
    assert spelled(written) == first
    assert file in looked_for(written)
    said = read_language(written, [packaged_templates()]).text(say("Search"))
    assert said == {"zh-Hans": "搜索", "zh-Hant": "搜尋"}[file]


@pytest.mark.parametrize(
    ("reader", "tags", "chosen", "is_read"),
    [
        ("zh-Hant", ["zh-Hans", "zh-Hant"], "zh-Hant", True),
        ("zh-Hant", ["zh-Hans", "zh", "zh-HK", "zh-TW"], "zh-TW", True),
        ("zh-Hant", ["zh-Hans", "zh", "zh-HK"], "zh-HK", True),
        ("zh-Hant", ["zh-Hans", "zh"], "zh", True),
        ("zh-Hant", ["en", "zh-Hans"], "zh-Hans", False),
        ("zh-HK", ["zh-TW", "zh-HK"], "zh-HK", True),
        ("zh-CN", ["zh-Hant", "zh-Hans"], "zh-Hans", True),
        ("zh", ["zh-TW", "zh-CN"], "zh-CN", True),
        ("pt-PT", ["pt-BR", "pt"], "pt", True),
        ("en", ["zh-Hant"], None, False),
    ],
)
def test_a_text_in_both_scripts_shows_the_readers(
    reader: str, tags: list[str], chosen: str | None, is_read: bool
) -> None:
    """In whatever order the file has them; the other script is shown rather than English."""
    for order in (tags, tags[::-1]):
        assert nearest_tag(order, reader) == (chosen, is_read)
    text = Text(by_language=[(tag, f"in {tag}") for tag in tags])
    said, other = in_language(text, reader)
    assert said == f"in {chosen or tags[0]}"
    assert (other is None) == is_read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (">-\n  客戶成熟度\n  決定一切。", "客戶成熟度決定一切。"),
        (
            ">-\n  用「健康度」\n  來看。\n\n  第二段\n  在此。",
            "用「健康度」來看。\n\n第二段在此。",
        ),
        ("客戶在\n  這裡", "客戶在這裡"),
        ('"客戶在\n  這裡"', "客戶在這裡"),
        (">-\n  我們用CRM\n  管理客戶", "我們用CRM管理客戶"),
        (">-\n  **「重點」**\n  是", "**「重點」**是"),
        (">-\n  The customer's\n  score", "The customer's score"),
        (">-\n  They say 健康度\n  for the health score", "They say 健康度 for the health score"),
        (">-\n  甲 乙\n  丙", "甲 乙丙"),
        (">-\n  고객 성숙도\n  모델", "고객 성숙도 모델"),
    ],
)
def test_chinese_that_was_wrapped_has_no_space_in_it(typed: str, read: str) -> None:
    """Where a line ended in the file; a space that somebody typed stays, and so do Korean ones."""
    document = read_yaml("one.yml", f"a: {typed}\nb: x\n".encode())
    assert document.values["a"] == read


def test_lines_join_by_what_stands_on_both_sides() -> None:
    """Stops of either width, and marks that stand close to a word."""
    assert joins("甲", "乙")
    assert joins("甲，", "乙")
    assert joins("“甲”", "乙")
    assert joins("**甲**", "乙")
    assert not joins("one", "two")
    assert not joins("甲", "two", unspaced=False)
    assert not joins("", "乙")


def test_a_hand_written_page_is_joined_and_its_anchors_stay() -> None:
    """Python-Markdown would number them, anew with each heading that comes."""
    page = "# 開始\n\n一行，\n兩行。\n\n## 目標\n\n## ICP 客戶\n\n## 目標\n\n## Plain\n"
    shown = in_engines_dialect(page, [])
    assert "一行，兩行。" in shown
    anchors = re.findall(r"\{ #(\S+) \}", shown)
    assert anchors == ["開始", "目標", "icp-客戶", "目標_1"]
    more = in_engines_dialect(f"# 開始\n\n## 新的\n{page}", [])
    assert set(anchors) <= set(re.findall(r"\{ #(\S+) \}", more))


def test_days_lists_and_languages_are_as_cldr_has_them() -> None:
    """Nobody translates those."""
    chinese = read_language("zh-TW", [packaged_templates()])
    day = datetime.date(2026, 11, 28)
    assert (ENGLISH.text(Day(day)), chinese.text(Day(day))) == (
        "28 November 2026",
        "2026年11月28日",
    )
    assert chinese.text(Day(day, month_alone=True)) == "2026年11月"
    and_ = say("{first} and {last}", first=["甲", "乙"], last="丙")
    assert chinese.text(and_) == "甲、乙和丙"
    assert read_language("de", []).text(Day(day)) == "28. November 2026"
    assert name_of("zh-Hant", "zh-Hant") == "繁體中文"
    assert name_of("en", "zh-CN") == "英语"


def test_a_number_keeps_away_from_a_latin_unit_only() -> None:
    """Chinese has nothing between the two."""
    chinese = read_language("zh-Hant", [packaged_templates()])
    said = [say("{number} {unit}", number="12,000", unit=unit) for unit in ("筆", "orders")]
    assert [chinese.text(one) for one in said] == ["12,000筆", "12,000 orders"]


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("客戶成熟度", "ke-hu-cheng-shu-du"),
        ("大型品牌2", "da-xing-pin-pai-2"),
        ("Über uns", "uber-uns"),
    ],
)
def test_an_id_is_proposed_for_a_name(name: str, id: str) -> None:
    """As it is pronounced, since ids stand in addresses."""
    assert slug_of(name) == id


def drawn(root: Path, script: str) -> Path:
    """Draw the company in a script."""
    text = COMPANY if script == "zh-Hant" else simplified(COMPANY)
    draw(root, text)
    (root / "mkdocs.yml").write_text(CONFIG.format(language=script), "utf-8")
    return root


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("check",), "個警告"),
        (("new", "segment", "大型品牌"), "da-xing-pin-pai"),
        (("refs", "segment:none"), "沒有名為「none」的客群"),
        (("rename", "segment:mid-market", "中型"), "zhong-xing"),
        (("nothing",), "沒有指令"),
        (("check", "--nothing"), "沒有選項"),
        (("assess", "none.yml"), "不存在"),
    ],
)
def test_a_command_speaks_chinese(words: tuple[str, ...], says: str, tmp_path: Path) -> None:
    """And so does the library that reads its words."""
    done = icp(*words, cwd=drawn(tmp_path, "zh-Hant"), LC_ALL="zh_TW.UTF-8")
    said = done.stdout + done.stderr
    assert says in said
    sentences = re.sub(r"'[^']*'|\[[^]]*\]|[\w/.-]+\.(?:yml|md)\S*|--?[a-z-]+", "", said)
    assert not re.search(r"[a-z]{3,} [a-z]{3,} [a-z]{3,}", sentences), sentences


def test_a_new_definition_explains_itself_in_the_sites_language(tmp_path: Path) -> None:
    """Its comments, what may stand in a field, and the schema that an editor reads."""
    root = drawn(tmp_path, "zh-Hans")
    assert icp("schema", cwd=root).returncode == 0
    icp("new", "persona", "head", "--set", "name=主管", cwd=root)
    text = (root / "content/personas/head.yml").read_text("utf-8")
    assert "可填：decision、use、both。" in text
    comments = re.findall(r"(?m)^# (?!yaml-)(.*)$", text)
    assert not [one for one in comments if re.search(r"\b[a-z]+ [a-z]+ [a-z]+\b", one)]
    assert "人物画像" in (root / "schemas/persona.json").read_text("utf-8")


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("script", WHOLE)
def test_no_english_is_left_on_chinese_pages(script: str, browser: Browser, tmp_path: Path) -> None:
    """Every page as a reader has it, with what screen readers say, but names and codes."""
    root = drawn(tmp_path, script)
    done = icp("build", cwd=root)
    assert done.returncode == 0, done.stderr
    own = set(re.findall("[A-Za-z]+", f"{COMPANY} {KEYS}"))
    left: dict[str, set[str]] = {}
    pages = sorted(
        file.parent.relative_to(root / "site") for file in root.glob("site/**/index.html")
    )
    with served(root / "site") as address, browser.new_page() as page:
        for path in pages:
            page.goto(f"{address}/{path}/")
            assert page.evaluate("document.documentElement.lang") == script
            for text in page.evaluate(WORDS):
                for word in _latin_words(text):
                    if word not in NAMES and word not in own:
                        left.setdefault(word, set()).add(f"{path}: {text.strip()[:60]}")
    assert len(pages) > 30
    assert left == {}


_LATIN = re.compile("(?<![A-Za-z0-9])[A-Za-z]+(?![A-Za-z0-9])")


def _latin_words(text: str) -> Iterator[str]:
    yield from (word for word in _LATIN.findall(text) if len(word) > 1)


@pytest.mark.slow
@pytest.mark.browser
def test_stars_and_wrapped_lines_leave_no_trace(browser: Browser, tmp_path: Path) -> None:
    """In a hand-written page, whose anchors are the words of its headings."""
    root = drawn(tmp_path, "zh-Hant")
    assert icp("build", cwd=root).returncode == 0
    with served(root / "site") as address, browser.new_page() as page:
        page.goto(f"{address}/start/#方法")
        text = page.inner_text("article")
        assert "這是一個很長的句子，寫成兩行。" in text
        assert "*" not in text
        assert page.inner_text("article strong") == "「重點」"
        assert page.eval_on_selector("article em", "e => getComputedStyle(e).fontStyle") == "normal"
        assert page.locator("[id='方法']").count() == 1
