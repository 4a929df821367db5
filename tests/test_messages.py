"""The interface's sentences: English where they are used, and any other language from one file."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from markupsafe import Markup

from icp_playbook.languages import read_language
from icp_playbook.messages import ENGLISH, Language, Message, Sentence, say, say_count
from icp_playbook.model.text import Text
from icp_playbook.numbers import shown
from icp_playbook.problems import ContentError
from icp_playbook.project import template_folders
from icp_playbook.stages.load.assets import asset_files
from scripts.messages import (
    TEXTS,
    Call,
    NotWrittenOutError,
    calls_in_python,
    calls_in_script,
    calls_in_template,
    collect,
    sentences,
    written,
)

HEAD = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: {}\\n"\n\n'
)
SLOVENE = "nplurals=4; plural=(n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3);"


def _folder(
    tmp_path: Path, tag: str, body: str, plural: str = "nplurals=2; plural=(n != 1);"
) -> Path:
    (tmp_path / "texts").mkdir(parents=True, exist_ok=True)
    (tmp_path / "texts" / f"{tag}.po").write_text(HEAD.format(plural) + body, "utf-8")
    return tmp_path


def test_a_sentence_is_english_text_until_somebody_says_it_otherwise(tmp_path: Path) -> None:
    """It can be compared, sorted and printed as text; its arguments keep their braces."""
    said = say("no {kind} is called {id}", kind="segment", id="{kind}")
    assert said == "no segment is called {kind}"
    assert ENGLISH.text(said) == said
    folder = _folder(
        tmp_path, "de", 'msgid "no {kind} is called {id}"\nmsgstr "{id}: kein {kind}"\n'
    )
    assert read_language("de", [folder]).text(said) == "{kind}: kein segment"


def test_what_is_not_translated_is_said_in_english(tmp_path: Path) -> None:
    """A language need not be whole; and there need not be one."""
    folder = _folder(tmp_path, "de", 'msgid "Yes"\nmsgstr ""\n')
    assert read_language("de", [folder]).text(say("Yes")) == "Yes"
    assert read_language("fr", [folder]).text(say("Yes")) == "Yes"


def test_a_sentence_in_a_sentence_and_in_a_list_is_said_too(tmp_path: Path) -> None:
    """Whatever depth; and a language has its own comma."""
    body = (
        'msgid "see {what}"\nmsgstr "siehe {what}"\n\nmsgid "Yes"\nmsgstr "Ja"\n\nmsgid ", "\n'
        'msgstr "、"\n'
    )
    german = read_language("de", [_folder(tmp_path, "de", body)])
    assert german.text(say("see {what}", what=say("Yes"))) == "siehe Ja"
    assert german.text(say("see {what}", what=[say("Yes"), "no"])) == "siehe Ja、no"


@pytest.mark.parametrize(
    ("count", "text"), [(1, "1 igra"), (2, "2 igri"), (3, "3 igre"), (5, "5 iger")]
)
def test_a_language_has_its_own_plurals(tmp_path: Path, count: int, text: str) -> None:
    """As many as it needs: the head of its file says how many."""
    body = 'msgid "{count} play"\nmsgid_plural "{count} plays"\n' + "".join(
        f'msgstr[{form}] "{{count}} {word}"\n'
        for form, word in enumerate(("igra", "igri", "igre", "iger"))
    )
    folder = _folder(tmp_path, "sl", body, SLOVENE)
    said = say_count("{count} play", "{count} plays", count=count)
    assert read_language("sl", [folder]).text(said) == text
    assert said == ("1 play" if count == 1 else f"{count} plays")


def test_a_region_adds_to_its_language_and_a_company_to_the_program(tmp_path: Path) -> None:
    """The nearest file that has the sentence wins."""
    ours = _folder(
        tmp_path / "ours", "pt", 'msgid "Yes"\nmsgstr "Sim"\n\nmsgid "No"\nmsgstr "Não"\n'
    )
    theirs = _folder(tmp_path / "theirs", "pt-BR", 'msgid "Yes"\nmsgstr "Sim!"\n')
    brazilian = read_language("pt-BR", [theirs, ours])
    assert (brazilian.text(say("Yes")), brazilian.text(say("No"))) == ("Sim!", "Não")


@pytest.mark.parametrize("tag", ["", "a", "../texts/de", "de/..", "de.po", "de\0", "d" * 300])
def test_what_is_no_tag_of_a_language_opens_no_file(tmp_path: Path, tag: str) -> None:
    """The tag may come from a variable of the environment or from mkdocs.yml."""
    folder = _folder(tmp_path, "de", 'msgid "Yes"\nmsgstr "Ja"\n')
    assert read_language(tag, [folder]).text(say("Yes")) == "Yes"


def test_a_longer_tag_adds_to_each_shorter_one(tmp_path: Path) -> None:
    """Script and region, one after the other."""
    _folder(tmp_path, "zh", 'msgid "Yes"\nmsgstr "是"\n')
    folder = _folder(tmp_path, "zh-Hant", 'msgid "No"\nmsgstr "否"\n')
    taiwan = read_language("zh-Hant-TW", [folder])
    assert (taiwan.text(say("Yes")), taiwan.text(say("No"))) == ("是", "否")


def test_a_language_that_babel_does_not_know_is_said_all_the_same(tmp_path: Path) -> None:
    """Its plurals are those of the file's head, which scripts choose between as in English."""
    body = (
        '#: site_templates/scripts/a.js\nmsgid "{count} play"\nmsgid_plural "{count} plays"\n'
        'msgstr[0] "{count} a"\nmsgstr[1] "{count} b"\n'
    )
    klingon = read_language("tlh", [_folder(tmp_path, "tlh", body)])
    assert klingon.text(say_count("{count} play", "{count} plays", count=2)) == "2 b"
    written = {**klingon.for_scripts}
    assert written.pop("numbers")["percent"] == "{number} %"  # type: ignore[index]
    assert written == {
        "language": "en",
        "texts": {"{count} play": ["{count} a", "{count} b"]},
        "forms": {"one": 0, "other": 1},
    }


