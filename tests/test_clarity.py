"""What only makes sense after the sentences before it is told apart, and is never sure."""

import pytest

from newsgraph import Article, extract
from newsgraph.confidence import DEFAULT_MIN_CONFIDENCE
from newsgraph.extraction import assembly, reading
from newsgraph.extraction.parse.language import load


def _points_back(text: str, verb: str) -> bool:
    """Whether that is held against the one statement whose relation has a verb."""
    read = reading.annotate(Article(id="a", text=text), load()(text))
    (found,) = (features for triple, features in assembly.features_of(read) if verb in triple.relation.text)
    return "only makes sense after what stands before" in found


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Bo Berg came to Oslo. Kari Lund rejected this argument on Monday.", "rejected"),
        ("Kari Lund and Ann Lee came. A photograph of its remains drew attention in Norway.", "drew"),
        ("Ann Lee said on Twitter on Monday.", "said"),
        ("Kari Lund revealed that police in Oslo have been unable to question them.", "revealed"),
        ("Bo Berg served more than two in Oslo.", "served"),
        ("Divers in Malta found several of those vessels on Monday.", "found"),
        ("Police in Oslo arrested a man. The trial began on Monday in Bergen.", "began"),
    ],
)
def test_what_points_back(text: str, verb: str) -> None:
    assert _points_back(text, verb)


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Kirsten Berg ended her campaign on Monday.", "ended"),
        ("Nevada became the first state in which women held most seats in 2019.", "became"),
        ("Police in Oslo arrested Ann Lee. Bo Berg praised her lawyer on Monday.", "praised"),
        ("Ann Lee announced that US troops left Syria on Monday.", "announced"),
        ("Both Norway and Sweden rejected the treaty of Paris in 2019.", "rejected"),
        ("Another fire in Oslo killed Ann Lee on Monday.", "killed"),
        ("Ann Lee was 95 on Monday.", "was"),
    ],
)
def test_what_the_statement_or_a_name_tells_does_not_point_back(text: str, verb: str) -> None:
    assert not _points_back(text, verb)


@pytest.mark.parametrize(
    "text",
    [
        "Police in Oslo arrested a man. The trial began in Bergen.",
        "Bo Berg is an envoy. Kari Lund rejected this argument.",
    ],
)
def test_what_points_back_is_never_sure(text: str) -> None:
    told = extract(Article(id="a", text=text)).triples[-1]
    assert told.confidence < DEFAULT_MIN_CONFIDENCE


@pytest.mark.parametrize("text", ["They left Oslo on Monday.", "Police in Oslo arrested him on Monday."])
def test_what_is_told_of_nobody_known_is_never_sure(text: str) -> None:
    assert all(one.confidence <= 0.5 for one in extract(Article(id="a", text=text)).triples)
