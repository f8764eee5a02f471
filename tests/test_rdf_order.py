"""The order in which a graph is written."""

from newsgraph.rdf.order import natural


def test_numbers_are_in_the_order_of_what_they_count() -> None:
    assert sorted(["t10", "t9", "t", "t010.2", "t1", "a9b10", "a9b9"], key=natural) == [
        "a9b9", "a9b10", "t", "t1", "t9", "t10", "t010.2",
    ]  # fmt: skip


def test_no_number_is_too_long() -> None:
    long = "9" * 5000
    assert sorted([f"1{long}", long, "7"], key=natural) == ["7", long, f"1{long}"]
