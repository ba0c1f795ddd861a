"""Web pages: the article, not the page around it; nothing runs and nothing is fetched."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

from assistant.errors import NoTextInDocument
from assistant.library.read import read

if TYPE_CHECKING:
    from conftest import Write

PAGE = """<!DOCTYPE html>
<html lang="en"><head><title>Ties at 75 | The Agency</title>
<meta property="article:published_time" content="2024-10-08T09:00:00Z"><meta name="author" content="Jane Doe">
<script src="http://192.0.2.1/x.js"></script><script>var hidden = "evil";</script>
<link rel="stylesheet" href="http://192.0.2.1/x.css"></head>
<body><nav><a href="/">Home</a> <a href="/news">All news</a></nav>
<article><h1>Ties at 75</h1>
<p>The two <b>leaders</b> exchanged <a href="http://192.0.2.1/m">messages</a> on the anniversary of their countries'
ties, and both texts were made public in the capital on the following day by the state news agency.</p>
<h2>What was said</h2>
<p>The first speaks of friendship.<br>It closes briefly.</p>
<ul><li>On trade, nothing was said</li><li>On <i>travel</i>, a little was said</li></ul>
<table><tr><th>Year</th><th>Form</th></tr><tr><td>2019</td><td>letter</td></tr></table>
<p>They wrote of &lt;script&gt; &amp; peace.</p><img src="http://192.0.2.1/p.png" onerror="alert(1)">
</article><footer>Copyright, all rights reserved</footer><script>alert("run")</script></body></html>"""


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail where anything is fetched."""

    def refuse(*_: object) -> None:
        raise AssertionError("a page that is read may fetch nothing")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def test_the_article_is_read_and_the_page_around_it_is_not(write: Write) -> None:
    text = read(write("a.html", PAGE)).text
    assert text.startswith(
        "# Ties at 75\n\nThe two leaders exchanged messages on the anniversary of their countries' ties,"
    )
    assert "## What was said\n\nThe first speaks of friendship.\nIt closes briefly." in text
    assert "- On trade, nothing was said\n- On travel, a little was said" in text
    assert "Year | Form\n2019 | letter" in text
    assert "They wrote of <script> & peace." in text
    for around in ("All news", "Copyright", "evil", "alert", "192.0.2.1"):
        assert around not in text


def test_metadata_of_the_page(write: Write) -> None:
    found = read(write("a.html", PAGE)).metadata
    assert (found.title, found.date, found.published) == ("Ties at 75", "2024-10-08", "2024-10-08")
    assert (found.issuer, found.language) == ("Jane Doe", "en")


@pytest.mark.parametrize("name", ["a.txt", "a.pdf", "page"])
def test_a_page_is_known_by_its_beginning(write: Write, name: str) -> None:
    assert read(write(name, PAGE)).text == read(write("a.html", PAGE)).text


def test_a_page_too_short_for_an_article_still_gives_its_text(write: Write) -> None:
    page = (
        "<html><body><nav>Home</nav><h2>Notice</h2><div>Closed <b>Monday</b>.<script>x()</script></div></body></html>"
    )
    assert read(write("a.html", page)).text == "## Notice\n\nClosed Monday."


def test_a_page_of_scripts_and_menus_holds_no_text(write: Write) -> None:
    page = "<html><head><title></title><script>x()</script></head><body><nav>Home</nav></body></html>"
    with pytest.raises(NoTextInDocument, match=r"a\.html"):
        read(write("a.html", page))


@pytest.mark.parametrize("encoding", ["euc-kr", "utf-8"])
def test_the_declared_encoding_is_believed_unless_it_is_wrong(write: Write, encoding: str) -> None:
    page = '<html><head><meta charset="euc-kr"></head><body><p>불패의 동맹관계</p></body></html>'
    assert read(write("a.html", page.encode(encoding))).text == "불패의 동맹관계"
