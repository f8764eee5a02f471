from collections.abc import Callable

import pytest

from newsgraph.extraction.base.data_files import read_toml
from newsgraph.extraction.base.parsed import Doc
from newsgraph.extraction.clauses.clauses import find_clauses
from newsgraph.extraction.events.event_types import classify, is_to_come, lexical_type

Parse = Callable[[str], Doc]

TYPES = {
    "agree", "consult", "support", "concede", "cooperate", "aid", "retreat", "request", "accuse", "reject", "threaten",
    "protest", "sanction", "mobilize", "coerce", "assault",
}  # fmt: skip


def type_of(parse: Parse, text: str, word: str) -> str | None:
    clauses = {clause.predicate.i: clause for clause in find_clauses(parse(text))}
    return next(classify(clause, clauses) for clause in clauses.values() if clause.predicate.text == word)


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Norway promised Malta two ferries.", "promised", "agree"),
        ("The king visited his cousin in Turin.", "visited", "consult"),
        ("The two ministers signed a fishing treaty.", "signed", "support"),
        ("The governor pardoned the strikers.", "pardoned", "concede"),
        ("Israeli officials shared intelligence with Jordan.", "shared", "cooperate"),
        ("Qatar sent tents to the flooded valley.", "sent", "aid"),
        ("Ghana granted the writer asylum.", "granted", "aid"),
        ("The rebels released nine sailors.", "released", "retreat"),
        ("Lisbon urged the cartel to cut prices.", "urged", "request"),
        ("Prosecutors are investigating the raid.", "investigating", "accuse"),
        ("The rebels turned down the offer.", "turned", "reject"),
        ("Peru issued an ultimatum to Ecuador.", "issued", "threaten"),
        ("Teachers staged a hunger strike.", "staged", "protest"),
        ("Oman recalled its ambassador.", "recalled", "sanction"),
        ("The army moved tanks to the river.", "moved", "mobilize"),
        ("The council imposed a curfew.", "imposed", "coerce"),
        ("Settlers burned down a mill.", "burned", "assault"),
    ],
)
def test_the_types(parse: Parse, text: str, word: str, expected: str) -> None:
    assert type_of(parse, text, word) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The judge lifted the ban.", "lifted", "concede"),
        ("The judge lifted the box.", "lifted", None),
        ("The general accepted their demands.", "accepted", "concede"),
        ("The general accepted their offer.", "accepted", "agree"),
        ("France recalled its ambassador.", "recalled", "sanction"),
        ("France recalled its defeat.", "recalled", None),
        ("Police fired tear gas at the crowd.", "fired", "assault"),
        ("The agency released a report.", "released", None),
        ("The earthquake killed 30 people.", "killed", None),
        ("Gunmen killed 30 people.", "killed", "assault"),
        ("The bus crashed into a wall and 12 passengers were killed.", "killed", None),
        ("The navies held exercises together.", "held", "cooperate"),
        ("The navy held an exercise.", "held", "mobilize"),
    ],
)
def test_the_company_of_a_verb_decides(parse: Parse, text: str, word: str, expected: str | None) -> None:
    assert type_of(parse, text, word) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The premier will visit Oslo in May.", "visit", "agree"),
        ("The navy will blockade the port.", "blockade", "threaten"),
        ("The army will withdraw from the valley.", "withdraw", "concede"),
        ("The firm plans to boycott the fair.", "boycott", "threaten"),
        ("The premier visited Oslo in May.", "visited", "consult"),
        ("Syria is willing to withdraw its troops.", "is", "concede"),
        ("The king is prepared to impose martial law.", "is", "threaten"),
        ("The rebels vowed to attack the town.", "vowed", "threaten"),
        ("The rebels vowed to help the town.", "vowed", "agree"),
    ],
)
def test_what_is_to_come_is_another_type(parse: Parse, text: str, word: str, expected: str) -> None:
    assert type_of(parse, text, word) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Cairo will not release the prisoners.", "release", "reject"),
        ("Cairo did not accept the offer.", "accept", "reject"),
        ("Cairo did not attack the town.", "attack", "assault"),
    ],
)
def test_giving_way_denied_is_refusal(parse: Parse, text: str, word: str, expected: str) -> None:
    assert type_of(parse, text, word) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Sofia held out an olive branch to Skopje.", "held", "agree"),
        ("The emissary hopes to visit Baku.", "visit", "agree"),
        ("Latvia committed itself to sending 90 soldiers to Mali.", "committed", "agree"),
        ("Merkel called Putin on Saturday to discuss the truce.", "called", "consult"),
        ("Lima threw its weight behind the new government.", "threw", "support"),
        ("The ministry made concessions to the lorry drivers.", "made", "concede"),
        ("Bolivian and Peruvian soldiers took part in joint exercises.", "took", "cooperate"),
        ("Portugal supplied the guerrillas with rifles.", "supplied", "aid"),
        ("The release of the four nuns followed.", "release", "retreat"),
        ("Vienna opened the door to talks with Budapest.", "opened", "agree"),
        ("Sofia swung behind the new candidate.", "swung", "support"),
        ("Ethiopia received food aid from Finland.", "received", "aid"),
        ("The dissidents were unbanned in March.", "unbanned", "concede"),
        ("The bloc issued a call for calm.", "issued", "request"),
        ("The opposition wants the governor to resign.", "wants", "request"),
        ("Ankara insisted that the mines be removed.", "insisted", "request"),
        ("Sponsors put pressure on Oslo to yield.", "put", "request"),
    ],
)
def test_idioms(parse: Parse, text: str, word: str, expected: str) -> None:
    assert type_of(parse, text, word) == expected


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Federer withdrew from the tournament.", "withdrew"),
        ("The club released the goalkeeper.", "released"),
        ("The boxer met the challenger in the final.", "met"),
        ("The reader wants to sleep.", "wants"),
        ("The chain opened a new store.", "opened"),
    ],
)
def test_sport_and_trade_are_no_politics(parse: Parse, text: str, word: str) -> None:
    assert type_of(parse, text, word) is None


