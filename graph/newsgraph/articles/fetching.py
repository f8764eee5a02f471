"""Pages at addresses on the web: fetched only if asked to, as a guest does, and never from a private network."""

import ipaddress
import socket
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final, Self
from urllib.parse import urljoin

from newsgraph.articles.article import UnusableError
from newsgraph.articles.given_input import Limits, too_large

if TYPE_CHECKING:
    from protego import Protego
    from urllib3.connection import HTTPConnection
    from urllib3.response import BaseHTTPResponse

AGENT: Final = "newsgraph"
_LIBRARIES: Final = ("certifi", "protego", "urllib3")
_PORTS: Final = {"http": 80, "https": 443}
_MAX_REDIRECTS: Final = 5  # RFC 9309 asks for as many where robots.txt was moved
_MAX_ADDRESSES: Final = 3  # of one host, that are tried
_CONNECT_SECONDS: Final = 10.0  # for each of them
_ROBOTS: Final = Limits(article=512_000)  # RFC 9309 asks for 500 KiB at least
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")
_COMPATIBLE: Final = ipaddress.ip_network("::/96")
_MOVED: Final = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered: its bytes, the address in the end, and its media type."""

    data: bytes
    address: str
    media_type: str


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet, and so is each that it leads on to.

    IPv6 addresses may hold one of IPv4: mapped and compatible (RFC 4291), 6to4 (RFC 3056), Teredo (RFC 4380), NAT64
    (RFC 6052).
    """
    one = ipaddress.ip_address(address.partition("%")[0])
    inner: list[ipaddress.IPv4Address | ipaddress.IPv6Address | None] = [one]
    if isinstance(one, ipaddress.IPv6Address):
        inner = [one.ipv4_mapped] if one.ipv4_mapped else [one, one.sixtofour, *(one.teredo or ())]
        if one in _NAT64 or one in _COMPATIBLE:
            inner.append(ipaddress.IPv4Address(int(one) & 0xFFFFFFFF))
        if one.is_site_local:
            return False
    return all(each is None or (each.is_global and not each.is_multicast) for each in inner)


def addresses_of(host: str, port: int) -> list[str]:
    """The IP addresses of a host. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


@dataclass(slots=True)
class Fetcher:
    """Fetches pages, one after the other.

    It says who it is (its user agent is "newsgraph"), keeps to robots.txt (RFC 9309), waits between two requests to a
    host, follows redirects as far as each of them is allowed as if it had been named, and connects only to addresses
    that it has checked, so that a name can't lead elsewhere in between. Proxies are not used.

    Args:
        pause: seconds between two requests to one host; more, where its robots.txt asks for more.
        resolve: the IP addresses of a host and port.
        allows: whether an IP address may be asked.
        sleep: waits for some seconds.
    """

    pause: float = 1.0
    resolve: Callable[[str, int], Iterable[str]] = addresses_of
    allows: Callable[[str], bool] = is_public
    sleep: Callable[[float], None] = time.sleep
    _robots: dict[str, "Protego | UnusableError | None"] = field(default_factory=dict, init=False, repr=False)
    _asked: dict[str, float] = field(default_factory=dict, init=False, repr=False)

    def fetch(self, address: str, limits: Limits) -> Fetched:
        """What stands at an address. Raises UnusableError."""
        if not all(map(find_spec, _LIBRARIES)):
            raise UnusableError(f"an address, which needs {', '.join(_LIBRARIES)}: pip install newsgraph[formats]")
        for _ in range(_MAX_REDIRECTS + 1):
            found = self._get(address, limits, self._pause(address, limits))
            if isinstance(found, Fetched):
                return found
            address = found
        raise UnusableError(f"redirected more than {_MAX_REDIRECTS} times")

    def _pause(self, address: str, limits: Limits) -> float:
        """Seconds between two pages of a site. Raises UnusableError where its robots.txt keeps us from this one."""
        scheme, host, port, _ = _parts(address)
        origin = f"{scheme}://{_in_url(host)}:{port}"
        if origin not in self._robots:
            try:
                self._robots[origin] = self._robots_of(f"{origin}/robots.txt", replace(_ROBOTS, seconds=limits.seconds))
            except UnusableError as error:  # for all of its pages: a site that does not answer is not asked again
                self._robots[origin] = error
        robots = self._robots[origin]
        if isinstance(robots, UnusableError):
            raise UnusableError(str(robots))
        if robots is None:
            return self.pause
        if not robots.can_fetch(address, AGENT):
            raise UnusableError("not to be read by programs, says the site's robots.txt")
        delay = robots.crawl_delay(AGENT) or 0
        if delay > limits.seconds:
            raise UnusableError(f"the site's robots.txt asks to wait {delay:g} seconds between two pages")
        return max(delay, self.pause)

    def _robots_of(self, address: str, limits: Limits) -> "Protego | None":
        """What a site lets programs read; None: all. Raises UnusableError where the site does not answer."""
        from protego import Protego

        for _ in range(_MAX_REDIRECTS + 1):
            try:
                found = self._get(address, limits, self.pause, enough=True)
            except _StatusError as error:
                if 400 <= error.status < 500 and error.status != 429:
                    return None
                raise UnusableError(f"its robots.txt cannot be read: {error}") from error
            if isinstance(found, Fetched):
                return Protego.parse(found.data.decode("utf-8", "replace"))
            address = found
        return None

    def _wait(self, host: str, seconds: float) -> None:
        if host in self._asked:
            left = self._asked[host] + seconds - time.monotonic()
            if left > 0:
                self.sleep(left)

    def _get(self, address: str, limits: Limits, pause: float, *, enough: bool = False) -> Fetched | str:
        """What an address answers (`enough`: its beginning will do), or where it was moved to. Raises UnusableError."""
        from urllib3.exceptions import HTTPError

        scheme, host, port, path = _parts(address)
        self._wait(host, pause)
        try:
            with _Deadline(limits.seconds) as deadline:
                connection = self._connected(scheme, host, port, deadline)
                connection.request("GET", path, headers=_headers(scheme, host, port), preload_content=False)
                response = connection.getresponse()
                if response.status in _MOVED and (location := response.headers.get("Location")):
                    return urljoin(address, location)
                if response.status != 200:
                    raise _StatusError(response.status, response.reason or "")
                kind = (response.headers.get("Content-Type") or "").partition(";")[0].strip().lower()
                return Fetched(_body(response, limits.article, enough=enough), address, kind)
        except UnusableError:
            raise
        except (HTTPError, OSError, ValueError) as error:
            raise UnusableError(f"cannot be reached ({type(error).__name__})") from error
        finally:
            self._asked[host] = time.monotonic()

    def _connected(self, scheme: str, host: str, port: int, deadline: "_Deadline") -> "HTTPConnection":
        """A connection to a checked address of a host. Raises UnusableError, or what the connection raises."""
        from urllib3.exceptions import HTTPError

        *others, last = self._checked_addresses(host, port)
        for address in others:
            with suppress(HTTPError, OSError):
                return deadline.connected(_connection(scheme, host, address, port))
        return deadline.connected(_connection(scheme, host, last, port))

    def _checked_addresses(self, host: str, port: int) -> list[str]:
        try:
            found = list(self.resolve(host, port))[:_MAX_ADDRESSES]
        except (OSError, UnicodeError):
            found = []
        if not found:
            raise UnusableError("no such host")
        if not all(map(self.allows, found)):
            raise UnusableError("in a private network, which is not asked")
        return found


class _StatusError(UnusableError):
    """A page was not answered with success."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(f"answered {status} {reason}".strip())
        self.status = status


