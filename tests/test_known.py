"""What people know beforehand: lists in three forms, and what they do to the nodes of a graph."""

import csv
import io
import json
import string
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

import newsgraph
from newsgraph.cli import app
from newsgraph.known_file import UnreadableListError, read_known
from newsgraph.rdf.vocabulary import NG, RDFS, SCHEMA, SKOS, TYPE
from newsgraph.resolution import resolve
from newsgraph.resolution.decisions import read_decisions
from newsgraph.resolution.identities import Entity
from newsgraph.resolution.known_entities import KnownEntities, KnownEntity
from records import KHERSON, ArticleBuilder

BIDEN = KnownEntity("Joe Biden", ("Joseph R. Biden", "Biden"), "person", "http://www.wikidata.org/entity/Q6279", "46th")
JILL = KnownEntity("Jill Biden", ("Dr. Jill Biden", "Biden"), "person", "http://www.wikidata.org/entity/Q235349")
NATO = KnownEntity("NATO", ("North Atlantic Treaty Organization", "the Alliance"), "organization", "urn:x:nato")
SEEDS = Path(__file__).parent.parent / "seeds"

words = st.text(string.ascii_letters + "éßДж中'-\"<>&,;{}#@ ", min_size=1, max_size=20).map(
    lambda text: " ".join(text.split())
)
names = words.filter(lambda name: any(one.isalpha() for one in name))
listed = st.builds(
    KnownEntity,
    label=names,
    aliases=st.lists(names, max_size=3).map(tuple),
    type=st.sampled_from(["person", "organization", "group", "place"]),
    iri=st.integers(1, 10**6).map("http://www.wikidata.org/entity/Q{}".format),
    description=st.none() | names,
).map(lambda one: replace(one, aliases=tuple(sorted({*one.aliases} - {one.label}))))
lists = st.lists(listed, min_size=1, max_size=4, unique_by=lambda one: one.iri)


def as_csv(entities: list[KnownEntity]) -> bytes:
    written = io.StringIO(newline="")
    table = csv.writer(written)
    table.writerow(["label", "aliases", "type", "iri", "description"])
    for one in entities:
        table.writerow([one.label, "|".join(one.aliases), one.type, one.iri, one.description])
    return written.getvalue().encode()


def as_json_lines(entities: list[KnownEntity]) -> bytes:
    rows = [{name: getattr(one, name) for name in one.__dataclass_fields__} for one in entities]
    return "\n".join(json.dumps(row) for row in rows).encode()


def as_turtle(entities: list[KnownEntity]) -> bytes:
    quads = []
    for one in entities:
        node = ox.NamedNode(one.iri)
        quads.append(ox.Quad(node, TYPE, NG[one.type.capitalize()]))
        quads.append(ox.Quad(node, RDFS["label"], ox.Literal(one.label, language="en")))
        quads += [ox.Quad(node, SKOS["altLabel"], ox.Literal(name)) for name in one.aliases]
        quads += [ox.Quad(node, SCHEMA["description"], ox.Literal(one.description))] if one.description else []
    return ox.serialize(quads, format=ox.RdfFormat.N_TRIPLES)


@given(entities=lists)
def test_the_three_forms_say_the_same(tmp_path_factory: pytest.TempPathFactory, entities: list[KnownEntity]) -> None:
    folder = tmp_path_factory.mktemp("known")
    for suffix, write in (("csv", as_csv), ("jsonl", as_json_lines), ("ttl", as_turtle)):
        path = folder / f"list.{suffix}"
        path.write_bytes(write(entities))
        found, problems = read_known(path)
        assert not problems, suffix
        assert sorted(found, key=str) == sorted(entities, key=str), suffix


