"""A company's own colours and font, in a browser: nothing of ours stays, and all can be read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from drawn_site import site_of
from sites import served

pytestmark = [pytest.mark.slow, pytest.mark.browser]

NAMES = (
    "red", "pink", "purple", "deep-purple", "indigo", "blue", "light-blue", "cyan", "teal", "green",
    "light-green", "lime", "yellow", "amber", "orange", "deep-orange", "brown", "grey", "blue-grey",
    "black", "white", "custom",
)  # fmt: skip
"""The theme's own colours."""

PAIRS = (
    ("--md-primary-bg-color", "--icp-head"),
    ("--icp-brand", "--icp-brand-tint"),
    ("--icp-brand", "--icp-tint"),
    ("--icp-brand", "--md-default-bg-color"),
    ("--icp-accent", "--icp-tint"),
    ("--icp-quiet", "--icp-brand-tint"),
    ("--md-default-fg-color", "--icp-brand-tint"),
    ("--md-typeset-a-color", "--md-default-bg-color"),
)
"""Words, and what they stand on."""

MEASURE = """([name, scheme, pairs]) => {
  const body = document.body;
  const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const named = ["brown", "grey", "blue-grey", "black", "white"];
  body.dataset.mdColorPrimary = name;
  body.dataset.mdColorAccent = named.includes(name) ? "indigo" : name;
  body.dataset.mdColorScheme = scheme;
  const probe = document.createElement("i");
  document.querySelector(".md-container").append(probe);
  const colour = (variable) => {
    probe.style.color = `var(${variable})`;
    return getComputedStyle(probe).color;
  };
  const painted = (...colours) => {
    for (const one of colours) {
      canvas.fillStyle = one;
      canvas.fillRect(0, 0, 1, 1);
    }
    const [red, green, blue] = [...canvas.getImageData(0, 0, 1, 1).data].map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrasts = pairs.map(([words, ground]) => {
    const below = painted(colour(ground));
    const above = painted(colour(ground), colour(words));
    return (Math.max(below, above) + 0.05) / (Math.min(below, above) + 0.05);
  });
  probe.remove();
  return contrasts;
}"""

HUES = """() => {
  const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const found = new Set();
  for (const element of document.querySelectorAll("body, body *")) {
    const style = getComputedStyle(element);
    for (const name of ["color", "backgroundColor", "borderTopColor", "stroke", "fill"]) {
      if (!/^(rgb|okl|color)/.test(style[name])) continue;
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = style[name];
      canvas.fillRect(0, 0, 1, 1);
      const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
      if (blue > red + 24 && blue > green) found.add(`${element.className}: ${style[name]}`);
    }
  }
  return [...found];
}"""
"""Whatever is blue on the page: the sample's colour, and ours where a company has none."""

PLAIN = """
--- + minimal
--- + tiers
"""


def test_words_can_be_read_in_each_colour_of_the_theme(sample_site: str, browser: Browser) -> None:
    """In light and dark: what is too light or too dark for words is made darker or lighter."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(sample_site)
        low: dict[str, Any] = {}
        for name in NAMES:
            for scheme in ("default", "slate"):
                contrasts = page.evaluate(MEASURE, [name, scheme, PAIRS])
                low |= {
                    f"{name} {scheme} {pair}": round(contrast, 2)
                    for pair, contrast in zip(PAIRS, contrasts, strict=True)
                    if contrast < 4.5
                }
        assert low == {}


def test_nothing_stays_in_our_colours_when_a_company_has_its_own(
    tmp_path: Path, browser: Browser
) -> None:
    """Two colours and a font in mkdocs.yml alone, and the words on them can be read."""
    own = (
        "extra: {generator: false}\n"
        "theme: {name: material, palette: {scheme: default, primary: custom, accent: custom}, "
        "font: {text: Noto Serif}}\n"
        'plugins: [search, {icp: {colours: {primary: "#f2b705", accent: "#8a1538"}}}]\n'
    )
    site = site_of(tmp_path, PLAIN, own)
    with served(site.folder) as address, browser.new_context() as context:
        page = context.new_page()
        for path in ("", "segments/", "maturity/", "plays/"):
            page.goto(f"{address}{path}")
            assert page.evaluate(HUES) == []
            head = page.locator(".md-header")
            assert head.evaluate("one => getComputedStyle(one).backgroundColor") == (
                "rgb(242, 183, 5)"
            )
            assert head.evaluate("one => getComputedStyle(one).color") == "rgb(0, 0, 0)"
        font = page.evaluate("getComputedStyle(document.body).fontFamily")
        assert font.startswith('"Noto Serif"')
        page.goto(f"{address}print/")
        assert page.evaluate(HUES) == []
