"""The glossary: what words mean here, and which to avoid."""

from typing import Annotated, ClassVar

from icp_playbook.messages import say
from icp_playbook.model.base import Definition, Id, LineText, NamedPart, Part, ProseText, Some, Told
from icp_playbook.model.fields import Ref
from icp_playbook.model.text import Text


class Avoid(Part):
    """A word not to use for this term."""

    once: ClassVar[tuple[str, ...]] = ("word",)

    word: LineText
    """The word, in each language that has one."""
    use_instead: LineText | None = None
    """What to say; the term itself when left out."""
    reason: ProseText | None = None
    """Why."""


class Term(NamedPart, Told):
    """A word and what it means here."""

    once: ClassVar[tuple[str, ...]] = ("term", "abbreviation")
    title_field: ClassVar[str] = "term"
    has_form: ClassVar[bool] = True
    verbatim: ClassVar[frozenset[str]] = frozenset({"avoid"})

    id: Id
    """How links name it."""
    term: LineText
    """The word, in each language that the company writes."""
    abbreviation: LineText | None = None
    """Its short form."""
    definition: ProseText
    """What it means here, in a sentence or two."""
    avoid: tuple[Avoid, ...] = ()
    """Words that mean the same and should not be used."""
    synonyms: tuple[LineText, ...] = ()
    """Other words that people use and look for, and that nobody minds: search finds it by these."""
    see: tuple[Annotated[str, Ref(("term",))], ...] = ()
    """Related terms."""


class Glossary(Definition):
    """All terms."""

    kind: ClassVar[str] = "glossary"
    has_card: ClassVar[bool] = False
    claims: ClassVar[bool] = False
    parts: ClassVar[dict[str, str]] = {"terms": "term"}
    review_months: ClassVar[int] = 12

    name: LineText = Text(say("Glossary"))
    """What the glossary is called."""
    terms: Some[Term]
    """The words."""
