"""What a server is told when it starts."""

import contextlib
import os
import re
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

_SECONDS = {"ms": 0.001, "s": 1.0, "": 1.0, "m": 60.0, "min": 60.0, "h": 3600.0}
_BYTES = {"": 1, "KB": 10**3, "MB": 10**6, "GB": 10**9, "KIB": 2**10, "MIB": 2**20, "GIB": 2**30}
_MEASURE = re.compile(r"\s*(\d+(?:\.\d+)?)\s*([a-z]*)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Settings:
    """Where a server listens, what it serves, and how much it gives to one question."""

    folder: Path  # the output folder of a build
    host: str = "127.0.0.1"
    port: int = 8000
    time_limit: float = 10.0  # seconds for each question
    row_limit: int = 100_000  # rows or triples in an answer
    size_limit: int = 200 * 10**6  # bytes of an answer, whatever its rows
    memory_limit: int = 2 * 10**9  # bytes that a worker may have
    graph_memory: int = 0  # bytes in which the graph may be held, for workers to share; 0: it is asked on the disk
    query_limit: int = 256 * 2**10  # bytes of a question
    workers: int = 2  # questions that are answered at once
    queue_limit: int = 256  # questions that wait
    patience: float = 10.0  # seconds for a client to send its request, or to go on taking its answer
    names: tuple[str, ...] = ()  # host names, beside its own, by which clients may ask for it
    origins: tuple[str, ...] = ()  # web origins whose pages may read answers, beside those of this machine

    @property
    def store(self) -> Path:
        """Where the graph is."""
        return self.folder / "store"

    @property
    def picture(self) -> Path:
        """Where the picture is."""
        return self.folder / "graph.html"


def default_workers() -> int:
    """As many as there are processors, but two at least: one question does not hold up another."""
    return max(2, os.cpu_count() or 2)


LEAST_MEMORY = 200 * 10**6  # bytes: what a worker needs to start, and something to work with


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches a server that listens there."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def seconds(words: str) -> float:
    """A span of time as people write it: 10s, 500ms, 2m, or a number of seconds.

    Raises:
        ValueError: it is none, or none at all.
    """
    number, unit = _measure(words)
    if unit.lower() not in _SECONDS or not number:
        raise ValueError(f"{words!r} is no span of time, such as 10s, 500ms or 2m")
    return number * _SECONDS[unit.lower()]


def memory(words: str) -> int:
    """A number of bytes as people write it: 2GB, 500MB, 512MiB, or a number.

    Raises:
        ValueError: it is none, or too few for a worker.
    """
    number, unit = _measure(words)
    if unit.upper() not in _BYTES:
        raise ValueError(f"{words!r} is no size, such as 2GB or 500MB")
    amount = int(number * _BYTES[unit.upper()])
    if amount < LEAST_MEMORY:
        raise ValueError(f"{words!r} is too little memory: {LEAST_MEMORY // 10**6}MB is the least")
    return amount


def graph_memory(words: str) -> int:
    """How many bytes a graph may need in memory: "off", a size, or "auto", which is a quarter of what is free.

    Raises:
        ValueError: it is none of them.
    """
    if words in ("off", "auto"):
        return free_memory() // 4 if words == "auto" else 0
    number, unit = _measure(words)
    if unit.upper() not in _BYTES or not number:
        raise ValueError(f"{words!r} is neither auto, nor off, nor a size, such as 2GB or 500MB")
    return int(number * _BYTES[unit.upper()])


def free_memory() -> int:
    """The bytes of memory that nobody needs; 0 where the system does not say (it does on Linux)."""
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        free = next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:"))
    except (OSError, StopIteration, ValueError):
        return 0
    group = Path("/sys/fs/cgroup")  # that of a container, as seen from inside
    with contextlib.suppress(OSError, ValueError):  # there is none, or no limit ("max")
        most, now = (int((group / f"memory.{name}").read_text(encoding="ascii")) for name in ("max", "current"))
        free = min(free, max(0, most - now))
    return free


def _measure(words: str) -> tuple[float, str]:
    found = _MEASURE.fullmatch(words)
    return (float(found[1]), found[2]) if found else (0.0, "")
