"""What the picture is made of: tables, views and places."""

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from pyoxigraph import Store

from newsgraph.knowledge_graph import KnowledgeGraph
from newsgraph.picture.content import Content, caption, content, merged
from newsgraph.picture.kept import Kept
from newsgraph.picture.layout import Box, positions
from newsgraph.picture.neighbourhood import neighbourhood
from newsgraph.picture.page import _together, material, page, page_parts
from newsgraph.picture.views import Link, Told, views
from newsgraph.rdf import store, writer
from newsgraph.rdf.table_reading import read
from newsgraph.record import Argument
from picture_pages import held
from small_news import IDENTITIES, RECORDS, SHELLING_RECORD, TEXTS


@pytest.fixture(scope="module")
def graph() -> Store:
    return store.in_memory(writer.quads(RECORDS, IDENTITIES, TEXTS))


@pytest.fixture(scope="module")
def known(graph: Store) -> Content:
    return content(read(graph))


def _place(known: Content, label: str) -> int:
    return next(place for place, thing in enumerate(known.things) if thing["label"] == label)


def test_statements_point_at_their_sentence_and_its_words(known: Content) -> None:
    denied = next(row for row in known.statements if row["voice"] == "denied")
    sentence = known.sentences[denied["sentence"]]["text"]
    assert [sentence[begin:end] for begin, end in denied["words"]] == ["The army", "shell", "Cherson"]
    assert known.things[denied["by"]]["label"] == "a spokesman"
    assert [known.statements[other]["voice"] for other in denied["contradicts"]] == ["stated"]


def test_a_thing_knows_the_statements_about_it(known: Content) -> None:
    kherson = known.things[_place(known, "Kherson")]
    assert {known.statements[place]["voice"] for place in kherson["about"]} == {"stated", "denied"}
    assert kherson["kind"] == "place"
    assert known.things[_place(known, "Olha Marsh")]["kind"] == "person"


def test_events_are_nodes_in_one_view_and_folded_in_the_other(known: Content) -> None:
    actors, happened = views(known)
    event, army, kherson = (_place(known, label) for label in ("the army shelled Kherson", "the army", "Kherson"))
    links = {(link.source, link.target, link.voice): link.label for link in happened.links}
    assert links[army, event, "stated"] == "by"
    assert links[event, kherson, "stated"] == "of"
    assert event not in actors.things
    links = {(link.source, link.target, link.voice): link.label for link in actors.links}
    assert links[army, kherson, "stated"] == "shelled"
    assert links[army, kherson, "denied"] == "denied: shell"


def _link(*told: str) -> Link:
    return Link(0, 1, "stated", [Told(words, words) for words in told])


def test_a_link_names_as_many_relations_as_fit() -> None:
    assert _link("ask", "ask", "tell").label == "ask, tell"
    assert _link("withdraw from", "be commander of", "ask").label == "withdraw from, ask +1"
    assert _link("has never paid", "denied: paid").label == "has never paid +1"
    assert _link("would have liked to be able to have paid for").label == "would have liked to be able to have …"


@given(st.text())
def test_captions_are_short_and_show_nothing_unseen(label: str) -> None:
    rows = caption(label).split("\n")
    assert 1 <= len(rows) <= 3
    assert all(0 < len(row) <= 22 for row in rows)
    assert not set("\u202e\u2066\x00\ud800") & set(caption(label + "\u202e\u2066\x00\ud800"))


def test_ranges_that_touch_are_one() -> None:
    assert merged([(5, 7), (0, 2), (2, 3), (6, 9)]) == [(0, 3), (5, 9)]


@settings(max_examples=20)
@given(st.integers(0, 60).flatmap(lambda n: st.lists(st.tuples(st.integers(0, n), st.integers(0, n)), max_size=80)))
def test_no_two_boxes_overlap(ties: list[tuple[int, int]]) -> None:
    graph = nx.Graph(tie for tie in ties if tie[0] != tie[1])
    graph.add_nodes_from(range(5))
    boxes = {node: Box(40 + node % 7 * 15, 30 + node % 3 * 12, node % 2 * 9) for node in graph}
    places = positions(graph, boxes)
    assert places == positions(graph, boxes)
    nodes = list(graph)
    for at, one in enumerate(nodes):
        for other in nodes[:at]:
            across = abs(places[one][0] - places[other][0])
            down = abs(places[one][1] + boxes[one].below - places[other][1] - boxes[other].below)
            room = boxes[one].width + boxes[other].width, boxes[one].height + boxes[other].height
            assert across + 2 > room[0] / 2 or down + 2 > room[1] / 2


