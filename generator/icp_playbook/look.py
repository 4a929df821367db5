"""A company's own colours and fonts, as mkdocs.yml says them, and the styles that follow."""

from __future__ import annotations

import re
from dataclasses import dataclass

COLOUR = re.compile(r"#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})")
FONT_NAME = re.compile(r"[^\W_][\w .\-]{0,79}")
"""What a font may be called: letters of any script, digits, spaces, dots, hyphens."""
FONT_FILES = {".woff2": "woff2", ".woff": "woff", ".ttf": "truetype", ".otf": "opentype"}
"""What a browser calls the formats of fonts, by the ending of a file."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a company changes of our look; what it leaves out stays as it is."""

    primary: str = ""
    """The colour of the head and of buttons, such as #1f4b6e."""
    accent: str = ""
    text_font: str = ""
    code_font: str = ""
    font_file: str = ""
    """A file of the text's font, from the top of the site."""

    def style(self, top: str) -> str:
        """Return the style sheet that comes after ours; `top` leads from it to the site's top."""
        rules = [*self._fonts(top)]
        if self.primary:
            rules.append(
                f"{_EVERYWHERE} {{\n"
                f"  --md-primary-fg-color: {self.primary};\n"
                f"  --md-primary-fg-color--light: color-mix(in srgb, {self.primary}, white 20%);\n"
                f"  --md-primary-fg-color--dark: color-mix(in srgb, {self.primary}, black 20%);\n"
                f"  --md-primary-bg-color: {readable_on(self.primary)};\n"
                f"  --md-primary-bg-color--light: {readable_on(self.primary)};\n"
                f"  --icp-head: {self.primary};\n"
                "}\n"
            )
        if self.accent:
            rules.append(
                f"{_EVERYWHERE} {{\n"
                f"  --md-accent-fg-color: {self.accent};\n"
                f"  --md-accent-fg-color--transparent: {self.accent}1a;\n"
                f"  --md-accent-bg-color: {readable_on(self.accent)};\n"
                "}\n"
            )
        return "".join(rules)

    def _fonts(self, top: str) -> list[str]:
        rules = []
        if self.font_file:
            ending = "." + self.font_file.rpartition(".")[2].lower()
            rules.append(
                "@font-face {\n"
                f'  font-family: "{self.text_font}";\n'
                f'  src: url("{top}{self.font_file}") format("{FONT_FILES[ending]}");\n'
                "  font-weight: 100 900;\n"
                "  font-display: swap;\n"
                "}\n"
            )
        for name, font, others in (
            ("--md-text-font", self.text_font, "--icp-fonts"),
            ("--md-code-font", self.code_font, "--icp-code-fonts"),
        ):
            if font:
                rules.append(f':root {{\n  {name}: "{font}", var({others});\n}}\n')
        return rules


_EVERYWHERE = ":root,\nbody[data-md-color-scheme][data-md-color-primary]"
"""Counts more than what the theme says of its named colours, in light and dark."""


def readable_on(colour: str) -> str:
    """Return black or white, whichever reads better on `colour`: one always reads well."""
    light = luminance(colour)
    return "#ffffff" if 1.05 / (light + 0.05) >= (light + 0.05) / 0.05 else "#000000"


def luminance(colour: str) -> float:
    """Return how light `colour` is, from 0 to 1, as WCAG 2 reckons it."""
    digits = colour.removeprefix("#")
    whole = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    red, green, blue = (_linear(int(whole[at : at + 2], 16) / 255) for at in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
