"""One article in the words of an attacker, as a record: that something happened, and that it did not."""

import hashlib
from dataclasses import replace

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
    Triple,
)
from newsgraph.resolution.identities import Contradiction, Identities
from newsgraph.resolution.identities import Entity as ResolvedEntity
from newsgraph.resolution.identities import Event as ResolvedEvent
from small_news import KHERSON

RUN = "window.ran=1"
HOSTILE = (
    f"</script><script>{RUN}</script><img src=x onerror={RUN}><svg onload={RUN}>{{{{7*7}}}}${{{RUN}}}<%={RUN}%>"
    "&lt;&#60;\u202egnp.exe\u2066\u2028\u2029\u0008'\"`--><!--<![CDATA[]]>\\u003c\\"
)
LONG = "x" * 10_000
SCRIPT = f"javascript:{RUN}//"
WHO, WHERE, SAYS = f"Mallory {HOSTILE}", f"Kherson {HOSTILE}", f"Oracle {HOSTILE}"
ARTICLE = f"{WHO} shelled {WHERE} {LONG}. {WHO} did not shell {WHERE}, said {SAYS}."

HALF = ARTICLE.index(". Mallory") + 1  # where the first sentence ends
FAR = Location(iri=None, latitude=-33.9, longitude=151.2, country="AU")


def _at(words: str, after: int = 0) -> dict[str, object]:
    start = ARTICLE.index(words, after)
    return {"start": start, "end": start + len(words), "text": words}


def _record() -> Record:
    sentences = (Sentence(start=0, end=HALF), Sentence(start=HALF + 1, end=len(ARTICLE)))
    both = list(zip((0, HALF), sentences, ("affirmed", "negated"), ("shelled", "shell"), (None, "a0"), strict=True))
    digest = hashlib.sha256(ARTICLE.encode()).hexdigest()
    return Record(
        article=ArticleInfo(
            id="evil",
            language="en",
            text_sha256=digest,
            length=len(ARTICLE),
            title=HOSTILE,
            published="2022-05-04",
            publisher=HOSTILE,
            url=SCRIPT,
        ),
        mentions=tuple(
            Mention(id=f"m{at}{entity}", form="name", entity=entity, **_at(words, at))
            for at, *_ in both
            for entity, words in (("e0", WHO), ("e1", WHERE))
        ),
        entities=(
            Entity(id="e0", type="person", label=WHO, roles=(HOSTILE,)),
            Entity(id="e1", type="place", label=WHERE, location=KHERSON),
        ),
        events=tuple(
            Event(
                id=f"v{at}",
                trigger=Span(**_at(verb, at)),
                lemma="shell",
                type="assault",
                participants=(Participant(role="agent", entity="e0", **_at(WHO, at)),),
                time=None,
                place="e1",
                polarity=polarity,
                modality="actual",
                attribution=attribution,
                sentence=sentence,
            )
            for at, sentence, polarity, verb, attribution in both
        ),
        triples=tuple(
            Triple(
                id=f"t{at}",
                subject=Argument(entity="e0", **_at(WHO, at)),
                relation=Relation(label=f"{HOSTILE}{LONG}" if at else HOSTILE, **_at(verb, at)),
                object=Argument(entity="e1", **_at(WHERE, at)),
                event=f"v{at}",
                sentence=sentence,
                polarity=polarity,
                modality="actual",
                attribution=attribution,
            )
            for at, sentence, polarity, verb, attribution in both
        ),
        attributions=(
            Attribution(
                id="a0",
                source=Source(entity=None, **_at(SAYS)),
                cue=Span(**_at("said")),
                content=(Span(**_at(WHO, HALF)),),
                quoted=True,
            ),
        ),
    )


def _identities() -> Identities:
    known = {"acts": True, "alternative_labels": (HOSTILE, LONG), "roles": (HOSTILE, LONG), "contained_in": None}
    who = ResolvedEntity(slug="mallory", label=WHO, members=(("evil", "e0"),), type="person", location=None, **known)
    where = ResolvedEntity(
        slug="kherson", label=WHERE, members=(("evil", "e1"),), type="place", location=KHERSON, **known
    )
    long = ResolvedEntity(slug="long", label=f"Long{LONG}", members=(), type="place", location=FAR, **known)
    event = ResolvedEvent(
        slug="shell",
        label=f"Event {HOSTILE}",
        type="assault",
        participants=(("agent", "mallory"), ("patient", "long")),
        place="kherson",
        time="2022-05-03",
        members=(("evil", "v0"), ("evil", f"v{HALF}")),
    )
    return Identities(
        entities=(who, where, long),
        events=(event, replace(event, slug="later", time="2022-06-03", members=())),
        contradictions=(Contradiction(("evil", "t0"), ("evil", f"t{HALF}")),),
    )


RECORDS = (_record(),)
IDENTITIES = _identities()
TEXTS = {"evil": ARTICLE}
