"""What relation a clause tells of, as its triple has it: its verb, its senses, and how its parts stand to it."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import msgspec

from newsgraph.normalisation import fold
from newsgraph.record import Argument, Event, Polarity, Triple
from newsgraph.resolution.phrases import content_words, head_of, words_for
from newsgraph.resolution.quantities import quantity
from newsgraph.resolution.senses import Sense, is_known, scale, senses_of

_TURNING = ("for", "about", "after", "into", "over", "through")  # prepositions that make another verb: "pay for"
_PLAIN = ("in", "on", "at", "of", "to", "for", "with")  # prepositions that tell no relation by themselves
_AT = ("in", "on", "at", "inside")  # prepositions of where somebody stays
_INSIDE = ("inside", "outside", "within", "above", "below")


def relation_of(triple: Triple, event: Event | None) -> tuple[str, frozenset[Sense], bool]:
    """The verb of a triple, its senses, and whether the verb is light, so that its object tells what is done."""
    label = triple.relation.label.split()
    verb = label[0] if event is None or label[0] != "be" else event.lemma
    if event is not None and len(event.lemma.split()) > 1:
        verb = event.lemma.replace(" ", "_")
    object_words = content_words(triple.object.text) if triple.object else ()
    head = head_of(triple.object.text) if triple.object else ""
    if (verb in words_for("being") and event is None) or (label[0] in words_for("being") and label[0] != "be"):
        first = fold(triple.object.text).split()[:3] if triple.object else []
        adjective = next((word for word in first if is_known(word)), "")
        found = {*verb_senses(verb, "_".join([*label, head])), *verb_senses(verb, "_".join(label))}
        said = [adjective, *object_words[:1], preposition_of(triple), *filter(is_known, label[1:2])]  # "be born in"
        for word in said:
            found |= senses_of(word) if word and word not in _PLAIN else frozenset()
        if not adjective and label[0] in ("be", *words_for("lasting")) and label[1:] in [[word] for word in _AT]:
            found.add(Sense("leave", -1))  # "is still in the country"
        return verb, frozenset(found), False
    joined = "_".join(label)
    if (label[-1] in _TURNING and len(label) > 1 and label[0] != "be") or (label[0] == "be" and is_known(joined)):
        return verb, senses_of(joined), False
    phrases = [label, [*label, head], [verb, *label[1:], head], *([[event.lemma]] if event is not None else [])]
    phrases += [[verb, one.preposition] for one in triple.arguments if one.preposition in _TURNING and len(label) == 1]
    if label[0] == "be":
        phrases.append([verb, head_of(triple.subject.text)])
        phrases += [[base] for base in _bases(label[1]) if is_known(base)] if len(label) > 1 else []
    phrases += [[verb, *fold(one.text).split()[:1]] for one in triple.arguments if one.role in ("other", "manner")]
    phrases += [[verb, one.preposition or ""] for one in triple.arguments if quantity(one.text)]
    if verb == "let" and triple.object is not None:
        phrases += [[verb, word] for word in triple.object.text.split()]
    found = {sense for words in phrases for sense in verb_senses(verb, "_".join(word for word in words if word))}
    found |= verb_senses(event.lemma, "") if event is not None and event.nominal else frozenset()
    light = verb in words_for("light") and len(label) > 1 and is_known(label[-1])
    if verb in words_for("light") and head:
        told = senses_of(head)
        owned = verb == "have" and not any(scale(sense.scale).symmetric for sense in told)  # "has no warnings out"
        if not owned and (is_known(head) or (triple.object is not None and triple.object.event)):
            found |= told
            light = is_known(head)
    elif verb in words_for("light") and len(label) > 1:
        found |= senses_of(label[-1])
    return verb, frozenset(found), light


def _bases(participle: str) -> Iterator[str]:
    """What a participle may be one of, as far as its spelling tells: "started", "caused", "stopped", "carried"."""
    yield participle
    if participle.endswith("ed"):
        stem = participle[:-2]
        yield from (stem, f"{stem}e")
        if stem.endswith("i"):
            yield f"{stem[:-1]}y"
        if stem[-2:-1] == stem[-1:]:
            yield stem[:-1]


@lru_cache(maxsize=1 << 14)
def verb_senses(verb: str, longer: str) -> frozenset[Sense]:
    """The senses of a verb; of a longer expression that has its own ("give_up_post"), that one's, too."""
    joined = verb.replace(" ", "_")
    found = set(senses_of(joined))
    if joined.endswith("_down") and not is_known(joined):
        found |= senses_of(joined.removesuffix("_down"))  # "burned down", "copied down"
    if longer and longer != joined and is_known(longer):
        found |= senses_of(longer)
    return frozenset(found)


