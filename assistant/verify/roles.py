"""Who did what to whom: whether a claim gives an act, an office or a saying to another name than its evidence. Pure.

A name is only said to be the wrong one where the words beside it stand in the evidence too, with another name beside
them, and where nothing in the evidence puts the claim's own name there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.verify.difference import Difference
from assistant.verify.proper import Name, mentioned, names, same
from assistant.verify.states import state_words
from assistant.verify.words import FUNCTION, Word, company, key_of, words

_BE = frozenset("is are was were be been being get gets got".split())
_MUTUAL = frozenset(
    key_of(w)
    for w in "meet talk sign marry agree join discuss hold border share exchange cooperate share fight play "
    "compete negotiate confer trade draw tie face".split()
)
"""Acts in which both sides have the same part."""

_LEADS = frozenset("to from with by for against of at over".split())


@dataclass(frozen=True, slots=True)
class Act:
    """Somebody does something to somebody: the verb's key, the word that leads to the second name ("" for none)."""

    agent: Name
    verb: Word
    patient: Name
    leads: str


@lru_cache(maxsize=20_000)
def acts(text: str, beside: str = "") -> tuple[Act, ...]:
    """The acts of `text` that have a name on either side of a word in small letters, passives turned round."""
    these, found = words(text), names(text, beside)
    out: list[Act] = []
    for left, right in zip(found, found[1:], strict=False):
        between = these[left.last : right.first]
        if not 1 <= len(between) <= 6 or any(
            w.low in (",", ";", ":", ".", "and", "or", "(", "'s", "’s") for w in between
        ):
            continue
        verbs = [w for w in between if w.content and w.low[0].isalpha() and not w.low.endswith("ly") and not w.capital]
        if not 1 <= len(verbs) <= 3 or verbs[0].key in _MUTUAL:
            continue
        at = between.index(verbs[0])
        leads = next((w.low for w in between[at + 1 :] if w.low in _LEADS), "")
        passive = any(w.low in _BE for w in between[:at]) and any(w.low == "by" for w in between[at + 1 :])
        if any(w.low in ("not", "never") or w.low.endswith("n't") for w in between):
            continue
        if passive:
            out.append(Act(right, verbs[0], left, ""))
        elif not any(w.low in _BE or w.low == "by" for w in between):
            out.append(Act(left, verbs[0], right, leads))
    return tuple(out)


def swapped_roles(claim: str, evidence: str) -> Iterator[Difference]:
    """Acts of the claim whose two names have each other's part in the evidence."""
    theirs = acts(evidence, claim)
    for ours in acts(claim, evidence) if theirs else ():
        alike = [a for a in theirs if a.verb.key == ours.verb.key and a.leads == ours.leads]
        if any(_is(ours.agent, a.agent) or _is(ours.patient, a.patient) for a in alike):
            continue
        for act in alike:
            if _is(ours.agent, act.patient) and _is(ours.patient, act.agent):
                yield Difference("name", _clip(claim, ours), _clip(evidence, act))
                break


def _clip(text: str, act: Act) -> str:
    first, last = sorted((act.agent, act.patient), key=lambda n: n.start)
    return text[first.start : last.end]


def _is(a: Name, b: Name) -> bool:
    return same(a, b)


# Names in one another's place ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Slot:
    """A name's place: the words of meaning before and behind it, and what leads to it (``of``, ``in``; "" for none)."""

    name: Name
    before: str
    leads: str
    behind: str


@lru_cache(maxsize=20_000)
def slots(text: str, beside: str = "") -> tuple[Slot, ...]:
    """The names of `text` in their places."""
    these = words(text)
    out: list[Slot] = []
    for name in names(text, beside):
        before = leads = behind = ""
        for i in range(name.first - 1, max(-1, name.first - 4), -1):
            if these[i].clause != these[name.first].clause or these[i].low in (",", "and", "or", "'s", "’s"):
                break
            if these[i].content:
                before = these[i].key
                break
            if these[i].low not in ("the", "a", "an", "'s"):
                leads = leads or these[i].low
        for i in range(name.last, min(len(these), name.last + 3)):
            if these[i].clause != these[name.first].clause or these[i].low in (",", "and", "or"):
                break
            if these[i].content:
                behind = "" if these[i].capital else these[i].key
                break
        out.append(Slot(name, before, leads, behind))
    return tuple(out)


def replaced_names(claim: str, evidence: str) -> Iterator[Difference]:
    """Names of the claim where the evidence has another one in the same place, and this one nowhere."""
    theirs = slots(evidence, claim)
    ours = slots(claim, evidence)
    for slot in ours if theirs else ():
        if mentioned(slot.name, evidence):
            continue
        rivals = [
            t for t in theirs if not same(slot.name, t.name) and _one_place(slot, t) and _one_kind(slot.name, t.name)
        ]
        rivals = [t for t in rivals if not any(same(t.name, o.name) for o in ours)]
        if not rivals:
            continue
        near = _company(claim, slot.name)
        rival = max(rivals, key=lambda t: alike(near, _company(evidence, t.name)))
        if alike(near, _company(evidence, rival.name)) < NEEDED:
            continue
        yield Difference("name", claim[slot.name.start : slot.name.end], evidence[rival.name.start : rival.name.end])


NEEDED = 0.45


def _one_place(ours: Slot, theirs: Slot) -> bool:
    led = bool(ours.before) and (ours.before, ours.leads) == (theirs.before, theirs.leads)
    follows = bool(ours.behind) and ours.behind == theirs.behind
    return led or follows and (ours.leads == theirs.leads)


