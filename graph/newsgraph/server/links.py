"""Where the pages of things are, and which thing a page is of."""

import re
from collections.abc import Sequence
from urllib.parse import quote, unquote, urlencode

from newsgraph.rdf.iris import KINDS, Iris
from newsgraph.rdf.vocabulary import NG, REL

_PART = re.compile(r"[\w=,.~%-]+", re.ASCII)  # of an article: "statement-t3", "char=17,24"


def page_of(iri: str, iris: Iris) -> str:
    """The path of the page of a thing; of terms of the ontology, their place on its page.

    A thing within an article (`article:001#statement-t3`) has a page of its own: /resource/article/001/statement-t3.
    """
    if iri.startswith(NG):
        return f"/ontology#{iri.removeprefix(NG)}"
    for kind in KINDS:
        space = iris.namespace(kind)
        if iri.startswith(space):
            name, _, part = iri.removeprefix(space).partition("#")
            if name and "/" not in name and (not part or _PART.fullmatch(part)):
                return "/".join(filter(None, ("/resource", kind, name, part)))
    if iri.startswith(REL) and _PART.fullmatch(iri.removeprefix(REL)):
        return f"/resource/relation/{iri.removeprefix(REL)}"
    return f"/resource?{urlencode({'iri': iri})}"


def thing_at(path: Sequence[str], iris: Iris) -> str | None:
    """The IRI of the thing that a page is of; None where no thing can have that page.

    Args:
        path: the percent-encoded segments after /resource: kind, name and, within an article, part.
        iris: how the graph names things.
    """
    if len(path) not in (2, 3) or not all(path):
        return None
    kind, name, *part = path
    if kind == "relation":
        return None if part else f"{REL}{_canonical(name)}"
    if kind not in KINDS or (part and not _PART.fullmatch(part[0])):
        return None
    return "#".join((iris.namespace(kind) + _canonical(name), *part))


def as_uri(iri: str) -> str:
    """An IRI in ASCII, as headers take it (RFC 3987, 3.1): what is beyond that is percent-encoded."""
    return quote(iri, safe="%/:?#[]@!$&'()*+,;=")


def _canonical(segment: str) -> str:
    """A segment encoded as the graph encodes it, whatever else the client has encoded.

    Raises:
        UnicodeDecodeError: what is encoded is no UTF-8.
    """
    name = quote(unquote(segment, errors="strict"), safe="")
    return name if name.strip(".") else name.replace(".", "%2E")
