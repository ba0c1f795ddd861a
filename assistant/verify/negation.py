"""Whether a claim says what its evidence denies, or its opposite. Pure; English only.

Three things are looked for, each only where both speak of the same thing in like company: a word that is negated in one
and not in the other, two words that cannot both be true ("rose", "fell"), and a claim of all where the evidence speaks
of some. Where something is wished, planned or supposed nothing is concluded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.verify.denials import DENIES, NO_NOT, Head, heads, negators
from assistant.verify.difference import Difference
from assistant.verify.opposites import LOOSE, WIDER, opposites
from assistant.verify.words import Word, at, company, key_of, words

_OPEN = re.compile(
    r"\b(?:would|could|should|may|might|if|unless|whether|until|till|plan\w*|propos\w+|consider\w*|seek\w*|sought|"
    r"want\w*|hop\w+|urg\w+|"
    r"call\w* for|demand\w*|request\w*|await\w*|pending|threat\w*|expect\w*|suggest\w*|possib\w+|alleg\w+|claim\w*|"
    r"rumou?r\w*|"
    r"believ\w+|except\w*|unclear|doubt\w*|current(?:ly)?|now|likely|unlikely|appear\w*|seem\w*|question\w*|nearly|"
    r"almost|barely|yet|other than)\b",
    re.IGNORECASE,
)
_PREFIX = re.compile(
    r"(?:un|non|in|im|ir|il|dis)(?=\w{3,}(?:ed|able|ible|al|ent|ant|ive|ful|ary|ate|ing|air|afe|own|ear|ect|ure|ete)\Z)"
)
_NO_PREFIX = frozenset(
    "uncovered uncovering unveiled unveiling united uniting under discovered discovering displayed displaying "
    "dispatched discharged disposed discussed distributed disputed included including increased increasing improved "
    "improving imported importing involved involving invested investing informed informing impressed indeed intent "
    "intended interested inspired installed invited inclined incident important impaired imposed implemented "
    "immediate indicated initial international internal individual industrial immune illustrated irritated distant "
    "distinct district instant instead intend insured inspected incensed inland dissolved distressed dispersed "
    "disturbed unloading unloaded unfolding unlocked".split()
)
_REACH = 8
_NEEDED, _NEEDED_THING = 0.5, 0.7
_OF_THING = re.compile(r"(?:no|without|lack\w*|absence)\Z", re.IGNORECASE)
"""Denials of a thing rather than of an act: what is not there in one respect may be there in another."""
_NEEDED_OPPOSITE = 0.5


def negation_conflicts(claim: str, evidence: str) -> Iterator[Difference]:
    """What the claim affirms and the evidence denies or the other way round; one finding a pair of sentences."""
    if not claim.isascii() and not re.search(r"\b(?:the|of|and|was|is)\b", claim):
        return
    found = _negated(claim, evidence) or _opposed(claim, evidence) or _widened(claim, evidence)
    if found:
        yield found


def _negated(claim: str, evidence: str) -> Difference | None:
    ours, theirs = heads(claim), heads(evidence)
    if not any(h.negated for h in (*ours, *theirs)) and not _prefixed(ours, theirs):
        return None
    by_key: dict[str, list[Head]] = {}
    for head in theirs:
        by_key.setdefault(head.word.key, []).append(head)
    our_keys = {head.word.key for head in ours}
    for head in ours:
        same = by_key.get(head.word.key, [])
        if any(key in our_keys or key in by_key and same for key in _bases(head.word.low)):
            continue  # both "finished" and "unfinished" are spoken of
        flipped = [h for key in _bases(head.word.low) for h in by_key.get(key, [])]
        pairs = [(h, h.negated) for h in same] + [(h, not h.negated) for h in flipped]
        if not pairs or any(negated == head.negated for _, negated in pairs):
            continue
        near = company(words(claim), head.word.start, head.word.end, _REACH)
        other = max((h for h, _ in pairs), key=lambda h: _alike(near, evidence, h.word))
        if _of_name(head, other):
            continue
        alike, shared = _alike(near, evidence, other.word), _shared(near, evidence, other.word)
        of_thing = _OF_THING.match((head if head.negated else other).said) is not None
        if alike < (_NEEDED_THING if of_thing else _NEEDED) or shared < (3 if of_thing else 2):
            continue
        if (
            _is_open(claim, head.word)
            or _is_open(evidence, other.word)
            or _says_no_otherwise(head, other, claim, evidence)
        ):
            continue
        return Difference("negation", claim[head.start : head.end], evidence[other.start : other.end])
    return None


def _of_name(ours: Head, theirs: Head) -> bool:
    """Whether what is denied is a name's bearer: no French minister came, though a French one is spoken of."""
    denied = ours if ours.negated else theirs
    return denied.word.capital and denied.said == "no"


def _prefixed(ours: tuple[Head, ...], theirs: tuple[Head, ...]) -> bool:
    return any(_PREFIX.match(h.word.low) for h in (*ours, *theirs))


@lru_cache(maxsize=20_000)
def _bases(low: str) -> tuple[str, ...]:
    """Keys of a word without its negating prefix, and with one."""
    if low not in _NO_PREFIX and (m := _PREFIX.match(low)):
        return (key_of(low[m.end() :]),)
    longer = (prefix + low for prefix in ("un", "in", "non", "dis", "im"))
    return tuple(key_of(word) for word in longer if word not in _NO_PREFIX and _PREFIX.match(word))


