from __future__ import annotations

import socket
from collections.abc import Iterator

import httpx
import pytest

from assistant.errors import StoreError
from assistant.ui.health import health, opening


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener


def test_who_comes_too_early_is_told_so_and_the_socket_is_free_afterwards(listener: socket.socket) -> None:
    address = f"http://127.0.0.1:{listener.getsockname()[1]}"
    with opening(listener):
        early = httpx.get(f"{address}/healthz")
        page = httpx.get(f"{address}/briefing/")
        sent = httpx.post(f"{address}/gradio_api/run/ask", json={"data": ["?"]})
    assert (early.status_code, early.json()) == (503, {"status": "starting", "ready": False})
    assert page.status_code == sent.status_code == 503
    assert "The library is being opened." in page.text
    assert page.headers["retry-after"] == "2"
    assert page.headers["x-frame-options"] == "DENY"
    listener.settimeout(5)
    with socket.create_connection(listener.getsockname()), listener.accept()[0]:
        pass  # nobody else takes what comes now


def test_what_fails_while_the_library_is_opened_is_not_swallowed(listener: socket.socket) -> None:
    with pytest.raises(StoreError), opening(listener):
        raise StoreError("The search index cannot be opened.")


class Broken:
    def __init__(self, error: Exception) -> None:
        self.error = error

    def documents(self) -> None:
        raise self.error


def test_a_library_that_cannot_be_read_is_not_healthy() -> None:
    status, told = health(Broken(StoreError("The shelf is gone.")), ready=True)
    assert status == 503
    assert told["status"] == "failed"
    assert told["error"]["message"] == "The shelf is gone."
    assert health(Broken(RuntimeError("secret")), ready=True) == (503, {"status": "failed", "ready": False})