def written(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def test_a_bad_row_costs_one_line_and_not_the_rest(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "list.csv",
        "Label;Type;IRI;Aliases\nAnn Lee;Person;Q42;Lee\n;person;;\nX;animal;;\nY;place;javascript:alert(1);\n"
        "🙂;person;;\n\nZ;place;wd:Q7;;;;\nBody;organisation;https://www.wikidata.org/wiki/Q8;\nB;person;Q8;\n",
    )
    found, problems = read_known(path)
    assert [(one.label, one.aliases, one.type, one.iri) for one in found] == [
        ("Ann Lee", ("Lee",), "person", "http://www.wikidata.org/entity/Q42"),
        ("Body", (), "organization", "http://www.wikidata.org/entity/Q8"),
    ]
    assert [str(problem) for problem in problems] == [
        f"{path}, row 3: no label",
        f"{path}, row 4: the type is none of person, organization, group, place: animal",
        f"{path}, row 5: the iri is no http, https, urn or tag IRI: javascript:alert(1)",
        f"{path}, row 6: a label without a letter or digit: 🙂",
        f"{path}, row 8: 7 cells, where the first row has 4",
        f"{path}, row 10: http://www.wikidata.org/entity/Q8 is a organization in another row",
    ]


def test_bad_json_and_hostile_strings_are_bad_rows(tmp_path: Path) -> None:
    lines = ['{"label": "Ann"}', "{", "[]", '{"label": 3}', '{"label": "a\\u0000b"}', '{"label": "' + "x" * 301 + '"}']
    path = written(tmp_path, "list.jsonl", "\n".join(lines))
    found, problems = read_known(path)
    assert found == [KnownEntity("Ann")]
    assert [problem.reason for problem in problems] == [
        "no JSON",
        "no JSON object",
        "the label is no string",
        "the label holds a character that is none of any script",
        "the label is longer than 300 characters",
    ]


def test_turtle_of_other_vocabularies_and_languages(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "list.ttl",
        "@prefix schema: <https://schema.org/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        '[] a schema:Person ; schema:name "Ann Lee" ; rdfs:label "Anne Li"@fr ; owl:sameAs <http://example.org/1> .\n'
        "<http://example.org/2> a schema:Place .\n",
    )
    found, problems = read_known(path)
    assert found == [KnownEntity("Ann Lee", ("Anne Li",), "person", "http://example.org/1")]
    assert [str(problem) for problem in problems] == [f"{path}, http://example.org/2: no label"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("list.csv", b"name of it,kind\nAnn,person\n"),
        ("list.csv", b"\x00\x01\x02\x03" * 100),
        ("list.jsonl", b"label,type\nAnn,person"),
        ("list.ttl", b"label,type\nAnn,person"),
        ("list.ttl", b""),
    ],
)
def test_what_is_no_list_is_said_at_once(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnreadableListError, match=str(path)):
        read_known(path)


def resolved(known: list[KnownEntity], *articles: ArticleBuilder, decisions: Path | None = None) -> list[Entity]:
    decided = read_decisions(decisions) if decisions else None
    found = resolve([article.record() for article in articles], decided, known=KnownEntities(known))
    return list(found.entities)


def articles(*entities: tuple[str, ...]) -> list[ArticleBuilder]:
    """An article for each, with an entity of that type and these names."""
    found = []
    for number, (kind, *spellings) in enumerate(entities):
        article = ArticleBuilder(f"{number:03}")
        article.entity(kind, *spellings)
        found.append(article)
    return found


def test_a_node_of_the_list_is_as_the_list_has_it() -> None:
    found = resolved(
        [BIDEN, NATO], *articles(("person", "Joseph R. Biden"), ("person", "Biden"), ("group", "Alliance"))
    )
    assert [(one.slug, one.type, one.label, one.same_as, one.description, one.known_as) for one in found] == [
        ("joe-biden", "person", "Joe Biden", (BIDEN.iri,), "46th", ("Biden", "Joseph R. Biden")),
        ("nato", "organization", "NATO", (NATO.iri,), None, ("the Alliance",)),
    ]
    assert found[0].alternative_labels == ("Biden", "Joseph R. Biden")


def test_a_bare_surname_is_meant_only_where_the_list_has_one_of_that_name() -> None:
    stories = articles(("person", "Biden"), ("person", "Joe Biden"), ("person", "Jill Biden"))
    assert {one.label: len(one.members) for one in resolved([BIDEN], *stories)} == {"Joe Biden": 2, "Jill Biden": 1}
    for second in (JILL, replace(JILL, aliases=())):
        found = {one.label: len(one.members) for one in resolved([BIDEN, second], *stories)}
        assert found == {"Biden": 1, "Joe Biden": 1, "Jill Biden": 1}


def test_a_bare_surname_is_nobodys_where_its_article_names_another_in_full() -> None:
    article = ArticleBuilder("001")
    article.entity("person", "Hunter Biden")
    article.entity("person", "Biden")
    assert not any(one.known_as for one in resolved([BIDEN], article))


def test_a_name_of_one_kind_is_not_taken_for_another() -> None:
    listed = [
        KnownEntity("Amazon", (), "organization", "urn:x:1"),
        KnownEntity("Denzel Washington", ("Washington",), "person"),
    ]
    stories = articles(("place", "Amazon"), ("organization", "Amazon"), ("place", "Washington"))
    found = {(one.type, one.label): one.known_as for one in resolved(listed, *stories)}
    assert found == {("place", "Amazon"): (), ("organization", "Amazon"): ("Amazon",), ("place", "Washington"): ()}


