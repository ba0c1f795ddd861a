"""English finite verbs by closed lists and endings: enough to say whether words are a clause of their own.

No tagger is used. Two readings of a doubtful form are kept apart: `has_verb` is generous ("the message sent in June" may be
a clause), `opens_clause` and `opens_predicate` are strict, because a wrong cut costs more than a long claim.
"""

from __future__ import annotations

import re
from typing import NamedTuple

MASKED = "\x00"
"""Stands for every character of a quotation or a bracket, which are looked at as a whole or not at all."""
_TOKEN = re.compile(rf"{MASKED}+|[^\W\d_][\w'’.\-]*[\w]|[^\W\d_]|\d[\d.,:/%-]*\d|\d|[^\w\s]")

AUXILIARIES = frozenset(
    "is are was were am has have had does do did will would can could may might must shall should cannot ought "
    "isn't aren't wasn't weren't hasn't haven't hadn't doesn't don't didn't won't wouldn't can't couldn't shouldn't "
    "mustn't shan't".split()
)
_BE = frozenset("is are was were am be been being isn't aren't wasn't weren't get got gets".split())
_HAVE = frozenset("has have had having hasn't haven't hadn't".split())
_MODALS = frozenset("will would can could may might must shall should cannot to won't can't couldn't wouldn't".split())
_NOUNS_TOO = frozenset(["will", "might", "can", "must"])

# Past forms that are no participle: finite wherever they stand.
_PAST = frozenset(
    "said told went took gave wrote began became rose fell came saw knew chose drove flew grew drew threw broke spoke "
    "woke swore tore wore shook forgot ate sang sank swam rang ran hid stole froze arose withdrew overthrew undertook "
    "foresaw underwent forbade overcame mistook".split()
)
# Past forms that are participles as well.
_PAST_OR_PARTICIPLE = frozenset(
    "held met made left sent led kept felt found brought bought built lost won paid set put cut hit let spent stood "
    "understood taught thought caught sought fought heard read laid sold struck dealt meant shot sat spread quit shut "
    "cost split beat got fled bound dug stuck slid swung hung lent bent withstood upheld withheld rebuilt reset bid "
    "forgave crept wept swept slept dreamt burnt learnt spelt fed bred bled sped shone".split()
)
_NO_VERBS_IN_ED = frozenset(
    "need speed seed feed breed weed deed indeed hundred hatred sacred naked wicked kindred bed red shed wed exceed "
    "proceed succeed embed bleed greed creed steed reed heed misdeed biped moped infrared ted fred ed med fed led sled "
    "united based related so-called armed advanced limited detailed unprecedented skilled aged alleged supposed "
    "concerned compared entitled headed dated sophisticated complicated dedicated given learned rugged ragged".split()
)
# Past forms of verbs that take no object, or nearly none: with a subject before them they are no participle.
_WITHOUT_OBJECT = frozenset(
    "increased decreased declined dropped jumped climbed surged slowed accelerated expanded widened narrowed improved "
    "weakened strengthened continued remained appeared arrived happened ended started returned died lived worked agreed "
    "failed tried wanted hoped refused stayed opened closed emerged collapsed rallied plunged soared stalled totaled "
    "totalled averaged contracted slipped edged eased resumed departed travelled traveled participated responded "
    "succeeded seemed existed belonged consisted occurred rebounded vanished resigned reacted replied voted".split()
)
# Past forms that are hardly ever an adjective before a noun: "praised efforts" is a verb and its object.
_WITH_OBJECT = frozenset(
    "called praised thanked visited attended met told urged discussed exchanged expressed pledged welcomed congratulated "
    "accused denounced condemned warned vowed asked noted stressed emphasized emphasised made held took offered rejected "
    "announced received established imposed approved adopted launched fired built sent signed opened ordered sought "
    "killed wounded injured injected replaced described provided voiced conveyed extended inspected produced supplied "
    "created introduced joined gave threatened reaffirmed reiterated promised".split()
)
_BASES = (
    "say argue believe describe become include require provide seek contain remain continue intend want know think give "
    "take make go come get keep bring allow enable prevent reject deny insist maintain add explain accuse warn refuse "
    "depend consist exist belong appear seem tend begin write read examine suggest imply reveal reflect indicate prove "
    "serve represent constitute conclude emphasize emphasise stress reaffirm recall praise commit oblige tell ask speak "
    "meet send receive live have do be agree accept achieve admit adopt announce apply arrive assert assume attend "
    "attract avoid bear build buy carry cause celebrate choose cite collect compare complain concern condemn confirm "
    "congratulate consider contribute convey cover create cut decide declare decline define deliver denounce destroy "
    "develop differ discuss dominate draw drive employ encourage enjoy ensure enter establish exceed expand expect "
    "express extend fail fall feel fight find follow forbid form fund gain generate govern grow happen hear help hold "
    "identify improve increase inform introduce involve join know lack launch lead learn leave lie lose love manage mean "
    "mention move need note observe obtain occur offer oppose overlook own pay perform plan play possess pledge prefer "
    "prepare produce promise protect publish pursue raise reach recognize recognise recommend reduce refer regard reject "
    "rely replace report resemble resist respond rest result rise rule run see sell share show sign sit stand start stay "
    "strengthen strive study succeed supply support surround survive teach threaten treat try turn understand use view "
    "violate visit vote vow wait wear welcome win work worry call claim aim hope fear demand face plan vary cooperate"
).split()


