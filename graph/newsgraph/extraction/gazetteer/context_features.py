"""What the words around a place name say about it: its kind, and the larger place that it lies in."""

from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from newsgraph.extraction.base.data_files import data_file, read_toml
from newsgraph.extraction.gazetteer.place_lists import office_beside, regions_listed_with
from newsgraph.normalisation import bare
from newsgraph.record import PlaceKind
from newsgraph.reference import seats_of_government

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Span, Token
    from newsgraph.extraction.gazetteer.gazetteer import Gazetteer, Place

_LONGEST_NAME = 4  # tokens
_FARTHEST = 8  # tokens between a place and the one that holds it
_GREAT = 1_000_000  # inhabitants of a city that has quarters which are towns elsewhere
_CONTAINERS = ("country", "region", "county", "area")


class Clues(NamedTuple):
    """What a mention and its neighbours say."""

    name: str  # without article, possessive and words for the kind
    kind: PlaceKind | None  # as a word in or beside the name has it
    named: bool  # whether that word, if any, is part of the name ("Guadalupe River")
    within: "Place | None"  # the larger place
    article: bool  # an article before a bare name: "the Niger"
    other: bool  # "the other Springfield"
    located: bool  # whether it stands where only places stand ("in Boston")
    directed: bool  # whether it stands where places stand, too ("to Boston")
    held: "tuple[Place, ...]"  # what it may hold: the places of the name before it ("Rochester, New York")
    office: PlaceKind | None  # the kind of place whose office is named with it ("the governor of New York")
    siblings: str | None  # the country of whose regions it stands in a list ("Maine, New York, New Jersey")


@cache
def place_words() -> dict[str, dict[str, frozenset[str]]]:
    """The word lists of `place_words.toml`, as frozen sets."""
    return {
        table: {name: frozenset(listed) for name, listed in lists.items()}
        for table, lists in read_toml("place_words.toml").items()
    }


@lru_cache(maxsize=1 << 14)
def is_common(name: str) -> bool:
    """Whether a name is made of words that make no place's name by themselves: "City Hall", "Same"."""
    toponyms, lowered = place_words()["toponyms"], name.lower().split()
    if len(lowered) == 1 and name.istitle() and lowered[0] in toponyms["never"]:
        return True
    return all(word in toponyms["generic"] or word in toponyms["civic"] for word in lowered)


@lru_cache(maxsize=1 << 14)
def kind_of_word(word: str) -> PlaceKind | None:
    """The kind of place that a common noun names ("oblast": region)."""
    lowered = word.lower()
    kinds: tuple[PlaceKind, ...] = ("region", "county", "city", "country", "water", "area")
    return next((kind for kind in kinds if lowered in place_words()["kinds"][kind]), None)


def read(span: "Span", gazetteer: "Gazetteer") -> Clues:
    """The clues of one mention of a place."""
    tokens = [token for token in span if token.tag_ != "POS" and token.text not in ("'", "’", "’s", "'s")]
    article = len(tokens) > 1 and tokens[0].lower_ == "the"
    comma = next((token for token in tokens[1:-1] if token.text == ","), None)
    inner = tokens[: tokens.index(comma)] if comma is not None else tokens  # "San Antonio, Texas" as one name
    name, kind = _stripped(inner[1:] if article else inner, gazetteer)
    before, following = _neighbour(span, -1), _neighbour(span, 1)
    bare = following is None or following.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM")
    article = article or (before is not None and before.lower_ == "the")
    other = any(
        token.lower_ in place_words()["within"]["other"] for token in span.doc[max(0, span.start - 2) : span.start]
    )
    return Clues(
        name=name or span.text,
        kind=kind or _kind_beside(span, following, before),
        named=kind is not None or (following is not None and following.is_title),
        within=_after(span.doc[span.start : comma.i] if comma is not None else span, gazetteer)
        or _before(span, gazetteer),
        article=article and bare,
        other=other,
        located=before is not None and before.lower_ in place_words()["toponyms"]["locative"],
        directed=before is not None and before.lower_ in place_words()["toponyms"]["directional"],
        held=_held(span, gazetteer) if before is not None and before.text == "," else (),
        office=office_beside(span),
        siblings=regions_listed_with(span, gazetteer),
    )


def is_seat(name: str) -> bool:
    """Whether news calls a government by a building of that name: "the White House"."""
    return bare(name) in seats_of_government()


def is_everyday(name: str) -> bool:
    """Whether a name is an everyday word that is also some small town's: "Supreme", "Rest"."""
    return name.lower() in _everyday_words()