def _one_kind(a: Name, b: Name) -> bool:
    """Whether both are states, or neither: Seoul is no other name for Lee."""
    states = state_words()
    if min(len("".join(a.parts)), len("".join(b.parts))) < 3:
        return False
    is_state = [bool(n.party) and " ".join(n.parts) in states for n in (a, b)]
    if any(is_state):
        return all(is_state)
    return not (a.party or b.party)


def _company(text: str, name: Name) -> dict[str, float]:
    return company(words(text), name.start, name.end, 9)


def alike(ours: dict[str, float], theirs: dict[str, float]) -> float:
    """How much of the company of one name another has, 0..1; two words at least."""
    if len(ours.keys() & theirs.keys()) < 2:
        return 0.0
    return sum(weight for key, weight in ours.items() if key in theirs) / sum(ours.values())


# Offices -------------------------------------------------------------------------------------------------------------

_HEADS = frozenset(
    "minister president premier secretary chairman chairwoman chair director ambassador governor commander chief "
    "commissioner chancellor marshal general speaker mayor prosecutor judge admiral manager editor treasurer rector "
    "dean consul envoy leader spokesman spokeswoman spokesperson inspector marshal captain engineer adviser advisor "
    "head".split()
)
_LOWER = {
    "vice": "deputy", "deputy": "deputy", "assistant": "deputy", "associate": "deputy", "junior": "deputy",
    "acting": "acting", "interim": "acting", "caretaker": "acting", "provisional": "acting",
    "former": "former", "ex": "former", "late": "", "outgoing": "",
}  # fmt: skip
_FIELDS = frozenset(
    "foreign defence defense finance interior justice trade health education agriculture transport energy labour labor "
    "environment culture prime unification economy home industry fisheries communications".split()
)


@dataclass(frozen=True, slots=True)
class Office:
    """An office at ``text[start:end]`` with the name that bears it: its head word, rank ("deputy" …) and field."""

    head: str
    rank: frozenset[str]
    field: str
    owner: str  # key of the word before it: whose minister, which secretary
    name: Name
    start: int
    end: int


@lru_cache(maxsize=20_000)
def offices(text: str) -> tuple[Office, ...]:
    """The offices that stand right before or behind a name."""
    these, found = words(text), names(text)
    out: list[Office] = []
    for n, word in enumerate(these):
        if word.low not in _HEADS:
            continue
        first, rank, field = n, set(), ""
        while first and these[first - 1].clause == word.clause and n - first < 4:
            low = these[first - 1].low
            if low in _LOWER:
                rank |= {_LOWER[low]} - {""}
            elif low in _FIELDS:
                field = field or {"defense": "defence", "labor": "labour"}.get(low, low)
            elif low != "-":
                break
            first -= 1
        bearer = _bearer(these, found, first, n)
        if bearer:
            owner = _owner(these, first, n)
            out.append(Office(word.low, frozenset(rank), field, owner, bearer, these[first].start, word.end))
    return tuple(out)


def _owner(these: tuple[Word, ...], first: int, head: int) -> str:
    """Key of the word that says whose office it is: Harran's envoy, the envoy of Harran."""
    behind = these[head + 1 : head + 5]
    if behind and behind[0].low in ("of", "for"):
        return next((w.key for w in behind[1:] if w.content), "")
    before = [w for w in these[max(0, first - 2) : first] if w.low not in ("'s", "’s")]
    return before[-1].key if before and before[-1].content and before[-1].clause == these[head].clause else ""


def _bearer(these: tuple[Word, ...], found: tuple[Name, ...], first: int, head: int) -> Name | None:
    """The name that an office belongs to: in its own run, right behind it, or beside it with a comma."""
    before = behind = None
    for name in found:
        if name.party:
            continue
        inside = name.first <= head < name.last - 1 and these[head + 1].capital
        if inside and these[name.last - 1].low not in _HEADS or name.first == head + 1:
            return name
        between = [w.low for w in these[name.last : first]]
        if 1 <= len(between) <= 4 and between[0] == "," and all(_may_lead(low) for low in between[1:]):
            before = name
        if name.first == head + 2 and these[head + 1].low == ",":
            behind = name
    return before or behind


def _may_lead(low: str) -> bool:
    """Whether a word may stand between a name's comma and an office: Lund, the bridge engineer."""
    return low.isalpha() and (low in ("the", "a", "an", "his", "her") or low not in FUNCTION)


def other_offices(claim: str, evidence: str) -> Iterator[Difference]:
    """Offices of the claim whose bearer has a higher or lower one, or one of another field, in the evidence."""
    theirs = offices(evidence)
    for ours in offices(claim) if theirs else ():
        held = [o for o in theirs if o.head == ours.head and ours.name.surname in o.name.parts]
        if held and not any(_fits(ours, o) for o in held):
            yield Difference("name", claim[ours.start : ours.end], evidence[held[0].start : held[0].end])
            continue
        # Harran's envoy is one in the claim and another in the evidence.
        posts = [o for o in theirs if o.head == ours.head and o.rank == ours.rank and _one_post(ours, o)]
        if not held and posts and not any(same(ours.name, o.name) for o in posts):
            other = posts[0].name
            yield Difference("name", claim[ours.name.start : ours.name.end], evidence[other.start : other.end])


def _one_post(ours: Office, theirs: Office) -> bool:
    if ours.field or theirs.field:
        return ours.field == theirs.field and (ours.owner == theirs.owner != "")
    return ours.owner == theirs.owner != ""


def _fits(ours: Office, theirs: Office) -> bool:
    fields = not ours.field or not theirs.field or ours.field == theirs.field
    # Who was a minister is a former one now: only the claim's "former" says more than the evidence.
    return fields and ours.rank == theirs.rank - ({"former"} - ours.rank)
