"""Whether a sentence holds the kind of thing asked for: a date, a number of something, a sum, a person, a place.

Rules on words; each looks for a thing that the question does not hold already.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.library.periods import periods
from assistant.library.terms import analyse
from assistant.search.names import parties, people
from assistant.search.reading import Reading
from assistant.search.stop_words import STOP

Cover = Callable[[str, frozenset[str]], float]
"""(term asked for, words) → how far the words cover it, 0..1."""

NUMBER = re.compile(
    r"(?<![\w.,-])(?:[$€£¥₩]\s?)?\d[\d,.]*(?![\w])|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|"
    r"twelve|thirteen|"
    r"fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|"
    r"ninety|hundreds?|"
    r"thousands?|millions?|billions?|trillions?|dozens?|half|both|unanimous\w*|\w+fold|once|twice|no)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\b(?:articles?|chapters?|sections?|nos?\.|resolutions?|orders?|charter|paragraphs?|page|"
    r"version)\s+(?:\d+(?:,| and| to)?\s*)+",
    re.I,
)
_MEASURE = re.compile(
    r"[%$€£¥₩]|\b(?:percent|per cent|hours?|minutes?|days?|weeks?|months?|years?|met(?:re|er)s?|kilomet\w+|"
    r"miles?|feet|"
    r"tons?|tonnes?|words?|characters?|pages?|long|sentences?|\w+fold|times|million|billion|trillion|thousand|"
    r"degrees?)\b",
    re.IGNORECASE,
)
_MONEY_ASKED = re.compile(
    r"\b(?:money|pay|pays|paid|cost|costs|price|worth|spend|spent|sum|salary|budget|dollars?|euros?|funds?|fee|"
    r"fine)\b",
    re.I,
)
_MONEY = re.compile(
    r"[$€£¥₩]|\b(?:dollars?|euros?|yen|won|yuan|roubles?|rubles?|pounds?|USD|EUR|cents?)\b", re.IGNORECASE
)
_AGE = re.compile(r"\b(?:aged?|turn(?:ed|s|ing)?|years? old|\d+(?:st|nd|rd|th) birthday|year-old)\b", re.IGNORECASE)
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d\b|\b\d{1,2}\s?[ap]\.?m\b|\b(?:noon|midnight|o'clock)\b", re.IGNORECASE)
_RELATIVE = re.compile(
    r"\b(?:last|next|this|previous|following) (?:year|month|week|night|morning|evening|spring|summer|autumn|"
    r"fall|winter|century|decade)\b"
    r"|\b(?:yesterday|tomorrow|tonight|\d0s|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|(?:\w+ )?(?:years?|"
    r"months?|weeks?|days?) (?:ago|earlier|later))\b"
    r"|\b\d{1,2}(?:st|nd|rd|th) century\b|\b1[0-9]{3}\b",
    re.IGNORECASE,
)
_ANYBODY = frozenset(analyse("people persons times years"))
_BECAUSE = re.compile(
    r"\b(?:because|since|so that|in order to|due to|owing to|grounds?|reasons?|therefore|justif\w+|aim(?:s|ed)?|"
    r"purposes?|"
    r"cit(?:es|ed|ing)|need(?:ed|s)?|after|led to|blam\w+|motivat\w+)\b",
    re.IGNORECASE,
)
_REPORTED = re.compile(
    r",?\s*(?:\(?(?:according to|as (?:quoted|reported|rendered|cited|given) by|as \w+ quoted|quoted by|via|"
    r"citing|in the words of)\s+[^,;.]+"
    r"|in (?:the )?[A-Z][\w\s]*\b(?:English|Japanese|Korean|Chinese|Russian)\b|in [A-Z]\w+'s words)"
)
_NO_PERSON = frozenset(
    analyse(
        "mount university square theatre theater day year committee "
        "statement treaty doctrine declaration exercise shield edge corps base tower cemetery road river sea "
        "strait anniversary "
        "army navy forces force herald times daily ilbo news post press agency english japanese korean chinese "
        "russian institute "
        "charter article war summit session camp house panel experts department street"
    )
)
NEAR_THE_NUMBER = 4
"""Words between a number and what it counts, at most: "13,000 or more such containers"."""
ENOUGH_NEAR = 0.45
"""How far a word must cover the noun asked for to count as it."""


def kind_fit(r: Reading, sentence: str, cover: Cover) -> float:
    """1 where `sentence` holds the kind of thing that `r` wants and does not hold itself, else 0."""
    if r.clock:
        return float(bool(_CLOCK.search(sentence)))
    rule = _RULES.get(r.wanted)
    return float(rule(r, sentence, cover)) if rule else 1.0


def _date(r: Reading, sentence: str, _: Cover) -> bool:
    if _RELATIVE.search(sentence):
        return True
    return any(not any((p.first, p.last) == (a.first, a.last) for a in r.periods) for p in periods(sentence))


def _count(r: Reading, sentence: str, cover: Cover) -> bool:
    if re.search(r"\bhow old\b", r.asks or r.text, re.IGNORECASE):
        return bool(_AGE.search(sentence)) and bool(NUMBER.search(_countable(sentence)))
    text = _countable(sentence)
    numbers = list(NUMBER.finditer(text))
    if not r.focus or r.focus[-1] in _ANYBODY:
        return bool(numbers)
    return any(_counts(text, number, r, cover) for number in numbers)


def _counts(text: str, number: re.Match[str], r: Reading, cover: Cover) -> bool:
    """Whether the noun asked for stands close to the number, behind it or just before it."""
    after = analyse(text[number.end() :])[: NEAR_THE_NUMBER + 1]
    before = analyse(text[: number.start()])[-NEAR_THE_NUMBER:]
    return cover(r.focus[-1], frozenset([*before, *after])) >= ENOUGH_NEAR


def _amount(r: Reading, sentence: str, _: Cover) -> bool:
    text = _countable(sentence)
    if not NUMBER.search(text):
        return False
    return bool((_MONEY if _MONEY_ASKED.search(r.text) else _MEASURE).search(text))


def _person(r: Reading, sentence: str, _: Cover) -> bool:
    asked = frozenset(analyse(r.text))
    for name in people(_REPORTED.sub(" ", sentence)):
        words = [t for t in analyse(name) if t not in STOP]
        if words and not set(words) <= asked and not set(words) & _NO_PERSON and not name.isupper():
            return True
    return False


def _place(r: Reading, sentence: str, _: Cover) -> bool:
    asked = frozenset(analyse(r.text))
    return bool(parties(sentence) - r.parties) or any(not set(analyse(n)) <= asked for n in people(sentence))


def _quotation(r: Reading, sentence: str, _: Cover) -> bool:
    return any(mark in sentence for mark in '"“„«「『')


def _reason(r: Reading, sentence: str, _: Cover) -> bool:
    return bool(_BECAUSE.search(sentence))


_RULES: dict[str, Callable[[Reading, str, Cover], bool]] = {
    "date": _date,
    "count": _count,
    "amount": _amount,
    "person": _person,
    "place": _place,
    "quotation": _quotation,
    "reason": _reason,
}


def _countable(sentence: str) -> str:
    """The sentence without its dates and without numbers that only label ("Article 4"), which count nothing."""
    text = sentence
    for p in reversed(periods(sentence)):
        text = text[: p.start] + " ; " + text[p.end :]
    return _LABEL.sub(" ; ", text)
