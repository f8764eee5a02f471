"""Python's collector out of the way."""

import gc

from newsgraph.garbage import collector_paused, collector_seldom


def test_the_collector_is_as_it_was_and_does_not_look_through_what_was_made_meanwhile() -> None:
    collected = gc.get_stats()
    with collector_paused():
        assert not gc.isenabled()
        made = [[number] for number in range(50_000)]
    assert gc.isenabled()
    assert len(made) == 50_000
    assert gc.get_count()[0] < 10_000
    assert gc.get_stats()[2]["collections"] == collected[2]["collections"]


def test_where_it_is_off_it_stays_off() -> None:
    gc.disable()
    try:
        with collector_paused():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_what_is_collected_seldom_is_collected_as_before_whoever_ends_first() -> None:
    before = gc.get_threshold()
    one, other = collector_seldom(), collector_seldom()
    one.__enter__()
    other.__enter__()
    assert gc.get_threshold()[0] > before[0]
    one.__exit__(None, None, None)
    assert gc.get_threshold()[0] > before[0]
    other.__exit__(None, None, None)
    assert gc.get_threshold() == before
