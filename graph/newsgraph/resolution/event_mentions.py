"""Mentions of events: one for each event of each article, with the entities that take part."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from newsgraph.normalisation import bare
from newsgraph.record import Record
from newsgraph.resolution.feature_extraction import events_of
from newsgraph.resolution.features import EventFeatures
from newsgraph.resolution.identities import Entity
from newsgraph.resolution.keys import Key

Parts = frozenset[str]  # slugs of entities; behind a colon, the folded words of what is no entity


@cache
def settings() -> dict[str, Any]:
    """The tables of `events.toml`."""
    return tomllib.loads(files(__package__).joinpath("events.toml").read_text(encoding="utf-8"))


@cache
def word_set(name: str) -> frozenset[str]:
    """A list of words of `events.toml`."""
    return frozenset(settings()[name].split())


@dataclass(frozen=True, slots=True)
class EventMention:
    """One event of one article, and what takes part in it."""

    key: Key
    event: EventFeatures
    agents: Parts
    patients: Parts  # and recipients
    place: Entity | None
    state: str | None  # ISO code of the country that acts
    by_body: bool  # whether it acts by one of its bodies ("the Russian leadership")
    time: str | None  # EDTF
    published: date | None

    core: Parts = field(init=False)  # who does it and whom it is done to
    full: bool = field(init=False)  # whether both sides of the event are known
    vague: bool = field(init=False)  # whether it is an event noun that names nobody, or by a word ("troop withdrawal")

    def __post_init__(self) -> None:
        """Reckon once what is often asked."""
        core = self.agents | self.patients
        words = [part for part in core if part.startswith(":") and " " not in part]
        object.__setattr__(self, "core", core)
        object.__setattr__(self, "full", bool(self.agents and self.patients))
        object.__setattr__(self, "vague", len(words) == len(core) and self.event.nominal)

    @property
    def rank(self) -> tuple[bool, bool, bool, bool, Key]:
        """Sorts the mentions that tell most to the front."""
        return (not self.full, self.vague, self.time is None, self.place is None, self.key)


def mentions_of_events(records: Iterable[Record], entity_of: Mapping[Key, Entity]) -> list[EventMention]:
    """The mentions of all events of the records."""
    return [
        event_mention(record.article.id, day(record.article.published), event, entity_of)
        for record in records
        for event in events_of(record)
    ]


def event_mention(
    article: str, published: date | None, event: EventFeatures, entity_of: Mapping[Key, Entity]
) -> EventMention:
    """The mention of an event of an article that was published on that day."""
    doers = [entity_of.get((article, one.entity or "")) for one in event.participants if one.role == "agent"]
    state, by_body = _state(doers)
    if event.modality in ("demanded", "hypothetical"):
        state = None  # what one body of a state is asked for need not be what another does
    sides: dict[str, set[str]] = defaultdict(set)
    for one in event.participants:
        entity = entity_of.get((article, one.entity)) if one.entity else None
        if entity or not says_nothing(one.text):
            sides[one.role].add(entity.slug if entity else f":{bare(one.text)}")
    scene = entity_of.get((article, event.place)) if event.place else None
    return EventMention(
        key=(article, event.id),
        event=event,
        agents=frozenset(sides["agent"]),
        patients=frozenset(sides["patient"] | sides["recipient"]),
        place=scene if scene and scene.type == "place" else None,
        state=state,
        by_body=by_body,
        time=event.time,
        published=published,
    )


def _state(agents: Iterable[Entity | None]) -> tuple[str | None, bool]:
    """The country that is an agent, or that an agent is a body of, and whether it is the body."""
    for entity in agents:
        if entity and entity.type == "place" and entity.location and entity.location.kind == "country":
            return entity.location.country, False
        if entity and entity.stands_for and entity.location and entity.location.country:
            return entity.location.country, True
        if entity and entity.type in ("organization", "group") and entity.nationality:
            return entity.nationality, True
    return None, False


def says_nothing(participant: str) -> bool:
    """Whether a participant's words leave open who takes part ("no one", "it")."""
    return bare(participant).replace(" ", "") in word_set("nobody")


def day(published: str | None) -> date | None:
    """The day of an article's date; null where it has none."""
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


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
