"""Events across articles: which reports are of one happening (cross-document event coreference, by rules)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from newsgraph.resolution.clusters import Cluster
from newsgraph.resolution.names import bare
from newsgraph.resolution.profiles import head_word, is_plural
from newsgraph.resolution.reports import Report, word_set
from newsgraph.resolution.shelves import Shelf

_Key = tuple[str, ...]
_Shelves = dict[_Key, Shelf]  # the clusters with a report under each key
_Told = dict[tuple[str, str], list[tuple[int, Report]]]  # by article and lemma, what isn't vague, with its cluster


def link_events(reports: Iterable[Report]) -> list[list[Report]]:
    """Put together the reports of one event.

    Two reports of the same lemma are of one event if neither time, place nor the days of the articles exclude each
    other, and agents and patients overlap. A state and its bodies count as one agent ("Russia", "the Russian
    leadership"). A report of a typed event (PLOVER) that names one side joins the one event of its article that it can
    be, else another article's report of the same side; an event noun that names none ("a planned withdrawal") the
    last event of its article with that lemma. A report joins only where it fits all that are there (complete linkage).

    Reports are looked for under keys, and there by day and place, so that the time grows about as their number does.
    """
    clusters: list[Cluster] = []
    shelves: _Shelves = defaultdict(Shelf)
    told: _Told = defaultdict(list)
    for report in sorted(reports, key=lambda one: one.rank):
        options = _options(report, clusters, shelves, told)
        number = next((one for one in options if clusters[one].takes(report)), len(clusters))
        if number == len(clusters):
            clusters.append(Cluster(report))
        else:
            clusters[number].add(report)
        if not report.vague:
            told[report.key[0], report.event.lemma].append((number, report))
            for key in _keys(report, clusters[number].first):
                shelves[key].put(number, clusters[number].first)
    return [cluster.reports for cluster in clusters]


def _options(report: Report, clusters: Sequence[Cluster], shelves: _Shelves, told: _Told) -> Iterable[int]:
    """The events that a report may be of, best first; one may come twice."""
    lemma, article = report.event.lemma, report.key[0]
    if report.full:
        return _found(report, _sides(report), shelves)
    if lemma in word_set("recurring"):
        return ()
    if report.vague:
        return _last_before(report, told.get((article, lemma), ()))
    keys = [("article", article, lemma, one) for one in report.core]
    fitting = {number for number in _found(report, keys, shelves) if clusters[number].takes(report)}
    if len(fitting) == 1:
        return fitting
    typed = ("typed", "untyped") if report.event.type else ("typed",)
    return _found(report, [(some, lemma, one) for one in _things(report) for some in typed], shelves)


def _found(report: Report, keys: Iterable[_Key], shelves: _Shelves) -> Iterable[int]:
    """What may be of one event with a report under each key."""
    return (number for key in keys if key in shelves for number in shelves[key].options(report))


def _last_before(report: Report, told: Iterable[tuple[int, Report]]) -> list[int]:
    """Of the events of its article with its lemma, the last one before a vague report, else the next.

    Several ("attacks") may sum up what has been told, but don't announce one that is to come.
    """
    start, several = report.event.trigger.start, is_plural(bare(report.event.trigger.text))
    found = []
    for number, other in told:
        if _may_mean(report, other):
            distance = start - other.event.trigger.start
            if distance >= 0 or not several:
                found.append((distance < 0, abs(distance), number))
    return [number for _, _, number in sorted(found)[:1]]


def _may_mean(vague: Report, other: Report) -> bool:
    """Whether the words of a vague report fit another's participants: "troop withdrawal", "Russian troops"."""
    heads = {head_word(part.strip(":").replace("-", " ")).removesuffix("s") for part in other.core}
    return all(part.removeprefix(":").removesuffix("s") in heads for part in vague.core)


def _sides(report: Report) -> list[_Key]:
    """The keys of a report that names both sides; none where it can be one with no other report."""
    lemma = report.event.lemma
    if lemma in word_set("recurring"):
        if report.time is None:
            return []
        lemma = f"{lemma} {report.time}"
    states = [f"@{report.state}"] if report.state else []
    agents = [*sorted(report.agents), *states]
    return [("both", lemma, agent, patient) for agent in agents for patient in sorted(report.patients)]


def _keys(report: Report, first: Report) -> list[_Key]:
    """The keys under which later reports look for this one's event, which that first one tells most of."""
    lemma, article = report.event.lemma, report.key[0]
    found: list[_Key] = [("article", article, lemma, one) for one in sorted(report.core)]
    if report.full:
        return found + _sides(report)
    typed = "typed" if first.event.type else "untyped"
    return found if first.full else found + [(typed, lemma, one) for one in _things(report)]


def _things(report: Report) -> list[str]:
    """The things of a report, without words that are none."""
    return sorted(part for part in report.core if not part.startswith(":"))
