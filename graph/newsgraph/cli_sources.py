"""The command line's options of what is read, and how."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import newsgraph
from newsgraph.terminal import printable

if TYPE_CHECKING:
    from collections.abc import Mapping

EXPORT_FIELDS = ("id", "text", "title", "published", "publisher", "url", "author", "language")
LIMITS = ("article", "parts", "unpacked", "depth", "seconds", "pages", "memory")
_IN_BYTES = ("article", "unpacked", "memory")
_UNITS: "Mapping[str, int]" = {"": 1, "k": 1000, "m": 1000**2, "g": 1000**3}
_SIZE = re.compile(r"(\d{1,15}(?:\.\d{1,3})?)\s*([kmg]?)b?", re.IGNORECASE)

Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE",
        help="Articles: text, web pages, PDF, DOCX, ODT, RTF, mails, feeds, exports (JSON, CSV), agencies' XML, "
        "archives, or folders of them; addresses on the web, with --fetch; - for JSON Lines on standard input.",
    ),
]
Map = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="FIELD=NAME",
        help=f"Which column of an export holds a field ({', '.join(EXPORT_FIELDS)}): title=headline.",
        show_default="by their usual names",
    ),
]
Limit = Annotated[
    list[str] | None,
    typer.Option(
        "--limit",
        metavar="NAME=VALUE",
        help="How much is read at most: article=10MB (one article), parts=1000000 (articles in a file), unpacked=2GB "
        "(an archive), depth=3 (archives in archives), seconds=60 (PDF, addresses), pages=500, memory=1.5GB (PDF).",
        show_default="these",
    ),
]
Fetch = Annotated[
    bool,
    typer.Option("--fetch", help="Read sources that are addresses on the web (https://…), too; nothing is linked on."),
]
AnyLanguage = Annotated[
    bool,
    typer.Option(
        "--any-language", help="Read other languages than English, too: with an --extractor or --model that can."
    ),
]
DecisionsFile = Annotated[
    Path | None,
    typer.Option(
        "--decisions",
        exists=True,
        dir_okay=False,
        help="Who is the same as whom, and who isn't: a Turtle file.",
        show_default="decisions.ttl in the output folder, if it is there",
    ),
]
Known = Annotated[
    list[Path] | None,
    typer.Option(
        "--known",
        exists=True,
        dir_okay=False,
        help="Your list of people, bodies, places (CSV, JSON Lines, Turtle): names are matched to it first; "
        "repeatable.",
        show_default="known.csv, .jsonl, .ttl in that folder",
    ),
]


def options(
    mapped: list[str] | None, limits: list[str] | None, *, fetch: bool, any_language: bool, reads_english: bool
) -> "newsgraph.Options":
    """How sources are read.

    Raises:
        ValueError: what is wanted makes no sense; says why.
    """
    if any_language and reads_english:
        raise ValueError("--any-language needs an --extractor or a --model that reads other languages than English")
    return newsgraph.Options(
        columns=dict(_column(one) for one in mapped or []),
        limits=_limits(limits or []),
        fetch=newsgraph.Fetcher() if fetch else None,
        any_language=any_language,
    )


def _column(told: str) -> tuple[str, str]:
    field, equals, name = told.partition("=")
    if not equals or not name or field not in EXPORT_FIELDS:
        raise ValueError(f"--map wants FIELD=NAME, with one of {', '.join(EXPORT_FIELDS)}; not {printable(told)}")
    return field, name


def _limits(told: list[str]) -> "newsgraph.Limits":
    found: dict[str, float] = {}
    for one in told:
        name, _, value = one.partition("=")
        size = _SIZE.fullmatch(value.strip())
        if name not in LIMITS or size is None or (size[2] and name not in _IN_BYTES):
            raise ValueError(
                f"--limit wants NAME=VALUE, with one of {', '.join(LIMITS)}, and a number (of {', '.join(_IN_BYTES)} "
                f"with kB, MB or GB, if you like); not {printable(one)}"
            )
        number = float(size[1]) * _UNITS[size[2].lower()]
        found[name] = number if name == "seconds" else int(number)
    return newsgraph.Limits(**found)  # type: ignore[arg-type]
