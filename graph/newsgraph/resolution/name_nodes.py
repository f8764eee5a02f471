"""The named actors of all articles as linkage compares them: those of equal name are one node."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from newsgraph.normalisation import bare, transliteration_key
from newsgraph.resolution.name_records import NameRecord
from newsgraph.resolution.names import acronym_without_country, acronyms_of, initials_of, is_acronym, is_noun
from newsgraph.resolution.profiles import Profile, best_name, head_word

_COMMON_COMPANION = 0.2  # share of the articles above which being named beside it tells nothing
_FEW_ARTICLES = 10
_AGREED_PRONOUNS = 0.8


def companions_of(found: Sequence[Profile]) -> dict[str, list[str]]:
    """By article, the folded names of what it names, without what every other article names, too; the rarest first."""
    by_article: dict[str, set[str]] = defaultdict(set)
    for profile in found:
        by_article[profile.key[0]].update(bare(name) for name in profile.names)
    spread = Counter(name for names in by_article.values() for name in names)
    limit = max(_FEW_ARTICLES, _COMMON_COMPANION * len(by_article))
    return {
        article: sorted((name for name in names if spread[name] <= limit), key=lambda name: (spread[name], name))
        for article, names in by_article.items()
    }


@dataclass(slots=True)
class Node:
    """Profiles of equal name, and the candidate that stands for them."""

    members: list[Profile]
    name_record: NameRecord


def name_nodes(found: Sequence[Profile], companions: Mapping[str, Sequence[str]] | None = None) -> list[Node]:
    """The named actors, those of equal name together; a short name by article where a full name may be meant by it.

    Args:
        found: all entities of all articles.
        companions: what `companions_of` makes of these, if that is known.
    """
    named = [one for one in found if one.entity.type != "place" and one.named]
    records = {
        one.key: NameRecord(one.entity.type, best_name(one), None, alias=_alias([one], best_name(one))) for one in named
    }
    meant = _meant_by_short_names(records.values())
    groups: dict[tuple[str, str, str], list[Profile]] = defaultdict(list)
    for profile in named:
        record, scope = records[profile.key], ""
        if profile.jurisdiction:
            groups["body", " of ".join(profile.jurisdiction.node), ""].append(profile)
            continue
        person = record.person
        told = " ".join(filter(None, (record.full, person.generation, person.sex))) if person else record.full
        if (record.short and len(meant[short_key(record)]) > (0 if person else 1)) or (
            not person and is_noun(record.name)
        ):
            scope = profile.key[0]
        groups[profile.entity.type, told, scope].append(profile)
    companions = companions_of(found) if companions is None else companions
    return [
        Node(members, _name_record(members, article or None, companions))
        for (_, _, article), members in sorted(groups.items())
    ]


def short_key(name_record: NameRecord) -> tuple[str, str]:
    """What is equal for short names that may stand for the same: a surname in any romanisation, an acronym."""
    person = name_record.person
    if person:
        return ("person", transliteration_key(person.surname))
    return ("organization", acronym_key(name_record.name))


def acronym_key(acronym: str) -> str:
    """An acronym, with or without points, folded."""
    return bare(acronym.replace(".", ""))


def _meant_by_short_names(name_records: Iterable[NameRecord]) -> dict[tuple[str, str], set[str]]:
    """The full names that each short one may stand for."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in name_records:
        if not one.short:
            if one.person:
                found[short_key(one)].add(one.person.full)
                if initials := initials_of(one.name):
                    found["person", transliteration_key(initials)].add(one.person.full)
                continue
            for acronym in filter(None, {*acronyms_of(one.name), acronym_without_country(one.name), one.alias}):
                found["organization", acronym].add(one.full)
    return found


def _name_record(
    members: Sequence[Profile], article: str | None, companions: Mapping[str, Sequence[str]]
) -> NameRecord:
    nations = Counter(one.nationality for one in members if one.nationality)
    own = {bare(name) for one in members for name in one.names}
    beside = [name for key in sorted({one.key[0] for one in members}) for name in companions[key] if name not in own]
    kind, name = members[0].entity.type, min(map(best_name, members))
    short = NameRecord(kind, name, None).short
    return NameRecord(
        type=kind,
        name=name,
        article=article,
        roles=tuple(sorted({head_word(bare(role)) for one in members for role in one.entity.roles if bare(role)})),
        nationality=min(nations, key=lambda code: (-nations[code], code)) if nations else None,
        companions=() if short else tuple(dict.fromkeys(beside)),
        jurisdiction=members[0].jurisdiction,
        alias=_alias(members, name),
        pronouns=_sex(members),
    )


def _alias(members: Iterable[Profile], name: str) -> str | None:
    """The acronym that the articles call an organisation by beside its name, most of all."""
    others = [acronym_key(other) for one in members for other in one.names if other != name and is_acronym(other)]
    if not others:  # as of most
        return None
    found = Counter(others)
    return min(found, key=lambda acronym: (-found[acronym], acronym), default=None)


def _sex(members: Iterable[Profile]) -> str | None:
    """What the pronouns of the articles say, if they agree well enough."""
    sexes = [sex for one in members if one.sexes for sex in one.sexes.elements()]
    if not sexes:
        return None
    counts = Counter(sexes)
    sex = min(counts, key=lambda sex: (-counts[sex], sex), default=None)
    return sex if sex and counts[sex] >= _AGREED_PRONOUNS * counts.total() else None
