"""The places of a diplomatic message, found in its raw text by rules and position. English. Pure.

News agencies retell messages in the third person ("In the message, he expressed …"), foreign ministries print them in
the first ("I express …"); the rules know both. A place is given as spans of the text's own words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from assistant.compare.relations import relation_phrases
from assistant.library.sentences import sentences
from assistant.records import Document, Span
from assistant.search.names import parties

SLOTS = (
    "address", "occasion", "relationship", "who acts", "commitments", "third parties", "wishes", "closing",
)  # fmt: skip
"""The places of a message, in the order in which they are shown."""
MOST = 4
"""Most spans cited for one place."""
_OPENING = 600  # characters

_STYLE = (
    r"Comrade|President|General Secretary|Secretary General|Chairman|Chairperson|Chairwoman|Prime Minister|Premier|"
    r"Minister|Marshal|Leader|Mr\.?|Mrs\.?|Ms\.?|Madam|Sir|Your \w+|His Excellency|Her Excellency|Excellency|"
    r"Majesty|Highness|Friend|comrade|friend|leader|colleague|brother"
)
EPITHETS = frozenset(
    "respected esteemed dear dearest beloved great close closest truest honored honoured distinguished honorable "
    "honourable genuine venerable".split()
)
"""Words of praise or nearness before a title or a name."""
_EPITHET = rf"(?:most |highly |very )?(?:{'|'.join(sorted(EPITHETS))})"
_NAMES = r"(?:\s*[A-Z][\w'’.-]+){0,6}"
_SALUTATION = re.compile(
    rf"^[ \t]*(?:To\s+)?(?:(?:My|Our|my|our)\s+)?(?:{_EPITHET.replace('respected', '[Rr]espected')}|Dear|Dearest|"
    rf"Esteemed|Respected|Honou?rable|Distinguished|Closest|{_STYLE})\b[^.!?\n]{{0,120}}[,:!]?[ \t]*$",
    re.MULTILINE,
)
_SPOKEN_TO = (
    re.compile(rf"\byou,\s+(?P<words>(?:{_EPITHET}\s+)?(?:{_STYLE})[^,.;:!?\n]{{0,80}})"),
    re.compile(rf"\b(?P<words>(?:[Mm]y|[Oo]ur)\s+{_EPITHET}(?:\s+and\s+{_EPITHET})?\s+(?:{_STYLE}){_NAMES})"),
    re.compile(rf"(?:^|[.!?]\s|[“\"])(?P<words>(?:[Dd]ear|[Rr]espected|[Ee]steemed)\s+(?:{_STYLE})[^,.;:!?\n]{{0,60}})(?=[,!])"),
    re.compile(r"\b(?P<words>Your (?:Excellency|Majesty|Highness|Royal Highness|Eminence)(?:,? Mr\.? President)?)"),
)
_PRAISED = rf"(?:[Tt]he\s+)?(?:{_EPITHET}(?:\s+and\s+{_EPITHET})?\s+)?(?:(?:{_STYLE})\s*)+"
_TITLED = r",\s+(?:the\s+)?(?!will\b|would\b)[a-z][^.\n;]{3,160}?"
_TITLED += (
    r"(?=,?\s+(?:on|over|upon|to mark|to express|who|congratulating|in\s+reply|sent|sends|received|receives|"
    r"and\s+(?:all|the|his|her))\b|\.\s|\.$|\s--|,\s)"
)
_TO = re.compile(rf"\bto\s*(?P<words>(?:(?:{_STYLE})\s+)*[A-Z][\w'’.-]+(?:\s+[A-Z][\w'’.-]+){{0,5}}{_TITLED})")
_OCCASION = re.compile(
    r"(?:\b(?:to mark|on the day of|upon|on (?:his|her|your|the|its)(?= (?:\d|birth|elect|re-?elect|"
    r"inaugur|appoint|anniv))|for the(?= \d+(?:st|nd|rd|th))|over (?=the (?:recent |serious |flood|damage|death|"
    r"demise|huge |heavy ))|upon hearing|happy birthday)\b|on the occasion of)[^,.;:\n]{3,140}",
    re.IGNORECASE,
)
_BODY = r"(?:party|government|people|peoples|state|army|Party|Government|State|Committee|DPRK|Korea|Russia|China)"
_ORGAN = r"(?:party|government|Party|Government|Committee|DPRK)"
_ACTS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b[Oo]n behalf of [^.;:\n]{4,160}?(?:own behalf|own name)",
        r"\b(?:[Oo]n behalf of|[Ii]n the (?:joint )?names? of)\s+"
        rf"(?:[^.;:,\n]|,(?=\s(?:and )?(?:the |its |our |my )?(?:[\w'’-]+ ){{0,3}}{_BODY}\b)){{4,120}}",
        r"\b(?:together|jointly|hand in hand|shoulder to shoulder)\s+with\s+you\b[^.,;:\n]{0,60}",
        rf"\b(?:[Oo]ur(?:\s+(?!that\b)[\w'’.-]+){{0,4}}?\s+{_BODY}|[Tt]he(?:\s+(?!that\b)[\w'’.-]+){{0,4}}?\s+{_ORGAN})(?:,?\s+(?:and\s+)?(?:the\s+)?{_BODY}){{0,2}}(?:\s+of\s+"
        r"(?:the\s+)?[A-Z][\w’']+)?\s+(?:will|shall|would)(?:\s+(?:always|continue|invariably|fully|firmly|never|make))?",
        r"\b(?:I|[Ww]e)\s+(?:will|shall|would)(?:\s+(?:always|continue|invariably|fully|firmly|further|never|make|do))?",
        r"\bI (?:\w+ly )?(?:express|extend|reaffirm|assure|believe|affirm|pledge|promise|congratulate|offer|convey)\b",
    )
)
_COMMITS = re.compile(
    r"\b(?:solidarity|stand(?:s|ing)? (?:by|with|firmly)|pledg\w+|commit(?:s|ted|ment)\w*|reaffirm\w*|"
    r"assur(?:e|es|ed|ing)|willing(?:ness)?|determin\w+|"
    r"(?:full|constant|firm|invariable|unconditional|disinterested|unreserved) support|"
    r"support (?:and|to|for)|ready to|readiness|(?:I|[Ww]e|[Ww]ould|party|government|people|they) (?:will )?(?:always|"
    r"continue to|invariably|fully|firmly|make joint|make every|strive|work|spare no)|humanitarian aid|provide)\b"
)
_WISHES = re.compile(r"wish(?:es|ed|ing)?(?![a-z])|\b(?:hop(?:e|es|ed|ing)|good health|congratulat\w+ .{0,80}success)")
_ADVERSARY = re.compile(
    r"\b(?:imperialis\w+|coloniali\w+|dominationis\w+|hegemon\w+|hostile|enem(?:y|ies)|aggress\w+|puppet\w*|NATO|"
    r"the West(?:ern)?|neo-?nazi\w*|fascis\w+|sanctions?)\b",
    re.IGNORECASE,
)
_NAMED = {"united-states": "United States", "trilateral": "the trilateral partners"}
_PRESS = re.compile(
    r"\b(?:[A-Z]\w+ )?[A-Z]\w+ (?:press|outlets|media|reports?|commentators|papers|translation|report|text|version)\b|"
    r"\b(?:KCNA|Yonhap)(?:['’]s)? [A-Z]\w+"
)
"""Who reports or translates: no side and no third party of a message."""
_END_MARK = re.compile(r"\s*-0-\s*\Z")
_SIGNED = re.compile(r"\A(?:[^\w]*(?:[A-Z][\w'’.-]*|of|the|and|,|\d{1,4})\s*){1,12}[.,]?\Z")
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|will|wish|hope|accept|express|send|has|have|said|would|stand)\b", re.IGNORECASE
)
_PART_OF = {
    "workers-party": "north-korea", "supreme-peoples-assembly": "north-korea", "communist-party": "china",
    "state-duma": "russia", "intelligence-service": "south-korea",
}  # fmt: skip


def message_slots(document: Document) -> dict[str, tuple[Span, ...]]:
    """Place → the spans that fill it, in reading order; a place that the text does not have is left out."""
    text, body = document.text, body_of(document)
    if not body:
        return {}
    found = {
        "address": _address(document, body),
        "occasion": _matches(text, body, (_OCCASION,), most=2),
        "relationship": relation_phrases(text, body, MOST),
        "who acts": _matches(text, body, _ACTS),
        "commitments": _holding(text, body, _COMMITS),
        "third parties": third_parties(document, body),
        "wishes": _holding(text, body, _WISHES, most=3),
        "closing": closing(document, body),
    }
    return {name: tuple(spans) for name, spans in found.items() if spans}


def body_of(document: Document) -> list[Span]:
    """The sentences of a text, without the title over it and the agency's mark under it."""
    out = []
    for span in sentences(document.text, document.metadata.language):
        words = document.text[span.start : span.end]
        end = span.start + len(_END_MARK.sub("", words).rstrip())
        if end > span.start and " ".join(words.split()) != document.metadata.title:
            out.append(Span(span.start, end))
    return out


