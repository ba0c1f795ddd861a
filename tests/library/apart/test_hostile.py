"""Files made to harm: each is read, or one named failure within its limits, and the next file goes in."""

from __future__ import annotations

import os
import socket
import sys
import threading
import time
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.errors import (
    BadFrontMatter,
    DocumentError,
    DocumentTooLarge,
    NoTextInDocument,
    ReadTooLarge,
    UnreadableDocument,
)
from assistant.library.apart.limits import Limits
from assistant.library.apart.reading import read
from assistant.records import Question
from tests.library.apart import hostile

LIMITS = Limits(seconds=60, memory_mb=1000)
OFFICE = ("docx", "xlsx", "pptx")
posix = pytest.mark.skipif(sys.platform == "win32", reason="the system has no such files")


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


# --- archives -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", OFFICE)
def test_a_zip_bomb_is_too_large(tmp_path: Path, kind: str) -> None:
    with pytest.raises(DocumentTooLarge, match=r"unpacks to 26\d MB"):
        read(put(tmp_path, f"a.{kind}", hostile.bomb(kind)), LIMITS)


@pytest.mark.parametrize("kind", OFFICE)
def test_a_zip_bomb_that_lies_about_its_size_is_damaged(tmp_path: Path, kind: str) -> None:
    with pytest.raises((UnreadableDocument, ReadTooLarge)):
        read(put(tmp_path, f"a.{kind}", hostile.bomb(kind, 60, honest=False)), LIMITS)


def test_an_archive_in_an_archive_is_not_opened(tmp_path: Path) -> None:
    nested = hostile.remade(hostile.office("docx"), {"word/embeddings/inner.zip": hostile.bomb("docx", 60)})
    assert read(put(tmp_path, "a.docx", nested), LIMITS).text == "The board met."


@pytest.mark.parametrize("kind", OFFICE)
def test_names_that_lead_out_of_an_archive_write_nothing(tmp_path: Path, kind: str) -> None:
    inside = tmp_path / "a" / "b"
    inside.mkdir(parents=True)
    names = ("../evil", "../../evil", str(tmp_path / "evil"))
    found = read(put(inside, f"a.{kind}", hostile.remade(hostile.office(kind), dict.fromkeys(names, b"x"))), LIMITS)
    assert "The board met." in found.text
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [f"a.{kind}"]


def test_a_workbook_that_claims_all_cells_is_read_by_those_it_has(tmp_path: Path) -> None:
    assert read(put(tmp_path, "a.xlsx", hostile.large_sheet()), LIMITS).text.endswith("| The board met.")


# --- XML ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", OFFICE)
def test_a_billion_laughs_are_refused(tmp_path: Path, kind: str) -> None:
    with pytest.raises(DocumentError):
        read(put(tmp_path, f"a.{kind}", hostile.with_doctype(kind, hostile.LAUGHS, "&a9;")), LIMITS)


@pytest.mark.parametrize("kind", OFFICE)
def test_another_file_is_not_taken_into_an_office_file(tmp_path: Path, kind: str) -> None:
    secret = put(tmp_path, "secret.txt", hostile.SECRET)
    doctype = hostile.external(secret.as_uri())
    path = put(tmp_path, f"a.{kind}", hostile.with_doctype(kind, doctype, "Here: &x; The board met."))
    assert hostile.SECRET not in text_or_error(path)


def test_another_file_is_not_taken_into_a_footnote(tmp_path: Path) -> None:
    secret = put(tmp_path, "secret.txt", hostile.SECRET)
    path = put(tmp_path, "a.docx", hostile.with_footnote(hostile.external(secret.as_uri()), "Note: &x;"))
    said = text_or_error(path)
    assert "Note:" in said
    assert hostile.SECRET not in said


@pytest.mark.parametrize("name", ["a.html", "a.xhtml", "a.svg", "a.xml"])
def test_markup_takes_in_no_entity(tmp_path: Path, name: str) -> None:
    secret = put(tmp_path, "secret.txt", hostile.SECRET)
    body = "<html xmlns='http://www.w3.org/1999/xhtml'><body><p>{} The board met.</p></body></html>"
    path = put(tmp_path, name, "<?xml version='1.0'?>" + hostile.external(secret.as_uri()) + body.format("&x;"))
    assert hostile.SECRET not in text_or_error(path)
    said = text_or_error(put(tmp_path, name, hostile.LAUGHS + body.format("&a9;")))
    assert "The board met." in said
    assert len(said) < 5000


