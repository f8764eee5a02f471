"""Does an extractor see what happened in a news sentence, and who did it to whom?

The gold are the PLOVER gold standard records (Open Event Data Alliance, 2016,
https://github.com/openeventdata/PLOVER): news sentences, each coded with an event, one of PLOVER's 16 types
(DATA/TYPES.md of the development half tells them apart), its words, its source and its target.

Types. A gold event is found if an event of the record has its type (one of them, where the sources allow two) and a
trigger that shares a word with the gold event's words, function words aside; a second such event neither helps nor
harms. Every other event with a type is wrong, except where gold.json lists under `further` that its trigger may be
read as an event of that type: PLOVER codes one event a sentence where an extractor should see all of them, so these
are neither asked for nor punished. The lists are this project's. Events with type null are not looked at.
    precision = found / (found + wrong)      recall = found / gold events
`events a sentence` measures the same by the types alone: the set of types in the sentence, triggers ignored.

Actors, of the events that were found: a gold source is right if an agent is it, a gold target if a patient or a
recipient is it; where the target is only where it happens, a participant "other" or the event's `place` will do; where
source and target are mutual (they agreed, they met) any participant will do. A participant is the actor if its words
or any mention of its entity share a word with the actor's. An actor is not right if it also stands in the opposite
role, and a participant that covers the trigger, or a source and a target at once, counts for nothing. These two
figures say nothing of events that were missed; `whole` does: the share of all gold events found with every actor right.

DATA/articles.jsonl   one sentence a file
DATA/gold.json         {ID: {"events": [{"record": PLOVER's id, "types": [type, ...], "words": [span, ...],
                       "sources": [span, ...], "targets": [span, ...], "mutual": bool}, ...],
                       "further": [{start, end, text, "types": [type, ...]}, ...]}}; a target may have "place": true
RECORDS.jsonl          one extraction record a line; an article without one counts as a record without events
"""

from dataclasses import dataclass, field
from pathlib import Path

from .common import Figures, harmonic, ratio, read_gold, read_records, read_texts, sample, sources, tell_missing

TYPES = [
    "agree",
    "consult",
    "support",
    "concede",
    "cooperate",
    "aid",
    "retreat",
    "request",
    "accuse",
    "reject",
    "threaten",
    "protest",
    "sanction",
    "mobilize",
    "coerce",
    "assault",
]
ROLES = {"agent", "patient", "recipient", "instrument", "other"}
UNDERGOERS = {"patient", "recipient"}
LONGEST_TRIGGER = 6  # words; a longer one points at nothing


@dataclass
class Event:
    """A typed event of a record; words in the text are lists of (start, end)."""

    type: str
    text: str
    trigger: list
    participants: list  # of (role, its words, its words and its entity's mentions)
    place: list  # the mentions of its place


@dataclass
class Score:
    found: dict = field(default_factory=dict)  # position of a gold event -> the record's events that say it
    wrong: list = field(default_factory=list)
    further: int = 0
    sets: tuple = ()  # types alone: found, wrong, gold
    actors: list = field(default_factory=list)  # (position of a gold event, "agent" or "target", gold span, right?)


def word_places(span, article_text, where):
    """The (start, end) of each of the span's words; ends with a clear error unless they stand in the article there."""
    try:
        start, end, text = span["start"], span["end"], span["text"]
        fits = type(start) is type(end) is int and text.strip() and 0 <= start < end <= len(article_text)
    except (TypeError, KeyError, AttributeError):
        fits = False
    if not fits:
        raise SystemExit(
            f"{where} is not a start, an end and a text in an article of {len(article_text)} characters: {span!r}"
        )
    *words, last = text.split()
    places, position = [], start
    for word in words:
        found = article_text.find(word, position, end)
        places.append((found, found + len(word)))
        position = found + len(word) if found >= 0 else end
    places.append((end - len(last), end))
    if places[0][0] != start or end - len(last) < position or article_text[end - len(last) : end] != last:
        raise SystemExit(
            f"{where}: {text!r} is not in {article_text[start:end]!r}, the text from {start} to {end}, "
            "or that is not the smallest range around it"
        )
    return places


