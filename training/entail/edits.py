"""One fact changed in a sentence: a number, a date, a name, an office, a negation, a direction, a quantity.

Every edit says which words of the new sentence are the wrong ones. What replaces a name or a number is taken from the
evidence where there is another one, so that a wrong word cannot be told by its absence.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.records import Span


@dataclass(frozen=True, slots=True)
class Edit:
    """A changed sentence, the span of its wrong words, and the words that stood there."""

    text: str
    wrong: Span
    right: str
    kind: str


NUMBER = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?(?![\w]|[.,]\d)")
YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
NAME = re.compile(r"\b[A-Z][\w'’-]+(?: (?:of |the |de |van )?[A-Z][\w'’-]+)*")
WORDS = re.compile(r"[A-Za-z]+(?:[-'’][a-z]+)*")
_COUNTS = "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty hundred".split()  # noqa: SIM905
_MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()  # noqa: SIM905
_RANKS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()  # noqa: SIM905
_OFFICES = (
    "president,prime minister,foreign minister,defence minister,vice president,general secretary,chancellor,king,queen",
    "director,deputy director,chairman,secretary,treasurer,spokesman,adviser,manager,chief executive,founder,owner",
    "actor,singer,writer,director,producer,painter,composer,poet,journalist,politician,scientist,footballer,lawyer",
    "captain,lieutenant,colonel,general,admiral,sergeant",
    "mother,father,brother,sister,son,daughter,wife,husband,uncle,aunt,cousin",
    "ambassador,minister,mayor,governor,senator,judge,deputy,commissioner",
    "British,French,German,American,Canadian,Italian,Spanish,Russian,Chinese,Japanese,Korean,Indian,Australian,Irish",
    "red,blue,green,black,white,yellow,brown,grey",
    "north,south,east,west",
    "northern,southern,eastern,western",
    "book,film,song,album,play,series,poem",
    "village,town,city,county,province,country,island",
    "daily,weekly,monthly,yearly,annual,quarterly",
    "company,bank,school,university,hospital,church,museum,club",
    "letter,speech,report,statement,interview,telegram,treaty,agreement",
    "morning,afternoon,evening,night",
)
_OPPOSITES = (
    "rose/fell increased/decreased increase/decrease increasing/decreasing higher/lower highest/lowest high/low "
    "more/less more/fewer most/fewest before/after earlier/later first/last above/below over/under up/down into/out "
    "won/lost win/lose accepted/rejected accept/reject approved/rejected allowed/forbade allows/forbids allow/ban "
    "bought/sold buy/sell gave/took gained/lost began/ended begins/ends begin/end opened/closed open/closed "
    "strengthened/weakened strong/weak stronger/weaker expand/contract expanding/contracting expanded/shrank "
    "supported/opposed supports/opposes support/oppose agreed/disagreed agreed/refused remembered/forgot "
    "arrived/left arrived/departed import/export imports/exports imported/exported old/new older/newer older/younger "
    "oldest/youngest large/small larger/smaller largest/smallest long/short longer/shorter longest/shortest "
    "fast/slow faster/slower early/late near/far inside/outside public/private male/female man/woman men/women "
    "all/some many/few always/never often/rarely usually/rarely both/neither several/none every/no only/also "
    "minimum/maximum least/most major/minor majority/minority upper/lower better/worse best/worst good/bad "
    "success/failure succeeded/failed possible/impossible likely/unlikely able/unable safe/dangerous "
    "with/without including/excluding raised/lowered raise/lower improved/worsened hired/dismissed "
    "married/divorced born/died alive/dead created/destroyed built/demolished added/removed adds/removes "
    "included/excluded joined/left entered/left praised/criticised thanked/blamed confirmed/denied "
    "may/must could/will may/will should/must proposed/adopted planned/completed considered/decided "
    "easing/tightening upside/downside moderate/rapid modest/strong accelerated/slowed unchanged/changed "
    "domestic/foreign urban/rural rich/poor modern/ancient left/right front/back top/bottom day/night winter/summer "
    "positive/negative present/absent partly/wholly temporary/permanent voluntary/compulsory"
)
_AUXILIARY = re.compile(
    r"\b(?:is|was|are|were|has|had|have|will|would|can|could|should|must|may|did|does|do)(?: not\b)?(?!n't)"
)
_PAST = re.compile(r"(?<=[a-z] )(?P<verb>[a-z]+(?:ed))\b(?! by\b)")


def _opposites() -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for pair in _OPPOSITES.split():
        a, b = pair.split("/")
        out.setdefault(a, []).append(b)
        out.setdefault(b, []).append(a)
    return out


_OPPOSITE = _opposites()
_GROUPS = [group.split(",") for group in _OFFICES]
_OFFICE = re.compile(r"\b(?:" + "|".join(sorted((w for g in _GROUPS for w in g), key=len, reverse=True)) + r")\b")


def _replace(sentence: str, found: re.Match[str], by: str, kind: str) -> Edit:
    text = sentence[: found.start()] + by + sentence[found.end() :]
    return Edit(text, Span(found.start(), found.start() + len(by)), found.group(), kind)


def number(sentence: str, evidence: str, rng: random.Random) -> Edit | None:
    """Another number: the evidence's own where it has another, else one near it; a year stays a year."""
    found = _one(NUMBER, sentence, rng)
    if not found:
        return _of(sentence, _COUNTS, "number", rng) or _of(sentence, _RANKS, "number", rng)
    told = found.group()
    year = bool(YEAR.fullmatch(told))
    others = {n for n in NUMBER.findall(evidence) if bool(YEAR.fullmatch(n)) == year and n not in sentence}
    if others and rng.random() < 0.6:
        return _replace(sentence, found, rng.choice(sorted(others)), "number")
    return _replace(sentence, found, _near(told, rng), "number")


