"""Where a phrase stands in a text, and whether it stands there in quotation marks. Pure.

A phrase is the same phrase whatever the case, the white space (line breaks among it), the apostrophes, quotation marks
and dashes it is typed with, in full or half width, with Russian ё or е; `folded` says exactly what is alike. It
is found as whole words where its script parts words by spaces, and anywhere in Chinese, Japanese and Korean.
Offsets are those of the text as it stands.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from assistant.library.terms import CJK
from assistant.records import Document, Span

_ALIKE = {"'": "’‘ʼʹ′`´‛", '"': "“”„‟«»″", "-": "‐‑‒–—―−﹣", "е": "ё"}
_WIDE = {ord("!") + i: chr(0xFF01 + i) for i in range(94)}  # full-width forms of the printable ASCII characters
_TABLE = str.maketrans(
    {other: one for one, others in _ALIKE.items() for other in others} | {w: chr(c) for c, w in _WIDE.items()}
)
_UNSPACED = r"\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_SPACE_INSIDE = re.compile(rf"(?<=[{_UNSPACED}])\s+(?=[{_UNSPACED}])")
_SPACE = re.compile(r"\s+")
_LETTER = rf"[^\W_{CJK}]|[\u0300-\u036f]"
_SPACED = re.compile(_LETTER)


@lru_cache(maxsize=512)
def folded(text: str) -> str:
    """`text` with everything that `find` takes for alike made the same, and no white space around it."""
    even = _SPACE.sub(" ", _SPACE_INSIDE.sub("", plain(unicodedata.normalize("NFC", text))))
    return even.strip()


def find(phrase: str, document: Document) -> tuple[Span, ...]:
    """The places where `phrase` stands in `document`, in order, none overlapping; nothing for an empty phrase.

    Returns:
        Spans of the document's own text, whose `folded` text is the folded phrase.
    """
    return find_in(document.text, plain(document.text), phrase)


def find_in(text: str, even: str, phrase: str) -> tuple[Span, ...]:
    """As `find`, where ``even == plain(text)`` is at hand: to look for many phrases in one text."""
    pattern = _pattern(folded(phrase))
    if pattern is None:
        return ()
    spans = [Span(match.start(), match.end()) for match in pattern.finditer(even)]
    return tuple(spans) if len(even) == len(text) else _unfolded(text, spans)


def plain(text: str) -> str:
    """`text` in one case, width and style of marks; white space is left as it is."""
    return text.translate(_TABLE).casefold().translate(_TABLE)


@lru_cache(maxsize=512)
def _pattern(phrase: str) -> re.Pattern[str] | None:
    """What finds a folded phrase in plain text."""
    if not phrase:
        return None
    # White space may stand between characters of scripts that are written without it.
    words = [re.sub(rf"(?<=[{_UNSPACED}])(?=[{_UNSPACED}])", r"\\s*", re.escape(word)) for word in phrase.split(" ")]
    before = rf"(?<!{_LETTER})" if _SPACED.match(phrase[0]) else ""
    after = rf"(?!{_LETTER})" if _SPACED.match(phrase[-1]) else ""
    return re.compile(before + r"\s+".join(words) + after)


def _unfolded(text: str, spans: list[Span]) -> tuple[Span, ...]:
    """Spans of plain text as spans of `text`, where folding made some characters longer (ß becomes ss)."""
    starts: list[int] = []
    for at, character in enumerate(text):
        starts.extend([at] * len(plain(character)))
    found = (Span(starts[s.start], starts[s.end - 1] + 1) for s in spans if s.end > s.start)
    # A match that begins or ends inside such a character is no match.
    whole = (s for s, p in zip(found, spans, strict=True) if len(plain(text[s.start : s.end])) == p.end - p.start)
    return tuple(whole)


# Quotation marks ---------------------------------------------------------------------------------------------------

MARKED = re.compile(
    r"“[^“”]{1,2000}”|«[^«»]{1,2000}»|„[^„“”]{1,2000}[“”]|「[^「」]{1,2000}」|『[^『』]{1,2000}』|《[^《》]{1,2000}》"
    rf'|(?<!{_LETTER})"(?=\S)[^"]{{1,2000}}(?<=\S)"(?!{_LETTER})|(?<!{_LETTER})‘[^‘]{{1,500}}’(?!{_LETTER})'
)
_PARAGRAPH = re.compile(r"\n\s*\n")


def quoted(document: Document) -> tuple[Span, ...]:
    """What stands in quotation marks (the marks left out), and the quotations that the metadata attests, in order."""
    spans = set()
    for match in MARKED.finditer(document.text):
        if not _PARAGRAPH.search(match.group()):
            spans.add(Span(match.start() + 1, match.end() - 1))
    for quotation in document.metadata.quotations:
        spans.update(find(quotation.text, document))
    return tuple(sorted(spans, key=lambda s: (s.start, s.end)))


def inside(span: Span, others: tuple[Span, ...]) -> bool:
    """Whether `span` lies wholly in one of the others."""
    return any(other.start <= span.start and span.end <= other.end for other in others)
