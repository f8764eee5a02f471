"""All that is measured, in one table: how good reading and resolution are, and how fast reading, resolution, picture.

python tests/benchmarks/bench.py [SOURCE...] [--only PART...] [--json FILE] [--against FILE]

The parts are quality, pages, reading, resolution, picture and archive, each a module beside this one. Speed is measured
on the sources (by default the articles in `seeds`), quality and archives on sets of their own. --json keeps all
figures; --against shows what has changed since a file that was kept by it.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import archive
import pages
import picture
import quality
import reading
import resolution
from tables import Row, print_table, read_json, source_parser, write_json

PARTS = ("quality", "pages", "reading", "resolution", "picture", "archive")
ARTICLES = 400
NEWS = Path(__file__).parent / "data" / "wikinews-2019" / "articles.jsonl"  # what the archive is made of


def measure(sources: Sequence[Path], parts: Sequence[str], pyvis: bool) -> Iterator[Row]:
    """The rows of these parts, as soon as they are there."""
    if "quality" in parts:
        yield from quality.measure()
    if "pages" in parts:
        yield from pages.measure()
    if "reading" in parts:
        yield reading.measure(sources)
    if "resolution" in parts:
        yield from resolution.measure(sources, ARTICLES)
    if "picture" in parts:
        yield from picture.measure(sources, pyvis=pyvis)
    if "archive" in parts:
        yield from archive.measure([NEWS])


def main() -> None:
    """Print the table, and keep the figures if asked to."""
    parser = source_parser(__doc__)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, metavar="PART")
    parser.add_argument("--pyvis", action="store_true", help="open pyvis's own page, too, for minutes")
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep all figures here")
    parser.add_argument("--against", type=Path, metavar="FILE", help="show what has changed since")
    options = parser.parse_args()
    before = read_json(options.against) if options.against else None
    found = print_table(measure(options.sources, options.only, options.pyvis), before)
    if options.json:
        write_json(options.json, found)


if __name__ == "__main__":
    main()
