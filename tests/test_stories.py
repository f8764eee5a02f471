"""Which articles tell one story: all pairs at once come to the same as each by its own sets."""

from datetime import date
from math import fsum, log1p

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgraph.resolution.contradiction_blocking import among, once
from newsgraph.resolution.phrases import settings as tables
from newsgraph.resolution.stories import Stories

_NUMBERS = st.lists(st.integers(0, (1 << 64) - 1), max_size=30)


def _is_one(terms: list[set[int]], named: list[set[int]], days: list[date | None], one: int, other: int) -> bool:
    """What `Stories` says in words: the share of the rarer words, and less of it where days or names are near."""
    window, fewest = tables()["window"], max(len(named), 20)
    weight = {term: log1p(fewest / sum(term in own for own in terms)) for own in terms for term in own}
    shared, *whole = (
        fsum(weight[term] for term in own) for own in (terms[one] & terms[other], terms[one], terms[other])
    )
    a, b = days[one], days[other]
    near = a is not None and b is not None and abs((a - b).days) <= window["near"]
    needed = window["overlap"] if named[one].isdisjoint(named[other]) else window["overlap_named"]
    needed *= window["near_share"] if near else 1.0
    needed = needed / 2 if len(named) <= window["few"] else needed
    return one == other or (shared / min(whole) if min(whole) else 0.0) >= needed


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sets(st.integers(0, 12), max_size=8),
            st.sets(st.integers(0, 5), max_size=3),
            st.none() | st.dates(date(2022, 1, 1), date(2022, 1, 12)),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_pairs_together_as_each_alone(articles: list[tuple[set[int], set[int], date | None]]) -> None:
    terms, named, days = ([one[part] for one in articles] for part in range(3))
    stories = Stories(
        [np.array(sorted(one), np.uint64) for one in terms], [np.array(sorted(one), np.int64) for one in named], days
    )
    pairs = [(one, other) for one in range(len(articles)) for other in range(len(articles))]
    found = stories.are_one(*(np.array(side) for side in zip(*pairs, strict=True)))
    assert found.tolist() == [_is_one(terms, named, days, *pair) for pair in pairs]


@settings(deadline=None)
@given(_NUMBERS, _NUMBERS)
def test_numbers_once_and_among_others(some: list[int], others: list[int]) -> None:
    ordered = once(np.array(others, np.uint64))
    assert ordered.tolist() == sorted(set(others))
    assert among(np.array([*some, *others], np.uint64), ordered).tolist() == [one in others for one in (*some, *others)]