def third_parties(document: Document, body: Sequence[Span]) -> list[Span]:
    """Sentences that name a state or body other than the two sides', or adversaries without a name."""
    return [span for span in body if named_there(document, [span])][:MOST]


def named_there(document: Document, spans: Sequence[Span]) -> list[str]:
    """Which third parties and adversaries the sentences in `spans` name, as they are known or written."""
    own = _own_states(document)
    named: dict[str, None] = {}
    for span in spans:
        words = document.text[span.start : span.end]
        others = sorted(_states(words) - own)
        named |= dict.fromkeys(_NAMED.get(name, name.replace("-", " ").title()) for name in others)
        named |= dict.fromkeys(match.group() for match in _ADVERSARY.finditer(words))
    return list(named)


def _own_states(document: Document) -> set[str]:
    """The states of the two sides: those in the title, the occasion and the names, and in what stands behind a name."""
    m = document.metadata
    told = [m.title, m.issuer, m.recipient, m.occasion]
    if not m.note:  # a message says in its opening who writes to whom; a record begins with something else
        told.append(document.text[: document.text.find("\n", 200)][:_OPENING])
    for name in ";".join(part for part in (m.issuer, m.recipient) if part).split(";"):
        spelt = r"\s+".join(map(re.escape, name.split()))
        told += re.findall(rf"{spelt},\s+([^.\n]{{4,120}})", document.text) if spelt else []
    own = _states(" ; ".join(part for part in told if part))
    said = _PRESS.sub(" ", document.text)
    named = Counter(s for line in said.split(".") for s in _states(line) if s not in own)
    # Where the offices do not say whose they are, the states most spoken of are the two sides'.
    return own | {state for state, n in named.most_common(max(0, 2 - len(own))) if n > 1}


