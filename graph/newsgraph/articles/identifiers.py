"""What an article is called: by its source, file, address or words; readable, and the same in every build."""

import hashlib
import re
import unicodedata
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import urlsplit

# What files are called that hold the article of their folder: the folder's name is part of theirs.
_NAMELESS: Final = frozenset({"default", "home", "index"})
_MAX_SLUG: Final = 60  # characters
_NO_WORD: Final = re.compile(r"[\W_]+")


def ids_of_file(name: str, parent: str = "") -> tuple[str, ...]:
    """What the article in a file is called, the first that no other article has.

    Args:
        name: the file as it is named, or below the folder or archive that is read: `coast/index.html`.
        parent: the name of the folder that it lies in, as far as `name` does not say.
    """
    path = PurePosixPath(name)
    stem = path.name if path.stem.startswith(".") else path.stem
    short = str(path.with_name(stem)) if stem else name
    longer = (f"{parent}/{short}", name, f"{parent}/{name}") if parent else (name,)
    if parent and is_nameless(name):
        return (*longer, short)
    return (short, *longer)


def is_nameless(name: str) -> bool:
    """Whether a file is called as many are that hold the article of their folder."""
    return PurePosixPath(name).stem.lower() in _NAMELESS


def id_of_address(url: str) -> str | None:
    """`coast.example/2024/envoy-out` for an article that is known by its address only."""
    parts = urlsplit(url)
    path = parts.path.strip("/").removesuffix(".html").removesuffix(".htm")
    query = f"?{parts.query}" if parts.query else ""
    return f"{(parts.hostname or '').removeprefix('www.')}/{path}{query}" if path or query else None


def id_of_words(title: str | None, text: str) -> str:
    """`envoy-out-1f3a7c09` for an article of which nothing but its words is known."""
    words = unicodedata.normalize("NFKD", title or text[: 4 * _MAX_SLUG])
    plain = _NO_WORD.sub("-", words.encode("ascii", "ignore").decode().lower()).strip("-")
    slug = plain[: _MAX_SLUG + 1].rpartition("-")[0] if len(plain) > _MAX_SLUG else plain
    return f"{slug or 'article'}-{digest(title, text)}"


def digest(title: str | None, text: str) -> str:
    """Eight hexadecimal figures that tell an article from others by its words."""
    return hashlib.sha256(f"{title or ''}\n{text}".encode("utf-8", "replace")).hexdigest()[:8]
