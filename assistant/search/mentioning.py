"""How a question asks whether something is mentioned, in which texts, and what it looks for there. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.library.terms import analyse
from assistant.search.stop_words import STOP

TEXTS = (
    "documents?|texts?|records?|sources?|messages?|letters?|telegrams?|speech(?:es)?|statements?|repl(?:y|ies)|"
    "treat(?:y|ies)(?! articles?)|declarations?|communiqu[eé]s?|reports?"
)
"""What the texts of a library are called where a question asks which of them mention something."""
_MENTIONS = (
    r"names?|mentions?|mentioned|contains?|refers? to|speaks? of|cites?|alludes? to|brings? up|"
    r"use[sd]? the (?:words?|terms?|phrases?)|use[sd]?(?=\W*[\"“'‘])|says? the words?"
)
MENTIONED = re.compile(
    r"^\W*(?:and |so |but )?(?:does|do|did|is|are|was|were|has|have)\b.*?\b"
    r"(?:name|mention|mentioned|named|refer|referred|contain|contains|include|use the (?:word|term|phrase)|say the word"
    r"|speak of|occur|appear|called|allude|cite|bring up|anything about|a word about)\b"
    r"|^\W*(?:is|are|was|were) there (?:an?|any|no)?\s*(?:\w+ )?(?:references?|mentions?|allusions?)\b"
    rf"|^\W*(?:in )?(?:which|what) (?:of (?:[\w'’-]+ ){{1,6}}?|(?:[\w'’-]+ ){{0,2}}?)(?:{TEXTS})\b[^?]{{0,60}}?"
    rf"\b(?:{_MENTIONS})"
    r"|^\W*where\b[^?]{0,80}[\"“'‘][^?]{0,200}\b(?:used?|said|mention(?:ed)?|named?|occurs?|appears?)\b",
    re.IGNORECASE | re.DOTALL,
)
"""A question of this form."""
MENTION_VERB = re.compile(
    r"\b(?:references? to|mentions? of|allusions? to|names?|mentions?|mentioned|named|refers? to|referred to|contains?|"
    r"includes?|use[sd]? the (?:words?|terms?|phrases?)|says? the words?|speaks? of|occurs?|appears?|allude[sd]? to|"
    r"cites?|bring[s]? up|anything about|a word about|called)\b",
    re.IGNORECASE,
)
"""What stands before the things looked for."""
_PASSIVE = re.compile(
    r"^\W*(?:and |so |but )?(?:is|are|was|were)\s+(?P<what>(?!there\b)[^?]{2,80}?)\s+"
    r"(?:(?:ever|also|even|anywhere)\s+)?(?:named|mentioned|cited|referred to|spoken of|brought up)\b",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\s*(?:,|;|\bor\b|\band\b|\bnor\b)\s*", re.IGNORECASE)
_PLACE = re.compile(r"\b(?:in|within|anywhere)\s+(?:the|this|that|his|her|its|any|all|which|[A-Z])")
_MARKS = " ?.!\"'“”‘’"
_LEAD_IN = re.compile(
    r"^(?:the|a|an|any|either|use|say|words?|terms?|phrases?|anything|about|of|to|anywhere|in|it)\s+", re.IGNORECASE
)


def things_looked_for(text: str, quoted: Sequence[str]) -> tuple[str, ...]:
    """What a presence question looks for: its `quoted` words, and the list behind its verb, or before a passive one."""
    asked = list(quoted)
    passive, verb = _PASSIVE.search(text), MENTION_VERB.search(text)
    rest = passive["what"] if passive else _PLACE.split(text[verb.end() :])[0] if verb else ""
    for part in _JOINED.split(rest.strip(_MARKS)):
        bare = part.strip(_MARKS)
        while (shorter := _LEAD_IN.sub("", bare)) != bare:
            bare = shorter
        if [t for t in analyse(bare) if t not in STOP] and not any(bare in q or q in bare for q in asked):
            asked.append(bare)
    return tuple(asked)
