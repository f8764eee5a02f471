"""The chains that names make: one for each bearer, and whose a bare surname is.

People with more names come first, so that a surname finds all who may bear it. It goes to whom the article has
established under it: not to a relative who is introduced as one ("his wife, Ann Miller"), and to nobody where two have
as good a claim.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from newsgraph.extraction.base.lexicon import words
from newsgraph.extraction.coreference.body_names import body_name, is_bare_head, owners, same_body
from newsgraph.extraction.coreference.name_matching import has_suffix, place_of, same_name
from newsgraph.extraction.coreference.referents import Chain, Referent, position_of, titled_gender
from newsgraph.extraction.coreference.roles import titles_of

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Token
    from newsgraph.extraction.gazetteer.gazetteer import Gazetteer

_SURE, _RATHER_SURE = 0.98, 0.9  # that a surname is of its only bearer; of the one best established
_FARTHEST_MAIDEN_NAME = 3  # tokens
_SURNAME_AND_SUFFIX = 2  # words
_TIMES_AS_OFTEN = 2  # how often one of two bearers has to be named beside the other to be the one who is meant


def chains_of_names(referents: Iterable[Referent], gazetteer: "Gazetteer") -> list[Chain]:
    """A chain for each bearer of a name; the country of a demonym bears it, too."""
    chains: list[Chain] = []
    bearers: dict[tuple[str, str], Chain] = {}  # of names that can be of one bearer only
    referents = sorted(referents, key=position_of)
    named = [referent for referent in referents if referent.mention.form in {"name", "demonym"}]
    abbreviated = dict(_abbreviations(named))
    for referent in sorted(named, key=_fullest_first):
        mention = referent.mention
        surname = mention.type == "person" and len(mention.span) == 1
        chain = None if surname else bearers.get((mention.type, mention.span.text))
        long = abbreviated.get(mention.span.text)
        if chain is None and long is not None and long.chain is not None and long.mention.type == mention.type:
            chain = long.chain
        if mention.type == "person" and (married := _married(referent, named)) is not None:
            chain = married.chain
        if chain is None:
            fitting = [one for one in chains if one.type == mention.type and _bears(one, referent, gazetteer)]
            if surname:
                chain = _agreed(referent, fitting, referents)
            elif mention.type == "organization":
                chain = _body(referent, fitting, chains, gazetteer)
            else:
                chain = _nearest(referent, fitting)
        if chain is None and surname and _is_open(referent, chains, gazetteer):
            continue
        if chain is None:
            chains.append(chain := Chain(mention.type))
        chain.add(referent)
        if not surname:
            bearers[mention.type, mention.span.text] = chain
        place = place_of(mention, gazetteer) if chain.type == "place" else None
        if place is not None:
            chain.places.add(place)
            chain.kind = chain.kind or place.kind
    return chains


def _abbreviations(named: list[Referent]) -> Iterator[tuple[str, Referent]]:
    """Short names with the long ones right before them: "the Institute of Volcanology (Ivol)"."""
    ends = {referent.mention.span.end: referent for referent in named if len(referent.mention.span) > 1}
    for referent in named:
        span = referent.mention.span
        doc, start, end = span.doc, span.start, span.end
        long = ends.get(start - 1)
        if long is None or doc[start - 1].text != "(" or end >= len(doc) or doc[end].text != ")":
            continue
        if len(span) == 1 and span.text[0].lower() in {token.text[0].lower() for token in long.mention.span}:
            yield span.text, long


def _married(referent: Referent, named: list[Referent]) -> Referent | None:
    """The name before of somebody who was born with another: "Mary Smith, née Jones"."""
    span = referent.mention.span
    if not span.start or span.doc[span.start - 1].lower_ not in words("names", "maiden"):
        return None
    before = bisect_left(named, referent.position, key=position_of) - 1
    latest = named[before] if before >= 0 else None
    near = latest is not None and span.start - latest.mention.span.end <= _FARTHEST_MAIDEN_NAME
    return latest if near and latest is not None and latest.mention.type == "person" else None


def _is_open(referent: Referent, chains: list[Chain], gazetteer: "Gazetteer") -> bool:
    """Whether a surname is of one of several people whom the article names in full, and it is not clear of whom."""
    people = (one for one in chains if one.type == "person" and _introductions(one))
    bearers = [one for one in people if _bears(one, referent, gazetteer)]
    return len(bearers) > 1 and not all(map(_is_relative, bearers))


def _agreed(referent: Referent, fitting: list[Chain], referents: list[Referent]) -> Chain | None:
    """Whom a surname means by the names and by the pronoun that takes it up; nobody where these do not agree."""
    meant, taken_up = _meant(referent, fitting), _taken_up(referent, fitting, referents)
    if meant is None or taken_up is None or titled_gender(referent.mention) or _title(referent):
        return meant or taken_up
    return meant if meant is taken_up or not meant.gender else None


def _taken_up(referent: Referent, bearers: list[Chain], referents: list[Referent]) -> Chain | None:
    """Of several bearers of a surname the only one of that gender by which "he" or "she" takes it up right after."""
    first = bisect_left(referents, referent.position + 1, key=position_of)
    for after in referents[first:]:
        if after.order - referent.order > 1 or (after.mention.type == "person" and not after.pronoun):
            return None
        if after.pronoun in {"he", "she"} and after.role == "subject" and after.quote == referent.quote:
            agreeing = [one for one in bearers if _introductions(one) and one.gender == after.gender]
            if len(agreeing) == 1 and all(one.gender for one in bearers if _introductions(one)):
                referent.mention.link = _RATHER_SURE
                return agreeing[0]
            return None
    return None


def _fullest_first(referent: Referent) -> tuple[int, int]:
    fuller = referent.mention.type != "place"
    return -len(referent.mention.span) if fuller else -1, referent.position


def _body(referent: Referent, fitting: list[Chain], chains: list[Chain], gazetteer: "Gazetteer") -> Chain | None:
    """Which body a name means: not told where it may be that of one country or that of another."""
    name = referent.mention.span.text
    if not body_name(name, gazetteer).owner and len({*owners((n for c in fitting for n in c.names), gazetteer)}) > 1:
        ranked = sorted(fitting, key=lambda one: -len(one.referents))
        clear = len(ranked[0].referents) >= _TIMES_AS_OFTEN * len(ranked[1].referents)
        return ranked[0] if clear else None
    if not fitting and is_bare_head(name):
        headed = (one for one in chains if one.type in {"organization", "place"} and _is_headed(one, name, gazetteer))
        fitting = [one for one in headed if one.latest_before(referent.position)]
    return _nearest(referent, fitting)


def _is_headed(chain: Chain, noun: str, gazetteer: "Gazetteer") -> bool:
    """Whether a longer name of a chain has that noun for its head: "California Department of Corrections"."""
    longer = (name for name in chain.names if " " in name)
    return any(body_name(name, gazetteer).head == noun.lower() for name in longer)


def _nearest(referent: Referent, fitting: list[Chain]) -> Chain | None:
    """Of several chains the one named last before it, or else the first after it."""

    def distance(chain: Chain) -> tuple[bool, int]:
        latest = chain.latest_before(referent.position)
        return latest is None, -latest.position if latest else chain.referents[0].position

    return min(fitting, key=distance, default=None)


def _meant(referent: Referent, fitting: list[Chain]) -> Chain | None:
    """Whom a surname or given name alone means; the chain of those whom nothing tells apart has no fuller name."""
    full = [chain for chain in fitting if _introductions(chain) and not any(map(_is_suffixed_surname, chain.names))]
    open_ = next((chain for chain in fitting if not _introductions(chain)), None)
    if gender := titled_gender(referent.mention):
        agreeing = [chain for chain in full if chain.gender == gender]
        full = agreeing or full
    if titled := _titled_alike(referent, full):
        full = titled
    relatives = [chain for chain in full if _is_relative(chain)] if not titled else []
    others = [chain for chain in full if chain not in relatives]
    if not others:
        # The surname was in use before the relative came: it is of the one whose relative that is.
        others = [chain for chain in relatives if _introductions(chain)[0].position < referent.position and not open_]
    if len(others) == 1 and relatives and _named_only_of(others[0], relatives):
        others = full  # "Maya Cummings, the widow of Elijah Cummings": whose name it is then, is open
    if len(others) == 1:
        referent.mention.link = _SURE if len(full) == 1 else _RATHER_SURE
        return others[0]
    established = _established(referent, others)
    if established is not None:
        referent.mention.link = _RATHER_SURE
    return established or open_


def _is_suffixed_surname(name: str) -> bool:
    """Whether a name is a surname with what tells it from the father's: "Trump Jr."."""
    return has_suffix(name) and len(name.split()) == _SURNAME_AND_SUFFIX


