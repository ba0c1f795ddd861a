"""Words by which a writer speaks for himself: about his own text, guesses, forecasts, advice, judgements, suppositions.

Data alone: groups of patterns for folded English text, whose quotations and brackets are masked.
"""

from __future__ import annotations

A_TEXT = (
    r"(?:note|paper|report|brief|briefing|article|memo|memorandum|section|chapter|post|analysis|essay|study|survey|"
    r"review|document|piece|appendix|annex|table|figure|chart|box|summary|overview|page|commentary|blog|column|"
    r"explainer|guide|backgrounder|factsheet|fact sheet|thread|series|update|newsletter)"
)
ABOUT_ITSELF = (
    rf"^(?:this|the (?:present|following|next|previous|rest of this|remainder of this)|the (?=\w+ below|"
    rf"\w+ above)) {A_TEXT}"
    r"(?: \d+| below| above)? (?:also |then |first |briefly |therefore )?(?:compares?|examines?|looks?|discuss\w*|"
    r"explor\w+|outlines?|summari[sz]es?|argues?|assess\w*|considers?|describes?|provides?|presents?|reviews?|shows?|"
    r"aims?|seeks?|traces?|explains?|offers?|analy[sz]es?|address\w*|covers?|focus\w*|asks?|sets? out|turns?|begins?|"
    r"proceeds?|concludes?|is (?:based|organi[sz]ed|structured|divided|part of|intended|meant|a)|does not|draws?|"
    r"uses?|lists?|will|has)\b",
    r"^(?:in|for|throughout) (?:this|the (?:present|following|next)) " + A_TEXT + r"\b.{0,40}?,? (?:we|i)\b",
    r"^(?:as (?:discussed|noted|mentioned|described|explained|argued|shown|outlined|we saw|i noted)(?: \w+)? (?:above|"
    r"below|earlier|before|in (?:section|chapter))|see (?:also|section|chapter|figure|table|annex|below|p)\b|"
    r"below,? (?:we|i)\b|(?:first|next|finally|here|below),? (?:we|i) |we (?:begin|start|conclude|turn|proceed|"
    r"now turn|then)\b|i (?:begin|conclude|will|shall|want|would like)\b|the following (?:is|are|sections?|pages|"
    r"paragraphs)\b)",
    rf"\bthe (?:aim|purpose|goal|scope) of (?:this|the present) {A_TEXT}\b",
    r"^(?:more on (?:this|that)|to sum up|in (?:sum|short|summary|conclusion|a nutshell):?$)",
)
FIRST_PERSON = (
    r"\b(?:i|we)(?: (?:still|also|do|strongly|firmly|personally|would|can|must|should|cannot|don['’]t|"
    r"do not))* (?:think|believe|hope|feel|doubt|suspect|guess|expect|argue|suggest|recommend|assess|judge|urge|wish|"
    r"fear|conclude|anticipate|consider|want|propose|prefer|love|like|wonder|call on|look forward|assume|trust|"
    r"encourage|predict|caution)\b",
    r"\bin (?:my|our) (?:view|opinion|judge?ment|estimation|assessment|experience|reading)\b|\bto my mind\b|"
    r"\bmy (?:sense|view|guess|impression|hope|feeling|bet|worry|fear|hunch|favou?rite|take) (?:is|are)\b|"
    r"\bour (?:view|hope|assessment|judge?ment|recommendation|expectation|baseline|base case) (?:is|are)\b",
)
INTERPRETS = (
    r"(?:(?:once|yet) again |again |thus |thereby |therefore |further |clearly |in turn )?(?:demonstrating|"
    r"underscoring|highlighting|underlining|illustrating|reflecting|suggesting|indicating|signal+ing|proving|"
    r"attesting to|testifying to)\b(?! that\b)(?![^.]*\d)"
)
"""How the participle begins that says what a fact goes to show: "…, once again demonstrating their close ties"."""
INFERENCE = (
    r"\b(?:suggests?|impl(?:y|ies)|underscores?|(?:signals?|underlines?|highlights?|illustrates?|epitomi[sz]es?|"
    r"testif(?:y|ies) to) (?:that|how|why|the|a|an|its|his|their|just|both)|hints? (?:at|that)|"
    r"(?<!basis )(?<!percentage )points? to|bodes?|speaks? volumes|raises? (?:the )?(?:questions?|doubts?|concerns?|"
    r"possibility|fears))\b|\b(?:this|that|these|which|move|step) (?:suggested|indicated|signalled|signaled) that\b|"
    r"\b(?:clearly|vividly|amply|plainly|unmistakably) (?:shows?|demonstrates?|reveals?|indicates?|reflects?|proves?|"
    r"illustrates?|suggests?|signals?)\b",
    r"\b(?:this|that|it|which) (?:clearly |also |again |once again )?(?:shows|demonstrates|proves|reveals|indicates|"
    r"reflects|means|makes clear|makes it clear|confirms|explains why) (?:that |how |why |just )|\b(?:this|that|"
    r"it) (?:also |again |once again )?(?:shows|demonstrates|proves|reveals|reflects|means) (?:the |a |his |her |its |"
    r"their )(?![^.]*\d)",
    r"^(?:clearly |vividly |amply |plainly )?(?:suggest(?:s|ing)|indicating|showing)\b|^meaning that\b|^signal(?:s|"
    r"ling|ing) (?:that|a|the)\b|^impl(?:ies|ying)\b",
    rf"^{INTERPRETS}",
    r"\b(?:arguably|perhaps|maybe|presumably|conceivably|possibly|probably|seemingly|apparently|supposedly)\b"
    r"(?! (?:in|on|at|until|around|about|as early|between|by|from|during|since|\d))|\b(?:"
    r"in all likelihood|hopefully|no doubt|without (?:a )?doubt|doubtless|undoubtedly|unquestionably|inevitably)\b",
    r"\b(?:seems?|seemed|appears?|appeared) (?:to|that|as|likely|unlikely|increasingly|more|less|set|intent|"
    r"determined|poised|like)\b",
    r"\b(?:is|are|was|were|be|been|looks?|seems?|remains?|more|most|less|very|quite|highly|also|will|would|could|may|"
    r"it's) (?:likely|unlikely)\b|\blikely (?:to|that|reflects?|means?|driven|explains?)\b",
    r"\b(?:is|are) (?:now |widely |generally |often |commonly )?(?:believed|thought|considered|seen|viewed|regarded|"
    r"assumed|perceived|understood|rumou?red|feared|presumed)\b(?![^.]*\d)",
    r"\bcan(?:not)? (?:also |only |easily |hardly |best |safely |therefore |thus )*be (?:considered|seen|regarded|"
    r"viewed|read|interpreted|said|argued|understood|called|taken as|inferred|concluded|explained|overstated|"
    r"overestimated|ignored|ruled out|excluded)\b|\b(?:one|you) (?:can|could|may|might|should|must|would)\b",
    r"\bit (?:is|was|would be|remains|seems|may be|'s)(?: \w+ly)? (?:(?:also|very|quite|not|too|more|far|still|"
    r"now) )*(?:clear|obvious|evident|plausible|possible|probable|conceivable|hard|difficult|easy|tempting|fair|safe|"
    r"reasonable|no (?:surprise|accident|coincidence|exaggeration)|unclear|uncertain|doubtful|natural|ironic|striking|"
    r"telling|debatable|open to|premature|early|surprising|understandable|a (?:mistake|pity|shame|sign|matter|"
    r"reminder|question))\b(?! that [^.]*\d)",
    r"\bremains? (?:to be seen|unclear|uncertain|an open question|in doubt)\b|\b(?:only )?time will tell\b|"
    r"\b(?:open|big|key|real|central|crucial) question (?:is|remains|for|now)\b|\bquestions? remains?\b|\bwho knows\b",
    r"\b(?:as if|as though) (?:to|it|they|he|she)\b|\bthe (?:likeliest|likely|most plausible|best) (?:explanation|"
    r"reading|outcome)",
)
FORECAST = (
    r"(?<!\bthe )(?<!\bof )(?<!\bat )(?<!\bpolitical )(?<!\bfree )(?<!\bown )\b(?:will(?= [\w\x00])|"
    r"won['’]t)\b(?! (?:of|to) )|\b(?:he|she|it|they|we|you|i|that|there)['’]ll\b",
    r"\b(?:is|are|was|were|remains?|looks?|stands?) (?:\w+ly |now |also |still |not )?(?:going to|bound to|poised to|"
    r"likely to|destined to|about to|certain to|sure to|expected to|projected to|forecast to|anticipated to|"
    r"on course (?:to|for)|on track (?:to|for)|doomed to|in a position to)\b",
    r"\b(?:is|are) set to\b|\w['’](?:m|re|s) going to\b",
    r"\bwould\b(?! (?:later|eventually|subsequently|go on to|not (?:say|comment|confirm|give|name|disclose)))",
    r"\bin the (?:coming|years to come|foreseeable)\b|\bsooner or later\b|\bin (?:years|decades|months) to come\b",
)
MAY_BE = (
    r"(?<!\d )(?<!in )(?<!of )(?<!on )(?<!since )(?<!early )(?<!late )(?<!mid-)(?<!by )(?<!last )(?<!until )(?<!from )"
    r"\b(?:may|might)\b(?! \d)(?! of\b)",
    r"\bcould\b(?! (?:not|no longer|only)\b)(?! (?:see|hear|be (?:seen|heard))\b)|\bcouldn['’]t (?:be|have)\b",
)
ADVICE = (
    r"\b(?:should|shouldn['’]t|ought to|had better|needn['’]t)\b",
    r"\bmust\b(?! (?:have been )?(?:be )?(?:filed|submitted|paid|registered|notified))",
    r"\b(?:needs?) (?:not )?(?:to|urgent|urgently)\b|\b(?:is|are) (?:urgently |badly |still |also )?needed\b|"
    r"\b(?:have|has) (?:no choice but )?to (?!date|do with)|\bneed not\b",
    r"\bit (?:is|will be|would be|remains|seems)(?: \w+ly)? (?:more |also |very |most |therefore |thus |"
    r"now )*(?:important|essential|crucial|necessary|vital|imperative|critical|advisable|desirable|worth(?:while)?|"
    r"time|high time|wise|prudent|incumbent|better|best|urgent|useful|helpful|key|paramount|indispensable|better)\b",
    r"\b(?:would|will) do well to\b|\blet(?:['’]s| us| me)\b|\bthe (?:best|right|wise|sensible|only) (?:course|thing|"
    r"answer|option|way|response|policy)\b|\b(?:calls|call) for (?:a|more|greater|caution|vigilance|action)\b",
    r"^(?:please|consider|note that|recall|remember|imagine|suppose|think of|look at|look for|keep|watch|do not|"
    r"don['’]t|avoid|ensure|make sure|take|beware|be |never |always |expect|bear in mind|stay|ask |use |try |find |"
    r"see )\b",
    r"\b(?:we|i) recommend\b|\brecommendations?:|\ba (?:sensible|better|wiser|more prudent) (?:policy|approach|course|"
    r"response)\b",
)
JUDGEMENT = (
    r"\b(?:is|are|was|were|be|been|remains?|remained|has been|have been|represents?|constitutes?|poses?|marks?|makes?|"
    r"became|(?<!to )becomes?|it's|that's)(?: not| no| also| now| still| just| simply| merely| perhaps| indeed|"
    r" clearly| thus| therefore| once again| \w+ly| a| an| the| one of the| in| of| very| most| more| so| too| as|"
    r" truly| such| far| rather| quite| nothing| but| another| yet| by| both| and| how| \w+,)* (?:important|"
    r"significant|remarkable|dangerous|alarming|worrying|worrisome|troubling|disappointing|unacceptable|absurd|"
    r"outrageous|wonderful|terrible|great|good|bad|serious|grave|impressive|extraordinary|historic|unprecedented|"
    r"excellent|beautiful|tragic|shameful|naive|naïve|foolish|reckless|irresponsible|brilliant|clever|wise|unwise|"
    r"misguided|ridiculous|inexcusable|intolerable|unpardonable|nonsensical|shocking|striking|surprising|encouraging|"
    r"welcome|crucial|vital|essential|critical(?! of)|decisive|fundamental|profound|clear|obvious|undeniable|"
    r"inevitable|fatal|disastrous|catastrophic|devastating|ominous|puzzling|fascinating|interesting|curious|ironic|"
    r"unfair|unjust|immoral|hypocritical|cynical|insufficient|inadequate|overdue|premature|overblown|exaggerated|"
    r"misleading|best(?![ -]known)|worst|greatest|finest|ambitious|bold|fragile|complex|complicated|delicate|"
    r"precarious|meaningless|pointless|hopeless|invaluable|precious|splendid|superb|delicious|charming|pleasant|"
    r"boring|dull|ugly|lovely|better(?![ -]known)|worse|unwelcome|sobering|refreshing|rash|vicious|despicable|heinous|"
    r"brazen|hollow|empty|toothless|weak|mistaken|wrong|right(?!-)|sad|stupid|sinister|farcical|laughable|inspiring|"
    r"masterful|masterly|compelling|convincing|unconvincing|credible|admirable|commendable|counterproductive|"
    r"short-sighted|shortsighted|problematic|symbolic|ceremonial|rhetorical|perfect|ideal|amazing|awful|horrible|"
    r"fantastic|useless|worthless|unthinkable|unwarranted|unjustified|unjustifiable|justified|understandable|"
    r"predictable)\b(?! (?:of|in) the (?:war|battle|north|south)|[- ]?\w* \d)",
    r"\b(?:is|are|was|were|marks?|represents?|constitutes?|remains?)(?: not| also| thus| clearly| merely| just|"
    r" simply)* (?:a|an|the|of|one of the|no|nothing) (?:[\w-]+ ){0,3}?(?:problem|mistake|blunder|disgrace|triumph|"
    r"tragedy|farce|wake-up call|game changer|game-changer|turning point|milestone|watershed|"
    r"step (?:in the right direction|forward|backward)s?|reminder|testament|symbol|sign|signal|message|warning|"
    r"expression|reflection|manifestation|proof|embodiment|harbinger|catastrophe|disaster|miracle|masterpiece|outrage|"
    r"insult|crime|provocation|threat|challenge|opportunity|importance|significance|nonsense|hypocrisy|sophism|"
    r"mockery|necessity|must|surprise|coincidence|accident|gamble|paradox|shame|pity|lie|joke|scandal|failure|"
    r"success)s?(?! (?:to|on) \w+ \d)\b",
    r"\b(?:is|are|was|were) (?:nothing but|nothing more than|nothing less than|no more than|none other than|"
    r"anything but|just (?:a|an|another|the)|merely|simply|not (?:merely|just|simply|only|so much))\b",
    r"^(?:what a|what an|how (?:\w+ )?(?:sad|wonderful|absurd|could|can|dare)|so much for|enough|never mind|"
    r"make no mistake|long live|shame on|welcome to|thank you|thanks|good|congratulations)\b|\bthank you\b",
    r"\b(?:more|less|better|worse|as) than ever\b|\bmore \w+ than ever\b|\b(?:deserves?|deserved) (?:to|more|better|"
    r"praise|credit|attention|blame|scrutiny)\b|\bthere (?:is|can be) (?:no|little) (?:doubt|question|reason|"
    r"justification|excuse|alternative|substitute|way)\b|\bthe (?:truth|point|fact|problem|irony|lesson|danger|risk|"
    r"trouble|challenge|bottom line|upshot|good news|bad news|hope|paradox|takeaway|real \w+|key \w+|main \w+|"
    r"biggest \w+) (?:here |of the matter )?is\b|\b(?:speaks? for itself|beyond (?:doubt|question|imagination|words)|"
    r"goes without saying)\b",
    r"^(?:may|if only|would that)\b",
)
SUPPOSED = (
    r"^(?:if|unless|should|were|suppose|assuming|provided that|in case|had)\b.*\b(?:will|would|could|may|might|can|"
    r"should|must|is|are)\b",
    r"\b(?:had|were) (?:it|he|she|they|this|that) not\b|\b(?:would|could|might|should) have \w+(?:ed|en|n|"
    r"t)\b(?! (?:been )?to)",
    r"\bdepends? on (?:whether|how|what)\b|^whether\b.*\bdepends\b",
)