@pytest.mark.parametrize("kind", ["docx", "pptx"])
@pytest.mark.parametrize("levels", [100, 1000, 100_000])
def test_deep_xml_is_read_or_named(tmp_path: Path, kind: str, levels: int) -> None:
    path = put(tmp_path, f"a.{kind}", hostile.deep(kind, levels))
    if levels == 100:
        assert "WORDS" in read(path, LIMITS).text
    else:
        with pytest.raises(UnreadableDocument):
            read(path, LIMITS)


# --- PDF, mail, pages, front matter -------------------------------------------------------------------------------


def test_ten_thousand_pages_are_read_each_for_itself(tmp_path: Path) -> None:
    found = read(put(tmp_path, "a.pdf", hostile.pages(10_000)), LIMITS)
    assert len(found.page_starts) == 10_000
    assert found.text[found.page_starts[9_999] :].startswith("Page 10000 of the minutes.")


def test_a_script_in_a_pdf_does_not_run_and_its_text_is_read(tmp_path: Path) -> None:
    assert read(put(tmp_path, "a.pdf", hostile.scripted()), LIMITS).text.strip() == "The board met."


@pytest.mark.parametrize(("name", "data"), [("a.pdf", hostile.locked_pdf()), ("a.docx", hostile.locked_office())])
def test_what_needs_a_password_says_so(tmp_path: Path, name: str, data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="password"):
        read(put(tmp_path, name, data), LIMITS)


@pytest.mark.parametrize("make", [hostile.nested_mail, hostile.forwarded_mail])
def test_mail_in_a_thousand_wrappings_is_named(tmp_path: Path, make) -> None:
    with pytest.raises(UnreadableDocument, match="nested too deep"):
        read(put(tmp_path, "a.eml", make(1000)), LIMITS)


@pytest.mark.parametrize("tag", ["div", "span", "table><tr><td", "ul><li", "b"])
def test_a_hundred_thousand_elements_deep_is_read_or_named(tmp_path: Path, tag: str) -> None:
    said = text_or_error(put(tmp_path, "a.html", f"<html><body>{f'<{tag}>' * 100_000}The board met.</body></html>"))
    assert said


def test_comments_without_a_page_behind_them_take_no_time(tmp_path: Path) -> None:
    began = time.monotonic()
    read(put(tmp_path, "a.html", "<!---->" * 500 + "<x"), LIMITS)
    assert time.monotonic() - began < 20


def test_aliases_in_front_matter_do_not_grow(tmp_path: Path) -> None:
    lines = "".join(f"k{n + 1}: &a{n + 1} [{', '.join([f'*a{n}'] * 9)}]\n" for n in range(20))
    path = put(tmp_path, "a.md", f"---\ntitle: Memo\nk0: &a0 x\n{lines}---\nThe board met.\n")
    assert read(path, LIMITS).text == "The board met.\n"
    with pytest.raises(BadFrontMatter):
        read(put(tmp_path, "b.md", f"---\nk0: &a0 x\n{lines}title: *a20\n---\nThe board met.\n"), LIMITS)


@pytest.mark.parametrize("name", ["a.csv", "a.txt"])
def test_formulas_are_text(tmp_path: Path, name: str) -> None:
    assert read(put(tmp_path, name, '=HYPERLINK("http://a.example"),1\n'), LIMITS).text.startswith("=HYPERLINK")


# --- any format ---------------------------------------------------------------------------------------------------

WHOLE = {
    "pdf": hostile.pages(3),
    "docx": hostile.office("docx"),
    "xlsx": hostile.office("xlsx"),
    "pptx": hostile.office("pptx"),
    "eml": hostile.nested_mail(3),
    "html": b"<html><body><p>The board met.</p></body></html>",
    "md": b"---\ntitle: Memo\n---\nThe board met.\n",
}


@pytest.mark.parametrize("kind", WHOLE)
@pytest.mark.parametrize("part", [0.03, 0.5, 0.98])
def test_what_is_cut_short_is_read_or_named(tmp_path: Path, kind: str, part: float) -> None:
    data = WHOLE[kind]
    text_or_error(put(tmp_path, f"a.{kind}", data[: int(len(data) * part)]))


