"""Numbers as they are written, in digits or in words: their value, their unit, how exact they are meant to be. Pure."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.library.dates import MONTHS
from assistant.verify.hedges import hedge
from assistant.verify.numerals import ORDINALS, PART, SCALE, SMALL, TENS, WORTH, value_of, worth

_N1 = "|".join(sorted((w for w in WORTH if w != "zero"), key=len, reverse=True))
_SCALES = "hundred|thousand|million|billion|trillion|dozen|lakh|crore"
_TENS_AND_ONES = rf"(?:(?:{'|'.join(TENS)})(?:[- ](?:{'|'.join(SMALL[1:10])}))?|(?:{_N1}))"
_IN_WORDS = rf"{_TENS_AND_ONES}(?:(?:[ -](?:{_SCALES}))+(?:(?:,? and |,? |-)(?:{_TENS_AND_ONES})\b)?)*"
_SHORT = r"(?:bn|mn|tn|[kKmM]\b)"
_FAR_EAST = "万|萬|億|亿|千|만|억"
_RUSSIAN = "тыс|тысячи|тысяч|млн|миллиона|миллионов|млрд"
_MONEY = r"(?:US|A|C|HK|NZ)?\$|[€£¥₩₽₹]|\b(?:USD|EUR|GBP|RMB|CNY|JPY|KRW|RUB)\s?"
_DIGITS = re.compile(
    rf"(?:(?P<money>{_MONEY})\s?|(?<![\w.,/]))"
    r"(?P<n>\d{1,3}(?:[,\u00a0\u202f' ]\d{3})+(?![\d])(?:\.\d+)?|\d+(?:\.\d+)?)(?![,.][\dx])"
    rf"(?:\s?(?P<vulgar>[½¼¾⅓⅔⅛]| and a half\b)|[ -](?P<over>\d)/(?P<under>\d)(?![\d/]))?"
    rf"(?P<ordinal>(?:st|nd|rd|th)\b)?"
    rf"(?:[\s-]?(?P<scale>{_SCALES}s?|{_SHORT}|{_FAR_EAST}|{_RUSSIAN})(?![a-z]))?(?P<scale2>[\s-](?:{_SCALES})\b)?"
)
_SPELT = re.compile(
    rf"\b(?:(?P<half>half (?:a|an) |a half[- ])?(?P<a>(?:a|an)[ -])?(?P<scale>{_SCALES})\b|(?P<words>{_IN_WORDS}))\b"
    rf"(?P<and_half> and a half\b)?(?P<scale2>[ -](?:{_SCALES})\b)?",
    re.IGNORECASE,
)
_RANKS = "|".join(sorted(ORDINALS, key=len, reverse=True))
_ORDINAL_WORD = re.compile(rf"\b(?:(?P<tens>{'|'.join(TENS)})[- ])?(?P<word>{_RANKS})\b(?![- ]?(?:hand|time ever))",
                           re.IGNORECASE)  # fmt: skip
_PARTS = "|".join(f"{w}s?" if w != "half" else "half|halves" for w in PART)
_FRACTION = re.compile(
    rf"\b(?:(?P<count>a|an|one|two|three|four|five|six|seven|eight|nine|\d)[- ](?P<part>{_PARTS})\b(?![- ]century)|"
    r"(?P<half>half)(?= (?:of|the|its|his|her|their|a|all)\b|\s+[a-z]+s\b|-))",
    re.IGNORECASE,
)
_OUT_OF = re.compile(
    rf"\b(?P<a>{_N1}|\d+)(?: (?:\w+ )?(?:in(?: every)?|out of(?: every)?|of every) )(?P<b>{_N1}|\d+)\b", re.IGNORECASE
)
_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125}
_CLOCK = re.compile(
    r"(?<![\d:.])(?P<h>[01]?\d|2[0-4])(?:(?:[:.](?P<m>[0-5]\d))?\s?(?P<half>[ap])\.?m\b\.?|:(?P<m2>[0-5]\d)(?!\d|:))",
    re.IGNORECASE,
)
_SCORE = re.compile(r"(?<![\w.,–-])(\d{1,3})\s?[-–]\s?(\d{1,3})(?![\w,/–-]|\.\d)")
_YEAR = re.compile(r"(?:1[0-9]|20)\d\d\Z")
_DATED = re.compile(
    rf"\b(?:{'|'.join(MONTHS)}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?\s*(?:the\s)?$", re.IGNORECASE
)
_DATED_AFTER = re.compile(
    rf"\s*(?:(?:-|–|to|and|or)\s*\d{{1,2}}\s*)?(?:of\s+)?(?:{'|'.join(m.capitalize() for m in MONTHS)}|"
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b)|\s?[年月日년월일]|s\b|'s\b"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number at ``text[start:end]``: from `low` to `high`, which are equal where it is no range.

    `kind`: "count", "ordinal", "clock" (minutes after midnight), "score" or "share" (in percent). `hedge`: "about",
    "near" (a little less), "over", "under" or "". `grain` is what it counts in: 100,000 in "2.4 million".
    """

    low: float
    high: float
    start: int
    end: int
    kind: str = "count"
    money: str = ""
    hedge: str = ""
    grain: float = 1.0


