"""Statements in words: one clause, true to the text, that never looks like a fact where it is none."""

import re
import tomllib
from collections.abc import Callable, Iterable
from functools import cache
from importlib.resources import files
from typing import Literal

from newsgraph.record import Argument, FurtherArgument, Mention, Modality, Polarity, Record, Triple, Validity

ReportStatus = Literal["stated", "claimed", "envisaged", "denied"]
MARKS = frozenset({"denied", "possible", "planned", "demanded", "hypothetical", "former"})  # see `marks`
LabelOf = Callable[[str], str | None]  # what an entity is called, by its id in the record

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_PAIRS = (("“", "”"), ("«", "»"), ("(", ")"), ("[", "]"))
_PAIRED = re.compile(r"""[“”«»()[\]"]""")
_EMPTY = re.compile(r"[(\[]\s*[)\]]")


def report_status(polarity: Polarity, modality: Modality, attributed: bool) -> ReportStatus:
    """How an article puts something to its reader: as a fact, as somebody's claim, as no fact yet, as not so."""
    if polarity == "negated":
        return "denied"
    if modality != "actual":
        return "envisaged"
    return "claimed" if attributed else "stated"


def marks_of(text: str) -> tuple[str, ...]:
    """What a statement's text begins with, as its sentence's words don't show it: "denied, possible: …"."""
    first, colon, _ = text.partition(": ")
    found = tuple(first.split(", ")) if colon else ()
    return found if set(found) <= MARKS else ()


def marks(
    polarity: Polarity,
    modality: Modality,
    relation: str,
    label: str,
    others: Iterable[str] = (),
    *,
    ended: bool = False,
) -> list[str]:
    """What has to be said of a statement because its words don't show it: "denied", "planned", "former", …

    Args:
        polarity: whether it is affirmed or negated.
        modality: how it stands to what is the case.
        relation: the words of its relation.
        label: its normalised relation.
        others: the words of its subject, object and arguments.
        ended: whether the text says that it holds no longer.
    """
    others = list(others)
    found = []
    if polarity == "negated" and not (_shows("negated", relation, label) or any(map(_is_none, others))):
        found.append("denied")
    if modality != "actual" and not _shows(modality, relation, label):
        conditional = modality == "hypothetical" and any(_shows(modality, _first(one), "") for one in others)
        if not conditional:
            found.append(modality)
    if ended and not _shows("ended", relation, label):
        found.append("former")
    return found


def marked(found: Iterable[str], words: str) -> str:
    """Words with what has to be said of them in front, where no cut can separate the two: "denied: paid"."""
    first = ", ".join(found)
    return f"{first}: {words}" if first else words


