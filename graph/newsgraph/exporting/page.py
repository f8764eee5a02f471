"""What one article says, as rows: its statements, its mentions, the events that it reports, what else it speaks of."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import Literal, NamedNode, Quad, Triple

from newsgraph.rdf.order import in_natural_order
from newsgraph.rdf.vocabulary import ITSRDF, LABEL, NG, NIF, PROV, RDF, TYPE
from newsgraph.wording import MARKS, marked

Values = dict[str, list[str]]  # what is said of a subject, by predicate
NO_VALUES: Values = {}
_STATEMENT = NG["Statement"].value
_SUBJECT, _PREDICATE, _OBJECT, _VALUE = RDF["subject"], RDF["predicate"], RDF["object"], RDF["value"]
_TEXT, _RELATION_TEXT, _MENTIONS, _EVENT, _SAID_BY = (
    NG[name] for name in ("text", "relationText", "mentions", "event", "saidBy")
)
_REPORTED_AS, _POLARITY, _MODALITY, _CUE, _QUOTED = (
    NG[name] for name in ("reportedAs", "polarity", "modality", "cue", "quoted")
)
_CONFIDENCE, _DOUBT, _VALID_FROM, _VALID_UNTIL, _EVIDENCE = (
    NG[name] for name in ("confidence", "doubt", "validFrom", "validUntil", "evidence")
)
_ARGUMENT, _ARGUMENT_ROLE, _ARGUMENT_TEXT = NG["argument"], NG["argumentRole"], NG["argumentText"]
_BEGIN, _END, _CONTEXT, _ANCHOR, _AROUND = (
    NIF[name] for name in ("beginIndex", "endIndex", "referenceContext", "anchorOf", "superString")
)
_REFERS_TO, _DERIVED_FROM = ITSRDF["taIdentRef"], PROV["wasDerivedFrom"]
_VOICES = {
    "stated": ("affirmed", "actual"),
    "claimed": ("affirmed", "actual"),
    "denied": ("negated", ""),
    "envisaged": ("affirmed", ""),
}


def every(values: Values, predicate: NamedNode) -> tuple[str, ...]:
    """All values of a predicate, in order."""
    found = values.get(predicate.value)
    if found is None:
        return ()
    return tuple(sorted(set(found))) if len(found) > 1 else (found[0],)


def one(values: Values, predicate: NamedNode) -> str:
    """The first value of a predicate, or ""."""
    found = values.get(predicate.value)
    return min(found) if found else ""


@dataclass(frozen=True, slots=True)
class Argument:
    """What else a clause says: its role, its words, and the IRI of what they are, or ""."""

    role: str
    text: str
    value: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """Some characters of an article's text, end exclusive."""

    iri: str
    article: str
    begin: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """Where an article speaks of an entity or event."""

    iri: str
    thing: str
    article: str
    begin: int
    end: int
    text: str
    sentence: str  # IRI, or "" where nothing was read from the sentence around it


@dataclass(frozen=True, slots=True)
class Statement:
    """One clause of one article; IRIs and labels are "" for what it does not have.

    `status` is the report status ("stated", "claimed", "denied" or "envisaged"), `sure` whether the confidence is at or
    above the graph's threshold, `fact` whether it stands as a plain triple.
    """

    iri: str
    text: str
    subject: str
    subject_label: str
    relation: str
    relation_label: str
    relation_text: str
    object: str  # IRI; "" for words
    object_label: str  # what it is called, or the words
    arguments: tuple[Argument, ...]
    mentions: tuple[str, ...]
    event: str
    status: str
    polarity: str
    modality: str
    said_by: str
    said_by_label: str
    cue: str
    quoted: bool
    confidence: float
    sure: bool
    doubts: tuple[str, ...]
    valid_from: str
    valid_until: str
    article: str
    sentence: Sentence

    @property
    def caption(self) -> str:
        """The relation in the sentence's words, after all that keeps it from being a fact: "claimed, planned: pay"."""
        first, colon, _ = self.text.partition(": ")
        found = first.split(", ") if colon else []
        shown = found if set(found) <= MARKS else []
        doubts = [word for word, holds in (("unsure", not self.sure), ("claimed", self.status == "claimed")) if holds]
        return marked([*doubts, *shown], self.relation_text or self.relation_label)

    @property
    def lead(self) -> str:
        """How a statement that is no fact is put, in words that stand before its text: "[denied by a spokesman] "."""
        by = f" by {self.said_by_label}" if self.said_by_label else ""
        until = f", until {self.valid_until}" if self.valid_until else ""
        return f"[{self.status}{by}{until}{'' if self.sure else ', not surely read'}] "

    @property
    def fact(self) -> bool:
        """Whether its article states it in its own voice, surely, and as lasting."""
        return self.status == "stated" and self.sure and not self.valid_until and bool(self.object_label)


