"""What a folder or an archive holds that is not read: told in one line a kind."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from pathlib import PurePosixPath
from typing import Final

from newsgraph.articles.article import Problem, Reading
from newsgraph.articles.kinds import KINDS, PROGRAMS, is_nameless_text, other_files
from newsgraph.articles.prose import ONLY_ENGLISH

_MAX_NAMED: Final = 3
_MAX_TOLD: Final = 10  # parts of one file that are left out for one reason
_PART: Final = re.compile(r"(?::\d+|: (?:entry|item|mail|post) \d+)+\Z")
# Documents that can hold articles and that nobody here reads.
_DOCUMENTS: Final = frozenset({
    ".doc", ".docm", ".epub", ".fb2", ".mobi", ".msg", ".pages", ".tar", ".tgz", ".7z", ".rar", ".bz2",
    ".xz", ".zst", ".pst", ".webarchive", ".wpd", ".xlsx", ".xls", ".djvu",
})  # fmt: skip


RESOURCES_TOLD: Final = "folders with the pictures and scripts of a saved page"
_RESOURCES: Final = ("_files", ".files", "_Files", "-Dateien")  # what browsers keep beside a saved page


def is_of_page(name: str, names: AbstractSet[str]) -> bool:
    """Whether a file or folder is what a browser keeps beside one of the pages that are named."""
    for part in (PurePosixPath(name), *PurePosixPath(name).parents):
        for ending in _RESOURCES:
            page = str(part).removesuffix(ending)
            if page != str(part) and not names.isdisjoint({f"{page}.html", f"{page}.htm"}):
                return True
    return False


class LeftOut:
    """The files of one folder or archive that are not read.

    Args:
        place: the folder or archive.
    """

    def __init__(self, place: str) -> None:
        self._place = place
        self._names: dict[tuple[bool, str], list[str]] = defaultdict(list)

    def takes(self, name: str, head: bytes, kind: str | None) -> bool:
        """Whether a file of no kind that is read is left out; a text without a suffix is not."""
        path = PurePosixPath(name)
        suffix, plain = path.suffix.lower(), path.name.lower()
        if kind == "page" and suffix in PROGRAMS:
            return False
        if plain in other_files() or (suffix in other_files() and suffix not in _DOCUMENTS):
            self.add(name, suffix, looks_like_article=False)
            return True
        if kind is not None:
            return False
        looks_like_article = suffix in _DOCUMENTS or suffix in KINDS or is_nameless_text(head)
        if not suffix and looks_like_article:
            return False
        self.add(name, suffix, looks_like_article=looks_like_article)
        return True

    def add(self, name: str, suffix: str, *, looks_like_article: bool) -> None:
        """Count a file."""
        self._names[looks_like_article, suffix or PurePosixPath(name).name].append(name)

    @property
    def number(self) -> int:
        """How many they are."""
        return sum(map(len, self._names.values()))

    def told(self) -> Iterator[Problem]:
        """One line a kind: those that may be articles count as skipped."""
        for (article, kind), names in sorted(self._names.items()):
            shown = _shown(names)
            why = f"{len(names)} {kind} left out" if kind.startswith(".") else f"{kind} left out"
            listed = "" if names == [kind] else f" ({shown})"
            reason = ", not a kind of file that is read" if article else ""
            yield Problem(self._place, f"{why}{reason}{listed}", skipped=article)


def with_languages_told_once(found: Sequence[Reading | Problem]) -> Iterator[Reading | Problem]:
    """The same; of articles in one language that is not read, the first stands for all."""
    by_language: dict[str, list[str]] = defaultdict(list)
    for one in found:
        if isinstance(one, Problem) and one.reason.endswith(ONLY_ENGLISH):
            by_language[one.reason].append(one.source)
    for one in found:
        places = by_language.get(one.reason, []) if isinstance(one, Problem) else []
        if len(places) < 2:
            yield one
        elif isinstance(one, Problem) and places[0] == one.source:
            yield Problem(f"{len(places)} articles", f"{one.reason} ({_shown(places)})")


def with_many_told_once(found: Iterable[Reading | Problem]) -> Iterator[Reading | Problem]:
    """The same; of the many parts of one file that are left out for one reason, the first few and their number."""
    counted: Counter[tuple[str, str]] = Counter()
    for one in found:
        if isinstance(one, Problem) and one.skipped and (part := _PART.search(one.source)):
            key = one.source[: part.start()], one.reason
            counted[key] += 1
            if counted[key] > _MAX_TOLD:
                continue
        yield one
    for (source, reason), number in counted.items():
        if number > _MAX_TOLD:
            yield Problem(source, f"{number - _MAX_TOLD:,} more: {reason}")


def _shown(names: Sequence[str]) -> str:
    return ", ".join(names[:_MAX_NAMED]) + (", …" if len(names) > _MAX_NAMED else "")
