"""Reading a whole article: what holds for any text, and that the layers meet."""

import dataclasses
import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import newsgraph
from conftest import SEEDS
from newsgraph import Article, extraction
from newsgraph.extraction import reading
from newsgraph.extraction.base.annotations import Reading
from newsgraph.extraction.reading import LAYERS, Layer
from newsgraph.record import Record
from newsgraph.wording import Wording
from record_rules import check

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Doc

NEWS = SEEDS.joinpath("001_df8709e73398ccae.txt").read_text(encoding="utf-8")
SENTENCES = re.split(r"(?<=[.”])\s+", NEWS)
QUOTES = "“”\"'‘’«»()[]"
relaxed = settings(max_examples=40, suppress_health_check=list(HealthCheck))


def read(text: str, published: str | None = None) -> Record:
    record = newsgraph.extract(Article(id="a", text=text, published=published))
    check(record, text)
    return record


@relaxed
@given(st.text(min_size=1, max_size=400).filter(str.strip))
def test_any_characters(text: str) -> None:
    read(text)


@relaxed
@given(
    st.lists(
        st.one_of(
            st.sampled_from(SENTENCES),
            st.sampled_from(
                ["•", "|", "\t", "\n\n", "—", "😀🇺🇦", "1.", "***", "http://a.b/c?d=e", "\u202e", "said", "?!"]
            ),
            st.sampled_from(list(QUOTES)),
            st.text(max_size=8),
        ),
        min_size=1,
        max_size=8,
    ),
    st.sampled_from([" ", "", "\n", "\n\n", "\r\n", ", "]),
)
def test_sentences_of_news_among_debris(pieces: list[str], separator: str) -> None:
    text = separator.join(pieces)
    if text.strip():
        read(text)


def without_spaces(text: str) -> str:
    return text.replace(" ", "")


def bullets(text: str) -> str:
    return "\n".join(f"• {line}" for line in text.split(". "))


def table(text: str) -> str:
    words = text.split()
    return "\n".join(" | ".join(words[row : row + 6]) for row in range(0, len(words), 6))


def one_sentence(text: str) -> str:
    return re.sub(r"[.!?“”]", ",", text)


def shuffled_quotes(text: str) -> str:
    chance = random.Random(7)
    return "".join(
        chance.choice(QUOTES) if character in QUOTES or chance.random() < 0.03 else character for character in text
    )


def emoji(text: str) -> str:
    return re.sub(r"\b(\w{5})", r"😀\1👩‍👩‍👧", text)


@pytest.mark.parametrize(
    "mangle",
    [str.upper, str.lower, str.title, without_spaces, bullets, table, one_sentence, shuffled_quotes, emoji],
    ids=lambda mangle: mangle.__name__,
)
def test_mangled_news(mangle) -> None:
    read(mangle(NEWS))


def test_a_quotation_that_never_closes() -> None:
    record = read("The mayor said: “We will rebuild the bridge. It will take a year.\n\nThe council met on Monday.")
    assert record.attributions


def test_a_text_that_ends_within_a_clause() -> None:
    closed = "The minister said on Monday that the bridge in Leeds had been closed for a week after the storm."
    record = read(f"{closed} They will leave when paid if")
    assert [one.subject.text for one in record.triples] == ["The minister", "the bridge in Leeds"]


def test_what_is_said_is_tied_to_who_says_it() -> None:
    record = read("Anna Berg, the mayor, said that Norway had attacked the port. The port was closed on Monday.")
    (attribution,) = record.attributions
    assert attribution.source is not None
    speaker = next(entity for entity in record.entities if entity.id == attribution.source.entity)
    assert (speaker.type, speaker.label) == ("person", "Anna Berg")
    attack = next(event for event in record.events if event.lemma == "attack")
    assert (attack.type, attack.attribution) == ("assault", attribution.id)
    assert next(event for event in record.events if event.lemma == "close").attribution is None


def test_the_day_of_publication_fixes_what_the_words_leave_open() -> None:
    text = "Norway recalled its ambassador on Monday."
    assert [event.time and event.time.value for event in read(text).events] == [None]
    assert [event.time and event.time.value for event in read(text, "2022-10-26").events] == ["2022-10-24"]


def test_reading_again_gives_the_same_bytes() -> None:
    assert read(NEWS).to_json() == read(NEWS).to_json()


def test_an_article_is_read_by_itself() -> None:
    """What stands before an article in a batch leaves no trace in its record."""
    reader = newsgraph.Reader().extractor()
    articles = [Article(id="b", text=SENTENCES[0]), Article(id="a", text=NEWS)]
    assert [record.to_json() for record in reader.extract(articles)][1] == read(NEWS).to_json()


@pytest.mark.parametrize(
    "text",
    [
        "He bought " + ", ".join(["apples"] * 1500) + " and pears.",
        "The man " + "of the house " * 1000,
        "He ran, " * 1500,
    ],
)
def test_texts_without_a_full_stop_are_read_in_pieces(text: str) -> None:
    ends = {(one.sentence.start, one.sentence.end) for one in read(text).triples}
    assert all(end - start < 3000 for start, end in ends)


def test_what_is_told_without_a_verb_is_marked() -> None:
    record = read("Many people think of Paris. Ann Lee, the commander of the troops, resigned.")
    told = [(one.relation.label, one.nominal) for one in record.triples]
    assert told == [("think of", False), ("commander of", True), ("resign", False)]
    assert Wording(record, lambda _: None).text(record.triples[0]) == "Many people think of Paris"


def test_a_layer_may_be_left_out_or_replaced(parse: "Callable[[str], Doc]") -> None:
    article = Article(id="a", text="Ann Lee said that Norway attacked the port.")

    def nobody_says(reading: Reading) -> Reading:
        return dataclasses.replace(reading, attributions=[])

    def with_layers(layers: Sequence[Layer]) -> Record:
        record = reading.read(article, parse(article.text), layers)
        check(record, article.text)
        return record

    without_events = [layer for layer in LAYERS if layer.name != "events"]
    replaced = [Layer("attributions", nobody_says) if layer.name == "attributions" else layer for layer in LAYERS]
    found = [with_layers(layers) for layers in (LAYERS, without_events, replaced)]
    told = [[one.relation.label for one in record.triples] for record in found]
    assert told == [["say", "attack"]] * 3
    assert [len(record.events) for record in found] == [1, 0, 1]
    assert [len(record.attributions) for record in found] == [1, 1, 0]
    assert [{triple.attribution for triple in record.triples} for record in found] == [
        {None, "a0"},
        {None, "a0"},
        {None},
    ]


def test_what_the_package_tells_of_itself_is_there() -> None:
    home = Path(extraction.__file__).parent
    modules = {path.stem for path in home.rglob("*.py")} | {path.name for path in home.iterdir() if path.is_dir()}
    told = set(re.findall(r"`([^`]+)`", extraction.__doc__ or ""))
    assert told - {"Article", "Record"} <= modules
    assert modules - told <= {"__init__", "__pycache__"}
