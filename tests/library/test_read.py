"""Reading any file: the reader is chosen by content, failures are named, text is normalised once."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import io
import os
import random
import tempfile
import unicodedata
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from assistant.errors import (
    DocumentError,
    DocumentTooLarge,
    NoTextInDocument,
    UnreadableDocument,
    UnsupportedFormat,
)
from assistant.library.read import read

if TYPE_CHECKING:
    from conftest import Write

NONSENSE = random.Random(7).randbytes(4000)


def word_file(text: str = "The treaty was signed.") -> bytes:
    """A Word document as Word would write it."""
    document = docx.Document()
    document.add_paragraph(text)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def picture() -> bytes:
    """A PNG."""
    held = io.BytesIO()
    Image.new("RGB", (8, 8)).save(held, "PNG")
    return held.getvalue()


# --- text is the file's own characters ----------------------------------------------------------------------------


def folded(text: str) -> str:
    """The contract's normal form, written out a second time: line ends, then NFC."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), max_size=20)
lines = st.lists(words | st.sampled_from(["한국", "e\u0301", "日本語", "👩‍💻", "  ", "\t", "# Heading"]), max_size=12)
texts = st.tuples(lines, st.sampled_from(["\n", "\r\n", "\r"])).map(lambda pair: "a" + pair[1].join(pair[0]))


@pytest.mark.parametrize("name", ["note.md", "note.txt"])
@settings(deadline=None)  # it writes files: how long that takes says more of the machine than of the reader
@given(text=texts)
def test_markdown_and_plain_text_keep_every_character(name: str, text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(text.encode())
        assert read(path).text == folded(text)


def test_blank_lines_and_trailing_spaces_are_not_trimmed(write: Write) -> None:
    assert read(write("a.txt", "\n\n  first  \r\nsecond \n\n\n")).text == "\n\n  first  \nsecond \n\n\n"


def test_nul_becomes_the_replacement_character(write: Write) -> None:
    assert read(write("a.txt", "before\0after, and so on")).text == "before\ufffdafter, and so on"


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8-sig", "With a mark."),
        ("utf-16", "Mit Umläuten: Größe 日本"),
        ("utf-16-be", "\ufeffBig end first."),
        ("cp1252", "Größe und Straße, überall für alle Männer und Frauen. " * 3),
        ("shift_jis", "これは試験のための日本語の文章です。" * 5),
        ("gb18030", "这是一个中文文本,我们用它来测试编码。" * 5),
        ("euc_kr", "이것은 한국어 텍스트입니다. 시험합니다. " * 5),
        ("cp1251", "Это русский текст для проверки кодировки. " * 5),
    ],
)
def test_encodings_are_recognised(write: Write, encoding: str, text: str) -> None:
    assert read(write("a.txt", text.encode(encoding))).text == text.removeprefix("\ufeff")


def test_one_bad_byte_does_not_spoil_the_rest(write: Write) -> None:
    text = "불패의 동맹관계와 전략적 관계"
    assert read(write("a.txt", text.encode() + b"\xff")).text == text + "\ufffd"


def test_checksum_is_that_of_the_bytes(write: Write) -> None:
    content = "one\r\ntwo".encode("utf-16")
    assert read(write("a.txt", content)).sha256 == hashlib.sha256(content).hexdigest()


# --- content decides, not the name --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["minutes.docx", "minutes.txt", "minutes.pdf", "minutes"])
def test_a_word_file_is_read_under_any_name(write: Write, name: str) -> None:
    assert read(write(name, word_file())).text == "The treaty was signed."


@pytest.mark.parametrize("name", ["note.pdf", "note.docx", "note.eml", "note.html", "note.csv", "note"])
def test_plain_text_is_read_under_any_name(write: Write, name: str) -> None:
    assert read(write(name, "Only words here.\n")).text == "Only words here.\n"


def test_markdown_that_shows_markup_stays_as_it_is(write: Write) -> None:
    text = "# On markup\n\n<script>alert(1)</script> and <img onerror=x>\n"
    assert read(write("a.md", text)).text == text


