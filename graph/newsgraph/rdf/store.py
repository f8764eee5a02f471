"""Where a graph is kept: an Oxigraph store on disk, written whole or not at all."""

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal, Quad, Store

from newsgraph.rdf.iris import Iris
from newsgraph.rdf.vocabulary import TYPE, VOID

if TYPE_CHECKING:
    from rdflib import Dataset


def write(quads: Iterable[Quad], path: Path) -> None:
    """Put a graph in place of the one at `path`, which stays as it is if anything goes wrong on the way.

    What killed writers have left beside it is removed; so nobody else may be writing here
    (`newsgraph.files.exclusive_lock`).

    Raises:
        FileExistsError: there is something at `path` that is no store.
        OSError: the disk is full or may not be written.
    """
    refuse_foreign(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    old = _set_aside(path)
    for left in path.parent.glob(f".{path.name}-new-*"):
        shutil.rmtree(left, ignore_errors=True)
    workshop = Path(tempfile.mkdtemp(prefix=f".{path.name}-new-", dir=path.parent))
    try:
        store = Store(str(workshop / "new"))
        store.bulk_extend(quads)
        store.flush()
        del store
        if path.exists():
            shutil.rmtree(old, ignore_errors=True)
            path.rename(old)
        (workshop / "new").rename(path)
        shutil.rmtree(old, ignore_errors=True)
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


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
