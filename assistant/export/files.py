"""Files by suffix: which form a product is written in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from assistant.errors import UnknownExport
from assistant.export import checks, markdown
from assistant.export.check_docx import docx
from assistant.export.check_pdf import pdf
from assistant.export.references import csl
from assistant.export.verdicts import Checked
from assistant.records import Comparison

COMPARISONS: Mapping[str, Callable[[Comparison], bytes]] = {".md": lambda found: markdown.comparison(found).encode()}
CHECKS: Mapping[str, Callable[[Checked], bytes]] = {
    ".pdf": pdf,
    ".docx": docx,
    ".md": checks.markdown,
    ".csv": checks.csv,
    ".json": lambda checked: csl(checked.check.citations, checked.sources),  # the citations alone
}


def check(path: Path, forms: Mapping[str, object] = COMPARISONS) -> None:
    """Refuse a file that cannot be written by its suffix, before anything is worked out for it.

    Raises:
        UnknownExport: none of `forms` has this suffix.
    """
    if path.suffix.lower() not in forms:
        known = ", ".join(forms)
        named = "check" if forms is CHECKS else "comparison"
        hint = f"Name a file that ends in {known}."
        raise UnknownExport(f"A {named} cannot be written as {path.name!r}; known suffixes: {known}.", hint)


def write(found: Comparison | Checked, path: Path) -> None:
    """Write a comparison or a check to `path` in the form that its suffix names.

    Raises:
        UnknownExport: no form has this suffix, or the file cannot be written.
    """
    made = _made(found, path)
    try:
        path.write_bytes(made)
    except OSError as error:
        raise UnknownExport(f"{path} cannot be written: {error.strerror or error}.", "Name another file.") from error


def _made(found: Comparison | Checked, path: Path) -> bytes:
    suffix = path.suffix.lower()
    if isinstance(found, Checked):
        check(path, CHECKS)
        return CHECKS[suffix](found)
    check(path)
    return COMPARISONS[suffix](found)
