"""Questions that have a name: SPARQL in files, each with a head that says what it asks and which parameters it takes.

A file is a SELECT that also works as it stands. Comments say the rest: the head, and marks at the ends of lines.

    # title: Who says what
    # sentence: What {by} says[ about {about}]
    # parameter: by node: who says it
    # parameter: about node: whom or what it is about
    SELECT ?statement WHERE {
      VALUES ?by { UNDEF } ?statement ng:saidBy ?by .             # given by
      VALUES ?about { UNDEF } ?statement rdf:subject ?about .     # given about
      ?graph ng:minConfidence ?least . FILTER(…)                  # only what is sure
    } ORDER BY ?statement LIMIT 20                                # page

`VALUES ?by { UNDEF }` is where the values of a parameter go; as it stands, it asks for anything.

| mark | the line |
| --- | --- |
| `# given NAME` | counts only if the parameter is given |
| `# given NAME or NAME` | counts only if one of them is given |
| `# only what is sure` | is left out where everything is asked for |
| `# page` | ends with the order and the LIMIT of a page of 20 |
| `# reach` | has a LIMIT that reaches to the end of that page |
| `# unless NAME` | counts only if the parameter is not given |
| `# rows`, `# end of rows` | open and close the part that has a row for each row of the answer: what is counted |
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal, get_args

from newsgraph.rdf.sparql_errors import tokens

Kind = Literal["node", "place", "text", "date", "number"]
KINDS: tuple[Kind, ...] = get_args(Kind)
PAGE = 20  # rows
OWN = "queries"  # the folder of people's own questions in the output folder

_PARAMETER = re.compile(r"(?P<name>[a-z][a-z0-9_]*) (?P<kind>[a-z]+)(?P<place> required| positional)?: (?P<words>.+)")
_HEAD = re.compile(r"#\s*(title|sentence|parameter|walk):\s*(.*?)\s*")
_ONE_MARK = (
    r"(?:(?:given|unless) [a-z][a-z0-9_]*(?: or [a-z][a-z0-9_]*)*|only what is sure|page|reach|rows|end of rows)"
)
_MARKS = re.compile(rf"#\s*({_ONE_MARK}(?:, {_ONE_MARK})*)\s*$")
_LIMIT = re.compile(r"\bLIMIT\s+\d+", re.IGNORECASE)
_OPTIONAL = re.compile(r"\[([^\[\]|]*)(?:\|([^\[\]]*))?\]")
_SLOT = re.compile(r"\{([a-z][a-z0-9_]*)\}")


class BrokenQuestionError(ValueError):
    """A file that is no named question; says which and why."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question can be given."""

    name: str
    kind: Kind
    required: bool
    positional: bool  # whether its value is given by its place, too: `newsgraph ask between Saldo Moscow`
    words: str  # what it stands for, for people


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A question with a name; `text` asks for what is sure (`ng:minConfidence` of the graph) alone."""

    name: str
    title: str
    text: str
    sentence: str = ""
    parameters: tuple[Parameter, ...] = ()
    walk: tuple[str, ...] = ()  # of a question for a way between two: the variable of what a statement ties together

    @property
    def of_all(self) -> str:
        """The same question about all statements, however sure."""
        return "".join(line for line in self._lines if "only what is sure" not in _marks(line))

    @property
    def _lines(self) -> list[str]:
        return self.text.splitlines(keepends=True)

    def worded(self, given: Mapping[str, str]) -> str:
        """What it asks with some values, in words: "What Kyrylo Budanov says about Kherson"."""
        words = _OPTIONAL.sub(
            lambda part: part[1] if all(slot in given for slot in _SLOT.findall(part[1])) else part[2] or "",
            self.sentence or self.title,
        )
        return " ".join(_SLOT.sub(lambda slot: given.get(slot[1], f"a {slot[1]}"), words).split())

    def sparql(
        self,
        given: Mapping[str, Sequence[object]] | None = None,
        *,
        unsure: bool = False,
        limit: int | None = None,
        offset: int = 0,
    ) -> str:
        """The question as SPARQL.

        Args:
            given: the values of parameters: terms of pyoxigraph, which write themselves as SPARQL does.
            unsure: whether to ask for what is not sure, too.
            limit: how many rows, where the question has pages; None: all.
            offset: how many rows to pass over.
        """
        return "".join(self._chosen(given or {}, unsure=unsure, limit=limit, offset=offset))

    def counting(self, given: Mapping[str, Sequence[object]] | None = None, *, unsure: bool = False) -> str:
        """The question for how many rows the answer has, as `?number`."""
        lines = self._chosen(given or {}, unsure=unsure, limit=None, offset=0, ordered=False)
        marks = ["".join(_marks(line)) for line in lines]
        if "rows" in marks:
            end = "end of rows" if "end of rows" in marks else "page"
            counted = "".join(lines[marks.index("rows") + 1 : marks.index(end) + 1])
        else:
            counted = "".join(lines)
        prologue, select = _taken_apart(self.text)[0], _taken_apart(counted)[1]
        return f"{prologue}SELECT (COUNT(*) AS ?number) WHERE {{ {{ {select}\n}} }}"

    @property
    def has_pages(self) -> bool:
        """Whether it can be asked for some rows alone."""
        return any("page" in _marks(line) for line in self._lines)

    def _chosen(
        self,
        given: Mapping[str, Sequence[object]],
        *,
        unsure: bool,
        limit: int | None,
        offset: int,
        ordered: bool = True,
    ) -> list[str]:
        chosen = []
        for line in self._lines:
            marks = _marks(line)
            if ("only what is sure" in marks and unsure) or not _counts(marks, given):
                continue
            for one, values in given.items():
                line = line.replace(_slot(one), f"VALUES ?{one} {{ {' '.join(map(str, values))} }}")
            if "page" in marks and not ordered:
                line = re.sub(r"ORDER\s+BY.*$", "", line.partition("#")[0]) + "# page\n"
            elif "page" in marks or "reach" in marks:
                line = _limited(line, "page" if "page" in marks else "reach", limit, offset)
            chosen.append(line)
        return chosen


def ready_questions() -> list[NamedQuery]:
    """The questions that ship with newsgraph and need no parameters, by name."""
    return of_folder(files("newsgraph.rdf") / "queries")


def of_folder(folder: Traversable) -> list[NamedQuery]:
    """The questions of a folder (`*.rq`), by name.

    Raises:
        BrokenQuestionError: a file is no question.
        OSError: it can't be read.
    """
    found = (file for file in folder.iterdir() if file.name.endswith(".rq"))
    return [of_file(file) for file in sorted(found, key=lambda file: file.name)]


def of_file(file: Traversable | Path) -> NamedQuery:
    """The question of a file, called as the file is.

    Raises:
        BrokenQuestionError: it is no question.
        OSError: it can't be read.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise BrokenQuestionError(f"{file}: not UTF-8 text") from error
    name = file.name.removesuffix(".rq")
    heads = [match for match in map(_HEAD.fullmatch, text.splitlines()) if match]
    told = {key: [head[2] for head in heads if head[1] == key] for key in ("title", "sentence", "parameter", "walk")}
    parameters = tuple(_parameter(one, file, first=not n) for n, one in enumerate(told["parameter"]))
    marks = [mark for line in text.splitlines() for mark in _marks(line)]
    conditions = (mark.partition(" ") for mark in marks)
    marked = {name for word, _, names in conditions if word in ("given", "unless") for name in names.split(" or ")}
    walk = tuple((told["walk"] or [""])[0].split())
    declared = [one.name for one in parameters if not walk]
    for one in declared:
        if _slot(one) not in text or declared.count(one) > 1:
            raise BrokenQuestionError(f"{file}: parameter {one}: declared once, and a line has to have {_slot(one)!r}")
    for one in sorted(marked.difference(declared)):
        raise BrokenQuestionError(f"{file}: {one}, which a line counts with or without, is no parameter")
    title, sentence = (told["title"] or [name])[0], (told["sentence"] or [""])[0]
    return NamedQuery(name, title, text, sentence, parameters, walk)


