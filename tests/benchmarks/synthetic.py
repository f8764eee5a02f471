"""Graphs like those of news, of any size, the same each time: a few names in many stories, most in one."""

import random

from newsgraph.rdf.tables import Article, ArticleTable, Entity, Event, SharedTable, Statement, Tables

CAST = 12  # actors and places that belong to one story
PER_ARTICLE = 20  # statements
SURE = 0.8  # confidence
FAMOUS = 0.25  # how often a part is played by somebody of any story, the more famous the more often
SYLLABLES = ("ba", "den", "fi", "gor", "hu", "ka", "lem", "mi", "no", "pu", "ran", "se", "til", "vo", "zu")
KINDS = ("person", "organization", "person", "group", "place")
VERBS = ("ask", "tell", "shell", "leave", "meet", "accuse of corruption", "sign agreement with", "withdraw from")
TYPES = ("assault", "consult", "agree", "accuse", "retreat", "protest")
VOICES = ("stated", "stated", "stated", "claimed", "claimed", "denied", "envisaged")


def news(things: int, statements: int, seed: int = 1) -> Tables:
    """The tables of a made-up graph: half of its things are events.

    Half of the statements tell of an event, whose agent, patient and place are its parts; the others are of two of a
    story's cast. Who plays a part in stories that are not their own follows Zipf's law.
    """
    return _News(things, statements, random.Random(seed)).tables


class _News:
    def __init__(self, things: int, statements: int, chance: random.Random) -> None:
        self.chance = chance
        self.actors = [f"urn:x:actor{number}" for number in range(things - things // 2)]
        self.stories = [self.actors[first : first + CAST] for first in range(0, len(self.actors), CAST)]
        self.famous = chance.sample(self.actors, len(self.actors))
        self.fame = [1 / (rank + 3) for rank in range(len(self.famous))]
        count = max(statements // PER_ARTICLE, 1)
        self.articles = {f"urn:x:article{number}": self._article(number) for number in range(count)}
        self.told = {iri: ArticleTable(iri, (), {}, (), {}, {}) for iri in self.articles}
        self.entities = {actor: self._actor(KINDS[number % len(KINDS)]) for number, actor in enumerate(self.actors)}
        self.events = {f"urn:x:event{number}": self._event(number, things // 2) for number in range(things // 2)}
        self.statements: dict[str, list[Statement]] = {iri: [] for iri in self.articles}
        self.mentions: dict[str, list[tuple[str, int, int]]] = {iri: [] for iri in self.articles}
        events = list(self.events)
        for number in range(statements):
            article = number * len(self.articles) // statements
            if number % 2:
                event = events[(number // 2) % len(events)]
                self._statement(number, article, *(thing for _, thing in self.events[event].parts[:2]), event)
            else:
                self._statement(number, article, *self._two(article), "")

    @property
    def tables(self) -> Tables:
        relations = {f"urn:x:{verb}": verb for verb in VERBS}
        shared = SharedTable(self.entities, self.events, {}, self.articles, relations, {}, {}, {}, SURE)
        return Tables(
            shared,
            (
                ArticleTable(
                    *(iri, tuple(self.statements[iri]), table.sentences),
                    *(tuple(sorted(self.mentions[iri])), {}, table.events),
                )
                for iri, table in self.told.items()
            ),
        )

    def _name(self) -> str:
        return "".join(self.chance.choices(SYLLABLES, k=self.chance.randint(2, 4))).capitalize()

    def _article(self, number: int) -> Article:
        date = f"2022-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
        title = f"{self._name()} and {self._name()}"
        return Article(title, title, date, "", "", "", "")

    def _actor(self, kind: str) -> Entity:
        names = [f"{self._name()} {self._name()}" for _ in range(self.chance.randint(1, 3))]
        is_place = kind == "place"
        where = (self.chance.uniform(-50, 70), self.chance.uniform(-170, 170)) if is_place else (None, None)
        known = names[0], kind, is_place, not is_place, False, tuple(names[1:])
        return Entity(*known, (), (), "", "", "", False, *where, (), ())

    def _two(self, number: int) -> tuple[str, str]:
        """Two of a story, or one of it and somebody better known."""
        cast = self.stories[number % len(self.stories)]
        one = self.chance.choice(cast)
        other = self.chance.choices(self.famous, self.fame)[0] if self.chance.random() < FAMOUS else one
        while other == one:
            other = self.chance.choice(cast if len(cast) > 1 else self.actors)
        return one, other

    def _event(self, number: int, events: int) -> Event:
        story = number * len(self.stories) // events
        agent, patient = self._two(story)
        places = [actor for actor in self.stories[story] if self.entities[actor].is_place]
        label = f"{self.entities[agent].label} {self.chance.choice(VERBS)} {self.entities[patient].label}"
        time = f"2022-{self.chance.randint(1, 12):02d}-{self.chance.randint(1, 28):02d}"
        article = list(self.articles)[story % len(self.articles)]
        self.told[article].events[f"urn:x:event{number}"] = (self.chance.choice(VOICES),)
        where = (self.chance.choice(places),) if places else ()
        parts = ("agent", agent), ("patient", patient)
        return Event(label, TYPES[number % len(TYPES)], time, (), parts, (agent, patient), where)

    def _statement(self, number: int, article: int, subject: str, object_: str, event: str) -> None:
        iri, begin = list(self.articles)[article], number * 100
        relation, voice = self.chance.choice(VERBS), self.chance.choice(VOICES)
        confidence = round(self.chance.triangular(0.3, 1.0, 0.9), 3)
        names = [self.entities[thing].label for thing in (subject, object_)]
        speaker = (
            self.chance.choice(self.stories[article % len(self.stories)]) if voice in ("claimed", "denied") else ""
        )
        text = f"On {self.articles[iri].date} {names[0]} was to {relation} {names[1]}, as had been expected."
        first = begin + text.find(names[0])
        self.mentions[iri].append((subject, first, first + len(names[0])))
        end, mark = begin + len(text), "denied: " if voice == "denied" else ""
        self.told[iri].sentences[f"{iri}#char={begin},{end}"] = (begin, end, text)
        self.statements[iri].append(
            Statement(
                iri=f"{iri}#s{number}",
                article=iri,
                begin=begin,
                end=end,
                subject=subject,
                predicate=f"urn:x:{relation}",
                object=object_,
                words="",
                text=f"{mark}{names[0]} {relation} {names[1]}",
                relation_text=relation,
                polarity="negated" if voice == "denied" else "affirmed",
                modality="actual",
                voice=voice,
                said_by=speaker,
                cue="say" if speaker else "",
                quoted=False,
                confidence=confidence,
                valid_from="",
                valid_until="",
                event=event,
                arguments=(),
                mentions=(),
                doubts=(),
            )
        )
