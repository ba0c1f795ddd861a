"""Words that are numbers, and what they are worth. Data, and how it is read."""

from __future__ import annotations

import re

SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
WORTH = {w: n for n, w in enumerate(SMALL)} | {w: 10 * n for n, w in enumerate(TENS, 2)}
SCALE = {
    "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12,
    "mn": 10**6, "m": 10**6, "bn": 10**9, "tn": 10**12, "k": 10**3, "lakh": 10**5, "crore": 10**7, "score": 20,
    "万": 10**4, "萬": 10**4, "億": 10**8, "亿": 10**8, "千": 10**3, "тыс": 10**3, "тысяч": 10**3, "тысячи": 10**3,
    "млн": 10**6, "миллиона": 10**6, "миллионов": 10**6, "млрд": 10**9, "만": 10**4, "억": 10**8,
}  # fmt: skip
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30, "fortieth": 40,
    "fiftieth": 50, "sixtieth": 60, "seventieth": 70, "eightieth": 80, "ninetieth": 90, "hundredth": 100,
}  # fmt: skip
"""Ordinal → number."""
PART = {
    "half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "hundredth": 100,
}  # fmt: skip


def worth(word: str) -> int:
    """The value of one word or of digits; 0 where it is no number."""
    low = word.lower()
    return int(low) if low.isdigit() else 1 if low in ("a", "an") else WORTH.get(low, 0)


def value_of(spelt: str) -> float:
    """The value of a number in words: three hundred and five thousand."""
    total = current = 0
    for word in re.findall(r"[a-z]+", spelt.lower()):
        if word in WORTH:
            current += WORTH[word]
        elif word in ("hundred", "dozen"):
            current = max(1, current) * SCALE[word]
        elif word in SCALE:
            total, current = total + max(1, current) * SCALE[word], 0
    return float(total + current)
