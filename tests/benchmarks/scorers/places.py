"""Are the places that a text names found, and found to be the right ones?

Geoparsing, end to end: which "Cambridge", which "Georgia". The gold follows the taxonomy of GeoWebNews (Gritta,
Pilehvar and Collier: A pragmatic guide to geoparsing evaluation, Language Resources and Evaluation 54, 2020,
https://arxiv.org/abs/1810.12368): a toponym counts wherever it refers to a place, literally or by association. So
"Moscow denied", "Georgian wine" and the Cambridge in "Cambridge City Council" are gold; "Georgians" and "in Turkish"
are to be ignored; "Paris Hilton" and "Jordan Henderson" are no places at all.

Of a record are read the mentions of form "name" or "demonym" whose entity has a `location`: located mentions. Their
spans need not be exact, but one of more than 60 characters is no name and overlaps nothing. Gold toponyms and located
mentions that overlap are paired, one to one, pairs with the right place first.

    found     share of the gold toponyms that are in a pair
    resolved  share of the found ones whose location is right
    precision right pairs / located mentions       recall  right pairs / gold toponyms       f1  of these two
    median_km middle distance, over the found ones, between the location and the gold (0 for the same identifier)

A location is right if its `iri` ends in the gold's GeoNames identifier, or if it lies within 161 km (100 miles, as is
usual) of the gold by great circle. Sources disagree about the point of a country, a river or a region, by hundreds of
kilometres for the large ones. So, unless it has another GeoNames identifier than the gold, a location is also right
if it lies within the `tolerance_km` of the gold (which then stands for the 161), or if the gold is a country and the
location's `country` its code.

A located mention without a partner is wrong, with two exceptions that are not counted: it overlaps no gold toponym,
but a span that is to be ignored; or it names again, and rightly, a gold toponym that is in a pair already (nested
mentions).

DATA/articles.jsonl    the texts
DATA/gold.json          {ID: {"toponyms": [...], "ignore": [...], "not_places": [...]}}, all of them spans
                        {"start", "end", "text"}; a toponym also has "name", "geonameid" (or null), "latitude",
                        "longitude", "whole_country" (ISO code if it is a country, else null), "tolerance_km"
                        (null: 161) and perhaps
                        "namesakes", GeoNames identifiers that are wrong even if near (the country Niger for the river);
                        "not_places" are traps: they are reported apart, and count as wrong like any other wrong mention
RECORDS.jsonl           one extraction record a line; an article without one counts as a record without mentions
"""

import math
import re
import statistics
from dataclasses import dataclass, field
from pathlib import Path

from .common import (
    Figures,
    check_text,
    harmonic,
    ratio,
    read_gold,
    read_records,
    read_texts,
    sample,
    sources,
    tell_missing,
)

TOLERANCE_KM = 161
EARTH_RADIUS_KM = 6371.0088
LONGEST_NAME = 60
CONTEXT = 60


@dataclass
class Score:
    gold: int = 0
    found: int = 0
    right: int = 0
    unpaired: int = 0  # located mentions that are wrong without being in a pair
    ignored: int = 0
    on_traps: int = 0
    unlocated: int = 0  # gold toponyms that are not found, but overlap a named mention without a location
    distances: list = field(default_factory=list)
    by_kind: dict = field(default_factory=dict)  # kind -> [gold, found, right]
    missed: list = field(default_factory=list)
    wrong: list = field(default_factory=list)


def distance_km(one, other):
    lat1, lon1, lat2, lon2 = (math.radians(place[name]) for place in (one, other) for name in ("latitude", "longitude"))
    haversine = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(min(1, haversine)))


def geonames_identifier(location):
    match = re.search(r"geonames\.org/(\d+)", location.get("iri") or "")
    return int(match.group(1)) if match else None


