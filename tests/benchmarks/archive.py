"""What an archive costs: whole builds of growing size, by stages, with their memory, and what changes cost afterwards.

python tests/benchmarks/archive.py [SOURCE...] [--articles N]

The archive is made of the sources' articles (`archive_texts.py`); a quarter, half and all of it are built from nothing.
Times are of the processor, of all processes together, unless they are said to be by the clock; `ratio` is that of the
whole build by that of the pipeline (two parsers and a name finder) over such texts, in as many processes: as spaCy runs
it, and as it is in use, with what it remembers of words.
"""

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import asking
from archive_texts import write
from tables import Row, print_table, source_parser

from newsgraph.extraction.parse.language import load
from newsgraph.pipeline import COMPARING, READING, WRITING

STAGES = {READING: "reading_s", COMPARING: "comparing_s", WRITING: "writing_s"}


def cpu() -> float:
    """Seconds of processor time that this process and those that it has waited for have taken."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def one_build(articles: Path, output: Path) -> dict[str, float]:
    """Build in a process of its own, and say what each stage has cost and how much memory was taken at most."""
    done = subprocess.run(
        [sys.executable, __file__, "--build", str(articles), str(output)], stdout=subprocess.PIPE, check=True, text=True
    )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def build(articles: Path, output: Path) -> None:
    """Be that process."""
    import newsgraph

    costs = dict.fromkeys(STAGES.values(), 0.0)
    stage, since = STAGES[READING], 0.0  # with what it takes to find the articles

    def step(doing: str, done: int, total: int, failed: int = 0) -> None:  # noqa: ARG001
        nonlocal stage, since
        if STAGES[doing] != stage:
            now = cpu()
            costs[stage] += now - since
            stage, since = STAGES[doing], now

    newsgraph.build(articles, output=output, progress=step)
    costs[stage] += cpu() - since
    memory = [resource.getrusage(who).ru_maxrss / 1e6 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(json.dumps(costs | {"total_s": cpu(), "memory_gb": memory[0], "reader_gb": memory[1]}))


def _in_processes(folder: Path, texts: Sequence[str], jobs: int, *, plain: bool) -> tuple[float, float]:
    """Parse texts with the pipeline in use: processor seconds of parsing alone, and seconds by the clock in all.

    Args:
        folder: for files.
        texts: the texts.
        jobs: processes at once.
        plain: as spaCy runs it, without what newsgraph has it remember of words.
    """
    running, began = [], time.perf_counter()
    for number in range(jobs):
        part = folder / f"texts{number}.json"
        part.write_text(json.dumps(texts[number::jobs]), encoding="utf-8")
        command = [sys.executable, __file__, "--parse", str(part), "plain" if plain else ""]
        running.append(subprocess.Popen(command, stdout=subprocess.PIPE, text=True))
    seconds = sum(float(process.communicate()[0]) for process in running)
    return seconds, time.perf_counter() - began


def parse(file: Path, *, plain: bool) -> None:
    """Be such a process: parse texts, and print the seconds."""
    texts, pipeline = json.loads(file.read_text(encoding="utf-8")), load(remember=not plain)
    list(pipeline.pipe(texts[:5], batch_size=16))
    began = time.process_time()
    for _ in pipeline.pipe(texts, batch_size=16):
        pass
    print(time.process_time() - began)


def _reading_seconds(articles: Path, jobs: int) -> float:
    """Seconds to read articles in so many processes."""
    began = time.perf_counter()
    command = [sys.executable, __file__, "--read", str(articles), str(jobs)]
    subprocess.run(command, check=True)
    return time.perf_counter() - began


def read(articles: Path, jobs: int) -> None:
    """Be the process that does that."""
    import newsgraph

    for _ in newsgraph.read(articles, reader=newsgraph.Reader(jobs=jobs)):
        pass


def measure(sources: Sequence[Path], articles: int = 1000) -> Iterator[Row]:
    """The rows, as soon as they are there."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lines = write(folder, sources, articles).read_text(encoding="utf-8").splitlines(keepends=True)
        texts = [json.loads(line)["text"] for line in lines]
        quarter, jobs = articles // 4, os.cpu_count() or 1
        news, output = folder / "news", folder / "out"
        news.mkdir()
        plain, _ = _in_processes(folder, texts[:quarter], jobs, plain=True)
        alone, several_wall = _in_processes(folder, texts[:quarter], jobs, plain=False)
        a_word = {"plain": plain / _words(texts[:quarter]), "in_use": alone / _words(texts[:quarter])}
        found = list[dict[str, float]]()
        for size in (quarter, articles // 2, articles):
            (news / "articles.jsonl").write_text("".join(lines[:size]), encoding="utf-8")
            shutil.rmtree(output, ignore_errors=True)
            found.append(one_build(news, output))
            yield _row(f"build of {size}", found[-1], _words(texts[:size]), a_word)
        growth = {kind: found[-1][kind] / found[0][kind] for kind in ("total_s", "memory_gb")}
        yield Row("archive growth", growth, tuple(growth), f"from {quarter} to {articles} articles")
        nothing = one_build(news, output)
        row = json.loads(lines[0])
        row |= {"id": "added", "text": "\n\n".join(reversed(row["text"].split("\n\n")))}
        with (news / "articles.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")
        added = one_build(news, output)
        changes = {
            "nothing_s": nothing["total_s"],
            "one_added_s": added["total_s"],
            "one_added_share": added["total_s"] / found[-1]["total_s"],
        }
        yield Row("archive changes", changes, tuple(changes), "processor seconds when nothing changed, or one came new")
        yield asking.measure(output)
        (folder / "part.jsonl").write_text("".join(lines[:quarter]), encoding="utf-8")
        gain = {
            "reading": _reading_seconds(folder / "part.jsonl", 1) / _reading_seconds(folder / "part.jsonl", jobs),
            "pipeline": _in_processes(folder, texts[:quarter], 1, plain=False)[1] / several_wall,
        }
        yield Row("archive processes", gain, tuple(gain), f"times faster by the clock in {jobs} processes than in one")


def _words(texts: Sequence[str]) -> int:
    return sum(len(text.split()) for text in texts)


def _row(name: str, costs: dict[str, float], words: int, a_word: dict[str, float]) -> Row:
    figures = {
        "ratio": costs["total_s"] / (words * a_word["plain"]),
        "reading": costs["reading_s"] / (words * a_word["plain"]),
        "to_in_use": costs["total_s"] / (words * a_word["in_use"]),
        "reading_to_in_use": costs["reading_s"] / (words * a_word["in_use"]),
        "words_s": words / costs["total_s"],
        "plain_words_s": 1 / a_word["plain"],
        "in_use_words_s": 1 / a_word["in_use"],
        **costs,
    }
    told = (
        "to the pipeline's CPU time as spaCy runs it, reading alone, to the pipeline in use; words a second; GB of the "
        "build and of the largest reader"
    )
    return Row(name, figures, ("ratio", "reading", "to_in_use", "words_s", "memory_gb", "reader_gb"), told)


def main() -> None:
    """Print the rows."""
    if sys.argv[1:2] == ["--build"]:
        build(Path(sys.argv[2]), Path(sys.argv[3]))
        return
    if sys.argv[1:2] == ["--parse"]:
        parse(Path(sys.argv[2]), plain=sys.argv[3] == "plain")
        return
    if sys.argv[1:2] == ["--read"]:
        read(Path(sys.argv[2]), int(sys.argv[3]))
        return
    parser = source_parser(__doc__)
    parser.add_argument("--articles", type=int, default=1000)
    options = parser.parse_args()
    print_table(measure(options.sources, options.articles))


if __name__ == "__main__":
    main()
