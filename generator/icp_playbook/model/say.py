"""Which of a text's languages a reader sees."""

from __future__ import annotations

from dataclasses import dataclass

from icp_playbook.model.fields import Text, Translations


@dataclass(frozen=True, slots=True)
class Say:
    """Turns texts into the site's language, and marks those that are not translated yet."""

    language: str

    def __call__(self, text: Text) -> tuple[str, str | None]:
        """Return the text in the site's language; or in another one, with that one's tag."""
        if not isinstance(text, Translations):
            return text, None
        known = dict(text.by_language)
        base = self.language.partition("-")[0]
        for tag in (self.language, base):
            if tag in known:
                return known[tag], None
        near = next((tag for tag in known if tag.partition("-")[0] == base), None)
        if near is not None:
            return known[near], None
        tag, first = text.by_language[0]
        return first, tag
