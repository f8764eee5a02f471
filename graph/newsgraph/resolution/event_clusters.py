"""Mentions of one event, together: what they say, and whether another fits them."""

from collections.abc import Iterable, Iterator
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


class _Said:
    """What mentions of one event say, once each, so that no other is compared with all of them."""

    __slots__ = ("days", "places", "sides", "times", "untimed_days")

    def __init__(self, mentions: Iterable[EventMention]) -> None:
        self.sides: dict[Sides, None] = {}
        self.times: dict[str, None] = {}
        self.places: dict[str, Entity] = {}
        self.days: tuple[date, ...] = ()  # the first and the last
        self.untimed_days: tuple[date, ...] = ()  # of the mentions that don't say when
        for mention in mentions:
            self.add(mention)

    def add(self, mention: EventMention) -> None:
        """Take in what a mention says."""
        if not mention.vague:
            self.sides[sides_of(mention)] = None
        if mention.time is not None:
            self.times[mention.time] = None
        if mention.place:
            self.places[mention.place.slug] = mention.place
        if mention.published:
            self.days = _ends(*self.days, mention.published)
            if not mention.time:
                self.untimed_days = _ends(*self.untimed_days, mention.published)


class Cluster:
    """Mentions of one event, the first of which tells most."""

    __slots__ = ("_said", "first", "mentions")

    def __init__(self, first: EventMention) -> None:
        self.first = first
        self.mentions = [first]
        self._said: _Said | None = None  # of two and more: most events are told once

    def add(self, mention: EventMention) -> None:
        """Take in a mention."""
        self.mentions.append(mention)
        if self._said is None:
            self._said = _Said(self.mentions)
        else:
            self._said.add(mention)

    def takes(self, mention: EventMention) -> bool:
        """Whether a mention is of one event with each that is here (`event_comparison.compare`)."""
        return fits(self._of_first(mention) if self._said is None else self._findings(mention, self._said))

    def _of_first(self, mention: EventMention) -> Iterator[Finding]:
        first = self.first
        yield compare_lemmas(first, mention)
        if first.published and not (mention.time and first.time):
            yield compare_days(mention.published, first.published, timed=False)
        yield compare_times(mention.time, first.time)
        yield compare_places(mention.place, first.place)
        if not (mention.vague or first.vague):
            yield from compare_sides(sides_of(mention), sides_of(first))

    def _findings(self, mention: EventMention, said: _Said) -> Iterator[Finding]:
        yield compare_lemmas(self.first, mention)
        for day in said.untimed_days if mention.time else said.days:
            yield compare_days(mention.published, day, timed=False)
        for time in said.times:
            yield compare_times(mention.time, time)
        for place in said.places.values():
            yield compare_places(mention.place, place)
        if not mention.vague:
            own = sides_of(mention)
            for other in said.sides:
                yield from compare_sides(own, other)


def _ends(*days: date) -> tuple[date, ...]:
    """The first and the last of some days."""
    return (min(days), max(days))
