"""Chroma's files of vectors: whole with room left or without, damaged where rows are missing."""

from __future__ import annotations

from pathlib import Path

from assistant.library.hnsw_files import HEADER, misshapen

ROWS, ROOM, A_ROW = 9216, 16384, 16


def written(folder: Path, rows: int) -> Path:
    """As Chroma leaves them after it made room in memory for more rows than it has: `rows` of `ROWS` are there."""
    files = folder / "vectors"
    files.mkdir()
    (files / "header.bin").write_bytes(HEADER.pack(1, 0, ROOM, ROWS, A_ROW, 0, 0, 0, 0, 0, 0, 0, 0.0, 0))
    (files / "data_level0.bin").write_bytes(bytes(rows * A_ROW))
    (files / "length.bin").write_bytes(bytes(rows * 4))
    (files / "link_lists.bin").write_bytes(b"")
    (files / "index_metadata.pickle").write_bytes(b"ids")
    return folder


def test_room_for_more_rows_that_was_never_written_is_no_damage(tmp_path: Path) -> None:
    assert misshapen(written(tmp_path, ROWS)) == ""


def test_rows_that_are_missing_are(tmp_path: Path) -> None:
    assert "data_level0.bin has" in misshapen(written(tmp_path, ROWS - 1))
