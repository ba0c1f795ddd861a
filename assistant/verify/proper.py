"""Names: where they stand in a text and which may be one bearer's. Pure.

A name is a run of capitalised words. Two names may be the same where they share a word that is a name's, where one is
the other's initials, where both mean one state, or where only the spelling of another script parts them (Putin,
Poutine). In doubt they are the same: a name is only said to differ where nothing joins the two.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.library.dates import MONTHS
from assistant.verify.difference import Difference
from assistant.verify.states import party_of
from assistant.verify.words import FUNCTION, Word, words

_PARTICLES = frozenset("of de da del della di du la le van von der den al el bin ibn and the for y".split())
TITLES = frozenset(
    "mr mrs ms miss dr prof professor sir dame lord lady president premier minister ministers prime foreign defence "
    "defense finance interior secretary general chairman chairwoman chairperson chair chancellor king queen prince "
    "princess emperor comrade marshal colonel major captain lieutenant admiral commander sergeant judge justice "
    "senator representative congressman congresswoman governor mayor ambassador vice deputy former acting director "
    "chief executive ceo spokesman spokeswoman spokesperson speaker his her excellency majesty highness honourable "
    "honorable hon rev reverend bishop archbishop pope cardinal imam ayatollah sheikh cllr councillor commissioner "
    "professor doctor count countess duke duchess baron emperor sultan regent the great supreme leader respected "
    "esteemed dear state council member party committee".split()
)
"""Words before a name that are not part of it."""
_NO_NAMES = frozenset(MONTHS) | frozenset(month[:3] for month in MONTHS) | frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays "
    "sundays sept i o lsb rsb lrb rrb bc ad am pm ok".split()
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name at ``text[start:end]``, words ``[first, last)`` of it; `parts` are its own words, without titles."""

    parts: tuple[str, ...]
    letters: str  # the first letters of all its capitalised words
    party: str
    start: int
    end: int
    first: int
    last: int

    @property
    def surname(self) -> str:
        """The last word that is the name's own."""
        return self.parts[-1]


@lru_cache(maxsize=20_000)
def plain(word: str) -> str:
    """A word in lower case without accents, apostrophes and hyphens."""
    bare = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in bare if c.isalnum())


@lru_cache(maxsize=20_000)
def names(text: str, beside: str = "") -> tuple[Name, ...]:
    """The names in `text`, in order.

    A lone word that begins a sentence is one only if it has its capital inside a sentence too, here or in `beside`.
    """
    these = words(text)
    inside = _capitals(text) | _capitals(beside)
    out: list[Name] = []
    n = 0
    while n < len(these):
        if not _is_capital(these, n):
            n += 1
            continue
        last = _end_of_run(text, these, n)
        first = n
        while first < last and these[first].low in FUNCTION and these[first].text != "US":
            first += 1
        n = max(last, n + 1)
        if first == last:
            continue
        found = _name(text, these, first, last)
        begins = _begins(these, first)
        if found and (
            not begins or last - first > 1 or found.party or these[first].low in inside or _has_mark(these, first)
        ):
            out.append(found)
    return tuple(out)


@lru_cache(maxsize=20_000)
def _capitals(text: str) -> frozenset[str]:
    """Words, in lower case, that have a capital inside a sentence, or before another at its head."""
    these = words(text)
    return frozenset(
        w.low
        for n, w in enumerate(these)
        if w.capital
        and (not _begins(these, n) or w.low not in FUNCTION and these[n + 1 : n + 2] and these[n + 1].capital)
    )


def _begins(these: tuple[Word, ...], n: int) -> bool:
    """Whether word `n` begins a sentence, a line or a quotation, where a capital says nothing."""
    before = these[n - 1] if n else None
    return (
        before is None
        or before.sentence != these[n].sentence
        or before.low in ('"', "“", "‘", "«", ":", "-", "*", "#", "`")
    )


def _has_mark(these: tuple[Word, ...], n: int) -> bool:
    """Whether what follows shows that a word at the head of a sentence is a name: 's, or all of it in capitals."""
    return n + 1 < len(these) and these[n + 1].low in ("'s", "’s") or len(these[n].text) > 1 and these[n].text.isupper()


