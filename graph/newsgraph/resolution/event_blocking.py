"""Where clusters of mentions are found again by when and where they happen."""

from collections import defaultdict
from collections.abc import Iterable

from newsgraph.resolution.event_comparison import place_core
from newsgraph.resolution.event_mentions import EventMention, settings

_FEW = 8  # so many clusters are sooner looked through than looked up
_YEAR, _MONTH = 4, 7  # letters of an EDTF date


class BlockingIndex:
    """Clusters in the order in which they came, found by when and where the first mention of each has its event.

    A mention can only join a cluster if it fits the first mention there. So by place it need look only at those that
    begin at the same place, at one that holds it or that it holds, or at none; by day, only at those of the same date,
    or of articles of the same days. Of these two it looks at the fewer. All others are sure not to take it.
    """

    __slots__ = ("_firsts", "_numbers", "_positions")

    def __init__(self) -> None:
        self._firsts: dict[int, EventMention] = {}
        self._numbers: list[int] = []
        self._positions: defaultdict[str, list[int]] | None = None  # in `_numbers`, by day and by place

    def put(self, number: int, first: EventMention) -> None:
        """Put a cluster here by its number, if it isn't here."""
        if number in self._firsts:
            return
        if self._positions is not None:
            for key in (*_days_held(first), *_places_held(first)):
                self._positions[key].append(len(self._numbers))
        self._firsts[number] = first
        self._numbers.append(number)

    def options(self, mention: EventMention) -> Iterable[int]:
        """The numbers of the clusters that may take a mention, in the order in which they came."""
        if len(self._numbers) <= _FEW:
            return self._numbers
        index = self._indexed()
        sought = (_days_sought(mention), _places_sought(mention))
        found = [[index[key] for key in keys if key in index] for keys in sought if keys is not None]
        if not found:
            return self._numbers
        fewest = min(found, key=lambda lists: sum(map(len, lists)))
        return [self._numbers[position] for position in sorted(set().union(*fewest))]

    def _indexed(self) -> dict[str, list[int]]:
        if self._positions is None:
            self._positions = defaultdict(list)
            for position, first in enumerate(self._firsts.values()):
                for key in (*_days_held(first), *_places_held(first)):
                    self._positions[key].append(position)
        return self._positions


def _places_held(first: EventMention) -> list[str]:
    place = first.place
    if place is None:
        return ["nowhere"]
    inside = [f"in {place.contained_in}"] if place.contained_in else []
    return [f"called {place_core(place.label)}", f"is {place.slug}", *inside]


def _places_sought(mention: EventMention) -> list[str] | None:
    """Under one of these is whatever fits the place of a mention; null where anything may."""
    place = mention.place
    if place is None:
        return None
    around = [f"is {place.contained_in}"] if place.contained_in else []
    return [f"called {place_core(place.label)}", f"is {place.slug}", f"in {place.slug}", *around, "nowhere"]


def _days_held(first: EventMention) -> list[str]:
    cycle = _cycle(first)
    if not first.time:
        return ["untimed", f"untimed {cycle}"]
    if "/" in first.time:
        return [f"timed {cycle}", f"date {first.time}"]
    day = first.time.rstrip("~?%")
    if day.startswith("--") or len(day) < _YEAR:
        return [f"timed {cycle}", "any year"]
    month = f"month {day[:_MONTH]}" if len(day) >= _MONTH else f"all of {day[:_YEAR]}"
    return [f"timed {cycle}", f"year {day[:_YEAR]}", month]


def _days_sought(mention: EventMention) -> list[str] | None:
    """Under one of these is whatever fits the time of a mention, or the day of its article; null where anything may."""
    cycle = _cycle(mention)
    near = [None] if cycle is None else [None, cycle - 1, cycle, cycle + 1]
    if not mention.time:
        return None if cycle is None else [f"{timed} {one}" for timed in ("timed", "untimed") for one in near]
    untimed = ["untimed"] if cycle is None else [f"untimed {one}" for one in near]
    if "/" in mention.time:
        return [*untimed, f"date {mention.time}"]
    day = mention.time.rstrip("~?%")
    if day.startswith("--") or len(day) < _YEAR:
        return None
    if len(day) < _MONTH:
        return [*untimed, f"year {day[:_YEAR]}", "any year"]
    return [*untimed, f"month {day[:_MONTH]}", f"all of {day[:_YEAR]}", "any year"]


def _cycle(mention: EventMention) -> int | None:
    """The number of the span of days, each as long as news lasts, in which the article was published."""
    days = int(settings()["news_cycle_days"]) + 1
    return mention.published.toordinal() // days if mention.published else None
