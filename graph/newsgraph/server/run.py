"""Runs the server until it is told to stop."""

import socket
from collections.abc import Callable

import uvicorn

from newsgraph.server.app import application
from newsgraph.server.patience import PatientProtocol
from newsgraph.server.settings import Settings

_HEAD = 2**16  # bytes of an address and headers
_CONNECTIONS = 2000
_BACKLOG = 1024


def listen(settings: Settings) -> socket.socket:
    """Take the address: from now on, who connects waits.

    Raises:
        OSError: somebody else has it, or this machine is not called so.
    """
    family, kind, protocol, _, address = socket.getaddrinfo(
        settings.host.strip("[]"), settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    listener = socket.socket(family, kind, protocol)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(_BACKLOG)
    except OSError:
        listener.close()
        raise
    return listener


def run(settings: Settings, listener: socket.socket, tell: Callable[[str], None]) -> None:
    """Serve on an address that was taken, until a signal comes (SIGINT or SIGTERM).

    Args:
        settings: what is served, and how much one question may take.
        listener: the address.
        tell: is told what the operator should know, in a sentence.
    """

    class Protocol(PatientProtocol):
        patience = settings.patience

    config = uvicorn.Config(
        application(settings, tell),
        http=Protocol,
        ws="none",
        loop="asyncio",
        lifespan="on",
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=3,
        limit_concurrency=_CONNECTIONS,
        h11_max_incomplete_event_size=_HEAD,
        backlog=_BACKLOG,
    )
    uvicorn.Server(config).run([listener])
