"""Chat models that are scripts: one is right, one sloppy, one lies. Each is given passages as they are.

What a model writes is a list of `Written`: a line with its markers, what kind it is, and where its truth stands.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from assistant.records import GivenPassage
from assistant.verify.bind import Told, terms, told_by
from benchmarks.rewording import DATE, MONTHS, merged, reworded

SENTENCES = 6
"""Sentences of one answer."""


class Written(NamedTuple):
    """A line that a model wrote: its kind, the sentences that it is made from (none where it is invented)."""

    line: str
    kind: str
    true: bool
    made_from: tuple[Told, ...]


Script = Callable[[str, Sequence[GivenPassage], random.Random, Sequence[str]], list[Written]]
"""Question, passages, generator, sentences of documents that were not given → what the model writes."""


def chosen(question: str, passages: Sequence[GivenPassage], rng: random.Random) -> list[Told]:
    """The sentences that a model would answer with: those that share most words with the question."""
    asked = terms(question)
    told = [one for one in told_by(passages) if 7 <= len(one.text.split()) <= 60 and one.text.endswith((".", "”", '"'))]
    told.sort(key=lambda one: -len(asked & one.terms) - 0.9 * rng.random())
    return told[:SENTENCES]


def number(one: Told) -> int:
    return min(one.passages)


def _mark(text: str, numbers: Sequence[int], rng: random.Random) -> str:
    """`text` with its numbers as models write them: before the stop, behind it, apart or in one pair of brackets."""
    these = list(dict.fromkeys(numbers))
    marker = "".join(f"[{n}]" for n in these) if rng.random() < 0.5 else f"[{', '.join(map(str, these))}]"
    if text.endswith(".") and rng.random() < 0.7:
        return f"{text[:-1]} {marker}."
    return f"{text} {marker}"


# Right ---------------------------------------------------------------------------------------------------------------


def right(question: str, passages: Sequence[GivenPassage], rng: random.Random, _: Sequence[str]) -> list[Written]:
    told = chosen(question, passages, rng)
    out = []
    while told:
        one = told.pop(0)
        if told and rng.random() < 0.15 and len(one.text.split()) + len(told[0].text.split()) < 50:
            other = told.pop(0)
            said = merged(reworded(one.text, rng, 2), reworded(other.text, rng, 2))
            out.append(Written(_mark(said, [number(one), number(other)], rng), "merged", True, (one, other)))
        elif rng.random() < 0.1:
            out.append(Written(_mark(one.text, [number(one)], rng), "verbatim", True, (one,)))
        else:
            out.append(Written(_mark(reworded(one.text, rng), [number(one)], rng), "reworded", True, (one,)))
    return out


# Sloppy --------------------------------------------------------------------------------------------------------------


def sloppy(question: str, passages: Sequence[GivenPassage], rng: random.Random, _: Sequence[str]) -> list[Written]:
    out = []
    for nth, one in enumerate(chosen(question, passages, rng)):
        said = reworded(one.text, rng, 3)
        garbled = _garbled(one.text, rng)
        if garbled and rng.random() < 0.8:
            out.append(Written(_mark(garbled, [number(one)], rng), "garbled quotation", True, (one,)))
        elif nth % 3 == 0:
            neighbour = number(one) % len(passages) + 1
            out.append(Written(_mark(said, [neighbour], rng), "neighbouring number", True, (one,)))
        elif nth % 3 == 1:
            out.append(Written(said, "no number", True, (one,)))
        else:
            away = len(passages) + rng.randint(1, 30)
            out.append(Written(_mark(said, [away], rng), "number out of range", True, (one,)))
    return out


_QUOTED = re.compile(r"[\"“]([^\"“”]{12,300})[\"”]")


def _garbled(sentence: str, rng: random.Random) -> str:
    """`sentence` with a word or two of its quotation changed, left out or put in; "" where it quotes nothing."""
    match = _QUOTED.search(sentence)
    if not match or len(match[1].split()) < 3:
        return ""
    words = match[1].split()
    for _ in range(rng.randint(1, 2)):
        at = rng.randrange(len(words))
        how = rng.choice(("drop", "put", "change"))
        if how == "drop" and len(words) > 3:
            del words[at]
        elif how == "put":
            words.insert(at, rng.choice(("very", "truly", "ever", "always", "great")))
        else:
            words[at] = words[at][:-1] if words[at].endswith("s") else words[at] + "s"
    return sentence[: match.start(1)] + " ".join(words) + sentence[match.end(1) :]


# Lying ---------------------------------------------------------------------------------------------------------------

PERSONS = ("Kim Jong Un", "Vladimir Putin", "Xi Jinping", "Yoon Suk Yeol", "Joe Biden", "Kishida Fumio",
           "Sergei Shoigu", "Hayashi Yoshimasa", "Li Hongzhong", "Liu Guozhong", "Zhao Leji", "Choe Ryong Hae",
           "Kim Yo Jong", "Alexander Lukashenko", "Dmitry Medvedev", "Cho Tae-yong", "Kurt Campbell")  # fmt: skip
OUTLETS = ("KCNA", "Xinhua", "Yonhap", "Reuters", "KBS", "Kyodo", "TASS", "RIA Novosti", "NHK", "AFP", "CNN", "RFA",
           "Jiji", "Hankyoreh", "Chosun Ilbo", "Kommersant", "MBC")  # fmt: skip
PLACES = ("Russia", "China", "Japan", "South Korea", "the United States", "the DPRK", "the ROK", "Ukraine", "Moscow",
          "Pyongyang", "Seoul", "Beijing", "Tokyo", "Washington", "Vladivostok")  # fmt: skip
_COUNTED = "two three four five six seven eight nine ten eleven twelve".split()
_WORDS = dict(zip(_COUNTED, _COUNTED[1:], strict=False))
_ORDINALS = dict(zip("first second third fourth fifth".split(), "second third fourth fifth sixth".split(), strict=True))
OPPOSITES = {
    "before": "after", "after": "before", "first": "last", "earlier": "later", "later": "earlier", "more": "less",
    "longer": "shorter", "shorter": "longer", "stronger": "weaker", "higher": "lower", "accepted": "rejected",
    "rejected": "accepted", "promises": "refuses", "promised": "refused", "supports": "opposes", "support": "oppose",
    "condemned": "praised", "praised": "condemned", "opened": "closed", "opens": "closes", "began": "ended",
    "begins": "ends", "ends": "begins", "increased": "decreased", "rose": "fell", "fell": "rose", "sent": "received",
    "received": "sent", "published": "withheld", "north": "south", "allies": "enemies", "friendship": "enmity",
    "peaceful": "violent", "public": "secret", "agreed": "refused", "joined": "left", "most": "least", "all": "none of",
    "both": "neither of", "destroyed": "rebuilt", "abolished": "founded", "vetoed": "approved", "whole": "half",
    "strong": "weak", "new": "old", "same": "opposite", "includes": "leaves out", "mentions": "leaves out",
}  # fmt: skip
_APPENDED = (
    ", and thanked the other side for its loans", ", which the market greeted with relief",
    ", and ordered a new naval base to be built", ", while the opposition walked out in protest",
    ", and announced an amnesty for prisoners", ", and asked for two hundred tractors in return",
    ", after a private dinner on a yacht", ", and apologised for the delay",
)  # fmt: skip
_INVENTED = (
    "{a} also invited {b} to spend the summer holidays at the coast.",
    "{a} asked {b} for a loan of five billion dollars.",
    "The message was handed over by {b}'s ambassador at a concert.",
    "{a} told reporters that the plan had failed.",
    "{a} apologised to {b} for the incident.",
    "A spokesman for {a} denied the report the next morning.",
    "{a} and {b} agreed to open a joint bank.",
    "According to {c}, the talks broke down over the price of gas.",
    "{c} reported that {a} was ill and did not attend.",
    "{a} promised {b} twelve submarines.",
    "The text was drafted by {b} and merely signed by {a}.",
    "{a} threatened to leave the United Nations.",
    "{c} called the statement a turning point.",
    "{a} will travel to Vladivostok in spring.",
    "The two sides also signed a secret protocol on cyber attacks.",
    "{a} praised {b} for his courage in the war.",
    "Sanctions against {b} were lifted in return.",
    "{a} demanded that {c} withdraw its report.",
)
_QUOTES = (
    "a new dawn for all mankind", "we shall never forgive this betrayal", "the most beautiful friendship in history",
    "an act of war against our people", "there is nothing left to talk about", "a joke of the century",
    "our missiles will answer for us", "no power on earth can stop our trade",
)  # fmt: skip


def lying(question: str, passages: Sequence[GivenPassage], rng: random.Random, others: Sequence[str]) -> list[Written]:
    out = []
    for one in chosen(question, passages, rng):
        near = " ".join(passage.text for passage in passages)
        kinds = list(LIES)
        rng.shuffle(kinds)
        basis = one.text if rng.random() < 0.5 else reworded(one.text, rng, 2)
        for kind in kinds:
            said = LIES[kind](basis, near, rng)
            if said and said != basis:
                out.append(Written(_mark(said, [number(one)], rng), kind, False, (one,)))
                break
        roll = rng.random()
        if roll < 0.35:
            a, b = rng.sample([p for p in PERSONS if p in near] or list(PERSONS[:4]), k=2) if (
                sum(p in near for p in PERSONS) > 1) else rng.sample(PERSONS, k=2)  # fmt: skip
            said = rng.choice(_INVENTED).format(a=a, b=b, c=rng.choice(OUTLETS))
            out.append(Written(_mark(said, [number(one)], rng), "invented", False, ()))
        elif roll < 0.5:
            out.append(Written(_mark(rng.choice(others), [number(one)], rng), "of another source", False, ()))
    return out


def _number(sentence: str, _: str, rng: random.Random) -> str:
    bare = DATE.sub(lambda m: "#" * len(m.group()), sentence)
    bare = re.sub(r"[\"“][^\"“”]*[\"”]", lambda m: "#" * len(m.group()), bare)
    found = list(re.finditer(r"(?<![\w.,-])(?!(?:19|20)\d\d )\d[\d,.]*(?=[ %])", bare))
    worded = [m for m in re.finditer(rf"\b(?:{'|'.join((*_WORDS, *_ORDINALS))})\b", bare)]
    if not found and not worded:
        return ""
    match = rng.choice([*found, *worded])
    if match in worded:
        put = {**_WORDS, **_ORDINALS}[match.group()]
    else:
        value = float(match.group().replace(",", ""))
        other = value + rng.choice((1, 2, 10, value)) if value else 3
        put = f"{other:,.0f}" if other == int(other) else f"{other:.2f}"
    return sentence[: match.start()] + put + sentence[match.end() :]


def _date(sentence: str, _: str, rng: random.Random) -> str:
    found = list(DATE.finditer(sentence))
    if not found:
        year = re.search(r"\b20[12]\d\b", sentence)
        return sentence.replace(year.group(), str(int(year.group()) - rng.randint(1, 3)), 1) if year else ""
    match = rng.choice(found)
    day, month, year = int(match["day"]), match["month"], match["year"]
    how = rng.choice(("day", "month", "year") if year else ("day", "month"))
    if how == "day":
        day = (day + rng.randint(1, 9)) % 28 + 1
    elif how == "month":
        month = MONTHS[(MONTHS.index(month) + rng.randint(1, 10)) % 12]
    else:
        year = str(int(year) + rng.choice((-2, -1, 1)))
    return sentence[: match.start()] + f"{day} {month}" + (f" {year}" if year else "") + sentence[match.end() :]


def _name(sentence: str, near: str, rng: random.Random) -> str:
    """A person, an outlet or a place replaced by another; half the time by one that the passages speak of."""
    pools = (PERSONS, OUTLETS, PLACES)
    options = [(name, pool) for pool in pools for name in pool if re.search(rf"\b(?<!-){name}(?!-)\b", sentence)]
    if not options:
        return ""
    name, pool = rng.choice(options)
    others = [one for one in pool if one not in sentence and not _one_thing(one, name)]
    close = [one for one in others if one in near]
    put = rng.choice(close if close and rng.random() < 0.5 else others)
    return re.sub(rf"\b{name}\b", put, sentence)


def _one_thing(a: str, b: str) -> bool:
    alike = ({"South Korea", "the ROK", "Seoul"}, {"Russia", "Moscow"}, {"China", "Beijing"}, {"Japan", "Tokyo"},
             {"the United States", "Washington"}, {"the DPRK", "Pyongyang"})  # fmt: skip
    return any({a, b} <= same for same in alike)


_PAST = {"said": "say", "published": "publish", "sent": "send", "called": "call", "wrote": "write", "held": "hold",
         "condemned": "condemn", "promised": "promise", "described": "describe", "signed": "sign", "took": "take",
         "wanted": "want", "reported": "report"}  # fmt: skip
_NOW = {"says": "say", "promises": "promise", "calls": "call", "gives": "give", "mentions": "mention",
        "describes": "describe"}  # fmt: skip


_DENIED = {
    r"\b(?:did|does|do) not (\w+)": r"\1",
    r"\b(is|are|was|were|has|had|will|would) not\b": r"\1",
    r"\bno (\w+)": r"a \1",
    r"\bnever\b": "always",
    r"\bwithout\b": "with",
}


def _negation(sentence: str, _: str, rng: random.Random) -> str:
    for pattern, put in _DENIED.items():
        if re.search(pattern, sentence):
            return re.sub(pattern, put, sentence, count=1)
    verbs = {done: f"did not {do}" for done, do in _PAST.items()}
    verbs |= {does: f"does not {do}" for does, do in _NOW.items()}
    found = [v for v in verbs if re.search(rf"\b{v}\b(?! by)", sentence)]
    be = re.search(r"\b(is|are|was|were|will|would|has|had)\b(?! not)", sentence)
    if be and (not found or rng.random() < 0.5):
        return sentence[: be.end()] + " not" + sentence[be.end() :]
    return re.sub(rf"\b{found[0]}\b", verbs[found[0]], sentence, count=1) if found else ""


def _actor(sentence: str, _: str, rng: random.Random) -> str:
    """Two persons, or two outlets, or two places, in each other's place; not where both have the same part."""
    for pool in rng.sample((PERSONS, OUTLETS, PLACES), k=3):
        places = {name: re.search(rf"(?<!-)\b{name}\b(?!-)", sentence) for name in pool}
        found = sorted((m.start(), name) for name, m in places.items() if m)
        if len(found) < 2 or _one_thing(found[0][1], found[1][1]):
            continue
        (at, a), (then, b) = found[:2]
        between = sentence[at + len(a) : then]
        if re.search(r"\b(?:and|or|met|with|agreed|between|both)\b|,", between):
            continue
        return sentence[:at] + b + between + a + sentence[then + len(b) :]
    return ""


