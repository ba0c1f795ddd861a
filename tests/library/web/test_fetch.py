"""Fetching from a real server on loopback: redirects, changing names, slow, endless, packed and wrong bodies."""

from __future__ import annotations

import gzip
import ipaddress
import ssl
import threading
import time
import tracemalloc
import zlib
from collections.abc import Sequence

import pytest

from assistant.errors import (
    AssistantError,
    DocumentTooLarge,
    UnreadableDocument,
    UnsupportedFormat,
    WebAddressRefused,
    WebTooSlow,
    WebUnreachable,
)
from assistant.library.web.fetch import Fetched, Limits, fetch
from tests.library.web import server
from tests.library.web.server import PAGE, Handler, Site, leading_to, page, sending

PUBLIC = ipaddress.ip_address("127.0.0.1")
"""The one number that these tests take for a public one: where the site is. All others of loopback stay private."""
NAMES = {"site.example": ["127.0.0.1"], "other.example": ["127.0.0.1"], "inside.example": ["127.0.0.2"]}


def names(host: str, port: int) -> Sequence[str]:
    if host not in NAMES:
        raise OSError("no such name")
    return NAMES[host]


def get(address: str, *, megabytes: float = 1.0, seconds: float = 20.0, resolve=names) -> Fetched:
    return fetch(address, Limits(megabytes, seconds), resolve=resolve, allowed=lambda number: number == PUBLIC)


def test_a_page_is_fetched_under_its_name() -> None:
    with Site(page=page) as site:
        found = get(site.at("page?a=1#part"))
        assert found == Fetched(site.at("page?a=1"), ".html", PAGE)
        assert site.seen == [("site.example", "/page?a=1")]


def test_redirects_are_followed_and_the_last_address_is_the_documents() -> None:
    with Site(a=leading_to("/b"), page=page) as site:
        site.say["b"] = leading_to(site.at("page", "other.example"), status=308)
        assert get(site.at("a")).address == site.at("page", "other.example")
        assert [host for host, _ in site.seen] == ["site.example", "site.example", "other.example"]


@pytest.mark.parametrize("hops", [5, 6])
def test_five_redirects_are_the_most(hops: int) -> None:
    with Site(page=page) as site:
        for n in range(hops):
            site.say[f"a{n}"] = leading_to(f"/a{n + 1}" if n < hops - 1 else "/page")
        if hops == 5:
            assert get(site.at("a0")).data == PAGE
        else:
            with pytest.raises(WebUnreachable, match="more than 5 redirects"):
                get(site.at("a0"))
            assert ("site.example", "/page") not in site.seen


def test_a_circle_ends() -> None:
    with Site(a=leading_to("/a")) as site, pytest.raises(WebUnreachable, match="redirects"):
        get(site.at("a"))


@pytest.mark.parametrize(
    "place",
    [
        "http://inside.example:{port}/secret",
        "//inside.example:{port}/secret",
        "http://127.0.0.2:{port}/secret",
        "http://2130706434:{port}/secret",
        "http://0x7f.2:{port}/secret",
        "http://0177.0.0.2:{port}/secret",
        "http://[::1]:{port}/secret",
        "http://[::ffff:127.0.0.1]:{port}/secret",
        "http://[::ffff:7f00:2]:{port}/secret",
        "http://site.example@127.0.0.2:{port}/secret",
        "file:///etc/passwd",
        "gopher://127.0.0.1:{port}/secret",
    ],
)
def test_a_chain_of_redirects_does_not_lead_inside(place: str) -> None:
    def resolve(host: str, port: int) -> Sequence[str]:
        return NAMES.get(host) or server_numbers(host, port)

    with Site(a=leading_to("/b", status=301), b=leading_to("/c", status=307), secret=page) as site:
        site.say["c"] = leading_to(place.format(port=site.port))
        with pytest.raises(WebAddressRefused):
            get(site.at("a"), resolve=resolve)
        assert [path for _, path in site.seen] == ["/a", "/b", "/c"]


def server_numbers(host: str, port: int) -> Sequence[str]:
    from assistant.library.web.door import system_numbers

    return [number for number in system_numbers(host, port) if number != str(PUBLIC)] or ["127.0.0.3"]


def test_a_name_that_changes_between_two_hops_is_looked_at_again() -> None:
    answers = [["127.0.0.1"], ["127.0.0.2"]]
    with Site(a=leading_to("/page"), page=page) as site:
        with pytest.raises(WebAddressRefused, match="site.example leads to a machine"):
            get(site.at("a"), resolve=lambda host, port: answers.pop(0))
        assert site.seen == [("site.example", "/a")]


