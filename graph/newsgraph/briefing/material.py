"""What a briefing is made from: the statements within its scope, with what speaks for telling each."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from textwrap import shorten
from urllib.parse import unquote

from newsgraph.briefing.model import Headline, Line, Reference
from newsgraph.briefing.reading import Article, Known, Statement
from newsgraph.briefing.standalone import content_words, sentence, standalone
from newsgraph.resolution.periods import Period, period

HIDDEN = "an unnamed source"
_HALF = 900  # after so many characters a sentence tells half as much of what an article is about as its first
_MANY = 50  # mentions; more don't make anything more prominent
_ALL_NAMED = 40  # articles
_OPENING = 80  # characters of an article without a title that stand for one


@dataclass(frozen=True, slots=True)
class Scope:
    """Which statements a briefing is made from.

    Args:
        around: the IRI of what it is about; empty: everything.
        days: from when to when; null: whenever.
    """

    around: str = ""
    days: Period | None = None


@dataclass(frozen=True)
class Told:
    """A statement, and how well it stands by itself."""

    said: Statement
    standing: float

    @cached_property
    def words(self) -> frozenset[str]:
        """The words that carry its sense."""
        return content_words(self.said.text)

    @property
    def source(self) -> str:
        """Who says so; empty where the article itself does."""
        return self.said.source_label or (HIDDEN if self.said.cue else "")

    def resembles(self, other: "Told", least: float) -> bool:
        """Whether two say much the same: whether they share that part of the words of both (Jaccard's index)."""
        words, others = self.words, other.words
        one, two = len(words), len(others)
        if one < least * two or two < least * one:  # soonest seen
            return False
        shared = len(words & others)
        return shared >= least * ((one + two - shared) or 1)


class Material:
    """The statements within a scope, and footnotes to them.

    Args:
        known: what the graph says.
        scope: which statements count.
    """

    def __init__(self, known: Known, scope: Scope) -> None:
        self.known, self.scope = known, scope
        self.told = [_told(one) for one in known.statements if self._is_within(one)]
        told = {one.said.iri: one for one in self.told}
        within = {iri: one for iri, one in known.contradictory.items() if self._is_within(one)}
        self.contradictory = {iri: told.get(iri) or _told(one) for iri, one in within.items()}
        self._references: dict[tuple[str, int, int], Reference] = {}

    def _is_within(self, said: Statement) -> bool:
        around, days = self.scope.around, self.scope.days
        if around and around not in said.named and around not in self._parts(said.event):
            return False
        if days is None:
            return True
        times = period(self.time(said)), period(self.article(said).date[:10])
        return any(when is not None and when.overlaps(days) for when in times)

    def _parts(self, event: str) -> tuple[str, ...]:
        found = self.known.events.get(event)
        return (*found.actors, *found.places) if found else ()

    def article(self, said: Statement) -> Article:
        """The article of a statement."""
        return self.known.articles[said.article]

    def time(self, said: Statement) -> str:
        """When what a statement tells happens (EDTF); empty where that is not known."""
        event = self.known.events.get(said.event)
        return event.time if event else ""

    @cached_property
    def by_event(self) -> dict[str, list[Told]]:
        """The statements that tell of each event; each that tells of none by itself, by its own IRI."""
        found: dict[str, list[Told]] = defaultdict(list)
        for told in self.told:
            found[told.said.event or told.said.iri].append(told)
        return found

    def reports(self, articles: Iterable[str]) -> int:
        """How many reports some articles are: those that print one report are one."""
        return len({self.known.articles[one].first for one in articles if one in self.known.articles})

    def reports_of(self, iri: str) -> int:
        """How many reports, of those that the statements are from, mention an actor or a place."""
        mentions = self.known.entities[iri].mentions
        if len(mentions) == 1:
            return int(not self.articles.isdisjoint(mentions))
        return self.reports(self.articles.intersection(mentions))

    @cached_property
    def articles(self) -> frozenset[str]:
        """The articles that the statements are from."""
        return frozenset(told.said.article for told in self.told)

    @cached_property
    def publishers(self) -> frozenset[str]:
        """Those that print the articles, in lower case."""
        return frozenset(article.publisher.casefold() for article in self.known.articles.values()) - {""}

    def is_publisher(self, node: str) -> bool:
        """Whether a node is one of those that print the articles."""
        entity = self.known.entities.get(node)
        return entity is not None and entity.label.casefold() in self.publishers

    @cached_property
    def prominence(self) -> dict[str, float]:
        """How much of the articles speaks of an actor or a place, from 0 to 1 for the one of which most do."""
        counts = {}
        for iri, entity in self.known.entities.items():
            mentions = [number for article, number in entity.mentions.items() if article in self.articles]
            if mentions:
                counts[iri] = self.reports_of(iri) + min(sum(mentions), _MANY) / _MANY
        most = max(counts.values(), default=1)
        return {iri: count / most for iri, count in counts.items()}

    def concern(self, told: Told) -> float:
        """How prominent the most prominent is of those of whom a statement speaks; places count half."""
        named = ((iri, self.known.entities.get(iri)) for iri in told.said.named)
        found = (self.prominence.get(iri, 0) * (0.5 if one.type == "place" else 1) for iri, one in named if one)
        return max(found, default=0.0)

    def lead(self, told: Told) -> float:
        """How much of what its article is about a sentence tells by where it stands, up to 1 for the first.

        News tells the most important first (the inverted pyramid).
        """
        return _HALF / (_HALF + told.said.begin)

    @cached_property
    def _titles(self) -> dict[str, frozenset[str]]:
        return {iri: content_words(article.title) for iri, article in self.known.articles.items()}

    def headline(self, told: Told) -> float:
        """Which part of the words of its article's title a statement has, from 0 to 1."""
        title = self._titles[told.said.article]
        return len(title & told.words) / len(title) if title else 0.0

    def labels(self, nodes: Iterable[str]) -> tuple[str, ...]:
        """What some actors or places are called; those that are any of many are left out."""
        entities = self.known.entities
        return tuple(dict.fromkeys(entities[iri].label for iri in nodes if iri in entities))

    def line(self, told: Told, others: Iterable[Told] = ()) -> Line:
        """A statement as a line, with footnotes to its sentence and to those of others that tell the same."""
        said, others = told.said, tuple(others)
        event = self.known.events.get(said.event)
        return Line(
            statement=said.iri,
            text=sentence(said.text),
            source=told.source,
            voice=said.voice,
            modality=said.modality,
            date=self.time(said),
            reported=self.article(said).date[:10],
            place=next(iter(self.labels(event.places)), "") if event else "",
            people=self.labels(event.actors) if event else (),
            event=said.event,
            references=tuple(dict.fromkeys(self.reference(one.said) for one in (told, *others))),
            contested=said.iri in self.contradictory,
            articles=self.reports({said.article, *(other.said.article for other in others)}),
        )

    def reference(self, said: Statement) -> int:
        """The number of the footnote for a statement's sentence."""
        return self.footnote(said.article, said.begin, said.end, said.sentence)

    def footnote(self, article: str, begin: int, end: int, text: str) -> int:
        """The number of the footnote for a sentence, a new one if there is none yet."""
        key = article, begin, end
        if key not in self._references:
            known, number = self.known.articles[article], len(self._references) + 1
            about = self.title(article), known.publisher, known.date[:10], known.url
            self._references[key] = Reference(number, text, article, *about, begin, end)
        return self._references[key].number

    @property
    def references(self) -> tuple[Reference, ...]:
        """The footnotes so far, in order."""
        return tuple(self._references.values())

    def headlines(self) -> tuple[Headline, ...]:
        """The articles by date; of very many, those that the footnotes name."""
        named = self.articles
        if len(named) > _ALL_NAMED:
            named = frozenset(one.article for one in self._references.values())
        known = ((iri, self.known.articles[iri]) for iri in named)
        found = [Headline(iri, self.title(iri), one.publisher, one.date[:10], one.url) for iri, one in known]
        return tuple(sorted(found, key=lambda one: (one.date, one.article)))

    def title(self, article: str) -> str:
        """An article's title; of one that has none, the first words told of it, or else its name in the graph."""
        title = self.known.articles[article].title
        if title:
            return title
        first = self._first.get(article)
        if first is None:
            return unquote(re.split("[:/]", article)[-1])
        return shorten(first.sentence, _OPENING, placeholder=" …")

    @cached_property
    def _first(self) -> dict[str, Statement]:
        """The first statement of each article."""
        found: dict[str, Statement] = {}
        for one in self.told:
            first = found.setdefault(one.said.article, one.said)
            if one.said.begin < first.begin:
                found[one.said.article] = one.said
        return found


def _told(said: Statement) -> Told:
    has_more = said.has_object or len(said.named) > 1
    standing = standalone(said.text, said.relation_text, has_object=has_more, marks=said.marks)
    return Told(said, standing)
