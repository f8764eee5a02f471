"""Mentions: every place where the text refers to a person, an organisation, a group or a place."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from newsgraph.extraction.base.annotations import Mention
from newsgraph.extraction.base.lexicon import words
from newsgraph.extraction.mentions.names import find_names
from newsgraph.extraction.mentions.nominals import find_nominals

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Doc, Token
    from newsgraph.extraction.gazetteer.gazetteer import Gazetteer

_PLURAL = ("they", "we")
_SINGULAR = ("i", "you", "he", "she", "it")


def find_mentions(doc: "Doc", gazetteer: "Gazetteer") -> list[Mention]:
    """The mentions of an article, in the order of the text; at most one has a given head, some lie within others."""
    found: dict[int, Mention] = {}
    names = list(_names(doc, gazetteer))
    within = {token.i for name in names if len(name.span) > 1 for token in name.span}
    nominals = (one for one in find_nominals(doc) if one.head.i not in within)
    for mention in (*names, *_demonyms(doc, gazetteer, _surnames(names)), *nominals, *_pronouns(doc)):
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


def _surnames(names: Iterable[Mention]) -> set[str]:
    return {name.span[-1].text for name in names if name.type == "person" and len(name.span) > 1}


def _demonyms(doc: "Doc", gazetteer: "Gazetteer", surnames: set[str]) -> Iterator[Mention]:
    """Adjectives of nationality, and the people of a country: "Ukrainian shelling", "the Ukrainians".

    Where somebody of the article has such an adjective for a surname, it is theirs unless it describes something.
    """
    for token in doc:
        if not (token.text[:1].isupper() and token.pos_ in {"ADJ", "PROPN", "NOUN"} and gazetteer.demonym(token.text)):
            continue
        if _of_descent(token):
            continue
        if token.text in surnames and token.dep_ not in {"amod", "compound", "nmod"}:
            yield Mention(doc[token.i : token.i + 1], token, "name", "person")
            continue
        people = token.text.endswith("s") and gazetteer.demonym(token.text[:-1])
        if people and not any(child.dep_ == "det" for child in token.children):
            yield Mention(doc[token.i : token.i + 1], token, "name", "group")
        else:
            yield Mention(doc[token.i : token.i + 1], token, "demonym", "place")


def _of_descent(token: "Token") -> bool:
    """Whether an adjective of nationality tells of people's descent: "African-American voters", "Native Americans"."""
    doc, citizens = token.doc, words("nominals", "descent", "citizens")
    if token.lower_.removesuffix("s") in citizens and token.i:
        before = doc[token.i - 1]
        hyphened = before.text == "-" and token.i > 1 and doc[token.i - 2].text[0].isupper()
        if before.lower_ in words("nominals", "descent", "origins") or hyphened:
            return _of_people(token)
    after = doc[token.i + 1 : token.i + 3]
    follows = len(after) == 2 and after[0].text == "-" and after[1].lower_.removesuffix("s") in citizens
    beside = len(after) > 0 and token.lower_ in words("nominals", "descent", "origins")
    if follows:
        return _of_people(after[1])
    return bool(beside and after[0].lower_.removesuffix("s") in citizens)


def _of_people(token: "Token") -> bool:
    """Whether an adjective describes people or stands for them, no border or treaty between two countries."""
    head = token.head.lemma_.lower()
    described = token.dep_ in {"amod", "compound", "nmod"}
    people = any(head in words("nominals", kind) for kind in ("person", "group"))
    return people or not described


def _pronouns(doc: "Doc") -> Iterator[Mention]:
    for token in doc:
        if token.pos_ != "PRON":
            continue
        if any(token.lower_ in words("pronouns", name) for name in _PLURAL):
            yield Mention(doc[token.i : token.i + 1], token, "pronoun", "group")
        elif any(token.lower_ in words("pronouns", name) for name in _SINGULAR):
            yield Mention(doc[token.i : token.i + 1], token, "pronoun", "person")
