from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgraph.extraction.base.annotations import Event
from newsgraph.extraction.base.parsed import Doc
from newsgraph.extraction.clauses.clauses import find_clauses
from newsgraph.extraction.clauses.times import find_times
from newsgraph.extraction.events.events import find_events
from newsgraph.extraction.gazetteer.gazetteer import load
from newsgraph.extraction.mentions.mentions import find_mentions

Parse = Callable[[str], Doc]


def events_of(parse: Parse, text: str) -> list[Event]:
    doc = parse(text)
    return find_events(doc, find_clauses(doc), find_mentions(doc, load()), find_times(doc, None))


def event_of(parse: Parse, text: str, lemma: str) -> Event:
    return next(event for event in events_of(parse, text) if event.lemma == lemma)


def roles(event: Event, *names: str) -> list[str]:
    return [one.span.text for one in event.participants if one.role in names]


def test_an_event_has_its_parts(parse: Parse) -> None:
    event = event_of(parse, "Rebels shelled the town of Juba in Sudan on 3 May 2001.", "shell")
    assert (event.trigger.text, event.type, event.polarity, event.modality) == (
        "shelled",
        "assault",
        "affirmed",
        "actual",
    )
    assert event.time is not None
    assert event.time.value == "2001-05-03"
    assert roles(event, "agent") == ["Rebels"]


def test_passives(parse: Parse) -> None:
    event = event_of(parse, "The camp was attacked by militiamen.", "attack")
    assert (roles(event, "agent"), roles(event, "patient")) == (["militiamen"], ["The camp"])


def test_a_particle_belongs_to_the_trigger(parse: Parse) -> None:
    assert event_of(parse, "Settlers burned down a mill.", "burn down").trigger.text == "burned down"


def test_an_event_noun_has_the_lemma_of_its_verb(parse: Parse) -> None:
    event = event_of(parse, "The Ukrainian shelling of the bridges continued.", "shell")
    assert (event.trigger.text, roles(event, "patient")) == ("shelling", ["the bridges"])
    assert "Ukrainian" in roles(event, "agent")[0]


def test_a_light_verb_and_its_noun_are_one_event(parse: Parse) -> None:
    events = [event for event in events_of(parse, "Envoys held talks in Kabul.") if event.type]
    assert [(event.trigger.text, event.type) for event in events] == [("held talks", "consult")]
    assert events[0].place is not None
    assert events[0].place.span.text == "Kabul"


@pytest.mark.parametrize(
    ("text", "lemma", "target"),
    [
        ("Norway rejected a Danish plan.", "reject", "Danish"),
        ("Iran threatened to shell Iraqi towns.", "threaten", "Iraqi"),
        ("Greece demanded that Moscow withdraw its troops.", "demand", "Moscow"),
        ("Israel refused to meet the king.", "refuse", "the king"),
        ("Norway promised Malta two ferries.", "promise", "Malta"),
        ("The court allowed Ahmed Hassan to leave.", "allow", "Ahmed Hassan"),
        ("Rebels demanded the removal of President Habyarimana.", "demand", "Habyarimana"),
    ],
)
def test_targets_within_what_is_promised_demanded_or_refused(parse: Parse, text: str, lemma: str, target: str) -> None:
    assert any(target in words for words in roles(event_of(parse, text, lemma), "patient", "recipient"))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Supporters rallied outside the embassy of Russia in Kiev.", "Kiev"),
        ("Talks between India and Pakistan resumed in Agra.", "Agra"),
        ("Turkish authorities imposed a curfew in the town of Cizre.", "Cizre"),
    ],
)
def test_places(parse: Parse, text: str, place: str) -> None:
    found = next(event.place for event in events_of(parse, text) if event.type)
    assert found is not None
    assert place in found.span.text


def test_a_verb_of_occurrence_lends_its_noun_what_it_has(parse: Parse) -> None:
    (event,) = events_of(parse, "Fighting broke out between militias and the army.")
    assert (event.trigger.text, roles(event, "agent")) == ("Fighting", ["militias", "the army"])


def test_an_amount_of_people_is_the_people(parse: Parse) -> None:
    event = event_of(parse, "Dozens of demonstrators were arrested.", "arrest")
    assert [(one.span.text, one.head.text) for one in event.participants] == [
        ("Dozens of demonstrators", "demonstrators")
    ]


def test_who_can_avert_a_threat_is_threatened(parse: Parse) -> None:
    event = event_of(parse, "Druze leaders threatened to strike unless Israel leaves.", "threaten")
    assert "Israel" in roles(event, "recipient")


def test_who_must_is_asked(parse: Parse) -> None:
    event = next(event for event in events_of(parse, "Russia said that Sudan must return a helicopter.") if event.type)
    assert (event.type, roles(event, "agent"), roles(event, "recipient")) == ("request", ["Russia"], ["Sudan"])


def test_a_word_takes_part_once_and_never_in_both_roles(parse: Parse) -> None:
    for event in events_of(parse, "The United States and Jordan agreed that the United States will help Jordan fight."):
        heads = [one.head.i for one in event.participants]
        assert len(heads) == len(set(heads))


