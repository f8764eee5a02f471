"""The folder that a graph is built into: where each part lies, and what the next build knows of the last."""

import hashlib
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, overload

import msgspec

from newsgraph.articles import Article, ArticleIds
from newsgraph.files import GRAPH_FILES, Content, atomic_writes, exclusive_lock, remove_leftovers, write_atomically
from newsgraph.record import Record

if TYPE_CHECKING:
    from newsgraph.rdf.segments import SegmentStore
    from newsgraph.resolution.decisions import Decisions
    from newsgraph.resolution.id_registry import IdRegistry
    from newsgraph.resolution.memo import Memo
    from newsgraph.resolution.weights import Weights

_KNOWN_SUFFIXES = ("csv", "jsonl", "ttl")


class RecordStore:
    """The records of a folder's articles, each under all that it depends on; a broken one counts as none.

    Args:
        folder: where they lie, a file each.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.used: set[str] = set()
        self.added = 0

    def key(self, article: Article, version: str) -> str:
        """What the article's record depends on: the article and the version of the extractor."""
        content = msgspec.json.encode((version, article))
        return hashlib.sha256(content).hexdigest()

    def get(self, key: str) -> Record | None:
        """The record that was put there, if there is one."""
        self.used.add(key)
        return self._read(self.folder / f"{key}.json")

    def has(self, key: str) -> bool:
        """Whether there is a record, or what was one."""
        self.used.add(key)
        return (self.folder / f"{key}.json").is_file()

    def put(self, key: str, record: Record) -> None:
        """Keep a record.

        Raises:
            OSError: it can't be written.
        """
        self.used.add(key)
        self.added += 1
        self.folder.mkdir(parents=True, exist_ok=True)
        write_atomically(self.folder / f"{key}.json", record.to_json())

    def all(self) -> list[Record]:
        """All records, in the order of their keys."""
        found = map(self._read, sorted(self.folder.glob("*.json")))
        return [record for record in found if record is not None]

    def _read(self, file: Path) -> Record | None:
        try:
            return Record.from_json(file.read_bytes())
        except (OSError, msgspec.DecodeError):
            return None

    def forget_unused(self) -> None:
        """Remove the records that nobody asked for since the store was opened."""
        for file in self.folder.glob("*.json"):
            if file.stem not in self.used:
                file.unlink(missing_ok=True)


class StoredRecords(Sequence[Record]):
    """The records of some articles, each in memory only while it is looked at.

    Args:
        store: where they lie.
        keys: theirs, in order.
        restore: what makes one anew that is broken, by its key.
    """

    def __init__(self, store: RecordStore, keys: Iterable[str], restore: Callable[[str], Record]) -> None:
        self.keys = list(keys)
        self._store, self._restore = store, restore

    def __len__(self) -> int:
        """How many there are."""
        return len(self.keys)

    @overload
    def __getitem__(self, index: int) -> Record: ...

    @overload
    def __getitem__(self, index: slice) -> list[Record]: ...

    def __getitem__(self, index: int | slice) -> Record | list[Record]:
        """One by its place, or several."""
        if isinstance(index, slice):
            return list(map(self.by_key, self.keys[index]))
        return self.by_key(self.keys[index])

    def by_key(self, key: str) -> Record:
        """One by its key."""
        return self._store.get(key) or self._restore(key)


