"""What a sentence is in a brief: an event, somebody's words, a reaction, an assessment, a doubt. Pure.

The sentence itself decides; the heading that it stands under, where there is one, adds to that.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.brief.template import Role
from assistant.check.checkable import is_checkable
from assistant.check.quotations import masked
from assistant.check.reporting import reported_at
from assistant.check.verbs import has_verb, tokens
from assistant.library.periods import periods
from assistant.records import Document
from assistant.search.names import parties, people

_QUOTED = re.compile(r"[\"“„«「『]([^\"”»」』]{3,400})[\"”»」』]")
_ACTED = re.compile(
    r"\b(?:met|meets|signed|signs|sent|sends|visited|visits|launched|launches|announced|announces|held|holds|fired|arrived|arrives|"
    r"approved|approves|adopted|adopts|vetoed|vetoes|opened|closed|published|released|agreed|agrees|ordered|decided|decides|"
    r"ended|began|started|took place|carried out|conducted|delivered|gave|received|attended|abolished|amended|"
    r"ratified|entered|set up|established|created|killed|attacked|seized|raised|cut|blew|blown|shipped|moved|"
    r"deployed|appointed|elected|voted|passed|rejected|reported|tested|flew|led|left|returned|joined|withdrew|"
    r"suspended|resumed|imposed|lifted|bought|sold|built|found|lost|won|rose|fell|grew|declined|increased|decreased|"
    r"expanded|maintained|kept|lowered|showed|came|went|brought|stayed|drew|issued|filed|convicted|arrested)\b"
)
_PAST = re.compile(r"\b(?:was|were|had|did|\w{3,}ed)\b")
_HEDGED = re.compile(
    r"\b(?:may|might|could|likely|unlikely|probabl[ey]|possibl[ey]|perhaps|apparently|seems?|seemed|appears? (?:to|that)|"
    r"expect(?:s|ed|ation)?|predict\w*|forecast\w*|foresee\w*|suggest\w*|impl(?:y|ies|ied)|indicat\w+|signal\w*|"
    r"fear(?:s|ed)?|suspect\w*|assess(?:es|ed|ment)?|estimate[sd]?|interpret\w+|reads? (?:it|this|that|the \w+) as|"
    r"(?:seen|viewed|sees|saw) (?:as|in)|signs? (?:of|that)|liken\w+|amounts? to|points? to|risks?|"
    r"describes? [^.]{0,60} as new)\b",
    re.IGNORECASE,
)
_ASSESSORS = re.compile(
    r"\b(?:analysts?|experts?|commentators?|commentary|commentaries|observers?|economists?|scholars?|researchers?|"
    r"intelligence|officials?|think tank|survey|study|editorial|press|media|newspapers?|reports?)\b",
    re.IGNORECASE,
)
_REACTED = re.compile(
    r"\b(?:welcom(?:ed|es)|condemn(?:ed|s)?|critici[sz](?:ed|es)|denounc(?:ed|es)|protest(?:ed|s)|(?:voiced?|expressed) "
    r"[^.]{0,30}concern|(?:is|are|was|were) (?:\w+ )?concerned (?:about|at|by|over|that)|regret(?:ted|s)?|reject(?:ed|s)|dismiss(?:ed|es)|respond(?:ed|s)|in response to|"
    r"repl(?:ied|ies)|react(?:ed|s)|reaction|object(?:ed|s)|oppos(?:ed|es)|prais(?:ed|es)|ridicul(?:ed|es)|mock(?:ed|s)|"
    r"made fun|den(?:y|ies|ied)|deplor(?:ed|es)|accus(?:ed|es)|charged|warn(?:ed|s)|hail(?:ed|s)|applaud(?:ed|s)|"
    r"complain(?:ed|s)|demand(?:ed|s)|called (?:on|for|it|the)|urg(?:ed|es)|contrasted|likened|questioned|disput(?:ed|es))\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:not|never|no)\b[^.;]{0,60}\b(?:known|clear|certain|confirmed|disclosed|published|verified|released|given|"
    r"recorded|stated|available|specified|explained|identified|prove|proves)\b|\b(?:unknown|unclear|uncertain|unconfirmed|unverified|undisclosed|"
    r"unspecified|disputed|in doubt|open question)\b|\b(?:differ|differs|differed|disagree\w*|conflict(?:s|ing)?|"
    r"contradict\w*|inconsistent|var(?:y|ies))\b|\b(?:remains?|leaves?|is|are) (?:open|to be seen)\b|\bdid not (?:say|confirm|"
    r"comment|elaborate|disclose|specify|give|name)\b|\bcould not (?:be|independently)\b|\bwhereas\b.*\b(?:says?|has|"
    r"gives?|speaks?)\b|\b(?:declined to|refused to) (?:comment|say|confirm)\b|\bshould not be read\b",
    re.IGNORECASE,
)
_FORM = re.compile(
    r"\b(?:address(?:es|ed)?|salutation|opens|calls? (?:him|her|Putin|Xi)|greets?|signs? (?:off|the)|closes?|closing|"
    r"ends?|toasts?|dedication|form of address|dear|excellency|comrade)\b",
    re.IGNORECASE,
)
_PROVENANCE = re.compile(
    r"\b(?:for this record|this record|(?:was|were) (?:not )?read\b|(?:pages|parts?) (?:that (?:were|was) )?read|"
    r"recorded here|read only in part|(?:was|were|be|could be) (?:not |only )*seen (?:only |in |here)|was not seen|"
    r"seen only in part|runs? to about|known here|nothing is quoted|no (?:full )?text of .{0,60} (?:was|were) found)\b",
    re.IGNORECASE,
)
_ITSELF = re.compile(r"(?:article \d+|(?:the|this) (?:treaty|message|statement|speech|document|resolution|letter|agreement))\b", re.I)
_PUBLISHED = re.compile(
    r"^(?:\w+ )?(?:KCNA|Rodong Sinmun|Xinhua|TASS|agenc(?:y|ies)|newspapers?|state media)\b[^.]{0,50}\b(?:published|carried|"
    r"printed|released|reported on|exists? in)\b|\bexists in\b|^[^,]{0,90}\b(?:was|were) (?:made public|published|printed)\b",
)
_NOT_YET = re.compile(r"\b(?:would have|was to have|were to have|should have|had been (?:due|planned))\b")
_WORDING = re.compile(
    r"\b(?:render(?:s|ed|ing|ings)|translat\w+|the title of|English (?:text|version|report|summary)|versions?|formula|"
    r"phrase|wording|the words?|salutation|headline)\b",
    re.IGNORECASE,
)
_HEADINGS: Mapping[Role, re.Pattern[str]] = {
    "event": re.compile(r"\b(?:occasion|what happened|background|summary|overview|what it is|events?|developments?|from .* to)\b", re.I),
    "content": re.compile(r"\b(?:what (?:it says|was said|it is)|articles?|terms|provisions|contents?|findings|results|decisions)\b", re.I),
    "quotation": re.compile(r"\b(?:wording|quot|in (?:his|her|its|their) own words)", re.I),
    "form": re.compile(r"\b(?:address(?:es)?|clos(?:es|ing)|opens|salutation)\b", re.I),
    "reaction": re.compile(r"\b(?:receiv|reaction|respons|recept)", re.I),
    "assessment": re.compile(r"\b(?:outlook|implication|analysis|assessment|what it means|prospects|discussion|conclusions?)\b", re.I),
    "unknown": re.compile(r"\b(?:uncertain|unknown|not known|open questions?|limitation|caveat|conflict)", re.I),
}  # fmt: skip
BARE = 0.3
"""What a sentence must have of an event by itself."""
UNDER = 0.35
"""What a heading adds to the role that it names."""


def quoted(text: str) -> list[str]:
    """The words in quotation marks, those of one word left out."""
    return [words for words in _QUOTED.findall(text) if len(words.split()) > 1 or not words.isascii()]


def _foreign(words: Sequence[str]) -> bool:
    """Whether a quotation is in another script: a variant of wording for those who read it."""
    return any("\u0370" <= ch for each in words for ch in each if ch.isalpha())


def is_about_the_record(text: str) -> bool:
    """Whether a sentence says how a record came about: nothing that a reader of a brief asks for."""
    return _PROVENANCE.search(text) is not None


def roles(text: str, heading: str, document: Document, *, speech: bool = False) -> dict[Role, float]:
    """How far a sentence is what each role asks for, 0..1; roles that it cannot take are left out."""
    bare = masked(text)
    folded = " ".join(bare.lower().split())
    reported = reported_at(folded) >= 0
    found: dict[Role, float] = {}
    words = quoted(text)
    if (words or speech) and len(" ".join(words) or text) >= 10:
        found["quotation"] = 0.6 + 0.2 * reported + (0.2 if len(" ".join(words).split()) > 3 else 0.0)
        found["quotation"] -= 0.5 * _foreign(words)
    hedged = _HEDGED.search(bare) is not None
    open_ = _OPEN.search(bare) is not None
    under_doubt = _HEADINGS["unknown"].search(heading) is not None
    if open_ or under_doubt:
        found["unknown"] = 0.2 + 0.5 * open_
    if speech:
        found["content"] = 0.5
    checkable = is_checkable(text) or speech
    if checkable and not under_doubt and not speech:
        found.update(_told(bare, text, hedged, reported))
    another = _by_another(bare, document)
    assessors = _ASSESSORS.search(bare) is not None
    if hedged and (reported or assessors) and not under_doubt and another and _names_a_speaker(bare):
        found["assessment"] = 0.4 + 0.3 * assessors
    if _REACTED.search(bare) and not under_doubt and another:
        found["reaction"] = 0.5
    if _FORM.search(bare) and document.metadata.recipient:
        found["form"] = 0.3
    for role, pattern in _HEADINGS.items():
        if role == "event" and found.get("event", 0.0) < BARE:
            continue  # what states no act is no event, whatever stands over it
        if pattern.search(heading) and (role in found or (role in ("reaction", "form", "content") and checkable)):
            found[role] = min(1.0, found.get(role, 0.3) + UNDER)
    if _PUBLISHED.search(bare):
        found = {role: value for role, value in found.items() if role in ("reaction", "quotation", "unknown")}
    if _WORDING.search(bare) or _foreign(words):
        found = {role: value for role, value in found.items() if role not in ("event", "content")}
    return {role: value for role, value in found.items() if value > 0}


def _told(bare: str, text: str, hedged: bool, reported: bool) -> dict[Role, float]:
    """What a plain statement is: what was done, or what was said."""
    if not has_verb(tokens(bare)):
        return {}
    acted = _ACTED.search(bare) is not None
    past = _PAST.search(bare) is not None
    dated = any(p.is_day and not p.first.startswith("0000") for p in periods(text))
    event = 0.0 if _NOT_YET.search(bare) else 0.15 + 0.3 * acted + 0.1 * past + 0.2 * dated - 0.25 * hedged 
    content = 0.4 + 0.2 * reported + 0.1 * bool(_QUOTED.search(text))
    return {"event": event, "content": content}


def _names_a_speaker(bare: str) -> bool:
    """Whether somebody is named who can be the one that assesses."""
    return bool(people(bare) or parties(bare) or _ASSESSORS.search(bare))


def _by_another(bare: str, document: Document) -> bool:
    """Whether somebody but the document's maker opens the sentence: a maker does not react to itself."""
    m = document.metadata
    opening = bare[:80]
    if _ITSELF.match(bare):
        return False
    if m.kind in ("assessment", "press statement") and not m.recipient:
        return True
    makers = {word for word in re.split(r"[\s;]+", m.issuer or "") if word[:1].isupper()}
    first = set(opening.split()[:3])
    return not (makers & first)
