"""Who sent what to whom, read off a title or a first sentence that says so in so many words; else nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.library.openings import opening_of

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
    issuer_office: str | None = None
    recipient_office: str | None = None
    message: str | None = None  # what the text itself calls a message: "message of sympathy"
    reply: bool = False


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
# What a headline tells of an event, and what agencies call their own pieces.
_EVENTS = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("commentary", r"(?i:\bcommentary\b|\bKCNA comments\b)"),
        ("white paper", r"^(?i:white paper)\b"),
        ("article", r"^(?i:(?:[\w’']+ )*?article)(?: of\b|$)"),
        ("report", r"^[A-Z]{3,} (?i:report) on\b"),
        (
            "meeting",
            r"\b(?:Meets|Talks|Had Talks)\b"
            r"|\b(?:Meeting|Session|Plenum|Conference|Congress|Summit)\b.*\b(?:Held|Opens|Closes|Ends|Takes Place)\b"
            r"|\bReceives (?!(?:an? )?(?:\w+ )*(?:Message|Letter|Greeting|Congratulation|Condolence|Floral|Basket|Gift"
            r"|Telegram|Wreath|Credential))",
        ),
        ("visit", r"\b(?:Visits?|Tours?|Arrives?|Leaves?|Returns? Home|Back Home)\b"),
    )
)
_TOLD = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("commentary", r"\bKCNA commentary\b"),
        (
            "meeting",
            r"\bmet and had (?:a )?talks?\b|\bThere were talks\b"
            r"|\b[Mm]eeting\b[^.]{0,120}\b(?:was held|took place)\b",
        ),
        ("visit", r"\b(?:arrived (?:here|in|at)|left (?:here|Pyongyang)|returned home|paid (?:a|an) (?:\w+ )?visit)\b"),
    )
)
# A group that is nobody in particular, and a name that was cut at an abbreviation ("C.C., Communist Party of …").
_NOBODY = re.compile(
    r"(?:abroad|different|various|many|other|foreign|several)\b|(?:participants|members|people|spokes\w+)\Z"
    r"|.*(?:\A|[ .])[A-Z]\Z|C\.C",
    re.IGNORECASE,
)


def parties_of(title: str, opening: str) -> Parties:
    """The parties that the first sentence, `opening`, names in full, else those that `title` names.

    In a message the sender is the issuer. A title that only reports on a statement, a treaty or a speech says nothing.
    """
    if _JOINT.search(title):
        return Parties("joint statement")
    if _TREATY.match(title):
        return Parties("treaty")
    if (said := opening_of(opening)).kind:
        return Parties(
            said.kind,
            _name(said.issuer),
            _name(said.recipient),
            said.issuer_office,
            said.recipient_office,
            said.message,
            said.reply,
        )
    for kind, patterns in (("message", _MESSAGES), ("press statement", _SPOKEN), ("speech", _SPEECHES)):
        for pattern in patterns:
            if found := pattern.match(title):
                named = found.groupdict()
                reply = kind == "message" and bool(_REPLY.search(title))
                return Parties(kind, _name(named.get("issuer")), _name(named.get("recipient")), reply=reply)
    return _event(title, opening)


def title_says_reply(title: str) -> bool:
    """Whether a title calls its document a reply: "X's reply to Y"; an exchange that also holds one is none itself."""
    return bool(_A_REPLY.match(title))


_A_REPLY = re.compile(r"^(?:[A-Z][\w'’.-]*\s+){1,5}(?:(?i:sends?|sent) )?(?i:reply)\b|^(?i:reply)\b")


def _event(title: str, opening: str) -> Parties:
    """The kind of what a headline over a story tells of; a text without a dateline is no story."""
    kind = next((kind for kind, pattern in _EVENTS if opening and pattern.search(title)), None)
    kind = kind or next((kind for kind, pattern in _TOLD if pattern.search(opening[:400])), None)
    agency = _AGENCY.search(title) if kind in ("commentary", "report") else None
    return Parties(kind, agency.group() if agency else None)


_REPLY = re.compile(r"\brepl(?:y|ies)\b", re.IGNORECASE)
_AGENCY = re.compile(r"\bKCNA\b")


def _name(text: str | None) -> str | None:
    """A name without what trails it; None for nobody in particular."""
    name = (text or "").strip(" ,.")
    return None if not name or _NOBODY.match(name) else name


def people_of(text: str | None) -> list[str]:
    """The single names in an issuer or recipient, which are parted by semicolons."""
    return [name.strip() for name in (text or "").split(";") if name.strip()]
