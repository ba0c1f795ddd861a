"""Whether sources can say anything about a claim: a fact, or that something was said; no opinion, forecast, advice.

English is read closely, by the closed lists of `stances.py`; of other languages only questions are set aside. In doubt
a claim is checkable: a verdict can still say that nothing was found.
"""

from __future__ import annotations

import re

from assistant.check.quotations import masked
from assistant.check.reporting import reported_at
from assistant.check.stances import (
    ABOUT_ITSELF,
    ADVICE,
    FIRST_PERSON,
    FORECAST,
    INFERENCE,
    JUDGEMENT,
    MAY_BE,
    SUPPOSED,
)
from assistant.check.verbs import MASKED, has_verb, tokens

_QUESTION = re.compile(r"[?？؟][\s\"'”’»」』)）\]]*$")


def _one_of(*groups: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for folded text."""
    return re.compile("|".join(f"(?:{pattern})" for group in groups for pattern in group))


_OF_THE_TEXT = _one_of(ABOUT_ITSELF)
_OF_THE_AUTHOR = _one_of(FIRST_PERSON, INFERENCE, FORECAST, MAY_BE, ADVICE, JUDGEMENT, SUPPOSED)
# Before a verb of saying, these make the whole report the author's guess: "it is likely that he said so".
_BEFORE_A_REPORT = _one_of(ABOUT_ITSELF, FIRST_PERSON, INFERENCE, ADVICE, SUPPOSED)
_PLANNED = re.compile(
    r"\bwill (?:be (?:held|opened|published|released|launched|hosted)|take place|visit|meet|open|begin|start|"
    r"enter into force|"
    r"take effect|expire|arrive|attend|host|travel)\b.*\b(?:(?:on|from|until|in) )?(?:\d{1,2}(?:st|nd|rd|"
    r"th)? )?(?:January|"
    r"February|March|April|May|June|July|August|September|October|November|December)\b(?: \d{1,4})?"
)
_SHORT = 5  # words; fewer, and without a verb or a number, are an exclamation
_LAST_SUBJECT = re.compile(r",\s(?:[\w'’-]+ ){0,5}$")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_LEAD = re.compile(
    rf"^(?:[\W_]|{MASKED})*(?:(?:and|but|yet|so|or|nor|then|thus|however|moreover|furthermore|therefore|nevertheless|"
    r"meanwhile|still|instead|also|indeed|finally|just|now|please|well|look|in particular|in addition|in fact|"
    r"for example|for now|after all|on the other hand|at the same time|as a result|in other words|in short|"
    r"in the end|overall|of course),?\s+)*",
    re.IGNORECASE,
)


def is_question(text: str) -> bool:
    """Whether `text` asks, in any language; a question that somebody is said to have asked is a report."""
    return _QUESTION.search(text) is not None and not _asked_by_somebody(text)


def _asked_by_somebody(text: str) -> bool:
    return _QUESTION.search(masked(text)) is None and reported_at(masked(text).lower()) >= 0


def _stands_behind(folded: str, at: int) -> bool:
    """Whether the verb of saying at `at` ends its sentence ("Voters should stay at home, he told the paper.")."""
    subject = _LAST_SUBJECT.search(folded[:at])
    if subject is None or len(folded[at:].split()) > _SHORT:
        return False
    return has_verb(tokens(folded[: subject.start()]))


def is_checkable(claim: str, language: str | None = "en") -> bool:
    """Whether sources can say anything about `claim`: False of opinion, forecast, advice, a guess, a question."""
    if is_question(claim):
        return False
    if language not in (None, "en") or not _LATIN.search(claim):
        return True
    text = " ".join(masked(claim).split())
    text = text[_LEAD.match(text).end() if not text.startswith(MASKED) else 0 :]  # type: ignore[union-attr]
    folded = text.lower()
    at = reported_at(folded)
    if at >= 0:
        guessed = _BEFORE_A_REPORT.search(folded[:at]) or _OF_THE_TEXT.search(folded)
        return guessed is None or _stands_behind(folded, at)
    if not text.strip(MASKED + " .,!"):
        return True  # somebody's words alone: whether they were said can be looked up
    if _PLANNED.search(text):
        return True
    if _OF_THE_TEXT.search(folded) or _OF_THE_AUTHOR.search(folded):
        return False
    words = tokens(text)
    return has_verb(words) or len(words) >= _SHORT or any(word.text[0].isdigit() for word in words)
