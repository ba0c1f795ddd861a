"""Words by which a sentence gives what somebody said or holds: what is checked then is that it was said."""

from __future__ import annotations

import re

from assistant.check.verbs import MASKED

# Past and third person of verbs of saying; their plain form reports only after those who speak ("critics argue").
_SAID = (
    "said|says|told|tells|stated|argued|argues|claimed|called|described|describes|declared|declares|announced|announces|"
    "insisted|insists|maintained|maintains|added|adds|explained|explains|noted|stressed|stresses|emphasi[sz]ed|"
    "emphasi[sz]es|underlined|warned|warns|predicted|predicts|forecast|projected|projects|asserted|asserts|alleged|alleges|"
    "accused|accuses|denied|denies|acknowledged|acknowledges|admitted|admits|conceded|concedes|confirmed|confirms|"
    "contended|contends|wrote|writes|vowed|vows|pledged|pledges|promised|promises|urged|urges|demanded|"
    "proposed|proposes|recommended|recommends|concluded|concludes|reported|remarked|replied|responded|reiterated|"
    "reiterates|reaffirmed|reaffirms|praised|praises|denounced|denounces|condemned|condemns|criticized|criticised|"
    "hailed|hails|dismissed|rejected|rejects|welcomed|welcomes|thanked|congratulated|suggested|believed|believes|thought|"
    "thinks|expected|expects|hoped|hopes|feared|fears|judged|judges|estimated|estimates|considered|considers|regarded|"
    "regards|wanted|wants|wished|asked|asks|instructed|ordered|advised|advises|boasted|lamented|recalled|quoted|testified|"
    "characterized|characterised|characterizes|portrayed|portrays|voiced|expressed|expresses|signal+ed|indicated|anticipates|"
    "anticipated|envisages|envisaged|foresees|foresaw|termed|labell?ed|dubbed|hinted|complained|agreed that|"
    "agrees that|cautioned|cautions|"
    "perceives?d?|sees|continues? to (?:believe|expect|see|judge|view|hold|maintain|insist|argue|say|anticipate|deny)|"
    "calls for|calls (?:the|it|him|her|them|on|its|his|this|that|\x00)|states that|claims that|notes that|reports that|"
    "refer(?:red|s) to"
)
_SPEAKERS = (
    "officials|analysts|experts|critics|observers|economists|sources|scientists|researchers|authorities|ministers|diplomats|"
    "media|reports|supporters|opponents|scholars|historians|investors|lawmakers|leaders|governments|members|authors|they|who|"
    "some|many|most|others|participants|forecasters|residents|activists|groups|allies|officers|parties|states|both|"
    "documents|newspapers|outlets|generals|lawyers|prosecutors|doctors|directors|governors|judges|voters|respondents|staff"
)
_PLAIN = (
    "say|argue|believe|claim|warn|expect|fear|think|call|describe|insist|contend|note|maintain|hope|estimate|predict|deny|"
    "suggest|agree|disagree|point out|stress|report|want|anticipate|project|judge|see|accuse|reject|condemn|urge|"
    "caution|acknowledge|emphasi[sz]e|recommend|consider|regard|support|oppose|assert|allege|assess"
)
_DATA = (
    "reports?|surveys?|data|study|studies|minutes|figures|polls?|census|statistics|records?|audits?|tables?|estimates|index|"
    "information|indicators|readings"
)
_TEXTS = (
    r"messages?|statements?|letters?|speech|documents?|communiqu[eé]s?|treaty|treaties|resolutions?|editorials?|"
    r"commentary|articles?(?: \d+)?|agreements?|declarations?|decrees?|constitution|charter|law|act|bill|text|"
    r"preamble|dispatch|memorandum|memo|minutes|reports?|ministry|agency|newspaper|government|clause|paragraph|"
    r"section|chapter|annex|protocol|plan"
)
_MODAL = r"\b(?:will|would|can|could|may|might|must|shall|should|to|be|been|being|is|are|was|were)"
_FIRST_PERSON = re.compile(r"\b(?:i|we)(?:'ve|'d|’ve|’d| have| had)?(?: \w+ly| also| still| always)?\s*$")
_UNNAMED = re.compile(
    rf"(?:{_MODAL}(?: \w+ly| also| not| be| have)?|\b(?:if|unless|when|once|until|the|a|an|so-|so)(?: \w+ly)?)\s*$"
)
_INFERRED = re.compile(r"\b(?:this|that|these|which|move|step|decision|timing|wording|absence|fact)\s*$")
_WROTE = re.compile(rf"\b(?:{_SAID})(?!\w)")
_THEY_SAY = re.compile(rf"\b(?:{_SPEAKERS})(?: \w+ly| also| still)? (?:{_PLAIN})\b")
_OF_A_SOURCE = re.compile(
    rf"\b(?:{_DATA})(?: [\w'’-]+){{0,4}}? (?:show|suggest|indicate|found|find|reveal|point|put|record|highlight|"
    rf"estimate)(?:s|ed|n)?\b|"
    rf"\bshowed that\b|\b(?:{_TEXTS})(?: [\w'’-]+){{0,4}}? (?:says?|calls?|states?|describes?|mentions?|stress(?:es)?|"
    rf"refers?|refer|provides?|"
    r"provide|lists?|contains?|speaks?|quotes?|warns?|notes?|omit(?:s|ted)?|uses?|reads?|commits?|obliges?|requires?|"
    r"prohibits?|bans?|guarantees?)\b",
)
_BY_WHOM = re.compile(
    r"\b(?:according to|in the (?:words|view|opinion|eyes|judge?ment) of|as \w+ (?:put|said|noted) it|\bit (?:was|is|"
    r"has been|had been) (?:also |then |later )?(?:agreed|decided|announced|reported|noted|stated|alleged|claimed|"
    r"confirmed|resolved|ruled|learned|learnt|rumou?red)\b|(?:was|were|is|are|been) (?:widely |often |later |"
    r"repeatedly |variously |also )?(?:quoted|cited|described|called|reported|criticized|criticised|praised|hailed|"
    r"accused|denounced|condemned|welcomed|urged|asked|told|warned|dubbed|termed)\b|reportedly|allegedly|"
    r"(?:officials?|experts?|analysts?)['’] view)",
)
_ADDS = re.compile(
    r"(?:adding|noting|saying|stressing|warning|claiming|arguing|insisting|stating|explaining|emphasi[sz]ing|"
    r"asserting|alleging|calling|describing|pointing out|citing)\b",
)
_OF_A_QUOTATION = re.compile(rf"\s*(?:that|:|,|in \w+ \w+ that)?\s*{MASKED}")
_HOLDS = re.compile(
    r"\b(?:according to|in the (?:view|opinion|judge?ment) of)\b|\b(?:said|says|say|told|tells|argued|argues?|claimed|"
    r"insisted|insists?|believes?|believed|thinks?|thought|warned|warns?|explained|noted|alleged|contends?|contended|"
    r"predicts?|predicted|expects?|expected|hopes?|hoped|fears?|feared|reported)\b(?! to\b)|\b(?:\w+(?:ed|s|t|w|ing)|"
    r"make|made (?:it )?clear|clear|likely|possible|evident|true|view|belief|claim|fact) that\b",
)


