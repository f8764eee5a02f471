"""Who says so, sentence by sentence."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsgraph.extraction.attribution.attribution import Voices, find_attributions
from newsgraph.extraction.parse.passages import read_passages

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Doc

    Parse = Callable[[str], Doc]


def told(parse: "Parse", text: str) -> list[tuple[str | None, str, str]]:
    """Source, cue and content of every attribution, as text."""
    return [
        (found.source.text if found.source else None, found.cue.text, " … ".join(span.text for span in found.content))
        for found in find_attributions(parse(text))
    ]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The airline said that it had cancelled 63 flights.", "The airline", "said",
         "that it had cancelled 63 flights"),
        ("The military administration says it has sent civilians.", "The military administration", "says",
         "it has sent civilians"),
        ("The brewery wants to recruit 40 people.", "The brewery", "wants", "to recruit 40 people"),
        ("The health office urged residents to boil water.", "The health office", "urged", "residents to boil water"),
        ("The Russian leadership denies withdrawal plans.", "The Russian leadership", "denies", "withdrawal plans"),
        ("The senator backs the tax bill.", "The senator", "backs", "the tax bill"),
        ("The board is considering selling the mill.", "The board", "is considering", "selling the mill"),
        ("The tenants accused the contractor of using cheap concrete.", "The tenants", "accused",
         "the contractor of using cheap concrete"),
        ("It was reported that the wreck had been found.", None, "was reported", "that the wreck had been found"),
        ("The cargo is believed to include silver.", None, "is believed", "The cargo … to include silver"),
        ("According to the office, the river rose.", "the office", "According to", "the river rose"),
        ("Ms. Lee hopes to announce her decision by March.", "Ms. Lee", "hopes", "to announce her decision by March"),
        ("The party’s promise that no school would close was broken.", "The party’s", "promise",
         "that no school would close"),
        ("In an interview, Ryan called the plan “a disaster” and left.", "Ryan", "called", "the plan “a disaster”"),
        ("The man told officers he didn’t want to live there.", "The man", "told", "he didn’t want to live there"),
        ("Police told the paper in a note that the case was closed.", "Police", "told", "that the case was closed"),
        ("The governor called on civilians to flee.", "The governor", "called", "on civilians to flee"),
        ("She made clear that he would not run.", "She", "made", "that he would not run"),
        ("The vineyard, she said, had never been so dry.", "she", "said", "The vineyard … had never been so dry"),
        ("Mr. Brown believes that it is good, his spokesman told reporters.", "his spokesman", "told",
         "Mr. Brown believes that it is good"),
        ("In the chair’s view, the system is broken.", "the chair’s", "view", "the system is broken"),
        ("ROME (AP) — The firm will appeal, a lawyer said.", "a lawyer", "said", "The firm will appeal"),
        ("According to the coach, Al Mehra, in their first game, the robot scored.", "the coach, Al Mehra",
         "According to", "in their first game, the robot scored"),
        ("She said she would vote no, adding that the bill was weak.", "She", "said", "she would vote no"),
        ("She said she would vote no, adding that the bill was weak.", "She", "adding", "that the bill was weak"),
        ("In the vote, four ministers, Ann Rudd and Greg Clark, defied the whip and refused to leave.",
         "four ministers, Ann Rudd and Greg Clark", "refused", "to leave"),
        ("Most drivers fail the test on the first day, study claims", "study", "claims",
         "Most drivers fail the test on the first day"),
        ("The minister has called ‘devastating news.’", "The minister", "has called", "‘devastating news.’"),
        ("The mayor is confident that the vote will pass.", "The mayor", "is confident", "that the vote will pass"),
        ("Petrik's claim that the vaults were empty led to an audit.", "Petrik's", "claim",
         "that the vaults were empty"),
    ],
)  # fmt: skip
def test_indirect(parse: "Parse", text: str, source: str | None, cue: str, content: str) -> None:
    assert (source, cue, content) in told(parse, text)


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("“The bridge is safe,” Ludo Harkness, the chief engineer, said on Tuesday.",
         "Ludo Harkness, the chief engineer", "said", "“The bridge is safe,”"),
        ("“We counted nests,” said Ines Varga, who leads the survey, “and every one was occupied.”",
         "Ines Varga, who leads the survey", "said", "“We counted nests,” … “and every one was occupied.”"),
        ("He told the crowd: “This line took us eleven years.”", "He", "told", "“This line took us eleven years.”"),
        ("'It was like flying a piano,' said the pilot.", "the pilot", "said", "'It was like flying a piano,'"),
        ("'The dockers' union is strong,' she said.", "she", "said", "'The dockers' union is strong,'"),
        ("“There was a bang,” Fenn recalled. “The roof was on fire. It fell.”\n\n“I ran.”", "Fenn", "recalled",
         "“There was a bang,” … “The roof was on fire. It fell.” … “I ran.”"),
        ("“We replaced every bolt,” she said. “The deck was tested.\n\n“It will last.”\n\nThe council met.",
         "she", "said",
         "“We replaced every bolt,” … “The deck was tested. … “It will last.”"),
        ("As Mr. Clinton put it, “It depends on the meaning of the word.”", "Mr. Clinton", "put",
         "“It depends on the meaning of the word.”"),
        ("“Is the plan safe for us?” the host asked the minister on Thursday.", "the host", "asked",
         "“Is the plan safe for us?”"),
        ("She said: “I want to talk.\n\n“I want to sit down.”\n\nThen she left.", "She", "said",
         "“I want to talk. … “I want to sit down.”"),
        ("In a statement, the Church denied it:\n\nShe was never forced to work.", "the Church", "denied",
         "She was never forced to work"),
        ("He wrote in a blog post \"I have started the attack myself. It is easy.\"", "He", "wrote",
         "\"I have started the attack myself. It is easy.\""),
        ("Moderator: “Was it insured?”\n\nQuist: “It was a very old boat.”", "Quist", ":", "“It was a very old boat.”"),
        ("His deputy replies: A troop withdrawal is not planned.", "His deputy", "replies",
         "A troop withdrawal is not planned"),
    ],
)  # fmt: skip
def test_direct(parse: "Parse", text: str, source: str, cue: str, content: str) -> None:
    assert (source, cue, content) in told(parse, text)


@pytest.mark.parametrize(
    "text",
    [
        "The night train derailed on Wednesday.",
        "The two presidents spoke by telephone.",
        "The film “Who Said Winter?” opened in 40 cinemas.",
        "Neither of the banks commented.",
        "The army moved in order to defend the city.",
        "A claim form from the bank has nine pages.",
        "They saw a group called the Sea Org.",
    ],
)
def test_nobody_says_anything(parse: "Parse", text: str) -> None:
    assert told(parse, text) == []


def test_innermost_attribution_holds_the_words_and_the_cue_is_the_articles_own(parse: "Parse") -> None:
    doc = parse("The prosecutor said the watchman had claimed that the door was locked.")
    found = find_attributions(doc)
    word = {token.text: token for token in doc}
    voices = Voices(found)
    inner, outer = voices.attribution_of([word["locked"]]), voices.attribution_of([word["watchman"], word["claimed"]])
    assert inner is not None
    assert inner.cue.root.text == "claimed"
    assert outer is not None
    assert outer.cue.text == "said"
    assert voices.attribution_of([word["prosecutor"], word["said"]]) is None
    assert voices.attribution_of([]) is None


FRAGMENTS = [
    *"“”\"'‘’,.?:•|🙂",
    *(
        "\n",
        "\n\n",
        "  ",
        "said",
        "he",
        "Mr Brown",
        "that",
        "according to",
        "it was true",
        "plans to",
        "NAME:",
        "denied",
    ),
    *("claims", "is believed to", "reports of"),
]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=30), st.sampled_from([" ", ""]))
def test_mangled_text_never_raises_and_parts_are_apart(parse: "Parse", pieces: list[str], joint: str) -> None:
    doc = parse(joint.join(pieces))
    for found in find_attributions(doc):
        assert found.content
        assert found.cue.text.strip()
        for span in found.content:
            assert span.text.strip()
            assert set(range(span.start, span.end)).isdisjoint(range(found.cue.start, found.cue.end))


@pytest.mark.parametrize(
    ("text", "all_told"),
    [
        # a quotation goes on until it closes, over paragraphs and possessives
        ("‘The bank lied,’ said Ann Lee. ‘It paid a bonus.\n\n‘The dockers’ union knew.\n\n‘We lost.’ The crowd left.",
         [("Ann Lee", "said",
           "‘The bank lied,’ … ‘It paid a bonus. … ‘The dockers’ union knew. … ‘We lost.’")]),
        ("“The bank lied,” Ann Lee said. She paused. “The regulator knew.”",
         [("Ann Lee", "said", "“The bank lied,” … “The regulator knew.”")]),
        # two may have said it: nobody did
        ("“The bank lied,” Ann Lee said. Bo Ek disagreed. “The regulator knew.”",
         [("Ann Lee", "said", "“The bank lied,”"), (None, "“", "The regulator knew.”")]),
        ("The crowd left. “The regulator knew.”", [(None, "“", "The regulator knew.”")]),
        ("He fell asleep over “They Told Me Nothing” in May.", []),
        # the speaker behind, before, and inverted
        ("Explained Ann Lee, 'We lost the boat.'", [("Ann Lee", "Explained", "'We lost the boat.'")]),
        ("“We lost the boat” wrote Ann Lee.", [("Ann Lee", "wrote", "“We lost the boat”")]),
        ("“We lost the boat. She sank”, read the letter.", [("the letter", "read", "“We lost the boat. She sank”")]),
        ("— The foreman locked the gate, recalled the welder Bo Ek. — We broke it down.",
         [("the welder Bo Ek", "recalled", "The foreman locked the gate … We broke it down")]),
        ("– Apples cost less.\n\n– The mayor sold a boat.", []),
        ("The speaker commented — which many noted as rare — “However one looks, it is wrong.”",
         [("The speaker", "commented", "“However one looks, it is wrong.”"), ("many", "noted", "which")]),
        ("“Brains made us rich. We have no oil.”\n\n—Bo Ek, a miner\n\nThe mine closed in May.",
         [("Bo Ek", "—", "“Brains made us rich. We have no oil.”")]),
        ("“We were not hurt;” read the statement; “we will stay.” The crowd left.",
         [("the statement", "read", "“We were not hurt;” … “we will stay.”")]),
        # whose words are read out
        ("The lawyer read from Ann Lee's diary: “The king fled.”", [("Ann Lee's", "read", "“The king fled.”")]),
        ("Reading from Ann Lee's diary, Bo Ek said: “The king fled.”", [("Ann Lee's", "said", "“The king fled.”")]),
        ("Ann Lee wrote in her diary: “The king fled.”", [("Ann Lee", "wrote", "“The king fled.”")]),
        # somebody within the marks says nothing outside of them
        ("Ann Lee said on the radio, “I announce the death of the king. They fled.”",
         [("Ann Lee", "said", "“I announce the death of the king. They fled.”"),
          ("I", "announce", "the death of the king")]),
        # transcripts and interviews
        ("Q: Did you sell the boat?\n\nA: We sold it in May.",
         [(None, ":", "Did you sell the boat?"), (None, ":", "We sold it in May")]),
        ("Ledger: Did she sink?\n\nAnn Lee: She sank.\n\nThe crew swam.\n\nLedger: All?\n\nAnn Lee: All swam.",
         [("Ledger", ":", "Did she sink?"), ("Ann Lee", ":", "She sank … The crew swam"), ("Ledger", ":", "All?"),
          ("Ann Lee", ":", "All swam")]),
        # hearsay and allegations
        ("Ann Lee reportedly sold the boat.", [(None, "reportedly", "Ann Lee … sold the boat")]),
        ("Nine fled; the cause was reportedly a fire.", [(None, "reportedly", "the cause was … a fire")]),
        ("The alleged theft of the boat was in May.", [(None, "alleged", "theft of the boat")]),
        ("Police said that he allegedly sold the boat.", [("Police", "said", "that he allegedly sold the boat")]),
        ("The mayor is suspected of selling the boat.", [(None, "is suspected", "The mayor … of selling the boat")]),
        ("The mayor faces charges of selling the boat.", [(None, "charges", "of selling the boat")]),
        ("The mayor was held on suspicion of arson.", [(None, "suspicion", "of arson")]),
        ("The mayor was accused by prosecutors of selling the boat.",
         [("prosecutors", "was accused", "The mayor … of selling the boat")]),
        ("The mayor, accused of selling the boat, left.", [(None, "accused", "The mayor … of selling the boat")]),
        ("The mayor is wanted for killing the king.", [(None, "is wanted", "The mayor … for killing the king")]),
        ("The mayor is on trial for killing the king.", [(None, "trial", "for killing the king")]),
        ("The mayor is in charge of the port.", []),
        ("Mayor ‘killed king’", [(None, "‘", "killed king’")]),
        ("The prosecutor accuses the company of having paid spies.",
         [("The prosecutor", "accuses", "the company of having paid spies")]),
        ("Tax to rise, minister says", [("minister", "says", "Tax to rise")]),
    ],
)  # fmt: skip
def test_all_that_is_told(parse: "Parse", text: str, all_told: list[tuple[str | None, str, str]]) -> None:
    assert told(parse, text) == all_told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A truck hit the rail; around 50 gallons of fuel, officials said, spilled and ignited.",
            [("officials", "said", "around 50 gallons of fuel … spilled and ignited")],
        ),
        ("A deal was near, per the AP.", [("the AP", "per", "A deal was near")]),
        ("The ship carries 40 cars per deck.", []),
        (
            "Rumours circulated she was preparing her son.",
            [(None, "Rumours", "she was preparing her son")],
        ),
        (
            "The fire killed at least 60, including, according to the police, nine children.",
            [],
        ),
        (
            "The order moves funds to the wall: according to the paper, three billion from the army.",
            [("the paper", "according to", "three billion from the army")],
        ),
        (
            "According to the office, the river rose; the dam held.",
            [("the office", "According to", "the river rose")],
        ),
        (
            "The fire service indicated on Twitter the baby girl was critically ill, while two adults were seriously "
            "injured.",
            [
                (
                    "The fire service",
                    "indicated",
                    "the baby girl was critically ill, while two adults were seriously injured",
                )
            ],
        ),
        (
            "Protesters have claimed Iran, amongst other outside parties, is unduly influencing their government.",
            [
                (
                    "Protesters",
                    "have claimed",
                    "Iran, amongst other outside parties, is unduly influencing their government",
                )
            ],
        ),
        (
            'The Sheriff\'s Office tweeted the response "required all hands on deck."',
            [("The Sheriff's Office", "tweeted", 'the response "required all hands on deck."')],
        ),
        (
            "The governor had stated she was uninterested in the office, but would fill the position.",
            [
                (
                    "The governor",
                    "had stated",
                    "she was uninterested in the office, but would fill the position",
                )
            ],
        ),
        (
            "The aeroplane was not airworthy, investigators have said, and should not have taken off.",
            [("investigators", "have said", "The aeroplane was not airworthy … and should not have taken off")],
        ),
        (
            "The minister said the river rose, and that the town had flooded.",
            [("The minister", "said", "the river rose, and that the town had flooded")],
        ),
        (
            "He said he lost control, and Lee had been drinking.",
            [("He", "said", "he lost control, and Lee had been drinking")],
        ),
        ("She said she was pleased, and the mayor left.", [("She", "said", "she was pleased")]),
        (
            "According to the police, the driver fled, but the mayor denied it.",
            [("the police", "According to", "the driver fled"), ("the mayor", "denied", "it")],
        ),
        ("By most accounts, the mayor left the city.", [("most accounts", "By", "the mayor left the city")]),
        ("The mayor was hurt by the reports.", []),
        ("The site was said to have begun work.", [(None, "was said", "The site … to have begun work")]),
        ("This suggests that they met.", [(None, "suggests", "that they met")]),
        (
            "Reportedly, two people were killed and at least eight people were injured.",
            [(None, "Reportedly", "two people were killed and at least eight people were injured")],
        ),
    ],
)
def test_reports_whole_and_no_further(parse: "Parse", text: str, expected: list[tuple[str | None, str, str]]) -> None:
    assert told(parse, text) == expected


@pytest.mark.parametrize(
    "text", ["The roads were reportedly closed.", "The base has been rumoured to be a secret.", "It allegedly sank."]
)
def test_hearsay_is_a_claim_of_nobody(parse: "Parse", text: str) -> None:
    doc = parse(text)
    verb = next(token for token in doc if token.text in {"closed", "be", "sank"})
    voices = Voices(find_attributions(doc))
    found = voices.attribution_of(doc[1 : verb.i + 1] if text.startswith("It") else doc[2 : verb.i + 1])
    assert found is not None
    assert found.source is None


def test_what_is_taken_for_granted_is_the_tellers_word(parse: "Parse") -> None:
    doc = parse("The lawyer said that Ann Lee knew that the dam leaked. Ann Lee knew that the dam leaked.")
    voices = Voices(find_attributions(doc))
    found = [voices.attribution_of([token]) for token in doc if token.text == "leaked"]
    sources = [one.source.text for one in found if one is not None and one.source is not None]
    assert sources == ["The lawyer", "Ann Lee"]


def test_words_between_the_parts_of_a_cue_change_no_voice(parse: "Parse") -> None:
    doc = parse("The base has for decades been rumoured to be a secret.")
    relation = [token for token in doc if token.text in {"has", "been", "rumoured", "to", "be"}]
    found = Voices(find_attributions(doc)).attribution_of(relation)
    assert found is not None
    assert (found.source, found.cue.text) == (None, "been rumoured")


@pytest.mark.parametrize(
    ("text", "openings", "part"),
    [
        ("Nine fled; the cause was reportedly a fire; two died.", ";", "the cause was reportedly a fire"),
        ("Nine fled: it was reportedly a fire; two died.", ";", "Nine fled: it was reportedly a fire"),
        ("Nine fled: the cause was reportedly a fire: two died.", ";:", "the cause was reportedly a fire: two died."),
        ("“Nine fled; it burned”, and reportedly two died.", ";", "“Nine fled; it burned”, and reportedly two died."),
        ("“Nine fled; it reportedly burned”, he said.", ";", "it reportedly burned”, he said."),
    ],
)
def test_semicolons_part_a_sentence_but_for_those_in_a_quotation_elsewhere(
    parse: "Parse", text: str, openings: str, part: str
) -> None:
    passages = read_passages(parse(text))
    cue = next(token.i for token in passages.doc if token.text == "reportedly")
    first, last = passages.part(cue, cue + 1, (0, len(passages.doc)), openings)
    assert passages.doc[first:last].text == part


def test_sentences_and_quotations_are_found_once(parse: "Parse") -> None:
    doc = parse("“Nine fled”, he said.")
    assert read_passages(doc).quotes is read_passages(doc).quotes


@pytest.mark.parametrize(
    ("text", "all_told"),
    [
        (
            "Ann Lee of The Times also reacted on television, “The band has lost its best drummer in years.”",
            [("Ann Lee of The Times", "also reacted on television,", "“The band has lost its best drummer in years.”")],
        ),
        (
            "Bo Ek resigned on television. “The report shows a lack of care. Norway is not holding prisoners.”",
            [("Bo Ek", "“", "The report shows a lack of care. Norway is not holding prisoners.”")],
        ),
        (
            "Ann Lee suggested Bo Ek would not run and Eve Moe has moved to Oslo.",
            [("Ann Lee", "suggested", "Bo Ek would not run")],
        ),
        (
            "The plan was described by Ann Lee as a triumph, saying it helps the poor.",
            [("Ann Lee", "was described", "The plan … as a triumph"), ("Ann Lee", "saying", "it helps the poor")],
        ),
        (
            "They met in order to determine whether gas caused the blast.",
            [(None, "to determine", "whether gas caused the blast")],
        ),
    ],
)
def test_whose_words_they_are_without_a_verb_of_speech_beside_them(
    parse: "Parse", text: str, all_told: list[tuple[str | None, str, str]]
) -> None:
    assert told(parse, text) == all_told


def test_an_interview_names_who_answers(parse: "Parse") -> None:
    text = (
        "The magazine met Ann Lee in Oslo.\n\nWhat do you do?\n\nAnn Lee I paint houses.\n\nWhere do you live?\n\n"
        "AL The house is in Bergen.\n\nDo you like it?\n\nAL We love it."
    )
    spoken = [one for one in told(parse, text) if one[1] == "." and one[0]]
    assert spoken == [
        ("Ann Lee", ".", "I paint houses"),
        ("Ann Lee", ".", "The house is in Bergen"),
        ("Ann Lee", ".", "We love it"),
    ]


def test_who_is_known_vouches_where_a_pronoun_is_not(parse: "Parse") -> None:
    doc = parse("The council and the agency said they believe gas caused the blast.")
    caused = next(token for token in doc if token.text == "caused")
    for known, source in ((True, "they"), (False, "The council and the agency")):
        found = Voices(find_attributions(doc), lambda _, known=known: known).attribution_of([caused])
        assert found is not None
        assert found.source is not None
        assert found.source.text == source
