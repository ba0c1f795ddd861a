"""Whether a document's sender or addressee is who a question means by a name, a role or a country. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from assistant.library.terms import analyse
from assistant.records import Document
from assistant.search.named import description
from assistant.search.names import SAME, parties, without_parties
from assistant.search.stop_words import STOP

_ALIKE = (
    ("spokesman", "spokesperson", "spokeswoman"),
    ("chairman", "chairperson", "chairwoman"),
    ("premier", "prime"),
    ("fm", "foreign"),
    ("fm", "minister"),
    ("pm", "prime"),
    ("pm", "minister"),
    ("leader", "president", "king", "secretary", "chairman", "premier", "emir"),
    ("advisers", "advisors"),
)
_STEMS = tuple(frozenset(analyse(" ".join(group))) for group in _ALIKE)
_LEADERS = frozenset(analyse("leader president head state chief king"))
_NO_HELP = frozenset(
    analyse("himself herself own counterpart colleague vice new late successor predecessor state comrade")
)
_LONG_ENOUGH = 5
"""Letters that two words must share at their beginning: Palestinian and Palestine, Mongolian and Mongolia."""


def sides(document: Document) -> tuple[str, str]:
    """What is known of (sender, addressee): names and offices."""
    m = document.metadata
    return _side(m.issuer, m.issuer_office), _side(m.recipient, m.recipient_office or _office(m.title, m.occasion))


@lru_cache(maxsize=50_000)
def _office(title: str, occasion: str | None) -> str:
    """An addressee's office as a headline ("Greetings to Nicaraguan FM") or an appointment tells it; "" for none."""
    taken = re.search(r"\b(?:election|appointment|inauguration) as (.+)", occasion or "")
    told = re.search(r"\b(?:Greetings|Congratulations|Message|Letter)\b.* to (?!.* from )(.+)", title)
    return " ".join(found[1] for found in (taken, told) if found)


@lru_cache(maxsize=50_000)
def _side(name: str | None, office: str | None) -> str:
    return " ".join(part for part in (name, office) if part)


def is_sender(document: Document, who: str) -> bool:
    """Whether `who` made the document; where no maker is known, whether its description names them."""
    sender = sides(document)[0]
    return fits(who, sender) if sender else False


def is_addressee(document: Document, who: str) -> bool:
    """Whether the document is addressed to `who`: by name or office, or to the leader of a state it is all about."""
    m = document.metadata
    if fits(who, sides(document)[1]):
        return True
    states = parties(who)
    if not states or not words_of(who) - states <= _LEADERS or m.kind != "message":
        return False
    return m.recipient is not None and not m.recipient_office and _about(m.title, states)


@lru_cache(maxsize=20_000)
def _about(title: str, states: frozenset[str]) -> bool:
    return states <= parties(title)


@lru_cache(maxsize=100_000)
def fits(who: str, side: str) -> bool:
    """Whether every telling word of `who` stands in `side`: names, roles, and countries in any of their forms."""
    if not side:
        return False
    wanted, held = words_of(who), words_of(side)
    return bool(wanted) and all(any(_same(w, h) for h in held) for w in wanted)


@lru_cache(maxsize=20_000)
def words_of(text: str) -> frozenset[str]:
    """The telling terms of a name or office, and the parties it names."""
    bare = [t for t in analyse(without_parties(text)) if len(t) > 1 and t not in STOP and t not in _NO_HELP]
    return frozenset([*bare, *parties(text)])


@lru_cache(maxsize=200_000)
def _same(a: str, b: str) -> bool:
    if a == b or any(a in group and b in group for group in _STEMS):
        return True
    if "-" in a or "-" in b:
        return False
    shared = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return shared >= _LONG_ENOUGH and shared >= min(len(a), len(b)) - 2


def names(document: Document, who: Iterable[str]) -> bool:
    """Whether the document's description names every one of `who`."""
    known = description(document)
    return all(any(_same(w, k) for k in known) for one in who for w in words_of(one))


_GENERIC = frozenset(
    analyse(
        "anniversary occasion day celebration greeting message visit state talks the of for and on end opening year"
    )
)


@lru_cache(maxsize=20_000)
def occasion_terms(occasion: str | None) -> frozenset[str]:
    """What an occasion is about, its number left out: the 70th and the 75th anniversary of a thing are the same."""
    words = occasion or ""
    if any(
        w in words.casefold() for w in ("birthday of the", "dprk birthday", "national day", "founding", "'s birthday")
    ):
        words += " founding"
    if "liberation" in words.casefold():
        words += " korea liberation"
    terms = {t for t in analyse(without_parties(words)) if t not in STOP and t not in _GENERIC}
    found = frozenset(t for t in terms if not t[0].isdigit()) | parties(words)
    return found - {"birthday"} if "found" in found else found


def same_occasion(a: Document, b: Document) -> bool:
    """Whether two documents were made for the same thing."""
    x, y = occasion_terms(a.metadata.occasion), occasion_terms(b.metadata.occasion)
    words_x, words_y = {t for t in x if t not in SAME}, {t for t in y if t not in SAME}
    parties_x, parties_y = x - words_x, y - words_y
    if parties_x and parties_y and not (parties_x <= parties_y or parties_y <= parties_x):
        return False
    if not words_x or not words_y:
        return bool(parties_x) and parties_x == parties_y and words_x == words_y
    return len(words_x & words_y) * 2 >= min(len(words_x), len(words_y))
