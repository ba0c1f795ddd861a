"""True sentences in other words, by rule: what a chat model that is right makes of a source's sentence.

A rule is honest where whoever reads the source would nod; each takes a sentence and gives another, or the same where it
has nothing to do. `reworded` applies several, drawn by a seeded generator.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

MONTHS = "January February March April May June July August September October November December".split()
_MONTH = "|".join(MONTHS)
DATE = re.compile(rf"(?<![-–])(?<!and )(?<!to )\b(?P<day>\d{{1,2}}) (?P<month>{_MONTH})(?: (?P<year>(?:19|20)\d\d))?\b")
_NUMBERS = dict(
    zip(
        "three four five six seven eight nine ten eleven twelve".split(), map(str, range(3, 13)), strict=True
    )
)
SYNONYMS = {
    "published": ("released", "made public"), "promises": ("pledges",), "promised": ("pledged",),
    "said": ("stated", "declared"), "says": ("states",), "described": ("characterised",),
    "describes": ("characterises",), "called": ("termed",), "calls": ("terms",), "sent": ("dispatched",),
    "began": ("started",), "begins": ("opens", "starts"), "ends": ("closes", "concludes"), "ended": ("concluded",),
    "visited": ("paid a visit to",), "met": ("held a meeting with",), "wrote": ("stated",),
    "announced": ("made known",), "quoted": ("cited",), "quotes": ("cites",), "gives": ("provides",),
    "showed": ("displayed",), "asked": ("called",), "told": ("informed",),
    "condemned": ("denounced",),
    "expressed": ("voiced",), "expresses": ("voices",), "noted": ("pointed out",),
    "stressed": ("underlined",), "wanted": ("wished",), "took part": ("participated",),
    "message": ("letter",), "letter": ("message",), "speech": ("address",), "talks": ("negotiations",),
    "visit": ("trip",), "soldiers": ("troops",), "troops": ("soldiers",), "weapons": ("arms",),
    "parliament": ("the legislature",), "press": ("media",), "statement": ("declaration",),
    "country": ("state",), "agency": ("news agency",), "treaty": ("pact",), "ties": ("relations",),
    "relations": ("ties",), "version": ("rendering",), "wording": ("formulation",), "formula": ("set phrase",),
    "several": ("a number of",), "again": ("once more",), "main": ("chief",),
    "whole": ("entire",), "important": ("significant",), "difficult": ("hard",),
    "earlier": ("previously",), "while": ("whereas",), "because": ("since",), "entirely": ("wholly",),
    "further": ("additional",), "began on": ("started on",), "in full": ("completely",), "together": ("jointly",),
    "mentions": ("names",), "refers": ("alludes",), "contains": ("includes",), "lists": ("enumerates",),
    "stands": ("appears",), "appears": ("occurs",), "speaks of": ("talks of",), "spoke of": ("talked of",),
    "goal": ("aim",), "aim": ("goal",), "joined": ("took part",), "rejected": ("turned down",), "vowed": ("pledged",),
    "attended": ("was present at",), "abolished": ("did away with",), "destroyed": ("wrecked",),
    "blew up": ("blasted",),
}  # fmt: skip
_STATES = {"the DPRK's": "North Korea's", "the DPRK": "North Korea", "The DPRK": "North Korea",
           "the ROK": "South Korea", "The ROK": "South Korea", "DPRK-Russia": "Russia-DPRK"}  # fmt: skip
_SURNAMES = {"Kim Jong Un": "Kim", "Vladimir Putin": "Putin", "Xi Jinping": "Xi", "Yoon Suk Yeol": "Yoon",
             "Joe Biden": "Biden", "Kishida Fumio": "Kishida", "Sergei Shoigu": "Shoigu",
             "Hayashi Yoshimasa": "Hayashi", "Li Hongzhong": "Li", "Liu Guozhong": "Liu",
             "Zhao Leji": "Zhao"}  # fmt: skip
_FRAMES = (
    "According to the record, {}", "The sources say that {}", "It is reported that {}", "As the source has it, {}",
    "The document notes that {}", "One passage states that {}",
)  # fmt: skip
_FRONTED = re.compile(
    rf"^(?P<main>[^,;:\"“”]+?) (?P<when>(?:on|in) (?:(?:\d{{1,2}} )?(?:{_MONTH}) (?:19|20)\d\d))(?P<rest>[.,].*)$"
)
_ATTRIBUTION = re.compile(
    r",? (?:in|as quoted by|according to|as printed by) [A-Z][^,;.]*?(?: as quoted by [^,;.]+)?(?=\.$)"
)
_TAIL = re.compile(r", (?:and|while|whereas|but|which|who|where|though|so|not) [^\"“”]*(?=\.$)")
_ASIDE = re.compile(r" \([^()]*\)|, (?:the|a|an|then|its|his) [^,;.\"“”]{3,60},")
_PASSIVE = re.compile(
    r"^(?P<who>[A-Z][\w.]*(?: [A-Z][\w.]*){0,3}) (?P<verb>published|carried|printed|reported|quoted|condemned|signed|"
    r"abolished|announced|described|received|destroyed|vetoed|proposed|expressed) (?P<what>[^,;:\"“”]{8,120}?)"
    r"(?P<rest>(?: (?:on|in) \d[^,;]*)?\.)$"
)
_PLURAL = re.compile(
    r"^(?:[\w-]+ ){0,4}?(?:messages|statements|troops|soldiers|letters|roads|words|lines|versions|two|three)\b"
)
Rule = Callable[[str, random.Random], str]


def synonyms(sentence: str, rng: random.Random) -> str:
    parts = re.split(r"([\"“”][^\"“”]*[\"“”])", sentence)  # what is quoted stays
    found = [w for w in SYNONYMS if any(re.search(rf"\b{w}\b", part) for part in parts[::2])]
    rng.shuffle(found)
    for word in found[:3]:
        put = rng.choice(SYNONYMS[word])
        parts[::2] = [re.sub(rf"\b{word}\b", put, part, count=1) for part in parts[::2]]
    return "".join(parts)


def dates(sentence: str, rng: random.Random) -> str:
    american = rng.random() < 0.5

    def other(match: re.Match[str]) -> str:
        day, month, year = match["day"], match["month"], match["year"]
        if american:
            return f"{month} {day}" + (f", {year}" if year else "")
        return f"{day} {month[:3]}" + (f" {year}" if year else "")

    return DATE.sub(other, sentence)


def coarser(sentence: str, _: random.Random) -> str:
    """"In October 2024" for "on 7 October 2024", where only one time is named."""
    found = list(DATE.finditer(sentence))
    if len(found) != 1 or not found[0]["year"] or sentence.count(found[0]["year"]) > 1:
        return sentence
    return re.sub(rf"\bon {found[0].group()}", f"in {found[0]['month']} {found[0]['year']}", sentence)


def names(sentence: str, _: random.Random) -> str:
    for whole, short in _SURNAMES.items():
        sentence = re.sub(rf"(?<!\w ){whole}|{whole}(?! University)", short, sentence)
    return sentence


def states(sentence: str, _: random.Random) -> str:
    for one, other in _STATES.items():
        sentence = re.sub(rf"(?<!\w){one}\b", other, sentence)
    return sentence


def figures(sentence: str, _: random.Random) -> str:
    return re.sub(rf"\b(?:{'|'.join(_NUMBERS)})\b", lambda m: _NUMBERS[m.group()], sentence)


def framed(sentence: str, rng: random.Random) -> str:
    return rng.choice(_FRAMES).format(lowered(sentence))


def fronted(sentence: str, _: random.Random) -> str:
    match = _FRONTED.match(sentence)
    if not match:
        return sentence
    when = match["when"]
    return f"{when[0].upper()}{when[1:]}, {lowered(match['main'])}{match['rest']}"


def shortened(sentence: str, _: random.Random) -> str:
    for pattern in (_TAIL, _ATTRIBUTION, _ASIDE):
        short = pattern.sub("", sentence, count=1)
        if short != sentence and len(short.split()) >= 7:
            return short
    return sentence


def passive(sentence: str, _: random.Random) -> str:
    match = _PASSIVE.match(sentence)
    if not match or re.match(r"that\b", match["what"]):
        return sentence
    what = match["what"]
    be = "were" if _PLURAL.match(what) or " and " in what else "was"
    return f"{what[0].upper()}{what[1:]} {be} {match['verb']} by {match['who']}{match['rest']}"


def lowered(sentence: str) -> str:
    first = sentence.split()[0]
    common = first.lower() in _LOWER
    return sentence[0].lower() + sentence[1:] if common else sentence


_LOWER = frozenset(
    "the a an in on at of for from with both all several it its his her their this that these those one two three "
    "four five every each no among after before according english russian".split()
) - {"english", "russian"}
RULES: dict[str, Rule] = {
    "synonyms": synonyms, "coarser": coarser, "dates": dates, "names": names, "states": states, "figures": figures,
    "framed": framed, "fronted": fronted, "shortened": shortened, "passive": passive,
}  # fmt: skip


def reworded(sentence: str, rng: random.Random, most: int = 4) -> str:
    """`sentence` after up to `most` rules in an order of their own, drawn anew until something changed."""
    order = ["shortened", "passive", "fronted", "figures", "coarser", "dates", "names", "states", "synonyms", "framed"]
    for _ in range(6):
        drawn = set(rng.sample(order, k=rng.randint(2, most + 1)))
        said = sentence
        for name in order:
            if name in drawn:
                said = RULES[name](said, rng)
        if said != sentence:
            return said
    return sentence


def merged(one: str, other: str) -> str:
    """Two sentences in one."""
    return f"{one.rstrip('.')}, and {lowered(other)}"
