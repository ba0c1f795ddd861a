"""Whether a chat model's rewriting of a follow-up asks the same question of nothing new. Pure; no model.

What a rewriting may say stands in the follow-up, in the conversation, or in what is known of the documents talked of.
What it must say is what the follow-up asks: its question word, its names, days and numbers, its limits, whether it
denies, and its words but those that refer. In doubt it is another question: then our own reading stands, and nothing
is lost by that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.answer.asks import asks, lead
from assistant.answer.question_words import (
    LIMITS,
    REFERRING,
    ROLES,
    SAYS_NOTHING,
    even,
    in_period,
    is_kind,
    keys,
    meaning,
    names,
)
from assistant.library.periods import Period, periods
from assistant.search.names import parties
from assistant.search.phrases import PRONOUNS, agent
from assistant.search.reading import Reading
from assistant.search.relative import shifts
from assistant.verify.denials import DENIES
from assistant.verify.proper import Name, plain
from assistant.verify.words import COUNTING, words

MOST_CHARACTERS = 400
MOST_FURTHER_WORDS = 30
"""Words that a rewriting may have more than its follow-up: a title, two names and two days."""
MOST_FROM_ANSWERS = 3
"""Its words of meaning that may stand in earlier answers alone: those are long, and hold much that was not asked."""
BORROWED = 0.6
"""Share of the last question's words that a follow-up without a verb ("And in 2022?") must be given back."""

_PRONOUN = re.compile(
    r"\b(?:it|its|he|she|his|him|her|hers|they|them|their|theirs|there|that one|the one|this|these|those)\b",
    re.IGNORECASE,
)
_TO = re.compile(r"\bto ((?:the )?[A-ZÀ-Þ][\w’'-]*(?: [A-ZÀ-Þ][\w’'-]*)*)")


@dataclass(frozen=True, slots=True)
class Asked:
    """A follow-up and what a rewriting of it may draw on.

    `ours` is the follow-up as our own resolver reads it, `before` the question before it; `questions` all earlier
    ones, `answers` what was answered, `metadata` what is known of the documents talked of.
    """

    text: str
    ours: str
    before: str = ""
    questions: str = ""
    answers: str = ""
    metadata: str = ""

    @property
    def known(self) -> str:
        """All that a rewriting may draw on."""
        return "\n".join((self.text, self.ours, self.before, self.questions, self.metadata, self.answers))

    @property
    def elliptical(self) -> bool:
        """Whether it asks nothing of its own and borrows the question before it."""
        return not asks(self.text)


def drift(rewritten: str, asked: Asked) -> str:
    """Why `rewritten` is not the same question as the one asked; empty where it is."""
    for found in (_shape(rewritten, asked), _added(rewritten, asked), _lost(rewritten, asked)):
        if why := next(found, ""):
            return why
    return ""


def _shape(rewritten: str, asked: Asked) -> Iterator[str]:
    """Whether it is one question of the same form, that can be read alone."""
    if not rewritten.strip():
        yield "it is empty"
    if "\n" in rewritten.strip() or len(re.findall(r"[?？](?=\s|$)", rewritten)) > 1:
        yield "it is more than one question"
    if len(rewritten) > MOST_CHARACTERS or len(rewritten.split()) > len(asked.text.split()) + MOST_FURTHER_WORDS:
        yield "it is too long"
    own = asked.before if asked.elliptical else asked.text
    if not asks(rewritten) and not rewritten.rstrip().endswith(("?", "？")):
        yield "it asks nothing"
    if not rewritten.rstrip().endswith(("?", "？")) and own.rstrip().endswith(("?", "？")):
        yield "it asks nothing"
    if (own_lead := lead(own)) and own_lead not in asks(rewritten):
        yield "it asks for something else"
    if (new_lead := lead(rewritten)) and new_lead not in {*asks(asked.text), *asks(own)}:
        yield "it asks for something else"
    here, there = Reading(rewritten), Reading(own)
    if (here.form, here.wanted) != (there.form, there.wanted) or len(here.parts) != len(there.parts):
        yield "it asks for something else"
    first = _PRONOUN.search(rewritten)
    if first and not names(rewritten[: first.start()], asked.known) and first.group().casefold() != "there":
        yield "it still leans on the conversation"


# What it adds -------------------------------------------------------------------------------------------------------


def _added(rewritten: str, asked: Asked) -> Iterator[str]:
    """Names, numbers, days, denials and other words that stand nowhere before it."""
    known = asked.known
    for name in names(rewritten, known):
        if not _is_known(name, rewritten, known):
            yield f"it adds the name “{rewritten[name.start : name.end]}”"
    if parties_added := parties(rewritten) - parties(known):
        yield f"it adds the name of a party: {min(parties_added)}"
    for period in periods(rewritten):
        if not any(_covers(period, other) for other in periods(known)):
            yield f"it adds the time “{rewritten[period.start : period.end]}”"
    held = {w.low for w in words(known)}
    for word in words(rewritten):
        if (word.low[0].isdigit() or word.low in COUNTING) and word.low not in held and not in_period(word, rewritten):
            yield f"it adds the number “{word.text}”"
    if _denials(rewritten) > _denials(asked.text) + (_denials(asked.before) if asked.elliptical else 0):
        yield "it adds a denial"
    if new := _limits(rewritten) - _limits(f"{asked.text} {asked.before if asked.elliptical else ''} {asked.metadata}"):
        yield f"it adds the limit “{min(new)}”"
    yield from _added_words(rewritten, asked)


