"""What the pipeline's components make of a word is remembered, and is the same as without memory."""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from conftest import SEEDS
from newsgraph.extraction.base.row_memory import RowMemory, keys_of
from newsgraph.extraction.parse.embedding import remember_words
from newsgraph.extraction.parse.language import DEFAULT_MODEL, load_bare
from newsgraph.extraction.parse.morphology import COMPONENT, remember_morphology

NEWS = SEEDS.joinpath("001_df8709e73398ccae.txt").read_text(encoding="utf-8")
TALK = (
    "There's a way. I ain't gonna go; c'mon, let's see what y'all gotta do. There were nothin' but 3 men,  it said.\n"
)
relaxed = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def plain() -> Language:
    """The pipeline as spaCy makes it."""
    return load_bare()


@pytest.fixture(scope="module")
def remembering() -> Language:
    """The same with memory."""
    nlp = load_bare()
    remember_morphology(nlp)
    for _, component in nlp.pipeline:
        remember_words(component)
    return nlp


def told(doc: Doc) -> list[tuple[str, ...]]:
    return [
        (one.text, one.tag_, one.dep_, str(one.head.i), one.pos_, str(one.morph), one.lemma_, one.ent_type_)
        for one in doc
    ]


def test_the_components_are_in_place(remembering: Language) -> None:
    assert COMPONENT in remembering.pipe_names
    assert not {"attribute_ruler", "lemmatizer"} & set(remembering.pipe_names)


@relaxed
@given(st.lists(st.one_of(st.sampled_from(NEWS.split(". ")), st.just(TALK), st.text(max_size=30)), max_size=4))
def test_texts_are_parsed_as_without_memory(plain: Language, remembering: Language, pieces: list[str]) -> None:
    text = ". ".join(pieces)
    assert told(remembering(text)) == told(plain(text))


def test_the_numbers_of_words_are_the_same_to_the_last_bit(plain: Language, remembering: Language) -> None:
    docs = [plain.make_doc(text) for text in (NEWS, "", TALK, NEWS[:200])]
    for batch in (docs, docs[2:], docs[:1]):
        expected, found = (nlp.get_pipe("tok2vec").predict(batch) for nlp in (plain, remembering))
        assert all(np.array_equal(one, other) for one, other in zip(expected, found, strict=True))


def test_a_pipeline_of_other_components_stays_as_it_is() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("attribute_ruler")
    remember_morphology(nlp)
    assert nlp.pipe_names == ["attribute_ruler"]


def test_a_pipeline_whose_patterns_tell_more_than_is_remembered_stays_as_it_is() -> None:
    for pattern, told in (
        ({"DEP": {"REGEX": "^npadv"}}, {"POS": "X"}),
        ({"LOWER": "oil"}, {"NORM": "petroleum"}),
    ):
        nlp = load_bare(DEFAULT_MODEL)
        before = nlp.pipe_names
        nlp.get_pipe("attribute_ruler").add([[pattern]], told)  # type: ignore[union-attr]
        remember_morphology(nlp)
        assert nlp.pipe_names == before


def test_a_memory_that_is_full_begins_anew() -> None:
    memory = RowMemory(2, np.int64, 3)
    made: list[int] = []
    for number in range(10):
        keys = [number, number + 1]

        def make(places: Sequence[int], keys: list[int] = keys) -> Any:
            made.extend(keys[place] for place in places)
            return np.array([[keys[place], -keys[place]] for place in places])

        assert memory.rows_of(keys, make).tolist() == [[key, -key] for key in keys]
    assert len(made) < 20
    assert set(made) == set(range(11))


def test_threads_get_their_own_rows() -> None:
    memory = RowMemory(1, np.int64, 10_000)

    def asked(first: int) -> bool:
        keys = list(range(first, first + 300))

        def make(places: Sequence[int]) -> Any:
            time.sleep(0.001)
            return np.array([[keys[place]] for place in places])

        return memory.rows_of(keys, make).ravel().tolist() == keys

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(asked, range(0, 3000, 100)))


def test_words_that_differ_in_anything_have_keys_of_their_own() -> None:
    words = np.array([(a, b, c) for a in range(5) for b in range(5) for c in range(5)], dtype=np.uint64)
    assert len(set(keys_of(words).tolist())) == len(words)
