"""What a sentence puts in quotation marks, made the source's own words, or no quotation at all. Pure.

Words in marks must stand in a source: word for word, white space, case, width and punctuation folded, or at least 0.92
alike in one run. Either way what stands in the marks afterwards is copied from the source. What stands in none loses
its marks. That holds for a single common word as well, since a reader cannot tell a word held at arm's length from
one that was quoted; only, a sentence is not doubted for it, as it is for a longer quotation that no source has.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from assistant.records import Span
from assistant.verify.quotation import GAP, find, is_title, quoted, word_spans

ALIKE = 0.92
"""Share of characters, in order, that words in marks and a run of a source have in common to be one quotation."""
_LONGEST = 1000  # characters of a quotation that is looked for where it does not stand word for word
_OTHER = re.compile(
    r"‹[^‹›]{1,1000}›|›[^‹›]{1,1000}‹|»[^«»]{1,1000}«|＂[^＂]{1,1000}＂|〝[^〝〞〟]{1,1000}[〞〟]|‚[^‚‘’]{1,500}[‘’]"
    r"|”[^“”]{1,1000}”|‟[^‟”]{1,1000}”|〈[^〈〉]{1,1000}〉|﹁[^﹁﹂]{1,1000}﹂|﹃[^﹃﹄]{1,1000}﹄|“[^“”„]{1,1000}“"
)
"""Marks of more languages than texts are searched for: a model may write them in any."""
_STRAY = re.compile(r"[“”„‟«»‹›「」『』〝〞〟＂﹁﹂﹃﹄]|(?<!\d)\"|``|''")
_TYPEWRITTEN = ("``", "''")


@dataclass(frozen=True, slots=True)
class Held:
    """Words in marks and where a source has them: the number of the source, the span of its text."""

    source: int
    span: Span
    words: str  # the source's own, as they are shown
    exact: bool


@dataclass(frozen=True, slots=True)
class Quoting:
    """A sentence with its quotations set right.

    ``spans`` of ``text`` stand in marks; ``held`` says in which source each is, in the same order. ``corrected`` are
    words that were replaced by the source's own, ``invented`` those that no source has, ``single`` such single words.
    """

    text: str
    spans: tuple[Span, ...] = ()
    held: tuple[Held, ...] = ()
    corrected: tuple[str, ...] = ()
    invented: tuple[str, ...] = ()
    single: tuple[str, ...] = ()
    stray: bool = False


def in_marks(sentence: str) -> list[Span]:
    """What stands in quotation marks of any language, outermost first and alone, without the marks."""
    found = [*quoted(sentence), *(Span(m.start() + 1, m.end() - 1) for m in _OTHER.finditer(sentence))]
    outer: list[Span] = []
    for span in sorted(found, key=lambda s: (s.start, -s.end)):
        if span.end > span.start and (not outer or span.start >= outer[-1].end):
            outer.append(span)
    return outer


def set_right(sentence: str, sources: Sequence[str]) -> Quoting:
    """`sentence` with every quotation looked up in `sources`, the first that has it counting."""
    out = _Writer(sources)
    out.write(sentence, deep=0)
    return out.done()


class _Writer:
    """Builds the sentence anew, piece by piece."""

    def __init__(self, sources: Sequence[str]) -> None:
        self._sources = sources
        self._pieces: list[str] = []
        self._length = 0
        self._spans: list[Span] = []
        self._held: list[Held] = []
        self._said: dict[str, list[str]] = {"corrected": [], "invented": [], "single": []}
        self._stray = False

    def write(self, text: str, deep: int) -> None:
        at = 0
        for span in in_marks(text) if deep < 4 else ():
            first, last = _marks(text, span)
            self._plain(text[at:first])
            self._quotation(text[first : span.start], text[span.start : span.end], text[span.end : last], deep)
            at = last
        self._plain(text[at:])

    def _quotation(self, opening: str, said: str, closing: str, deep: int) -> None:
        held = look_up(said, self._sources)
        if held is None:
            short = len(word_spans(said)) < 2 or is_title(said)
            self._said["single" if short else "invented"].append(" ".join(said.split()))
            self.write(said, deep + 1)
            return
        if not held.exact:
            self._said["corrected"].append(" ".join(said.split()))
        self._add(opening.strip())
        self._spans.append(Span(self._length, self._length + len(held.words)))
        self._held.append(held)
        self._add(held.words)
        self._add(closing.strip())
        behind = said.rstrip()[-1:]
        if behind in tuple(".,;!?。，！？") and not held.words.endswith(behind):
            self._add(behind)

    def _plain(self, text: str) -> None:
        bare = _STRAY.sub("", text)
        self._stray = self._stray or len(bare) < len(text)
        self._add(bare)

    def _add(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)

    def done(self) -> Quoting:
        said = {name: tuple(dict.fromkeys(words)) for name, words in self._said.items()}
        return Quoting("".join(self._pieces), tuple(self._spans), tuple(self._held), **said, stray=self._stray)


def _marks(text: str, span: Span) -> tuple[int, int]:
    """Where the marks around a span begin and end."""
    first = len(text[: span.start].rstrip())
    first -= 2 if text[:first].endswith(_TYPEWRITTEN) else 1
    last = span.end + len(text[span.end :]) - len(text[span.end :].lstrip())
    last += 2 if text[last:].startswith(_TYPEWRITTEN) else 1
    return max(0, first), last


def look_up(said: str, sources: Sequence[str]) -> Held | None:
    """Where one of `sources` has what was `said`: word for word, else at least `ALIKE` in one run."""
    if not word_spans(said):
        return None
    for number, source in enumerate(sources):
        if spans := find(said, source):
            best = min(spans, key=lambda s: not _is_typed_alike(said, source[s.start : s.end]))
            span = _with_stop(said, source, best)
            return Held(number, span, _shown(said, source, span), True)
    near = [(_nearest(said, source), number) for number, source in enumerate(sources)]
    (ratio, nearest), number = max(near, key=lambda found: found[0][0], default=((0.0, None), 0))
    if nearest is None or ratio < ALIKE:
        return None
    return Held(number, nearest, " ".join(sources[number][nearest.start : nearest.end].split()), False)


def _is_typed_alike(a: str, b: str) -> bool:
    return " ".join(a.split()) == " ".join(b.split())


def _with_stop(said: str, source: str, span: Span) -> Span:
    """`span` with the source's own stop behind it, where the quotation ends with that stop."""
    stop = said.rstrip()[-1:]
    return Span(span.start, span.end + 1) if stop in tuple(".,;!?") and source[span.end :].startswith(stop) else span


