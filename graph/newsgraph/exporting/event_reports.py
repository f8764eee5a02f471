"""How articles report events, and who has a part in them: what is only claimed of an event must not pass for stated."""

from newsgraph.exporting.material import Event, Material
from newsgraph.exporting.page import Page


class EventReports:
    """How the events of a graph are reported, as far as its pages have been read."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._events: dict[str, set[str]] = {}
        self._parts: dict[tuple[str, str], set[str]] = {}
        self._stated: set[tuple[str, str]] = set()

    def read(self, page: Page) -> None:
        """Take note of what one article reports."""
        for report in page.reports:
            self._events.setdefault(report.event, set()).add(report.status)
            event = self._material.events.get(report.event)
            for thing in _things(event) & report.present if event else ():
                self._parts.setdefault((report.event, thing), set()).add(report.status)
                if report.stated:
                    self._stated.add((report.event, thing))

    def of(self, event: str) -> tuple[str, ...]:
        """The report statuses of an event."""
        return tuple(sorted(self._events.get(event, ())))

    def of_part(self, event: str, thing: str) -> tuple[str, ...]:
        """The report statuses of an event in the sentences that name something that has a part in it."""
        return tuple(sorted(self._parts.get((event, thing), ())))

    def is_stated(self, event: str, thing: str) -> bool:
        """Whether a sentence that names both surely states the event: else the part in it is only said to be."""
        return (event, thing) in self._stated


def _things(event: Event) -> set[str]:
    return {thing for _, thing in event.parts} | ({event.place} if event.place else set())