def reported_at(text: str) -> int:
    """Where a report begins in `text`, which is folded and has its quotations masked: at the verb of saying, or -1.

    What the writer himself says, holds or expects of others in time to come is none.
    """
    found = [match.start() for match in _WROTE.finditer(text) if _is_report(text, match.start())]
    if they := _THEY_SAY.search(text):
        found.append(they.start())
    if source := _OF_A_SOURCE.search(text):
        found.append(source.start())
    if by := _BY_WHOM.search(text):
        found.append(by.start())
    if adds := _ADDS.match(text):
        found.append(adds.start())
    return min(found, default=-1)


def _is_report(text: str, at: int) -> bool:
    before = text[max(0, at - 40) : at]
    if _INFERRED.search(before) and text.startswith(("suggest", "indicat", "signal", "hint"), at):
        return False
    return not _FIRST_PERSON.search(before) and not _UNNAMED.search(before)


def reports(text: str) -> bool:
    """Whether what follows in `text`, folded, is told as somebody's words, or as what somebody or something suggests.

    Not where the words told are all in a quotation: what comes after that is the writer's own again.
    """
    found = [match for match in _HOLDS.finditer(text) if not _OF_A_QUOTATION.match(text, match.end())]
    return bool(found)


def adds_a_report(text: str) -> bool:
    """Whether `text`, folded, begins like "adding that the talks had stalled"."""
    return re.match(r"(?:pointing out|\w+ing) that\b", text) is not None