def _states(text: str) -> set[str]:
    return {_PART_OF.get(party, party) for party in parties(text)}


def closing(document: Document, body: Sequence[Span]) -> list[Span]:
    """The last sentence before what is signed, dated or dedicated under it."""
    for span in reversed(body[-4:]):
        words = document.text[span.start : span.end]
        signed = _SIGNED.match(" ".join(words.split())) and not _VERB.search(words)
        if not signed and len(words.split()) > 2:
            return [span]
    return [body[-1]]


def _address(document: Document, body: Sequence[Span]) -> list[Span]:
    """How the recipient is spoken to: a salutation, words in the midst; else praise before the name, and its titles."""
    text, start = document.text, body[0].start
    letters = [Span(*m.span()) for m in _SALUTATION.finditer(text, start) if len(m.group().split()) <= 14]
    found = [*letters[:1], *letters[1:][-1:]]  # over the letter, and the dedication under it
    for pattern in _SPOKEN_TO:
        found += [Span(*m.span("words")) for m in pattern.finditer(text, start)]
    name = (document.metadata.recipient or "").split(";")[0].strip()
    if name and not found:
        spelt = r"\s+".join(map(re.escape, name.split()))
        found = [Span(*m.span()) for m in re.finditer(rf"{_PRAISED}{spelt}", text) if m.start() >= start][:1]
        if titled := re.compile(rf"(?:(?:{_STYLE})\s+)*{spelt}{_TITLED}").search(text, start):
            found.append(Span(*titled.span()))
    if not found and (named := _TO.search(text, start)):
        found = [Span(*named.span("words"))]
    return list(_unlike(text, sorted((_trimmed(text, s) for s in found), key=lambda s: s.start)))[:MOST]


def _matches(text: str, body: Sequence[Span], patterns: Sequence[re.Pattern[str]], most: int = MOST) -> list[Span]:
    """What the patterns find in the sentences, the longer of two that overlap, in reading order."""
    found = [
        _trimmed(text, Span(*match.span()))
        for span in body
        for pattern in patterns
        for match in pattern.finditer(text, span.start, span.end)
    ]
    kept: list[Span] = []
    for span in sorted(found, key=lambda s: s.start - s.end):
        if not any(span.start < k.end and k.start < span.end for k in kept):
            kept.append(span)
    return list(_unlike(text, sorted(kept, key=lambda s: s.start)))[:most]


def _holding(text: str, body: Sequence[Span], pattern: re.Pattern[str], most: int = MOST) -> list[Span]:
    """The sentences in which the pattern is found."""
    return [span for span in body if pattern.search(text, span.start, span.end)][:most]


def _unlike(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """`spans` without those whose words came already, or are part of words that come."""
    words = [" ".join(text[s.start : s.end].split()).casefold() for s in spans]
    for n, span in enumerate(spans):
        longer = any(words[n] in other and len(other) > len(words[n]) for other in words)
        if words[n] not in words[:n] and not longer:
            yield span


def _trimmed(text: str, span: Span) -> Span:
    words = text[span.start : span.end]
    lead = len(words) - len(words.lstrip())
    return Span(span.start + lead, span.start + len(words.rstrip(" \t\n,;:—-")))
