"""What a question asks for and what it fixes: its form, the kind of answer, periods, names, words quoted.

Pure: knows words, not documents. Which documents are meant is `resolve`'s part.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from assistant.library.periods import Period, periods
from assistant.library.terms import analyse
from assistant.records import Form
from assistant.search.empty import is_empty
from assistant.search.mentioning import MENTION_VERB, MENTIONED, things_looked_for
from assistant.search.names import parties, people, without_parties
from assistant.search.stop_words import STOP

Wanted = Literal["date", "count", "amount", "person", "place", "quotation", "reason", "anything"]

_FORMS: tuple[tuple[Form, re.Pattern[str]], ...] = (
    (
        "comparison",
        re.compile(
            r"\bdiffer(?:s|ed|ent)?\b(?: \w+)? from\b|\bdifferences? (?:between|from|to)\b"
            r"|\bcompare[sd]?\b|\bcomparison\b"
            r"|\b(?:what|has anything|anything) (?:has |have )?changed (?:since|between|from|in it since)\b"
            r"|\bhow do(?:es)? [^?]{3,120} differ\b"
            r"|\b(?:was|is|were) (?:it|that|this) (?:still )?the same\b[^?]*\b(?:earlier|before|later|after|ago)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "timeline",
        re.compile(
            r"\b(time ?line|chronolog\w+|sequence of events|day by day|step by step|in what order|course of events"
            r"|what happened (?:between|from)|list (?:the )?events|what steps|which steps|key dates)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "summary",
        re.compile(
            r"\b(summar\w+|main points|key points|overview|gist|in (?:a few|two|three|four|five|six|\d) "
            r"(?:lines|sentences)"
            r"|(?:two|three|four|five|six|\d) (?:lines|sentences)|in brief|in short|bottom line|what is in the|"
            r"outline)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "presence",
        MENTIONED,
    ),
)
_REPLY = re.compile(
    r"\b(?:(?:write|wrote|written) back|repl(?:y|ied|ies)|answer(?:ed)? (?:to|him|her|it)|in return)\b"
    r"|\b(?:answer(?:ed)?|respond(?:ed)? to) (?:the|h(?:is|er)|their|[\w'’ -]{2,40}['’]s?) (?:[\w'’-]+ ){0,4}"
    r"(?:messages?|letters?|telegrams?|cables?|notes?|greetings|congratulations|"
    r"wish(?:es)?|invitations?|questions?|calls?|offers?|proposals?|speech|address)\b",
    re.IGNORECASE,
)
"""Words that ask for a reply: governments that "answer the treaty" send none."""
_REACTION = re.compile(r"\bhow\b.*\b(?:react(?:ed)?|respond(?:ed)?)\b|\bwhat\b.*\breactions?\b", re.IGNORECASE)
_WILL = re.compile(r"\b(?:when|where|what|who|whom|how(?: \w+)?|which(?: \w+)?)\s+will\b", re.IGNORECASE)
_WANTED_WORDS: tuple[tuple[Wanted, str], ...] = (
    (
        "count",
        r"\bhow many\b|\bhow old\b|\bwhat (?:was|is|were) the (?:number|vote|tally|count)\b|\bhow often\b",
    ),
    (
        "amount",
        r"\bhow (?:much|long|large)\b"
        r"|\bwhat (?:was|is) the (?:price|cost|sum|amount|value)\b",
    ),
    (
        "date",
        r"\bwhen\b(?=\s+(?:and|or|exactly|precisely|(?:did|do|does|was|were|is|are|will|had|has|have|would)\b))"
        r"|\b(?:what|which) (?:date|day|year|month|time)\b|\bfrom when\b|\bdate of\b|\bsince when\b",
    ),
    ("person", r"(?:^|[,;:.?]|\b(?:and|or|to|from|with|by|for|of|say|tell me|know))\s*(?:who|whom|whose)\b"),
    (
        "place",
        r"\bwhere\b(?=\s+(?:and|or|exactly|did|do|does|was|were|is|are|will|had|has|have)\b)"
        r"|\b(?:what|which) (?:place|city|country|town|venue|location)\b",
    ),
    (
        "quotation",
        r"\bquote\b|\bverbatim\b|\bword for word\b|\bwording\b"
        r"|\b(?:exact|own|official|precise) (?:\w+ )?(?:words?|wording|phrase)\b",
    ),
    ("reason", r"\bwhy\b|\bwhat reasons?\b|\bfor what reason\b|\bgrounds\b|\bhow come\b"),
)
_WANTED = tuple((wanted, re.compile(words, re.IGNORECASE)) for wanted, words in _WANTED_WORDS)
_FOCUS = re.compile(
    r"\b(?:how many|how much|which|what|whose|how long|number of)\s+((?:[\w'’-]+\s*){1,5})", re.IGNORECASE
)
_ENDS_FOCUS = frozenset(
    "did do does is are was were had has have will would can could may might should of in on at to from for by "
    "with that "
    "a an the and or as if it he she they kim putin xi there been be came come took take set said say was".split()
)
_AND_ASKS = re.compile(
    r"(?:,|;)?\s+(?:and|or)\s+(?=(?:under |for |by |to |with |of |in |at |on )?(?:when|where|why|who|whom|how|"
    r"what|which)\b)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“«「『]([^\"”»」』]{2,200})[\"”»」』]|(?<!\w)['‘]([^'’]{2,200})['’](?!\w)")
_ARTICLE = re.compile(
    r"\b(article|chapter|section|paragraph|resolution|order|annex)\s+(?:no\.?\s*)?(\d+)\b", re.IGNORECASE
)


_NO_ACTOR = (
    "summit|meeting|session|plenary|plenum|conference|talks|treaty|pact|agreement|accord|statement|declaration|"
    "communiqu[eé]|speech|message|letter|exercise|drill|doctrine|principles"
)
"""What is named by the words before it and does not act: "did the Camp David summit agree"."""


@dataclass(frozen=True)
class Reading:
    """One question, understood as far as its words go.

    `asks` is the part of it that says what is wanted, where it asks for several things.
    """

    text: str
    asks: str = ""

    @cached_property
    def parts(self) -> tuple[Reading, ...]:
        """One reading for each thing asked: "how many …, and why …?" is two."""
        cuts = [m.start() for m in _AND_ASKS.finditer(self.text)]
        ends = [*cuts[1:], len(self.text)]
        if not cuts:
            return (self,)
        first = Reading(self.text, self.text[: cuts[0]])
        return (first, *(Reading(self.text, self.text[a:b]) for a, b in zip(cuts, ends, strict=True)))

    @cached_property
    def form(self) -> Form:
        """What shape the answer takes."""
        return next((form for form, pattern in _FORMS if pattern.search(self.text)), "lookup")

    @cached_property
    def form_terms(self) -> frozenset[str]:
        """The terms that only say the shape of the answer: "summarise", "mention"; they name no document."""
        pattern = {"presence": MENTION_VERB, "summary": dict(_FORMS)["summary"]}.get(self.form)
        return frozenset(analyse(" ".join(m.group() for m in pattern.finditer(self.text)))) if pattern else frozenset()

    @cached_property
    def wanted(self) -> Wanted:
        """What kind of thing the answer is."""
        asked = self.asks or self.text
        found = [(m.start(), wanted) for wanted, pattern in _WANTED if (m := pattern.search(asked))]
        return min(found)[1] if found else "anything"

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The days, months and years that the question fixes."""
        return tuple(periods(self.text))

    @cached_property
    def parties(self) -> frozenset[str]:
        """States and bodies named."""
        return parties(self.text)

    @cached_property
    def people(self) -> tuple[str, ...]:
        """People and other proper names, as written."""
        return tuple(dict.fromkeys(people(self.text)))

    @cached_property
    def quoted(self) -> tuple[str, ...]:
        """Words that the question puts in quotation marks."""
        return tuple((a or b).strip() for a, b in _QUOTED.findall(self.text))

    @cached_property
    def numbered(self) -> tuple[tuple[str, str], ...]:
        """Numbered parts asked for: ("article", "4")."""
        return tuple((kind.casefold(), number) for kind, number in _ARTICLE.findall(self.text))

    @cached_property
    def clock(self) -> bool:
        """Whether a time of day is asked for."""
        return bool(re.search(r"\b(?:time of (?:the )?day|what time|which hour|what hour)\b", self.text, re.IGNORECASE))

    @cached_property
    def ordinals(self) -> tuple[str, ...]:
        """Ordinals that the question fixes: "75th", "second"."""
        found = re.findall(
            r"\b(\d+(?:st|nd|rd|th)|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b", self.text, re.I
        )
        return tuple(dict.fromkeys(word.casefold() for word in found))

    @cached_property
    def looked_for(self) -> tuple[str, ...]:
        """What a presence question looks for: its quoted words, and the list that stands behind its verb."""
        return things_looked_for(self.text, self.quoted)

    @property
    def asks_for_the_first(self) -> bool:
        """Whether it asks for the first of something."""
        return bool(re.search(r"\b(?:the|its|their|his|her) first\b", self.text, re.IGNORECASE))

    @property
    def asks_for_the_future(self) -> bool:
        """Whether it asks what will be: "when will … next?"."""
        return _WILL.search(self.text) is not None and not self.verifies

    @property
    def asks_for_a_reply(self) -> bool:
        """Whether it asks what somebody replied."""
        return _REPLY.search(self.text) is not None

    @property
    def asks_for_a_reaction(self) -> bool:
        """Whether it asks how somebody reacted, which rarely stands in one sentence."""
        return not self.asks_for_a_reply and _REACTION.search(self.asks or self.text) is not None

    @property
    def fixes_kind(self) -> bool:
        """Whether the answer has to hold a thing of one kind: a date, a number, a name, a place, a quotation."""
        return self.wanted not in ("anything", "reason")

    @cached_property
    def verifies(self) -> bool:
        """Whether the question states something and asks whether it is so: its own facts may then be wrong."""
        return bool(
            re.search(
                r"\b(?:is|was|are) (?:that|this|it) (?:right|correct|true|so|accurate)\b|\b(?:i|we) (?:have "
                r")?(?:read|heard)\b"
                r"|\b(?:right|correct|true)\?\s*$|\bis it (?:right|true|correct) that\b",
                self.text,
                re.IGNORECASE,
            )
        )

    @cached_property
    def agent(self) -> str | None:
        """Who is asked about as the one that acts: "did X say", "X's answer"; None where that is not plain."""
        match = re.search(
            r"\b(?:did|does|do|has|had|have)\s+(?:the\s+)?((?:[A-Z][\w-]*\s+)+)"
            rf"(?!(?:of|and|or|received?|get|got|hear|face|suffer|{_NO_ACTOR})\b)(?=[a-z])",
            self.text,
        )
        return match.group(1).strip() if match else None

    @cached_property
    def focus(self) -> tuple[str, ...]:
        """Stems of the noun that a "how many …", "which …" or "what …" asks for; empty where there is none."""
        match = _FOCUS.search(self.asks or self.text)
        if not match:
            return ()
        run: list[str] = []
        for word in match.group(1).split():
            if word.casefold().strip("?,.'’") in _ENDS_FOCUS:
                break
            run.append(word)
        return tuple(t for t in analyse(" ".join(run)) if t not in STOP)

    @cached_property
    def terms(self) -> tuple[str, ...]:
        """Stems of the words that carry meaning, dates and parties left out, each once, in order."""
        bare = "".join(" " if any(p.start <= i < p.end for p in self.periods) else c for i, c in enumerate(self.text))
        words = [t for t in analyse(without_parties(bare)) if t not in STOP]
        return tuple(dict.fromkeys([t for t in words if not is_empty(t)] or words))