def is_right(gold, location):
    identifier, distance = geonames_identifier(location), distance_km(gold, location)
    if None not in (identifier, gold["geonameid"]):
        return identifier == gold["geonameid"] or distance <= TOLERANCE_KM
    if identifier in gold.get("namesakes", ()):
        return False
    same_country = gold["whole_country"] is not None and gold["whole_country"] == location.get("country")
    return same_country or distance <= (gold["tolerance_km"] or TOLERANCE_KM)


def overlap(mention, span):
    """The number of characters that they share."""
    too_long = mention["end"] - mention["start"] > LONGEST_NAME
    return 0 if too_long else max(0, min(mention["end"], span["end"]) - max(mention["start"], span["start"]))


def overlapped_by(mention, spans):
    return [span for span in spans if overlap(mention, span)]


def check_span(span, text, where):
    start, end, words = span.get("start"), span.get("end"), span.get("text")
    if not (
        type(start) is type(end) is int and 0 <= start < end <= len(text) and isinstance(words, str) and words.strip()
    ):
        raise SystemExit(f"{where}: no span in a text of {len(text)} characters: {start!r} to {end!r}, {words!r}")
    if not re.fullmatch(r".*?".join(map(re.escape, words.split())), text[start:end], re.DOTALL):
        raise SystemExit(f"{where}: the mention says {words!r}, the article has {text[start:end]!r} there")


def named_mentions(record, text, where):
    """The record's mentions of form "name" or "demonym", each with its entity's location (or None)."""
    check_text(record, text)
    entities = {entity["id"]: entity for entity in record["entities"]}
    mentions = []
    for mention in record["mentions"]:
        here = f"{where}, mention {mention.get('id')!r}"
        check_span(mention, text, here)
        if mention.get("entity") is not None and mention["entity"] not in entities:
            raise SystemExit(f"{here}: there is no entity {mention['entity']!r}")
        if mention["form"] not in ("name", "demonym", "nominal", "pronoun"):
            raise SystemExit(f"{here}: form {mention['form']!r}")
        if mention["form"] in ("name", "demonym"):
            location = entities.get(mention.get("entity"), {}).get("location")
            for name, limit in (("latitude", 90), ("longitude", 180)):
                if location is not None and not (
                    type(location[name]) in (int, float) and -limit <= location[name] <= limit
                ):
                    raise SystemExit(f"{here}: {name} {location[name]!r}")
            mentions.append({"start": mention["start"], "end": mention["end"], "location": location})
    return mentions


def check_gold(gold, texts):
    if set(texts) != set(gold):
        raise SystemExit(f"gold.json and articles do not agree: {sorted(set(texts) ^ set(gold))}")
    for article, parts in gold.items():
        for span in parts["toponyms"] + parts["ignore"] + parts["not_places"]:
            if texts[article][span["start"] : span["end"]] != span["text"]:
                raise SystemExit(f"gold.json, {article}: {span} does not fit the text")


def pair_up(toponyms, mentions):
    """[(index of gold toponym, index of located mention, right?)], one to one; right ones first, then wider overlap."""
    candidates = sorted(
        (not is_right(toponym, mention["location"]), -overlap(mention, toponym), g, m)
        for g, toponym in enumerate(toponyms)
        for m, mention in enumerate(mentions)
        if overlap(mention, toponym)
    )
    pairs, used_toponyms, used_mentions = [], set(), set()
    for not_right, _, g, m in candidates:
        if g not in used_toponyms and m not in used_mentions:
            pairs.append((g, m, not not_right))
            used_toponyms.add(g)
            used_mentions.add(m)
    return pairs


def in_context(text, span):
    before, after = text[max(0, span["start"] - CONTEXT) : span["start"]], text[span["end"] : span["end"] + CONTEXT]
    return " ".join(f"…{before}[{text[span['start'] : span['end']]}]{after}…".split())


def described(location):
    coordinates = f"({location['latitude']:.2f}, {location['longitude']:.2f})"
    return " ".join(part for part in (location.get("iri"), location.get("country"), coordinates) if part)


