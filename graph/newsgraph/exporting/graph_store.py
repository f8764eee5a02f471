"""Loading a SPARQL store over the network, by the SPARQL 1.1 Graph Store HTTP Protocol (W3C)."""

import os
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.parse import quote, unquote, urlencode, urlsplit, urlunsplit
from urllib.request import HTTPDigestAuthHandler, HTTPPasswordMgrWithDefaultRealm, Request, build_opener

from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store, Triple, serialize

from newsgraph.rdf.order import in_natural_order

USER, PASSWORD, TOKEN = "NEWSGRAPH_STORE_USER", "NEWSGRAPH_STORE_PASSWORD", "NEWSGRAPH_STORE_TOKEN"
_SECONDS = 600  # for one graph
_TOLD = 200  # characters of what a server says


class StoreError(Exception):
    """A SPARQL store could not be loaded; says which graph failed, and why."""


@dataclass(frozen=True, slots=True)
class _Address:
    url: str  # without user and password
    user: str
    password: str
    default_graph: str  # the name that it is given; "" where it stays the default graph


def put(store: Store, url: str) -> int:
    """Replace the graphs of a SPARQL store by those of this one: the default graph, and one for each article.

    Graphs of other names that the store has stay as they are. Each graph is replaced at once, the whole is not.

    Args:
        store: the graph.
        url: where the store takes graphs (Oxigraph: `/store`, Fuseki: `/dataset/data`, GraphDB and RDF4J:
            `…/rdf-graphs/service`, Virtuoso: `/sparql-graph-crud-auth`). Who may write is told by it
            (`http://user:password@host/…`) or by the environment: `NEWSGRAPH_STORE_USER` and
            `NEWSGRAPH_STORE_PASSWORD`, or `NEWSGRAPH_STORE_TOKEN`. What follows a "#" is the name that the default
            graph is given, for stores that have none (Virtuoso).

    Returns:
        How many graphs were loaded.

    Raises:
        ValueError: `url` is no http(s) address.
        StoreError: the store can't be reached, or refuses.
    """
    address = _address(url)
    client = _Client(address)
    named = [name for name in store.named_graphs() if isinstance(name, NamedNode)]
    names: list[NamedNode | DefaultGraph] = [
        DefaultGraph(),
        *sorted(named, key=lambda name: in_natural_order(name.value)),
    ]
    loaded = 0
    for name in names:
        iri = address.default_graph if isinstance(name, DefaultGraph) else name.value
        try:
            client.put(iri, _ntriples(store, name))
        except (OSError, ValueError, HTTPException) as error:
            what = f"graph {iri}" if iri else "the default graph"
            done = f" ({loaded} of {len(names)} graphs were loaded)" if loaded else ""
            raise StoreError(f"{address.url}: {what} was not loaded: {_reason(error)}{done}") from error
        loaded += 1
    return loaded


def check(url: str) -> None:
    """Whether a SPARQL store can have such an address.

    Raises:
        ValueError: `url` is no http(s) address.
    """
    _address(url)


class _Client:
    """Puts graphs; says who asks only where the server wants to know, and in the way that it wants (Basic, Digest)."""

    def __init__(self, address: _Address) -> None:
        self._address = address
        self._opener = build_opener()
        token = os.environ.get(TOKEN)
        self._authorization = f"Bearer {token}" if token else ""
        self._asked = False

    def put(self, graph: str, content: bytes) -> None:
        """Replace the graph of a name, or the default graph where that is "", by some N-Triples."""
        parts = urlsplit(self._address.url)
        choice = urlencode({"graph": graph}, quote_via=quote) if graph else "default"
        query = f"{parts.query}&{choice}" if parts.query else choice
        headers = {"Content-Type": "application/n-triples", "User-Agent": "newsgraph"}
        if self._authorization:
            headers["Authorization"] = self._authorization
        request = Request(urlunsplit(parts._replace(query=query)), data=content, headers=headers, method="PUT")
        try:
            with self._opener.open(request, timeout=_SECONDS) as answer:
                answer.read(_TOLD)
        except HTTPError as error:
            if error.code != 401 or self._asked or self._authorization or not self._address.user:
                raise
            self._asked = True
            self._answer(error.headers.get("WWW-Authenticate", ""))
            self.put(graph, content)

    def _answer(self, challenge: str) -> None:
        """Say from now on who asks."""
        user, password = self._address.user, self._address.password
        if challenge.lower().startswith("digest"):
            known = HTTPPasswordMgrWithDefaultRealm()
            known.add_password(None, self._address.url, user, password)
            self._opener = build_opener(HTTPDigestAuthHandler(known))
        else:
            self._authorization = "Basic " + b64encode(f"{user}:{password}".encode()).decode()


def _ntriples(store: Store, name: NamedNode | DefaultGraph) -> bytes:
    triples: Iterator[Triple] = (quad.triple for quad in store.quads_for_pattern(None, None, None, name))
    return serialize(triples, format=RdfFormat.N_TRIPLES) or b""


def _address(url: str) -> _Address:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not host:
        raise ValueError("a SPARQL store is named by an address such as http://localhost:7878/store")
    place = f"[{host}]" if ":" in host else host
    bare = urlunsplit(parts._replace(netloc=f"{place}:{port}" if port else place, fragment=""))
    user = unquote(parts.username or "") or os.environ.get(USER, "")
    password = unquote(parts.password or "") or os.environ.get(PASSWORD, "")
    return _Address(bare, user, password, parts.fragment)


def _reason(error: Exception) -> str:
    if isinstance(error, HTTPError):
        body: bytes | str = error.read(4 * _TOLD)  # urllib's own refusals have words for a body
        words = body if isinstance(body, str) else body.decode("utf-8", "replace")
        said = " ".join(words.split())[:_TOLD]
        needs = f"; name user and password in the address, or {USER} and {PASSWORD}" if error.code == 401 else ""
        return f"it answers {error.code} {error.reason}{f': {said}' if said and error.code != 401 else ''}{needs}"
    if isinstance(error, URLError):
        return str(error.reason)
    if isinstance(error, HTTPException):
        return f"it does not answer as HTTP asks ({' '.join(str(error).split())[:_TOLD] or type(error).__name__})"
    return str(error) or type(error).__name__
