"""Large corpora made of a few articles' records, the same for the same records."""

import random
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import count

import msgspec

from newsgraph.record import Entity, Event, Record
from newsgraph.resolution.names import is_acronym

SYLLABLES = ("ba", "de", "fi", "go", "hu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "zu")
ARTICLES_A_DAY = 20
FIRST_DAY = date(2015, 1, 1)
NEW_ACTORS = 0.5  # the chance that a person or organisation that an article names was in none before
NEW_NAMES = 0.3  # the chance that nobody before bore the given name, or the surname, of a new person

Rename = Callable[[Entity, str], str]  # an entity of the original, one of its names, to the name in the copy


def coined(number: int) -> str:
    """A name for each number, unlike that of the next: "Bababa", "Debaba"."""
    parts = []
    while number or len(parts) < 3:
        number, rest = divmod(number, len(SYLLABLES))
        parts.append(SYLLABLES[rest])
    return "".join(parts).capitalize()


def worst(read: Sequence[Record], size: int) -> list[Record]:
    """The records again and again, undated, in each every second person under another surname."""
    found = []
    for number in range(size):
        record = read[number % len(read)]
        people = {one.id for place, one in enumerate(record.entities) if one.type == "person" and place % 2}

        def rename(entity: Entity, text: str, people: set[str] = people, surname: str = coined(number)) -> str:
            return " ".join([*text.split()[:-1], surname]) if entity.id in people else text

        found.append(_copy(record, f"{record.article.id}-{number}", rename))
    return found


def archive(read: Sequence[Record], size: int) -> list[Record]:
    """The records as what an archive holds, in the order of time: other days, other people and organisations."""
    dice = random.Random(0)
    people, organizations = drawn(NEW_ACTORS, dice), drawn(NEW_ACTORS, dice)
    given, surnames = drawn(NEW_NAMES, dice), drawn(NEW_NAMES, dice)
    person_of: dict[int, tuple[str, str]] = {}
    found = []
    for number in range(size):
        record = read[number % len(read)]
        names: dict[str, tuple[str, str]] = {}
        for entity in record.entities:
            if entity.type == "person":
                person = next(people)
                if person not in person_of:
                    person_of[person] = (coined(next(given)) + "o", coined(next(surnames)))
                names[entity.id] = person_of[person]
            elif entity.type == "organization":
                name = coined(next(organizations))
                names[entity.id] = (name, name[:2].upper() + name[-2:].upper())

        def rename(entity: Entity, text: str, names: dict[str, tuple[str, str]] = names) -> str:
            return _renamed(entity, text, *names[entity.id]) if entity.id in names else text

        day = FIRST_DAY + timedelta(days=number // ARTICLES_A_DAY)
        copy = _copy(record, f"{number:06}-{record.article.id}", rename)
        article = msgspec.structs.replace(copy.article, published=day.isoformat())
        events = tuple(_dated(one, day - timedelta(days=position % 5)) for position, one in enumerate(copy.events))
        found.append(msgspec.structs.replace(copy, article=article, events=events))
    return found


def drawn(chance: float, dice: random.Random) -> Iterator[int]:
    """Numbers of who is named: a new one by that chance, else one of before, the oftener named the likelier.

    So most are named once and a few all the time: H. A. Simon, On a Class of Skew Distribution Functions, Biometrika 42
    (1955).
    """
    numbers = count()
    named: list[int] = []
    while True:
        named.append(next(numbers) if not named or dice.random() < chance else dice.choice(named))
        yield named[-1]


def _renamed(entity: Entity, text: str, first: str, last: str) -> str:
    """A name of as many parts as before: given name and surname, or of an organisation its acronym or its kind."""
    parts = text.split()
    if entity.type == "person":
        return last if len(parts) < 2 else f"{first} {last}"
    if is_acronym(text):
        return last
    return first if len(parts) < 2 else f"{first} {parts[-1]}"


def _dated(event: Event, day: date) -> Event:
    """The event with that day in its date where it has a day or a month; years alone are history and stay."""
    value = event.time.value if event.time else None
    if not event.time or not value or "/" in value or "-" not in value or "X" in value:
        return event
    new = day.isoformat()[: len(value)] if value[0] != "-" else f"--{day.isoformat()[5:][: len(value) - 2]}"
    return msgspec.structs.replace(event, time=msgspec.structs.replace(event.time, value=new))


def _copy(record: Record, identifier: str, rename: Rename) -> Record:
    """The record of another article, with other names."""
    entity_of = {one.id: one for one in record.entities}
    mentions = tuple(
        msgspec.structs.replace(one, text=rename(entity_of[one.entity], one.text)) if one.form == "name" else one
        for one in record.mentions
    )
    named = {one.entity for one in record.mentions if one.form == "name"}
    entities = tuple(
        msgspec.structs.replace(one, label=rename(one, one.label)) if one.id in named else one
        for one in record.entities
    )
    article = msgspec.structs.replace(record.article, id=identifier)
    return msgspec.structs.replace(record, article=article, mentions=mentions, entities=entities)