class Wording:
    """How the statements of one article are worded.

    Args:
        record: what was read from the article.
        label_of: what an entity is called; the label in the record, where that is null.
    """

    def __init__(self, record: Record, label_of: LabelOf) -> None:
        self._labels = {entity.id: label_of(entity.id) or entity.label for entity in record.entities}
        self._named = {one.entity for one in record.mentions if one.form == "name"}
        self._mentions = {one.id: one for one in record.mentions}
        self._forms: dict[str, list[tuple[int, int, str]]] = {}
        for one in record.mentions:
            self._forms.setdefault(one.entity, []).append((one.start, one.end, one.form))

    def text(self, triple: Triple) -> str:
        """The statement as a reader reads it: "Vladimir Saldo asked Moscow to help organize the evacuations"."""
        return marked(self.marks(triple), self.clause(triple))

    def clause(self, triple: Triple) -> str:
        """The statement without what its own words don't show of it: see `marks`."""
        parts = [self.subject_words(triple), _lowered(relation_words(triple))]
        if is_role(triple):
            parts[0] += ","
        elif _is_existential(triple):
            parts = ["there", parts[1], _lowered(parts[0])]
        object_ = self.object_words(triple)
        recipients, after, before = _in_order(triple)
        parts += [_lowered(self.argument(triple, one)) for one in recipients]
        parts += [_lowered(object_)] if object_ else []
        parts += [_lowered(self.argument(triple, one)) for one in (*after, *before)]
        return " ".join(parts)

    def marks(self, triple: Triple) -> list[str]:
        """What the statement's own words don't show of it."""
        others = [triple.subject.text, *([triple.object.text] if triple.object else [])]
        others += [_with_preposition(one.text, one.preposition) for one in triple.arguments]
        relation, label = relation_words(triple), triple.relation.label
        return marks(triple.polarity, triple.modality, relation, label, others, ended=has_ended(triple.holds))

    def subject_words(self, triple: Triple) -> str:
        """The subject: "the minister", "[Ann Lee's] lawyer"."""
        return self._words(triple.subject, triple)

    def argument(self, triple: Triple, one: FurtherArgument) -> str:
        """A further argument with its preposition: "to help organize the evacuations"."""
        return _with_preposition(self._words(one, triple), one.preposition)

    def object_words(self, triple: Triple) -> str:
        """The object without the preposition that stands before it in the text and in the relation here."""
        if triple.object is None:
            return ""
        words = self._words(triple.object, triple)
        preposition = _fronted(triple)
        first, _, rest = words.partition(" ")
        return rest.lstrip() if preposition and first == preposition else words

    def _words(self, phrase: Argument, triple: Triple) -> str:
        """A phrase; of an entity that it only points at or describes, though it has a name, that name."""
        entity = phrase.entity
        label = self._labels.get(entity) if entity else None
        if entity and label:
            inside = {
                form for start, end, form in self._forms.get(entity, ()) if phrase.start <= start and end <= phrase.end
            }
            if inside == {"pronoun"} or (entity in self._named and inside and inside <= {"pronoun", "nominal"}):
                return label
        words = _tidy(self._with_names(phrase, triple))
        return f"{words} [{_tidy(phrase.antecedent.text)}]" if phrase.antecedent else words

    def _with_names(self, phrase: Argument, triple: Triple) -> str:
        """The words with the name, in square brackets, of everybody whom they and what stands before only point at.

        "His deputy" alone tells nobody whose; newspapers write "[Ann Lee's] deputy".
        """
        inside = [self._mentions[one] for one in phrase.mentions if one in self._mentions]
        told = {one.entity for one in inside if one.form == "name"} | self._told_before(phrase, triple)
        words = phrase.text
        for one in sorted(inside, key=lambda mention: mention.start):
            if one.form != "pronoun" or one.entity in told or one.entity not in self._named:
                continue
            words = _named(words, one, self._labels[one.entity])
            told.add(one.entity)
        return words

    def _told_before(self, phrase: Argument, triple: Triple) -> set[str | None]:
        """The entities that a triple's subject, or its object before a phrase, is or speaks of."""
        parts = [triple.subject, *([triple.object] if triple.object and triple.object.start < phrase.start else [])]
        before = [one for one in parts if one is not phrase]
        inside = {self._mentions[one].entity for part in before for one in part.mentions if one in self._mentions}
        return inside | {one.entity for one in before}


def _named(words: str, pronoun: Mention, name: str) -> str:
    """Words with a name for the pronoun within, where it stands there once."""
    found = list(re.finditer(rf"(?<![\w'’]){re.escape(pronoun.text)}(?![\w'’])", words))
    if len(found) != 1:
        return words
    owner = f"{name}’" if name.endswith("s") else f"{name}’s"
    return f"{words[: found[0].start()]}[{owner if pronoun.possessive else name}]{words[found[0].end() :]}"


def relation_words(triple: Triple) -> str:
    """The relation as the sentence has it, with the preposition that its label has and its object begins with there."""
    told = _tidy(triple.relation.text).split()
    preposition = triple.relation.label.rpartition(" ")[2] if " " in triple.relation.label else ""
    last = [word.lower() for word in (told[-1:] if is_role(triple) else told)]
    missing = preposition in _words("order", "prepositions") and preposition not in last
    if triple.object is not None and missing and (_fronted(triple) or is_role(triple)):
        told.append(preposition)
    return " ".join(told) or triple.relation.label


