"""References as BibTeX, for BibTeX and biblatex alike. Pure.

Titles and names stand in braces of their own: no capital is lowered, and no name of an office or of somebody whose
family name comes first is taken apart. Addresses stand as a browser sends them, since both set them without reading
them as TeX.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from urllib.parse import quote

from assistant.export.paper import Source
from assistant.export.references import Reference, references_of

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_TEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$",
    "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_NAMED = {**_TEX, "{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
"""For words whose braces are not paired: parsers count braces, escaped ones too."""
_SPECIAL = re.compile(r"[\\{}&%$#_~^]")
_IN_ADDRESS = re.compile(r"[\\{}\s]|[^\x00-\x7f]")


def bibtex(sources: Sequence[Source]) -> bytes:
    """One ``@misc`` a document, UTF-8."""
    return "\n".join(_entry(reference) for reference in references_of(sources)).encode()


def _entry(r: Reference) -> str:
    lines = [f"  {name} = {value}," for name, value in _fields(r)]
    return "\n".join([f"@misc{{{r.key},", *lines, "}", ""])


def _fields(r: Reference) -> Iterator[tuple[str, str]]:
    if r.authors:
        yield "author", f"{{{' and '.join(f'{{{_tex(name)}}}' for name in r.authors)}}}"
    yield "title", f"{{{{{_tex(r.title)}}}}}"
    if r.issued:
        yield "date", f"{{{'-'.join(f'{part:02}' for part in r.issued)}}}"
        yield "year", f"{{{r.issued[0]}}}"
    if len(r.issued) > 1 and 1 <= r.issued[1] <= len(_MONTHS):
        yield "month", _MONTHS[r.issued[1] - 1]
    if r.kind:
        yield "howpublished", f"{{{_tex(r.kind)}}}"
    if r.language:
        yield "language", f"{{{_tex(r.language)}}}"
    if r.address:
        yield "url", f"{{{_IN_ADDRESS.sub(lambda sign: quote(sign[0]), r.address)}}}"
    if r.note:
        yield "note", f"{{{_tex(r.note)}}}"
    yield "version", f"{{{r.version}}}"


def _tex(words: str) -> str:
    signs = _TEX if _paired(words) else _NAMED
    return _SPECIAL.sub(lambda sign: signs[sign[0]], words)


def _paired(words: str) -> bool:
    """Whether every brace in `words` has its counterpart."""
    depths = list(accumulate({"{": 1, "}": -1}.get(character, 0) for character in words))
    return not depths or (min(depths) >= 0 and depths[-1] == 0)
