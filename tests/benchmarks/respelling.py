"""How well names are known again: articles together with copies in which they are respelt, B³ over named things.

python tests/benchmarks/respelling.py [SOURCE...] [--misses N]

In the copies each name of a person or place is written by another usual romanisation, or with other letters for the
same sounds, where it has them, without its accents; persons are called by their surname alone after their first
mention; places that are respelt are not found in the gazetteer. What is one is what resolution makes of the articles
alone, with each thing of a copy added to its original (B³: Bagga and Baldwin, Algorithms for Scoring Coreference
Chains, LREC 1998).
"""

import argparse
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import msgspec

from newsgraph.pipeline import Reader, read_articles, read_records
from newsgraph.record import Mention, Record
from newsgraph.resolution import resolve
from newsgraph.resolution.identities import Key

SEEDS = Path(__file__).parents[2] / "seeds"

# Romanisations of one another, on whole words: the first that fits is used. Slavic, Arabic, Turkish, Greek, Chinese.
ROMANISATIONS = (
    (r"^Serge[iy]$", "Sergej"),
    (r"^Vladimir$", "Wladimir"),
    (r"^Dmitr[iy]+$", "Dmitrij"),
    (r"^Yuri[iy]?$", "Juri"),
    (r"^Mu?o?hamm[ae]d$", "Mohamad"),
    (r"^Ahmed$", "Ahmad"),
    (r"^Hussein$", "Husayn"),
    (r"^Y[uo]u?sse?[uf]f?$", "Yousef"),
    (r"^(.+)sk[iy]y?$", r"\1skij"),
    (r"^(.+[^aeiou])enko$", r"\1enko"),
    (r"^(.+[kdrnhml])ov(a?)$", r"\1ow\2"),
    (r"^(.+[kdrnhmlt])ev(a?)$", r"\1ew\2"),
    (r"^Kh(.+)$", r"Ch\1"),
    (r"^Zh(.+)$", r"Sch\1"),
    (r"^(.*)shch(.*)$", r"\1schtsch\2"),
    (r"^(.*[aeiou])kh(.*)$", r"\1ch\2"),
    (r"^(.+)poulos$", r"\1poulos"),
    (r"^(.+)oğlu$", r"\1oglu"),
)

# Letters that languages write in several ways, in names of five letters or more that no romanisation above fits.
LETTERS = (
    ("ph", "f"),
    ("ck", "k"),
    ("ou", "u"),
    ("oo", "u"),
    ("ei", "ey"),
    ("sch", "sh"),
    ("x", "ks"),
    ("tz", "ts"),
    ("v", "w"),
    ("y$", "i"),
    ("ie$", "y"),
)


def respell(text: str) -> str:
    """A name in another spelling, where it has one."""
    return " ".join(_respell_word(word) for word in text.split())


def _respell_word(word: str) -> str:
    for pattern, other in ROMANISATIONS:
        if re.match(pattern, word):
            return re.sub(pattern, other, word)
    for pattern, other in LETTERS if len(word) >= 5 and word.istitle() else ():
        if re.search(pattern, word):
            return re.sub(pattern, other, word, count=1)
    plain = unicodedata.normalize("NFKD", word)
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def copy_of(record: Record) -> Record:
    """The record of the same article by an author with other habits."""
    kinds = {entity.id: entity.type for entity in record.entities}
    seen: set[str] = set()
    mentions: list[Mention] = []
    for mention in record.mentions:
        if mention.form == "name":
            text = mention.text if kinds[mention.entity] == "organization" else respell(mention.text)
            if kinds[mention.entity] == "person" and mention.entity in seen:
                text = text.split()[-1]
            seen.add(mention.entity)
            mention = msgspec.structs.replace(mention, text=text)
        mentions.append(mention)
    entities = []
    for entity in record.entities:
        known = entity.id in seen and entity.type != "organization"
        label = respell(entity.label) if known else entity.label
        far = label != entity.label and entity.location is not None and entity.location.kind != "country"
        location = None if far else entity.location
        entities.append(msgspec.structs.replace(entity, label=label, location=location))
    article = msgspec.structs.replace(record.article, id=f"{record.article.id}-respelt")
    return msgspec.structs.replace(record, article=article, mentions=tuple(mentions), entities=tuple(entities))


def b_cubed(truth: Mapping[Key, object], found: Mapping[Key, object]) -> tuple[float, float]:
    """Precision and recall, averaged over the things that both know."""
    true_size, size = Counter(truth.values()), Counter(found[key] for key in truth)
    both = Counter((truth[key], found[key]) for key in truth)
    shared = [both[truth[key], found[key]] for key in truth]
    precision = sum(n / size[found[key]] for n, key in zip(shared, truth, strict=True)) / len(truth)
    recall = sum(n / true_size[truth[key]] for n, key in zip(shared, truth, strict=True)) / len(truth)
    return precision, recall


def main() -> None:
    """Print precision, recall and f1, and what was missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sources", nargs="*", type=Path, default=[SEEDS])
    parser.add_argument("--misses", type=int, default=5, help="names shown that were not known again")
    options = parser.parse_args()
    articles, _ = read_articles(options.sources)
    records = [one for one in read_records(articles, Reader(jobs=1)) if isinstance(one, Record)]
    copies = [copy_of(record) for record in records]
    alone, together = resolve(records), resolve([*records, *copies])
    named = {(record.article.id, one.entity) for record in records for one in record.mentions if one.form == "name"}
    truth = {key: alone.thing_of[key].slug for key in sorted(named)}
    truth |= {(f"{article}-respelt", entity): slug for (article, entity), slug in truth.items()}
    found = {key: together.thing_of[key].slug for key in truth}
    precision, recall = b_cubed(truth, found)
    respelt = sum(
        one.label != other.label
        for a, b in zip(records, copies, strict=True)
        for one, other in zip(a.entities, b.entities, strict=True)
    )
    missed = [key for key in sorted(named) if found[key] != found[f"{key[0]}-respelt", key[1]]]
    for key in missed[: options.misses]:
        print(f"two: {together.thing_of[key].label} / {together.thing_of[f'{key[0]}-respelt', key[1]].label}")
    print(f"{len(records)} articles, {len(named)} named things, {respelt} respelt, {len(missed)} not known again")
    f1 = 2 * precision * recall / (precision + recall)
    print(f"respelling precision={precision:.3f} recall={recall:.3f} f1={f1:.3f}")


if __name__ == "__main__":
    main()
