"""Descriptions that the words beside them name: "the Canadian city of Toronto", "a chef named Luke", "the Channel"."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from newsgraph.extraction.base.annotations import Mention
from newsgraph.extraction.base.lexicon import words
from newsgraph.extraction.coreference.antecedent_features import kinds_of_place
from newsgraph.extraction.coreference.referents import Chain, Referent
from newsgraph.extraction.coreference.roles import office_before

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Token

_NAME_PARTS = {"oprd", "attr", "dobj", "appos", "pobj"}


def named_beside(referent: Referent, starts: Mapping[int, Mention]) -> Iterator[int]:
    """Where the heads of the names may stand that the words beside a description say to be its own.

    Args:
        referent: the description.
        starts: the names of the article by where they begin.
    """
    head = referent.token
    if referent.mention.type == "place" and head.lemma_.lower() in words("nominals", "kinds", "named"):
        for preposition in head.rights:
            if preposition.lower_ == "of":
                yield from (child.i for child in preposition.children if child.dep_ == "pobj")
    follows = starts.get(head.i + 1)
    if follows is not None and follows.type == referent.mention.type == "place":
        yield follows.head.i
    for child in head.rights:
        if child.dep_ in {"acl", "relcl"} and child.lemma_ in words("name_matching", "naming"):
            yield from _names_below(child)


def fits_kind(referent: Referent, chain: Chain) -> bool:
    """Whether a description is of the kind of the place named: not "the Ural region of Russia"."""
    kinds = kinds_of_place(referent.head)
    return chain.type != "place" or not chain.kind or not kinds or chain.kind in kinds | {"area"}


def _names_below(verb: "Token") -> "Iterator[int]":
    for child in verb.rights:
        if child.dep_ in _NAME_PARTS:
            yield child.i
        elif child.lower_ == "as":
            yield from (inner.i for inner in child.children if inner.dep_ == "pobj")


def offices(referents: Iterable[Referent]) -> dict[int, Referent]:
    """The names of people by where the head of the office right before them stands: "minister for Women Ann Lee"."""
    found: dict[int, Referent] = {}
    for referent in referents:
        for token in office_before(referent.mention):
            found.setdefault(token.i, referent)
    return found


def link_bare_heads(referents: Iterable[Referent], chains: list[Chain]) -> None:
    """A noun with a capital alone joins the body or place named before that it is short for: "the Channel"."""
    for referent in referents:
        token = referent.token
        capital = token.is_title and not token.is_sent_start and referent.determiner == "the"
        if referent.mention.form != "nominal" or referent.chain is not None or not capital or referent.modifiers:
            continue
        headed = [one for one in chains if one.type in {"organization", "place"} and _is_headed(one, referent)]
        before = [(latest.position, one) for one in headed if (latest := one.latest_before(referent.position))]
        if before:
            max(before, key=lambda pair: pair[0])[1].add(referent)


def _is_headed(chain: Chain, referent: Referent) -> bool:
    """Whether the last word of a longer name is the noun: "English Channel"."""
    return any(" " in name and name.split()[-1] == referent.token.text for name in chain.names)
