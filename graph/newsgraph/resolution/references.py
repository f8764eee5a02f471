"""Whom decisions mean by some characters of an article, also where its text has changed since."""

from collections.abc import Iterable, Mapping

from newsgraph.resolution.decisions import Decisions, Reference
from newsgraph.resolution.features import ArticleFeatures
from newsgraph.resolution.id_registry import Anchor, Decided, IdRegistry, Names
from newsgraph.resolution.keys import Key

Characters = Mapping[tuple[str, int, int], Key]


def stale_references(
    features: Iterable[ArticleFeatures], decisions: Decisions, registry: IdRegistry
) -> dict[Reference, Decided]:
    """The references to characters of a text that an article no longer has, with what was meant by them.

    A decision of which the last build knew nothing was made about that build's texts.
    """
    texts = {one.id: one.text_sha256 for one in features}
    found: dict[Reference, Decided] = {}
    for one in decisions.references:
        if one.kind != "mention" or one.article not in texts:
            continue
        anchor = (one.article, f"{one.start}-{one.end}")
        known = registry.entities.get(anchor) or registry.events.get(anchor)
        seen = registry.decided.get(one.written)
        if seen is None and known is not None and one.article in registry.articles:
            seen = Decided(registry.articles[one.article], known.name)
        if seen is not None and seen.text != texts[one.article]:
            found[one] = seen
    return found


def meant_by(
    characters: Characters, stale: Mapping[Reference, Decided], anchors: Mapping[Key, Anchor], known: Names
) -> dict[tuple[str, int, int], Key]:
    """What is meant by characters: of the present texts, or of former ones by what is still called so."""
    if not stale:
        return dict(characters)
    named: dict[tuple[str, str], Key] = {}
    for key, anchor in sorted(anchors.items(), reverse=True):
        if anchor in known:
            named[key[0], known[anchor].name] = key
    found = dict(characters)
    for one, seen in stale.items():
        found.pop((one.article, one.start, one.end), None)
        if (one.article, seen.name) in named:
            found[one.article, one.start, one.end] = named[one.article, seen.name]
    return found


def decided_by(
    features: Iterable[ArticleFeatures],
    decisions: Decisions,
    stale: Mapping[Reference, Decided],
    matches: Mapping[Reference, str],
) -> dict[str, Decided]:
    """What the next build needs to know of the characters that decisions are about: the text, and whom they mean."""
    texts = {one.id: one.text_sha256 for one in features}
    found: dict[str, Decided] = {}
    for one in decisions.references:
        seen = stale.get(one)
        if one.kind == "mention" and one in matches and one.article in texts:
            found[one.written] = Decided(seen.text if seen else texts[one.article], matches[one])
        elif seen:
            found[one.written] = seen
    return found
