"""Trees that the parser tore, put together: what is said by them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from newsgraph.extraction.attribution.attribution import find_attributions
from newsgraph.extraction.base.annotations import text_span
from newsgraph.extraction.clauses.clauses import find_clauses
from newsgraph.extraction.parse.reattachment import reattach
from newsgraph.extraction.parse.tree import hang
from newsgraph.extraction.statements.triples import find_triples

if TYPE_CHECKING:
    from spacy.language import Language

    from newsgraph.extraction.base.parsed import Doc

Parse = Callable[[str], "Doc"]


def said(parse: Parse, text: str) -> list[str]:
    """Subject | relation | object of each statement."""
    doc = parse(text)
    return [
        " | ".join(
            text_span(part).text if part else "-"
            for part in (one.subject.tokens, one.relation, one.object.tokens if one.object else [])
        )
        for one in find_triples(doc, find_clauses(doc))
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Critics claimed Norway, among other states, is buying the gas.", [
            "Critics | claimed | Norway, among other states, is buying the gas",
            "Norway | is buying | the gas",
        ]),
        ("The weather service reported Storm Ivo in the Baltic had weakened into a depression.", [
            "The weather service | reported | Storm Ivo in the Baltic had weakened into a depression",
            "Storm Ivo in the Baltic | had weakened into | a depression",
        ]),
        ("The party filed a motion claiming the state of siege is illegal and violated its rights.", [
            "The party | filed | a motion claiming the state of siege is illegal and violated its rights",
            "the state of siege | is | illegal",
            "the state of siege | violated | its rights",
        ]),
        ("The minister declared an emergency, shut all schools and closed the border.", [
            "The minister | declared | an emergency",
            "The minister | shut | all schools",
            "The minister | closed | the border",
        ]),
        ("Norway sentenced two people smugglers to six years in prison.", [
            "Norway | sentenced | two people smugglers",
        ]),
        ("The House opened an investigation into alleged misconduct by sitting President Ann Lee.", [
            "The House | opened | an investigation into alleged misconduct",
        ]),
        ("On Saturday a ferry from Bergen, Norway sank in a storm.", [
            "a ferry from Bergen | sank in | a storm",
        ]),
        ("The second Youth Games for the prize of the Governor of Tula Oblast, Russia took place in April.", [
            "The second Youth Games for the prize of the Governor of Tula Oblast, Russia | took place | -",
        ]),
        ("On Monday Volvo Cars announced the ministry was investigating the sale.", [
            "Volvo Cars | announced | the ministry was investigating the sale",
            "the ministry | was investigating | the sale",
        ]),
        ("The mayor said that, after the first festival, a group of young writers met in Oslo.", [
            "The mayor | said | that, after the first festival, a group of young writers met in Oslo",
            "a group of young writers | met in | Oslo",
        ]),
        ("Al Arabiya reported on Monday, prices had risen to 12 dollars.", [
            "Al Arabiya | reported | prices had risen to 12 dollars",
            "prices | had risen to | 12 dollars",
        ]),
        ("The case is a quarrel between his widowed mother, Ann Lee, and his aunt.", [
            "The case | is | a quarrel between his widowed mother, and his aunt",
            "Ann Lee | widowed mother | his",
        ]),
        ("The rule covers the harbour, coastal waters, as well as the islands.", [
            "The rule | covers | the harbour, coastal waters, as well as the islands",
        ]),
        ("The People's Party won two seats and Free Liberals lost three seats.", [
            "The People's Party | won | two seats",
            "Free Liberals | lost | three seats",
        ]),
        ("Bergen and Stavanger harbour officials said the port was closed.", [
            "Bergen and Stavanger harbour officials | said | the port was closed",
            "the port | was closed | -",
        ]),
        ("Party leader and Prime Minister Ann Lee said the port was closed.", [
            "Party leader and Prime Minister Ann Lee | said | the port was closed",
            "the port | was closed | -",
        ]),
        ("Hansen et al's study describes a new species of crab.", [
            "Hansen et al's study | describes | a new species of crab",
        ]),
        ("On Friday, on Route 9 in Bergen, Norway, a pickup truck and a group of ten cyclists collided.", [
            "a pickup truck and a group of ten cyclists | collided | -",
        ]),
        ("A man was arrested after Ann Lee, mayor of Bergen, was stabbed on Friday.", [
            "A man | was arrested | -",
            "Ann Lee | was stabbed | -",
            "Ann Lee | mayor of | Bergen",
        ]),
        ("He left after the vote, drove home and was shot.", ["He | left | -", "He | drove | -", "He | was shot | -"]),
        ("Ann Lee, who has waived her right to anonymity, met Bo Ek.", [
            "Ann Lee | has waived | her right to anonymity",
            "Ann Lee | met | Bo Ek",
        ]),
        ("Police used the flat as an explosives depot ahead of a raid.", ["Police | used | the flat"]),
        ("The lake could have oxygen levels high enough for fish.", [
            "The lake | could have | oxygen levels high enough for fish",
        ]),
        ("Ann Lee urged the embassy to reconsider and spoke with the minister.", [
            "Ann Lee | urged | the embassy",
            "Ann Lee | spoke with | the minister",
        ]),
        ("The fire killed five children in a church bus and two drivers.", [
            "The fire | killed | five children in a church bus",
            "The fire | killed | two drivers",
        ]),
        ("In Oslo, Bergen and Tromso, schools closed.", ["schools | closed | -"]),
        ("After crossing the bridge, the out-of-control vehicles collided with a school bus.", [
            "the out-of-control vehicles | crossing | the bridge",
            "the out-of-control vehicles | collided with | a school bus",
        ]),
    ],
)  # fmt: skip
def test_torn_trees_are_put_together(parse: Parse, text: str, wanted: list[str]) -> None:
    assert said(parse, text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The station was shut at noon, stated Minister of Transport Ann Lee, and was left empty.", [
            ("Minister of Transport Ann Lee", "stated", ["The station was shut at noon", "and was left empty"]),
        ]),
        ("A man robbed a bank in Oslo, reported officials, with 25 others in it.", [
            ("officials", "reported", ["A man robbed a bank in Oslo", "with 25 others in it"]),
        ]),
        ("The minister declared an emergency, shut all schools and closed the border.", [
            ("The minister", "declared", ["an emergency"]),
        ]),
    ],
)  # fmt: skip
def test_a_verb_of_speech_has_its_speaker(parse: Parse, text: str, wanted: list[tuple[str, str, list[str]]]) -> None:
    found = find_attributions(parse(text))
    assert [(one.source and one.source.text, one.cue.text, [part.text for part in one.content]) for one in found] == (
        wanted
    )


@pytest.mark.parametrize(
    "parsed",
    [
        "Planes/NOUN/ROOT/0 in/ADP/prep/0 Nevada/PROPN/pobj/1 ,/PUNCT/punct/5 Canada/PROPN/nsubj/5 crashed/VERB/acl/0",
        "Hansen/PROPN/compound/3 et/X/dep/2 al/PROPN/nsubj/4 crabs/NOUN/nmod/2 grew/VERB/ROOT/4",
    ],
)
def test_however_wrong_a_tree_is_it_stays_one(nlp: "Language", parsed: str) -> None:
    from spacy.tokens import Doc

    words, kinds, relations, heads = zip(*(word.split("/") for word in parsed.split()), strict=True)
    places = ["B-GPE" if word in {"Nevada", "Canada"} else "O" for word in words]
    doc = Doc(nlp.vocab, words, pos=kinds, tags=kinds, deps=relations, heads=[*map(int, heads)], ents=places)
    for token in reattach(doc):
        path = {token}
        while token.head != token:
            token = token.head
            assert token not in path
            path.add(token)


def test_nothing_hangs_on_what_depends_on_it(parse: Parse) -> None:
    """A tree with a circle in it is read for ever."""
    doc = parse("The mayor said that the bridge was shut.")
    said, shut = doc[2], doc[7]
    hang(said, shut, "ccomp")
    assert said.head == said
    hang(shut, said, "advcl")
    assert (shut.head, shut.dep_) == (said, "advcl")
