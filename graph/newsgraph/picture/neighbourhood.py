"""A part of the network: what is around one thing."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx


def neighbourhood(network: "nx.MultiDiGraph[str]", around: str, steps: int) -> "nx.MultiDiGraph[str]":
    """All within some steps of a node, whichever way the edges point, with the sentences and articles it is read from.

    Which place lies in which is no step: by way of its country, everything would be around everything.

    Args:
        network: as `newsgraph.rdf.network.network` makes it.
        around: the node's IRI.
        steps: how many edges away, at most.
    """
    import networkx as nx

    ways = nx.Graph((one, other) for one, other, data in network.edges(data=True) if data["kind"] != "containment")
    ways.add_node(around)
    near = set(nx.ego_graph(ways, around, radius=steps))
    part = network.copy()  # less the others, not a subgraph: that would be in the order of a set
    part.remove_nodes_from([node for node in network if node not in near])
    mentions = {thing: found for thing, found in network.graph["mentions"].items() if thing in near}
    places = {place for found in mentions.values() for place in found}
    places |= {
        (data["article"], data["begin"], data["end"]) for *_, data in part.edges(data=True) if "sentence" in data
    }
    by_article: dict[str, list[tuple[int, int]]] = {}
    for article, begin, end in places:
        by_article.setdefault(article, []).append((begin, end))
    sentences = {
        iri: row
        for iri, row in network.graph["sentences"].items()
        if any(row["begin"] <= begin and end <= row["end"] for begin, end in by_article.get(row["article"], ()))
    }
    articles = {row["article"] for row in sentences.values()} | {article for article, *_ in places}
    articles |= {article for _, named in part.nodes(data="articles") for article in named}
    known = {iri: row for iri, row in network.graph["articles"].items() if iri in articles}
    part.graph = {**network.graph, "articles": known, "sentences": sentences, "mentions": mentions}
    return part
