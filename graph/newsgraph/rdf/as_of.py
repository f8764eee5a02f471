"""What held on a day: the graph without the statements that had not begun, or had ended, by then."""

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from newsgraph.rdf import store as stores
from newsgraph.rdf.vocabulary import LABEL, NG, PROV, RDF, SCHEMA, SEM, TYPE, VOID
from newsgraph.resolution.periods import Period, period


@dataclass(frozen=True, slots=True)
class _Statement:
    """What decides when a statement holds."""

    node: NamedNode
    triple: tuple[object, ...]  # subject, relation, object
    begins: date
    ends: date
    state: str  # what it says that the subject is, in words ("mayor of lund"); empty for what happens
    says_end: bool  # whether its text says that it has ended
    told: date  # when its article was published
    is_fact: bool  # whether its article states it as a fact, surely


def as_of(store: Store, day: date) -> Store:
    """The graph of what held on a day, in memory: with that day's facts, and without the statements that did not hold.

    A statement holds from the time that its text gives (`ng:validFrom`), else from the time of its event, else from the
    day of its article. It holds until the time that its text gives (`ng:validUntil`); a state ("is mayor of") until a
    later article says that it has ended or that somebody else has that place, and whatever has happened for good.
    Without any date nothing is known against it.

    Args:
        store: a graph.
        day: the day; of what is said to last, the whole span counts.
    """
    found = [*_statements(store)]
    ended = _ends(found)
    held = [one for one in found if one.begins <= day <= min(one.ends, ended.get(one.node, date.max))]
    gone = {one.node for one in found} - {one.node for one in held}
    facts = {one.triple for one in found if one.is_fact}
    stand = {one.triple for one in held if one.is_fact}
    fallen = facts - stand
    quads = [quad for quad in store if not _falls(quad, gone, fallen)]
    for subject, predicate, object_ in sorted(stand, key=str):
        if (
            isinstance(subject, NamedNode)
            and isinstance(predicate, NamedNode)
            and isinstance(object_, NamedNode | Literal)
        ):
            quads.append(Quad(subject, predicate, object_, DefaultGraph()))
    return stores.in_memory(quads)


def _falls(quad: Quad, gone: set[NamedNode], facts: set[tuple[object, ...]]) -> bool:
    """Whether a quad says something of, or by, what did not hold."""
    if quad.subject in gone or quad.object in gone:
        return True
    return isinstance(quad.graph_name, DefaultGraph) and (quad.subject, quad.predicate, quad.object) in facts


def _statements(store: Store) -> Iterator[_Statement]:
    least = _least(store)
    for quad in store.quads_for_pattern(None, TYPE, NG["Statement"], None):
        node = quad.subject
        if not isinstance(node, NamedNode):
            continue
        said = {name: _one(store, node, predicate) for name, predicate in _READ.items()}
        event, article = said["event"], said["article"]
        told = _period(_one(store, article, SCHEMA["datePublished"]))
        happened = _period(_one(store, event, SEM["hasTimeStamp"]))
        since, until = _period(said["from"]), _period(said["until"])
        no_longer = "no longer" in _words(_one(store, node, NG["relationText"]))
        has_ended = said["until"] is not None or no_longer
        begins = since or (None if has_ended else happened or told)
        confidence = said["confidence"]
        sure = isinstance(confidence, Literal) and float(confidence.value) >= least
        yield _Statement(
            node=node,
            triple=(said["subject"], said["predicate"], said["object"]),
            begins=begins.first if begins else date.min,
            ends=until.last if until else (told.first if told else date.max) if has_ended else date.max,
            state="" if event is not None else _state(store, said["predicate"], said["object"]),
            says_end=has_ended,
            told=told.first if told else date.min,
            is_fact=sure and said["voice"] == NG["Stated"] and said["object"] is not None,
        )


_READ = {
    "subject": RDF["subject"],
    "predicate": RDF["predicate"],
    "object": RDF["object"],
    "event": NG["event"],
    "article": PROV["wasDerivedFrom"],
    "from": NG["validFrom"],
    "until": NG["validUntil"],
    "confidence": NG["confidence"],
    "voice": NG["reportedAs"],
}


def _ends(found: list[_Statement]) -> dict[NamedNode, date]:
    """When states have ended by what later articles say: that they have, or that somebody else has that place."""
    states: dict[str, list[_Statement]] = defaultdict(list)
    for one in found:
        if one.state:
            states[one.state].append(one)
    ends: dict[NamedNode, date] = {}
    for state, group in states.items():
        ending: dict[object, list[_Statement]] = defaultdict(list)
        for one in group:
            if one.says_end:
                ending[one.triple[0]].append(one)
        lasting = [one for one in group if not one.says_end]
        successors = [] if single_posts().isdisjoint(state.split()[:-2]) else lasting
        for one in lasting:
            over = [min(other.ends, other.told) for other in ending[one.triple[0]] if other.told > one.told]
            over += [other.begins for other in successors if other.told > one.told and not _same(one, other)]
            if over:
                ends[one.node] = max(min(over), one.told)
    return ends


def _same(one: _Statement, other: _Statement) -> bool:
    return one.triple[0] == other.triple[0]


def _state(store: Store, relation: NamedNode | Literal | None, object_: NamedNode | Literal | None) -> str:
    """What a statement says that its subject is: "mayor of lund", whether it is told as a relation or as words."""
    label = _words(_one(store, relation, LABEL))
    told = _words(object_ if isinstance(object_, Literal) else _one(store, object_, LABEL))
    words = [word for word in f"{label} {told}".split() if word not in ("be", "become", "former", "the", "a", "an")]
    return " ".join(words) if label.split()[:1] in (["be"], ["become"], ["former"]) or label.endswith(" of") else ""


@cache
def single_posts() -> frozenset[str]:
    """The posts that one person has at a time, of `single_posts.toml`."""
    text = files(__package__).joinpath("single_posts.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(text)["posts"].split())


def _words(value: NamedNode | Literal | None) -> str:
    return value.value.casefold() if isinstance(value, Literal) else ""


def _period(value: NamedNode | Literal | None) -> Period | None:
    text = value.value if isinstance(value, Literal) else ""
    return period(text[:10] if "/" not in text else text)


def _one(store: Store, subject: object, predicate: NamedNode) -> NamedNode | Literal | None:
    if not isinstance(subject, NamedNode):
        return None
    quads = store.quads_for_pattern(subject, predicate, None, None)
    return min((one.object for one in quads if isinstance(one.object, NamedNode | Literal)), key=str, default=None)


def _least(store: Store) -> float:
    """How sure a statement has to be to stand as a fact."""
    datasets = store.quads_for_pattern(None, TYPE, VOID["Dataset"], None)
    found = [_one(store, one.subject, NG["minConfidence"]) for one in datasets]
    return max((float(one.value) for one in found if isinstance(one, Literal)), default=0.0)
