"""What is planned or demanded, and what is open."""

from collections import Counter

from newsgraph.briefing.material import Material, Told
from newsgraph.briefing.selection import varied, weight
from newsgraph.briefing.standalone import has_any, subject_words, words_of

UNKNOWN, INVESTIGATED, UNCONFIRMED = "unknown", "under investigation", "one source only"

_MOST = 8
_EACH_OPEN = 4
_LEAST_STANDING, _LEAST_UNKNOWN = 0.45, 0.3
_ALIKE = 0.4  # from here on another says the same
_MODALITIES = ("planned", "demanded", "possible")


def envisaged(material: Material, told_already: frozenset[str]) -> list[Told]:
    """What is planned, demanded or possible: the most reported and best told, the newest first.

    Args:
        material: the statements.
        told_already: the IRIs of those that the briefing has told.
    """
    fit = [told for told in _fit(material, told_already) if told.said.voice == "envisaged"]
    fit = [told for told in fit if told.said.modality in _MODALITIES and _is_prospect(told)]
    chosen = varied(fit, lambda told: weight(told, material), _MOST)
    return sorted(
        chosen, key=lambda told: (_MODALITIES.index(told.said.modality), _newest_first(told, material), told.said.iri)
    )


def _is_prospect(told: Told) -> bool:
    """Whether it tells of something to come: not what only looks so, nor what anything of a kind is ("a … must …")."""
    said = told.said
    if said.relation.partition(" ")[0] in words_of("seeming"):
        return False
    of_any = subject_words(said.text, said.relation_text).lower().startswith(("a ", "an "))
    return not (of_any and said.relation_text.lower().startswith(("must ", "can ")))


def open_ends(material: Material, told_already: frozenset[str]) -> list[tuple[str, Told]]:
    """What is open, each with why: "unknown" or "under investigation".

    Args:
        material: the statements.
        told_already: the IRIs of those that the briefing has told.
    """
    found: list[tuple[str, Told]] = []
    for why, some in ((UNKNOWN, unknown), (INVESTIGATED, investigated)):
        already = told_already | {told.said.iri for _, told in found}
        found += [(why, told) for told in some(material, already)]
    return found


def unknown(material: Material, told_already: frozenset[str]) -> list[Told]:
    """Statements that say that something is not known, or not verified."""
    fit = [told for told in _fit(material, told_already, _LEAST_UNKNOWN) if has_any(told.said.text, "unknown")]
    return varied(fit, lambda told: weight(told, material), _EACH_OPEN)


def investigated(material: Material, told_already: frozenset[str]) -> list[Told]:
    """Investigations that are told of, and no outcome in the same or any later article about the same."""
    looked_into = [told for told in material.told if has_any(told.said.text, "investigation")]
    ended = [told for told in looked_into if has_any(told.said.text, "outcome")]
    fit = [
        told
        for told in _fit(material, told_already)
        if told.said.voice != "denied"
        and told.said.modality != "hypothetical"
        and _is_investigation(told)
        and told not in ended
    ]
    still_open = [told for told in fit if not any(_ends(one, told, material) for one in ended)]
    return varied(still_open, lambda told: weight(told, material), _EACH_OPEN)


def _is_investigation(told: Told) -> bool:
    """Whether it tells that somebody investigates, or begins to."""
    verb = told.said.relation.partition(" ")[0]
    begins = verb in words_of("beginning") and has_any(told.said.text, "investigation")
    return begins or verb in words_of("investigating")


def unconfirmed(material: Material, told_already: frozenset[str]) -> list[Told]:
    """Claims about what somebody did to others that one source alone vouches for.

    Only where other articles tell of two people or bodies whom the claim names, and so could have said it, too.
    """
    fit = []
    for told in _fit(material, told_already):
        event = material.known.events.get(told.said.event)
        if told.said.voice != "claimed" or event is None or event.type not in words_of("grave"):
            continue
        if (
            told.said.source == told.said.subject
            or material.reports(event.articles) > 1
            or not _is_known(told, material)
        ):
            continue
        others = [one for one in material.told if one is not told and one.source != told.source]
        if not any(one.said.event == told.said.event or one.resembles(told, _ALIKE) for one in others):
            fit.append(told)
    return varied(fit, lambda told: weight(told, material), _EACH_OPEN)


def _is_known(told: Told, material: Material) -> bool:
    """Whether another article speaks of two people or bodies whom a statement names, its source not among them."""
    known = map(material.known.entities.get, sorted(told.said.named - {told.said.source}))
    named = [entity for entity in known if entity and entity.type != "place"]
    counts = Counter(article for entity in named for article in entity.mentions if article in material.articles)
    return any(number > 1 for article, number in counts.items() if article != told.said.article)


def _fit(material: Material, told_already: frozenset[str], least: float = _LEAST_STANDING) -> list[Told]:
    return [told for told in material.told if told.standing >= least and told.said.iri not in told_already]


def _newest_first(told: Told, material: Material) -> tuple[int, ...]:
    return tuple(-int(part) for part in material.article(told.said).date[:10].split("-") if part.isdigit())


def _ends(one: Told, other: Told, material: Material) -> bool:
    """Whether a statement of the same or a later article tells the outcome of an investigation."""
    shared = one.said.named & other.said.named
    return bool(shared) and material.article(one.said).date >= material.article(other.said).date
