"""What print and screens put into a text is not read, and the record points at the article's own characters."""

import pytest

from newsgraph import Article, extract
from newsgraph.extraction.parse.running_text import running_text
from record_rules import spans

LIST = "Bank closes\nMayor arrested\nKing visits Peru\nOil falls"


def running(text: str) -> str:
    found = running_text(text)
    return found.text if found else text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The sena\u00adtor de\u200bnied\u2060 it.", "The senator denied it."),
        ("\u200eIda Berg\u200e met Mr.\u00a0Ek\u202f.", "Ida Berg met Mr. Ek ."),
        ("The o\ufb03cer \ufb01ned him.", "The officer fined him."),
        ("Jose\u0301 resigned.", "José resigned."),
        ("The po-\nlice freed the host-\nages.", "The police freed the hostages."),
        ("The sena\u00ad\ntor left.", "The senator left."),
        ("A well-\nknown co-\noperative closed.", "A well-known co-operative closed."),
        ("His mother-in-\nlaw left.", "His mother-in-law left."),
        ("The anti-tax rally grew. Anti-\ntax groups met.", "The anti-tax rally grew. Anti-tax groups met."),
        ("An Anglo-\nDutch firm won.", "An Anglo-Dutch firm won."),
        ("The min-\n\n   Page 2 of 7      THE LEDGER, 3 MAY 2024\n\nister left.", "The minister left."),
        ("The bank closed in the\n\n- 14 -\n\nspring of last year.", "The bank closed in the spring of last year."),
        ("The bank closed.\n\nPage 3\n\nThe mayor left.", "The bank closed.\n\nThe mayor left."),
        (
            "Bank closes early\nThe bank in Riga closed on Monday after a\nlong dispute over its losses, which the "
            "regu-\nlator had found in the spring of last year.\nThe mayor left.",
            "Bank closes early\nThe bank in Riga closed on Monday after a long dispute over its losses, which the "
            "regulator had found in the spring of last year. The mayor left.",
        ),
        ("Results\n\n12 goals\n\nArsenal won 3-\n2.", "Results\n\n12 goals\n\nArsenal won 3-\n2."),
        ("Police - \nsome in masks - came.", "Police - \nsome in masks - came."),
        (LIST, LIST),
        ("Smith &amp; Co. won&#8217;t pay &euro;3, AT&T; said.", "Smith & Co. won’t pay €3, AT&T; said."),
        ("JosÃ© didnâ€™t pay Â£3, â€œhe saidâ€\x9d.", "José didn’t pay £3, “he said”."),
        ("Ã la carte, Âge d'or, â la mode", "Ã la carte, Âge d'or, â la mode"),
        (
            "The court fined the bank.[^1] It ~~won~~ lost,^2 and 10^6 notes burned.\n\n[^1]: It was closed.",
            "The court fined the bank. It lost, and 10^6 notes burned.\n\nIt was closed.",
        ),
        (
            "# Bank fined\n\n* The **court** fined [Baltika Bank](https://coast.example/a_(b)) on Tuesday.\n"
            "- “We lost,” [he said](/q).\n- 5 degrees. A - b.",
            "Bank fined\n\nThe court fined Baltika Bank on Tuesday.\n“We lost,” he said.\n- 5 degrees. A - b.",
        ),
    ],
)  # fmt: skip
def test_what_is_read(text: str, expected: str) -> None:
    assert running(text) == expected


def test_each_character_is_known_by_its_place() -> None:
    text = "The o\ufb03cer de\u00adnied the bri-\nbery."
    found = running_text(text)
    assert found is not None
    assert found.text == "The officer denied the bribery."
    for word, own in (("officer", "o\ufb03cer"), ("denied", "de\u00adnied"), ("bribery", "bri-\nbery"), (".", ".")):
        start = found.text.index(word)
        assert text[found.starts[start] : found.ends[start + len(word) - 1]] == own


def test_a_record_has_the_words_of_the_text_and_the_places_of_the_article() -> None:
    text = "Ida\u00a0Berg ac\u00adcused Otto Lin\u200bde on Mon-\nday. Otto Linde left."
    record = extract(Article(id="a", text=text))
    assert [(one.subject.text, one.relation.label, one.object and one.object.text) for one in record.triples] == [
        ("Ida Berg", "accuse", "Otto Linde"),
        ("Otto Linde", "leave", None),
    ]
    assert [one.label for one in record.entities if one.type == "person"] == ["Ida Berg", "Otto Linde"]
    assert record.article.length == len(text)
    own = {text[one.start : one.end] for one in spans(record)}
    assert {"Ida\u00a0Berg", "ac\u00adcused", "Otto Lin\u200bde", "Otto Linde"} <= own


def test_a_plain_text_is_read_as_it_is() -> None:
    assert running_text("Police arrested two men.\n\nThe mayor left on 3 May.\n") is None


def test_a_sentence_before_a_page_number_ends_before_it() -> None:
    text = "The bank closed.\n\n- 14 -\n\nThe mayor left."
    found = running_text(text)
    assert found is not None
    assert found.text == "The bank closed.\n\nThe mayor left."
    end = found.text.index("The mayor")
    assert text[: found.ends[end - 1]].strip() == "The bank closed."
    assert text[found.starts[end] :] == "The mayor left."
