"""The words by which a question refers: noun phrases for documents, and what they fix. Pure; knows no documents.

"the one to Xi the day before" is a `Mention` with the recipient "Xi" and a time; "his reply" one with an issuer
that is a pronoun. English first: another language needs its own tables, not other code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from assistant.library.periods import Period, periods
from assistant.search.relative import Shift, shifts

PRONOUNS = frozenset("he she they it his her hers him them their theirs its".split())
_ROLE = (
    "president|vice-president|minister|vice-minister|prime|foreign|deputy|premier|king|queen|emir|sultan|leader|party|"
    "chairman|chairperson|chairwoman|secretary|general|military|ambassador|government|ministry|spokesman|spokesperson|"
    "spokeswoman|colleague|counterpart|advisers?|advisors?|committee|council|delegation|central|state|chief|commander|"
    "diplomatic|corps|envoy|parliament|army|defen[cs]e|vice|first|new|late|"
    "successor|predecessor|embassy|head|director|office|institute|team|group|body"
)
_CAPITAL = (
    r"(?!(?:And|But|So|What|How|Who|Whom|Whose|When|Where|Why|Which|Did|Does|Do|Was|Were|Is|Are|Has|Had|In|On|At|The|"
    r"Summari[sz]e|Give|Show|Tell|Quote|List|Compare|Explain|Describe|Name|State|Please|According|After|Before|"
    r"Article|Chapter|Section|Then|Also)\b)[A-ZÀ-ÞⅠ-Ⅻ][\w.-]*"
)
_WORD = rf"(?:{_CAPITAL}(?:['’]s(?= [A-Za-z]))?|(?:{_ROLE})(?:['’]s(?= [a-z]))?|of(?: the)?(?= [A-Z])|for(?= [A-Z]))"
PARTY = (
    r"(?:(?:[Tt]he|an?|his|her|its|their) )?"
    r"(?:(?:two|three|four|five|other|allies['’]|states['’]|security|military) ){0,3}"
    rf"{_WORD}(?: {_WORD})*"
)
_PARTIES = rf"{PARTY}(?:(?:, {PARTY})*,? and {PARTY})?"
_KIND_NOUN = (
    "messages?|letters?|greetings?|telegrams?|congratulations|condolences|notes?|repl(?:y|ies)|answers?|responses?|"
    "treaty|pact|agreement|accord|speech|address|remarks|statements?|declaration|communiqu[eé]|visit|trip|stay|tour|"
    "meeting|session|plenary|plenum|summit|conference|talks|exercise|drill|commentary|article|report|white paper|"
    "documents?|text|record|story|vote|veto"
)
_ONE = "ones?"
_ADJECTIVE = (
    r"(?!(?:and|or|of|to|in|on|at|by|for|from|with|about|did|does|do|was|is|were|are|had|has|that|which|who|what|how|"
    r"when|where|say|says|said|write|wrote|call|called|then|as|between|name|mention|first|word|term|phrase)\b)[\w'’-]+"
)
_NOUN_PHRASE = re.compile(
    rf"\b(?P<det>{PARTY}['’]s?(?: own)?|this|that|the|these|those|his|her|their|its|another)\s+"
    rf"(?P<before>(?:{_ADJECTIVE}\s+){{0,4}}?)(?P<noun>{_KIND_NOUN}|{_ONE})\b"
)
AGENT = re.compile(
    rf"\b(?i:did|does|do|has|had|have|will|would)\s+(?P<who>{_PARTIES}|he|she|they|it)\b(?!['’])(?=\s+\w)",
)
_ELLIPSIS = re.compile(
    rf"^\W*(?i:and what about|and how about|what about|how about|and|but|so)\s+(?:(?P<hers>hers|theirs)|"
    rf"(?P<possessor>{PARTY})['’]s|(?P<party>{_PARTIES})(?!\w))?(?=\s*(?P<rest>to|from|in|on|[,:?;.]|$|the|for|of|two|three|"
    r"four|five|six|seven|eight|nine|ten|a\b|that\b|\d))"
)
_THAT_OF = re.compile(r"(?<!\w)(?:that|those)(?= (?:of|from|to|in|for) (?:the )?[\dA-Z])")
_TO = re.compile(rf"\s*,?\s*(?:addressed )?to (?P<who>{PARTY}|him|her|them|it)\b")
_FROM = re.compile(rf"\s*,?\s*(?:from|by|of) (?P<who>{PARTY}|him|her|them)(?:['’]s)?(?=\W|$)")
_SENT_BY = re.compile(
    rf"\s*,?\s*(?:that|which) (?P<who>{PARTY}|he|she|they)\s+(?:had |has )?(?:sent|wrote|made|gave|issued|held)\b"
)
_OCCASION = re.compile(r"\s*,?\s*(?:on|for|at) (?:the|that) (?:very )?(?P<same>same )?(?:occasion|anniversary)\b")
_FOR = re.compile(
    r"\s*,?\s*(?:on|for|about) (?P<what>(?:(?:the|his|her|its) )?(?:\w+ ){0,4}?(?:anniversary|birthday|New Year|Day)\b)"
)
_ORDER = re.compile(r"\b(?:(?P<back>last|previous|earlier|preceding|former|prior)|(?P<on>next|following|later|new))\b")
_SAME_OCCASION = re.compile(
    r"\bsame (?:occasion|anniversary|day of the year)\b|\bthat (?:occasion|anniversary)\b", re.IGNORECASE
)
_LEAD = re.compile(r"\s*,?\s*(?:(?:at|in|by|towards) the (?:end|beginning|start|middle) of |(?:of|on|in|from|at) )?")
_MADE = re.compile(r"\s*,?\s*(?:sent|made|written|issued|given|held|published|delivered)\b(?! (?:by|to)\b)")
_OF_WHAT = re.compile(
    r"\s+of (?P<what>sympathy|greetings?|congratulations?|condolences?|thanks|support|solidarity|reply)\b"
)
_BEFORE_IT = re.compile(r"\s+before(?: (?:it|that|this))?(?=\s*[?,:.]|$)")


_VERBS_TOO = frozenset("reply answer visit report address record note vote tour stay exercise drill".split())


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase for a document at [start, end) of a text, and what it fixes of it."""

    start: int
    end: int
    noun: str  # "message", "one", "reply", …; "" where only a pronoun stands for it
    issuer: str | None = None  # a name, a role, or a pronoun
    recipient: str | None = None
    words: str = ""  # further words before the noun or behind it: "birthday", "party"
    time: tuple[Period, ...] = ()
    shift: Shift | None = None
    demonstrative: bool = False  # "this", "that": what was just talked of
    other: bool = False  # certainly not what was just talked of
    same_occasion: bool = False
    order: int = 0  # -1 the one before, 1 the one after

    @property
    def fixes(self) -> bool:
        """Whether it says more than that it is a document talked of."""
        return bool(
            self.issuer or self.recipient or self.words or self.time or self.shift or self.same_occasion or self.order
        )


