"""Readable IRIs, whatever they are made from."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from newsgraph.normalisation import lossless_slug
from newsgraph.rdf.iris import Iris, relation, web_address

IRIS = Iris()


@pytest.mark.parametrize(
    ("base", "iri"),
    [
        ("urn:newsgraph:", "urn:newsgraph:actor:vladimir-saldo"),
        ("urn:newsgraph", "urn:newsgraph:actor:vladimir-saldo"),
        ("https://example.org/kg/", "https://example.org/kg/actor/vladimir-saldo"),
        ("https://example.org/kg", "https://example.org/kg/actor/vladimir-saldo"),
        ("https://example.org", "https://example.org/actor/vladimir-saldo"),
        ("tag:example.org,2026:kg", "tag:example.org,2026:kg:actor:vladimir-saldo"),
    ],
)
def test_iris_begin_with_the_base(base: str, iri: str) -> None:
    assert Iris(base).of("actor", "vladimir-saldo").value == iri


@pytest.mark.parametrize(
    "base",
    [
        "", "kg", "/kg/", "example.org/kg", "https://", "https:///kg", "https://example.org/kg#", "urn:", "urn::",
        "https://example.org/?kg=", "https://example.org/a b/", "https://example.org/<>", "javascript:alert(1)",
        "https://beispiel.example/größe/", "file:///kg/", "https://example.org/\n",
    ],
)  # fmt: skip
def test_a_base_that_nothing_can_begin_with_is_refused(base: str) -> None:
    with pytest.raises(ValueError, match="cannot be the base IRI"):
        Iris(base)


def test_the_parts_of_an_article_are_named_after_it() -> None:
    assert IRIS.statement("001", "t3").value == "urn:newsgraph:article:001#statement-t3"
    assert IRIS.characters("001", 412, 507).value == "urn:newsgraph:article:001#char=412,507"
    assert IRIS.topic("001", "The old town", 12).value == "urn:newsgraph:topic:001--the-old-town"


def test_a_pronoun_means_another_topic_each_time() -> None:
    assert IRIS.topic("001", "It", 12).value == "urn:newsgraph:topic:001--it.12"
    assert IRIS.topic("001", "No one", 12) != IRIS.topic("001", "no one", 80)
    assert IRIS.topic("001", "The plan", 12) == IRIS.topic("001", "the plan", 80)


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("withdraw from", "withdraw-from"),
        ("commander of", "commander-of"),
        ("Déclare", "declare"),
        ("25 percent of", "relation-25-percent-of"),
    ],
)
def test_relations_are_readable(label: str, name: str) -> None:
    assert relation(label).value == f"https://w3id.org/newsgraph/relation#{name}"


def test_words_that_differ_only_in_what_ascii_cannot_show_differ_in_their_slugs() -> None:
    assert lossless_slug("Правда") != lossless_slug("Известия")
    assert lossless_slug("the Правда") != lossless_slug("the")
    assert lossless_slug("a " * 100 + "b") != lossless_slug("a " * 100 + "c")


@pytest.mark.parametrize(
    "name", ["a/b", "../../x", "..", "a b", "a#b", "a?b", "ä", "a:b", "<x>", '"', "%41", "\n", "\ud800"]
)
def test_no_name_breaks_out_of_its_part_of_the_iri(name: str) -> None:
    for base in ("urn:newsgraph:", "https://example.org/kg/"):
        iri = Iris(base).of("article", name).value
        rest = iri.removeprefix(Iris(base).namespace("article"))
        assert re.fullmatch(r"(?:[\w.~-]|%[0-9A-F]{2})+", rest, re.ASCII)
        assert rest not in (".", "..")


@given(st.text())
def test_any_words_make_a_slug(words: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", lossless_slug(words))
    assert len(lossless_slug(words)) < 80
    relation(words)


@given(
    st.tuples(st.text(min_size=1), st.text(), st.integers(0)), st.tuples(st.text(min_size=1), st.text(), st.integers(0))
)
def test_topics_of_two_articles_never_share_an_iri(one: tuple[str, str, int], other: tuple[str, str, int]) -> None:
    if one[0] != other[0]:
        assert IRIS.topic(*one) != IRIS.topic(*other)


@given(st.text())
def test_different_articles_have_different_iris(name: str) -> None:
    assert IRIS.of("article", name) != IRIS.of("article", name + "x")


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "https://",
        "news",
        "https://example.org/a b",
        "data:text/html,x",
        'https://e.org/">',
        "http://[",
    ],
)
def test_what_is_no_web_address_is_none(url: str) -> None:
    assert web_address(url) is None


def test_a_web_address_is_kept_as_it_is() -> None:
    assert web_address("https://example.org/news?id=1&x=é#top") == NamedNode("https://example.org/news?id=1&x=é#top")
