"""Files by suffix: which form a product is written in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from assistant.errors import UnknownExport
from assistant.export import markdown
from assistant.records import Comparison

COMPARISONS: Mapping[str, Callable[[Comparison], str]] = {".md": markdown.comparison}


def check(path: Path) -> None:
    """Refuse a file that cannot be written by its suffix, before anything is worked out for it.

    Raises:
        UnknownExport: no form has this suffix.
    """
    if path.suffix.lower() not in COMPARISONS:
        known = ", ".join(COMPARISONS)
        hint = f"Name a file that ends in {known}."
        raise UnknownExport(f"A comparison cannot be written as {path.name!r}; known suffixes: {known}.", hint)


def write(found: Comparison, path: Path) -> None:
    """Write a comparison to `path` in the form that its suffix names.

    Raises:
        UnknownExport: no form has this suffix, or the file cannot be written.
    """
    check(path)
    try:
        path.write_text(COMPARISONS[path.suffix.lower()](found), encoding="utf-8")
    except OSError as error:
        raise UnknownExport(f"{path} cannot be written: {error.strerror or error}.", "Name another file.") from error
