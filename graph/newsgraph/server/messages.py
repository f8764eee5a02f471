"""What the server and its workers say to each other.

A length, as many bytes of MessagePack, and after an answer its body.
"""

from typing import BinaryIO, Literal

import msgspec

LENGTH = 4  # bytes
HELLO = b"ready"


class Job(msgspec.Struct, frozen=True):
    """What a worker is to do, with all that it needs to know of the request."""

    kind: Literal["sparql", "describe-service", "resource", "search", "ask", "index", "query-page", "ontology"]
    accept: str | None = None
    text: str = ""  # a query, words to search for, the name of a question, or an IRI
    path: tuple[str, ...] = ()  # of a resource: its kind, its name, and its part
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    page: int = 1
    given: dict[str, str] = {}  # to a question: its parameters, as the address has them
    endpoint: str = ""  # the address of /sparql


class Answer(msgspec.Struct, frozen=True):
    """What a worker found; `size` bytes of body follow."""

    status: int
    media_type: str
    size: int = 0
    headers: dict[str, str] = {}
    retire: bool = False  # whether the worker has grown, and another should take its place


def frame(message: msgspec.Struct) -> bytes:
    """A message with its length before it."""
    content = msgspec.msgpack.encode(message)
    return len(content).to_bytes(LENGTH) + content


def read_job(stream: BinaryIO) -> Job | None:
    """The next job; None where there will be no more."""
    length = stream.read(LENGTH)
    if len(length) < LENGTH:
        return None
    return msgspec.msgpack.decode(stream.read(int.from_bytes(length)), type=Job)
