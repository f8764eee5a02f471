"""Reports of one event, together: what they say, and whether another fits them."""

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from newsgraph.resolution.identities import Thing
from newsgraph.resolution.places import parse_place
from newsgraph.resolution.reports import Parts, Report, settings, times_agree


class _Sides(NamedTuple):
    """Who does something to whom, as a report has it, and of what type that is."""

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
    """Reports of one event; what they say is kept once each, so that none is compared with all of them."""

    __slots__ = ("_days", "_places", "_sides", "_times", "_untimed_days", "first", "reports")

    def __init__(self, first: Report) -> None:
        self.first = first
        self.reports: list[Report] = []
        self._sides: dict[_Sides, None] = {}
        self._times: dict[str, None] = {}
        self._places: dict[str, Thing] = {}
        self._days = _Days()
        self._untimed_days = _Days()
        self.add(first)

    def add(self, report: Report) -> None:
        """Take in a report."""
        self.reports.append(report)
        if not report.vague:
            self._sides[_sides(report)] = None
        if report.time is not None:
            self._times[report.time] = None
        if report.place:
            self._places[report.place.slug] = report.place
        if report.published:
            self._days.add(report.published)
            if not report.time:
                self._untimed_days.add(report.published)

    def takes(self, report: Report) -> bool:
        """Whether a report of the same lemma may be of one event with each that is here; see `events.link_events`."""
        days = self._untimed_days if report.time else self._days
        if not days.near(report.published) or not all(times_agree(report.time, time) for time in self._times):
            return False
        if report.place and not all(_places_agree(report.place, place) for place in self._places.values()):
            return False
        own = _sides(report)
        return report.vague or all(_sides_agree(own, other) for other in self._sides)


def _sides(report: Report) -> _Sides:
    return _Sides(report.agents, report.patients, report.state, report.event.type)


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


def _places_agree(a: Thing, b: Thing) -> bool:
    """Whether two places may be one place of an event: a city and the region named for it, a land and a part."""
    if a.slug in (b.slug, b.contained_in) or b.slug == a.contained_in:
        return True
    return place_core(a.label) == place_core(b.label)


@lru_cache(maxsize=1 << 12)
def place_core(label: str) -> str:
    """The folded name of a place, without the word for its kind."""
    return parse_place(label).core
