"""Whether a reader of a statement alone learns whom and what it is about.

"The decision was reversed", "police seized these firearms", "the Senate acquitted both of them" are true, and tell
nothing to whoever has not read the sentences before.
"""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from newsgraph.extraction.base.annotations import Entity, Mention, Phrase, Triple
from newsgraph.extraction.base.cues import load_cues
from newsgraph.extraction.base.lexicon import word_lists
from newsgraph.extraction.statements.forms import has_content_clause, is_clause

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Token

Known = tuple[Mention, Entity] | None
_SHORT = 3  # words that a phrase for what was spoken of before has at most


def points_back(
    triple: Triple,
    subject: Known,
    object_: Known,
    entity_at: Mapping[int, Entity],
    introduced: AbstractSet[int] = frozenset(),
) -> bool:
    """Whether a statement only makes sense after what stands before it.

    Args:
        triple: the statement.
        subject: the mention and entity that its subject is, if any.
        object_: the same of its object.
        entity_at: the entity that is mentioned by the word at a place, by places.
        introduced: where the heads of descriptions stand that are shown with the words which tell what they are.
    """
    owners = _Owners(triple.subject, subject, entity_at)
    subject_told, object_told = (_is_introduced(one, introduced) for one in (triple.subject, triple.object))
    if not subject_told and (_is_open(triple.subject, subject, owners) or _is_anyone(triple.subject, subject)):
        return True
    if triple.object is not None and not object_told and _is_open(triple.object, object_, owners):
        return True
    further = _further_phrases(
        triple, subject=not (subject_told or _is_named(subject)), object_=not (object_told or _is_named(object_))
    )
    return _reports_nothing(triple) or any(_is_left_open(phrase, owners) for phrase in further)


def _is_introduced(phrase: Phrase | None, introduced: AbstractSet[int]) -> bool:
    return phrase is not None and phrase.head is not None and phrase.head.i in introduced


def stands_for_nobody(phrase: Phrase, known: Known) -> bool:
    """Whether a phrase is a pronoun that stands for nobody who is named: "he", "them", "this", "whose".

    Args:
        phrase: the subject or the object of a statement.
        known: the mention and entity that it is, if any.
    """
    words = [token for token in phrase.tokens if not token.is_punct]
    if len(words) != 1 or _is_named(known):
        return False
    return words[0].tag_ in {"PRP", "PRP$", "WP", "WP$", "WDT"} or words[0].lower_ in _words("demonstrative")


class _Owners:
    """Whom the pronouns within a statement's phrases are of.

    Args:
        subject: the statement's subject.
        known: the mention and entity that it is, if any.
        entity_at: the entity that is mentioned by the word at a place, by places.
    """

    def __init__(self, subject: Phrase, known: Known, entity_at: Mapping[int, Entity]) -> None:
        self._head = subject.head or subject.tokens[0]
        self._places = {token.i for token in subject.tokens}
        self._entity = known[1] if known else None
        self._entity_at = entity_at

    def is_told(self, pronoun: "Token") -> bool:
        """Whether the statement says whom a pronoun of the third person is of: by a name, or as its own subject.

        An object ("question him") is seldom the subject of the same clause (Chomsky 1981, principle B).
        """
        entity = self._entity_at.get(pronoun.i)
        if entity is not None:
            return entity is self._entity or any(one.form == "name" for one in entity.mentions)
        is_object = pronoun.tag_ == "PRP" and pronoun.dep_ not in {"nsubj", "nsubjpass"}
        return not is_object and pronoun.i not in self._places and self._agrees(pronoun.lower_)

    def _agrees(self, pronoun: str) -> bool:
        """Whether it may stand for the subject, by number and by kind."""
        head, entity = self._head, self._entity
        if head.pos_ == "PRON":
            return head.lower_[:1] == pronoun[:1] and head.lower_ in {"he", "she", "it", "they"}
        kind = entity.type if entity else "person" if head.ent_type_ == "PERSON" else None
        plural = head.tag_ in {"NNS", "NNPS"} or any(one.dep_ == "conj" for one in head.children)
        if pronoun.startswith("t"):
            return plural or kind in {"organization", "group"}
        if pronoun.startswith("i"):
            return not plural and kind != "person"
        return not plural and kind in {"person", None}


def _words(name: str) -> frozenset[str]:
    return word_lists("relations")[name]


def _is_open(phrase: Phrase, known: Known, owners: _Owners) -> bool:
    """Whether a phrase is of what was named before: "this hotel", "his trial", "the deal", "both of them"."""
    if _is_named(known):
        return False
    first = phrase.tokens[0]
    if first.tag_ == "PRP$" and first.lower_ in _words("third_person"):
        return not owners.is_told(first)
    named = any(token.ent_type_ or token.pos_ in {"PROPN", "NUM"} for token in phrase.tokens)
    if (first.lower_ in _words("pointing") and not _tells(first, phrase, named=named)) or _is_deictic(phrase):
        return True
    return first.lower_ in {"the", "both"} and not named and len(phrase.tokens) <= _SHORT


