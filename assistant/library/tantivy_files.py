"""Whether tantivy's files are what it wrote: each ends with the sum of what stands before, which no search looks at."""

from __future__ import annotations

import json
import struct
import zlib
from pathlib import Path

END = struct.Struct("<II")
"""The length of the footer before it, and a number that says that there is one (tantivy 0.27)."""
MARK = 1337
SEGMENT_FILES = ("fast", "fieldnorm", "idx", "pos", "store", "term", "del")


def garbled(terms: Path) -> str:
    """What is wrong with the files of the terms index in `terms`; empty where nothing is."""
    files = [file for ending in SEGMENT_FILES for file in sorted(terms.glob(f"*.{ending}"))]
    return next((f"{file.name} is not what was written." for file in files if not _whole(file)), "")


def _whole(file: Path) -> bool:
    data = file.read_bytes()
    try:
        length, mark = END.unpack(data[-END.size :])
        footer = data[-END.size - length : -END.size]
        return mark == MARK and zlib.crc32(data[: -END.size - length]) == int(json.loads(footer)["crc"])
    except (struct.error, ValueError, KeyError, TypeError):
        return False