def overlap(places, others):
    return any(start < other_end and other_start < end for start, end in places for other_start, other_end in others)


def read_events(record, text, where):
    """The typed events of a record."""
    mentions = {entity["id"]: [] for entity in record["entities"]}

    def mentions_of(entity, where):
        if entity is not None and entity not in mentions:
            raise SystemExit(f"{where}: no entity {entity!r} in the record")
        return mentions.get(entity, [])

    for mention in record["mentions"]:
        here = f"{where}: mention {mention['id']}"
        mentions_of(mention["entity"], here).extend(word_places(mention, text, here))
    events = []
    for event in record["events"]:
        here = f"{where}: event {event['id']}"
        if event["type"] is not None and event["type"] not in TYPES:
            raise SystemExit(f"{here}: {event['type']!r} is no event type of the record")
        trigger, participants = word_places(event["trigger"], text, f"{here}: trigger"), []
        for participant in event["participants"]:
            if participant["role"] not in ROLES:
                raise SystemExit(f"{here}: {participant['role']!r} is no role of the record")
            words = word_places(participant, text, f"{here}: participant")
            if not (words[0][0] <= trigger[0][0] and trigger[-1][1] <= words[-1][1]):
                reach = words + mentions_of(participant["entity"], f"{here}: participant")
                participants.append((participant["role"], words, reach))
        if event["type"] is not None:
            events.append(
                Event(
                    event["type"],
                    event["trigger"]["text"],
                    trigger if len(trigger) <= LONGEST_TRIGGER else [],
                    participants,
                    mentions_of(event["place"], f"{here}: place"),
                )
            )
    return events


def places_of(spans):
    return [(span["start"], span["end"]) for span in spans]


def score_actors(gold, events):
    """(role, gold span, right?) for each actor of a gold event; `events` are the record's events that say it."""
    doers, targets = places_of(gold["sources"]), places_of(span for span in gold["targets"] if not span.get("place"))
    participants = [
        participant
        for event in events
        for participant in event.participants
        if not (overlap(participant[2], doers) and overlap(participant[2], targets))
    ]

    def stands(actor, roles):
        return any(role in roles and overlap(reach, [actor]) for role, _, reach in participants)

    def is_named(actor, roles):
        return any(role in roles and overlap(words, [actor]) for role, words, _ in participants)

    for span, actor in zip(gold["sources"], doers, strict=True):
        right = stands(actor, {"agent"}) and not is_named(actor, UNDERGOERS)
        yield "agent", span, stands(actor, ROLES) if gold["mutual"] else right
    for span, actor in zip(gold["targets"], places_of(gold["targets"]), strict=True):
        roles = UNDERGOERS | {"other"} if span.get("place") else UNDERGOERS
        there = span.get("place") and any(
            overlap(event.place, [actor]) and not overlap(event.place, doers) for event in events
        )
        yield "target", span, bool(there) or (stands(actor, roles) and not is_named(actor, {"agent"}))


def score_sentence(gold, events):
    score = Score()
    says = [
        [
            position
            for position, one in enumerate(gold["events"])
            if event.type in one["types"] and overlap(event.trigger, places_of(one["words"]))
        ]
        for event in events
    ]
    for event, positions in sorted(zip(events, says, strict=True), key=lambda pair: len(pair[1])):
        unfound = [position for position in positions if position not in score.found]
        for position in (unfound or positions)[:1]:
            score.found.setdefault(position, []).append(event)
    for event, positions in zip(events, says, strict=True):
        if not positions:
            allowed = any(
                event.type in one["types"] and overlap(event.trigger, places_of([one])) for one in gold["further"]
            )
            score.further += allowed
            if not allowed:
                score.wrong.append(event)
    types = {event.type for event in events}
    gold_sets = {tuple(one["types"]) for one in gold["events"]}
    known = {name for names in gold_sets for name in names} | {name for one in gold["further"] for name in one["types"]}
    score.sets = sum(not types.isdisjoint(names) for names in gold_sets), len(types - known), len(gold_sets)
    score.actors = [
        (position, *actor)
        for position, said in score.found.items()
        for actor in score_actors(gold["events"][position], said)
    ]
    return score


