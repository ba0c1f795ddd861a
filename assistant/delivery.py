"""What a command made: on standard output, or in the file that ``--out`` names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.errors import UnknownExport
from assistant.terminal import print_json

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from assistant.export.files import Product


@dataclass(frozen=True, slots=True)
class Made:
    """A product with what a command says of it: as JSON, in plain words, and in one line where it went into a file."""

    product: Product
    found: dict[str, Any]
    text: str
    summary: str = ""


def must_be_writable(out: Path | None, kind: str) -> None:
    """Raise `UnknownExport` where ``--out`` names a file that cannot be written, before anything is worked out."""
    if out:
        from assistant.export import files

        files.check(out, kind)


def deliver(made: Made, a: argparse.Namespace) -> None:
    """Print what was made, or write it to ``--out`` and say so; with ``--json`` print the JSON object either way.

    Where the file cannot be written after all, what was made is printed before the error: no work is lost.
    """
    if a.out:
        try:
            write(made.product, a.out, annex=a.annex)
        except UnknownExport:
            if not a.json:
                print(made.text)
            raise
    if a.json:
        print_json(made.found)
    else:
        print("\n".join(line for line in (made.summary, f"Written to {a.out}.") if line) if a.out else made.text)


def write(product: Product, out: Path, *, annex: bool = False) -> None:
    """Write `product` to the file `out` in the form that its suffix names, with `annex` the passages cited as well."""
    from assistant.export import files

    files.write(product, out, annex=annex)
