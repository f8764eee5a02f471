"""Records of all kinds, for properties that hold for whatever the articles say (Hypothesis)."""

from collections.abc import Sequence

from hypothesis import strategies as st

from newsgraph.record import EntityType, Form, Location, Record
from records import KHERSON, KHERSON_REGION, RUSSIA, UKRAINE, ArticleBuilder

_ACTORS: list[tuple[EntityType, str, Form, str | None]] = [
    ("person", "John Smith", "name", None),
    ("person", "Smith", "name", None),
    ("person", "Mary Smith", "name", None),
    ("organization", "World Health Organization", "name", None),
    ("organization", "WHO", "name", None),
    ("group", "Russian troops", "nominal", "RU"),
    ("group", "the Russian leadership", "nominal", "RU"),
    ("group", "civilians", "nominal", None),
    ("place", "Paris", "name", None),
]
_PLACES: list[tuple[str, Location]] = [
    ("Russia", RUSSIA),
    ("Ukraine", UKRAINE),
    ("Kherson", KHERSON),
    ("the Kherson region", KHERSON_REGION),
]
_VERBS = [("attacked", "attack"), ("attacks", "attack"), ("withdrawal", "withdraw"), ("met", "meet"), ("fled", "flee")]
_TIMES = [None, "2022", "2022-10", "2022-10-19", "2022-11-02", "--10", "--10-19", "2022-10-18/2022-10-20", "199X"]
_DAYS = [None, "2022-10-20", "2022-10-25", "2022-11-04", "2023-05-01"]


@st.composite
def corpora(draw: st.DrawFn, most_articles: int = 5) -> list[Record]:
    """Articles that speak of a few actors and places, of like events on like days, and affirm and deny."""
    size = draw(st.integers(1, most_articles))
    return [draw(drafts(f"{number:03}")).record() for number in range(size)]


@st.composite
def drafts(draw: st.DrawFn, identifier: str) -> ArticleBuilder:
    """One such article, and the text that its record is of."""
    article = ArticleBuilder(identifier, draw(st.sampled_from(_DAYS)))
    entities = []
    for kind, name, form, nationality in draw(st.lists(st.sampled_from(_ACTORS), max_size=3)):
        entities.append(article.entity(kind, name, form=form, nationality=nationality))
    places = [article.entity("place", name, location=one) for name, one in draw(st.lists(st.sampled_from(_PLACES)))]
    entities += places
    for _ in range(draw(st.integers(0, 4))):
        _event(draw, article, entities, places)
    return article


def _event(draw: st.DrawFn, article: ArticleBuilder, entities: Sequence[str], places: Sequence[str]) -> None:
    trigger, lemma = draw(st.sampled_from(_VERBS))
    someone = st.sampled_from([None, *entities])
    roles = {role: entity for role in ("agent", "patient") if (entity := draw(someone))}
    event = article.event(
        trigger,
        lemma,
        draw(st.sampled_from([None, "assault", "retreat"])),
        draw(st.sampled_from(_TIMES)),
        draw(st.sampled_from([None, *places])),
        nominal=trigger in ("withdrawal", "attacks"),
        **roles,
    )
    polarity = draw(st.sampled_from(["affirmed", "negated"]))
    article.triple(roles.get("agent", "No one"), lemma, roles.get("patient", "the bridge"), polarity, event=event)