def mentions(text: str) -> list[Mention]:
    """The phrases for documents in `text`, in order."""
    found: list[Mention] = []
    acting = AGENT.search(text)
    for match in _NOUN_PHRASE.finditer(text):
        if found and match.start() < found[-1].end:
            continue
        if (
            acting
            and acting["who"][-2:] not in ("'s", "’s")
            and acting.start("who") == match.start()
            and match.start("noun") == acting.end("who") + 1
            and match["noun"] in _VERBS_TOO
        ):
            continue  # "did the delegation visit": a verb
        mention = _grown(text, _of_noun_phrase(match))
        if mention is not None:
            found.append(mention)
    # "that of 2019", "that to Xi": another one, of what was named before it
    for match in _THAT_OF.finditer(text):
        mention = _grown(text, Mention(match.start(), match.end(), "one", other=True))
        if mention is not None and mention.fixes and not any(m.start <= match.start() < m.end for m in found):
            found.append(mention)
    return sorted(found, key=lambda m: m.start)


def ellipsis(text: str) -> Mention | None:
    """What a clause that begins "And Xi?", "And to Putin?", "And in 2021?" puts in place of what stood before."""
    if re.match(
        r"^\W*(?:and|but|so)\s+(?:what|how|who|whom|when|where|why|which|did|does|do|was|is|were|are|has|had)\b",
        text,
        re.I,
    ):
        return None
    match = _ELLIPSIS.match(text)
    if not match:
        return None
    who = match["hers"] or match["possessor"] or match["party"]
    if who and who.split()[0].casefold() in ("what", "how", "who", "when", "where", "why", "which", "did", "does"):
        return None
    pronoun = {"hers": "her", "theirs": "their"}.get(who or "", who)
    mention = _grown(
        text, Mention(match.end() - len(who or "") - 2 * bool(match["possessor"]), match.end(), "one", pronoun)
    )
    if mention is None or not mention.fixes:
        return None
    return replace(mention, other=True)


def _of_noun_phrase(match: re.Match[str]) -> Mention | None:
    determiner, before = match["det"].strip(), match["before"].strip()
    word = determiner.casefold()
    noun = match["noun"].casefold()
    issuer = None
    if word in ("his", "her", "their", "its"):
        issuer = word
    elif word not in ("this", "that", "the", "these", "those", "another"):
        issuer = re.sub(r"['’]s?(?: own)?$", "", determiner)
    order = _ORDER.search(before)
    words = re.sub(r"\b(?:very|own|same|other|two|three|both|press|first)\b", " ", _ORDER.sub(" ", before))
    month = shifts(words)
    if month:
        words = words[: month[0].start] + words[month[0].end :]
    return Mention(
        start=match.start(),
        end=match.end(),
        noun=noun,
        issuer=issuer,
        words=re.sub(r"\b(?:1[89]|20)\d\d\b", "", words).strip(),
        time=tuple(p for p in periods(before) if not p.first.startswith("0000")),
        shift=month[0] if month else None,
        demonstrative=word in ("this", "that", "these", "those"),
        other=bool(re.search(r"\bother\b", before)) or word == "another",
        order=(-1 if order["back"] else 1) if order else 0,
    )


