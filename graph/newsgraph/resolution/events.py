"""Events across articles: which reports are of one happening (cross-document event coreference, by rules)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from newsgraph.resolution.identities import Thing
from newsgraph.resolution.places import parse_place
from newsgraph.resolution.profiles import head_word
from newsgraph.resolution.reports import Report, settings, times_agree, word_set

_Blocks = dict[tuple[str, ...], dict[int, None]]  # the clusters with a report under each key, in order


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

    Two reports of the same lemma are of one event if neither time, place nor the days of the articles exclude each
    other, and agents and patients overlap. A state and its bodies count as one agent ("Russia", "the Russian
    leadership"). A report of a typed event (PLOVER) that names one side joins the one event of its article that it can
    be, else another article's report of the same side; an event noun that names none ("a planned withdrawal") the
    last event of its article with that lemma. A report joins only where it fits all that are there (complete linkage).
    """
    clusters: list[_Cluster] = []
    blocks: _Blocks = defaultdict(dict)
    for report in sorted(reports, key=lambda one: one.rank):
        number = next((one for one in _options(report, clusters, blocks) if clusters[one].takes(report)), len(clusters))
        if number == len(clusters):
            clusters.append(_Cluster())
        clusters[number].add(report)
        for block in _blocks(report, clusters[number].reports[0]):
            blocks[block][number] = None
    return [cluster.reports for cluster in clusters]


def _options(report: Report, clusters: Sequence[_Cluster], blocks: _Blocks) -> list[int]:
    """The events that a report may be of, best first."""
    lemma, article = report.event.lemma, report.key[0]
    if report.full:
        keys = [("both", lemma, *sides) for sides in _sides(report)]
        return list(dict.fromkeys(number for key in keys for number in blocks.get(key, ())))
    if lemma in word_set("recurring"):
        return []
    if report.vague:
        return _last_before(report, [(n, clusters[n]) for n in blocks.get(("lemma", article, lemma), ())])
    here = {number for one in report.core for number in blocks.get(("article", article, lemma, one), ())}
    fitting = [number for number in sorted(here) if clusters[number].takes(report)]
    if len(fitting) == 1:
        return fitting
    return [number for one in _things(report) for number in blocks.get(("one", lemma, one), ())]


def _last_before(report: Report, clusters: Sequence[tuple[int, _Cluster]]) -> list[int]:
    """Of the events of its article with its lemma, the last one before a vague report, else the next."""
    start = report.event.trigger.start
    found = []
    for number, cluster in clusters:
        for other in cluster.reports:
            if other.key[0] == report.key[0] and not other.vague and _may_mean(report, other):
                distance = start - other.event.trigger.start
                found.append((distance < 0, abs(distance), number))
    return [number for _, _, number in sorted(found)[:1]]


def _may_mean(vague: Report, other: Report) -> bool:
    """Whether the words of a vague report fit another's participants: "troop withdrawal", "Russian troops"."""
    heads = {head_word(part.strip(":").replace("-", " ")).removesuffix("s") for part in other.core}
    return all(part.removeprefix(":").removesuffix("s") in heads for part in vague.core)


def _sides(report: Report) -> list[tuple[str, str]]:
    states = [f"@{report.state}"] if report.state else []
    return [(agent, patient) for agent in [*sorted(report.agents), *states] for patient in sorted(report.patients)]


def _blocks(report: Report, first: Report) -> list[tuple[str, ...]]:
    """The keys under which later reports look for this one's event, which that first one tells most of."""
    lemma, article = report.event.lemma, report.key[0]
    found: list[tuple[str, ...]] = [("lemma", article, lemma)]
    if not report.vague:
        found += [("article", article, lemma, one) for one in sorted(report.core)]
    if report.full:
        found += [("both", lemma, *sides) for sides in _sides(report)]
    elif not (first.full or report.vague):
        found += [("one", lemma, one) for one in _things(report)]
    return found


def _things(report: Report) -> list[str]:
    """The things of a report, without words that are none."""
    return sorted(part for part in report.core if not part.startswith(":"))


def one_event(a: Report, b: Report) -> bool:
    """Whether two reports of the same lemma may be of one event; see `link_events`."""
    if not (times_agree(a.time, b.time) and _days_agree(a, b) and _places_agree(a.place, b.place)):
        return False
    if a.vague or b.vague:
        return True
    same_state = a.state is not None and a.state == b.state
    if a.full and b.full:
        same_sides = bool((a.agents & b.agents or same_state) and a.patients & b.patients)
        return same_sides and (a.event.lemma not in word_set("recurring") or (a.time is not None and a.time == b.time))
    if a.full or b.full:
        return bool(a.agents & b.agents or a.patients & b.patients)
    return bool(a.core & b.core) and (a.event.type is not None or b.event.type is not None)


def _days_agree(a: Report, b: Report) -> bool:
    if (a.time and b.time) or a.published is None or b.published is None:
        return True
    return bool(abs((a.published - b.published).days) <= settings()["news_cycle_days"])


def _places_agree(a: Thing | None, b: Thing | None) -> bool:
    """Whether two places may be one place of an event: a city and the region named for it, a land and a part."""
    if a is None or b is None or a.slug == b.slug or a.slug == b.contained_in or b.slug == a.contained_in:
        return True
    return parse_place(a.label).core == parse_place(b.label).core
