"""The order in which people read a graph: things, events, articles, statements, evidence; names before numbers."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store, Triple

from newsgraph.rdf.vocabulary import LABEL, NG, NIF, PROV, RDF, SCHEMA, SEM, SKOS, TYPE, VOID

Subject = NamedNode | BlankNode | Triple
Term = NamedNode | BlankNode | Literal | Triple
Block = tuple[Subject, list[tuple[NamedNode, list[Term]]]]  # what is said of a subject: objects by predicate
GraphName = NamedNode | BlankNode | DefaultGraph

_SUBJECTS = (  # in the order in which a reader wants them
    VOID["Dataset"],
    NG["Place"],
    NG["Actor"],
    NG["Event"],
    SCHEMA["NewsArticle"],
    NG["Relation"],
    NG["Topic"],
    NG["Statement"],
    NG["Argument"],
    NG["Contradiction"],
    NIF["RFC5147String"],
)
_PREDICATES = (
    TYPE,
    LABEL,
    SKOS["altLabel"],
    NG["text"],
    RDF["subject"],
    RDF["predicate"],
    RDF["object"],
    NG["relationText"],
    NG["argument"],
    NG["argumentRole"],
    NG["argumentText"],
    RDF["value"],
    NG["mentions"],
    NG["event"],
    NG["polarity"],
    NG["modality"],
    NG["reportedAs"],
    NG["saidBy"],
    NG["cue"],
    NG["cueEvidence"],
    NG["quoted"],
    NG["validFrom"],
    NG["validUntil"],
    NG["contradictory"],
    NG["contradictionKind"],
    NG["contradictionTier"],
    NG["confidence"],
    NG["doubt"],
    NG["accepted"],
    NG["evidence"],
    PROV["wasDerivedFrom"],
    NIF["beginIndex"],
    NIF["endIndex"],
    NIF["anchorOf"],
    NIF["isString"],
    NG["contradicts"],
    NG["denies"],
)
_GENERAL = (NG["Actor"], NG["Place"], NG["Event"], SEM["Actor"], SEM["Place"], SEM["Event"], RDF["Property"])  # classes

_DIGITS = re.compile("([0-9]+)")
_SUBJECT_RANKS: dict[object, int] = {node: rank for rank, node in enumerate(_SUBJECTS)}
_OF_ARTICLES = range(_SUBJECT_RANKS[NG["Topic"]], _SUBJECT_RANKS[NG["Argument"]] + 1)  # and evidence, the last
_PREDICATE_RANKS = {str(node): rank for rank, node in enumerate(_PREDICATES)}
_GENERAL_RANKS = {str(node): rank for rank, node in enumerate(_GENERAL)}


Natural = list[str | tuple[int, str]]


def natural(text: str) -> Natural:
    """A key by which 9 comes before 10, however many digits there are."""
    parts = _DIGITS.split(text)
    key: Natural = list(parts)
    if len(parts) == 1:
        return key
    key[1::2] = ((len(number), number) for number in (digits.lstrip("0") for digits in parts[1::2]))
    return key


def graphs(store: Store) -> Iterator[tuple[GraphName, Iterator[Block]]]:
    """Each graph of a store with what it holds, the default graph first; one of them is in memory at a time."""
    kinds = _kinds(store.quads_for_pattern(None, TYPE, None, None))
    for graph in (DefaultGraph(), *named_graphs(store)):
        yield graph, _blocks(store.quads_for_pattern(None, None, None, graph), kinds)


def union(store: Store) -> Iterator[Block]:
    """What all graphs of a store hold together, each triple once; one subject is in memory at a time.

    First what is known across articles, then, article by article, what only it speaks of, states and shows.
    """
    kinds = _kinds(store.quads_for_pattern(None, TYPE, None, None))
    homes: dict[GraphName, list[Subject]] = {}
    known = {quad.subject: None for quad in store.quads_for_pattern(None, None, None, DefaultGraph())}
    for name in named_graphs(store):
        for quad in store.quads_for_pattern(None, None, None, name):
            if is_of_article(kinds.get(quad.subject)):
                homes.setdefault(name, []).append(quad.subject)
            else:
                known[quad.subject] = None
    told: set[Subject] = set()
    home = {subject for subjects in homes.values() for subject in subjects}
    for subjects in ([one for one in known if one not in home], *homes.values()):
        for subject in _in_order(dict.fromkeys(one for one in subjects if one not in told), kinds):
            told.add(subject)
            pairs = {(quad.predicate, quad.object): None for quad in store.quads_for_pattern(subject, None, None, None)}
            yield _block(subject, pairs)


def named_graphs(store: Store) -> list[NamedNode | BlankNode]:
    """The names of a store's graphs, in order."""
    return sorted(store.named_graphs(), key=_subject_key)


