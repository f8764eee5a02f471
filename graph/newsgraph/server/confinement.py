"""What a worker takes from itself before it answers anybody."""

import ctypes
import sys

_NEW_NETWORK = 0x40000000  # CLONE_NEWNET
_MAPPED = 2 * 2**30  # bytes of address space that are taken and not used: for stacks, and for files that are mapped
_NEW_USER = 0x10000000  # CLONE_NEWUSER, by which those without privileges may have the other


def confine(memory_limit: int) -> None:
    """Give up the network, core dumps and more memory than that, as far as the system allows.

    Nothing that a worker runs asks the network: a query that would is refused. This is the second wall.

    Args:
        memory_limit: bytes.
    """
    try:
        import resource
    except ImportError:  # no Unix
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for kind in (resource.RLIMIT_DATA, resource.RLIMIT_AS):
        allowed = memory_limit + (_MAPPED if kind == resource.RLIMIT_AS else 0)
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
