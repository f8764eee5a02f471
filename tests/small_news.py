"""Two short articles as records, by hand: what the tests of the graph write, check and ask."""

import hashlib

from newsgraph.record import (
    Argument,
    ArticleInfo,
    Attribution,
    Entity,
    Event,
    Location,
    Mention,
    Participant,
    Record,
    Relation,
    Sentence,
    Source,
    Span,
    Time,
    Triple,
)
from newsgraph.resolution.identities import Contradiction, Identities
from newsgraph.resolution.identities import Entity as ResolvedEntity
from newsgraph.resolution.identities import Event as ResolvedEvent

SHELLING = "On 3 May the army shelled Kherson. The mayor, Olha Marsh, has already left the old town."
DENIAL = "“The army did not shell Cherson,” said a spokesman. It was reported that trains may run on Monday."
TEXTS = {"shelling": SHELLING, "denial": DENIAL}
KHERSON = Location(
    iri="https://sws.geonames.org/706448/", latitude=46.63695, longitude=32.61458, country="UA", kind="city"
)
UKRAINE = Location(iri="https://sws.geonames.org/690791/", latitude=49.0, longitude=32.0, country="UA", kind="country")


def _at(text: str, words: str) -> dict[str, object]:
    start = text.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def _sentence(text: str, words: str) -> Sentence:
    start = text.index(words)
    return Sentence(start=start, end=start + len(words))


def _info(name: str, **known: str | None) -> ArticleInfo:
    text = TEXTS[name]
    facts = {"title": None, "published": None, "publisher": None, "url": None, **known}
    digest = hashlib.sha256(text.encode()).hexdigest()
    return ArticleInfo(id=name, language="en", text_sha256=digest, length=len(text), **facts)


_FIRST = _sentence(SHELLING, "On 3 May the army shelled Kherson.")
_SECOND = _sentence(SHELLING, "The mayor, Olha Marsh, has already left the old town.")
SHELLING_RECORD = Record(
    article=_info(
        "shelling",
        title="Kherson <shelled>",
        published="2022-05-04",
        publisher="The Example",
        url="https://example.org/news?id=1&x=é",
    ),
    mentions=(
        Mention(id="m0", form="nominal", entity="e0", **_at(SHELLING, "the army")),
        Mention(id="m1", form="name", entity="e1", **_at(SHELLING, "Kherson")),
        Mention(id="m2", form="name", entity="e2", **_at(SHELLING, "Olha Marsh")),
    ),
    entities=(
        Entity(id="e0", type="group", label="the army", nationality="RU"),
        Entity(id="e1", type="place", label="Kherson", location=KHERSON),
        Entity(id="e2", type="person", label="Olha Marsh", roles=("mayor",)),
    ),
    events=(
        Event(
            id="v0",
            trigger=Span(**_at(SHELLING, "shelled")),
            lemma="shell",
            type="assault",
            participants=(
                Participant(role="agent", entity="e0", **_at(SHELLING, "the army")),
                Participant(role="patient", entity="e1", **_at(SHELLING, "Kherson")),
            ),
            time=Time(value="2022-05-03", **_at(SHELLING, "3 May")),
            place="e1",
            polarity="affirmed",
            modality="actual",
            attribution=None,
            sentence=_FIRST,
        ),
    ),
    triples=(
        Triple(
            id="t0",
            subject=Argument(entity="e0", **_at(SHELLING, "the army")),
            relation=Relation(label="shell", **_at(SHELLING, "shelled")),
            object=Argument(entity="e1", **_at(SHELLING, "Kherson")),
            event="v0",
            sentence=_FIRST,
            polarity="affirmed",
            modality="actual",
            attribution=None,
        ),
        Triple(
            id="t1",
            subject=Argument(entity="e2", **_at(SHELLING, "Olha Marsh")),
            relation=Relation(label="leave", start=57, end=73, text="has left"),
            object=Argument(**_at(SHELLING, "the old town")),
            event=None,
            sentence=_SECOND,
            polarity="affirmed",
            modality="actual",
            attribution=None,
        ),
    ),
    attributions=(),
)

