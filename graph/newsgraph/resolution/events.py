"""Events across articles: which reports are of one happening (cross-document event coreference, by rules)."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from newsgraph.record import Event, Record
from newsgraph.resolution.identities import Key, Thing
from newsgraph.resolution.names import bare
from newsgraph.resolution.places import parse_place

_Blocks = dict[tuple[str, ...], dict[int, None]]  # the clusters with a report under each key, in order
Parts = frozenset[str]  # slugs of things, and folded words of what is no thing, behind a colon


@cache
def settings() -> dict[str, Any]:
    """The tables of `events.toml`."""
    return tomllib.loads(files(__package__).joinpath("events.toml").read_text(encoding="utf-8"))


@cache
def word_set(name: str) -> frozenset[str]:
    """A list of words of `events.toml`."""
    return frozenset(settings()[name].split())


@dataclass(frozen=True, slots=True)
class Report:
    """One event of one article, and what takes part in it."""

    key: Key
    event: Event
    agents: Parts
    patients: Parts  # and recipients
    place: Thing | None
    time: str | None  # EDTF
    published: date | None

    @property
    def core(self) -> Parts:
        """Who does it and whom it is done to."""
        return self.agents | self.patients

    @property
    def full(self) -> bool:
        """Whether both sides of the event are known."""
        return bool(self.agents and self.patients)

    @property
    def rank(self) -> tuple[bool, bool, bool, Key]:
        """Sorts the reports that tell most to the front."""
        return (not self.full, self.time is None, self.place is None, self.key)


def reports_of(records: Iterable[Record], thing_of: dict[Key, Thing]) -> list[Report]:
    """The reports of all events of the records."""
    return [_report(record, event, thing_of) for record in records for event in record.events]


def _report(record: Record, event: Event, thing_of: dict[Key, Thing]) -> Report:
    article = record.article.id
    sides: dict[str, set[str]] = defaultdict(set)
    for one in event.participants:
        thing = thing_of.get((article, one.entity)) if one.entity else None
        sides[one.role].add(thing.slug if thing else f":{bare(one.text)}")
    return Report(
        key=(article, event.id),
        event=event,
        agents=frozenset(sides["agent"]),
        patients=frozenset(sides["patient"] | sides["recipient"]),
        place=thing_of.get((article, event.place)) if event.place else None,
        time=event.time.value if event.time else None,
        published=_day(record.article.published),
    )


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


@dataclass(slots=True)
class _Cluster:
    """Reports of one event; what tells them apart once each."""

    reports: list[Report] = field(default_factory=list)
    distinct: dict[tuple[object, ...], Report] = field(default_factory=dict)

    def add(self, report: Report) -> None:
        self.reports.append(report)
        place = report.place.slug if report.place else None
        signature = (report.agents, report.patients, place, report.time, report.published)
        self.distinct.setdefault(signature, report)

    def takes(self, report: Report) -> bool:
        return all(one_event(report, other) for other in self.distinct.values())


def link_events(reports: Iterable[Report]) -> list[list[Report]]:
    """Put together the reports of one event.

    The reports that name both sides of an event come first. Two of them are of one event if their lemma is the same,
    agents and patients overlap, and neither time, place nor the days of the articles exclude each other. A report that
    names one side joins the one event of its article that it can be, else another article's report of the same side,
    if the event has a type (PLOVER). A report joins only where it fits all that are there (complete linkage).
    """
    clusters: list[_Cluster] = []
    blocks: _Blocks = defaultdict(dict)
    for report in sorted(reports, key=lambda one: one.rank):
        number = next((one for one in _options(report, clusters, blocks) if clusters[one].takes(report)), None)
        if number is None:
            number = len(clusters)
            clusters.append(_Cluster())
        clusters[number].add(report)
        for block in _blocks(report):
            blocks[block][number] = None
    return [cluster.reports for cluster in clusters]


def _options(report: Report, clusters: Sequence[_Cluster], blocks: _Blocks) -> list[int]:
    """The events that a report may be of, best first."""
    lemma, article = report.event.lemma, report.key[0]
    if report.full:
        return list(
            dict.fromkeys(
                number
                for agent in sorted(report.agents)
                for patient in sorted(report.patients)
                for number in blocks.get(("both", lemma, agent, patient), ())
            )
        )
    if report.event.type is None or lemma in word_set("recurring"):
        return []
    here = {number for one in report.core for number in blocks.get(("article", article, lemma, one), ())}
    fitting = [number for number in sorted(here) if clusters[number].takes(report)]
    if len(fitting) == 1:
        return fitting
    return [number for one in sorted(report.core) for number in blocks.get(("one", lemma, one), ())]


def _blocks(report: Report) -> list[tuple[str, ...]]:
    """The keys under which later reports look for this one."""
    lemma, article = report.event.lemma, report.key[0]
    found: list[tuple[str, ...]] = [("article", article, lemma, one) for one in sorted(report.core)]
    if report.full:
        found += [
            ("both", lemma, agent, patient) for agent in sorted(report.agents) for patient in sorted(report.patients)
        ]
    else:
        found += [("one", lemma, one) for one in sorted(report.core)]
    return found


def one_event(a: Report, b: Report) -> bool:
    """Whether two reports of the same lemma may be of one event; see `link_events`."""
    if not (times_agree(a.time, b.time) and _days_agree(a, b) and _places_agree(a.place, b.place)):
        return False
    if a.full and b.full:
        same_sides = bool(a.agents & b.agents and a.patients & b.patients)
        return same_sides and (a.event.lemma not in word_set("recurring") or (a.time is not None and a.time == b.time))
    if a.full or b.full:
        return bool(a.agents & b.agents or a.patients & b.patients)
    return bool(a.core & b.core)


def _days_agree(a: Report, b: Report) -> bool:
    if (a.time and b.time) or a.published is None or b.published is None:
        return True
    return bool(abs((a.published - b.published).days) <= settings()["news_cycle_days"])


def _places_agree(a: Thing | None, b: Thing | None) -> bool:
    """Whether two places may be one place of an event: a city and the region named for it, a land and a part."""
    if a is None or b is None or a.slug == b.slug or a.slug == b.contained_in or b.slug == a.contained_in:
        return True
    return parse_place(a.label).core == parse_place(b.label).core


def times_agree(a: str | None, b: str | None) -> bool:
    """Whether two EDTF dates may be one: one is missing, or as exact as the other goes ("2022-10", "--10")."""
    if a is None or b is None or a == b:
        return True
    if "/" in a or "/" in b:
        return False
    one, other = a.rstrip("~?%"), b.rstrip("~?%")
    if one.startswith("--") or other.startswith("--"):
        one, other = (value[2:] if value.startswith("--") else value[5:] for value in (one, other))
        return bool(one and other) and (one.startswith(other) or other.startswith(one))
    return one.startswith(other) or other.startswith(one)
