"""Whether a place whose name stands within a longer name is spoken of: "Cambridge City Council", not "Boston Globe"."""

from typing import TYPE_CHECKING

from newsgraph.extraction.base.lexicon import words
from newsgraph.extraction.gazetteer.context_features import is_common, place_words
from newsgraph.record import EntityType

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Span
    from newsgraph.extraction.gazetteer.gazetteer import Gazetteer

_WELL_KNOWN = 0.6  # prominence in the gazetteer of a place that is one also within a longer name


def may_stand_within(part: "Span", whole: "Span", kind: EntityType | None, gazetteer: "Gazetteer") -> bool:
    """Whether a place's name within a longer name may be spoken of.

    A newspaper, a university or a firm is only named after a place, and what is part of a place's name is none by
    itself; the bodies that govern or serve a place are its own.

    Args:
        part: the name of the place.
        whole: the longer name.
        kind: what the longer name names, as far as it is known.
        gazetteer: the places there are.
    """
    before = part.doc[part.start - 1].lower_ if part.start > whole.start else ""
    after = part.doc[part.end].lower_ if part.end < whole.end else ""
    named_after = before != "of" and {after, whole[-1].lower_} & place_words()["bearers"]["words"]
    if named_after or is_common(part.text):
        return False
    if whole.text.lower() in words("names", "wholes", separator=";"):
        return False
    country = any(place.kind == "country" for place in gazetteer.lookup(part.text)[:1])
    toponyms = place_words()["toponyms"]
    if kind == "place":
        return before in toponyms["locative"] or (country and (before in toponyms["parting"] or not before))
    if before:
        return before in toponyms["before_nested"] - toponyms["joining"]
    serves = after in toponyms["civic"]  # of a place's own bodies and buildings
    return country or serves or gazetteer.prominence(part.text) >= _WELL_KNOWN