class _Deadline:
    """Ends connections when their time is over, however slowly they go on: a time limit for each byte is none for all.

    Raises UnusableError at its end where the time was over.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds, self._over = seconds, False
        self._connection: HTTPConnection | None = None
        self._socket: socket.socket | None = None  # the connection forgets it as soon as the answer begins
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True

    def connected(self, connection: "HTTPConnection") -> "HTTPConnection":
        """The same, connected. Raises what the connection raises, and TimeoutError."""
        if self._over:
            raise TimeoutError
        self._connection = connection
        connection.timeout = min(_CONNECT_SECONDS, self.seconds)
        try:
            connection.connect()
        except BaseException:
            connection.close()
            raise
        self._socket = connection.sock
        connection.timeout = self.seconds
        if self._over:  # at a time when there was nothing yet to be ended
            raise TimeoutError
        return connection

    def _end(self) -> None:
        self._over = True
        current = self._socket or getattr(self._connection, "sock", None)
        if current is not None:
            with suppress(OSError):
                current.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        if self._connection is not None:
            self._connection.close()
        if self._over:
            raise UnusableError(f"takes longer than {self.seconds:g} seconds")


def _connection(scheme: str, host: str, address: str, port: int) -> "HTTPConnection":
    """A connection to an IP address; its certificate must be the host's."""
    from urllib3.connection import HTTPConnection, HTTPSConnection

    if scheme == "http":
        return HTTPConnection(address, port)
    import certifi

    return HTTPSConnection(
        address,
        port,
        cert_reqs="CERT_REQUIRED",
        ca_certs=certifi.where(),
        server_hostname=host,
        assert_hostname=host,
    )


def _headers(scheme: str, host: str, port: int) -> dict[str, str]:
    named = _in_url(host) if port == _PORTS[scheme] else f"{_in_url(host)}:{port}"
    return {
        "Host": named,
        "User-Agent": f"{AGENT}/{version('newsgraph')}",
        "Accept": "text/html, application/xhtml+xml, */*;q=0.5",
        "Accept-Encoding": "identity",
        "Connection": "close",
    }


def _body(response: "BaseHTTPResponse", most: int, *, enough: bool) -> bytes:
    data = bytearray()
    for chunk in response.stream(65_536):
        data += chunk
        if len(data) > most:
            if enough:
                break
            raise UnusableError(too_large(most))
    return bytes(data[:most])


def _parts(address: str) -> tuple[str, str, int, str]:
    """Scheme, host, port and path of an address. Raises UnusableError."""
    from urllib3.exceptions import LocationParseError
    from urllib3.util import parse_url

    try:
        url = parse_url(address)
    except LocationParseError:
        raise UnusableError("no address of a page") from None
    if url.scheme not in _PORTS or not url.host:
        raise UnusableError("no address of a page: neither http nor https")
    if url.auth:
        raise UnusableError("an address with a name or a password in it")
    return url.scheme, url.host.strip("[]").rstrip("."), url.port or _PORTS[url.scheme], url.request_uri


def _in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host
