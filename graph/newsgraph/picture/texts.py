"""The words that the page needs only now and then: whole articles, and what statements are called."""

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from newsgraph.picture.content import statements_in_order
from newsgraph.picture.tables import columns

if TYPE_CHECKING:
    import networkx as nx


def texts(network: "nx.MultiDiGraph[str]") -> dict[str, Any]:
    """The block of words, in the order of the tables of `newsgraph.picture.content.Content`.

    - articles: for each its text in parts: the place of a sentence in the table of sentences, which has its words, or
      the words between sentences;
    - statements: id (the last part of its IRI, after "#statement-") of each, by column.
    """
    sentences: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for place, row in enumerate(network.graph["sentences"].values()):
        sentences[row["article"]].append((row["begin"], row["end"], place))
    statements = [{"id": data["statement"].rpartition("#statement-")[2]} for *_, data in statements_in_order(network)]
    articles = [_parts(row["text"], sentences[iri]) for iri, row in network.graph["articles"].items()]
    return {"articles": articles, "statements": columns(statements)}


def _parts(text: str, sentences: list[tuple[int, int, int]]) -> list[int | str]:
    """A text in parts; of sentences that overlap, the first."""
    parts: list[int | str] = []
    last = 0
    for begin, end, place in sorted(sentences):
        if begin < last:
            continue
        if begin > last and text:
            parts.append(text[last:begin])
        parts.append(place)
        last = end
    return [*parts, text[last:]] if text[last:] else parts
