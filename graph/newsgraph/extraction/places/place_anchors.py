"""Puts places that the gazetteer lacks where the article does: beside the places that it names with them."""

from typing import TYPE_CHECKING

from newsgraph.extraction.base.annotations import Entity, Mention
from newsgraph.extraction.gazetteer.context_features import is_common, is_seat, kind_of_word, place_words
from newsgraph.record import Location, PlaceKind

if TYPE_CHECKING:
    from collections.abc import Sequence

_POINTS = frozenset({"city", "county"})  # kinds whose location says where something beside them is


def approximate(entities: "Sequence[Entity]") -> None:
    """Locate rivers, hills, counties and the like that have no location yet, by the nearest town of the same sentence.

    "Divers searched the Guadalupe River in San José": the point is the town's, the identifier null.
    """
    towns = sorted(
        (
            (mention, entity.location)
            for entity in entities
            if entity.location is not None and entity.location.kind in _POINTS
            for mention in entity.mentions
            if mention.form == "name"
        ),
        key=lambda pair: pair[0].span.start,
    )
    for entity in entities:
        if entity.type == "place" and entity.location is None:
            for mention in entity.mentions:
                kind = _kind(mention) if mention.form == "name" else None
                town = _nearest(mention, towns, inside_only=kind == "county") if kind is not None else None
                if kind is not None and town is not None:
                    entity.location = Location(
                        iri=None, latitude=town.latitude, longitude=town.longitude, country=town.country, kind=kind
                    )
                    break


def _kind(mention: Mention) -> PlaceKind | None:
    """The kind of a place by its name ("Hunter River", "Strait of Georgia"), or by where it stands ("in Alentejo")."""
    span = mention.span
    if is_common(span.text) or is_seat(span.text) or not span.text[:1].isupper():
        return None
    if len(span) > 1:
        for word in (span[-1].text, span[0].text):
            kind = kind_of_word(word)
            if kind in ("water", "area", "region", "county"):
                return kind
    before = span.doc[span.start - 1].lower_ if span.start else ""
    stands = before in place_words()["toponyms"]["locative"] and span.root.ent_type_ in ("GPE", "LOC")
    return "area" if stands and len(span) == 1 else None


def _nearest(mention: Mention, towns: list[tuple[Mention, Location]], inside_only: bool) -> Location | None:
    """The town of the sentence that stands nearest; failing that, the last one of the sentence before."""
    sentence, position = mention.span.sent, mention.span.start
    towns = [pair for pair in towns if not mention.span.start <= pair[0].span.start < mention.span.end]
    inside = [pair for pair in towns if sentence.start <= pair[0].span.start < sentence.end]
    if inside:
        return min(inside, key=lambda pair: abs(pair[0].span.start - position))[1]
    if inside_only:  # a county has many sentences beside it that are of other places
        return None
    before = [pair for pair in towns if pair[0].span.start < sentence.start]
    if before and sentence.start - before[-1][0].span.sent.end <= 1:
        return before[-1][1]
    after = [pair for pair in towns if pair[0].span.start >= sentence.end]
    return after[0][1] if after and after[0][0].span.sent.start - sentence.end <= 1 else None
