"""The routes, and what they ask the workers."""

import asyncio
import contextlib
import mimetypes
import shutil
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from functools import partial
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

from anyio.to_thread import run_sync
from msgspec.structs import replace
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from newsgraph.server.in_memory import InMemory
from newsgraph.server.media_types import ANSWERS, HTML, SHORT
from newsgraph.server.messages import Job
from newsgraph.server.negotiation import best
from newsgraph.server.picture_file import PictureFile
from newsgraph.server.pool import BusyError, OutOfTimeError, Pool, Reply, WorkerDiedError, run_once
from newsgraph.server.safety import EDITOR, PICTURE, Safety
from newsgraph.server.settings import Settings
from newsgraph.server.sparql import LIMITED
from newsgraph.server.sparql_request import RequestError, read_job
from newsgraph.server.worker import NEEDS_INDEX, Orders

_INDEX_TIME = 600.0  # seconds that a search index may take to be made
_CHUNK = 2**18
_LOCAL = r"https?://(localhost|127\.0\.0\.1|\[::1\])(:\d+)?"
_ASSETS = ("pages.css", "editor.js", "editor.css")


class Site:
    """Answers requests.

    Args:
        settings: what is served, and how much one question may take.
        tell: is told what the operator should know, in a sentence.
    """

    def __init__(self, settings: Settings, tell: Callable[[str], None]) -> None:
        self._settings = settings
        self._indexes = Path(tempfile.mkdtemp(prefix="newsgraph-serve-"))
        orders = Orders(
            str(settings.store),
            str(self._indexes),
            settings.time_limit,
            settings.row_limit,
            settings.size_limit,
            settings.memory_limit,
        )
        self._pool = Pool(orders, settings.workers, settings.queue_limit)
        self._in_memory = InMemory(orders, settings.graph_memory, self._pool, tell) if settings.graph_memory else None
        self._index_orders = replace(orders, time_limit=_INDEX_TIME)
        self._indexing: asyncio.Task[None] | None = None
        self._picture = PictureFile(settings.picture)

    @contextlib.asynccontextmanager
    async def running(self, _: Starlette) -> AsyncIterator[None]:
        """Have workers while the server runs."""
        await self._pool.start()
        tasks = [self._index()]
        if self._in_memory:
            tasks.append(asyncio.create_task(self._in_memory.run()))
        try:
            yield
        finally:
            tasks[0] = self._indexing or tasks[0]
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks)
            await self._pool.stop()
            shutil.rmtree(self._indexes, ignore_errors=True)

    async def picture(self, request: Request) -> Response:
        """The picture."""
        try:
            content, tag = await run_sync(self._picture.newest)
        except OSError:
            return PlainTextResponse("there is no picture; `newsgraph build` makes one\n", 404)
        headers = {"ETag": tag, "Content-Security-Policy": PICTURE}
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        return Response(content, media_type=HTML, headers=headers)

    async def sparql(self, request: Request) -> Response:
        """The SPARQL endpoint."""
        endpoint = f"{request.url.scheme}://{request.url.netloc}/sparql"
        try:
            job = await read_job(request, self._settings.query_limit, endpoint)
        except RequestError as error:
            return PlainTextResponse(f"{error.message}\n", error.status)
        accepts = best(job.accept, ["text/turtle", HTML])
        if job.kind == "describe-service" and accepts == HTML:
            return RedirectResponse("/query", 303, {"Vary": "Accept"})
        response = await self._answered(request, job)
        response.headers["Vary"] = "Accept"
        return response

    async def resource(self, request: Request) -> Response:
        """The page of a thing."""
        raw = request.scope.get("raw_path", b"").decode("ascii", errors="replace")
        path = tuple(raw.removeprefix("/resource").strip("/").split("/"))
        accept, page = _wanted(request)
        iri = request.query_params.get("iri", "") if path == ("",) else ""
        if len(raw) + len(iri) > 4000:
            return PlainTextResponse("this address is too long\n", 414)
        return await self._answered(request, Job("resource", accept, iri, path if not iri else (), page=page))

    async def search(self, request: Request) -> Response:
        """Full-text search."""
        accept, page = _wanted(request)
        job = Job("search", accept, request.query_params.get("q", "")[:1000], page=page)
        response = await self._answered(request, job)
        if response.status_code == NEEDS_INDEX:
            await asyncio.wait([self._index()], timeout=_INDEX_TIME)
            response = await self._answered(request, job)
        if response.status_code == NEEDS_INDEX:
            return PlainTextResponse("the search index is being made; try again\n", 503, {"Retry-After": "5"})
        return response

    async def ask(self, request: Request) -> Response:
        """Questions for people who write no SPARQL."""
        if len(request.url.query) > 4000:
            return PlainTextResponse("this address is too long\n", 414)
        given = dict(request.query_params)
        named = given.pop("format", "")
        accept, page = _wanted(request)
        given.pop("page", None)
        if named and named not in ANSWERS:
            return PlainTextResponse(f"no format {named!r}; there are {', '.join(ANSWERS)}\n", 406)
        job = Job("ask", ANSWERS.get(named, accept), given.pop("question", ""), page=page, given=given)
        return await self._answered(request, job)

    async def editor(self, request: Request) -> Response:
        """The query editor."""
        response = await self._answered(request, Job("query-page"))
        response.headers["Content-Security-Policy"] = EDITOR
        return response

    async def ontology(self, request: Request) -> Response:
        """The ontology."""
        return await self._answered(request, Job("ontology", _wanted(request)[0]))

    async def asset(self, request: Request) -> Response:
        """A file that pages need."""
        name = request.path_params["name"]
        if name not in _ASSETS:
            return PlainTextResponse("there is no such file\n", 404)
        content = await run_sync((files("newsgraph.server") / "assets" / name).read_bytes)
        return Response(content, media_type=mimetypes.guess_type(name)[0])

    def _index(self) -> "asyncio.Task[None]":
        """Have the search index of the newest store made, once at a time."""
        if self._indexing is None or self._indexing.done():
            self._indexing = asyncio.create_task(run_once(self._index_orders, Job("index")))
        return self._indexing

    async def _answered(self, request: Request, job: Job) -> Response:
        try:
            return await _response(await _unless_gone(request, self._pool.run(job)))
        except BusyError:
            return PlainTextResponse("too many questions at once; try again\n", 503, {"Retry-After": "2"})
        except OutOfTimeError:
            limit = f"{self._settings.time_limit:g} s"
            message = f"this question takes longer than {limit}, the time limit (--time-limit); it was ended\n"
            return PlainTextResponse(message, 504, {LIMITED: f"ended after {limit}"})
        except WorkerDiedError:
            message = (
                "this question needs more memory than one answer may have (--memory-limit), or is nested too deeply\n"
            )
            return PlainTextResponse(message, 503, {LIMITED: "memory"})


