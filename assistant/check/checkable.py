"""Whether a claim can be held against sources at all: a fact, or that something was said; no opinion, forecast or advice.

English is read closely, by closed lists; of other languages only questions are set aside. In doubt a claim is checkable: a
verdict can still say that nothing was found.
"""

from __future__ import annotations

import re

from assistant.check.quotations import masked
from assistant.check.reporting import reported_at
from assistant.check.verbs import MASKED, has_verb, tokens

_QUESTION = re.compile(r"[?？؟][\s\"'”’»」』)）\]]*$")

_A_TEXT = (
    r"(?:note|paper|report|brief|briefing|article|memo|memorandum|section|chapter|post|analysis|essay|study|survey|review|"
    r"document|piece|appendix|annex|table|figure|chart|box|summary|overview|page|commentary|blog|column|explainer|guide|"
    r"backgrounder|factsheet|fact sheet|thread|series|update|newsletter)"
)
_ABOUT_ITSELF = (
    rf"^(?:this|the (?:present|following|next|previous|rest of this|remainder of this)|the (?=\w+ below|\w+ above)) {_A_TEXT}"
    r"(?: \d+| below| above)? (?:also |then |first |briefly |therefore )?(?:compares?|examines?|looks?|discuss\w*|explor\w+|"
    r"outlines?|summari[sz]es?|argues?|assess\w*|considers?|describes?|provides?|presents?|reviews?|shows?|aims?|seeks?|"
    r"traces?|explains?|offers?|analy[sz]es?|address\w*|covers?|focus\w*|asks?|sets? out|turns?|begins?|proceeds?|"
    r"concludes?|is (?:based|organi[sz]ed|structured|divided|part of|intended|meant|a)|does not|draws?|uses?|lists?|will|has)\b",
    r"^(?:in|for|throughout) (?:this|the (?:present|following|next)) " + _A_TEXT + r"\b.{0,40}?,? (?:we|i)\b",
    r"^(?:as (?:discussed|noted|mentioned|described|explained|argued|shown|outlined|we saw|i noted)"
    r"(?: \w+)? (?:above|below|earlier|before|in (?:section|chapter))|see (?:also|section|chapter|figure|table|annex|below|p)\b|"
    r"below,? (?:we|i)\b|(?:first|next|finally|here|below),? (?:we|i) |we (?:begin|start|conclude|turn|proceed|now turn|then)\b|"
    r"i (?:begin|conclude|will|shall|want|would like)\b|the following (?:is|are|sections?|pages|paragraphs)\b)",
    rf"\bthe (?:aim|purpose|goal|scope) of (?:this|the present) {_A_TEXT}\b",
    r"^(?:more on (?:this|that)|to sum up|in (?:sum|short|summary|conclusion|a nutshell):?$)",
)
_FIRST_PERSON = (
    r"\b(?:i|we)(?: (?:still|also|do|strongly|firmly|personally|would|can|must|should|cannot|don['’]t|do not))* "
    r"(?:think|believe|hope|feel|doubt|suspect|guess|expect|argue|suggest|recommend|assess|judge|urge|wish|fear|conclude|"
    r"anticipate|consider|want|propose|prefer|love|like|wonder|call on|look forward|assume|trust|encourage|predict|caution)\b",
    r"\bin (?:my|our) (?:view|opinion|judge?ment|estimation|assessment|experience|reading)\b|\bto my mind\b|"
    r"\bmy (?:sense|view|guess|impression|hope|feeling|bet|worry|fear|hunch|favou?rite|take) (?:is|are)\b|"
    r"\bour (?:view|hope|assessment|judge?ment|recommendation|expectation|baseline|base case) (?:is|are)\b",
)
_INFERENCE = (
    r"\b(?:suggests?|impl(?:y|ies)|underscores?|(?:signals?|underlines?|highlights?|illustrates?|epitomi[sz]es?|testif(?:y|ies) to) "
    r"(?:that|how|why|the|a|an|its|his|their|just|both)|hints? (?:at|that)|(?<!basis )(?<!percentage )points? to|bodes?|speaks? volumes|"
    r"raises? (?:the )?(?:questions?|doubts?|concerns?|possibility|fears))\b|"
    r"\b(?:this|that|these|it|which|move|step) (?:suggested|indicated|signalled|signaled) that\b|"
    r"\b(?:clearly|vividly|amply|plainly|unmistakably) (?:shows?|demonstrates?|reveals?|indicates?|reflects?|proves?|illustrates?|"
    r"suggests?|signals?)\b",
    r"\b(?:this|that|it|which) (?:clearly |also |again |once again )?(?:shows|demonstrates|proves|reveals|indicates|reflects|"
    r"means|makes clear|makes it clear|confirms|explains why) (?:that |how |why |just |the |a |his |her |its |their )",
    r"^(?:clearly |vividly |amply |plainly )?(?:suggest(?:s|ing)|indicating|showing)\b|^meaning that\b|^signal(?:s|ling|ing) (?:that|a|the)\b|^impl(?:ies|ying)\b",
    r"\b(?:arguably|perhaps|maybe|presumably|conceivably|possibly|probably|seemingly|apparently|supposedly)\b"
    r"(?! (?:in|on|at|until|around|about|as early|between|by|from|during|since|\d))|\b(?:"
    r"in all likelihood|hopefully|no doubt|without (?:a )?doubt|doubtless|undoubtedly|unquestionably|inevitably)\b",
    r"\b(?:seems?|seemed|appears?|appeared) (?:to|that|as|likely|unlikely|increasingly|more|less|set|intent|determined|poised|"
    r"like)\b",
    r"\b(?:is|are|was|were|be|been|looks?|seems?|remains?|more|most|less|very|quite|highly|also|will|would|could|may|it's) "
    r"(?:likely|unlikely)\b|\blikely (?:to|that|reflects?|means?|driven|explains?)\b",
    r"\b(?:is|are) (?:now |widely |generally |often |commonly )?(?:believed|thought|considered|seen|viewed|regarded|assumed|"
    r"perceived|understood|rumou?red|feared|presumed)\b(?![^.]*\d)",
    r"\bcan(?:not)? (?:also |only |easily |hardly |best |safely |therefore |thus )*be (?:considered|seen|regarded|viewed|read|"
    r"interpreted|said|argued|understood|called|taken as|inferred|concluded|explained|overstated|overestimated|ignored|"
    r"ruled out|excluded)\b|\b(?:one|you) (?:can|could|may|might|should|must|would)\b",
    r"\bit (?:is|was|would be|remains|seems|may be|'s)(?: \w+ly)? (?:(?:also|very|quite|not|too|more|far|still|now) )*(?:clear|"
    r"obvious|evident|plausible|possible|probable|conceivable|hard|difficult|easy|tempting|fair|safe|reasonable|no (?:surprise|"
    r"accident|coincidence|exaggeration)|unclear|uncertain|doubtful|natural|ironic|striking|telling|debatable|open to|"
    r"premature|early|surprising|understandable|a (?:mistake|pity|shame|sign|matter|reminder|question))\b"
    r"(?! that [^.]*\d)",
    r"\bremains? (?:to be seen|unclear|uncertain|an open question|in doubt)\b|\b(?:only )?time will tell\b|"
    r"\b(?:open|big|key|real|central|crucial) question (?:is|remains|for|now)\b|\bquestions? remains?\b|\bwho knows\b",
    r"\b(?:as if|as though) (?:to|it|they|he|she)\b|\bthe (?:likeliest|likely|most plausible|best) (?:explanation|reading|outcome)",
)
_FORECAST = (
    r"(?<!\bthe )(?<!\bof )(?<!\bat )(?<!\bpolitical )(?<!\bfree )(?<!\bown )\b(?:will(?= [\w\x00])|won['’]t)\b(?! (?:of|to) )|"
    r"\b(?:he|she|it|they|we|you|i|that|there)['’]ll\b",
    r"\b(?:is|are|was|were|remains?|looks?|stands?) (?:\w+ly |now |also |still |not )?(?:going to|bound to|poised to|likely to|"
    r"destined to|about to|certain to|sure to|expected to|projected to|forecast to|anticipated to|on course (?:to|for)|"
    r"on track (?:to|for)|doomed to|in a position to)\b",
    r"\b(?:is|are) set to\b|\w['’](?:m|re|s) going to\b",
    r"\bwould\b(?! (?:later|eventually|subsequently|go on to|not (?:say|comment|confirm|give|name|disclose)))",
    r"\bin the (?:coming|years to come|foreseeable)\b|\bsooner or later\b|\bin (?:years|decades|months) to come\b",
)
_MAY_BE = (
    r"(?<!\d )(?<!in )(?<!of )(?<!on )(?<!since )(?<!early )(?<!late )(?<!mid-)(?<!by )(?<!last )(?<!until )(?<!from )"
    r"\b(?:may|might)\b(?! \d)(?! of\b)",
    r"\bcould\b(?! (?:not|no longer|only)\b)(?! (?:see|hear|be (?:seen|heard))\b)|\bcouldn['’]t (?:be|have)\b",
)
_ADVICE = (
    r"\b(?:should|shouldn['’]t|ought to|had better|needn['’]t)\b",
    r"\bmust\b(?! (?:have been )?(?:be )?(?:filed|submitted|paid|registered|notified))",
    r"\b(?:needs?) (?:not )?(?:to|urgent|urgently)\b|\b(?:have|has) (?:no choice but )?to (?!date)|\bneed not\b",
    r"\bit (?:is|will be|would be|remains|seems)(?: \w+ly)? (?:more |also |very |most |therefore |thus |now )*(?:important|"
    r"essential|crucial|necessary|vital|imperative|critical|advisable|desirable|worth(?:while)?|time|high time|wise|prudent|"
    r"incumbent|better|best|urgent|useful|helpful|key|paramount|indispensable|better)\b",
    r"\b(?:would|will) do well to\b|\blet(?:['’]s| us| me)\b|\bthe (?:best|right|wise|sensible|only) (?:course|thing|answer|option|"
    r"way|response|policy)\b|\b(?:calls|call) for (?:a|more|greater|caution|vigilance|action)\b",
    r"^(?:please|consider|note that|recall|remember|imagine|suppose|think of|look at|look for|keep|watch|do not|don['’]t|avoid|"
    r"ensure|make sure|take|beware|be |never |always |expect|bear in mind|stay|ask |use |try |find |see )\b",
    r"\b(?:we|i) recommend\b|\brecommendations?:|\ba (?:sensible|better|wiser|more prudent) (?:policy|approach|course|response)\b",
)
_JUDGEMENT = (
    r"\b(?:is|are|was|were|be|been|remains?|remained|has been|have been|represents?|constitutes?|poses?|marks?|makes?|became|"
    r"(?<!to )becomes?|it's|that's)"
    r"(?: not| no| also| now| still| just| simply| merely| perhaps| indeed| clearly| thus| therefore| once again| \w+ly| a| an| the|"
    r" one of the| in| of| very| most| more| so| too| as| truly| such| far| rather| quite| nothing| but| another| yet| by| both| and|"
    r" how| \w+,)*"
    r" (?:important|significant|remarkable|dangerous|alarming|worrying|worrisome|troubling|disappointing|unacceptable|absurd|"
    r"outrageous|wonderful|terrible|great|good|bad|serious|grave|impressive|extraordinary|historic|unprecedented|excellent|"
    r"beautiful|tragic|shameful|naive|naïve|foolish|reckless|irresponsible|brilliant|clever|wise|unwise|misguided|ridiculous|"
    r"inexcusable|intolerable|unpardonable|nonsensical|shocking|striking|surprising|encouraging|welcome|crucial|vital|essential|"
    r"critical|decisive|fundamental|profound|deep|clear|obvious|undeniable|inevitable|fatal|disastrous|catastrophic|"
    r"devastating|ominous|puzzling|fascinating|interesting|curious|ironic|unfair|unjust|immoral|hypocritical|cynical|"
    r"insufficient|inadequate|overdue|premature|overblown|exaggerated|misleading|best|worst|greatest|finest|ambitious|bold|"
    r"fragile|complex|complicated|delicate|precarious|meaningless|pointless|hopeless|invaluable|precious|splendid|superb|"
    r"delicious|charming|pleasant|boring|dull|ugly|lovely|better|worse|unwelcome|sobering|refreshing|rash|vicious|despicable|"
    r"heinous|brazen|hollow|empty|toothless|weak|mistaken|wrong|right|true|sad|stupid|sinister|farcical|laughable|inspiring|"
    r"masterful|masterly|compelling|convincing|unconvincing|credible|admirable|commendable|counterproductive|"
    r"short-sighted|shortsighted|problematic|symbolic|ceremonial|rhetorical|perfect|ideal|amazing|awful|horrible|fantastic|"
    r"useless|worthless|unthinkable|unwarranted|unjustified|unjustifiable|justified|understandable|predictable)\b"
    r"(?! (?:of|in) the (?:war|battle|north|south)|[- ]?\w* \d)",
    r"\b(?:is|are|was|were|marks?|represents?|constitutes?|remains?)(?: not| also| thus| clearly| merely| just| simply)* (?:a|an|the|"
    r"of|one of the|no|nothing) (?:[\w-]+ ){0,3}?(?:problem|mistake|blunder|disgrace|triumph|tragedy|farce|wake-up call|game changer|"
    r"game-changer|turning point|milestone|watershed|step (?:in the right direction|forward|backward)s?|reminder|testament|"
    r"symbol|sign|signal|message|warning|expression|reflection|manifestation|proof|embodiment|harbinger|"
    r"catastrophe|disaster|miracle|masterpiece|outrage|insult|crime|provocation|threat|challenge|opportunity|"
    r"importance|significance|nonsense|hypocrisy|sophism|mockery|necessity|must|surprise|coincidence|accident|gamble|"
    r"paradox|shame|pity|lie|joke|scandal|failure|success)s?(?! (?:to|on) \w+ \d)\b",
    r"\b(?:is|are|was|were) (?:nothing but|nothing more than|nothing less than|no more than|none other than|anything but|"
    r"just (?:a|an|another|the)|merely|simply|not (?:merely|just|simply|only|so much))\b",
    r"^(?:what a|what an|how (?:\w+ )?(?:sad|wonderful|absurd|could|can|dare)|so much for|enough|never mind|make no mistake|long "
    r"live|shame on|welcome to|thank you|thanks|good|congratulations)\b|\bthank you\b",
    r"\b(?:more|less|better|worse|as) than ever\b|\bmore \w+ than ever\b|\b(?:deserves?|deserved) (?:to|more|better|praise|credit|"
    r"attention|blame|scrutiny)\b|\bthere (?:is|can be) (?:no|little) (?:doubt|question|reason|justification|excuse|alternative|"
    r"substitute|way)\b|\bthe (?:truth|point|fact|problem|irony|lesson|danger|risk|trouble|challenge|bottom line|upshot|good "
    r"news|bad news|hope|paradox|takeaway|real \w+|key \w+|main \w+|biggest \w+) (?:here |of the matter )?is\b|"
    r"\b(?:speaks? for itself|beyond (?:doubt|question|imagination|words)|goes without saying)\b",
    r"^(?:may|if only|would that)\b",
)
_SUPPOSED = (
    r"^(?:if|unless|should|were|suppose|assuming|provided that|in case|had)\b.*\b(?:will|would|could|may|might|can|should|must|is|are)\b",
    r"\b(?:had|were) (?:it|he|she|they|this|that) not\b|\b(?:would|could|might|should) have \w+(?:ed|en|n|t)\b(?! (?:been )?to)",
    r"\bdepends? on (?:whether|how|what)\b",
)


