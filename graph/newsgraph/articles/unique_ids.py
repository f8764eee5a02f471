"""Ids that no two articles of a build share, whatever the order in which they are read; what has one keeps it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import msgspec

from newsgraph.articles.article import Problem, Reading
from newsgraph.articles.identifiers import digest


class Remembered(msgspec.Struct, frozen=True):
    """What tells an article from others: the longest name of its file, and its words."""

    name: str
    words: str


@dataclass
class ArticleIds:
    """What articles were called in the last build, and what they are called in this one.

    Args:
        known: the articles of the last build, by their ids.
        found: those of this one, once they are read.
    """

    known: dict[str, Remembered] = field(default_factory=dict)
    found: dict[str, Remembered] = field(default_factory=dict)

    @classmethod
    def from_json(cls, data: bytes) -> "ArticleIds":
        """What `to_json` has written. Raises ValueError."""
        return cls(msgspec.json.decode(data, type=dict[str, Remembered]))

    def to_json(self) -> bytes:
        """The articles of this build, for the next one."""
        return msgspec.json.format(msgspec.json.encode(dict(sorted(self.found.items()))), indent=1) + b"\n"

    def kept_by(self, readings: Iterable[tuple[int, Reading]]) -> dict[int, str]:
        """Which of the articles had an id in the last build, by their numbers: those of its words, else of its name."""
        kept: dict[int, str] = {}
        taken: set[str] = set()
        waiting = list(readings)
        for told in (_has_words, _has_name):
            for number, one in waiting:
                ids = (one.article.id, *one.longer_ids)
                had = [name for name in ids if name in self.known and told(one, self.known[name])]
                if number not in kept and had and had[0] not in taken:
                    kept[number] = had[0]
                    taken.add(had[0])
        return kept


def with_unique_ids(found: Iterable[Reading | Problem], ids: ArticleIds | None = None) -> list[Reading | Problem]:
    """The same articles, each by an id of its own; of two with one given id and one text, the second is a problem.

    What had an id in the last build keeps it. Else, where an id was given to several, one has it and the others are
    told by their content; where it was made of the files' names, all of them are called by longer ones.

    Args:
        found: the articles.
        ids: what they were called in the last build; learns what they are called now.
    """
    kept = list(found)
    readings = [(number, one) for number, one in enumerate(kept) if isinstance(one, Reading)]
    pinned = ids.kept_by(readings) if ids else {}
    sharing: dict[str, list[int]] = defaultdict(list)
    for number, one in readings:
        if number in pinned:
            kept[number] = one = _called(one, pinned[number])
        sharing[one.article.id].append(number)
    taken = set(sharing)
    for name, numbers in sharing.items():
        if len(numbers) > 1:
            _part(kept, name, numbers, taken, pinned)
    if ids:
        ids.found = {one.article.id: _remembered(one) for one in kept if isinstance(one, Reading)}
    return kept


def _part(
    kept: list[Reading | Problem], name: str, numbers: list[int], taken: set[str], pinned: dict[int, str]
) -> None:
    """Give names of their own to articles that share one."""
    first_of: dict[tuple[str | None, str], Reading] = {}
    left: list[tuple[int, Reading]] = []
    for number in sorted(numbers, key=lambda one: one not in pinned):
        one = kept[number]
        assert isinstance(one, Reading)
        words = one.article.title, one.article.text
        if _is_given(one) and words in first_of:
            first = first_of[words]
            kept[number] = Problem(one.place, f"the same article as {first.place}: {first.article.id}", skipped=False)
        else:
            first_of.setdefault(words, one)
            left.append((number, one))
    free = [one for one in left if one[0] not in pinned]
    held = len(free) < len(left)
    given = sorted((one for one in free if _is_given(one[1])), key=lambda one: _digest(one[1]))
    files = [one for one in free if not _is_given(one[1])]
    renamed = [(number, one, f"{name}-{_digest(one)}") for number, one in given[0 if held else 1 :]]
    if files and (len(files) > 1 or given or held):
        renamed += [(*one, longer) for one, longer in zip(files, _longer(files, name, taken), strict=True)]
    for number, one, longer in renamed:
        other = next(rest for _, rest in left if rest is not one)
        taken.add(longer)
        note = f"is called {longer}, as {other.place} has the same id: {name}"
        called = _called(one, longer)
        kept[number] = replace(called, notes=(*one.notes, note))


def _called(one: Reading, name: str) -> Reading:
    """The same article by another of its names; those that it had stay known."""
    longer = tuple(dict.fromkeys((one.article.id, *one.longer_ids)))
    return replace(one, article=replace(one.article, id=name), longer_ids=longer)


def _longer(files: list[tuple[int, Reading]], name: str, taken: set[str]) -> list[str]:
    """The shortest of the files' longer names by which all are told apart."""
    for level in range(min(len(one.longer_ids) for _, one in files)):
        names = [one.longer_ids[level] for _, one in files]
        if len(set(names)) == len(names) and taken.isdisjoint(names):
            return names
    names = []
    for _, one in files:
        longer = f"{name}-{_digest(one)}"
        again = sum(known == longer or known.startswith(f"{longer}-") for known in names)
        names.append(f"{longer}-{again + 1}" if again or longer in taken else longer)
    return names


def _is_given(reading: Reading) -> bool:
    """Whether the id was given, or is the article's address or words: no file's name."""
    return all(one.startswith(f"{reading.article.id}-") for one in reading.longer_ids)


def _remembered(one: Reading) -> Remembered:
    return Remembered(_name(one), _digest(one))


def _has_words(one: Reading, before: Remembered) -> bool:
    return _digest(one) == before.words


def _has_name(one: Reading, before: Remembered) -> bool:
    return _name(one) == before.name


def _name(one: Reading) -> str:
    """The longest name of an article's file; its id where it has none."""
    return max((name for name in (one.article.id, *one.longer_ids) if not name.endswith(f"-{_digest(one)}")), key=len,
               default=one.article.id)  # fmt: skip


def _digest(reading: Reading) -> str:
    return digest(reading.article.title, reading.article.text)