def test_event_nouns(parse: Parse) -> None:
    text = "The shelling of the bridges and the talks in Oslo followed the withdrawal of Russian troops."
    assert [type_of(parse, text, word) for word in ("shelling", "talks", "withdrawal")] == [
        "assault",
        "consult",
        "retreat",
    ]


def test_a_war_on_poverty_is_no_war(parse: Parse) -> None:
    assert type_of(parse, "The war against poverty goes on.", "war") is None


def test_a_slip_of_the_lemmatizer_is_put_right(parse: Parse) -> None:
    assert type_of(parse, "Farmers have staged rallies.", "staged") == "protest"


@pytest.mark.parametrize("text", ["It was sunny.", "He said so.", "The firm sold 20 cars.", "She won the election."])
def test_all_else_has_no_type(parse: Parse, text: str) -> None:
    assert all(classify(clause) is None for clause in find_clauses(parse(text)))


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Saudi officials pointed the finger at Tehran.", "pointed", "accuse"),
        ("Ankara took Paris to task over the bill.", "took", "accuse"),
        ("Cuba blasted the United States for its policy.", "blasted", "accuse"),
        ("The junta turned a deaf ear to the calls.", "turned", "reject"),
        ("Britain would not budge on its rebate.", "budge", "reject"),
        ("Tehran said it had no intention of halting the work.", "had", "reject"),
        ("Washington said it did not rule out military action.", "rule", "threaten"),
        ("The club reserves the right to a refund.", "reserves", None),
        ("Israel reserves the right to retaliate.", "reserves", "threaten"),
        ("Thousands gathered in the square to denounce the vote.", "gathered", "protest"),
        ("Activists chained themselves to the gates.", "chained", "protest"),
        ("A military court handed the editor a prison term.", "handed", "sanction"),
        ("Japan pulled the plug on the loans.", "pulled", "sanction"),
        ("Norway scrambled two fighters.", "scrambled", "mobilize"),
        ("Six warships headed for the Adriatic.", "headed", "mobilize"),
        ("Security men picked up the lawyer at his home.", "picked", "coerce"),
        ("The town of Bukavu fell to the rebels.", "fell", "assault"),
        ("Government forces retook Ramadi.", "retook", "assault"),
        ("Soldiers raped two women.", "raped", "assault"),
        ("A walkout by telephone workers began at midnight.", "walkout", "protest"),
        ("The withdrawal of the ambassador surprised nobody.", "withdrawal", "sanction"),
        ("A troop buildup on the border worried Warsaw.", "buildup", "mobilize"),
        ("A firefight between marines and insurgents lasted three hours.", "firefight", "assault"),
        ("The rebels are unwilling to talk.", "are", "reject"),
        ("Brazil beat Argentina on penalties in the final.", "beat", None),
        ("The tennis player rallied from two sets down.", "rallied", None),
        ("Sales exploded in the second quarter.", "exploded", None),
    ],
)
def test_idioms_and_the_language_of_sport_and_business(
    parse: Parse, text: str, word: str, expected: str | None
) -> None:
    assert type_of(parse, text, word) == expected


def test_every_type_is_one_of_plovers(parse: Parse) -> None:
    doc = parse("Rebels attacked and will attack, will help, refuse to leave and must go, unless talks resume or fail.")
    clauses = find_clauses(doc)
    assert {classify(clause) for clause in clauses} <= TYPES | {None}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They asked Moscow to leave.", "request"),
        ("They asked for help.", "request"),
        ("They asked that he resign.", "request"),
        ("They asked who pays.", None),
    ],
)
def test_a_question_is_no_request(parse: Parse, text: str, expected: str | None) -> None:
    assert type_of(parse, text, "asked") == expected


def test_the_lexicon_is_in_order() -> None:
    tables = read_toml("event_types.toml")
    verbs = [" ".join(verb.split()) for listed in tables["verbs"].values() for verb in listed.split(",")]
    assert len(verbs) == len(set(verbs))
    assert {pattern["type"] for pattern in tables["pattern"]} <= TYPES | {""}
    referred = {
        name.strip()[1:]
        for pattern in tables["pattern"]
        for key in ("object", "governs", "subject")
        for name in pattern.get(key, "").split(",")
        if name.strip().startswith("@")
    }
    assert referred == set(tables["sets"])


def test_the_future_is_told_from_the_words_alone(parse: Parse) -> None:
    (clause,) = find_clauses(parse("Chad will help Niger."))
    assert (lexical_type(clause), is_to_come(clause)) == ("aid", True)
