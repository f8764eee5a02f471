"""Who does the parts of a build that can be done for each article by itself: this process, or a cluster.

An engine reads sources and articles, has names compared and makes the graphs of articles. What it makes is the same
whoever does it; all else is done in the process that builds.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from newsgraph import pipeline
from newsgraph.articles import Article, ArticleIds, Options, Problem, Source
from newsgraph.pipeline import Progress
from newsgraph.reader import Reader
from newsgraph.record import Record
from newsgraph.workspace import RecordStore, Workspace

if TYPE_CHECKING:
    from newsgraph.rdf.iris import Iris
    from newsgraph.rdf.segments import Context


@dataclass(frozen=True, slots=True)
class SegmentTask:
    """A segment that is to be made.

    Args:
        record: the key of the article's record.
        text: the article's text.
        context: what else it depends on.
        known: the digest that it will be known by.
    """

    record: str
    text: str
    context: "Context"
    known: str


class Engine(Protocol):
    """Does parts of a build."""

    needs_folder: bool  # whether it builds into a folder only

    def read_articles(
        self, sources: Source | Iterable[Source], options: Options | None, ids: ArticleIds | None
    ) -> tuple[list[Article], list[Problem]]:
        """The articles of the sources, and what is wrong with the sources.

        Raises:
            TypeError: a source is neither a path nor an article.
        """

    def read_records(
        self, articles: Sequence[Article], reader: Reader, kept: RecordStore | None, progress: Progress
    ) -> Iterator[Record | Problem]:
        """Have articles read that were not read before, and keep their records.

        Args:
            articles: the articles.
            reader: how to read.
            kept: where records are kept; where there is such a place, only problems need be given back.
            progress: is told how many are read.

        Raises:
            OSError: no such spaCy pipeline is installed, or a record can't be kept.
        """

    def comparing_names(self) -> AbstractContextManager[None]:
        """Names are compared where this engine does so, for a while."""

    def make_segments(self, tasks: Iterable[SegmentTask], workspace: Workspace, progress: Progress) -> None:
        """Make segments beforehand and keep them in the folder; what is not made then is made in this process."""

    def has_parts(self, workspace: Workspace, inputs: str) -> bool:
        """Whether the parts of the graph that this engine writes are there.

        Args:
            workspace: the folder.
            inputs: what stands for all that the graph depends on.
        """

    def write_parts(
        self, workspace: Workspace, inputs: str, segments: Sequence[str], shared: str, iris: "Iris"
    ) -> None:
        """Write the graph in parts, or remove those of another engine.

        Args:
            workspace: the folder.
            inputs: what stands for all that the graph depends on.
            segments: what the graphs of the articles are known by, in order.
            shared: what the default graph is known by.
            iris: how things are called.

        Raises:
            OSError: the disk is full or may not be written.
        """


class Embedded:
    """All in this process, and in processes that read beside it."""

    needs_folder = False

    def read_articles(
        self, sources: Source | Iterable[Source], options: Options | None, ids: ArticleIds | None
    ) -> tuple[list[Article], list[Problem]]:
        """The articles of the sources, and what is wrong with the sources."""
        return pipeline.read_articles(sources, options, ids)

    def read_records(
        self, articles: Sequence[Article], reader: Reader, kept: RecordStore | None, progress: Progress
    ) -> Iterator[Record | Problem]:
        """Have articles read that were not read before, and keep their records."""
        return pipeline.read_records(articles, reader, kept, progress)

    def comparing_names(self) -> AbstractContextManager[None]:
        """Names are compared in this process."""
        return nullcontext()

    def make_segments(self, tasks: Iterable[SegmentTask], workspace: Workspace, progress: Progress) -> None:
        """Nothing: segments are made one by one."""

    def has_parts(self, workspace: Workspace, inputs: str) -> bool:  # noqa: ARG002
        """That there are none."""
        return not workspace.parts.exists()

    def write_parts(
        self,
        workspace: Workspace,
        inputs: str,  # noqa: ARG002
        segments: Sequence[str],  # noqa: ARG002
        shared: str,  # noqa: ARG002
        iris: "Iris",  # noqa: ARG002
    ) -> None:
        """Remove those of another graph."""
        workspace.remove_parts()
