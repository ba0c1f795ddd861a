"""Whether a sentence can stand alone: who "he" is, what "this" points to, who says "I". Pure.

A sentence whose subject stands in the sentence before it is given that subject in square brackets, where it can be
told beyond doubt; one that leans on its neighbours in any other way is not used.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.check.quotations import masked
from assistant.check.verbs import is_finite, tokens
from assistant.library.parties import people_of
from assistant.records import Document
from assistant.records.days import day_in_words
from assistant.search.names import parties, people

_SAYING = (
    r"(?:(?:also|further|then|later|again) )?(?:said|says|added|adds|noted|notes|warned|warns|stated|states|announced|"
    r"called|calls|urged|urges|denied|denies|reported|reports|accused|told|argued|argues|stressed|stresses|claimed|"
    r"claims|wrote|writes|insisted|explained|declared|emphasi[sz]ed|pledged|vowed|reiterated|remarked|pointed out)"
)
_CONNECTED = re.compile(
    r"^(?:however|but|and|so|also|meanwhile|moreover|furthermore|in addition(?! to)|additionally|instead(?! of)|"
    r"afterwards?|thereafter|therefore|thus|hence|nevertheless|nonetheless|still,|yet|nor|or|besides,|similarly|"
    r"likewise|conversely|consequently|accordingly|for (?:example|instance)|in particular|in fact|indeed|of course|"
    r"at the same time|(?:in|by) contrast(?! (?:to|with))|on the (?:other hand|contrary)|as a result(?! of)|"
    r"in response(?! to)|in (?:turn|return)(?! for)|in (?:short|sum|conclusion|other words)|to (?:this|that) end|"
    r"(?:on )?the (?:next|following|previous|same) (?:day|month|year|week|morning|evening|night)|the (?:day|month|year|"
    r"week) (?:before|after)|(?:later|earlier|then|here|finally|first|second|third|next|last|again|too)(?:,| that| the| in the|"
    r" on )|then\b|that said|"
    r"now,|today,|yesterday|tomorrow|tonight|because|which|who|whose|including|such as|not only|rather|even so|"
    r"as (?:well|such)|with (?:this|that)|elsewhere|overall|namely|regarding this|that is why|no wonder|alas|worse still|what is more|above all|after all)\b",
    re.IGNORECASE,
)
_POINTS = re.compile(
    r"^(?:this|these|those|that(?= (?:is|was|would|will|can|could|has|had|means|meant|day|year|month|week|same|is why))|such|"
    r"both(?! [A-Z])|they|their|theirs|them|its|it|hers|him|the (?:latter|former|same|two|three|four|pair|trio|others?|above|following)\b"
    r"(?! (?:Koreas|Koreans))|another|others?(?! than)|similar|further|additional|some of (?:them|these|those)|(?:many|most|one|each|none|all|both|neither|"
    r"either) of (?:them|these|those|the (?:two|three))|all (?:this|these|those)|neither|either|doing so|"
    r"the (?:said|aforementioned|latter's|former's)|more (?:than that|of them)|there (?=he|she|they|it))\b",
    re.IGNORECASE,
)
_POINTS_BEHIND = re.compile(
    r"^(?:[A-Z][a-z]+|\w+ing|\w+ed)\b(?: \w+){0,2} (?:this|these|those|that|such|the same)\b(?! (?:the|[A-Z]))[^,]*,",
)
_AFTER_AN_OPENING = re.compile(r"^[^,]{1,60}, (?:they|it|this|these|those|its|their|(?:he|she)(?= ))\b")
_SINCE_THEN = re.compile(r"\b(?:since then|by then|until then|at that (?:time|point)|on that (?:day|occasion)|thereby)\b", re.I)
_LEANING = (_POINTS_BEHIND, _AFTER_AN_OPENING, _SINCE_THEN)
_HE = re.compile(r"^(?P<word>He|She)\b(?= )")
_HIS = re.compile(r"^(?P<word>His|Her)\b(?= [a-z])")
_IT_SAID = re.compile(rf"^(?P<word>It)\b(?= {_SAYING}\b)")
_BEHIND = re.compile(rf"(?<=[,\x00] )(?P<word>he|she)(?= {_SAYING}\b)")
_PERSONAL = re.compile(r"\b(?:he|she|his|him|her|hers|himself|herself)\b")
_SOMEBODY = re.compile(
    r"\b(?:leader|president|minister|premier|chancellor|secretary|chief|spokes\w+|general|king|queen|envoy|ambassador|"
    r"director|man|woman|chairman|chairwoman|official|officer|analyst|professor|speaker|judge|governor|senator|author|"
    r"soldier|worker|patient|person|child|student|teacher|doctor|lawmaker|commander|adviser|advisor|head|who)\b",
    re.IGNORECASE,
)
_FIRST = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Oo]urs|me|us|[Mm]yself|[Oo]urselves|[Yy]ou|[Yy]our|[Yy]ours)\b(?!\.)")
_NOUN = (
    "message|letter|statement|report|speech|talks|meeting|visit|ministry|spokes\\w+|officials?|minister|president|leaders?|"
    "delegation|troops|agency|text|document|agreement|exercise|drills?|move|decision|announcement|article|plan|vote|"
    "resolution|company|government|party|committee|team|session|ceremony|event|country|group|summit|commentary|"
    "paper|reply|address|authors?|study|newspaper|bank|board|council|court|sides|advis[eo]rs|ministers|militaries|presidents|"
    "secretary|director|chairman|premier|speaker|participants|general|statistics|figures|"
    "parties|chiefs|delegates|countries|researchers|letter|latter|pair|army|police|airline|firm|man|woman|victims?|suspect"
)
_DEFINITE = re.compile(rf"^(?:(?:In|According to) t|T)he (?P<noun>{_NOUN}),? (?!of|on|between|that|in|from|to|by|for|with|at|about|and|[A-Z(])")
_OWN = {"message": "message|letter|telegram|reply", "speech": "speech|address", "treaty": "treaty|agreement|text"}
_NO_PERSON = frozenset(
    "ministry council agency committee party army department institute university news times post press service union "
    "office house bank group team panel court commission assembly congress parliament company corporation association "
    "organization organisation treaty statement declaration summit conference day year street square palace church forces "
    "force guard fleet navy republic kingdom states nations charter article war sea strait island islands peninsula river "
    "mountain general's daily herald tribune journal review report embassy centre center fund federation board bureau "
    "command staff corps division brigade college school hospital airport station base act law bill code doctrine "
    "shield edge olympics games cup prize award east west north south ilbo sinmun central national international "
    "foreign defence defense state security world global europe asia africa america".split()
)
_ADVERB = frozenset("also has had have again later then further once".split())
_OPINION = re.compile(r"\b(?:commentary|editorial|opinion|op-ed|column)\b", re.IGNORECASE)
_OWN_WORDS = frozenset({"speech", "statement", "press statement", "message", "letter", "article", "address", "interview"})
SPEAKING = 0.01
"""Share of "I", "we", "our" among the words of a text from which it speaks; a report that quotes stays below."""
_LATIN = re.compile(r"[A-Za-z]")
_LOOKED_BACK = 2
"""Sentences before in which a subject may stand; further back it is another's as often."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A sentence as it can stand alone; `firm` is False where "the ministry" still asks "which one?"."""

    text: str
    firm: bool = True
    speech: bool = False  # the issuer's own words, framed as such


