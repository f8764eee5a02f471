"""What coreference knows of a mention and of a chain of mentions: number, gender, words, place in the sentence."""

from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from newsgraph.extraction.base.annotations import Mention
from newsgraph.extraction.base.lexicon import words
from newsgraph.extraction.mentions.name_features import given_names
from newsgraph.record import EntityType

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from newsgraph.extraction.gazetteer.gazetteer import Place

Number = Literal["singular", "plural"]
Gender = Literal["male", "female"]
_ROLES = {
    "nsubj": "subject", "nsubjpass": "subject", "csubj": "subject", "agent": "object", "dobj": "object",
    "dative": "object", "attr": "predicate", "poss": "possessor", "pobj": "oblique", "appos": "apposition",
    "compound": "modifier", "nmod": "modifier", "amod": "modifier",
}  # fmt: skip
_GENDERS: tuple[Gender, ...] = ("male", "female")


@dataclass(slots=True, eq=False)
class Referent:
    """A mention with what its words say of whom it refers to."""

    mention: Mention
    position: int  # of the head
    sentence: int  # where the head's sentence begins
    sentence_end: int
    order: int  # number of the head's sentence
    pronoun: str  # its class ("he", "they"), "" for what is no pronoun
    number: Number | None
    gender: Gender | None
    role: str
    determiner: str
    head: str  # lemma
    modifiers: frozenset[str]
    chain: "Chain | None" = None

    @property
    def kind(self) -> str:
        """Which weights decide on it: "he" stands for "she", too."""
        return ("he" if self.pronoun == "she" else self.pronoun) or "nominal"


@dataclass(slots=True, eq=False)
class Chain:
    """Mentions of one entity, in the order of the text, and what they say of it together."""

    type: EntityType
    referents: list[Referent] = field(default_factory=list)
    number: Number | None = None
    gender: Gender | None = None
    named: bool = False
    names: dict[str, None] = field(default_factory=dict)  # in the order in which they were added
    name_words: set[str] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)
    modifiers: set[str] = field(default_factory=set)
    roles: list[str] = field(default_factory=list)
    places: "set[Place]" = field(default_factory=set)  # that the gazetteer has for its names
    kind: str = ""  # of a place, as the gazetteer has it: "country", "city"

    def add(self, referent: Referent) -> None:
        """Take a mention in."""
        referent.chain = self
        insort(self.referents, referent, key=position_of)
        self.number = self.number or referent.number
        self.gender = self.gender or referent.gender
        if referent.mention.form == "name":
            self.named = True
            self.names[referent.mention.span.text] = None
            self.name_words.update(token.lower_ for token in referent.mention.span)
        elif referent.mention.form == "nominal":
            self.heads.add(referent.head)
            self.modifiers.update(referent.modifiers)

    def latest_before(self, position: int) -> Referent | None:
        """The last mention that stands before a position."""
        number = bisect_left(self.referents, position, key=position_of)
        return self.referents[number - 1] if number else None

    def within(self, start: int, end: int) -> list[Referent]:
        """The mentions whose heads stand from `start` up to `end`."""
        first = bisect_left(self.referents, start, key=position_of)
        return self.referents[first : bisect_left(self.referents, end, key=position_of)]


def position_of(referent: Referent) -> int:
    """Where a mention's head stands: what referents are ordered by."""
    return referent.position


def referents_of(mentions: Iterable[Mention]) -> list[Referent]:
    """The mentions of an article with what their words say."""
    orders: dict[int, int] = {}
    found = []
    for mention in mentions:
        sentence = mention.head.sent
        found.append(_referent(mention, sentence, orders.setdefault(sentence.start, len(orders))))
    return found


def _referent(mention: Mention, sentence: "Span", order: int) -> Referent:
    head = mention.head
    pronoun = _pronoun_class(head) if mention.form == "pronoun" else ""
    return Referent(
        mention=mention,
        position=head.i,
        sentence=sentence.start,
        sentence_end=sentence.end,
        order=order,
        pronoun=pronoun,
        number=_number(mention, pronoun),
        gender=_gender(mention, pronoun),
        role=_ROLES.get(head.dep_, "conjunct" if head.dep_ == "conj" else "other"),
        determiner=_determiner(mention),
        head=head.lemma_.lower(),
        modifiers=frozenset(
            token.lemma_.lower()
            for token in mention.span
            if token.i < head.i and token.pos_ in {"ADJ", "NOUN", "PROPN", "NUM", "VERB"}
        ),
    )


def _pronoun_class(token: "Token") -> str:
    classes = ("i", "we", "you", "he", "she", "it", "they")
    return next((name for name in classes if token.lower_ in words("pronouns", name)), "it")


def _number(mention: Mention, pronoun: str) -> Number | None:
    if pronoun:
        return "plural" if pronoun in {"they", "we"} else "singular" if pronoun != "you" else None
    if mention.form == "nominal":
        return "plural" if mention.head.tag_ in {"NNS", "NNPS"} or mention.type == "group" else "singular"
    if mention.type in {"organization", "group"}:
        return None
    return "singular"


def _gender(mention: Mention, pronoun: str) -> Gender | None:
    if pronoun:
        return "male" if pronoun == "he" else "female" if pronoun == "she" else None
    if mention.type != "person":
        return None
    span = mention.span
    before = span.doc[span.start - 1].lower_.rstrip(".") if span.start else ""
    for gender in _GENDERS:
        if mention.form == "nominal" and mention.head.lemma_.lower() in words("nominals", "animacy", gender):
            return gender
        if mention.form == "name" and before in words("nominals", "animacy", f"{gender}_titles"):
            return gender
    if mention.form == "name" and span[0].lower_ in given_names():
        bearers = [gender for gender in _GENDERS if span[0].lower_ in words("given_names", gender)]
        return bearers[0] if len(bearers) == 1 else None
    return None


def _determiner(mention: Mention) -> str:
    if mention.form != "nominal":
        return mention.form
    found = "bare"
    for token in mention.head.children:
        if token.i > mention.head.i:
            continue
        if token.dep_ == "poss":
            return "possessive"
        if token.dep_ in {"det", "predet"}:
            word = token.lower_
            found = {"the": "the", "a": "a", "an": "a"}.get(
                word, "this" if word in {"this", "that", "these", "those"} else "quantifier"
            )
        elif token.dep_ == "nummod" and found == "bare":
            found = "number"
    return found
