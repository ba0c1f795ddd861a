"""The language of a text, by its script and its commonest words: enough to choose among eight, or to say nothing."""

from __future__ import annotations

import re

_LOOKED_AT = 20_000  # characters
_SCRIPTS = {
    "latin": re.compile(r"[A-Za-zÀ-ɏ]"),
    "cyrillic": re.compile(r"[Ѐ-ӿ]"),
    "hangul": re.compile(r"[가-힣ᄀ-ᇿ]"),
    "kana": re.compile(r"[ぁ-ゖァ-ヺ]"),
    "han": re.compile(r"[㐀-䶿一-鿿]"),
}
# Words that are common in one of the four languages and in none of the others.
_WORDS = {
    "en": "the and of to is that was for with are this by from which has been not it be".split(),
    "fr": "le les et des du une est dans pour que qui pas sur avec au aux sont cette".split(),
    "de": "der die und das den von zu mit ist im dem nicht ein eine auf für auch sich".split(),
    "es": "el los las y una por con para del se como más su al pero sus ha este".split(),
}
_UKRAINIAN = re.compile(r"[іїєґІЇЄҐўЎ]")


def script_of(text: str) -> str | None:
    """The script most of `text` is in: latin, cyrillic or east (Chinese, Japanese, Korean); None without letters."""
    counts = _counts(text)
    # A Chinese, Japanese or Korean character says about as much as three letters.
    weights = {"latin": counts["latin"], "cyrillic": counts["cyrillic"]}
    weights["east"] = 3 * (counts["hangul"] + counts["kana"] + counts["han"])
    script = max(weights, key=lambda name: weights[name])
    return script if weights[script] else None


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the language most of `text` is in (en, zh, ja, ko, ru, fr, de, es), else None."""
    script, counts = script_of(text), _counts(text)
    if script == "east":
        return _eastern(counts)
    if script == "cyrillic":
        return "ru" if len(_UKRAINIAN.findall(text[:_LOOKED_AT])) * 100 < counts["cyrillic"] else None
    return _latin(text[:_LOOKED_AT]) if script else None


def _counts(text: str) -> dict[str, int]:
    return {script: len(pattern.findall(text[:_LOOKED_AT])) for script, pattern in _SCRIPTS.items()}


def _eastern(counts: dict[str, int]) -> str:
    """Japanese mixes kana into its Han characters; Korean may hold some Han, Chinese holds neither of the others."""
    if counts["hangul"] > counts["han"] + counts["kana"]:
        return "ko"
    return "ja" if counts["kana"] * 10 > counts["han"] else "zh"


def _latin(text: str) -> str | None:
    words = re.findall(r"[a-zà-ÿœ]+", text.lower())
    hits = {language: sum(words.count(word) for word in common) for language, common in _WORDS.items()}
    first, second = sorted(hits, key=lambda language: -hits[language])[:2]
    enough = hits[first] >= 2 and hits[first] * 12 >= len(words)
    return first if enough and hits[first] >= 2 * hits[second] else None
