"""Statements in words: whole, in the order of the text, and never like a fact where they are none."""

import msgspec
import pytest

from newsgraph.record import (
    Argument,
    ArticleInfo,
    Entity,
    FurtherArgument,
    Mention,
    Record,
    Relation,
    Sentence,
    Triple,
    Validity,
)
from newsgraph.wording import Wording, has_ended, marks, unreported


def _at(text: str, words: str) -> dict[str, object]:
    """Where words stand; of those that stand apart ("has … paid") the range that covers them."""
    first, _, last = words.partition(" … ")
    start = text.index(first)
    end = text.index(last, start) + len(last) if last else start + len(first)
    return {"start": start, "end": end, "text": words.replace(" … ", " ")}


def _triple(text: str, subject: str, relation: str, label: str, object_: str | None = None, **known: object) -> Triple:
    """A triple of a text by its words; arguments as "role:preposition:words", entities as ids by words."""
    entities = known.pop("entities", {})
    arguments = []
    for one in known.pop("arguments", ()):
        role, preposition, words = one.split(":")
        entity = entities.get(words)
        arguments.append(FurtherArgument(role=role, preposition=preposition or None, entity=entity, **_at(text, words)))
    fixed = {"event": None, "polarity": "affirmed", "modality": "actual", "attribution": None, **known}
    return Triple(
        id="t0",
        subject=Argument(entity=entities.get(subject), **_at(text, subject)),
        relation=Relation(label=label, **_at(text, relation)),
        object=Argument(entity=entities.get(object_), **_at(text, object_)) if object_ is not None else None,
        arguments=tuple(arguments),
        sentence=Sentence(start=0, end=len(text)),
        **fixed,
    )


def _record(text: str, *mentions: tuple[str, str, str]) -> Record:
    """An article with mentions (words, form, entity); an entity is called by its first name."""
    labels = {entity: words for words, form, entity in reversed(mentions) if form == "name"}
    return Record(
        article=ArticleInfo(
            id="a",
            title=None,
            published=None,
            publisher=None,
            url=None,
            language="en",
            text_sha256="",
            length=len(text),
        ),
        mentions=tuple(
            Mention(id=f"m{number}", form=form, entity=entity, **_at(text, words))
            for number, (words, form, entity) in enumerate(mentions)
        ),
        entities=tuple(
            Entity(id=entity, type="person", label=labels.get(entity, entity)) for *_, entity in dict.fromkeys(mentions)
        ),
        events=(),
        triples=(),
        attributions=(),
    )


def _text(record: Record, triple: Triple) -> str:
    return Wording(record, lambda _: None).text(triple)


def test_a_clause_is_told_whole_with_its_arguments_and_their_prepositions() -> None:
    text = "In recent weeks, Malta has already recorded large gains in Gozo on Monday."
    arguments = ("time:In:recent weeks", "place:in:Gozo", "time:on:Monday")
    triple = _triple(text, "Malta", "has … recorded", "record", "large gains", arguments=arguments)
    assert _text(_record(text), triple) == "Malta has recorded large gains in Gozo on Monday in recent weeks"


def test_a_clause_without_an_object_and_one_with_a_recipient() -> None:
    text = "Last week the minister resigned over the tax."
    triple = _triple(text, "the minister", "resigned", "resign", arguments=("time::Last week", "cause:over:the tax"))
    assert _text(_record(text), triple) == "the minister resigned over the tax last week"
    text = "Oslo sent Valletta 40 tents by ship."
    triple = _triple(text, "Oslo", "sent", "send", "40 tents", arguments=("recipient::Valletta", "instrument:by:ship"))
    assert _text(_record(text), triple) == "Oslo sent Valletta 40 tents by ship"


def test_what_there_is_comes_after_there() -> None:
    text = "Earlier there were rumors about a withdrawal."
    triple = _triple(text, "rumors about a withdrawal", "were", "be", arguments=("time::Earlier",))
    assert _text(_record(text), triple) == "there were rumors about a withdrawal earlier"


