"""One build, step by step: from sources to a graph in memory or in a folder, doing only what is left to do."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from newsgraph import files, pipeline
from newsgraph.articles import Article, Options, Problem, Source
from newsgraph.counts import Counts
from newsgraph.engine import Engine, SegmentTask
from newsgraph.garbage import collector_paused, give_back
from newsgraph.last_build import LastBuild, code_version, content_of, digest
from newsgraph.pipeline import NothingUsableError, Progress
from newsgraph.reader import Reader
from newsgraph.record import Record, without_unnamed
from newsgraph.workspace import StoredRecords, Workspace, load_decisions

if TYPE_CHECKING:
    from pyoxigraph import Store

    from newsgraph.rdf.iris import Iris
    from newsgraph.rdf.segments import Segment
    from newsgraph.resolution.decisions import Decisions
    from newsgraph.resolution.estimation import Training
    from newsgraph.resolution.id_registry import IdRegistry
    from newsgraph.resolution.identities import Identities
    from newsgraph.resolution.known_entities import KnownEntities, KnownEntity
    from newsgraph.resolution.weights import Weights

    Known = KnownEntity | Path | str


@dataclass(frozen=True, kw_only=True)
class Request:
    """What is to be built, and how: the parameters of `newsgraph.build`."""

    sources: Source | Iterable[Source]
    options: Options | None
    workspace: Workspace | None
    reader: Reader
    base_iri: str
    min_confidence: float
    decisions: Path | None
    known: "Known | Iterable[Known] | None"
    train: bool
    written: Sequence[str]
    progress: Progress
    engine: Engine


@dataclass(frozen=True, kw_only=True)
class Built:
    """What a build has come to."""

    store: "Store"
    problems: Sequence[Problem]
    extracted: int
    unmet_decisions: Sequence[str]
    training: str
    counts: Counts


def build(request: Request) -> Built:
    """Build a graph.

    Raises:
        what `newsgraph.build` raises.
    """
    building = _Build(request)
    building.read_known()
    building.read_articles()
    workspace = request.workspace
    with workspace.locked() if workspace else nullcontext():
        building.read_records()
        if workspace:
            unchanged = building.unchanged(workspace)
            if unchanged:
                return unchanged
            building.read_registry(workspace)
        if request.train:
            building.estimate_weights()
        building.resolve()
        return building.save(workspace) if workspace else building.keep()


class _Build:
    """One build, step by step: each takes what those before it have found.

    Raises:
        ValueError: a file in the folder is broken.
    """

    def __init__(self, request: Request) -> None:
        self.request, self.workspace, self.progress = request, request.workspace, request.progress
        self.decisions: Decisions | None = None
        if self.workspace:
            self.decisions = self.workspace.decisions
        elif request.decisions:
            self.decisions = load_decisions(request.decisions)
        self.registry: IdRegistry | None = None
        self.weights: Weights | None = None
        self.known: KnownEntities | None = None
        self.listed = ""  # what stands for it
        self.articles: dict[str, Article] = {}
        self.problems: list[Problem] = []
        self.keys: dict[str, str] = {}  # of records, by article
        self.records: Sequence[Record] = ()
        self.extracted = 0
        self.inputs = ""
        self.training: Training | None = None
        self._identities: Identities | None = None

    def read_known(self) -> None:
        """Read what people know beforehand, from what they name or from the folder."""
        from newsgraph.known_file import read_all
        from newsgraph.resolution.known_entities import KnownEntities, KnownEntity

        known = self.request.known
        if known is None:
            known = self.workspace.known_files if self.workspace else []
        elif isinstance(known, Path | str | KnownEntity):
            known = [known]
        listed, problems = read_all(known)
        self.problems += problems
        self.listed, self.known = repr(listed), KnownEntities(listed)

    def read_articles(self) -> None:
        """Find the articles, and make sure that the graph can be written in the end."""
        ids = self.workspace.article_ids if self.workspace else None
        found, problems = self.request.engine.read_articles(self.request.sources, self.request.options, ids)
        self.articles = {article.id: article for article in found}
        self.problems += problems
        if not self.articles:
            raise NothingUsableError(self.problems)
        if self.workspace:
            self.workspace.prepare()

    def read_registry(self, workspace: Workspace) -> None:
        """Read what earlier builds have left in the folder."""
        self.registry, self.weights = workspace.registry, workspace.weights

    def unchanged(self, workspace: Workspace) -> Built | None:
        """What the last build has come to, if there is nothing else to do; or null."""
        from newsgraph.rdf import store

        request = self.request
        options = (request.base_iri, request.min_confidence, sorted(request.written), self.listed)
        given = content_of((workspace.decisions_file,))
        self.inputs = digest(code_version(), options, given, sorted(self.keys.items()))
        last = LastBuild.read(workspace.last_build_file)
        if last is None or request.train or last.inputs != self.inputs or not self._is_there(last, workspace):
            return None
        return Built(
            store=store.read(workspace.store),
            problems=self.problems,
            extracted=self.extracted,
            unmet_decisions=last.unmet_decisions,
            training="",
            counts=last.counts,
        )

    def _is_there(self, last: LastBuild, workspace: Workspace) -> bool:
        """Whether all that the last build has made is there as it made it."""
        from newsgraph.rdf import store

        return (
            last.records == self.keys
            and last.files == _signatures(workspace)
            and last.store == store.signature(workspace.store)
            and self.request.engine.has_parts(workspace, self.inputs)
        )

    def read_records(self) -> None:
        """Read the articles that no earlier build has read."""
        stored = self.workspace.records if self.workspace else None
        new = list(self.articles.values())
        if stored:
            version = self.request.reader.extractor().version
            self.keys = {article.id: stored.key(article, version) for article in new}
            new = [article for article in new if not stored.has(self.keys[article.id])]
        if new and self.workspace:
            self.read_registry(self.workspace)  # before anybody has waited for an hour
        failed: set[str] = set()
        records: list[Record] = []
        for found in self.request.engine.read_records(new, self.request.reader, stored, self.progress):
            if isinstance(found, Problem):
                self.problems.append(found)
                failed.add(found.source)
            elif not stored:
                records.append(found)
        self.extracted = len(new) - len(failed)
        if len(failed) == len(self.articles):
            raise NothingUsableError(self.problems)
        self.records = records
        if stored:
            self.keys = {one: key for one, key in self.keys.items() if one not in failed}
            self.records = StoredRecords(stored, self.keys.values(), self._read_again)

    def _read_again(self, key: str) -> Record:
        """The record of an article whose file is broken."""
        article = next(self.articles[one] for one, known in self.keys.items() if known == key)
        kept = self.workspace.records if self.workspace else None
        (found,) = pipeline.read_records([article], self.request.reader, kept)
        if isinstance(found, Problem):
            raise OSError(str(found))
        return found

    def estimate_weights(self) -> None:
        """Learn from the articles what names weigh."""
        self.training = pipeline.train(self.records)
        self.weights = self.training.weights or self.weights

    def resolve(self) -> None:
        """Find out who is who and what is what."""
        self.progress(pipeline.COMPARING, len(self.records), len(self.records))
        records, keys = self.records, self.records.keys if isinstance(self.records, StoredRecords) else None
        if self._splits:
            records, keys = pipeline.split_entities(records, self.decisions, self.registry), None
        ids = self.keys or {record.article.id: "" for record in records}
        articles = [article for one, article in self.articles.items() if one in ids]
        memo = self.workspace.memo if self.workspace else None
        same = pipeline.find_reprints(articles, memo)
        known = (self.decisions, self.registry, self.weights, self.known)
        with self.request.engine.comparing_names():
            self._identities = pipeline.identify(records, *known, same, articles, memo, keys)

    @property
    def identities(self) -> "Identities":
        """Who is who, when that is found out."""
        assert self._identities is not None
        return self._identities

    @property
    def _splits(self) -> bool:
        """Whether people have decided that some are two, so that records are not as they were read."""
        return self.decisions is not None and bool(self.decisions.different)

    def _judged(self, record: Record) -> Record:
        """A record as the graph has it."""
        found = pipeline.split_entities([record], self.decisions, self.registry) if self._splits else [record]
        return without_unnamed(pipeline.judged(found, self.identities)[0])

    def keep(self) -> Built:
        """Keep the graph in memory."""
        from newsgraph.rdf import store, writer
        from newsgraph.rdf.default_graph import DefaultGraph
        from newsgraph.rdf.documents import Documents
        from newsgraph.rdf.iris import Iris
        from newsgraph.rdf.segments import contexts, make_segment

        iris, by_id = Iris(self.request.base_iri), {record.article.id: record for record in self.records}
        ordered = writer.in_order(by_id, iris)
        segments = [
            make_segment(self._judged(by_id[one]), self.articles[one].text, context)
            for one, context in zip(ordered, contexts(self.identities, iris, ordered), strict=True)
        ]
        default = DefaultGraph(segments, self.identities, iris, self.request.min_confidence)
        made = store.in_memory(writer.all_quads(Documents(segments, default)))
        counts = _counts(segments, self.identities, self.request.min_confidence)
        return self._built(made, counts, self.identities.unmet_decisions)

    @collector_paused()
    def save(self, workspace: Workspace) -> Built:
        """Replace what the folder holds by the new graph, all at once."""
        from newsgraph.graph_files import GraphFiles
        from newsgraph.rdf import store
        from newsgraph.rdf.default_graph import DefaultGraph
        from newsgraph.rdf.iris import Iris

        request, last = self.request, LastBuild.read(workspace.last_build_file)
        iris = Iris(request.base_iri)
        heads: list[Segment] = []
        digests: dict[str, str] = {}
        for head, known in self._segments(workspace, iris):
            heads.append(head)
            digests[head.id] = known
        default = DefaultGraph(heads, self.identities, iris, request.min_confidence)
        made = GraphFiles(workspace, last, digests, iris, code_version(), request.written)
        with workspace.replace() as write, store.replacing(workspace.store) as new:
            texts = made.write_texts(write, default)
            write(workspace.article_ids_file, workspace.article_ids.to_json())
            if self.identities.registry:
                write(workspace.registry_file, self.identities.registry.to_json())
            write(workspace.memo_file, workspace.memo.to_bytes())
            if self.training and self.training.weights:
                write(workspace.weights_file, self.training.to_toml().encode())
            counts, unmet = _counts(heads, self.identities, request.min_confidence), self.identities.unmet_decisions
            del heads, default
            self._forget()  # loading and drawing take the most room
            made.keep(new, texts)
            give_back()
            made.draw(write, new, texts)
        for name, path in workspace.shared.items():
            if name not in request.written:
                path.unlink(missing_ok=True)
        request.engine.write_parts(workspace, self.inputs, list(digests.values()), texts.shared, iris)
        built = self._built(store.read(workspace.store), counts, unmet)
        now = LastBuild(
            inputs=self.inputs,
            code=code_version(),
            base_iri=iris.base,
            records=self.keys,
            segments=digests,
            shared=texts.shared,
            prefixes=texts.prefixes,
            parts=texts.parts,
            store=store.signature(workspace.store),
            files=_signatures(workspace),
            counts=counts,
            unmet_decisions=unmet,
        )
        files.write_atomically(workspace.last_build_file, now.to_json())
        workspace.segments.keep_only(digests.values(), texts.shared)
        workspace.records.forget_unused()
        return built

    def _segments(self, workspace: Workspace, iris: "Iris") -> "Iterator[tuple[Segment, str]]":
        """What each article adds to the graph, without its texts, and what it is known by; made if it is not there."""
        from newsgraph.rdf import writer
        from newsgraph.rdf.segments import contexts, make_segment

        ordered = writer.in_order(self.keys, iris)
        if not self._splits:
            self.request.engine.make_segments(self._missing(ordered, workspace, iris), workspace, self.progress)
        for number, (one, context) in enumerate(zip(ordered, contexts(self.identities, iris, ordered), strict=True)):
            self.progress(pipeline.WRITING, number, len(ordered))
            record: Record | None = None
            known = self.keys[one]
            if self._splits:
                record = self._judged(self._record(known))
                known = digest(known, record.to_json())
            known = context.digest(known)
            segment = workspace.segments.get(known)
            if segment is None:
                record = record or self._judged(self._record(self.keys[one]))
                segment = make_segment(record, self.articles[one].text, context)
                workspace.segments.put(known, segment)
            yield segment.head(), known

    def _missing(self, ordered: Sequence[str], workspace: Workspace, iris: "Iris") -> Iterator[SegmentTask]:
        """The segments that are not there."""
        from newsgraph.rdf.segments import contexts

        for one, context in zip(ordered, contexts(self.identities, iris, ordered), strict=True):
            known = context.digest(self.keys[one])
            if not workspace.segments.has(known):
                yield SegmentTask(self.keys[one], self.articles[one].text, context, known)

    def _record(self, key: str) -> Record:
        assert isinstance(self.records, StoredRecords)
        return self.records.by_key(key)

    def _forget(self) -> None:
        """Let go of who is who, and of what earlier builds have left."""
        self._identities = self.registry = None
        if self.workspace:
            self.workspace.forget()
        give_back()

    def _built(self, kept: "Store", counts: Counts, unmet: Sequence[str]) -> Built:
        return Built(
            store=kept,
            problems=self.problems,
            extracted=self.extracted,
            unmet_decisions=unmet,
            training=str(self.training or ""),
            counts=counts,
        )


def _signatures(workspace: Workspace) -> dict[str, tuple[int, int] | None]:
    """What tells whether the files of a folder were written since."""
    known = (workspace.article_ids_file, workspace.registry_file, workspace.weights_file)
    return {path.name: files.signature(path) for path in (*workspace.shared.values(), *known)}


def _counts(segments: "Sequence[Segment]", identities: "Identities", min_confidence: float) -> Counts:
    """How much a graph holds."""
    told = [one for one in identities.entities if not one.generic]
    statuses = [status for one in segments for status in one.statuses]
    known = {one.id for one in segments}
    return Counts(
        articles=len(segments),
        reprints=sum(one in known and first in known for one, first in identities.reprints),
        actors=sum(one.acts or one.type != "place" for one in told),
        places=sum(one.type == "place" for one in told),
        events=len(identities.events),
        statements=len(statuses),
        **{status: statuses.count(status) for status in ("stated", "claimed", "denied", "envisaged")},
        sure=sum(confidence >= min_confidence for one in segments for confidence in one.confidences),
        rejected=len(identities.rejected),
        accepted=sum(one.accepted for one in segments),
    )
