"""Who takes part in an event, and how: the arguments of its clause, and the actors that stand within them.

The target of "rejected a Danish plan" is Denmark, that of "threatened to shell Iraqi towns" the towns: an argument that is
no actor points to the actors that qualify it, and a promise, a demand or a refusal concerns whom its content concerns.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from newsgraph.extraction.data_files import read_toml
from newsgraph.extraction.layers import Clause, Mention, Participant
from newsgraph.extraction.syntax import children, governed
from newsgraph.record import Role

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

Mentions = Mapping[int, Mention]
"""Mentions by the index of their head in the text."""

_OWN_MODIFIERS = {"det", "amod", "compound", "nmod", "poss", "nummod", "quantmod", "predet", "advmod", "case"}
_QUALIFIERS = {"amod", "compound", "nmod", "poss"}
_INWARD = {
    "of",
    "by",
    "from",
    "with",
    "to",
    "against",
    "into",
    "for",
    "between",
    "among",
    "on",
    "over",
    "at",
    "towards",
    "toward",
}
_SPEAKS_ABOUT_OBJECT = {"agree", "concede", "threaten", "reject", "protest", "accuse", "support"}
_DEEPEST = 4


@cache
def _roles() -> dict[str, Role]:
    return dict(read_toml("event_types.toml")["events"]["roles"])


def find_participants(
    clause: Clause, kind: str | None, clauses: Mapping[int, Clause], mentions: Mentions
) -> list[Participant]:
    """The participants of an event, agents first, none of them twice.

    Args:
        clause: the clause of the event.
        kind: its PLOVER type.
        clauses: all clauses of the text by the index of their predicate.
        mentions: all mentions of the text by the index of their head.
    """
    found = _Participants(clause, mentions)
    for doer in _doers(clause, kind):
        found.add("agent", doer)
    for role, head in _concerned(clause, kind, clauses):
        found.add(role, head)
    return found.all


class _Participants:
    """Participants as they are found; a word takes part once, in the first role that it was found in."""

    def __init__(self, clause: Clause, mentions: Mentions) -> None:
        self.all: list[Participant] = []
        self._mentions = mentions
        self._trigger = clause.predicate
        self._taken: set[int] = set()

    def add(self, role: Role, head: "Token") -> None:
        """Add a noun phrase and, where it is no actor itself, the actors within it."""
        self._add(role, head)
        if head.i not in self._mentions:
            inner_role: Role = "patient" if role == "other" else role
            for inner in actors_within(head, self._mentions, deep=role != "agent"):
                self._add(inner_role, inner)

    def _add(self, role: Role, head: "Token") -> None:
        span = phrase(head)
        if head.i in self._taken or span.start <= self._trigger.i < span.end or head.pos_ in {"VERB", "AUX"}:
            return
        opposite = [one for one in self.all if (one.role == "agent") != (role == "agent")]
        if any(one.span.start <= head.i < one.span.end for one in opposite):
            return
        self._taken.add(head.i)
        self.all.append(Participant(role, span, head))


def phrase(head: "Token") -> "Span":
    """A noun with its own modifiers and a following of-phrase, without relative clauses and appositions."""
    first = min(_own(head, _OWN_MODIFIERS), default=head.i)
    last = head.i
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ == "of" and child.i == last + 1:
            last = max([last, *(phrase(inner).end - 1 for inner in governed(child)[:1] if inner.i > child.i)])
    return head.doc[min(first, head.i) : last + 1]


def _own(head: "Token", relations: set[str]) -> Iterator[int]:
    for child in head.lefts:
        if child.dep_ in relations:
            yield child.left_edge.i


def actors_within(head: "Token", mentions: Mentions, *, deep: bool = True, depth: int = 0) -> "Iterator[Token]":
    """The actors that qualify a noun: "a Danish plan", "Jordan's king", "the removal of the president".

    Args:
        head: a noun that is no actor itself.
        mentions: all mentions of the text by the index of their head.
        deep: whether to look into prepositional phrases and participles after the noun.
        depth: how far within the first noun this one stands.
    """
    for child in head.children:
        if child.dep_ in _QUALIFIERS:
            if child.i in mentions:
                yield child
            elif child.dep_ in {"poss", "compound", "nmod"} and depth < _DEEPEST:
                yield from actors_within(child, mentions, deep=False, depth=depth + 1)
            yield from (other for other in children(child, "conj") if other.i in mentions)
        elif deep and depth < _DEEPEST and child.dep_ in {"prep", "acl", "agent"}:
            for inner in _below(child):
                if inner.i in mentions:
                    yield inner
                else:
                    yield from actors_within(inner, mentions, depth=depth + 1)


def _below(token: "Token") -> "Iterator[Token]":
    """The nouns that a preposition, or a participle or infinitive after a noun, brings in."""
    if token.dep_ == "acl":
        for child in token.children:
            if child.dep_ == "dobj":
                yield child
            elif child.dep_ in {"prep", "agent"} and child.lower_ in _INWARD:
                yield from governed(child)
    elif token.lower_ in _INWARD:
        yield from governed(token)


def _doers(clause: Clause, kind: str | None) -> "Iterable[Token]":
    if clause.kind == "noun":
        between = [head for preposition, head in clause.obliques if preposition.lower_ in {"between", "among"}]
        return [*clause.agents, *between]
    if clause.passive and kind in {"agree", "consult"} and not clause.agents:
        return clause.subjects
    return clause.doers


def _concerned(
    clause: Clause, kind: str | None, clauses: Mapping[int, Clause], depth: int = 0
) -> "Iterator[tuple[Role, Token]]":
    """Whom and what an event concerns: its own arguments, and those of the clause that it is about."""
    agents = {token.i for token in clause.doers}
    for head in clause.undergoers:
        if head.i not in agents:
            yield "patient", head
    for head in clause.datives:
        yield "recipient", head
    for preposition, head in clause.obliques:
        role = _roles().get(preposition.lower_)
        if role is not None:
            yield role, head
    if depth < 2:
        for inner in _content(clause, clauses):
            yield from _concerned_by_content(inner, kind, clauses, depth)


def _content(clause: Clause, clauses: Mapping[int, Clause]) -> list[Clause]:
    """The clauses that say what is promised, demanded or refused, and what an act is for."""
    predicate = clause.predicate
    verbs = (
        [*clause.complements, *children(predicate, "advcl")]
        if clause.kind != "noun"
        else list(children(predicate, "acl"))
    )
    for complement in clause.complements:
        verbs += [child for child in complement.children if child.dep_ in {"xcomp", "ccomp"}]
    heads = [verb for verb in verbs if verb.i > predicate.i or verb.dep_ == "ccomp"]
    return [clauses[verb.i] for verb in heads if verb.i in clauses and clauses[verb.i].kind != "noun"]


def _concerned_by_content(
    inner: Clause, kind: str | None, clauses: Mapping[int, Clause], depth: int
) -> "Iterator[tuple[Role, Token]]":
    own_subject = inner.predicate.dep_ == "ccomp"
    if kind in {"request", "accuse"} and own_subject and inner.subjects:
        for head in inner.subjects:
            yield "recipient", head
    elif kind in _SPEAKS_ABOUT_OBJECT | {"request"}:
        for _, head in _concerned(inner, kind, clauses, depth + 1):
            yield "patient", head
