"""Makes events of linked mentions: a label in words, a readable slug, type, time and place."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from newsgraph.resolution.event_mentions import EventMention, says_nothing, word_set
from newsgraph.resolution.features import EventFeatures, ParticipantFeatures
from newsgraph.resolution.id_registry import Naming
from newsgraph.resolution.identities import Entity, Event
from newsgraph.resolution.keys import Key
from newsgraph.resolution.slugs import Wanted, unique_slugs
from newsgraph.wording import ReportStatus, report_status

STATUSES: tuple[ReportStatus, ...] = ("stated", "claimed", "envisaged", "denied")  # what tells of an event best first
_LONGEST_PART = 48
_Main = tuple[str, ParticipantFeatures]  # the chief participant of some roles: what it is called, and its words


class EventDraft(msgspec.Struct, frozen=True, array_like=True):
    """An event that has no slug yet.

    Attributes:
        label: its trigger's words, with the names of who takes part.
        noun: whether these are a noun with its participants.
        marks: how far it is a fact by the best of its mentions; nothing where one states it as a fact.
        base: the slug that it would like.
        suffixes: what tells it from others that would like the same.
        members: the mentions, sorted.
    """

    label: str
    noun: bool
    marks: tuple[str, ...]
    type: str | None
    participants: tuple[tuple[str, str], ...]
    place: str | None
    time: str | None
    base: str
    suffixes: tuple[str, str, str]
    members: tuple[Key, ...]


def make_events(drafts: Iterable[EventDraft], naming: Naming) -> list[Event]:
    """The events of drafts, called what they have been called; sorted by slug."""
    ordered = sorted(drafts, key=lambda one: one.members[0])
    kept = naming.keep([one.members for one in ordered])
    wanted = [
        Wanted(one.base if slug is None else "", one.suffixes, "event") for one, slug in zip(ordered, kept, strict=True)
    ]
    slugs = unique_slugs(wanted, kept, naming.reserved)
    made = [
        Event(slug, one.label, one.type, one.participants, one.place, one.time, one.members)
        for slug, one in zip(slugs, ordered, strict=True)
    ]
    return sorted(made, key=lambda one: one.slug)


def draft_event(mentions: Sequence[EventMention], entity_of: Mapping[Key, Entity]) -> EventDraft:
    """What mentions of one event come to."""
    cluster = sorted(mentions, key=lambda one: one.rank) if len(mentions) > 1 else mentions
    sides = _Sides(entity_of)
    types = Counter(one.event.type for one in cluster if one.event.type)
    places = Counter(one.place.slug for one in cluster if one.place)
    nouns = [one for one in cluster if one.event.nominal and not one.vague]  # they name it and assert nothing
    label = _label(min(nouns or cluster, key=_label_rank), sides)
    main = min(cluster, key=_label_rank)
    members = tuple(sorted(one.key for one in cluster))
    by_member = {one.key: one.event for one in cluster}
    return EventDraft(
        label=label,
        noun=_is_noun(label, by_member.values()),
        marks=tuple(_status_marks(by_member[key] for key in members)),
        type=min(types, key=lambda name: (-types[name], name)) if types else None,
        participants=_participants(cluster, entity_of),
        place=min(places, key=lambda name: (-places[name], name)) if places else None,
        time=_time(cluster),
        base=_base(cluster, main, sides),
        suffixes=(main.place.slug if main.place else "", *main.key),
        members=members,
    )


def _is_noun(label: str, mentions: Iterable[EventFeatures]) -> bool:
    """Whether an event's label is a noun with its participants."""
    nouns = (" ".join(one.trigger.text.split()) for one in mentions if one.nominal)
    return any(label.startswith(f"{noun} ") for noun in nouns)


def _status_marks(mentions: Iterable[EventFeatures]) -> list[str]:
    """How far an event is a fact by the best of its mentions; nothing where one states it as a fact."""
    found: dict[ReportStatus, EventFeatures] = {}
    for one in mentions:
        found.setdefault(report_status(one.polarity, one.modality, one.attributed), one)
    status = next(one for one in STATUSES if one in found)
    if status == "envisaged":
        return [*(["claimed"] if found[status].attributed else []), found[status].modality]
    return [] if status == "stated" else [status]