def _titled_alike(referent: Referent, bearers: list[Chain]) -> list[Chain]:
    """Those of several bearers of a surname whose title it has: "President Clinton"."""
    title = _title(referent)
    found = [chain for chain in bearers if title and any(_title(one) == title for one in _introductions(chain))]
    return found if len(found) < len(bearers) else []


def _title(referent: Referent) -> str:
    """The last word of the title before a name."""
    return next((title.lower().split()[-1] for title in titles_of(referent.mention)), "")


def _established(referent: Referent, bearers: list[Chain]) -> Chain | None:
    """Of several bearers the one who is named far more often, unless another was just introduced."""
    introduced = [(chain, _introductions(chain)) for chain in bearers]
    before = [one for one in introduced if one[1][0].position < referent.position]
    if len(before) == 1:
        return before[0][0]
    ranked = sorted(introduced, key=lambda one: (-len(one[0].referents), one[1][0].position))
    if not ranked or len(ranked[0][0].referents) < _TIMES_AS_OFTEN * len(ranked[1][0].referents):
        return None
    rivals = [one for _, mentions in ranked[1:] for one in mentions]
    just = any(one.paragraph == referent.paragraph and one.position < referent.position for one in rivals)
    return None if just else ranked[0][0]


def _introductions(chain: Chain) -> list[Referent]:
    """The mentions by a name of several words."""
    return [one for one in chain.referents if one.mention.form == "name" and len(one.mention.span) > 1]


