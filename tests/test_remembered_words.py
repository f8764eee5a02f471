"""What the pipeline's components make of a word is remembered, and is the same as without memory."""

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
from newsgraph.extraction.parse.language import load_bare
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


def test_a_memory_that_is_full_begins_anew() -> None:
    memory = RowMemory(2, np.int64, 3)
    for number in range(10):
        keys = [number, number + 1]
        new = memory.missing(keys)
        memory.add(list(new), np.array([[key, -key] for key in new]))
        assert memory.rows(keys).tolist() == [[key, -key] for key in keys]
    assert len(memory.missing(list(range(10)))) >= 7


def test_words_that_differ_in_anything_have_keys_of_their_own() -> None:
    words = np.array([(a, b, c) for a in range(5) for b in range(5) for c in range(5)], dtype=np.uint64)
    assert len(set(keys_of(words).tolist())) == len(words)
