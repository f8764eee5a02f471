"""The questions that there are: those that ship with newsgraph, and those of people's own folders."""

from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path

from newsgraph.questions.model import QuestionError
from newsgraph.rdf.named_queries import NamedQuery, meant, of_folder, ready_questions


def questions(folders: Iterable[Path] = ()) -> list[NamedQuery]:
    """All questions that can be asked, by name; of several of one name, that of the last folder.

    Args:
        folders: people's own folders of questions (`*.rq`); one that is not there is passed over.

    Raises:
        BrokenQuestionError: a file in them is no question.
        OSError: it can't be read.
    """
    found = {one.name: one for one in ready_questions()}
    found |= {one.name: one for one in questions_with_arguments()}
    for folder in folders:
        if folder.is_dir():
            found |= {one.name: one for one in of_folder(folder)}
    return [found[name] for name in sorted(found)]


def questions_with_arguments() -> list[NamedQuery]:
    """The questions that ship with newsgraph for `newsgraph ask`, by name."""
    return of_folder(files(__package__) / "queries")


def find_question(name: str, known: Iterable[NamedQuery]) -> NamedQuery:
    """The question of a name.

    Raises:
        QuestionError: there is none; says which may be meant.
    """
    by_name = {one.name: one for one in known}
    if name in by_name:
        return by_name[name]
    likely = meant(name, by_name)
    told = f"did you mean {likely}?" if likely else f"there are {', '.join(by_name)}"
    raise QuestionError(f"no question is called {name}; {told}")


def by_place(question: NamedQuery, names: Sequence[str], given: Mapping[str, object]) -> dict[str, object]:
    """The values of a question's parameters, with those that are given by place.

    Several words for one place are one name.

    Raises:
        QuestionError: there are more than the question has places for.
    """
    free = [one.name for one in question.parameters if one.positional and given.get(one.name) in (None, "")]
    if len(free) == 1 and len(names) > 1:
        names = [" ".join(names)]
    if len(names) > len(free):
        told = f"takes {len(free)} by place" if free else "takes no further name by place"
        raise QuestionError(f"{question.name} {told}; a name of several words stands in quotation marks")
    return {**given, **dict(zip(free, names, strict=False))}
