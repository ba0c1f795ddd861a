"""A Chroma server: where it is, whether it answers, a client for it, and what is done once it is back.

Chroma's own client waits for ever and says only that something was refused. So the server's heartbeat is felt first,
with a deadline, whenever it has not answered for a moment; a server that is gone is then told of at once, by its
address, and somebody goes on looking until it is back.
"""

from __future__ import annotations

import http.client
import logging
import os
import threading
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from assistant.errors import AssistantError, ChromaRefused, ChromaUnreachable, LibraryInUse

if TYPE_CHECKING:
    from chromadb import Schema
    from chromadb.api import ClientAPI

_log = logging.getLogger(__name__)

HEARTBEAT = "/api/v2/heartbeat"
HEARTBEAT_S = 2.0
"""Seconds that a server may take to say that it is there; longer, and nobody would wait for an answer."""
BELIEVED_S = 1.0
"""Seconds for which an answer, or none, is taken for the next one: a question makes several calls."""
LOOK_AGAIN_S = 1.0
"""Seconds between two looks for a server that is gone."""
CALL_S = 10.0
"""Seconds for one call of a server that is there."""
SLOW_CALL_S = 120.0
"""Seconds for one that writes hundreds of passages, or lists thousands."""


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """Where a Chroma server is, and what it is told to let us in."""

    host: str
    port: int
    https: bool
    headers: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, url: str, token: str = "") -> ServerAddress:
        """`url` taken apart: user and password in it become a header, and so does `token`."""
        parts = urlsplit(url)
        headers: list[tuple[str, str]] = []
        if parts.username:
            pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
            headers.append(("Authorization", f"Basic {b64encode(pair.encode()).decode()}"))
        if token:
            headers.append(("X-Chroma-Token", token))
            headers += [] if parts.username else [("Authorization", f"Bearer {token}")]
        https = parts.scheme == "https"
        return cls(parts.hostname or "", parts.port or (443 if https else 8000), https, tuple(headers))

    def __str__(self) -> str:
        """The address without anything secret."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http{'s' * self.https}://{host}:{self.port}"


class ChromaServer:
    """One server. Safe to share between threads."""

    def __init__(self, address: ServerAddress) -> None:
        """Nothing is connected yet."""
        self.address = address
        self.gone = ""
        """What is the matter with it; empty as long as it answers."""
        self._was_gone, self._back_at = "", float("-inf")
        self._looked = float("-inf")
        self._clients: dict[bool, ClientAPI] = {}  # by whether their calls may take long
        self._lock = threading.RLock()
        self._back: Callable[[], None] | None = None
        self._looking: threading.Thread | None = None
        self._closed = threading.Event()

    def close(self) -> None:
        """Let go of the connection, and look for the server no longer."""
        self._closed.set()
        with self._lock:
            clients, self._clients = list(self._clients.values()), {}
        for client in clients:
            with suppress(Exception):  # it is not needed any more, whatever it says
                client.close()

    def when_back(self, do: Callable[[], None]) -> None:
        """Have `do` called in a thread whenever the server has been gone and answers again."""
        self._back = do

    @contextmanager
    def asked(self, *, slow: bool = False) -> Iterator[ClientAPI]:
        """A client, for one call, which may be a `slow` one.

        Raises:
            ChromaUnreachable: the server does not answer, or did so no longer during the call.
            ChromaRefused: it does not let us in.
        """
        self.must_answer()
        client = self._connected(slow)
        try:
            yield client
        except AssistantError:
            raise
        except Exception:
            self.must_answer(anew=True)  # then that is what is wrong; else the fault is the call's own
            raise

    def must_answer(self, *, anew: bool = False) -> None:
        """Raise where the server does not answer; with `anew` also if it has answered a moment ago."""
        if anew or time.monotonic() - self._looked > BELIEVED_S:
            self._look()
        if self.gone:
            raise ChromaUnreachable(self.gone)

    def gone_since(self, moment: float) -> str:
        """What is the matter with it now, or was at some time after `moment` (of `time.monotonic`)."""
        return self.gone or (self._was_gone if self._back_at > moment else "")

    def lost(self, what: str) -> ChromaUnreachable:
        """The error for a server that answers and no longer holds `what`; it is put there again as if it were back."""
        self._is_gone(f"The Chroma server at {self.address} no longer holds {what}.")
        return ChromaUnreachable(self.gone)

    def takes(self, schema: Schema) -> bool:
        """Whether it makes a collection of this `schema`, asked by having it make one.

        Raises:
            ChromaUnreachable, ChromaRefused: as `asked` does.
        """
        from uuid import uuid4

        trial = f"trial-{uuid4().hex}"
        with self.asked() as client:
            try:
                client.create_collection(trial, schema=schema, embedding_function=None)
            except Exception:
                self.must_answer(anew=True)
                return False
            client.delete_collection(trial)
        return True

    # Looking ---------------------------------------------------------------------------------------------------

    def _look(self) -> None:
        try:
            status = self._heartbeat()
        except (OSError, http.client.HTTPException) as error:
            self._is_gone(f"The Chroma server at {self.address} does not answer: {_reason(error)}.")
            return
        if status in (401, 403):
            self._is_gone(f"The Chroma server at {self.address} does not let this program in (status {status}).")
            raise ChromaRefused(self.gone)
        if status != http.client.OK:
            self._is_gone(f"What answers at {self.address} is no Chroma server that works (status {status}).")
            return
        if self.gone:
            _log.warning("The Chroma server at %s answers again.", self.address)
            self._was_gone, self._back_at = self.gone, time.monotonic()
        self.gone, self._looked = "", time.monotonic()

    def _heartbeat(self) -> int:
        a = self.address
        kind = http.client.HTTPSConnection if a.https else http.client.HTTPConnection
        connection = kind(a.host, a.port, timeout=HEARTBEAT_S)
        try:
            connection.request("GET", HEARTBEAT, headers=dict(a.headers))
            return connection.getresponse().status
        finally:
            connection.close()

    def _is_gone(self, told: str) -> None:
        with self._lock:
            self._looked = time.monotonic()
            if not self.gone:
                _log.warning("%s %s", told, ChromaUnreachable.hint)
            self.gone = told
            if self._back and not self._looking and not self._closed.is_set():
                self._looking = threading.Thread(target=self._look_for_it, daemon=True, name="chroma-server")
                self._looking.start()

    def _look_for_it(self) -> None:
        """Until it is back and what is to be done then is done."""
        while not self._closed.wait(LOOK_AGAIN_S):
            try:
                self.must_answer(anew=True)
                if self._back and not self._closed.is_set():
                    self._back()
            except (ChromaUnreachable, LibraryInUse):
                continue
            except AssistantError as error:
                _log.warning("%s %s", error.message, error.hint)
            except Exception:  # the edge of a thread
                if not self._closed.is_set():  # else what it worked on was closed under it
                    _log.exception("What is due once the Chroma server is back went wrong.")
            with self._lock:
                if not self.gone:
                    self._looking = None
                    return

    def _connected(self, slow: bool) -> ClientAPI:
        with self._lock:
            if slow not in self._clients:
                import chromadb

                a = self.address
                _reach_directly(a.host)
                client = chromadb.HttpClient(
                    host=a.host,
                    port=a.port,
                    ssl=a.https,
                    headers=dict(a.headers),
                    settings=chromadb.config.Settings(anonymized_telemetry=False),
                )
                # No setting says how long it waits: without this it is for ever.
                call_s = SLOW_CALL_S if slow else CALL_S
                client._server._session.timeout = (HEARTBEAT_S, call_s, call_s, call_s)
                self._clients[slow] = client
            return self._clients[slow]


def _reason(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return f"no word for {HEARTBEAT_S:.0f} s"
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


def _reach_directly(host: str) -> None:
    """Let no proxy stand between this process and the server: what goes there is the library's own text."""
    for name in ("NO_PROXY", "no_proxy"):
        kept = [part for part in os.environ.get(name, "").split(",") if part]
        os.environ[name] = ",".join(dict.fromkeys([*kept, host]))
