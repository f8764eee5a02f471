"""Answers for /ask, in a worker: the questions that there are, and what the graph answers to one of them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlencode

import msgspec
from pyoxigraph import NamedNode, Store

from newsgraph.questions import Finding, Findings, QuestionError, UnclearNameError, find_question, put, questions
from newsgraph.rdf.iris import Iris
from newsgraph.rdf.named_queries import OWN, PAGE, BrokenQuestionError, NamedQuery, Parameter, meant
from newsgraph.rdf.sparql_errors import QueryError
from newsgraph.server.facts import Facts
from newsgraph.server.media_types import ANSWERS, HTML
from newsgraph.server.messages import Job
from newsgraph.server.negotiation import best
from newsgraph.server.rendering import rendered
from newsgraph.server.sparql import Made, said
from newsgraph.server.things import Link, Told, told

MOST = 1000  # rows on a page
_JSON = "application/json"
_CALLED = {"since": "from", "until": "to"}  # in addresses, as the command's options
_OPTION = re.compile(r"\s*\(--[a-z-]+\)$")


@dataclass(frozen=True, slots=True)
class _Field:
    """A parameter as the form asks for it."""

    name: str
    words: str
    kind: str
    required: bool
    value: str


@dataclass(frozen=True, slots=True)
class _Choice:
    """What may have been meant, and the address that asks it."""

    iri: str
    label: str
    description: str
    path: str


class _Asked:
    """What an address asks.

    Args:
        job: what the server has read of it.
    """

    def __init__(self, job: Job) -> None:
        given = {_CALLED.get(name, name): value.strip() for name, value in job.given.items()}
        self.question = job.text.strip()
        self.everything = given.pop("all", "") not in ("", "0", "false", "no")
        self.limit = _whole(given.pop("limit", ""), PAGE)
        self.values = {name: value for name, value in given.items() if value}
        self.page = job.page

    def address(self, changed: Mapping[str, object]) -> str:
        """The address that asks the same but for what is changed; without the page, the first."""
        asked: dict[str, object] = {"question": self.question, **self.values}
        asked |= {"all": 1} if self.everything else {}
        asked |= {"limit": self.limit} if self.limit != PAGE else {}
        return f"/ask?{urlencode({**asked, **changed})}"


def asking(store: Store, iris: Iris, job: Job, folder: Path) -> Made:
    """The questions that there are; of one that is named, its form and what the graph answers.

    Args:
        store: the graph.
        iris: how it names things.
        job: what is asked.
        folder: the output folder, in which people's own questions may be.
    """
    form = best(job.accept, list(ANSWERS.values()))
    if form is None:
        return said(406, f"answers are told as {', '.join(ANSWERS.values())}")
    try:
        known, notice = questions([folder / OWN]), ""
    except (BrokenQuestionError, OSError) as error:
        known, notice = questions(), str(error).replace(f"{folder}/", "")
    asked = _Asked(job)
    if not asked.question:
        return _catalogue(known, form, notice)
    try:
        question = find_question(asked.question, known)
    except QuestionError:
        likely = meant(asked.question, [one.name for one in known])
        choice = [_Choice(one.name, one.title, "", _form_of(one)) for one in known if one.name == likely]
        return _refused(404, f"no question is called “{asked.question}”", form, None, asked, choice)
    wrong = _wrong(question, asked)
    if wrong and form == HTML and not asked.values:  # nothing is asked yet
        return _page(200, question, asked)
    if wrong:
        return _refused(400, wrong, form, question, asked)
    try:
        found = put(store, question, asked.values, unsure=asked.everything, limit=asked.limit, page=asked.page)
    except UnclearNameError as error:
        return _unclear(error, form, question, asked)
    except (QuestionError, QueryError) as error:
        return _refused(400, str(error), form, question, asked)
    return _answer(Facts(store, iris), found, form, question, asked)


def _catalogue(known: list[NamedQuery], form: str, notice: str) -> Made:
    if form == _JSON:
        listed = [
            {
                "name": one.name,
                "title": one.title,
                "parameters": [
                    {"name": field.name, "kind": field.kind, "required": field.required, "words": field.words}
                    for field in _fields(one, {})
                ],
            }
            for one in known
        ]
        return Made(200, form, msgspec.json.encode({"questions": listed}), {"Vary": "Accept"})
    if form != HTML:
        return said(406, "the list of questions is told as text/html or application/json")
    groups = [
        ("About whom, where and when you like", [_listed(one) for one in known if one.parameters]),
        ("About the whole graph", [_listed(one) for one in known if not one.parameters]),
    ]
    return Made(200, HTML, rendered("questions.html.jinja", groups=groups, notice=notice), {"Vary": "Accept"})


def _listed(question: NamedQuery) -> dict[str, str]:
    sentence = question.worded({one.name: "…" for one in question.parameters if one.required})
    return {
        "name": question.name,
        "title": question.title,
        "sentence": "" if sentence == question.title else sentence,
        "path": _form_of(question),
    }


def _form_of(question: NamedQuery) -> str:
    return f"/ask?{urlencode({'question': question.name})}"


def _answer(facts: Facts, found: Findings, form: str, question: NamedQuery, asked: _Asked) -> Made:
    last = max(1, -(-found.total // asked.limit))
    steps = {"prev": min(found.page - 1, last), "next": found.page + 1 if found.page < last else 0}
    links = [f'<{asked.address({"page": page})}>; rel="{name}"' for name, page in steps.items() if page > 0]
    headers = {"Vary": "Accept", **({"Link": ", ".join(links)} if links else {})}
    if form != HTML:
        return Made(200, form, found.serialize("json" if form == _JSON else "csv"), headers)
    names, rows = ([], []) if found.of_statements else found.columns_for_people()
    return _page(
        200,
        question,
        asked,
        headers=headers,
        found=found,
        last_page=last,
        statements=[_shown(facts, one) for one in found if isinstance(one, Finding)],
        columns=names,
        rows=rows,
    )


def _shown(facts: Facts, one: Finding) -> tuple[Told, dict[str, str]]:
    """A statement as all pages show it, and what else the question asks for."""
    shown = told(facts, NamedNode(one.statement))
    if shown.source and shown.cue and shown.source.words != one.source:  # several say so
        shown = replace(shown, source=Link(one.source))
    return shown, {name: words for name, words in one.more.items() if words}


def _unclear(error: UnclearNameError, form: str, question: NamedQuery, asked: _Asked) -> Made:
    """A choice of those that may be meant (RFC 9110, 15.4.1), or word that nothing is called so."""
    name = _CALLED.get(error.parameter, error.parameter)
    message = f"nothing in the graph is called “{error.name}”"
    if error.borne:
        message = f"“{error.name}” may be one of several"
    choice = [
        _Choice(one.iri, one.label, f"{one.description} · {one.short}", asked.address({name: one.iri}))
        for one in error.candidates
    ]
    return _refused(300 if error.borne and choice else 404, message, form, question, asked, choice, error.borne)


def _refused(
    status: int,
    message: str,
    form: str,
    question: NamedQuery | None,
    asked: _Asked,
    choice: Sequence[_Choice] = (),
    borne: bool = False,
) -> Made:
    if form == _JSON:
        body = msgspec.json.encode({"error": message, "candidates": choice})
        return Made(status, form, body, {"Vary": "Accept"})
    if form != HTML:
        names = "; ".join(f"{one.iri} ({one.label})" for one in choice)
        return said(status, f"{message}: {names}" if names else message)
    return _page(status, question, asked, message=message, choice=choice, borne=borne)


def _page(
    status: int, question: NamedQuery | None, asked: _Asked, headers: dict[str, str] | None = None, **given: object
) -> Made:
    shown: dict[str, object] = {
        "message": "",
        "choice": [],
        "borne": False,
        "found": None,
        "last_page": 1,
        "statements": [],
        "columns": [],
        "rows": [],
    }
    page = rendered(
        "ask.html.jinja",
        question=_listed(question) if question else None,
        fields=_fields(question, asked.values) if question else [],
        everything=asked.everything,
        limit=asked.limit if asked.limit != PAGE else None,
        path=f"{asked.address({})}&",
        with_all=asked.address({"all": 1}),
        as_json=asked.address({"format": "json", "limit": MOST}),
        as_csv=asked.address({"format": "csv", "limit": MOST}),
        **(shown | given),
    )
    return Made(status, HTML, page, headers or {"Vary": "Accept"})


def _fields(question: NamedQuery, values: Mapping[str, str]) -> list[_Field]:
    return [_field(one, values) for one in question.parameters]


def _field(parameter: Parameter, values: Mapping[str, str]) -> _Field:
    name = _CALLED.get(parameter.name, parameter.name)
    words = _OPTION.sub("", parameter.words)
    return _Field(name, words[:1].upper() + words[1:], parameter.kind, parameter.required, values.get(name, ""))


def _wrong(question: NamedQuery, asked: _Asked) -> str:
    """What is wrong with the parameters, in the names that addresses have; empty: nothing."""
    known = _fields(question, asked.values)
    unknown = [name for name in asked.values if name not in {one.name for one in known}]
    if unknown:
        told = f"it has {', '.join(one.name for one in known)}" if known else "it has none"
        return f"this question has no parameter “{unknown[0]}”; {told}"
    missing = [
        f"{one.name} ({one.words[:1].lower()}{one.words[1:]})" for one in known if one.required and not one.value
    ]
    return f"this question needs {' and '.join(missing)}" if missing else ""


def _whole(words: str, otherwise: int) -> int:
    """How many rows somebody wants on a page."""
    return min(max(int(words), 1), MOST) if words.isascii() and words.isdecimal() and len(words) < 7 else otherwise
