"""A build's engine on Spark."""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import cached_property, partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from newsgraph import pipeline
from newsgraph.articles import Article, ArticleIds, Options, Problem, Source
from newsgraph.articles.article import Reading, UnusableError
from newsgraph.articles.exports import tell_taken
from newsgraph.articles.given_input import Input
from newsgraph.articles.sources import as_sources
from newsgraph.engine import SegmentTask
from newsgraph.files import write_atomically
from newsgraph.pipeline import Progress
from newsgraph.reader import ARTICLES_AT_ONCE, Reader
from newsgraph.record import Record
from newsgraph.spark import session, tasks
from newsgraph.spark.pieces import PIECE, Outcome, Piece, count_lines, numbered, pieces_of, read_pieces, tasks_of
from newsgraph.workspace import RecordStore, Workspace

if TYPE_CHECKING:
    from newsgraph.rdf.iris import Iris

_SEGMENTS_AT_ONCE = 16
_ARTICLES_OF_A_PART = 1_000
_MADE_OF = "made-of"  # the file that tells of which graph the parts are


class SparkEngine:
    """Has the machines of a cluster read and write; all of them see the sources and the output folder.

    Args:
        master: where the cluster is: `local[2]`, `spark://host:7077`, `yarn`; empty: as Spark's configuration says.
        piece: bytes of a file that are read at once.

    Raises:
        NoSparkError: there is no Spark, once it is needed.
    """

    needs_folder = True

    def __init__(self, master: str = "", piece: int = PIECE) -> None:
        self._master, self._piece = master, piece

    @cached_property
    def cluster(self) -> session.Cluster:
        """The cluster, from when it is first used."""
        return session.start(self._master)

    def stop(self) -> None:
        """Let go of the cluster."""
        if "cluster" in self.__dict__:
            self.cluster.session.stop()
            del self.cluster

    def read_articles(
        self, sources: Source | Iterable[Source], options: Options | None, ids: ArticleIds | None
    ) -> tuple[list[Article], list[Problem]]:
        """The articles of the sources, and what is wrong with the sources.

        Which files there are, and which articles share an id, is found out in this process.
        """
        sources, options = as_sources(sources), options or Options()
        self.cluster  # noqa: B018  # there is no use in looking for files without it
        found: dict[Path, list[Piece]] = {}

        def note(source: Input, kind: str) -> Iterator[Reading | Problem]:
            found[Path(source.place)] = pieces_of(source, kind, self._piece)
            return iter(())

        paths = [one for one in sources if not isinstance(one, Article) and str(one) != "-"]
        pipeline.read_articles(paths, replace(options, fetch=None), None, note)
        outcomes = self._read_pieces(found, replace(options, fetch=None))
        return pipeline.read_articles(sources, options, ids, lambda source, _: _told(source, outcomes))

    def _read_pieces(self, found: dict[Path, list[Piece]], options: Options) -> dict[Path, list[Outcome]]:
        """What each file holds, piece by piece."""
        parted = [piece for pieces in found.values() if len(pieces) > 1 for piece in pieces if piece.lines]
        counts = self.cluster.map(count_lines, parted)
        for path, pieces in found.items():
            if len(pieces) > 1 and pieces[0].lines:
                found[path] = numbered(pieces, [next(counts) for _ in pieces])
        listed = [piece for pieces in found.values() for piece in pieces]
        several = self.cluster.map(partial(read_pieces, options), tasks_of(listed, self._piece))
        outcomes = (outcome for some in several for outcome in some)
        told = zip(listed, outcomes, strict=True)
        return {path: [one for _, one in some] for path, some in groupby(told, key=lambda pair: pair[0].path)}

    def read_records(
        self, articles: Sequence[Article], reader: Reader, kept: RecordStore | None, progress: Progress
    ) -> Iterator[Record | Problem]:
        """Have articles read that were not read before, and keep their records; only problems are given back."""
        assert kept is not None
        kept.folder.mkdir(parents=True, exist_ok=True)
        read = partial(tasks.read_articles, kept.folder.absolute(), reader)
        chunks = list(session.batched(articles, ARTICLES_AT_ONCE))
        done = failed = 0
        for chunk, reasons in zip(chunks, self.cluster.map(read, chunks), strict=True):
            done += len(chunk)
            failed += sum(map(bool, reasons))
            progress(pipeline.READING, done, len(articles), failed)
            yield from (Problem(one.id, reason) for one, reason in zip(chunk, reasons, strict=True) if reason)
        kept.added += done - failed

    def comparing_names(self) -> AbstractContextManager[None]:
        """Names are compared by Splink on Spark."""
        from newsgraph.resolution.databases import comparing_on
        from newsgraph.spark.linkage import Spark

        return comparing_on(Spark(self.cluster.session, self.cluster.workers))

    def make_segments(self, wanted: Iterable[SegmentTask], workspace: Workspace, progress: Progress) -> None:
        """Make segments beforehand and keep them in the folder."""
        segments = workspace.segments.folder
        segments.mkdir(parents=True, exist_ok=True)
        make = partial(tasks.make_segments, workspace.records.folder.absolute(), segments.absolute())
        done = 0
        for number in self.cluster.map(make, session.batched(wanted, _SEGMENTS_AT_ONCE)):
            done += number
            progress(pipeline.WRITING, done, done)

    def has_parts(self, workspace: Workspace, inputs: str) -> bool:
        """Whether the graph is there in parts."""
        try:
            return (workspace.parts / _MADE_OF).read_text(encoding="utf-8").strip() == inputs
        except OSError:
            return False

    def write_parts(
        self, workspace: Workspace, inputs: str, segments: Sequence[str], shared: str, iris: "Iris"
    ) -> None:
        """Write the graph as N-Quads and as tables, a thousand articles a file and the default graph in one."""
        made = workspace.parts.with_name(f".{workspace.parts.name}-new")
        shutil.rmtree(made, ignore_errors=True)
        made.mkdir(parents=True)
        write = partial(tasks.write_part, workspace.segments.folder.absolute(), made.absolute(), iris.base)
        parts = (
            tasks.PartTask(number, some) for number, some in enumerate(session.batched(segments, _ARTICLES_OF_A_PART))
        )
        for _ in self.cluster.map(write, parts):
            pass
        for number, text in enumerate(workspace.segments.shared(shared)):
            tasks.write_quads(made, f"default-{number:06}", iris, text)
        write_atomically(made / _MADE_OF, f"{inputs}\n".encode())
        workspace.remove_parts()
        made.rename(workspace.parts)


def _told(source: Input, outcomes: dict[Path, list[Outcome]]) -> Iterator[Reading | Problem]:
    """What the pieces of a file have told, as if it were read at once."""
    pieces = outcomes.get(Path(source.place), [])
    for piece in pieces:
        yield from piece.found
        if piece.unusable:
            raise UnusableError(piece.unusable)
    yield from tell_taken(source.place, [piece.taken for piece in pieces if piece.taken])
