"""Whether the numbers of a claim are those of its evidence. Pure.

Two numbers are held against each other only where the same thing is counted, in the same unit, in like company. A
number that the evidence gives for that thing anywhere, or that two of its numbers add up to, is no conflict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations

from assistant.verify.difference import Difference
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
    "ha": r"ha\b|hectares?\b", "km2": r"(?:km2|km²|sq\.? km|square kilomet(?:er|re)s?)\b", "kg": r"kg\b|kilo(?:gram)?s?\b",
    "t": r"t\b|tons?\b|tonnes?\b", "g": r"g\b|grams?\b", "mg": r"mg\b|milligrams?\b", "l": r"lit(?:er|re)s?\b",
    "ml": r"ml\b|millilit(?:er|re)s?\b", "degree": r"°\s?[CF]?\b|degrees?\b|℃", "kelvin": r"K\b", "tesla": r"T\b|tesla\b",
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
_VAGUE = frozenset(
    "new addit further more less last first next previous total extra separ addition big larg small major main import "
    "differ recent person thing item case part way point number onli success consecut final record full senior young "
    "foreign local nation intern public privat local old top great long short annual year month".split()
)
"""Stems that many counted things share."""
_IRREGULAR = frozenset(
    "people men women children police troops personnel staff percent crew cattle sheep aircraft species feet data".split()
)
_PASSES = frozenset("of the its their his her all these those our a an".split())
_TO = re.compile(
    r"\s*(?:to|and|or|-|–|until|against|versus|vs\.?|from|per cent (?:to|and|or))\s*(?:about |some |the )?$"
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
        if both and re.fullmatch(r"\W*(?:and )?", text[_unit(text, found[n - 1].figure)[1] : found[n].figure.start]):
            found[n - 1], found[n] = replace(found[n - 1], unit="part"), replace(found[n], unit="part")
    for n in range(1, len(found)):  # "cut from fifteen years to ten"
        before, one = found[n - 1], found[n]
        between = text[_unit(text, before.figure)[1] : one.figure.start]
        if not one.unit and not one.counted and before.unit and _TO.match(between) and one.figure.kind == "count":
            found[n] = replace(one, unit=before.unit, counted=before.counted)
    return tuple(found)


def _count(text: str, these: Sequence[Word], figure: Figure) -> Count:
    these = tuple(these)
    unit, end = _unit(text, figure)
    counted = _counted(text, these, end) if figure.kind in ("count", "ordinal", "share") else frozenset()
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
    )


def _unit(text: str, figure: Figure) -> tuple[str, int]:
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


def _counted(text: str, these: tuple[Word, ...], end: int) -> frozenset[str]:
    """Stems of the thing counted: the first plural behind the number, else the first two words there."""
    run: list[Word] = []
    for word in these[at(these, end) : at(these, end) + 7]:
        if word.low == "-" or (word.low in _PASSES and not run):
            continue
        if not word.content or word.low[0].isdigit() or not word.low[0].isalpha():
            break
        run.append(word)
    for n, word in enumerate(run[:4]):
        if word.low in _IRREGULAR or re.search(r"[^su']s$", word.low) and len(word.low) > 3:
            return frozenset((word.key,)) if word.key not in _VAGUE else frozenset(w.key for w in run[: n + 1])
    return frozenset(w.key for w in run[:2])


def _counted_before(these: tuple[Word, ...], start: int) -> frozenset[str]:
    """A population of 5,000; attendance was 300."""
    before = these[max(0, at(these, start) - 3) : at(these, start)]
    if before and before[-1].low in ("of", "is", "was", "were", "at", "to", "by", "reached", "totalled", "totaled"):
        for word in reversed(before[:-1]):
            if word.content and word.low[0].isalpha():
                return frozenset((f"^{word.key}",))
    return frozenset()


def agree(claim: Figure, source: Figure) -> bool:
    """Whether both can be said of one quantity: equal, rounded, or as near as "about" and "over" allow."""
    if claim.kind in ("score", "clock") or source.kind in ("score", "clock"):
        same = (claim.low, claim.high) == (source.low, source.high)
        return same or (claim.kind == "score" and (claim.low, claim.high) == (source.high, source.low))
    if claim.kind == "ordinal" or source.kind == "ordinal":
        return claim.low == source.low
    if claim.low != claim.high or source.low != source.high:
        return claim.low <= source.high * 1.001 and source.low <= claim.high * 1.001
    return _one_agrees(claim, source) or _one_agrees(source, claim)


def _one_agrees(claim: Figure, source: Figure) -> bool:
    said, true = claim.low, source.low
    off = abs(said - true)
    if true < 1000 <= said and said in (true * 10**3, true * 10**6, true * 10**9):  # "thirty thousand … we need fifty"
        return True
    if off <= 1e-6 * max(1.0, abs(true)):
        return True
    size = max(abs(said), abs(true))
    if claim.hedge == "about" and off <= 0.12 * size or claim.hedge == "near" and 0 < said - true <= 0.12 * size:
        return True
    if claim.hedge == "over" and said < true or claim.hedge == "under" and said > true:
        return True
    if "share" in (claim.kind, source.kind) and off <= 3:
        return True
    # Rounded: 2.4 million for 2,398,000.
    return claim.grain > source.grain and off <= claim.grain / 2 and off <= 0.06 * size


def number_conflicts(claim: str, evidence: str) -> Iterator[Difference]:
    """Numbers of the claim where the evidence has another one for the same thing."""
    theirs = counts(evidence)
    if not theirs:
        return
    mine = counts(claim)
    for ours in mine:
        rivals = [
            c
            for c in theirs
            if not agree(ours.figure, c.figure) and _same_thing(ours, c) and not _is_taken(c, ours, mine)
        ]
        if not rivals:
            continue
        rival = max(rivals, key=lambda c: likeness(ours, c))
        alike = likeness(ours, rival)
        if alike < _needed(ours, rival):
            continue
        agreeing = [c for c in theirs if agree(ours.figure, c.figure)]
        if any(_may_be_meant(ours, c, alike) for c in agreeing):
            continue
        alike_figures = [c.figure for c in theirs if c.unit == ours.unit or c.counted & ours.counted]
        if _reckoned(ours.figure, alike_figures) or _part_of(ours.figure, alike_figures, evidence):
            continue
        yield Difference("number", _shown(claim, ours), _shown(evidence, rival))


def _is_taken(theirs: Count, ours: Count, mine: Sequence[Count]) -> bool:
    """Whether another number of the claim is the one that theirs agrees with."""
    room = likeness(ours, theirs) - _TAKEN_MARGIN
    return any(o is not ours and agree(o.figure, theirs.figure) and likeness(o, theirs) >= room for o in mine)


def _same_thing(ours: Count, theirs: Count) -> bool:
    """Whether both may give the quantity of one thing."""
    if (ours.figure.kind == "ordinal") != (theirs.figure.kind == "ordinal"):
        return False
    if ours.unit == theirs.unit and ours.unit not in ("", "ordinal"):
        of = ours.counted if ours.unit == "%" else frozenset()
        return not of or bool(of & (theirs.counted | theirs.company.keys()))
    shared = bool((ours.counted & theirs.counted) - _VAGUE)
    if ours.figure.kind == "ordinal":  # the first woman president is not the first president
        return ours.counted == theirs.counted and shared
    if ours.unit == theirs.unit and shared:
        return True
    # "lent us 30": what is counted is understood.
    bare = theirs.is_bare or ours.is_bare
    like_size = max(ours.figure.low, theirs.figure.low) <= 10 * min(ours.figure.low, theirs.figure.low)
    return bare and like_size and ours.figure.kind == theirs.figure.kind == "count" and not (ours.named or theirs.named)


def _may_be_meant(ours: Count, theirs: Count, alike: float) -> bool:
    """Whether a figure of theirs that agrees may be the one meant, though another one stands in company more alike."""
    understood = theirs.is_bare and theirs.figure.low != ours.figure.low  # "We need fifty": thousand
    if (
        understood
        or theirs.figure.kind in ("clock", "score")
        or _distinctive(ours.figure)
        and ours.figure.low == theirs.figure.low
    ):
        return True
    if ours.unit == theirs.unit and (ours.unit not in ("", "ordinal") or ours.counted & theirs.counted):
        return likeness(ours, theirs) > alike - _SAME_UNIT_MARGIN
    return likeness(ours, theirs) > alike - _MARGIN


def _distinctive(figure: Figure) -> bool:
    """Whether a number is hardly met twice by chance: three digits that count."""
    return len(f"{figure.low:.6g}".replace(".", "").strip("0").split("e")[0]) >= 3


_SAME_UNIT_MARGIN, _MARGIN, _TAKEN_MARGIN = 0.6, 0.25, 0.2


def likeness(ours: Count, theirs: Count) -> float:
    """How much of the company of ours theirs has too, 0..1, and a little more where both belong to one word."""
    if not ours.company:
        return 0.0
    shared = sum(weight for key, weight in ours.company.items() if key in theirs.company) / sum(ours.company.values())
    return shared + 0.15 * (ours.governor == theirs.governor != "") + 0.05 * (ours.before == theirs.before != "")


def _needed(ours: Count, theirs: Count) -> float:
    """The likeness from which on both speak of one quantity: more where the unit alone says little."""
    if ours.unit != theirs.unit or not ours.unit and not ours.counted & theirs.counted:
        return NEEDED[2]
    return NEEDED[0] if ours.unit in ("", "ordinal", "age", "clock", "score") else NEEDED[1]


NEEDED = (0.35, 0.35, 0.6)


def _reckoned(ours: Figure, theirs: Sequence[Figure]) -> bool:
    """Whether ours is the sum or the difference of two of theirs, what is left of a hundred percent, or how many."""
    values = sorted({f.low for f in theirs})[:12]
    said, room = (
        ours.low,
        max(ours.grain / 2 if ours.grain > 1 else 0.0, 0.011 * abs(ours.low) * (ours.hedge != ""), 1e-6),
    )
    if any(abs(100 - v - said) <= room for v in values):
        return True
    if ours.kind == "share" or said <= 100:  # 33 of 52 are two thirds
        share = [100 * a / b for a, b in combinations(values, 2) if b]
        if any(abs(s - said) <= max(3.0 if ours.kind == "share" or ours.hedge else 0.6, room) for s in share):
            return True
    pairs = combinations(values, 2)
    return any(abs(a + b - said) <= room or abs(abs(a - b) - said) <= room for a, b in pairs) or (
        len(values) > 2 and abs(sum(values) - said) <= room
    )


_PARTS = re.compile(
    r"\b(?:half|halves|halv\w+|twice|doubl\w+|third|quarter|trebl\w+|tripl\w+|each|apiece)\b", re.IGNORECASE
)


def _part_of(ours: Figure, theirs: Sequence[Figure], evidence: str) -> bool:
    """Whether ours is a part or a multiple of one of theirs, where the evidence speaks of such: 400 places, half of them."""
    if not _PARTS.search(evidence):
        return False
    return any(
        abs(f.low * by - ours.low) <= 1e-6 * max(1.0, ours.low)
        for f in theirs
        for by in (0.5, 2, 1 / 3, 3, 0.25, 4, 0.75)
    )


def missing_numbers(claim: str, evidence: str) -> Iterator[Difference]:
    """Numbers of the claim that agree with none of the evidence."""
    theirs = counts(evidence)
    for ours in counts(claim):
        if ours.figure.kind == "count" and ours.figure.low <= 1:
            continue
        if not any(agree(ours.figure, c.figure) for c in theirs) and not _reckoned(
            ours.figure, [c.figure for c in theirs]
        ):
            yield Difference("number", _shown(claim, ours), "")


def _shown(text: str, count: Count) -> str:
    """The number and the words that belong to it, as they stand."""
    figure, end = count.figure, _unit(text, count.figure)[1]
    after = re.match(r"(?:[\s-]+[^\W\d_]{2,}){1,2}", text[end:]) if count.counted else None
    if after:
        kept = after.group()
        parts = re.findall(r"[\s-]+\S+", kept)
        parts = parts[:1] if len(parts) > 1 and parts[1].strip(" -").lower() in FUNCTION else parts
        if parts[0].strip(" -").lower() not in FUNCTION:
            end += len("".join(parts))
    return text[figure.start : end].strip()
