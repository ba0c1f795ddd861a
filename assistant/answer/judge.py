"""Whether the library holds the answer: what the question fixes is held against each sentence.

A near miss has the right people in another year, a reply that nobody sent, a price never given: its sentences are as
similar to the question as an answer would be. So similarity alone decides nothing. First come checks of what the
question fixes, each of which a sentence passes or fails with a reason that can be shown; what passes is then weighed.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from assistant.answer.evidence import Candidate, speaks_in_first_person, terms_of
from assistant.library.terms import analyse
from assistant.search.names import parties
from assistant.search.reading import Reading
from assistant.search.stop_words import STOP

NOT_HELD = re.compile(
    r"\b(?:was|were|is|are|has|have|had|been)\s+(?:\w+ )?(?:not|never)\s+(?:been\s+)?(?:\w+ly )?"
    r"(?:found|seen|read|published|disclosed|given|printed|released|recorded|stated|known|made public|reported|"
    r"visible|"
    r"readable|confirmed)\b"
    r"|\b(?:found|turned up|give|gives|gave|printed?|prints|shows?|carry|carries|records?|"
    r"holds?)\s+(?:there\s+)?(?:no|nothing|none)\b"
    r"|\bno\b[^.;]{0,90}\b(?:found|seen|known|recorded|published|given|disclosed|reported|available|turned up)\b"
    r"|\b(?:remains?|is|are|left) (?:open|unknown|unclear)\b|\bnever (?:been )?(?:published|disclosed)\b"
    r"|\bnot (?:disclosed|published|recorded|stated|seen)\b",
    re.IGNORECASE,
)
"""A sentence that itself says that something was not found, not published or not seen."""

OPPOSITES: tuple[tuple[str, str], ...] = (
    ("open", "close"), ("opening", "closing"), ("first", "second"), ("arrival", "departure"), ("import", "export"),
    ("accept", "refuse"), ("win", "lose"), ("former", "new"), ("predecessor", "successor"), ("buy", "sell"),
    ("maximum", "minimum"), ("highest", "lowest"), ("largest", "smallest"), ("accept", "reject"),
)  # fmt: skip
"""A word's vector lies near its opposite's, so these are told apart by name."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a sentence may answer, or why not. A decisive reason speaks against weaker sentences too."""

    reason: str | None = None
    decisive: bool = False


def judge(r: Reading, c: Candidate) -> Verdict:
    """Hold one sentence against what the question fixes."""
    other = _other_time(r, c) or _only_past(r, c) or _other_part(r, c)
    decisive = other or _no_reply(r, c) or _opposite(r, c) or _wrong_kind(r, c)
    if decisive:
        return Verdict(decisive, decisive=True)
    return Verdict(_other_names(r, c) or _other_agent(r, c))


def says_not_held(r: Reading, c: Candidate) -> bool:
    """Whether the sentence says that what the question asks for was not found, not published or not seen."""
    if not NOT_HELD.search(c.text):
        return False
    rest = [t for t in r.terms if t not in terms_of(c.context)]
    own = terms_of(c.text)
    return bool(rest) and sum(t in own for t in rest) * 2 >= len(rest) or c.measures.own >= 0.5


NO_REPLY = "no reply is recorded"


def says_no_reply(r: Reading, c: Candidate) -> bool:
    """Whether a reply is asked for and the sentence says, of most who are named, that there was none."""
    return r.asks_for_a_reply and c.measures.own_names > 0.5 and bool(_NO_REPLY.search(c.text))


_NO_REPLY = re.compile(
    r"\bno (?:\w+ )?(?:reply|answer|response)\b|\bnot (?:\w+ )?(?:repl(?:y|ied)|answer(?:ed)?|respond(?:ed)?)\b"
    r"|\b(?:reply|answer|response)\b[^.;]{0,60}\b(?:is|was|has|had)(?: \w+)? (?:not|never)\b",
    re.IGNORECASE,
)


def _other_time(r: Reading, c: Candidate) -> str | None:
    if c.measures.period >= 0:
        return None
    return f"nothing about {', '.join(r.text[p.start : p.end] for p in r.periods)}"


def _only_past(r: Reading, c: Candidate) -> str | None:
    if not r.asks_for_the_future or _TO_COME.search(c.text):
        return None
    return "nothing about what is to come"


_TO_COME = re.compile(
    r"\b(?:will|would|shall|(?:is|are|was|were) (?:to|due|set|going)|by (?:the end of )?20\d\d|next|soon|upcoming|"
    r"forthcoming|future|plan\w*|expect\w*|intend\w*|schedul\w*|invit\w*|hop(?:e[sd]?|ing)|promis\w*|pledg\w*|"
    r"aim\w*|propos\w*|vow\w*|agree\w*|announc\w*|prepar\w*|decid\w*|demand\w*|want\w*|wish\w*)\b",
    re.IGNORECASE,
)
"""What a sentence says that speaks of what was still to come when it was written."""


