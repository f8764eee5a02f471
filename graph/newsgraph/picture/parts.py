"""A large graph in parts: who and what has more to do with each other than with all else, each with what names it."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from newsgraph.picture.content import Content
from newsgraph.picture.layout import communities
from newsgraph.picture.views import View

_SMALL = 6  # things; what hangs together and is less is put with all else that is
_NAMED_BY = 3  # actors, and as many places
_PHRASE = 160  # characters


@dataclass(slots=True)
class Part:
    """Some of a graph's things, with what tells readers what they are about.

    Attributes:
        things: all that belong to it.
        actors: those of whom most is said in it, the best known first.
        places: likewise.
        phrase: the text of the statement that tells most of them, "" where there is none.
        statements: how many statements are about two of its things or more.
        other: whether it is what belongs nowhere else.
    """

    things: list[int]
    actors: list[int] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    phrase: str = ""
    statements: int = 0
    other: bool = False

    def row(self) -> dict[str, Any]:
        """What the page is told of it."""
        named = {"actors": self.actors, "places": self.places, "phrase": self.phrase}
        return {**named, "things": len(self.things), "statements": self.statements, "other": self.other}


def parts(content: Content, whole: View, most: int) -> list[Part]:
    """The parts of a graph, the one of which most is said first; one where it has no more than `most` things.

    Args:
        content: what the page knows.
        whole: the view that has everything in it: actors, places and events.
        most: how many things can be seen at once.
    """
    if len(whole.things) <= most:
        return [Part(whole.things)]
    graph: dict[int, dict[int, None]] = {thing: {} for thing in whole.things}
    for link in whole.links:
        if link.voice != "context":
            graph[link.source][link.target] = graph[link.target][link.source] = None
    groups: list[list[int]] = []
    rest: list[int] = []
    for group in communities(graph):
        if len(group) < _SMALL:
            rest += group
        else:
            groups.append(group)
    found = [Part(group) for group in groups]
    if rest:
        found.append(Part(sorted(rest), other=True))
    _name(content, found)
    return sorted(found, key=lambda part: (part.other, -part.statements, part.things[0]))


def _name(content: Content, found: list[Part]) -> None:
    at = {thing: number for number, part in enumerate(found) for thing in part.things}
    told: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))  # by part, how often a thing is spoken of
    behind: dict[int, list[int]] = defaultdict(list)  # by part, its statements
    for place, row in enumerate(content.statements):
        ends = {row["subject"], row.get("object"), row.get("event"), *row.get("also", ())}
        within: dict[int, list[int]] = defaultdict(list)
        for end in ends:
            if end is not None and end in at:
                within[at[end]].append(end)
        for number, members in within.items():
            if len(members) > 1 or found[number].other:
                behind[number].append(place)
            for member in members:
                told[number][member] += 1 if not row.get("unsure") else 0
    for number, part in enumerate(found):
        part.statements = len(behind[number])
        part.actors = _best(content, told[number], ("person", "organization", "group"))
        part.places = _best(content, told[number], ("place",))
        part.phrase = _phrase(content, behind[number], {*part.actors, *part.places})


def _best(content: Content, told: dict[int, int], kinds: tuple[str, ...]) -> list[int]:
    """Those of which most is said, by their proper names where they have any."""

    def rank(thing: int) -> tuple[bool, int, int]:
        label = content.things[thing]["label"]
        return not label[:1].isupper(), -told[thing], thing

    return sorted((thing for thing in told if content.things[thing]["kind"] in kinds), key=rank)[:_NAMED_BY]


def _phrase(content: Content, statements: list[int], known: set[int]) -> str:
    """What is said of the best known, as surely and as plainly as there is."""

    def rank(place: int) -> tuple[bool, bool, bool, int, float]:
        row = content.statements[place]
        named = {row["subject"], row.get("object"), *row.get("also", ())} & known
        return (
            bool(row.get("unsure")),
            row["voice"] != "stated",
            row["subject"] not in known,
            -len(named),
            -row["confidence"],
        )

    texts = (content.statements[place]["clause"] for place in sorted(statements, key=rank))
    return next((text for text in texts if len(text) <= _PHRASE), "")
