"""newsgraph: news articles into a knowledge graph of who did what to whom, where and when, and who says so.

    >>> import newsgraph
    >>> graph = newsgraph.build(["seeds"])
    >>> for row in graph.query("SELECT ?name WHERE { ?person a ng:Person ; rdfs:label ?name }"):
    ...     print(row["name"].value)

Everything that the command line does, it does through these names. Heavy parts are loaded when they are first used.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsgraph.articles import Article, Fetcher, Limits, Options, Problem
    from newsgraph.briefing import Briefing
    from newsgraph.evidence import Account, Case, Entry, Side
    from newsgraph.exporting.restoring import UnreadableGraphError
    from newsgraph.importing import import_
    from newsgraph.judgements import Contest, Judgements
    from newsgraph.knowledge_graph import KnowledgeGraph, build, load
    from newsgraph.known_file import UnreadableListError
    from newsgraph.pipeline import NothingUsableError, Progress, extract, read
    from newsgraph.questions import Finding, Findings, QuestionError, UnclearNameError
    from newsgraph.rdf.query import Answer, QueryError, ready_questions
    from newsgraph.reader import Reader
    from newsgraph.record import Record
    from newsgraph.resolution.known_entities import KnownEntity
    from newsgraph.resolution.reasons import Reason

_HOMES = {
    "Account": "newsgraph.evidence",
    "Answer": "newsgraph.rdf.query",
    "Article": "newsgraph.articles",
    "Briefing": "newsgraph.briefing",
    "Case": "newsgraph.evidence",
    "Entry": "newsgraph.evidence",
    "Fetcher": "newsgraph.articles",
    "Finding": "newsgraph.questions",
    "Findings": "newsgraph.questions",
    "Contest": "newsgraph.judgements",
    "Judgements": "newsgraph.judgements",
    "KnowledgeGraph": "newsgraph.knowledge_graph",
    "KnownEntity": "newsgraph.resolution.known_entities",
    "Limits": "newsgraph.articles",
    "NothingUsableError": "newsgraph.pipeline",
    "Options": "newsgraph.articles",
    "Problem": "newsgraph.articles",
    "Progress": "newsgraph.pipeline",
    "QueryError": "newsgraph.rdf.query",
    "QuestionError": "newsgraph.questions",
    "Reader": "newsgraph.reader",
    "Reason": "newsgraph.resolution.reasons",
    "Record": "newsgraph.record",
    "Side": "newsgraph.evidence",
    "UnclearNameError": "newsgraph.questions",
    "UnreadableListError": "newsgraph.known_file",
    "UnreadableGraphError": "newsgraph.exporting.restoring",
    "build": "newsgraph.knowledge_graph",
    "extract": "newsgraph.pipeline",
    "import_": "newsgraph.importing",
    "load": "newsgraph.knowledge_graph",
    "read": "newsgraph.pipeline",
    "ready_questions": "newsgraph.rdf.query",
}

__all__ = [
    "Account",
    "Answer",
    "Article",
    "Briefing",
    "Case",
    "Contest",
    "Entry",
    "Fetcher",
    "Finding",
    "Findings",
    "Judgements",
    "KnowledgeGraph",
    "KnownEntity",
    "Limits",
    "NothingUsableError",
    "Options",
    "Problem",
    "Progress",
    "QueryError",
    "QuestionError",
    "Reader",
    "Reason",
    "Record",
    "Side",
    "UnclearNameError",
    "UnreadableGraphError",
    "UnreadableListError",
    "build",
    "extract",
    "import_",
    "load",
    "read",
    "ready_questions",
]


def __dir__() -> list[str]:
    return __all__


def __getattr__(name: str) -> object:
    """Import a public name from where it lives."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