def _is_relative(chain: Chain) -> bool:
    """Whether somebody is introduced as another's relative: "his wife, Ann Miller", "Ann Miller, his wife"."""
    introductions = _introductions(chain)
    kin = [_is_kin(one.token) for one in introductions]
    return bool(kin) and (kin[0] or 2 * sum(kin) > len(kin))


def _named_only_of(chain: Chain, relatives: list[Chain]) -> bool:
    """Whether somebody is named in full only to say whose relative another is, who is named first."""
    firsts = [_introductions(one)[0] for one in relatives]
    return all(
        any(one.position > first.position and first.token.is_ancestor(one.token) for first in firsts)
        for one in _introductions(chain)
    )


def _is_kin(name: "Token", *, owned: bool = False) -> bool:
    """Whether a name is told to be of a relative; `owned` only where "his" or "her" says whose."""
    kinship = words("name_matching", "kinship")
    token = name
    while token.dep_ == "conj":
        token = token.head
    nouns = [token.head] if token.dep_ in {"appos", "nsubj", "attr"} else []
    if token.dep_ == "nsubj" and token.head.lemma_ == "be":
        nouns = [child for child in token.head.children if child.dep_ == "attr"]
    nouns += [child for child in name.children if child.dep_ in {"appos", "compound", "nmod"}]
    first = name.left_edge
    nouns += [first.nbor(-1)] if first.i else []
    kin = [noun for noun in nouns if noun.lemma_.lower() in kinship]
    return any(not owned or any(child.dep_ == "poss" for child in noun.children) for noun in kin)


def _bears(chain: Chain, referent: Referent, gazetteer: "Gazetteer") -> bool:
    mention = referent.mention
    if chain.type == "place":
        if place_of(mention, gazetteer) in chain.places:
            return True
        if mention.form == "demonym":
            return False
        text = mention.span.text.lower()
        if text in words("name_matching", "compass") and chain.kind == "country":
            return any(one.mention.span.text.lower().startswith(f"{text} ") for one in chain.referents)
    suffixes = {has_suffix(name) for name in chain.names}
    apart = len(mention.span) > 1 and suffixes == {not has_suffix(mention.span.text)}
    if apart and chain.type == "person" and (_is_kin(referent.token) or _is_relative(chain)):
        return False  # "Donald Trump Jr. … His father, Donald Trump"
    if chain.type == "person" and len(mention.span) > 1 and mention.span.text not in chain.names:
        owned = [_is_kin(one.token, owned=True) for one in _introductions(chain)]
        if owned and all(owned) and not _is_kin(referent.token, owned=True):
            return False  # "her mother, Gloria Morgan Vanderbilt", "Gloria Vanderbilt"
    gender = referent.gender if len(mention.span) > 1 else titled_gender(mention)
    if gender and chain.gender and gender != chain.gender:
        return False
    if chain.type == "organization":
        return _names_body(mention.span.text, chain, gazetteer)
    matches = [same_name(mention.span.text, name, chain.type) for name in chain.names]
    # A full name must fit the fullest of the chain, else "John Smith" and "Jane Smith" would meet in "Smith".
    fullest = max(range(len(matches)), key=lambda one: len(list(chain.names)[one].split()), default=0)
    return any(matches) and (chain.type != "person" or len(mention.span) == 1 or matches[fullest])


def _names_body(name: str, chain: Chain, gazetteer: "Gazetteer") -> bool:
    """Whether a name may be of the body of a chain, whose it is included."""
    mine, theirs = body_name(name, gazetteer), [body_name(one, gazetteer) for one in chain.names]
    if any(mine.owner and one.owner and mine.owner != one.owner and mine.core == one.core for one in theirs):
        return False
    if any(same_name(name, one, chain.type) for one in chain.names) or any(same_body(mine, one) for one in theirs):
        return True
    free = [one for one in theirs if not (mine.owner and one.owner) and (mine.owner or one.owner)]
    return any(same_name(mine.rest, one.rest, chain.type) for one in free)