def standing(text: str, before: Sequence[str], document: Document) -> Standing | None:
    """`text`, on one line, as it can stand alone; None where it cannot.

    Args:
        text: The sentence.
        before: The sentences before it in its section, the nearest last.
        document: What it stands in.
    """
    bare = masked(text)
    if not _LATIN.search(text):
        return Standing(text, firm=False)  # whether it leans on its neighbours is not known in other scripts
    if text[0].islower() or _CONNECTED.match(text) or any(p.search(bare) for p in _LEANING):
        return None
    if _FIRST.search(bare) or is_voice(document):
        leans = _POINTS.match(text) or _HE.match(text) or _HIS.match(text)
        return None if leans else _spoken(text, document)
    for pattern, ending in ((_HE, ""), (_HIS, "'s")):
        if found := pattern.match(text):
            who = _person(before, document)
            return Standing(f"[{who}{ending}]{text[found.end() :]}") if who and _others(text, who) else None
    if found := _IT_SAID.match(text):
        who = _body(before)
        return Standing(f"[{who}]{text[found.end() :]}") if who else None
    if _POINTS.match(text):
        return None
    if _PERSONAL.search(bare) and not _names_somebody(bare):
        behind = _BEHIND.search(bare)
        who = _person(before, document) if behind and len(_PERSONAL.findall(bare)) == 1 else None
        return Standing(f"{text[: behind.start()]}[{who}]{text[behind.end() :]}") if behind and who else None
    return _definite(text, document)


def is_voice(document: Document) -> bool:
    """Whether a text is one maker's own words throughout: a speech, a statement, a commentary, not a report of one."""
    m = document.metadata
    if m.note or len(people_of(m.issuer)) != 1:
        return False
    if _OPINION.search(f"{m.kind or ''} {m.title}"):
        return True
    return (m.kind or "") in _OWN_WORDS and _speaks(document.text)


@lru_cache(maxsize=256)
def _speaks(text: str) -> bool:
    """Whether a text says "I" or "we" as often as one who speaks."""
    words = len(text.split())
    return words > 0 and len(_FIRST.findall(text)) >= SPEAKING * words


def _spoken(text: str, document: Document) -> Standing | None:
    """Words in the first person as what the document's issuer says, where there is one issuer."""
    m = document.metadata
    makers = people_of(m.issuer)
    if len(makers) != 1 or m.note:
        return None
    to = people_of(m.recipient)
    who = f"{makers[0]} to {to[0]}" if len(to) == 1 else makers[0]
    inner = text.replace("“", "‘").replace("”", "’").replace('"', "’") if any(c in text for c in "“”\"") else text
    return Standing(f"[{who}:] “{inner}”", speech=True)


