from hypothesis import given
from hypothesis import strategies as st

from newsgraph.resolution.slugs import Wanted, unique_slugs


def test_what_was_there_first_keeps_its_slug() -> None:
    first = Wanted("Paris", ("place", "FR", "000"), "place")
    others = [
        Wanted("Paris", ("place", "US", "001"), "place"),
        Wanted("Paris", ("person", "", "002"), "person"),
        Wanted("Paris", ("place", "FR", "003"), "place"),
        Wanted("Paris", ("place", "FR", "000"), "place"),
        Wanted("Paris", ("place", "FR", "000"), "place"),
    ]
    assert unique_slugs([first, *others]) == ["paris", "paris-us", "paris-person", "paris-003", "paris-2", "paris-3"]


def test_a_name_without_latin_letters_has_a_slug() -> None:
    (slug,) = unique_slugs([Wanted("习近平", (), "person")])
    assert slug.startswith("person-")


@given(st.lists(st.tuples(st.text(max_size=4), st.sampled_from(["", "a", "b"]), st.sampled_from(["c", "é"]))))
def test_slugs_are_ascii_and_unique(names: list[tuple[str, str, str]]) -> None:
    slugs = unique_slugs([Wanted(name, suffixes, "thing") for name, *suffixes in names])  # type: ignore[arg-type]
    assert len(set(slugs)) == len(slugs) == len(names)
    assert all(slug.isascii() and slug for slug in slugs)
