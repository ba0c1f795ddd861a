"""Who sent what to whom, read off a title or a first sentence that says so in so many words; else nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MESSAGE = (
    r"(?i:(?:reply |congratulatory |condolatory |personal |birthday |new year |verbal )*"
    r"(?:message|letter|greetings|congratulations|condolences|telegram)s?"
    r"(?: of (?:greetings?|congratulations?|condolences?|sympathy|thanks|reply|support|solidarity))?)"
)
_NAME = r"[A-Z][\w'’.-]*(?:(?: | of | of the | for | and )[A-Z][\w'’.,-]*?)*"
_TITLE = r"(?:(?i:respected comrade|his excellency|her excellency|comrade|the) )*"
_SENDS = r"(?i:sends?|sent|conveys?|conveyed|addresses|addressed)"
_RECEIVES = r"(?i:receives?|received)"
_END = r"(?=$|[,;:(]|\.(?: |$)| on | for | over | in )"
_ARTICLE = r"(?i:an? )?"


@dataclass(frozen=True, slots=True)
class Parties:
    """The kind of a document, who made it and for whom; None for what its words do not say."""

    kind: str | None = None
    issuer: str | None = None
    recipient: str | None = None


_MESSAGES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"^{_TITLE}(?P<issuer>{_NAME}) {_SENDS} {_ARTICLE}{_MESSAGE} to {_TITLE}(?P<recipient>{_NAME}){_END}",
        rf"^{_TITLE}(?P<recipient>{_NAME}) {_RECEIVES} {_ARTICLE}{_MESSAGE} from {_TITLE}(?P<issuer>{_NAME}){_END}",
        rf"^{_MESSAGE} to {_TITLE}(?P<recipient>{_NAME}) from {_TITLE}(?P<issuer>{_NAME}){_END}",
        rf"^{_MESSAGE} from {_TITLE}(?P<issuer>{_NAME}) to {_TITLE}(?P<recipient>{_NAME}){_END}",
        rf"^{_TITLE}(?P<issuer>{_NAME}?)['’]s? {_MESSAGE} to {_TITLE}(?P<recipient>{_NAME}){_END}",
        rf"^{_MESSAGE} to {_TITLE}(?P<recipient>{_NAME}){_END}",
    )
)
_SPOKEN = tuple(
    re.compile(pattern)
    for pattern in (
        rf"^(?i:press statement) (?i:of|by) {_TITLE}(?P<issuer>{_NAME}){_END}",
        rf"^{_TITLE}(?P<issuer>{_NAME}) (?i:issues|releases|makes) (?i:press statement)\b",
    )
)
_SPEECH = r"(?i:(?:important |policy |opening |closing |keynote )?(?:speech|remarks|address))"
_SPEECHES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"^{_SPEECH} (?i:of|by) {_TITLE}(?P<issuer>{_NAME})(?=$|[,;:(]|\.(?: |$)| (?i:on|at|to|for|in) )",
        rf"^{_TITLE}(?P<issuer>{_NAME}?)['’]s? {_SPEECH}\b",
        rf"^{_TITLE}(?P<issuer>{_NAME}) (?i:makes|delivers|gives) {_ARTICLE}{_SPEECH}\b",
    )
)
_JOINT = re.compile(r"\bjoint (?:press )?(?:statement|declaration|communiqu[eé])\b", re.IGNORECASE)
_TREATY = re.compile(
    r"^(?:(?:[A-Z][\w.]*-[A-Z][\w.]*|the|draft|mutual|security|defen[cs]e|peace|friendship|comprehensive|strategic"
    r"|partnership) )*treaty (?:on|of|between|for|concerning|and)\b",
    re.IGNORECASE,
)
# "Kim Jong Un, president of …, sent a message of greeting to Vladimir Putin, president of …"
_PERSON = r"(?:[A-Z][\w'’-]*\.? ){1,4}?[A-Z][\w'’-]+"
_SENTENCES = (
    re.compile(
        rf"^{_TITLE}(?P<issuer>{_PERSON})(?:, [^.\n]{{3,200}}?,)? (?:on [\w. ]{{3,20}} )?(?:today )?"
        rf"{_SENDS} {_ARTICLE}{_MESSAGE} to {_TITLE}(?P<recipient>{_PERSON})(?=[,.]| on )"
    ),
    re.compile(
        rf"^{_TITLE}(?P<recipient>{_PERSON})(?:, [^.\n]{{3,200}}?,)? (?:on [\w. ]{{3,20}} )?(?:today )?"
        rf"{_RECEIVES} {_ARTICLE}{_MESSAGE} from {_TITLE}(?P<issuer>{_PERSON})(?=[,.]| on )"
    ),
)
# A group that is nobody in particular, and a name that was cut at an abbreviation ("C.C., Communist Party of …").
_NOBODY = re.compile(
    r"(?:abroad|different|various|many|other|foreign|several)\b|(?:participants|members|people|spokes\w+)\Z"
    r"|.*(?:\A|[ .])[A-Z]\Z|C\.C",
    re.IGNORECASE,
)


def parties_of(title: str, opening: str) -> Parties:
    """The parties of a message that the first sentence, `opening`, names in full, else those that `title` names.

    In a message the sender is the issuer. A title that only reports on a statement, a treaty or a speech says nothing.
    """
    if _JOINT.search(title):
        return Parties("joint statement")
    if _TREATY.match(title):
        return Parties("treaty")
    tables = (("message", _SENTENCES, opening), ("message", _MESSAGES, title))
    for kind, patterns, text in (*tables, ("press statement", _SPOKEN, title), ("speech", _SPEECHES, title)):
        for pattern in patterns:
            if found := pattern.match(text):
                named = found.groupdict()
                return Parties(kind, _name(named.get("issuer")), _name(named.get("recipient")))
    return Parties()


def _name(text: str | None) -> str | None:
    """A name without what trails it; None for nobody in particular."""
    name = (text or "").strip(" ,.")
    return None if not name or _NOBODY.match(name) else name
