"""What a worker takes from itself before it answers anybody."""

import ctypes
import os
import sys
from pathlib import Path

_NEW_NETWORK = 0x40000000  # CLONE_NEWNET
_MAPPED = 2 * 2**30  # bytes of address space that are taken and not used: for stacks, and for files that are mapped
_NEW_USER = 0x10000000  # CLONE_NEWUSER, by which those without privileges may have the other


def confine(memory_limit: int, *, shared: bool = False) -> None:
    """Give up the network, core dumps and more memory than that, as far as the system allows.

    Nothing that a worker runs asks the network: a query that would is refused. This is the second wall.

    Args:
        memory_limit: bytes.
        shared: whether what it has now is its parent's, and counts for nothing (Linux).
    """
    try:
        import resource
    except ImportError:  # no Unix
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    address_space, data = _had() if shared else (0, 0)
    for kind, allowed in (
        (resource.RLIMIT_DATA, memory_limit + data),
        (resource.RLIMIT_AS, memory_limit + address_space + _MAPPED),
    ):
        _, most = resource.getrlimit(kind)
        if most == resource.RLIM_INFINITY or most > allowed:
            try:
                resource.setrlimit(kind, (allowed, allowed))
            except (OSError, ValueError):  # a system that has the name and not the limit
                continue
    if sys.platform == "linux":
        system = ctypes.CDLL(None, use_errno=True)
        if system.unshare(_NEW_NETWORK) != 0:
            system.unshare(_NEW_USER | _NEW_NETWORK)


def _had() -> tuple[int, int]:
    """The address space and the data of this process, in bytes (Linux)."""
    pages = list(map(int, Path("/proc/self/statm").read_text(encoding="ascii").split()))
    size = os.sysconf("SC_PAGE_SIZE")
    return pages[0] * size, pages[5] * size