def _added_words(rewritten: str, asked: Asked) -> Iterator[str]:
    near = keys(f"{asked.text} {asked.ours} {asked.before} {asked.questions} {asked.metadata}")
    far = keys(asked.answers)
    new = [w for w in meaning(rewritten) if even(w) not in near | SAYS_NOTHING and not is_kind(w, near)]
    if strange := [w for w in new if even(w) not in far]:
        yield f"it adds the word “{strange[0].text}”"
    if len({even(w) for w in new}) > MOST_FROM_ANSWERS:
        yield f"it adds the words “{' '.join(w.text for w in new)}”"


def _is_known(name: Name, text: str, known: str) -> bool:
    """Whether the name stands in `known` in one run, or is a party that `known` has under another name."""
    if name.party and parties(text[name.start : name.end]) <= parties(known):
        return True
    told = f" {' '.join(filter(None, (plain(w.text) for w in words(known))))} "
    if "-" in text[name.start : name.end]:  # "the Kim-Putin summit"
        return all(f" {part} " in told for part in name.parts)
    run = " ".join(name.parts)
    whole = " ".join(plain(w.text) for w in words(text[name.start : name.end]) if w.text[0].isalnum())
    return f" {run} " in told or f" {whole} " in told


def _covers(period: Period, other: Period) -> bool:
    """Whether `period` is `other`, or a longer time around it; without a year, the same day of any year."""
    if period.first.startswith("0000"):
        return period.first[4:] == other.first[4:]
    return period.first <= other.first and other.last <= period.last


def _denials(text: str) -> int:
    return sum(w.low in DENIES or w.low.endswith("n't") for w in words(text))


def _limits(text: str) -> set[str]:
    return {w.low for w in words(text) if w.low in LIMITS}


# What it loses ------------------------------------------------------------------------------------------------------


def _lost(rewritten: str, asked: Asked) -> Iterator[str]:
    """What the follow-up asks and its rewriting does not: names, quoted words, times, denials, limits, its words."""
    theirs = names(rewritten, asked.known)
    for name in names(asked.text, asked.known):
        same = any(set(name.parts) & set(other.parts) for other in theirs)
        if not same and not (name.party and parties(asked.text[name.start : name.end]) <= parties(rewritten)):
            yield f"it loses the name “{asked.text[name.start : name.end]}”"
    for quoted in Reading(asked.text).quoted:
        if quoted.casefold() not in rewritten.casefold():
            yield f"it loses the words “{quoted}”"
    yield from _lost_times(rewritten, asked)
    if _denials(rewritten) < _denials(asked.text):
        yield "it loses a denial"
    if gone := _limits(asked.text) - _limits(rewritten) - {"last", "first"}:
        yield f"it loses the limit “{min(gone)}”"
    yield from _lost_words(rewritten, asked)
    if _other_agent(rewritten, asked):
        yield "somebody else acts in it"


def _lost_times(rewritten: str, asked: Asked) -> Iterator[str]:
    here = periods(rewritten)
    for period in periods(asked.text):
        if not any(_covers(period, other) for other in here):
            yield f"it loses the time “{asked.text[period.start : period.end]}”"
    if shifts(asked.text):
        before = periods(f"{asked.text} {asked.before}")
        ours = [p for p in periods(asked.ours) if not any(_covers(p, k) for k in before)]
        if not here and not shifts(rewritten):
            yield "it loses when"
        if ours and here and not any(a.meets(b) for a in here for b in ours):
            yield "it is of another time"


def _lost_words(rewritten: str, asked: Asked) -> Iterator[str]:
    held = keys(rewritten)
    named = len(names(rewritten, asked.known)) > len(names(asked.text, asked.known))
    for word in meaning(asked.text):
        if named and word.low in ROLES:
            continue  # a name stands for it
        if even(word) not in held and even(word) not in REFERRING and not is_kind(word, held):
            yield f"it loses the word “{word.text}”"
    if asked.elliptical:
        described = keys(asked.metadata)  # by these words the last question named what another thing is put for now
        passed_over = REFERRING | described
        before = {even(w) for w in meaning(asked.before) if even(w) not in passed_over and not is_kind(w, held)}
        if before and len(before & held) < BORROWED * len(before):
            yield "it asks for something else than was asked before"


def _other_agent(rewritten: str, asked: Asked) -> bool:
    """Whether the one who acts is another than in the follow-up, or in our own reading where that has a pronoun."""
    now = agent(rewritten)
    if now and any(_shares(now, to) for to in _TO.findall(asked.text)):
        return True  # "And to Putin?" asks for no act of Putin's
    own = agent(asked.text)
    meant = own if own and own.casefold() not in PRONOUNS else agent(asked.ours) if own else None
    if not now or not meant or meant.casefold() in PRONOUNS or now.casefold() in PRONOUNS:
        return False
    return bool(names(f"Now {now}") and names(f"Now {meant}")) and not _shares(now, meant)


def _shares(one: str, other: str) -> bool:
    """Whether two names have a word in common, or mean one party."""
    here, there = names(f"Now {one}"), names(f"Now {other}")
    return bool(parties(one) & parties(other)) or any(set(a.parts) & set(b.parts) for a in here for b in there)