def test_times_take_no_part(parse: Parse) -> None:
    event = event_of(parse, "Police arrested the editor on Monday.", "arrest")
    assert roles(event, "patient", "recipient", "other") == ["the editor"]


def test_refusal_is_affirmed(parse: Parse) -> None:
    event = event_of(parse, "The U.S. will not meet their demands.", "meet")
    assert (event.type, event.polarity) == ("reject", "affirmed")


def test_a_denial_that_is_the_act_is_affirmed(parse: Parse) -> None:
    event = event_of(parse, "The rebels would not budge.", "budge")
    assert (event.type, event.polarity) == ("reject", "affirmed")


def test_denial_is_negated(parse: Parse) -> None:
    assert event_of(parse, "The army did not attack the town.", "attack").polarity == "negated"


@pytest.mark.parametrize("text", ["The house is old.", "They said they know him.", "He began to think."])
def test_states_and_bare_reports_are_no_events(parse: Parse, text: str) -> None:
    assert events_of(parse, text) == []


def test_things_do_not_support(parse: Parse) -> None:
    assert [event.type for event in events_of(parse, "The results supported the theory.")] == [None]


PIECES = [
    "Rebels", "attacked", "talks", "in", "Kabul", "on", "Monday", "must", "said", "to", "withdraw", "by", "of", "-",
    "he", '"', "\n", "😀", ",", "will", "not", "the", "strike", "held", "'s", "Russian", "and", "that", "|", "2022",
]  # fmt: skip


@settings(max_examples=80)
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_mangled_text_is_borne(parse: Parse, words: list[str]) -> None:
    doc = parse(" ".join(words))
    for event in find_events(doc, find_clauses(doc), find_mentions(doc, load()), find_times(doc, "2022-10-24")):
        assert 0 <= event.trigger.start < event.trigger.end <= len(doc)
        assert all(one.span.start <= one.head.i < one.span.end for one in event.participants)


def test_long_chains_are_borne(parse: Parse) -> None:
    text = "They attacked a " + "number of series of " * 300 + "people and towns " + "in the town of Juba " * 100
    assert events_of(parse, text)


def test_a_noun_before_its_light_verb_is_the_trigger(parse: Parse) -> None:
    events = events_of(parse, "The withdrawal of Cuban troops from Angola was completed in May.")
    assert [(event.trigger.text, event.type) for event in events if event.type] == [("withdrawal", "retreat")]


@pytest.mark.parametrize("text", ["The lake provides the town with water.", "The singer thanked her coach."])
def test_waters_and_entertainers_do_not_act(parse: Parse, text: str) -> None:
    assert not [event for event in events_of(parse, text) if event.type]


@pytest.mark.parametrize(
    ("text", "kind", "agent", "undergoer"),
    [
        ("Ghana received 12 armoured vehicles from Spain.", "aid", "Spain", "Ghana"),
        ("The ministry faced criticism from the Council of Europe.", "accuse", "the Council of Europe", "The ministry"),
    ],
)
def test_who_gives_what_others_receive(parse: Parse, text: str, kind: str, agent: str, undergoer: str) -> None:
    event = next(event for event in events_of(parse, text) if event.type == kind)
    assert agent in roles(event, "agent")
    assert undergoer in roles(event, "patient", "recipient")


def test_phrases_hang_on_particles_too(parse: Parse) -> None:
    assert any(event.type == "coerce" for event in events_of(parse, "Police hauled the editor off to jail."))


def test_people_by_their_work_can_act(parse: Parse) -> None:
    assert any(event.type == "protest" for event in events_of(parse, "Dockworkers halted work at the port."))


def test_what_two_countries_do_jointly_is_cooperation(parse: Parse) -> None:
    assert any(event.type == "cooperate" for event in events_of(parse, "Iraq and Iran jointly dredged the river."))


@pytest.mark.parametrize(
    ("text", "lemma", "role", "expected"),
    [
        ("Farmers who refused the vaccine lost their cattle.", "lose", "agent", ["Farmers who refused the vaccine"]),
        ("Farmers who refused the vaccine lost their cattle.", "refuse", "agent", ["Farmers"]),
        (
            "The rebels rejected anything short of independence.",
            "reject",
            "patient",
            ["anything short of independence"],
        ),
        ("All members except Ruud Besem voted.", "vote", "agent", ["All members except Ruud Besem"]),
        ("The party won the vote in two of the counties.", "win", "other", ["two of the counties"]),
    ],
)
def test_participants_are_whole_phrases(parse: Parse, text: str, lemma: str, role: str, expected: list[str]) -> None:
    assert roles(event_of(parse, text, lemma), role) == expected


def test_a_choice_leaves_each_open(parse: Parse) -> None:
    assert event_of(parse, "Either Ann Tiran or Sven Aker leaked the memo.", "leak").modality == "possible"
    assert event_of(parse, "Ann Tiran and Sven Aker leaked the memo.", "leak").modality == "actual"


def test_who_acquits_does_not_do_it(parse: Parse) -> None:
    event = event_of(parse, "The judge acquitted Ana Petric of murdering her husband.", "murder")
    assert (roles(event, "agent"), event.polarity) == (["Ana Petric"], "negated")
