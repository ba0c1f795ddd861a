"""Which addresses are fetched, and which numbers on the network may be connected to. Pure; nothing is looked up."""

from __future__ import annotations

import ipaddress
import re
from typing import TYPE_CHECKING, TypeAlias

from assistant.errors import WebAddressRefused

if TYPE_CHECKING:
    import httpx

Number: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address

_WEB = re.compile(r"https?:", re.IGNORECASE)
_HOST = re.compile(r"[\w.:-]+", re.ASCII)  # as it is looked up: no escapes, no zone of this machine's
_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
_CARRIES_IPV4 = ipaddress.IPv6Network("64:ff9b::/96")  # NAT64: its last 32 bits are an address of the old kind
# Set aside for protocols, relays and documentation; which of these Python knows differs between its versions.
_SET_ASIDE = tuple(map(ipaddress.ip_network, ("192.0.0.0/24", "192.88.99.0/24", "2001::/23", "3fff::/20")))
_MOST_CHARACTERS = 2_000


def is_web(text: str) -> bool:
    """Whether `text` is meant as a web address and not as a file's path."""
    return _WEB.match(text.strip()) is not None


def parsed(text: str) -> httpx.URL:
    """`text` as an address, its host in the form that is looked up, without what stands behind ``#``.

    Raises:
        WebAddressRefused: it is no whole http or https address, or holds a user name.
    """
    import httpx

    try:
        url = httpx.URL(text.strip()).copy_with(fragment=None) if len(text) <= _MOST_CHARACTERS else httpx.URL()
        host = url.host if _HOST.fullmatch(url.raw_host.decode("ascii")) else ""
    except (httpx.InvalidURL, ValueError, UnicodeError):
        host = ""
    if not host:
        raise WebAddressRefused(f"{shown(text)} is no web address.", "Write a whole one, as https://example.org/page.")
    if url.scheme not in {"http", "https"}:
        raise WebAddressRefused(f"{shown(text)} is neither http nor https.")
    if url.port is not None and not 0 < url.port < 65536:
        raise WebAddressRefused(f"{shown(text)} names a port that does not exist.", "Leave the port out.")
    if url.userinfo:
        raise WebAddressRefused(f"The address of {host} holds a user name or a password.", "Write it without them.")
    return url


def bare(text: str) -> str:
    """An address without the name and password in it: as a report names it."""
    return re.sub(r"(?<=//)[^/?#]*@", "", text.strip())


def shown(text: str) -> str:
    """The same as messages print it: short."""
    address = bare(text)
    return f"{address[:150]}…" if len(address) > 150 else address


def is_public(number: Number) -> bool:
    """Whether `number` can be that of a server on the public network: of no machine, house or office, of no tunnel."""
    if isinstance(number, ipaddress.IPv6Address):
        if number in _CARRIES_IPV4:
            return is_public(ipaddress.IPv4Address(int(number) & 0xFFFF_FFFF))
        if number not in _GLOBAL_UNICAST or number.sixtofour or number.teredo:
            return False
    if any(number in network for network in _SET_ASIDE):  # of the other kind, it is in none
        return False
    return number.is_global and not (number.is_multicast or number.is_reserved or number.is_private)
