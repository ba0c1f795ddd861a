"""Names of states, their capitals and bodies, and of people: which words mean the same party.

A gazetteer of the field's own, small on purpose: states with the capitals and governments that speak for them, and
bodies with their abbreviations. Anything else counts as the same only when it is written the same.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.search.empty import all_empty

SAME: dict[str, str] = {
    "north-korea": "north korea|north korean|north koreans|north korea's|pyongyang|n korea|democratic people's "
    "republic of korea|北朝鮮|朝鲜|朝鮮|북한|조선",
    "south-korea": "south korea|south korean|south koreans|republic of korea|seoul|s korea|韓国|韩国|한국|남한",
    "china": "china|chinese|people's republic of china|beijing|中国|中國|중국",
    "russia": "russia|russian|russians|russian federation|moscow|kremlin|ロシア|俄罗斯|러시아|россия|россии",
    "united-states": "united states|united states of america|america|american|americans|washington|米国|美国|미국",
    "japan": "japan|japanese|tokyo|日本|일본",
    "ukraine": "ukraine|ukrainian|ukrainians|kyiv|ukraine's|ウクライナ|乌克兰|우크라이나|украина|украины",
    "united-kingdom": "united kingdom|britain|british|london",
    "france": "france|french|paris",
    "germany": "germany|german|germans|berlin",
    "iran": "iran|iranian|tehran",
    "india": "india|indian|new delhi",
    "european-union": "european union|brussels",
    "united-nations": "united nations|security council",
    "supreme-peoples-assembly": "supreme people's assembly|north korea's parliament|north korean parliament",
    "workers-party": "workers' party of korea|workers' party|korean party",
    "communist-party": "communist party of china|chinese communist party",
    "state-duma": "state duma|duma|lower house of russia|russia's lower house",
    "sanctions-monitoring-team": "multilateral sanctions monitoring team|sanctions monitoring team|monitoring team",
    "intelligence-service": "national intelligence service",
    "trilateral": "trilateral",
}
"""Party → what it is called, lower case, alternatives with ``|``. Stops and possessives are dropped before."""

_OF = {alias: party for party, aliases in SAME.items() for alias in aliases.split("|")}
_LONGEST_FIRST = [re.escape(alias) for alias in sorted(_OF, key=len, reverse=True)]
_SPACED = [alias for alias in _LONGEST_FIRST if alias.isascii() or "а" <= alias[0] <= "я"]
_JOINED = [alias for alias in _LONGEST_FIRST if alias not in _SPACED]  # in scripts without spaces
# What stands around a word is asked once for all of them: asked for each, it takes several times as long.
_ALIAS = re.compile(rf"(?<!\w)(?:{'|'.join(_SPACED)})(?!\w)|{'|'.join(_JOINED)}")
ABBREVIATIONS = {
    "north-korea": "DPRK",
    "south-korea": "ROK",
    "china": "PRC",
    "united-states": "US|USA",
    "united-kingdom": "UK",
    "european-union": "EU",
    "united-nations": "UN|UNSC",
    "supreme-peoples-assembly": "SPA",
    "workers-party": "WPK",
    "communist-party": "CPC|CCP",
    "sanctions-monitoring-team": "MSMT",
    "intelligence-service": "NIS",
}
"""In capitals only, with or without stops: "us" is a pronoun and Kim Jong Un a person."""


def _with_or_without_stops(abbreviations: str) -> re.Pattern[str]:
    spelt = (r"\.?".join(letters) for letters in abbreviations.split("|"))
    return re.compile("|".join(rf"(?<![\w.]){letters}\.?(?!\w)" for letters in spelt))


_SHORT = {party: _with_or_without_stops(short) for party, short in ABBREVIATIONS.items()}
_THE_NORTH = re.compile(r"\b[Tt]he (North|South)(?!\w| Pole| Atlantic| Sea| Pacific| Africa| America| Asia)")
_WORD = r"[A-ZÀ-ÞЀ-Я][\w-]*"
_NAME = re.compile(rf"(?<![\w'’]){_WORD}(?:\s+(?:{_WORD}|of(?=\s+[A-Z])))*")


@lru_cache(maxsize=20_000)
def parties(text: str) -> frozenset[str]:
    """The parties of `SAME` that a text names."""
    found = {_OF[m.group()] for m in _ALIAS.finditer(_folded(text))}
    found.update(party for party, pattern in _SHORT.items() if pattern.search(text))
    if "Koreas" in text:
        found |= {"north-korea", "south-korea"}
    for match in _THE_NORTH.finditer(text):
        found.add("north-korea" if match.group(1) == "North" else "south-korea")
    if _THREE <= found:
        found.add("trilateral")
    return frozenset(found)


_THREE = {"united-states", "south-korea", "japan"}
"""Whom reports on Korea mean by "trilateral"."""


@lru_cache(maxsize=20_000)
def without_parties(text: str) -> str:
    """The text with every name of a party left out."""
    blank = text
    for pattern in _SHORT.values():
        blank = pattern.sub(" ", blank)
    folded = _folded(blank)
    return _ALIAS.sub(lambda m: " " * len(m.group()), folded)


def people(text: str) -> list[str]:
    """Runs of capitalised words that name no party and no month, in order: people, places, works."""
    out = []
    for match in _NAME.finditer(text):
        words = [w for w in match.group().split() if w.casefold() not in NOT_NAMES and not all_empty(w)]
        words = [w for w in words if w not in ("Koreas", "North", "South")] if len(words) == 1 else words
        run = re.sub(r"['’]s$", "", " ".join(words))
        if run and not parties(run):
            out.append(run)
    return out


NOT_NAMES = frozenset(
    "a an and are article articles as at by can could describe did do does for from give given has have how i "
    "if in is it list "
    "many much name of on or please quote say should show state summarise summarize take tell that the their "
    "there these they "
    "this to under was we were what when where which who whom whose why will with would you according after "
    "before between "
    "during besides despite because since until under apart following given also next later earlier today "
    "english koreans japanese how's january february march april may june july august september october "
    "november december monday tuesday wednesday "
    "thursday friday saturday sunday chapter section part compare explain was had has it's".split()
)
"""Words that begin a question or a date with a capital and name nobody."""


def _folded(text: str) -> str:
    return re.sub(r"['’]s\b", "  ", text.casefold().replace("’", "'")).replace(".", " ") if text else ""
