"""What events are called: whole clauses that say so where nobody states them as facts."""

import pytest
from msgspec.structs import replace

from newsgraph.record import Modality, Polarity, Record
from newsgraph.resolution import resolve
from records import ArticleBuilder


def _paid(
    relation: str = "paid",
    polarity: Polarity = "affirmed",
    modality: Modality = "actual",
    said: bool = False,
    identifier: str = "a",
) -> Record:
    """An article on a company that pays a port, in some words."""
    article = ArticleBuilder(identifier, "2022-05-04")
    company, port = article.entity("organization", "Nordkap"), article.entity("organization", "Port of Rijeka")
    event = article.event("paid", "pay", "aid", time="2022-05-03", agent=company, patient=port)
    article.triple(company, "pay", port, event=event)
    if said:
        article.says(company)
    record = article.record()
    (triple,), (told,) = record.triples, record.events
    attribution = "a0" if said else None
    known = {"polarity": polarity, "modality": modality, "attribution": attribution}
    words = {"subject": replace(triple.subject, text="Nordkap"), "relation": replace(triple.relation, text=relation)}
    words["object"] = replace(triple.object, text="the Port of Rijeka")
    return replace(record, triples=(replace(triple, **known, **words),), events=(replace(told, **known),))


def _label(*records: Record) -> str:
    (event,) = resolve(records).events
    return event.label


@pytest.mark.parametrize(
    ("record", "label"),
    [
        (_paid(), "Nordkap paid the Port of Rijeka"),
        (_paid("has never paid", "negated"), "Nordkap has never paid the Port of Rijeka"),
        (_paid("paid", "negated"), "denied: Nordkap paid the Port of Rijeka"),
        (_paid("may pay", modality="possible"), "Nordkap may pay the Port of Rijeka"),
        (_paid("pay", modality="demanded"), "demanded: Nordkap pay the Port of Rijeka"),
        (_paid(said=True), "claimed: Nordkap paid the Port of Rijeka"),
        (_paid("did not pay", "negated", said=True), "claimed: Nordkap did not pay the Port of Rijeka"),
    ],
)
def test_a_label_is_a_clause_that_says_how_far_it_is_a_fact(record: Record, label: str) -> None:
    assert _label(record) == label


def test_what_one_article_states_is_told_by_its_words() -> None:
    denied, stated = _paid("never paid", "negated", identifier="a"), _paid("has paid", identifier="b")
    assert _label(denied, stated) == "Nordkap has paid the Port of Rijeka"
    assert _label(denied, _paid(said=True, identifier="b")) == "claimed: Nordkap paid the Port of Rijeka"


def test_an_event_that_is_known_to_be_denied_is_denied_though_its_clause_is_not() -> None:
    record = _paid()
    record = replace(record, events=(replace(record.events[0], polarity="negated"),))
    assert _label(record) == "denied: Nordkap paid the Port of Rijeka"


@pytest.mark.parametrize(
    ("known", "label"),
    [
        ({}, "Nordkap paid Port of Rijeka"),
        ({"polarity": "negated"}, "denied: Nordkap paid Port of Rijeka"),
        ({"modality": "planned"}, "planned: Nordkap paid Port of Rijeka"),
        ({"modality": "planned", "attribution": "a0"}, "claimed, planned: Nordkap paid Port of Rijeka"),
        ({"attribution": "a0"}, "claimed: Nordkap paid Port of Rijeka"),
    ],
)
def test_an_event_that_no_statement_tells_of_says_how_far_it_is_a_fact(known: dict[str, str], label: str) -> None:
    record = _paid(said=True)
    event = replace(_paid().events[0], **known)
    assert _label(replace(record, triples=(), events=(event,))) == label
