"""One library in which every word that can be markup is: nothing of it runs on any tab, nor in any file taken away."""

from __future__ import annotations

import csv
import http.client
import io
import json
import re
import urllib.parse
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from markdown_it import MarkdownIt
from playwright.sync_api import expect

from tests.browser.conftest import serving
from tests.browser.test_compare import choose
from tests.browser.test_controls import COPIED
from tests.browser.test_downloads import taken

pytestmark = pytest.mark.browser
IMAGE = '<img src=x onerror="window.ran=1">'
SCRIPT = "<script>window.ran=1</script>"
SVG = '"><svg onload="window.ran=1">'
LINK = "[go](javascript:window.ran=1) <a href='javascript:window.ran=1'>go</a>"
PAPERS = ("as PDF", "as Word", "as Markdown")
FORMULA = '=HYPERLINK("http://127.0.0.1:9/x","go")'
RECORD = """---
id: {id}
title: '{formula} {title} {image}{script}'
date: "{date}"
issuer: 'Harbour {image} Office'
recipient: '{svg} Council'
kind: 'letter {script}'
occasion: '{image}'
record: 'A record {script} of it.'
original: 'javascript:window.ran=1'
sources:
  - url: 'javascript:window.ran=1'
    publisher: '{image}'
    level: primary
quotations:
  - slot: closing
    text: 'With {image} friendship.'
    speaker: '{script}'
---

## {svg} On the harbour dues {script}

{formula} The harbour dues on steel are {rate} percent {script} from {date}.
The harbour dues on steel were raised {image} by the Harbour Office after a review of the year.
{link} The harbour dues on steel ${{window.ran=1}} and {{{{constructor.constructor("window.ran=1")()}}}} bind all ships.
With {image} friendship and respect the Harbour Office signs.
"""


def record(name: str, rate: int, date: str) -> str:
    quoted = {"image": IMAGE, "script": SCRIPT, "svg": SVG, "link": LINK, "formula": FORMULA}
    return RECORD.format(id=name, title=f"Letter {name}", rate=rate, date=date, **quoted)


@pytest.fixture(scope="module")
def everywhere(tmp_path_factory):
    """(address, folder) of a library of two such records."""
    folder = tmp_path_factory.mktemp("everywhere")
    records = folder / "records"
    records.mkdir()
    (records / "first.md").write_text(record("first", 25, "2024-03-05"), encoding="utf-8")
    (records / "second.md").write_text(record("second", 30, "2024-04-05"), encoding="utf-8")
    with serving(folder, "app.py", ASSISTANT_STARTER_CORPUS_DIR=str(records)) as address:
        yield address, folder


@pytest.fixture
def page(visit, everywhere):
    """The page; that nothing ran in it is looked at in the end."""
    page = visit(everywhere[0], permissions=["clipboard-read", "clipboard-write"])
    dialogs = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    yield page
    page.wait_for_timeout(300)  # time enough for an image to fail and its handler to run
    assert not page.evaluate("'ran' in window")
    assert dialogs == []
    assert page.locator("[onerror], [onload], [onmouseover], a[href^='javascript' i], iframe[srcdoc]").count() == 0


def ask(page, question: str):
    page.get_by_role("tab", name="Ask", exact=True).click()
    before = page.locator(".turn.answered").count()
    page.get_by_label("Question", exact=True).fill(question)
    page.get_by_label("Question", exact=True).press("Enter")
    page.locator(".turn.answered").nth(before).wait_for(timeout=120_000)
    return page.locator(".turn.answered").nth(before)


def harmless(name: str, content: bytes) -> None:
    """Nothing in a file that was taken away can run, or be followed to a script, in the program that opens it."""
    suffix = name.rpartition(".")[2]
    assert content
    if suffix == "md":
        shown = MarkdownIt("commonmark").render(content.decode())
        assert not re.search(r"<(?:script|img|svg|iframe)\b|<a\b[^>]*href=.javascript", shown, re.I), shown
    elif suffix == "docx":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            whole = b"".join(archive.read(name) for name in archive.namelist())
        assert not re.search(rb'Target="javascript|<script|instrText[^>]*>[^<]*HYPERLINK', whole, re.I)
    elif suffix == "pdf":
        assert pypdfium2.PdfDocument(content)
        assert not re.search(rb"/JavaScript|/JS\b|/Launch|\(javascript:", content, re.I)
    elif suffix == "csv":
        for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))):
            assert not [cell for cell in row if re.match(r"[=+@\t\r]|-[^\d]", cell)]
    elif suffix == "json":
        assert json.loads(content)
        assert not re.search(rb'"URL":\s*"javascript', content, re.I)
    else:
        assert not re.search(rb"^\s*(?:UR\s+-|url\s*=\s*\{)\s*javascript", content, re.I | re.M)


