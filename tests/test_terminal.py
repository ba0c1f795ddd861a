"""What a command says on standard error while it works."""

from __future__ import annotations

import io
import sys

import pytest

from assistant.terminal import Draft


class Watched(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_reply_is_shown_while_it_comes_without_what_moves_the_cursor(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sys.stderr", Watched())
    draft = Draft()
    for piece in ("The pier ", "\x1b[2Jwas opened", "\non Monday."):
        draft.told(piece)
    draft.ended()
    shown = sys.stderr.getvalue()  # type: ignore[attr-defined]
    assert "not yet checked" in shown and "The pier [2Jwas opened\non Monday." in shown and "\x1b" not in shown


def test_nothing_of_it_is_shown_where_nobody_watches(capsys: pytest.CaptureFixture[str]):
    draft = Draft()
    draft.told("The pier")
    draft.ended()
    assert capsys.readouterr().err == ""
