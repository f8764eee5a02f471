"""Who is who across articles: what resolution hands to the rooms that write and draw."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsgraph.record import EntityType, Location

if TYPE_CHECKING:
    from newsgraph.resolution.memory import Memory

Key = tuple[str, str]  # (article's id, the id of an entity, event or triple in its record)


@dataclass(frozen=True, slots=True)
class Thing:
    """One actor or place, whichever names the articles give it."""

    slug: str  # readable, ASCII, unique among the things: the last part of its IRI
    type: EntityType
    acts: bool  # whether some article makes it a doer or a source: a place that acts is an actor, too
    label: str
    alternative_labels: tuple[str, ...]  # sorted, without the label
    roles: tuple[str, ...]
    location: Location | None
    contained_in: str | None  # slug of the place that holds it
    members: tuple[Key, ...]  # the entities of the records that are this thing
    nationality: str | None = None  # ISO code of the country that an actor without a name is of ("Russian troops")
    stands_for: str | None = None  # slug of the country whose government is meant where this acts ("the Kremlin")
    former: tuple[str, ...] = ()  # names of what was merged into it, as in prefixed IRIs ("actor:saldo")

    @property
    def name(self) -> str:
        """The thing as in a prefixed IRI: "place:kherson"."""
        return f"{'place' if self.type == 'place' else 'actor'}:{self.slug}"


@dataclass(frozen=True, slots=True)
class Happening:
    """One event, whichever articles report it."""

    slug: str
    label: str
    type: str | None
    participants: tuple[tuple[str, str], ...]  # (role, slug of a thing)
    place: str | None  # slug of a thing
    time: str | None  # EDTF
    members: tuple[Key, ...]  # the events of the records that are this one
    former: tuple[str, ...] = ()  # names of what was merged into it

    @property
    def name(self) -> str:
        """The happening as in a prefixed IRI: "event:annex-crimea-russia"."""
        return f"event:{self.slug}"


@dataclass(frozen=True, slots=True)
class Identities:
    """The things and happenings of all articles, and which statements deny each other."""

    things: tuple[Thing, ...]
    happenings: tuple[Happening, ...]
    contradictions: tuple[tuple[Key, Key], ...]  # pairs of triples, the affirmed one first
    unmet_decisions: tuple[str, ...] = ()  # what people decided about and that is not there, sorted
    memory: "Memory | None" = None  # what the next build needs to know to rename nothing
    thing_of: dict[Key, Thing] = field(init=False, repr=False, compare=False)
    happening_of: dict[Key, Happening] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the members."""
        object.__setattr__(self, "thing_of", {key: thing for thing in self.things for key in thing.members})
        object.__setattr__(self, "happening_of", {key: event for event in self.happenings for key in event.members})
