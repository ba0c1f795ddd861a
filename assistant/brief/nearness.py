"""How near a document, and a sentence, is to a topic. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer.candidates import Gathered, promise
from assistant.answer.evidence import Candidate, terms_of
from assistant.answer.judge import judge
from assistant.library.sentences import ABOUT_THE_TEXT
from assistant.records import Document
from assistant.search.choose import Talk, has
from assistant.search.phrases import mentions
from assistant.search.reading import Reading
from assistant.search.referred import wish_of
from assistant.search.resolve import Understood

NEAR = 1.9
"""How far behind the most promising sentence, in units of promise, one may lie and still be on the topic."""
WIDER, FEW = 2.6, 3
"""The same where fewer than so many documents have a sentence on the topic: benchmarks/log.md."""
CENTRAL, BESIDE = 0.9, 0.6
"""Weight from which all of a document is on the topic; weight of another message of the same series."""
BESIDE_MEANT = 0.85
"""The most that another message weighs where the topic says which one it means."""
NAMED_NEARBY = 0.4
"""`Measures.names` that a sentence beside the topic must have: whom the topic names stands in its document at least."""
MOST_OF_A_SERIES = 3


def weights_of(u: Understood, gathered: Gathered, chosen: Sequence[Document], within: float = NEAR) -> dict[str, float]:
    """Each document's nearness: that of its three most promising sentences, the best document's being 1.

    Those farther behind the best than `within` are left out, all but the `chosen` where there are any.
    """
    if chosen:
        return {d.id: 1.0 for d in chosen}
    by_document: dict[str, list[float]] = {}
    for c in gathered.candidates:
        if not ABOUT_THE_TEXT.search(c.heading) and c.measures.period >= 0:
            by_document.setdefault(c.document.id, []).append(promise(c.measures))
    scores = {i: sum(sorted(own)[-3:]) / min(3, len(own)) for i, own in by_document.items()}
    if not scores:
        return {c.document.id: 1.0 for c in gathered.candidates[:1]}
    top = max(scores.values())
    named = {d.id for d in u.named}
    return {i: min(1.0, score / top + 0.1 * (i in named)) for i, score in scores.items() if score >= top - within}


def with_meant(weights: dict[str, float], topic: str, catalogue: Sequence[Document]) -> dict[str, float]:
    """`weights` where the topic names a message by sender, recipient or day: it is nearest, other messages beside."""
    talk = Talk(tuple(catalogue))
    wishes = (wish_of(mention, topic, talk) for mention in mentions(topic)[:1] if mention.fixes)
    held = {d.id: d for d in catalogue}
    meant = {i for wish in wishes if wish for i in weights if has(held[i], wish, talk)}
    if not meant:
        return weights
    return {
        i: 1.0 if i in meant else min(weight, BESIDE_MEANT) if held[i].metadata.recipient else weight
        for i, weight in weights.items()
    }


def series_of(weights: dict[str, float], inside: Sequence[Document]) -> frozenset[str]:
    """Messages of the same sender to the same recipient as the nearest document, which is one; at most a few."""
    held = {d.id: d for d in inside}
    nearest = max((i for i in weights if i in held), key=lambda i: weights[i], default=None)
    if nearest is None or not held[nearest].metadata.recipient:
        return frozenset()
    m = held[nearest].metadata
    others = (d for d in inside if d.id != nearest)
    same = [d for d in others if (d.metadata.issuer, d.metadata.recipient) == (m.issuer, m.recipient)]
    occasion = terms_of(m.occasion or m.title)
    same.sort(key=lambda d: -len(occasion & terms_of(d.metadata.occasion or d.metadata.title)))
    return frozenset(d.id for d in same[:MOST_OF_A_SERIES] if weights.get(d.id, 0.0) < CENTRAL)


def is_on_topic(c: Candidate, reading: Reading, weights: dict[str, float], gathered: Gathered, within: float) -> bool:
    """A sentence of a document near the topic: any of the nearest ones, of others those that speak of the topic."""
    weight = weights.get(c.document.id)
    if weight is None or c.measures.period < 0:
        return False
    if weight >= CENTRAL:
        return True
    top = promise(gathered.candidates[0].measures)
    return promise(c.measures) >= top - within and c.measures.names > NAMED_NEARBY and not judge(reading, c).decisive
