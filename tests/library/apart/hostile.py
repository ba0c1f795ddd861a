"""Files made to harm who reads them, each as small as it can be: a name, its bytes, and what it tries."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage
from functools import cache

import docx
import openpyxl
import pptx
from reportlab.lib import pdfencrypt
from reportlab.pdfgen import canvas

SECRET = "the secret of another file"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def office(kind: str, text: str = "The board met.") -> bytes:
    """A document, a workbook or a presentation that holds `text`."""
    held = io.BytesIO()
    if kind == "docx":
        document = docx.Document()
        document.add_paragraph(text)
        document.save(held)
    elif kind == "xlsx":
        book = openpyxl.Workbook()
        book.active["A1"] = text
        book.save(held)
    else:
        presentation = pptx.Presentation()
        presentation.slides.add_slide(presentation.slide_layouts[5]).shapes.title.text = text
        presentation.save(held)
    return held.getvalue()


PARTS = {"docx": "word/document.xml", "xlsx": "xl/worksheets/sheet1.xml", "pptx": "ppt/slides/slide1.xml"}
"""Where an Office file of a kind holds its text."""


def remade(data: bytes, parts: dict[str, bytes], *, sizes: dict[str, int] | None = None) -> bytes:
    """The archive with these members in place of its own, or besides them; `sizes` are said and not true."""
    held = io.BytesIO()
    packed = zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=1)
    with zipfile.ZipFile(io.BytesIO(data)) as old, packed as new:
        for info in old.infolist():
            if info.filename not in parts:
                new.writestr(info, old.read(info))
        for name, content in parts.items():
            new.writestr(name, content)
        for name, size in (sizes or {}).items():
            new.getinfo(name).file_size = size  # into the table of contents alone
    return held.getvalue()


def member(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


@cache
def bomb(kind: str, megabytes: int = 260, *, honest: bool = True) -> bytes:
    """An archive of some hundred kilobytes whose text unpacks to `megabytes`; one that lies says a thousand bytes."""
    inside = member(office(kind), PARTS[kind])
    at = inside.rindex(b"</")
    content = inside[:at] + b" " * (megabytes * 1_000_000) + inside[at:]
    return remade(office(kind), {PARTS[kind]: content}, sizes=None if honest else {PARTS[kind]: 1000})


def with_doctype(kind: str, doctype: str, used: str) -> bytes:
    """An Office file whose text has a document type, and `used` in place of its words."""
    inside = member(office(kind, "WORDS"), PARTS[kind])
    return remade(office(kind, "WORDS"), {PARTS[kind]: _typed(inside, doctype, used)})


def _typed(xml: bytes, doctype: str, used: str) -> bytes:
    head, root, rest = xml.partition(b"?>")
    if not root:
        head, rest = b"<?xml version='1.0'", xml
    return head + b"?>" + doctype.encode() + rest.replace(b"WORDS", used.encode())


LAUGHS = "<!DOCTYPE x [<!ENTITY a0 'ha'>" + "".join(
    f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10)
) + "]>"  # fmt: skip
"""A thousand million times "ha", in a kilobyte; used as ``&a9;``."""


def external(address: str) -> str:
    """A document type that takes in another file, used as ``&x;``."""
    return f"<!DOCTYPE x [<!ENTITY x SYSTEM '{address}'>]>"


_DEEPER = {
    "docx": (b"<w:sdt><w:sdtContent>", b"</w:sdtContent></w:sdt>", b"<w:p", b"<w:sectPr"),
    "pptx": (b"<p:grpSp>", b"</p:grpSp>", b"<p:sp>", b"</p:spTree>"),
}


def deep(kind: str, levels: int) -> bytes:
    """An Office file whose text stands so many levels deep."""
    inside = member(office(kind, "WORDS"), PARTS[kind])
    begins, ends, first, behind = _DEEPER[kind]
    at, end = inside.index(first), inside.rindex(behind)
    deeper = inside[:at] + begins * levels + inside[at:end] + ends * levels + inside[end:]
    return remade(office(kind), {PARTS[kind]: deeper})


def pages(count: int) -> bytes:
    """A PDF of so many pages with a line on each."""
    kids = " ".join(f"{n} 0 R" for n in range(4, 4 + 2 * count, 2))
    bodies = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Count {count}/Kids[{kids}]>>"]
    bodies.append("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
    for n in range(count):
        said = f"BT /F1 9 Tf 20 99 Td (Page {n + 1} of the minutes.) Tj ET"
        about = f"/MediaBox[0 0 200 200]/Resources<</Font<</F1 3 0 R>>>>/Contents {5 + 2 * n} 0 R"
        bodies += [f"<</Type/Page/Parent 2 0 R{about}>>", f"<</Length {len(said)}>>stream\n{said}\nendstream"]
    held = io.BytesIO(b"")
    held.write(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(held.tell())
        held.write(f"{number} 0 obj{body}endobj\n".encode())
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(places) + 1}/Root 1 0 R>>"
    return held.getvalue() + f"{end}\nstartxref\n{held.tell()}\n%%EOF".encode()


def scripted() -> bytes:
    """A PDF that runs a script, and opens an address, as soon as it is opened."""
    held = io.BytesIO()
    drawn = canvas.Canvas(held, pagesize=(300, 200))
    drawn.drawString(20, 100, "The board met.")
    drawn.showPage()
    drawn.save()
    action = b"/OpenAction << /S /JavaScript /JS (app.launchURL('http://127.0.0.1:9/');while\\(1\\){}) >> "
    return held.getvalue().replace(b"/Type /Catalog", action + b"/Type /Catalog")


def locked_pdf() -> bytes:
    held = io.BytesIO()
    drawn = canvas.Canvas(held, encrypt=pdfencrypt.StandardEncryption("password"))
    drawn.drawString(20, 100, "The board met.")
    drawn.save()
    return held.getvalue()


def locked_office() -> bytes:
    """What an Office file with a password looks like from outside: a compound file with this entry."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(1000)


