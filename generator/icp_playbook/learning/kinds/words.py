"""Which word do we avoid?

From the glossary: one question for each word under `avoid`. Beside it stand words that are fine:
the term itself, what to say instead, synonyms, and those of related terms. A word that any term
avoids is never among the wrong ones.
"""

from __future__ import annotations

from collections.abc import Iterator

from icp_playbook.learning.question import Option, Question
from icp_playbook.learning.source import KindOfQuestion, Source, Subject
from icp_playbook.messages import say
from icp_playbook.model.glossary import Avoid, Glossary, Term


def avoided_words(source: Source) -> Iterator[Subject]:
    """Yield each word to avoid."""
    for glossary in source.current(Glossary):
        for term in glossary.terms:
            for avoid in term.avoid:
                yield Subject(glossary, (term, avoid))


def ask_word(source: Source, subject: Subject) -> Question | None:
    """Ask for the word that we avoid for a term."""
    term, avoid = subject.what
    word = source.line(avoid.word)
    instead = source.line(avoid.use_instead or term.term)
    said = {"word": word, "instead": instead}
    because = say("Not “{word}” but “{instead}”.", **said)
    if avoid.reason:
        reason = source.prose(avoid.reason)
        because = say("Not “{word}” but “{instead}”: {reason}", **said, reason=reason)
    return source.ask(
        "word",
        f"{term.id}|{avoid.word}",
        say("Which word do we avoid for this?"),
        Option(word, (word,)),
        _fine(source, subject.definition, term, avoid),
        because=because,
        place=f"term:{term.id}",
        behind=subject.definition,
        meaning=[avoid.word, avoid.use_instead or term.term, term.definition],
        told=(source.prose(term.definition),),
    )


def _fine(source: Source, glossary: object, term: Term, avoid: Avoid) -> Iterator[Option]:
    """Yield words that are fine: the term's own, then those of related terms, then of others."""
    terms = glossary.terms if isinstance(glossary, Glossary) else ()
    avoided = {_folded(source.line(one.word)) for other in terms for one in other.avoid}
    place = next(i for i, other in enumerate(terms) if other.id == term.id)
    related = [other for other in terms if other.id in term.see]
    near = sorted(enumerate(terms), key=lambda pair: abs(pair[0] - place))
    for one in dict.fromkeys(_names(term, avoid, related, [other for _, other in near])):
        word = source.line(one)
        if _folded(word) not in avoided:
            yield Option(word, (word,))


def _names(term: Term, avoid: Avoid, related: list[Term], near: list[Term]) -> Iterator[str]:
    yield from (*term.synonyms, avoid.use_instead or term.term, term.term)
    for other in (*related, *near):
        yield from (other.term, *other.synonyms)


def _folded(word: str) -> str:
    return " ".join(word.casefold().split())


KIND = KindOfQuestion("word", say("Which word do we avoid?"), avoided_words, ask_word)
