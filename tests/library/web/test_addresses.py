"""What counts as a web address, and which numbers are those of public servers."""

from __future__ import annotations

import ipaddress

import pytest

from assistant.errors import WebAddressRefused
from assistant.library.web.addresses import is_public, is_web, parsed, shown


@pytest.mark.parametrize("text", ["https://example.org/a", "HTTP://example.org", " https://example.org "])
def test_web_addresses_are_told_from_paths(text: str) -> None:
    assert is_web(text)
    assert parsed(text).host == "example.org"


@pytest.mark.parametrize("text", ["notes.md", "/home/me/https", "https.md", "ftp://example.org", "C:\\https"])
def test_paths_are_no_web_addresses(text: str) -> None:
    assert not is_web(text)


def test_a_name_in_another_script_is_looked_up_as_browsers_do() -> None:
    assert parsed("http://faß.de/").raw_host == b"xn--fa-hia.de"
    assert parsed("http://пример.рф/док#глава").raw_path == b"/%D0%B4%D0%BE%D0%BA"


@pytest.mark.parametrize(
    "text",
    [
        "https://",
        "https:///etc/passwd",
        "http:example.org",
        "ftp://example.org/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://user@example.org/",
        "http://example.org@192.0.2.1/",
        "http://user:word@example.org/",
        "http://a\\@192.0.2.1/",
        "http://example.org:0/",
        "http://example.org:99999/",
        "http://①②⑦.0.0.1/",
        "http://exa mple.org/",
        f"http://example.org/{'a' * 3000}",
    ],
)
def test_what_is_no_plain_web_address_is_refused(text: str) -> None:
    with pytest.raises(WebAddressRefused):
        parsed(text)


def test_a_password_is_in_no_message() -> None:
    with pytest.raises(WebAddressRefused) as refused:
        parsed("https://user:hunter2@example.org/")
    assert "hunter2" not in f"{refused.value.message}{refused.value.hint}{shown('https://user:hunter2@example.org/')}"


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "192.0.0.8", "192.88.99.1", "2001:20::1", "3fff::1",
        "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255",
        "240.0.0.1", "255.255.255.255",
        "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "fe80::1", "fe80::1%1", "fec0::1", "fc00::1",
        "fd12:3456::1", "ff02::1", "2001:db8::1", "2002:7f00:1::", "2001::1", "64:ff9b::7f00:1", "64:ff9b::a00:1",
        "64:ff9b:1::1", "100::1", "4000::1",
    ],
)  # fmt: skip
def test_what_is_not_on_the_public_network_is_refused(number: str) -> None:
    assert not is_public(ipaddress.ip_address(number))


@pytest.mark.parametrize("number", ["8.8.8.8", "1.1.1.1", "193.0.6.139", "2606:4700::1111", "64:ff9b::808:808"])
def test_public_numbers_are_allowed(number: str) -> None:
    assert is_public(ipaddress.ip_address(number))
