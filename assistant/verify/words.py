"""A text as words that know their sentence, their clause and what they mean by: what all comparisons here go over.

Pure. English is read closely. Of other languages only what needs no grammar is read (figures, names, quotations), so
that nothing is concluded from words that are not understood.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.library.terms import stem

_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*(?<!['’]s)|['’]s\b|[^\w\s]")
_SENTENCE_END = re.compile(r"[.!?。！？]['\"”’)\]]*(?=\s|$)|\n\s*\n|[。！？]")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Gen|Col|Lt|Sgt|Prof|Rev|Hon|Jr|Sr|vs|No|Inc|Co|Ltd|Corp|e\.g|i\.e|approx"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)|\b[A-Z])$"
)
_JOINS = frozenset("while whereas although though because unless but which who whom whose where when".split())
_AFTER_COMMA = frozenset("and or so as after before since until if with yet nor for then".split())
FUNCTION = frozenset(
    "a an the this that these those and or but nor if as at by for from in into of off on onto out over per than then "
    "there through to under until up upon with within without about again against all also any am are be been being "
    "both can could did do does doing done each either else ever every few had has have having he her here hers him "
    "his how i is it its itself just may me might more most much must my no not only other others our ours own same "
    "shall she should so some still such their theirs them they too us very was we were what when where which while "
    "who whom whose why will would yes yet you your yours s t re ve ll d cannot n't 's himself herself themselves one "
    "ones said say says saying told tell asked ask asks added adding reported including however toward towards among "
    "amid between during after before because since although though whereas down around nearly almost roughly "
    "approximately many several various another".split()
)
"""Words that say nothing by themselves of what a sentence is about."""
COUNTING = frozenset(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion "
    "dozen half third thirds quarter quarters".split()
)
"""Words that count: what a number's company is made of, they are not."""
_ALIKE = {
    "metres": "meter", "metre": "meter", "programme": "program", "centre": "center", "defence": "defens",
    "percent": "%", "per cent": "%", "begun": "begin", "began": "begin", "sent": "send", "held": "hold", "met": "meet",
    "won": "win", "lost": "lose", "rose": "rise", "risen": "rise", "fell": "fall", "fallen": "fall", "grew": "grow",
    "grown": "grow", "gave": "give", "given": "give", "took": "take", "taken": "take", "led": "lead", "left": "leave",
    "made": "make", "came": "come", "went": "go", "gone": "go", "bought": "buy", "sold": "sell", "paid": "pay",
    "built": "build", "wrote": "write", "written": "write", "spoke": "speak", "spoken": "speak", "saw": "see",
    "seen": "see", "found": "find", "kept": "keep", "brought": "bring", "fought": "fight", "sought": "seek",
    "taught": "teach", "thought": "think", "chose": "choose", "chosen": "choose", "drew": "draw", "drawn": "draw",
    "flew": "fly", "flown": "fly", "forgave": "forgive", "froze": "freeze", "frozen": "freeze", "hidden": "hide",
    "knew": "know", "known": "know", "laid": "lay", "meant": "mean", "overcame": "overcome", "ran": "run",
    "shot": "shoot", "shown": "show", "shrank": "shrink", "sank": "sink", "stood": "stand", "stole": "steal",
    "struck": "strike", "swore": "swear", "sworn": "swear", "threw": "throw", "thrown": "throw", "withdrew": "withdraw",
    "withdrawn": "withdraw", "wore": "wear", "died": "die", "death": "die", "dies": "die", "dying": "die",
    "dead": "die", "bore": "bear", "children": "child", "women": "woman", "men": "man", "people": "person",
    "persons": "person", "oversaw": "oversee", "became": "become", "broke": "break", "broken": "break",
    "forbade": "forbid", "forbidden": "forbid", "lent": "lend", "spent": "spend", "felt": "feel", "dealt": "deal",
}  # fmt: skip
"""Forms that no stemmer brings together."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word or mark of a text, at ``text[start:end]``; `key` is alike for forms of one word."""

    text: str
    low: str
    key: str
    start: int
    end: int
    sentence: int
    clause: int
    content: bool

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


@lru_cache(maxsize=20_000)
def words(text: str) -> tuple[Word, ...]:
    """The words and marks of `text` in order; sentences and clauses are numbered through the text."""
    out: list[Word] = []
    ends = _ends(text)
    sentence = clause = 0
    previous = ""
    for match in _WORD.finditer(text):
        while sentence < len(ends) and match.start() >= ends[sentence]:
            sentence, clause = sentence + 1, clause + 1
        word = match.group()
        low = word.casefold().replace("’", "'")
        if low in (";", ":", "—", "–", "(", ")") or low in _JOINS or (previous == "," and low in _AFTER_COMMA):
            clause += 1
        out.append(Word(word, low, key_of(low), match.start(), match.end(), sentence, clause, _is_content(low)))
        previous = low
    return tuple(out)


def _ends(text: str) -> list[int]:
    """Offsets behind the ends of sentences."""
    return [
        m.end()
        for m in _SENTENCE_END.finditer(text)
        if not _ABBREVIATION.search(text, max(0, m.start() - 8), m.start())
    ]


@lru_cache(maxsize=50_000)
def key_of(low: str) -> str:
    """What the forms of a lower-case word have in common."""
    return stem(_ALIKE.get(low, low))


def _is_content(low: str) -> bool:
    return low not in FUNCTION and (len(low) > 1 or low.isdigit()) and low[0].isalnum()


def at(these: tuple[Word, ...], start: int) -> int:
    """The number of the first word at or behind the offset `start`."""
    low, high = 0, len(these)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if these[middle].end <= start else (low, middle)
    return low


def company(these: tuple[Word, ...], start: int, end: int, reach: int) -> dict[str, float]:
    """Keys of the words that mean something within `reach` words of ``[start, end)``, in its sentence, by nearness."""
    first, last = at(these, start), at(these, end)
    if first >= len(these):
        return {}
    sentence = these[first].sentence
    found: dict[str, float] = {}
    for n, word in (
        *enumerate(reversed(these[max(0, first - reach) : first]), 1),
        *enumerate(these[last : last + reach], 1),
    ):
        if word.sentence == sentence and word.content and not word.low[0].isdigit() and word.low not in COUNTING:
            found[word.key] = max(found.get(word.key, 0.0), 1 / (1 + 0.12 * n))
    return found


def governor(these: tuple[Word, ...], start: int) -> str:
    """The key of the nearest word before the offset `start` that means something, in its clause: what it belongs to.

    "" where that is a name, or nothing.
    """
    first = at(these, start)
    clause = these[first].clause if first < len(these) else -1
    for word in reversed(these[max(0, first - 4) : first]):
        if word.clause != clause:
            break
        if word.content and not word.low[0].isdigit():
            return "" if word.capital else word.key
    return ""


def keys(text: str) -> frozenset[str]:
    """The keys of all words of `text` that mean something."""
    return frozenset(word.key for word in words(text) if word.content)