@pytest.mark.parametrize("kind", WHOLE)
@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".xlsx", ".eml", ".html", ".png", ".exe", ""])
def test_a_wrong_suffix_is_read_or_named(tmp_path: Path, kind: str, suffix: str) -> None:
    text_or_error(put(tmp_path, f"a{suffix}", WHOLE[kind]))


def text_or_error(path: Path) -> str:
    """What the file says; where it is a named failure, that."""
    try:
        return read(path, LIMITS).text
    except DocumentError as error:
        assert path.name in error.message
        return error.message


# --- what is no plain file ----------------------------------------------------------------------------------------


def test_four_gigabytes_in_one_line_are_refused_unread(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", "x")
    os.truncate(path, 4_000_000_000)
    began = time.monotonic()
    with pytest.raises(DocumentTooLarge, match="4000.0 MB"):
        read(path, LIMITS)
    assert time.monotonic() - began < 20


@posix
def test_a_pipe_is_named_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(UnreadableDocument, match="pipe"):
        read(tmp_path / "pipe.txt", LIMITS)


@posix
def test_a_socket_and_a_device_are_named(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as held:
        held.bind(str(tmp_path / "s.txt"))
        for path in (tmp_path / "s.txt", Path("/dev/zero")):
            with pytest.raises(UnreadableDocument):
                read(path, LIMITS)


def test_a_file_that_changes_while_it_is_read_is_one_state_or_named(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", "a" * 1_000_000)
    ends = threading.Event()

    def write() -> None:
        with path.open("r+b") as file:
            while not ends.is_set():
                for letter in (b"b", b"a"):
                    file.seek(0)
                    file.write(letter * 1_000_000)
                    file.flush()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _ in range(20):
            try:
                read(path, LIMITS)
            except UnreadableDocument as error:
                assert "changed while it was read" in error.message
    finally:
        ends.set()
        writer.join()


@posix
def test_names_that_are_no_utf_8_or_very_long_are_read(tmp_path: Path) -> None:
    odd = os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.txt")
    Path(odd).write_text("The board met.")
    assert read(Path(odd), LIMITS).text == "The board met."
    assert read(put(tmp_path, "a" * 251 + ".txt", "The board met."), LIMITS).text == "The board met."


# --- all of it at once --------------------------------------------------------------------------------------------


@posix
def test_a_folder_full_of_it_goes_in_by_its_good_files_alone(library: Assistant, tmp_path: Path) -> None:
    """Each bad file is one named failure, what lies outside stays outside, and the library answers."""
    folder = tmp_path / "folder"
    folder.mkdir()
    put(tmp_path, "outside.md", "# Outside\n\nThe secret of the minister.\n")
    (folder / "link.md").symlink_to(tmp_path / "outside.md")
    (folder / "up").symlink_to(tmp_path, target_is_directory=True)
    os.mkfifo(folder / "pipe.txt")
    put(folder, "bomb.docx", hostile.bomb("docx"))
    put(folder, "mail.eml", hostile.nested_mail(1000))
    put(folder, "locked.pdf", hostile.locked_pdf())
    put(folder, "cut.xlsx", hostile.office("xlsx")[:2000])
    put(folder, "long.txt", "x")
    os.truncate(folder / "long.txt", 4_000_000_000)
    put(folder, "spaces.txt", "# x" + " " * 300_000 + "y\n")
    put(folder, "initials.txt", "A. " * 1000)
    put(folder, "minutes.md", "# Minutes\n\nThe harbour board met on 6 May 2024.\n")
    report = library.ingest([folder])
    assert sorted(report.added) == ["initials", "minutes", "spaces"]
    assert {Path(failure.path).name: failure.type for failure in report.failed} == {
        "bomb.docx": "DocumentTooLarge",
        "cut.xlsx": "UnreadableDocument",
        "locked.pdf": "UnreadableDocument",
        "long.txt": "DocumentTooLarge",
        "mail.eml": "UnreadableDocument",
    }
    answer = library.ask(Question("When did the harbour board meet?"))
    assert "6 May 2024" in answer.answer
    assert not any("secret" in d.text for d in map(library.document, report.added))


def test_an_empty_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(NoTextInDocument):
        read(put(tmp_path, "a.pdf", b""), LIMITS)
