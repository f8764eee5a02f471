"""Score what an extractor or a build made of a data set, with examples of what went wrong.

python tests/benchmarks/score.py SCORER DATA PREDICTED [--misses N]

SCORER is a module of `scorers`, whose docstring (printed by --about) says what it measures; DATA a folder of `data` or
another one like it; PREDICTED the extraction records, the graph or the folder of graphs that it scores.
"""

import argparse
from importlib import import_module
from pathlib import Path

from scorers.common import told

SCORERS = (
    "attribution", "checks", "contested", "entities", "event_coreference", "events", "identity", "openie", "places",
    "statements", "traps",
)  # fmt: skip


class About(argparse.Action):
    """Prints what a scorer measures."""

    def __call__(self, parser: argparse.ArgumentParser, *values: object) -> None:
        print(import_module(f"scorers.{values[1]}").__doc__)
        parser.exit()


def main() -> None:
    """Print what the scorer prints, and the figures on the last line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("scorer", choices=SCORERS)
    parser.add_argument("data", type=Path)
    parser.add_argument("predicted", type=Path)
    parser.add_argument("--misses", type=int, default=0, metavar="N", help="show N examples each of what went wrong")
    parser.add_argument("--about", action=About, choices=SCORERS, help="say what this scorer measures")
    options = parser.parse_args()
    scorer = import_module(f"scorers.{options.scorer}")
    print(told(options.scorer, scorer.score(options.data, options.predicted, options.misses)))


if __name__ == "__main__":
    main()
