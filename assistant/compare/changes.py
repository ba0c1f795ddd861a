"""What differs between two sentences, word by word, and what of it is more than wording: numbers, dates, names, nots.

Pure. The edits give back both sentences exactly: white space belongs to the word before it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from fractions import Fraction
from typing import cast

from assistant.library.dates import MONTHS
from assistant.records import Edit, Touch
from assistant.records.comparisons import Op

_TOKEN = re.compile(r"(?:\d[\d.,/%-]*\d%?|\w+(?:['’.-]\w+)*|[^\w\s])\s*|\s+")
_EAST = re.compile(r"([぀-ヿ㐀-鿿])")  # scripts without spaces: a character is a word
SLIGHT = re.compile(r"(?:[^\w]+|a|an|and|as|at|by|for|in|is|it|of|on|or|that|the|to|was|with)\Z", re.IGNORECASE)
"""What may stay the same between two changes without parting them: one change is easier to read than three."""

_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_COUNTS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
_WORTH = {
    **{word: Fraction(n) for n, word in enumerate(_COUNTS)},
    **{"thirty": Fraction(30), "forty": Fraction(40), "fifty": Fraction(50), "hundred": Fraction(100)},
    **{"thousand": Fraction(1000), "million": Fraction(10**6), "billion": Fraction(10**9)},
    **{"half": Fraction(1, 2), "third": Fraction(1, 3), "quarter": Fraction(1, 4)},
}
_NUMBER = re.compile(r"(?<![\w.])(\d[\d,]*(?:\.\d+)?)(?:[ -](\d+)/(\d+))?(?:/(\d+))?")
_NOT = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|unable|\w+n['’]t|refus\w+|den(?:y|ies|ied)|"
    r"reject\w*|fail(?:s|ed)?\s+to|oppos\w+)\b",
    re.IGNORECASE,
)
_CAPITAL = re.compile(r"\b[A-ZÀ-ÞЀ-Я][\w'’-]*")


def diff(a: str, b: str) -> tuple[Edit, ...]:
    """The edits that turn sentence `a` into `b`; their sides joined are the two sentences, character by character."""
    of_a, of_b = _tokens(a), _tokens(b)
    matcher = SequenceMatcher(None, [t.strip() for t in of_a], [t.strip() for t in of_b], autojunk=False)
    steps = [(tag, "".join(of_a[i:j]), "".join(of_b[k:m])) for tag, i, j, k, m in matcher.get_opcodes()]
    edits: list[Edit] = []
    at_a = at_b = 0
    for op, left, right in _joined(steps):
        opens = (not a[:at_a].strip(), not b[:at_b].strip())
        touched = touches(left, right, opens) if op != "equal" else ()
        edits.append(Edit(cast(Op, op), left, right, touched))
        at_a, at_b = at_a + len(left), at_b + len(right)
    return tuple(edits)


def touches(a: str, b: str, opens: tuple[bool, bool] = (False, False)) -> tuple[Touch, ...]:
    """What more than wording differs between two stretches of words.

    `opens` says for each whether it begins its sentence, where a capital makes no name.
    """
    found: list[Touch] = []
    if numbers(a) != numbers(b):
        found.append("number")
    if _dates(a) != _dates(b):
        found.append("date")
    if _names(a, opens[0]) != _names(b, opens[1]):
        found.append("name")
    if len(_NOT.findall(a)) != len(_NOT.findall(b)):
        found.append("negation")
    return tuple(found)


def numbers(text: str) -> Counter[Fraction]:
    """The numbers in `text` by value: ``1-3/4``, ``1 3/4`` and ``1.75`` are the same."""
    found: Counter[Fraction] = Counter()
    for match in _NUMBER.finditer(text):
        whole, over, under, divisor = match.groups()
        value = Fraction(whole.replace(",", ""))
        if over and int(under):
            value += Fraction(int(over), int(under))
        elif divisor and int(divisor):
            value /= int(divisor)
        found[value] += 1
    found.update(_WORTH[word] for word in re.findall(r"[a-z]+", text.casefold()) if word in _WORTH and word != "one")
    return found


def _dates(text: str) -> Counter[str]:
    words = re.findall(r"\b[A-Z][a-z]+\b", text)
    return Counter(w for word in words if (w := word.casefold()) in MONTHS or w in _WEEKDAYS)


def _names(text: str, opens: bool) -> Counter[str]:
    """Capitalised words, without months, weekdays and the first word of a sentence."""
    first = len(text) - len(text.lstrip())
    found = [m for m in _CAPITAL.finditer(text) if not (opens and m.start() <= first + 1)]
    words = (re.sub(r"['’]s?$", "", m.group()).casefold() for m in found)
    return Counter(w for w in words if w not in MONTHS and w not in _WEEKDAYS and w != "i")


def _tokens(text: str) -> list[str]:
    out: list[str] = []
    for match in _TOKEN.finditer(text):
        word = match.group()
        out.extend(part for part in _EAST.split(word) if part) if _EAST.search(word) else out.append(word)
    return out


def _joined(steps: Sequence[tuple[str, str, str]]) -> Iterator[tuple[str, str, str]]:
    """`steps` with a slight sameness between two changes taken into them, and neighbours made one change."""
    left = right = ""
    for n, (tag, a, b) in enumerate(steps):
        slight = tag == "equal" and 0 < n < len(steps) - 1 and SLIGHT.match(a.strip()) is not None
        if tag == "equal" and not slight:
            if left or right:
                yield _change(left, right)
            left = right = ""
            yield "equal", a, b
        else:
            left, right = left + a, right + b
    if left or right:
        yield _change(left, right)


def _change(a: str, b: str) -> tuple[str, str, str]:
    if a and b:
        return "replace", a, b
    return ("delete", a, b) if a else ("insert", a, b)