@dataclass(frozen=True, slots=True)
class Report:
    """That a sentence of an article reports an event, and how: by the statements that it makes of it, if any.

    `status` is "unclear" where its article puts the event in several ways and no statement tells in which of them here.
    `present` are the IRIs of what the sentence names.
    """

    event: str
    article: str
    sentence: Sentence
    status: str
    statement: Statement | None
    present: frozenset[str]

    @property
    def stated(self) -> bool:
        """Whether the sentence states the event in its article's own voice, surely, and as lasting."""
        told = self.statement
        return self.status == "stated" and told is not None and told.sure and not told.valid_until

    @property
    def polarity(self) -> str:
        """Either "affirmed" or "negated", or "" where it is not known."""
        return self.statement.polarity if self.statement else _VOICES.get(self.status, ("", ""))[0]

    @property
    def modality(self) -> str:
        """One of "actual", "possible", "planned", "demanded", "hypothetical", or "" where it is not known."""
        return self.statement.modality if self.statement else _VOICES.get(self.status, ("", ""))[1]


class Page:
    """One article's graph.

    Args:
        quads: what it holds.
        shared: the label of what all articles share, by IRI, or "".
        min_confidence: how sure a statement has to be to count as such.
    """

    def __init__(self, quads: Iterable[Quad | Triple], shared: Callable[[str], str], min_confidence: float) -> None:
        self._values: dict[str, Values] = {}
        self._words: set[str] = set()  # statements whose object is a text
        self._shared, self._min_confidence = shared, min_confidence
        self._members: dict[str, list[str]] = {}
        type_, object_, known = TYPE.value, _OBJECT.value, self._values
        for quad in quads:
            subject, value = quad.subject, quad.object
            if isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
                predicate, iri = quad.predicate.value, subject.value
                values = known.get(iri)
                if values is None:
                    values = known[iri] = {}
                values.setdefault(predicate, []).append(value.value)
                if predicate == type_:
                    self._members.setdefault(value.value, []).append(iri)
                elif predicate == object_ and isinstance(value, Literal):
                    self._words.add(iri)

    def label(self, iri: str) -> str:
        """What something is called, in this article or in all."""
        return one(self._values.get(iri, NO_VALUES), LABEL) or self._shared(iri)

    def _of(self, class_: NamedNode) -> list[str]:
        return sorted(set(self._members.get(class_.value, ())), key=in_natural_order)

    @cached_property
    def topics(self) -> dict[str, str]:
        """What the article speaks of that is neither actor, place nor event: IRI and label."""
        return {iri: self.label(iri) for iri in self._of(NG["Topic"])}

    @cached_property
    def statements(self) -> list[Statement]:
        """Its statements, in order."""
        return [self._statement(iri) for iri in self._of(NG["Statement"])]

    @cached_property
    def mentions(self) -> list[Mention]:
        """Where it speaks of entities and events, in the text's order."""
        found = []
        for iri, values in self._values.items():
            for thing in every(values, _REFERS_TO):
                place = self._characters(iri)
                around = one(values, _AROUND)
                found.append(Mention(iri, thing, place.article, place.begin, place.end, place.text, around))
        return sorted(found, key=lambda one: (in_natural_order(one.article), one.begin, one.end, one.thing))

    @cached_property
    def reports(self) -> list[Report]:
        """The events that it reports, sentence by sentence."""
        told: dict[tuple[str, str], list[Statement]] = {}
        for statement in self.statements:
            if statement.event:
                told.setdefault((statement.event, statement.sentence.iri), []).append(statement)
        present: dict[str, set[str]] = {}
        for mention in self.mentions:
            present.setdefault(mention.sentence, set()).add(mention.thing)
        reported, evidence = _REPORTED_AS.value, _EVIDENCE.value
        events = [
            iri
            for iri, values in self._values.items()
            if reported in values and _STATEMENT not in values.get(TYPE.value, ()) and evidence in values
        ]
        found: list[Report] = []
        for event in sorted(events, key=in_natural_order):
            values = self._values[event]
            statuses = [_name(status) for status in every(values, _REPORTED_AS)]
            for sentence in map(self._characters, every(values, _EVIDENCE)):
                near = frozenset(present.get(sentence.iri, ()))
                found += _reports(event, sentence, statuses, told.get((event, sentence.iri), []), near)
        return sorted(
            found, key=lambda one: (in_natural_order(one.article), one.sentence.begin, in_natural_order(one.event))
        )

    def _characters(self, iri: str) -> Sentence:
        values = self._values.get(iri, NO_VALUES)
        begin, end = one(values, _BEGIN), one(values, _END)
        article = one(values, _CONTEXT)
        return Sentence(iri, article, int(begin or 0), int(end or 0), one(values, _ANCHOR))

    def _arguments(self, values: Values) -> Iterator[Argument]:
        for iri in sorted(every(values, _ARGUMENT), key=in_natural_order):
            said = self._values.get(iri, NO_VALUES)
            yield Argument(one(said, _ARGUMENT_ROLE), one(said, _ARGUMENT_TEXT), one(said, _VALUE))

    def _statement(self, iri: str) -> Statement:
        values = self._values[iri]
        subject, relation, object_ = (one(values, name) for name in (_SUBJECT, _PREDICATE, _OBJECT))
        speaker = one(values, _SAID_BY)
        confidence = float(one(values, _CONFIDENCE) or 1)
        words = iri in self._words
        return Statement(
            iri=iri,
            text=one(values, _TEXT),
            subject=subject,
            subject_label=self.label(subject),
            relation=relation,
            relation_label=self.label(relation),
            relation_text=one(values, _RELATION_TEXT),
            object="" if words else object_,
            object_label=object_ if words else self.label(object_),
            arguments=tuple(self._arguments(values)),
            mentions=every(values, _MENTIONS),
            event=one(values, _EVENT),
            status=_name(one(values, _REPORTED_AS)),
            polarity=_name(one(values, _POLARITY)),
            modality=_name(one(values, _MODALITY)),
            said_by=speaker,
            said_by_label=self.label(speaker) if speaker else "",
            cue=one(values, _CUE),
            quoted=one(values, _QUOTED) == "true",
            confidence=confidence,
            sure=confidence >= self._min_confidence,
            doubts=every(values, _DOUBT),
            valid_from=one(values, _VALID_FROM),
            valid_until=one(values, _VALID_UNTIL),
            article=one(values, _DERIVED_FROM),
            sentence=self._characters(one(values, _EVIDENCE)),
        )


def _reports(
    event: str, sentence: Sentence, statuses: list[str], told: list[Statement], present: frozenset[str]
) -> Iterator[Report]:
    """A report for each way in which a sentence's statements put an event; else one, as its article puts it."""
    ways = {statement.status: statement for statement in reversed(told)}
    for status in sorted(ways):
        yield Report(event, sentence.article, sentence, status, ways[status], present)
    if not ways:
        status = statuses[0] if len(statuses) == 1 else "unclear"
        yield Report(event, sentence.article, sentence, status, None, present)


def _name(iri: str) -> str:
    """The name of one of our terms, in lower case."""
    return iri.rpartition("#")[2].lower()