def test_a_name_is_looked_up_once_for_a_connection_and_that_number_is_the_one_connected_to() -> None:
    asked = []

    def changing(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["127.0.0.2"]

    with Site(page=page) as site:
        assert get(site.at("page"), resolve=changing).data == PAGE
    assert asked == ["site.example"]


def test_a_name_with_a_public_and_a_private_number_is_refused() -> None:
    with Site(page=page) as site:
        with pytest.raises(WebAddressRefused):
            get(site.at("page"), resolve=lambda host, port: ["127.0.0.1", "127.0.0.2"])
        assert site.seen == []


def test_the_second_number_is_tried_where_nobody_answers_at_the_first() -> None:
    def both(host: str, port: int) -> Sequence[str]:
        return ["127.0.0.9", "127.0.0.1"]

    with Site(page=page) as site:
        found = fetch(site.at("page"), Limits(1, 20), resolve=both, allowed=lambda number: number.is_loopback)
    assert found.data == PAGE


@pytest.mark.parametrize(
    "host",
    [
        "2130706433", "0x7f000001", "017700000001", "127.1", "0x7f.1", "0177.0x0.1", "127.0.0.1.", "0", "LOCALHOST",
        "localhost.", "127。0。0。1", "127．0．0．1", "１２７.0.0.1", "[::ffff:127.0.0.1]", "[::1]",
        "[::ffff:7f00:1]", "[64:ff9b::7f00:1]", "[0:0:0:0:0:0:0:1]",
    ],
)  # fmt: skip
def test_the_rule_of_the_program_itself_refuses_this_machine_in_every_spelling(host: str) -> None:
    with Site(page=page) as site:
        # A name that no resolver has, or an address of no form at all, is as far from this machine as a refusal.
        told = r"not on the public network|no web address|no server"
        with pytest.raises((WebAddressRefused, WebUnreachable), match=told):
            fetch(site.at("page", host), Limits(1, 20))
        assert site.seen == []


def test_a_proxy_in_the_environment_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    with Site(page=page) as site:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, "http://127.0.0.9:1")
        assert get(site.at("page")).data == PAGE


def test_a_name_that_nobody_has_is_said() -> None:
    with pytest.raises(WebUnreachable, match="no server named nobody.example"):
        get("http://nobody.example/")


def test_nobody_listens() -> None:
    with Site() as site:
        address = site.at("page")
    with pytest.raises(WebUnreachable, match="Nothing answers at site.example"):
        get(address)


# Time ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("slow", [server.dripping, server.dripping_headers, server.silent])
def test_a_slow_server_is_left_when_the_time_is_up(slow) -> None:
    with Site(slow=slow) as site:
        began = time.monotonic()
        with pytest.raises(WebTooSlow, match=r"longer than 0\.6 s"):
            get(site.at("slow"), seconds=0.6)
        assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    "flood", [server.flood_of_headers, server.one_long_header, server.not_yet, server.long_chunk_extension]
)
def test_a_flood_before_the_body_is_left_and_fills_no_memory(flood) -> None:
    with Site(flood=flood) as site:
        tracemalloc.start()
        with pytest.raises((WebUnreachable, WebTooSlow)):
            get(site.at("flood"), seconds=3)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert most < 20_000_000


def test_the_time_holds_over_all_redirects() -> None:
    def late(handler: Handler) -> None:
        time.sleep(0.3)
        handler.reply(b"", status=302, Location="/late")

    with Site(late=late) as site, pytest.raises(WebTooSlow):
        get(site.at("late"), seconds=0.7)


def test_a_resolver_that_does_not_answer_is_left() -> None:
    over = threading.Event()
    with pytest.raises(WebTooSlow):
        get("http://site.example/", seconds=0.3, resolve=lambda host, port: [str(over.wait(20))])
    over.set()


# Size ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("large", [server.endless, server.gzip_bomb, server.gzip_without_content])
def test_what_is_over_the_limit_ends_there(large) -> None:
    with Site(large=large) as site:
        tracemalloc.start()
        with pytest.raises(DocumentTooLarge, match="1 MB"):
            get(site.at("large"))
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    if large is not server.gzip_bomb:  # which the server in this process makes
        assert most < 20_000_000


def test_what_is_announced_as_too_large_is_not_read() -> None:
    with Site(large=lambda handler: handler.begin(Content_Length="2000000")) as site:
        with pytest.raises(DocumentTooLarge):
            get(site.at("large"))


