"""Keeps the newest graph in memory, so that workers can be forked that have it."""

import asyncio
import contextlib
import sys
from collections.abc import Callable
from pathlib import Path

from anyio.to_thread import run_sync

from newsgraph.server.open_store import OpenStore, State
from newsgraph.server.pool import Pool
from newsgraph.server.processes import ForkServer, NotLoadedError
from newsgraph.server.worker import Orders

CAN_FORK = sys.platform == "linux"
_LOOK = 1.0  # seconds between two looks whether the store has been replaced


class InMemory:
    """Reads a graph into memory, and each that takes its place; meanwhile workers ask the disk.

    Args:
        orders: what each worker is told.
        budget: bytes that the graph may need.
        pool: who is given workers that have it.
        tell: is told what became of it, in a sentence.
    """

    def __init__(self, orders: Orders, budget: int, pool: Pool, tell: Callable[[str], None]) -> None:
        self._orders, self._budget, self._pool, self._tell = orders, budget, pool, tell
        self._place = OpenStore(Path(orders.store))
        self._server: ForkServer | None = None

    async def run(self) -> None:
        """Do so until it is cancelled."""
        tried: State | None = None
        try:
            while True:
                state = await run_sync(self._place.state)
                if self._server and not self._server.is_alive:
                    await self._let_go()
                    self._tell("the process that held the graph in memory has ended: it is asked on the disk")
                if state is not None and state != tried:
                    await self._let_go()
                    tried = state if await self._load(state) else None
                await asyncio.sleep(_LOOK)
        finally:
            await self._let_go()

    async def _load(self, state: State) -> bool:
        """Read the graph; False where it was replaced meanwhile."""
        try:
            self._server = await ForkServer.start(self._orders, self._budget)
        except NotLoadedError as error:
            if await run_sync(self._place.state) != state:
                return False
            self._tell(f"the graph is asked on the disk: {error} (--graph-memory)")
            return True
        self._pool.start_by(self._server.fork)
        loaded = self._server.loaded
        self._tell(f"the graph is in memory: {loaded.quads:,} quads")
        return loaded.state == state

    async def _let_go(self) -> None:
        server, self._server = self._server, None
        if server:
            self._pool.start_by(None)
            with contextlib.suppress(ProcessLookupError):
                await server.stop()
