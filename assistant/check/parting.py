"""A sentence and parts proposed for it by somebody who may err or lie → parts that may be checked one by one. Pure.

Each part is a stretch of the sentence's own words. What the proposal leaves out is never lost: it is a part of its own
where it can stand alone, and goes to a neighbour where it cannot, but for connecting words. A part that would say
something else by itself than in its sentence, as words that are told as somebody's or under an "if", is not parted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.check.quotations import masked
from assistant.check.reporting import reports
from assistant.check.verb_forms import DETERMINERS, RELATIVES, SUBJECTS
from assistant.check.verbs import MASKED, Token, has_verb, opens_clause, opens_predicate, tokens
from assistant.records import Span

WORDS = 4
"""A part with fewer words stays with its neighbour."""

_WORD = re.compile(r"\w+(?:['’.\-]\w+)*")
_CONNECTING = re.compile(r"(?:\W|\b(?:and|but|yet|while|whereas|although|though|which means)\b)*", re.IGNORECASE)
_HYPOTHETICAL = re.compile(r"\b(?:if|unless|whether|provided|or|nor|neither|than)\b", re.IGNORECASE)
_NEGATED = re.compile(r"\b(?:not|never|no|without|nobody|nothing|none|hardly|only)\b|n['’]t\b", re.IGNORECASE)
_OPEN_END = re.compile(r"\b(?:that|whether|to|of|by|the|a|an|not|no|be|been|with|for|in|on|at|from)$", re.IGNORECASE)
_OPENING = re.compile(r"\s+(?:after|before|when|as|because|since|until|where)$")  # of what comes behind it
_HELD = re.compile(r"\b(?:that|how|why)\b")
"""What stands behind these may be said, denied or meant by somebody; so may what follows on it."""
_AFTER_TIME = frozenset("after before when because since until as".split())
_MARKS = " \t\n-–—•*.,;:\"'“”‘’()[]"


def parted(sentence: str, proposed: Sequence[str]) -> list[Span]:
    """Spans of `sentence`, in order, together all of it but connecting words; one span where no cut is safe."""
    whole = [Span(0, len(sentence))]
    found = _verbatim(sentence, proposed)
    if not found or _HYPOTHETICAL.search(masked(sentence)):
        return whole
    covered = _covering(sentence, found)
    out: list[Span] = []
    for part in covered:
        if out and not _may_begin(sentence, out[-1], part):
            out[-1] = Span(out[-1].start, part.end)
        else:
            out.append(part)
    first = out[0]
    if len(out) > 1 and not _stands(sentence, first):
        out[:2] = [Span(first.start, out[1].end)]
    return out if len(out) > 1 else whole


def _verbatim(sentence: str, proposed: Sequence[str]) -> list[Span]:
    """Where the parts stand in `sentence` word for word, in order; what does not, or overlaps another, is left out."""
    out: list[Span] = []
    for part in proposed:
        words = part.strip(_MARKS).split()
        if not words:
            continue
        body = r"\s+".join(re.escape(word).replace("’", "'").replace("'", "['’]") for word in words)
        wanted = re.compile(rf"(?<!\w){body}(?!\w)")
        spans = (Span(m.start(), m.end()) for m in wanted.finditer(sentence))
        free = next((s for s in spans if all(s.end <= o.start or o.end <= s.start for o in out)), None)
        if free:
            out.append(free)
    return sorted(out, key=lambda span: span.start)


def _covering(sentence: str, found: Sequence[Span]) -> list[Span]:
    """`found` with what lies between, before and behind them: alone where it can stand so, else with a neighbour."""
    out: list[Span] = []
    at = 0
    for part in [*found, Span(len(sentence), len(sentence))]:
        gap, begins = Span(at, part.start), part.start
        at = max(at, part.end)
        if _CONNECTING.fullmatch(sentence[gap.start : gap.end]):
            if out:
                out[-1] = Span(out[-1].start, _behind_marks(sentence, gap))
        else:
            own, begins = _led(sentence, gap, begins)
            if _stands(sentence, own) and not _OPEN_END.search(sentence[own.start : own.end]):
                out.append(own)
            elif not out or (begins == part.start < len(sentence) and sentence[gap.start : own.start].strip()):
                begins = own.start  # the first words, or those behind a comma, lead into what follows
            elif own.end > own.start:
                out[-1] = Span(out[-1].start, own.end)
        if part.start < len(sentence):
            out.append(Span(begins, part.end))
    return out


def _led(sentence: str, gap: Span, begins: int) -> tuple[Span, int]:
    """What a gap holds without marks around it, and where the part behind it begins: with a word that opens it."""
    own = _trimmed(sentence, gap)
    opening = _OPENING.search(f" {sentence[own.start : own.end]}")
    if opening is None or gap.end == len(sentence):
        return own, begins
    start = own.end - len(opening.group().strip())
    return Span(own.start, max(own.start, len(sentence[:start].rstrip()))), start


def _behind_marks(sentence: str, gap: Span) -> int:
    """Where the part before `gap` ends: behind the marks that close a quotation, or the sentence."""
    closing = re.match(r"[.!?]?[\"”’»)\]]*[.!?]?", sentence[gap.start : gap.end])
    return gap.start + (closing.end() if closing else 0)


def _trimmed(sentence: str, span: Span) -> Span:
    """`span` without white space, marks and connecting words around it."""
    body = sentence[span.start : span.end]
    lead = re.match(r"(?:[\s,;–—-]|\b(?:and|but|yet)\b)*", body)
    start = lead.end() if lead else 0
    end = len(re.sub(r"(?:[\s,;–—-]|\b(?:and|but|yet)\b)*$", "", body[start:]))
    return Span(span.start + start, span.start + start + end)


def _stands(sentence: str, part: Span) -> bool:
    text = sentence[part.start : part.end]
    return len(_WORD.findall(text)) >= WORDS and has_verb(_inside(sentence, part))


def _inside(sentence: str, part: Span) -> list[Token]:
    """The tokens of a part, quotations and brackets of the sentence out of sight."""
    return tokens(masked(sentence)[part.start : part.end])


def _may_begin(sentence: str, before: Span, part: Span) -> bool:
    """Whether a part may be told apart from what stands before it in its sentence."""
    if not (_stands(sentence, part) and _stands(sentence, Span(0, before.end))):
        return False
    hidden = masked(sentence)
    if hidden[part.start - 1] == MASKED and hidden[part.start] == MASKED and sentence[part.start - 1] not in "\"”’»)]":
        return False  # within a quotation, or an aside
    words = _inside(sentence, part)
    predicate = opens_predicate(words)
    if not (predicate or _begins_a_clause(words)):
        return False
    told = hidden[: before.end].lower()
    held = reports(told) or _HELD.search(told)
    if held and not reports(hidden[part.start : part.end].lower()):
        return False
    return not (predicate and _NEGATED.search(hidden[before.start : before.end]))


def _begins_a_clause(words: Sequence[Token]) -> bool:
    """Whether `words`, which hold a verb, have their own subject in front of it, or refer to what is before them."""
    rest = list(words[1:]) if words[0].low in _AFTER_TIME else list(words)
    if not rest:
        return False
    first = rest[0]
    named = first.text[:1].isupper() or first.low in SUBJECTS | DETERMINERS | RELATIVES
    return (named and has_verb(rest[1:])) or opens_clause(rest)
