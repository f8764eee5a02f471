"""Articles in Parquet files."""

from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from newsgraph.articles import Article, Limits, Options, Problem, read_sources

TEXT = "The envoy said on Monday that talks with the government in Paris would go on until the end of the week."


def _read(path: Path, limits: Limits | None = None) -> tuple[list[Article], list[str]]:
    found = list(read_sources(path, Options(limits=limits or Limits())))
    problems = [str(one).removeprefix(f"{path}") for one in found if isinstance(one, Problem)]
    return [one for one in found if isinstance(one, Article)], problems


def test_each_row_is_an_article(tmp_path: Path) -> None:
    rows = [
        {"id": "talks", "body": TEXT, "published": date(2022, 10, 24), "author": ["Ann Lee", "Bo Li"]},
        {"id": "empty", "body": None, "published": None, "author": []},
    ]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "a.parquet")
    articles, problems = _read(tmp_path / "a.parquet")
    assert articles == [Article(id="talks", text=TEXT, published="2022-10-24", author="Ann Lee; Bo Li")]
    assert problems == [":2: empty", ": taken by their names: text from body; --map FIELD=NAME says otherwise"]


def test_what_is_damaged_or_too_large_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.Table.from_pylist([{"id": f"a{number}", "text": TEXT} for number in range(3)]), path)
    articles, problems = _read(path, Limits(parts=2))
    assert len(articles) == 2
    assert problems == [": more than 2 rows; the rest is left out"]
    assert _read(path, Limits(unpacked=10)) == ([], [": too large: more than 10 bytes"])
    path.write_bytes(path.read_bytes()[:-20])
    assert _read(path) == ([], [": a damaged Parquet file (ArrowInvalid)"])
