"""What the text calls an entity: its best name, its roles, its nationality."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from newsgraph.extraction.base.annotations import Mention
from newsgraph.extraction.base.lexicon import words
from newsgraph.extraction.coreference.name_matching import place_of
from newsgraph.record import EntityType

if TYPE_CHECKING:
    from spacy.tokens import Token

    from newsgraph.extraction.gazetteer.gazetteer import Gazetteer

_NO_PART = {"det", "poss", "predet"}
_ROLE_PREPOSITIONS = {"of", "for", "to", "at", "in"}


def label_of(kind: EntityType, mentions: Sequence[Mention], gazetteer: "Gazetteer") -> str:
    """The best name that the article has for an entity, or else the first description without its determiner."""
    names = Counter(mention.span.text for mention in mentions if mention.form == "name")
    if names:
        first = {name: number for number, name in reversed(list(enumerate(names)))}
        if kind == "person":
            return max(names, key=lambda name: (min(len(name.split()), 3), names[name], -first[name]))
        known = {place.name for mention in mentions if kind == "place" and (place := place_of(mention, gazetteer))}
        return max(names, key=lambda name: (name in known, names[name], len(name), -first[name]))
    for mention in mentions:
        if mention.form == "demonym" and (place := gazetteer.demonym(mention.span.text)):
            return place.name
    described = [mention for mention in mentions if mention.form == "nominal"] or list(mentions)
    return bare(described[0])


def bare(mention: Mention) -> str:
    """The words of a mention without determiners, possessives and quotation marks."""
    left_out = {
        part.i for token in mention.head.children if token.dep_ in _NO_PART and token.i < mention.head.i
        for part in token.subtree
    }  # fmt: skip
    return _text([token for token in mention.span if token.i not in left_out]) or mention.span.text


def role_of(mention: Mention) -> str:
    """A description as a role: "commander of the Russian troops", without determiner or relative clause."""
    head = mention.head
    following = next(head.rights, None)
    if following is None or following.i != head.i + 1 or following.lower_ not in _ROLE_PREPOSITIONS:
        return bare(mention)
    tail = [token for token in following.subtree if token.i >= following.i]
    cut = next((number for number, token in enumerate(tail) if token.is_punct or token.dep_ == "relcl"), len(tail))
    return f"{bare(mention)} {_text(tail[:cut])}"


def titles_of(mention: Mention) -> Iterator[str]:
    """What is said of somebody right before the name: "occupation chief" of "occupation chief Vladimir Saldo"."""
    if mention.form != "name" or mention.type != "person":
        return
    doc, end = mention.span.doc, mention.span.start
    start = end
    while start > 0 and _describes(doc[start - 1], mention):
        start -= 1
    while start < end and doc[start].pos_ == "ADJ" and doc[start].ent_type_ == "NORP":
        start += 1
    told = [token for token in doc[start:end] if token.lower_.rstrip(".") not in words("names", "honorifics")]
    if told and (_is_office(told[-1])):
        yield _text(told)


def _describes(token: "Token", mention: Mention) -> bool:
    if token.sent.start != mention.head.sent.start or (
        token.pos_ not in {"NOUN", "PROPN", "ADJ"} and token.text != "-"
    ):
        return False
    return token.dep_ in {"compound", "amod", "nmod", "punct"} and token.head.i >= token.i


def _is_office(token: "Token") -> bool:
    word = token.lower_.rstrip(".")
    return word in words("names", "titles") or token.lemma_.lower() in words("nominals", "person")


def nationality_of(mentions: Sequence[Mention], gazetteer: "Gazetteer") -> str | None:
    """The ISO 3166-1 alpha-2 code of the country whose adjective describes somebody: RU of "Russian troops"."""
    for mention in mentions:
        for token in mention.span.doc[mention.span.start : mention.head.i]:
            if token.text[:1].isupper() and token.pos_ in {"ADJ", "PROPN"} and token.head.i >= mention.span.start:
                place = gazetteer.demonym(token.text)
                if place is not None and place.kind == "country":
                    return place.country
    return None


def _text(tokens: "Sequence[Token]") -> str:
    """Tokens as they stand in the text, without quotation marks and possessive endings at the ends."""
    kept = [token for token in tokens if token.text not in {'"', "“", "”", "‘", "’"} and not token.is_space]
    while kept and (kept[-1].tag_ in {"POS", "CC"} or kept[-1].is_punct):
        kept.pop()
    return "".join(token.text_with_ws for token in kept).strip()