def _one_of(*groups: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for folded text."""
    return re.compile("|".join(f"(?:{pattern})" for group in groups for pattern in group))


_OF_THE_TEXT = _one_of(_ABOUT_ITSELF)
_OF_THE_AUTHOR = _one_of(_FIRST_PERSON, _INFERENCE, _FORECAST, _MAY_BE, _ADVICE, _JUDGEMENT, _SUPPOSED)
# Before a verb of saying, these make the whole report the author's guess: "it is likely that he said so".
_BEFORE_A_REPORT = _one_of(_ABOUT_ITSELF, _FIRST_PERSON, _INFERENCE, _ADVICE, _SUPPOSED)
_PLANNED = re.compile(
    r"\bwill (?:be (?:held|opened|published|released|launched|hosted)|take place|visit|meet|open|begin|start|enter into force|"
    r"take effect|expire|arrive|attend|host|travel)\b.*\b(?:(?:on|from|until|in) )?(?:\d{1,2}(?:st|nd|rd|th)? )?(?:January|"
    r"February|March|April|May|June|July|August|September|October|November|December)\b(?: \d{1,4})?"
)
_SHORT = 5  # words; fewer, and without a verb or a number, are an exclamation
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_LEAD = re.compile(rf"^(?:(?:[\W_]|{MASKED})*)(?:(?:and|but|yet|so|or|nor|then|thus|however|moreover|furthermore|therefore|nevertheless|"
                   r"meanwhile|still|instead|also|indeed|finally|just|now|please|well|look|so|in particular|in addition|in fact|for example|for now|after all|"
                   r"on the other hand|at the same time|as a result|in other words|in short|in the end|overall|of course),?\s+)*",
                   re.IGNORECASE)


def is_question(text: str) -> bool:
    """Whether `text` asks, in any language; a question that somebody is said to have asked is a report."""
    return _QUESTION.search(text) is not None and not _asked_by_somebody(text)


def _asked_by_somebody(text: str) -> bool:
    return _QUESTION.search(masked(text)) is None and reported_at(masked(text).lower()) >= 0


def is_checkable(claim: str, language: str | None = "en") -> bool:
    """Whether sources can say anything about `claim`: False of opinion, forecast, advice, a guess, a question."""
    if is_question(claim):
        return False
    if language not in (None, "en") or not _LATIN.search(claim):
        return True
    text = " ".join(masked(claim).split())
    text = text[_LEAD.match(text).end() if not text.startswith(MASKED) else 0 :]  # type: ignore[union-attr]
    folded = text.lower()
    at = reported_at(folded)
    if at >= 0:
        return _BEFORE_A_REPORT.search(folded[:at]) is None and _OF_THE_TEXT.search(folded) is None
    if not text.strip(MASKED + " .,!"):
        return True  # somebody's words alone: whether they were said can be looked up
    if _PLANNED.search(text):
        return True
    if _OF_THE_TEXT.search(folded) or _OF_THE_AUTHOR.search(folded):
        return False
    words = tokens(text)
    return has_verb(words) or len(words) >= _SHORT or any(word.text[0].isdigit() for word in words)
