"""Where a graph is kept: an Oxigraph store on disk, written whole or not at all."""

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store

from newsgraph.rdf.iris import Iris
from newsgraph.rdf.vocabulary import TYPE, VOID

if TYPE_CHECKING:
    from rdflib import Dataset

_LOADED_AT_ONCE = 12_000_000  # bytes of TriG, some 250,000 quads, for which Oxigraph needs 0.2 GB


def write(quads: Iterable[Quad], path: Path) -> None:
    """Put a graph in place of the one at `path`, which stays as it is if anything goes wrong on the way.

    Raises:
        FileExistsError: there is something at `path` that is no store.
        OSError: the disk is full or may not be written.
    """
    with replacing(path) as new:
        store = Store(str(new))
        store.bulk_extend(quads)
        store.flush()
        del store


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Where to make the store that will be at `path`, if nothing goes wrong on the way; till then the old one is there.

    What killed writers have left beside it is removed; so nobody else may be writing here
    (`newsgraph.files.exclusive_lock`). If nothing is made, the old store stays.

    Raises:
        FileExistsError: there is something at `path` that is no store.
        OSError: the disk may not be written.
    """
    refuse_foreign(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    old = _set_aside(path)
    for left in path.parent.glob(f".{path.name}-new-*"):
        shutil.rmtree(left, ignore_errors=True)
    if not path.exists() and is_store(old):  # a killed build had no time to put the new one there
        old.rename(path)
    workshop = Path(tempfile.mkdtemp(prefix=f".{path.name}-new-", dir=path.parent))
    new = workshop / "new"
    try:
        yield new
        if new.exists():
            if path.exists():
                shutil.rmtree(old, ignore_errors=True)
                path.rename(old)
            new.rename(path)
        shutil.rmtree(old, ignore_errors=True)
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


def load(path: Path, header: bytes, parts: Iterable[bytes]) -> None:
    """Make a store from a document in TriG.

    Args:
        path: where.
        header: the document's prefixes.
        parts: what comes after them; each part can be read by itself.

    Raises:
        OSError: the disk is full or may not be written.
    """
    store = Store(str(path))
    waiting, size = [header], 0
    for part in parts:
        waiting.append(part)
        size += len(part)
        if size > _LOADED_AT_ONCE:
            store.bulk_load(b"".join(waiting), RdfFormat.TRIG, lenient=True)
            waiting, size = [header], 0
    store.bulk_load(b"".join(waiting), RdfFormat.TRIG, lenient=True)
    store.flush()
    del store


def change(old: Path, new: Path, *, gone: Iterable[NamedNode], removed: Iterable[Quad], added: Iterable[Quad]) -> None:
    """Make a store that differs a little from another, which stays as it is; what they share is on the disk once.

    Args:
        old: the other store.
        new: where to make it.
        gone: named graphs that the new one lacks.
        removed: other quads that it lacks.
        added: quads that only it has.

    Raises:
        OSError: the old one can't be read; the disk is full or may not be written.
    """
    read(old).backup(str(new))
    store = Store(str(new))
    for graph in gone:
        store.remove_graph(graph)
    for quad in removed:
        store.remove(quad)
    store.extend(added)
    store.flush()
    del store


def signature(path: Path) -> list[tuple[str, int]]:
    """What tells whether a store was changed since: the names and sizes of its files, which are written once."""
    try:
        found = sorted((file.name, file.stat().st_size) for file in path.iterdir())
    except OSError:
        return []
    return [one for one in found if not one[0].startswith(("LOG", "LOCK"))]


def _set_aside(path: Path) -> Path:
    """Where the old graph is in the moment before the new takes its place: no folder replaces another at once."""
    return path.with_name(f".{path.name}.old")


def refuse_foreign(path: Path) -> None:
    """Let nothing be put in the place of somebody else's files.

    Raises:
        FileExistsError: there is something at `path` that is no store.
    """
    if path.exists() and not is_store(path):
        raise FileExistsError(f"{path} exists and is no graph store: it is left alone")


def is_store(path: Path) -> bool:
    """Whether there is a graph at `path`: a folder that RocksDB, on which Oxigraph stands, has marked as its own."""
    return (path / "CURRENT").is_file()


def read(path: Path) -> Store:
    """Open the graph at `path` for reading.

    Raises:
        FileNotFoundError: there is none.
        OSError: it cannot be read.
    """
    for place in (path, _set_aside(path)):
        if is_store(place):
            try:
                return Store.read_only(str(place))
            except RuntimeError as error:  # what RocksDB calls a corruption
                raise OSError(f"the graph in {place} is damaged; build it again") from error
    raise FileNotFoundError(f"no graph at {path}")


def in_memory(quads: Iterable[Quad]) -> Store:
    """A graph that is kept in memory only."""
    store = Store()
    store.bulk_extend(quads)
    return store


def iris(store: Store) -> Iris:
    """How the things of a graph are named; the default where the graph does not say."""
    for dataset in store.quads_for_pattern(None, TYPE, VOID["Dataset"], None):
        for space in store.quads_for_pattern(dataset.subject, VOID["uriSpace"], None, None):
            if isinstance(space.object, Literal):
                return Iris(space.object.value)
    return Iris()


def as_rdflib(store: Store) -> "Dataset":
    """The same graph through rdflib, for those who know its API; nothing is copied."""
    from oxrdflib import OxigraphStore
    from rdflib import Dataset

    dataset = Dataset(OxigraphStore(store=store), default_union=True)
    for prefix, namespace in iris(store).prefixes.items():
        dataset.bind(prefix, namespace)
    return dataset
