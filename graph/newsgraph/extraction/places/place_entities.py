"""Gives the article's entities their places: one entity for each place, whatever its mentions are called."""

from typing import TYPE_CHECKING

from newsgraph.extraction.base.annotations import Entity, Mention
from newsgraph.extraction.gazetteer.context_features import kind_of_word
from newsgraph.extraction.places.toponym_groups import is_derived
from newsgraph.normalisation import fold_place
from newsgraph.record import Location

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsgraph.extraction.base.parsed import Span
    from newsgraph.extraction.gazetteer.gazetteer import Place
    from newsgraph.extraction.places.toponym_groups import ToponymGroup


def assign(groups: "Sequence[ToponymGroup]", entities: list[Entity]) -> None:
    """Give each entity the place that its mentions are of; others move to the entity of the place that they mean."""
    mentions_of: dict[Entity, dict[Place, list[Mention]]] = {}
    for group in groups:
        if group.place is not None:
            mentions_of.setdefault(group.entity, {}).setdefault(group.place, []).extend(group.mentions)
    bare = {(group.entity, group.place) for group in groups if group.clues.kind is None}
    at: dict[tuple[int | None, float, float, str], Entity] = {}
    for entity, found in mentions_of.items():
        main = max(found, key=lambda place: ((entity, place) in bare, len(found[place])))
        entity.location = _location(main)
        at.setdefault(_identity(main), entity)
        for mention in list(entity.mentions):
            _move(mention, at[_identity(main)])  # "Kiev" and "Kyiv" are one
    for found in mentions_of.values():
        for place, mentions in found.items():
            if _identity(place) not in at:
                at[_identity(place)] = Entity("place", mentions[0].span.text, [], location=_location(place))
                entities.append(at[_identity(place)])
            for mention in mentions:
                _move(mention, at[_identity(place)])
    for entity in at.values():
        entity.mentions.sort(key=lambda mention: (mention.span.start, -mention.span.end))


def widen(groups: "Sequence[ToponymGroup]") -> None:
    """A region that is named after its seat is mentioned by the whole phrase: "Kherson region", "region of Kherson"."""
    for group in groups:
        if group.place is None or group.clues.named or not is_derived(group.place):
            continue
        for mention in group.mentions:
            phrase = _phrase(mention.span)
            entity = mention.entity
            if phrase is None or entity is None:
                continue
            if any(other.span.start == phrase.start and other.span.end == phrase.end for other in entity.mentions):
                entity.mentions.remove(mention)
            else:
                mention.span, mention.head = phrase, phrase.root
            if fold_place(entity.label) == fold_place(group.clues.name):
                names = (other.span.text for other in entity.mentions if other.form == "name")
                entity.label = next(names, entity.label)


def _phrase(span: "Span") -> "Span | None":
    """A name with the word for its kind after it, or before it and "of"."""
    doc = span.doc
    if span.end < len(doc) and kind_of_word(doc[span.end].text) is not None:
        return doc[span.start : span.end + 1]
    if span.start >= 2 and doc[span.start - 1].lower_ == "of" and kind_of_word(doc[span.start - 2].text) is not None:
        return doc[span.start - 2 : span.end]
    return None


def _identity(place: "Place") -> tuple[int | None, float, float, str]:
    return place.geonameid, place.latitude, place.longitude, place.kind


def _move(mention: Mention, entity: Entity) -> None:
    if mention.entity is not None and mention.entity is not entity:
        mention.entity.mentions.remove(mention)
        entity.mentions.append(mention)
        mention.entity = entity


def _location(place: "Place") -> Location:
    return Location(
        iri=f"https://sws.geonames.org/{place.geonameid}/" if place.geonameid is not None else None,
        latitude=place.latitude,
        longitude=place.longitude,
        country=place.country,
        kind=place.kind,
        name=place.name or None,
    )
