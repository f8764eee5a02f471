"""Where exports go: a file, a folder or a ZIP archive, whole or not at all, and the same bytes each time."""

import os
import tempfile
import zipfile
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import IO

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first date that ZIP knows
MARK = "newsgraph-export.txt"  # in each folder that was exported to, so that the next export may replace it


def write_file(path: Path, write: Callable[[IO[bytes]], None]) -> None:
    """Write a file by a function, so that a reader sees the old one or the new one, never a part.

    Raises:
        OSError: it can't be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = _begin(path)
    try:
        with part.open("wb") as out:
            write(out)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def write_folder(path: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write files into a folder; those of an earlier export are replaced when all are written.

    Raises:
        FileExistsError: the folder holds other files than those of an earlier export.
        OSError: they can't be written.
    """
    if path.exists() and not (path.is_dir() and ((path / MARK).exists() or not any(path.iterdir()))):
        raise FileExistsError(f"{path} holds other files than those of an earlier export: it is left alone")
    path.mkdir(parents=True, exist_ok=True)
    parts: dict[Path, Path] = {}
    with ExitStack() as cleaning:
        for name, content in files:
            part = _begin(path / name)
            cleaning.callback(part.unlink, missing_ok=True)
            part.write_bytes(content)
            parts[path / name] = part
        old = (path / MARK).read_text(encoding="utf-8").split() if (path / MARK).exists() else []
        for target, part in parts.items():
            part.replace(target)
        for name in {name for name in old if Path(name).name == name} - {target.name for target in parts}:
            (path / name).unlink(missing_ok=True)
        (path / MARK).write_text("".join(f"{target.name}\n" for target in parts), encoding="utf-8")


def write_zip(out: IO[bytes], files: Iterable[tuple[str, bytes]]) -> None:
    """Write files as a ZIP archive that has no date of its own."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)


def _begin(path: Path) -> Path:
    """An empty file beside the one that it will replace, with the rights of any new file."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}-", suffix=".part")
    os.close(handle)
    mask = os.umask(0o022)
    os.umask(mask)
    Path(name).chmod(0o666 & ~mask)
    return Path(name)
