"""Copies of articles by an author with other habits: each name in another spelling, people by surname once introduced.

A name is written by another usual romanisation, or with other letters for the same sounds, where it has them, and
without its accents; words that the articles also write in lower case are English and stay ("the Black Sea").
Organisations and countries keep their spelling, which is English, and people of whom an article
knows two by one surname keep their given names, as no editor would leave them out.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from zlib import crc32

from newsgraph.articles import Article
from newsgraph.record import Mention, Record

# Romanisations of one another, on whole words. Slavic, Arabic, Turkish, Greek; Chinese and Korean given names.
ROMANISATIONS = (
    (r"^Serge[iy]$", "Sergej"),
    (r"^Vladimir$", "Wladimir"),
    (r"^Dmitr[iy]+$", "Dmitrij"),
    (r"^Yuri[iy]?$", "Juri"),
    (r"^Mu?o?hamm?[ae]d$", "Mohammad"),
    (r"^Ahmed$", "Ahmad"),
    (r"^Hussein$", "Husayn"),
    (r"^Y[uo]u?sse?[uf]f?$", "Yousef"),
    (r"^(?:[Aa]l|[Ee]l)-(\w+)$", r"al \1"),
    (r"^(.+)sk[iy]y?$", r"\1skij"),
    (r"^(.+[kdrnhml])ov(a?)$", r"\1ow\2"),
    (r"^(.+[kdrnhmlt])ev(a?)$", r"\1ew\2"),
    (r"^Kh(.+)$", r"Ch\1"),
    (r"^Zh(.+)$", r"Sch\1"),
    (r"^(.*)shch(.*)$", r"\1schtsch\2"),
    (r"^(.*[aeiou])kh(.*)$", r"\1ch\2"),
    (r"^([A-Z][a-z]{1,5})-([A-Za-z][a-z]{1,5})$", lambda found: f"{found[1]}{found[2].lower()}"),
)

# Letters for sounds that languages write in several ways, in names of five letters or more.
LETTERS = (
    ("ph", "f"),
    ("ck", "k"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("ei", "ey"),
    ("ai", "ay"),
    ("sch", "sh"),
    ("x", "ks"),
    ("tz", "ts"),
    ("v", "w"),
    ("y$", "i"),
    ("ie$", "y"),
    ("q", "k"),
    ("gh", "g"),
    ("kh", "h"),
    ("^C(?=[aour])", "K"),
    ("c(?=[aour])", "k"),
    (r"([dflmnprst])\1", r"\1"),
    ("(?<=[aeiou])s(?=[aeiou])", "ss"),
    ("ya", "ia"),
    ("u(?=[dlmnr]$)", "ou"),
    ("i(?=[dlmnr]$)", "ee"),
)


def respell(text: str, english: frozenset[str] = frozenset()) -> str:
    """A name in another spelling, where it has one; English words stay."""
    return " ".join(word if word.lower() in english else _respell_word(word) for word in text.split())


def _respell_word(word: str) -> str:
    """One of a word's other spellings: always the same one, but of words alike not always alike."""
    found = [re.sub(pattern, other, word) for pattern, other in ROMANISATIONS if re.search(pattern, word)]
    if not found and len(word) >= _LONG and word.istitle():
        found = [re.sub(pattern, other, word, count=1) for pattern, other in LETTERS if re.search(pattern, word)]
    if found:
        return found[crc32(word.encode()) % len(found)]
    plain = unicodedata.normalize("NFKD", word)
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


_LONG = 5  # letters; in shorter words a letter is the whole difference
_TWO_SYLLABLES = re.compile(r"^\w+ [A-Z][a-z]{1,5}-[a-z]{1,5}$")  # Kim Jong-un
_GENERATIONS = ("Jr.", "Jr", "Sr.", "Sr", "II", "III")


@dataclass(frozen=True, slots=True)
class Change:
    """A name of an article and what the copy has in its place."""

    mention: Mention
    text: str


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of an article."""

    article: Article
    changes: Sequence[Change]  # in the order of the text, none within another; also those that change nothing

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The characters of the original that some of the copy stand for; of a part of a name, the whole name."""
        return self._original(start, after=False), self._original(end, after=True)

    def _original(self, position: int, after: bool) -> int:
        shift = 0  # how much longer the copy has become
        for change in self.changes:
            start = change.mention.start + shift
            shift += len(change.text) - (change.mention.end - change.mention.start)
            if position <= start:
                return position - (start - change.mention.start)
            if position < change.mention.end + shift or (after and position == change.mention.end + shift):
                return change.mention.end if after else change.mention.start
        return position - shift


def english_words(articles: Iterable[Article]) -> frozenset[str]:
    """The words that articles write in lower case."""
    return frozenset(word for article in articles for word in re.findall(r"\w+", article.text) if word.islower())


def copy_of(article: Article, record: Record, english: frozenset[str] = frozenset()) -> Copy:
    """The article again, with the names that its record knows in another spelling, but for English words."""
    kinds = {entity.id: entity.type for entity in record.entities}
    kept = {
        entity.id
        for entity in record.entities
        if entity.type == "organization" or (entity.location and entity.location.kind == "country")
    }
    bearers = {
        (one.entity, _surname(one.text, one.text))
        for one in record.mentions
        if one.form == "name" and kinds[one.entity] == "person"
    }
    shared = Counter(surname for _, surname in bearers)
    introduced: set[str] = set()
    changes: list[Change] = []
    for mention in outermost([one for one in record.mentions if one.form == "name"]):
        text = mention.text
        if article.text[mention.start : mention.end] != text:  # its words stand apart
            continue
        if mention.entity not in kept:
            text = respell(text, english)
        if kinds[mention.entity] == "person":
            if mention.entity in introduced and shared[_surname(mention.text, mention.text)] == 1:
                text = _surname(mention.text, text)
            introduced.add(mention.entity)
        changes.append(Change(mention, text))
    parts, end = [], 0
    for change in changes:
        parts += [article.text[end : change.mention.start], change.text]
        end = change.mention.end
    copied = "".join([*parts, article.text[end:]])
    return Copy(replace(article, id=f"{article.id}-respelt", text=copied, title=None), changes)


def _surname(name: str, respelt: str) -> str:
    """The surname in a person's name: the last word, or the first where a hyphen joins two syllables after it."""
    words = [word for word in respelt.split() if word not in _GENERATIONS]
    return words[0 if _TWO_SYLLABLES.search(name) else -1]


def outermost(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions that stand in no other, in the order of the text."""
    found: list[Mention] = []
    for mention in sorted(mentions, key=lambda one: (one.start, -one.end)):
        if not found or mention.start >= found[-1].end:
            found.append(mention)
    return found