class Workspace:
    """One output folder: its paths, its records, its registry of IDs, its weights and people's decisions.

    Args:
        folder: where the graph is, or will be.
        decisions: the file of people's decisions; None: `decisions.ttl` in the folder.
    """

    def __init__(self, folder: Path | str, decisions: Path | None = None) -> None:
        self.folder = Path(folder)
        self.store = self.folder / "store"
        self.parts = self.folder / "parts"
        self.shared = {suffix: self.folder / f"graph.{suffix}" for suffix in GRAPH_FILES}
        self.last_build_file = self.folder / "build.json"
        self.tables_file = self.folder / "tables.msgpack"
        self.picture_file = self.folder / "picture.msgpack"
        self.registry_file = self.folder / "identities.json"
        self.article_ids_file = self.folder / "articles.json"
        self.weights_file = self.folder / "linkage.toml"
        self.memo_file = self.folder / "comparisons"  # may be deleted: the next build then compares everything anew
        self.decisions_file = decisions or self.folder / "decisions.ttl"
        self._decisions_named = decisions is not None
        self._known_files = [self.folder / f"known.{suffix}" for suffix in _KNOWN_SUFFIXES]
        self.records = RecordStore(self.folder / "records")

    @cached_property
    def segments(self) -> "SegmentStore":
        """The graphs of single articles, as text."""
        from newsgraph.rdf.segments import SegmentStore

        return SegmentStore(self.folder / "segments")

    def prepare(self) -> None:
        """Make the folder, and say at once what would be in the way after an hour's reading.

        Raises:
            FileExistsError: something that is no store is where the store will be.
            IsADirectoryError: a folder is where a file will be.
            OSError: the folder can't be made.
        """
        from newsgraph.rdf.store import refuse_foreign

        self.folder.mkdir(parents=True, exist_ok=True)
        refuse_foreign(self.store)
        own = (self.article_ids_file, self.registry_file, self.last_build_file, self.memo_file)
        for path in (*self.shared.values(), *own):
            if path.is_dir():
                raise IsADirectoryError(f"{path} is a folder: it is left alone")

    @cached_property
    def article_ids(self) -> ArticleIds:
        """What articles were called in the last build, and are in this one.

        Raises:
            ValueError: the file is broken.
        """
        try:
            return ArticleIds.from_json(self.article_ids_file.read_bytes())
        except FileNotFoundError:
            return ArticleIds()
        except ValueError as error:
            raise ValueError(
                f"{self.article_ids_file} is broken ({error}); without it articles that share a name may be renamed"
            ) from error

    @cached_property
    def registry(self) -> "IdRegistry | None":
        """What things were called in the last build; null where there was none.

        Raises:
            ValueError: the file is broken. To build without it would rename what others have linked to.
        """
        from newsgraph.resolution.id_registry import IdRegistry

        try:
            return IdRegistry.from_json(self.registry_file.read_bytes())
        except FileNotFoundError:
            return None
        except ValueError as error:
            raise ValueError(
                f"{self.registry_file} is broken ({error}); without it the next build names everything anew"
            ) from error

    @cached_property
    def weights(self) -> "Weights | None":
        """What names weigh in the builds into this folder; null where that is the default.

        Raises:
            ValueError: the file is broken.
        """
        from newsgraph.resolution.weights import Weights

        try:
            return Weights.from_toml(self.weights_file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        except ValueError as error:
            raise ValueError(
                f"{self.weights_file} is broken ({error}); without it names weigh what they do by default"
            ) from error

    @cached_property
    def memo(self) -> "Memo":
        """What the comparisons of the last build have found; nothing where there was none."""
        from newsgraph.resolution.memo import Memo

        try:
            return Memo(self.memo_file.read_bytes())
        except OSError:
            return Memo()

    @cached_property
    def decisions(self) -> "Decisions | None":
        """What people have decided, as the file has it when it is first asked for; null where there is no file.

        Raises:
            OSError: the file can't be read.
            ValueError: it is no Turtle.
        """
        if not self._decisions_named and not self.decisions_file.exists():
            return None
        return load_decisions(self.decisions_file)

    @property
    def known_files(self) -> list[Path]:
        """The lists of known people, bodies and places that lie in the folder."""
        return [path for path in self._known_files if path.exists()]

    def forget(self) -> None:
        """Let go of names and comparisons of the last build: they are read again when somebody asks for them."""
        for name in ("registry", "memo"):
            vars(self).pop(name, None)

    def remove_parts(self) -> None:
        """Remove the graph in parts."""
        shutil.rmtree(self.parts, ignore_errors=True)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Wait until no other build is at work in the folder, then be alone there."""
        with exclusive_lock(self.folder):
            yield

    @contextmanager
    def replace(self) -> Iterator[Callable[[Path, Content], None]]:
        """What writes files of the folder: all are replaced at the end, or none. Only for who is alone there.

        Raises:
            OSError: a file can't be written.
        """
        known = (self.article_ids_file, self.registry_file, self.weights_file, self.last_build_file)
        for path in (*self.shared.values(), *known, self.memo_file, self.tables_file, self.picture_file):
            remove_leftovers(path)
        with atomic_writes() as write:
            yield write


def load_decisions(path: Path) -> "Decisions":
    """The decisions of a file.

    Raises:
        OSError: the file can't be read.
        ValueError: it is no Turtle.
    """
    from newsgraph.resolution.decisions import read_decisions

    try:
        return read_decisions(path)
    except SyntaxError as error:
        raise ValueError(f"{path} is no Turtle: {error}") from error
