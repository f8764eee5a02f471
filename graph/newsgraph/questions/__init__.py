"""Questions for people who write no SPARQL: named, with arguments, answered in sentences."""

from newsgraph.questions.asking import ask, put
from newsgraph.questions.catalogue import by_place, find_question, questions, questions_with_arguments
from newsgraph.questions.findings import Findings
from newsgraph.questions.model import Candidate, Finding, QuestionError, Row, UnclearNameError

__all__ = [
    "Candidate",
    "Finding",
    "Findings",
    "QuestionError",
    "Row",
    "UnclearNameError",
    "ask",
    "by_place",
    "find_question",
    "put",
    "questions",
    "questions_with_arguments",
]
