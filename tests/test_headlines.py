from collections.abc import Callable

import pytest

from newsgraph.extraction.attribution.attribution import find_attributions
from newsgraph.extraction.base.annotations import Event
from newsgraph.extraction.base.parsed import Doc
from newsgraph.extraction.clauses.clauses import find_clauses
from newsgraph.extraction.clauses.times import find_times
from newsgraph.extraction.events.events import find_events
from newsgraph.extraction.gazetteer.gazetteer import load
from newsgraph.extraction.mentions.mentions import find_mentions
from newsgraph.extraction.mentions.toponym_recognition import find_toponyms

Parse = Callable[[str], Doc]


def events_of(parse: Parse, text: str) -> list[Event]:
    """The events of a text that have a type."""
    doc = parse(text)
    mentions = find_mentions(doc, load())
    mentions = find_toponyms(doc, mentions, load())
    events = find_events(doc, find_clauses(doc), mentions, find_times(doc, None))
    return [event for event in events if event.type]


def agents(event: Event) -> list[str]:
    return [one.span.text for one in event.participants if one.role == "agent"]


def attributions_of(parse: Parse, text: str) -> list[tuple[str | None, str, list[str]]]:
    """Source, cue and content of each attribution."""
    found = find_attributions(parse(text))
    return [
        (one.source.text if one.source else None, one.cue.text, [span.text for span in one.content]) for one in found
    ]


@pytest.mark.parametrize(
    ("text", "kind", "doers"),
    [
        ("Bahrain severs ties with Tehran", "sanction", ["Bahrain"]),
        ("Egypt and Sudan exchange prisoners at border crossing", "retreat", ["Egypt", "Sudan"]),
        ("Suspected jihadists ambush convoy in Mali", "assault", ["Suspected jihadists"]),
        ("Lagos police detain union leaders", "coerce", ["Lagos police"]),
        ("Manila, Hanoi sign coast guard pact", "support", ["Manila", "Hanoi"]),
        ("Tunis withdraws its troops from Libyan border post", "retreat", ["Tunis"]),
        ("Caracas appeals to UN over disputed region", "request", ["Caracas"]),
    ],
)
def test_verbs_that_look_like_nouns(parse: Parse, text: str, kind: str, doers: list[str]) -> None:
    (event,) = events_of(parse, text)
    assert (event.type, event.modality, agents(event)) == (kind, "actual", doers)


@pytest.mark.parametrize(
    ("text", "kind"),
    [("Peru, Bolivia to hold border talks", "agree"), ("Rebels to free hostages", "concede")],
)
def test_to_is_the_future_of_headlines(parse: Parse, text: str, kind: str) -> None:
    (event,) = events_of(parse, text)
    assert (event.type, event.modality) == (kind, "planned")


def test_the_words_stay(parse: Parse) -> None:
    doc = parse("Bahrain severs ties with Tehran\n\nThe envoy left.")
    assert doc.text == "Bahrain severs ties with Tehran\n\nThe envoy left."
    assert [(token.text, token.lemma_) for token in doc if token.dep_ == "ROOT"][:1] == [("severs", "sever")]


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("Peace talks deadline", "NOUN NOUN NOUN"),
        ("The right to vote", "DET NOUN PART VERB"),
        ("Human rights groups in Mali", "ADJ NOUN NOUN ADP PROPN"),
    ],
)
def test_nouns_stay_nouns(parse: Parse, text: str, tags: str) -> None:
    assert " ".join(token.pos_ for token in parse(text)) == tags


def test_a_sentence_that_the_parser_cut_off(parse: Parse) -> None:
    text = "The minister, who has previously described the scheme as a mistake, conceded yesterday that it might fail."
    assert attributions_of(parse, text) == [
        ("who", "has previously described", ["the scheme as a mistake"]),
        (
            "The minister, who has previously described the scheme as a mistake",
            "conceded",
            ["that it might fail"],
        ),
    ]


@pytest.mark.parametrize(
    ("text", "source", "mark", "content"),
    [
        (
            "Finance minister: talks with lenders have collapsed",
            "Finance minister",
            ":",
            "talks with lenders have collapsed",
        ),
        ("Thousands flee as volcano erupts - officials", "officials", "-", "Thousands flee as volcano erupts"),
    ],
)
def test_a_mark_says_who_says_so(parse: Parse, text: str, source: str, mark: str, content: str) -> None:
    assert attributions_of(parse, text) == [(source, mark, [content])]


@pytest.mark.parametrize("text", ["Ukraine: troops enter the city", "Live: president speaks"])
def test_a_topic_says_nothing(parse: Parse, text: str) -> None:
    assert attributions_of(parse, text) == []


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Former port chief Marchetti arrested in Rijeka", "arrested"),
        ("Two men charged over Visby fire", "charged"),
    ],
)
def test_headlines_leave_out_the_auxiliary_of_passives(parse: Parse, text: str, verb: str) -> None:
    root = parse(text).sents[0].root
    assert (root.text, [child.dep_ for child in root.lefts]) == (verb, ["nsubjpass"])


@pytest.mark.parametrize(
    ("text", "subject", "verb", "obj"),
    [
        ("Upsnap Sues Delvin Over Merger", "Upsnap", "sue", "Delvin"),
        ("Police Arrest Mayor Of Visby", "Police", "arrest", "Mayor"),
        ("Prime Minister Jens Aldal Condemns Envoy's Expulsion", "Aldal", "condemn", "Expulsion"),
    ],
)
def test_verbs_with_a_capital(parse: Parse, text: str, subject: str, verb: str, obj: str) -> None:
    root = parse(text).sents[0].root
    found = {child.dep_: child.text for child in root.children}
    assert (root.lemma_, found["nsubj"], found["dobj"]) == (verb, subject, obj)


@pytest.mark.parametrize("text", ["The Bank Of England", "European Court Of Human Rights"])
def test_names_in_capitals_stay_names(parse: Parse, text: str) -> None:
    assert parse(text).sents[0].root.pos_ == "PROPN"
