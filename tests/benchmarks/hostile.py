"""500 hostile files of every format: cut, with bits flipped, bombs, lies about kind and encoding; and one good article.

python tests/benchmarks/hostile.py [--files N] [--seed N] [--keep FOLDER]

A build of the folder that holds them must end with exit status 3, in bounded time and memory; every file must be an
article or be named; all that is written must be valid.
"""

import argparse
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import newsgraph
from newsgraph.articles import Article, read_sources
from newsgraph.exporting.formats import FORMATS

sys.path.insert(0, str(Path(__file__).parents[1]))
from news_formats import GOOD, bombs

SECONDS = 900
MEMORY = 2_000_000_000  # bytes


def files(number: int, seed: int, *, large: bool = True) -> Iterator[tuple[str, bytes]]:
    """Names and contents, the same for one seed; `large`: bombs, too, which take a minute."""
    chance = random.Random(seed)
    spoilt: list[Callable[[bytes, random.Random], bytes]] = [_cut, _flipped, _noisy, _doubled, _recoded]
    exploding = list(bombs()) if large else []
    yield from exploding
    left = number - len(exploding)
    for count in range(left):
        suffix = chance.choice(sorted(GOOD))
        whole = GOOD[suffix]
        data = chance.choice(spoilt)(whole if isinstance(whole, bytes) else whole.encode(), chance)
        named = suffix if chance.random() < 0.7 else chance.choice(sorted(GOOD))  # a lie about what it is
        yield f"{count:03}-{suffix}.{named}", data


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def _flipped(data: bytes, chance: random.Random) -> bytes:
    spoilt = bytearray(data)
    for _ in range(1 + len(data) // chance.choice([20, 100, 500])):
        spoilt[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(spoilt)


def _noisy(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data))
    return data[:start] + chance.randbytes(chance.randrange(1, 400)) + data[start:]


def _doubled(data: bytes, chance: random.Random) -> bytes:
    start, end = sorted(chance.randrange(len(data)) for _ in range(2))
    return data[:end] + data[start:end] * chance.randrange(1, 50) + data[end:]


def _recoded(data: bytes, chance: random.Random) -> bytes:
    return data.decode("latin-1").encode(chance.choice(["utf-16", "utf-32", "utf-16-be", "utf-7", "cp037"]), "replace")


def build(folder: Path, output: Path) -> tuple[subprocess.CompletedProcess[str], int]:
    """A build as people start one, and the most memory that it and its helpers took (bytes, of one process)."""
    done = subprocess.run(
        [sys.executable, "-m", "newsgraph", "build", str(folder), "--output", str(output), "--limit", "seconds=20"],
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    return done, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024


def unnamed(folder: Path, told: str) -> list[str]:
    """The files that are neither an article's nor named."""
    silent = [path for path in sorted(folder.iterdir()) if path.name not in told]
    return [path.name for path in silent if not any(isinstance(one, Article) for one in read_sources(path))]


def check(number: int, seed: int, folder: Path, *, large: bool = True) -> list[str]:
    """What is wrong, in words, with how a build takes the files."""
    for name, data in files(number, seed, large=large):
        (folder / name).write_bytes(data)
    (folder / "good.txt").write_text("The court in Tartu fined Baltika Bank on Tuesday.\n", encoding="utf-8")
    with tempfile.TemporaryDirectory() as work:
        output = Path(work) / "out"
        done, memory = build(folder, output)
        wrong = [] if done.returncode == 3 else [f"exit status {done.returncode}", done.stderr[-2000:]]
        if "Traceback" in done.stderr:
            wrong.append("a traceback")
        if not all(line.isprintable() for line in done.stderr.splitlines()):
            wrong.append("a line that a terminal would obey")
        print(f"{number} files: {done.stdout.splitlines()[0] if done.stdout else 'nothing'}, "
              f"{len(done.stderr.splitlines())} lines told, {memory / 1e9:.2f} GB")  # fmt: skip
        if memory > MEMORY:
            wrong.append(f"{memory / 1e9:.2f} GB of memory")
        if output.is_dir():
            graph = newsgraph.KnowledgeGraph.open(output)
            wrong += [] if graph.validate().conforms else ["the graph breaks its shapes"]
            names = unnamed(folder, done.stderr)
            wrong += [f"neither read nor named: {', '.join(names)}"] if names else []
            for form in FORMATS:
                graph.export(form)
    return wrong


def main() -> None:
    """Print what is wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--files", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="an empty folder for the files")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        folder = options.keep or Path(work)
        folder.mkdir(exist_ok=True)
        wrong = check(options.files, options.seed, folder)
    print("\n".join(wrong) if wrong else "all as it must be")
    raise SystemExit(bool(wrong))


if __name__ == "__main__":
    main()
