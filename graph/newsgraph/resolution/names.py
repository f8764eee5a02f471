"""Names taken apart: the parts of a person's name, the words that tell organisations apart."""

import csv
import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from newsgraph.normalisation import bare, fold
from newsgraph.reference import country_rows, geonames_countries

_JOINED_NAMES = re.compile(r"(?<=\w)[-‐‑](?=[A-Z])")
_OWNER = re.compile(r"(?<=\w)['’]s\b")
_WEB_END = re.compile(r"\.com\b", re.IGNORECASE)
_NICKNAME = re.compile(r"(?<=\w)\s+[\"“”‘'(](?P<name>[^\"“”‘’()]+?)[\"”’')]+\s+(?=\w)")
_HYPHENATED_END = re.compile(r"\w[-‐‑]\w+\W*$")
_FEWEST_INITIALS = 3
_SERVANT = re.compile(r"^abd[aeo]l(?=\w{3})")
_KOREAN_VOWEL = re.compile(r"eo|oo|(?<=y)ou(?=[ln])")
NATION = "~"  # opens what stands for a country in an organisation's words; sorts behind all letters


@cache
def settings() -> dict[str, Any]:
    """The tables of `names.toml`."""
    return tomllib.loads(files(__package__).joinpath("names.toml").read_text(encoding="utf-8"))


@cache
def words(table: str, name: str) -> frozenset[str]:
    """A list of words of `names.toml`."""
    return frozenset(settings()[table][name].split())


@dataclass(frozen=True, slots=True)
class PersonName:
    """The parts of a person's name, folded; a single word counts as the surname."""

    given: str | None
    middle: tuple[str, ...]
    surname: str
    generation: str | None
    sex: str | None = None  # "f" or "m", where the title says it ("Mrs.")
    family_first: bool = False  # Chinese, Korean or Vietnamese, by its syllables
    nickname: str | None = None  # in quotation marks or brackets: 'Robert "Bob" Smith'

    @property
    def full(self) -> str:
        """The name in the order given, middle names, surname."""
        return " ".join([*([self.given] if self.given else []), *self.middle, self.surname])

    @property
    def plain(self) -> str:
        """The same without the initials of middle names."""
        middle = [name for name in self.middle if len(name) > 1]
        return " ".join([*([self.given] if self.given else []), *middle, self.surname])


@lru_cache(maxsize=1 << 16)
def parse_person(text: str) -> PersonName | None:
    """Take a person's name apart; null where no word is left."""
    spellings: dict[str, str] = settings()["person"]["spellings"]
    words_of_descent: dict[str, str] = settings()["person"]["words_of_descent"]
    text, nickname = _without_nickname(_surname_last(text))
    parts = [spellings.get(part, part) for part in fold(text.replace(".", ". ")).split()]
    parts = parts[: next((n for n, part in enumerate(parts[:-1]) if n and part in words("person", "maiden")), None)]
    titles, particles = words("person", "titles"), words("person", "particles")
    sex = None
    while len(parts) > 1 and parts[0] in titles:
        sex = settings()["person"]["sexes"].get(parts[0], sex)
        parts = parts[1:]
    generations: dict[str, str] = settings()["person"]["generations"]
    generation = None
    while len(parts) > 1 and parts[-1] in generations:
        generation = generations[parts[-1]]
        parts = parts[:-1]
    while len(parts) > 1 and parts[0] in particles:
        parts = parts[1:]
    parts = parts[:1] + [words_of_descent.get(part, part) for part in parts[1:]]
    parts = _servants(parts)
    if not parts:
        return None
    if ordered := _family_first(parts, hyphenated=bool(_HYPHENATED_END.search(text))):
        return PersonName(ordered[0], ordered[1:-1], ordered[-1], generation, sex, True, nickname)
    patronymics = words("person", "patronymics")
    start = next((i for i, part in enumerate(parts) if part in patronymics and i < len(parts) - 1), len(parts) - 1)
    surname = " ".join(parts[start:])
    given = [part for part in parts[:start] if part not in particles]
    return PersonName(given[0] if given else None, tuple(given[1:]), surname, generation, sex, nickname=nickname)


def _surname_last(text: str) -> str:
    """A name in its usual order: "Smith, John" is John Smith; "Martin Luther King, Jr." stays as it is."""
    surname, comma, rest = text.partition(",")
    after = fold(rest.replace(".", ". ")).split()
    if comma and words("person", "suffixes").issuperset(after):
        return surname
    generations: dict[str, str] = settings()["person"]["generations"]
    if not comma or not surname.strip() or "," in rest or not generations.keys().isdisjoint(after):
        return text
    return f"{rest.strip()} {surname.strip()}"


