"""The numbers of a text with what they count: their unit, the thing counted, the words about them. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.verify.figures import Figure, figures
from assistant.verify.words import FUNCTION, Word, at, company, governor, words

_UNITS = {
    "%": r"%|per ?cent\b|pct\b|percent\b|％|процент\w*|パーセント|퍼센트",
    "points": r"(?:percentage|per cent|%)[ -]points?\b|pp\b|pps\b",
    "basis": r"basis points?\b|bps?\b",
    "age": r"years? old\b|years?-old|year olds?\b|years? of age\b",
    "$": r"(?:US |American )?dollars?\b|USD\b", "€": r"euros?\b|EUR\b", "£": r"pounds sterling\b|GBP\b",
    "¥": r"yuan\b|renminbi\b|RMB\b|yen\b", "₩": r"won\b", "₽": r"rub?les?\b|roubles?\b",
    "km": r"km\b|kilomet(?:er|re)s?\b", "m": r"m\b|met(?:er|re)s?\b", "cm": r"cm\b|centimet(?:er|re)s?\b",
    "mm": r"mm\b|millimet(?:er|re)s?\b", "um": r"[µμu]m\b|micromet(?:er|re)s?\b|microns?\b", "nm": r"nm\b",
    "mile": r"miles?\b", "ft": r"ft\b|feet\b|foot\b", "inch": r"inch(?:es)?\b", "acre": r"acres?\b",
    "ha": r"ha\b|hectares?\b", "km2": r"(?:km2|km²|sq\.? km|square kilomet(?:er|re)s?)\b",
    "kg": r"kg\b|kilo(?:gram)?s?\b",
    "t": r"t\b|tons?\b|tonnes?\b", "g": r"g\b|grams?\b", "mg": r"mg\b|milligrams?\b", "l": r"lit(?:er|re)s?\b",
    "ml": r"ml\b|millilit(?:er|re)s?\b", "degree": r"°\s?[CF]?\b|degrees?\b|℃",
    "kelvin": r"K\b", "tesla": r"T\b|tesla\b",
    "mw": r"MW\b|megawatts?\b", "gw": r"GW\b|gigawatts?\b", "kw": r"kW\b|kilowatts?\b", "hz": r"[kMG]?Hz\b",
    "second": r"seconds?\b|secs?\b", "minute": r"minutes?\b|mins?\b", "hour": r"hours?\b|hrs?\b",
    "day": r"days?\b", "week": r"weeks?\b", "month": r"months?\b", "year": r"years?\b", "decade": r"decades?\b",
    "times": r"times\b(?! as)|fold\b|-fold\b|×",
}  # fmt: skip
_UNIT = re.compile(r"[\s-]?(?:" + "|".join(f"(?P<u{n}>{pattern})" for n, pattern in enumerate(_UNITS.values())) + ")")
_NAMES = tuple(_UNITS)
_TIME = frozenset(("second", "minute", "hour", "day", "week", "month", "year", "decade"))
_AGED = re.compile(r"(?:\baged?|\bat the age of|\bage of|, (?=\d{2},))\s*$", re.IGNORECASE)
_LABELS = "article|chapter|section|resolution|paragraph|annex|part|phase|stage|group|route|flight|room|number|no\\."
_LABEL = re.compile(rf"\b({_LABELS})\s*$", re.IGNORECASE)
VAGUE = frozenset(
    "new addit further more less last first next previous total extra separ addition big larg small major main import "
    "differ recent person thing item case part way point number onli success consecut final record full senior young "
    "foreign local nation intern public privat local old top great long short annual year month".split()
)
"""Stems that many counted things share."""
_IRREGULAR = frozenset(
    "people men women children police troops personnel staff crew cattle sheep aircraft species feet data".split()
)
_PASSES = frozenset("of the its their his her all these those our a an more other".split())
_TO = re.compile(
    r"\s*(?:,|,? ?(?:and|or)|to|-|–|until|against|versus|vs\.?|from|per cent (?:to|and|or))\s*(?:about |some |the )?$"
)


@dataclass(frozen=True, slots=True)
class Count:
    """A figure with its unit ("" for none), the stems of what is counted, its company and what it belongs to."""

    figure: Figure
    unit: str
    counted: frozenset[str]
    company: dict[str, float]
    governor: str
    before: str
    named: bool  # whether it hangs on a name: Ladder 9
    end: int  # offset behind the thing counted
    more: bool  # whether it says by how much, rather than how much

    @property
    def is_bare(self) -> bool:
        """Whether it does not say what it counts."""
        return not self.unit and not self.counted


@lru_cache(maxsize=20_000)
def counts(text: str) -> tuple[Count, ...]:
    """The numbers of `text` with what they count, in order."""
    these = words(text)
    found = [_count(text, these, figure) for figure in figures(text)]
    for n in range(len(found) - 2, -1, -1):  # "from 260 to 312 million crowns": the last one's unit is for all
        one, following = found[n], found[n + 1]
        between = text[one.figure.end : following.figure.start]
        bare = not one.unit and one.figure.kind == "count" and _TO.match(between)
        if bare and (not one.counted or one.counted <= following.counted) and following.figure.kind == "count":
            found[n] = replace(one, unit=following.unit, counted=following.counted)
    for n in range(1, len(found)):  # "two hours and ten minutes" is neither
        both = {found[n - 1].unit, found[n].unit} <= _TIME and found[n - 1].unit != found[n].unit
        if both and re.fullmatch(r"\W*(?:and )?", text[unit_of(text, found[n - 1].figure)[1] : found[n].figure.start]):
            found[n - 1], found[n] = replace(found[n - 1], unit="part"), replace(found[n], unit="part")
    for n in range(1, len(found)):  # "cut from fifteen years to ten"
        before, one = found[n - 1], found[n]
        between = text[unit_of(text, before.figure)[1] : one.figure.start]
        elided = not one.unit and all(key.startswith("^") for key in one.counted)
        if elided and before.unit and _TO.match(between) and one.figure.kind == "count":
            found[n] = replace(one, unit=before.unit, counted=before.counted)
    return tuple(found)


def _count(text: str, these: Sequence[Word], figure: Figure) -> Count:
    these = tuple(these)
    unit, end = unit_of(text, figure)
    run = _things(these, end) if figure.kind in ("count", "ordinal", "share") else ()
    counted = frozenset(w.key for w in run)
    label = _LABEL.search(text, max(0, figure.start - 16), figure.start)
    if label and not unit:
        unit, counted = f"label {label[1].lower()}", frozenset()
    if not counted and not unit and figure.kind == "count":
        counted = _counted_before(these, figure.start)
    before = text[max(0, figure.start - 24) : figure.start].split()
    return Count(
        figure,
        unit,
        counted,
        company(these, figure.start, end, 10),
        governor(these, figure.start),
        before[-1].lower() if before else "",
        bool(before) and before[-1][0].isupper() and before[-1].lower() not in FUNCTION,
        run[-1].end if run and counted & {w.key for w in run} else end,
        _is_difference(text, figure, end),
    )


_BY = re.compile(
    r"\b(?:by|extra|additional|another|further|up|down|lose|loses|lost|gain\w*|add\w*|save\w*|saving|cut|cuts)"
    r"(?: (?:about|some|nearly|almost|over|an?|of))*\s*$",
    re.IGNORECASE,
)
_THAN = re.compile(
    r"(?:\s+[\w']+){0,4}?\s+(?:more|less|fewer|higher|lower|cheaper|dearer|longer|shorter|heavier|lighter|older|younger|"
    r"faster|slower|taller|larger|smaller|bigger|greater|extra|ahead|behind|short|above|below|earlier|later|off)\b",
    re.IGNORECASE,
)


def _is_difference(text: str, figure: Figure, end: int) -> bool:
    """Whether a number tells a difference: rose by 5, 44 pounds cheaper."""
    before = _BY.search(text, max(0, figure.start - 24), figure.start)
    return before is not None or _THAN.match(text, end, end + 40) is not None


def unit_of(text: str, figure: Figure) -> tuple[str, int]:
    """The unit, and the offset behind it."""
    if figure.money:
        return figure.money, figure.end
    if figure.kind == "share":
        return "%", figure.end
    if figure.kind in ("clock", "score", "ordinal"):
        return figure.kind, figure.end
    if _AGED.search(text, max(0, figure.start - 16), figure.start):
        return "age", figure.end
    found = _UNIT.match(text, figure.end)
    if not found or not found.lastgroup:
        return "", figure.end
    # "points" and "years old" begin like "%" and "years": the longer reading counts.
    fits = [(found.end(), _NAMES[int(found.lastgroup[1:])])]
    for name in ("points", "age", "km2"):
        longer = re.compile(rf"[\s-]?(?:{_UNITS[name]})").match(text, figure.end)
        if longer and longer.end() >= fits[0][0]:
            fits.insert(0, (longer.end(), name))
    end, name = max(fits)
    return name, end


def _things(these: tuple[Word, ...], end: int) -> tuple[Word, ...]:
    """The words of the thing counted: the first plural behind the number, else the first two words there."""
    run: list[Word] = []
    for word in these[at(these, end) : at(these, end) + 7]:
        if word.low == "-" or (word.low in _PASSES and not run):
            continue
        if not word.content or word.low[0].isdigit() or not word.low[0].isalpha():
            break
        run.append(word)
    for n, word in enumerate(run[:4]):
        if word.low in _IRREGULAR or re.search(r"[^su']s$", word.low) and len(word.low) > 3:
            return (word,) if word.key not in VAGUE else tuple(run[: n + 1])
    return tuple(run[:2])


def _counted_before(these: tuple[Word, ...], start: int) -> frozenset[str]:
    """A population of 5,000; attendance was 300."""
    before = these[max(0, at(these, start) - 3) : at(these, start)]
    if before and before[-1].low in ("of", "is", "was", "were", "at", "to", "by", "reached", "totalled", "totaled"):
        for word in reversed(before[:-1]):
            if word.content and word.low[0].isalpha():
                return frozenset((f"^{word.key}",))
    return frozenset()