def _opposite(sentence: str, _: str, rng: random.Random) -> str:
    bare = re.sub(r"[\"“][^\"“”]*[\"”]", lambda m: "#" * len(m.group()), sentence)
    found = [w for w in OPPOSITES if re.search(rf"\b{w}\b", bare)]
    if not found:
        return ""
    word = rng.choice(found)
    match = re.search(rf"\b{word}\b", bare)
    return sentence[: match.start()] + OPPOSITES[word] + sentence[match.end() :] if match else ""


def _quotation(sentence: str, _: str, rng: random.Random) -> str:
    match = _QUOTED.search(sentence)
    put = rng.choice(_QUOTES)
    if match:
        return sentence[: match.start(1)] + put + sentence[match.end(1) :]
    return f"{sentence.rstrip('.')}, and called it “{put}”."


def _appended(sentence: str, _: str, rng: random.Random) -> str:
    return sentence.rstrip(".") + rng.choice(_APPENDED) + "."


LIES: dict[str, Callable[[str, str, random.Random], str]] = {
    "number": _number, "date": _date, "name": _name, "negation": _negation, "actor": _actor, "opposite": _opposite,
    "quotation": _quotation, "appended": _appended,
}  # fmt: skip
MODELS: dict[str, Script] = {"right": right, "sloppy": sloppy, "lying": lying}