@pytest.mark.parametrize(
    ("right", "wrong"), [("(n != 1)", "(n != "), ("charset=utf-8", "charset=utf-0")]
)
def test_a_head_that_is_broken_is_told(tmp_path: Path, right: str, wrong: str) -> None:
    """A rule for plurals that is none, or an encoding that nobody knows."""
    folder = _folder(tmp_path, "de", 'msgid "Yes"\nmsgstr "Ja"\n')
    file = folder / "texts" / "de.po"
    file.write_text(file.read_text("utf-8").replace(right, wrong), "utf-8")
    with pytest.raises(
        ContentError, match=r"^site_templates/texts/de\.po:1:1: error \[bad-texts\]"
    ):
        read_language("de", [folder])


def test_html_is_said_with_its_arguments_escaped(tmp_path: Path) -> None:
    """A translation and an argument are text; only what is HTML already stays HTML."""
    folder = _folder(tmp_path, "de", 'msgid "Owner: {owner}, {link}"\nmsgstr "<{owner}>, {link}"\n')
    said = say("Owner: {owner}, {link}", owner="<b>", link=Markup("<a>x</a>"))
    assert read_language("de", [folder]).markup(said) == "&lt;&lt;b&gt;&gt;, <a>x</a>"
    assert ENGLISH.markup(say("{all}", all=[Markup("<i>"), "<"])) == "<i>, &lt;"


def test_a_file_that_names_what_is_not_there_is_told_at_its_line(tmp_path: Path) -> None:
    """And so is one that is no PO file: with the place, not with a traceback."""
    folder = _folder(tmp_path, "de", 'msgid "see {what}"\nmsgstr "siehe {was}"\n')
    with pytest.raises(ContentError) as raised:
        read_language("de", [folder])
    place, _, said = str(raised.value).partition(" ")
    assert place == "site_templates/texts/de.po:6:1:"
    assert said == "error [bad-texts] the English sentence has no {was}; write {what}"
    (folder / "texts" / "de.po").write_bytes(b'msgid "a"\nmsgstr[x] "b"\n')
    with pytest.raises(
        ContentError, match=r"texts/de\.po:\d+:1: error \[bad-texts\] this is not a PO file"
    ):
        read_language("de", [folder])


def test_scripts_get_their_own_sentences_with_the_plurals_by_name(tmp_path: Path) -> None:
    """A browser knows `one` and `few`, a PO file the first and the third form."""
    body = (
        '#: site_templates/scripts/assess.js\nmsgid "Copy"\nmsgstr "Kopiraj"\n\n'
        '#: generator/x.py\nmsgid "Yes"\nmsgstr "Da"\n'
    )
    for_scripts = {**read_language("sl", [_folder(tmp_path, "sl", body, SLOVENE)]).for_scripts}
    assert for_scripts.pop("numbers")["decimal"] == ","  # type: ignore[index]
    assert for_scripts == {
        "language": "sl",
        "texts": {
            "Copy": ["Kopiraj"],
            ", ": [", "],
            "{first} and {last}": ["{first} in {last}"],
            "{answers} or {last}": ["{answers} ali {last}"],
            "{kinds} or {last}": ["{kinds} ali {last}"],
        },
        "forms": {"one": 0, "two": 1, "few": 2, "other": 3},
    }


