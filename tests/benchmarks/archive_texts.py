"""An archive of any size made of a few articles: their texts again with other people and bodies, day after day.

python tests/benchmarks/archive_texts.py FOLDER [SOURCE...] [--articles N]

Writes N articles as JSON Lines into FOLDER/articles.jsonl, the same for the same sources. People get given names and
surnames of other people of the sources, organisations the names of other ones; who is named once and who all the time
follows Simon's law, as in `corpora.py`. Places and states keep their names.
"""

import argparse
import json
import random
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from corpora import ARTICLES_A_DAY, FIRST_DAY, NEW_ACTORS, drawn
from respelling import SEEDS
from respelt import outermost

from newsgraph.articles import Article
from newsgraph.pipeline import read_articles, read_records
from newsgraph.reader import Reader
from newsgraph.record import Entity, Record
from newsgraph.resolution.names import is_acronym


class Names:
    """The names of some articles' people and organisations, to be given to others."""

    def __init__(self, records: Sequence[Record]) -> None:
        full = {one.label for record in records for one in record.entities if one.type == "person"}
        parts = [name.split() for name in sorted(full) if len(name.split()) == 2]
        bodies = {one.label for record in records for one in record.entities if one.type == "organization"}
        self.given = sorted({first for first, _ in parts})
        self.surnames = sorted({last for _, last in parts})
        self.bodies = sorted(name for name in bodies if name[:1].isupper())

    def person(self, number: int) -> tuple[str, str]:
        """The number's given name and surname; numbers below the product of the two lists never share both."""
        return self.given[number * 7 % len(self.given)], self.surnames[number % len(self.surnames)]

    def body(self, number: int) -> str:
        """The name of the number's organisation, with a surname before it where all plain ones are taken."""
        name = self.bodies[number % len(self.bodies)]
        round_ = number // len(self.bodies)
        return f"{self.surnames[round_ % len(self.surnames)]} {name}" if round_ else name


def archive_texts(articles: Sequence[Article], records: Sequence[Record], size: int) -> list[dict[str, str]]:
    """The articles again and again, as rows of a JSON Lines file.

    Args:
        articles: the originals.
        records: what was read from each of them, in their order.
        size: how many articles there shall be.
    """
    dice = random.Random(0)
    names, people, bodies = Names(records), drawn(NEW_ACTORS, dice), drawn(NEW_ACTORS, dice)
    rows = []
    for number in range(size):
        article, record = articles[number % len(articles)], records[number % len(records)]
        new: dict[str, tuple[str, str]] = {}
        for entity in record.entities:
            if entity.type == "person":
                new[entity.id] = names.person(next(people))
            elif entity.type == "organization":
                new[entity.id] = ("", names.body(next(bodies)))
        day = FIRST_DAY + timedelta(days=number // ARTICLES_A_DAY)
        row = {"id": f"{number:06}", "published": day.isoformat(), "text": _renamed(article, record, new)}
        rows.append(row | ({"publisher": article.publisher} if article.publisher else {}))
    return rows


def _renamed(article: Article, record: Record, new: dict[str, tuple[str, str]]) -> str:
    entity_of = {one.id: one for one in record.entities}
    parts, end = [], 0
    for mention in outermost([one for one in record.mentions if one.form == "name" and one.entity in new]):
        if article.text[mention.start : mention.end] == mention.text:
            named = _name(entity_of[mention.entity], mention.text, *new[mention.entity])
            parts += [article.text[end : mention.start], named]
            end = mention.end
    return "".join([*parts, article.text[end:]])


def _name(entity: Entity, text: str, first: str, last: str) -> str:
    """As much of the new name as the text has of the old one: a person's surname, an organisation's acronym."""
    if entity.type == "person":
        return last if len(text.split()) == 1 else f"{first} {last}"
    return "".join(word[0] for word in last.split() if word[0].isupper()) if is_acronym(text) else last


def write(folder: Path, sources: Sequence[Path], size: int) -> Path:
    """Write the archive into a folder, and say where."""
    articles, _ = read_articles(sources)
    found = [one for one in read_records(articles, Reader()) if isinstance(one, Record)]
    read = {one.article.id: one for one in found}
    kept = [article for article in articles if article.id in read]
    file = folder / "articles.jsonl"
    folder.mkdir(parents=True, exist_ok=True)
    rows = archive_texts(kept, [read[article.id] for article in kept], size)
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return file


def main() -> None:
    """Write an archive."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("sources", nargs="*", type=Path, default=[SEEDS])
    parser.add_argument("--articles", type=int, default=1000)
    options = parser.parse_args()
    print(write(options.folder, options.sources, options.articles))


if __name__ == "__main__":
    main()
