"""The lexicon of cues, read once from data/cues.toml."""

from dataclasses import dataclass
from functools import cache

from newsgraph.extraction.base.data_files import read_toml


@dataclass(frozen=True, slots=True)
class Cues:
    """Which complements each cue ascribes to its source, as sets of lemmas by frame."""

    all_verbs: frozenset[str]
    verbs: dict[str, frozenset[str]]  # frame → verbs
    frames: dict[str, frozenset[str]]  # verb → frames
    prepositions: dict[str, frozenset[str]]  # verb → prepositions
    transitive: frozenset[str]
    accusations: dict[str, frozenset[str]]  # verb → prepositions before what somebody is held for
    amounts: dict[str, frozenset[str]]  # verb → prepositions before a number
    with_object: frozenset[str]
    addressee: frozenset[str]
    impersonal: frozenset[str]
    acts: frozenset[str]
    particles: dict[str, frozenset[str]]  # "point out" → frames
    evidence_verbs: frozenset[str]
    evidence_pronouns: frozenset[str]
    adjectives: dict[str, frozenset[str]]
    nouns: dict[str, frozenset[str]]
    noun_prepositions: dict[str, frozenset[str]]
    unsourced: frozenset[str]
    spreading: frozenset[str]
    support_verbs: frozenset[str]
    hearers: frozenset[str]
    object_phrases: tuple[tuple[str, ...], ...]
    speaker_phrases: frozenset[str]
    clause_openers: frozenset[str]
    possessive_phrases: dict[str, frozenset[str]]
    impersonal_phrases: dict[str, frozenset[str]]
    factive: frozenset[str]
    hearsay_adverbs: frozenset[str]
    hearsay_adjectives: frozenset[str]
    reporting_verbs: frozenset[str]
    quoting_pasts: frozenset[str]  # past forms of the verbs under "quote"
    idioms: frozenset[str]
    reading_verbs: frozenset[str]
    documents: frozenset[str]
    turn_labels: frozenset[str]

    def is_verb(self, lemma: str) -> bool:
        """Whether the verb is a cue under any frame."""
        return lemma in self.all_verbs


def _regular_past(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return f"{verb[:-1]}ied"
    return f"{verb}d" if verb.endswith("e") else f"{verb}ed"


@cache
def load_cues() -> Cues:
    """Read the lexicon."""
    data = read_toml("cues.toml")
    nouns = data["nouns"]
    phrases = data["phrases"]
    governing = (data["prepositions"], data["accusations"], data["amounts"])
    with_particles = {phrase.split()[0] for phrase in data["particles"]}
    frames: dict[str, set[str]] = {}
    for frame, verbs in data["verbs"].items():
        for verb in verbs:
            frames.setdefault(verb, set()).add(frame)
    return Cues(
        all_verbs=frozenset().union(*governing, with_particles, *data["verbs"].values()),
        verbs={frame: frozenset(verbs) for frame, verbs in data["verbs"].items()},
        frames={verb: frozenset(taken) for verb, taken in frames.items()},
        prepositions={verb: frozenset(words) for verb, words in data["prepositions"].items()},
        transitive=frozenset(data["transitive"]["verbs"]),
        accusations={verb: frozenset(words) for verb, words in data["accusations"].items()},
        amounts={verb: frozenset(words) for verb, words in data["amounts"].items()},
        with_object=frozenset(data["with_object"]["verbs"]),
        addressee=frozenset(data["addressee"]["verbs"]),
        impersonal=frozenset(data["impersonal"]["verbs"]),
        acts=frozenset(data["acts"]["verbs"]),
        particles={verb: frozenset(frames) for verb, frames in data["particles"].items()},
        evidence_verbs=frozenset(data["evidence"]["verbs"]),
        evidence_pronouns=frozenset(data["evidence"]["pronouns"]),
        adjectives={frame: frozenset(words) for frame, words in data["adjectives"].items()},
        nouns={frame: frozenset(nouns[frame]) for frame in ("that", "to", "of")},
        noun_prepositions={noun: frozenset(words) for noun, words in data["noun_prepositions"].items()},
        unsourced=frozenset(data["unsourced"]["nouns"]),
        spreading=frozenset(data["spreading"]["verbs"]),
        support_verbs=frozenset(data["support_verbs"]["verbs"]),
        hearers=frozenset(data["support_verbs"]["hearers"]),
        object_phrases=tuple(tuple(phrase.split()) for phrase in phrases["object"]),
        speaker_phrases=frozenset(phrases["of_speakers"]),
        clause_openers=frozenset(data["clause_openers"]["words"]),
        possessive_phrases={word: frozenset(nouns_) for word, nouns_ in phrases["possessive"].items()},
        impersonal_phrases={word: frozenset(nouns_) for word, nouns_ in phrases["impersonal"].items()},
        factive=frozenset(data["factive"]["words"]),
        hearsay_adverbs=frozenset(data["hearsay"]["adverbs"]),
        hearsay_adjectives=frozenset(data["hearsay"]["adjectives"]),
        reporting_verbs=frozenset(data["hearsay"]["verbs"]),
        quoting_pasts=frozenset([*data["pasts"]["irregular"], *map(_regular_past, data["verbs"]["quote"])]),
        idioms=frozenset(data["idioms"]["phrases"]),
        reading_verbs=frozenset(data["documents"]["verbs"]),
        documents=frozenset(data["documents"]["nouns"]),
        turn_labels=frozenset(data["transcripts"]["labels"]),
    )
