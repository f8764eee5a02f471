"""The file of people's decisions: Turtle, one decision a line, what people have written in it left as it is."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from newsgraph.files import write_atomically
from newsgraph.statement_decisions import StatementDecision, statement_decisions
from newsgraph.terminal import printable

if TYPE_CHECKING:
    from pyoxigraph import Quad

_PREFIXES = {
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "prov": "http://www.w3.org/ns/prov#",
    "ng": "https://w3id.org/newsgraph#",
}
_HEAD = "# Decisions of people, which win over the machine's. `newsgraph build` applies them.\n"


class DecisionFile:
    """Decisions about nodes and mentions, by their IRIs, and about statements, by article, sentence and text."""

    def __init__(self, path: Path, *, must_exist: bool = False) -> None:
        self.path, self._must_exist = path, must_exist
        self._compared: list[str] = []  # the lines that `_pairs` are of
        self._pairs: set[frozenset[str]] = set()

    def same(self, one: str, other: str, why: str) -> bool:
        """Decide that two are one; what said that they are two is taken back. False: it is decided already.

        Raises:
            ValueError: the file is no Turtle, or says the opposite in a line of its author's own.
            OSError: it can't be read or written.
        """
        return self._decide(one, "owl:sameAs", f"<{other}>", "owl:differentFrom", why)

    def different(self, one: str, other: str, why: str) -> bool:
        """Decide that two are not one; what said that they are is taken back. False: it is decided already."""
        return self._decide(one, "owl:differentFrom", f"<{other}>", "owl:sameAs", why)

    def rename(self, node: str, label: str) -> bool:
        """Decide what a node is called; another label that was decided is taken back. False: it is decided already."""
        from pyoxigraph import Literal

        lines = self._lines()
        written = str(Literal(label, language="en"))
        line = f"<{node}> rdfs:label {written} ."
        kept = [one for one in lines if not one.startswith(f"<{node}> rdfs:label ")]
        if line in lines:
            return False
        self._write([*kept, line])
        return True

    def names(self, one: str, other: str) -> bool:
        """Whether something is decided about these two."""
        lines = self._lines()
        if lines != self._compared:
            owl = f"<{_PREFIXES['owl']}"
            self._compared = lines
            self._pairs = {
                frozenset((str(quad.subject), str(quad.object)))
                for quad in self._parsed(lines)
                if str(quad.predicate).startswith(owl)
            }
        return frozenset((f"<{one}>", f"<{other}>")) in self._pairs

    def statements(self) -> list[StatementDecision]:
        """What is decided about statements.

        Raises:
            ValueError: the file is no Turtle.
            OSError: it can't be read.
        """
        return statement_decisions(self._parsed(self._lines()))

    def judge(self, decision: StatementDecision, instead_of: Iterable[StatementDecision] = ()) -> bool:
        """Decide about a statement; what was decided before is taken back. False: it is decided already.

        Raises:
            ValueError: the file is no Turtle, or has what is to be taken back in words of its author's own.
            OSError: it can't be read or written.
        """
        decision = self._read(decision.to_turtle()) or decision
        known = self.statements()
        taken_back = [one for one in instead_of if one in known]
        if any(one._replace(reason="") == decision._replace(reason="") for one in known) and not taken_back:
            return False
        self._write([*self._without(taken_back), decision.to_turtle()])
        return True

    def take_back(self, decisions: Iterable[StatementDecision]) -> None:
        """Forget what was decided about statements.

        Raises:
            ValueError: the file is no Turtle, or has it in words of its author's own.
            OSError: it can't be read or written.
        """
        self._write(self._without(decisions))

    def _without(self, decisions: Iterable[StatementDecision]) -> list[str]:
        """The lines without those of some decisions."""
        gone = set(decisions)
        kept = [line for line in self._lines() if not (line.startswith("[ a ng:") and self._read(line) in gone)]
        if gone.intersection(statement_decisions(self._parsed(kept))):
            raise ValueError(f"{self.path} has that in words of its author's own: change it there")
        return kept

    def _read(self, line: str) -> StatementDecision | None:
        """The decision on a statement that a line is, by itself."""
        prefixes = [f"@prefix {prefix}: <{iri}> ." for prefix, iri in _PREFIXES.items()]
        try:
            found = statement_decisions(self._parsed([*prefixes, line]))
        except ValueError:  # one of several lines
            return None
        return found[0] if len(found) == 1 else None

    def _decide(self, one: str, relation: str, other: str, opposite: str, why: str) -> bool:
        lines = self._lines()
        subject = f"<{one}>"
        ways = [(subject, other), (other, subject)]
        if any(line.startswith(f"{a} {relation} {b} .") for line in lines for a, b in ways):
            return False
        kept = [line for line in lines if not any(line.startswith(f"{a} {opposite} {b} .") for a, b in ways)]
        predicate = f"<{_PREFIXES['owl']}{opposite.partition(':')[2]}>"
        said = {(str(quad.subject), str(quad.predicate), str(quad.object)) for quad in self._parsed(kept)}
        if any((a, predicate, b) in said for a, b in ways):
            raise ValueError(f"{self.path} says the opposite in words of its author's own: change it there")
        self._write([*kept, f"{subject} {relation} {other} .  # {printable(why)}"])
        return True

    def _lines(self) -> list[str]:
        try:
            # Turtle's own line ends alone: a literal may hold others, such as U+2028.
            return self.path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
        except FileNotFoundError:
            if self._must_exist:
                raise
            return _HEAD.splitlines()
        except UnicodeDecodeError as error:
            raise ValueError(f"{self.path} is not UTF-8 text") from error

    def _write(self, lines: list[str]) -> None:
        text = "\n".join(lines)
        missing = [
            f"@prefix {prefix}: <{iri}> ."
            for prefix, iri in _PREFIXES.items()
            if not re.search(rf"^@prefix\s+{prefix}:\s*<{re.escape(iri)}>", text, re.MULTILINE)
        ]
        comments = next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines))
        content = [*lines[:comments], *missing, *lines[comments:]]
        self._parsed(content)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(self.path, "\n".join([*content, ""]).encode())

    def _parsed(self, lines: list[str]) -> "list[Quad]":
        from pyoxigraph import RdfFormat, parse

        try:
            return list(parse(input="\n".join(lines).encode(), format=RdfFormat.TURTLE))
        except SyntaxError as error:
            raise ValueError(f"{self.path} is no Turtle: {error}") from error
