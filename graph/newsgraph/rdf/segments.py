"""The graph of one article as text, made once and kept: what it states, and what the default graph needs of it.

A segment is known by a digest of all that it depends on, so that an article whose neighbours come and go is written
again only if they change what its own entities and events are called.
"""

import hashlib
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

import msgspec

from newsgraph.code_digest import HOME, code_digest
from newsgraph.files import checked, content_of, with_checksum, write_atomically
from newsgraph.rdf.article_graph import (
    ArticleGraph,
    Blocks,
    EventEvidence,
    Fact,
    Named,
    Names,
    event_pairs,
    relation_node,
    say,
    status,
)
from newsgraph.rdf.iris import Iris
from newsgraph.rdf.order import in_natural_order
from newsgraph.rdf.table_reading import article_tables_of
from newsgraph.rdf.tables import ArticleTable
from newsgraph.rdf.turtle import BLOCK_END, INDENT, Shortener, block
from newsgraph.record import Record
from newsgraph.resolution.identities import Identities

_PACKED = 1  # zlib's fastest: a tenth of the size, and sooner read than the text itself
_SHARED_DIGEST = 40  # hexadecimal digits of what a default graph is known by
_MAKES_SEGMENTS = (
    "article_graph.py",
    "characters.py",
    "iris.py",
    "literals.py",
    "order.py",
    "pronouns.txt",
    "segments.py",
    "table_reading.py",
    "tables.py",
    "turtle.py",
    "vocabulary.py",
)
_READ_AT_ONCE = 1 << 18  # bytes


class Segment(msgspec.Struct, frozen=True, array_like=True):
    """What one article adds to the graph. Terms are as N-Triples has them."""

    id: str  # of the article
    node: str
    graph: str  # the node as Turtle has it
    prefixes: tuple[str, ...]  # that its text uses
    facts: tuple[Fact, ...]
    relations: dict[str, str]  # label by property
    nationalities: dict[str, str]  # ISO codes of countries by ids of entities
    events: tuple[EventEvidence, ...]
    triples: tuple[str, ...]  # ids of those that are statements
    statuses: tuple[str, ...]  # of the statements
    confidences: tuple[float, ...]  # of the statements
    accepted: int  # how many of the statements people say are right
    packed_article: bytes  # the block of the article itself, which stands in the default graph
    packed_events: bytes  # the blocks of the article's graph, indented
    packed_rest: bytes
    packed_tables: bytes  # the article's graph as tables

    def head(self) -> "Segment":
        """The segment without the text of its graph, and its tables."""
        return msgspec.structs.replace(self, packed_events=b"", packed_rest=b"", packed_tables=b"")

    @property
    def article_text(self) -> bytes:
        """What is said of the article itself, as Turtle."""
        return zlib.decompress(self.packed_article)

    @property
    def events_text(self) -> bytes:
        """What the article says of events, as they stand in a graph of TriG."""
        return zlib.decompress(self.packed_events)

    @property
    def own_text(self) -> bytes:
        """What else is in the article's graph, as it stands in a graph of TriG."""
        return zlib.decompress(self.packed_rest)

    @property
    def tables(self) -> tuple[ArticleTable, ...]:
        """The article's graph as tables: those that are read from its text."""
        return msgspec.msgpack.decode(zlib.decompress(self.packed_tables), type=tuple[ArticleTable, ...])


@dataclass(frozen=True, slots=True)
class Context:
    """What the graph of an article depends on besides its record and text."""

    iris: Iris
    names: Names
    accepted: frozenset[str] = frozenset()  # triples that people say are right
    rejected: frozenset[str] = frozenset()  # triples that they say are wrong, which the record has no more
    reprint_of: str = ""  # the id of the article whose report it prints

    def digest(self, record: str) -> str:
        """What stands for all that a segment depends on.

        Args:
            record: what stands for the record and the text.
        """
        names = (sorted(self.names.entities.items()), sorted(self.names.events.items()))
        judged = (sorted(self.accepted), sorted(self.rejected))
        parts = (_code_version(), record, self.iris.base, self.reprint_of, judged, names)
        return hashlib.sha256(msgspec.msgpack.encode(parts)).hexdigest()[:40]