_QUOTE = _sentence(DENIAL, "“The army did not shell Cherson,” said a spokesman.")
_RUMOUR = _sentence(DENIAL, "It was reported that trains may run on Monday.")
DENIAL_RECORD = Record(
    article=_info("denial", title="“Not us”", published="2022-05-05T08:30:00+00:00", url="javascript:alert(1)"),
    mentions=(
        Mention(id="m0", form="nominal", entity="e0", **_at(DENIAL, "The army")),
        Mention(id="m1", form="name", entity="e1", **_at(DENIAL, "Cherson")),
    ),
    entities=(
        Entity(id="e0", type="group", label="The army"),
        Entity(id="e1", type="place", label="Cherson", location=KHERSON),
    ),
    events=(
        Event(
            id="v0",
            trigger=Span(**_at(DENIAL, "shell")),
            lemma="shell",
            type="assault",
            participants=(Participant(role="agent", entity="e0", **_at(DENIAL, "The army")),),
            time=None,
            place=None,
            polarity="negated",
            modality="actual",
            attribution="a0",
            sentence=_QUOTE,
        ),
    ),
    triples=(
        Triple(
            id="t0",
            subject=Argument(entity="e0", **_at(DENIAL, "The army")),
            relation=Relation(label="shell", **_at(DENIAL, "shell")),
            object=Argument(entity="e1", **_at(DENIAL, "Cherson")),
            event="v0",
            sentence=_QUOTE,
            polarity="negated",
            modality="actual",
            attribution="a0",
        ),
        Triple(
            id="t1",
            subject=Argument(**_at(DENIAL, "trains")),
            relation=Relation(label="run on", **_at(DENIAL, "run on")),
            object=Argument(**_at(DENIAL, "Monday")),
            event=None,
            sentence=_RUMOUR,
            polarity="affirmed",
            modality="possible",
            attribution="a1",
        ),
    ),
    attributions=(
        Attribution(
            id="a0",
            source=Source(entity=None, **_at(DENIAL, "a spokesman")),
            cue=Span(**_at(DENIAL, "said")),
            content=(Span(**_at(DENIAL, "The army did not shell Cherson")),),
            quoted=True,
        ),
        Attribution(
            id="a1",
            source=None,
            cue=Span(**_at(DENIAL, "was reported")),
            content=(Span(**_at(DENIAL, "trains may run on Monday")),),
            quoted=False,
        ),
    ),
)
RECORDS = (SHELLING_RECORD, DENIAL_RECORD)


def _entity(slug: str, label: str, members: tuple[tuple[str, str], ...], **known: object) -> ResolvedEntity:
    facts = {
        "acts": True,
        "alternative_labels": (),
        "roles": (),
        "location": None,
        "contained_in": None,
        **known,
    }
    return ResolvedEntity(slug=slug, label=label, members=members, **facts)  # type: ignore[arg-type]


IDENTITIES = Identities(
    entities=(
        _entity("the-army", "the army", (("shelling", "e0"), ("denial", "e0")), type="group"),
        _entity(
            "kherson",
            "Kherson",
            (("shelling", "e1"), ("denial", "e1")),
            type="place",
            acts=False,
            alternative_labels=("Cherson",),
            location=KHERSON,
            contained_in="ukraine",
        ),
        _entity("olha-marsh", "Olha Marsh", (("shelling", "e2"),), type="person", roles=("mayor",)),
        _entity("ukraine", "Ukraine", (), type="place", location=UKRAINE),
    ),
    events=(
        ResolvedEvent(
            slug="shell-kherson-the-army-2022-05-03",
            label="the army shelled Kherson",
            type="assault",
            participants=(("agent", "the-army"), ("patient", "kherson")),
            place="kherson",
            time="2022-05-03",
            members=(("shelling", "v0"), ("denial", "v0")),
        ),
    ),
    contradictions=(Contradiction(("shelling", "t0"), ("denial", "t0")),),
)
