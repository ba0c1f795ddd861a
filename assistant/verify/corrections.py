"""What a source expressly sets right: it happened for this "and not for" that, "not in" one month "but in" another.

Pure; English only. A claim that says what the source denies is in conflict with it, where both speak of one thing and
the claim says nothing of what the source puts in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.library.periods import periods
from assistant.verify.difference import Difference
from assistant.verify.words import keys, words

_OPENS = r"(?:for|from|in|on|at|by|to|with|as|of|because of|during|after|before)"
_NOT_BUT = re.compile(
    rf"\b(?P<denial>(?:not|never) (?!only\b|just\b|merely\b|simply\b)(?:\w+ ){{0,2}}?{_OPENS} "
    rf"(?P<denied>[^,;:.]{{3,120}}?)),? but (?:rather )?(?:only )?(?P<put>(?:{_OPENS}) [^,;:.]{{3,160}})"
)
_AND_NOT = re.compile(
    rf"\b(?P<put>{_OPENS} [^,;:.]{{3,160}}?),? (?:(?:and|but|though) )?"
    rf"(?P<denial>not {_OPENS} (?P<denied>[^,;:.]{{3,160}}))"
)
_SENTENCE = re.compile(r"[^.!?]+(?:\.(?=\d)[^.!?]+)*[.!?]?")
_FEWEST = 2
"""Words of meaning that a claim shares with the rest of the source's sentence."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A sentence that denies `denied` and says `put` in its place.

    `denial` are its words of denial with what they deny; `about` are the keys of all its other words.
    """

    denied: str
    put: str
    denial: str
    about: frozenset[str]


@lru_cache(maxsize=20_000)
def corrections(text: str) -> tuple[Correction, ...]:
    """The corrections in `text`, in order."""
    out = []
    for sentence in _SENTENCE.findall(text):
        for pattern in (_NOT_BUT, _AND_NOT):
            if found := pattern.search(sentence):
                rest = sentence[: found.start()] + " " + sentence[found.end() :]
                denied, put, denial = (found[name].strip() for name in ("denied", "put", "denial"))
                out.append(Correction(denied, put, denial, keys(rest)))
                break
    return tuple(out)


def corrected(claim: str, evidence: str) -> Iterator[Difference]:
    """What the claim says and the evidence expressly sets right."""
    ours = keys(claim)
    for one in corrections(evidence):
        if len(ours & one.about) < min(_FEWEST, len(one.about)) or " not " in claim or "n't " in claim:
            continue
        yield from _same_time(claim, one) or _same_thing(claim, ours, one)


def _same_time(claim: str, one: Correction) -> list[Difference]:
    """The claim's time, where it is the one denied and not the one put in its place."""
    denied, put = periods(one.denied), periods(one.put)
    if not denied or not put:
        return []
    found = [p for p in periods(claim) if any(p.meets(d) for d in denied) and not any(p.meets(q) for q in put)]
    return [Difference("date", claim[p.start : p.end], one.put) for p in found]


def _same_thing(claim: str, ours: frozenset[str], one: Correction) -> list[Difference]:
    """What is denied, where the claim has all of it that tells it apart, and little of what is put in its place."""
    denied, put = keys(one.denied), keys(one.put)
    telling, instead = denied - put - one.about, put - denied - one.about
    named = any(word.capital and word.key in telling for word in words(one.denied))
    if len(telling) < (1 if named else _FEWEST) or not telling <= ours or 2 * len(instead & ours) > len(instead):
        return []
    said = [word for word in words(claim) if word.key in telling]
    return [Difference("negation", claim[said[0].start : said[-1].end], one.denial)]
