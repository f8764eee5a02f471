"""A briefing as Markdown and as an HTML page; what the articles say stays words, whatever it looks like."""

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from newsgraph.briefing.dates import in_words
from newsgraph.briefing.model import Briefing, Line, Reference

FORMATS = ("markdown", "html")

# What Markdown (CommonMark 0.31, with GitHub's additions) gives a meaning within a line; and what it gives one at the
# beginning of a line, where words of articles stand behind a bullet.
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~$&^]|(?<=\w)[:@](?=[\w/])|(?<=www)\.", re.IGNORECASE)
# What a terminal may obey, or what turns round the text after it.
_OBEYED = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]")
_BEGINNING = re.compile(r"^(\d{1,9})([.)])|^([-+=])")


def written(briefing: Briefing, form: str) -> str:
    """The briefing in a format.

    Args:
        briefing: what is told.
        form: "markdown" (with footnotes as GitHub and Pandoc have them) or "html" (a page that asks no other host for
            anything).

    Raises:
        ValueError: there is no such format.
    """
    if form == "markdown":
        return _markdown().get_template("briefing.md.jinja").render(_told(briefing))
    if form == "html":
        style = files(__package__).joinpath("templates", "briefing.css").read_text(encoding="utf-8")
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        given = {"style": Markup(style), "policy": f"default-src 'none'; style-src 'sha256-{digest}'"}
        return _html().get_template("briefing.html.jinja").render(_told(briefing) | given)
    raise ValueError(f"no format {form!r}: there is {' and '.join(FORMATS)}")


def _told(briefing: Briefing) -> dict[str, object]:
    """What the templates know."""
    notes = {one.number: one for one in briefing.references}
    happened = [(_day(line), line) for line in briefing.happened]
    functions = {"when": in_words, "also_in": _also_in, "unended": _unended}
    return {"briefing": briefing, "notes": notes, "happened": happened, **functions}


def _unended(text: str) -> str:
    """A sentence that goes on: without its full stop."""
    return text.removesuffix(".")


def _day(line: Line) -> str:
    """When an event was; of one whose date is not told, when it was reported."""
    if line.date:
        return in_words(line.date)
    return f"reported {in_words(line.reported)}" if line.reported else "no date told"


def _also_in(line: Line, notes: dict[int, Reference]) -> list[str]:
    """The titles of the other articles that tell the same."""
    first, *others = (notes[number] for number in line.references)
    return list(dict.fromkeys(_unended(one.title) for one in others if one.article != first.article))


def escaped(words: object) -> str:
    """Words that Markdown takes for words and a terminal obeys nothing of, on one line."""
    if isinstance(words, Markup):
        return str(words)
    line = " ".join(_OBEYED.sub("", str(words)).split())
    line = _SPECIAL.sub(lambda found: f"\\{found[0]}", line)
    return _BEGINNING.sub(lambda found: f"{found[1] or ''}\\{found[2] or found[3]}", line)


@cache
def _markdown() -> Environment:
    """Templates that escape, as Markdown, all that is put into them and nothing that stands in them."""
    return _templates(finalize=escaped)


@cache
def _html() -> Environment:
    return _templates(autoescape=True)


def _templates(**options: Any) -> Environment:
    loader = PackageLoader("newsgraph.briefing")
    return Environment(loader=loader, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, **options)
