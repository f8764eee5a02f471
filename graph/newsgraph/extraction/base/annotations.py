"""What the layers of reading add to a parsed article; all of it points at tokens of the parse.

Only `assembly.py` turns these into the record, with its ids and offsets.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from newsgraph.articles import Article
from newsgraph.record import ArgumentRole, EntityType, Form, Location, Modality, Polarity, Role, Validity
from newsgraph.record import Span as TextSpan

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Doc, Span, Token


@dataclass(slots=True, eq=False)
class Mention:
    """Words that refer to an actor or a place.

    Attributes:
        entity: whom they refer to; none for a pronoun whose antecedent is not clear.
        link: the probability that they refer to that entity, from 0 to 1.
    """

    span: "Span"
    head: "Token"
    form: Form
    type: EntityType
    entity: "Entity | None" = None
    link: float = 1.0

    def copied(self, entity: "Entity | None" = None) -> "Mention":
        """A mention of its own, for a layer that changes it; of an entity, if one is given."""
        return Mention(self.span, self.head, self.form, self.type, entity or self.entity, self.link)


@dataclass(slots=True, eq=False)
class FormerRole:
    """An office that somebody held, as the article says in its own voice: "the former head of the bank".

    Attributes:
        text: the role alone ("head of the bank").
        span: its words in the article, with what tells that it has ended where that stands before it.
        holder: the mention of whoever held it that the role is told of.
        began: an EDTF date, or None where the text has none.
        ended: an EDTF date; ".." where the text has none.
    """

    text: str
    span: "Span"
    holder: Mention
    began: str | None = None
    ended: str = ".."


@dataclass(slots=True, eq=False)
class Entity:
    """One actor or place of the article, with all its mentions.

    Attributes:
        roles: what the article itself calls them now.
        former_roles: what it says that they were and are no longer.
    """

    type: EntityType
    label: str
    mentions: list[Mention]
    roles: list[str] = field(default_factory=list)
    former_roles: list[FormerRole] = field(default_factory=list)
    location: Location | None = None
    nationality: str | None = None


@dataclass(slots=True, eq=False)
class Clause:
    """A predicate and its surface arguments, as head tokens; conjuncts are listed one by one, shared ones handed down.

    A relative pronoun is replaced by what it stands for; the subject of an infinitive or a participle is the one that
    controls it.
    """

    predicate: "Token"  # the verb; for a copula the copula itself; for an event noun the noun
    kind: Literal["verb", "copula", "noun"]
    subjects: "list[Token]" = field(default_factory=list)
    objects: "list[Token]" = field(default_factory=list)
    datives: "list[Token]" = field(default_factory=list)
    agents: "list[Token]" = field(default_factory=list)  # by-phrases of passives and of event nouns
    obliques: "list[tuple[Token, Token]]" = field(default_factory=list)  # (preposition, head of what it governs)
    complements: "list[Token]" = field(default_factory=list)  # predicatives, and heads of clausal complements
    passive: bool = False
    prepositions: "Sequence[Token] | None" = field(default=None, init=False)  # on it, once somebody has asked for them

    @property
    def doers(self) -> "list[Token]":
        """Who does it, whichever the voice."""
        return self.agents if self.passive or self.kind == "noun" else self.subjects

    @property
    def undergoers(self) -> "list[Token]":
        """Whom it is done to, whichever the voice."""
        return [*self.subjects, *self.objects] if self.passive else self.objects


@dataclass(slots=True, eq=False)
class Participant:
    """What takes part in an event."""

    role: Role
    span: "Span"
    head: "Token"


@dataclass(slots=True, eq=False)
class TimeExpression:
    """Words for a time and the EDTF date that they fix, if they do."""

    span: "Span"
    value: str | None


@dataclass(slots=True, eq=False)
class Event:
    """What happened, or is said to."""

    clause: Clause
    trigger: "Span"
    lemma: str
    type: str | None
    participants: list[Participant]
    time: TimeExpression | None
    place: Mention | None
    polarity: Polarity
    modality: Modality


@dataclass(slots=True, eq=False)
class Phrase:
    """The words of an argument, in the order of the text, and the token that heads them.

    The head is left out where the words are several things that hold together ("Ann and Bob"), or a clause.
    """

    tokens: "list[Token]"
    head: "Token | None" = None


@dataclass(frozen=True, slots=True)
class Introduction:
    """The words that brought something into an article, and tell by themselves what it is.

    Attributes:
        head: the noun that they are built around.
        words: they, in the order of the text.
    """

    head: "Token"
    words: "Sequence[Token]"


@dataclass(slots=True, eq=False)
class FurtherArgument:
    """What a clause says beside its subject and object; the preposition's words are no part of the phrase."""

    role: ArgumentRole
    preposition: "list[Token]"
    phrase: Phrase