def _is_capital(these: tuple[Word, ...], n: int) -> bool:
    return these[n].capital and these[n].low not in _NO_NAMES


def _end_of_run(text: str, these: tuple[Word, ...], n: int) -> int:
    """The number behind the last word of the run of capitals that begins with word `n`."""
    last = n + 1
    while last < len(these):
        gap = text[these[last - 1].end : these[last].start]
        if gap not in (" ", "") or these[last].sentence != these[n].sentence:
            break
        if _is_capital(these, last):
            last += 1
            continue
        hyphen = these[last].low in ("-", ".", "'") and gap == ""
        particle = these[last].low in _PARTICLES and these[last].low not in ("and", "the", "for")
        if (hyphen or particle) and last + 1 < len(these) and _is_capital(these, last + 1):
            joined = text[these[last].end : these[last + 1].start]
            initial = these[last].low != "." or len(these[last - 1].text) == 1
            if (joined == "" and hyphen or joined == " " and (particle or these[last].low == ".")) and initial:
                last += 2
                continue
        break
    return last


def _name(text: str, these: tuple[Word, ...], first: int, last: int) -> Name | None:
    if first >= last:
        return None
    run = these[first:last]
    parts = tuple(
        part
        for w in run
        if w.text[0].isalnum() and w.low not in _PARTICLES and w.low not in TITLES and (part := plain(w.text))
    )
    whole = text[run[0].start : run[-1].end]
    party = _party(whole)
    if not parts and not party:
        return None
    letters = "".join(w.low[0] for w in run if w.capital)
    return Name(parts or (plain(whole),), letters, party, run[0].start, run[-1].end, first, last)


def _party(whole: str) -> str:
    low = whole.casefold().replace("’", "'").strip(".")
    table = party_of()
    if low in ("us", "un", "eu", "uk") and not whole.isupper():
        return ""
    return table.get(low, "") or table.get(low.removeprefix("the "), "")


def same(a: Name, b: Name) -> bool:
    """Whether both may be one bearer's."""
    if a.party and b.party:
        return a.party == b.party
    ours, theirs = set(a.parts), set(b.parts)
    if ours & theirs:
        return True
    if _initials(a, b) or _initials(b, a):
        return True
    return any(_akin(x, y) for x in ours for y in theirs)


def _akin(x: str, y: str) -> bool:
    """Whether two words are a place and its people (Soumba, Soumban), or one name in two spellings."""
    if min(len(x), len(y)) < 4:
        return False
    common = next((n for n, (a, b) in enumerate(zip(x, y, strict=False)) if a != b), min(len(x), len(y)))
    return common >= max(4, 0.75 * min(len(x), len(y))) or _sounds(x) == _sounds(y)


def _initials(short: Name, long: Name) -> bool:
    whole = "".join(short.parts)
    return 2 <= len(whole) <= 6 and long.letters == whole


@lru_cache(maxsize=20_000)
def _sounds(word: str) -> str:
    """A name's consonants, alike for the spellings that other scripts are put into."""
    low = re.sub(r"ph", "f", re.sub(r"sch|sh|ch|tch|cz|zh", "s", word))
    low = re.sub(r"[ckqx]+", "k", re.sub(r"[yij]", "", low))
    low = low[0] + re.sub(r"[aeiouhw]", "", low[1:]) if low else low
    return re.sub(r"(.)\1+", r"\1", low)


def mentioned(name: Name, evidence: str) -> bool:
    """Whether anything in `evidence` may be this name's bearer."""
    low = _plain_words(evidence)
    if any(part in low for part in name.parts if len(part) > 1):
        return True
    return any(same(name, other) for other in names(evidence))


@lru_cache(maxsize=20_000)
def _plain_words(text: str) -> frozenset[str]:
    found = {plain(w.text.removesuffix("s")) for w in words(text) if w.text[0].isalnum()}
    return frozenset(found | {plain(w.text) for w in words(text) if w.text[0].isalnum()})


def missing_names(claim: str, evidence: str) -> Iterator[Difference]:
    """Names of the claim that the evidence does not hold in any form."""
    for name in names(claim, evidence):
        long = [part for part in name.parts if len(part) > 2]
        if long and not mentioned(name, evidence):
            yield Difference("name", claim[name.start : name.end], "")
