"""Graphs read back from RDF files: from ours, and from those of other programs."""

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

from pyoxigraph import Quad, RdfFormat, Store, parse

_FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".jsonld": RdfFormat.JSON_LD,
    ".json": RdfFormat.JSON_LD,
    ".rdf": RdfFormat.RDF_XML,
    ".xml": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
}


class UnreadableGraphError(ValueError):
    """A file is no RDF; says which, where and why."""


def quads(path: Path) -> Iterator[Quad]:
    """What a file holds: TriG, N-Quads, Turtle, N-Triples, JSON-LD or RDF/XML, as its name tells; `.gz`, too.

    Nothing is fetched: a context of JSON-LD must be in the file.

    Raises:
        UnreadableGraphError: it is no RDF, or its name does not tell what it is.
        OSError: it can't be read.
    """
    packed = path.suffix.lower() == ".gz"
    suffix = Path(path.stem).suffix.lower() if packed else path.suffix.lower()
    if suffix not in _FORMATS:
        raise UnreadableGraphError(f"{path}: no RDF by its name, which may end with {', '.join(_FORMATS)}, and .gz")
    base = None if suffix in (".nt", ".nq") else "urn:newsgraph:"
    with gzip.open(path) if packed else path.open("rb") as file:
        try:
            yield from parse(cast(IO[bytes], file), _FORMATS[suffix], base_iri=base)
        except (SyntaxError, ValueError, EOFError, gzip.BadGzipFile) as error:
            raise UnreadableGraphError(f"{path}: no {_FORMATS[suffix].name}: {' '.join(str(error).split())}") from error


def load(path: Path) -> Store:
    """A file as a graph in memory.

    Raises:
        UnreadableGraphError: it is no RDF, its name does not tell what it is, or it is empty.
        OSError: it can't be read.
    """
    store = Store()
    store.bulk_extend(quads(path))
    if not any(True for _ in store):
        raise UnreadableGraphError(f"{path}: no triple is in it")
    return store
