"""Articles in the rows of a Parquet file, whatever their columns are called."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Final

from newsgraph.articles.article import Problem, Reading, UnusableError
from newsgraph.articles.exports import Columns, Taken, with_columns_told
from newsgraph.articles.given_input import Input, more_than, too_large

_ROWS_AT_ONCE: Final = 256


def read_parquet(source: Input) -> Iterator[Reading | Problem]:
    """The article in each row. Raises UnusableError."""
    yield from with_columns_told(source.place, read_rows(source))


def row_groups(source: Input) -> list[tuple[int, int]]:
    """The number of rows and of bytes of each group of rows. Raises UnusableError."""
    known = _opened(source).metadata
    groups = (known.row_group(number) for number in range(known.num_row_groups))
    return [(group.num_rows, group.total_byte_size) for group in groups]


def read_rows(source: Input, group: int | None = None) -> "Iterator[Reading | Problem | Taken]":
    """The article in each row, and at the end from which columns they were taken. Raises UnusableError.

    Args:
        source: the file.
        group: of which group of rows; None: of all.
    """
    file = _opened(source)
    columns, empty = Columns(source), True
    sizes = row_groups(source)
    if any(size > source.options.limits.unpacked for _, size in sizes):
        raise UnusableError(too_large(source.options.limits.unpacked))
    groups = range(len(sizes)) if group is None else range(group, group + 1)
    number = sum(rows for rows, _ in sizes[: groups.start])
    most = source.options.limits.parts
    for row in _rows(file, list(groups)):
        empty = False
        number += 1
        if number > most:
            if number == most + 1:
                yield Problem(source.place, more_than(most, "rows"))
            break
        place = f"{source.place}:{number}"
        try:
            yield from columns.article(row, place)
        except UnusableError as error:
            yield Problem(place, str(error))
    yield columns.taken(empty=empty)


def _opened(source: Input) -> Any:
    try:
        import pyarrow.parquet as pq  # type: ignore[import-untyped]
    except ImportError:
        raise UnusableError("a Parquet file, which needs pyarrow: pip install newsgraph[tables]") from None
    if not source.stream.seekable():
        raise UnusableError("a Parquet file that is packed: unpack it first")
    source.stream.seek(0)
    try:
        return pq.ParquetFile(source.stream)
    except (OSError, ValueError) as error:
        raise UnusableError(f"a damaged Parquet file ({type(error).__name__})") from error


def _rows(file: Any, groups: list[int]) -> Iterator[dict[str, Any]]:
    try:
        for batch in file.iter_batches(_ROWS_AT_ONCE, row_groups=groups):
            for row in batch.to_pylist():
                yield {name: _plain(value) for name, value in row.items()}
    except (OSError, ValueError, NotImplementedError) as error:
        raise UnusableError(f"a damaged Parquet file ({type(error).__name__})") from error


def _plain(value: object) -> object:
    """A value as JSON would have it."""
    return value.isoformat() if isinstance(value, date | datetime) else value
