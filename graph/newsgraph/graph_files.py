"""Brings the graph in a folder up to date: store and files to share, of which only what differs is made anew."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import Quad

from newsgraph import files
from newsgraph.briefing import brief
from newsgraph.garbage import collector_paused
from newsgraph.last_build import LastBuild, digest
from newsgraph.picture.kept import Kept
from newsgraph.picture.page import material, page_parts
from newsgraph.rdf import store
from newsgraph.rdf.copying import Part, Size, with_copies
from newsgraph.rdf.default_graph import DefaultGraph
from newsgraph.rdf.documents import Documents, named_graph
from newsgraph.rdf.iris import Iris
from newsgraph.rdf.segments import Segment, SegmentStore
from newsgraph.rdf.shared_blocks import shared_blocks
from newsgraph.rdf.table_file import TableFile, updated
from newsgraph.rdf.tables import ArticleTable
from newsgraph.rdf.thing_blocks import ThingBlocks
from newsgraph.rdf.turtle import BLOCK_END, header
from newsgraph.rdf.writer import parsed
from newsgraph.workspace import Workspace

LARGE = 0.3  # of the articles: where more have changed, a store is sooner loaded than changed
_KEY = 40  # digits that stand for what an article adds to the Turtle

Write = Callable[[Path, files.Content], None]


class Texts(NamedTuple):
    """What a build has made of the graph as text."""

    shared: str  # the digest of the default graph
    prefixes: str  # the header of the documents
    parts: dict[str, list[Size]]  # what each article adds to the documents, by their names


class StoredSegments(Iterable[Segment]):
    """The segments of a folder in an order, each in memory only while it is looked at."""

    def __init__(self, kept: SegmentStore, digests: Sequence[str]) -> None:
        self._kept, self._digests = kept, digests

    def __iter__(self) -> Iterator[Segment]:
        """Read them."""
        return self._kept.all(self._digests)


@dataclass(frozen=True)
class GraphFiles:
    """The graph of a folder.

    Args:
        workspace: the folder, in which nobody else is at work.
        last: what the last build made there; null if nothing is known of it.
        digests: what the graph of each article is known by, in natural order of their IRIs.
        iris: how things are named.
        code: the version of the code.
        written: which of `files.GRAPH_FILES` to write; the others are removed.
    """

    workspace: Workspace
    last: LastBuild | None
    digests: dict[str, str]
    iris: Iris
    code: str
    written: Sequence[str]

    def write_texts(self, write: Write, default: DefaultGraph) -> Texts:
        """Make what differs of the graph as text.

        Args:
            write: what replaces files.
            default: the default graph.

        Raises:
            OSError: the disk is full or may not be written.
        """
        kept = self.workspace.segments
        known = ThingBlocks.from_bytes(kept.things(), self.iris)
        documents = Documents(StoredSegments(kept, list(self.digests.values())), default, known)
        shared = kept.put_shared(documents.default_graph())
        kept.put_things(documents.things.to_bytes())
        prefixes = documents.header()
        made = Texts(shared, prefixes.decode(), {})
        same = self._is_same(made)
        contents: dict[str, Callable[[], Iterable[bytes]]] = {
            "trig": lambda: kept.shared(shared),
            "ttl": documents.turtle,
        }
        for name in contents:
            if name not in self.written:
                continue
            if same and self._is_untouched(name):
                made.parts[name] = self._last.parts.get(name, [])
                continue
            path, sizes = self.workspace.shared[name], made.parts.setdefault(name, [])
            own = with_copies(self._parts(name, documents, default), sizes, path, self._copies(name))
            write(path, chain([prefixes], contents[name](), own))
        return made

    def _copies(self, name: str) -> Sequence[Size]:
        """The parts of a file of the last build that may be copied."""
        untouched = self.last is not None and self.last.code == self.code and self._is_untouched(name)
        return self._last.parts.get(name, []) if untouched else []

    def _parts(self, name: str, documents: Documents, default: DefaultGraph) -> Iterator[Part]:
        """What each article adds to a document."""
        kept = self.workspace.segments
        for article, known in self.digests.items():
            if name == "trig":
                yield known, partial(_made, kept, known, named_graph)
            else:
                yield digest(known, default.extras(article))[:_KEY], partial(_made, kept, known, documents.own)

    def keep(self, new: Path, texts: Texts) -> None:
        """Make the store at `new`, if that differs.

        Raises:
            OSError: the disk is full or may not be written.
        """
        if self._is_same(texts) and store.signature(self.workspace.store) == self._last.store:
            return
        if self._is_near():
            self._change(new, texts.shared)
        else:
            kept = self.workspace.segments
            graphs = map(named_graph, kept.all(self.digests.values()))
            store.load(new, texts.prefixes.encode(), chain(kept.shared(texts.shared), graphs))

    def draw(self, write: Write, new: Path, texts: Texts) -> None:
        """Make the picture, if that differs.

        Args:
            write: what replaces files.
            new: where a store was made, if one was.
            texts: what was made of the graph.

        Raises:
            OSError: the disk is full or may not be written.
        """
        if "html" in self.written:
            same = self._is_same(texts) and self._last.code == self.code
            if not (same and self._is_untouched("html")):
                write(self.workspace.shared["html"], self._picture(write, new, texts.shared))

    @collector_paused()
    def _picture(self, write: Write, new: Path, shared: str) -> list[bytes]:
        """The page in parts, for which only what has changed is read and laid out again."""
        kept, iris, workspace = self.workspace.segments, self.iris, self.workspace
        last = TableFile.read(workspace.tables_file)
        said = shared_blocks(partial(kept.shared, shared), iris.prefixes, last.shared if last else None)
        graphs = {known: partial(_tables, kept, known) for known in self.digests.values()}
        made = updated(last, said, graphs, new if new.exists() else workspace.store)
        write(workspace.tables_file, made.to_parts())
        briefing, known = brief(made.tables), material(made.tables)
        del last, said, made  # they take more room than all that is made of them
        drawn = Kept(files.content_of(workspace.picture_file))
        parts = page_parts(known, briefing, drawn)
        write(workspace.picture_file, drawn.to_bytes())
        return parts

    @property
    def _last(self) -> LastBuild:
        assert self.last is not None
        return self.last

    def _is_untouched(self, name: str) -> bool:
        """Whether a file is as the last build has left it."""
        path = self.workspace.shared[name]
        now = files.signature(path)
        return now is not None and self.last is not None and self.last.files.get(path.name) == now

    def _is_same(self, texts: Texts) -> bool:
        """Whether the graph is that of the last build."""
        made = (self.last.shared, self.last.prefixes, list(self.last.segments.items())) if self.last else None
        return made == (texts.shared, texts.prefixes, list(self.digests.items()))

    def _is_near(self) -> bool:
        """Whether the store that is there can be changed into the new one, sooner than that is loaded."""
        last, kept = self.last, self.workspace.segments
        if last is None or last.base_iri != self.iris.base:
            return False
        if not store.is_store(self.workspace.store) or store.signature(self.workspace.store) != last.store:
            return False
        changed = [one for one, known in last.segments.items() if self.digests.get(one) != known]
        number = len(changed) + sum(one not in last.segments for one in self.digests)
        if number > LARGE * len(self.digests):
            return False
        return kept.has_shared(last.shared) and all(
            kept.get(last.segments[one]) is not None for one in changed if one in self.digests
        )

    def _change(self, new: Path, shared: str) -> None:
        """Make a store from the one that is there."""
        last, kept = self._last, self.workspace.segments
        removed, added = _differing(kept.shared(last.shared), kept.shared(shared), self.iris)
        for article, known in self.digests.items():
            before = last.segments.get(article)
            if before != known:
                old = set(_quads(kept, before, self.iris)) if before else set()
                now = set(_quads(kept, known, self.iris))
                removed += old - now
                added += now - old
        gone = [self.iris.of("article", one) for one in last.segments if one not in self.digests]
        store.change(self.workspace.store, new, gone=gone, removed=removed, added=added)


def _made(kept: SegmentStore, known: str, make: Callable[[Segment], bytes]) -> bytes:
    (segment,) = kept.all([known])
    return make(segment)


def _quads(kept: SegmentStore, known: str, iris: Iris) -> Iterator[Quad]:
    (segment,) = kept.all([known])
    return parsed(_all_prefixes(iris) + named_graph(segment))


def _tables(kept: SegmentStore, known: str) -> tuple[ArticleTable, ...]:
    (segment,) = kept.all([known])
    return segment.tables


def _all_prefixes(iris: Iris) -> bytes:
    return header(iris.prefixes, iris.prefixes).encode()


def _differing(old: Iterable[bytes], new: Iterable[bytes], iris: Iris) -> tuple[list[Quad], list[Quad]]:
    """The quads that only the first of two texts has, and that only the other has; in parts of whole blocks."""
    known, now = set(_blocks(old)), set(_blocks(new))
    removed, added = set(_parsed(known - now, iris)), set(_parsed(now - known, iris))
    return list(removed - added), list(added - removed)


def _blocks(parts: Iterable[bytes]) -> Iterator[bytes]:
    return (block + BLOCK_END for part in parts for block in part.split(BLOCK_END)[:-1])


def _parsed(blocks: Iterable[bytes], iris: Iris) -> Iterator[Quad]:
    return parsed(_all_prefixes(iris) + b"".join(blocks))