def _grown(text: str, mention: Mention | None) -> Mention | None:
    """`mention` with what stands behind its noun: to whom, from whom, when, for what."""
    if mention is None:
        return None
    at: dict[str, Any] = {}
    times = {p.start: p for p in periods(text) if not p.first.startswith("0000")}
    moved = {s.start: s for s in shifts(text)}
    end = mention.end
    while True:
        rest = text[end:]
        lead = _LEAD.match(rest)
        begun = end + (lead.end() if lead else 0)
        bare = end + len(rest) - len(rest.lstrip(" ,"))
        if (shift := moved.get(begun) or moved.get(bare)) and mention.shift in (None, shift):
            at["shift"], end = shift, shift.end
        elif (period := times.get(begun)) is not None:
            at["time"], end = (*at.get("time", mention.time), period), period.end
        elif (tail := _tail(text, end, mention)) is not None:
            at.update(tail.fields)
            end = tail.end
        else:
            return replace(mention, **at, end=end)


@dataclass(frozen=True, slots=True)
class _Tail:
    """What words behind a noun add to a mention, and where they end."""

    end: int
    fields: dict[str, Any]


def _tail(text: str, end: int, mention: Mention) -> _Tail | None:
    """To whom, from whom, for what: the first that stands at `end`."""
    if found := _TO.match(text, end):
        return _Tail(found.end(), {"recipient": found["who"]})
    if found := _OF_WHAT.match(text, end):
        return _Tail(found.end(), {"words": f"{mention.words} {found['what']}".strip()})
    if found := _MADE.match(text, end):
        return _Tail(found.end(), {})
    if found := _OCCASION.match(text, end):
        return _Tail(found.end(), {"same_occasion": True})
    if found := _SENT_BY.match(text, end):
        return _Tail(found.end(), {"issuer": mention.issuer or found["who"]})
    if found := _FOR.match(text, end):
        return _Tail(found.end(), {"words": f"{mention.words} {found['what']}".strip()})
    if (found := _FROM.match(text, end)) and not mention.issuer:
        return _Tail(found.end(), {"issuer": found["who"]})
    if (found := _BEFORE_IT.match(text, end)) and mention.noun:
        return _Tail(found.end(), {"order": -1})
    return None


_WRITES = re.compile(
    r"\b(?:(?:write|wrote|written|send|sent|say|said|cable)\b[^,?;]{0,20}?"
    rf"\bto (?P<to>each other|one another|{PARTY}|him|her|them)"
    rf"|(?:congratulated?|greeted?|thank(?:ed)?|condoled?)\s+(?:\w+ ){{0,2}}?(?P<whom>{PARTY}|him|her|them))(?=\W|$)"
)
_WRITES_ALONE = re.compile(r"\b(?:write|wrote|written|send|sent)\b")
REPLIES = re.compile(
    r"\b(?:(?:write|wrote|written) back|repl(?:y|ies|ied)|answer(?:s|ed)?|respond(?:s|ed)?|in return)\b"
    rf"(?:\s+to (?P<to>{PARTY}|him|her|them))?",
    re.IGNORECASE,
)
SPEAKS = re.compile(
    r"\b(?:say|said|says|call|called|tell|told|describe|described|speak|spoke|announce|announced|present|presented|"
    r"react|reacted|comment|commented|respond|responded|declare|declared|warn|warned|condemn|condemned|welcome|welcomed)\b"
)


def agent(text: str) -> str | None:
    """Who is asked about as the one that acts: "did X say"; a pronoun as it stands."""
    match = AGENT.search(text)
    return match["who"] if match else None


def written_to(text: str) -> str | None:
    """To whom somebody writes in `text`; "" where it only says that somebody writes; None where nobody does."""
    if match := _WRITES.search(text):
        return match["to"] or match["whom"]
    return "" if _WRITES_ALONE.search(text) else None


def same_occasion(text: str) -> bool:
    """Whether it asks for the same occasion as before."""
    return bool(_SAME_OCCASION.search(text))


def occasion_named(text: str) -> str:
    """The occasion that a clause names: "on Armed Forces Day", "for the anniversary of the liberation"; else ""."""
    match = _NAMED_OCCASION.search(text)
    words = match["what"] if match else ""
    return "" if re.match(r"(?:the|that) (?:same )?(?:occasion|anniversary|day)$", words) else words


_NAMED_OCCASION = re.compile(
    r"\b(?:on|for|at|to mark) (?P<what>(?:(?:the|his|her|its|their) )?(?:"
    r"(?:[\w'’]+ ){0,3}?(?:anniversary of the \w+|anniversary|birthday|New Year|session|summit)\b"
    r"|(?:[A-Z]\w+ ){1,4}Day\b))"
)
