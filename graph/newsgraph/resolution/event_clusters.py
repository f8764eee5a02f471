"""Mentions of one event, together: what they say, and whether another fits them."""

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from newsgraph.resolution.event_mentions import EventMention, Parts, settings, times_agree
from newsgraph.resolution.identities import Entity
from newsgraph.resolution.place_linking import parse_place


class _Sides(NamedTuple):
    """Who does something to whom, as a mention has it, and of what type that is."""

    agents: Parts
    patients: Parts
    state: str | None
    type: str | None


class _Days:
    """The first and the last of some days."""

    __slots__ = ("first", "last")

    def __init__(self) -> None:
        self.first = date.max
        self.last = date.min

    def add(self, day: date) -> None:
        self.first, self.last = min(self.first, day), max(self.last, day)

    def near(self, day: date | None) -> bool:
        """Whether the news of a day may be that of all these days."""
        if day is None or self.first > self.last:
            return True
        cycle = settings()["news_cycle_days"]
        return bool((day - self.first).days <= cycle and (self.last - day).days <= cycle)


class Cluster:
    """Mentions of one event; what they say is kept once each, so that none is compared with all of them."""

    __slots__ = ("_days", "_places", "_sides", "_times", "_untimed_days", "first", "mentions")

    def __init__(self, first: EventMention) -> None:
        self.first = first
        self.mentions: list[EventMention] = []
        self._sides: dict[_Sides, None] = {}
        self._times: dict[str, None] = {}
        self._places: dict[str, Entity] = {}
        self._days = _Days()
        self._untimed_days = _Days()
        self.add(first)

    def add(self, mention: EventMention) -> None:
        """Take in a mention."""
        self.mentions.append(mention)
        if not mention.vague:
            self._sides[_sides(mention)] = None
        if mention.time is not None:
            self._times[mention.time] = None
        if mention.place:
            self._places[mention.place.slug] = mention.place
        if mention.published:
            self._days.add(mention.published)
            if not mention.time:
                self._untimed_days.add(mention.published)

    def takes(self, mention: EventMention) -> bool:
        """Whether a mention of the same lemma may be of one event with each that is here; see `link_events`."""
        days = self._untimed_days if mention.time else self._days
        if not days.near(mention.published) or not all(times_agree(mention.time, time) for time in self._times):
            return False
        if mention.place and not all(_places_agree(mention.place, place) for place in self._places.values()):
            return False
        own = _sides(mention)
        return mention.vague or all(_sides_agree(own, other) for other in self._sides)


def _sides(mention: EventMention) -> _Sides:
    return _Sides(mention.agents, mention.patients, mention.state, mention.event.type)


def _sides_agree(a: _Sides, b: _Sides) -> bool:
    """Whether type and those who take part are the same, as far as both tell."""
    a_full, b_full = (bool(one.agents and one.patients) for one in (a, b))
    if a_full and b_full:
        same_state = a.state is not None and a.state == b.state
        return bool((same_state or a.agents & b.agents) and a.patients & b.patients)
    if a_full or b_full:
        return bool(a.agents & b.agents or a.patients & b.patients)
    one_type = len({a.type, b.type} - {None}) == 1
    return one_type and bool((a.agents | a.patients) & (b.agents | b.patients))


def _places_agree(a: Entity, b: Entity) -> bool:
    """Whether two places may be one place of an event: a city and the region named for it, a land and a part."""
    if a.slug in (b.slug, b.contained_in) or b.slug == a.contained_in:
        return True
    return place_core(a.label) == place_core(b.label)


@lru_cache(maxsize=1 << 12)
def place_core(label: str) -> str:
    """The folded name of a place, without the word for its kind."""
    return parse_place(label).core
