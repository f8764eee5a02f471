"""Parsers in a process of their own that can be stopped: a document is a program, maybe a hostile one."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

from newsgraph.articles.article import UnusableError
from newsgraph.articles.given_input import Limits


def run_apart(module: str, data: bytes, limits: Limits, *arguments: int, what: str) -> Any:
    """What a module of `newsgraph.articles` makes of a document: its standard output, as JSON.

    Args:
        module: the module's name; its first argument is how many bytes of memory it may take.
        data: the document, for its standard input.
        limits: how long it may take, in seconds, and how much memory, in bytes.
        arguments: further arguments.
        what: what the document is called in messages ("a PDF").

    Raises:
        UnusableError: it takes too long or too much memory, or the module says what is wrong with it.
    """
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    command = [sys.executable, "-m", f"newsgraph.articles.{module}", *map(str, (limits.memory, *arguments))]
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=limits.seconds, env=environment, check=False
        )
    except subprocess.TimeoutExpired:
        raise UnusableError(f"{what} that takes longer than {limits.seconds:g} seconds") from None
    try:
        found = json.loads(done.stdout)
    except ValueError:
        raise UnusableError(f"{what} that cannot be read: too large for the memory, or broken") from None
    if error := found.get("error"):
        raise UnusableError(error)
    return found


def answer(make: Callable[..., dict[str, Any]]) -> None:
    """Be such a process: hand standard input and the arguments after the first to a function, print what it returns."""
    memory, *arguments = map(int, sys.argv[1:])
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    except (ImportError, ValueError, OSError):  # not on Windows
        pass
    print(json.dumps(make(sys.stdin.buffer.read(), *arguments)))
