"""Builds of articles whose records are at hand, so that only what comes after reading takes time."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import newsgraph
from newsgraph import Article, KnowledgeGraph, Reader, Record
from newsgraph.files import GRAPH_FILES
from newsgraph.rdf.writer import parsed
from records import RUSSIA, UKRAINE, ArticleBuilder


@dataclass(frozen=True)
class GivenReader(Reader):
    """Hands out records by the ids and texts of their articles."""

    name: str = "given"
    jobs: int = 1
    records: Mapping[tuple[str, str], Record] = field(default_factory=dict)

    def extractor(self) -> "GivenReader":  # type: ignore[override]
        """Itself."""
        return self

    @property
    def version(self) -> str:
        """Always the same: records never change."""
        return "given 1"

    def extract(self, articles: Iterable[Article]) -> Iterator[Record]:
        """The record of each article."""
        return (self.records[article.id, article.text] for article in articles)


def build(
    drafts: Iterable[ArticleBuilder],
    output: Path,
    write: Collection[str] = GRAPH_FILES,
    min_confidence: float = 0.8,
    base_iri: str = "urn:newsgraph:",
) -> KnowledgeGraph:
    """The graph of some articles."""
    drafted = list(drafts)
    records = {(draft.identifier, draft.text): draft.record() for draft in drafted}
    articles = [Article(id=one.identifier, text=one.text, published=one.published) for one in drafted]
    reader = GivenReader(records=records)
    return newsgraph.build(
        articles, output=output, reader=reader, write=write, min_confidence=min_confidence, base_iri=base_iri
    )


def contents(folder: Path) -> dict[str, bytes]:
    """What a build has written to be shared, and what the next one knows of it."""
    kept = ("graph.trig", "graph.ttl", "graph.html", "identities.json", "articles.json")
    return {name: (folder / name).read_bytes() for name in kept if (folder / name).exists()}


def is_whole(folder: Path) -> bool:
    """Whether the store holds exactly the quads of `graph.trig`, and no writer has left anything."""
    left = [path.name for path in folder.iterdir() if path.name.startswith(".") and path.name != ".lock"]
    quads = list(KnowledgeGraph.open(folder).store)
    told = list(parsed((folder / "graph.trig").read_bytes()))
    return not left and len(quads) == len(told) and set(quads) == set(told)


def attack(identifier: str, by: str = "Ann Lee", *, denied: bool = False, confidence: float = 0.9) -> ArticleBuilder:
    """An article of one sentence: somebody praised or blamed Russia for something, and a statement about a topic."""
    article = ArticleBuilder(identifier, "2022-10-20")
    person, place = article.entity("person", by), article.entity("place", "Russia", location=RUSSIA)
    polarity = "negated" if denied else "affirmed"
    event = article.event("attacked", "attack", "assault", polarity=polarity, agent=person, patient=place)
    article.triple(person, "attack", place, polarity, event=event, confidence=confidence)
    article.new_sentence()
    other = article.entity("place", "Ukraine", location=UKRAINE)
    article.triple(f"the harvest of {identifier}", "reach", other, confidence=confidence)
    return article