def meant(name: str, names: Iterable[str]) -> str | None:
    """Which of some names somebody means who has written another one."""
    folded = {_plain(one): one for one in names}
    near = get_close_matches(_plain(name), folded, n=1, cutoff=0.7)
    return folded[near[0]] if near else None


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold())


def _parameter(head: str, file: Traversable | Path, *, first: bool) -> Parameter:
    match = _PARAMETER.fullmatch(head)
    kind = next((one for one in KINDS if match and match["kind"] == one), None)
    if match is None or kind is None:
        raise BrokenQuestionError(
            f"{file}: parameter {head!r}: a name, a kind ({', '.join(KINDS)}), perhaps 'required' or 'positional', "
            "a colon and what it is"
        )
    required = match["place"] == " required"
    return Parameter(match["name"], kind, required, first or match["place"] is not None, match["words"])


def _marks(line: str) -> tuple[str, ...]:
    """What the end of a line says of it."""
    match = _MARKS.search(line)
    return tuple(match[1].split(", ")) if match else ()


def _counts(marks: Iterable[str], given: Iterable[str]) -> bool:
    """Whether a line counts where some parameters are given."""
    known = set(given)
    for mark in marks:
        word, _, rest = mark.partition(" ")
        if word in ("given", "unless") and known.isdisjoint(rest.split(" or ")) == (word == "given"):
            return False
    return True


def _slot(parameter: str) -> str:
    """Where the values of a parameter go."""
    return f"VALUES ?{parameter} {{ UNDEF }}"


def _limited(line: str, mark: str, limit: int | None, offset: int) -> str:
    """A line with its LIMIT as it is asked for."""
    if limit is None:
        told = ""
    elif mark == "reach":
        told = f"LIMIT {offset + limit}"
    else:
        told = f"LIMIT {limit} OFFSET {offset}" if offset else f"LIMIT {limit}"
    return _LIMIT.sub(told, line)


def _taken_apart(text: str) -> tuple[str, str]:
    """A query's prefixes, and what follows."""
    start = next((token.start for token in tokens(text) if token.text.upper() == "SELECT"), 0)
    return text[:start], text[start:]
