"""Ids that no two articles of a build share, whatever the order in which they are read."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from newsgraph.articles.article import Problem, Reading
from newsgraph.articles.identifiers import digest


def with_unique_ids(found: Iterable[Reading | Problem]) -> list[Reading | Problem]:
    """The same articles, each by an id of its own; of two with one given id and one text, the second is a problem.

    Where an id was given to several, one keeps it and the others are told by their content. Where it was made of the
    files' names, all of them are called by longer ones.
    """
    kept = list(found)
    sharing: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(kept):
        if isinstance(one, Reading):
            sharing[one.article.id].append(number)
    taken = set(sharing)
    for name, numbers in sharing.items():
        if len(numbers) > 1:
            _part(kept, name, numbers, taken)
    return kept


def _part(kept: list[Reading | Problem], name: str, numbers: list[int], taken: set[str]) -> None:
    """Give names of their own to articles that share one."""
    first_of: dict[tuple[str | None, str], Reading] = {}
    left: list[tuple[int, Reading]] = []
    for number in numbers:
        one = kept[number]
        assert isinstance(one, Reading)
        words = one.article.title, one.article.text
        if _is_given(one) and words in first_of:
            first = first_of[words]
            kept[number] = Problem(one.place, f"the same article as {first.place}: {first.article.id}", skipped=False)
        else:
            first_of.setdefault(words, one)
            left.append((number, one))
    given = sorted((one for one in left if _is_given(one[1])), key=lambda one: _digest(one[1]))
    files = [one for one in left if not _is_given(one[1])]
    renamed = [(number, one, f"{name}-{_digest(one)}") for number, one in given[1:]]
    if files and (len(files) > 1 or given):
        renamed += [(*one, longer) for one, longer in zip(files, _longer(files, name, taken), strict=True)]
    for number, one, longer in renamed:
        other = next(rest for _, rest in left if rest is not one)
        taken.add(longer)
        note = f"is called {longer}, as {other.place} has the same id: {name}"
        kept[number] = replace(one, article=replace(one.article, id=longer), notes=(*one.notes, note))


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


def _digest(reading: Reading) -> str:
    return digest(reading.article.title, reading.article.text)
