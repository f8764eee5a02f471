"""What a client asks by the SPARQL 1.1 Protocol (W3C Recommendation, section 2.1)."""

from collections.abc import Sequence
from urllib.parse import parse_qsl

from starlette.requests import Request

from newsgraph.server.messages import Job

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
_FIELDS = 2000  # of a form


class RequestError(Exception):
    """A request that is not answered: with which status, and why."""

    def __init__(self, status: int, message: str) -> None:
        self.status, self.message = status, message
        super().__init__(message)


async def read_job(request: Request, limit: int, endpoint: str) -> Job:
    """The job that a request asks for: to answer a query, or to describe the service where it has none.

    Args:
        request: GET or POST.
        limit: bytes of a query.
        endpoint: the endpoint's address.

    Raises:
        RequestError: the request is not as the protocol has it, asks for an update, or is too long.
    """
    pairs = _pairs(request.scope["query_string"], "the address")
    body = await _body(request, limit)
    if request.method == "POST":
        media_type, _, parameters = request.headers.get("content-type", "").lower().partition(";")
        _check_charset(parameters)
        match media_type.strip():
            case str(kind) if kind == FORM:
                pairs += _pairs(body, "the form")
            case str(kind) if kind == QUERY:
                if any(name == "query" for name, _ in pairs):
                    raise RequestError(400, "the query is in the body: the address may have no other")
                pairs.append(("query", _text(body, "the query")))
            case str(kind) if kind == UPDATE:
                raise RequestError(403, "this graph is only read: updates are refused")
            case "":
                raise RequestError(415, f"say what the body is (Content-Type): {FORM} or {QUERY}")
            case other:
                raise RequestError(415, f"a query comes as {FORM} or {QUERY}, not as {other[:100]}")
    return _job(pairs, request, limit, endpoint)


def _job(pairs: Sequence[tuple[str, str]], request: Request, limit: int, endpoint: str) -> Job:
    given = {name: [value for key, value in pairs if key == name] for name, _ in pairs}
    if "update" in given or "using-graph-uri" in given or "using-named-graph-uri" in given:
        raise RequestError(403, "this graph is only read: updates are refused")
    queries = given.get("query", [])
    if len(queries) > 1:
        raise RequestError(400, "there is more than one query")
    accept = ", ".join(request.headers.getlist("accept")) or None
    if not queries:
        if request.method == "POST":
            raise RequestError(400, "there is no query: the form has no field of that name")
        return Job("describe-service", accept, endpoint=endpoint)
    if not queries[0].strip():
        raise RequestError(400, "the query is empty")
    if len(queries[0].encode(errors="surrogatepass")) > limit:
        raise RequestError(413, f"a query has at most {limit} bytes")
    return Job(
        "sparql",
        accept,
        queries[0],
        default_graphs=tuple(given.get("default-graph-uri", ())),
        named_graphs=tuple(given.get("named-graph-uri", ())),
    )


async def _body(request: Request, limit: int) -> bytes:
    """The body of a request; percent-encoded, a query may be three times as long as it is."""
    most = limit * 3 + 4096
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > most:
        raise RequestError(413, f"a query has at most {limit} bytes")
    chunks: list[bytes] = []
    async for chunk in request.stream():
        chunks.append(chunk)
        if sum(map(len, chunks)) > most:
            raise RequestError(413, f"a query has at most {limit} bytes")
    return b"".join(chunks)


def _pairs(encoded: bytes, where: str) -> list[tuple[str, str]]:
    text = _text(encoded, where)
    if "%" in text and _broken(text):
        raise RequestError(400, f"{where} has a % that encodes nothing")
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_FIELDS)
    except UnicodeDecodeError:
        raise RequestError(400, f"what is percent-encoded in {where} is no UTF-8") from None
    except ValueError as error:
        raise RequestError(400, f"{where}: {error}") from None


def _broken(text: str) -> bool:
    digits = set("0123456789abcdefABCDEF")
    return any(len(piece) < 2 or not digits.issuperset(piece[:2]) for piece in text.split("%")[1:])


def _text(content: bytes, what: str) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise RequestError(400, f"{what} is no UTF-8") from None


def _check_charset(parameters: str) -> None:
    for parameter in parameters.split(";"):
        name, _, value = parameter.strip().partition("=")
        if name == "charset" and value.strip('" ') not in ("utf-8", "utf8", "us-ascii"):
            raise RequestError(415, "a query comes in UTF-8")
