"""Who of one proposition is who of another: by their parts, by what is true of something, in changed places."""

from collections.abc import Iterator
from typing import NamedTuple

from newsgraph.resolution.phrases import Phrase, compare
from newsgraph.resolution.propositions import Proposition
from newsgraph.resolution.senses import Sense, scale

SURE = 0.7  # from which two phrases are taken for one
ASIDE = ("time", "manner", "instrument", "cause", "purpose", "place")  # further arguments that may well differ
_TOWARDS = ("recipient", "source", "goal")
_IN_ANOTHER_PLACE = 0.8
_BESIDE = ("time", "place", "topic", "purpose", "cause")  # roles of those who are no side of a deed of two sides

Pair = tuple[Phrase | None, Phrase | None, float]


class Alignment(NamedTuple):
    """Who of one side is who of the other, and how sure each is (below 0: surely not)."""

    pairs: tuple[Pair, ...]

    @property
    def clash(self) -> tuple[Phrase, Phrase] | None:
        """Two in one role who are not the same."""
        return next(((a, b) for a, b, found in self.pairs if found < 0 and a is not None and b is not None), None)

    @property
    def total(self) -> float:
        """How much of it is the same."""
        return sum(found for _, _, found in self.pairs)


def align(one: Proposition, other: Proposition, mine: Sense, its: Sense, *, near: bool) -> Alignment:
    """The best way in which those who take part in one proposition may be those of the other.

    Args:
        one: a proposition.
        other: another one.
        mine: the sense in which the relation of the first is meant.
        its: that of the other, on the same scale.
        near: whether their articles tell one story.
    """
    return max(_ways(one, other, mine, its, near), key=lambda way: (way.clash is None, way.total))


def _ways(one: Proposition, other: Proposition, mine: Sense, its: Sense, near: bool) -> Iterator[Alignment]:
    known = scale(mine.scale)
    if known.symmetric:
        yield _symmetric(one, other, near)
        return
    if known.transfer:
        yield _transferred(one, other, mine, its, near)
        return
    causes = mine.changes_object or its.changes_object
    if causes or one.patient is None or other.patient is None:
        yield _by_theme(one, other, mine, its, near)
    if not causes or (one.patient is not None and other.patient is not None):
        yield straight(one, other, near)


def straight(one: Proposition, other: Proposition, near: bool) -> Alignment:
    """Doer with doer, object with object, further arguments by their role."""
    parts = (pair(one.agent, other.agent, near), pair(one.patient, other.patient, near))
    return Alignment((*parts, *further(one, other, near)))


def pair(one: Phrase | None, other: Phrase | None, near: bool) -> Pair:
    """Two phrases, and how sure it is that they mean the same."""
    return one, other, compare(one, other, near)


def theme_of(one: Proposition, sense: Sense) -> tuple[Phrase | None, Phrase | None]:
    """What a relation is true of, and who brings it about."""
    if one.patient is not None and (sense.changes_object or one.agent is None):
        return one.patient, one.agent
    return one.agent, None


def _by_theme(one: Proposition, other: Proposition, mine: Sense, its: Sense, near: bool) -> Alignment:
    """What it is true of, whoever brings it about: "opened the gates", "the gates were opened", "are shut"."""
    (theme, doer), (its_theme, its_doer) = theme_of(one, mine), theme_of(other, its)
    pairs = [pair(theme, its_theme, near)]
    if doer is not None and its_doer is not None and not scale(mine.scale).cause:
        pairs.append(pair(doer, its_doer, near))
    for each, rival, taken in ((one, other, theme), (other, one, its_theme)):
        if each.patient is not None and each.patient is not taken:
            best = max((compare(each.patient, more.phrase, near) for more in rival.others), default=0.0)
            pairs.append((each.patient, None, max(best, 0.0)))
    return Alignment((*pairs, *further(one, other, near)))


def _symmetric(one: Proposition, other: Proposition, near: bool) -> Alignment:
    """Both sides with both sides, either way round."""
    mine, its = _sides(one), _sides(other)
    my_slugs, its_slugs = (frozenset(slug for phrase in side for slug in phrase.slugs) for side in (mine, its))
    pairs: list[Pair] = []
    free = list(its)
    for phrase in mine:
        if not free:
            if phrase.slugs & its_slugs:
                pairs.append((phrase, phrase, 1.0))
            continue
        value, rival = max(((_match(phrase, each, near), each) for each in free), key=lambda found: found[0])
        free = [each for each in free if each is not rival]
        together = phrase.slug is None and not phrase.head and phrase.inside  # "he and she"
        if together and phrase.inside <= its_slugs:
            value = float(len(phrase.inside & its_slugs))
        pairs.append((phrase, rival, value))
    pairs += [(rival, rival, 1.0) for rival in free if rival.slugs & my_slugs]
    return Alignment(tuple(pairs))