def test_who_is_only_pointed_at_is_named() -> None:
    text = "Ann Lee came. She thanked him with them. The mayor left the house of her party."
    record = _record(
        text,
        *(("Ann Lee", "name", "e0"), ("She", "pronoun", "e0"), ("The mayor", "nominal", "e0")),
        *(("him", "pronoun", "e1"), ("them", "pronoun", "e2")),
    )
    entities = {"She": "e0", "him": "e1", "them": "e2", "The mayor": "e0"}
    thanked = _triple(text, "She", "thanked", "thank", "him", entities=entities, arguments=("other:with:them",))
    wording = Wording(record, {"e1": "Bo Berg"}.get)
    assert wording.text(thanked) == "Ann Lee thanked Bo Berg with e2"
    left = _triple(text, "The mayor", "left", "leave", "the house of her party", entities=entities)
    assert wording.text(left) == "Ann Lee left the house of her party"


def _pointing(triple: Triple, **mentions: tuple[str, ...]) -> Triple:
    """The triple with mentions within its subject and object."""
    parts = {name: msgspec.structs.replace(getattr(triple, name), mentions=inside) for name, inside in mentions.items()}
    return msgspec.structs.replace(triple, **parts)


def test_whose_something_is_stands_in_brackets() -> None:
    text = "Ann Lee came. His lawyer praised her wife and thanked her."
    record = _record(text, ("Ann Lee", "name", "e0"), ("His", "pronoun", "e1"), ("her", "pronoun", "e0"))
    owners = tuple(msgspec.structs.replace(one, possessive=one.form == "pronoun") for one in record.mentions)
    record = msgspec.structs.replace(
        record, mentions=(*owners, Mention(id="m3", form="name", entity="e1", **_at(text, "Ann")))
    )
    triple = _pointing(_triple(text, "His lawyer", "praised", "praise", "her wife"), subject=("m1",), object=("m2",))
    assert Wording(record, {"e1": "Bo Hess"}.get).text(triple) == "[Bo Hess’] lawyer praised [Ann Lee’s] wife"


def test_whom_the_subject_has_told_needs_no_brackets() -> None:
    text = "Ann Lee praised her wife."
    record = _record(text, ("Ann Lee", "name", "e0"), ("her", "pronoun", "e0"))
    triple = _triple(text, "Ann Lee", "praised", "praise", "her wife", entities={"Ann Lee": "e0"})
    assert _text(record, _pointing(triple, object=("m1",))) == "Ann Lee praised her wife"


def test_a_description_of_somebody_without_a_name_stays() -> None:
    text = "The guards left."
    record = _record(text, ("The guards", "nominal", "e0"))
    assert (
        _text(record, _triple(text, "The guards", "left", "leave", entities={"The guards": "e0"})) == "The guards left"
    )


@pytest.mark.parametrize(
    ("polarity", "modality", "relation", "label", "found"),
    [
        ("affirmed", "actual", "paid", "pay", []),
        ("negated", "actual", "has never paid", "pay", []),
        ("negated", "actual", "no longer pays", "pay", []),
        ("negated", "actual", "didn't pay", "pay", []),
        ("negated", "actual", "failed to pay", "pay", []),
        ("negated", "actual", "paid", "pay", ["denied"]),
        ("negated", "actual", "failed", "fail", ["denied"]),
        ("negated", "actual", "are leaving", "leave", ["denied"]),
        ("affirmed", "possible", "may have paid", "pay", []),
        ("affirmed", "possible", "allegedly paid", "pay", []),
        ("affirmed", "possible", "paid", "pay", ["possible"]),
        ("affirmed", "planned", "will pay", "pay", []),
        ("affirmed", "planned", "is preparing to defend", "defend", []),
        ("affirmed", "planned", "to pay", "pay", []),
        ("affirmed", "planned", "tried", "try", ["planned"]),
        ("affirmed", "possible", "said", "say", ["possible"]),
        ("affirmed", "possible", "was said to have paid", "pay", []),
        ("affirmed", "possible", "is rumored to pay", "pay", []),
        ("affirmed", "planned", "won't pay", "pay", []),
        ("affirmed", "demanded", "to pay", "pay", ["demanded"]),
        ("affirmed", "demanded", "has to pay", "pay", []),
        ("affirmed", "planned", "flee to", "flee to", ["planned"]),
        ("affirmed", "demanded", "flee to", "flee to", ["demanded"]),
        ("affirmed", "demanded", "ask", "ask", ["demanded"]),
        ("affirmed", "demanded", "must pay", "pay", []),
        ("affirmed", "hypothetical", "pays", "pay", ["hypothetical"]),
        ("negated", "possible", "paid", "pay", ["denied", "possible"]),
        ("negated", "possible", "cannot pay", "pay", []),
    ],
)
def test_what_the_words_do_not_show_is_said(
    polarity: str, modality: str, relation: str, label: str, found: list[str]
) -> None:
    assert marks(polarity, modality, relation, label) == found  # type: ignore[arg-type]