def test_asking_and_its_sources_copies_and_files(page):
    answer = ask(page, f"What are the harbour dues on steel? {IMAGE}{SCRIPT}")
    assert IMAGE in answer.inner_text()
    page.locator("[data-document][data-start]").first.click()
    source = page.locator("#source-panel .source-text")
    source.wait_for()
    assert SCRIPT in source.inner_text()
    answer.get_by_role("button", name="Copy answer").click()
    page.get_by_text("Copied with its sources").wait_for()
    _, html = page.evaluate(COPIED)
    assert not re.search(r"<(?:script|img|svg|iframe)\b|javascript:[^&]*[\"']\s*>", html, re.I)
    menu = answer.locator(".menu").first
    for form in (*PAPERS, "its sources as BibTeX", "its sources as RIS", "its sources as CSL-JSON"):
        harmless(*taken(page, menu, form))
    expect(page.locator("[data-talk]").first).to_contain_text(IMAGE)


def test_comparing(page):
    page.get_by_role("tab", name="Compare", exact=True).click()
    choose(page, "A", "Letter first")
    choose(page, "B", "Letter second")
    page.get_by_role("button", name="Compare", exact=True).click()
    page.locator(".comparison").wait_for(timeout=120_000)
    assert IMAGE in page.locator("#comparison").inner_text()
    for form in PAPERS:
        harmless(*downloaded(page, "#comparison", form))


def test_phrases_and_their_proposals(page):
    page.get_by_role("tab", name="Phrases", exact=True).click()
    box = page.get_by_label("Phrase", exact=True)
    box.fill(f"{SCRIPT} dues")
    box.press("Enter")
    page.get_by_text(f"{SCRIPT} dues").first.wait_for(timeout=60_000)
    box.fill("harbour dues on steel")
    box.press("Enter")
    expect(page.locator(".ledger")).to_contain_text(IMAGE, timeout=60_000)


def test_a_brief(page):
    page.get_by_role("tab", name="Brief", exact=True).click()
    page.get_by_label("Topic", exact=True).fill(f"harbour dues on steel {IMAGE}{SCRIPT}")
    page.get_by_role("button", name="Write brief").click()
    page.locator(".briefed").wait_for(timeout=120_000)
    assert IMAGE in page.locator(".briefed").inner_text()
    for form in PAPERS:
        harmless(*downloaded(page, ".briefed", form))


def test_checking(page):
    page.get_by_role("tab", name="Check", exact=True).click()
    said = f"=1+1 the harbour dues on steel are 26 percent {IMAGE}{SCRIPT}. @SUM The Harbour Office signs {LINK}."
    text = f"# {SVG}\n\n{said}\n"
    page.locator("#check-row input[type=file]").set_input_files(
        {"name": "a<img src=x onerror=window.ran=1>.md", "mimeType": "text/markdown", "buffer": text.encode()}
    )
    page.get_by_text("words read into the box").wait_for()
    page.get_by_role("button", name="Check", exact=True).click()
    page.locator(".checked").wait_for(timeout=120_000)
    assert IMAGE in page.locator("#checked").inner_text()
    for form in (*PAPERS, "as CSV"):
        harmless(*downloaded(page, "#checked", form))


def downloaded(page, place: str, form: str) -> tuple[str, bytes]:
    with page.expect_download() as download:
        page.locator(place).get_by_role("button", name=f"Download {form}", exact=True).first.click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def test_the_library_its_details_failures_versions_and_trash(page):
    page.get_by_role("tab", name="Library", exact=True).click()
    page.locator("table.library tbody tr").first.wait_for()
    assert IMAGE in page.locator("table.library").inner_text()
    files = page.locator("[data-files]")
    name = "<img src=x onerror=window.ran=1>"
    text = f"# {IMAGE}{SCRIPT}\n\nThe pier is {SVG} closed.\n"
    files.set_input_files(
        [
            {"name": f"{name}.md", "mimeType": "text/markdown", "buffer": text.encode()},
            {"name": f"{name}.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 and nothing else"},
        ]
    )
    failure = page.locator("[data-failures] li")
    expect(failure).to_have_count(1, timeout=120_000)
    row = page.locator("table.library tbody tr", has_text="window.ran").last
    row.wait_for()
    page.locator("[data-details]").first.click()
    form = page.locator("form.details")
    form.get_by_label("Issuer", exact=True).fill(f"{IMAGE}{SVG}")
    form.get_by_role("button", name="Save").click()
    expect(form.locator(".told")).to_have_text("Saved")
    form.get_by_role("button", name=re.compile("^Source: version")).first.click()
    page.locator("#source-panel .source-text").wait_for()
    form.get_by_role("button", name="Delete document").click()
    undo = page.locator("[data-undo]")
    expect(undo).to_contain_text("is deleted")
    page.locator(".trash summary").click()
    expect(page.locator(".trash li")).to_contain_text("Letter")
    page.get_by_role("button", name=re.compile("^Undo")).first.click()
    failure.get_by_role("button", name=re.compile("^Forget")).click()
    expect(failure).to_have_count(0)


# What is asked for by its path ------------------------------------------------------------------------------------


