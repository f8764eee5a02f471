"""Parts of the server for which a rule holds whatever comes in."""

import asyncio
import os
import re
import signal
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, QueryResultsFormat, Store, parse_query_results

from newsgraph.rdf import store, writer
from newsgraph.rdf.federation import asks_others
from newsgraph.rdf.iris import KINDS, Iris
from newsgraph.rdf.vocabulary import REL
from newsgraph.server.limits import Full, LineSink
from newsgraph.server.links import as_uri, page_of, thing_at
from newsgraph.server.messages import Job
from newsgraph.server.negotiation import best
from newsgraph.server.pool import Pool
from newsgraph.server.resources import resource
from newsgraph.server.settings import is_loopback, memory, seconds
from newsgraph.server.sparql import Limits
from newsgraph.server.worker import Orders
from small_news import IDENTITIES, RECORDS, TEXTS

OFFERED = ["application/json", "text/html", "text/csv", "application/rdf+xml"]
PART = st.sampled_from(["", "statement-t3", "char=17,24", "argument-t3-0", "contradiction-t1-002-t5"])


@given(st.sampled_from(KINDS), st.text(min_size=1).filter(lambda name: name.isprintable()), PART)
@pytest.mark.parametrize("base", ["urn:newsgraph:", "https://example.org/kg/"])
def test_every_thing_has_a_page_and_every_page_its_thing(base: str, kind: str, name: str, part: str) -> None:
    iris = Iris(base)
    iri = "#".join(filter(None, (iris.of(kind, name).value, part)))
    path = page_of(iri, iris)
    parts = urlsplit(path)
    assert (parts.query, parts.fragment) == ("", "")
    assert thing_at(tuple(parts.path.removeprefix("/resource/").split("/")), iris) == iri


@given(st.text(), st.text())
def test_any_iri_has_a_page(start: str, rest: str) -> None:
    assert page_of(f"{start}{rest}", Iris()).startswith(("/resource", "/ontology#"))
    assert page_of(f"urn:newsgraph:actor:{rest}", Iris()).startswith("/resource")


@given(st.text() | st.lists(st.sampled_from([*OFFERED, "*/*", "text/*", "a/b"])).map(", ".join) | st.none())
def test_what_a_client_gets_is_on_offer(accept: str | None) -> None:
    assert best(accept, OFFERED) in (*OFFERED, None)


@given(st.permutations(OFFERED), st.lists(st.sampled_from(range(11)), min_size=4, max_size=4))
def test_a_client_gets_what_it_likes_most(kinds: list[str], qualities: list[int]) -> None:
    liked = dict(zip(kinds, qualities, strict=True))
    accept = ", ".join(f"{kind};q={quality / 10}" for kind, quality in liked.items())
    chosen = best(accept, OFFERED)
    most = max(qualities)
    assert chosen == (next(kind for kind in OFFERED if liked[kind] == most) if most else None)


@given(st.lists(st.text().filter(lambda line: "\n" not in line)), st.integers(0, 5), st.integers(1, 40))
def test_a_sink_takes_whole_lines(lines: list[str], most: int, chunk: int) -> None:
    content = "".join(f"{line}\n" for line in lines).encode()
    sink = LineSink(most, 10**6)
    try:
        for start in range(0, len(content), chunk):
            sink.write(content[start : start + chunk])
    except Full:
        assert len(lines) > most
    assert sink.full == (len(lines) > most)
    assert sink.whole_lines() == "".join(f"{line}\n" for line in lines[:most]).encode()


def test_a_sink_that_has_too_many_bytes_gives_whole_lines() -> None:
    sink = LineSink(100, 10)
    sink.write(b"12345\n")
    with pytest.raises(Full):
        sink.write(b"67\n890")
    assert sink.whole_lines() == b"12345\n67\n"


