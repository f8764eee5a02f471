"""What resolution takes from the record of one article: all that it needs of most articles, and a tenth as large.

It follows from the record alone, so that a memo can keep it.
"""

import msgspec
import numpy as np

from newsgraph.record import Entity, Form, Modality, Polarity, Role

VERB_PART = np.dtype([("verb", "<u4"), ("entity", "<u4")])


class TriggerFeatures(msgspec.Struct, frozen=True, array_like=True):
    """The words that tell of an event."""

    start: int
    end: int
    text: str


class ParticipantFeatures(msgspec.Struct, frozen=True, array_like=True):
    """Who or what takes part in an event."""

    role: Role
    entity: str | None
    text: str
    start: int


class EventFeatures(msgspec.Struct, frozen=True, array_like=True):
    """An event of the article, as its record has it.

    Attributes:
        time: an EDTF date.
        attributed: whether somebody other than the article vouches for it.
    """

    id: str
    trigger: TriggerFeatures
    lemma: str
    type: str | None
    participants: tuple[ParticipantFeatures, ...]
    time: str | None
    place: str | None
    polarity: Polarity
    modality: Modality
    attributed: bool
    nominal: bool


class ReportedEvent(msgspec.Struct, frozen=True, array_like=True):
    """Where an event of the article is.

    Attributes:
        anchor: where its trigger is (`anchors`).
        wording: what it is told in: its verb and who takes part, in the words of the text.
    """

    id: str
    anchor: str
    wording: str


class MentionFeatures(msgspec.Struct, frozen=True, array_like=True):
    """A mention of a place, or of what may be a body of state."""

    start: int
    end: int
    text: str
    form: Form
    entity: str


class EntityFeatures(msgspec.Struct, frozen=True, array_like=True):
    """An entity of the article, and how the article speaks of it.

    Attributes:
        names: its mentions by name, as the article spells them, with their numbers.
        maybe_names: the same of descriptions that are names if some article has them as a name ("the United Nations").
        sexes: the pronouns that the article has for it, by "f" or "m", with their numbers.
        head: the folded head of the phrase that is its label ("troops" of "Russian troops").
        plural: whether that is a plural.
        generic: whether the article only calls it by words that tell nobody apart ("people").
        by_demonym: whether the article means it by a demonym ("British").
        owner: the person that a body without a name is called after ("the Trump administration").
        body: whether it may be a body of state.
        anchor: where it is first mentioned (`anchors`).
        words: what it is called, the fullest name first; what it is described as where it has no name.
    """

    entity: Entity
    names: tuple[tuple[str, int], ...]
    maybe_names: tuple[tuple[str, int], ...]
    sexes: tuple[tuple[str, int], ...]
    head: str
    plural: bool
    generic: bool
    by_demonym: bool
    owner: str | None
    body: bool
    anchor: str
    words: tuple[str, ...]


class ArticleFeatures(msgspec.Struct, frozen=True, array_like=True):
    """What resolution takes from a record.

    Attributes:
        outlet: who published the article, folded.
        names: all words that it has as a name.
        demonyms: the demonyms that mean a country there, with its ISO code.
        mentions: of places, and of what may be a body of state.
        scenes: the entities that something happens at.
        doers: the entities that some event has as its agent or some attribution as its source.
        reported: its events, in their order.
        verbs: the numbers of their lemmas, each once.
        parts: of each of these the entities that have a part in its events, by their numbers (`VERB_PART`).
        told: the events as `events` has them: few are looked at again where an article is new.
    """

    id: str
    title: str | None
    published: str | None
    outlet: str
    text_sha256: str
    entities: tuple[EntityFeatures, ...]
    names: tuple[str, ...]
    demonyms: tuple[tuple[str, str], ...]
    mentions: tuple[MentionFeatures, ...]
    scenes: tuple[str, ...]
    doers: tuple[str, ...]
    reported: tuple[ReportedEvent, ...]
    verbs: bytes
    parts: bytes
    told: msgspec.Raw

    @property
    def events(self) -> tuple[EventFeatures, ...]:
        """The events of the article, in their order."""
        return msgspec.msgpack.decode(self.told, type=tuple[EventFeatures, ...])


def without_article(text: str) -> str:
    """A description without "the"."""
    return text.removeprefix("the ").removeprefix("The ")