def test_a_message_that_is_a_path_exposes_no_file(page, everywhere):
    address, folder = everywhere
    secret = folder / "data" / "secret.txt"
    secret.write_text("the secret of the minister")
    for path in (str(secret), "/etc/passwd", secret.as_uri(), f"file={secret}", f'{{"path": "{secret}"}}'):
        answer = ask(page, f"{path}")
        assert "secret of the minister" not in answer.inner_text()
    assert page.locator(f"a[href*='{secret.name}'], [src*='{secret.name}']").count() == 0
    known = [str(secret), str(folder / "data" / "shelf.sqlite"), str(folder / "data" / "talks.sqlite"), "/etc/passwd"]
    known += [str(folder / "records" / "first.md"), "assistant/settings.py", "app.py", ".env"]
    for path in known:
        for place in ("/gradio_api/file=", "/file=", "/gradio_api/file/", "/gradio_api/proxy=", "/gradio_api/stream/"):
            quoted = urllib.parse.quote(path, safe="")
            for spelled in (path, quoted, f"/proc/self/root{path}", f"x/../{path}", f"//{path}"):
                status, _, body = get(address, place + spelled.replace(" ", "%20"))
                assert status >= 400, (place, spelled)
                assert b"secret of the minister" not in body


@pytest.mark.parametrize("kind", ["text/html", "image/svg+xml", "application/xhtml+xml", "text/xml", "text/plain"])
def test_an_upload_is_no_page_and_lies_under_no_name_of_its_own_choice(everywhere, kind):
    address, folder = everywhere
    ending = {"image/svg+xml": "svg", "application/xhtml+xml": "xhtml", "text/plain": "txt"}.get(kind, kind[5:])
    for place in ("../../../", "..\\..\\", f"{folder}/", "a/../"):
        body = (
            f'--b\r\nContent-Disposition: form-data; name="files"; filename="{place}evil.{ending}"\r\n'
            f"Content-Type: {kind}\r\n\r\n<script>1</script>\r\n--b--\r\n"
        )
        head = {"Content-Type": "multipart/form-data; boundary=b"}
        status, _, told = send(address, "POST", "/gradio_api/upload", body.encode(), head)
        assert status < 500
        if status == 200:
            kept = Path(json.loads(told)[0]).resolve()
            assert kept.is_relative_to((folder / "data" / "uploads").resolve())
            status, headers, _ = get(address, f"/gradio_api/file={kept}")
            attached = headers.get("content-disposition", "").startswith("attachment")
            assert status >= 400 or attached or headers["content-type"].startswith("text/plain")
    assert not list(folder.glob("evil*"))


def test_every_kind_of_response_carries_the_headers(everywhere):
    address = everywhere[0]
    asked = [
        ("GET", "/", b"", {}, 200),
        ("HEAD", "/healthz", b"", {}, None),
        ("GET", "/healthz", b"", {}, 200),
        ("GET", "/config", b"", {}, 200),
        ("GET", "/gradio_api/info", b"", {}, 200),
        ("GET", "/theme.css", b"", {}, 200),
        ("GET", "/nowhere", b"", {}, 404),
        ("GET", "/gradio_api/file=/etc/passwd", b"", {}, 404),
        ("POST", "/gradio_api/queue/join", b"{", {"Content-Type": "application/json"}, None),
        ("POST", "/gradio_api/queue/join", b"x" * 9_000_000, {}, 413),
        ("DELETE", "/", b"", {}, None),
        ("GET", "/", b"", {"Host": "attacker.example"}, 421),
        ("GET", "/", b"", {"Origin": "https://attacker.example"}, 421),
    ]
    for method, path, body, head, expected in asked:
        status, headers, _ = send(address, method, path, body, head)
        assert expected in {None, status}, (path, status)
        policy = headers["content-security-policy"]
        for rule in ("object-src", "frame-ancestors", "frame-src", "media-src"):
            assert f"{rule} 'none'" in policy, (path, rule)
        for rule in ("base-uri", "form-action", "connect-src", "default-src"):
            assert f"{rule} 'self'" in policy, (path, rule)
        assert headers["x-content-type-options"] == "nosniff", path
        assert headers["referrer-policy"] == "no-referrer", path
        assert headers["x-frame-options"] == "DENY", path
        assert headers["cross-origin-resource-policy"] == "same-origin", path


def get(address: str, path: str) -> tuple[int, dict[str, str], bytes]:
    return send(address, "GET", path, b"", {})


def send(address: str, method: str, path: str, body: bytes, head: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
    """Exactly this path, which a client of the usual kind would put in order first."""
    where = urllib.parse.urlsplit(address)
    connection = http.client.HTTPConnection(where.hostname, where.port, timeout=20)
    connection.putrequest(method, path, skip_host="Host" in head)
    for name, value in {"Content-Length": str(len(body)), **head}.items():
        connection.putheader(name, value)
    connection.endheaders()
    try:
        connection.send(body)
    except OSError:
        pass  # refused before all of it was sent
    answer = connection.getresponse()
    told = {name.lower(): value for name, value in answer.getheaders()}
    content = answer.read(200_000)
    connection.close()
    return answer.status, told, content
