"""What the page knows: the network as tables that refer to each other by place.

What the page has no use for is left out; how it stands there is told by `tables.py`.
"""

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from textwrap import shorten
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from newsgraph.wording import marked

if TYPE_CHECKING:
    import networkx as nx

Row = dict[str, Any]
_OPENING = 60  # characters of an article without a title that stand for one
_FIELDS = (
    *("names", "roles", "nationalities"),
    *("geonames", "country", "place_kind", "latitude", "longitude", "roughly"),
    *("time", "reported"),
)


@dataclass(slots=True)
class Content:
    """Tables; a row leaves out what is empty. Offsets count code points in the sentence.

    - articles: iri, title (or opening, its first words, where it has none), date, url, publisher, reprint_of (the
      article whose report it prints), also (the articles that print its report);
    - sentences: article, begin (in the article), text;
    - things (actors, places, events and whatever else is spoken of): iri, kind ("person", "organization", "group",
      "place", "event" or "topic"), label, caption (the label cut to the size of a picture), what the network knows of
      it, about (the statements that speak of it), parts (of an event: [thing, role]), seen ([sentence, begin, end]);
    - statements: subject, object or text, relation, told (the relation in the sentence's words, with what these don't
      show: "denied: paid"), clause (all of it as a reader reads it; not in the page), arguments (in words), also (what
      else it says something of: actors, places and events that are its arguments or named within its object or
      arguments), within (all that are named within it), confidence (per cent), unsure (whether it is shown only when
      asked for), doubts (why it is unsure), voice, polarity, modality,
      since, until, by, cue, quoted, event, contradicts (statements), ways (the kind of each of these contradictions),
      possibly (those that are only possibly contested), denies (those that it denies), sentence, words (where the
      sentence has the statement's own words: [begin, end]);
    - within: [place, place that it lies in].

    `sure` is the confidence in per cent from which on a statement is shown at first; `place_of` has the place of each
    thing and statement by its IRI, and is no part of the page.
    """

    articles: list[Row] = field(default_factory=list)
    sentences: list[Row] = field(default_factory=list)
    things: list[Row] = field(default_factory=list)
    statements: list[Row] = field(default_factory=list)
    within: list[tuple[int, int]] = field(default_factory=list)
    sure: float = 0
    place_of: dict[str, int] = field(default_factory=dict)


def content(network: "nx.MultiDiGraph[str]") -> Content:
    """The tables of a network as `newsgraph.rdf.network.network` makes it."""
    return _Tables(network).content