def f1_of(found, wrong, gold):
    precision, recall = ratio(found, found + wrong), ratio(found, gold)
    return precision, recall, harmonic(precision, recall)


def print_misses(count, scores, gold, events, texts):
    """Samples, the same in every run over the same records."""

    def listed(spans):
        return ", ".join(span["text"] for span in spans) or "-"

    missed, wrong, actors = [], [], []
    for article, score in scores.items():
        said = "; ".join(f"{event.type} ({event.text})" for event in events.get(article, [])) or "-"
        for position, one in enumerate(gold[article]["events"]):
            if position not in score.found:
                missed.append(
                    (article, [f"missed   {' or '.join(one['types'])}: {listed(one['words'])}", f"said     {said}"])
                )
        coded = "; ".join(f"{' or '.join(one['types'])}: {listed(one['words'])}" for one in gold[article]["events"])
        wrong += [(article, [f"wrong    {event.type} ({event.text})", f"gold     {coded}"]) for event in score.wrong]
        for position, role, span, right in score.actors:
            if not right:
                said = [
                    f"{part}: {' '.join(texts[article][start:end] for start, end in words)}"
                    for event in score.found[position]
                    for part, words, _ in event.participants
                ]
                actors.append((article, [f"{role:8} {span['text']}", f"said     {'; '.join(said) or '-'}"]))
    for title, cases in (("MISSED EVENTS", missed), ("WRONG EVENTS", wrong), ("ACTORS NOT RIGHT", actors)):
        print(f"{title} ({min(count, len(cases))} of {len(cases)})")
        for article, lines in sample(cases, count):
            print("", f"{article}  {texts[article]}", *(f"  {line}" for line in lines), sep="\n")
        print()


def print_types(gold, scores):
    """Print how many events of each type there are, are found and are wrong."""
    print("type        gold  found  wrong")
    for name in TYPES:
        of_type = [
            (article, position)
            for article in gold
            for position, one in enumerate(gold[article]["events"])
            if one["types"][0] == name
        ]
        found = sum(position in scores[article].found for article, position in of_type)
        wrong = sum(event.type == name for score in scores.values() for event in score.wrong)
        print(f"{name:10} {len(of_type):5} {found:6} {wrong:6}")


def score(data: Path, records: Path, misses: int = 0) -> Figures:
    """Print what was found of the events, and return the figures."""
    gold, texts = read_gold(data), read_texts(sources(data))
    events = read_records(records, gold, lambda one, where: read_events(one, texts[one["article"]["id"]], where))
    scores = {article: score_sentence(one, events.get(article, [])) for article, one in gold.items()}
    if misses > 0:
        print_misses(misses, scores, gold, events, texts)
    tell_missing(sorted(set(gold) - set(events)))
    print_types(gold, scores)
    total = sum(len(one["events"]) for one in gold.values())
    found, wrong = (sum(len(getattr(one, name)) for one in scores.values()) for name in ("found", "wrong"))
    precision, recall, f1 = f1_of(found, wrong, total)
    further = sum(one.further for one in scores.values())
    print(f"{'all':10} {total:5} {found:6} {wrong:6}   and {further} of the further events")
    sentence = f1_of(*(sum(numbers) for numbers in zip(*(one.sets for one in scores.values()), strict=True)))
    print("events a sentence, types alone: precision {:.2f} recall {:.2f} f1 {:.2f}".format(*sentence))
    right = {}
    for role in ("agent", "target"):
        judged = [actor[3] for one in scores.values() for actor in one.actors if actor[1] == role]
        right[role] = ratio(sum(judged), len(judged))
        print(f"{role + 's':10} {len(judged):5} {sum(judged):6}   of the events found")
    whole = sum(
        all(actor[3] for actor in one.actors if actor[0] == position)
        for one in scores.values()
        for position in one.found
    )
    figures = {"type_f1": f1, "precision": precision, "recall": recall, "sentence_f1": sentence[2]}
    return figures | right | {"whole": ratio(whole, total)}