def is_of_article(rank: int | None) -> bool:
    """Whether what has this rank by its types is one article's: a topic, a statement, an argument, evidence."""
    return rank is not None and (rank in _OF_ARTICLES or rank == len(_SUBJECTS) - 1)


def blocks(triples: Iterable[Triple]) -> Iterator[Block]:
    """What some triples, each there once, say of each of their subjects."""
    found = list(triples)
    return _blocks(found, _kinds(found))


def _blocks(found: Iterable[Quad | Triple], kinds: Mapping[Subject, int]) -> Iterator[Block]:
    said: dict[Subject, list[tuple[NamedNode, Term]]] = {}
    for one in found:
        said.setdefault(one.subject, []).append((one.predicate, one.object))
    return (_block(subject, said[subject]) for subject in _in_order(said, kinds))


def _kinds(found: Iterable[Quad | Triple]) -> dict[Subject, int]:
    """The rank of each subject by its types."""
    kinds: dict[Subject, int] = {}
    for one in found:
        rank = _SUBJECT_RANKS.get(one.object) if one.predicate == TYPE else None
        if rank is not None:
            kinds[one.subject] = min(rank, kinds.get(one.subject, rank))
    return kinds


def _in_order(subjects: Iterable[Subject], kinds: Mapping[Subject, int]) -> list[Subject]:
    ranks: dict[int, list[Subject]] = {}
    for subject in subjects:
        ranks.setdefault(kinds.get(subject, len(_SUBJECTS)), []).append(subject)
    return [subject for _, same in sorted(ranks.items()) for subject in sorted(same, key=_subject_key)]


def _subject_key(subject: object) -> tuple[Natural, str]:
    return in_natural_order(str(subject))


def _block(subject: Subject, pairs: Iterable[tuple[NamedNode, Term]]) -> Block:
    objects: dict[NamedNode, list[Term]] = {}
    for predicate, term in pairs:
        objects.setdefault(predicate, []).append(term)
    for several in objects.values():
        if len(several) > 1:
            several.sort(key=lambda term: object_key(str(term)))
    return subject, sorted(objects.items(), key=lambda said: predicate_key(str(said[0])))


def in_natural_order(text: str) -> tuple[Natural, str]:
    """A key that puts what differs in some way in one order."""
    return natural(text), text


@cache
def predicate_key(predicate: str) -> tuple[int, str]:
    """A key that sorts predicates, in N-Triples, as people read them."""
    return _PREDICATE_RANKS.get(predicate, len(_PREDICATES)), predicate


@lru_cache(maxsize=10_000)
def in_order(predicates: tuple[str, ...]) -> tuple[str, ...]:
    """Predicates, in N-Triples, as people read them."""
    return tuple(sorted(predicates, key=predicate_key))


def object_key(term: str) -> tuple[int, Natural, str]:
    """A key that sorts the objects of one predicate, in N-Triples: the most telling class first."""
    return _GENERAL_RANKS.get(term, -1), natural(term), term