def _without_nickname(text: str) -> tuple[str, str | None]:
    """A name without what stands within it in quotation marks or brackets, and that, folded, if it is one word."""
    found = _NICKNAME.search(text)
    if not found:
        return text, None
    nickname = fold(found["name"])
    return f"{text[: found.start()]} {text[found.end() :]}", nickname if " " not in nickname and nickname else None


def _servants(parts: list[str]) -> list[str]:
    """Arabic names of "servant of" in one word: "Abdel Aziz", "Abd al-Aziz", "Abdelaziz" are all "abdulaziz"."""
    found: list[str] = []
    for part in parts:
        if found and found[-1] == "abdul" and part in words("person", "particles"):
            continue
        if found and found[-1] == "abdul":
            found[-1] += part
        else:
            found.append(_SERVANT.sub("abdul", part))
    return found


def _family_first(parts: list[str], hyphenated: bool) -> tuple[str, ...] | None:
    """Given name, others and surname of a Chinese, Korean or Vietnamese name in either order, if it is one.

    In Taiwan and Hong Kong an English name may stand before all, and a hyphen shows the other: "William Lai Ching-te".
    """
    family = words("person", "family_first")
    if len(parts) < 2:
        return None
    if parts[0] in family and all(map(_is_syllables, parts[1:])):
        return _one_vowel("".join(parts[1:])), parts[0]
    if parts[-1] in family and len(parts) > 2 and all(map(_is_syllables, parts[:-1])):
        return _one_vowel("".join(parts[:-1])), parts[-1]
    if hyphenated and len(parts) > 2 and parts[1] in family and all(map(_is_syllables, parts[2:])):
        return parts[0], _one_vowel(parts[-1]), parts[1]
    return None


def _one_vowel(syllables: str) -> str:
    """One spelling for the vowels that romanisations of Korean differ in ("Seok-yeol", "Suk-youl")."""
    return _KOREAN_VOWEL.sub("u", syllables)


def _is_syllables(part: str) -> bool:
    return _syllables().fullmatch(part) is not None


@cache
def _syllables() -> re.Pattern[str]:
    return re.compile(rf"(?:{settings()['person']['syllable']}){{1,2}}")