def _definite(text: str, document: Document) -> Standing:
    """``The message says`` of a message whose sender is known is told apart from other messages."""
    found = _DEFINITE.match(text)
    if not found:
        return Standing(text)
    m, noun = document.metadata, found["noun"]
    kinds = _OWN.get((m.kind or "").split()[-1] if m.kind else "", "")
    makers, to = people_of(m.issuer), people_of(m.recipient)
    if not kinds or not re.fullmatch(kinds, noun) or len(makers) != 1:
        return Standing(text, firm=False)
    facts = f"of {makers[0]}" + (f" to {to[0]}" if len(to) == 1 else "") + (f", {day_in_words(m.date)}" if m.date else "")
    return Standing(f"{text[: found.end('noun')]} [{facts}]{text[found.end('noun') :]}")


def _person(before: Sequence[str], document: Document) -> str | None:
    """The one person who is the subject of the sentence before, by full name; None where that is not beyond doubt."""
    for sentence in reversed(before[-_LOOKED_BACK:]):
        if _HE.match(sentence):
            continue
        name = _subject_person(sentence)
        if name is None:
            return None
        full = _full(name, before, document)
        return full if all(_same(other, full) for other in _persons(masked(sentence), document)) else None
    return None


def _subject_person(sentence: str) -> str | None:
    """The person's name that a sentence's subject ends with: "South Korean President Yoon" → "Yoon"."""
    subject = _subject(sentence).split(",")[0].strip()
    if " and " in subject or re.search(r"['’]s?$", subject) or not subject:
        return None
    found = [name for name in people(subject) if subject.endswith(name)]
    name = _without_title(found[-1]) if found else ""
    return name if _is_person(name) else None


_TITLES = re.compile(
    r"^(?:(?:North|South|Vice|First|Deputy|Prime|Foreign|Defen[cs]e|Finance|Interior|Chief|Cabinet|White|House|State|"
    r"Supreme|Acting|Former|Senior|President|Premier|Minister|Secretary|General|Chairman|Chairwoman|Chancellor|"
    r"Director|Marshal|Comrade|Mr|Mrs|Ms|Dr|Prof|Professor|King|Queen|Prince|Pope|Ambassador|Admiral|Colonel|"
    r"Commander|Senator|Governor|Mayor|Judge|Sir|Lord|Spokes\w+|Leader|Envoy|Representative|Presidential|Aide|NIS|"
    r"US|ROK|DPRK|UN|EU|Security|Adviser|Advisor|National)\.? )+"
)


def _without_title(name: str) -> str:
    return _TITLES.sub("", name)


def _subject(sentence: str) -> str:
    """What stands before a sentence's first finite verb; "" where none is found."""
    words = tokens(masked(sentence))
    at = next((i for i in range(1, len(words)) if is_finite(words, i)), None)
    while at is not None and at > 1 and words[at - 1].low in _ADVERB:
        at -= 1
    return sentence[: words[at].start].strip() if at is not None else ""


def _persons(text: str, document: Document) -> list[str]:
    """People whom `text` names: by two words or more, or by a name of one who made or got the document."""
    known = {word for who in people_of(document.metadata.issuer) + people_of(document.metadata.recipient)
             for word in who.split()}  # fmt: skip
    found = [_without_title(re.sub(r"['’]s$", "", name)) for name in people(text)]
    return [name for name in found if _is_person(name) and (" " in name or name in known)]


def _is_person(name: str) -> bool:
    parts = name.split()
    if not 1 <= len(parts) <= 4 or parties(name) or name.isupper():
        return False
    return all(part[:1].isupper() and part.casefold() not in _NO_PERSON for part in parts)


def _same(name: str, full: str) -> bool:
    return bool(set(name.split()) & set(full.split()))


def _full(name: str, before: Sequence[str], document: Document) -> str:
    """The longest form of `name` that the document's makers or the sentences before have."""
    m = document.metadata
    forms = [*people_of(m.issuer), *people_of(m.recipient)]
    forms += [_without_title(other) for sentence in before for other in people(sentence)]
    fitting = [form for form in forms if set(name.split()) <= set(form.split()) and _is_person(form)]
    return max(fitting, key=len, default=name)


def _others(text: str, who: str) -> bool:
    """Whether it is plain who is meant: the sentence itself names nobody of the name given it."""
    return not any(_same(name, who) for name in people(masked(text)))


def _body(before: Sequence[str]) -> str | None:
    """The body (no person) that is the subject of the sentence before."""
    if not before:
        return None
    subject = _subject(before[-1])
    named = re.fullmatch(r"(?:The )?(?:[A-Z][\w'’-]*|of|the|for|and)(?: (?:[A-Z][\w'’-]*|of|the|for))*", subject)
    if not named or len(subject.split()) > 7 or _subject_person(before[-1]) or subject in ("The", "It"):
        return None
    return subject if re.search(r"[A-Z]", subject.removeprefix("The ")) else None


def _names_somebody(bare: str) -> bool:
    """Whether a sentence names a person or speaks of one, whom its own "he" can mean."""
    return bool(_SOMEBODY.search(bare)) or any(_is_person(_without_title(re.sub(r"['’]s$", "", n))) for n in people(bare))