@dataclass(slots=True, eq=False)
class Triple:
    """One clause: subject, relation, object and further arguments, each whole.

    Attributes:
        clause: none for what a noun says ("his deputy, Ann Lee").
        predicate: the verb or noun that the triple is read from.
    """

    clause: Clause | None
    predicate: "Token"
    subject: Phrase
    relation: "list[Token]"
    label: str
    object: Phrase | None
    arguments: list[FurtherArgument]
    polarity: Polarity
    modality: Modality
    holds: Validity | None = None


@dataclass(slots=True, eq=False)
class Attribution:
    """Who says so: a source (none where the text hides it), a cue, and what is said."""

    source: "Span | None"
    cue: "Span"
    content: "list[Span]"
    quoted: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """All that is known of one article so far; each layer of reading makes a new one that knows more.

    Attributes:
        introductions: what the descriptions of things take up, by where the heads of the descriptions stand.
        agreement: for each token whether two parsers agree on it; none where only one has parsed the text.
        second_triples: what is stated as another parser reads the text; none likewise.
    """

    article: Article
    doc: "Doc"
    mentions: Sequence[Mention] = ()
    attributions: Sequence[Attribution] = ()
    entities: Sequence[Entity] = ()
    introductions: Mapping[int, Introduction] = field(default_factory=dict)
    clauses: Sequence[Clause] = ()
    times: Sequence[TimeExpression] = ()
    events: Sequence[Event] = ()
    triples: Sequence[Triple] = ()
    agreement: Sequence[bool] | None = None
    second_triples: Sequence[Triple] | None = None

    def mentions_of_entities(self) -> list[Mention]:
        """The mentions as the entities have them, and those that are of none, in the order of the text."""
        found = [mention for entity in self.entities for mention in entity.mentions]
        heads = {mention.head.i for mention in found}
        found += [mention for mention in self.mentions if mention.head.i not in heads]
        return sorted(found, key=lambda mention: (mention.span.start, -mention.span.end))


def copied(entities: Iterable[Entity]) -> list[Entity]:
    """Entities with mentions of their own, for a layer that changes them."""
    found = []
    for entity in entities:
        own = replace(entity, mentions=[], roles=list(entity.roles), former_roles=list(entity.former_roles))
        own.mentions = [mention.copied(own) for mention in entity.mentions]
        found.append(own)
    return found


def _of_characters(doc: "Doc", start: int, end: int) -> TextSpan:
    return TextSpan(start=start, end=end, text=doc.text[start:end])


def text_span(tokens: "Iterable[Token]") -> TextSpan:
    """The record's span of some tokens, whether or not they stand together: its text is their words, in order.

    Raises:
        ValueError: there is no token but white space.
    """
    words = [token for token in tokens if not token.is_space]
    if not words:
        raise ValueError("no words")
    beginning, last = words[0], words[-1]
    if [word.i for word in words] != list(range(beginning.i, last.i + 1)):
        by_place = {word.i: word for word in words}
        words = [by_place[i] for i in sorted(by_place)]
        beginning, last = words[0], words[-1]
    if last.i - beginning.i == len(words) - 1:  # side by side, as most are
        return _of_characters(last.doc, beginning.idx, last.idx + len(last.text))
    pieces, previous = [beginning.text], beginning
    for token in words[1:]:
        if token.i == previous.i + 1:
            pieces.append(previous.whitespace_)
        else:
            skipped = token.doc[previous.i + 1 : token.i]
            apart = any(not one.is_space for one in skipped)
            pieces.append(" " if apart else previous.whitespace_ + skipped.text_with_ws)
        pieces.append(token.text)
        previous = token
    return TextSpan(start=beginning.idx, end=previous.idx + len(previous.text), text="".join(pieces))
