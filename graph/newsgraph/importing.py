"""A graph that comes back from a file, into a folder as a build makes it."""

from pathlib import Path
from typing import TYPE_CHECKING

from newsgraph.knowledge_graph import KnowledgeGraph
from newsgraph.workspace import Workspace

if TYPE_CHECKING:
    from newsgraph.rdf.validation import Report

_FORMS = {"trig": "trig", "ttl": "turtle"}


def import_(path: Path | str, output: Path | str | None = None) -> tuple[KnowledgeGraph, "Report"]:
    """Restore a graph from an RDF file: TriG, N-Quads, Turtle, N-Triples, JSON-LD or RDF/XML, also `.gz`.

    Args:
        path: the file; TriG, N-Quads and JSON-LD keep apart what each article says.
        output: a folder for the store, the files to share and the picture, which replace those there all at once; None:
            memory only.

    Returns:
        The graph, and what in it breaks the rules of the graph model: such a graph is restored as it is, but other
        commands may not understand it; it has no picture where none can be drawn.

    Raises:
        UnreadableGraphError: it is no RDF.
        OSError: it can't be read, or the folder can't be written.
    """
    from newsgraph.rdf import store

    graph = KnowledgeGraph.load(path)
    report = graph.validate()
    if output is None:
        return graph, report
    workspace = Workspace(output)
    workspace.prepare()
    picture = _picture(graph, strict=report.conforms)
    with workspace.locked(), workspace.replace() as write:
        for suffix, form in _FORMS.items():
            write(workspace.shared[suffix], graph.export(form))
        if picture is not None:
            write(workspace.shared["html"], picture)
        store.write(graph.store, workspace.store)
        workspace.last_build_file.unlink(missing_ok=True)  # what lies here is no longer what that build made
    if picture is None:
        workspace.shared["html"].unlink(missing_ok=True)
    return graph, report


def _picture(graph: KnowledgeGraph, *, strict: bool) -> bytes | None:
    """The picture; null where a graph that breaks the graph model has none."""
    try:
        return graph.draw().encode()
    except (ValueError, LookupError, TypeError, AttributeError, StopIteration):
        if strict:
            raise
        return None