def contexts(identities: Identities, iris: Iris, articles: Iterable[str]) -> Iterator[Context]:
    """The context of each of some articles, by their ids, in their order."""
    names: dict[str, Names] = {}
    for entity in identities.entities:
        named = Named(entity.name, entity.label)
        for article, one in entity.members:
            names.setdefault(article, Names()).entities[one] = named
    for event in identities.events:
        named = Named(event.name, event.label)
        for article, one in event.members:
            names.setdefault(article, Names()).events[one] = named
    accepted, rejected = _by_article(identities.accepted), _by_article(identities.rejected)
    reprints = dict(identities.reprints)
    found = list(articles)
    known = set(found)
    for article in found:
        first = reprints.get(article, "")
        yield Context(
            iris,
            names.get(article, Names()),
            frozenset(accepted.get(article, ())),
            frozenset(rejected.get(article, ())),
            first if first in known else "",
        )


def _by_article(triples: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for article, triple in triples:
        found.setdefault(article, []).append(triple)
    return found


def make_segment(record: Record, text: str, context: Context) -> Segment:
    """What an article adds to the graph.

    Raises:
        ValueError: the text is not the one that was read.
    """
    graph = ArticleGraph(record, text, context.names, context.iris, context.accepted)
    shortener = Shortener(context.iris.prefixes)
    about: Blocks = {}
    say(about, graph.node, graph.article_pairs(context.reprint_of))
    events: Blocks = {}
    told = graph.events()
    for one in told:
        say(events, one.event, event_pairs(graph.article, one))
    statements, arguments = graph.told()
    rest = [*map(_sorted, (graph.topics(), statements, arguments))]
    characters = graph.characters()
    relations: dict[str, str] = {}
    for triple in graph.statements:
        predicate, label = relation_node(triple.relation.label), triple.relation.label
        relations[predicate] = min(label, relations.get(predicate, label))
    own = chain(_blocks(rest, shortener, INDENT), characters.blocks(graph.article, text, shortener))
    packed = list(map(_packed, (_blocks([about], shortener), _blocks([_sorted(events)], shortener, INDENT), own)))
    tables = article_tables_of([events, *rest, characters.said(graph.article, text)])
    return Segment(
        id=graph.id,
        node=graph.node,
        graph=shortener.term(graph.node),
        prefixes=tuple(sorted(shortener.used)),
        facts=tuple(graph.facts()),
        relations=relations,
        nationalities={one.id: one.nationality for one in record.entities if one.nationality},
        events=tuple(told),
        triples=tuple(triple.id for triple in graph.statements),
        statuses=tuple(map(status, graph.statements)),
        confidences=tuple(graph.confidences()),
        accepted=sum(triple.id in context.accepted for triple in graph.statements),
        packed_article=packed[0],
        packed_events=packed[1],
        packed_rest=packed[2],
        packed_tables=zlib.compress(msgspec.msgpack.encode(tables), _PACKED),
    )


def _sorted(blocks: Blocks) -> Blocks:
    return {subject: blocks[subject] for subject in sorted(blocks, key=in_natural_order)}


def _blocks(found: Iterable[Blocks], shortener: Shortener, indent: str = "") -> Iterator[str]:
    return (block(subject, said, shortener, indent) for blocks in found for subject, said in blocks.items())


def _packed(blocks: Iterable[str]) -> bytes:
    return zlib.compress("".join(blocks).encode(), _PACKED)


class SegmentStore:
    """The segments of a folder, each under its digest, the default graph, and the blocks of its things.

    What is broken counts as not there.

    Args:
        folder: where they lie, a file each.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, digest: str) -> Segment | None:
        """The segment that was put there, if there is one."""
        try:
            return msgspec.msgpack.decode(checked(self._file(digest).read_bytes()), type=Segment)
        except (OSError, ValueError):
            return None

    def has(self, digest: str) -> bool:
        """Whether there is a segment, or what was one."""
        return self._file(digest).is_file()

    def put(self, digest: str, segment: Segment) -> None:
        """Keep a segment.

        Raises:
            OSError: it can't be written.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        write_atomically(self._file(digest), with_checksum(msgspec.msgpack.encode(segment)))

    def all(self, digests: Iterable[str]) -> Iterator[Segment]:
        """Segments that are there.

        Raises:
            OSError: one is not.
        """
        for digest in digests:
            segment = self.get(digest)
            if segment is None:
                raise OSError(f"{self._file(digest)} was removed or changed while it was in use")
            yield segment

    def put_shared(self, parts: Iterable[bytes]) -> str:
        """Keep the default graph, in Turtle, and give the digest that it is known by.

        Raises:
            OSError: it can't be written.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        known, made = hashlib.sha256(), self._shared("new")
        packer = zlib.compressobj(_PACKED)

        def packed() -> Iterator[bytes]:
            for part in parts:
                known.update(part)
                yield packer.compress(part)
            yield packer.flush()

        write_atomically(made, packed())
        digest = known.hexdigest()[:_SHARED_DIGEST]
        made.replace(self._shared(digest))
        return digest

    def is_shared_whole(self, digest: str) -> bool:
        """Whether a default graph was kept, and is what was kept."""
        known = hashlib.sha256()
        try:
            for part in self.shared(digest):
                known.update(part)
        except OSError:
            return False
        return known.hexdigest()[:_SHARED_DIGEST] == digest

    def shared(self, digest: str) -> Iterator[bytes]:
        """The default graph that was kept, in parts of whole blocks.

        Raises:
            OSError: it is not there, or broken.
        """
        unpacker, rest = zlib.decompressobj(), b""
        with self._shared(digest).open("rb") as file:
            while packed := file.read(_READ_AT_ONCE):
                try:
                    rest += unpacker.decompress(packed)
                except zlib.error as error:
                    raise OSError(f"{file.name} is broken") from error
                end = rest.rfind(BLOCK_END) + len(BLOCK_END)
                if end >= len(BLOCK_END):
                    yield rest[:end]
                    rest = rest[end:]
        if rest:
            yield rest
        if not unpacker.eof:
            raise OSError(f"{file.name} is broken")

    def things(self) -> bytes:
        """What was kept of entities and events; nothing where nothing was."""
        return content_of(self._things)

    def put_things(self, content: bytes) -> None:
        """Keep what the next build needs to make few entities and events anew.

        Raises:
            OSError: it can't be written.
        """
        write_atomically(self._things, content)

    def keep_only(self, digests: Iterable[str], shared: str) -> None:
        """Remove all others, and what writers who were killed have left."""
        kept = {self._file(digest).name for digest in digests} | {self._shared(shared).name, self._things.name}
        for file in self.folder.iterdir() if self.folder.is_dir() else ():
            if file.name not in kept:
                file.unlink(missing_ok=True)

    @property
    def _things(self) -> Path:
        return self.folder / "things"

    def _file(self, digest: str) -> Path:
        return self.folder / f"{digest}.segment"

    def _shared(self, digest: str) -> Path:
        return self.folder / f"{digest}.shared"


@cache
def _code_version() -> str:
    """A digest of the code and the words that turn a record into a graph."""
    files = [HOME / "rdf" / name for name in _MAKES_SEGMENTS]
    files += [HOME / name for name in ("record.py", "confidence.py", "normalisation.py", "normalisation.toml")]
    files += [*HOME.glob("wording.*"), *(HOME / "reference").rglob("*")]
    return code_digest(files, ["pyoxigraph"])[:16]
