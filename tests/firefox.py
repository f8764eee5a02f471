"""A real Firefox, driven by its own Marionette protocol (WebDriver's commands as JSON over a socket)."""

import json
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_PREFERENCES = {
    "marionette.port": 0,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
}
_PATIENCE = 60  # seconds


class Firefox:
    """A window of Firefox."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=_PATIENCE)
        self._number = 0
        self._receive()  # its greeting
        self._ask("WebDriver:NewSession", {"capabilities": {"alwaysMatch": {"acceptInsecureCerts": True}}})
        self._ask("WebDriver:SetTimeouts", {"script": _PATIENCE * 1000})

    def open(self, address: str) -> None:
        self._ask("WebDriver:Navigate", {"url": address})

    def run(self, body: str, *arguments: Any) -> Any:
        """What a function's body returns, or what its promise comes to."""
        script = (
            "const done = arguments[arguments.length - 1]; (async (...args) => {" + body + "})(...arguments).then(done)"
        )
        return self._ask("WebDriver:ExecuteAsyncScript", {"script": script, "args": arguments, "sandbox": None})[
            "value"
        ]

    def quit(self) -> None:
        self._ask("Marionette:Quit", {"flags": ["eForceQuit"]})
        self._socket.close()

    def _ask(self, command: str, parameters: dict[str, Any]) -> Any:
        self._number += 1
        text = json.dumps([0, self._number, command, parameters]).encode()
        self._socket.sendall(b"%d:%s" % (len(text), text))
        _, number, error, result = self._receive()
        assert number == self._number
        assert error is None, error["message"]
        return result

    def _receive(self) -> Any:
        length = b""
        while (letter := self._socket.recv(1)) != b":":
            length += letter
        text = b""
        while len(text) < int(length):
            text += self._socket.recv(int(length) - len(text))
        return json.loads(text)


@contextmanager
def firefox(program: str, profile: Path) -> Iterator[Firefox]:
    """A Firefox without a window, with a profile of its own."""
    profile.mkdir()
    told = "".join(f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in _PREFERENCES.items())
    (profile / "user.js").write_text(told, "utf-8")
    command = [program, "--headless", "--marionette", "--no-remote", "--profile", str(profile)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        port = profile / "MarionetteActivePort"
        end = time.monotonic() + _PATIENCE
        while not (port.exists() and port.read_text("utf-8").strip()):
            assert process.poll() is None, "Firefox ended"
            assert time.monotonic() < end, "Firefox did not answer"
            time.sleep(0.1)
        window = Firefox(int(port.read_text("utf-8")))
        yield window
        window.quit()
        process.wait(timeout=_PATIENCE)
    finally:
        process.kill()
