import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsgraph.record import Record, without_unnamed
from newsgraph.resolution import resolve
from newsgraph.resolution.event_mentions import times_agree
from records import KHERSON, KHERSON_REGION, RUSSIA, UKRAINE, ArticleBuilder


def articles() -> list[ArticleBuilder]:
    one, two = ArticleBuilder("000"), ArticleBuilder("001")
    one.entity("place", "Ukraine", location=UKRAINE)
    russia = one.entity("place", "Russian", form="demonym", label="Russia", location=RUSSIA)
    one.entity("place", "Cherson", "Cherson", "Kherson", location=KHERSON)
    region = one.entity("place", "the Kherson region", "the Cherson region", location=KHERSON_REGION)
    troops = one.entity("group", "Russian troops", form="nominal", nationality="RU")
    one.entity("group", "civilians", form="nominal")
    one.entity("person", "Saldo")
    withdrawal = one.event("withdrawal", "withdraw", "retreat", patient=troops, nominal=True)
    one.event("annexed", "annex", "coerce", time="--09", agent=russia, patient=region)
    one.triple("rumors", "about the withdrawal of", troops, modality="possible", event=withdrawal)

    region = two.entity("place", "Cherson region", location=KHERSON_REGION)
    two.entity("place", "Kherson", location=KHERSON)
    two.entity("group", "civilians", form="nominal")
    two.entity("person", "Vladimir Saldo", "Saldo", "Saldo", roles=["occupation chief"])
    two.entity("person", "Kirill Stremouzov")
    two.entity("person", "Stremoussov")
    troops = two.entity("group", "Russian troops", form="nominal", nationality="RU")
    russia = two.entity("place", "Russia", location=RUSSIA)
    withdraw = two.event("withdraw", "withdraw", "retreat", patient=troops)
    two.event("annexed", "annex", "coerce", time="2022-09", agent=russia, patient=region)
    two.triple("No one", "plan to withdraw", troops, "negated", "planned", event=withdraw)
    return [one, two]


def test_two_articles_become_one_world() -> None:
    identities = resolve([one.record() for one in articles()])
    entities = {entity.slug: entity for entity in identities.entities}
    assert sorted(entities) == [
        "civilians-000",
        "civilians-001",
        "kherson",
        "kherson-region",
        "kirill-stremouzov",
        "russia",
        "russian-troops",
        "ukraine",
        "vladimir-saldo",
    ]
    assert entities["kherson"].alternative_labels == ("Cherson",)
    assert entities["kherson"].contained_in == "ukraine"
    assert entities["kherson-region"].alternative_labels == ("Cherson region",)
    assert entities["kirill-stremouzov"].alternative_labels == ("Stremoussov",)
    assert entities["vladimir-saldo"].label == "Vladimir Saldo"
    assert entities["vladimir-saldo"].roles == ("occupation chief",)
    assert entities["russia"].acts
    assert not entities["kherson"].acts


def test_reports_of_one_event_are_one_happening() -> None:
    events = {one.slug: one for one in resolve([one.record() for one in articles()]).events}
    assert sorted(events) == ["annex-kherson-region-russia-2022-09", "withdraw-russian-troops"]
    assert events["annex-kherson-region-russia-2022-09"].label == "Russia annexed Kherson region"
    assert events["withdraw-russian-troops"].members == (("000", "v0"), ("001", "v0"))


def test_what_one_affirms_and_another_denies_is_tied() -> None:
    found = resolve([one.record() for one in articles()]).contradictions
    assert [(one.one, one.other) for one in found] == [(("000", "t0"), ("001", "t0"))]


def test_order_of_the_records_does_not_count() -> None:
    records = [one.record() for one in articles()]
    assert resolve(records) == resolve(records[::-1])


def test_no_records_no_things() -> None:
    assert resolve([]).entities == ()


def labels(*names: tuple[str, str]) -> set[str]:
    """The labels of the things that persons become, each in an article of its own."""
    found = []
    for number, (kind, name) in enumerate(names):
        article = ArticleBuilder(f"{number:03}")
        article.entity(kind, name)  # type: ignore[arg-type]
        found.append(article.record())
    return {entity.label for entity in resolve(found).entities}


def test_a_bare_surname_joins_the_one_it_can_be() -> None:
    assert labels(("person", "John Smith"), ("person", "Smith")) == {"John Smith"}


def test_a_bare_surname_stays_apart_where_it_could_be_two() -> None:
    assert len(labels(("person", "John Smith"), ("person", "Anna Smith"), ("person", "Smith"))) == 3


def test_an_acronym_joins_its_expansion() -> None:
    assert labels(("organization", "World Health Organization"), ("organization", "WHO")) == {
        "World Health Organization"
    }