@lru_cache(maxsize=20_000)
def figures(text: str) -> tuple[Figure, ...]:
    """The numbers in `text`, in order, none overlapping. Days, years and the parts of names (``G7``) are none."""
    wide = unicodedata.normalize("NFKC", text) if not text.isascii() else text
    even = wide if len(wide) == len(text) else text
    taken: list[Figure] = []
    for find in (_clocks, _ratios, _scores, _digits, _spelt, _fractions, _ordinals):
        for figure in find(even):
            if not any(figure.start < t.end and t.start < figure.end for t in taken):
                taken.append(figure)
    return tuple(_hedged(even, figure) for figure in sorted(taken, key=lambda f: f.start))


def _hedged(text: str, figure: Figure) -> Figure:
    exact = figure.kind not in ("count", "share")
    return figure if exact else replace(figure, hedge=hedge(text, figure.start, figure.end))


def _clocks(text: str) -> list[Figure]:
    out = []
    for m in _CLOCK.finditer(text):
        hour, minute = int(m["h"]), int(m["m"] or m["m2"] or 0)
        if m["half"]:
            hour = hour % 12 + (12 if m["half"].lower() == "p" else 0)
        out.append(_one(60 * hour + minute, m, kind="clock"))
    return out


def _ratios(text: str) -> list[Figure]:
    """One in three, nine out of ten: shares."""
    out = []
    for m in _OUT_OF.finditer(text):
        a, b = worth(m["a"]), worth(m["b"])
        if 0 < a < b <= 1000:
            out.append(_one(100 * a / b, m, kind="share", grain=0.0))
    return out


def _fractions(text: str) -> list[Figure]:
    out = []
    for m in _FRACTION.finditer(text):
        if text[: m.start()].endswith(" and "):  # an hour and a half
            continue
        if m["half"]:
            out.append(_one(50.0, m, kind="share", grain=2.0))
            continue
        count = worth(m["count"]) or 1
        plural = m["part"].lower().endswith("s")
        part = PART["half" if m["part"].lower() in ("half", "halves") else m["part"].lower().rstrip("s")]
        of = re.match(
            r"\s+of\b|\s*(?:[,.;]|$)|\s+(?:more|less|fewer|as|higher|lower|majority|share|stake)\b", text[m.end() :]
        )
        # "a third of it" and "two thirds" are shares; "a third term" is the third.
        if count < part and (plural or of or part == 2):
            out.append(_one(100 * count / part, m, kind="share", grain=2.0))
    return out


def _scores(text: str) -> list[Figure]:
    """Two numbers with a dash between them: a range where they rise and something is counted, else a score."""
    out = []
    for m in _SCORE.finditer(text):
        a, b = float(m[1]), float(m[2])
        if _DATED.search(text, max(0, m.start() - 12), m.start()) or _DATED_AFTER.match(text, m.end()):
            continue
        counted = re.match(r"\s?(?:%|[a-zA-Z°])", text[m.end() :])
        kind = "count" if a < b and counted else "score"
        out.append(Figure(a, b, m.start(), m.end(), kind))
    return out


def _digits(text: str) -> list[Figure]:
    out = []
    for m in _DIGITS.finditer(text):
        scale, end = (m["scale"] or "") + (m["scale2"] or ""), m.end()
        if not m["money"] and (scale in ("m", "M") or scale in ("k", "K") and text[m.start("scale") - 1] == " "):
            scale, end = "", m.start("scale")  # metres, kelvins
        if m["ordinal"]:
            if not (_DATED.search(text, max(0, m.start() - 14), m.start()) or _DATED_AFTER.match(text, m.end())):
                out.append(_one(float(re.sub(r"\D", "", m["n"])), m, kind="ordinal"))
        elif scale or m["money"] or not _is_date_or_name(text, m):
            value, grain = _scaled(m, bool(scale))
            end = m.start() + len(text[m.start() : end].rstrip(" -"))
            if math.isfinite(value):
                out.append(Figure(value, value, m.start(), end, money=_coin(m["money"]), grain=grain))
    return out


def _scaled(m: re.Match[str], scaled: bool) -> tuple[float, float]:
    """The value and the grain of a number in digits, with its fraction and its "million"."""
    written = re.sub(r"[,\u00a0\u202f' ]", "", m["n"])
    value, grain = float(written), _grain(written)
    if m["vulgar"]:
        value, grain = value + _VULGAR.get(m["vulgar"], 0.5), 0.25
    elif m["over"] and int(m["under"]):
        value, grain = value + int(m["over"]) / int(m["under"]), 1 / int(m["under"])
    for word in (m["scale"], m["scale2"]) if scaled else ():
        if word:
            by = SCALE[word.strip(" -").lower().removesuffix("s")]
            value, grain = value * by, grain * by
    return value, grain


