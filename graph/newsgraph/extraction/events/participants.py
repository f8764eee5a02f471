"""Who takes part in an event, and how: the arguments of its clause, and the actors that stand within them.

The target of "rejected a Danish plan" is Denmark, that of "threatened to shell Iraqi towns" the towns: an argument that
is no actor points to the actors that qualify it, and a promise or a demand concerns whom its content concerns.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from newsgraph.extraction.base.annotations import Clause, Mention, Participant
from newsgraph.extraction.base.data_files import read_toml
from newsgraph.extraction.base.event_lexicon import measured, verb_lemma
from newsgraph.extraction.base.lexicon import words
from newsgraph.extraction.base.syntax import child, children, governed, is_infinitive, is_verbal
from newsgraph.extraction.events.event_patterns import obliques_of
from newsgraph.record import Role

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Span, Token

_OWN_MODIFIERS = {"det", "amod", "compound", "nmod", "poss", "nummod", "quantmod", "predet", "advmod", "case"}
_QUALIFIERS = {"amod", "compound", "nmod", "poss"}
# "Turkey expressed its readiness": these possessives are the doer again, "his" and "her" may be anybody.
_OF_THE_DOER = {"its", "their", "our", "my", "your"}
_DEEPEST = 4
_DEEPEST_CONTENT = 2


@dataclass(frozen=True, slots=True)
class Scene:
    """What is known of an article, by the index of a token: clauses by predicate, mentions by head, words of times."""

    clauses: Mapping[int, Clause]
    mentions: Mapping[int, Mention]
    times: frozenset[int] = frozenset()

    def is_actor(self, token: "Token") -> bool:
        """Whether a noun phrase with this head is a mention of an actor or a place."""
        return token.i in self.mentions

    def is_site(self, token: "Token") -> bool:
        """Whether it is a place that has no name, so that whose it is says more: "a camp for refugees"."""
        mention = self.mentions.get(token.i)
        return mention is not None and mention.form == "nominal" and mention.type == "place"


@cache
def _roles() -> dict[str, Role]:
    return dict(read_toml("event_types.toml")["events"]["roles"])


def _listed(name: str) -> frozenset[str]:
    return words("event_types", "events", name, separator=",")


def find_participants(clause: Clause, kind: str | None, scene: Scene, noun: Clause | None = None) -> list[Participant]:
    """The participants of an event of a PLOVER type or none: agents first, none of them twice.

    Args:
        clause: the clause of the event.
        kind: its PLOVER type.
        scene: what is known of the article.
        noun: the clause of the event noun to which a light verb lends its subject; it is the event, and takes no part.
    """
    predicates = [clause.predicate, *([noun.predicate] if noun else [])]
    found = _Participants(predicates, scene)
    for one in (clause, noun):
        for doer in doers(one, scene, kind) if one else ():
            if one is not noun or not is_inverted(clause, kind) or doer not in clause.subjects:
                found.add("agent", doer)
    for one in (clause, noun):
        for role, head in _concerned(one, kind, scene) if one else ():
            if head not in predicates:
                found.add(role, head)
    return found.all


class _Participants:
    """Participants as they are found; a word takes part once, in the first role that it was found in."""

    def __init__(self, predicates: "list[Token]", scene: Scene) -> None:
        self.all: list[Participant] = []
        self._scene = scene
        self._predicates = {predicate.i for predicate in predicates}
        self._taken: set[int] = set()

    def add(self, role: Role | None, head: "Token") -> None:
        """Add a noun phrase, if it has a role, and the actors within it, if it is none itself."""
        if role is not None:
            self._add(role, head)
        inner_role: Role = role if role is not None and role != "other" else "patient"
        if not self._scene.is_actor(head) or self._scene.is_site(head):
            for inner in actors_within(head, self._scene, deep=role != "agent"):
                own = inner.tag_ == "PRP$" and inner.lower_ in _OF_THE_DOER and self.all
                if not own and not (self._scene.is_site(head) and self._scene.mentions[inner.i].type == "place"):
                    self._add(inner_role, inner)

    def _add(self, role: Role, head: "Token") -> None:
        mention = self._scene.mentions.get(head.i)
        span = mention.span if mention is not None and mention.form == "demonym" else phrase(head)
        if any(span.start <= index < span.end for index in self._predicates):
            span = phrase(head, 1)  # of the clause that itself restricts the noun
        beside = head.i in self._taken or head.i in self._scene.times or not head.text[0].isalnum()
        if beside or is_verbal(head) or any(span.start <= index < span.end for index in self._predicates):
            return
        opposite = [one for one in self.all if (one.role == "agent") != (role == "agent")]
        if any(one.span.start <= head.i < one.span.end for one in opposite):
            return
        head = head if self._scene.is_actor(head) else [head, *measured(head)][-1]
        self._taken.add(head.i)
        self.all.append(Participant(role, span, head))


def phrase(head: "Token", depth: int = 0) -> "Span":
    """A noun with its own modifiers, a following of-phrase and a name in close apposition; no relative clauses."""
    first = min((part.left_edge.i for part in head.lefts if part.dep_ in _OWN_MODIFIERS), default=head.i)
    last = head.i
    for part in head.rights if depth < _DEEPEST else ():
        if part.dep_ == "prep" and part.lower_ == "of" and part.i == last + 1:
            nouns = [inner for inner in governed(part)[:1] if inner.i > part.i and not is_verbal(inner)]
            last = max([last, *(phrase(inner, depth + 1).end - 1 for inner in nouns)])
        elif part.dep_ == "appos" and part.left_edge.i == last + 1:
            last = max(last, phrase(part, depth + 1).end - 1)
        elif depth == 0 and _restricts(part, head) and part.left_edge.i == last + 1:
            last = max(last, part.right_edge.i)
    if depth == 0:
        last = _end_of_exception(head, last)
    return head.doc[min(first, head.i) : last + 1]


def _restricts(clause: "Token", noun: "Token") -> bool:
    """Whether a relative clause says which ones are meant: "farmers who refused the vaccine"; a name needs none."""
    return clause.dep_ == "relcl" and noun.tag_ not in {"NNP", "NNPS"}


@cache
def _exceptions() -> tuple[tuple[str, list[str]], ...]:
    """What begins an exception, with its words."""
    return tuple((opener, opener.split()) for opener in _listed("exceptions"))


def _is_counted(noun: "Token") -> bool:
    return noun.lower_ in _listed("counting") or any(word.lower_ in _listed("counting") for word in noun.children)


def _end_of_exception(head: "Token", last: int) -> int:
    """The last token of a noun phrase with what is taken out of it: "all but two of the charges", "all except Ann"."""
    doc = head.doc
    following = [token.lower_ for token in doc.tokens[last + 1 : last + 3]]
    for opener, parts in _exceptions():
        if following[: len(parts)] == parts and (opener != "but" or _is_counted(head)):
            preposition = doc[last + len(parts)]
            inner = next(iter(governed(preposition)), None) or doc[min(preposition.i + 1, len(doc) - 1)]
            return max(last, phrase(inner, 1).end - 1)
    return last


def actors_within(head: "Token", scene: Scene, *, deep: bool = True, depth: int = 0) -> "Iterator[Token]":
    """The actors that qualify a noun: "a Danish plan", "Jordan's king", "the removal of the president".

    Args:
        head: a noun that is no actor itself.
        scene: what is known of the article.
        deep: whether to look into prepositional phrases and participles after the noun.
        depth: how far within the first noun this one stands.
    """
    if depth > _DEEPEST:
        return
    for part in head.children:
        if part.dep_ in _QUALIFIERS:
            if scene.is_actor(part):
                yield part
            elif part.dep_ != "amod":
                yield from actors_within(part, scene, deep=False, depth=depth + 1)
            yield from (other for other in children(part, "conj") if scene.is_actor(other))
        elif deep and part.dep_ in {"prep", "acl", "agent"}:
            for inner in _brought_in(part):
                if scene.is_actor(inner):
                    yield inner
                else:
                    yield from actors_within(inner, scene, depth=depth + 1)


def _brought_in(dependent: "Token") -> "Iterator[Token]":
    """The nouns that a preposition, or a participle or infinitive after a noun, brings in."""
    if dependent.dep_ == "acl":
        yield from children(dependent, "dobj")
        for preposition in children(dependent, "prep", "agent"):
            yield from _brought_in(preposition)
    elif dependent.lower_ in _listed("inward"):
        yield from governed(dependent)


def is_inverted(clause: Clause, kind: str | None) -> bool:
    """Whether the subject of a verb undergoes what an event of that type does: "received aid", "faced criticism"."""
    if clause.kind != "verb" or clause.passive or kind is None:
        return False
    verb = verb_lemma(clause.predicate)
    if verb in _listed("inverting_under"):
        return any(preposition.lower_ == "under" for preposition, _ in clause.obliques)
    if kind == "aid":
        return verb in _listed("inverting_aid") and child(clause.predicate, "prt") is None
    return kind in _listed("inverted_types") and verb in _listed("inverting")


def _doers_of_inverted(clause: Clause) -> "list[Token]":
    """Who does what the subject undergoes: "the Gulf states" of "faced sanctions from the Gulf states"."""
    below = [head for _, head in clause.obliques if head.head.lower_ == "under"]
    prepositions = [prep for head in (*clause.objects, *below) for prep in children(head, "prep", "agent")]
    pairs = [*clause.obliques, *((prep, head) for prep in prepositions for head in governed(prep))]
    return [head for preposition, head in pairs if preposition.lower_ in _listed("sources_of_inverted")]


def doers(clause: Clause, scene: Scene, kind: str | None = None) -> "list[Token]":
    """Who does it: agents of passives and nouns, subjects of all else and of participles that are adjectives."""
    if is_inverted(clause, kind):
        return _doers_of_inverted(clause)
    if clause.kind == "noun":
        between = [head for preposition, head in clause.obliques if preposition.lower_ in {"between", "among"}]
        return [*clause.agents, *between]
    if clause.passive and not clause.agents and clause.predicate.lemma_.lower() in _listed("adjectival"):
        return clause.subjects
    return [maker for doer in clause.doers for maker in _makers(doer, clause, scene)]


def _makers(doer: "Token", clause: Clause, scene: Scene) -> "list[Token]":
    """Who made what does it: the party that issued "a declaration demanding" demands."""
    if is_verbal(doer) and (own := list(children(doer, "nsubj"))):
        return own  # "The Red Cross operating in Iraq said": the parser takes the participle for the subject
    governing = scene.clauses.get(doer.head.i)
    if scene.is_actor(doer) or clause.predicate.dep_ != "acl" or governing is None or doer not in governing.objects:
        return [doer]
    return [subject for subject in governing.subjects if scene.is_actor(subject)] or [doer]


def _concerned(clause: Clause, kind: str | None, scene: Scene, depth: int = 0) -> "Iterator[tuple[Role | None, Token]]":
    """Whom and what an event concerns: its own arguments, and those of the clause that it is about."""
    agents = doers(clause, scene, kind)
    if is_inverted(clause, kind):
        yield from (("recipient" if kind == "aid" else "patient", head) for head in clause.subjects)
    yield from (("patient", head) for head in clause.undergoers if head not in agents)
    yield from (("recipient", head) for head in clause.datives)
    for preposition, head in obliques_of(clause):
        role = _roles().get(preposition.lower_)
        if preposition.lower_ in _listed("place_prepositions") and _is_share(head):
            yield "other", head  # what holds in two of nine counties holds in no more
        elif role is not None:
            yield role if scene.is_actor(head) else None, head
        elif kind == "protest" and not scene.is_actor(head):
            yield None, head
    if kind == "threaten":
        yield from (("recipient", head) for head in _conditions(clause.predicate, scene) if head not in agents)
    if kind == "request" and depth == 0 and _is_addressed(clause, scene):
        return
    if kind is not None and depth < _DEEPEST_CONTENT:
        for inner in _content(clause, scene):
            yield from _concerned_by_content(inner, kind, scene, depth)


def _is_share(head: "Token") -> bool:
    """Whether a noun phrase is a part of a whole: "two of the nine counties", "most districts"."""
    counted = head.pos_ in {"NUM", "DET", "ADJ"} or head.lower_ in _listed("counting")
    return counted and any(preposition.lower_ == "of" for preposition in children(head, "prep"))


def _conditions(predicate: "Token", scene: Scene) -> "Iterator[Token]":
    """Who can avert what is threatened: "unless Israel withdraws"."""
    for verb in children(predicate, "advcl"):
        if verb.i in scene.clauses and any(mark.lower_ in {"if", "unless"} for mark in children(verb, "mark")):
            yield from (subject for subject in scene.clauses[verb.i].subjects if scene.is_actor(subject))


def _is_addressed(clause: Clause, scene: Scene) -> bool:
    """Whether a request names whom it is made to, so that the others whom its content concerns take no part in it."""
    to = [head for preposition, head in clause.obliques if preposition.lower_ in {"on", "upon", "to"}]
    return any(scene.is_actor(head) for head in (*clause.undergoers, *clause.datives, *to))


def _content(clause: Clause, scene: Scene) -> list[Clause]:
    """The clauses that say what is promised, demanded or refused, and what an act is for."""
    predicate = clause.predicate
    below = [*clause.complements, *children(predicate, "xcomp", "ccomp", "acl")]
    below += [verb for complement in clause.complements for verb in children(complement, "xcomp", "ccomp")]
    below += [verb for verb in children(predicate, "advcl") if is_infinitive(verb)]
    found = {verb.i: scene.clauses[verb.i] for verb in below if verb.i in scene.clauses and verb.i != predicate.i}
    return [inner for inner in found.values() if inner.kind != "noun"]


def _concerned_by_content(inner: Clause, kind: str, scene: Scene, depth: int) -> "Iterator[tuple[Role | None, Token]]":
    """Whoever is asked, allowed or blamed, else whom the content itself concerns."""
    addressed = [head for head in inner.subjects if head.head == inner.predicate]
    if (
        inner.predicate.dep_ == "ccomp"
        and addressed
        and (is_infinitive(inner.predicate) or kind in _listed("addressing"))
    ):
        yield from (("recipient", head) for head in addressed)
    elif kind in _listed("about_content"):
        for role, head in _concerned(inner, kind, scene, depth + 1):
            yield "patient" if role is not None else None, head
