"""Who addresses whom, where a question asks just that: "How does Kim address Xi?", "… and how does he address Putin?".

Nothing in it names a document, and a name alone fits both directions: what Xi wrote to Kim is as full of both names. So
the documents of that sender to that addressee are looked up, where there are some. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.library.periods import Period, periods
from assistant.records import Document
from assistant.search.choose import Talk, Wish, calls_itself_a_reply, has
from assistant.search.phrases import PARTY

_ADDRESSES = re.compile(
    rf"\b(?i:how|in what words|by what (?:name|title|words))\s+(?i:does|do|did)\s+(?P<who>{PARTY}|he|she|they)\s+"
    rf"(?i:address|greet|salute)\s+(?P<whom>{PARTY}|him|her|them)\b"
)
_PRONOUNS = frozenset("he she they him her them".split())
_FORMS = re.compile(
    r"\b(?:and|in|on|of|the|a|his|her|their|message|messages|letter|letters|greetings|to|for|at)\b|\W+", re.IGNORECASE
)
_REPLY = re.compile(r"\brepl(?:y|ies)\b|\banswers?\b", re.IGNORECASE)
_JOINED = re.compile(r"^[\s,;]*(?:and|but)?\s*", re.IGNORECASE)


def addressed(pieces: Sequence[str], documents: Sequence[Document]) -> list[tuple[str, tuple[str, ...]]]:
    """For each piece of a question: the piece with its pronouns resolved, and ids of the documents that it asks of.

    No ids where it does not ask so, or where no document is of that sender, to that addressee, of that time.
    """
    out: list[tuple[str, tuple[str, ...]]] = []
    who = whom = ""
    for piece in pieces:
        found = _ADDRESSES.search(piece)
        if found is None:
            out.append((piece, ()))
            continue
        who = who if found["who"].casefold() in _PRONOUNS else found["who"]
        whom = whom if found["whom"].casefold() in _PRONOUNS else found["whom"]
        if not who or not whom:
            out.append((piece, ()))
            continue
        plain = piece[: found.start("who")] + who + piece[found.end("who") : found.start("whom")] + whom
        plain = _JOINED.sub("", plain + piece[found.end("whom") :]).strip(" ,")
        out.append((plain, _of(who, whom, piece[: found.start()] + " " + piece[found.end() :], documents)))
    return out


def _of(who: str, whom: str, rest: str, documents: Sequence[Document]) -> tuple[str, ...]:
    """Documents from `who` to `whom`, of the time and with the words that the rest of the question names."""
    times: list[Period] = periods(rest)
    for time in reversed(times):
        rest = rest[: time.start] + " " + rest[time.end :]
    words = " ".join(_FORMS.sub(" ", rest).split())
    talk = Talk(tuple(documents))
    wish = Wish(senders=(who,), addressee=whom, period=times[0] if times else None, words=words)
    found = [d for d in documents if has(d, wish, talk)]
    replies = [d for d in found if calls_itself_a_reply(d)] if _REPLY.search(rest) else []
    return tuple(d.id for d in replies or found)