def _is_date_or_name(text: str, m: re.Match[str]) -> bool:
    """Whether a bare number is a year, a day of a month, or hangs on a name (G7, COVID-19, F-16, 38th)."""
    before, after = text[max(0, m.start() - 14) : m.start()], text[m.end() : m.end() + 24]
    if _YEAR.match(m["n"]) and not re.match(
        r"\s(?:people|troops|men|soldiers|tons|tonnes|metres|meters|km|miles)\b", after
    ):
        return True
    if re.search(r"[A-Za-z\d]-$|[A-Za-z_#/]$|[#/]\s?$", before) or re.match(r"/\d|[A-Z]", after):
        return True
    return bool(len(m["n"]) < 3 and (_DATED.search(before) or _DATED_AFTER.match(after)))


def _grain(written: str) -> float:
    """What a number in digits counts in: 0.1 in 2.4, 100 in 300; below 100 always by ones."""
    whole, _, decimals = written.partition(".")
    if decimals:
        return float(10 ** -min(len(decimals), 9))
    zeros = len(whole) - len(whole.rstrip("0"))
    return float(10 ** min(zeros, 12)) if len(whole) > 2 and whole.strip("0") else 1.0


def _spelt(text: str) -> list[Figure]:
    out = []
    for m in _SPELT.finditer(text):
        end, spelt = m.end(), m.group()
        if re.match(rf"[ -](?:{_PARTS}|{_RANKS})\b", text[end:], re.IGNORECASE):
            continue  # two thirds
        if m["words"]:
            value = value_of(m["words"])
            scaled = re.search(rf"({_SCALES})\W*$", m["words"].strip().lower())
            grain = float(SCALE[scaled[1]]) if scaled else 1.0
            if spelt.strip().lower() == "one" and not _counts_one(text, m.end()):
                continue
            if text[: m.start()].lower().endswith(("not ", "no ")):
                continue
        elif m["half"] or m["a"]:
            value, grain = SCALE[m["scale"].lower()] * (0.5 if m["half"] else 1.0), SCALE[m["scale"].lower()] / 2
        else:
            continue  # "hundreds", "million" alone
        if m["and_half"]:
            value, grain = value + 0.5 * grain, grain / 2
        if m["scale2"]:
            by = SCALE[m["scale2"].strip(" -").lower()]
            value, grain = value * by, grain * by
        out.append(Figure(value, value, m.start(), m.start() + len(text[m.start() : end].rstrip()), grain=grain))
    return out


def _counts_one(text: str, end: int) -> bool:
    """Whether "one" counts here, rather than standing for somebody or for some day."""
    return bool(re.match(r"[ -][a-z]{3,}", text[end:])) and not re.match(
        r"[ -](?:of|another|day|time|can|could|may|might|should|must|who|that|which|thing|such|more|way|point|with|"
        r"for|and)\b",
        text[end:],
    )


def _ordinals(text: str) -> list[Figure]:
    out = []
    for m in _ORDINAL_WORD.finditer(text):
        value = ORDINALS[m["word"].lower()] + (WORTH[m["tens"].lower()] if m["tens"] else 0)
        noun = re.match(r"[ -][a-zA-Z]{3,}(?!(?: \w+){0,3} (?:in|since|for) )", text[m.end() :])
        if noun and not (value < 3 and not _is_ranked(text, m)):
            out.append(_one(value, m, kind="ordinal"))
    return out


def _is_ranked(text: str, m: re.Match[str]) -> bool:
    """Whether "first" or "second" numbers a thing rather than an occasion ("first met")."""
    determined = re.search(r"\b(?:the|his|her|its|their|a|our|'s)\s+$", text[: m.start()], re.IGNORECASE)
    return bool(determined) and not re.match(r"\s(?:time|of|half|place|to|and|such|ever|step|thing)\b", text[m.end() :])


def _one(value: float, m: re.Match[str], kind: str = "count", money: str = "", grain: float = 1.0) -> Figure:
    whole = m.group()
    end = m.start() + len(whole.rstrip(" -"))
    return Figure(float(value), float(value), m.start() + len(whole) - len(whole.lstrip()), end, kind, money, "", grain)


def _coin(written: str | None) -> str:
    mark = (written or "").strip().upper()
    return {
        "USD": "$",
        "US$": "$",
        "EUR": "€",
        "GBP": "£",
        "RMB": "¥",
        "CNY": "¥",
        "JPY": "¥",
        "KRW": "₩",
        "RUB": "₽",
    }.get(mark, mark)
