"""Makes happenings of linked reports: a label in words, a readable slug, type, time and place."""

from collections import Counter
from collections.abc import Iterable, Sequence

from newsgraph.resolution.events import Report, settings, word_set
from newsgraph.resolution.identities import Happening, Key, Thing
from newsgraph.resolution.slugs import Wanted, unique_slugs

_LONGEST_PART = 48


def make_happenings(clusters: Iterable[Sequence[Report]], thing_of: dict[Key, Thing]) -> list[Happening]:
    """One happening for each cluster of reports, sorted by slug."""
    ordered = sorted((sorted(cluster, key=lambda one: one.rank) for cluster in clusters), key=lambda one: one[0].key)
    slugs = unique_slugs([_wanted(cluster, thing_of) for cluster in ordered])
    made = [_happening(slug, cluster, thing_of) for slug, cluster in zip(slugs, ordered, strict=True)]
    return sorted(made, key=lambda one: one.slug)


def _happening(slug: str, cluster: Sequence[Report], thing_of: dict[Key, Thing]) -> Happening:
    types = Counter(one.event.type for one in cluster if one.event.type)
    places = Counter(one.place.slug for one in cluster if one.place)
    return Happening(
        slug=slug,
        label=label(min(cluster, key=_label_rank), thing_of),
        type=min(types, key=lambda name: (-types[name], name)) if types else None,
        participants=_participants(cluster, thing_of),
        place=min(places, key=lambda name: (-places[name], name)) if places else None,
        time=_time(cluster),
        members=tuple(sorted(one.key for one in cluster)),
    )


def _participants(cluster: Sequence[Report], thing_of: dict[Key, Thing]) -> tuple[tuple[str, str], ...]:
    found = set()
    for report in cluster:
        for one in report.event.participants:
            thing = thing_of.get((report.key[0], one.entity)) if one.entity else None
            if thing:
                found.add((str(one.role), thing.slug))
    return tuple(sorted(found))


def _time(cluster: Sequence[Report]) -> str | None:
    """The most exact time that a report gives."""
    times = {one.time for one in cluster if one.time}
    return min(times, key=lambda value: (value.startswith("--"), -len(value), value), default=None)


def _named(report: Report, roles: Sequence[str], thing_of: dict[Key, Thing]) -> list[str]:
    """What the participants of some roles are called, in the order of the roles and of the text."""
    found = []
    for role in roles:
        for one in report.event.participants:
            if one.role == role:
                thing = thing_of.get((report.key[0], one.entity)) if one.entity else None
                found.append(_shortened(thing.label if thing else one.text))
    return list(dict.fromkeys(name for name in found if name))


def _shortened(text: str) -> str:
    """A participant's words on one line, without a leading article, and not too many of them."""
    parts = text.split()
    if len(parts) > 1 and parts[0].lower() in word_set("articles"):
        parts = parts[1:]
    words = " ".join(parts)
    if len(words) <= _LONGEST_PART:
        return words
    return words[:_LONGEST_PART].rsplit(" ", 1)[0] + "…"


def label(report: Report, thing_of: dict[Key, Thing]) -> str:
    """The event in its trigger's words, with the names of who takes part.

    "Russia annexed Kherson region"; of a noun "shelling of the bridges by Ukraine".
    """
    trigger = " ".join(report.event.trigger.text.split())
    agents = " and ".join(_named(report, ("agent",), thing_of)[:2])
    patients = " and ".join((_named(report, ("patient",), thing_of) or _named(report, ("recipient",), thing_of))[:2])
    if is_noun(trigger, report.event.lemma):
        return f"{trigger}{' of ' + patients if patients else ''}{' by ' + agents if agents else ''}"
    return " ".join(part for part in (agents, trigger, patients) if part)


def _label_rank(report: Report) -> tuple[bool, bool, bool, Key]:
    """Nouns first where one side is missing: "withdrawal of Russian troops" rather than "withdraw Russian troops"."""
    noun = is_noun(report.event.trigger.text, report.event.lemma)
    return (not report.full, report.event.polarity == "negated", noun == report.full, report.key)


def is_noun(trigger: str, lemma: str) -> bool:
    """Whether the words of a trigger are those of an event noun rather than a verb's."""
    last = trigger.lower().split()[-1] if trigger.split() else ""
    endings = tuple(settings()["noun_endings"].split())
    return last != lemma and last.removesuffix("s").endswith(endings)


def _wanted(cluster: Sequence[Report], thing_of: dict[Key, Thing]) -> Wanted:
    main = min(cluster, key=_label_rank)
    agents = _named(main, ("agent",), thing_of)[:1]
    patients = (_named(main, ("patient",), thing_of) or _named(main, ("recipient",), thing_of))[:1]
    time = (_time(cluster) or "").strip("-").replace("/", "-")
    place = main.place.slug if main.place else ""
    return Wanted(" ".join([main.event.lemma, *patients, *agents, time]), (place, main.key[0], main.key[1]), "event")
