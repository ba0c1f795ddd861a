"""Files that the library keeps itself: their names, and that nothing outside is touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.library.originals import Originals, file_name


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Letter to Xi.pdf", "Letter to Xi.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\papers\\memo.docx", "memo.docx"),
        (".hidden", "hidden"),
        ("a:b|c?.md", "a b c.md"),
        ("", "document"),
        ("...", "document"),
        ("談話\u0000.txt", "談話.txt"),
    ],
)
def test_a_name_is_one_that_any_system_takes(given: str, kept: str) -> None:
    assert file_name(given) == kept


def test_a_long_name_keeps_its_suffix() -> None:
    name = file_name("談" * 200 + ".pdf")
    assert name.endswith(".pdf")
    assert len(name.encode()) <= 200


def test_equal_names_with_other_bytes_lie_apart(tmp_path: Path) -> None:
    originals = Originals(tmp_path / "files")
    one, other = originals.write(b"1", "memo.md"), originals.write(b"2", "memo.md")
    assert one != other
    assert one.name == other.name == "memo.md"
    assert (one.read_bytes(), other.read_bytes()) == (b"1", b"2")


def test_a_sweep_leaves_what_is_wanted(tmp_path: Path) -> None:
    originals = Originals(tmp_path / "files")
    one, other = originals.write(b"1", "memo.md"), originals.write(b"2", "memo.md")
    originals.sweep(lambda total: total == one.parent.name)
    assert one.exists()
    assert not other.exists()