def nested_mail(levels: int) -> bytes:
    """Parts within parts."""
    text = "Subject: x\nFrom: a@b.example\nMIME-Version: 1.0\n"
    opening = "".join(
        f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(levels)
    )
    closing = "".join(f"\n--b{n}--\n" for n in reversed(range(levels)))
    return (text + opening + "Content-Type: text/plain\n\nThe board met.\n" + closing).encode()


def forwarded_mail(levels: int) -> bytes:
    """Messages within messages."""
    message = EmailMessage()
    message["From"], message["Subject"], message["MIME-Version"] = "a@b.example", "x", "1.0"
    message.set_content("The board met.")
    head = "From: a@b.example\nSubject: x\nMIME-Version: 1.0\nContent-Type: message/rfc822\n\n"
    return (head * levels).encode() + bytes(message)


def large_sheet() -> bytes:
    """A workbook that says it has 17,179,869,184 cells, with a word in the last."""
    inside = member(office("xlsx"), PARTS["xlsx"])
    inside = inside.replace(b'ref="A1"', b'ref="A1:XFD1048576"').replace(b'r="A1"', b'r="XFD1048576"')
    return remade(office("xlsx"), {PARTS["xlsx"]: inside.replace(b'<row r="1"', b'<row r="1048576"')})


def with_footnote(doctype: str, words: str) -> bytes:
    """A document with a footnote whose part has a document type."""
    note = (
        f'<?xml version="1.0"?>{doctype}<w:footnotes xmlns:w="{WORD}"><w:footnote w:id="1"><w:p><w:r><w:t>{words}</w:t>'
        "</w:r></w:p></w:footnote></w:footnotes>"
    )
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    whole = related(office("docx"), "word/_rels/document.xml.rels", kinds, "footnotes.xml")
    types = member(whole, "[Content_Types].xml")
    kind = b"application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    named = b'<Override PartName="/word/footnotes.xml" ContentType="' + kind + b'"/></Types>'
    parts = {"word/footnotes.xml": note.encode(), "[Content_Types].xml": types.replace(b"</Types>", named)}
    return remade(whole, parts)


def related(data: bytes, part: str, kind: str, target: str) -> bytes:
    """The archive with one more relation to a part."""
    relation = f'<Relationship Id="rId999" Type="{kind}" Target="{target}"/></Relationships>'
    return remade(data, {part: member(data, part).replace(b"</Relationships>", relation.encode())})
