"""What the words around a place name say about it: its kind, and the larger place that it lies in."""

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from newsgraph.extraction.data_files import read_toml
from newsgraph.record import PlaceKind

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from newsgraph.extraction.gazetteer import Gazetteer, Place

_LONGEST_NAME = 4  # tokens
_FARTHEST = 8  # tokens between a place and the one that holds it
_CONTAINERS = ("country", "region", "county", "area")


class Clues(NamedTuple):
    """What a mention and its neighbours say."""

    name: str  # without article, possessive and words for the kind
    kind: PlaceKind | None  # as a word beside the name has it
    within: "Place | None"  # the larger place
    article: bool  # an article before a bare name: "the Niger"
    other: bool  # "the other Springfield"


@cache
def words() -> dict[str, dict[Any, frozenset[str]]]:
    """The word lists of `place_words.toml`, as frozen sets."""
    return {
        table: {name: frozenset(listed) for name, listed in lists.items()}
        for table, lists in read_toml("place_words.toml").items()
    }


def kind_of_word(word: str) -> PlaceKind | None:
    """The kind of place that a common noun names ("oblast": region)."""
    lowered = word.lower()
    kinds: dict[PlaceKind, frozenset[str]] = words()["kinds"]
    return next((kind for kind, listed in kinds.items() if lowered in listed), None)


def read(span: "Span", gazetteer: "Gazetteer") -> Clues:
    """The clues of one mention of a place."""
    tokens = [token for token in span if token.tag_ != "POS" and token.text not in ("'", "’", "’s", "'s")]
    article = bool(tokens) and tokens[0].lower_ == "the"
    if article and len(tokens) > 1:
        tokens = tokens[1:]
    kind = None
    if len(tokens) > 1 and not gazetteer.lookup(" ".join(token.text for token in tokens)):
        if (kind := kind_of_word(tokens[-1].text)) is not None:
            tokens = tokens[:-1]
        elif (kind := kind_of_word(tokens[0].text)) is not None:
            tokens = tokens[2:] if tokens[1].lower_ == "of" and len(tokens) > 2 else tokens[1:]
    name = span.doc[tokens[0].i : tokens[-1].i + 1].text if tokens else span.text
    before = _neighbour(span, -1)
    following = _neighbour(span, 1)
    if kind is None:
        kind = _kind_beside(span, following, before)
    article = article or (before is not None and before.lower_ == "the")
    bare = following is None or following.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM")
    other = any(token.lower_ in words()["within"]["other"] for token in span.doc[max(0, span.start - 2) : span.start])
    return Clues(name, kind, _after(span, gazetteer) or _before(span, gazetteer), article and bare, other)


def _neighbour(span: "Span", step: int) -> "Token | None":
    index = span.start - 1 if step < 0 else span.end
    if not 0 <= index < len(span.doc):
        return None
    token = span.doc[index]
    return token if not token.is_space else None


def _kind_beside(span: "Span", following: "Token | None", before: "Token | None") -> PlaceKind | None:
    """The kind in "Kherson region", "the city of Kherson", "Lake Chad"."""
    if following is not None and (kind := kind_of_word(following.text)) is not None and following.text.islower():
        possessive = following.tag_ == "POS"
        if not possessive:
            return kind
    if before is None:
        return None
    if before.lower_ == "of" and span.start >= 2:
        return kind_of_word(span.doc[span.start - 2].text)
    return (
        kind_of_word(before.text)
        if before.is_title or before.lower_ in ("city", "town", "village", "capital")
        else None
    )


def _container(doc_tokens: "list[Token]", gazetteer: "Gazetteer") -> "tuple[Place | None, int]":
    """The longest name of a larger place at the start of some tokens, and how many tokens it has."""
    for length in range(min(_LONGEST_NAME, len(doc_tokens)), 0, -1):
        first, last = doc_tokens[0], doc_tokens[length - 1]
        text = first.doc[first.i : last.i + 1].text
        for place in gazetteer.lookup(text) or gazetteer.lookup(f"US.{text}"):
            if place.kind in _CONTAINERS:
                return place, length
    return None, 0


def _after(span: "Span", gazetteer: "Gazetteer") -> "Place | None":
    """The holder in "Paris, Texas", "Boston, in Lincolnshire", "Suzhou in Jiangsu"; none in a list of names."""
    links, sentence_end = words()["within"]["links"], span.sent.end
    tokens = list(span.doc[span.end : min(sentence_end, span.end + _FARTHEST + _LONGEST_NAME)])
    if not tokens or (tokens[0].text not in (",", "(") and tokens[0].lower_ != "in"):
        return None
    for index, token in enumerate(tokens[:_FARTHEST]):
        if token.text[:1].isupper():
            place, length = _container(tokens[index:], gazetteer)
            direct = index == 1
            rest = tokens[index + length :]
            listed = direct and _goes_on(rest)
            return None if place is None or listed else place
        if token.lower_ not in links:
            return None
    return None


def _goes_on(rest: "list[Token]") -> bool:
    """Whether a list of names goes on: "France, Spain and Italy"."""
    if rest and rest[0].text == ",":
        rest = rest[1:]
        return len(rest) > 0 and (rest[0].text[:1].isupper() or rest[0].lower_ in ("and", "or"))
    return len(rest) > 1 and rest[0].lower_ in ("and", "or") and rest[1].text[:1].isupper()


def _before(span: "Span", gazetteer: "Gazetteer") -> "Place | None":
    """The holder in "Russia's Krasnodar", "the German city of Bonn"."""
    links = words()["within"]["links"]
    index = span.start - 1
    while index >= max(span.sent.start, span.start - 6):
        token = span.doc[index]
        if token.text[:1].isupper() and index != span.sent.start - 1:
            possessive = index + 1 < span.start and span.doc[index + 1].tag_ == "POS"
            if possessive:
                places = [place for place in gazetteer.lookup(token.text) if place.kind in _CONTAINERS]
                return places[0] if places else None
            place = gazetteer.demonym(token.text)
            return place if place is not None and place.kind in _CONTAINERS else None
        if token.lower_ not in links or token.text in (",", "(") or token.lower_ == "in":
            return None
        index -= 1
    return None
