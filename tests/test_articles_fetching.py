"""Addresses on the web: read if asked to, politely, within limits, and never from a private network.

The server is a real one, on this machine, to which an injected resolver leads; without it nothing here is asked.
"""

import gzip
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from typer.testing import CliRunner
from urllib3.connection import HTTPConnection
from urllib3.exceptions import ConnectTimeoutError

import newsgraph
from news_files import column, pdf
from newsgraph import Article, Fetcher, Limits, Options, Problem
from newsgraph.articles import read_sources
from newsgraph.articles.fetching import is_public
from newsgraph.cli import app

FINED = "The court in Tartu fined Baltika Bank on Tuesday."
PAGE = f"<html><head><title>Bank fined</title></head><body><article><p>{FINED}</p></article></body></html>"
HTML = {"Content-Type": "text/html; charset=utf-8"}
LOCAL = "127.0.0.1"

Answer = tuple[int, dict[str, str], bytes]


class Site:
    """What a server answers at which path, and what it was asked."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.answers: dict[str, Answer] = {"/robots.txt": (404, {}, b"")}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.drip = 0.0  # seconds before each byte of the body

    def at(self, path: str, host: str = "news.example") -> str:
        return f"http://{host}:{self.port}{path}"


@pytest.fixture
def site() -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append((self.path, dict(self.headers)))
            status, headers, body = site.answers.get(self.path, (404, {}, b""))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                for start in range(0, len(body), 1 if site.drip else len(body) or 1):
                    time.sleep(site.drip)
                    self.wfile.write(body[start : start + 1] if site.drip else body)
                    self.wfile.flush()
            except OSError:  # the reader is gone
                pass

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer((LOCAL, 0), Handler)
    server.daemon_threads = True
    site = Site(server.server_address[1])
    Thread(target=server.serve_forever, daemon=True).start()
    yield site
    server.shutdown()
    server.server_close()


def fetcher(**given: Any) -> Fetcher:
    return Fetcher(**{"pause": 0.0, "resolve": lambda *_: [LOCAL], "allows": lambda one: one == LOCAL, **given})


def read(*sources: str, limits: Limits | None = None, **given: Any) -> list[Article | Problem]:
    return list(read_sources(list(sources), Options(fetch=fetcher(**given), limits=limits or Limits())))


def reason(*sources: str, limits: Limits | None = None, **given: Any) -> str:
    (problem,) = read(*sources, limits=limits, **given)
    assert isinstance(problem, Problem)
    assert problem.skipped
    return problem.reason


def test_nothing_is_fetched_unless_asked_for(site: Site) -> None:
    (problem,) = read_sources(site.at("/"))
    assert isinstance(problem, Problem)
    assert "--fetch" in problem.reason
    assert site.asked == []
    done = CliRunner().invoke(app, ["extract", site.at("/")])
    assert done.exit_code == 1
    assert "--fetch" in done.output


def test_a_page_is_read_once_by_who_says_who_it_is(site: Site) -> None:
    site.answers["/a/fine?x=1"] = (200, HTML, PAGE.encode())
    (article,) = read(site.at("/a/fine?x=1"), site.at("/a/fine?x=1"))
    assert article == Article(id="news.example/a/fine?x=1", text=FINED, title="Bank fined", url=site.at("/a/fine?x=1"))
    assert [path for path, _ in site.asked] == ["/robots.txt", "/a/fine?x=1"]
    _, headers = site.asked[1]
    assert headers["User-Agent"].startswith("newsgraph/")
    assert headers["Host"] == f"news.example:{site.port}"


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/pdf", pdf([column(40, 700, ["The court in Tartu fined Baltika", "Bank on Tuesday."])])),
        ("text/plain", FINED.encode()),
        ("application/octet-stream", gzip.compress(FINED.encode(), mtime=0)),
    ],
)
def test_other_kinds_are_read_as_what_they_are(kind: str, body: bytes, site: Site) -> None:
    site.answers["/paper"] = (200, {"Content-Type": kind}, body)
    (article,) = read(site.at("/paper"))
    assert isinstance(article, Article)
    assert (article.id, article.text) == ("paper", FINED)


def test_robots_txt_is_kept_to(site: Site) -> None:
    site.answers["/robots.txt"] = (200, {}, b"User-agent: newsgraph\nDisallow: /private/*\nCrawl-delay: 70\n")
    site.answers |= dict.fromkeys(["/1", "/2", "/private/3"], (200, HTML, PAGE.encode()))
    waited: list[float] = []
    found = read(site.at("/1"), site.at("/2"), site.at("/private/3"), limits=Limits(seconds=90), sleep=waited.append)
    assert [type(one) for one in found] == [Article, Article, Problem]
    assert "robots.txt" in str(found[2])
    assert [0 < one <= 70 for one in waited] == [True, True]
    assert [path for path, _ in site.asked] == ["/robots.txt", "/1", "/2"]
    assert "wait 70 seconds" in reason(site.at("/1"))


@pytest.mark.parametrize(("status", "told"), [(500, "robots.txt"), (429, "robots.txt"), (403, None)])
def test_a_site_that_cannot_say_what_it_allows_is_not_read(status: int, told: str | None, site: Site) -> None:
    site.answers |= {"/robots.txt": (status, {}, b""), "/a": (200, HTML, PAGE.encode())}
    if told:
        assert told in reason(site.at("/a"))
    else:
        assert isinstance(read(site.at("/a"))[0], Article)


def test_a_pause_is_made_between_two_requests_to_one_host(site: Site) -> None:
    site.answers |= dict.fromkeys(["/1", "/2"], (200, HTML, PAGE.encode()))
    waited: list[float] = []
    read(site.at("/1"), site.at("/2"), site.at("/1", "other.example"), pause=30, sleep=waited.append)
    assert [0 < one <= 30 for one in waited] == [True] * 3


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ((404, {}, b""), "answered 404"),
        ((503, {}, b""), "answered 503"),
        ((200, HTML, b"<html><body></body></html>"), "no article text"),
        ((200, HTML, b"<p>" + b"a" * 100_000), "too large"),
        ((200, {**HTML, "Content-Encoding": "gzip"}, gzip.compress(b"a" * 50_000_000, mtime=0)), "too large"),
        ((200, {**HTML, "Content-Encoding": "gzip"}, b"no gzip"), "cannot be reached"),
        ((200, {**HTML, "Content-Length": "900"}, b"<p>cut"), "cannot be reached"),
        ((302, {"Location": "/a"}, b""), "redirected"),
        ((302, {"Location": "file:///etc/passwd"}, b""), "neither http nor https"),
        ((302, {"Location": "http://[::1"}, b""), "cannot be reached"),
        ((302, {"Location": "http://inside.example/"}, b""), "private network"),
        ((302, {"Location": "http://169.254.169.254/latest/meta-data"}, b""), "private network"),
    ],
)
def test_what_is_no_page_is_one_line(answer: Answer, told: str, site: Site) -> None:
    site.answers["/a"] = answer

    def resolve(host: str, _: int) -> list[str]:
        return {"inside.example": ["192.168.0.7"], "169.254.169.254": ["169.254.169.254"]}.get(host, [LOCAL])

    limits = Limits(article=50_000)
    assert told in reason(site.at("/a"), limits=limits, resolve=resolve)


def test_redirects_are_followed_and_the_last_address_counts(site: Site) -> None:
    site.answers |= {"/old": (301, {"Location": "/new"}, b""), "/new": (200, HTML, PAGE.encode())}
    (article,) = read(site.at("/old"))
    assert isinstance(article, Article)
    assert article.url == site.at("/new")


def test_a_page_that_comes_too_slowly_is_given_up(site: Site) -> None:
    site.answers["/a"] = (200, HTML, PAGE.encode())
    site.drip = 0.2
    assert "longer than 1 seconds" in reason(site.at("/a"), limits=Limits(seconds=1))


def test_the_next_address_of_a_host_is_asked_where_one_does_not_answer(site: Site) -> None:
    site.answers["/a"] = (200, HTML, PAGE.encode())
    (article,) = read(site.at("/a"), resolve=lambda *_: ["127.0.0.9", LOCAL], allows=lambda _: True)
    assert isinstance(article, Article)


def test_no_time_is_left_for_a_second_address_once_it_is_over(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.answers["/a"] = (200, HTML, PAGE.encode())

    def connect(connection: HTTPConnection) -> None:
        if connection.host == "127.0.0.9":
            time.sleep(1.5)
            raise ConnectTimeoutError
        usual(connection)

    usual = HTTPConnection.connect
    monkeypatch.setattr(HTTPConnection, "connect", connect)
    told = reason(site.at("/a"), limits=Limits(seconds=1), resolve=lambda *_: ["127.0.0.9", LOCAL], allows=bool)
    assert "longer than 1 seconds" in told
    assert site.asked == []


def test_a_site_that_does_not_answer_is_asked_once(site: Site) -> None:
    site.answers |= {"/robots.txt": (503, {}, b""), "/1": (200, HTML, PAGE.encode())}
    found = read(site.at("/1"), site.at("/2"))
    assert ["answered 503" in str(one) for one in found] == [True, True]
    assert [path for path, _ in site.asked] == ["/robots.txt"]


def test_what_fetching_needs_is_told(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsgraph.articles.fetching.find_spec", lambda name: None if name == "protego" else name)
    assert "newsgraph[formats]" in reason(site.at("/"))
    assert site.asked == []


@pytest.mark.parametrize(
    "address",
    ["http://localhost:{}/", "http://127.0.0.1:{}/", "http://[::1]:{}/", "http://2130706433:{}/", "http://0.0.0.0:{}/"],
)
def test_this_machine_is_not_asked(address: str, site: Site) -> None:
    (problem,) = read_sources(address.format(site.port), Options(fetch=Fetcher(pause=0)))
    assert isinstance(problem, Problem)
    assert "private network" in problem.reason or "no such host" in problem.reason
    assert site.asked == []


def test_a_host_with_one_private_address_is_not_asked(site: Site) -> None:
    assert "private" in reason(site.at("/"), resolve=lambda *_: ["93.184.216.34", LOCAL], allows=is_public)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("10.0.0.1", False),
        ("172.16.3.4", False),
        ("192.168.1.1", False),
        ("100.64.0.1", False),
        ("127.8.8.8", False),
        ("169.254.169.254", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("::7f00:1", False),
        ("fec0::1", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) == public


@pytest.mark.parametrize("address", ["http://user:word@news.example/", "http:///x", "https://"])
def test_other_addresses_are_problems(address: str) -> None:
    assert "address" in reason(address)


def test_a_page_whose_certificate_is_no_good_is_not_read(site: Site) -> None:
    assert "cannot" in reason(site.at("/").replace("http:", "https:"))


def test_the_public_names_are_those_of_the_package() -> None:
    assert newsgraph.Fetcher is Fetcher
