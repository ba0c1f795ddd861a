"""Words by which a sentence leans on its neighbours: connectives, pronouns, "the two sides". Data alone."""

from __future__ import annotations

import re

SAYING = (
    r"(?:(?:also|further|then|later|again) )?(?:said|says|added|adds|noted|notes|warned|warns|stated|states|announced|"
    r"called|calls|urged|urges|denied|denies|reported|reports|accused|told|argued|argues|stressed|stresses|claimed|"
    r"claims|wrote|writes|insisted|explained|declared|emphasi[sz]ed|pledged|vowed|reiterated|remarked|pointed out)"
)
CONNECTED = re.compile(
    r"^(?:however|but|and|so|also|meanwhile|moreover|furthermore|in addition(?! to)|additionally|instead(?! of)|"
    r"afterwards?|thereafter|therefore|thus|hence|nevertheless|nonetheless|still(?=,)|yet|nor|or|besides(?=,)|similarly|"
    r"likewise|conversely|consequently|accordingly|for (?:example|instance)|in particular|in fact|indeed|of course|"
    r"at the same time|(?:in|by) contrast(?! (?:to|with))|on the (?:other hand|contrary)|as a result(?! of)|"
    r"in response(?! to)|in (?:turn|return)(?! for)|in (?:short|sum|conclusion|other words)|to (?:this|that) end|"
    r"(?:on )?the (?:next|following|previous|same) (?:day|month|year|week|morning|evening|night)|the (?:day|month|"
    r"year|week) (?:before|after)|(?:later|earlier|then|here|finally|first|second|third|next|last|again|too)"
    r"(?:(?=,)| that| the| in the| on(?= ))|then\b|that said|now(?=,)|yesterday|tomorrow|tonight|because|which|who|"
    r"whose|afterwards?|thereafter|including|such as|not only|rather|even so|as (?:well|such)|with (?:this|that)|"
    r"elsewhere|overall|namely|"
    r"regarding this|that is why|no wonder|alas|worse still|what is more|above all|after all)\b",
    re.IGNORECASE,
)
"""A sentence that goes on from the one before."""
POINTS = re.compile(
    r"^(?:this|these|those|that(?= (?:is|was|would|will|can|could|has|had|means|meant|day|year|month|week|same))|"
    r"such|both(?! [A-Z])|they|their|theirs|them|its|it|hers|him|the (?:latter|former|same|two|three|four|pair|trio|"
    r"others?|above|following)\b(?! Koreas)|another|others?(?! than)|similar|further|additional|"
    r"some of (?:them|these|those)|(?:many|most|one|each|none|all|both|neither|either) of (?:them|these|those|"
    r"the (?:two|three))|all (?:this|these|those)|neither|either|doing so|the (?:said|aforementioned|latter's|"
    r"former's)|more (?:than that|of them)|there (?=he|she|they|it))\b",
    re.IGNORECASE,
)
"""A sentence whose first words point to something outside it."""
LEANING = (
    re.compile(r"^(?:[A-Z][a-z]+|\w+ing|\w+ed)\b(?: \w+){0,2} (?:this|these|those|that|such|the same)\b"
               r"(?! (?:the|[A-Z]))[^,]*,"),
    re.compile(rf"^[^,]{{1,60}}, (?:they|it|this|these|those|its|their|(?:he|she)(?= )(?! {SAYING}\b))\b"),
    re.compile(r"\b(?:since then|by then|until then|at that (?:time|point)|on that (?:day|occasion)|thereby)\b", re.I),
)  # fmt: skip
"""The same behind its first words."""
HE = re.compile(r"^(?P<word>He|She)\b(?= )")
HIS = re.compile(r"^(?P<word>His|Her)\b(?= [a-z])")
IT_SAID = re.compile(rf"^(?P<word>It)\b(?= {SAYING}\b)")
SAID_BEHIND = re.compile(rf"(?<=[,\x00] )(?P<word>he|she)(?= {SAYING}\b)")
PERSONAL = re.compile(r"\b(?:he|she|his|him|her|hers|himself|herself)\b")
FIRST_PERSON = re.compile(
    r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Oo]urs|me|us|[Mm]yself|[Oo]urselves|[Yy]ou|[Yy]our|[Yy]ours)\b(?!\.)"
)
SOMEBODY = re.compile(
    r"\b(?:leader|president|minister|premier|chancellor|secretary|chief|spokes\w+|general|king|queen|envoy|ambassador|"
    r"director|man|woman|chairman|chairwoman|official|officer|analyst|professor|speaker|judge|governor|senator|author|"
    r"soldier|worker|patient|person|child|student|teacher|doctor|lawmaker|commander|adviser|advisor|head|who)\b",
    re.IGNORECASE,
)
"""Whom a sentence's own "he" can mean, beside those whom it names."""
_NOUN = (
    r"messages?|letter|statement|report|speech|talks|meeting|visit|ministry|spokes\w+|officials?|ministers?|presidents?|"
    r"leaders?|delegation|troops|agency|text|document|agreement|exercise|drills?|move|decision|announcement|article|"
    r"plan|vote|resolution|company|government|party|committee|team|session|ceremony|event|country|countries|group|"
    r"summit|commentary|paper|reply|address|authors?|study|newspaper|bank|board|council|court|sides|advis[eo]rs|"
    r"militaries|secretary|director|chairman|premier|speaker|participants|general|statistics|figures|parties|chiefs|"
    r"delegates|researchers|army|police|airline|firm|man|woman|victims?|suspect"
)
DEFINITE = re.compile(
    rf"^(?:(?:In|According to) t|T)he (?P<noun>{_NOUN}),? "
    r"(?!of|on|between|that|in|from|to|by|for|with|at|about|and|[A-Z(])"
)
"""A sentence about "the ministry", which asks "which one?"."""
