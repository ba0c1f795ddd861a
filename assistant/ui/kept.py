"""Checks that the page has shown, kept for their downloads, and the checks that are running, so that they can stop.

Both live in memory alone: nobody's draft is written to disk.
"""

from __future__ import annotations

import base64
import logging
import re
import secrets
import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from assistant.errors import AssistantError
from assistant.export.files import CHECKS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.export.verdicts import Checked

LOGGER = logging.getLogger(__name__)
MOST = 32
"""Checks kept; the oldest goes first."""
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "md": "text/markdown;charset=utf-8",
    "csv": "text/csv;charset=utf-8",
}


class Kept:
    """The latest checks by a token that nobody can guess. Safe to share between threads."""

    def __init__(self) -> None:
        self._checks: OrderedDict[str, Checked] = OrderedDict()
        self._lock = threading.Lock()

    def put(self, checked: Checked) -> str:
        """Keep `checked`; the token to ask for it by."""
        token = secrets.token_urlsafe(16)
        with self._lock:
            self._checks[token] = checked
            while len(self._checks) > MOST:
                self._checks.popitem(last=False)
        return token

    def download(self, asked: Mapping[str, Any]) -> dict[str, str]:
        """The file for ``{check, form}``: its name, type and content in base64, or what is the matter.

        What is asked comes from the browser, so nothing in it is trusted.
        """
        form = str(asked.get("form", ""))
        with self._lock:
            checked = self._checks.get(str(asked.get("check", "")))
        if checked is None or form not in TYPES:
            return {"problem": "This check is no longer kept. Check the text again, then download it."}
        try:
            made = CHECKS[f".{form}"](checked)
        except AssistantError as error:
            return {"problem": f"{error.message} {error.hint}".strip()}
        except Exception:  # the edge: logged, and told in one calm line
            LOGGER.exception("A check could not be written as %s.", form)
            return {"problem": "The file could not be made. The log of the server says more."}
        return {"name": _name(checked, form), "type": TYPES[form], "content": base64.b64encode(made).decode()}


@dataclass
class Run:
    """One check that goes on: how far it is, and whether it is to stop."""

    done: int = 0
    of: int = 0
    halt: threading.Event = field(default_factory=threading.Event)

    def progressed(self, done: int, of: int) -> None:
        """Note how far it is."""
        self.done, self.of = done, of


class Runs:
    """The running check of each session, so that its Stop button finds it."""

    def __init__(self) -> None:
        self._runs: dict[str, Run] = {}

    def begin(self, session: str) -> Run:
        """A new run of `session`; one that still goes on there stops."""
        self.stop(session)
        self._runs[session] = Run()
        return self._runs[session]

    def stop(self, session: str) -> None:
        """Ask the run of `session`, if there is one, to stop."""
        if run := self._runs.get(session):
            run.halt.set()

    def end(self, session: str, run: Run) -> None:
        """Forget `run`, and let what it may still be doing stop."""
        run.halt.set()
        if self._runs.get(session) is run:
            del self._runs[session]


def _name(checked: Checked, form: str) -> str:
    words = re.sub(r"[^\w-]+", "-", checked.check.title.lower()).strip("-_")[:60].strip("-")
    return f"check-{words or 'text'}.{form}"
