"""Words by which a sentence shows what it is in a brief: an event, a reaction, an assessment, a doubt. Data alone."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.brief.template import Role

QUOTED = re.compile(r"[\"“„«「『]([^\"”»」』]{3,400})[\"”»」』]")
ACTED = re.compile(
    r"\b(?:met|meets|signed|signs|sent|sends|visited|visits|launched|launches|announced|announces|held|"
    r"holds|fired|arrived|arrives|approved|approves|adopted|adopts|vetoed|vetoes|opened|closed|"
    r"published|released|agreed|agrees|ordered|decided|decides|ended|began|started|took place|carried out|"
    r"conducted|delivered|gave|received|attended|abolished|amended|ratified|entered|set up|"
    r"established|created|killed|attacked|seized|raised|cut|blew|blown|shipped|moved|deployed|"
    r"appointed|elected|voted|passed|rejected|reported|tested|flew|led|left|returned|joined|withdrew|"
    r"suspended|resumed|imposed|lifted|bought|sold|built|found|lost|won|rose|fell|grew|declined|"
    r"increased|decreased|expanded|maintained|kept|lowered|showed|came|went|brought|stayed|drew|"
    r"issued|filed|convicted|arrested)\b"
)
PAST = re.compile(r"\b(?:was|were|had|did|\w{3,}ed)\b")
NOT_YET = re.compile(r"\b(?:would have|was to have|were to have|should have|had been (?:due|planned))\b")
HEDGED = re.compile(
    r"\b(?:may|might|could|likely|unlikely|probabl[ey]|possibl[ey]|perhaps|apparently|seems?|seemed|"
    r"appears? (?:to|that)|expect(?:s|ed|ation)?|predict\w*|forecast\w*|foresee\w*|suggest\w*|"
    r"impl(?:y|ies|ied)|indicat\w+|signal\w*|"
    r"fear(?:s|ed)?|suspect\w*|assess(?:es|ed|ment)?|estimate[sd]?|interpret\w+|reads? (?:it|this|that|the \w+) as|"
    r"(?:seen|viewed|sees|saw) (?:as|in)|signs? (?:of|that)|liken\w+|amounts? to|points? to|risks?|"
    r"describes? [^.]{0,60} as new)\b",
    re.IGNORECASE,
)
ASSESSORS = re.compile(
    r"\b(?:analysts?|experts?|commentators?|commentary|commentaries|observers?|economists?|scholars?|researchers?|"
    r"intelligence|officials?|think tank|survey|study|editorial|press|media|newspapers?|reports?)\b",
    re.IGNORECASE,
)
REACTED = re.compile(
    r"\b(?:welcom(?:ed|es)|condemn(?:ed|s)?|critici[sz](?:ed|es)|denounc(?:ed|es)|protest(?:ed|s)|"
    r"(?:voiced?|expressed) [^.]{0,30}concern|(?:is|are|was|were) (?:\w+ )?concerned (?:about|at|by|over|that)|"
    r"regret(?:ted|s)?|"
    r"reject(?:ed|s)|dismiss(?:ed|es)|respond(?:ed|s)|repl(?:ied|ies)|react(?:ed|s)|reaction|"
    r"object(?:ed|s)|oppos(?:ed|es)|prais(?:ed|es)|ridicul(?:ed|es)|mock(?:ed|s)|made fun|den(?:y|ies|ied)|"
    r"deplor(?:ed|es)|accus(?:ed|es)|charged|warn(?:ed|s)|hail(?:ed|s)|applaud(?:ed|s)|complain(?:ed|s)|"
    r"demand(?:ed|s)|called (?:on|for|it|the)|urg(?:ed|es)|contrasted|likened|questioned|disput(?:ed|es))\b",
    re.IGNORECASE,
)
OPEN = re.compile(
    r"\b(?:not|never|no)\b[^.;]{0,60}\b(?:known|clear|certain|confirmed|disclosed|published|verified|released|given|"
    r"recorded|stated|available|specified|explained|identified|prove|proves)\b|\b(?:unknown|unclear|uncertain|"
    r"unconfirmed|unverified|undisclosed|unspecified|disputed|in doubt|open question)\b|\b(?:differ|differs|differed|"
    r"disagree\w*|conflict(?:s|ing)?|contradict\w*|inconsistent|var(?:y|ies))\b|\b(?:remains?|leaves?|is|are) "
    r"(?:open|to be seen)\b|\bdid not (?:say|confirm|comment|elaborate|disclose|specify|give|name)\b|"
    r"\bcould not (?:be|independently)\b|\bwhereas\b.*\b(?:says?|has|gives?|speaks?)\b|\b(?:declined|refused) to "
    r"(?:comment|say|confirm)\b|\bshould not be read\b",
    re.IGNORECASE,
)
FORM = re.compile(
    r"\b(?:address(?:es|ed)?|salutation|opens|calls? (?:him|her)|greets?|signs? (?:off|the)|closes?|closing|ends?|"
    r"toasts?|dedication|form of address|dear|excellency|comrade)\b",
    re.IGNORECASE,
)
PROVENANCE = re.compile(
    r"\b(?:for this record|this record|(?:was|were) (?:not )?read\b|(?:pages|parts?) (?:that (?:were|was) )?read|"
    r"recorded here|read only in part|(?:was|were|be|could be) (?:not |only )*seen (?:only |in |here)|was not seen|"
    r"(?:in)?correct (?:name|date|figure|spelling)s?|the right (?:name|date|number|figure)|"
    r"wrongly (?:dates?|names?|gives?)|wrong (?:name|date|figure)s?|(?:website|page|blog|site)s? that "
    r"[^.]{0,80} (?:is|are) wrong|the date of [^.,]{0,60} was (?:already|still)|"
    r"seen only in part|runs? to about|known here|nothing is quoted|no (?:full )?text of .{0,60} (?:was|were) found)\b",
    re.IGNORECASE,
)
PUBLISHED = re.compile(
    r"^(?:\w+ )?(?:KCNA|Rodong Sinmun|Xinhua|TASS|agenc(?:y|ies)|newspapers?|state media)\b[^.]{0,50}\b(?:published|"
    r"carried|printed|released|reported on|exists? in)\b|\bexists in\b|"
    r"^[^,]{0,90}\b(?:was|were) (?:made public|published|printed)\b",
)
WORDING = re.compile(
    r"\b(?:render(?:s|ed|ing|ings)|translat\w+|the title of|English (?:text|version|report|summary)|versions?|formula|"
    r"phrase|wording|the words?|salutation|headline|\d characters|spelling|spelt|corrected)\b",
    re.IGNORECASE,
)
ITSELF = re.compile(
    r"(?:article \d+|(?:the|this) (?:treaty|message|statement|speech|document|resolution|letter|agreement))\b", re.I
)
_HEADED: Mapping[Role, str] = {
    "event": r"occasion|what happened|background|summary|overview|what it is|events?\b|developments?",
    "content": r"what (?:it says|was said)|(?:main )?articles?\b|terms\b|provisions|contents?|findings|results",
    "quotation": r"wording|quot|in (?:his|her|its|their) own words",
    "form": r"address(?:es)?\b|clos(?:es|ing)|opens|salutation",
    "reaction": r"receiv|reaction|respons|recept",
    "assessment": r"outlook|implication|analysis|assessment|what it means|prospects|discussion|conclusions?\b",
    "unknown": r"uncertain|unknown|not known|open questions?|limitation|caveat|conflict",
}
HEADINGS: Mapping[Role, re.Pattern[str]] = {
    role: re.compile(rf"\b(?:{words})", re.IGNORECASE) for role, words in _HEADED.items()
}
"""What the heading over a sentence says of it, where there is one."""
