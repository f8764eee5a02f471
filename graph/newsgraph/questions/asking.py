"""Puts questions to a graph: parameters into values, a page of rows, and how much more there is."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Store

from newsgraph.questions.catalogue import by_place, find_question, questions
from newsgraph.questions.describing import Describer
from newsgraph.questions.findings import Findings
from newsgraph.questions.model import Finding, QuestionError, Row
from newsgraph.questions.naming import Naming
from newsgraph.questions.walking import COLUMNS, walk
from newsgraph.rdf.literals import plain
from newsgraph.rdf.named_queries import PAGE, NamedQuery, meant
from newsgraph.rdf.query import ask as query
from newsgraph.rdf.query import counted

_PYTHONIC = {"from": "since", "from_": "since", "to": "until", "to_": "until"}
_DATES = ("since", "until")
_EVER = {"since": "0001-01-01", "until": "9999-12-31"}
_OPTIONS = {"since": "since (--from)", "until": "until (--to)"}
_STATEMENT = "statement"  # the variable that makes a row a statement
_KNOWN = {_STATEMENT, "date"}  # of a statement's row, what it has anyway

Solution = Mapping[str, object]


def ask(
    store: Store,
    name: str,
    names: Sequence[str],
    given: Mapping[str, object],
    *,
    unsure: bool = False,
    limit: int | None = PAGE,
    page: int = 1,
    queries: Path | str | None = None,
) -> Findings:
    """A page of the answer to the question of a name; `newsgraph.KnowledgeGraph.ask` says more.

    Raises:
        QuestionError: there is no such question, or a parameter is missing, unknown or no date.
        UnclearNameError: nothing is called as a name, or several are.
        QueryError: a question of the folder is no SPARQL.
    """
    question = find_question(name, questions([Path(queries)] if queries is not None else []))
    return put(store, question, by_place(question, names, given), unsure=unsure, limit=limit, page=page)


def put(
    store: Store,
    question: NamedQuery,
    given: Mapping[str, object],
    *,
    unsure: bool = False,
    limit: int | None = PAGE,
    page: int = 1,
) -> Findings:
    """A page of the answer to a question.

    Args:
        store: the graph.
        question: the question.
        given: the values of its parameters, as people write them; what is None or empty counts as not given.
        unsure: whether to tell what is not sure, too.
        limit: how many rows make a page; None: all are told.
        page: which page, from 1.

    Raises:
        QuestionError: a parameter is missing or unknown, a date or number is none, or there is no such page.
        UnclearNameError: no node is called as one is given, or several are.
        QueryError: the question is no SPARQL.
    """
    if page < 1 or (limit is not None and limit < 0):
        raise QuestionError(f"there is no page {page} of {limit} rows: pages count from 1")
    told = {_PYTHONIC.get(name, name): str(value) for name, value in given.items() if value not in (None, "")}
    _check(question, told)
    naming = Naming(store)
    found = {one.name: naming.values(one, told[one.name]) for one in question.parameters if one.name in told}
    called = {name: words for name, (_, words) in found.items()}
    asked = _Asked(store, question, {name: values for name, (values, _) in found.items()}, unsure=unsure)
    offset = (page - 1) * (limit or 0)
    columns, solutions = asked.solutions(limit, offset)
    total = asked.number(unsure=unsure)
    held_back = asked.number(unsure=True) - total if question.of_all != question.text and not unsure else 0
    other_days, undated = (0, 0) if total or told.keys().isdisjoint(_DATES) else asked.numbers_of_other_days()
    describer = Describer(store)
    is_statements = _STATEMENT in columns
    return Findings(
        question=question.name,
        sentence=question.worded(called),
        meant=called,
        known={
            one.name: naming.described(found[one.name][0][0])
            for one in question.parameters
            if one.name in found and one.kind in ("node", "place")
        },
        columns=tuple(one for one in columns if not (is_statements and one in _KNOWN)),
        of_statements=is_statements,
        rows=tuple(_row(one, describer, is_statements=is_statements) for one in solutions),
        total=total,
        held_back=held_back,
        other_days=other_days,
        undated=undated,
        page=page,
        limit=limit,
    )


class _Asked:
    """A question with the values of its parameters."""

    def __init__(
        self, store: Store, question: NamedQuery, values: Mapping[str, Sequence[NamedNode | Literal]], *, unsure: bool
    ) -> None:
        self._store, self._question, self._values, self._unsure = store, question, values, unsure
        self._walked: list[Solution] | None = None

    def solutions(self, limit: int | None, offset: int) -> tuple[list[str], list[Solution]]:
        """The columns of the answer, and some of its rows."""
        if self._question.walk:
            columns, rows = self._way()
        else:
            pages = self._question.has_pages
            text = self._question.sparql(
                self._values, unsure=self._unsure, limit=limit if pages else None, offset=offset if pages else 0
            )
            answer = query(self._store, text)
            columns = answer.columns
            rows = [dict(zip(columns, row, strict=True)) for row in answer.rows]
            if pages:
                return columns, rows
        return columns, rows[offset:] if limit is None else rows[offset : offset + limit]

    def number(self, *, unsure: bool) -> int:
        """How many rows the whole answer has."""
        if self._question.walk:
            found = len(self._way()[1])
            if found or not unsure or self._unsure:
                return found
            return len(walk(self._store, self._question, self._values, unsure=True))
        return counted(self._store, self._question, self._values, unsure=unsure)

    def numbers_of_other_days(self) -> tuple[int, int]:
        """How many rows have a date, whichever, and how many have none, if no days were asked for."""
        values = {name: value for name, value in self._values.items() if name not in _DATES}
        number = counted(self._store, self._question, values, unsure=self._unsure)
        ever = {one.name: [plain(_EVER[one.name])] for one in self._question.parameters if one.name in _EVER}
        dated = counted(self._store, self._question, {**values, **ever}, unsure=self._unsure)
        return dated, number - dated

    def _way(self) -> tuple[list[str], list[Solution]]:
        walked = self._walked
        if walked is None:
            walked = self._walked = [*walk(self._store, self._question, self._values, unsure=self._unsure)]
        return list(COLUMNS), walked


def _check(question: NamedQuery, given: Mapping[str, str]) -> None:
    """Let only values of parameters pass that a question has, and all that it must have.

    Raises:
        QuestionError: one is unknown, or missing.
    """
    known = {one.name: one for one in question.parameters}
    for name in given:
        if name not in known:
            likely = meant(name, known)
            told = f"did you mean {likely}?" if likely else f"it has {', '.join(known) or 'no parameters'}"
            raise QuestionError(f"{question.name} has no parameter {_OPTIONS.get(name, name)}; {told}")
    for one in question.parameters:
        if one.required and one.name not in given:
            raise QuestionError(f"{question.name} needs {one.name}: {one.words}")


def _row(solution: Solution, describer: Describer, *, is_statements: bool) -> Finding | Row:
    node = solution.get(_STATEMENT)
    if is_statements and isinstance(node, NamedNode):
        return describer.finding(node, {name: value for name, value in solution.items() if name not in _KNOWN})
    return Row({name: describer.shown(value) for name, value in solution.items()})