def _near(told: str, rng: random.Random) -> str:
    value = float(told.replace(",", ""))
    if YEAR.fullmatch(told):
        return str(int(value) + rng.choice((-30, -10, -3, -2, -1, 1, 2, 3, 10)))
    if rng.random() < 0.3:
        digits = [i for i, c in enumerate(told) if c.isdigit()]
        i = rng.choice(digits)
        return told[:i] + rng.choice([d for d in "123456789" if d != told[i]]) + told[i + 1 :]
    other = value * rng.choice((0.5, 0.8, 1.1, 1.2, 1.5, 2, 3, 10)) if value > 20 else value + rng.choice((1, 2, 3, 5))
    decimals = len(told.partition(".")[2])
    out = f"{other:,.{decimals}f}" if "," in told or value >= 10000 else f"{other:.{decimals}f}"
    return out if out != told else str(int(value) + 1)


def day(sentence: str, evidence: str, rng: random.Random) -> Edit | None:
    """Another month or weekday."""
    return _of(sentence, _MONTHS, "date", rng) or _of(sentence, _DAYS, "date", rng)


def name(sentence: str, evidence: str, rng: random.Random, others: Sequence[str] = ()) -> Edit | None:
    """Another proper name: the evidence's own where it has another, else one of `others`."""
    names = _names(sentence)
    if not names:
        return None
    found = rng.choice(names)
    own = {m.group() for m in NAME.finditer(evidence) if " " in m.group() or not _begins_sentence(evidence, m.start())}
    pool = [n for n in sorted(own) if n not in sentence and found.group() not in n and n not in _MONTHS + _DAYS]
    pool = pool if pool and rng.random() < 0.75 else [n for n in others if n not in sentence] or pool
    return _replace(sentence, found, rng.choice(pool), "name") if pool else None


def _begins_sentence(text: str, at: int) -> bool:
    """Whether a capital at `at` may be a sentence's, rather than a name's."""
    return at < 2 or text[at - 2] in ".!?\"'”"


