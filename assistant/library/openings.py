"""What a news story's first sentence says of the document it reports: who, whose office, to whom, which kind, when.

Agency prose is regular: "NAME, OFFICE, sent a message of greeting to NAME, OFFICE, on August 15." What such a sentence
does not say in so many words stays unsaid. Texts from the web lose spaces beside marked-up names ("ComradeKim Jong
Unreceived"); they are put back for reading, never in the text itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.library.dates import date_in_text, month_and_day, with_year

_DAY = (
    r"(?:(?:on )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2}(?:, \d{4})?"
    r"|(?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
)
# An office that stands before the name: "DPRK Foreign Minister Choe Son Hui".
_BEFORE = (
    r"(?:(?:[A-Z][\w-]+ ){0,3}(?:Prime |Foreign |Defen[cs]e |Vice[- ])*"
    r"(?:Minister|President|Premier|Chairman|King) )?"
)
_HONOUR = (
    r"(?:(?:[Tt]he )?[Rr]espected |[Cc]omrade |(?:His|Her) Excellency |H\.E\.\s?"
    r"|President |Chairman |General Secretary )*"
)
_PARTICLE = r"(?:Al|al|bin|bint|ben|van|von|de|da|del|di|el|le|ibn|der)"
_SURNAME = r"(?:[Aa]l-|[Ee]l-)?[A-ZⅠ-Ⅻ][\w'’Ⅰ-Ⅻ-]+"
# Nobody's name has more parts; where their number had no bound, a line of initials was tried in all ways for minutes.
_PERSON = (
    rf"(?:[A-Z][\w'’-]*\.? |{_PARTICLE} ){{0,6}}?(?:[A-Z]\.(?: ?[A-Z]\.){{0,4}} |{_SURNAME} )"
    rf"(?:[A-ZⅠ-Ⅻ][\w'’Ⅰ-Ⅻ-]*\.? |{_PARTICLE} ){{0,6}}?{_SURNAME}"
)
_BODY = r"(?:[Tt]he )?[A-Z][\w'’-]+(?:(?: | of | of the | for | for the | and )[A-Z][\w'’-]+){1,9}"
_MESSAGE = (
    r"(?P<message>(?:(?:reply|replay|congratulatory|condolatory|personal|birthday|New Year|verbal) )*"
    r"(?:message|letter|telegram)"
    r"(?: of (?:greetings?|congratulations?|condolences?|sympathy|thanks|reply|support|solidarity|reverence))?)"
)
_OFFICE = r"(?:, (?P<{n}>(?!which|who)(?:[^.\n]|(?<=[A-Z])\.){{3,330}}?))??(?: \([A-Z]+\))?"
_SENDER = rf"{_HONOUR}{_BEFORE}(?P<issuer>{_PERSON}|{_BODY}){_OFFICE.format(n='issuer_office')},?"
_ADDRESSEE = rf"{_HONOUR}(?P<recipient>{_PERSON}|{_BODY}){_OFFICE.format(n='recipient_office')},?"
_STOP = rf"(?= ?,? {_DAY}|,? (?:on the|upon|over|who|which|to mark|for |at |in reply|in response)|[.:](?![\w,])|$)"
_SENT = r"(?:sends?|sent|conveyed|addressed)"
_WHEN = rf"(?: {_DAY})?"

_SENTENCES = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("message", rf"^{_SENDER}{_WHEN} (?:today )?{_SENT} (?:an? )?{_MESSAGE} to (?:the )?{_ADDRESSEE}{_STOP}"),
        (
            "message",
            rf"^{_ADDRESSEE}{_WHEN} (?:today )?(?:receives?|received) (?:an? )?{_MESSAGE} "
            rf"from (?:the )?{_SENDER}{_STOP}",
        ),
        ("message", rf"^{_SENDER} (?P<reply>replied) to an? [\w ]{{3,40}} (?:sent by|from|of) {_ADDRESSEE}{_STOP}"),
    )
)
_RELEASED = r"(?:issued|released|made public|published)"
_STATED = re.compile(
    rf"^(?:(?:A|An|The) )?(?P<issuer>{_PERSON}|[A-Za-z][\w'’.-]*(?: [\w'’.-]+){{1,22}}?)"
    rf"{_OFFICE.format(n='issuer_office')},?{_WHEN} "
    rf"{_RELEASED} (?:\w+ )?(?:the following |a |an )?(?P<kind>press statement|statement|white paper)\b"
)
_SPOKE = re.compile(
    rf"^(?:{_DAY},? ?)?(?:On \w+ \d+,? ?)?{_HONOUR}(?P<issuer>{_PERSON}){_OFFICE.format(n='issuer_office')},?"
    r"(?: attended [^.\n]{3,200}? and)? (?:made|delivered|gave) (?:an? )?(?:\w+ ){0,2}speech\b"
)
_FULL_TEXT = re.compile(
    rf"^(?:The )?[Ff]ollowing is the full text of (?:the )?{_HONOUR}(?P<issuer>{_PERSON}?)['’]s "
    r"(?:\w+ ){0,2}(?P<kind>speech|address)\b"
)
_ARTICLE = re.compile(
    r"full text of an article (?:[\w\s\"“”]{0,120} )?(?:contributed|written|issued) by (?:an? )?"
    rf"(?P<issuer>{_PERSON}(?=,| titled|$| of| on)|military commentator)"
)
_GLUED = re.compile(r"(?<=[a-z])(?=[A-Z][a-z]+ [A-Z])|(?<=--)(?=[A-Z]\w+ [A-Z])")
_VERB = re.compile(
    r"(?<= )([A-Z][a-z]{1,9}?)(received|sent|made|visited|met|replied|invited|inspected|on|in|and|with|for|at|to)(?= )"
)
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()  # noqa: SIM905
_ON_DAY = re.compile(_DAY)


@dataclass(frozen=True, slots=True)
class Opening:
    """What a first sentence says; None for what it does not say. ``day`` is in its own words."""

    kind: str | None = None
    issuer: str | None = None
    recipient: str | None = None
    issuer_office: str | None = None
    recipient_office: str | None = None
    message: str | None = None  # "message of sympathy", "reply message"
    reply: bool = False


def opening_of(sentence: str) -> Opening:
    """What `sentence`, the first of a story without its dateline, says of the document it reports."""
    said = unglued(sentence)
    for kind, pattern in _SENTENCES:
        if found := pattern.match(said):
            return _message(kind, found)
    for pattern in (_STATED, _FULL_TEXT, _SPOKE):
        if found := pattern.match(said):
            named = found.groupdict()
            if pattern is _SPOKE and "Juche" in said[:300]:  # the calendar that tells of days long past
                break
            issuer = _trimmed(named["issuer"])
            return Opening(named.get("kind") or "speech", issuer, None, _trimmed(named.get("issuer_office")))
    if found := _ARTICLE.search(said[:300]):
        return Opening("article", _trimmed(found["issuer"]))
    return Opening()


def _message(kind: str, found: re.Match[str]) -> Opening:
    named = found.groupdict()
    message = re.sub(r"^replay\b", "reply", named.get("message") or "")
    reply = bool(named.get("reply")) or "reply" in message
    return Opening(
        kind,
        _trimmed(named["issuer"]),
        _trimmed(named["recipient"]),
        _trimmed(named.get("issuer_office")),
        _trimmed(named.get("recipient_office")),
        message or "reply message",
        reply,
    )


def unglued(text: str) -> str:
    """`text` with the spaces that stood around marked-up names put back."""
    spaced = " ".join(_GLUED.sub(" ", text).split())
    return _VERB.sub(lambda m: f"{m[1]} {m[2]}" if _ends_a_name(spaced, m) else m[0], spaced)


def _ends_a_name(text: str, match: re.Match[str]) -> bool:
    """Whether the word before is a name's too: "Jong Unreceived" is parted, "Washington and" is not."""
    before = text[: match.start()].split()
    return len(before) > 1 and all(word[:1].isupper() and word.isalpha() for word in before[-2:])


def act_day(sentence: str, published: str | None) -> str | None:
    """The day that `sentence` gives its act ("on August 15", "on Tuesday"), in the year nearest to `published`.

    None where it names no day. A weekday is the last one up to the day of publication, which must be whole.
    """
    whole = published is not None and len(published) == 10 and not published.startswith("--")
    for found in _ON_DAY.finditer(unglued(sentence)):
        words = found.group().removeprefix("on ")
        if words.casefold() in _WEEKDAYS:
            if whole and published:
                last = date.fromisoformat(published)
                back = (last.weekday() - _WEEKDAYS.index(words.casefold())) % 7
                return (last - timedelta(days=back)).isoformat()
            continue
        if dated := date_in_text(words):
            return dated
        if day := month_and_day(words):
            return with_year(day, published) if whole and published else day
    return None


def _trimmed(text: str | None) -> str | None:
    said = (text or "").strip(" ,.")
    return re.sub(r"^(?:[Tt]he|[Aa]n?) ", "", said) or None
