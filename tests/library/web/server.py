"""A web server on loopback that does what a path of it says, well or badly; what was asked is kept."""

from __future__ import annotations

import gzip
import threading
import time
import zlib
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from assistant.library.web.fetch import Fetched, Limits, fetch

PAGE = b"<!DOCTYPE html><html><head><title>Ties</title></head><body><p>They wrote of friendship.</p></body></html>"


class Site:
    """Used with ``with``: `say` holds path → what a handler does there; `seen` the (host, path) of the requests."""

    def __init__(self, **say: Callable[[Handler], None]) -> None:
        self.say = say
        self.seen: list[tuple[str, str]] = []
        self.over = threading.Event()

    def __enter__(self) -> Site:
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Handler,), {"site": self}))
        self._http.daemon_threads = True
        self.port = self._http.server_address[1]
        threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self._http.shutdown()
        self._http.server_close()

    def at(self, path: str, host: str = "site.example") -> str:
        """The address of `path` under a name."""
        return f"http://{host}:{self.port}/{path}"

    def fetch(self, address: str) -> Fetched:
        """What the program fetches where this machine's loopback is the public network."""
        return fetch(
            address, Limits(1, 20), resolve=lambda host, port: ["127.0.0.1"], allowed=lambda number: number.is_loopback
        )


class Handler(BaseHTTPRequestHandler):
    """One request."""

    site: Site
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.site.seen.append((self.headers["Host"].rsplit(":", 1)[0], self.path))
        self.close_connection = True
        try:
            self.site.say[self.path.strip("/").split("?")[0].split(".")[0]](self)
        except KeyError:
            self.reply(b"", status=404)
        except (BrokenPipeError, ConnectionResetError):
            pass  # the client has seen enough

    def reply(self, body: bytes = PAGE, kind: str = "text/html", status: int = 200, **headers: str) -> None:
        """Answer with `body`; a header's ``_`` stands for ``-``."""
        self.begin(kind, status, Content_Length=str(len(body)), **headers)
        self.wfile.write(body)

    def begin(self, kind: str = "text/html", status: int = 200, **headers: str) -> None:
        """Send status and headers."""
        self.send_response(status)
        if kind:
            self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def page(handler: Handler) -> None:
    handler.reply()


def leading_to(*places: str, status: int = 302) -> Callable[[Handler], None]:
    """Redirects to the first place at the first request, to the second at the second; then to the last."""
    left = list(places)
    return lambda handler: handler.reply(b"", status=status, Location=left.pop(0) if len(left) > 1 else left[0])


def sending(body: bytes, kind: str = "text/html", **headers: str) -> Callable[[Handler], None]:
    return lambda handler: handler.reply(body, kind, **headers)


def dripping(handler: Handler) -> None:
    """A byte every tenth of a second, without end."""
    handler.begin()
    while not handler.site.over.wait(0.1):
        handler.wfile.write(b"a")


def dripping_headers(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while not handler.site.over.wait(0.1):
        handler.wfile.write(b"X-More: a\r\n")


def flood_of_headers(handler: Handler) -> None:
    """Headers as fast as they are taken, without end."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while not handler.site.over.is_set():
        handler.wfile.write(b"X-More: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n" * 500)


def one_long_header(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-More: ")
    while not handler.site.over.is_set():
        handler.wfile.write(b"a" * 50_000)


def not_yet(handler: Handler) -> None:
    """Says without end that an answer is to come."""
    while not handler.site.over.is_set():
        handler.wfile.write(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 50)


def long_chunk_extension(handler: Handler) -> None:
    """A body in pieces, the first of which never comes to its beginning."""
    handler.begin(Transfer_Encoding="chunked")
    handler.wfile.write(b"5;x=")
    while not handler.site.over.is_set():
        handler.wfile.write(b"a" * 50_000)


def silent(handler: Handler) -> None:
    handler.site.over.wait(30)


def endless(handler: Handler) -> None:
    handler.begin()
    while not handler.site.over.is_set():
        handler.wfile.write(b"<p>more</p>" * 10_000)


def lying(handler: Handler) -> None:
    """Promises more than it sends."""
    handler.begin(Content_Length="5000")
    handler.wfile.write(PAGE)


def gzip_bomb(handler: Handler) -> None:
    """300 MB in 300 kB."""
    handler.reply(gzip.compress(b"\0" * 300_000_000, 9), Content_Encoding="gzip")


def gzip_without_content(handler: Handler) -> None:
    """An endless stream that unpacks to nothing: empty blocks."""
    packer = zlib.compressobj(wbits=31)
    handler.begin(Content_Encoding="gzip")
    handler.wfile.write(packer.flush(zlib.Z_SYNC_FLUSH))
    deadline = time.monotonic() + 20
    while not handler.site.over.is_set() and time.monotonic() < deadline:
        handler.wfile.write(b"\0\0\0\xff\xff" * 20_000)
