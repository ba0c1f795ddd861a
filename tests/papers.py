"""A paper with every kind of block, in many scripts, with whatever could be taken for markup or break a file."""

from __future__ import annotations

import io
import os
from pathlib import Path

import docx
import pypdfium2

from assistant.export.paper import (
    Callout,
    Finding,
    Findings,
    Heading,
    Listing,
    Paper,
    Paragraph,
    Quotation,
    Run,
    Table,
    plain,
    sources_of,
)
from assistant.records import Document, Metadata, Span

KOREAN = Document(
    "담화-2024", 1, "항구 위원회는 5월 6일에 회의를 열었다. 예산은 4천만 크로네이다.",
    Metadata(title="항구 위원회 담화", date="2024-05-06", issuer="항구 위원회", kind="담화", language="ko",
             source="https://example.org/담화?a=1&b=2#_top"),
)  # fmt: skip
JAPANESE = Document(
    "bulletin", 2, "港湾局は五月七日、**桟橋**を閉鎖すると発表した。「再開は未定」とした。",
    Metadata(title="港湾局発表 <第2号>", date="2024-05", issuer="港湾局; 県庁", language="ja",
             source="file://archive/2 {x}",
             note="This record was written for this library; it is not the original.", completeness="part"),
    page_starts=(0,),
)  # fmt: skip
ARABIC = Document(
    "bayan", 1, "أعلنت هيئة الميناء إغلاق الرصيف في 7 مايو 2024. \u202eثم\nفتحته.",
    Metadata(title="بيان هيئة الميناء", date="2024", issuer="هيئة الميناء", language="ar"),
)  # fmt: skip
SIGNS = Document(
    "signs", 1,
    "# Not a heading\x00 with *signs*, [x](javascript:y), $1 | `2` & <b>3</b>\x0b#panic(1) \\u{41} @ref ~4~.",
    Metadata(title="A title with {braces}, 100 % & $igns_#1", issuer="Smith & Søn; Ministry of Trade, Seoul"),
)  # fmt: skip
DOCUMENTS = (KOREAN, JAPANESE, ARABIC, SIGNS)
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3
CITATIONS = tuple(d.cite(n, Span(0, len(d.text))) for n, d in enumerate(DOCUMENTS, 1))


def every_block(**changes: object) -> Paper:
    """The paper; `changes` are fields of it that are to be otherwise."""
    fields: dict[str, object] = {
        "title": "Every *kind* of block: 港, ميناء, 항구",
        "byline": ("Made on 25 November 2026", "- not an item"),
        "subject": "What a paper can hold",
        "day": "2026-11-25",
        "blocks": BLOCKS,
        "sources": sources_of(CITATIONS, {d.id: d.metadata for d in DOCUMENTS}),
    }
    return Paper(**{**fields, **changes})  # type: ignore[arg-type]


BLOCKS = (
    Callout("No answer in the library", plain("Nothing <b>says</b> it."), "doubtful"),
    Heading("First part & more"),
    Paragraph((Run("Some "), Run("strong ", "strong"), Run("and"), Run(" soft", "soft"), Run(" words.", cites=(1, 2)))),
    Paragraph(plain("1. is no list, and neither is this one", cites=(9,))),
    Paragraph(plain("- nor this | one.")),
    Heading("A part of it", 2),
    Paragraph(plain(ARABIC.text, cites=(3,))),
    Paragraph((Run("委員会は"), Run("「五月七日」", "differing"), Run("に閉鎖"), Run("。", cites=(2,)))),
    Quotation(plain(KOREAN.text), "항구 위원회 담화, 6 May 2024"),
    Quotation(plain(ARABIC.text), "بيان"),
    Quotation(plain(SIGNS.text)),
    Listing((plain("one", cites=(4,)), plain("two\nlines"))),
    Listing((plain("first"), plain("second")), ordered=True),
    Table(
        ("", "A", "B"),
        (
            ((plain("reworded: number"),),
             ((Run("The rate is "), Run("four", "deleted"), Run(" percent.", cites=(1,))),),
             ((Run("The rate is "), Run("five", "inserted"), Run(" percent.", cites=(2,))),)),
            ((plain("only in A"),), (plain("A | pipe."), plain("A second line.")), (plain("–"),)),
            ((plain("long"),), (plain(LONG),), (plain("https://example.org/" + "a-b_c" * 40),)),
        ),
        (0.2, 0.4, 0.4),
    ),
    Findings(
        (
            Finding("1", (Run("It met on "), Run("8 May", "differing"), Run(".")), "Contradicted", "bad", "very sure",
                    ((Run("Says otherwise:", "strong"), Run(" “"), Run("7 May", "differing"), Run("”", cites=(2,))),
                     plain("Differs in date.", "soft"))),
            Finding("2", plain("It will grow."), "Not checkable"),
        )
    ),
)  # fmt: skip


def words_of_pdf(pdf: bytes) -> str:
    """The text of a PDF file on one line, as a reader's search finds it."""
    pages = pypdfium2.PdfDocument(pdf)
    told = " ".join(page.get_textpage().get_text_bounded() for page in pages)
    return " ".join(told.replace("\u200b", "").split())


def words_of_docx(written: bytes) -> str:
    """The text of a Word file, its tables last."""
    document = docx.Document(io.BytesIO(written))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells]).replace("\u00a0", " ")


GOLDEN = Path(__file__).parent / "export" / "golden"


def same_as_golden(written: bytes, name: str) -> None:
    """Hold `written` against the file kept for it; with BRIEFING_GOLDEN set, keep it anew (and read the difference)."""
    kept = GOLDEN / name
    if os.environ.get("BRIEFING_GOLDEN"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_bytes(written)
    assert written.decode() == kept.read_text(encoding="utf-8")
