"""What is checked before any request is answered, and which headers every answer has."""

from ipaddress import ip_address

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PAGES = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
# The editor (CodeMirror) measures and places its lines with styles of its own.
EDITOR = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' "
    "data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
PICTURE = "frame-ancestors 'none'"  # beside the policy that the page itself has
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class Safety:
    """Refuses requests for other hosts and adds headers.

    A web page elsewhere can have its own host name lead to this machine ("DNS rebinding"), and would then read answers
    as its own. So a request has to name this machine by an address, as localhost, or by a name that it was told.

    Args:
        app: what answers.
        names: further host names of the server.
    """

    def __init__(self, app: ASGIApp, names: tuple[str, ...]) -> None:
        self._app = app
        self._names = {name.lower() for name in names} | {"localhost"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _ALWAYS.items():
                    headers[name] = value
                headers.setdefault("Content-Security-Policy", PAGES)
                headers.setdefault("Cache-Control", "no-cache")
            await send(message)

        if self._is_ours(Headers(scope=scope).getlist("host")):
            await self._app(scope, receive, with_headers)
        else:
            refusal = PlainTextResponse("this server is not known by that name (--name)\n", 421)
            await refusal(scope, receive, with_headers)

    def _is_ours(self, hosts: list[str]) -> bool:
        if len(hosts) != 1:
            return False
        name = _without_port(hosts[0].strip().lower())
        if name.rstrip(".") in self._names:
            return True
        try:
            ip_address(name)
        except ValueError:
            return False
        return True


def _without_port(host: str) -> str:
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.rpartition(":")[0] if host.count(":") == 1 else host
