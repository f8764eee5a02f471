from hypothesis import given
from hypothesis import strategies as st

from newsgraph.extraction.base.dependency_tree import edges_of

# Trees as they may grow: each token hangs on one that stands before it in some order of the text's tokens.
trees = st.permutations(range(12)).flatmap(
    lambda order: st.tuples(
        st.just(order), st.tuples(*(st.integers(0, max(0, place - 1)) for place in range(len(order))))
    )
)


@given(trees)
def test_edges_are_those_of_all_that_depends_on_a_token(tree: tuple[list[int], tuple[int, ...]]) -> None:
    order, above = tree
    heads = [0] * len(order)
    for place, token in enumerate(order):
        heads[token] = order[above[place]] if place else token
    subtrees = {i: {i} for i in range(len(heads))}
    for token in range(len(heads)):
        head = token
        while heads[head] != head:
            head = heads[head]
            subtrees[head].add(token)
    assert edges_of(heads) == [(min(subtrees[i]), max(subtrees[i])) for i in range(len(heads))]
