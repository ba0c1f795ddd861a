"""Which words of a text are denied, and by what. Pure; English only."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.verify.words import COUNTING, Word, words

_NOT = frozenset("not never no without cannot neither nor none nobody nothing hardly barely".split())
_NOT_TO = frozenset(
    "fail fails failed failing refuse refuses refused refusing decline declines declined unable unwilling stop stopped "
    "avoid avoided stops prevented prevent prevents ceased".split()
)
"""Not, where an act follows: failed to send, refused to talk, prevented him from coming."""
_NOT_OF = frozenset("lack lacks lacked lacking absence".split())
DENIES = _NOT | _NOT_TO | _NOT_OF
NO_NOT = re.compile(
    r"\b(?:not (?:only|just|merely|simply|least|until|to mention|necessarily|all|every|so much|unlike|far|before|"
    r"more|less|"
    r"fewer|later|earlier|exactly|alone|in vain)|no (?:later|more|less|fewer|doubt|wonder|sooner|matter|one|single|"
    r"other|longer "
    r"than|earlier|better)|whether or not|or not|if not|nothing (?:but|other|less|more)|why not|never before|"
    r"not one)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Head:
    """A word that means something: whether it is negated, and the words that show it."""

    at: int
    word: Word
    negated: bool
    start: int
    end: int
    said: str  # the word that negates it, if any


@lru_cache(maxsize=20_000)
def heads(text: str) -> tuple[Head, ...]:
    """The words of `text` that mean something, with what negates them. Two negations make none."""
    these = words(text)
    quiet = [m.span() for m in NO_NOT.finditer(text)]
    denies = any(w.low in DENIES or w.low.endswith("n't") for w in these)
    out: list[Head] = []
    for n, word in enumerate(these):
        if not word.content or not word.low[0].isalpha() or word.low.endswith("ly") or word.low in COUNTING:
            continue
        found = negators(these, n, quiet) if denies else []
        start = min([these[i].start for i in found] + [word.start])
        out.append(Head(n, word, len(found) % 2 == 1, start, word.end, these[found[-1]].low if found else ""))
    return tuple(out)


def negators(these: tuple[Word, ...], n: int, quiet: list[tuple[int, int]]) -> list[int]:
    """Numbers of the words that negate word `n`: before it in its clause, with no other word of meaning between."""
    after = these[n + 1 : n + 2]
    found = [n + 1] if after and after[0].low in ("nothing", "nobody", "none") and not these[n].capital else []
    between = 0
    for i in range(n - 1, max(-1, n - 7), -1):
        word = these[i]
        if word.clause != these[n].clause or word.low == ",":
            break
        is_not = word.low in _NOT or word.low.endswith("n't")
        to = word.low in _NOT_TO and any(w.low in ("to", "from") for w in these[i + 1 : n])
        of = word.low in _NOT_OF and any(w.low in ("of", "than") for w in these[i + 1 : n])
        if is_not or to or of:
            # "the eastern, not the western"
            contrast = i > 0 and these[i - 1].low in (",", "and", "but", "or") and word.low in ("not", "never")
            if not contrast and not any(a <= word.start < b for a, b in quiet):
                found.append(i)
            continue
        if word.content and not word.low.endswith("ly"):
            between += 1
            if between > 1 or not _is_light(word):
                break
    return found


def _is_light(word: Word) -> bool:
    """Whether a negation reaches over the word: "no such plan", "did not fully comply"."""
    return word.low in (
        "able",
        "longer",
        "such",
        "clear",
        "new",
        "further",
        "evidence",
        "sign",
        "made",
        "make",
        "take",
        "taken",
        "significant",
    )
