"""The texts that a question goes through one by one: "which of Kim's messages to Putin mention Ukraine?". Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.records import Document
from assistant.search.choose import ANY, calls_itself_a_reply, is_kind
from assistant.search.fits import is_addressee, is_sender, words_of
from assistant.search.mentioning import TEXTS
from assistant.search.named import description, of_time
from assistant.search.phrases import PRONOUNS, Mention, agent, mentions
from assistant.search.reading import Reading

_OF_ANY = re.compile(
    r"\b(?:which|what|any(?: other)?|every|all)\s+(?:of\s+)?(?:(?:the|these|my|our)\s+)?"
    rf"(?:[\w'’-]+\s+)?(?P<noun>{TEXTS})\b",
    re.IGNORECASE,
)
_ANYWHERE = re.compile(r"\banywhere\b(?! in (?:the|this|that|his|her)\b)|^\W*where\b", re.IGNORECASE)
_REPLIES = re.compile(r"^(?:repl(?:y|ies)|answers?|responses?)$")
_OF = re.compile(r"^of (?:the )?")
_SINGULAR = frozenset("congratulations condolences talks remarks greetings".split())


def of_several(reading: Reading) -> bool:
    """Whether a presence question asks it of several texts: of which, of any, of "Xi's messages"."""
    if reading.form != "presence" or not reading.looked_for:
        return False
    plural = any(m.noun.endswith("s") and m.noun not in _SINGULAR for m in mentions(reading.text))
    return plural or bool(_OF_ANY.search(reading.text) or _ANYWHERE.search(reading.text))


def gone_through(reading: Reading, inside: Sequence[Document]) -> tuple[Document, ...]:
    """Of the documents `inside` the scope, those that a presence question is asked of; none where it names no texts."""
    if reading.form != "presence" or not reading.looked_for:
        return ()
    phrase = next((m for m in mentions(reading.text) if m.noun), None) or _bare(reading)
    if phrase is None or phrase.demonstrative:
        return ()
    acting = agent(reading.text)
    sender = acting if phrase.issuer in PRONOUNS or not phrase.issuer else _OF.sub("", phrase.issuer)
    addressee = phrase.recipient if phrase.recipient not in PRONOUNS else None
    found = [d for d in inside if _is_called(d, phrase.noun) and of_time(reading, d)]
    if sender and sender.casefold() not in PRONOUNS and any(is_sender(d, sender) for d in found):
        found = [d for d in found if is_sender(d, sender)]
    elif sender and phrase.issuer:
        found = [d for d in found if words_of(sender) <= description(d)]
    return tuple(d for d in found if not addressee or is_addressee(d, addressee))


def _bare(reading: Reading) -> Mention | None:
    """A phrase for texts without an article or an owner: "any document", "which messages", "anywhere"."""
    if (found := _OF_ANY.search(reading.text)) is not None:
        return Mention(found.start("noun"), found.end("noun"), found["noun"].casefold())
    if (found := _ANYWHERE.search(reading.text)) is not None:
        return Mention(found.start(), found.end(), "document")
    return None


def _is_called(document: Document, noun: str) -> bool:
    if noun.rstrip("s") in ANY or noun in ("sources", "source"):
        return True
    return calls_itself_a_reply(document) if _REPLIES.match(noun) else is_kind(document, noun)
