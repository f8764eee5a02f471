"""Figures as a table for people, and as JSON for comparing two versions; and the articles that are there to measure."""

import argparse
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

SEEDS = Path(__file__).parents[2] / "seeds"
Figures = Mapping[str, float]
WIDTHS = (20, 46)  # of the name and the figures


@dataclass(frozen=True)
class Row:
    """What was measured on one set of data, or of one part of the program."""

    name: str
    figures: Figures
    shown: tuple[str, ...]  # the figures that the table has; JSON has all of them
    measures: str


def source_parser(description: str | None, rounds: int | None = None) -> argparse.ArgumentParser:
    """What reads a command line of sources, by default the articles in `seeds`, and of how often to measure."""
    parser = argparse.ArgumentParser(description=(description or "").splitlines()[0])
    parser.add_argument("sources", nargs="*", type=Path, default=[SEEDS])
    if rounds is not None:
        parser.add_argument("--rounds", type=int, default=rounds)
    return parser


def print_table(rows: Iterable[Row], before: Mapping[str, Figures] | None = None) -> dict[str, dict[str, float]]:
    """Print each row as soon as it is there.

    Args:
        rows: what to print.
        before: the figures of another version, by row; what has changed since is put beside.

    Returns:
        All figures, by the rows' names.
    """
    print(f"{'':{WIDTHS[0]}}{'figures':{WIDTHS[1]}}what they say", flush=True)
    found = {}
    for row in rows:
        found[row.name] = {key: round(value, 4) for key, value in row.figures.items()}
        earlier = (before or {}).get(row.name, {})
        parts = (f"{key} {number(row.figures[key])}{change(row.figures[key], earlier.get(key))}" for key in row.shown)
        print(f"{row.name:{WIDTHS[0]}}{'  '.join(parts):{WIDTHS[1]}}{row.measures}", flush=True)
    return found


def number(value: float) -> str:
    """A figure as people write it: ".851", "4.5", "32"."""
    if value >= 100 or (value > 1 and value == int(value)):
        return str(round(value))
    return f"{value:.3f}".removeprefix("0") if value <= 1 else f"{value:.2f}"


def change(value: float, before: float | None) -> str:
    """What has changed since, in brackets; nothing where nothing has."""
    if before is None or abs(value - before) < 0.0005:
        return ""
    return f" ({value - before:+.3f})"


def read_json(path: Path) -> dict[str, dict[str, float]]:
    """The figures of another version, by row."""
    found: dict[str, dict[str, float]] = json.loads(path.read_text(encoding="utf-8"))
    return found


def write_json(path: Path, figures: Mapping[str, Figures]) -> None:
    """Keep figures for `read_json`."""
    path.write_text(json.dumps(figures, indent=1, allow_nan=False) + "\n", encoding="utf-8")
