"""Whom a short name means that its article explains nowhere: a bare surname, an acronym.

To what Splink makes of the two names come two signs of use: how often the articles mean each of those in question by
that name (near in time and in that outlet above all), and in whose company they are named. The second is a naive Bayes
classifier with Dirichlet smoothing (Manning, Raghavan and Schütze, Introduction to Information Retrieval, 2008, chapter
12).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import log2
from typing import NamedTuple

from newsgraph.normalisation import bare
from newsgraph.resolution.linkage import model
from newsgraph.resolution.name_comparison import names_exclude
from newsgraph.resolution.name_levels import Level
from newsgraph.resolution.name_nodes import Node, companions_of, short_key
from newsgraph.resolution.name_records import NameRecord
from newsgraph.resolution.profiles import Profile


class Option(NamedTuple):
    """One of those whom a short name may mean."""

    cluster: int  # of full names
    weight: float  # bits, all told
    signs: tuple[Level, ...]  # what the use of the names adds to the weight of the pair


@dataclass(slots=True)
class _Use:
    """How the articles use the names of one cluster."""

    articles: set[str] = field(default_factory=set)
    by_short: Counter[str] = field(default_factory=Counter)  # the articles that mean it by the short name, by month
    by_outlet: Counter[str] = field(default_factory=Counter)
    company: Counter[str] = field(default_factory=Counter)  # the articles that name it beside another, by that one


class ShortNames:
    """The short names among some nodes, and the clusters of full names that they may stand for.

    Args:
        nodes: the names.
        pairs: their weights, as `linkage.weigh` gives them.
        cluster_of: which full names are one, by `actor_linking.join_full_names`.
        found: all entities of all articles.
        companions: what `name_nodes.companions_of` makes of these, if that is known.
    """

    def __init__(
        self,
        nodes: Sequence[Node],
        pairs: Iterable[tuple[int, int, float]],
        cluster_of: Sequence[int],
        found: Sequence[Profile],
        companions: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self._nodes, self._cluster_of = nodes, cluster_of
        self._companions = companions_of(found) if companions is None else companions
        self._weights: dict[int, dict[int, float]] = defaultdict(dict)
        self._members: dict[int, list[int]] = defaultdict(list)
        for number, cluster in enumerate(cluster_of):
            self._members[cluster].append(number)
        is_short = [node.name_record.short for node in nodes]
        for left, right, weight in pairs:
            if is_short[left] != is_short[right]:
                short, full = (left, right) if is_short[left] else (right, left)
                if not names_exclude(nodes[short].name_record, nodes[full].name_record):
                    known = self._weights[cluster_of[short]]
                    known[cluster_of[full]] = max(weight, known.get(cluster_of[full], weight))
        self._uses: dict[tuple[int, tuple[str, str]], _Use] = {}

    def chosen(self) -> dict[int, int]:
        """The cluster of full names that each cluster of a short name stands for, where one leads the others."""
        found: dict[int, int] = {}
        for short in sorted(self._weights):
            best, *rest = self.options(short)
            clear = not rest or best.weight - rest[0].weight >= model()["short_margin"]
            if best.weight >= model()["short_weight"] and clear:
                found[short] = best.cluster
        return found

    def options(self, short: int) -> list[Option]:
        """The clusters that a cluster of a short name may stand for, the likeliest first."""
        weights = self._weights[short]
        nodes = [self._nodes[number] for number in self._members[short]]
        key = short_key(nodes[0].name_record)
        uses = {cluster: self._use(cluster, key) for cluster in weights}
        usage = self._usage(nodes, uses) if len(uses) > 1 else {}
        articles, beside = self._beside(nodes)
        found = []
        for cluster, weight in weights.items():
            signs = [usage[cluster]] if cluster in usage else []
            if company := self._company(articles, beside, uses[cluster]):
                signs.append(company)
            found.append(Option(cluster, round(weight + sum(one.bits for one in signs), 6), tuple(signs)))
        return sorted(found, key=lambda one: (-one.weight, one.cluster))

    def _use(self, cluster: int, key: tuple[str, str]) -> _Use:
        if (cluster, key) not in self._uses:
            use = _Use()
            members = (member for number in self._members[cluster] for member in self._nodes[number].members)
            for member in members:
                article = member.key[0]
                if article in use.articles:
                    continue
                use.articles.add(article)
                use.company.update(self._companions[article])
                if any(_is_short(name, member, key) for name in member.names):
                    use.by_short[member.month] += 1
                    use.by_outlet[member.outlet] += 1
            self._uses[cluster, key] = use
        return self._uses[cluster, key]

    def _usage(self, nodes: Sequence[Node], uses: Mapping[int, _Use]) -> dict[int, Level]:
        """How often each is meant by the short name, against an even split."""
        settings = model()["usage"]
        months = {month for node in nodes for member in node.members for month in member.near_months}
        outlets = {member.outlet for node in nodes for member in node.members if member.outlet}
        shares, told = {}, {}
        for cluster, use in uses.items():
            near = sum(use.by_short[month] for month in months)
            own = sum(use.by_outlet[outlet] for outlet in outlets)
            total = use.by_short.total()
            rest = len(use.articles) - total
            shares[cluster] = settings["unseen"] + total + settings["full"] * rest + settings["near"] * near
            shares[cluster] += settings["outlet"] * own
            told[cluster] = f"{total} of the articles that name it in full mean it by the short name, too"
            told[cluster] += f", {near} of them near in time" if near else ""
        even = sum(shares.values()) / len(shares)
        most = settings["most"]
        return {
            cluster: Level("use of the name", told[cluster], round(max(-most, min(most, log2(share / even))), 1))
            for cluster, share in shares.items()
        }

    def _beside(self, nodes: Sequence[Node]) -> tuple[set[str], list[str]]:
        """The articles that use a short name, and whom they name beside it, without who is named there alone."""
        articles = {member.key[0] for node in nodes for member in node.members}
        own = {bare(name) for node in nodes for member in node.members for name in member.names}
        named = {name for one in articles for name in self._companions[one] if self._spread[name] > 1} - own
        return articles, sorted(named)

    def _company(self, articles: set[str], beside: Sequence[str], use: _Use) -> Level | None:
        """How well whom the short name is named beside fits the company that the full one is named in."""
        settings = model()["company"]
        shared = [frozenset(self._companions[one]) for one in articles & use.articles]
        seen = len(use.articles) - len(shared)
        bits, known = 0.0, []
        for name in beside:
            usual = self._spread[name] / len(self._companions)
            together = use.company[name] - sum(name in names for names in shared)
            lift = log2((together / usual + settings["smoothing"]) / (seen + settings["smoothing"]))
            lift = max(-settings["most_each"], min(settings["most_each"], lift))
            bits += settings["weight"] * lift
            if together:
                known.append((-lift, name))
        bits = max(-settings["most"], min(settings["most"], bits))
        if not beside:
            return None
        names = ", ".join(name for _, name in sorted(known)[:3])
        said = f"other articles name it beside {names}, too" if names else "no other article names it beside the same"
        return Level("company", said, round(bits, 1))

    @cached_property
    def _spread(self) -> Counter[str]:
        return Counter(name for names in self._companions.values() for name in names)


def _is_short(name: str, member: Profile, key: tuple[str, str]) -> bool:
    record = NameRecord(member.entity.type, name, None)
    return record.short and short_key(record) == key
