"""Is what several articles report one event in the graph, and are different events different nodes?

DATA/gold.json lists, for stories of the set "contested", the events that matter and all words that tell of each:
{STORY: [[[ARTICLE, start, end], ...], ...]}. Offsets are characters of the article's text; the words are the main verb
or the noun.

For each listed mention, its node is that of the graph's event mention that overlaps it (nif:beginIndex, nif:endIndex,
itsrdf:taIdentRef); one that the graph has not is a node of its own.

    b3        the f1 of B-cubed (Bagga and Baldwin 1998) over the listed mentions, precision and recall beside it
    found     listed mentions that the graph has at all
"""

from collections import Counter
from pathlib import Path

from .common import Figures, harmonic, load_graph, read_gold
from .identity import graph_mentions, node_of


def event_mentions(graph: Path):
    """Article id -> [(start, end, event node)]."""
    mentions = graph_mentions(load_graph(graph))
    return {article: [one for one in found if ":event:" in one[2]] for article, found in mentions.items()}


def matched(story, events, mentions):
    """The (event, node) of each mention listed of a story."""
    for number, told in enumerate(events):
        for article, start, end in told:
            node = node_of(mentions.get(article, []), start, end)
            yield (story, number), node and (story, node)


def score(data: Path, graphs: Path, misses: int = 0) -> Figures:
    """Print the events that are torn most if asked for, and return the figures."""
    found = [
        pair
        for story, events in read_gold(data).items()
        for pair in matched(story, events, event_mentions(graphs / f"{story}.trig"))
    ]
    pairs = [(event, node or f"none:{number}") for number, (event, node) in enumerate(found)]
    both, events, nodes = Counter(pairs), Counter(event for event, _ in pairs), Counter(node for _, node in pairs)
    precision = sum(count * count / nodes[node] for (_, node), count in both.items()) / len(pairs)
    recall = sum(count * count / events[event] for (event, _), count in both.items()) / len(pairs)
    torn = Counter(event for event, _ in both)
    for event, parts in torn.most_common(misses):
        print(f"{event}: {events[event]} mentions in {parts} nodes")
    return {
        "b3": harmonic(precision, recall),
        "precision": precision,
        "recall": recall,
        "found": sum(node is not None for _, node in found) / len(found),
    }