def _third_person(base: str) -> str:
    if base in ("have", "do", "be"):
        return {"have": "has", "do": "does", "be": "is"}[base]
    if base.endswith(("s", "sh", "ch", "x", "o")):
        return base + "es"
    return base[:-1] + "ies" if base[-1] == "y" and base[-2] not in "aeou" else base + "s"


_PLAIN = frozenset(
    "remain continue believe include contain belong consist require become argue agree appear seem depend allow enable exist "
    "think provide refuse insist accuse maintain describe".split()
)
"""Plain forms that are no nouns: verbs of a plural subject, where nothing before them says otherwise."""
_BASE = frozenset(_BASES)
_THIRD = frozenset(map(_third_person, _BASES))
# Third persons that look like plurals of nouns.
_PLURALS_TOO = frozenset(
    "reports plans calls visits talks moves claims states notes points aims needs supports attacks shows signs votes "
    "rules faces stands means works plays looks uses changes increases falls rises gains hopes fears demands offers "
    "pledges causes cuts covers fights forms funds leads leaves lies loves runs sees shares starts studies supplies turns "
    "views vows wants drives draws helps holds results concerns forces declines builds wins reads finds cites waits "
    "begins raises returns promises comes worries employs rests treats values".split()
)
_THIRD_ONLY = _THIRD - (_PLURALS_TOO - frozenset(["begins", "comes", "raises", "wants", "sees"]))

SUBJECTS = frozenset("he she it they we i you who there this these those".split())
_PLURAL_SUBJECTS = frozenset("they we i you who which people these those some many both all".split())
_RELATIVES = frozenset("who which that where whose".split())
_DETERMINERS = frozenset(
    "a an the this that these those its his her their our my your no any some each every another such all both".split()
)
_PREPOSITIONS = frozenset(
    "of in on at to from for with by under over into onto about against between among during after before since "
    "through throughout within without towards toward across near upon amid despite as than like via per".split()
)
_DEGREE = frozenset("more most less least very highly newly so too well far much".split())
_NOT_BEFORE_A_VERB = _DETERMINERS - {"this", "that", "these", "those", "all", "both", "some"} | _PREPOSITIONS | _DEGREE
_ADVERBS = frozenset(
    "also later then subsequently thus even never again still soon now once twice both already always often rarely "
    "sometimes instead thereby therefore finally eventually not first twice just only nevertheless however".split()
)
CLAUSE_MARKERS = frozenset(
    "that who which where when because if as after before since until while whose whom how what whether why although "
    "though whereas unless once , : ; – —".split()
)


