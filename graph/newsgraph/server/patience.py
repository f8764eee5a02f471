"""HTTP from clients that take their time: uvicorn waits for ever for the rest of a request."""

from asyncio import TimerHandle, Transport
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol


class PatientProtocol(H11Protocol):
    """Closes connections whose request is not complete, or whose answer is not taken, in time."""

    patience = 10.0  # seconds

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._sending: TimerHandle | None = None
        self._taking: TimerHandle | None = None

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        """Begin to wait for the request."""
        super().connection_made(transport)
        self._watch()

    def data_received(self, data: bytes) -> None:
        """Take a part of the request."""
        super().data_received(data)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more."""
        _cancel(self._sending)
        self._sending = None
        _cancel(self._taking)
        self._taking = None
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """The client does not take what it asked for: begin to wait."""
        super().pause_writing()
        if self._taking is None:
            self._taking = self.loop.call_later(self.patience, self._give_up)

    def resume_writing(self) -> None:
        """The client goes on."""
        super().resume_writing()
        _cancel(self._taking)
        self._taking = None

    def _watch(self) -> None:
        """Wait from the first byte of a request to its last, however many parts it comes in."""
        if self.conn.their_state in (h11.IDLE, h11.SEND_BODY):
            if self._sending is None:
                self._sending = self.loop.call_later(self.patience, self._give_up)
        else:
            _cancel(self._sending)
            self._sending = None

    def _give_up(self) -> None:
        if not self.transport.is_closing():
            self.transport.abort()


def _cancel(timer: TimerHandle | None) -> None:
    if timer is not None:
        timer.cancel()
