"""Mentions of one event, together: what they say, and whether another fits them."""

from collections.abc import Iterator
from datetime import date

from newsgraph.resolution.event_comparison import (
    Finding,
    Sides,
    compare_days,
    compare_lemmas,
    compare_places,
    compare_sides,
    compare_times,
    fits,
    sides_of,
)
from newsgraph.resolution.event_mentions import EventMention
from newsgraph.resolution.identities import Entity


class Cluster:
    """Mentions of one event; what they say is kept once each, so that none is compared with all of them."""

    __slots__ = ("_days", "_places", "_sides", "_times", "_untimed_days", "first", "mentions")

    def __init__(self, first: EventMention) -> None:
        self.first = first
        self.mentions: list[EventMention] = []
        self._sides: dict[Sides, None] = {}
        self._times: dict[str, None] = {}
        self._places: dict[str, Entity] = {}
        self._days: tuple[date, ...] = ()  # the first and the last
        self._untimed_days: tuple[date, ...] = ()  # of the mentions that don't say when
        self.add(first)

    def add(self, mention: EventMention) -> None:
        """Take in a mention."""
        self.mentions.append(mention)
        if not mention.vague:
            self._sides[sides_of(mention)] = None
        if mention.time is not None:
            self._times[mention.time] = None
        if mention.place:
            self._places[mention.place.slug] = mention.place
        if mention.published:
            self._days = _ends(*self._days, mention.published)
            if not mention.time:
                self._untimed_days = _ends(*self._untimed_days, mention.published)

    def takes(self, mention: EventMention) -> bool:
        """Whether a mention is of one event with each that is here (`event_comparison.compare`)."""
        return fits(self._findings(mention))

    def _findings(self, mention: EventMention) -> Iterator[Finding]:
        yield compare_lemmas(self.first, mention)
        for day in self._untimed_days if mention.time else self._days:
            yield compare_days(mention.published, day, timed=False)
        for time in self._times:
            yield compare_times(mention.time, time)
        for place in self._places.values():
            yield compare_places(mention.place, place)
        if not mention.vague:
            own = sides_of(mention)
            for other in self._sides:
                yield from compare_sides(own, other)


def _ends(*days: date) -> tuple[date, ...]:
    """The first and the last of some days."""
    return (min(days), max(days))