class Token(NamedTuple):
    """A word, a number, a mark, or a masked stretch, with its place in the text; `low` is folded."""

    text: str
    start: int
    end: int
    low: str

    @property
    def is_masked(self) -> bool:
        """A quotation or a bracket."""
        return self.text[0] == MASKED


def tokens(text: str) -> list[Token]:
    """The words and marks of `text`, whose quotations and brackets are masked."""
    found = _TOKEN.finditer(text)
    return [Token(m.group(), m.start(), m.end(), m.group().lower().replace("’", "'")) for m in found]


def _past_form(low: str) -> bool:
    regular = low.endswith("ed") and len(low) > 4 and low not in _NO_VERBS_IN_ED and not low.startswith("un")
    return regular or low in _PAST_OR_PARTICIPLE


def _before(words: list[Token], i: int) -> int:
    """The place before `i` that is no adverb; -1 for none."""
    i -= 1
    while i >= 0 and (words[i].low in _ADVERBS or (words[i].low.endswith("ly") and len(words[i].low) > 4)):
        i -= 1
    return i


def _auxiliary(words: list[Token], i: int) -> bool:
    low, before = words[i].low, words[i - 1].low if i else ""
    if low in _NOUNS_TOO and before in _NOT_BEFORE_A_VERB | {"political", "free", "military"}:
        return False
    if words[i].text == "May" and i:
        return False
    return low in AUXILIARIES and before not in _MODALS - {"that"}


_CONTRACTED = re.compile(r"(?:he|she|it|that|there|who|they|we|you|i|what)'(?:s|re|ve|m|ll|d)")


def is_finite(words: list[Token], i: int) -> bool:
    """Whether `words[i]` may be a finite verb, read generously."""
    low = words[i].low
    if i and words[i].text[0].isupper():
        return False
    if _auxiliary(words, i) or low in _PAST or _CONTRACTED.fullmatch(low):
        return True
    at = _before(words, i)
    before = words[at].low if at >= 0 else ""
    if _past_form(low):
        return before not in _NOT_BEFORE_A_VERB | _BE | _HAVE
    if low in _THIRD_ONLY:
        return True
    if low in _PLURALS_TOO:
        return before in SUBJECTS | _RELATIVES or (at >= 0 and words[at].text[0].isupper())
    if low in _PLAIN:
        return before not in _MODALS | _BE | _PREPOSITIONS | {"not"}
    if low in _BASE:
        plural = before.endswith("s") and not before.endswith(("'s", "ss")) and before not in _THIRD | AUXILIARIES
        return before in _PLURAL_SUBJECTS or plural
    return False


def has_verb(words: list[Token]) -> bool:
    """Whether a finite verb stands in `words`, read generously."""
    return any(is_finite(words, i) for i in range(len(words)))


def is_verb_like(word: Token) -> bool:
    """Whether the word is a form of a verb at all: what stands right before "and" when two verbs share an object."""
    low = word.low
    return low in AUXILIARIES | _PAST | _THIRD_ONLY or _past_form(low) or low in _BE


_REACH = 14  # words from a clause's start to its verb


def opens_clause(words: list[Token]) -> bool:
    """Whether `words` begin with a subject and its finite verb, read strictly."""
    for i, word in enumerate(words[:_REACH]):
        if i and word.low == "," and _aside_ends(words, i):
            return True
        if i and word.low in CLAUSE_MARKERS:
            return False
        if i == 0 and word.low not in SUBJECTS:
            continue
        if i and _surely_finite(words, i):
            return True
    return False


