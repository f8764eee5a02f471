"""Where exports of several files go: a folder or a ZIP archive, whole or not at all, and the same bytes each time."""

import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from newsgraph.files import atomic_writes

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first date that ZIP knows
_AT_ONCE = 1 << 20  # bytes
MARK = "newsgraph-export.txt"  # in each folder that was exported to, so that the next export may replace it


def write_folder(path: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write files into a folder; those of an earlier export are replaced when all are written.

    Raises:
        FileExistsError: the folder holds other files than those of an earlier export.
        OSError: they can't be written.
    """
    if path.exists() and not (path.is_dir() and ((path / MARK).exists() or not any(path.iterdir()))):
        raise FileExistsError(f"{path} holds other files than those of an earlier export: it is left alone")
    path.mkdir(parents=True, exist_ok=True)
    old = (path / MARK).read_text(encoding="utf-8").split() if (path / MARK).exists() else []
    new: list[str] = []
    with atomic_writes() as write:
        for name, content in files:
            write(path / name, content)
            new.append(name)
        write(path / MARK, "".join(f"{name}\n" for name in new).encode())
    for name in {name for name in old if Path(name).name == name} - set(new):
        (path / name).unlink(missing_ok=True)


def zipped(files: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    """Files as a ZIP archive that has no date of its own, part by part."""
    with tempfile.TemporaryFile() as out:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in files:
                entry = zipfile.ZipInfo(name, _EPOCH)
                entry.external_attr = 0o644 << 16
                archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
        out.seek(0)
        while part := out.read(_AT_ONCE):
            yield part
