"""Whether a reader of a statement alone learns whom and what it is about.

"The decision was reversed", "police seized these firearms", "the Senate acquitted both of them" are true, and tell
nothing to whoever has not read the sentences before.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsgraph.extraction.base.annotations import Entity, Mention, Phrase, Triple
from newsgraph.extraction.base.lexicon import word_lists
from newsgraph.extraction.statements.forms import has_content_clause, is_clause

if TYPE_CHECKING:
    from spacy.tokens import Token

Known = tuple[Mention, Entity] | None
_SHORT = 3  # words that a phrase for what was spoken of before has at most


def points_back(triple: Triple, subject: Known, object_: Known) -> bool:
    """Whether a statement only makes sense after what stands before it.

    Args:
        triple: the statement.
        subject: the mention and entity that its subject is, if any.
        object_: the same of its object.
    """
    if _is_open(triple.subject, subject) or _is_anyone(triple.subject, subject):
        return True
    if triple.object is not None and _is_open(triple.object, object_):
        return True
    return _reports_nothing(triple) or any(token.lower_ in _words("open_pronouns") for token in _further_words(triple))


def _words(name: str) -> frozenset[str]:
    return word_lists("relations")[name]


def _is_open(phrase: Phrase, known: Known) -> bool:
    """Whether a phrase is of what was named before: "this hotel", "his trial", "the deal", "both of them"."""
    if _is_named(known):
        return False
    first = phrase.tokens[0].lower_
    if first in _words("pointing"):
        return True
    named = any(token.ent_type_ or token.pos_ in {"PROPN", "NUM"} for token in phrase.tokens)
    return first in {"the", "both"} and not named and len(phrase.tokens) <= _SHORT


def _is_anyone(phrase: Phrase, known: Known) -> bool:
    """Whether a subject is one word for many: "occupants", "victims"."""
    return len(phrase.tokens) == 1 and known is not None and known[0].form == "nominal" and not _is_named(known)


def _is_named(known: Known) -> bool:
    return known is not None and any(one.form in {"name", "demonym"} for one in known[1].mentions)


def _reports_nothing(triple: Triple) -> bool:
    """Whether a verb of telling stands without what is told: "told reporters", "spoke on the economy"."""
    verb = triple.predicate
    tells = verb.lemma_.lower() in _words("speaking") | {"tell", "inform", "brief", "update"}
    said = has_content_clause(verb) or (triple.object is not None and is_clause(triple.object))
    return tells and triple.clause is not None and not said


def _further_words(triple: Triple) -> "Iterator[Token]":
    """The words of arguments, and of an object of several words: there a pronoun is not told."""
    if triple.object is not None and len(triple.object.tokens) > 1:
        yield from triple.object.tokens
    for argument in triple.arguments:
        yield from argument.phrase.tokens
