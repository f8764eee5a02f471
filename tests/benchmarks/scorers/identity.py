"""Is one thing one node, over many articles, and are different things different nodes?

DATA/gold.json lists things that several articles of a real archive name, and every place where an article names one:
{"things": {THING: {"type": "person"|"organization"|"group"|"place"}}, "mentions": {ARTICLE: [[start, end, THING],
...]}} Offsets are characters of the article's text. Every mention listed is a name (no
pronoun, no description); a mention within a longer name of another thing ("New York" in "New York Times") is not
listed.

For each listed mention, its node is that of the graph's mention that overlaps it most (nif:beginIndex, nif:endIndex,
itsrdf:taIdentRef); one that the graph has not is a node of its own.

    b3        the f1 of B-cubed (Bagga and Baldwin 1998) over the listed mentions, precision and recall beside it
    share     of each thing's mentions, those in its main node (the one with most of them); the mean over things
    pure      of the listed mentions in a thing's main node, those of the thing; the mean over things
    found     listed mentions that the graph has at all
    typed     things whose main node has the right type
"""

from collections import Counter, defaultdict
from pathlib import Path

import pyoxigraph as ox

from .common import Figures, article_of, harmonic, load_graph, read_gold

NG = "https://w3id.org/newsgraph#"
IDENT = ox.NamedNode("http://www.w3.org/2005/11/its/rdf#taIdentRef")
TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
CLASSES = {"person": "Person", "organization": "Organization", "group": "Group", "place": "Place"}


def graph_mentions(store):
    """Article id -> [(start, end, node)]."""
    found = defaultdict(list)
    for quad in store.quads_for_pattern(None, IDENT, None, None):
        head, _, characters = quad.subject.value.partition("#char=")
        start, _, end = characters.partition(",")
        found[article_of(head)].append((int(start), int(end), quad.object.value))
    return found


def node_of(mentions, start, end):
    best = max(mentions, key=lambda one: (min(end, one[1]) - max(start, one[0]), one[0] - one[1]), default=None)
    return best[2] if best and min(end, best[1]) > max(start, best[0]) else None


def matched(gold, mentions):
    """The (thing, node) of each mention listed, and how many of them the graph has not."""
    pairs, missing = [], 0
    for article, listed in gold["mentions"].items():
        here = mentions.get(article, [])
        for start, end, thing in listed:
            node = node_of(here, start, end)
            missing += node is None
            pairs.append((thing, node or f"none:{article}:{start}"))
    return pairs, missing


def values(store, node, predicate):
    """What the graph says of a node; nothing of one that it has not."""
    if node.startswith("none:"):
        return []
    return [quad.object.value for quad in store.quads_for_pattern(ox.NamedNode(node), predicate, None, None)]


def score(data: Path, graph: Path, misses: int = 0) -> Figures:
    """Print the things that are torn or mixed most if asked for, and return the figures."""
    gold, store = read_gold(data), load_graph(graph)
    pairs, missing = matched(gold, graph_mentions(store))
    both, things, nodes = Counter(pairs), Counter(t for t, _ in pairs), Counter(n for _, n in pairs)
    precision = sum(count * count / nodes[node] for (_, node), count in both.items()) / len(pairs)
    recall = sum(count * count / things[thing] for (thing, _), count in both.items()) / len(pairs)
    main_node = {thing: node for (thing, node), _ in sorted(both.items(), key=lambda one: (one[1], one[0]))}
    share = {thing: both[thing, node] / things[thing] for thing, node in main_node.items()}
    pure = {thing: both[thing, node] / nodes[node] for thing, node in main_node.items()}
    typed = sum(
        NG + CLASSES[gold["things"][thing]["type"]] in values(store, node, TYPE) for thing, node in main_node.items()
    )
    for thing in sorted(share, key=lambda one: (share[one] * pure[one], one))[:misses]:
        parts = ", ".join(
            f"{count} {'not found' if node.startswith('none:') else values(store, node, LABEL)[0] + f' <{node}>'}"
            for (one, node), count in both.most_common()
            if one == thing
        )
        print(f"{thing}: {things[thing]} mentions, share {share[thing]:.2f}, pure {pure[thing]:.2f}: {parts[:600]}")
    return {
        "b3": harmonic(precision, recall),
        "precision": precision,
        "recall": recall,
        "share": sum(share.values()) / len(share),
        "pure": sum(pure.values()) / len(pure),
        "found": 1 - missing / len(pairs),
        "typed": typed / len(share),
    }
