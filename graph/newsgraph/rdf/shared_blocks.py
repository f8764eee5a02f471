"""Reads what is known across articles from the text of the default graph, of which only new blocks are parsed."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import blake2b
from itertools import chain
from operator import itemgetter

import msgspec

from newsgraph.rdf.table_reading import shared_table
from newsgraph.rdf.tables import SharedTable
from newsgraph.rdf.turtle import BLOCK_END, header, subject_of
from newsgraph.rdf.writer import parsed

_DIGEST = 12  # bytes
_BY_SUBJECT = tuple(name for name in SharedTable.__struct_fields__ if name != "min_confidence")


class SharedBlocks(msgspec.Struct, frozen=True, array_like=True):
    """What is known across articles, and what each block of the text that it was read from is about.

    Attributes:
        table: what is known.
        subjects: IRIs by what stands for a block; those of blocks that are parsed each time are left out.
        prefixes: what its prefixes stood for, as the text of a block does not say.
    """

    table: SharedTable
    subjects: dict[bytes, str]
    prefixes: bytes


def shared_blocks(
    parts: Callable[[], Iterable[bytes]], prefixes: Mapping[str, str], last: SharedBlocks | None = None
) -> SharedBlocks:
    """Read the default graph: all that is known of a subject stands in its block, so the row of a block that was there
    is the row that was read from it.

    Args:
        parts: what gives the text, as `newsgraph.rdf.documents` writes it: in parts of whole blocks, without prefixes.
        prefixes: the IRI that each prefix stands for.
        last: what was read the last time.
    """
    start = header(prefixes, prefixes).encode()
    if last and last.prefixes != start:
        last = None
    known = last.subjects if last else {}
    subjects: dict[bytes, str] = {}
    same: set[str] = set()
    tables = []
    for part in parts():
        new: list[bytes] = []
        for block in blocks(part):
            key = blake2b(block, digest_size=_DIGEST).digest()
            iri = known.get(key)
            if iri is None:
                new.append(block)
                iri = subject_of(block, prefixes)
            else:
                same.add(iri)
            subjects[key] = iri
        if new:
            tables.append(shared_table(parsed(start + b"".join(new))))
    if len(set(subjects.values())) < len(subjects):  # more than one block of a subject, which we don't write
        return SharedBlocks(shared_table(parsed(start + b"".join(parts()))), {}, start)
    if last:
        tables.append(_of(last.table, same))
    read = {iri for table in tables for name in _BY_SUBJECT for iri in getattr(table, name)}
    return SharedBlocks(_joined(tables), {key: iri for key, iri in subjects.items() if iri in read}, start)


def blocks(part: bytes) -> Iterator[bytes]:
    """The blocks of some text that has whole ones."""
    return (block + BLOCK_END for block in part.split(BLOCK_END)[:-1])


def _of(table: SharedTable, subjects: set[str]) -> SharedTable:
    """The rows of some subjects; how sure a statement has to be is said in a block that has no row."""
    rows = {name: {iri: row for iri, row in getattr(table, name).items() if iri in subjects} for name in _BY_SUBJECT}
    return SharedTable(**rows, min_confidence=0)


def _joined(tables: list[SharedTable]) -> SharedTable:
    """Tables of different subjects as one, in order."""
    rows = {
        name: dict(sorted(chain.from_iterable(getattr(table, name).items() for table in tables), key=itemgetter(0)))
        for name in _BY_SUBJECT
    }
    return SharedTable(**rows, min_confidence=max((table.min_confidence for table in tables), default=0.0))
