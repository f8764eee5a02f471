"""The extraction record: what one article says, before anything is known of other articles.

Plain data, known to every room of the house. Offsets count Unicode code points in the article's text, end exclusive.
"""

from collections.abc import Iterable
from typing import Literal, TypeVar

import msgspec

EntityType = Literal["person", "organization", "group", "place"]
Form = Literal["name", "demonym", "nominal", "pronoun"]
Role = Literal["agent", "patient", "recipient", "instrument", "other"]
Polarity = Literal["affirmed", "negated"]
Modality = Literal["actual", "possible", "planned", "demanded", "hypothetical"]
ArgumentRole = Literal[
    "recipient", "place", "time", "source", "goal", "instrument", "purpose", "cause", "manner", "topic", "other"
]
PlaceKind = Literal["continent", "country", "region", "county", "city", "water", "area"]


class Span(msgspec.Struct, frozen=True, kw_only=True):
    """Words of the article: where words that belong together stand apart, `text` is the words that count.

    It has nothing of what print puts into words: soft hyphens, line ends, direction marks, ligatures.
    """

    start: int
    end: int
    text: str


class Sentence(msgspec.Struct, frozen=True, kw_only=True):
    """Where a sentence of the article begins and ends."""

    start: int
    end: int


class ArticleInfo(msgspec.Struct, frozen=True, kw_only=True):
    """The article that a record was read from; `text_sha256` fixes the text that its offsets count in."""

    id: str
    title: str | None
    published: str | None
    publisher: str | None
    url: str | None
    language: str
    text_sha256: str
    length: int
    author: str | None = None  # of several, a semicolon and a space between them


class Mention(Span, frozen=True, kw_only=True):
    """A place where the text refers to an actor or a place.

    Attributes:
        head: the word that the mention's phrase is built around ("troops" of "the Russian troops").
        plural: whether that word is a plural.
        possessive: whether a pronoun says whose something is ("her" of "her lawyer").
    """

    id: str
    form: Form
    entity: str
    head: str = ""
    plural: bool = False
    possessive: bool = False


class Location(msgspec.Struct, frozen=True, kw_only=True):
    """Where a place is: degrees of WGS 84, an ISO 3166-1 alpha-2 code; `iri` is null where the gazetteer has none."""

    iri: str | None
    latitude: float
    longitude: float
    country: str | None
    kind: PlaceKind = "city"
    name: str | None = None  # the gazetteer's own, the standard spelling


class Entity(msgspec.Struct, frozen=True, kw_only=True):
    """An actor or a place, as known within the article; `label` is its best name there."""

    id: str
    type: EntityType
    label: str
    roles: tuple[str, ...] = ()
    location: Location | None = None
    nationality: str | None = (
        None  # ISO code of the country whose demonym the article qualifies it with ("Russian troops")
    )


class Participant(Span, frozen=True, kw_only=True):
    """Who or what takes part in an event, and how."""

    role: Role
    entity: str | None


class Time(Span, frozen=True, kw_only=True):
    """A time expression; `value` is an EDTF date, null where the text alone cannot fix it."""

    value: str | None


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """What happened, will happen, or is said to; `nominal` where a noun tells of it ("the withdrawal")."""

    id: str
    trigger: Span
    lemma: str
    type: str | None
    participants: tuple[Participant, ...]
    time: Time | None
    place: str | None
    polarity: Polarity
    modality: Modality
    attribution: str | None
    sentence: Sentence
    nominal: bool = False


class Argument(Span, frozen=True, kw_only=True):
    """The subject or object of a triple, whole: with all that it takes to mean what the text means.

    Attributes:
        entity: id of the entity that the phrase as a whole is; null where it is none.
        event: id of the event that it is; null where it is none.
        mentions: ids of the mentions of entities that stand within it.
        antecedent: the words before it that tell what it is ("ruling of the Supreme Court"), where it only points back
            ("the ruling"); null elsewhere.
    """

    entity: str | None = None
    event: str | None = None
    mentions: tuple[str, ...] = ()
    antecedent: Span | None = None


class FurtherArgument(Argument, frozen=True, kw_only=True):
    """What else a clause says, whole, and how it stands to the verb; its text is without its preposition."""

    role: ArgumentRole
    preposition: str | None = None


class Relation(Span, frozen=True, kw_only=True):
    """The words of a triple's relation; `label` is the normalised relation ("withdraw from")."""

    label: str


class Validity(msgspec.Struct, frozen=True, kw_only=True, rename={"from_": "from"}):
    """Since when or until when a relation holds, as the text says it: EDTF dates; ".." for a time left open."""

    from_: str | None = None
    until: str | None = None


