"""Parts of documents that are copied from what the last build wrote."""

from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgraph.rdf.copying import with_copies

TEXTS = st.dictionaries(st.integers(0, 12), st.binary(max_size=4))


@given(old=TEXTS, new=st.lists(st.integers(0, 16), unique=True), head=st.binary(max_size=3))
def test_a_document_with_copies_is_that_which_is_made_anew(
    tmp_path_factory: pytest.TempPathFactory, old: dict[int, bytes], new: list[int], head: bytes
) -> None:
    path = tmp_path_factory.mktemp("copying") / "old"
    path.write_bytes(head + b"".join(old.values()))
    made: list[int] = []

    def make(number: int) -> bytes:
        made.append(number)
        return b"%d" % number

    sizes: list[tuple[str, int]] = []
    known = [(str(number), len(text)) for number, text in old.items()]
    found = b"".join(with_copies([(str(one), partial(make, one)) for one in new], sizes, path, known))
    assert found == b"".join(old[one] if one in old else b"%d" % one for one in new)
    assert made == [one for one in new if one not in old]
    assert sizes == [(str(one), len(old[one]) if one in old else len(str(one))) for one in new]


def test_a_file_that_is_cut_short_meanwhile_is_not_copied_from(tmp_path: Path) -> None:
    path = tmp_path / "old"
    path.write_bytes(b"12")

    def cut() -> bytes:
        path.write_bytes(b"")
        return b"3"

    parts = [("c", cut), ("a", bytes), ("b", bytes)]
    with pytest.raises(OSError, match="while it was in use"):
        list(with_copies(parts, [], path, [("a", 1), ("b", 1)]))
    assert list(with_copies(parts, [], path, [("a", 1), ("b", 1)])) == [b"3", b"", b""]