def test_given_names_that_differ_are_two_people() -> None:
    assert len(labels(("person", "Bill Clinton"), ("person", "Hillary Clinton"))) == 2


def test_names_in_other_scripts_stay_apart() -> None:
    assert len(labels(("person", "Владимир Путин"), ("person", "Кирилл Лавров"), ("person", "习近平"))) == 3


NAMES = [
    "John Smith",
    "Smith",
    "Jon Smith",
    "Anna Smith",
    "J. Smith",
    "Wang Yi",
    "WHO",
    "World Health Organization",
    "Paris",
]


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_every_entity_is_one_thing_whatever_the_order(data: st.DataObject) -> None:
    kinds = st.sampled_from(["person", "organization", "group", "place"])
    names = st.lists(st.tuples(kinds, st.sampled_from(NAMES), st.sampled_from(["name", "nominal"])), max_size=5)
    found = []
    for number, entities in enumerate(data.draw(st.lists(names, max_size=4))):
        article = ArticleBuilder(f"{number:03}")
        for kind, name, form in entities:
            identifier = article.entity(kind, name, form=form)
            article.event("attack", "attack", "assault", agent=identifier)
        found.append(article.record())
    identities = resolve(found)
    assert resolve(data.draw(st.permutations(found))) == identities
    members = sorted(member for entity in identities.entities for member in entity.members)
    assert members == sorted(
        (one.article.id, entity.id) for one in map(without_unnamed, found) for entity in one.entities
    )
    slugs = [one.slug for one in (*identities.entities,)]
    assert len(set(slugs)) == len(slugs)
    assert all(slug.isascii() and slug for slug in slugs)
    events = sorted(member for one in identities.events for member in one.members)
    assert events == sorted((one.article.id, event.id) for one in found for event in one.events)


def test_a_place_is_no_person() -> None:

    one, two = ArticleBuilder("0"), ArticleBuilder("1")
    one.entity("person", "Paris")
    two.entity("place", "Paris")
    slugs = [entity.slug for entity in resolve([one.record(), two.record()]).entities]
    assert slugs == ["paris", "paris-place"]


def test_to_demand_a_thing_is_not_to_affirm_it() -> None:
    one = ArticleBuilder("0")
    troops = one.entity("group", "Russian troops", form="nominal", nationality="RU")
    town = one.entity("place", "Kherson", location=KHERSON)
    one.triple(troops, "leave", town, modality="demanded")
    one.triple(troops, "leave", town, "negated")
    assert resolve([one.record()]).contradictions == ()


def test_attacks_on_two_towns_are_two_events() -> None:
    one, two = ArticleBuilder("0"), ArticleBuilder("1")
    for article, town in ((one, "Lviv"), (two, "Odesa")):
        russia = article.entity("place", "Russia", location=RUSSIA)
        target = article.entity("place", town)
        article.event("attacked", "attack", "assault", agent=russia, patient=target)
    assert len(resolve([one.record(), two.record()]).events) == 2


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("2022-10", "2022-10-19", True),
        ("--10", "2022-10-19", True),
        (None, "2022", True),
        ("2022-09", "2022-10", False),
        ("--09", "2022-10", False),
        ("2022", "--10", False),
    ],
)
def test_times_agree(one: str | None, other: str, agree: bool) -> None:
    assert times_agree(one, other) is agree


def test_a_planned_withdrawal_and_no_one_plans_to_withdraw_meet() -> None:
    one, two = ArticleBuilder("0"), ArticleBuilder("1")
    observers = one.entity("group", "observers", form="nominal")
    troops = one.entity("group", "Russian troops", form="nominal", nationality="RU")
    one.event("withdrawal", "withdraw", "retreat", agent=troops, nominal=True)
    vague = one.event("withdrawal", "withdraw", "retreat", nominal=True)
    one.triple(observers, "interpret as indication of", "a planned withdrawal", object_event=vague)
    troops = two.entity("group", "Russian troops", form="nominal", nationality="RU")
    withdraw = two.event("withdraw", "withdraw", patient=troops)
    two.triple("No one", "withdraw", troops, "negated", "planned", event=withdraw)
    identities = resolve([one.record(), two.record()])
    assert [event.label for event in identities.events] == ["withdrawal by Russian troops"]


def test_a_state_and_its_body_report_one_event() -> None:
    one, two = ArticleBuilder("0"), ArticleBuilder("1")
    for article, agent in (
        (one, one.entity("place", "Russia", location=RUSSIA)),
        (two, two.entity("group", "the Russian leadership", form="nominal", nationality="RU")),
    ):
        article.event("annexed", "annex", "coerce", agent=agent, patient=article.entity("place", "Crimea"))
    assert [one.slug for one in resolve([one.record(), two.record()]).events] == ["annex-crimea-russia"]


