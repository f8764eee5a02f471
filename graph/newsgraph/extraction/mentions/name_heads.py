"""What a name names by its own words and by longer and shorter names: "… Correctional Facility", "Mahan Air"."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsgraph.extraction.base.lexicon import words, words_of_any
from newsgraph.extraction.mentions.name_features import given_names, key
from newsgraph.record import EntityType

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Span
    from newsgraph.extraction.gazetteer.gazetteer import Gazetteer

Types = dict[str, EntityType | None]
_SHORTEST_ACRONYM = 3
_CAMPUS = 2  # words
_WELL_KNOWN = 0.65  # prominence from which on a word is taken for the place also where a surname follows
_KNOWN = 0.5  # prominence from which on a place is not taken for a firm


def types_by_words(spans: "Sequence[Span]", types: Types, gazetteer: "Gazetteer") -> Types:
    """The types of those names, by their keys, that their own words or shorter and longer names tell.

    Args:
        spans: the candidates of the article.
        types: what each was taken for so far.
        gazetteer: the places there are.
    """
    told: Types = {}
    first = {key(span): span for span in reversed(spans)}
    for name, span in first.items():
        kind = types[name]
        if span.start and span.doc[span.start - 1].lower_ in words("names", "maiden"):
            told[name] = "person"
        elif kind is None and _is_known_body(span):
            told[name] = "organization"
        elif kind != "person" and span[0].text in words("names", "particles") and _ends_a_person(name, types):
            told[name] = "person"
        elif kind == "person" and _is_campus(span, gazetteer):
            told[name] = "organization"
        elif kind == "person" and len(span) > 1 and (head := _head_type(span)) is not None:
            told[name] = head
        elif kind == "organization" and (other := _other_than_body(span)) is not None:
            told[name] = other
        elif kind == "organization" and any(place.kind == "country" for place in gazetteer.lookup(span.text)[:1]):
            told[name] = "place"
        elif kind in {"place", "organization"} and _is_full_name(span, types, gazetteer):
            told[name] = "person"
    surnames = {name.split()[-1] for name, kind in types.items() if told.get(name, kind) == "person" and " " in name}
    for name, kind in types.items():
        opening, _, rest = name.partition(" ")
        firm = told.get(name, kind) == "organization" and rest and rest.split()[-1] in words("names", "firm_tails")
        if not firm or opening not in types or opening in surnames or opening in given_names():
            continue
        limit = _WELL_KNOWN if types[opening] == "person" else _KNOWN
        if gazetteer.prominence(opening) < limit:
            told[opening] = "organization"
    return told


def _is_campus(span: "Span", gazetteer: "Gazetteer") -> bool:
    """Whether a name is an acronym and the name of a known town: "UC Davis"."""
    acronym = span[0].text.isupper() and span[0].text.isalpha() and len(span[0].text) > 1
    return len(span) == _CAMPUS and acronym and gazetteer.prominence(span[1].text) >= _KNOWN


def _is_known_body(span: "Span") -> bool:
    """Whether a name of several words, or an acronym, is that of a body that news everywhere names."""
    acronym = span[0].text.isupper() and len(span[0].text) >= _SHORTEST_ACRONYM
    telling = len(span) > 1 or acronym or span[0].lower_ in words("names", "known", "platforms")
    return telling and span.text.lower() in words("names", "known", "organization", separator=";")


def _ends_a_person(name: str, types: Types) -> bool:
    """Whether a person's full name ends with a name: "al-Assad"."""
    return any(kind == "person" and longer.endswith(f" {name}") for longer, kind in types.items())


def _head_type(span: "Span") -> EntityType | None:
    """What the last word of a name says that is no surname: "Eastern Shoshone Tribe"."""
    kinds: tuple[EntityType, ...] = ("organization", "place", "group")
    last = span[-1].lower_
    return next((kind for kind in kinds if last in words("names", "heads_of_no_people", kind)), None)


def _other_than_body(span: "Span") -> EntityType | None:
    """What the last word of a name says that is no body's: "Washington Monument", "Northern Arapaho Tribe"."""
    kinds: tuple[EntityType, ...] = ("place", "group")
    last = span[-1].lower_
    found = (kind for kind in kinds if last in words("names", "heads_of_no_bodies", kind))
    return next(found, None) if len(span) > 1 else None


def _is_full_name(span: "Span", types: Types, gazetteer: "Gazetteer") -> bool:
    """Whether a name of two or three words ends with what the article uses alone as the name of a person."""
    if not 1 < len(span) < 4 or types.get(span[-1].lower_) != "person" or not all(t.text[0].isupper() for t in span):
        return False
    heads = ("heads.organization", "heads.place", "heads.nothing", "heads.place_openers")
    listed = words_of_any("names", "titles", *heads)
    before = span.doc[span.start - 1].lower_ if span.start else ""
    given = span[0].lower_ in given_names()
    place = not given and gazetteer.prominence(span[0].text) >= _WELL_KNOWN
    known = span[0].text.isupper() or gazetteer.demonym(span[0].text) or place
    return before != "the" and not known and not any(token.lower_ in listed for token in span)
