"""Briefs by suffix: which form one is written in."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from assistant.errors import UnknownExport
from assistant.export.brief_markdown import markdown
from assistant.export.brief_pdf import pdf
from assistant.export.briefs import Briefed
from assistant.export.references import csl

BRIEFS: Mapping[str, Callable[[Briefed], bytes]] = {
    ".pdf": pdf,
    ".md": markdown,
    ".json": lambda briefed: csl(briefed.brief.citations, briefed.sources),  # the citations alone
}


def check(path: Path) -> None:
    """Refuse a file that cannot be written, before anything is worked out for it.

    Raises:
        UnknownExport: no form has its suffix, or its folder is not there or may not be written.
    """
    known = ", ".join(BRIEFS)
    if path.suffix.lower() not in BRIEFS:
        hint = f"Name a file that ends in {known}."
        raise UnknownExport(f"A brief cannot be written as {path.name!r}; known suffixes: {known}.", hint)
    folder = path.parent
    if path.is_dir():
        why = "it is a folder"
    elif not folder.is_dir():
        why = "there is no such folder"
    elif not os.access(path if path.exists() else folder, os.W_OK):
        why = "writing there is not allowed"
    else:
        return
    raise UnknownExport(f"{path} cannot be written: {why}.", "Name another file.")


def write(briefed: Briefed, path: Path) -> None:
    """Write a brief to `path` in the form that its suffix names; raises as `check` does."""
    check(path)
    made = BRIEFS[path.suffix.lower()](briefed)
    try:
        path.write_bytes(made)
    except OSError as error:
        raise UnknownExport(f"{path} cannot be written: {error.strerror or error}.", "Name another file.") from error