def test_a_region_leaves_its_bare_name_to_the_city() -> None:
    one = ArticleBuilder("0")
    one.entity("place", "Kherson", location=KHERSON)
    one.entity("place", "Kherson", "the Kherson region", location=KHERSON_REGION)
    found = {entity.slug: (entity.label, entity.alternative_labels) for entity in resolve([one.record()]).entities}
    assert found == {"kherson": ("Kherson", ()), "kherson-region": ("Kherson region", ())}


def test_several_without_a_name_are_one_group_in_an_article() -> None:
    one = ArticleBuilder("0")
    one.entity("person", "civilians", form="nominal")
    one.entity("person", "the civilians", form="nominal")
    one.entity("person", "a woman", form="nominal")
    one.entity("person", "a woman", form="nominal")
    found = [(entity.slug, entity.type, len(entity.members)) for entity in resolve([one.record()]).entities]
    assert found == [("civilians-0", "group", 2), ("woman-0", "person", 1), ("woman-0-2", "person", 1)]


def test_nationality_is_read_off_a_demonym_of_the_articles() -> None:
    one, two = ArticleBuilder("0"), ArticleBuilder("1")
    one.entity("place", "Russian", form="demonym", label="Russia", location=RUSSIA)
    for article in (one, two):
        article.entity("group", "Russian troops", form="nominal")
    assert [entity.slug for entity in resolve([one.record(), two.record()]).entities] == ["russia", "russian-troops"]


def test_two_spellings_of_an_organization_alone_meet() -> None:
    assert len(labels(("organization", "Ukrajinska Pravda"), ("organization", "Ukrainska Pravda"))) == 1
    assert len(labels(("organization", "Boko Haram"), ("organization", "Boku Haram"))) == 1


def test_context_tells_which_of_two_a_surname_means() -> None:
    found = []
    for number, (first, beside) in enumerate((("John", "Ann Brown"), ("Mary", "Zoe Black"))):
        article = ArticleBuilder(f"{number:03}")
        article.entity("person", f"{first} Smith", roles=["senator" if first == "John" else "astronomer"])
        article.entity("person", beside)
        found.append(article)
    article = ArticleBuilder("002")
    article.entity("person", "Smith", roles=["astronomer"])
    article.entity("person", "Zoe Black")
    entities = {entity.slug: entity.members for entity in resolve([one.record() for one in (*found, article)]).entities}
    assert entities["mary-smith"] == (("001", "e0"), ("002", "e0"))
    assert len(entities) == 4


def test_names_of_signs_alone_are_told_apart() -> None:
    assert len(labels(("person", "🙂"), ("person", "🙃"), ("organization", "†"), ("organization", "‡"))) == 4


def test_pairs_of_contradictions_grow_with_the_statements() -> None:
    found = []
    for number in range(60):
        article = ArticleBuilder(f"{number:03}")
        russia = article.entity("place", "Russia", location=RUSSIA)
        article.triple(russia, "leave", article.entity("place", "Kherson", location=KHERSON), "affirmed")
        article.new_sentence()
        article.triple(russia, "leave", "e1", "negated")
        found.append(article.record())
    pairs = [(one.one, one.other) for one in resolve(found).contradictions]
    assert len(pairs) < 12 * len(found)
    assert {key for pair in pairs for key in pair} == {
        (record.article.id, triple.id) for record in found for triple in record.triples
    }
    assert all(one[1] == "t0" and other[1] == "t1" for one, other in pairs)


def administration(number: int, person: str, body: str) -> Record:
    """An article on somebody's administration; its first entity is the person."""
    text = f"{person} spoke. Some criticised the {body}."
    article = ArticleBuilder(f"{number:03}", text=text)
    someone = article.entity("person", person)
    article.mention(someone, person.split()[-1])
    article.new_sentence()
    article.mention(someone, person.split()[-1])
    article.entity("organization", f"the {body}", form="nominal", label=body)
    return article.record()


def test_the_administration_of_one_person_is_one() -> None:
    found = resolve(
        [
            administration(1, "Alan Stone", "Stone administration"),
            administration(2, "Alan Stone", "Stone administration"),
        ]
    )
    assert [one.label for one in found.entities] == ["Alan Stone", "Stone administration"]


def test_administrations_of_two_namesakes_are_two() -> None:
    found = resolve(
        [
            administration(1, "Alan Stone", "Stone administration"),
            administration(2, "Vera Stone", "Stone administration"),
        ]
    )
    assert len(found.entities) == 4
