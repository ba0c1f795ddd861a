from __future__ import annotations

import socket

import pytest

from assistant.errors import HostRefused, PortInUse
from assistant.settings import Settings
from assistant.ui.server import address_of, listening


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "example.org", "", "127.0.0.1.example.org"])
def test_a_host_that_others_could_reach_is_refused(host, tmp_path):
    with pytest.raises(HostRefused) as told:
        listening(Settings(host=host, data_dir=tmp_path))
    assert "ASSISTANT_AUTH" in told.value.hint and "briefing users add" in told.value.hint


def test_with_accounts_any_host_may_be_listened_on(tmp_path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with listening(Settings(host="0.0.0.0", port=port, data_dir=tmp_path, auth=str(tmp_path / "users"))) as listener:
        assert listener.getsockname() == ("0.0.0.0", port)


def test_a_port_in_use_is_named(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PortInUse, match=str(port)):
            listening(Settings(port=port, data_dir=tmp_path))


def test_a_second_start_is_told_before_the_first_is_ready(tmp_path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = Settings(port=port, data_dir=tmp_path)
    with listening(settings), pytest.raises(PortInUse):
        listening(settings)


def test_the_address_can_be_opened_as_it_is_printed():
    assert address_of(Settings(host="::1", port=7000)) == "http://[::1]:7000"
    assert address_of(Settings(host="localhost", port=7000)) == "http://localhost:7000"