def _aside_ends(words: list[Token], i: int) -> bool:
    """Whether the comma at `i` begins an aside between a subject and its verb ("Seoul, under the treaty, has to …")."""
    after = words[i + 1].low if i + 1 < len(words) else ""
    close = next((j for j in range(i + 2, min(i + 11, len(words))) if words[j].low == ","), None)
    return close is not None and after in _PREPOSITIONS and opens_predicate(words[close + 1 :])


def _surely_finite(words: list[Token], i: int) -> bool:
    if not is_finite(words, i):
        return False
    low, at = words[i].low, _before(words, i)
    after = words[i + 1].low if i + 1 < len(words) else ""
    by_subject = at >= 0 and words[at].low in SUBJECTS
    if low in AUXILIARIES | _PAST or by_subject or _CONTRACTED.fullmatch(low) or low in _WITHOUT_OBJECT:
        return True
    if _past_form(low):
        return after not in _PREPOSITIONS and _takes_object(words, i)
    if low in _PLURALS_TOO:
        return after in _DETERMINERS | {"to", "that", "how"}
    return low in _THIRD_ONLY


def opens_predicate(words: list[Token]) -> bool:
    """Whether `words` begin with a finite verb and what belongs to it, read strictly."""
    i = 0
    while i < len(words) - 1 and (words[i].low in _ADVERBS or (words[i].low.endswith("ly") and len(words[i].low) > 4)):
        i += 1
    if i >= len(words):
        return False
    low = words[i].low
    if low in _PAST or (low in AUXILIARIES - {"have", "do", "am"} and words[i].text != "May"):
        return True
    if low in _WITHOUT_OBJECT or _past_form(low):
        return _takes_object(words, i)
    if low in _THIRD_ONLY:
        return True
    after = words[i + 1] if i + 1 < len(words) else None
    return low in _THIRD and after is not None and (after.is_masked or after.low in _OBJECTS)


_OBJECTS = _DETERMINERS | {"that", "him", "them", "her"}


def _takes_object(words: list[Token], i: int) -> bool:
    """Whether what follows shows that the word at `i` is a verb, and no adjective before its noun."""
    if i + 1 >= len(words):
        return False
    after = words[i + 1]
    if after.low == "by":
        return words[i].low in _WITHOUT_OBJECT
    plain = after.text[0].islower() and after.low not in _DETERMINERS | _PREPOSITIONS | {"that", "him", "them", "it", "up"}
    return not plain or words[i].low in _WITH_OBJECT or after.low.endswith("ly")


def is_passive(words: list[Token]) -> bool:
    """Whether the last verb of `words` is a participle after a form of "be": one that follows may lean on it too.

    So is one behind a comma ("a plan, drawn up in May and approved in June") or with "by" behind it.
    """
    for i in range(len(words) - 1, -1, -1):
        if _past_form(words[i].low) or words[i].low in AUXILIARIES | _PAST:
            at = _before(words, i)
            after = words[i + 1].low if i + 1 < len(words) else ""
            return after == "by" or (at >= 0 and words[at].low in _BE | {","})
    return False


def leans_on_be(before: list[Token], rest: list[Token]) -> bool:
    """Whether `rest` may go on with the "be" of `before`: "was a child and cared for at home by her parents"."""
    last = next((w.low for w in reversed(before) if w.low in AUXILIARIES), "")
    at = next((i for i, w in enumerate(rest) if w.low not in _ADVERBS and not w.low.endswith("ly")), 0)
    after = rest[at + 1].low if at + 1 < len(rest) else ""
    return last in _BE and after in _PREPOSITIONS and rest[at].low not in _WITHOUT_OBJECT


def needs_auxiliary(words: list[Token]) -> bool:
    """Whether the verb that `words` begin with may be a participle whose auxiliary stands elsewhere."""
    at = next((i for i, w in enumerate(words) if w.low not in _ADVERBS and not w.low.endswith("ly")), 0)
    return bool(words) and _past_form(words[at].low)
