"""Bodies that many countries have under one name, most of them of the state, and which country's an article means.

The country is what the body's own name or an adjective says, else that of the one body of that name whose country the
article says, else what the places of the article and the use of the name in the other articles make clear.
"""

import tomllib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache
from importlib.resources import files
from math import log2
from typing import Any, Literal, NamedTuple

from newsgraph.normalisation import bare
from newsgraph.record import Entity, Mention, Record
from newsgraph.resolution.features import ArticleFeatures, MentionFeatures
from newsgraph.resolution.keys import Key
from newsgraph.resolution.names import NATION, institution_words, nations_in, organization_words, words


class Known(Enum):
    """How it is known which country a body is of."""

    NAME = "its name says so"
    ADJECTIVE = "the words before it say so"
    NAMESAKE = "the article has one body of that name, and says of which country it is"
    PLACES = "it is the likeliest of the countries that its article names"
    ONLY = "no other country is known to have a body of that name"
    USAGE = "its article names no country, and in the other articles the name means this one's"
    OPEN = "it is not clear of which country it is"


class Jurisdiction(NamedTuple):
    """A body of state by what it is and of which country."""

    body: str  # the words that mean it: "senate"
    country: str  # ISO 3166-1 alpha-2 code; empty where that is open
    known: Known
    within: str = ""  # a state or city of the country, folded; where the country is open, the article that it is of

    @property
    def node(self) -> tuple[str, str, str]:
        """What two must share to be one."""
        return (self.body, self.country, self.within)


@cache
def _settings() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("bodies.toml").read_text(encoding="utf-8"))


@cache
def _phrases() -> dict[str, str]:
    """The first name of each body, by the sorted words of each of its names."""
    found: dict[str, str] = {}
    for line in _settings()["names"]["phrases"]:
        names = line.split("|")
        found.update((" ".join(sorted(name.split())), names[0]) for name in names)
    return found


def _parts(name: str) -> tuple[list[str], str | None] | None:
    """The words of a name without its country, and that; None where it has two."""
    telling = institution_words(name)
    nations = {word.removeprefix(NATION)[:2].upper() for word in telling if word.startswith(NATION)}
    core = [word for word in telling if not word.startswith(NATION)]
    return (core, next(iter(nations), None)) if len(nations) < 2 and core else None


class BodyName(NamedTuple):
    """The name of a body of state, taken apart."""

    body: str
    country: str | None  # what the name says


@lru_cache(maxsize=1 << 16)
def parse_body(name: str) -> BodyName | None:
    """What body of state a name means, and of which country it says that it is; None where it is none of these."""
    names, own = _settings()["names"], _settings()["own"].get(bare(name))
    if own:
        return BodyName(own["body"], own["country"])
    parts = _parts(name)
    if parts is None:
        return None
    core, country = parts
    phrase = _phrases().get(" ".join(core))
    if phrase is not None and name.islower() and phrase in names["capital"]:
        return None
    if phrase is not None and (country or " ".join(core) not in names["not_alone"]):
        return BodyName(_in_country(phrase, country), country)
    ministries, fields = names["ministries"].split(), names["fields"].split()
    if sum(word in ministries for word in core) != 1 or len(core) < 2 or not set(core) <= {*ministries, *fields}:
        return None
    field = " ".join(word for word in core if word not in ministries)
    return BodyName(f"department {names['spellings'].get(field, field)}", country)


def _in_country(body: str, country: str | None) -> str:
    """The body that a short name means in a country ("the House")."""
    meanings: dict[str, str] = _settings()["short"].get(body, {})
    return next((full for full, countries in meanings.items() if country in countries.split()), body)


def _of_many(body: str) -> bool:
    """Whether a name is that of a body of many countries."""
    many = {"department", *words("organization", "of_many")}
    return body in _phrases().values() or not many.isdisjoint(body.split())


def _may_have(body: str, country: str) -> bool:
    """Whether a country has a body of that name, as far as that is known."""
    only: dict[str, str] = _settings()["only"]
    return body not in only or country in only[body].split()


class _Body(NamedTuple):
    """A body of an article, before its country is known."""

    key: Key
    body: str
    country: str | None  # what its name says, or an adjective
    known: Known
    mentions: tuple[MentionFeatures, ...]
    within: str = ""  # a state or city of the country, whose it is by its name


class _Place(NamedTuple):
    """A place of a country, or its people, where an article names it."""

    start: int
    end: int
    country: str
    demonym: bool


@dataclass(frozen=True, slots=True)
class _Article:
    """What an article says of bodies and countries."""

    bodies: Sequence[_Body]
    places: Sequence[_Place]
    headline: Sequence[str]  # the countries that it names


def body_candidates(record: Record, names: Mapping[str, Iterable[str]]) -> set[str]:
    """The entities of an article that may be bodies of state, whatever the other articles say.

    Args:
        record: what the article says.
        names: all that may be a name of each entity there.
    """
    areas = _areas(record.entities, record.mentions)
    found = set()
    for entity in record.entities:
        called = {entity.label, *names.get(entity.id, ())}
        organization = entity.type == "organization"
        if any(
            parse_body(name) or (organization and _parts(name)) or not areas.keys().isdisjoint(name.split())
            for name in called
        ):
            found.add(entity.id)
    return found


