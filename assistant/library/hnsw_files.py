"""Whether Chroma's files of vectors have the rows that their header tells.

Chroma 1.5.9 maps them into memory and believes the header: it ends its process over a header that is cut short, and
finds other passages, without a word, where rows are missing.
"""

from __future__ import annotations

import struct
from pathlib import Path

HEADER = struct.Struct("<iQQQQQQiIQQQdQ")
"""hnswlib's: version, offset, most rows, rows, bytes a row, and what does not matter here."""
FILES = ("data_level0.bin", "length.bin", "link_lists.bin")
IDS = "index_metadata.pickle"
BYTES_A_LENGTH = 4


def misshapen(store: Path) -> str:
    """What is wrong with the vectors' files of the store in `store`; empty where nothing is."""
    found = (_misshapen(folder) for folder in sorted(store.glob("*/")) if _holds_vectors(folder))
    return next((wrong for wrong in found if wrong), "")


def _holds_vectors(folder: Path) -> bool:
    return any((folder / name).exists() for name in ("header.bin", IDS, *FILES))


def _misshapen(folder: Path) -> str:
    sizes = {name: _size(folder / name) for name in ("header.bin", IDS, *FILES)}
    if missing := [name for name in ("header.bin", *FILES) if sizes[name] is None]:
        return f"{folder.name}/{missing[0]} is missing."
    if sizes["header.bin"] != HEADER.size:
        return f"{folder.name}/header.bin is cut short."
    # Room for more rows than there are is made in memory first; the files get it when they are next written anew.
    _, _, _, rows, bytes_a_row, *_ = HEADER.unpack((folder / "header.bin").read_bytes())
    for name, least in (("data_level0.bin", rows * bytes_a_row), ("length.bin", rows * BYTES_A_LENGTH)):
        if (sizes[name] or 0) < least:
            return f"{folder.name}/{name} has {sizes[name]} bytes; its rows take {least}."
    if rows and not sizes[IDS]:
        return f"{folder.name}/{IDS} is missing."
    return ""


def _size(file: Path) -> int | None:
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return None