def test_a_listed_place_is_not_its_namesake_elsewhere() -> None:
    far = replace(KnownEntity("Kherson", (), "place", "https://www.geonames.org/1/x.html"))
    near = replace(far, iri="https://sws.geonames.org/706448/")
    article = ArticleBuilder("001")
    article.entity("place", "Kherson", location=KHERSON)
    assert resolved([far], article)[0].known_as == ()
    (found,) = resolved([near], article)
    assert (found.same_as, found.location) == ((near.iri,), KHERSON)


def test_decisions_win_over_the_list(tmp_path: Path) -> None:
    prefixes = (
        "@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
    )
    path = written(
        tmp_path,
        "decisions.ttl",
        prefixes + '<urn:newsgraph:actor:joe-biden> rdfs:label "President Biden" .\n'
        "<urn:newsgraph:article:000#char=0,9> owl:differentFrom <urn:newsgraph:article:002#char=0,9> .\n",
    )
    stories = articles(*[("person", "Joe Biden")] * 3)
    found = resolved([BIDEN], *stories, decisions=path)
    assert [(one.label, len(one.members), one.same_as) for one in found] == [
        ("President Biden", 2, (BIDEN.iri,)),
        ("Joe Biden", 1, ()),
    ]


def run(*arguments: str | Path):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_the_list_on_the_command_line_in_the_graph_and_in_why(tmp_path: Path) -> None:
    """From file to `newsgraph why`, with contents that would break what they are written to."""
    listed = written(
        tmp_path,
        "list.csv",
        "label,aliases,type,iri,description\n"
        '"<b>Vladimir"" Saldo</b>",Vladimir Saldo|Saldo,person,Q4404911,"[bold]""</script>"""\n,,,,x\n',
    )
    folder = tmp_path / "exports"
    result = run("build", SEEDS, "--output", folder, "--known", listed)
    assert result.exit_code == 3, result.output
    assert result.stderr == f"skipped {listed}, row 3: no label\n"
    rows = newsgraph.KnowledgeGraph.open(folder).query(
        "SELECT ?node ?label ?same ?about ?known { ?node ng:knownAs ?known ; rdfs:label ?label ; owl:sameAs ?same ; "
        "schema:description ?about }"
    )
    label, about = '<b>Vladimir" Saldo</b>', '[bold]"</script>"'
    assert list(rows.table()) == [
        ["actor:b-vladimir-saldo-b", label, "http://www.wikidata.org/entity/Q4404911", about, "Vladimir Saldo"]
    ]
    assert '</script>"' not in (folder / "graph.html").read_text(encoding="utf-8").partition("<body")[2]
    assert newsgraph.KnowledgeGraph.open(folder).validate().conforms
    told = " ".join(run("why", "Saldo", "--graph", folder).stdout.split())
    assert "is on your list of what is known, a person, found there by 'Vladimir Saldo'" in told
    assert "[bold]" in told
    assert "Your list of what is known has it: 'Vladimir Saldo' is a name there." in told


def test_a_list_in_the_folder_is_used_and_a_broken_one_is_wrong_use(tmp_path: Path) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    written(folder, "known.csv", "label,type\nRussia proper,place\nSaldo,person\n")
    graph = newsgraph.build([SEEDS], output=folder)
    assert not graph.problems
    empty = written(tmp_path, "list.csv", "")
    for path in (empty, tmp_path / "missing.csv", tmp_path):
        result = run("build", SEEDS, "--output", folder, "--known", path)
        assert result.exit_code == 2, path
    assert "list.csv: empty" in run("build", SEEDS, "--output", folder, "--known", empty).stderr


def test_entities_from_python_are_a_list_too() -> None:
    entity = KnownEntity("V. Saldo", ("Vladimir Saldo",), "person", "http://www.wikidata.org/entity/Q4404911")
    graph = newsgraph.build([SEEDS], known=entity)
    question = f"SELECT ?label {{ ?node ng:knownAs ?known ; owl:sameAs <{entity.iri}> ; rdfs:label ?label }}"
    assert list(graph.query(question).table()) == [["V. Saldo"]]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", "label,name,iri,wikidata\nAda Molnar,,,Q1\n,Ada Molnar,Q1,\n"),
        (
            "a.jsonl",
            '{"label": "Ada Molnar", "iri": "", "wikidata": "Q1"}\n{"name": "Ada Molnar", "iri": "Q1", "uri": ""}\n',
        ),
    ],
)
def test_of_two_columns_for_one_thing_the_filled_one_counts(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text)
    assert read_known(tmp_path / name) == (
        [KnownEntity("Ada Molnar", iri="http://www.wikidata.org/entity/Q1")],
        [],
    )
