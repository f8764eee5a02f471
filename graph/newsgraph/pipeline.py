"""From sources to records and identities: reads what is new, knows what was read before."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from newsgraph.articles import Article, ArticleIds, Options, Problem, ReadFile, Source, read_sources
from newsgraph.reader import Reader
from newsgraph.reader import extract as extract_records
from newsgraph.record import Record
from newsgraph.workspace import RecordStore

if TYPE_CHECKING:
    from newsgraph.resolution.decisions import Decisions
    from newsgraph.resolution.estimation import Training
    from newsgraph.resolution.id_registry import IdRegistry
    from newsgraph.resolution.identities import Identities
    from newsgraph.resolution.known_entities import KnownEntities
    from newsgraph.resolution.memo import Memo
    from newsgraph.resolution.weights import Weights


READING, COMPARING, WRITING = "Reading articles", "Comparing", "Writing"  # what a build does, in that order


class Progress(Protocol):
    """Is told how far a build is."""

    def __call__(self, doing: str, done: int, total: int, failed: int = 0) -> None:
        """Take note: what is being done, how many are done, of how many, and how many of these in vain."""


class NothingUsableError(Exception):
    """No source holds an article that can be read."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("no article in the sources can be read")
        self.problems = tuple(problems)


def read_articles(
    sources: Source | Iterable[Source],
    options: Options | None = None,
    ids: ArticleIds | None = None,
    read_file: ReadFile | None = None,
) -> tuple[list[Article], list[Problem]]:
    """The articles of the sources, and what is wrong with the sources.

    Args:
        sources: files, folders and articles, or one of them.
        options: how to read.
        ids: what articles were called in the last build.
        read_file: reads a file that is open; None: what the package `articles` reads it with.

    Raises:
        TypeError: a source is neither a path nor an article.
    """
    articles: list[Article] = []
    problems: list[Problem] = []
    for found in read_sources(sources, options, ids, *([read_file] if read_file else ())):
        if isinstance(found, Problem):
            problems.append(found)
        else:
            articles.append(found)
    return articles, problems


def read_records(
    articles: Sequence[Article],
    reader: Reader,
    known: RecordStore | None = None,
    progress: Progress | None = None,
) -> Iterator[Record | Problem]:
    """Each article's record, in their order, or why it could not be read; what is known already is not read again.

    Raises:
        LookupError: no such extractor is registered.
        OSError: no such spaCy pipeline is installed.
    """
    version = reader.extractor().version
    found = {}
    if known:
        for article in articles:
            if record := known.get(known.key(article, version)):
                found[article.id] = record
    unknown = [article for article in articles if article.id not in found]
    outcomes = extract_records(unknown, reader)
    done = failed = 0
    for article in articles:
        if article.id in found:
            yield found[article.id]
            continue
        outcome = next(outcomes)
        done += 1
        failed += isinstance(outcome, str)
        if progress:
            progress(READING, done, len(unknown), failed)
        if isinstance(outcome, str):
            yield Problem(article.id, outcome)
            continue
        if known:
            known.put(known.key(article, version), outcome)
        yield outcome


def read(
    sources: Source | Iterable[Source],
    *,
    options: Options | None = None,
    reader: Reader | None = None,
    progress: Progress | None = None,
) -> Iterator[Record | Problem]:
    """The record of each article in the sources, in their order, after what is wrong with the sources.

    Args:
        sources: files, folders and articles, or one of them; "-" stands for JSON Lines on standard input.
        options: which columns of exports hold what, and how much is read at most.
        reader: how to read; by default with rules on the default model (`extraction.parse.language`).
        progress: called after each article.

    Raises:
        TypeError: a source is neither a path nor an article.
        LookupError: no such extractor is registered.
        OSError: no such spaCy pipeline is installed.
    """
    articles, problems = read_articles(sources, options)
    yield from problems
    yield from read_records(articles, reader or Reader(), progress=progress)


def extract(article: Article, reader: Reader | None = None) -> Record:
    """What one article says.

    Raises:
        LookupError: no such extractor is registered.
        OSError: no such spaCy pipeline is installed.
        ValueError: the extractor can't read this text.
    """
    (outcome,) = read_records([article], reader or Reader())
    if isinstance(outcome, Problem):
        raise ValueError(f"{outcome.source}: {outcome.reason}")
    return outcome


def identify(
    records: Sequence[Record],
    decisions: "Decisions | None" = None,
    registry: "IdRegistry | None" = None,
    weights: "Weights | None" = None,
    known: "KnownEntities | None" = None,
    reprints: Mapping[str, str] | None = None,
    articles: Iterable[Article] = (),
    memo: "Memo | None" = None,
    keys: Sequence[str] | None = None,
) -> "Identities":
    """Who is who and what is what in the records, called as in the last build, by these weights or the default.

    Decisions on statements are applied where the articles that they are about are at hand. What was found before
    (`memo`, by what stands for the records, `keys`) makes it quicker, and nothing else.
    """
    from newsgraph.resolution import resolve
    from newsgraph.statement_places import standing_where_decided

    standing = None
    if decisions and decisions.statements:
        texts = {article.id: article.text for article in articles}
        standing = standing_where_decided(decisions.statements, records, texts)
    return resolve(records, decisions, registry, weights, known, reprints, standing, memo, keys)


def judged(records: Sequence[Record], identities: "Identities") -> list[Record]:
    """The records without what people say is wrong; what they say is right is certain."""
    return with_verdicts(records, identities.rejected, identities.accepted)


def with_verdicts(
    records: Sequence[Record], wrong: frozenset[tuple[str, str]], right: frozenset[tuple[str, str]]
) -> list[Record]:
    """The records without the statements that are wrong, those that are right certain; told by article and triple."""
    from newsgraph.resolution.judged_statements import apply_verdicts

    return apply_verdicts(records, wrong, right)


def find_reprints(articles: Sequence[Article], memo: "Memo | None" = None) -> dict[str, str]:
    """Which articles print the report of another one, each with that one, by their ids."""
    from newsgraph.articles import reprints

    return reprints.find_reprints(articles, memo)


def train(records: Sequence[Record]) -> "Training":
    """What names weigh in these records."""
    from newsgraph.resolution import estimation

    return estimation.train(records)


def split_entities(
    records: Sequence[Record], decisions: "Decisions | None" = None, registry: "IdRegistry | None" = None
) -> list[Record]:
    """The records with those apart that their articles take for one and people have decided to be two."""
    from newsgraph.resolution import entity_splitting

    return entity_splitting.split_entities(records, decisions, registry) if decisions else list(records)
