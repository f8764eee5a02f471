"""What statements say, made comparable.

An article's propositions are read by themselves, before anything is known of other articles: there an entity stands as
a reference (`refer`), where its slug, or the words that all articles use of it, will be (`proposition_binding.py`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from newsgraph.record import Modality
from newsgraph.resolution.keys import Key
from newsgraph.resolution.periods import Period, period
from newsgraph.resolution.phrases import Phrase
from newsgraph.resolution.senses import Sense

_REFERENCE = "\0"  # opens a reference: no word, slug or id begins so


def refer(entity: str) -> str:
    """A reference to an entity of the article by its id there."""
    return f"{_REFERENCE}{entity}"


def referred(text: str) -> str | None:
    """The id of the entity that a reference is to; null where a text is none."""
    return text[1:] if text.startswith(_REFERENCE) else None


@dataclass(frozen=True, slots=True)
class Further:
    """What else a proposition says: a role, its preposition, and the phrase."""

    role: str
    preposition: str
    phrase: Phrase


@dataclass(frozen=True, slots=True)
class Proposition:
    """What a statement affirms or denies."""

    key: Key  # of the statement
    affirmed: bool
    denial: bool  # whether a verb or noun of denial denies it
    modality: Modality
    verb: str
    senses: frozenset[Sense]
    agent: Phrase | None
    patient: Phrase | None
    others: tuple[Further, ...]
    time: str | None  # EDTF
    voice: str  # who vouches for it: a slug, ":" and words, or the article's id
    published: date | None
    beside: str = ""  # words for a time reckoned from another one ("the week before"), of which no date is known
    event: str | None = None  # id of the event in the record
    ever: bool = False  # whether it says "never" or "ever"
    so_far: bool = False
    hedged: bool = False
    lasting: bool = False  # whether it tells of a state
    confidence: float = 1.0
    topic: frozenset[str] = frozenset()  # of a denial that only says what it is about: its content words
    sentence: int = 0  # where its sentence begins
    voice_words: frozenset[str] = frozenset()  # the words for who vouches for it

    @property
    def article(self) -> str:
        """The id of its article."""
        return self.key[0]

    @property
    def days(self) -> Period | None:
        """The days in which it is said to be so."""
        return period(self.time)

    @property
    def phrases(self) -> Iterator[Phrase]:
        """All phrases of those who take part."""
        yield from (one for one in (self.agent, self.patient) if one is not None)
        yield from (one.phrase for one in self.others)

    @property
    def slugs(self) -> frozenset[str]:
        """The entities that it speaks of."""
        return frozenset(slug for one in self.phrases for slug in one.slugs)
