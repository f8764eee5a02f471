"""Events across articles: which reports are of one happening (cross-document event coreference, by rules)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from newsgraph.record import Event, Record
from newsgraph.resolution.identities import Happening, Key, Thing
from newsgraph.resolution.slugs import Wanted, unique_slugs

_CORE = ("agent", "patient", "recipient")


@dataclass(slots=True)
class Report:
    """One event of one article, with the things that take part."""

    key: Key
    event: Event
    roles: dict[str, frozenset[str]]  # slugs of things by role
    place: str | None

    @property
    def agent(self) -> frozenset[str]:
        """Who did it."""
        return self.roles.get("agent", frozenset())

    @property
    def patient(self) -> frozenset[str]:
        """To whom or what it was done."""
        return self.roles.get("patient", frozenset()) | self.roles.get("recipient", frozenset())

    @property
    def time(self) -> str | None:
        """When, as an EDTF date."""
        return self.event.time.value if self.event.time else None


def link_events(records: Iterable[Record], things: Sequence[Thing]) -> list[Happening]:
    """One happening for all reports of one event, sorted by slug.

    Two reports are of one event if their lemma is the same, they share a thing among their agents and patients, no
    agent, patient, time or place of the one excludes the other's, and, where only one side of the event is filled,
    the event is of a type (PLOVER) or both stand in one article. Untyped events need agent and patient.
    """
    slug_of = {key: thing.slug for thing in things for key in thing.members}
    reports = [report for record in records for report in _reports(record, slug_of)]
    clusters = _cluster(reports)
    labels = {thing.slug: thing.label for thing in things}
    drafts = [_draft(cluster, labels) for cluster in clusters]
    slugs = unique_slugs([_wanted(cluster) for cluster in clusters])
    happenings = [
        Happening(slug, draft.label, draft.type, draft.participants, draft.place, draft.time, draft.members)
        for draft, slug in zip(drafts, slugs, strict=True)
    ]
    return sorted(happenings, key=lambda one: one.slug)


def _reports(record: Record, slug_of: dict[Key, str]) -> list[Report]:
    article = record.article.id
    found = []
    for event in record.events:
        roles: dict[str, set[str]] = defaultdict(set)
        for one in event.participants:
            if one.entity and (article, one.entity) in slug_of:
                roles[one.role].add(slug_of[article, one.entity])
        place = slug_of.get((article, event.place)) if event.place else None
        frozen = {role: frozenset(slugs) for role, slugs in roles.items()}
        found.append(Report((article, event.id), event, frozen, place))
    return found


def _cluster(reports: Sequence[Report]) -> list[list[Report]]:
    """Complete linkage, the fullest reports first; only reports that share a lemma and a thing are compared."""
    ordered = sorted(reports, key=lambda one: (-bool(one.agent) - bool(one.patient), one.time is None, one.key))
    clusters: list[list[Report]] = []
    block: dict[tuple[str, str], list[int]] = defaultdict(list)
    for report in ordered:
        core = sorted(report.agent | report.patient)
        options = sorted({number for slug in core for number in block[report.event.lemma, slug]})
        fitting = [number for number in options if all(one_event(report, other) for other in clusters[number])]
        if len(fitting) >= 1 and (len(fitting) == 1 or (report.agent and report.patient)):
            number = fitting[0]
            clusters[number].append(report)
        else:
            number = len(clusters)
            clusters.append([report])
        for slug in core:
            if number not in block[report.event.lemma, slug]:
                block[report.event.lemma, slug].append(number)
    return clusters


def one_event(a: Report, b: Report) -> bool:
    """Whether two reports of the same lemma may be of one event; see `link_events`."""
    if not (times_agree(a.time, b.time) and _agree(a.place, b.place)):
        return False
    agents, patients = a.agent & b.agent, a.patient & b.patient
    if (a.agent and b.agent and not agents) or (a.patient and b.patient and not patients):
        return False
    if agents and patients:
        return True
    crossed = (a.agent & b.patient if not (a.patient or b.agent) else frozenset()) or (
        a.patient & b.agent if not (a.agent or b.patient) else frozenset()
    )
    if not (agents or patients or crossed):
        return False
    return a.event.type is not None or b.event.type is not None


def _agree(a: str | None, b: str | None) -> bool:
    return a is None or b is None or a == b


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


def _fullest(cluster: Sequence[Report]) -> Report:
    return min(cluster, key=lambda one: (-bool(one.agent) - bool(one.patient), one.time is None, one.key))


def _draft(cluster: Sequence[Report], labels: dict[str, str]) -> Happening:
    main = _fullest(cluster)
    participants = sorted({(role, slug) for one in cluster for role, slugs in one.roles.items() for slug in slugs})
    types = Counter(one.event.type for one in cluster if one.event.type)
    places = Counter(one.place for one in cluster if one.place)
    return Happening(
        slug="",
        label=_label(main, labels),
        type=min(types, key=lambda name: (-types[name], name)) if types else None,
        participants=tuple(participants),
        place=min(places, key=lambda slug: (-places[slug], slug)) if places else None,
        time=_time(cluster),
        members=tuple(sorted(one.key for one in cluster)),
    )


def _time(cluster: Sequence[Report]) -> str | None:
    """The most exact time that a report gives."""
    times = {one.time for one in cluster if one.time}
    return min(times, key=lambda value: (value.startswith("--"), -len(value), value), default=None)


def _words(slugs: Iterable[str], labels: dict[str, str]) -> str:
    return " and ".join(labels[slug] for slug in sorted(slugs))


def _label(report: Report, labels: dict[str, str]) -> str:
    """The event in the text's own trigger and its participants' names."""
    trigger = " ".join(report.event.trigger.text.split())
    agent, patient = _words(report.agent, labels), _words(report.patient, labels)
    noun = trigger.casefold() != report.event.lemma and not agent and bool(patient)
    if noun:
        return f"{trigger} of {patient}"
    return " ".join(part for part in (agent, trigger, patient) if part)


def _wanted(cluster: Sequence[Report]) -> Wanted:
    main = _fullest(cluster)
    parts = [main.event.lemma, *sorted(main.patient)[:2], *sorted(main.agent)[:2]]
    time = (_time(cluster) or "").strip("-").replace("/", "-")
    return Wanted(" ".join([*parts, time]).replace("--", "-"), (main.key[0],), "event")
