"""What the tests of the readers share: a way to put bytes or text into a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest

if TYPE_CHECKING:
    from pathlib import Path


class Write(Protocol):
    """Puts `content` into a file of this name and gives its path."""

    def __call__(self, name: str, content: str | bytes) -> Path:
        """Write and return the path."""


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write files into a folder of the test's own."""

    def put(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return put