def jurisdictions(features: Iterable[ArticleFeatures], names: Mapping[Key, Sequence[str]]) -> dict[Key, Jurisdiction]:
    """Which body of state each entity is, of those that are one.

    Args:
        features: of all articles.
        names: of each entity that may be one the names that its article has for it, the fullest first.
    """
    features = list(features)
    learned = _learn(features, names)
    articles = [_read(one, names, learned) for one in features]
    found: dict[Key, Jurisdiction] = {}
    open_: list[tuple[_Body, Counter[str]]] = []
    for article in articles:
        for one in article.bodies:
            if one.country is None:
                one = _like_namesake(one, article.bodies)
            if one.country is not None:
                found[one.key] = Jurisdiction(_in_country(one.body, one.country), one.country, one.known, one.within)
            elif _may_be_a_states(one, article.bodies):
                found[one.key] = Jurisdiction(one.body, "", Known.OPEN, one.key[0])
            else:
                open_.append((one, _votes(one, article)))
    for clear in (True, False):  # what is unclear, and where the article names no country, by what the others are
        usage = _usage(found.values())
        decided = {one.key: _decide(one, votes, usage) for one, votes in open_ if votes or not clear}
        found.update((key, one) for key, one in decided.items() if one.country or not clear)
        open_ = [(one, votes) for one, votes in open_ if one.key not in found]
    return found


def _usage(found: Iterable[Jurisdiction]) -> dict[str, Counter[str]]:
    """How many entities of articles are the body of each country, by body."""
    usage: dict[str, Counter[str]] = defaultdict(Counter)
    for one in found:
        if one.country and not one.within:
            usage[one.body][one.country] += 1
    return usage


@lru_cache(maxsize=1 << 16)
def _learnable(name: str) -> BodyName | None:
    """The words that an organisation is called by without its country, if they may mean one of each country."""
    parts = _parts(name)
    if parts is None or len(parts[0]) < 2 or len(organization_words(" ".join(parts[0]))) == 1:
        return None
    return BodyName(" ".join(parts[0]), parts[1])


def _learn(features: Iterable[ArticleFeatures], names: Mapping[Key, Sequence[str]]) -> frozenset[str]:
    """What organisations are called with a country ("the Chinese Communist Party") and without, as words."""
    found: dict[bool, set[str]] = {True: set(), False: set()}
    for article in features:
        for one in article.entities:
            if one.body and one.entity.type == "organization":
                for name in names.get((article.id, one.entity.id), ()):
                    if learned := _learnable(name):
                        found[learned.country is not None].add(learned.body)
    return frozenset(found[True] & found[False])


def _parse(name: str, entity: Entity, learned: Collection[str]) -> BodyName | None:
    if found := parse_body(name):
        return found
    parts = _parts(name) if entity.type == "organization" and not name.islower() else None
    body = " ".join(parts[0]) if parts else ""
    return BodyName(body, parts[1]) if parts and body in learned else None


def _read(article: ArticleFeatures, names: Mapping[Key, Sequence[str]], learned: Collection[str]) -> _Article:
    candidates = [one.entity for one in article.entities if one.body and (article.id, one.entity.id) in names]
    if not candidates:
        return _Article((), (), ())
    entities = [one.entity for one in article.entities]
    countries = {one.id: one.location.country for one in entities if one.location and one.location.country}
    places = [
        _Place(one.start, one.end, countries[one.entity], one.form == "demonym")
        for one in article.mentions
        if one.entity in countries
    ]
    mentions: dict[str, list[MentionFeatures]] = defaultdict(list)
    for mention in article.mentions:
        mentions[mention.entity].append(mention)
    bodies = []
    areas = _areas(entities, article.mentions)
    beside = _beside(entities, article.mentions)
    for entity in candidates:
        key = (article.id, entity.id)
        own = tuple(mentions[entity.id])
        if said := _of_area(names[key][0], areas):
            bodies.append(_Body(key, said.body, said.country, Known.NAME, own, said.within))
        elif _parse(names[key][0], entity, learned):
            parsed = [body for body in (_parse(one, entity, learned) for one in names[key]) if body]
            name = next((body for body in parsed if body.country), parsed[0])
            country, known = name.country or entity.nationality, Known.NAME if name.country else Known.ADJECTIVE
            area = next((beside[at] for one in own for at in _edges(one) if at in beside), None)
            if name.country is None and area is not None and area.country:
                bodies.append(_Body(key, name.body, area.country, Known.NAME, own, bare(area.name)))
            else:
                bodies.append(_Body(key, name.body, country or _owner(own, places), known, own))
    return _Article(bodies, places, nations_in(article.title or ""))


_Edge = tuple[Literal["end", "start"], int]  # of a name, and where it is


class _Area(NamedTuple):
    """A place within a country that an article names."""

    name: str
    country: str | None


