"""What the triples and events of a record say: who did what to whom, as `traps` reads them."""

import itertools
import re
from dataclasses import dataclass, field
from functools import cache

BE = frozenset({"be", "am", "is", "are", "was", "were", "been", "being", "get", "got"})
# Words before the verb that a relation asserts; adverbs besides.
LIGHT = BE | frozenset(
    """have has had having do does did will would shall should can could may might must not never no longer
    also only just even""".split()  # noqa: SIM905
)
TRANSPARENT = frozenset(
    ("able", "begin", "continue", "dare", "keep", "manage", "proceed", "start")
)  # "manages to sign"
VERBS_IN_LY = frozenset(("apply", "comply", "fly", "imply", "multiply", "rely", "reply", "supply"))
PREPOSITIONS = frozenset(
    "about after against as at between by for from in into of on over to under with".split()  # noqa: SIM905
)
IRREGULAR = """
    beat beaten; begin began begun; blow blew blown; break broke broken; bring brought; build built; burn burnt; buy
    bought; catch caught; choose chose chosen; dig dug; die dying; draw drew drawn; drive drove driven; fall fell
    fallen; feel felt; fight fought; find found; flee fled; fly flew flown; give gave given; go went gone; have has
    had; hear heard; hide hid hidden; hold held; keep kept; know knew known; lead led; leave left; lend lent; lie
    lied lying; lose lost; make made; meet met; pay paid; rebuild rebuilt; repay repaid; retake retook retaken; rise
    rose risen; run ran; say said; see saw seen; sell sold; send sent; shoot shot; sing sang sung; sink sank sunk;
    speak spoke spoken; spend spent; stand stood; steal stole stolen; swim swam swum; take took taken; teach taught;
    tell told; think thought; wear wore worn; win won; withdraw withdrew withdrawn; write wrote written"""
IRREGULAR_FORMS = {entry.split()[0]: frozenset(entry.split()) for entry in IRREGULAR.split(";")} | {"be": frozenset(BE)}


def words_of(text):
    return re.findall(r"\w+", text.casefold())


@cache
def forms_of(lemma):
    """The lemma and what it may look like: 'stop' -> stop, stops, stopped, stopping (and, harmlessly, stoped)."""
    stem = lemma[:-1] if lemma.endswith("e") else lemma
    past = {stem + "ed", lemma + lemma[-1] + "ed"} | ({lemma[:-1] + "ied"} if lemma.endswith("y") else set())
    present = {lemma + "s", lemma + "es", stem + "ing", lemma + "ing", lemma + lemma[-1] + "ing"}
    present |= {lemma[:-1] + "ies"} if lemma.endswith("y") else set()
    return frozenset({lemma} | past | present | IRREGULAR_FORMS.get(lemma, frozenset()))


def meets(pattern, words):
    """Whether the words of a slot meet 'dahl|mayor -former'."""
    parts = pattern.split()
    return all(set(part.split("|")) & words for part in parts if not part.startswith("-")) and not any(
        part[1:] in words for part in parts if part.startswith("-")
    )


@dataclass
class Slot:
    """What stands in a slot, as the text has it and as a graph shows it: two sets of words."""

    text: set = field(default_factory=set)
    label: set = field(default_factory=set)

    def __add__(self, other):
        return Slot(self.text | other.text, self.label | other.label)

    def meets(self, pattern):
        return meets(pattern, self.text) or meets(pattern, self.label)


@dataclass
class Saying:
    """One reading of a triple or an event: who did what to whom."""

    who: Slot  # without words where it doesn't say who
    verbs: set  # what it asserts: the relation's first verb, an event's lemma
    nouns: set  # what it says that the subject is ("mayor of")
    relation: set  # all words of the relation
    whom: Slot
    item: dict  # the triple or event
    told: str  # the same, for people
    certain: bool = True  # False: a reading that is good enough to find a wanted fact, not to blame for a forbidden one


def make_slot(span, labels):
    text = set(words_of(span["text"]))
    return Slot(text, set(words_of(labels[span["entity"]])) if span.get("entity") in labels else text)


def bare(words):
    return Slot(set(words), set(words))


def together(slots):
    return sum(slots, Slot())


def is_light(word):
    return word in LIGHT or (word.endswith("ly") and word not in VERBS_IN_LY)


def head_of(tokens):
    """The place of the first word that is not light; the number of words where all are."""
    return next((place for place, word in enumerate(tokens) if not is_light(word)), len(tokens))


def is_passive(tokens, place):
    """Whether the word at this place is the participle of "was arrested", "was not even arrested"."""
    before = place - 1
    while before >= 0 and is_light(tokens[before]) and tokens[before] not in BE:
        before -= 1
    return before >= 0 and tokens[before] in BE and not tokens[place].endswith("ing")


