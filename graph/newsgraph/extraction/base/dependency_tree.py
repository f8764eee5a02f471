"""The tree of a parsed text: tokens with their heads, dependents, and how far their subtrees reach."""

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Token


def edges_of(heads: Sequence[int]) -> list[tuple[int, int]]:
    """The first and the last place of each token's subtree, of the places of the heads."""
    first, last = list(range(len(heads))), list(range(len(heads)))
    for i in range(len(heads)):
        head = heads[i]
        while first[head] > i:
            first[head] = i
            head = heads[head]
    for i in reversed(range(len(heads))):
        head = heads[i]
        while last[head] < i:
            last[head] = i
            head = heads[head]
    return list(zip(first, last, strict=True))


def grow_tree(found: "list[Token]", heads: Sequence[int], edges: Sequence[tuple[int, int]]) -> None:
    """Tie tokens to their heads, dependents and edges.

    Args:
        found: the tokens of a text.
        heads: where the head of each stands; a root is its own.
        edges: where the subtree of each begins and ends.
    """
    lefts: defaultdict[int, list[Token]] = defaultdict(list)
    rights: defaultdict[int, list[Token]] = defaultdict(list)
    for i, (token, head, (left, right)) in enumerate(zip(found, heads, edges, strict=True)):
        token.left_edge, token.right_edge = found[left], found[right]
        token.head = found[head]
        if head > i:
            lefts[head].append(token)
        elif head < i:
            rights[head].append(token)
    for token in found:
        token.lefts = token.rights = token.children = ()
    for i, before in lefts.items():
        found[i].lefts = found[i].children = tuple(before)
    for i, behind in rights.items():
        token, after = found[i], tuple(behind)
        token.rights = after
        token.children = token.lefts + after
