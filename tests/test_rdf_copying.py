"""Parts of documents that are copied from what the last build wrote."""

from functools import partial
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgraph.rdf.copying import Size, with_copies

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

    sizes: list[Size] = []
    known = [(str(number), len(text), crc32(text)) for number, text in old.items()]
    found = b"".join(with_copies([(str(one), partial(make, one)) for one in new], sizes, path, known))
    assert found == b"".join(old[one] if one in old else b"%d" % one for one in new)
    assert made == [one for one in new if one not in old]
    texts = {one: old.get(one, b"%d" % one) for one in new}
    assert sizes == [(str(one), len(texts[one]), crc32(texts[one])) for one in new]


@pytest.mark.parametrize("damaged", [b"", b"1", b"xy", b"12345"])
def test_what_is_damaged_is_made_anew(tmp_path: Path, damaged: bytes) -> None:
    path = tmp_path / "old"
    path.write_bytes(damaged)
    parts = [("c", lambda: b"3"), ("a", lambda: b"1"), ("b", lambda: b"2")]
    known = [("a", 1, crc32(b"1")), ("b", 1, crc32(b"2"))]
    assert b"".join(with_copies(parts, [], path, known)) == b"312"