class Adverbs(NamedTuple):
    """What the adverbs of a clause say of its negation."""

    ever: bool  # "never", "ever"
    so_far: bool  # "has not signed yet"
    hedged: bool  # "not only": it is not of the whole


def adverbs(text: str, polarity: Polarity) -> Adverbs:
    """What the adverbs among the words of a clause say of its negation."""
    words = {*fold(text).split()}
    negated = polarity == "negated"
    return Adverbs(
        ever=bool({"never", "ever"} & words),
        so_far=negated and bool(words_for("so_far") & words),
        hedged=negated and bool(words_for("hedges") & words),
    )


def preposition_of(triple: Triple) -> str:
    """The preposition at the end of a relation, behind which its object stands."""
    last = triple.relation.label.rpartition(" ")[2] if " " in triple.relation.label else ""
    known = words_for("empty") | words_for("prepositions")
    return last if last in known else ""


def is_passive(triple: Triple, event: Event | None) -> bool:
    """Whether a clause's subject is what something is done to."""
    return event is not None and triple.relation.label.startswith("be ") and not event.lemma.startswith("be")


def is_time(triple: Triple, event: Event | None) -> bool:
    """Whether the object of a relation is when it was: "had not been freed by Tuesday noon"."""
    if event is None or event.time is None or triple.object is None:
        return False
    return triple.object.start <= event.time.start and event.time.end <= triple.object.end


def reckoned_time(triple: Triple) -> str:
    """The words for a time that is reckoned from another one, before or after it: "the week before"; empty for none."""
    times = (one.text for one in triple.arguments if one.role == "time")
    return next((text for text in times if not words_for("reckoned").isdisjoint(fold(text).split())), "")


def is_idiom(triple: Triple) -> bool:
    """Whether a verb and its object are one expression: "gave up his post", "remains in office"."""
    head = head_of(triple.object.text) if triple.object else ""
    return bool(head) and is_known("_".join([*triple.relation.label.split(), head]))


def is_quality(triple: Triple, event: Event | None) -> bool:
    """Whether the object of a verb of being is what it says of its subject: "remained shut"."""
    being = triple.relation.label.split()[0] in words_for("being") and (
        event is None or event.lemma in words_for("being")
    )
    return being and triple.object is not None and any(map(is_known, fold(triple.object.text).split()[:3]))


def denies(triple: Triple) -> bool:
    """Whether a statement says that somebody denies its object: "denied that", "rejected claims", "called it a lie"."""
    verb, *_ = [*triple.relation.label.split(), ""]
    if triple.object is None:
        return False
    if verb in words_for("denying"):
        return triple.relation.label.split()[1:] == [] or triple.relation.text.split()[0] not in ("denied",)
    words = set(fold(triple.object.text).split())
    said = {*words, *(word for one in triple.arguments for word in fold(one.text).split())}
    if verb in words_for("dismissing"):
        claim = bool({head_of(triple.object.text)} & words_for("claims")) or words <= words_for("pointing")
        return claim or triple.object.text.lower().startswith("that ") or bool(said & words_for("false"))
    return verb in words_for("calling") and bool(said & words_for("false"))


def is_refused(event: Event) -> bool:
    """Whether an event's type says that it did not take place: who does not sign "rejects"."""
    refuses = any(
        one.pole < 0 and (one.scale in ("accept", "agree") or one.scale.startswith("="))
        for one in senses_of(event.lemma)
    )
    denies = event.lemma in words_for("denying") | words_for("dismissing")
    return event.type == "reject" and not event.nominal and not refuses and not denies


def whereabouts(triple: Triple, has_object: bool) -> frozenset[Sense]:
    """The senses of the prepositions that say where something is: "fishing inside the zone", "put it outside"."""
    told = [preposition_of(triple), *(one.preposition or "" for one in triple.arguments)]
    return frozenset(
        sense._replace(changes_object=has_object)
        for word in told
        if word in _INSIDE
        for sense in senses_of(word)
        if not sense.scale.startswith("=")
    )


def before(one: Argument, tail: re.Pattern[str]) -> Argument:
    """An object without its last part."""
    match = tail.search(one.text)
    cut = match.start() if match else len(one.text)
    return msgspec.structs.replace(one, text=one.text[:cut].strip() or one.text, end=one.start + cut)


def without_infinitive(one: Argument) -> Argument:
    """Who is let do something: "a cruise ship" of "a cruise ship pass"."""
    words = one.text.split()
    last = next((place for place, word in enumerate(words) if word in ("go", "pass", "through", "in")), len(words))
    return msgspec.structs.replace(one, text=" ".join(words[:last]) or one.text)