def test_a_memo_in_plain_text_is_not_taken_for_a_message(write: Write) -> None:
    memo = "From: Policy unit\nTo: Minister\nSubject: Treaty\n\nPlease see below.\n"
    assert read(write("memo.txt", memo)).text == memo


# --- failures, each by its name -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("a.bin", NONSENSE, UnsupportedFormat),
        ("a.txt", NONSENSE, UnsupportedFormat),
        ("a.md", bytes(range(256)), UnsupportedFormat),
        ("a.pdf", NONSENSE, UnreadableDocument),
        ("a.docx", NONSENSE, UnreadableDocument),
        ("a.gz", gzip.compress(b"text", mtime=0), UnsupportedFormat),
        ("a.rtf", rb"{\rtf1\ansi Words}", UnsupportedFormat),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), UnsupportedFormat),
        (
            "locked.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
            UnreadableDocument,
        ),
        ("a.docx", word_file()[:9000], UnreadableDocument),
        ("a.txt", b"", NoTextInDocument),
        ("a.md", b" \n\t\n", NoTextInDocument),
        ("a.md", b"---\ntitle: Nothing below\n---\n", NoTextInDocument),
        ("a.docx", word_file(""), NoTextInDocument),
    ],
)
def test_a_bad_file_is_named_with_what_is_wrong(
    write: Write, name: str, content: bytes, error: type[DocumentError]
) -> None:
    with pytest.raises(error) as raised:
        read(write(name, content))
    assert type(raised.value) is error
    assert name in raised.value.message
    assert "\n" not in raised.value.message
    assert raised.value.hint


def test_every_file_cut_short_is_a_named_error(write: Write) -> None:
    whole = word_file("A longer text. " * 50)
    for kept in range(1, 10):
        with pytest.raises(DocumentError):
            read(write("a.docx", whole[: len(whole) * kept // 10]))


def test_whatever_bytes_are_spoilt_the_error_is_a_named_one(write: Write) -> None:
    whole, chance = word_file(), random.Random(3)
    for _ in range(60):
        spoilt = bytearray(whole)
        for _ in range(20):
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        with contextlib.suppress(DocumentError):
            read(write("a.docx", bytes(spoilt)))


def test_damage_inside_an_archive_is_a_named_error(write: Write) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types")
        archive.writestr("word/document.xml", "<w:document")
    with pytest.raises(UnreadableDocument, match=r"a\.docx"):
        read(write("a.docx", held.getvalue()))


def test_an_archive_of_something_else_is_unsupported(write: Write) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("notes.txt", "hello")
    with pytest.raises(UnsupportedFormat, match="ZIP"):
        read(write("a.docx", held.getvalue()))


def test_an_archive_that_unpacks_without_end_is_left_out(write: Write) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w") as part:
            for _ in range(26):
                part.write(bytes(10_000_000))
    with pytest.raises(DocumentTooLarge, match=r"a\.docx"):
        read(write("a.docx", held.getvalue()))


def test_text_over_the_limit_names_its_size_and_the_setting(write: Write) -> None:
    with pytest.raises(DocumentTooLarge, match=r"a\.txt.*2\.0 MB.*ASSISTANT_MAX_DOCUMENT_MB"):
        read(write("a.txt", "a" * 2_000_000), max_megabytes=1)
    assert len(read(write("b.txt", "a" * 2_000_000), max_megabytes=2).text) == 2_000_000


def test_a_file_far_over_the_limit_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "huge.pdf"
    path.touch()
    os.truncate(path, 300_000_000)  # a hole: takes no space on the disk
    with pytest.raises(DocumentTooLarge, match=r"huge\.pdf.*300\.0 MB.*ASSISTANT_MAX_DOCUMENT_MB"):
        read(path)


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    for path in (tmp_path / "gone.md", tmp_path):
        with pytest.raises(UnreadableDocument, match=path.name):
            read(path)
