"""What documents say of entities and events, kept from one build to the next: only what differs is made again."""

from bisect import bisect
from collections.abc import Mapping, Sequence
from functools import cache, reduce
from hashlib import blake2b
from itertools import accumulate
from operator import or_

import msgspec

from newsgraph.code_digest import HOME, code_digest
from newsgraph.files import checked, with_checksum
from newsgraph.rdf.iris import Iris
from newsgraph.rdf.order import Natural, in_natural_order
from newsgraph.rdf.things import Thing, Things
from newsgraph.rdf.turtle import Shortener, block_of, clauses
from newsgraph.rdf.vocabulary import TYPE

_KEY = 12  # bytes that stand for all that a block depends on
_FEW = 20  # where there is one new thing for so many known ones, each is put in its place, and else all are sorted
_MAKES_BLOCKS = ("article_graph.py", "iris.py", "literals.py", "order.py", "thing_blocks.py", "things.py", "turtle.py",
                 "vocabulary.py")  # fmt: skip

_TYPE = str(TYPE)  # written as "a"

_Place = tuple[int, tuple[Natural, str]]


class ThingBlocks(msgspec.Struct, frozen=True, array_like=True):
    """The blocks of entities and events, in their order: places, actors, events, each in natural order."""

    made_by: str  # stands for the code and the base of the IRIs
    nodes: list[str] = []
    keys: bytes = b""  # what stands for all that a block depends on
    prefixes: list[int] = []  # that the blocks use: a bit for each, in the order of `Iris.prefixes`
    sizes: list[int] = []  # of blocks in TriG
    union_sizes: list[int] = []  # of blocks in Turtle, where events have what articles say of them
    trig: bytes = b""
    turtle: bytes = b""

    @classmethod
    def none(cls, iris: Iris) -> "ThingBlocks":
        """What is known before the first build."""
        return cls(f"{_code_version()} {iris.base}")

    @classmethod
    def from_bytes(cls, content: bytes, iris: Iris) -> "ThingBlocks":
        """What another build has kept; nothing if that is broken or was made by other code or under another base."""
        none = cls.none(iris)
        try:
            found = msgspec.msgpack.decode(checked(content), type=cls)
        except (ValueError, msgspec.DecodeError):
            return none
        return found if found.made_by == none.made_by else none

    def to_bytes(self) -> bytes:
        """The content of a file."""
        return with_checksum(msgspec.msgpack.encode(self))

    def used_prefixes(self, iris: Iris) -> list[str]:
        """The prefixes that the blocks use in TriG."""
        used = reduce(or_, self.prefixes, 0)
        return [prefix for number, prefix in enumerate(iris.prefixes) if used >> number & 1]

    def updated(self, things: Things, iris: Iris) -> "ThingBlocks":
        """The blocks of some things, of which those that differ are made."""
        maker = _Maker(things, iris)
        numbers = {node: number for number, node in enumerate(self.nodes)}
        cuts, union_cuts = ([0, *accumulate(sizes)] for sizes in (self.sizes, self.union_sizes))
        made = ThingBlocks(self.made_by)
        keys: list[bytes] = []
        trig: list[bytes] = []
        turtle: list[bytes] = []
        for thing in _in_order(things.all, numbers):
            key = blake2b(msgspec.msgpack.encode(things.data(thing)), digest_size=_KEY).digest()
            number = numbers.get(thing.node)
            if number is not None and self.keys[number * _KEY : (number + 1) * _KEY] == key:
                block, mask = self.trig[cuts[number] : cuts[number + 1]], self.prefixes[number]
                union = self.turtle[union_cuts[number] : union_cuts[number + 1]]
            else:
                block, union, mask = maker.blocks(thing)
            made.nodes.append(thing.node)
            made.prefixes.append(mask)
            made.sizes.append(len(block))
            made.union_sizes.append(len(union))
            keys.append(key)
            trig.append(block)
            turtle.append(union)
        return msgspec.structs.replace(made, keys=b"".join(keys), trig=b"".join(trig), turtle=b"".join(turtle))


class _Maker:
    """Makes blocks, and tells which prefixes they use."""

    def __init__(self, things: Things, iris: Iris) -> None:
        self._things = things
        self._shortener = Shortener(iris.prefixes)
        self._bits = {prefix: 1 << number for number, prefix in enumerate(iris.prefixes)}
        self._bit_of: dict[str, int] = {}

    def blocks(self, thing: Thing) -> tuple[bytes, bytes, int]:
        """A thing's block in TriG and in Turtle, and a bit for each prefix that the first uses."""
        shortener = self._shortener
        said = self._things.said(thing)
        told = clauses(said, shortener)
        block = block_of(thing.node, told, shortener)
        reported = clauses(self._things.reported(thing), shortener)
        union = block_of(thing.node, sorted(told + reported), shortener) if reported else block
        mask = self._bit(thing.node)
        for predicate, objects in said.items():
            mask |= self._bit(predicate) if predicate != _TYPE else 0
            for one in objects:
                if one[-1] == ">":
                    mask |= self._bit(one)
        return block.encode(), union.encode(), mask

    def _bit(self, token: str) -> int:
        """The bit of the prefix that a term, as N-Triples has it, is written with; 0 where there is none."""
        bit = self._bit_of.get(token)
        if bit is None:
            name = self._shortener.term(token).rpartition("^^")[2] if token[0] == '"' else self._shortener.term(token)
            bit = self._bit_of[token] = self._bits.get(name.partition(":")[0], 0)
        return bit


def _in_order(things: Sequence[Thing], known: Mapping[str, int]) -> list[Thing]:
    """Things in their order, by the numbers that those known from before had in it."""
    old = [thing for thing in things if thing.node in known]
    new = sorted((thing for thing in things if thing.node not in known), key=_place)
    if len(new) * _FEW > len(old):
        return sorted(things, key=_place)
    old.sort(key=lambda thing: known[thing.node])
    found: list[Thing] = []
    start = 0
    for thing in new:
        end = bisect(old, _place(thing), lo=start, key=_place)
        found += old[start:end]
        found.append(thing)
        start = end
    return found + old[start:]


def _place(thing: Thing) -> _Place:
    return thing.kind, in_natural_order(thing.node)


@cache
def _code_version() -> str:
    """A digest of the code that makes blocks."""
    return code_digest([HOME / "rdf" / name for name in _MAKES_BLOCKS], ["pyoxigraph"])[:16]
