"""Small files of every format that is read, as the formats' own libraries write them: what is mutated."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime
from email.message import EmailMessage

import docx
import openpyxl
import pptx
from PIL import Image, ImageDraw
from reportlab.pdfgen import canvas


def pdf() -> list[bytes]:
    out = []
    for compress in (0, 1):
        held = io.BytesIO()
        page = canvas.Canvas(held, pagesize=(300, 300), pageCompression=compress, invariant=1)
        page.setTitle("Minutes of the board")
        page.setAuthor("Ann Example")
        page.bookmarkPage("first")
        page.addOutlineEntry("First", "first")
        page.drawString(40, 200, "The board met on 6 May 2024.")
        page.linkRect("link", "first", (10, 10, 50, 50))
        page.showPage()
        page.setFont("Times-Roman", 9)
        page.drawString(40, 100, "It agreed on a budget.")
        page.rect(10, 10, 20, 20)
        page.showPage()
        page.save()
        out.append(held.getvalue())
    return out


def word() -> list[bytes]:
    document = docx.Document()
    document.core_properties.title = "Memo"
    document.add_heading("Memo on ships", 1)
    document.add_paragraph("Two ships came.")
    document.add_paragraph("First", style="List Bullet")
    table = document.add_table(2, 2)
    table.cell(0, 0).text = "Ship"
    table.cell(1, 1).text = "12"
    held = io.BytesIO()
    document.save(held)
    return [held.getvalue()]


def slides() -> list[bytes]:
    presentation = pptx.Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[1])
    slide.shapes.title.text = "Ships"
    slide.placeholders[1].text = "Two came.\nOne left."
    slide.notes_slide.notes_text_frame.text = "Say so."
    table = slide.shapes.add_table(2, 2, 0, 0, 100, 100).table
    table.cell(0, 0).text = "Ship"
    held = io.BytesIO()
    presentation.save(held)
    return [held.getvalue()]


def sheet() -> list[bytes]:
    book = openpyxl.Workbook()
    rows = book.active
    rows.title = "Ships"
    for row in (["Ship", "Day", "Load"], ["Owl", datetime(2024, 5, 6), 12.5], ["Kite", None, "=A1"]):
        rows.append(row)
    book.create_sheet("Empty")
    held = io.BytesIO()
    book.save(held)
    return [held.getvalue()]


def mail() -> list[bytes]:
    plain = EmailMessage()
    plain["From"] = "Ann Example <ann@example.org>"
    plain["To"] = "Board <board@example.org>"
    plain["Subject"] = "Ships and =?utf-8?b?SMOkZmVu?="
    plain["Date"] = datetime(2024, 5, 6, tzinfo=UTC)
    plain["Message-ID"] = "<1@example.org>"
    plain["MIME-Version"] = "1.0"
    plain.set_content("Two ships came.\n\nAnn")
    mixed = EmailMessage()
    for name, value in plain.items():
        if not name.lower().startswith("content-") and name != "MIME-Version":
            mixed[name] = value
    mixed.set_content("Zwei Schiffe kämen.", charset="iso-8859-1", cte="quoted-printable")
    mixed.add_alternative("<html><body><p>Zwei <b>Schiffe</b></p></body></html>", subtype="html")
    mixed.add_attachment(b"\0\1\2", maintype="application", subtype="octet-stream", filename="a b.bin")
    page = EmailMessage()
    page["From"] = "ann@example.org"
    page["Received"] = "from a by b; Mon, 6 May 2024 10:00:00 +0000"
    page.set_content("<p>Only markup &amp; more</p>", subtype="html")
    return [bytes(plain), bytes(mixed), bytes(page)]


def web() -> list[bytes]:
    story = "<p>The board met on 6 May 2024 and agreed on a budget for the harbour of the town.</p>" * 6
    head = '<head><meta charset="utf-8"><title>Ships</title><meta name="author" content="Ann"><style>p{}</style></head>'
    body = (
        "<nav><a href='/'>Home</a></nav><article><h1>Ships</h1>{0}<ul><li>One<li>Two<ul><li>Deep</ul></ul><table><tr>"
        "<td>1</td><td>2</td></tr></table><pre>code\n x</pre><blockquote>Said</blockquote></article><script>1</script>"
    )
    whole = f"<!DOCTYPE html><html lang=en>{head}<body>{body.format(story)}</body></html>"
    declared = f'<?xml version="1.0" encoding="iso-8859-1"?><!-- made --><html>{head}<body><p>K\xe4se</p></body></html>'
    return [whole.encode(), declared.encode("latin-1"), b"<html><body>short<svg><text>no</text></svg></body></html>"]


def markdown() -> list[bytes]:
    front = (
        "---\nid: memo-1\ntitle: 'Memo: on ships'\ndate: 2024-05-06\nissuer: Ann\nsources:\n  - url: https://a.example\n"
        "    publisher: A\nquotations:\n  - slot: closing\n    text: >-\n      Two\n      ships\n---\n\n# Memo\n\n2\n"
    )
    notes = "# Notes\n\n- one\n- two\n\n> said\n\n---\n\nend\n"
    return [front.encode(), notes.encode(), "---\na: &x [1]\nb: *x\n---\né".encode()]


def plain() -> list[bytes]:
    story = "Pyongyang, October 7 (KCNA) -- Comrade Kim Jong Un sent a message to President Xi Jinping on October 6."
    words = "Größe und Straße, überall für alle Männer und Frauen. " * 3
    return [
        story.encode(),
        words.encode("cp1252"),
        words.encode("utf-16"),
        "これは日本語の文章です。試験のための。" .encode("shift_jis") * 3,
        b"From: Policy unit\nTo: Minister\nSubject: Treaty\n\nPlease see below.\n",
    ]  # fmt: skip


def picture() -> list[bytes]:
    image = Image.new("RGB", (60, 20), "white")
    ImageDraw.Draw(image).text((5, 4), "SHIP", fill="black")
    grey = image.convert("L")
    out = []
    for kind, shown, more in (
        ("PNG", image, {}),
        ("PNG", image.convert("P"), {"transparency": 0}),
        ("JPEG", image, {"exif": b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0"}),
        ("TIFF", grey, {"save_all": True, "append_images": [grey]}),
        ("TIFF", grey.convert("1"), {"compression": "group4"}),
        ("TIFF", image, {"compression": "tiff_lzw"}),
    ):
        held = io.BytesIO()
        shown.save(held, kind, **more)
        out.append(held.getvalue())
    return out


SEEDS: dict[str, tuple[str, Callable[[], list[bytes]]]] = {
    "pdf": (".pdf", pdf),
    "docx": (".docx", word),
    "pptx": (".pptx", slides),
    "xlsx": (".xlsx", sheet),
    "eml": (".eml", mail),
    "html": (".html", web),
    "markdown": (".md", markdown),
    "text": (".txt", plain),
    "picture": (".png", picture),
}
"""Format → the suffix under which its inputs are read, and what makes its seeds."""