def test_a_packed_page_is_unpacked() -> None:
    zipped, deflated = gzip.compress(PAGE, mtime=0), zlib.compress(PAGE)
    with Site(a=sending(zipped, Content_Encoding="gzip"), b=sending(deflated, Content_Encoding="deflate")) as site:
        assert get(site.at("a")).data == get(site.at("b")).data == PAGE


@pytest.mark.parametrize(
    ("body", "packed", "error"),
    [
        (PAGE, "gzip", WebUnreachable),
        (gzip.compress(PAGE, mtime=0)[:-20], "gzip", WebUnreachable),
        (PAGE, "br", UnsupportedFormat),
        (PAGE, "gzip, gzip", UnsupportedFormat),
        (b"", "", UnreadableDocument),
    ],
)
def test_a_damaged_or_oddly_packed_body_is_a_named_error(body: bytes, packed: str, error: type[AssistantError]) -> None:
    with Site(a=sending(body, Content_Encoding=packed)) as site, pytest.raises(error):
        get(site.at("a"))


def test_a_body_that_is_cut_short_is_no_document() -> None:
    with Site(lying=server.lying) as site, pytest.raises(WebUnreachable):
        get(site.at("lying"))


# Kind and status ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "kind", "suffix"),
    [
        ("a", "application/pdf", ".pdf"),
        ("a", "Text/HTML;charset=euc-kr", ".html"),
        ("a.pdf", "application/octet-stream", ".pdf"),
        ("a.docx", "", ".docx"),
        ("a.md", "text/plain", ".md"),
        ("a", "text/plain", ".txt"),
        ("a", "image/png", ".png"),
    ],
)
def test_what_a_reader_reads_is_taken(path: str, kind: str, suffix: str) -> None:
    with Site(a=sending(b"content", kind)) as site:
        assert get(site.at(path)).suffix == suffix


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("a", "video/mp4"),
        ("a.pdf", "application/zip"),
        ("a", "application/octet-stream"),
        ("a.exe", "application/octet-stream"),
        ("a", ""),
        ("a", "application/x-msdownload"),
        ("a", "application/json"),
        ("a", "image/svg+xml"),
    ],
)
def test_what_no_reader_reads_is_refused_before_it_is_read(path: str, kind: str) -> None:
    def begin(handler: Handler) -> None:
        handler.begin(kind)
        server.silent(handler)

    with Site(a=begin) as site, pytest.raises(UnsupportedFormat):
        get(site.at(path))


@pytest.mark.parametrize("status", [204, 206, 304, 400, 401, 403, 404, 451, 500, 503])
def test_another_status_than_200_is_said(status: int) -> None:
    with Site(a=lambda handler: handler.reply(PAGE, status=status)) as site:
        with pytest.raises(WebUnreachable, match=f"status {status}"):
            get(site.at("a"))


@pytest.mark.parametrize("sent", [b"SSH-2.0-OpenSSH_9\r\n", b"\x16\x03\x01\x02", b"HTTP/1.1 200 OK\r\nA\r\n\r\n", b""])
def test_what_is_no_web_server_is_said(sent: bytes) -> None:
    with Site(a=lambda handler: handler.wfile.write(sent)) as site, pytest.raises(WebUnreachable):
        get(site.at("a"))


def test_an_https_address_needs_a_server_that_can_prove_its_name() -> None:
    with Site(page=page) as site, pytest.raises(WebUnreachable):
        get(site.at("page").replace("http:", "https:"))


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory):
    """A certificate of site.example, that signs itself."""
    import subprocess

    folder = tmp_path_factory.mktemp("certificate")
    made = subprocess.run(
        [
            *"openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2".split(),
            *"-subj /CN=site.example -addext subjectAltName=DNS:site.example".split(),
            *("-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")),
        ],
        capture_output=True,
        check=False,
    )
    if made.returncode:
        pytest.skip("openssl cannot make a certificate here")
    return folder


@pytest.mark.parametrize(("host", "good"), [("site.example", True), ("other.example", False)])
def test_over_tls_the_certificate_must_be_that_of_the_name_and_not_of_the_number(certificate, host, good) -> None:
    with Site(page=page) as site:
        theirs = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        theirs.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
        site._http.socket = theirs.wrap_socket(site._http.socket, server_side=True)
        ours = ssl.create_default_context(cafile=str(certificate / "cert.pem"))
        address = site.at("page", host).replace("http:", "https:")

        def over_tls() -> Fetched:
            return fetch(address, Limits(1, 20), resolve=names, allowed=lambda number: number == PUBLIC, trust=ours)

        if good:
            assert over_tls().data == PAGE
        else:
            with pytest.raises(WebUnreachable, match="certificate"):
                over_tls()