class Triple(msgspec.Struct, frozen=True, kw_only=True):
    """One clause, whole: subject, relation, object in the text's own words, and every further argument.

    Attributes:
        object: null where the clause has none ("the minister resigned on Saturday").
        event: id of the event that the clause tells of.
        attribution: id of the attribution that vouches for it; null where the article itself does.
        reports: id of the attribution that the clause makes, where all that it says is that somebody says something.
        holds: for a relation that the text says has ended or begun.
        nominal: whether it is told without a verb of its own: "his deputy, Ann Lee".
        confidence: the calibrated probability that a careful reader finds the triple right, from 0 to 1.
        doubts: the main reasons for which it is not sure, the weightiest first: "reading", "who", "alone", …
    """

    id: str
    subject: Argument
    relation: Relation
    object: Argument | None
    arguments: tuple[FurtherArgument, ...] = ()
    event: str | None
    sentence: Sentence
    polarity: Polarity
    modality: Modality
    attribution: str | None
    reports: str | None = None
    holds: Validity | None = None
    nominal: bool = False
    confidence: float = 1.0
    doubts: tuple[str, ...] = ()


class Source(Span, frozen=True, kw_only=True):
    """The words for who vouches for a passage."""

    entity: str | None


class Attribution(msgspec.Struct, frozen=True, kw_only=True):
    """A passage whose truth somebody other than the article vouches for; `source` is null where the text hides it."""

    id: str
    source: Source | None
    cue: Span
    content: tuple[Span, ...]
    quoted: bool


_Entitled = TypeVar("_Entitled", Participant, Argument, FurtherArgument, Source)
_Named = TypeVar("_Named", Argument, FurtherArgument)


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """All that was read from one article."""

    article: ArticleInfo
    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]
    events: tuple[Event, ...]
    triples: tuple[Triple, ...]
    attributions: tuple[Attribution, ...]

    def to_json(self) -> bytes:
        """The record as one line of UTF-8 JSON, without a line end."""
        return msgspec.json.encode(self)

    @classmethod
    def from_json(cls, line: bytes | str) -> "Record":
        """Read a record back.

        Raises:
            msgspec.ValidationError: the JSON is not a record.
        """
        return msgspec.json.decode(line, type=cls)


def without_unnamed(record: Record) -> Record:
    """The record without whom it only calls "he" or "the attacker", and without the triples about a mere "he".

    An article may speak of somebody whom it never names, nor describes by more than one word. Within it that is an
    entity; to readers of other articles it says nothing.
    """
    mentioned: dict[str, list[Mention]] = {}
    for mention in record.mentions:
        mentioned.setdefault(mention.entity, []).append(mention)
    nobody = {name for name, found in mentioned.items() if all(one.form == "pronoun" for one in found)}
    gone = nobody | {one.id for one in record.entities if _is_any(one, mentioned.get(one.id, []))}
    if not gone:
        return record
    mentions = tuple(one for one in record.mentions if one.entity not in gone)
    kept = {one.id for one in mentions}

    def of_nobody(span: _Entitled) -> _Entitled:
        return msgspec.structs.replace(span, entity=None) if span.entity in gone else span

    def named(argument: _Named) -> _Named:
        inside = tuple(one for one in argument.mentions if one in kept)
        return msgspec.structs.replace(of_nobody(argument), mentions=inside)

    return msgspec.structs.replace(
        record,
        mentions=mentions,
        entities=tuple(one for one in record.entities if one.id not in gone),
        events=tuple(
            msgspec.structs.replace(
                one,
                participants=tuple(map(of_nobody, one.participants)),
                place=None if one.place in gone else one.place,
            )
            for one in record.events
        ),
        triples=tuple(
            msgspec.structs.replace(
                one,
                subject=named(one.subject),
                object=named(one.object) if one.object else None,
                arguments=tuple(map(named, one.arguments)),
            )
            for one in record.triples
            if not nobody & {one.subject.entity, one.object.entity if one.object else None}
        ),
        attributions=tuple(
            msgspec.structs.replace(one, source=of_nobody(one.source)) if one.source else one
            for one in record.attributions
        ),
    )


def _is_any(entity: Entity, mentions: Iterable[Mention]) -> bool:
    """Whether an entity is one of many that one word may mean, and all that the article calls it: "the attacker"."""
    if not all(one.form in {"nominal", "pronoun"} for one in mentions):
        return False
    if entity.type == "place" and entity.location is None:
        return True  # "similar regions", "the much shorter runway"
    return " " not in entity.label and not any(one.plural for one in mentions if one.form == "nominal")
