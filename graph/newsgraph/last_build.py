"""What the last build into a folder made, and of what: by that, the next one knows what is left to do."""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from newsgraph.code_digest import HOME, code_digest
from newsgraph.counts import Counts

if TYPE_CHECKING:
    from collections.abc import Iterable

_MADE_WITH = ("pyoxigraph", "splink", "duckdb", "networkx", "pyvis", "msgspec")  # what else decides what is written
_Signature = tuple[int, int] | None


class LastBuild(msgspec.Struct, frozen=True, kw_only=True):
    """What a build made, and of what."""

    inputs: str  # stands for all that it depended on
    code: str  # the version of the code
    base_iri: str
    records: dict[str, str]  # keys of the records, by article
    segments: dict[str, str]  # digests of what each article adds, by article, in order
    shared: str  # digest of the default graph
    prefixes: str  # the header of the documents
    store: list[tuple[str, int]]  # `newsgraph.rdf.store.signature`
    files: dict[str, _Signature]  # `newsgraph.files.signature` of the others, by name
    counts: Counts
    unmet_decisions: tuple[str, ...]
    parts: dict[str, list[tuple[str, int, int]]] = {}  # what each article adds to files (`newsgraph.rdf.copying.Size`)

    @classmethod
    def read(cls, path: Path) -> "LastBuild | None":
        """What a file says of the last build; null where there is none or it is broken."""
        try:
            return msgspec.json.decode(path.read_bytes(), type=cls)
        except (OSError, msgspec.DecodeError):
            return None

    def to_json(self) -> bytes:
        """The content of the file."""
        return msgspec.json.encode(self)


def digest(*parts: object) -> str:
    """What stands for some plain data."""
    return hashlib.sha256(msgspec.msgpack.encode(parts)).hexdigest()


def content_of(paths: "Iterable[Path]") -> list[tuple[str, str | None]]:
    """What stands for the contents of some files, with their names; null for one that can't be read."""
    found: list[tuple[str, str | None]] = []
    for path in paths:
        try:
            found.append((path.name, hashlib.sha256(path.read_bytes()).hexdigest()))
        except OSError:
            found.append((path.name, None))
    return found


def code_version() -> str:
    """A digest of all code and data of this package, and of the versions of what it builds with."""
    return code_digest(HOME.rglob("*"), _MADE_WITH)
