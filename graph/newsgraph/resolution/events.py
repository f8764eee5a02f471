"""Makes events of linked mentions: a label in words, a readable slug, type, time and place."""

from collections import Counter
from collections.abc import Iterable, Sequence

from newsgraph.resolution.event_mentions import EventMention, says_nothing, word_set
from newsgraph.resolution.features import ParticipantFeatures as Participant
from newsgraph.resolution.id_registry import Naming
from newsgraph.resolution.identities import Entity, Event
from newsgraph.resolution.keys import Key
from newsgraph.resolution.slugs import Wanted, unique_slugs

_LONGEST_PART = 48


def make_events(
    clusters: Iterable[Sequence[EventMention]], entity_of: dict[Key, Entity], naming: Naming
) -> list[Event]:
    """One event for each cluster of mentions, called what it has been called; sorted by slug."""
    ordered = [sorted(cluster, key=lambda one: one.rank) if len(cluster) > 1 else cluster for cluster in clusters]
    ordered.sort(key=lambda cluster: min(one.key for one in cluster) if len(cluster) > 1 else cluster[0].key)
    kept = naming.keep([[one.key for one in cluster] for cluster in ordered])
    sides = _Sides(entity_of)
    wanted = [_wanted(cluster, sides, slug) for cluster, slug in zip(ordered, kept, strict=True)]
    slugs = unique_slugs(wanted, kept, naming.reserved)
    made = [_event(slug, cluster, entity_of, sides) for slug, cluster in zip(slugs, ordered, strict=True)]
    return sorted(made, key=lambda one: one.slug)


def _event(slug: str, cluster: Sequence[EventMention], entity_of: dict[Key, Entity], sides: "_Sides") -> Event:
    if len(cluster) == 1:  # as most are: nothing is to be counted
        (only,) = cluster
        return Event(
            slug=slug,
            label=_label(only, sides),
            type=only.event.type or None,
            participants=tuple(sorted(set(_entities(only, entity_of)))),
            place=only.place.slug if only.place else None,
            time=only.time or None,
            members=(only.key,),
        )
    types = Counter(one.event.type for one in cluster if one.event.type)
    places = Counter(one.place.slug for one in cluster if one.place)
    nouns = [one for one in cluster if one.event.nominal and not one.vague]  # they name it and assert nothing
    return Event(
        slug=slug,
        label=_label(min(nouns or cluster, key=_label_rank), sides),
        type=min(types, key=lambda name: (-types[name], name)) if types else None,
        participants=_participants(cluster, entity_of),
        place=min(places, key=lambda name: (-places[name], name)) if places else None,
        time=_time(cluster),
        members=tuple(sorted(one.key for one in cluster)),
    )


def _participants(cluster: Sequence[EventMention], entity_of: dict[Key, Entity]) -> tuple[tuple[str, str], ...]:
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


def _entities(mention: EventMention, entity_of: dict[Key, Entity]) -> list[tuple[str, str]]:
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


def _main(mention: EventMention, roles: Sequence[str], entity_of: dict[Key, Entity]) -> tuple[str, Participant] | None:
    """What the chief participant of some roles is called: of the first role, an entity rather than words."""
    found: list[tuple[int, bool, int, str, Participant]] = []
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

    def __init__(self, entity_of: dict[Key, Entity]) -> None:
        self._entity_of = entity_of
        self._found: dict[Key, tuple[tuple[str, Participant] | None, tuple[str, Participant] | None]] = {}

    def of(self, mention: EventMention) -> tuple[tuple[str, Participant] | None, tuple[str, Participant] | None]:
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


def _wanted(cluster: Sequence[EventMention], sides: _Sides, kept: str | None) -> Wanted:
    """The slug that an event would like; of one that keeps its own, only what tells it from others."""
    main = min(cluster, key=_label_rank) if len(cluster) > 1 else cluster[0]
    if kept is not None:
        return Wanted("", _suffixes(main), "event")
    agent, patient = sides.of(main)
    time = (_time(cluster) or "").strip("-").replace("/", "-")
    place = main.place.slug if main.place else ""
    parts = [part[0] for part in (patient, agent) if part] or ([place] if place else [main.key[0]])
    return Wanted(" ".join([main.event.lemma, *parts, time]), _suffixes(main), "event")


def _suffixes(main: EventMention) -> tuple[str, str, str]:
    return (main.place.slug if main.place else "", *main.key)