def _sides(one: Proposition) -> list[Phrase]:
    others = [
        more.phrase for more in one.others if more.preposition in ("with", "to", "and", "") and more.role not in _BESIDE
    ]
    found = [one.agent, one.patient, *others]
    return [phrase for phrase in found if phrase is not None and (phrase.head or phrase.slugs)]


def _match(one: Phrase, other: Phrase, near: bool) -> float:
    return 1.0 if one.slugs & other.slugs else compare(one, other, near)


class _Transfer(NamedTuple):
    """Who gives what to whom."""

    giver: Phrase | None
    thing: Phrase | None
    taker: Phrase | None


def _transfer(one: Proposition, sense: Sense) -> _Transfer:
    by_role = {more.role: more.phrase for more in reversed(one.others)}
    recipient = by_role.get("recipient") or by_role.get("goal")
    source = next((more.phrase for more in one.others if more.preposition == "from"), by_role.get("source"))
    thing = one.patient
    if sense.pole > 0:
        if recipient is None and thing is not None and (thing.kind in ("person", "organization") or thing.named):
            return _Transfer(one.agent, None, thing)  # "paid the judge"
        return _Transfer(one.agent, thing, recipient)
    if recipient is not None and source is None:
        return _Transfer(one.agent, thing, recipient)  # as an event has it: who gives is its agent
    return _Transfer(source, thing, one.agent)


def _transferred(one: Proposition, other: Proposition, mine: Sense, its: Sense, near: bool) -> Alignment:
    """Giver with giver, what is given with it, taker with taker: "A paid B", "B received nothing from A"."""
    a, b = _transfer(one, mine), _transfer(other, its)
    pairs = [pair(a.giver, b.giver, near), pair(a.thing, b.thing, near), pair(a.taker, b.taker, near)]
    for left, right in ((a, b), (b, a)):
        known = left.giver is None and left.thing is not None and right.giver is not None
        if known and left.thing and right.giver and right.giver.slug in left.thing.inside:
            pairs[0] = (right.giver, right.giver, 1.0)  # "a watch from him"
    return Alignment(tuple(pairs))


def further(one: Proposition, other: Proposition, near: bool) -> Iterator[Pair]:
    """Further arguments that both have in one role: where they clash, the two are not about one thing."""
    for mine in one.others:
        for its in other.others:
            prepositions = {mine.preposition, its.preposition} - {""}
            alike = mine.role == its.role and (len(prepositions) <= 1 or mine.role in ("recipient", "place"))
            if not alike or (mine.role in ASIDE and mine.role != "place"):
                continue
            found = compare(mine.phrase, its.phrase, near)
            towards = mine.role in _TOWARDS
            sure = towards or mine.preposition in ("with", "against") or (mine.phrase.named and its.phrase.named)
            if (found < 0 and not sure) or (found == 0 and not towards):
                continue
            if found == 0 and towards and mine.phrase.named != its.phrase.named:
                found = -1.0
            whole = mine.phrase.slug is not None and mine.phrase.slug == its.phrase.slug
            yield mine.phrase, its.phrase, found if found < 0 or whole else found / 2
    yield from _elsewhere(one, other)
    yield from _whereabouts(one, other, near)


def _whereabouts(one: Proposition, other: Proposition, near: bool) -> Iterator[Pair]:
    """One place in two roles: "withdrew from the bank", "stayed on the bank"."""
    aside = [role for role in ASIDE if role != "place"]
    for mine in one.others:
        for its in other.others:
            if mine.role != its.role and mine.role not in aside and its.role not in aside:
                found = compare(mine.phrase, its.phrase, near)
                if found >= SURE:
                    yield mine.phrase, its.phrase, found / 2


def _elsewhere(one: Proposition, other: Proposition) -> Iterator[Pair]:
    """An entity that stands in one place here and in another there: "signed with A", "signed a contract with A"."""
    for a, b in ((one, other), (other, one)):
        if a.patient is not None and a.patient.inside:
            for more in b.others:
                if more.role not in ("time", "cause", "purpose") and more.phrase.slug in a.patient.inside:
                    yield a.patient, more.phrase, _IN_ANOTHER_PLACE
