"""Files of formats that are tedious to write: PDF, WARC."""

from collections.abc import Sequence

Line = tuple[int, int, int, str]  # x, y, size, text


def pdf(pages: Sequence[Sequence[Line]], title: str = "") -> bytes:
    """A PDF with lines of text at their places."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    objects.append(f"<< /Title ({title}) >>".encode())
    kids = []
    for page in pages:
        text = "".join(f"BT /F1 {size} Tf {x} {y} Td ({line}) Tj ET\n" for x, y, size, line in page).encode()
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text))
        kids.append(len(objects) + 1)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] /Count {len(kids)} >>".encode()
    data, offsets = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets).encode()
    end = b"trailer\n<< /Size %d /Root 1 0 R /Info 4 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(data))
    return data + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table) + end


def column(x: int, top: int, lines: Sequence[str], size: int = 10) -> list[Line]:
    """Lines one below the other."""
    return [(x, top - 12 * number, size, line) for number, line in enumerate(lines)]


def warc(pages: Sequence[tuple[str, str, int, str]]) -> bytes:
    """A web archive of (address, media type, status, content)."""
    data = b""
    for address, kind, status, content in pages:
        http = f"HTTP/1.1 {status} OK\r\nContent-Type: {kind}; charset=utf-8\r\n\r\n{content}".encode()
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2024-03-05T10:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:{len(data):032x}>\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(http)}\r\n\r\n"
        )
        data += head.encode() + http + b"\r\n\r\n"
    return data