def application(settings: Settings, tell: Callable[[str], None]) -> Starlette:
    """The server, as an ASGI application.

    Args:
        settings: what is served, and how much one question may take.
        tell: is told what the operator should know, in a sentence.
    """
    site = Site(settings, tell)
    reading = ["GET", "HEAD"]
    routes = [
        Route("/", site.picture, methods=reading),
        Route("/sparql", site.sparql, methods=[*reading, "POST"]),
        Route("/query", site.editor, methods=reading),
        Route("/ontology", site.ontology, methods=reading),
        Route("/search", site.search, methods=reading),
        Route("/ask", site.ask, methods=reading),
        Route("/resource", site.resource, methods=reading),
        Route("/resource/{rest:path}", site.resource, methods=reading),
        Route("/static/{name}", site.asset, methods=reading),
    ]
    everybody = "*" in settings.origins
    cors = Middleware(
        CORSMiddleware,
        allow_origins=("*",) if everybody else settings.origins,
        allow_origin_regex=None if everybody else _LOCAL,
        allow_methods=("GET", "HEAD", "POST"),
        allow_headers=("Content-Type",),
        expose_headers=(LIMITED, "Link"),
    )
    return Starlette(
        routes=routes, middleware=[Middleware(Safety, names=_names(settings)), cors], lifespan=site.running
    )


def _names(settings: Settings) -> tuple[str, ...]:
    return (settings.host.strip("[]"), *(urlsplit(f"//{name}").hostname or name for name in settings.names))


def _wanted(request: Request) -> tuple[str | None, int]:
    """In which form a page is wanted (`format` in the address goes before the header), and which part of it."""
    form = request.query_params.get("format", "")
    named = (SHORT | ANSWERS).get(form, "unknown/unknown") if form else None
    accept = named or ", ".join(request.headers.getlist("accept")) or None
    page = request.query_params.get("page", "1")
    return accept, int(page) if page.isdecimal() and len(page) < 7 else 1


async def _unless_gone(request: Request, work: Coroutine[object, object, Reply]) -> Reply:
    """Wait for an answer as long as somebody waits for it."""
    answering = asyncio.create_task(work)
    leaving = asyncio.create_task(_gone(request.receive))
    try:
        await asyncio.wait((answering, leaving), return_when=asyncio.FIRST_COMPLETED)
        if not answering.done():
            answering.cancel()
        return await answering
    except asyncio.CancelledError:
        if leaving.done() and not leaving.cancelled():
            raise BusyError from None  # whose answer nobody reads
        raise
    finally:
        answering.cancel()
        leaving.cancel()


async def _gone(receive: Callable[[], Awaitable[object]]) -> None:
    while True:
        message = await receive()
        if isinstance(message, dict) and message["type"] == "http.disconnect":
            return


async def _response(reply: Reply) -> Response:
    head, body = reply.head, reply.body
    headers = {**head.headers, "Content-Length": str(head.size)}
    if head.size <= _CHUNK:
        with body:
            return Response(body.read(), head.status, head.headers, head.media_type)

    async def chunks() -> AsyncIterator[bytes]:
        with body:
            while chunk := await run_sync(partial(body.read, _CHUNK)):
                yield chunk

    return StreamingResponse(chunks(), head.status, headers, head.media_type)
