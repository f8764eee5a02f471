"""What an archive costs: whole builds of growing size, by stages, with their memory, and what changes cost afterwards.

python tests/benchmarks/archive.py [SOURCE...] [--articles N]

The archive is made of the sources' articles (`archive_texts.py`). Builds of a quarter, half and all of it share what
was read, so that each article is read once. All times are of the processor, of all processes together; `ratio` is that
of the whole build by that of the pipeline in use (two parsers and a name finder) over such texts, in as many processes.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from archive_texts import write
from tables import Row, print_table, source_parser

from newsgraph.extraction.parse.language import load
from newsgraph.pipeline import COMPARING, READING, WRITING

PARSED = 200  # articles over which the pipeline alone is timed
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


def _pipeline_seconds(folder: Path, texts: Sequence[str]) -> float:
    """Processor seconds that the pipeline in use takes a word, in as many processes at once as read articles."""
    running = []
    for number in range(jobs := os.cpu_count() or 1):
        part = folder / f"texts{number}.json"
        part.write_text(json.dumps(texts[number::jobs]), encoding="utf-8")
        command = [sys.executable, __file__, "--parse", str(part)]
        running.append(subprocess.Popen(command, stdout=subprocess.PIPE, text=True))
    seconds = sum(float(process.communicate()[0]) for process in running)
    return seconds / sum(len(text.split()) for text in texts)


def parse(file: Path) -> None:
    """Be such a process: parse texts, and print the seconds."""
    texts, pipeline = json.loads(file.read_text(encoding="utf-8")), load()
    list(pipeline.pipe(texts[:5], batch_size=16))
    began = time.process_time()
    list(pipeline.pipe(texts, batch_size=16))
    print(time.process_time() - began)


def measure(sources: Sequence[Path], articles: int = 1000) -> Iterator[Row]:
    """The rows, as soon as they are there."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lines = write(folder, sources, articles).read_text(encoding="utf-8").splitlines(keepends=True)
        texts = [json.loads(line)["text"] for line in lines]
        a_word = _pipeline_seconds(folder, texts[:PARSED])
        output, news = folder / "out", folder / "news"
        news.mkdir()
        reading, found = 0.0, list[dict[str, float]]()
        for size in (articles // 4, articles // 2, articles):
            (news / "articles.jsonl").write_text("".join(lines[:size]), encoding="utf-8")
            kept = output / "records"
            fresh = folder / f"out{size}"
            if kept.exists():
                fresh.mkdir()
                kept.rename(fresh / "records")
            output = fresh
            costs = one_build(news, output)
            reading += costs["reading_s"]
            costs |= {"total_s": costs["total_s"] - costs["reading_s"] + reading, "reading_s": reading}
            words = sum(len(text.split()) for text in texts[:size])
            found.append(costs)
            yield _row(f"build of {size}", costs, words, a_word)
        growth: dict[str, Any] = {
            "time": found[-1]["total_s"] / found[0]["total_s"],
            "memory": found[-1]["memory_gb"] / found[0]["memory_gb"],
        }
        yield Row("archive growth", growth, ("time", "memory"), f"from {articles // 4} to {articles} articles")
        nothing = one_build(news, output)
        with (news / "articles.jsonl").open("a", encoding="utf-8") as file:
            row = json.loads(lines[0])
            file.write(
                json.dumps(row | {"id": "added", "text": "\n\n".join(reversed(row["text"].split("\n\n")))}) + "\n"
            )
        added = one_build(news, output)
        changes = {
            "nothing_s": nothing["total_s"],
            "one_added_s": added["total_s"],
            "one_added_share": added["total_s"] / found[-1]["total_s"],
        }
        yield Row("archive changes", changes, tuple(changes), "processor seconds when nothing changed, or one came new")


def _row(name: str, costs: dict[str, float], words: int, a_word: float) -> Row:
    figures = {
        "ratio": costs["total_s"] / (words * a_word),
        "reading_ratio": costs["reading_s"] / (words * a_word),
        "words_s": words / costs["total_s"],
        "pipeline_words_s": 1 / a_word,
        **costs,
    }
    told = (
        "to the pipeline's CPU time, reading alone; words a second; memory of the build and of the largest reader, GB"
    )
    return Row(name, figures, ("ratio", "reading_ratio", "words_s", "memory_gb", "reader_gb"), told)


def main() -> None:
    """Print the rows."""
    if sys.argv[1:2] == ["--build"]:
        build(Path(sys.argv[2]), Path(sys.argv[3]))
        return
    if sys.argv[1:2] == ["--parse"]:
        parse(Path(sys.argv[2]))
        return
    parser = source_parser(__doc__)
    parser.add_argument("--articles", type=int, default=1000)
    options = parser.parse_args()
    print_table(measure(options.sources, options.articles))


if __name__ == "__main__":
    main()
