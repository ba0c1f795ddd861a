"""Words by which a writer speaks for himself: about his own text, guesses, forecasts, advice, judgements, suppositions.

Data alone: groups of patterns for folded English text, whose quotations and brackets are masked.
"""

from __future__ import annotations

A_TEXT = (
    r"(?:note|paper|report|brief|briefing|article|memo|memorandum|section|chapter|post|analysis|essay|study|survey|"
    r"review|"
    r"document|piece|appendix|annex|table|figure|chart|box|summary|overview|page|commentary|blog|column|explainer|"
    r"guide|"
    r"backgrounder|factsheet|fact sheet|thread|series|update|newsletter)"
)
ABOUT_ITSELF = (
    rf"^(?:this|the (?:present|following|next|previous|rest of this|remainder of this)|the (?=\w+ below|"
    rf"\w+ above)) {A_TEXT}"
    r"(?: \d+| below| above)? (?:also |then |first |briefly |therefore )?(?:compares?|examines?|looks?|discuss\w*|"
    r"explor\w+|"
    r"outlines?|summari[sz]es?|argues?|assess\w*|considers?|describes?|provides?|presents?|reviews?|shows?|aims?|"
    r"seeks?|"
    r"traces?|explains?|offers?|analy[sz]es?|address\w*|covers?|focus\w*|asks?|sets? out|turns?|begins?|proceeds?|"
    r"concludes?|is (?:based|organi[sz]ed|structured|divided|part of|intended|meant|a)|does not|draws?|uses?|lists?|"
    r"will|has)\b",
    r"^(?:in|for|throughout) (?:this|the (?:present|following|next)) " + A_TEXT + r"\b.{0,40}?,? (?:we|i)\b",
    r"^(?:as (?:discussed|noted|mentioned|described|explained|argued|shown|outlined|we saw|i noted)"
    r"(?: \w+)? (?:above|below|earlier|before|in (?:section|chapter))|see (?:also|section|chapter|figure|table|annex|"
    r"below|p)\b|"
    r"below,? (?:we|i)\b|(?:first|next|finally|here|below),? (?:we|i) |we (?:begin|start|conclude|turn|proceed|"
    r"now turn|then)\b|"
    r"i (?:begin|conclude|will|shall|want|would like)\b|the following (?:is|are|sections?|pages|paragraphs)\b)",
    rf"\bthe (?:aim|purpose|goal|scope) of (?:this|the present) {A_TEXT}\b",
    r"^(?:more on (?:this|that)|to sum up|in (?:sum|short|summary|conclusion|a nutshell):?$)",
)
FIRST_PERSON = (
    r"\b(?:i|we)(?: (?:still|also|do|strongly|firmly|personally|would|can|must|should|cannot|don['’]t|do not))* "
    r"(?:think|believe|hope|feel|doubt|suspect|guess|expect|argue|suggest|recommend|assess|judge|urge|wish|fear|"
    r"conclude|"
    r"anticipate|consider|want|propose|prefer|love|like|wonder|call on|look forward|assume|trust|encourage|predict|"
    r"caution)\b",
    r"\bin (?:my|our) (?:view|opinion|judge?ment|estimation|assessment|experience|reading)\b|\bto my mind\b|"
    r"\bmy (?:sense|view|guess|impression|hope|feeling|bet|worry|fear|hunch|favou?rite|take) (?:is|are)\b|"
    r"\bour (?:view|hope|assessment|judge?ment|recommendation|expectation|baseline|base case) (?:is|are)\b",
)
INFERENCE = (
    r"\b(?:suggests?|impl(?:y|ies)|underscores?|(?:signals?|underlines?|highlights?|illustrates?|epitomi[sz]es?|"
    r"testif(?:y|ies) to) "
    r"(?:that|how|why|the|a|an|its|his|their|just|both)|hints? (?:at|that)|(?<!basis )(?<!percentage )points? to|"
    r"bodes?|speaks? volumes|"
    r"raises? (?:the )?(?:questions?|doubts?|concerns?|possibility|fears))\b|"
    r"\b(?:this|that|these|which|move|step) (?:suggested|indicated|signalled|signaled) that\b|"
    r"\b(?:clearly|vividly|amply|plainly|unmistakably) (?:shows?|demonstrates?|reveals?|indicates?|reflects?|proves?|"
    r"illustrates?|"
    r"suggests?|signals?)\b",
    r"\b(?:this|that|it|which) (?:clearly |also |again |once again )?(?:shows|demonstrates|proves|reveals|indicates|"
    r"reflects|"
    r"means|makes clear|makes it clear|confirms|explains why) (?:that |how |why |just |the |a |his |her |its |their )",
    r"^(?:clearly |vividly |amply |plainly )?(?:suggest(?:s|ing)|indicating|showing)\b|^meaning that\b|^signal(?:s|"
    r"ling|ing) (?:that|a|the)\b|^impl(?:ies|ying)\b",
    r"\b(?:arguably|perhaps|maybe|presumably|conceivably|possibly|probably|seemingly|apparently|supposedly)\b"
    r"(?! (?:in|on|at|until|around|about|as early|between|by|from|during|since|\d))|\b(?:"
    r"in all likelihood|hopefully|no doubt|without (?:a )?doubt|doubtless|undoubtedly|unquestionably|inevitably)\b",
    r"\b(?:seems?|seemed|appears?|appeared) (?:to|that|as|likely|unlikely|increasingly|more|less|set|intent|"
    r"determined|poised|"
    r"like)\b",
    r"\b(?:is|are|was|were|be|been|looks?|seems?|remains?|more|most|less|very|quite|highly|also|will|would|could|may|"
    r"it's) "
    r"(?:likely|unlikely)\b|\blikely (?:to|that|reflects?|means?|driven|explains?)\b",
    r"\b(?:is|are) (?:now |widely |generally |often |commonly )?(?:believed|thought|considered|seen|viewed|regarded|"
    r"assumed|"
    r"perceived|understood|rumou?red|feared|presumed)\b(?![^.]*\d)",
    r"\bcan(?:not)? (?:also |only |easily |hardly |best |safely |therefore |thus )*be (?:considered|seen|regarded|"
    r"viewed|read|"
    r"interpreted|said|argued|understood|called|taken as|inferred|concluded|explained|overstated|overestimated|ignored|"
    r"ruled out|excluded)\b|\b(?:one|you) (?:can|could|may|might|should|must|would)\b",
    r"\bit (?:is|was|would be|remains|seems|may be|'s)(?: \w+ly)? (?:(?:also|very|quite|not|too|more|far|still|"
    r"now) )*(?:clear|"
    r"obvious|evident|plausible|possible|probable|conceivable|hard|difficult|easy|tempting|fair|safe|reasonable|"
    r"no (?:surprise|"
    r"accident|coincidence|exaggeration)|unclear|uncertain|doubtful|natural|ironic|striking|telling|debatable|open to|"
    r"premature|early|surprising|understandable|a (?:mistake|pity|shame|sign|matter|reminder|question))\b"
    r"(?! that [^.]*\d)",
    r"\bremains? (?:to be seen|unclear|uncertain|an open question|in doubt)\b|\b(?:only )?time will tell\b|"
    r"\b(?:open|big|key|real|central|crucial) question (?:is|remains|for|now)\b|\bquestions? remains?\b|\bwho knows\b",
    r"\b(?:as if|as though) (?:to|it|they|he|she)\b|\bthe (?:likeliest|likely|most plausible|best) (?:explanation|"
    r"reading|outcome)",
)
FORECAST = (
    r"(?<!\bthe )(?<!\bof )(?<!\bat )(?<!\bpolitical )(?<!\bfree )(?<!\bown )\b(?:will(?= [\w\x00])|"
    r"won['’]t)\b(?! (?:of|to) )|"
    r"\b(?:he|she|it|they|we|you|i|that|there)['’]ll\b",
    r"\b(?:is|are|was|were|remains?|looks?|stands?) (?:\w+ly |now |also |still |not )?(?:going to|bound to|poised to|"
    r"likely to|"
    r"destined to|about to|certain to|sure to|expected to|projected to|forecast to|anticipated to|on course (?:to|for)|"
    r"on track (?:to|for)|doomed to|in a position to)\b",
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
    r"\b(?:needs?) (?:not )?(?:to|urgent|urgently)\b|\b(?:have|has) (?:no choice but )?to (?!date|do with)|"
    r"\bneed not\b",
    r"\bit (?:is|will be|would be|remains|seems)(?: \w+ly)? (?:more |also |very |most |therefore |thus |"
    r"now )*(?:important|"
    r"essential|crucial|necessary|vital|imperative|critical|advisable|desirable|worth(?:while)?|time|high time|wise|"
    r"prudent|"
    r"incumbent|better|best|urgent|useful|helpful|key|paramount|indispensable|better)\b",
    r"\b(?:would|will) do well to\b|\blet(?:['’]s| us| me)\b|\bthe (?:best|right|wise|sensible|only) (?:course|thing|"
    r"answer|option|"
    r"way|response|policy)\b|\b(?:calls|call) for (?:a|more|greater|caution|vigilance|action)\b",
    r"^(?:please|consider|note that|recall|remember|imagine|suppose|think of|look at|look for|keep|watch|do not|"
    r"don['’]t|avoid|"
    r"ensure|make sure|take|beware|be |never |always |expect|bear in mind|stay|ask |use |try |find |see )\b",
    r"\b(?:we|i) recommend\b|\brecommendations?:|\ba (?:sensible|better|wiser|more prudent) (?:policy|approach|course|"
    r"response)\b",
)
JUDGEMENT = (
    r"\b(?:is|are|was|were|be|been|remains?|remained|has been|have been|represents?|constitutes?|poses?|marks?|makes?|"
    r"became|"
    r"(?<!to )becomes?|it's|that's)"
    r"(?: not| no| also| now| still| just| simply| merely| perhaps| indeed| clearly| thus| therefore| once again|"
    r" \w+ly| a| an| the|"
    r" one of the| in| of| very| most| more| so| too| as| truly| such| far| rather| quite| nothing| but| another| yet|"
    r" by| both| and|"
    r" how| \w+,)*"
    r" (?:important|significant|remarkable|dangerous|alarming|worrying|worrisome|troubling|disappointing|unacceptable|"
    r"absurd|"
    r"outrageous|wonderful|terrible|great|good|bad|serious|grave|impressive|extraordinary|historic|unprecedented|"
    r"excellent|"
    r"beautiful|tragic|shameful|naive|naïve|foolish|reckless|irresponsible|brilliant|clever|wise|unwise|misguided|"
    r"ridiculous|"
    r"inexcusable|intolerable|unpardonable|nonsensical|shocking|striking|surprising|encouraging|welcome|crucial|vital|"
    r"essential|"
    r"critical(?! of)|decisive|fundamental|profound|clear|obvious|undeniable|inevitable|fatal|disastrous|catastrophic|"
    r"devastating|ominous|puzzling|fascinating|interesting|curious|ironic|unfair|unjust|immoral|hypocritical|cynical|"
    r"insufficient|inadequate|overdue|premature|overblown|exaggerated|misleading|best(?![ -]known)|worst|greatest|"
    r"finest|ambitious|bold|"
    r"fragile|complex|complicated|delicate|precarious|meaningless|pointless|hopeless|invaluable|precious|splendid|"
    r"superb|"
    r"delicious|charming|pleasant|boring|dull|ugly|lovely|better(?![ -]known)|worse|unwelcome|sobering|refreshing|"
    r"rash|vicious|despicable|"
    r"heinous|brazen|hollow|empty|toothless|weak|mistaken|wrong|right(?!-)|sad|stupid|sinister|farcical|laughable|"
    r"inspiring|"
    r"masterful|masterly|compelling|convincing|unconvincing|credible|admirable|commendable|counterproductive|"
    r"short-sighted|shortsighted|problematic|symbolic|ceremonial|rhetorical|perfect|ideal|amazing|awful|horrible|"
    r"fantastic|"
    r"useless|worthless|unthinkable|unwarranted|unjustified|unjustifiable|justified|understandable|predictable)\b"
    r"(?! (?:of|in) the (?:war|battle|north|south)|[- ]?\w* \d)",
    r"\b(?:is|are|was|were|marks?|represents?|constitutes?|remains?)(?: not| also| thus| clearly| merely| just|"
    r" simply)* (?:a|an|the|"
    r"of|one of the|no|nothing) (?:[\w-]+ ){0,3}?(?:problem|mistake|blunder|disgrace|triumph|tragedy|farce|"
    r"wake-up call|game changer|"
    r"game-changer|turning point|milestone|watershed|step (?:in the right direction|forward|backward)s?|reminder|"
    r"testament|"
    r"symbol|sign|signal|message|warning|expression|reflection|manifestation|proof|embodiment|harbinger|"
    r"catastrophe|disaster|miracle|masterpiece|outrage|insult|crime|provocation|threat|challenge|opportunity|"
    r"importance|significance|nonsense|hypocrisy|sophism|mockery|necessity|must|surprise|coincidence|accident|gamble|"
    r"paradox|shame|pity|lie|joke|scandal|failure|success)s?(?! (?:to|on) \w+ \d)\b",
    r"\b(?:is|are|was|were) (?:nothing but|nothing more than|nothing less than|no more than|none other than|"
    r"anything but|"
    r"just (?:a|an|another|the)|merely|simply|not (?:merely|just|simply|only|so much))\b",
    r"^(?:what a|what an|how (?:\w+ )?(?:sad|wonderful|absurd|could|can|dare)|so much for|enough|never mind|"
    r"make no mistake|long "
    r"live|shame on|welcome to|thank you|thanks|good|congratulations)\b|\bthank you\b",
    r"\b(?:more|less|better|worse|as) than ever\b|\bmore \w+ than ever\b|\b(?:deserves?|deserved) (?:to|more|better|"
    r"praise|credit|"
    r"attention|blame|scrutiny)\b|\bthere (?:is|can be) (?:no|little) (?:doubt|question|reason|justification|excuse|"
    r"alternative|"
    r"substitute|way)\b|\bthe (?:truth|point|fact|problem|irony|lesson|danger|risk|trouble|challenge|bottom line|"
    r"upshot|good "
    r"news|bad news|hope|paradox|takeaway|real \w+|key \w+|main \w+|biggest \w+) (?:here |of the matter )?is\b|"
    r"\b(?:speaks? for itself|beyond (?:doubt|question|imagination|words)|goes without saying)\b",
    r"^(?:may|if only|would that)\b",
)
SUPPOSED = (
    r"^(?:if|unless|should|were|suppose|assuming|provided that|in case|had)\b.*\b(?:will|would|could|may|might|can|"
    r"should|must|is|are)\b",
    r"\b(?:had|were) (?:it|he|she|they|this|that) not\b|\b(?:would|could|might|should) have \w+(?:ed|en|n|"
    r"t)\b(?! (?:been )?to)",
    r"\bdepends? on (?:whether|how|what)\b",
)