@cache
def _everyday_words() -> frozenset[str]:
    lines = data_file("common_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def _stripped(tokens: "list[Token]", gazetteer: "Gazetteer") -> tuple[str, PlaceKind | None]:
    """A name without the word for its kind, unless the gazetteer knows the whole ("Lake Chad")."""
    kind = None
    if len(tokens) > 1 and not gazetteer.lookup(_text(tokens)):
        if (kind := kind_of_word(tokens[-1].text)) is not None:
            tokens = tokens[:-1]
        elif (kind := kind_of_word(tokens[0].text)) is not None:
            tokens = tokens[2:] if tokens[1].lower_ == "of" and len(tokens) > 2 else tokens[1:]
    return _text(tokens), kind


def _text(tokens: "list[Token]") -> str:
    return tokens[0].doc[tokens[0].i : tokens[-1].i + 1].text if tokens else ""


def _held(span: "Span", gazetteer: "Gazetteer") -> "tuple[Place, ...]":
    """The places of the name that stands before a comma and this one."""
    doc, end = span.doc, span.start - 1
    for start in range(max(span.sent.start, end - _LONGEST_NAME), end):
        if doc[start].text[:1].isupper() and (places := gazetteer.lookup(doc[start:end].text)):
            return tuple(places)
    return ()


def _neighbour(span: "Span", step: int) -> "Token | None":
    index = span.start - 1 if step < 0 else span.end
    if not 0 <= index < len(span.doc) or span.doc[index].is_space:
        return None
    return span.doc[index]


def _kind_beside(span: "Span", following: "Token | None", before: "Token | None") -> PlaceKind | None:
    """The kind in "Kherson region", "the city of Kherson", "Lake Chad"."""
    if following is not None and span.root.head == following and following.dep_ != "compound":
        kind = kind_of_word(following.text)
        if kind is not None:
            return kind
    if before is None:
        return None
    if before.lower_ == "of" and span.start >= 2:
        word, kinds = span.doc[span.start - 2], place_words()["kinds"]
        if word.lower_ in kinds["parts"] or word.text in kinds["jurisdictions"]:
            return None
        return "country" if word.lower_ in kinds["countries"] else kind_of_word(word.text)
    return kind_of_word(before.text) if before.is_title or before.dep_ == "compound" else None


def _container(tokens: "list[Token]", gazetteer: "Gazetteer") -> "tuple[Place | None, int]":
    """The longest name of a larger place at the start of some tokens, and how many tokens it has.

    A great city holds its quarters: "Lewisham, London".
    """
    for length in range(min(_LONGEST_NAME, len(tokens)), 0, -1):
        first, last = tokens[0], tokens[length - 1]
        text = first.doc[first.i : last.i + 1].text
        places = gazetteer.lookup(text) or gazetteer.lookup(f"US.{text}") or gazetteer.lookup(f"{text}.")
        for place in places:
            if place.kind in _CONTAINERS:
                return place, length
        if places and places[0].kind == "city" and places[0].population >= _GREAT:
            return places[0], length
    return None, 0


def _after(span: "Span", gazetteer: "Gazetteer") -> "Place | None":
    """The holder in "Paris, Texas", "Boston, in Lincolnshire", "Suzhou in Jiangsu"; none in a list of names."""
    links, sentence_end = place_words()["within"]["links"], span.sent.end
    tokens = list(span.doc[span.end : min(sentence_end, span.end + _FARTHEST + _LONGEST_NAME)])
    if not tokens or (tokens[0].text not in (",", "(") and tokens[0].lower_ != "in"):
        return None
    listed = span.start > span.sent.start and (
        span.doc[span.start - 1].text == "," or span.doc[span.start - 1].lower_ == "and"
    )
    for index, token in enumerate(tokens[:_FARTHEST]):
        if token.text[:1].isupper():
            place, length = _container(tokens[index:], gazetteer)
            if listed and place is not None and place.kind == "city":
                return None
            direct = index == 1
            rest = tokens[index + length :]
            goes_on = direct and _goes_on(rest) and not _is_held_by_next(place, rest, gazetteer)
            return None if place is None or goes_on else place
        if token.lower_ not in links:
            return None
    return None


def _is_held_by_next(place: "Place | None", rest: "list[Token]", gazetteer: "Gazetteer") -> bool:
    """Whether what follows holds it: "New Hampshire, United States"."""
    if place is None or len(rest) < 2 or rest[0].text != ",":
        return False
    holder, _ = _container(rest[1:], gazetteer)
    return (
        holder is not None and holder.kind == "country" and place.kind != "country" and holder.country == place.country
    )


def _goes_on(rest: "list[Token]") -> bool:
    """Whether a list of names goes on: "France, Spain and Italy"."""
    if rest and rest[0].text == ",":
        rest = rest[1:]
        if rest and rest[0].text[:1].isupper():
            return True
    return len(rest) > 1 and rest[0].lower_ in ("and", "or") and rest[1].text[:1].isupper()


def _before(span: "Span", gazetteer: "Gazetteer") -> "Place | None":
    """The holder in "Russia's Krasnodar", "the German city of Bonn"."""
    links = place_words()["within"]["links"]
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
