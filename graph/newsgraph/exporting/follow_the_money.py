"""The graph as Follow the Money entities, a JSON object a line, for Aleph and the other tools of investigative desks.

What articles state in their own voice, surely, and as lasting, becomes a relation (UnknownLink) or an Event. All else,
what is claimed, denied, planned, possible or unsure, is a Note on whom it is about, which begins with how it is said.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from pyoxigraph import Store

from newsgraph.exporting.material import Article, Entity, Event, Material
from newsgraph.exporting.page import Page, Statement
from newsgraph.normalisation import lossless_slug
from newsgraph.plain_text import one_line

_SCHEMATA = {"person": "Person", "organization": "Organization", "group": "LegalEntity", "place": "Address"}
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d:\d\d)?)?)?")
_WIKIDATA = re.compile(r"https?://www\.wikidata\.org/(?:entity|wiki)/(Q[0-9]+)")
_LONGEST = {"name": 384, "full": 250, "location": 250, "role": 1000, "title": 1000, "publisher": 1000, "position": 1000}
_TEXT = 60_000  # characters
_DIGITS = 8


def entities(store: Store) -> Iterator[bytes]:
    """Articles, people and bodies, places, mentions, relations, events and notes, as JSON Lines."""
    return (msgspec.json.encode(entity) + b"\n" for entity in _Writer(Material(store)).entities())


def identifier(iri: str, base: str) -> str:
    """The id of what has an IRI: readable, and no other's."""
    digest = hashlib.sha256(iri.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
    return f"{lossless_slug(iri.removeprefix(base))}-{digest}"


class _Told:
    """What sure statements of articles tell of an event."""

    def __init__(self) -> None:
        self.present: set[str] = set()
        self.articles: dict[str, None] = {}
        self.sentences: dict[str, None] = {}


class _Writer:
    def __init__(self, material: Material) -> None:
        self._material = material
        self._known = {iri: entity for iri, entity in material.entities.items() if not entity.generic}
        self._told: dict[str, _Told] = {}
        self._seen: dict[str, dict[str, None]] = {}  # the articles that mention an entity

    def entities(self) -> Iterator[dict[str, Any]]:
        for article in self._material.articles.values():
            yield self._article(article)
        waiting: list[Statement] = []  # facts about events, which may only later turn out to be events
        for page in self._material.pages():
            self._read_reports(page)
            yield from self._mentions(page)
            for statement in page.statements:
                if statement.fact and {statement.subject, statement.object} & self._material.events.keys():
                    waiting.append(statement)
                else:
                    yield self._said(statement)
        yield from map(self._said, waiting)
        for iri, told in self._told.items():
            yield self._event(self._material.events[iri], told)
        yield from map(self._entity, self._known.values())

    def _read_reports(self, page: Page) -> None:
        for report in page.reports:
            if report.stated and report.event in self._material.events:
                told = self._told.setdefault(report.event, _Told())
                told.present |= report.present
                told.articles[report.article] = None
                told.sentences[report.sentence.text] = None

    def _mentions(self, page: Page) -> Iterator[dict[str, Any]]:
        names = dict.fromkeys((one.article, one.thing, one_line(one.text)) for one in page.mentions)
        for article, thing, name in names:
            if thing not in self._known:
                continue
            self._seen.setdefault(thing, {})[article] = None
            if self._known[thing].type != "place":
                yield self._made(
                    "Mention",
                    f"{article} {thing} {name}",
                    document=[self._id(article)],
                    name=[name],
                    resolved=[self._id(thing)],
                    detectedSchema=[_SCHEMATA.get(self._known[thing].type, "LegalEntity")],
                )

    def _article(self, article: Article) -> dict[str, Any]:
        return self._made(
            "Article", article.iri, name=[article.title], title=[article.title], author=article.authors,
            publishedAt=_dates(article.published), date=_dates(article.published), publisher=[article.publisher],
            sourceUrl=_addresses(article.url), bodyText=[self._material.text(article.iri)],
        )  # fmt: skip

    def _entity(self, entity: Entity) -> dict[str, Any]:
        country = [code.lower() for code in filter(None, (entity.country, *entity.nationalities))]
        seen = self._seen.get(entity.iri, {})
        known: dict[str, Iterable[str]] = {"description": [entity.description], **self._sources(seen)}
        if entity.type == "place":
            known |= {"full": [entity.label], "country": country, "alias": entity.names}
            known |= {"city": [entity.label]} if entity.place_kind == "city" else {}
            if entity.latitude is not None and not entity.roughly:
                known |= {"latitude": [str(entity.latitude)], "longitude": [str(entity.longitude)]}
            return self._made("Address", entity.iri, name=[entity.label], **known)
        known |= {"nationality" if entity.type == "person" else "country": country, "alias": entity.names}
        wikidata = [found[1] for iri in entity.elsewhere if (found := _WIKIDATA.fullmatch(iri))]
        if entity.type == "person":
            known["position"] = entity.roles
        return self._made(
            _SCHEMATA.get(entity.type, "LegalEntity"), entity.iri, name=[entity.label], wikidataId=wikidata, **known
        )

    def _event(self, event: Event, told: _Told) -> dict[str, Any]:
        """An event that an article states; with those in it whom its own sentences name."""
        parts = dict.fromkeys(thing for _, thing in event.parts if thing in told.present and thing in self._known)
        place = self._known.get(event.place) if event.place in told.present else None
        return self._made(
            "Event", event.iri, name=[event.label], summary=told.sentences, keywords=[event.type], **_times(event.time),
            involved=[self._id(thing) for thing in parts if self._known[thing].type != "place"],
            location=[place.label] if place else [], addressEntity=[self._id(place.iri)] if place else [],
            country=[place.country.lower()] if place else [], recordId=[event.iri], **self._sources(told.articles),
        )  # fmt: skip

    def _said(self, statement: Statement) -> dict[str, Any]:
        """A statement: a relation if it is a fact about two things that are known, else a note on them."""
        if statement.fact and self._is_known(statement.subject) and self._is_known(statement.object):
            event = self._material.events.get(statement.event)
            times = _times(statement.valid_from or (event.time if event else ""))
            return self._made(
                "UnknownLink", statement.iri,
                subject=[self._id(statement.subject)],
                object=[self._id(statement.object)],
                role=[statement.relation_label],
                status=[statement.status],
                summary=[statement.text],
                description=[f"{_how(statement)}\n{statement.sentence.text}"], recordId=[statement.iri], **times,
                **self._sources([statement.article]),
            )  # fmt: skip
        about = [statement.subject, statement.object, statement.said_by, *(one.value for one in statement.arguments)]
        known = [thing for thing in dict.fromkeys([*about, *statement.mentions]) if thing in self._known]
        return self._made(
            "Note", statement.iri, entity=[self._id(thing) for thing in known or [statement.article]],
            description=[f"{statement.lead}{statement.text}\n{statement.sentence.text}"], summary=[_how(statement)],
            **self._sources([statement.article]),
        )  # fmt: skip

    def _is_known(self, iri: str) -> bool:
        return iri in self._known or iri in self._told

    def _sources(self, articles: Iterable[str]) -> dict[str, list[str]]:
        found = [self._material.articles[iri] for iri in articles if iri in self._material.articles]
        return {
            "proof": [self._id(article.iri) for article in found],
            "sourceUrl": [url for article in found for url in _addresses(article.url)],
            "publisher": sorted({article.publisher for article in found if article.publisher}),
        }

    def _id(self, iri: str) -> str:
        return identifier(iri, self._material.base)

    def _made(self, schema: str, iri: str, **properties: Iterable[str]) -> dict[str, Any]:
        given = {name: [_fitting(name, value) for value in values if value] for name, values in properties.items()}
        kept = {name: list(dict.fromkeys(values)) for name, values in given.items() if values}
        return {"id": self._id(iri), "schema": schema, "properties": kept}


def _fitting(name: str, value: str) -> str:
    """A value without what the model refuses: control characters, line breaks in names, more than there is room for."""
    plain = "".join(letter for letter in value if letter in "\n\t" or letter.isprintable() or letter.isspace())
    most = _LONGEST.get(name, _TEXT)
    plain = plain if name in ("bodyText", "description") else one_line(plain)
    return plain.strip() if len(plain) <= most else plain[: most - 1].strip() + "…"


def _how(statement: Statement) -> str:
    """All that says how a statement stands to the facts."""
    by = f"; said by {statement.said_by_label}" if statement.said_by_label else ""
    until = f"; until {statement.valid_until}" if statement.valid_until else ""
    sure = "sure" if statement.sure else "not sure"
    return (
        f"{statement.status}{by}; {statement.polarity}; {statement.modality}{until}; confidence "
        f"{statement.confidence:g} ({sure})"
    )


def _times(time: str) -> dict[str, list[str]]:
    begin, slash, end = time.partition("/")
    if not slash:
        return {"date": _dates(time)}
    return {"startDate": _dates(begin), "endDate": _dates(end)}


def _dates(time: str) -> list[str]:
    found = _DATE.match(time)
    return [found[0]] if found else []


def _addresses(url: str) -> list[str]:
    return [url] if url.startswith(("http://", "https://")) else []
