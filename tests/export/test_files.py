"""Files by suffix: what cannot be written is said before the work, and what was there is not lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from assistant.errors import UnknownExport
from assistant.export import files
from assistant.export.comparisons import Compared
from assistant.export.conversations import Talk
from assistant.records import Comparison
from tests.papers import every_block


@pytest.mark.parametrize("suffix", files.SUFFIXES)
def test_any_paper_is_written_by_suffix(tmp_path: Path, suffix: str):
    files.write(every_block(), tmp_path / f"brief{suffix}")
    assert (tmp_path / f"brief{suffix}").stat().st_size > 500
    assert [file.name for file in tmp_path.iterdir()] == [f"brief{suffix}"], "nothing else is left there"


def test_with_an_annex_citations_stand_in_their_passages(tmp_path: Path):
    for annex in (False, True):
        files.write(every_block(kind="brief"), tmp_path / "brief.md", annex=annex)
        assert ("Evidence annex" in (tmp_path / "brief.md").read_text(encoding="utf-8")) is annex
    files.write(Talk(()), tmp_path / "talk.md", annex=True)
    assert "Evidence annex" not in (tmp_path / "talk.md").read_text(encoding="utf-8"), "there are none"
    assert files.kind_of(every_block(kind="brief")) == "brief"


@pytest.mark.parametrize("kind", ["answer", "comparison", "conversation", "brief"])
def test_a_check_alone_is_a_table(kind: str):
    files.check(Path("out.csv"), "check")
    with pytest.raises(UnknownExport, match=rf"An? {kind} cannot be written as 'out\.csv'.* \.pdf, \.docx, \.md"):
        files.check(Path("out.csv"), kind)


def test_where_nothing_can_be_written_is_said_beforehand(tmp_path: Path):
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "file").write_text("kept")
    for path, reason in ((tmp_path / "no" / "a.md", "there is no folder"), (tmp_path / "folder.md", "it is a folder"),
                         (tmp_path / "file" / "a.md", "there is no folder")):  # fmt: skip
        with pytest.raises(UnknownExport, match=f"cannot be written: {reason}"):
            files.check(path, "answer")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "folder.md"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="whoever may do everything is refused nothing")
def test_a_folder_that_may_not_be_written_to_is_said_beforehand(tmp_path: Path):
    tmp_path.chmod(0o500)
    with pytest.raises(UnknownExport, match="not allowed"):
        files.check(tmp_path / "a.md", "answer")


def test_a_file_that_was_there_stays_where_writing_fails(tmp_path: Path):
    out = tmp_path / "out.md"
    out.write_text("what was there")
    (tmp_path / ".out.md.part").mkdir()  # the way is blocked after all
    with pytest.raises(UnknownExport, match="cannot be written"):
        files.write(Compared(Comparison("a", "b")), out)
    assert out.read_text() == "what was there"


@pytest.mark.skipif(os.name == "nt", reason="links need rights of their own there")
def test_a_link_is_followed_and_rights_stay_as_they_are_given(tmp_path: Path):
    (tmp_path / "link.md").symlink_to(tmp_path / "real.md")
    files.write(every_block(), tmp_path / "link.md")
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_text(encoding="utf-8").startswith("# Every")
