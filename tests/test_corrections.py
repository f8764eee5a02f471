"""What the parser is told about the way that news is typeset."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Doc

    Parse = Callable[[str], Doc]


def test_typographic_marks_parse_as_plain_ones_and_stay_in_the_text(parse: "Parse") -> None:
    text = "“The ministers defied their party’s whip,” she said. “It doesn’t matter and they’re out.”"
    curly, plain = parse(text), parse(text.translate(str.maketrans("“”’", '""\'')))
    assert curly.text == text
    assert [(t.pos_, t.tag_, t.dep_, t.head.i) for t in curly] == [(t.pos_, t.tag_, t.dep_, t.head.i) for t in plain]
    assert {t.lemma_ for t in curly if t.text in {"n’t", "’re"}} == {"not", "be"}


def test_a_headline_is_a_sentence_of_its_own(parse: "Parse") -> None:
    doc = parse("Senate leaders delay vote\nThe Senate leaders announced it on Monday.\n\nThey met.")
    assert [sentence.text.strip() for sentence in doc.sents] == [
        "Senate leaders delay vote",
        "The Senate leaders announced it on Monday.",
        "They met.",
    ]


def test_wrapped_lines_are_one_sentence(parse: "Parse") -> None:
    lines = ["The council met on Monday and the mayor", "spoke for two hours about the bridge, the", "harbour, the"]
    lines += ["town hall, the theatre and the old cinema", "by the river, which has been closed since a", "storm."]
    assert len(list(parse("\n".join(lines)).sents)) == 1


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("hoped", "hope"),
        ("hates", "hate"),
        ("rated", "rate"),
        ("fined", "fine"),
        ("raped", "rape"),
        ("bared", "bare"),
        ("barred", "bar"),
        ("rebooked", "rebook"),
        ("created", "create"),
        ("treated", "treat"),
        ("caning", "cane"),
        ("stayed", "stay"),
    ],
)
def test_lemmas(parse: "Parse", form: str, lemma: str) -> None:
    assert parse(f"They said he {form} it.")[3].lemma_ == lemma


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("The court fined the bank.", "fine"),
        ("The airline rebooked the passengers.", "rebook"),
        ("The council barred the press.", "bar"),
        ("The gunman bared his teeth.", "bare"),
        ("The regime caned the student.", "cane"),
        ("The clerk coded the ballots.", "code"),
        ("The ministry piped gas to Riga.", "pipe"),
        ("Police raided the office.", "raid"),
        ("The court stayed the order.", "stay"),
        ("Troops wound down the mission.", "wind"),
        ("Rebels wounded the guard.", "wound"),
        ("The thieves robbed a bank.", "rob"),
    ],
)
def test_verbs_are_spelt_back(parse: "Parse", text: str, lemma: str) -> None:
    assert next(token for token in parse(text) if token.pos_ == "VERB").lemma_ == lemma


def test_prefix_stays_with_its_word(parse: "Callable[[str], Doc]") -> None:
    tokens = [token.text for token in parse("He was re-elected by the Paris-based club.")]
    assert "re-elected" in tokens
    assert "Paris" in tokens


def test_demonym_after_a_prefix_stands_alone(parse: "Callable[[str], Doc]") -> None:
    assert "Russian" in [token.text for token in parse("The pro-Russian rebels left.")]