def _other_names(r: Reading, c: Candidate) -> str | None:
    if c.measures.names >= 0.3 or (r.verifies and c.measures.own_names > 0):
        return None
    held, words = parties(c.text + " " + c.context), terms_of(c.text + " " + c.context + " " + c.hit.passage.text)
    missing = [p.replace("-", " ").title() for p in sorted(r.parties - held)]
    missing += [name for name in r.people if not any(t in words for t in analyse(name) if t not in STOP)]
    return f"nothing that names {', '.join(missing or r.people)} in this connection"


def _other_agent(r: Reading, c: Candidate) -> str | None:
    if not r.agent or speaks_in_first_person(c.document.text):
        return None
    m = c.document.metadata
    text = f"{c.text} {c.heading} {m.issuer or m.title}"
    wanted = parties(r.agent)
    parts = [t for t in analyse(r.agent) if t not in STOP]
    if wanted:
        return None if wanted <= parties(text) else f"nothing that {r.agent} said or did in this connection"
    acting = _ACTED_UPON.sub(" ", c.text)
    if not parts or any(t in terms_of(f"{acting} {m.issuer or m.title}") for t in parts):
        return None
    return f"nothing that {r.agent} said or did in this connection"


_ACTED_UPON = re.compile(
    r"\b(?:to|for|of|with|at|against|about|sent|gave|told|asked|thanked|called|congratulated?|answered)\s+"
    r"(?:(?:[a-z]+\s+){0,2})?(?:[A-Z][\w-]*\s*)+(?!['’]s)"
)
"""A name behind one of these is not the one who acts."""


def _other_part(r: Reading, c: Candidate) -> str | None:
    text = f"{c.text} {c.context}"
    for kind, number in r.numbered:
        if not re.search(rf"\b{kind}s?\s+(?:no\.?\s*)?(?:\d+(?:,| and| to|-)\s*)*{number}\b", text, re.IGNORECASE):
            return f"nothing about {kind.title()} {number}"
    if r.asks_for_the_first and not re.search(r"\bfirst\b", text, re.IGNORECASE) and not r.verifies:
        return "nothing about the first"
    around = f"{text} {c.hit.passage.text}".casefold()
    for ordinal in () if r.verifies else r.ordinals:
        if not re.search(rf"\b{ordinal}\b", around) and _cardinal(ordinal) not in around:
            return f"nothing about the {ordinal}"
    return None


def _no_reply(r: Reading, c: Candidate) -> str | None:
    if not r.asks_for_a_reply or _REPLY.search(f"{c.text} {c.context}"):
        return None
    return NO_REPLY


_REPLY = re.compile(
    r"\b(?:repl(?:y|ies|ied)|answer\w*|respon[ds]\w*|return\w*|react\w*|retort\w*|rejoin\w*)\b", re.IGNORECASE
)


def _cardinal(ordinal: str) -> str:
    digits = re.match(r"\d+", ordinal)
    return f"{digits.group()} " if digits else "\x00"


def _opposite(r: Reading, c: Candidate) -> str | None:
    if r.verifies:
        return None
    own = terms_of(c.text)
    asked = set(r.terms) | {t for t in analyse(r.text) if t in _OPPOSED}
    for term in asked:
        for other in _OPPOSED.get(term, ()):
            if other in own and term not in own and other not in asked:
                return f"nothing about {term}, only about {other}"
    return None


def _wrong_kind(r: Reading, c: Candidate) -> str | None:
    if c.measures.kind >= 1 or r.wanted == "reason":  # a reason can be given without a word for it
        return None
    wanted = "time of day" if r.clock else r.wanted
    named = {"count": "number", "amount": "amount", "quotation": "verbatim quotation"}.get(wanted, wanted)
    return f"no {named} given for this"


def _stem_pairs() -> dict[str, tuple[str, ...]]:
    out: dict[str, tuple[str, ...]] = {}
    for a, b in OPPOSITES:
        x, y = analyse(a)[0], analyse(b)[0]
        out[x] = (*out.get(x, ()), y)
        out[y] = (*out.get(y, ()), x)
    return out


_OPPOSED = _stem_pairs()


def weigh(c: Candidate) -> float:
    """Probability-like weight that the sentence answers, from its measures."""
    z = BIAS + sum(weight * getattr(c.measures, name) for name, weight in WEIGHTS.items())
    return 1 / (1 + math.exp(-z))


FITTED: dict[str, float] = {
    "own": 2.34,
    "joint": -1.99,
    "around": 2.29,
    "absent": 0.56,
    "cosine": 4.72,
    "fused": -0.45,
}
"""Logistic regression on questions that are answered and that are not: ``python -m training weigh``."""
BIAS = -3.57
WEIGHTS: dict[str, float] = {**FITTED, "quoted": 1.0}
"""The weight of words quoted in a question is set by hand: too few questions quote any."""
