"""Names: where they begin and end, and companies and teams by what is said of them."""

import pytest

from newsgraph.extraction.gazetteer.gazetteer import load
from newsgraph.extraction.mentions import name_spans
from newsgraph.extraction.mentions.name_spans import find_candidates
from newsgraph.extraction.mentions.names import find_names
from newsgraph.extraction.mentions.title_lines import in_title_lines


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("TBILISI — A pump station burned on Monday.", "TBILISI", "place"),
        (
            "A Treasury spokesman declined to comment. The bill was drafted in the House in March.",
            "House",
            "organization",
        ),
        ("Critics praised Joris van der Berg, who lives in Ghent.", "Joris van der Berg", "person"),
        ("He died at St. Luke's Hospital on Friday.", "St. Luke's Hospital", "place"),
        ("Shares in Orchard fell sharply. Orchard Holdings Inc. makes bottle caps.", "Orchard", "organization"),
        ("Relatives praised Ann, Wyatt & Zach Holm on Monday.", "Zach Holm", "person"),
        ("Actress Denise Crosby signed books in Leeds.", "Denise Crosby", "person"),
        ("A body was found near Prince George in March.", "Prince George", "place"),
        ("The army shelled Cherson on Monday.", "Cherson", "place"),
        ("The front is west of the town of Mylowe.", "Mylowe", "place"),
        ("Theresa May left on Monday.", "Theresa May", "person"),
        ("The ally of Senate Majority Leader Mitch McConnell left.", "Senate", "organization"),
        ("The Minister of Information Moammar al-Eryani spoke.", "Moammar al-Eryani", "person"),
        ("Ecologist Ryan Norris counted them.", "Ryan Norris", "person"),
        ("The mayor met Moon Jae-in in May.", "Moon Jae-in", "person"),
        ("The Islamic State of Iraq and the Levant lost the town.", "Islamic State of Iraq and the Levant", "group"),
        ("The government claimed Houthis shelled Mokha.", "Houthis", "group"),
        ("David Turpin left. The police found the Turpins at home.", "Turpins", "group"),
        ("The Kurdistan Workers' Party (PKK) denied it. Units of the PKK fled.", "PKK", "organization"),
        ("Eliud Kipchoge ran on Saturday. Kipchoge said he was tired.", "Eliud Kipchoge", "person"),
        ("He gave an interview to Sputnik News on Monday.", "Sputnik News", "organization"),
        ("The Washington Monument is closed.", "Washington Monument", "place"),
        ("The Northern Arapaho Tribe released the buffalo.", "Northern Arapaho Tribe", "group"),
        ("The EU and the European Union agreed.", "EU", "organization"),
        ("The F.B.I. searched a house in Denver.", "F.B.I.", "organization"),
    ],
)
def test_span_and_type(parse, text: str, name: str, kind: str) -> None:
    assert (name, kind) in {(found.span.text, found.type) for found in find_names(parse(text), load())}


def test_town_is_a_team_in_sport_only(parse) -> None:
    sport = "The striker, who played for Burnley last season, missed a penalty as the league club lost the match."
    news = "The minister said troops left Burnley on Friday."
    kinds = [
        [name.type for name in find_names(parse(text), load()) if name.span.text == "Burnley"] for text in (sport, news)
    ]
    assert kinds == [["organization"], ["place"]]


def test_title_lines(parse) -> None:
    doc = parse("Two Held After Riverside Raid\n\nPolice arrested two men in Riverside on Thursday night.")
    assert {doc[i].text for i in in_title_lines(doc)} >= {"Two", "Raid"}
    assert all(doc[i].idx < doc.text.index("Police") for i in in_title_lines(doc))


@pytest.mark.parametrize(
    "text",
    [
        "The pro-Beijing camp lost two seats.",
        "Hurricane Lorenzo hit the coast. Lorenzo weakened on Monday.",
        "Households lost their goats. Officials came late.",
        "The colonies of Acropora millepora died.",
        "Скажем, тюменскую медицину они любят.",
    ],
)
def test_no_actor_and_no_place(parse, text: str) -> None:
    assert [name.span.text for name in find_names(parse(text), load())] == []


def test_candidates_are_found_once(parse, monkeypatch: pytest.MonkeyPatch) -> None:
    doc = parse("Ann Lee left Oslo on Monday.")
    found = find_candidates(doc)
    monkeypatch.setattr(name_spans, "_find", lambda _: [])
    assert [(span.text, label) for span, label in find_candidates(doc)] == [(span.text, label) for span, label in found]
    assert [span.text for span, _ in found] == ["Ann Lee", "Oslo"]