def is_role(triple: Triple) -> bool:
    """Whether it says without a verb who somebody is: "his deputy, Ann Lee"."""
    *role, of = triple.relation.label.split() or [""]
    told = triple.relation.text.lower().split()
    return triple.nominal and of == "of" and bool(role) and told[-len(role) - 1 :] in (role, [*role, of])


def _is_existential(triple: Triple) -> bool:
    """Whether it says that there is something: "there were rumors about a withdrawal"."""
    follows = triple.relation.start < triple.subject.start
    return triple.relation.label.partition(" ")[0] == "be" and triple.object is None and follows


def has_ended(holds: Validity | None) -> bool:
    """Whether the text says that something holds no longer, or not for ever."""
    return holds is not None and holds.until is not None


def unreported(triples: Iterable[Triple]) -> list[Triple]:
    """The triples that are statements: without those that only report others, of which they are the source."""
    found = list(triples)
    told = {triple.attribution for triple in found}
    return [triple for triple in found if triple.reports is None or triple.reports not in told]


def _in_order(triple: Triple) -> tuple[list[FurtherArgument], list[FurtherArgument], list[FurtherArgument]]:
    """Those to whom something is given, who stand before it; the other arguments after the verb, those before it."""
    found = sorted(triple.arguments, key=lambda one: (one.start, one.end))
    goal = triple.object.start if triple.object else 0
    recipients = [
        one
        for one in found
        if one.role == "recipient" and not one.preposition and triple.relation.start < one.start < goal
    ]
    rest = [one for one in found if one not in recipients]
    first = max(triple.relation.start, triple.subject.start)
    return recipients, [one for one in rest if one.start >= first], [one for one in rest if one.start < first]


def _fronted(triple: Triple) -> str:
    """The preposition that an object begins with and the relation's label ends with: "In" of "In 1972", "die in"."""
    first, _, rest = (triple.object.text if triple.object else "").partition(" ")
    return first if rest.strip() and triple.relation.label.endswith(f" {first.lower()}") else ""


def _with_preposition(words: str, preposition: str | None) -> str:
    return f"{' '.join(preposition.lower().split())} {words}" if preposition else words


def _tidy(text: str) -> str:
    """Words on one line, without brackets and quotation marks that have no other half, or nothing within."""
    if not _PAIRED.search(text):
        return " ".join(text.split())
    text = _EMPTY.sub("", text)
    for opening, closing in _PAIRS:
        if text.count(opening) != text.count(closing):
            text = text.replace(opening, "").replace(closing, "")
    if text.count('"') % 2:
        text = text.replace('"', "")
    return " ".join(text.split())


def _lowered(words: str) -> str:
    """Words that don't begin a sentence here, though they may there."""
    first = words.partition(" ")[0]
    return first.lower() + words[len(first) :] if first.lower() in _words("order", "lowered") else words


def _shows(what: str, relation: str, label: str) -> bool:
    """Whether a relation's words show that it is negated, possible, planned, …"""
    verb, _, rest = label.partition(" ")
    told = _tokens(relation)
    pairs = zip(["^", *told], told[:-1], strict=False)
    if any(word == "to" and before in _words(what, "to_after") for before, word in pairs):
        return True
    for word in told:
        if word in _words(what, "words") or (what == "negated" and word.endswith(("n't", "n’t"))):
            return True
        begun = any(word.startswith(one) for one in _words(what, "beginnings"))
        itself = word[: min(3, len(verb) - 1)] == verb[:-1][:3]
        if begun and (rest.startswith("to ") or not itself):
            return True
    return False


def _is_none(words: str) -> bool:
    return _first(words) in _words("negated", "quantifiers")


def _first(words: str) -> str:
    return next(iter(_tokens(words)), "")


def _tokens(words: str) -> list[str]:
    return [found.lower() for found in _WORD.findall(words)]


@cache
def _words(table: str, name: str) -> frozenset[str]:
    return frozenset(_tables()[table].get(name, "").split())


@cache
def _tables() -> dict[str, dict[str, str]]:
    return tomllib.loads((files("newsgraph") / "wording.toml").read_text(encoding="utf-8"))