def score_article(article, text, gold, named, score):
    toponyms, located = gold["toponyms"], [mention for mention in named if mention["location"] is not None]
    pairs = pair_up(toponyms, located)
    partners = {g: (m, right) for g, m, right in pairs}
    for g, toponym in enumerate(toponyms):
        m, right = partners.get(g, (None, False))
        kind = score.by_kind.setdefault("countries" if toponym["whole_country"] else "other places", [0, 0, 0])
        kind[0], kind[1], kind[2] = kind[0] + 1, kind[1] + (m is not None), kind[2] + right
        wanted = (
            f"{article}: {in_context(text, toponym)}\n      "
            f"gold:  {toponym['name']}, GeoNames {toponym['geonameid']}, {described(toponym)}"
        )
        if m is None:
            score.unlocated += any(mention["location"] is None and overlap(mention, toponym) for mention in named)
            score.missed.append(wanted)
            continue
        location = located[m]["location"]
        same_place = toponym["geonameid"] is not None and toponym["geonameid"] == geonames_identifier(location)
        score.distances.append(0.0 if same_place else distance_km(toponym, location))
        if not right:
            score.wrong.append(f"{wanted}\n      found: {described(location)}, {score.distances[-1]:.0f} km away")
    score.gold, score.found = score.gold + len(toponyms), score.found + len(pairs)
    score.right += sum(right for _, _, right in pairs)

    paired_mentions = {m for _, m, _ in pairs}
    for m, mention in enumerate(located):
        if m in paired_mentions:
            continue
        overlapped, on_trap = overlapped_by(mention, toponyms), bool(overlapped_by(mention, gold["not_places"]))
        if (
            any(is_right(toponym, mention["location"]) for toponym in overlapped)
            if overlapped
            else overlapped_by(mention, gold["ignore"]) and not on_trap
        ):
            score.ignored += 1
            continue
        score.unpaired += 1
        score.on_traps += on_trap
        reason = "a trap" if on_trap else "another mention has this toponym" if overlapped else "no place in the gold"
        score.wrong.append(
            f"{article}: {in_context(text, mention)}\n      {reason}\n      found: {described(mention['location'])}"
        )


def score(data: Path, records: Path, misses: int = 0) -> Figures:
    """Print what was found of the places, and return the figures."""
    gold, texts = read_gold(data), read_texts(sources(data))
    check_gold(gold, texts)
    mentions = read_records(records, gold, lambda one, where: named_mentions(one, texts[one["article"]["id"]], where))
    total = Score()
    for article, text in texts.items():
        score_article(article, text, gold[article], mentions.get(article, []), total)
    for title, examples in (("MISSED", total.missed), ("WRONG", total.wrong)) if misses > 0 else ():
        print(f"{title}: {min(misses, len(examples))} of {len(examples)}")
        for example in sample(examples, misses):
            print("  ", example)
        print()
    tell_missing(sorted(set(texts) - set(mentions)))
    located = total.found + total.unpaired
    precision, recall = ratio(total.right, located), ratio(total.right, total.gold)
    print(f"{'':14}{'gold':>7}{'found':>7}{'right':>7}")
    for kind, (in_gold, found, right) in (
        *sorted(total.by_kind.items()),
        ("all", (total.gold, total.found, total.right)),
    ):
        print(f"{kind:14}{in_gold:7}{found:7}{right:7}")
    print(
        f"located mentions: {located}, of them {total.right} right, {total.found - total.right} taken for another "
        f"place, {total.unpaired} without a partner ({total.on_traps} on traps); {total.ignored} more not counted"
    )
    lost = total.gold - total.found
    print(f"gold toponyms not found: {lost}, of them {total.unlocated} named, but without a location")
    return {
        "f1": harmonic(precision, recall),
        "resolved": ratio(total.right, total.found),
        "found": ratio(total.found, total.gold),
        "median_km": statistics.median(total.distances) if total.distances else math.nan,
        "precision": precision,
        "recall": recall,
    }
