"""What stands beside a place name and tells its kind: who governs it, and the places that it is listed with."""

from typing import TYPE_CHECKING

from newsgraph.extraction.base.data_files import read_toml
from newsgraph.record import PlaceKind

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Doc, Span
    from newsgraph.extraction.gazetteer.gazetteer import Gazetteer, Place

_LONGEST_NAME = 3  # tokens
_MOST_MATES = 4  # names of a list that are looked at on each side
_ENOUGH_MATES = 2
_NEAR = 2  # tokens between an office and the place


def office_beside(span: "Span") -> PlaceKind | None:
    """The kind of place that has the office named beside a name: "New York Governor", "Senator Ann Lee of Georgia"."""
    doc, offices = span.doc, read_toml("place_words.toml")["offices"]
    after = [token.lower_ for token in doc[span.end : min(span.sent.end, span.end + _NEAR)]]
    before = doc[span.start - 1] if span.start > span.sent.start else None
    near = list(after[:1])
    if after[:1] == ["state"]:
        near += after[1:]
    if before is not None and before.lower_ in offices["links"]:
        first = max(span.sent.start, span.start - 2 - _NEAR)
        near += [token.lower_ for token in doc[first : span.start - 1]]
        person = doc[span.start - 2] if span.start - 2 >= span.sent.start else None
        if person is not None and person.ent_type_ == "PERSON" and before.lower_ == "of":  # "Doug Collins of Georgia"
            return "region"
    elif before is not None and before.lower_ in offices["region"] and before.is_title:
        near.append(before.lower_)
    kinds: tuple[PlaceKind, ...] = ("city", "region")
    return next((kind for kind in kinds if not set(offices[kind]).isdisjoint(near)), None)


def regions_listed_with(span: "Span", gazetteer: "Gazetteer") -> str | None:
    """The country of whose regions a name stands in a list ("Maine, New York, New Jersey"); none if others are, too."""
    found: list[Place] = []
    for step in (-1, 1):
        edge = span.start if step < 0 else span.end
        for _ in range(_MOST_MATES):
            mate = _mate(span.doc, edge, step, gazetteer, span.sent)
            if mate is None:
                break
            place, edge = mate
            found.append(place)
    countries = {place.country for place in found}
    if len(found) < _ENOUGH_MATES or len(countries) > 1 or any(place.kind != "region" for place in found):
        return None
    return found[0].country


def _mate(doc: "Doc", edge: int, step: int, gazetteer: "Gazetteer", sentence: "Span") -> "tuple[Place, int] | None":
    """The next name of a list, and where it ends: across a comma, an "and", or both."""
    index, joined = (edge - 1, False) if step < 0 else (edge, False)
    while sentence.start <= index < sentence.end and (doc[index].text == "," or doc[index].lower_ in ("and", "or")):
        index, joined = index + step, True
    if not joined:
        return None
    for length in range(_LONGEST_NAME, 0, -1):
        start, end = (index - length + 1, index + 1) if step < 0 else (index, index + length)
        if start < sentence.start or end > sentence.end or not doc[start].text[:1].isupper():
            continue
        if any(token.text == "," for token in doc[start:end]) or not doc[end - 1].text[:1].isupper():
            continue
        if places := gazetteer.lookup(doc[start:end].text):
            best = next((place for place in places[:2] if place.kind == "region"), places[0])
            return best, start if step < 0 else end
    return None