@cache
def _given_names() -> dict[str, dict[str, tuple[str, ...]]]:
    groups: dict[str, dict[str, tuple[str, ...]]] = {"short": {}, "kin": {}}
    text = files(__package__).joinpath("given_names.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    for row in rows:
        forms = row["forms"].split()
        for form in forms:
            known = groups[row["kind"]]
            known[form] = (*known.get(form, ()), forms[0])
    return groups


@cache
def known_given_names() -> frozenset[str]:
    """All forms of `given_names.csv`."""
    return frozenset(form for group in _given_names().values() for form in group)


def short_forms(given: str) -> tuple[str, ...]:
    """The names that a given name is a short or another form of, itself with them."""
    return (given, *_given_names()["short"].get(given, ()))


def kin_forms(given: str) -> tuple[str, ...]:
    """The names of other languages that a given name corresponds to, itself with them."""
    return (given, *_given_names()["kin"].get(given, ()))


@lru_cache(maxsize=1 << 16)
def organization_words(text: str) -> tuple[str, ...]:
    """The words that tell organisations apart, sorted: no small words or forms of companies, one spelling for each.

    A country's name and its adjective are one word ("the Ukrainian Defence Ministry", "Ukraine's Ministry of Defence").
    """
    plain = _plain_words(text)
    found = _telling(_replace(plain, *_known_organizations()))
    if not words("organization", "of_many").isdisjoint(plain):
        return found
    rest = tuple(word for word in found if not word.startswith(NATION))
    return rest if rest and _one_organization_each().issuperset(rest) else found


@lru_cache(maxsize=1 << 16)
def institution_words(text: str) -> tuple[str, ...]:
    """The same of what may be a body of state: no words are taken together for being an organisation that is known."""
    return _telling(_plain_words(text))


def _plain_words(text: str) -> list[str]:
    spellings: dict[str, str] = settings()["organization"]["spellings"]
    small = words("organization", "small_words")
    folded = bare(_OWNER.sub("", _WEB_END.sub("", text)))
    return [spellings.get(word, word) for word in folded.split() if word not in small]


def _telling(plain: list[str]) -> tuple[str, ...]:
    all_words = _with_nations(plain)
    telling = [word for word in all_words if word not in words("organization", "left_out")]
    return tuple(sorted(telling or all_words))


def _with_nations(parts: list[str]) -> list[str]:
    """The words, with a mark of the country for those that name one, where others are left to tell what is of it."""
    found = _replace(parts, *_nations())
    return found if any(not word.startswith(NATION) for word in found) else parts


def nations_in(text: str) -> tuple[str, ...]:
    """The ISO codes of the countries that a text names, or calls something after, in its order."""
    found = _replace(fold(_OWNER.sub("", text)).split(), *_nations())
    return tuple(word.removeprefix(NATION)[:2].upper() for word in found if word.startswith(NATION))


def _replace(parts: list[str], names: dict[str, str], longest: int) -> list[str]:
    """The words, with one word for each run of them that is a name, the longest runs first."""
    found: list[str] = []
    position = 0
    while position < len(parts):
        for end in range(min(position + longest, len(parts)), position, -1):
            if word := names.get(" ".join(parts[position:end])):
                found.append(word)
                position = end
                break
        else:
            found.append(parts[position])
            position += 1
    return found


def brand(telling: tuple[str, ...]) -> tuple[str, ...]:
    """Telling words without its trade ("Huawei Technologies"), if more than a country's name is left."""
    left = tuple(word for word in telling if word not in words("organization", "trades"))
    return left if any(not word.startswith(NATION) for word in left) else telling


@cache
def _known_organizations() -> tuple[dict[str, str], int]:
    """One word for each organisation of `organizations.csv`, by its folded names; the most words of a name."""
    text = files(__package__).joinpath("organizations.csv").read_text(encoding="utf-8")
    spellings: dict[str, str] = settings()["organization"]["spellings"]
    small = words("organization", "small_words")
    known: dict[str, str] = {}
    for row in csv.DictReader((line for line in text.splitlines() if not line.startswith("#")), delimiter="\t"):
        names = row["names"].split("|")
        for name in names:
            parts = [spellings.get(word, word) for word in bare(_OWNER.sub("", name)).split() if word not in small]
            known[" ".join(parts)] = fold(names[0]).replace(" ", "")
    return known, max(len(name.split()) for name in known)


def is_noun(name: str) -> bool:
    """Whether what an organisation is called is no more than a noun ("the Ministry"), which is another's elsewhere."""
    return bare(name) in words("organization", "nouns")


def is_known_organization(name: str) -> bool:
    """Whether a name means one organisation wherever news has it (`organizations.csv`)."""
    return _one_organization_each().issuperset(organization_words(name))


@cache
def _one_organization_each() -> frozenset[str]:
    """The words for the organisations of `organizations.csv`: which they are needs no country."""
    return frozenset(_known_organizations()[0].values())


@cache
def _nations() -> tuple[dict[str, str], int]:
    """The codes of countries by their folded names and adjectives, of those that mean one; the most words of a name."""
    small = words("organization", "small_words")
    codes: dict[str, set[str]] = defaultdict(set)
    for row in country_rows():
        country = geonames_countries().get(row["code"], {}).get("name", "")
        for name in [country, *row["names"].split("|"), *row["adjectives"].split("|")]:
            folded = " ".join(word for word in fold(name).split() if word not in small)
            codes[folded].add(row["code"].lower())
    # The mark is long, as one letter's difference may be a slip.
    known = {
        name: f"{NATION}{code}{NATION}{code}"
        for name, found in codes.items()
        if name and len(found) == 1
        for code in found
    }
    return known, max(len(name.split()) for name in known)


def is_acronym(text: str) -> bool:
    """Whether a name is one word of two to six capitals, with or without points."""
    word = text.strip().removeprefix("the ").removeprefix("The ").replace(".", "")
    return word.isalpha() and word.isupper() and word.isascii() and 2 <= len(word) <= 6


def acronyms_of(text: str) -> tuple[str, ...]:
    """What the initials of a name make, with and without its small words; its own letters where it is an acronym."""
    if is_acronym(text):
        return (bare(text.replace(".", "")),)
    parts = bare(_JOINED_NAMES.sub(" ", text)).split()
    if len(parts) < 2:
        return ()
    small = words("organization", "small_words")
    initials = {"".join(part[0] for part in parts if part not in small), "".join(part[0] for part in parts)}
    return tuple(sorted(one for one in initials if len(one) > 1))


def acronym_without_country(text: str) -> str | None:
    """What the initials make if the country is left out: "epa" of "the U.S. Environmental Protection Agency"."""
    small = words("organization", "small_words")
    found = _replace([part for part in bare(text).split() if part not in small], *_nations())
    rest = [part for part in found if not part.startswith(NATION)]
    return "".join(part[0] for part in rest) if found != rest and len(rest) > 1 else None


def initials_of(text: str) -> str | None:
    """The initials that news may call a person by, of three names or more: "jfk" of "John F. Kennedy"."""
    person = parse_person(_JOINED_NAMES.sub(" ", text))
    parts = person.full.split() if person and person.given else []
    return "".join(part[0] for part in parts) if len(parts) > _FEWEST_INITIALS - 1 else None


def is_initials(text: str) -> bool:
    """Whether a person is called by initials alone: "JFK", "RFK Jr."."""
    first, *rest = text.split() or [""]
    generations: dict[str, str] = settings()["person"]["generations"]
    return is_acronym(first) and len(first) >= _FEWEST_INITIALS and all(fold(part) in generations for part in rest)
