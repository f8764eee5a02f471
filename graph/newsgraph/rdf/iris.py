"""IRIs: readable, ASCII, and the same on every build of the same articles."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from urllib.parse import quote, urlsplit

from pyoxigraph import NamedNode

from newsgraph.normalisation import lossless_slug
from newsgraph.rdf.vocabulary import NAMESPACES, REL

BASE = "urn:newsgraph:"
KINDS = ("actor", "place", "event", "article", "topic")
_PLAIN = re.compile(r"[A-Za-z0-9_-]+")  # what needs no encoding
_SCHEMES = {"http", "https", "urn", "tag"}


@dataclass(frozen=True, slots=True)
class Iris:
    """The IRIs of one graph, all of which begin with its base."""

    base: str = BASE

    def __post_init__(self) -> None:
        """Check and complete the base.

        Raises:
            ValueError: nothing can be named under that base.
        """
        object.__setattr__(self, "base", _checked_base(self.base))

    def namespace(self, kind: str) -> str:
        """What the IRIs of one of `KINDS` begin with."""
        return _namespace(self.base, kind)

    @property
    def prefixes(self) -> dict[str, str]:
        """Prefixes for this graph: those of the vocabularies and one for each kind of thing."""
        return {**NAMESPACES, **{kind: self.namespace(kind) for kind in KINDS}}

    @property
    def dataset(self) -> NamedNode:
        """The graph as a whole."""
        return NamedNode(f"{self.base}dataset")

    def of(self, kind: str, name: str) -> NamedNode:
        """The IRI of one of `KINDS` by its name, whatever characters that has."""
        return NamedNode(self.namespace(kind) + _segment(name))

    def term(self, kind: str, name: str) -> str:
        """The IRI of one of `KINDS` by its name, as N-Triples has it."""
        return f"<{self.namespace(kind)}{_segment(name)}>"

    def topic(self, article: str, words: str, start: int) -> NamedNode:
        """The IRI of something that one article speaks of; the last "--" parts the article from the words.

        Words with a pronoun have where they stand, `start`, in their IRIs: "his wife" may be somebody else each time.
        """
        place = "" if pronouns().isdisjoint(words.casefold().split()) else f".{start}"
        return NamedNode(f"{self.namespace('topic')}{_segment(article)}--{lossless_slug(words)}{place}")

    def statement(self, article: str, triple: str) -> NamedNode:
        """The IRI of a statement: the id of a triple within its article."""
        return NamedNode(f"{self._article(article)}#statement-{_segment(triple)}")

    def contradiction(self, one: tuple[str, str], other: tuple[str, str]) -> NamedNode:
        """The IRI of a contradiction between two statements: ids of articles and of triples within them."""
        names = "-".join(map(_segment, (one[1], *other)))
        return NamedNode(f"{self._article(one[0])}#contradiction-{names}")

    def argument(self, article: str, triple: str, number: int) -> NamedNode:
        """The IRI of an argument of a statement, by its number from 0."""
        return NamedNode(f"{self._article(article)}#argument-{_segment(triple)}-{number}")

    def characters(self, article: str, start: int, end: int) -> NamedNode:
        """The IRI of some characters of an article's text (RFC 5147), the end exclusive."""
        return NamedNode(f"{self._article(article)}#char={start},{end}")

    def _article(self, name: str) -> str:
        return f"{self.namespace('article')}{_segment(name)}"


def relation(label: str) -> NamedNode:
    """The property for a normalised relation: "withdraw from" is rel:withdraw-from."""
    name = lossless_slug(label)
    return REL[name if name[0].isalpha() else f"relation-{name}"]  # RDF/XML has no names that begin with a digit


def web_address(url: str | None) -> NamedNode | None:
    """A URL as a node, if it is an http(s) one and a valid IRI as it stands."""
    if url is None:
        return None
    try:
        parts = urlsplit(url)
        return NamedNode(url) if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None


def absolute(iri: str) -> NamedNode | None:
    """An IRI as a node; None where it is no absolute one."""
    try:
        return NamedNode(iri)
    except ValueError:
        return None


@cache
def pronouns() -> frozenset[str]:
    """Words that may mean another thing each time an article uses them, in lower case."""
    lines = (files("newsgraph.rdf") / "pronouns.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def _segment(name: str) -> str:
    """A name as one part of an IRI's path: percent-encoded, and no "." or "..", which resolving would swallow."""
    return name if _PLAIN.fullmatch(name) else _encoded(name)


@lru_cache(maxsize=10_000)
def _encoded(name: str) -> str:
    encoded = quote(name, safe="", errors="surrogatepass")
    return encoded if encoded.strip(".") else encoded.replace(".", "%2E")


@cache
def _namespace(base: str, kind: str) -> str:
    return f"{base}{kind}{'/' if '//' in base else ':'}"


def _checked_base(iri: str) -> str:
    problem = f"{iri!r} cannot be the base IRI"
    try:
        NamedNode(iri)
        parts = urlsplit(iri)
    except ValueError as error:
        raise ValueError(f"{problem}: it is no absolute IRI, such as https://example.org/kg/") from error
    if not iri.isascii() or parts.scheme not in _SCHEMES:
        raise ValueError(f"{problem}: it must be ASCII and begin with {', '.join(sorted(_SCHEMES))}, and a colon")
    if "?" in iri or "#" in iri:
        raise ValueError(f"{problem}: it must have no '?' and no '#'")
    hierarchical = parts.scheme in ("http", "https")
    if not (parts.hostname if hierarchical else parts.path.strip(":/")):
        raise ValueError(f"{problem}: it names no {'host' if hierarchical else 'namespace'}")
    end = "/" if hierarchical else ":"
    return iri if iri.endswith(end) else iri + end
