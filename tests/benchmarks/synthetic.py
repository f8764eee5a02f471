"""Networks like those of news, of any size, the same each time: a few names in many stories, most in one."""

import random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx

CAST = 12  # actors and places that belong to one story
PER_ARTICLE = 20  # statements
SURE = 0.8  # confidence
FAMOUS = 0.25  # how often a part is played by somebody of any story, the more famous the more often
SYLLABLES = ("ba", "den", "fi", "gor", "hu", "ka", "lem", "mi", "no", "pu", "ran", "se", "til", "vo", "zu")
KINDS = ("person", "organization", "person", "group", "place")
VERBS = ("ask", "tell", "shell", "leave", "meet", "accuse of corruption", "sign agreement with", "withdraw from")
TYPES = ("assault", "consult", "agree", "accuse", "retreat", "protest")
VOICES = ("stated", "stated", "stated", "claimed", "claimed", "denied", "envisaged")


def news(nodes: int, statements: int, seed: int = 1) -> "nx.MultiDiGraph[str]":
    """A network as `newsgraph.rdf.network.network` makes it: half of its nodes are events.

    Half of the statements tell of an event, whose agent, patient and place are roles; the others are of two of a
    story's cast. Who plays a part in stories that are not their own follows Zipf's law.
    """
    return _News(nodes, statements, random.Random(seed)).graph


class _News:
    def __init__(self, nodes: int, statements: int, chance: random.Random) -> None:
        import networkx as nx

        self.chance = chance
        self.graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        self.actors = [f"urn:x:actor{number}" for number in range(nodes - nodes // 2)]
        self.events = [f"urn:x:event{number}" for number in range(nodes // 2)]
        self.stories = [self.actors[first : first + CAST] for first in range(0, len(self.actors), CAST)]
        self.famous = chance.sample(self.actors, len(self.actors))
        self.fame = [1 / (rank + 3) for rank in range(len(self.famous))]
        count = max(statements // PER_ARTICLE, 1)
        self.articles = {f"urn:x:article{number}": self._article(number) for number in range(count)}
        self.sentences: dict[str, dict[str, Any]] = {}
        self.mentions: dict[str, list[tuple[str, int, int]]] = {}
        for number, actor in enumerate(self.actors):
            self._actor(actor, KINDS[number % len(KINDS)])
        parts = [self._event(number, event) for number, event in enumerate(self.events)]
        for number in range(statements):
            article = number * len(self.articles) // statements
            if number % 2:
                told = (number // 2) % len(self.events)
                self._statement(number, article, *parts[told], self.events[told])
            else:
                self._statement(number, article, *self._two(article), "")
        self.graph.graph.update(articles=self.articles, sentences=self.sentences, mentions=self.mentions)
        self.graph.graph["min_confidence"] = SURE

    def _name(self) -> str:
        return "".join(self.chance.choices(SYLLABLES, k=self.chance.randint(2, 4))).capitalize()

    def _article(self, number: int) -> dict[str, str]:
        date = f"2022-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
        return {"title": f"{self._name()} and {self._name()}", "date": date, "url": "", "reprint_of": "", "text": ""}

    def _actor(self, iri: str, kind: str) -> None:
        names = [f"{self._name()} {self._name()}" for _ in range(self.chance.randint(1, 3))]
        node: dict[str, Any] = {"roles": (), "nationalities": (), "geonames": "", "country": "", "place_kind": ""}
        if kind == "place":
            node |= {"latitude": self.chance.uniform(-50, 70), "longitude": self.chance.uniform(-170, 170)}
        node |= {"kind": "place" if kind == "place" else "actor", "type": kind, "acts": kind != "place", "iri": iri}
        self.graph.add_node(iri, label=names[0], names=tuple(names[1:]), articles=(), **node)

    def _two(self, number: int) -> tuple[str, str]:
        """Two of a story, or one of it and somebody better known."""
        cast = self.stories[number % len(self.stories)]
        one = self.chance.choice(cast)
        other = self.chance.choices(self.famous, self.fame)[0] if self.chance.random() < FAMOUS else one
        while other == one:
            other = self.chance.choice(cast if len(cast) > 1 else self.actors)
        return one, other

    def _event(self, number: int, iri: str) -> tuple[str, str]:
        story = number * len(self.stories) // len(self.events)
        agent, patient = self._two(story)
        places = [actor for actor in self.stories[story] if self.graph.nodes[actor]["kind"] == "place"]
        label = f"{self.graph.nodes[agent]['label']} {self.chance.choice(VERBS)} {self.graph.nodes[patient]['label']}"
        time = f"2022-{self.chance.randint(1, 12):02d}-{self.chance.randint(1, 28):02d}"
        article = list(self.articles)[story % len(self.articles)]
        known = {"time": time, "reported": (self.chance.choice(VOICES),), "articles": (article,), "iri": iri}
        self.graph.add_node(iri, kind="event", type=TYPES[number % len(TYPES)], label=label, names=(), **known)
        self.graph.add_edge(iri, agent, key=f"{iri} agent", kind="role", relation="agent")
        self.graph.add_edge(iri, patient, key=f"{iri} patient", kind="role", relation="patient")
        if places:
            self.graph.add_edge(iri, self.chance.choice(places), key=f"{iri} place", kind="place", relation="place")
        return agent, patient

    def _statement(self, number: int, article: int, subject: str, object_: str, event: str) -> None:
        iri, begin = list(self.articles)[article], number * 100
        relation, voice = self.chance.choice(VERBS), self.chance.choice(VOICES)
        confidence = round(self.chance.triangular(0.3, 1.0, 0.9), 3)
        names = [self.graph.nodes[thing]["label"] for thing in (subject, object_)]
        speaker = (
            self.chance.choice(self.stories[article % len(self.stories)]) if voice in ("claimed", "denied") else ""
        )
        text = f"On {self.articles[iri]['date']} {names[0]} was to {relation} {names[1]}, as had been expected."
        first = begin + text.find(names[0])
        self.mentions.setdefault(subject, []).append((iri, first, first + len(names[0])))
        end, statement = begin + len(text), f"{iri}#s{number}"
        self.sentences[f"{iri}#char={begin},{end}"] = {"article": iri, "begin": begin, "end": end, "text": text}
        said = {"said_by": speaker, "said_by_label": "", "cue": "say" if speaker else "", "quoted": False}
        self.graph.add_edge(
            *(subject, object_, statement),
            kind="statement",
            relation=relation,
            predicate="",
            statement=statement,
            event=event,
            text=f"{names[0]} {relation} {names[1]}",
            relation_text=relation,
            marks=("denied",) if voice == "denied" else (),
            object=names[1],
            polarity="negated" if voice == "denied" else "affirmed",
            modality="actual",
            voice=voice,
            confidence=confidence,
            sure=confidence >= SURE,
            **dict.fromkeys(("valid_from", "valid_until"), ""),
            **dict.fromkeys(("doubts", "arguments", "argument_roles", "argument_values", "mentions"), ()),
            **dict.fromkeys(("contradicts", "contradiction_kinds", "contradiction_tiers", "denies"), ()),
            article=iri,
            article_title="",
            article_date="",
            article_url="",
            sentence=text,
            begin=begin,
            end=end,
            **said,
        )