def _shown(said: str, source: str, span: Span) -> str:
    """The source's words in `span`; where the quotation leaves some out, its parts, each the source's own."""
    whole = source[span.start : span.end]
    parts = [part for part in GAP.split(said) if word_spans(part)]
    if len(parts) < 2:
        return " ".join(whole.split())
    out, at = [], 0
    for part in parts:
        places = find(part, whole[at:])
        if not places:
            return " ".join(whole.split())
        place = places[0]
        out.append(" ".join(whole[at + place.start : at + place.end].split()))
        at += place.end
    return " … ".join(out)


def _nearest(said: str, source: str) -> tuple[float, Span | None]:
    """The run of `source` that is most like `said`, and how alike they are (0..1, by characters in order)."""
    if len(said) > _LONGEST:
        return 0.0, None
    ours, theirs = word_spans(said), word_spans(source)
    asked = _folded(said)
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(asked)
    words = {word for word, _, _ in ours}
    best: tuple[float, Span | None] = (ALIKE - 1e-9, None)
    for first in range(len(theirs)):
        if theirs[first][0] not in words and (first + 1 >= len(theirs) or theirs[first + 1][0] not in words):
            continue
        for length in range(max(1, len(ours) - 2), len(ours) + 3):
            if first + length > len(theirs):
                break
            span = Span(theirs[first][1], theirs[first + length - 1][2])
            matcher.set_seq1(_folded(source[span.start : span.end]))
            if matcher.real_quick_ratio() > best[0] and matcher.quick_ratio() > best[0] and matcher.ratio() > best[0]:
                best = (matcher.ratio(), span)
    return best if best[1] else (0.0, None)


def _folded(text: str) -> str:
    return " ".join(word for word, _, _ in word_spans(unicodedata.normalize("NFKC", text)))
