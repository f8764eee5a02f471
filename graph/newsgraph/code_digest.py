"""What stands for the code that something was made by: what other code made is not taken for what this one makes."""

import hashlib
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

HOME = Path(__file__).parent  # of this package


def code_digest(files: Iterable[Path], packages: Iterable[str] = ()) -> str:
    """A digest of files of this package, by their names and contents, and of the versions of what they build on.

    Args:
        files: what lies below `HOME`; folders, and what Python has compiled, are left out.
        packages: names of installed packages.
    """
    digest = hashlib.sha256()
    for name in packages:
        digest.update(f"{name} {metadata.version(name)}".encode())
    for file in sorted(files):
        if file.is_file() and file.parent.name != "__pycache__":
            digest.update(file.relative_to(HOME).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