def _participants(cluster: Sequence[EventMention], entity_of: Mapping[Key, Entity]) -> tuple[tuple[str, str], ...]:
    counts = Counter[tuple[str, str]]()
    both: set[str] = set()
    for mention in cluster:
        entities = _entities(mention, entity_of)
        counts.update(set(entities))
        both.update(slug for role, slug in entities if role == "agent" and ("patient", slug) in entities)
    for slug in {slug for _, slug in counts} - both:  # "troops withdraw" and "withdrawal of troops": one role is enough
        agent, patient = counts["agent", slug], counts["patient", slug]
        if agent and patient:
            del counts["patient" if agent >= patient else "agent", slug]
    return tuple(sorted(pair for pair in counts if counts[pair]))


def _entities(mention: EventMention, entity_of: Mapping[Key, Entity]) -> list[tuple[str, str]]:
    """The entities that take part, as (role, slug)."""
    article = mention.key[0]
    return [
        (str(one.role), entity_of[article, one.entity].slug)
        for one in mention.event.participants
        if one.entity and (article, one.entity) in entity_of
    ]


def _time(cluster: Sequence[EventMention]) -> str | None:
    """The most exact time that a mention gives."""
    times = {one.time for one in cluster if one.time}
    return min(times, key=lambda value: (value.startswith("--"), -len(value), value), default=None)


def _main(mention: EventMention, roles: Sequence[str], entity_of: Mapping[Key, Entity]) -> _Main | None:
    """What the chief participant of some roles is called: of the first role, an entity rather than words."""
    found: list[tuple[int, bool, int, str, ParticipantFeatures]] = []
    for one in mention.event.participants:
        if one.role not in roles:
            continue
        entity = entity_of.get((mention.key[0], one.entity)) if one.entity else None
        name = _shortened(entity.label if entity else one.text)
        if name and (entity or not says_nothing(one.text)):
            found.append((roles.index(one.role), entity is None, len(found), name, one))
    return min(found)[3:] if found else None


def _shortened(text: str) -> str:
    """A participant's words on one line, without a leading article, and not too many of them."""
    parts = text.split()
    if len(parts) > 1 and parts[0].lower() in word_set("articles"):
        parts = parts[1:]
    words = " ".join(parts)
    if len(words) <= _LONGEST_PART:
        return words
    return words[:_LONGEST_PART].rsplit(" ", 1)[0] + "…"


class _Sides:
    """What the chief participants of mentions are called, each looked for once."""

    def __init__(self, entity_of: Mapping[Key, Entity]) -> None:
        self._entity_of = entity_of
        self._found: dict[Key, tuple[_Main | None, _Main | None]] = {}

    def of(self, mention: EventMention) -> tuple[_Main | None, _Main | None]:
        """Who does it, and to whom."""
        if mention.key not in self._found:
            agent = _main(mention, ("agent",), self._entity_of)
            self._found[mention.key] = (agent, _main(mention, ("patient", "recipient"), self._entity_of))
        return self._found[mention.key]


def _label(mention: EventMention, sides: _Sides) -> str:
    """The event in its trigger's words, with the names of who takes part.

    "Russia annexed Kherson region"; of a noun "shelling of the bridges by Ukraine".
    """
    trigger = " ".join(mention.event.trigger.text.split()).replace("“", "").replace("”", "").replace('"', "")
    agent, patient = sides.of(mention)
    if mention.event.nominal:
        on = mention.event.type == "assault" and not trigger.endswith(("ing", "ings"))
        of_what = f" {'on' if on else 'of'} {patient[0]}" if patient else ""
        return f"{trigger}{of_what}{f' by {agent[0]}' if agent else ''}"
    passive = patient and not agent and patient[1].start < mention.event.trigger.start
    parts = (patient, trigger) if passive else (agent, trigger, patient)
    return " ".join(part if isinstance(part, str) else part[0] for part in parts if part)


def _label_rank(mention: EventMention) -> tuple[bool, bool, bool, bool, bool, Key]:
    """What tells most first: a state rather than its body; nouns where one side is missing ("withdrawal of troops")."""
    denied = mention.event.polarity == "negated"
    return (
        not mention.full,
        mention.vague,
        mention.full and mention.by_body,
        denied,
        mention.event.nominal == mention.full,
        mention.key,
    )


def _base(cluster: Sequence[EventMention], main: EventMention, sides: "_Sides") -> str:
    """The slug that an event would like."""
    agent, patient = sides.of(main)
    time = (_time(cluster) or "").strip("-").replace("/", "-")
    place = main.place.slug if main.place else ""
    parts = [part[0] for part in (patient, agent) if part] or ([place] if place else [main.key[0]])
    return " ".join([main.event.lemma, *parts, time])
