"""Archives: ZIP, gzip and WARC, with what lies in them."""

import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import redirect_stderr
from pathlib import PurePosixPath
from typing import Any, BinaryIO, Final, cast

from newsgraph.articles.article import Problem, Reading, UnusableError
from newsgraph.articles.given_input import Input, more_than, too_large
from newsgraph.articles.kinds import HEAD, kind_of, read_input
from newsgraph.articles.left_out import RESOURCES_TOLD, LeftOut, is_of_page

# What a site tells programs, no page.
_FOR_PROGRAMS: Final = re.compile(
    r"://[^/]+/(?:robots|ads|app-ads|humans|security|llms(?:-full)?)\.txt\Z|/\.well-known/"
)

_Found = Iterator[Reading | Problem]
_DAMAGED: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)


def read_zip(source: Input) -> _Found:
    """What the files in a ZIP archive hold, by name. Raises UnusableError."""
    if source.depth >= source.options.limits.depth:
        raise UnusableError("an archive in an archive in an archive")
    try:
        archive = zipfile.ZipFile(source.stream)
        members = sorted(archive.infolist(), key=lambda one: one.filename)
    except _DAMAGED as error:
        raise UnusableError(f"a damaged ZIP archive ({type(error).__name__})") from error
    if sum(one.file_size for one in members) > source.options.limits.unpacked:
        raise UnusableError(too_large(source.options.limits.unpacked))
    left_out, empty, hidden = LeftOut(source.place), True, 0
    names = {one.filename for one in members}
    for member in members[: source.options.limits.parts]:
        name = member.filename
        if member.is_dir() or any(part.startswith((".", "__MACOSX")) for part in name.split("/")):
            continue
        if is_of_page(name, names):
            hidden += 1
            continue
        empty = False
        try:
            yield from _member(source, archive, member, left_out)
        except UnusableError as error:
            yield Problem(f"{source.place}: {name}", str(error))
        except _DAMAGED as error:
            yield Problem(f"{source.place}: {name}", _why(error))
    if len(members) > source.options.limits.parts:
        yield Problem(source.place, more_than(source.options.limits.parts, "files"))
    yield from left_out.told()
    if hidden:
        yield Problem(source.place, f"{RESOURCES_TOLD} left out ({hidden} files)", skipped=False)
    if empty:
        raise UnusableError("an empty archive")


def _why(error: BaseException) -> str:
    encrypted = isinstance(error, RuntimeError) and "encrypted" in str(error)
    return "locked with a password" if encrypted else f"damaged ({type(error).__name__})"


def _member(source: Input, archive: zipfile.ZipFile, member: zipfile.ZipInfo, left_out: LeftOut) -> _Found:
    name = member.filename
    with archive.open(member) as stream:
        head = stream.read(HEAD)
    kind = kind_of(name, head)
    if left_out.takes(name, head, kind):
        return
    most = source.options.limits.article
    with archive.open(member) as stream:
        # Whatever the archive says of its size: no more is unpacked than is read.
        data = stream.read(most * 10 + 1 if kind in {"json lines", "csv", "mailbox", "zip"} else most + 1)
    place = f"{source.place}: {name}"
    if source.depth:  # an archive in another: the folder in which it lies is part of the names in it
        name = (PurePosixPath(source.name).parent / name).as_posix()
    parent = "" if "/" in name else source.ids[0]
    inner = Input(io.BytesIO(data), name, place, parent, source.options, source.depth + 1)
    yield from read_input(inner, kind or "text")


def read_gzip(source: Input) -> _Found:
    """What a packed file holds. Raises UnusableError."""
    if source.depth >= source.options.limits.depth:
        raise UnusableError("an archive in an archive in an archive")
    name = source.name[:-3] if source.name.lower().endswith(".gz") else source.name
    stream = gzip.GzipFile(fileobj=source.stream)
    try:
        head = stream.read(HEAD)
        stream.seek(0)
        kind = "warc" if head.startswith(b"WARC/") else kind_of(name, head) or "text"
        inner = Input(
            cast(BinaryIO, _Bounded(stream, source)),
            name,
            source.place,
            source.parent,
            source.options,
            source.depth + 1,
        )
        yield from read_input(inner, kind)
    except UnusableError:
        raise
    except _DAMAGED as error:
        raise UnusableError(f"a damaged gzip file ({type(error).__name__})") from error


class _Bounded(io.BufferedIOBase):
    """A stream that ends with an error where it has given more than may be unpacked."""

    def __init__(self, stream: "gzip.GzipFile", source: Input) -> None:
        self._stream, self._left = stream, source.options.limits.unpacked

    def readable(self) -> bool:
        """It can be read."""
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        """At most `size` bytes. Raises UnusableError."""
        return self._counted(self._stream.read(self._left + 1 if size is None or size < 0 else size))

    def readline(self, size: int | None = -1, /) -> bytes:
        """The next line, or `size` bytes of it. Raises UnusableError."""
        return self._counted(self._stream.readline(self._left + 1 if size is None or size < 0 else size))

    def _counted(self, data: bytes) -> bytes:
        self._left -= len(data)
        if self._left < 0:
            raise UnusableError("too large, unpacked")
        return data


def read_warc(source: Input) -> _Found:
    """The pages of a web archive that were answered with success. Raises UnusableError."""
    try:
        from warcio.archiveiterator import ArchiveIterator
    except ImportError:
        raise UnusableError("a web archive, which needs warcio: pip install newsgraph[formats]") from None
    empty = True
    try:
        for number, record in enumerate(_quietly(ArchiveIterator(source.stream)), 1):
            if number > source.options.limits.parts:
                yield Problem(source.place, more_than(source.options.limits.parts, "records"))
                return
            address = record.rec_headers.get_header("WARC-Target-URI") or ""
            if (kind := _kind_of_record(record)) is None or _FOR_PROGRAMS.search(address):
                continue
            empty = False
            data = record.content_stream().read(source.options.limits.article + 1)
            yield from _page(source, data, address, kind, number)
    except UnusableError:
        raise
    except Exception as error:  # the parser's own, whatever it is: the archive is at fault
        raise UnusableError(f"a damaged web archive ({type(error).__name__})") from error
    if empty:
        raise UnusableError("a web archive without a page")


def _quietly(records: Iterator[Any]) -> Iterator[Any]:
    """The same records; what the parser writes to standard error, the hostile bytes of an archive, is not written."""
    while True:
        with redirect_stderr(io.StringIO()):
            record = next(records, None)
        if record is None:
            return
        yield record


def _kind_of_record(record: Any) -> str | None:
    """The media type of a page that a record holds whole; None for what is no page."""
    if record.rec_type not in {"response", "resource", "conversion"}:
        return None
    http = record.http_headers
    if http is not None and http.get_statuscode() not in {"200", "203"}:
        return None
    headers = http if http is not None else record.rec_headers
    kind = str(headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()
    return kind if kind in {"text/html", "application/xhtml+xml", "text/plain", ""} else None


def _page(source: Input, data: bytes, address: str, kind: str, number: int) -> _Found:
    place = f"{source.place}: {address or number}"
    try:
        inner = Input(io.BytesIO(data), "", place, options=source.options, depth=source.depth + 1)
        if kind == "text/plain":
            yield from read_input(inner, "text")
            return
        from newsgraph.articles.web_pages import read_page_at

        yield from read_page_at(inner, address)
    except UnusableError as error:
        yield Problem(place, str(error))
