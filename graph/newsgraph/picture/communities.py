"""What in a network has more to do with each other than with all else, found without chance.

Greedy modularity by levels (Blondel, Guillaume, Lambiotte & Lefebvre, "Fast unfolding of communities in large
networks", 2008): every node in turn goes to the community of its neighbours that gains most by it, until none moves;
then the communities are the nodes. Time grows with the number of ties. The order of nodes and ties alone decides
between equals.
"""

from collections.abc import Iterable, Sequence

Ties = list[dict[int, float]]  # by node: the weight of the tie to each of its neighbours, none to itself

_LEAST_GAIN = 1e-9  # of a move, by the weight of all ties: less is rounding


def communities(neighbours: Sequence[Iterable[int]]) -> list[list[int]]:
    """The communities of a network without weights, each with its nodes in order.

    Args:
        neighbours: for each node the others that it is tied to; each tie is named at both of its ends.
    """
    ties: Ties = [dict.fromkeys(others, 1.0) for others in neighbours]
    within = [0.0] * len(ties)  # twice the weight of the ties inside a node, when it stands for several
    members = [[node] for node in range(len(ties))]
    while True:
        homes = _homes(ties, within)
        names = {home: number for number, home in enumerate(dict.fromkeys(homes))}
        if len(names) == len(ties):
            return [sorted(some) for some in members]
        joined: list[list[int]] = [[] for _ in names]
        for node, home in enumerate(homes):
            joined[names[home]] += members[node]
        members = joined
        ties, within = _joined(ties, within, [names[home] for home in homes])


def _homes(ties: Ties, within: Sequence[float]) -> list[int]:
    """For each node the community that it ends in, when no move gains anything any more."""
    degrees = [inside + sum(others.values()) for inside, others in zip(within, ties, strict=True)]
    total = sum(degrees) or 1.0
    homes = list(range(len(ties)))
    sums = list(degrees)
    waiting = [node for node, others in enumerate(ties) if others]
    while waiting:
        moved: dict[int, None] = {}
        for node in waiting:
            others, own, degree = ties[node], homes[node], degrees[node]
            to: dict[int, float] = {}
            for other, weight in others.items():
                home = homes[other]
                to[home] = to.get(home, 0.0) + weight
            sums[own] -= degree
            share = degree / total
            best, most = own, to.get(own, 0.0) - share * sums[own] + _LEAST_GAIN * total
            for home, weight in to.items():
                gain = weight - share * sums[home]
                if gain > most:
                    best, most = home, gain
            sums[best] += degree
            if best != own:
                homes[node] = best
                moved.update(dict.fromkeys(other for other in others if homes[other] != best))
        waiting = sorted(moved)
    return homes


def _joined(ties: Ties, within: Sequence[float], homes: Sequence[int]) -> tuple[Ties, list[float]]:
    """The network whose nodes are communities."""
    count = max(homes) + 1
    found: Ties = [{} for _ in range(count)]
    inside = [0.0] * count
    for node, others in enumerate(ties):
        own = homes[node]
        inside[own] += within[node]
        for other, weight in others.items():
            home = homes[other]
            if home == own:
                inside[own] += weight
            else:
                found[own][home] = found[own].get(home, 0.0) + weight
    return found, inside
