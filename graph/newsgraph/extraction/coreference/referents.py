"""What coreference knows of a mention and of a chain of mentions: number, gender, words, place in sentence and text."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypedDict

from newsgraph.extraction.base.annotations import Mention
from newsgraph.extraction.base.lexicon import words, words_of_any
from newsgraph.extraction.coreference.roles import Description
from newsgraph.extraction.mentions.name_features import given_names
from newsgraph.extraction.parse.passages import Passages
from newsgraph.record import EntityType

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Token
    from newsgraph.extraction.gazetteer.gazetteer import Place

Number = Literal["singular", "plural"]
Gender = Literal["male", "female"]
_ROLES = {
    "nsubj": "subject", "nsubjpass": "subject", "csubj": "subject", "agent": "object", "dobj": "object",
    "dative": "object", "attr": "predicate", "poss": "possessor", "pobj": "oblique", "appos": "apposition",
    "compound": "modifier", "nmod": "modifier", "amod": "modifier",
}  # fmt: skip
_GENDERS: tuple[Gender, ...] = ("male", "female")


_NO_THINGS = {"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"}
_WITHIN_PHRASES = {"compound", "amod", "nmod", "npadvmod", "nummod"}


@dataclass(slots=True, eq=False)
class Occurrence:
    """Where a noun or pronoun stands in the text."""

    token: "Token"  # the head
    sentence: int  # where the head's sentence begins
    sentence_end: int
    order: int  # number of the head's sentence
    paragraph: int
    quote: int  # number of the quotation that it stands in, or -1
    number: Number | None
    role: str
    position: int = field(init=False)  # where the head stands
    salience: str = field(init=False)  # the grammatical role; that of a subject with whether its clause is the main one

    def __post_init__(self) -> None:
        """Note what is asked for each pair of mentions."""
        self.position = self.token.i
        self.salience = "main subject" if self.role == "subject" and self.token.head.dep_ == "ROOT" else self.role


@dataclass(slots=True, eq=False)
class Referent(Occurrence):
    """A mention with what its words say of whom it refers to."""

    mention: Mention
    pronoun: str  # its class ("he", "they"), "" for what is no pronoun
    gender: Gender | None
    determiner: str
    head: str  # lemma
    modifiers: frozenset[str]
    chain: "Chain | None" = None
    kind: str = field(init=False)  # which weights decide on it: "he" stands for "she", too

    def __post_init__(self) -> None:
        """Note what is asked for each pair of mentions."""
        Occurrence.__post_init__(self)
        self.kind = ("he" if self.pronoun == "she" else self.pronoun) or "nominal"


@dataclass(slots=True, eq=False)
class Chain:
    """Mentions of one entity, in the order of the text, and what they say of it together."""

    type: EntityType
    referents: list[Referent] = field(default_factory=list)
    number: Number | None = None
    gender: Gender | None = None
    named: bool = False
    human: bool = False  # a title, a given name or a description says that it is one human being
    names: dict[str, None] = field(default_factory=dict)  # in the order in which they were added
    name_words: set[str] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)
    modifiers: set[str] = field(default_factory=set)
    roles: list[str] = field(default_factory=list)  # all that it is called, by whomever
    descriptions: list[Description] = field(default_factory=list)  # in apposition to its names or predicated of them
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
            self.human = self.human or _is_human(referent.mention)
            self.names[referent.mention.span.text] = None
            self.name_words.update(token.lower_ for token in referent.mention.span)
        elif referent.mention.form == "nominal":
            self.human = self.human or (referent.mention.type == "person" and referent.mention.link == 1.0)
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


def _is_human(name: Mention) -> bool:
    span = name.span
    before = span.doc[span.start - 1].lower_.rstrip(".") if span.start else ""
    titles = words_of_any("names", "titles", "honorifics")
    return before in titles or span[0].lower_.rstrip(".") in titles or span[0].lower_ in given_names()


def position_of(one: Occurrence) -> int:
    """Where a mention's head stands: what occurrences are ordered by."""
    return one.position


class _Sentences:
    """The sentences of the parse by their numbers."""

    def __init__(self, passages: Passages) -> None:
        self.passages = passages
        self.starts = [sentence.start for sentence in passages.doc.sents]

    def place(self, token: "Token") -> "_Place":
        number = bisect_right(self.starts, token.i) - 1
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.passages.doc)
        return {
            "token": token,
            "sentence": self.starts[number],
            "sentence_end": end,
            "order": number,
            "paragraph": self.passages.paragraph_of[token.i],
            "quote": self.passages.quote_of[token.i],
            "role": _ROLES.get(token.dep_, "conjunct" if token.dep_ == "conj" else "other"),
        }


class _Place(TypedDict):
    token: "Token"
    sentence: int
    sentence_end: int
    order: int
    paragraph: int
    quote: int
    role: str


def referents_of(mentions: Iterable[Mention], passages: Passages) -> list[Referent]:
    """The mentions of an article with what their words say."""
    sentences = _Sentences(passages)
    return [_referent(mention, sentences.place(mention.head)) for mention in mentions]


def things_of(mentions: Iterable[Mention], passages: Passages) -> list[Occurrence]:
    """The nouns that are no mentions of actors or places: what "it" and "they" may stand for, too."""
    sentences = _Sentences(passages)
    taken = {mention.head.i for mention in mentions}
    taken.update(token.i for mention in mentions if mention.form == "name" for token in mention.span)
    return [
        Occurrence(number="plural" if token.tag_ in {"NNS", "NNPS"} else "singular", **sentences.place(token))
        for token in passages.doc
        if token.pos_ in {"NOUN", "PROPN"}
        and token.i not in taken
        and token.dep_ not in _WITHIN_PHRASES
        and token.ent_type_ not in _NO_THINGS
    ]


def _referent(mention: Mention, place: _Place) -> Referent:
    head = mention.head
    pronoun = _pronoun_class(head) if mention.form == "pronoun" else ""
    return Referent(
        **place,
        mention=mention,
        pronoun=pronoun,
        number=_number(mention, pronoun),
        gender=_gender(mention, pronoun),
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
    for gender in _GENDERS:
        if mention.form == "nominal" and mention.head.lemma_.lower() in words("nominals", "animacy", gender):
            return gender
    if titled := titled_gender(mention):
        return titled
    if mention.form == "name" and span[0].lower_ in given_names():
        bearers = [gender for gender in _GENDERS if span[0].lower_ in words("given_names", gender)]
        return bearers[0] if len(bearers) == 1 else None
    return None


def titled_gender(mention: Mention) -> Gender | None:
    """What the title before a name, or at the head of it, says: "Mrs Miller", "Queen Anne"."""
    span = mention.span
    if mention.form != "name" or mention.type != "person":
        return None
    before = span.doc[span.start - 1].lower_.rstrip(".") if span.start else ""
    at_head = span[0].lower_.rstrip(".") if len(span) > 1 else ""
    for gender in _GENDERS:
        if {before, at_head} & words("nominals", "animacy", f"{gender}_titles"):
            return gender
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