def asserted_verbs(tokens, head):
    """The verb at this place and, after "manage" and the like, the one that follows; and the place of the last."""
    verbs = [tokens[head]]
    while tokens[head] in TRANSPARENT:
        after = head + 1 + (tokens[head + 1 : head + 2] == ["to"])
        if after >= len(tokens) or tokens[after] in PREPOSITIONS:
            break
        head = after
        verbs.append(tokens[head])
    return verbs, head


def triple_sayings(triple, labels):
    """The readings of a triple: by the verb that its relation asserts, or as in "is", "was | arrested", "mayor of"."""
    tokens, written = words_of(triple["relation"]["label"]), words_of(triple["relation"]["text"])
    subject = make_slot(triple["subject"], labels)
    obj = make_slot(triple["object"], labels) if triple["object"] else together(())
    arguments = [(one.get("preposition"), make_slot(one, labels)) for one in triple.get("arguments") or ()]
    relation = {*tokens, *written}
    further = together(slot for _, slot in arguments) + bare(relation)
    by = together(slot for preposition, slot in arguments if preposition == "by")
    told = tell_triple(triple, labels)

    def reading(verbs=(), nouns=(), who=subject, whom=obj + further):
        return Saying(who, {*verbs}, {*nouns}, relation, whom, triple, told)

    head = head_of(tokens)
    if head == len(tokens) or tokens[head] in PREPOSITIONS:  # "is", "has", "is under"
        complement = words_of(triple["object"]["text"]) if triple["object"] else []
        participle = complement[head_of(complement) :][:1]
        if participle and is_passive([*tokens[:head], *participle], head):  # "was | arrested"
            yield reading(participle, who=by, whom=subject + obj + further)
        yield reading(BE & relation or relation)
        return
    nouns = itertools.takewhile(lambda word: word not in PREPOSITIONS, tokens[head:])
    yield reading(nouns=nouns)
    verbs, place = asserted_verbs(tokens, head)
    verbs += written[head_of(written) :][:1]
    if not is_passive(tokens, place):
        yield reading(verbs)
    elif tokens[-1] == "by":
        yield reading(verbs, who=by + obj, whom=subject + further)
    else:
        yield reading(verbs, who=by, whom=subject + obj + further)


def event_sayings(event, labels):
    """The readings of an event: agents do it to the others; where it has no agent, perhaps these do it ("burst")."""
    if not event["participants"]:
        return
    agents = together(make_slot(one, labels) for one in event["participants"] if one["role"] == "agent")
    others = together(make_slot(one, labels) for one in event["participants"] if one["role"] != "agent")
    trigger = words_of(event["trigger"]["text"])
    around = words_of(labels.get(event["place"], "")) + words_of((event["time"] or {}).get("text", "")) + trigger
    verbs, told = {*words_of(event["lemma"])[:1], *trigger[:1]}, tell_event(event, labels)
    yield Saying(agents, verbs, set(), {*trigger}, others + bare(around), event, told)
    if not agents.text:
        yield Saying(others, verbs, set(), {*trigger}, Slot(), event, told, certain=False)


def says(saying, who, did, whom):
    """Whether it says that who did whom."""
    lemmas, *excluded = did.split()
    does = any(forms_of(lemma) & saying.verbs for lemma in lemmas.split("|"))
    nouns = {word for part in whom.split() if not part.startswith("-") for word in part.split("|")} & saying.nouns
    is_that = bool(nouns) and "be" in lemmas.split("|")
    return (
        (does or is_that)
        and meets(" ".join(excluded), saying.relation)
        and saying.who.meets(who)
        and saying.whom.meets(whom)
    )


def voice_of(item):
    return f"{item['polarity']}, {item['modality']}" + (", attributed" if item["attribution"] is not None else "")


def tell_slot(span, labels):
    label = labels.get(span.get("entity"))
    return span["text"] + (f" [{label}]" if label and label != span["text"] else "")


def tell_triple(triple, labels):
    slots = [
        tell_slot(triple["subject"], labels),
        triple["relation"]["label"],
        tell_slot(triple["object"], labels) if triple["object"] else "-",
    ]
    slots += [f"{one.get('preposition') or '+'} {one['text']}" for one in triple.get("arguments") or ()]
    return f"{' --> '.join(slots)}  ({voice_of(triple)})"


def tell_event(event, labels):
    people = "; ".join(f"{one['role']} {tell_slot(one, labels)}" for one in event["participants"])
    return f"event {event['lemma']}: {people}  ({voice_of(event)})"
