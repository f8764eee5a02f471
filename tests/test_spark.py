"""Builds on a Spark session on this machine: the graph that this process alone makes, byte for byte."""

import json
import os
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pyoxigraph import RdfFormat, Store
from typer.testing import CliRunner

import newsgraph
from conftest import need
from given_records import contents, is_whole
from news_files import warc
from newsgraph.cli import app
from newsgraph.resolution.databases import comparing_on
from newsgraph.resolution.linkage import weigh
from newsgraph.resolution.name_records import NameRecord
from newsgraph.spark import ClusterError, SparkEngine
from newsgraph.spark.linkage import Spark, spark_sql

LINES: list[dict[str, Any] | str] = [
    {
        "id": "strike",
        "published": "2022-10-20",
        "text": "Sergei Surovikin, a Russian general, ordered a strike on Kyiv on Wednesday. Two people were killed. "
        "Vitali Klitschko, the mayor of Kyiv, said that the strike had destroyed a school.",
    },
    "{this is no JSON}",
    {
        "id": "denial",
        "published": "2022-10-21",
        "text": "Russia did not strike Kyiv on Wednesday, Sergey Surovikin told reporters in Moscow. Klitschko "
        "accused Surowikin of lying.",
    },
    {"id": "denial", "published": "2022-10-22", "text": "Olaf Scholz met Emmanuel Macron in Paris on Saturday."},
]
ROW = {
    "headline": "Scholz in Kyiv",
    "date": "2022-10-23",
    "body": "Chancellor Olaf Scholz visited Kyiv on Sunday. He promised Mayor Vitaly Klitschko more air defence.",
}
PAGE = """<html><head><title>Macron calls for talks</title></head><body><article><h1>Macron calls for talks</h1>
<p>French President Emmanuel Macron called for talks on Monday. Macron said that Russia must withdraw from Ukraine
before any peace can be made, and that France would help to rebuild the country after the war.</p>
<p>Sergei Surovikin rejected the proposal. The general told Russian television that the war would go on.</p>
</article></body></html>"""


