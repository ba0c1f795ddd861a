"""A sentence in its source's terms: the same days, numbers and states, worded as the source words them. Pure.

"7 Oct 2024" and "7 October 2024", "3" and "three", "North Korea" and "the DPRK" say one thing; put into the source's
words, what is left between the two is what may differ in meaning. Who reports it ("According to the source, …") is no
part of what is said. What is shown is never this wording.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.library.periods import periods
from assistant.verify.figures import figures
from assistant.verify.states import party_of

_SOURCE = (
    r"(?:(?:the|this|that|these|one|another|a|both|several|all) )?(?:given |cited |provided |available )?"
    r"(?:sources?|records?|passages?|documents?|texts?|excerpts?|materials?)(?: provided| given| cited)?"
)
_SAYS = (
    r"(?:says?|states?|notes?|reports?|shows?|mentions?|indicates?|adds?|confirms?|writes?|explains?|has it|tells? us|"
    r"describes? how|makes? (?:it )?clear|records?|points? out)"
)
_FRAME = re.compile(
    r"(?P<lead>\A|, and |, but |; )"
    r"(?:(?:in (?:short|summary|sum|addition)|also|further(?:more)?|moreover|finally|overall|additionally),? )?"
    r"(?:(?:according to|as (?:stated|noted|reported|described|recorded) in|as per|per|based on|in) "
    rf"{_SOURCE}, ?(?:that )?"
    rf"|as {_SOURCE} {_SAYS}, ?"
    rf"|{_SOURCE} (?:also |further )?{_SAYS} that "
    r"|it is (?:also )?(?:reported|said|stated|noted|recorded|mentioned) (?:(?:in|by) [\w ]{1,20} )?that )",
    re.IGNORECASE,
)
_FRAME_BEHIND = re.compile(
    rf",? (?:according to|as (?:stated|noted|reported) (?:in|by)) {_SOURCE}(?=[.!]?$)", re.IGNORECASE
)


def without_frame(sentence: str) -> str:
    """`sentence` without words that only say that a source says it, at its head or at that of a further part."""
    bare = _FRAME_BEHIND.sub("", _FRAME.sub(lambda match: match["lead"], sentence)).strip()
    if not bare:
        return sentence
    return bare[0].upper() + bare[1:] if _FRAME.match(sentence) else bare


@lru_cache(maxsize=20_000)
def in_terms_of(sentence: str, told: str) -> str:
    """`sentence` with its days, numbers and states worded as `told` words the same ones."""
    for replaced in (_days, _numbers, _states):
        sentence = replaced(sentence, told)
    return sentence


def _put(sentence: str, found: list[tuple[int, int, str]]) -> str:
    for start, end, words in sorted(found, reverse=True):
        sentence = sentence[:start] + words + sentence[end:]
    return sentence


def _days(sentence: str, told: str) -> str:
    theirs = {(p.first, p.last): told[p.start : p.end] for p in reversed(periods(told))}
    out = []
    for p in periods(sentence):
        words = theirs.get((p.first, p.last))
        if words and sentence[p.start : p.end] not in told:
            out.append((p.start, p.end, words))
    return _put(sentence, out)


def _numbers(sentence: str, told: str) -> str:
    theirs = {(f.low, f.kind): told[f.start : f.end] for f in figures(told) if f.low == f.high and not f.hedge}
    days = [(p.start, p.end) for p in periods(sentence)]
    out = []
    for f in figures(sentence):
        if f.low != f.high or f.hedge or any(a <= f.start < b for a, b in days):
            continue
        words = theirs.get((f.low, f.kind))
        if words and words.lower() != sentence[f.start : f.end].lower():
            out.append((f.start, f.end, words))
    return _put(sentence, out)


def _states(sentence: str, told: str) -> str:
    theirs: dict[str, list[str]] = {}
    for m in _state().finditer(told):
        theirs.setdefault(_party(m.group()), []).append(m.group())
    out = []
    for m in _state().finditer(sentence):
        others = theirs.get(_party(m.group()), [])
        if others and m.group() not in others:
            alike = [word for word in others if _is_people(word) == _is_people(m.group())]
            if alike:
                out.append((m.start(), m.end(), alike[0]))
    return _put(sentence, out)


@lru_cache(maxsize=1)
def _state() -> re.Pattern[str]:
    """A state's name, adjective or letters, with capitals. Its capital is no name of it: what is there is not here."""
    spelt = [
        alias.upper() if len(alias) <= 4 else alias.title().replace("'S", "'s").replace(" Of ", " of ")
        for alias in party_of()
        if alias.isascii() and (len(alias) <= 4 and alias.isalpha() or _NAMES_STATE.search(alias))
    ]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(spelt, key=len, reverse=True)))})(?!\w)")


_NAMES_STATE = re.compile(r"\b(?:korean?|states|republic|federation|kingdom|american?|chinese|china|russian?)\b")


def _party(word: str) -> str:
    return party_of().get(word.casefold(), "")


def _is_people(word: str) -> bool:
    """Whether a word is an adjective or a people's name rather than a state's."""
    return word.endswith(("ian", "ean", "ese", "ish", "ans", "can", "nch"))