class _Tables:
    def __init__(self, network: "nx.MultiDiGraph[str]") -> None:
        self.network = network
        self.content = Content(sure=_per_cent(network.graph.get("min_confidence", 0)))
        self.articles = {iri: place for place, iri in enumerate(network.graph["articles"])}
        self.reprints: dict[str, list[int]] = defaultdict(list)
        for iri, row in network.graph["articles"].items():
            if row["reprint_of"]:
                self.reprints[row["reprint_of"]].append(self.articles[iri])
        self.content.articles = [self._article(iri, row) for iri, row in network.graph["articles"].items()]
        self.sentences = {iri: place for place, iri in enumerate(network.graph["sentences"])}
        self.mentions: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
        for thing, mentions in network.graph["mentions"].items():
            for article, begin, end in mentions:
                self.mentions[thing, article].append((begin, end))
        for sentence in network.graph["sentences"].values():
            row = {"article": self.articles[sentence["article"]], "begin": sentence["begin"], "text": sentence["text"]}
            self.content.sentences.append(row)
        named = [(iri, node) for iri, node in network.nodes(data=True) if node["kind"] != "text"]
        self.things = {iri: place for place, (iri, _) in enumerate(named)}
        self.content.things = [self._thing(iri, node) for iri, node in named]
        edges = statements_in_order(network)
        self.statements = {data["statement"]: place for place, (*_, data) in enumerate(edges)}
        self.content.statements = [self._statement(*edge) for edge in edges]
        self.content.place_of = {**self.things, **self.statements}
        self._parts()
        self._seen()
        self._about()

    def _article(self, iri: str, article: Row) -> Row:
        """An article; one that goes by its own name in the graph, as it has no title, goes by its first words here."""
        row = {"iri": iri, **article, "reprint_of": self.articles.get(article["reprint_of"]), "text": ""}
        row["also"] = self.reprints.get(iri, [])
        if not article["title"] or unquote(iri).endswith((f":{article['title']}", f"/{article['title']}")):
            of_it = (row for row in self.network.graph["sentences"].values() if row["article"] == iri)
            first = min(of_it, key=lambda sentence: sentence["begin"], default=None)
            if first is not None:
                row |= {"title": "", "opening": shorten(first["text"], _OPENING, placeholder=" …")}
        return _filled(row)

    def _thing(self, iri: str, node: Row) -> Row:
        kind = node["type"] if node["kind"] in ("actor", "place") else node["kind"]
        row = {"iri": iri, "kind": kind, "label": node["label"], "caption": caption(node["label"])}
        row |= {name: node[name] for name in _FIELDS if name in node}
        if node["kind"] == "event":
            row["type"] = node["type"]
        row["articles"] = [self.articles[article] for article in node["articles"]]
        return _filled(row)

    def _statement(self, subject: str, object_: str, data: Row) -> Row:
        row = {name: data[name] for name in ("relation", "voice", "polarity", "modality", "cue", "quoted")}
        row |= {"told": told(data), "clause": data["text"], "arguments": list(data["arguments"])}
        row["doubts"] = [] if data["sure"] else list(data["doubts"])
        row |= {"confidence": _per_cent(data["confidence"]), "unsure": not data["sure"]}
        row["also"] = [self.things[iri] for iri in data["argument_values"] if iri in self.things]
        row["within"] = [self.things[iri] for iri in data["mentions"] if iri in self.things]
        row["also"] += [self.things[iri] for iri in data["mentions"] if iri in self.things and self._told_of(iri, data)]
        row |= {"since": data["valid_from"], "until": data["valid_until"]}
        row["subject"] = self.things[subject]
        if object_ in self.things:
            row["object"] = self.things[object_]
        else:
            row["text"] = data["object"]
        if data["said_by"] in self.things:
            row["by"] = self.things[data["said_by"]]
        if data["event"] in self.things:
            row["event"] = self.things[data["event"]]
        ties = zip(data["contradicts"], data["contradiction_kinds"], data["contradiction_tiers"], strict=True)
        known = [(self.statements[iri], kind, tier) for iri, kind, tier in ties if iri in self.statements]
        row["contradicts"] = [other for other, _, _ in known]
        row["ways"] = [kind for _, kind, _ in known]
        row["possibly"] = [other for other, _, tier in known if tier != "contested"]
        row["denies"] = [self.statements[iri] for iri in data["denies"] if iri in self.statements]
        row["sentence"] = self.sentences[f"{data['article']}#char={data['begin']},{data['end']}"]
        row["words"] = self._words(subject, object_, data)
        return _filled(row)

    def _told_of(self, iri: str, data: Row) -> bool:
        """Whether a name of what a statement mentions stands in what it says of its subject."""
        node, said = self.network.nodes[iri], " ".join([data["object"], *data["arguments"]])
        return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", said) for name in (node["label"], *node["names"]))

    def _words(self, subject: str, object_: str, data: Row) -> list[tuple[int, int]]:
        """Where the sentence names who and what the statement is about."""
        found = []
        for thing in (subject, object_, data["event"], *data["argument_values"], *data["mentions"]):
            inside = [
                (begin - data["begin"], end - data["begin"])
                for begin, end in self.mentions.get((thing, data["article"]), ())
                if data["begin"] <= begin and end <= data["end"]
            ]
            if not inside and thing in self.network:
                words = data["object"] if thing == object_ else self.network.nodes[thing]["label"]
                start = data["sentence"].find(words) if words else -1
                inside = [(start, start + len(words))] if start >= 0 else []
            found += inside
        return merged(found)

    def _parts(self) -> None:
        for source, target, data in self.network.edges(data=True):
            if data["kind"] in ("role", "place"):
                parts = self.content.things[self.things[source]].setdefault("parts", [])
                parts.append((self.things[target], data["relation"]))
            elif data["kind"] == "containment":
                self.content.within.append((self.things[source], self.things[target]))

    def _seen(self) -> None:
        """Which of the sentences name a thing, and where."""
        starts: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
        for place, sentence in enumerate(self.content.sentences):
            starts[sentence["article"]].append((sentence["begin"], sentence["begin"] + len(sentence["text"]), place))
        for (thing, article), mentions in self.mentions.items():
            if thing not in self.things:
                continue
            sentences = starts[self.articles[article]]
            seen = [
                (place, begin - first, end - first)
                for first, last, place in sentences
                for begin, end in mentions
                if first <= begin and end <= last
            ]
            self.content.things[self.things[thing]].setdefault("seen", []).extend(seen)

    def _about(self) -> None:
        about: dict[int, set[int]] = defaultdict(set)
        for place, row in enumerate(self.content.statements):
            event = row.get("event")
            for thing in (row["subject"], row.get("object"), event, *row.get("also", ()), *row.get("within", ())):
                if thing is not None:
                    about[thing].add(place)
            if event is not None:
                for thing, _ in self.content.things[event].get("parts", ()):
                    about[thing].add(place)
        for thing, statements in about.items():
            self.content.things[thing]["about"] = sorted(statements)


def statements_in_order(network: "nx.MultiDiGraph[str]") -> list[tuple[str, str, Row]]:
    """The statements as they stand in their table: subject, object, and what the network knows of each."""
    edges = [edge for edge in network.edges(data=True) if edge[2]["kind"] == "statement"]
    return sorted(edges, key=lambda edge: (edge[2]["article"], edge[2]["begin"], edge[2]["statement"]))


def told(statement: Row) -> str:
    """The relation of a statement in its sentence's words, with what these don't show of it: "denied: paid"."""
    return marked(statement["marks"], statement["relation_text"] or statement["relation"])


def _per_cent(confidence: float) -> float:
    return round(100 * confidence, 1)


def caption(label: str, width: int = 22, lines: int = 3) -> str:
    """A label cut to lines of at most `width` characters; what can't be seen, or turns text around, is left out."""
    visible = "".join(" " if c.isspace() else c for c in label if c.isspace() or unicodedata.category(c)[0] != "C")
    rows: list[str] = []
    for word in visible.split():
        if rows and len(rows[-1]) + 1 + len(word) <= width:
            rows[-1] += f" {word}"
        elif len(word) > width:
            rows.append(word[: width - 1] + "…")
        else:
            rows.append(word)
        if len(rows) > lines:
            return "\n".join([*rows[: lines - 1], rows[lines - 1][: width - 1].rstrip("…") + "…"])
    return "\n".join(rows) or "?"


def merged(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges in order, those that touch or overlap made one."""
    found: list[tuple[int, int]] = []
    for begin, end in sorted(ranges):
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((begin, end))
    return found


def _filled(row: Row) -> Row:
    return {name: value for name, value in row.items() if value or (value == 0 and value is not False)}