def _areas(entities: Iterable[Entity], mentions: Iterable[Mention | MentionFeatures]) -> dict[str, _Area]:
    """The places within countries that an article names, by the first word of their names."""
    found: dict[str, _Area] = {}
    located = {one.id: one.location for one in entities if one.location and one.location.kind != "country"}
    own = [one for one in mentions if one.form == "name" and one.entity in located]
    for mention in sorted(own, key=lambda one: (len(one.text), one.text)):
        found[mention.text.split()[0]] = _Area(mention.text, located[mention.entity].country)
    return found


def _beside(entities: Iterable[Entity], mentions: Iterable[MentionFeatures]) -> dict[_Edge, _Area]:
    """The places within countries, by the edge of a body whose they are: "the Senate of the state"."""
    located = {one.id: one.location for one in entities if one.location and one.location.kind == "region"}
    found: dict[_Edge, _Area] = {}
    for mention in mentions:
        if (location := located.get(mention.entity)) and location.name:
            area = _Area(location.name, location.country)
            found["end", mention.start - len(" of ")] = area
            found["start", mention.end + len("'s ")] = area
    return found


def _edges(mention: MentionFeatures) -> "tuple[_Edge, ...]":
    return (("end", mention.end), ("start", mention.start)) if mention.form == "name" else ()


def _of_area(name: str, areas: Mapping[str, _Area]) -> Jurisdiction | None:
    """The body of a state or city that a name says ("the Parliament of New South Wales"), if the article names that."""
    for word in name.split():
        area = areas.get(word)
        if area and area.country and f" {area.name} " in f" {name} ":
            rest, whole = parse_body(name.replace(area.name, "").strip()), parse_body(name)
            if rest and not rest.country and not (whole and whole.country == area.country):
                return Jurisdiction(rest.body, area.country, Known.NAME, bare(area.name))
    return None


def _owner(mentions: Iterable[MentionFeatures], places: Iterable[_Place]) -> str | None:
    """The country that stands right before one of the mentions ("Poland's Supreme Court"), if it is one only."""
    ends = {one.end + (1 if one.demonym else 3): one.country for one in places}
    found = {ends[one.start] for one in mentions if one.form == "name" and one.start in ends}
    return found.pop() if len(found) == 1 else None


def _like_namesake(one: _Body, bodies: Iterable[_Body]) -> _Body:
    """The body with the country of those of its name in the article whose country is said, if that is one."""
    found = {
        (other.country, other.within)
        for other in bodies
        if other.country and other.body == _in_country(one.body, other.country)
    }
    if len(found) != 1:
        return one
    ((country, within),) = found
    return one._replace(country=country, known=Known.NAMESAKE, within=within)


def _may_be_a_states(one: _Body, bodies: Iterable[_Body]) -> bool:
    """Whether a legislature may be a state's: the article names another of a state, and none of a country."""
    legislatures: list[str] = _settings()["names"]["of_states"]
    if one.body not in legislatures:
        return False
    named = {bool(other.within) for other in bodies if other.country and other.body in legislatures}
    return named == {True}


def _votes(one: _Body, article: _Article) -> Counter[str]:
    """How much in the article speaks for each country's being that of a body."""
    weights = _settings()["votes"]
    votes: Counter[str] = Counter()
    for place in article.places:
        near = any(
            place.start - mention.end <= weights["nearby"] and mention.start - place.end <= weights["nearby"]
            for mention in one.mentions
        )
        opening = place.end <= weights["opening_length"]
        votes[place.country] += weights["named"] + near * weights["near"] + opening * weights["opening"]
    for country in article.headline:
        votes[country] += weights["headline"]
    for other in article.bodies:
        if other.country and other.known is not Known.NAMESAKE and not other.within:
            votes[other.country] += weights["body"]
    return votes


def _decide(one: _Body, votes: Mapping[str, float], usage: Mapping[str, Mapping[str, int]]) -> Jurisdiction:
    """The country that leads the others clearly, if one does."""
    weights = _settings()["votes"]
    only = _settings()["only"].get(one.body, "").split()
    if len(only) == 1:
        return Jurisdiction(one.body, only[0], Known.ONLY)
    meanings = (one.body, *_settings()["short"].get(one.body, {}))
    used = Counter[str]()
    for meaning in meanings:
        used.update(usage.get(meaning, {}))
    if len(used) == 1 and not _of_many(one.body):
        return Jurisdiction(one.body, next(iter(used)), Known.ONLY)
    options = sorted(country for country in votes or used if _may_have(one.body, country))
    total = sum(used[country] + weights["supposed"] for country in options)
    most_usual = weights["most_usual"]
    bits = {}
    for country in options:
        usual = log2((used[country] + weights["supposed"]) / total * len(options))
        usual = max(-most_usual, min(most_usual, usual))
        bits[country] = weights["certainty"] * log2(votes.get(country, 0) + 0.5) + usual
    ranked = sorted(bits, key=lambda country: (-bits[country], country))
    if ranked and (len(ranked) == 1 or bits[ranked[0]] - bits[ranked[1]] >= weights["margin"]):
        known = Known.PLACES if votes else Known.USAGE
        return Jurisdiction(_in_country(one.body, ranked[0]), ranked[0], known)
    return Jurisdiction(one.body, "", Known.OPEN, one.key[0] if votes else "")