def _says_no_otherwise(ours: Head, theirs: Head, claim: str, evidence: str) -> bool:
    """Whether the side that seems to affirm has some other word of denial in its clause."""
    affirming, text = (theirs, evidence) if ours.negated else (ours, claim)
    return any(w.low in DENIES or w.low.endswith("n't") or w.low in _DENYING for w in _about(text, affirming.word))


_DENYING = frozenset(
    "denied denies deny denying reject rejected rejects rejecting ruled excluded opposed opposes oppose against yet "
    "few little only zero un ban banned forbidden barred blocked dropped scrapped cancelled canceled missing absent "
    "away out other too free shelved unlike zero nil except unless dismissed doubt doubts hardly barely rarely seldom "
    "stopped halted lost".split()
)


def _is_open(text: str, word: Word) -> bool:
    """Whether the clause of a word only wishes, plans or supposes."""
    near = _about(text, word)
    asks = any(w.low == "?" for w in words(text) if w.sentence == word.sentence)
    return asks or _OPEN.search(text, near[0].start, near[-1].end) is not None


def _about(text: str, word: Word) -> tuple[Word, ...]:
    """The words about a word, in its clause."""
    these = words(text)
    n = at(these, word.start)
    return tuple(w for w in these[max(0, n - _REACH) : n + _REACH + 1] if w.clause == word.clause)


def _alike(near: dict[str, float], evidence: str, word: Word) -> float:
    if not near:
        return 0.0
    theirs = company(words(evidence), word.start, word.end, _REACH + 4)
    return sum(weight for key, weight in near.items() if key in theirs) / sum(near.values())


def _shared(near: dict[str, float], evidence: str, word: Word) -> int:
    return len(near.keys() & company(words(evidence), word.start, word.end, _REACH + 4).keys())


def _opposed(claim: str, evidence: str) -> Difference | None:
    table = opposites()
    ours, theirs = words(claim), words(evidence)
    there: dict[str, list[int]] = {}
    for n, word in enumerate(theirs):
        there.setdefault(word.key, []).append(n)
    for n, word in enumerate(ours):
        against = table.get(word.key)
        if not against or word.key in there or (word.capital and n):
            continue
        rivals = [i for key in against for i in there.get(key, ()) if not (theirs[i].capital and i)]
        if not rivals:
            continue
        near = company(ours, word.start, word.end, _REACH)
        rival = max(rivals, key=lambda i: _alike(near, evidence, theirs[i]))
        other = theirs[rival]
        if _is_one_of_both(ours, word.key, other.key) or not _in_one_place(ours, n, theirs, rival, near, evidence):
            continue
        if _parity(claim, n) != _parity(evidence, rival):
            continue
        return Difference("negation", word.text, other.text)
    return None


def _is_one_of_both(ours: tuple[Word, ...], key: str, other: str) -> bool:
    """Whether the claim has the other word too, or one like it: "imports and exports", "fell here and rose there"."""
    against = opposites().get(key, frozenset())
    return any(word.key == other or word.key in against for word in ours)


def _in_one_place(
    ours: tuple[Word, ...], n: int, theirs: tuple[Word, ...], i: int, near: dict[str, float], evidence: str
) -> bool:
    alike = _alike(near, evidence, theirs[i])
    before = _content(ours, n, -1) == _content(theirs, i, -1) != ""
    after = _content(ours, n, 1) == _content(theirs, i, 1) != ""
    shared = _shared(near, evidence, theirs[i])
    if ours[n].low in LOOSE or theirs[i].low in LOOSE:
        both = ours[n].low in LOOSE and theirs[i].low in LOOSE
        return after and (before or alike >= 0.5) and len(near) > 1 or (not both and alike >= 0.7 and shared >= 4)
    return alike >= _NEEDED_OPPOSITE and shared >= 2 and (before or after or (alike >= 0.55 and shared >= 4))


def _content(these: tuple[Word, ...], n: int, step: int) -> str:
    """Key of the next word of meaning in that direction, within its clause."""
    i = n + step
    while 0 <= i < len(these) and abs(i - n) <= 4 and these[i].clause == these[n].clause:
        if these[i].content:
            return these[i].key
        i += step
    return ""


def _parity(text: str, n: int) -> bool:
    quiet = [m.span() for m in NO_NOT.finditer(text)]
    return len(negators(words(text), n, quiet)) % 2 == 1


def _widened(claim: str, evidence: str) -> Difference | None:
    ours, theirs = words(claim), words(evidence)
    for n, word in enumerate(ours):
        narrower = WIDER.get(word.low)
        if not narrower:
            continue
        noun = _content(ours, n, 1)
        near = company(ours, word.start, word.end, _REACH)
        if not noun or any(w.low == word.low and _content(theirs, i, 1) == noun for i, w in enumerate(theirs)):
            continue
        for i, other in enumerate(theirs):
            if other.low in narrower.split("|") and _content(theirs, i, 1) == noun:
                if _alike(near, evidence, other) >= 0.5 and _shared(near, evidence, other) >= 3:
                    return Difference("negation", f"{word.text}", other.text)
    return None
