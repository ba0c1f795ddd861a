"""What is said of a number's exactness: about, nearly, over, up to. Pure; English."""

from __future__ import annotations

import re

_APPROX = re.compile(
    r"(?:\b(?:(?P<about>about|around|some|roughly|approximately|approx\.?|circa|an estimated|estimated|close to|or so|"
    r"in the region of|about half)|(?P<near>nearly|almost|just under|a little under|close on|not quite|nearing|"
    r"approaching)|"
    r"(?P<over>more than|over|above|greater than|higher than|upwards? of|at least|no fewer than|no less than|"
    r"not less than|exceed(?:s|ed|ing)?|"
    r"in excess of|well over|just over|a little over|a little more than|minimum of|topp(?:ed|ing)|surpass(?:ed|ing)?|"
    r"past)|"
    r"(?P<under>less than|fewer than|lower than|smaller than|under|below|up to|at most|no more than|not more than|"
    r"within|maximum of|as many as|"
    r"as much as)))"
    r"(?:\s+(?:a|an|the|one in|of|their|its|his|US|U\.S\.))*\s*$|[~≈]\s*$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?P<over>\+|\s+(?:or more|and more|or above|or over|and over|and above|or older))|"
    r"(?P<about>\s+(?:or so|odd)\b|-odd\b)|(?P<under>\s+(?:or less|or fewer|or under)\b)",
    re.IGNORECASE,
)


def hedge(text: str, start: int, end: int) -> str:
    """How exact the number at ``text[start:end]`` is meant: "about", "near" (a little less), "over", "under" or ""."""
    found = _APPROX.search(text, max(0, start - 40), start) or _AFTER.match(text, end)
    if not found:
        return ""
    return next((name for name, part in found.groupdict().items() if part), "about")