def test_what_is_denied_by_its_subject_or_object_is_denied_once() -> None:
    text = "No ships left, said nobody. If ships leave, Malta waits."
    assert _text(_record(text), _triple(text, "No ships", "left", "leave", polarity="negated")) == "No ships left"
    assert _text(_record(text), _triple(text, "ships", "left", "leave", polarity="negated")) == "denied: ships left"


def test_what_has_ended_is_no_present() -> None:
    text = "Bo Berg, the former head of the port. Ann Lee is mayor of Gozo."
    ended = Validity(until="..")
    triple = _triple(text, "Bo Berg", "former head of", "head of", "the port", holds=ended, nominal=True)
    assert _text(_record(text), triple) == "Bo Berg, former head of the port"
    triple = _triple(text, "Ann Lee", "is mayor of", "be mayor of", "Gozo", holds=ended)
    assert _text(_record(text), triple) == "former: Ann Lee is mayor of Gozo"
    assert has_ended(ended)
    assert not has_ended(Validity(from_="2022"))


def test_a_role_without_a_verb_is_an_apposition() -> None:
    text = "His deputy, Bo Berg, left."
    triple = _triple(text, "Bo Berg", "deputy", "deputy of", "His", entities={"His": "e0"}, nominal=True)
    record = _record(text, ("His", "pronoun", "e0"))
    assert Wording(record, {"e0": "Ann Lee"}.get).text(triple) == "Bo Berg, deputy of Ann Lee"


def test_a_verb_with_of_is_no_office() -> None:
    text = "Many people think of Paris."
    assert _text(_record(text), _triple(text, "Many people", "think of", "think of", "Paris")) == (
        "Many people think of Paris"
    )


def test_only_a_preposition_is_cut_from_an_object() -> None:
    text = "In it, he died."
    triple = _triple(text, "he", "died", "die in", "In it", entities={"In it": "e0"})
    assert Wording(_record(text, ("it", "pronoun", "e0")), {"e0": "Indonesia"}.get).text(triple) == (
        "he died in Indonesia"
    )


def test_a_clause_that_only_reports_is_the_source_of_what_it_reports() -> None:
    text = "Ann Lee said ships left."
    said = _triple(text, "Ann Lee", "said", "say", "ships left", reports="a0")
    told = _triple(text, "ships", "left", "leave", attribution="a0")
    assert unreported([said, told]) == [told]
    assert unreported([said]) == [said]


def test_marks_that_are_not_closed_or_hold_nothing_are_left_out() -> None:
    text = "Few ships ( ) of [Malta left (all in May."
    triple = _triple(text, "Few ships ( ) of [Malta", "left", "leave", "(all", polarity="negated")
    assert _text(_record(text), triple) == "Few ships of Malta left all"
    text = "Ann Lee expects “a hard time, and said so."
    assert _text(_record(text), _triple(text, "Ann Lee", "expects", "expect", "“a hard time")) == (
        "Ann Lee expects a hard time"
    )
