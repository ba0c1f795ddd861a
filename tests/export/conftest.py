"""The letter and the answer that cites it, which the page's tests show too."""

from __future__ import annotations

from tests.ui.conftest import answer, document

__all__ = ["answer", "document"]  # fixtures