def test_a_language_without_a_file_writes_its_numbers(tmp_path: Path) -> None:
    """In sentences of ours too, which stay English; scripts get the same signs."""
    german = read_language("de", [tmp_path])
    said = say("{number} {unit}", number=shown(12000), unit="Retouren")
    assert (said, german.text(said)) == ("12,000 Retouren", "12.000 Retouren")
    assert german.text(shown(Decimal("12.5"), form="money", currency="EUR")) == "12,50\u00a0€"
    scripts = asset_files(template_folders(tmp_path), german)["assess.js"].decode()
    assert '"group": "."' in scripts


def test_a_number_can_be_kept_and_read_again() -> None:
    """It still knows what it is of."""
    said = shown(12000, form="money", currency="EUR")
    again = pickle.loads(pickle.dumps(said))  # noqa: S301 (made in the line itself)
    assert (again, read_language("de", []).text(again)) == ("€12,000", "12.000\u00a0€")


def test_a_text_is_said_in_the_readers_language_inside_a_sentence() -> None:
    """A sentence of ours may hold a label that its author wrote in two languages."""
    label = Text(by_language=[("en", "Champion"), ("de", "Fürsprecher")])
    said = say("“{answer}”", answer=label)
    assert [Language(tag).text(said) for tag in ("en", "de", "fr")] == [
        "“Champion”",
        "“Fürsprecher”",
        "“Champion”",
    ]


def test_a_sentence_that_stands_alone_begins_with_a_capital() -> None:
    """Also where its first word is a number, or another language's."""
    said = Sentence.of(say("{answer} or more", answer=Text(by_language=[("de", "über 3")])))
    assert (said, Language("de").text(said)) == ("Über 3 or more", "Über 3 or more")
    assert Sentence.of("plain") == "Plain"
    assert Sentence.of(say("{count} or more", count=3)) == "3 or more"


def test_a_sentence_can_be_kept_and_read_again() -> None:
    """A process hands its problems to another one."""
    said = say_count("{count} play", "{count} plays", count=2)
    again = pickle.loads(pickle.dumps(said))  # noqa: S301 (made in the line itself)
    assert isinstance(again, Message)
    assert (again, again.template, again.arguments) == (said, said.template, said.arguments)


@pytest.mark.parametrize(
    ("calls", "source"),
    [
        (calls_in_script, "node.innerHTML = `<b>${say('found')}</b>`;"),
        (calls_in_script, "html`<p>${say('found')}</p>`;"),
        (calls_in_script, "if (quoted) /'/.test(text); say('found');"),
        (calls_in_script, "h('p', { title: say('found') }, other(`${1}`));"),
        (calls_in_script, "say(\n  'fo' +\n    'und',\n);"),
        (calls_in_python, "f'<b>{say(\"found\")}</b>'"),
        (calls_in_python, "say(\n  # why\n  'fo'\n  'und',\n)"),
        (calls_in_template, "{% call section(say('found'), 's') %}{% endcall %}"),
        (calls_in_template, "{{ rows|map(say('found'))|list if rows else '' }}"),
    ],
)
def test_a_sentence_is_found_wherever_it_stands(
    calls: Callable[[str], Iterator[Call]], source: str
) -> None:
    """Babel 2.19.0 reads words instead of a syntax tree and misses most of these in silence."""
    assert list(sentences("file", calls(source))) == ["found"]


def test_a_sentence_in_anothers_arguments_is_found() -> None:
    """Both are sentences of the catalog."""
    script = "say('outer {inner}', { inner: sayCount('one', 'many', { count }) });"
    assert list(sentences("file", calls_in_script(script))) == ["outer {inner}", ("one", "many")]


@pytest.mark.parametrize(
    ("calls", "source"),
    [
        (calls_in_python, "\nsay('Segment' if one else 'Segments')"),
        (calls_in_python, "\nsay(f'{count} plays')"),
        (calls_in_template, "\n{{ say('Segment' if one else 'Segments') }}"),
        (calls_in_template, "\n{{ say(words) }}"),
        (calls_in_script, "\nsay(many ? 'Segments' : 'Segment');"),
        (calls_in_script, "\nsayCount('one', many, { count });"),
    ],
)
def test_a_sentence_is_one_text_in_quotes(
    calls: Callable[[str], Iterator[Call]], source: str
) -> None:
    """What is chosen or put together when the program runs, nobody can translate.

    Babel 2.19.0 makes one sentence of the two that Python chooses between.
    """
    with pytest.raises(NotWrittenOutError, match=r"^file:2: give say"):
        list(sentences("file", calls(source)))


def test_the_template_of_languages_holds_every_sentence() -> None:
    """`make messages` writes it; a language is made and brought up to date from it."""
    kept = (TEXTS / "icp.pot").read_bytes()
    assert kept == written(collect()), "run make messages"
    assert len(read_po(BytesIO(kept))) > 30