def swap(sentence: str, evidence: str, rng: random.Random) -> Edit | None:
    """Two names of the sentence in one another's place: who did it to whom."""
    names = _names(sentence)
    if len(names) < 2:
        return None
    a, b = sorted(rng.sample(names, 2), key=lambda m: m.start())
    joined = re.fullmatch(r"(?:[^A-Za-z]*|.*\b(?:and|or|with)\b.*)", sentence[a.end() : b.start()])
    if a.group() == b.group() or joined:
        return None
    text = sentence[: a.start()] + b.group() + sentence[a.end() : b.start()] + a.group() + sentence[b.end() :]
    return Edit(text, Span(a.start(), a.start() + len(b.group())), a.group(), "swap")


def office(sentence: str, evidence: str, rng: random.Random) -> Edit | None:
    """Another office, trade, kin, nation, colour or kind of thing."""
    found = _one(_OFFICE, sentence, rng)
    if not found:
        return None
    group = next(g for g in _GROUPS if found.group() in g)
    pool = [w for w in group if w != found.group() and w not in sentence]
    inside = [w for w in pool if re.search(rf"\b{w}\b", evidence)]
    return _replace(sentence, found, rng.choice(inside or pool), "title") if pool else None


def opposite(sentence: str, evidence: str, rng: random.Random) -> Edit | None:
    """A word of direction, degree or quantity turned into its opposite."""
    found = [m for m in WORDS.finditer(sentence) if m.group() in _OPPOSITE]
    if not found:
        return None
    one = rng.choice(found)
    return _replace(sentence, one, rng.choice(_OPPOSITE[one.group()]), "direction")


def negation(sentence: str, evidence: str, rng: random.Random) -> Edit | None:
    """A "not" put in or taken out."""
    if found := _one(_AUXILIARY, sentence, rng):
        verb, _, has = found.group().partition(" ")
        return _replace(sentence, found, verb if has else f"{verb} {rng.choice(('not', 'not', 'never'))}", "negation")
    past = _one(_PAST, sentence, rng)
    if not past:
        return None
    stem = re.sub(r"(?<=[^aeiou]i)ed$", "ed", past["verb"])
    base = stem[:-3] + "y" if stem.endswith("ied") else stem[:-1] if stem[-3] in "aeiuvsczg" else stem[:-2]
    return _replace(sentence, past, rng.choice((f"did not {base}", f"never {past['verb']}")), "negation")


Rule = Callable[[str, str, random.Random], Edit | None]
RULES: tuple[Rule, ...] = (number, number, day, name, name, name, swap, office, opposite, opposite, negation)
"""Each as often as it is to be tried."""


def edit(sentence: str, evidence: str, rng: random.Random, others: Sequence[str] = ()) -> Edit | None:
    """`sentence` with one fact changed, by the first rule of a random order that finds something to change."""
    order = list(RULES)
    rng.shuffle(order)
    for rule in order:
        found = name(sentence, evidence, rng, others) if rule is name else rule(sentence, evidence, rng)
        if found and found.text != sentence:
            return found
    return None


def shortened(sentence: str) -> str | None:
    """`sentence` without its last clause or an inserted one: less is said, and it is still true."""
    inserted = re.sub(r" ?\([^)]*\)|, (?:which|who|where|whose)\b[^,]*,", "", sentence)
    if inserted != sentence and len(inserted.split()) >= 6:
        return inserted
    cut = re.sub(r",? (?:which|who|where|while|whereas|although|because|after|before)\b[^,.]*\.?$", ".", sentence)
    return cut if cut != sentence and len(cut.split()) >= 6 else None


def _names(sentence: str) -> list[re.Match[str]]:
    """Proper names; a single word that begins the sentence may be any word."""
    found = [m for m in NAME.finditer(sentence) if m.start() > 0 or " " in m.group()]
    return [m for m in found if m.group() not in _MONTHS + _DAYS]


def _one(pattern: re.Pattern[str], sentence: str, rng: random.Random) -> re.Match[str] | None:
    found = list(pattern.finditer(sentence))
    return rng.choice(found) if found else None


def _of(sentence: str, words: Sequence[str], kind: str, rng: random.Random) -> Edit | None:
    found = _one(re.compile(r"\b(?:" + "|".join(words) + r")\b"), sentence, rng)
    return _replace(sentence, found, rng.choice([w for w in words if w != found.group()]), kind) if found else None