def _tells(first: "Token", phrase: Phrase, *, named: bool) -> bool:
    """Whether a phrase is told by itself though its first word often points back: "those who fled", "another fire"."""
    if first.lower_ in _words("further"):
        return len(phrase.tokens) > 1
    if first.lower_ == "both":
        return named or first.dep_ in {"preconj", "cc"}
    clause = first.tag_ == "IN"  # "that the bill passed"
    return clause or any(one.dep_ in {"relcl", "acl"} for one in first.children)


def _is_deictic(phrase: Phrase) -> bool:
    """Whether a phrase is a day alone or a number of what was spoken of before: "yesterday", "the eighth"."""
    words = [token for token in phrase.tokens if not token.is_punct]
    day = all(token.ent_type_ in {"DATE", "TIME"} for token in words) and not any(token.like_num for token in words)
    head = phrase.head
    if head is None or head.tag_ not in {"CD", "JJ"} or head.ent_type_ not in {"CARDINAL", "ORDINAL"}:
        return day and not (head is not None and _is_age(head))
    if _is_age(head):
        return False
    return day or not any(token.lower_ == "of" or token.pos_ == "SYM" for token in head.children)


def _is_age(number: "Token") -> bool:
    """Whether a number says how old somebody is: "she was 95"."""
    people = (one.ent_type_ == "PERSON" or one.lower_ in {"he", "she"} for one in number.head.lefts)
    return number.tag_ == "CD" and number.dep_ == "attr" and any(people)


def _is_anyone(phrase: Phrase, known: Known) -> bool:
    """Whether a subject is one word for many: "occupants", "victims"."""
    return len(phrase.tokens) == 1 and known is not None and known[0].form == "nominal" and not _is_named(known)


def _is_named(known: Known) -> bool:
    return known is not None and any(one.form in {"name", "demonym"} for one in known[1].mentions)


def _reports_nothing(triple: Triple) -> bool:
    """Whether a verb of telling stands without what is told: "told reporters", "announced on Twitter"."""
    verb = triple.predicate
    if triple.clause is None or has_content_clause(verb) or (triple.object is not None and is_clause(triple.object)):
        return False
    if verb.lemma_.lower() in _words("speaking") or verb.lemma_.lower() in _words("telling"):
        return True
    through = triple.label.rpartition(" ")[2] in _words("channels")
    bare = triple.object is None or (through and triple.object.tokens[0].i > verb.i)
    return bare and not triple.clause.passive and verb.lemma_.lower() in load_cues().verbs["quote"]


def _further_phrases(triple: Triple, *, subject: bool, object_: bool) -> "Iterator[list[Token]]":
    """The words of each argument, and of subject and object where readers see them as they stand in the text."""
    for one, is_read in ((triple.subject, subject), (triple.object, object_)):
        if one is not None and is_read and len(one.tokens) > 1:
            yield one.tokens
    for argument in triple.arguments:
        yield [*argument.preposition, *argument.phrase.tokens]


def _is_left_open(phrase: "list[Token]", owners: _Owners) -> bool:
    """Whether a phrase has a pronoun that only what stands before the statement tells of."""
    lists = word_lists("relations")
    demonstrative, relative = lists["demonstrative"], lists["relative"]
    third_person, open_pronouns = lists["third_person"], lists["open_pronouns"]
    first = next((token.i for token in phrase if token.pos_ != "ADP"), -1)
    for token in phrase:
        word = token.lower_
        if word in demonstrative and _is_of_before(token):
            return True
        if word in relative and token.i == first:
            return True  # "at which point"
        if token.tag_ in {"PRP", "PRP$"} and token.dep_ != "expl" and word in third_person:
            if not owners.is_told(token):
                return True
        elif word in open_pronouns and token.tag_ != "EX" and token.text != "US":
            return True
    return False


def _is_of_before(determiner: "Token") -> bool:
    """Whether "this", "those" is of what was spoken of before: not "this week", "those who fled"."""
    noun = determiner.head
    if determiner.tag_ not in {"DT", "PDT"} or noun.pos_ not in {"NOUN", "PROPN"}:
        return False
    is_time = noun.ent_type_ in {"DATE", "TIME"} or noun.lemma_.lower() in word_lists("argument_roles")["times"]
    return not is_time and not any(one.dep_ in {"relcl", "acl"} or one.lower_ == "of" for one in noun.rights)