@given(
    st.lists(
        st.text().map(
            lambda words: "".join(
                sign if sign.isalnum() else f"\\u{ord(sign):04X}" for sign in words if ord(sign) < 65536
            )
        )
    )
)
def test_rows_that_are_read_and_written_again_are_the_same(values: list[str]) -> None:
    """An answer is cut as TSV, whatever it is written as in the end."""
    listed = " ".join(f'("{value}" "{value}"@en-GB)' for value in values)
    query = f"SELECT * {{ VALUES (?a ?b) {{ {listed} }} }}"
    table, direct, again = BytesIO(), BytesIO(), BytesIO()
    Store().query(query).serialize(table, QueryResultsFormat.TSV)
    Store().query(query).serialize(direct, QueryResultsFormat.JSON)
    parse_query_results(table.getvalue(), QueryResultsFormat.TSV).serialize(again, QueryResultsFormat.JSON)
    assert again.getvalue() == direct.getvalue()


def test_a_service_is_known_by_the_parser() -> None:
    def parses(text: str) -> bool:
        try:
            Store().query(text)
        except SyntaxError:
            return False
        return True

    call = "SERVICE <http://127.0.0.1:1/> {}"
    assert asks_others(f"ASK {{ {call} }}", parses)
    assert asks_others("PREFIX : <x:> ASK { FILTER(1<2)service:x#>\n{} }", parses)
    assert not asks_others(f'ASK {{ ?service <x:service> "{call}" . # {call}\n }}', parses)
    assert not asks_others("ASK {}", parses)


def test_spans_of_time_and_sizes_are_as_people_write_them() -> None:
    assert [seconds(words) for words in ("10s", "500ms", "2m", "1.5 s", "3", "1h")] == [10, 0.5, 120, 1.5, 3, 3600]
    assert [memory(words) for words in ("2GB", "500 MB", "512MiB", "300000000")] == [
        2 * 10**9,
        5 * 10**8,
        2**29,
        3 * 10**8,
    ]
    for words in ("", "0s", "soon", "-1s", "10 parsecs"):
        with pytest.raises(ValueError, match="no span of time"):
            seconds(words)


def test_which_hosts_are_this_machine() -> None:
    assert all(map(is_loopback, ("127.0.0.1", "localhost", "::1", "[::1]", "127.8.9.10")))
    assert not any(map(is_loopback, ("0.0.0.0", "192.168.1.2", "::", "example.org", "")))


@given(st.text())
def test_an_iri_in_a_header_is_ascii(iri: str) -> None:
    iri = iri.encode("utf-8", errors="ignore").decode()
    assert as_uri(iri).isascii()
    assert unquote(as_uri(iri)) == unquote(iri)
    assert as_uri(as_uri(iri)) == as_uri(iri)


@pytest.mark.parametrize("iri", ["https://пример.example/é", f"{REL}café-ы"])
def test_things_of_any_script_have_pages(iri: str) -> None:
    graph = Store()
    graph.add(Quad(NamedNode(iri), NamedNode("urn:p"), Literal("x")))
    made = resource(graph, Iris(), Job("resource", text=iri), Limits(10, 10**6))
    assert made.status == 200
    assert all(value.isascii() for value in made.headers.values())


def test_a_page_tells_what_keeps_a_statement_from_being_a_fact() -> None:
    graph = store.in_memory(writer.quads(RECORDS, IDENTITIES, TEXTS))

    def told(*path: str) -> list[list[str]]:
        made = resource(graph, store.iris(graph), Job("resource", path=path), Limits(10, 10**6))
        statements = made.body.decode().split("<article ")[1:]
        return [re.findall(r'<span class="(?:status|doubt)">(.*?)</span>', one) for one in statements]

    assert told("place", "kherson") == [["denied", "contested"], ["stated", "contested"]]
    assert sorted(told("article", "denial")) == [["denied", "contested"], ["possible"]]


def test_a_worker_that_somebody_ended_is_replaced(built: Path, tmp_path: Path) -> None:
    async def ask() -> int:
        pool = Pool(Orders(str(built / "store"), str(tmp_path), 30.0, 100, 10**6, 2 * 10**9), 1, 1)
        await pool.start()
        try:
            job = Job("sparql", text="ASK {}")
            assert (await pool.run(job)).head.status == 200
            for process in list(pool._all):
                os.kill(process.pid, signal.SIGKILL)
                await process.ended()
            return (await pool.run(job)).head.status
        finally:
            await pool.stop()

    with ThreadPoolExecutor(1) as thread:  # the browser of other tests may have a loop in this one
        assert thread.submit(asyncio.run, ask()).result() == 200
