"""A company's colours and fonts in mkdocs.yml: what is taken, and what is refused at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from drawn import draw
from icp_playbook.configuration import ConfigurationError, context_of, read_configuration
from icp_playbook.look import Look, luminance, readable_on


def look(root: Path, config: str) -> Look | str:
    """Return the look that a configuration asks for, or what is wrong with it."""
    (root / "mkdocs.yml").write_text(config)
    try:
        return read_configuration(root).look
    except ConfigurationError as error:
        return str(error).removeprefix(f"{root}/")


def test_a_company_without_a_look_has_ours(tmp_path: Path) -> None:
    """Nothing is written behind our styles."""
    found = look(tmp_path, "theme: {name: material, font: false}\nplugins: [icp]\n")
    assert found == Look()
    assert Look().style("../../") == ""


def test_colours_and_fonts_are_read(tmp_path: Path) -> None:
    """A font's file lies among the hand-written pages."""
    draw(tmp_path, "--- content/pages/fonts/lato.woff2\nx\n")
    found = look(
        tmp_path,
        "docs_dir: content/pages\n"
        "theme: {name: material, font: {text: Lato, code: 思源等宽}}\n"
        'plugins: [{icp: {colours: {primary: "#ABC"}, font_file: fonts/lato.woff2}}]\n',
    )
    assert found == Look("#abc", "", "Lato", "思源等宽", "fonts/lato.woff2")
    style = Look("#abc", "", "Lato", "", "fonts/lato.woff2").style("../../")
    assert "--md-primary-fg-color: #abc;" in style
    assert 'src: url("../../fonts/lato.woff2") format("woff2")' in style
    assert '--md-text-font: "Lato", var(--icp-fonts)' in style


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("colours: {primary: teal}", '4:25: "teal" is no colour; write three or six digits'),
        ("colours: {primary: '#12345'}", '4:25: "#12345" is no colour'),
        ("colours: {primary: '#12345g;}'}", "is no colour"),
        ("colours:\n        primary: #1f4b6e", "5:9: the colour is empty, because # begins a"),
        ("colours: {primry: '#123'}", '"primry"; did you mean "primary"?'),
        ("colours: ['#123']", "4:15: colours are written as"),
        ("font_file: fonts/lato.woff2", "no file"),
        ("font_file: ../lato.woff2", "no file"),
        ("font_file: lato.css", "is no file of a font"),
    ],
)
def test_what_is_no_colour_or_font_is_told_at_its_place(
    tmp_path: Path, settings: str, said: str
) -> None:
    """With file, line and column; # begins a comment, so an empty colour is told by its key."""
    found = look(tmp_path, f"theme: material\nplugins:\n  - icp:\n     {settings}\n")
    assert said in str(found)
    assert str(found).startswith("mkdocs.yml:")


def test_a_font_s_name_cannot_end_the_style_sheet(tmp_path: Path) -> None:
    """It stands within quotes there."""
    found = look(tmp_path, "theme: {font: {text: 'x\"} * {}'}}\nplugins: [icp]\n")
    assert "is no name of a font" in str(found)
    assert "mkdocs.yml:1:22" in str(found)


def test_a_place_in_an_inherited_configuration_is_named(tmp_path: Path) -> None:
    """The colour is looked for where it is written."""
    (tmp_path / "base.yml").write_text("plugins: {icp: {colours: {accent: red}}}\n")
    assert str(look(tmp_path, "INHERIT: base.yml\n")).startswith("base.yml:1:35")


def test_the_check_refuses_a_look_too(tmp_path: Path) -> None:
    """Not only the build."""
    (tmp_path / "mkdocs.yml").write_text("plugins: [{icp: {colours: {primary: red}}}]\n")
    with pytest.raises(ConfigurationError, match="is no colour"):
        context_of(tmp_path)


@pytest.mark.parametrize("colour", ["#000", "#fff", "#777777", "#808080", "#ffec3d", "#009485"])
def test_words_on_any_colour_can_be_read(colour: str) -> None:
    """Black or white: one of them always has a contrast of 4.5 to 1."""
    dark, light = sorted([luminance(colour), luminance(readable_on(colour))])
    assert (light + 0.05) / (dark + 0.05) >= 4.5
