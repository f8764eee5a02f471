"""Why a statement is not sure: the main reasons behind its confidence."""

from conftest import ROOT
from newsgraph.extraction.base.data_files import read_toml
from newsgraph.extraction.base.linear import load_model
from newsgraph.extraction.statements.doubts import doubts
from newsgraph.picture.views import plain_doubts

WEIGHTS = {name: row[0] for name, row in load_model("confidence").weights.items()}


def _worst(beginning: str) -> str:
    return min((name for name in WEIGHTS if name.startswith(beginning)), key=WEIGHTS.__getitem__)


def test_what_pulls_a_statement_down_most_comes_first() -> None:
    parse, pronoun = _worst("second parse: "), _worst("subject pronoun")
    assert doubts({parse: 9.0, pronoun: 1.0}, 0.4) == ("reading", "who")
    assert doubts({parse: 1.0, pronoun: 9.0}, 0.4) == ("who", "reading")
    assert doubts({pronoun: 1.0, "nobody knows it": 1.0}, 0.4) == ("who",)


def test_what_is_sure_has_no_doubts() -> None:
    assert doubts({_worst("second parse: "): 9.0}, 0.95) == ()


def test_every_reason_has_plain_words_and_is_known_to_the_graph() -> None:
    reasons = set(read_toml("doubts.toml"))
    assert set(plain_doubts()) == reasons
    shapes = (ROOT / "ontology" / "shapes.ttl").read_text("utf-8")
    told = shapes.partition("sh:path ng:doubt")[2].partition(")")[0]
    assert {word for word in told.split('"') if word.isalpha()} == reasons
