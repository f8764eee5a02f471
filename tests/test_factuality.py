"""Polarity and modality, sentence by sentence."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

import pytest

from newsgraph.extraction.base.annotations import Clause
from newsgraph.extraction.clauses.factuality import factuality

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Doc

CASES = """
The army left the city.|left|verb|affirmed|actual
The army did not leave the city.|leave|verb|negated|actual
Nobody left the city.|left|verb|negated|actual
No soldiers left the city.|left|verb|negated|actual
The army never left the city.|left|verb|negated|actual
A troop withdrawal is not planned.|withdrawal|noun|negated|planned
A troop withdrawal is not planned.|planned|verb|negated|actual
The service does not expect any withdrawal of troops.|withdrawal|noun|negated|possible
The leadership denies withdrawal plans.|withdrawal|noun|negated|planned
The leadership denies withdrawal plans.|denies|verb|affirmed|actual
He said that the region would not be evacuated.|evacuated|verb|negated|planned
The British ministry said authorities have probably ordered preparations.|ordered|verb|affirmed|possible
The authorities have probably ordered preparations to evacuate civilians.|evacuate|verb|affirmed|demanded
No one plans to withdraw Russian troops.|withdraw|verb|negated|planned
The company failed to pay its workers.|pay|verb|negated|actual
They refused to sign the deal.|sign|verb|negated|actual
He left without paying the bill.|paying|verb|negated|actual
She doesn't think that the army attacked the village.|attacked|verb|negated|possible
The ban prevents farmers from selling milk.|selling|verb|negated|actual
The minister will resign.|resign|verb|affirmed|planned
The minister may resign.|resign|verb|affirmed|possible
The minister is likely to resign.|resign|verb|affirmed|possible
The date of the vote is unclear.|is|copula|affirmed|actual
The mayor was announced to have died.|died|verb|affirmed|actual
The minister is believed to have resigned.|resigned|verb|affirmed|actual
The governor urged civilians to flee.|flee|verb|affirmed|demanded
The governor called on civilians to flee.|flee|verb|affirmed|demanded
The army is preparing to defend the city.|defend|verb|affirmed|planned
The planned withdrawal was a surprise.|withdrawal|noun|affirmed|planned
There were rumours about the withdrawal of troops.|withdrawal|noun|affirmed|possible
They have a route in the event of an advance.|advance|noun|affirmed|hypothetical
The state must pay.|pay|verb|affirmed|demanded
The troops reportedly shelled the town.|shelled|verb|affirmed|actual
The troops probably shelled the town.|shelled|verb|affirmed|possible
Polls indicate that the senator leads.|leads|verb|affirmed|actual
He suggested that the minister resign.|resign|verb|affirmed|demanded
The site is said to have begun work.|begun|verb|affirmed|actual
She told them that he had begun and also worked there.|worked|verb|affirmed|actual
The firm went on to win the cup.|win|verb|affirmed|actual
It describes a scenario in which the ship sank.|sank|verb|affirmed|hypothetical
I am saddened to report that he died.|died|verb|affirmed|actual
Ice tends to break.|break|verb|affirmed|actual
She told of being forced to leave.|leave|verb|affirmed|actual
The mayor wants to cancel the vote and argue about it.|argue|verb|affirmed|planned
They are like the lies that have been revealed.|revealed|verb|affirmed|actual
The attack did not kill anyone.|attack|noun|affirmed|actual
The attack did not kill anyone.|kill|verb|negated|actual
He is not a spy.|is|copula|negated|actual
The state wants to recruit men.|recruit|verb|affirmed|planned
The company announced layoffs.|layoffs|noun|affirmed|planned
The government condemned the attack.|attack|noun|affirmed|actual
She was able to flee.|flee|verb|affirmed|actual
He said that troops had not crossed the river.|crossed|verb|negated|actual
The company denied that waste had reached the lake.|reached|verb|negated|actual
Police found no evidence of an attack.|attack|noun|negated|actual
The family escaped the attack.|attack|noun|affirmed|actual
The army cancelled the attack.|attack|noun|negated|actual
The crowd left after the vote.|vote|noun|affirmed|actual
They want to escape from the attacks.|attacks|noun|affirmed|actual
She told reporters that the mayor had resigned.|resigned|verb|affirmed|actual
The party demanded that the mayor resign.|resign|verb|affirmed|demanded
He wants the chief to resign.|resign|verb|affirmed|demanded
The troops stayed in order to defend the city.|defend|verb|affirmed|actual
Leave the city now.|Leave|verb|affirmed|demanded
The party said that it would win if the mayor resigned.|win|verb|affirmed|hypothetical
The mayor has no plans to resign.|resign|verb|negated|planned
The firm is unable to pay.|pay|verb|negated|actual
It is unlikely that the firm paid.|paid|verb|negated|possible
If it rains, the game will move.|rains|verb|affirmed|hypothetical
If it rains, the game will move.|move|verb|affirmed|hypothetical
The coming few weeks will decide the war.|decide|verb|affirmed|planned
Few soldiers left the town.|left|verb|negated|actual
Hardly any soldiers left the town.|left|verb|negated|actual
Any soldiers left the town.|left|verb|affirmed|actual
Don't sell the port.|sell|verb|negated|demanded
Don’t sell the port.|sell|verb|negated|demanded
Do not bomb Iran.|bomb|verb|negated|demanded
The firms do not sell arms.|sell|verb|negated|actual
"""


@pytest.mark.parametrize("case", CASES.strip().splitlines())
def test_polarity_and_modality(parse: "Callable[[str], Doc]", case: str) -> None:
    text, word, kind, expected_polarity, expected_modality = case.split("|")
    kinds: dict[str, Literal["verb", "copula", "noun"]] = {"verb": "verb", "copula": "copula", "noun": "noun"}
    predicate = next(token for token in parse(text) if token.text == word)
    clause = Clause(predicate=predicate, kind=kinds[kind])
    found = factuality(clause)
    assert (found.polarity, found.modality) == (expected_polarity, expected_modality)
