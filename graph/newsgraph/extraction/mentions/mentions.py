"""Mentions: every place where the text refers to a person, an organisation, a group or a place."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsgraph.extraction.base.annotations import Mention
from newsgraph.extraction.base.lexicon import words
from newsgraph.extraction.mentions.names import find_names
from newsgraph.record import EntityType

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from newsgraph.extraction.gazetteer.gazetteer import Gazetteer

_PLURAL = ("they", "we")
_SINGULAR = ("i", "you", "he", "she", "it")
_PREMODIFIERS = {"det", "amod", "compound", "nmod", "poss", "nummod", "quantmod", "advmod", "predet", "punct"}


def find_mentions(doc: "Doc", gazetteer: "Gazetteer") -> list[Mention]:
    """The mentions of an article, in the order of the text; at most one has a given head, some lie within others."""
    found: dict[int, Mention] = {}
    for mention in (*_names(doc, gazetteer), *_demonyms(doc, gazetteer), *_nominals(doc), *_pronouns(doc)):
        found.setdefault(mention.head.i, mention)
    return sorted(found.values(), key=lambda mention: (mention.span.start, -mention.span.end))


def _names(doc: "Doc", gazetteer: "Gazetteer") -> Iterator[Mention]:
    for name in find_names(doc, gazetteer):
        span = name.span
        after = doc[span.end] if span.end < len(doc) else None
        if len(span) == 1 and gazetteer.demonym(span.text) and not gazetteer.lookup(span.text):
            continue
        if (
            name.type == "place"
            and after is not None
            and after.lower_ in words("names", "titles_of_places", "nouns")
            and span.root.head == after
            and (after.i + 1 == len(doc) or after.nbor(1).lower_ != "of")
        ):
            yield Mention(doc[span.start : span.end + 1], after, "name", "place")
        yield Mention(span, span.root, "name", name.type)


def _demonyms(doc: "Doc", gazetteer: "Gazetteer") -> Iterator[Mention]:
    """Adjectives of nationality, and the people of a country: "Ukrainian shelling", "the Ukrainians"."""
    for token in doc:
        if not (token.text[:1].isupper() and token.pos_ in {"ADJ", "PROPN", "NOUN"} and gazetteer.demonym(token.text)):
            continue
        people = token.text.endswith("s") and gazetteer.demonym(token.text[:-1])
        if people and not any(child.dep_ == "det" for child in token.children):
            yield Mention(doc[token.i : token.i + 1], token, "name", "group")
        else:
            yield Mention(doc[token.i : token.i + 1], token, "demonym", "place")


def _nominals(doc: "Doc") -> Iterator[Mention]:
    """Noun phrases with a head that is somebody or somewhere."""
    for token in doc:
        office = token.pos_ == "PROPN" and any(child.dep_ == "det" for child in token.children)
        people = token.lower_ in words("nominals", "people_adjectives") and any(c.lower_ == "the" for c in token.lefts)
        if people and token.dep_ not in {"amod", "compound", "advmod"}:
            yield Mention(_phrase(token), token, "nominal", "group")
        elif (token.pos_ == "NOUN" or office) and token.dep_ != "compound" and (kind := nominal_type(token)):
            yield Mention(_phrase(token), token, "nominal", kind)


def nominal_type(noun: "Token") -> EntityType | None:
    """Who or what a common noun refers to, by the lexicon of heads."""
    kinds: tuple[EntityType, ...] = ("person", "group", "organization", "place")
    for kind in kinds:
        if noun.lemma_.lower() in words("nominals", kind) or noun.lower_ in words("nominals", kind):
            return kind
    return None


def _phrase(noun: "Token") -> "Span":
    """A noun with what describes it before it."""
    start = noun.i
    for child in noun.lefts:
        if child.dep_ in _PREMODIFIERS:
            start = min(start, child.left_edge.i)
    return noun.doc[start : noun.i + 1]


def _pronouns(doc: "Doc") -> Iterator[Mention]:
    for token in doc:
        if token.pos_ != "PRON":
            continue
        if any(token.lower_ in words("pronouns", name) for name in _PLURAL):
            yield Mention(doc[token.i : token.i + 1], token, "pronoun", "group")
        elif any(token.lower_ in words("pronouns", name) for name in _SINGULAR):
            yield Mention(doc[token.i : token.i + 1], token, "pronoun", "person")
