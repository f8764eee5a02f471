"""Bodies that are called after who leads them, and plurals that mean anybody."""

import pytest

from newsgraph.resolution import resolve
from newsgraph.resolution.owned_bodies import owned_body
from records import ArticleBuilder


@pytest.mark.parametrize(
    ("label", "body"),
    [
        ("Trump administration", ("administration", "trump")),
        ("the Trump administration", ("administration", "trump")),
        ("Trump's administration", ("administration", "trump")),
        ("President Donald Trump's administration", ("administration", "trump")),
        ("the cabinet of Theresa May", ("cabinet", "may")),
        ("Federal Aviation Administration and more", None),
        ("interim administration", None),
        ("administration", None),
    ],
)
def test_whose_body_it_is(label: str, body: tuple[str, str] | None) -> None:
    found = owned_body(label)
    assert (found and (found.head, found.owner.surname)) == body


def article(identifier: str, *persons: str, body: str) -> ArticleBuilder:
    found = ArticleBuilder(identifier)
    for person in persons:
        found.entity("person", person)
    found.entity("organization", body, form="nominal")
    return found


def bodies(*articles: ArticleBuilder) -> list[tuple[str, int]]:
    found = resolve([one.record() for one in articles]).entities
    return [(one.label, len(one.members)) for one in found if one.type == "organization"]


def test_one_leaders_administration_is_one_over_articles() -> None:
    stories = [
        article("001", "Donald Trump", body="the Trump administration"),
        article("002", "Donald Trump", body="Trump's administration"),
        article("003", body="the Trump administration"),
        article("004", "Barack Obama", body="the Obama administration"),
    ]
    assert sorted(bodies(*stories)) == [("Obama administration", 1), ("Trump administration", 3)]


def test_namesakes_have_administrations_of_their_own_and_who_is_meant_may_stay_open() -> None:
    stories = [
        article("001", "Boris Johnson", body="the Johnson government"),
        article("002", "Lyndon Johnson", body="the Johnson government"),
        article("003", body="the Johnson government"),
    ]
    assert [count for _, count in bodies(*stories)] == [1, 1, 1]


def test_who_is_any_of_many_is_generic_and_who_is_told_apart_is_not() -> None:
    found = ArticleBuilder("001")
    found.entity("group", "residents", form="nominal")
    found.entity("group", "some officials", label="officials", form="nominal")
    found.entity("group", "the protesters", label="protesters", form="nominal")
    found.entity("group", "her friends", label="friends", form="nominal")
    found.entity("group", "over a thousand people", form="nominal")
    found.entity("person", "one person", form="nominal")
    found.entity("person", "a sailor", form="nominal")
    found.entity("organization", "schools", form="nominal")
    found.entity("group", "two fishermen", form="nominal")
    found.entity("group", "Russian troops", form="nominal", nationality="RU")
    generic = {one.label: one.generic for one in resolve([found.record()]).entities}
    assert generic == {
        "residents": True,
        "officials": True,
        "protesters": True,
        "friends": True,
        "over a thousand people": True,
        "one person": True,
        "a sailor": False,
        "schools": True,
        "two fishermen": False,
        "Russian troops": False,
    }


def test_whom_a_report_describes_is_one_wherever_it_is_printed() -> None:
    stories = []
    for identifier in ("001", "002", "003"):
        story = ArticleBuilder(identifier)
        story.entity("group", "two fishermen", form="nominal")
        story.entity("person", "a sailor", label="a sailor", form="nominal")
        story.entity("person", "a sailor", label="a sailor", form="nominal")
        stories.append(story.record())
    apart = [len(one.members) for one in resolve(stories).entities]
    assert apart == [1] * 9
    found = resolve(stories, reprints={"002": "001"}).entities
    assert sorted((one.label, len(one.members)) for one in found) == [
        *[("a sailor", 1)] * 6,
        ("two fishermen", 1),
        ("two fishermen", 2),
    ]


def test_a_mother_of_nearly_the_same_name_is_another() -> None:
    article = ArticleBuilder("001")
    article.entity("person", "Clara Hall")
    article.entity("person", "Clara Morgan Hall")
    apart = article.record()
    assert sorted(len(one.members) for one in resolve([apart]).entities) == [1, 1]
    one, other = ArticleBuilder("002"), ArticleBuilder("003")
    one.entity("person", "Clara Hall")
    other.entity("person", "Clara Morgan Hall")
    assert [len(found.members) for found in resolve([one.record(), other.record()]).entities] == [2]
