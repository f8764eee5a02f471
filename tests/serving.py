"""A running server, as its clients meet it."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from conftest import need

READY = re.compile(r"http://127\.0\.0\.1:(\d+)/")
ALL = "application/sparql-results+json"


@dataclass(frozen=True)
class Response:
    """What curl got."""

    status: int
    headers: dict[str, str]
    text: str

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]

    @property
    def json(self) -> Any:
        return json.loads(self.text)


@dataclass(frozen=True)
class Server:
    """A server at work."""

    port: int
    process: int
    output: IO[str]  # what it says after its address

    def says(self) -> str:
        """The next line that it says."""
        return self.output.readline()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def curl(self, path: str, *options: str, input: bytes | None = None) -> Response:  # noqa: A002
        """Ask as curl does; the path as it stands."""
        command = [need("curl"), "--silent", "--show-error", "--include", "--max-time", "60", "--path-as-is"]
        address = f"{self.url}{path}"
        run = subprocess.run([*command, *options, address], input=input, capture_output=True, check=False)
        assert run.returncode == 0, (run.returncode, run.stderr[:500])
        head, _, body = run.stdout.partition(b"\r\n\r\n")
        first, *lines = head.decode().split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        return Response(int(first.split()[1]), headers, body.decode(errors="replace"))

    def ask(self, query: str, *options: str) -> Response:
        """Put a query by GET."""
        return self.curl("/sparql", "--get", "--data-urlencode", "query@-", *options, input=query.encode())

    def rows(self, query: str) -> list[dict[str, str]]:
        """The rows of a SELECT."""
        answer = self.ask(query, "-H", f"Accept: {ALL}")
        assert answer.status == 200, answer.text
        return [{name: term["value"] for name, term in row.items()} for row in answer.json["results"]["bindings"]]

    def raw(self, content: bytes) -> bytes:
        """What comes back for these bytes."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=30) as connection:
            connection.sendall(content)
            connection.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: connection.recv(65536), b""))


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[Server]:
    """A server on a port that is free."""
    command = [sys.executable, "-m", "newsgraph", "serve", "--graph", str(folder), "--port", "0", *options]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True) as process:
        assert process.stdout
        said = process.stdout.readline()
        found = READY.search(said)
        assert found, said
        try:
            yield Server(int(found[1]), process.pid, process.stdout)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=30)
