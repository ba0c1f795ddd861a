"""Files by suffix: any product as a paper, a paper in any form, its sources alone for a reference manager."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from assistant.errors import UnknownExport
from assistant.export.answers import Answered, answer_paper
from assistant.export.bibtex import bibtex
from assistant.export.brief_paper import brief_paper
from assistant.export.brief_pdf import pdf as brief_pdf
from assistant.export.briefs import Briefed
from assistant.export.checks import check_paper
from assistant.export.checks_csv import csv
from assistant.export.comparisons import Compared, comparison_paper
from assistant.export.conversations import Talk, conversation_paper
from assistant.export.paper import Paper, Source
from assistant.export.paper_docx import docx
from assistant.export.paper_markdown import markdown
from assistant.export.paper_pdf import pdf
from assistant.export.references import csl
from assistant.export.ris import ris
from assistant.export.verdicts import Checked

Product = Answered | Briefed | Compared | Checked | Talk | Paper
"""What can leave as a file."""
PAPERS: Mapping[str, Callable[[Paper], bytes]] = {".pdf": pdf, ".docx": docx, ".md": markdown}
REFERENCES: Mapping[str, Callable[[Sequence[Source]], bytes]] = {".json": csl, ".bib": bibtex, ".ris": ris}
SUFFIXES = (*PAPERS, *REFERENCES)
"""What every product can be written as; a check as ``.csv`` as well."""


def suffixes(kind: str) -> tuple[str, ...]:
    """What a product of this kind can be written as: "answer", "comparison", "check", "conversation", "brief"."""
    return (*PAPERS, ".csv", *REFERENCES) if kind == "check" else SUFFIXES


def check(path: Path, kind: str) -> None:
    """Refuse a file that cannot be written, before anything is worked out for it; nothing is written yet.

    Raises:
        UnknownExport: a product of this `kind` has no form with this suffix, or the place is not to be written to.
    """
    if path.suffix.lower() not in suffixes(kind):
        known = ", ".join(suffixes(kind))
        article = "An" if kind[:1] in "aeiou" else "A"
        hint = f"Name a file that ends in {known}."
        raise UnknownExport(f"{article} {kind} cannot be written as {path.name!r}; known suffixes: {known}.", hint)
    if reason := _hindrance(path):
        raise UnknownExport(f"{path} cannot be written: {reason}.", "Name another file.")


def paper_of(product: Product, *, annex: bool = False) -> Paper:
    """`product` as paper; with `annex` every citation is printed in its passage at its end."""
    if isinstance(product, Checked):
        return check_paper(product, annex=annex)
    if isinstance(product, Compared):
        return comparison_paper(product, annex=annex)
    if isinstance(product, Briefed):
        return brief_paper(_with_annex(product) if annex else product)
    if isinstance(product, Answered):
        return answer_paper(product, annex=annex)
    if isinstance(product, Talk):
        return conversation_paper(product, annex=annex)
    return replace(product, annex=product.annex or annex)


def made(product: Product, suffix: str, *, annex: bool = False) -> bytes:
    """The bytes of a file of `product` with this suffix, which is one of `suffixes`."""
    suffix = suffix.lower()
    if suffix == ".csv" and isinstance(product, Checked):
        return csv(product)
    if suffix == ".pdf" and isinstance(product, Briefed):
        return brief_pdf(_with_annex(product) if annex else product)  # the page whose length was counted
    paper = paper_of(product, annex=annex)
    return REFERENCES[suffix](paper.sources) if suffix in REFERENCES else PAPERS[suffix](paper)


def _with_annex(briefed: Briefed) -> Briefed:
    """A brief with its annex, whether or not it was made with one."""
    return replace(briefed, brief=replace(briefed.brief, annex=True))


def write(product: Product, path: Path, *, annex: bool = False) -> None:
    """Write `product` to `path` in the form that its suffix names. A file that was there stays until this one is whole.

    Raises:
        UnknownExport: no form has this suffix, or the file cannot be written.
    """
    check(path, kind_of(product))
    written = made(product, path.suffix, annex=annex)
    place = path.resolve()  # a link is followed, not replaced
    part = place.with_name(f".{place.name}.part")
    try:
        part.write_bytes(written)
        os.replace(part, place)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise UnknownExport(f"{path} cannot be written: {error.strerror or error}.", "Name another file.") from error


def kind_of(product: Product) -> str:
    """What `product` is called: "answer", "check"."""
    if isinstance(product, Paper):
        return product.kind
    return _KINDS[type(product)]


_KINDS = {
    Answered: "answer",
    Briefed: "brief",
    Compared: "comparison",
    Checked: "check",
    Talk: "conversation",
}


def _hindrance(path: Path) -> str:
    """Why nothing can be written to `path`, as far as that can be seen; empty where nothing is in the way."""
    folder = path.resolve().parent
    if path.is_dir():
        return "it is a folder"
    if not folder.is_dir():
        return f"there is no folder {folder}"
    if not os.access(folder, os.W_OK | os.X_OK) or (path.exists() and not os.access(path, os.W_OK)):
        return "writing there is not allowed"
    return ""
