"""The records that tests make by hand are as good as those that are read from a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgraph.record import Record, Validity, without_unnamed
from record_rules import check
from records import KHERSON, ArticleBuilder
from varied import drafts


@given(st.data())
def test_any_record_fits_its_text(data: st.DataObject) -> None:
    article = data.draw(drafts("a"))
    check(article.record(), article.text)


def test_words_are_written_along() -> None:
    article = ArticleBuilder("a")
    ann, kherson = article.entity("person", "Ann Ray", "Ray"), article.entity("place", "Kherson", location=KHERSON)
    article.new_sentence()
    event = article.event("left", "leave", time="2022-10", agent=ann, patient=kherson)
    article.triple(ann, "leave", kherson, event=event, attribution=article.says(None))
    record = article.record()
    check(record, article.text)
    assert article.text == "Ann Ray Ray Kherson. left 2022-10 said so leave"
    assert [(one.text, one.start, one.end) for one in record.events[0].participants] == [
        ("Ray", 8, 11),
        ("Kherson", 12, 19),
    ]
    assert (record.triples[0].sentence.start, record.triples[0].sentence.end) == (21, len(article.text))


def test_words_are_found_in_a_text_of_ones_own() -> None:
    article = ArticleBuilder("a", text="Ann Ray, the former head of Acme, resigned. She left Acme for Kherson in May.")
    ann, acme = article.entity("person", "Ann Ray", "She"), article.entity("organization", "Acme", "Acme")
    article.triple(ann, "head of", acme, words="former head of", holds=Validity(until=".."), confidence=0.5)
    article.triple(ann, "resign", None, words="resigned")
    article.new_sentence()
    kherson = article.entity("place", "Kherson", location=KHERSON)
    told = [("goal", "for", kherson), ("time", "in", "May")]
    article.triple(ann, "leave", acme, words="left", arguments=told)
    record = article.record()
    check(record, article.text)
    assert [article.text[one.sentence.start : one.sentence.end] for one in record.triples] == [
        "Ann Ray, the former head of Acme, resigned.",
        "Ann Ray, the former head of Acme, resigned.",
        "She left Acme for Kherson in May.",
    ]
    assert [(one.role, one.preposition, one.text) for one in record.triples[2].arguments] == [
        ("goal", "for", "Kherson"),
        ("time", "in", "May"),
    ]
    assert record.triples[1].object is None
    assert Record.from_json(record.to_json()) == record


def test_what_the_text_does_not_say_is_an_error() -> None:
    with pytest.raises(ValueError, match="Lviv"):
        ArticleBuilder("a", text="Ann Ray left.").entity("place", "Lviv")


def test_who_is_left_out_is_no_place_of_an_event_either() -> None:
    builder = ArticleBuilder("a")
    place, other = builder.entity("place", "there", form="pronoun"), builder.entity("place", "Oslo")
    builder.event("met", "meet", place=place)
    builder.event("voted", "vote", place=other)
    found = without_unnamed(builder.record())
    assert [event.place for event in found.events] == [None, other]
