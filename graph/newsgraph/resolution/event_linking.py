"""Events across articles: which mentions are of one event (cross-document event coreference, by rules)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from newsgraph.normalisation import bare
from newsgraph.resolution.event_blocking import BlockingIndex
from newsgraph.resolution.event_clusters import Cluster
from newsgraph.resolution.event_mentions import EventMention, word_set
from newsgraph.resolution.profiles import head_word, is_plural

_Key = tuple[str, ...]
_Indexes = dict[_Key, BlockingIndex]  # the clusters with a mention under each key
_Told = dict[
    tuple[str, str], list[tuple[int, EventMention]]
]  # by article and lemma, what isn't vague, with its cluster


def link_events(mentions: Iterable[EventMention]) -> list[list[EventMention]]:
    """Put together the mentions of one event.

    Two mentions of the same lemma are of one event if neither time, place nor the days of the articles exclude each
    other, and agents and patients overlap. A state and its bodies count as one agent ("Russia", "the Russian
    leadership"). A mention of a typed event (PLOVER) that names one side joins the one event of its article that it can
    be, else another article's mention of the same side; an event noun that names none ("a planned withdrawal") the
    last event of its article with that lemma. A mention joins only where it fits all that are there (complete linkage).

    Mentions are looked for under keys, and there by day and place, so that the time grows about as their number does.
    """
    clusters: list[Cluster] = []
    indexes: _Indexes = defaultdict(BlockingIndex)
    told: _Told = defaultdict(list)
    for mention in sorted(mentions, key=lambda one: one.rank):
        options = _options(mention, clusters, indexes, told)
        number = next((one for one in options if clusters[one].takes(mention)), len(clusters))
        if number == len(clusters):
            clusters.append(Cluster(mention))
        else:
            clusters[number].add(mention)
        if not mention.vague:
            told[mention.key[0], mention.event.lemma].append((number, mention))
            for key in _keys(mention, clusters[number].first):
                indexes[key].put(number, clusters[number].first)
    return [cluster.mentions for cluster in clusters]


def _options(mention: EventMention, clusters: Sequence[Cluster], indexes: _Indexes, told: _Told) -> Iterable[int]:
    """The events that a mention may be of, best first; one may come twice."""
    lemma, article = mention.event.lemma, mention.key[0]
    if mention.full:
        return _found(mention, _sides(mention), indexes)
    if lemma in word_set("recurring"):
        return ()
    if mention.vague:
        return _last_before(mention, told.get((article, lemma), ()))
    keys = [("article", article, lemma, one) for one in mention.core]
    fitting = {number for number in _found(mention, keys, indexes) if clusters[number].takes(mention)}
    if len(fitting) == 1:
        return fitting
    typed = ("typed", "untyped") if mention.event.type else ("typed",)
    return _found(mention, [(some, lemma, one) for one in _entities(mention) for some in typed], indexes)


def _found(mention: EventMention, keys: Iterable[_Key], indexes: _Indexes) -> Iterable[int]:
    """What may be of one event with a mention under each key."""
    return (number for key in keys if key in indexes for number in indexes[key].options(mention))


def _last_before(mention: EventMention, told: Iterable[tuple[int, EventMention]]) -> list[int]:
    """Of the events of its article with its lemma, the last one before a vague mention, else the next.

    Several ("attacks") may sum up what has been told, but don't announce one that is to come.
    """
    start, several = mention.event.trigger.start, is_plural(bare(mention.event.trigger.text))
    found = []
    for number, other in told:
        if _may_mean(mention, other):
            distance = start - other.event.trigger.start
            if distance >= 0 or not several:
                found.append((distance < 0, abs(distance), number))
    return [number for _, _, number in sorted(found)[:1]]


def _may_mean(vague: EventMention, other: EventMention) -> bool:
    """Whether the words of a vague mention fit another's participants: "troop withdrawal", "Russian troops"."""
    heads = {head_word(part.strip(":").replace("-", " ")).removesuffix("s") for part in other.core}
    return all(part.removeprefix(":").removesuffix("s") in heads for part in vague.core)


def _sides(mention: EventMention) -> list[_Key]:
    """The keys of a mention that names both sides; none where it can be one with no other mention."""
    lemma = mention.event.lemma
    if lemma in word_set("recurring"):
        if mention.time is None:
            return []
        lemma = f"{lemma} {mention.time}"
    states = [f"@{mention.state}"] if mention.state else []
    agents = [*sorted(mention.agents), *states]
    return [("both", lemma, agent, patient) for agent in agents for patient in sorted(mention.patients)]


def _keys(mention: EventMention, first: EventMention) -> list[_Key]:
    """The keys under which later mentions look for this one's event, which that first one tells most of."""
    lemma, article = mention.event.lemma, mention.key[0]
    found: list[_Key] = [("article", article, lemma, one) for one in sorted(mention.core)]
    if mention.full:
        return found + _sides(mention)
    typed = "typed" if first.event.type else "untyped"
    return found if first.full else found + [(typed, lemma, one) for one in _entities(mention)]


def _entities(mention: EventMention) -> list[str]:
    """The entities of a mention, without words that are none."""
    return sorted(part for part in mention.core if not part.startswith(":"))
