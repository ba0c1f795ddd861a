"""Connections to public servers alone, and only until the time is up.

A name is looked up once, here, and the connection goes to the very numbers that were looked at: nobody can answer a
second look-up with another one. httpcore does the rest (TLS with the name, the request), so Host and certificate are
those of the name.
"""

from __future__ import annotations

import ipaddress
import socket
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import httpcore

from assistant.errors import WebAddressRefused, WebTooSlow, WebUnreachable
from assistant.library.web.addresses import Number, is_public

Resolver = Callable[[str, int], Sequence[str]]
"""(host, port) → its numbers on the network, best first; raises OSError where there are none."""

Allowed = Callable[[Number], bool]
"""Whether a number may be connected to."""


def system_numbers(host: str, port: int) -> list[str]:
    """What this machine's resolver says; it takes odd spellings too (``0x7f.1``, ``2130706433``), so all are seen."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True)
class Deadline:
    """When a fetch must be over, by the clock that never goes back; `seconds` is what it was given."""

    seconds: float
    at: float

    @classmethod
    def after(cls, seconds: float) -> Deadline:
        """The deadline `seconds` from now."""
        return cls(seconds, time.monotonic() + seconds)

    def left(self) -> float:
        """Seconds left.

        Raises:
            WebTooSlow: there are none.
        """
        left = self.at - time.monotonic()
        if left <= 0:
            raise WebTooSlow(f"It took longer than {self.seconds:g} s (ASSISTANT_WEB_FETCH_S).")
        return left


class Door(httpcore.NetworkBackend):
    """Opens connections for httpcore: resolves, refuses, connects to what was resolved."""

    def __init__(self, deadline: Deadline, resolve: Resolver = system_numbers, allowed: Allowed = is_public) -> None:
        self.deadline = deadline
        self._resolve = resolve
        self._allowed = allowed
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to `host`, which lasts until the deadline at most.

        Raises:
            WebAddressRefused: the name leads to a number that may not be connected to, if only beside others.
            WebUnreachable: it leads nowhere, or nobody answers there.
            WebTooSlow: the time is up.
        """
        numbers = self._numbers(host, port)
        for number in numbers:
            try:
                stream = self._plain.connect_tcp(str(number), port, timeout=self.deadline.left())
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
            return Timed(stream, self.deadline)
        self.deadline.left()
        raise WebUnreachable(f"Nothing answers at {host}, port {port}.")

    def connect_unix_socket(self, *_: object, **__: object) -> httpcore.NetworkStream:
        """Never: it would lead into this machine."""
        raise WebAddressRefused("A web address does not lead to a socket of this machine.")

    def _numbers(self, host: str, port: int) -> list[Number]:
        found = [ipaddress.ip_address(text) for text in self._looked_up(host, port)]
        if not found:
            raise WebUnreachable(f"There is no server named {host}.")
        if not all(map(self._allowed, found)):
            # The number itself is not said: whoever may only paste addresses should not map the network with them.
            raise WebAddressRefused(f"{host} leads to a machine that is not on the public network.")
        return found

    def _looked_up(self, host: str, port: int) -> Sequence[str]:
        """What the resolver says, by the deadline: a look-up cannot be interrupted, so it is left behind."""
        out: list[Sequence[str]] = []

        def look_up() -> None:
            try:
                out.append(self._resolve(host, port))
            except (OSError, UnicodeError):
                out.append(())

        thread = threading.Thread(target=look_up, daemon=True)
        thread.start()
        thread.join(self.deadline.left())
        if not out:
            self.deadline.left()
            raise WebUnreachable(f"{host} could not be looked up.")
        return out[0]


class Timed(httpcore.NetworkStream):
    """A connection on which every wait ends at the deadline, so that a server that drips cannot hold it open."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self.deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """What came."""
        return self._stream.read(max_bytes, self.deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send it."""
        self._stream.write(buffer, self.deadline.left())

    def close(self) -> None:
        """Let go of it."""
        self._stream.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None  # noqa: ANN401
    ) -> httpcore.NetworkStream:
        """The same connection, encrypted."""
        return Timed(self._stream.start_tls(ssl_context, server_hostname, self.deadline.left()), self.deadline)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - as httpcore has it
        """What is known of it."""
        return self._stream.get_extra_info(info)