def test_the_same_graph_makes_the_same_page(graph: Store) -> None:
    assert page(read(graph)) == page(read(graph))


def test_an_empty_graph_makes_a_page() -> None:
    assert "<html" in page(read(store.in_memory([])))


def test_a_neighbourhood_holds_what_is_near_and_no_more(graph: Store) -> None:
    whole = read(graph)
    iri = KnowledgeGraph(graph).find("the army shelled Kherson")
    near = neighbourhood(whole, iri, 1)
    assert set(near.labels.values()) == {"the army shelled Kherson", "the army", "Kherson"}
    told = [one for table in whole.articles for one in table.statements]
    kept = [one for table in near.articles for one in table.statements]
    assert kept == [one for one in told if {one.subject, one.object} <= near.labels.keys()]
    assert 0 < sum(len(table.sentences) for table in near.articles) < sum(len(one.sentences) for one in whole.articles)
    assert set(neighbourhood(whole, iri, 0).labels) == {iri}


def test_any_spelling_is_the_middle_of_a_picture(graph: Store) -> None:
    known = KnowledgeGraph(graph)
    drawn = known.draw(around="cherson", steps=1)
    assert drawn == known.draw(around=known.find("Kherson"), steps=1)
    assert "Olha Marsh" in held(known.draw(), "strings-0")
    assert "Olha Marsh" not in held(drawn, "strings-0")


def test_who_asks_for_what_is_not_there_is_told_what_is(graph: Store) -> None:
    with pytest.raises(ValueError, match="Kherson"):
        KnowledgeGraph(graph).draw(around="Khersonn")
    with pytest.raises(ValueError, match="steps"):
        KnowledgeGraph(graph).draw(around="Kherson", steps=-1)


def test_what_a_statement_names_within_what_it_says_is_tied_to_its_subject() -> None:
    shelled, left = SHELLING_RECORD.triples
    around = Argument(start=26, end=33, text="the bridges of Kherson", mentions=("m1", "m2"))
    told = replace(shelled, object=around, event=None)
    record = replace(SHELLING_RECORD, triples=(told, left))
    known = content(read(store.in_memory(writer.quads((record,), IDENTITIES, TEXTS))))
    army, kherson = (_place(known, label) for label in ("the army", "Kherson"))
    actors = next(view for view in views(known) if view.name == "actors")
    links = {(link.source, link.target): link.label for link in actors.links if link.source == army}
    assert links == {(army, kherson): "shelled the bridges of Kherson … +1"}
    assert {army, kherson, _place(known, "Olha Marsh")} == {
        place for place, thing in enumerate(known.things) if 0 in thing.get("about", ())
    }


def test_a_page_is_the_same_whatever_an_earlier_one_has_left(graph: Store) -> None:
    known, kept = material(read(graph)), Kept()
    first = page_parts(known, None, kept)
    again = Kept(kept.to_bytes())
    assert page_parts(known, None, again) == first == page_parts(known, None, Kept(b"no such file"))
    assert again.to_bytes() == kept.to_bytes()


@given(st.lists(st.integers(0, 10**6), unique=True, min_size=2), st.data())
def test_a_new_article_leaves_the_texts_of_most_others_together(numbers: list[int], data: st.DataObject) -> None:
    articles = sorted(f"urn:x:{number}" for number in numbers)
    groups = list(_together(articles, [[one] for one in articles]))
    assert [text for group in groups for (text,) in group] == articles
    new = data.draw(st.sampled_from(articles))
    fewer = [one for one in articles if one != new]
    before = list(_together(fewer, [[one] for one in fewer]))
    assert sum(group not in before for group in groups) <= 2
