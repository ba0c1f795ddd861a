"""One address → the bytes that lie there, within limits of time, size and kind. Every hop of a redirect is checked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import httpcore
import httpx

from assistant.errors import AssistantError, UnreadableDocument, WebAddressRefused, WebUnreachable
from assistant.library.web.addresses import is_public, parsed
from assistant.library.web.body import too_large, whole
from assistant.library.web.door import Allowed, Deadline, Door, Resolver, system_numbers
from assistant.library.web.kinds import SUFFIXES, suffix_of

if TYPE_CHECKING:
    import ssl

MOST_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MEGABYTE = 1_000_000
_ASKED_WITH = (
    (b"User-Agent", b"briefing-assistant"),
    (b"Accept", ", ".join(SUFFIXES).encode()),
    (b"Accept-Encoding", b"identity"),  # packed bodies are the ones that grow
    (b"Connection", b"close"),
)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one fetch may take, redirects included."""

    megabytes: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Fetched:
    """What lay at an address in the end: `address` is the last one, behind all redirects."""

    address: str
    suffix: str
    data: bytes


def fetch(
    address: str,
    limits: Limits,
    *,
    resolve: Resolver = system_numbers,
    allowed: Allowed = is_public,
    trust: ssl.SSLContext | None = None,
) -> Fetched:
    """The file at `address`. No proxy is asked and no cookie kept; nothing in the file is looked at.

    Args:
        address: http or https.
        limits: of its bytes, packed and unpacked, and of the whole time.
        resolve: looks names up.
        allowed: whether a number may be connected to; asked of every hop.
        trust: which certificates are believed; those that httpx believes if None.

    Raises:
        WebAddressRefused: it, or where it leads, is not to be asked.
        WebUnreachable: nobody answers, or not with the file.
        WebTooSlow: the time is up.
        DocumentTooLarge: it is over the limit.
        UnsupportedFormat: no reader takes this kind of file.
    """
    deadline = Deadline.after(limits.seconds)
    url, door = parsed(address), Door(deadline, resolve, allowed)
    trust = trust or httpx.create_ssl_context()
    for _ in range(MOST_REDIRECTS + 1):
        with _asked(url, door, trust) as answer:
            if answer.status not in _REDIRECTS or not (to := _header(answer, b"location")):
                return Fetched(str(url), *_file(answer, url, limits))
            url = _behind(url, to)
    raise WebUnreachable(f"It leads on and on: more than {MOST_REDIRECTS} redirects.")


@contextmanager
def _asked(url: httpx.URL, door: Door, trust: ssl.SSLContext) -> Iterator[httpcore.Response]:
    """The answer of the server at `url`, its body not yet read; the connection is of this request alone."""
    target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
    headers = [(b"Host", url.netloc), *_ASKED_WITH]
    try:
        with (
            httpcore.ConnectionPool(ssl_context=trust, network_backend=door, max_connections=1) as pool,
            pool.stream("GET", target, headers=headers) as answer,
        ):
            yield answer
    except AssistantError:
        raise
    except httpcore.TimeoutException as error:
        door.deadline.left()
        raise WebUnreachable(f"The connection to {url.host} was lost.") from error
    except (httpcore.NetworkError, httpcore.ProtocolError, OSError, ValueError) as error:
        reason = " ".join(str(error).split())[:150] or type(error).__name__
        raise WebUnreachable(f"{url.host} does not answer as a web server does: {reason}.") from error


def _behind(url: httpx.URL, location: str) -> httpx.URL:
    try:
        to = str(url.join(location))
    except (httpx.InvalidURL, ValueError, UnicodeError) as error:
        raise WebAddressRefused(f"{url.host} leads to what is no web address.") from error
    return parsed(to)


def _file(answer: httpcore.Response, url: httpx.URL, limits: Limits) -> tuple[str, bytes]:
    """(what its name is to end in, its bytes)."""
    if answer.status != 200:
        raise WebUnreachable(f"{url.host} answers with status {answer.status}.")
    suffix = suffix_of(_header(answer, b"content-type"), url)
    said = _header(answer, b"content-length")
    if said.isascii() and said.isdigit() and int(said) > limits.megabytes * _MEGABYTE:
        raise too_large(limits.megabytes)
    data = whole(answer.iter_stream(), _header(answer, b"content-encoding"), limits.megabytes)
    if not data:
        raise UnreadableDocument(f"{url.host} sent an empty file.", "Open the address in a browser and look.")
    return suffix, data


def _header(answer: httpcore.Response, name: bytes) -> str:
    return next((value.decode("latin-1") for key, value in answer.headers if key.lower() == name), "")
