"""How long people wait for an answer: the first page of each ready question, and why mentions are of one node.

python tests/benchmarks/asking.py GRAPH

GRAPH is the output folder of a build. Each question is a command of its own, as people ask it, about the actors and
the place that articles mention most. Times are of the processor, with what it takes to start.
"""

import os
import subprocess
import sys
from pathlib import Path

from tables import Row, print_table

import newsgraph
from newsgraph.questions.catalogue import questions

_OFTEN = """SELECT ?node WHERE {{ ?mention itsrdf:taIdentRef ?node . ?node a ng:{kind}  }}
GROUP BY ?node ORDER BY DESC(COUNT(?mention)) ?node LIMIT 1"""


def seconds(*arguments: str) -> float:
    """Seconds of processor time that a command of newsgraph takes.

    Raises:
        ChildProcessError: it fails.
    """
    command = subprocess.Popen([sys.executable, "-m", "newsgraph", *arguments], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(command.pid, 0)
    command.returncode = os.waitstatus_to_exitcode(status)
    if command.returncode:
        raise ChildProcessError(f"newsgraph {' '.join(arguments)}: exit status {command.returncode}")
    return used.ru_utime + used.ru_stime


def measure(graph: Path) -> Row:
    """The slowest of the questions, and of the reasons."""
    asked = newsgraph.KnowledgeGraph.open(graph)
    often = {
        kind: next(iter(asked.query(_OFTEN.format(kind=kind)).rows))[0].value
        for kind in ("Person", "Organization", "Place")
    }
    folder, answers = ("--graph", str(graph)), {}
    for one in questions():
        needed = [parameter for parameter in one.parameters if parameter.required]
        answers[one.name] = seconds("ask", one.name, *list(often.values())[: len(needed)], *folder)
    reasons = {kind: seconds("why", node, *folder) for kind, node in often.items()}
    slowest = max(answers, key=lambda name: answers[name])
    figures = {
        "question_s": answers[slowest],
        "why_s": max(reasons.values()),
        **{f"why_{kind.lower()}_s": taken for kind, taken in reasons.items()},
        **{f"{name}_s": taken for name, taken in answers.items()},
    }
    said = f"processor seconds for the slowest of {len(answers)} questions ({slowest}), and why mentions are of one"
    return Row("asking", figures, ("question_s", "why_s"), said)


def main() -> None:
    """Print the row."""
    print_table([measure(Path(sys.argv[1]))])


if __name__ == "__main__":
    main()
