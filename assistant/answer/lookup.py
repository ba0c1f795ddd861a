"""Lookup: the sentences that answer, few of them, grouped by source; or a refusal that says why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from assistant.answer.candidates import Gathered, promise
from assistant.answer.compose import Chosen, grouped, refusal
from assistant.answer.evidence import Candidate
from assistant.answer.judge import NO_REPLY, judge, says_no_reply, says_not_held, weigh
from assistant.answer.reader import Reader
from assistant.library.sentences import ABOUT_THE_TEXT
from assistant.records import Answer, Hit
from assistant.search.reading import Reading
from assistant.search.resolve import Understood
from assistant.settings import Settings

JUDGED = 20
"""Most promising sentences that are held against the question; an answer further down is beyond what we would show."""
WITHIN = 0.8
"""How far behind the most promising sentence one may lie and still answer, in units of `promise`."""
FURTHER = 2.2
"""The same where somebody is asked for and the most promising sentence tells of the event and names nobody."""
ALL_OF_IT = 0.9
"""Share of the question's words that it must cover then."""
AS_MUCH = 0.75
"""Share of the most promising sentence's covered words that a less promising one must cover to answer instead."""
CONCEDED = 0.25
"""How far behind the answering sentence one that says "not found" may lie and still overrule it.

Only where a date, a number, a name is asked for, or a reply of which it speaks: another open question is answered by
what comes first.
"""
ALONGSIDE = 0.7
"""How far behind the answering sentence others may lie to stand beside it."""
CONTRASTING = 1.6
"""The same where the question states something to be checked: what contradicts it uses other words."""
REACTING, AT_LEAST = 1.2, 4
"""The same within its own document, where a reaction is asked for, until there are so many sentences.

The sentence that names a reaction often says only that there was one; what it was says the next in words of its own.
"""
ADJOINING = 0.4
"""What a sentence gains, in units of `promise`, where it stands next to one that is chosen; benchmarks/log.md."""
DOUBTS_BEHIND = 0.35
"""How far behind at most a sentence from a section on doubts about the text may lie: it is wanted when asked for."""
TOO_ALIKE = 0.92
"""Cosine at which a sentence says what another one says."""
ENOUGH = 0.30
"""Weight under which even the best sentence speaks of something else; benchmarks/log.md."""
READ, FROM = 4, 8
"""Sentences at most that are read with the question, and how many of the most promising they are taken from."""
ANSWERS = 0.30
"""Probability under which a sentence, read with the question, is no answer; benchmarks/log.md."""
NEAR = "what it holds is near the question and does not answer it"


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that a question asks, and the candidates measured against it."""

    reading: Reading
    gathered: Gathered


@dataclass(frozen=True, slots=True)
class Ruling:
    """The sentence that answers, or why none does, and what the sources say about the gap."""

    answer: Candidate | None
    reason: str = ""
    gap: Candidate | None = None


def rule(reading: Reading, candidates: Sequence[Candidate]) -> Ruling:
    """Decide whether the best of `candidates` speak of `reading`: what the checks let through is weighed."""
    ruling = check(reading, candidates)
    if ruling.answer is None or weigh(ruling.answer) >= ENOUGH:
        return ruling
    return Ruling(None, NEAR)


def _answered(part: Part, reader: Reader) -> Ruling:
    """Which sentence answers: the most promising one, read with the question, or another one of the most promising.

    What asks whether something is mentioned, or for a summary, was not among what the reader's weights were fitted on.
    """
    if part.reading.form != "lookup":
        return rule(part.reading, part.gathered.candidates)
    ruling = check(part.reading, part.gathered.candidates)
    if ruling.answer is None:
        return ruling
    first, *others = worth_reading(part.reading, part.gathered.candidates, ruling.answer)
    for some in ([first], others):
        told = reader.answers(part.reading.text, some)
        best = max(zip(told, some, strict=True), key=lambda pair: pair[0], default=None)
        if best and best[0] >= ANSWERS:
            return Ruling(best[1])
    return Ruling(None, NEAR)


def worth_reading(reading: Reading, candidates: Sequence[Candidate], best: Candidate) -> list[Candidate]:
    """`best` and what else of the most promising `candidates` may answer, `READ` of them at most."""
    others = (c for c in candidates[:FROM] if c is not best and judge(reading, c).reason is None)
    return [best, *islice(others, READ - 1)]


def check(reading: Reading, candidates: Sequence[Candidate]) -> Ruling:
    """The most promising of `candidates` that holds what `reading` fixes, or why none does."""
    if not candidates:
        return Ruling(None, "nothing in the documents searched is near it")
    judged = candidates[:JUDGED]
    verdicts = [judge(reading, c) for c in judged]
    top = judged[0].measures
    as_much = top.joint * AS_MUCH if verdicts[0].decisive else 0.0
    fit = [
        c
        for c, verdict in zip(judged, verdicts, strict=True)
        if verdict.reason is None
        and promise(c.measures) >= promise(top) - _within_reach(reading, judged[0], c)
        and c.measures.joint >= as_much
    ]
    covered = fit[0].measures.own if fit else 0.0
    for c, verdict in zip(judged, verdicts, strict=True):
        answers_too = verdict.reason is None and reading.fixes_kind
        no_reply = says_no_reply(reading, c)
        conceded = CONCEDED if reading.fixes_kind or no_reply else 0.0
        as_near = not fit or promise(c.measures) >= promise(fit[0].measures) - conceded
        if as_near and c.measures.own >= covered * AS_MUCH and not answers_too and says_not_held(reading, c):
            if reading.asks_for_a_reply and not no_reply:  # it speaks of something else
                return Ruling(None, NO_REPLY)
            return Ruling(None, "its sources say that this was not found, published or seen", c)
    if not fit:
        return Ruling(None, verdicts[0].reason or "nothing answers it")
    return Ruling(fit[0])


def _within_reach(reading: Reading, top: Candidate, c: Candidate) -> float:
    """How far behind the most promising sentence another may lie and answer.

    Who was at an event is often said after the sentence that tells of it, in words of its own.
    """
    m = top.measures
    told_of = reading.wanted == "person" and m.kind < 1 and m.own >= ALL_OF_IT and c.document.id == top.document.id
    return FURTHER if told_of else WITHIN


def look_up(u: Understood, parts: Sequence[Part], reader: Reader, settings: Settings, searched: str) -> Answer:
    """The answer from these candidates, part by part, or the refusal where no part is answered."""
    rulings = [_answered(part, reader) for part in parts]
    hits = nearest(parts[0].gathered)
    if all(ruling.answer is None for ruling in rulings):
        gaps = [ruling.gap for ruling in rulings if ruling.gap]
        said = [Chosen(gap.document, gap.span) for gap in gaps[:1]]
        return refusal(u, rulings[0].reason, searched, said, hits)
    chosen: list[Chosen] = []
    open_parts: list[str] = []
    room = max(1, settings.answer_sentences // len(parts))
    for part, ruling in zip(parts, rulings, strict=True):
        if ruling.answer is None:
            open_parts.append(f"On “{part.reading.asks.strip(' ,;?')}”: {ruling.reason}.")
            continue
        best = beside(_within(u, part, ruling.answer), ruling.answer, settings, room)
        chosen.extend(c for c in (Chosen(x.document, x.span) for x in best) if c not in chosen)
    answer = grouped(u, u.reading.form, chosen, hits=hits)
    return replace(answer, notices=(*open_parts, *answer.notices))


def _within(u: Understood, part: Part, best: Candidate) -> Part:
    """`part` kept to the documents that the question names with their date, where the answer comes from one of them."""
    named = {document.id for document in u.named}
    if not u.reading.periods or best.document.id not in named:
        return part
    kept = tuple(c for c in part.gathered.candidates if c.document.id in named)
    return replace(part, gathered=replace(part.gathered, candidates=kept))


def beside(part: Part, best: Candidate, settings: Settings, most: int) -> list[Candidate]:
    """`best` and what may stand beside it: at most `most` sentences, of few documents, none saying the same."""
    chosen, top = [best], promise(best.measures)
    for c in part.gathered.candidates:
        if len(chosen) >= most:
            break
        within = _beside_within(part.reading, best, c, len(chosen))
        if promise(c.measures) + ADJOINING * _adjoins(c, chosen) < top - within:
            continue
        doubts = ABOUT_THE_TEXT.search(c.heading) and promise(c.measures) < top - DOUBTS_BEHIND
        if c is best or doubts or not _has_room(c, chosen, part.reading, settings):
            continue
        if judge(part.reading, c).reason is not None:
            continue
        if all(part.gathered.similarity(c, x) < TOO_ALIKE for x in chosen):
            chosen.append(c)
    return chosen


def _beside_within(reading: Reading, best: Candidate, c: Candidate, chosen: int) -> float:
    """How far behind the answering sentence `c` may lie to stand beside it, where so many are `chosen`."""
    if reading.verifies:
        return CONTRASTING
    told = reading.asks_for_a_reaction and chosen < AT_LEAST and c.document.id == best.document.id
    return REACTING if told else ALONGSIDE


def _adjoins(c: Candidate, chosen: Sequence[Candidate]) -> bool:
    """Whether nothing but white space stands between the sentence and one of those chosen."""
    text = c.document.text
    spans = [x.span for x in chosen if x.document.id == c.document.id]
    gaps = [text[min(s.end, c.span.end) : max(s.start, c.span.start)] for s in spans if s != c.span]
    return any(not gap.strip() for gap in gaps)


def _has_room(c: Candidate, chosen: Sequence[Candidate], reading: Reading, settings: Settings) -> bool:
    """A statement to be checked is held against several documents; other answers stay with few."""
    documents = [x.document.id for x in chosen]
    if reading.verifies and documents.count(c.document.id) >= 2:
        return False
    return c.document.id in documents or len(set(documents)) < settings.answer_documents


def nearest(gathered: Gathered, most: int = 3) -> tuple[Hit, ...]:
    """The nearest passages, shown beside an answer and instead of one."""
    return gathered.hits[:most]
