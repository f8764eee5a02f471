"""What resolution keeps from one build to the next makes it quicker, and changes nothing."""

from collections.abc import Sequence
from typing import overload

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgraph.record import Record
from newsgraph.resolution import resolve
from newsgraph.resolution.identities import Identities
from newsgraph.resolution.linkage import weigh
from newsgraph.resolution.memo import Memo
from newsgraph.resolution.name_records import NameRecord
from records import ArticleBuilder
from varied import corpora, drafts


def _resolved(records: list[Record], last: Identities | None, memo: Memo) -> Identities:
    return resolve(records, registry=last.registry if last else None, memo=memo)


@settings(max_examples=12)
@given(data=st.data(), first=corpora(3))
def test_archives_that_come_and_go_are_resolved_as_if_nothing_were_known(
    data: st.DataObject, first: list[Record]
) -> None:
    records = {one.article.id: one for one in first}
    memo, last = Memo(), None
    for _ in range(data.draw(st.integers(1, 3), label="builds")):
        memo = Memo(memo.to_bytes())
        listed = data.draw(st.permutations(list(records.values())), label="order")
        found = _resolved(listed, last, memo)
        assert found == _resolved(list(records.values()), last, Memo())
        last = found
        name = data.draw(st.sampled_from(["000", "001", "002", "003"]), label="article")
        if name in records and len(records) > 1 and data.draw(st.booleans(), label="removed"):
            del records[name]
        else:
            records[name] = data.draw(drafts(name), label="written").record()


def _article(name: str, person: str, verb: str = "praised") -> Record:
    article = ArticleBuilder(name, "2022-10-20")
    who, whom = article.entity("person", person), article.entity("organization", "World Health Organization")
    article.triple(who, verb, whom)
    return article.record()


def test_only_what_is_used_is_kept_and_the_bytes_are_those_of_a_first_build() -> None:
    records = [_article("1", "Ann Lee"), _article("2", "Anne Lee"), _article("3", "Bo Chen")]
    memo = Memo()
    resolve(records, memo=memo)
    fewer = Memo(memo.to_bytes())
    resolve(records[:2], memo=fewer)
    anew = Memo()
    resolve(records[:2], memo=anew)
    assert fewer.to_bytes() == anew.to_bytes()


@pytest.mark.parametrize("broken", [b"", b"{}", b"\x92\xa1x\x80", b"\xff" * 40])
def test_a_broken_memo_is_empty(broken: bytes) -> None:
    records = [_article("1", "Ann Lee"), _article("2", "Anne Lee")]
    assert resolve(records, memo=Memo(broken)) == resolve(records)


def test_a_memo_of_other_code_is_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    memo = Memo()
    memo.get("numbers", b"one", int, lambda: 1)
    kept = memo.to_bytes()
    assert Memo(kept).get("numbers", b"one", int, lambda: 2) == 1
    monkeypatch.setattr("newsgraph.resolution.memo._version", lambda: "another")
    assert Memo(kept).get("numbers", b"one", int, lambda: 2) == 2


def test_an_edited_article_is_read_again() -> None:
    records = [_article("1", "Ann Lee"), _article("2", "Ann Lee")]
    memo = Memo()
    resolve(records, memo=memo)
    edited = [records[0], _article("2", "Ann Lee", "attacked")]
    assert resolve(edited, memo=Memo(memo.to_bytes())) == resolve(edited)


class _Records(Sequence[Record]):
    """Records that tell which of them were looked at."""

    def __init__(self, records: list[Record]) -> None:
        self.records = records
        self.read: set[str] = set()

    def __len__(self) -> int:
        return len(self.records)

    @overload
    def __getitem__(self, index: int) -> Record: ...

    @overload
    def __getitem__(self, index: slice) -> list[Record]: ...

    def __getitem__(self, index: int | slice) -> Record | list[Record]:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        self.read.add(self.records[index].article.id)
        return self.records[index]


def test_the_record_of_an_unchanged_article_is_not_looked_at() -> None:
    records = [_article("1", "Ann Lee"), _article("2", "Anne Lee"), _article("3", "Bo Chen")]
    memo = Memo()
    first = resolve(records[:2], memo=memo, keys=["one", "two"])
    given = _Records(records)
    found = resolve(given, registry=first.registry, memo=Memo(memo.to_bytes()), keys=["one", "two", "three"])
    assert given.read == {"3"}
    assert found == resolve(records, registry=first.registry)


def test_splink_is_asked_once_what_its_settings_come_to(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [NameRecord("person", name, None) for name in ("Ann Lee", "Anne Lee", "Bo Chen", "Anna Lee")]
    memo = Memo()
    weigh(names[:3], memo=memo)
    expected = weigh(names)
    monkeypatch.setattr("newsgraph.resolution.linkage._linker", None)
    assert weigh(names, memo=Memo(memo.to_bytes())) == expected