@pytest.fixture(scope="module")
def engine() -> Iterator[SparkEngine]:
    """Two cores of this machine, which read a few lines at a time."""
    if find_spec("pyspark") is None:
        (pytest.fail if os.environ.get("NEWSGRAPH_NO_SKIPS") else pytest.skip)("PySpark is not installed")
    if "JAVA_HOME" not in os.environ:
        need("java")
    os.environ["JDK_JAVA_OPTIONS"] = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"  # which start sooner
    made = SparkEngine("local[2]", piece=300)
    yield made
    made.stop()


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Articles in JSON Lines, Parquet and WARC, and a file that is none."""
    folder = tmp_path_factory.mktemp("sources")
    lines = [one if isinstance(one, str) else json.dumps(one) for one in LINES]
    (folder / "a.jsonl").write_text("\n".join(lines) + "\n")
    pq.write_table(pa.Table.from_pylist([ROW, {**ROW, "body": None}]), folder / "b.parquet", row_group_size=1)
    (folder / "c.warc").write_bytes(warc([("https://example.org/talks", "text/html", 200, PAGE)]))
    (folder / "d.warc").write_bytes(b"WARC/1.0\r\nnonsense")
    return folder


@pytest.fixture(scope="module")
def embedded(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, newsgraph.KnowledgeGraph]:
    """What this process alone makes of them."""
    folder = tmp_path_factory.mktemp("embedded")
    return folder, newsgraph.build([sources], output=folder)


@pytest.fixture(scope="module")
def on_spark(
    engine: SparkEngine, sources: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, newsgraph.KnowledgeGraph]:
    """What Spark makes of them."""
    folder = tmp_path_factory.mktemp("on-spark")
    return folder, newsgraph.build([sources], output=folder, engine=engine)


def test_the_graph_is_that_of_the_embedded_engine(
    embedded: tuple[Path, newsgraph.KnowledgeGraph], on_spark: tuple[Path, newsgraph.KnowledgeGraph]
) -> None:
    (folder, graph), (other, made) = embedded, on_spark
    assert contents(other) == contents(folder)
    assert is_whole(other)
    assert [*map(str, made.problems)] == [*map(str, graph.problems)]
    assert (made.extracted, made.counts()) == (graph.extracted, graph.counts())
    assert made.extracted == 5
    broken = [str(one).rpartition("/")[2].partition(": JSON")[0] for one in made.problems if one.skipped]
    assert broken == ["a.jsonl:2: broken JSON", "b.parquet:2: empty", "d.warc: a web archive without a page"]


def test_a_store_loads_the_graph_in_parts(on_spark: tuple[Path, newsgraph.KnowledgeGraph]) -> None:
    folder, graph = on_spark
    store, rows = Store(), 0
    for file in sorted((folder / "parts").glob("*.nq")):
        store.bulk_load(path=file, format=RdfFormat.N_QUADS)
        table = pq.read_table(file.with_suffix(".parquet"))
        told = file.read_text().splitlines()
        rows += len(told)
        assert [" ".join(filter(None, row.values())) + " ." for row in table.to_pylist()] == told
    assert set(store) == set(graph.store)
    assert rows == len(store)


def test_nothing_is_made_twice_and_no_part_of_another_graph_stays(
    engine: SparkEngine, sources: Path, on_spark: tuple[Path, newsgraph.KnowledgeGraph]
) -> None:
    folder, _ = on_spark
    before = contents(folder)
    assert newsgraph.build([sources], output=folder, engine=engine).extracted == 0
    assert (folder / "parts").is_dir()
    assert newsgraph.build([sources], output=folder).extracted == 0
    assert not (folder / "parts").exists()
    assert contents(folder) == before


def test_names_weigh_the_same_on_both_databases(engine: SparkEngine) -> None:
    person = "Sergei Surovikin", "Sergey Surowikin", "S. Surovikin", "Surovikin", "Sergej Schoigu", "Sergei Shoigu"
    body = "United Nations", "UN", "Ministry of Defence", "Defence Ministry", "Wagner Group", "Vagner Group"
    names = [
        *(NameRecord("person", name, None, ("general",), "RU", ("Kyiv", "Moscow")) for name in person),
        *(NameRecord("organization", name, None, companions=("Kyiv",)) for name in body),
    ]
    with comparing_on(Spark(engine.cluster.session, engine.cluster.workers)):
        found = weigh(names)
    assert found == weigh(names)
    assert len(found) > 5


def test_what_fails_on_the_cluster_is_told_in_one_line(engine: SparkEngine) -> None:
    with pytest.raises(ClusterError, match=r"\Athe cluster could not do its work: ValueError: invalid literal .*'x'\Z"):
        list(engine.cluster.map(int, ["1", "x"]))


def test_conditions_are_put_into_sparks_words() -> None:
    assert spark_sql("len(roles_l) = 0 OR list_has_any(roles_l, roles_r)") == (
        "SIZE(roles_l) = 0 OR ARRAYS_OVERLAP(roles_l, roles_r)"
    )
    assert spark_sql("len(list_intersect(a, b)) >= 3 AND length(c) > 1 AND d = 'len(x)'") == (
        "SIZE(ARRAY_INTERSECT(a, b)) >= 3 AND LENGTH(c) > 1 AND d = 'len(x)'"
    )
    assert spark_sql("ELSE") == "ELSE"


def test_what_spark_cannot_do_is_told(sources: Path, tmp_path: Path) -> None:
    for options in (["--engine", "flink"], ["--master", "local[2]"]):
        told = CliRunner().invoke(app, ["build", str(sources), "--output", str(tmp_path), *options])
        assert told.exit_code == 2
        assert "--engine is embedded, or spark" in told.output
    with pytest.raises(ValueError, match="output is missing"):
        newsgraph.build([sources], engine=SparkEngine("local[2]"))
    assert list(tmp_path.iterdir()) == []
