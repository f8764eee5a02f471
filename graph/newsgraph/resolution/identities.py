"""Who is who across articles: what resolution hands to the packages that write and draw."""

from dataclasses import dataclass, field
from typing import Literal

from newsgraph.record import EntityType, Location
from newsgraph.resolution.id_registry import IdRegistry
from newsgraph.resolution.keys import Key


@dataclass(frozen=True, slots=True)
class Entity:
    """One actor or place, whichever names the articles give it."""

    slug: str  # readable, ASCII, unique among the entities: the last part of its IRI
    type: EntityType
    acts: bool  # whether some article makes it a doer or a source: a place that acts is an actor, too
    label: str
    alternative_labels: tuple[str, ...]  # sorted, without the label
    roles: tuple[str, ...]
    location: Location | None
    contained_in: str | None  # slug of the place that holds it
    members: tuple[Key, ...]  # the entities of the records that are this entity
    nationality: str | None = None  # ISO code of the country that an actor without a name is of ("Russian troops")
    stands_for: str | None = None  # slug of the country whose government is meant where this acts ("the Kremlin")
    superseded: tuple[str, ...] = ()  # names of what was merged into it, as in prefixed IRIs ("actor:saldo")
    generic: bool = False  # whether it is any of many ("people", "officials"), which no article tells apart
    succeeded_by: tuple[str, ...] = ()  # slugs of the states of today where a state of the past lay
    same_as: tuple[str, ...] = ()  # what people's own list calls it: IRIs
    description: str | None = None  # as that list has it
    known_as: tuple[str, ...] = ()  # its names there by which it was found, sorted; none: it is not on the list

    @property
    def name(self) -> str:
        """The entity as in a prefixed IRI: "place:kherson"."""
        return f"{'place' if self.type == 'place' else 'actor'}:{self.slug}"


@dataclass(frozen=True, slots=True)
class Event:
    """One event, whichever articles report it."""

    slug: str
    label: str
    type: str | None
    participants: tuple[tuple[str, str], ...]  # (role, slug of an entity)
    place: str | None  # slug of an entity
    time: str | None  # EDTF
    members: tuple[Key, ...]  # the events of the records that are this one
    superseded: tuple[str, ...] = ()  # names of what was merged into it

    @property
    def name(self) -> str:
        """The event as in a prefixed IRI: "event:annex-crimea-russia"."""
        return f"event:{self.slug}"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two statements that can't both be true of one thing at one time."""

    one: Key  # who affirms; of two that affirm, the first
    other: Key  # who denies
    kind: Literal["denial", "negation", "antonym", "value"] = "negation"
    confidence: float = 1.0  # from 0 to 1
    possible: bool = False  # whether they are only possibly contested

    @property
    def tier(self) -> Literal["contested", "possibly contested"]:
        """How sure it is, in words."""
        return "possibly contested" if self.possible else "contested"


@dataclass(frozen=True, slots=True)
class Identities:
    """The entities and events of all articles, and which statements deny each other."""

    entities: tuple[Entity, ...]
    events: tuple[Event, ...]
    contradictions: tuple[Contradiction, ...]
    unmet_decisions: tuple[str, ...] = ()  # what people decided about and that is not there, sorted
    registry: IdRegistry | None = None  # what the next build needs to know to rename nothing
    reprints: tuple[tuple[str, str], ...] = ()  # ids of articles that print the report of another, and of that, sorted
    rejected: frozenset[Key] = frozenset()  # the triples that people say are wrong statements
    accepted: frozenset[Key] = frozenset()  # those that they say are right
    entity_of: dict[Key, Entity] = field(init=False, repr=False, compare=False)
    event_of: dict[Key, Event] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the members."""
        object.__setattr__(self, "entity_of", {key: entity for entity in self.entities for key in entity.members})
        object.__setattr__(self, "event_of", {key: event for event in self.events for key in event.members})
