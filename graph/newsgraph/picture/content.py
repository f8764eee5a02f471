"""What the page knows: the network as tables that refer to each other by place.

What the page has no use for is left out; how it stands there is told by `tables.py`.
"""

import unicodedata
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from operator import itemgetter
from textwrap import shorten
from typing import Any
from urllib.parse import unquote

from newsgraph.rdf.tables import Article, ArticleTable, Statement, Tables
from newsgraph.wording import marked, marks_of

Row = dict[str, Any]
_OPENING = 60  # characters of an article without a title that stand for one
_FIELDS = (
    *("roles", "nationalities"),
    *("geonames", "country", "place_kind", "latitude", "longitude", "roughly"),
)


@dataclass(slots=True)
class Content:
    """Tables; a row leaves out what is empty. Offsets count code points in the sentence.

    - articles: iri, title (or opening, its first words, where it has none), date, url, publisher, reprint_of (the
      article whose report it prints), also (the articles that print its report);
    - sentences: article, begin (in the article), text;
    - things (actors, places, events and whatever else is spoken of): iri, kind ("person", "organization", "group",
      "place", "event" or "topic"), label, what the network knows of
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


def content(tables: Tables) -> Content:
    """The page's tables from those of a graph."""
    return _Rows(tables).content


class _Rows:
    def __init__(self, tables: Tables) -> None:
        self.tables, self.shared = tables, tables.shared
        self.content = Content(sure=_per_cent(self.shared.min_confidence))
        self.articles = {iri: place for place, iri in enumerate(self.shared.articles)}
        self.reprints: dict[str, list[int]] = defaultdict(list)
        for iri, article in self.shared.articles.items():
            if article.reprint_of:
                self.reprints[article.reprint_of].append(self.articles[iri])
        told_in = {table.iri: table for table in tables.articles}
        self.content.articles = [self._article(iri, row, told_in.get(iri)) for iri, row in self.shared.articles.items()]
        self.sentences = self._sentences()
        self.labels = tables.labels
        self.things = {iri: place for place, iri in enumerate(sorted(self.labels))}
        self.content.things = [self._thing(iri) for iri in self.things]
        ordered = [one for table in tables.articles for one in in_order(table.statements)]
        self.statements = {one.iri: place for place, one in enumerate(ordered)}
        self.content.place_of = {**self.things, **self.statements}
        self._parts()
        for table in tables.articles:
            mentions: dict[str, list[tuple[int, int]]] = defaultdict(list)
            for thing, begin, end in table.mentions:
                mentions[thing].append((begin, end))
            self.content.statements += [self._statement(one, mentions) for one in in_order(table.statements)]
            self._seen(table, mentions)
        self._about()

    def _article(self, iri: str, article: Article, table: ArticleTable | None) -> Row:
        """An article; one that goes by its own name in the graph, as it has no title, goes by its first words here."""
        row: Row = {"iri": iri, "title": article.label, "date": article.date, "url": article.url}
        row |= {"publisher": article.publisher, "reprint_of": self.articles.get(article.reprint_of)}
        row["also"] = self.reprints.get(iri, [])
        if not article.label or unquote(iri).endswith((f":{article.label}", f"/{article.label}")):
            sentences = table.sentences.values() if table else ()
            first = min(sentences, key=lambda sentence: sentence[0], default=None)
            if first is not None:
                words = " ".join(first[2].split())[: 2 * _OPENING]  # no more can count
                row |= {"title": "", "opening": shorten(words, _OPENING, placeholder=" …")}
        return _filled(row)

    def _sentences(self) -> dict[str, int]:
        """The table of sentences, and where each stands in it."""
        rows = {
            iri: {"article": self.articles[table.iri], "begin": begin, "text": text}
            for table in self.tables.articles
            for iri, (begin, _, text) in table.sentences.items()
        }
        self.content.sentences = [rows[iri] for iri in sorted(rows)]
        return {iri: place for place, iri in enumerate(sorted(rows))}

    def _thing(self, iri: str) -> Row:
        entity, event = self.shared.entities.get(iri), self.shared.events.get(iri)
        articles = sorted(map(self.articles.__getitem__, self.tables.articles_of.get(iri, ())))
        row: Row = {"iri": iri, "kind": "topic", "label": self.labels[iri], "articles": articles}
        if entity is not None:
            row["names"] = entity.names
            if not entity.generic:
                row["kind"] = entity.type
                row |= {name: getattr(entity, name) for name in _FIELDS}
        elif event is not None:
            reported = self.tables.reported.get(iri)
            row |= {"kind": "event", "names": event.names, "time": event.time, "reported": reported, "type": event.type}
        return _filled(row)

    def _statement(self, one: Statement, mentions: Mapping[str, list[tuple[int, int]]]) -> Row:
        things, object_ = self.things, self.labels.get(one.object, one.words)
        relation, sure = self.shared.relations.get(one.predicate, ""), one.confidence >= self.shared.min_confidence
        arguments = [argument.text for argument in one.arguments]
        also = [things[argument.value] for argument in one.arguments if argument.value in things]
        named = [iri for iri in one.mentions if iri in things]
        if named:
            said = " ".join([object_, *arguments])
            also += [things[iri] for iri in named if self._is_told_of(iri, said)]
        row: Row = {
            "relation": relation,
            "voice": one.voice,
            "polarity": one.polarity,
            "modality": one.modality,
            "cue": one.cue,
            "quoted": one.quoted,
            "told": marked(marks_of(one.text), one.relation_text or relation),
            "clause": one.text,
            "arguments": arguments,
            "doubts": () if sure else one.doubts,
            "confidence": _per_cent(one.confidence),
            "unsure": not sure,
            "also": also,
            "within": [things[iri] for iri in named],
            "since": one.valid_from,
            "until": one.valid_until,
            "subject": things[one.subject],
            "object": things.get(one.object),
            "text": "" if one.object in things else object_,
            "by": things.get(one.said_by),
            "event": things.get(one.event),
            "sentence": self.sentences[one.evidence],
            "words": self._words(one, object_, mentions),
        }
        return _filled(row | self._contradictions(one.iri))

    def _contradictions(self, iri: str) -> Row:
        """What a statement contradicts, how, and how surely."""
        others = self.shared.contradicts.get(iri)
        if not others:
            return {}
        known = [(self.statements[one], *self.tables.tie(iri, one)) for one in others if one in self.statements]
        return {
            "contradicts": [other for other, _, _ in known],
            "ways": [kind for _, kind, _ in known],
            "possibly": [other for other, _, tier in known if tier != "contested"],
            "denies": [self.statements[one] for one in self.shared.denies.get(iri, ()) if one in self.statements],
        }

    def _is_told_of(self, iri: str, said: str) -> bool:
        """Whether a name of what a statement mentions stands in what it says of its subject."""
        named = self.shared.entities.get(iri) or self.shared.events.get(iri)
        return any(has_words(said, name) for name in (self.labels[iri], *(named.names if named else ())))

    def _words(
        self, one: Statement, object_: str, mentions: Mapping[str, list[tuple[int, int]]]
    ) -> list[tuple[int, int]]:
        """Where the sentence names who and what the statement is about."""
        found: list[tuple[int, int]] = []
        first, last = one.begin, one.end
        sentence = self.content.sentences[self.sentences[one.evidence]]["text"]
        named = [one.subject, one.object, one.event, *(each.value for each in one.arguments), *one.mentions]
        for at, thing in enumerate(named):
            places = mentions.get(thing)
            inside = places and [
                (begin - first, end - first) for begin, end in places if first <= begin and end <= last
            ]
            if inside:
                found += inside
                continue
            words = object_ if at == 1 else self.labels.get(thing)
            start = sentence.find(words) if words else -1
            if words and start >= 0:
                found.append((start, start + len(words)))
        return merged(found)

    def _parts(self) -> None:
        """Who and what has which part in each event, and which place lies in which.

        In the order of the events; for each those first of whom it is said something by statements.
        """
        objects: dict[str, dict[str, None]] = defaultdict(dict)
        told = (one for table in self.tables.articles for one in table.statements if one.subject in self.shared.events)
        for one in sorted(told, key=lambda one: one.iri):
            objects[one.subject][one.object] = None
        for iri, event in self.shared.events.items():
            parts = sorted({*event.parts, *(("place", place) for place in event.places)}, key=_by_thing)
            first = objects.get(iri, {})
            ranks = {thing: rank for rank, thing in enumerate(dict.fromkeys([*first, *(thing for _, thing in parts)]))}
            parts.sort(key=lambda part: ranks[part[1]])
            known = [(self.things[thing], role) for role, thing in parts if thing in self.things]
            if known:
                self.content.things[self.things[iri]]["parts"] = known
        for iri, entity in self.shared.entities.items():
            inside = ((self.things[iri], self.things[place]) for place in entity.contained_in if place in self.things)
            self.content.within += inside

    def _seen(self, table: ArticleTable, mentions: Mapping[str, list[tuple[int, int]]]) -> None:
        """Which of an article's sentences name a thing, and where."""
        spans = sorted((begin, end, self.sentences[iri]) for iri, (begin, end, _) in table.sentences.items())
        starts = [begin for begin, _, _ in spans]
        overlap = any(end > after for (_, end, _), after in zip(spans, starts[1:], strict=False))
        longest = max((end - begin for begin, end, _ in spans), default=0)
        for thing, places in mentions.items():
            at = self.things.get(thing)
            if at is None:
                continue
            seen = []
            for begin, end in places:
                after = bisect_right(starts, begin)
                before = bisect_left(starts, end - longest) if overlap else max(after - 1, 0)
                seen += [
                    (place, begin - first, end - first) for first, last, place in spans[before:after] if end <= last
                ]
            seen.sort(key=itemgetter(0))
            self.content.things[at].setdefault("seen", []).extend(seen)

    def _about(self) -> None:
        about: list[list[int]] = [[] for _ in self.content.things]
        parts = [[thing for thing, _ in row.get("parts", ())] for row in self.content.things]
        for place, row in enumerate(self.content.statements):
            event = row.get("event")
            said_of = {row["subject"], row.get("object"), event, *row.get("also", ()), *row.get("within", ())}
            if event is not None:
                said_of.update(parts[event])
            for thing in said_of - {None}:
                about[thing].append(place)
        for row, statements in zip(self.content.things, about, strict=True):
            if statements:
                row["about"] = statements


def in_order(statements: Iterable[Statement]) -> list[Statement]:
    """The statements of an article as they stand in the page's table."""
    return sorted(statements, key=lambda one: (one.begin, one.iri))


def has_words(text: str, words: str) -> bool:
    """Whether some words stand in a text, not as part of longer ones."""
    at = text.find(words)
    while at >= 0:
        end = at + len(words)
        if not (at and _is_letter(text[at - 1])) and not (end < len(text) and _is_letter(text[end])):
            return True
        at = text.find(words, at + 1)
    return False


def _is_letter(character: str) -> bool:
    return character.isalnum() or character == "_"


def _by_thing(part: tuple[str, str]) -> tuple[str, str, str]:
    """The order of an event's parts: by thing, then by kind and name."""
    role, thing = part
    return thing, "place" if role == "place" else "role", role


def _per_cent(confidence: float) -> float:
    return round(100 * confidence, 1)


def caption(label: str, width: int = 22, lines: int = 3) -> str:
    """A label cut to lines of at most `width` characters; what can't be seen, or turns text around, is left out."""
    visible = label
    if not label.isascii() or not label.isprintable():
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
