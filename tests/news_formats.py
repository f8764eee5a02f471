"""One article in each format, whole and hostile."""

import gzip
import io
import json
import zipfile
from collections.abc import Iterator

import docx
import odfdo

from news_files import column, pdf, warc
from news_pages import BODY, TITLE, WORDPRESS

FINED, FLED = BODY[0], "The treasurer of Baltika Bank fled to Peru on Friday."
URL = "https://coast.example/1"

RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Coast News</title><item><title>{TITLE}</title><link>{URL}</link>
<author>ak@coast.example (Anna Kask)</author><pubDate>Tue, 05 Mar 2024 10:00:00 GMT</pubDate>
<description>A summary.</description><content:encoded><![CDATA[<p>{FINED}</p><p>Read more: <a href="/x">x</a></p>]]>
</content:encoded></item><item><title>Flight</title><guid>b-2</guid><pubDate>Wed, 06 Mar 2024 10:00:00 GMT</pubDate>
<description>{FLED} Its chairman, Juhan Me… Continue reading</description></item></channel></rss>"""

ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Coast News</title><entry><title>{TITLE}
</title><link href="{URL}"/><published>2024-03-05T10:00:00Z</published>
<author><name>Anna Kask</name></author><author><name>Mart Laar</name></author>
<content type="html">&lt;p&gt;{FINED}&lt;/p&gt;
</content></entry></feed>"""

FIRST, REST = FINED[: FINED.index(" on ")], FINED[FINED.index("on Tu") :]

MAIL = f"""From: Coast News <news@coast.example>
To: you@example.org
Subject: {TITLE}
Date: Tue, 5 Mar 2024 06:00:00 +0000
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

{FIRST}=20
{REST}

> He said no.

Unsubscribe: https://coast.example/u
--=20
Coast News, Harbour Street 1
"""

NITF = f"""<?xml version="1.0"?><!DOCTYPE nitf [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<nitf><head><docdata><date.issue norm="20240305T100000Z"/></docdata><pubdata name="Coast Wire"/></head>
<body><body.head><hedline><hl1>{TITLE}</hl1></hedline><byline>By Anna Kask</byline></body.head>
<body.content><p>{FINED}&x;</p><media><media-caption>Mets in 2019</media-caption></media></body.content>
<body.end><tagline>ak/ml</tagline></body.end></body></nitf>"""

NEWSML = f"""<?xml version="1.0"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>
<newsItem guid="urn:w:1"><itemMeta><provider literal="Coast Wire"/><versionCreated>2024-03-05T10:00:00Z
</versionCreated></itemMeta><contentMeta>
<by>Ott Ilves and Mart Laar, Riga</by><headline>{TITLE}</headline></contentMeta><contentSet><inlineXML>
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><p>{FINED}</p></body></html>
</inlineXML></contentSet></newsItem></itemSet></newsMessage>"""

RTF = (
    rf"{{\rtf1\ansi\ansicpg1252{{\fonttbl{{\f0 Times;}}}}{{\info{{\title {TITLE}}}{{\author x}}}}{{\header Page 3}}"
    rf"\pard\b {TITLE}\b0\par By Anna Kask\par {FINED} \ldblquote We did {{\field{{\*\fldinst HYPERLINK "
    r"""\"https://coast.example/1\"}{\fldrslt nothing}} wrong,\rdblquote  said Juhan """
    r"""M\'e4ts of \u321?\'f3d\u378?.\par}"""
)


def zipped(files: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


BOMB = io.BytesIO()
with zipfile.ZipFile(BOMB, "w", zipfile.ZIP_DEFLATED) as bomb:
    bomb.writestr("a.txt", "a" * 30_000_000)

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE nitf [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]><nitf><body><body.content><p>&i; The court said nothing at all.</p></body.content></body></nitf>"
)


def _docx() -> bytes:
    document, buffer = docx.Document(), io.BytesIO()
    for text in (TITLE, FINED, FLED):
        document.add_paragraph(text)
    document.save(buffer)
    return buffer.getvalue()


def _odt() -> bytes:
    document, buffer = odfdo.Document("text"), io.BytesIO()
    document.body.clear()
    for text in (TITLE, FINED, FLED):
        document.body.append(odfdo.Paragraph(text))
    document.save(buffer)
    return buffer.getvalue()


GOOD: dict[str, str | bytes] = {
    "rss": RSS, "atom": ATOM, "eml": MAIL, "mhtml": MAIL, "nitf": NITF, "xml": NEWSML, "html": WORDPRESS,
    "json": json.dumps([{"id": "a", "text": FINED}]), "csv": f"id,text\n1,{FINED}\n",
    "zip": zipped({"a.txt": FINED, "b/c.html": WORDPRESS}), "gz": gzip.compress(FINED.encode(), mtime=0),
    "warc": warc([(URL, "text/html", 200, WORDPRESS)]),
    "rtf": RTF, "docx": _docx(), "odt": _odt(), "txt": f"{TITLE}\n\n{FINED}\n",
    "md": f"---\ntitle: {TITLE}\n---\n{FINED}\n",
    "jsonl": json.dumps({"id": "a", "text": FINED}) + "\n" + json.dumps({"id": "b", "text": FLED}),
    "tsv": f"id\ttext\n1\t{FINED}\n", "mbox": f"From x Tue Mar  5 06:00:00 2024\n{MAIL}\n" * 2,
    "pdf": pdf([column(40, 700, ["The court fined the bank", "on Tuesday."])]),
}  # fmt: skip


def bombs() -> Iterator[tuple[str, bytes]]:
    """Files that are small and want to be large, deep or endless; their names and contents."""
    yield "bomb.zip", BOMB.getvalue()
    yield "bomb.txt.gz", gzip.compress(b"a" * 300_000_000)
    yield "bomb-lines.jsonl.gz", gzip.compress(b'{"text": "' + b"a" * 300_000_000)
    yield "bomb-gz-in-gz.gz", gzip.compress(gzip.compress(gzip.compress(gzip.compress(b"a" * 100_000_000))))
    yield "laughs.nitf", LAUGHS.encode()
    yield "laughs.rss", LAUGHS.replace("nitf", "rss").encode()
    yield "laughs.html", LAUGHS.replace("nitf", "html").encode()
    yield "deep.json", b"[" * 5_000_000
    yield "deep.jsonl", b'{"a":' * 1_000_000
    yield "deep.html", b"<div>" * 500_000
    yield "deep.xml", b"<nitf>" + b"<p>" * 500_000
    yield "deep.rtf", b"{\\rtf1 " + b"{" * 1_000_000
    yield "wide.html", b"<p>a</p>" * 900_000
    yield "line.csv", b'text\n"' + b"a " * 4_000_000
    yield "columns.csv", b"," * 5_000_000 + b"\n"
    yield "entries.rss", b"<rss><channel>" + b"<item><title>a</title></item>" * 100_000
    yield "parts.eml", b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 100_000
    yield "nested.eml", b"".join(b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (n, n) for n in range(5_000))
    yield "front.md", b"---\n" + b"a: &a [" * 3_000 + b"\n---\ntext"
    yield "long.txt", b"word " * 1_900_000
    yield "pages.pdf", pdf([column(40, 700, ["The court fined the bank."])] * 1_000)
    inner = zipped({"a.txt": FINED})
    for _ in range(6):
        inner = zipped({"inner.zip": inner})
    yield "deep.zip", inner
    yield "many.zip", zipped({f"{number}.bin": "" for number in range(20_000)})
    yield "names.zip", zipped({"../../../../tmp/evil.txt": FINED, "/etc/evil.txt": FLED, "a\n\x1b[31m.xyz": FINED})
