"""What of a chat model's text reaches the page unmarked: wrong citations, quotations and sentences without support.

Scripted models (``scripted.py``) answer our own questions (``questions/citing.json``) from passages that the search
really finds in the starter library. Every second question chose the weights and thresholds of
``assistant/verify/support.py``; the others are held. What counts:

- right: sentences that say what a passage says, most in other words (``rewording.py``): how many are marked supported,
- sloppy: true sentences with a wrong number, none, or a garbled quotation: how many are supported by a wrong source or
  still show words as a quotation that no source has,
- lying: altered and invented sentences: how many are marked supported, or show such a quotation.

At the end the weights are fitted anew on the choosing half, for whoever exchanges the verifier.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from assistant.assistant import Assistant
from assistant.library.sentences import sentences
from assistant.records import CitedSentence, CitedText, Document, GivenPassage, Span
from assistant.verify.cite import Citer
from assistant.verify.quotation import find
from assistant.verify.settle import Bound
from assistant.verify.support import Weights, measures
from benchmarks.library import library, table
from benchmarks.scripted import MODELS, Written

HERE = Path(__file__).parent
PASSAGES = 8
SEED = 20261125
ROUNDS = 2
"""How often each model answers each question, each time in other words."""


class Line(NamedTuple):
    """A line that a model wrote, the sentences that came of it, and what they were bound to."""

    half: str
    model: str
    written: Written
    sentences: tuple[CitedSentence, ...]
    bound: tuple[Bound, ...]
    wrong_source: bool
    false_quotation: bool

    @property
    def supported(self) -> bool:
        return bool(self.sentences) and all(s.support == "supported" for s in self.sentences)

    @property
    def unmarked(self) -> bool:
        """Whether something wrong reaches the page with nothing said."""
        told_supported = any(s.support == "supported" for s in self.sentences)
        if self.false_quotation:
            return True
        return told_supported and (not self.written.true or self.wrong_source)


class Watched(Citer):
    """Keeps what the sentences of the last text were bound to."""

    bound: list[Bound]

    def bind(self, drafts, passages):
        self.bound = super().bind(drafts, passages)
        return self.bound


def run(_: Path) -> None:
    with library([HERE.parent / "corpus"]) as assistant:
        began = time.perf_counter()
        found = list(lines(assistant))
        spent = time.perf_counter() - began
        by_hand = list(_by_hand(assistant))
    table(["half", "model", "lines", "supported", "weak", "unsupported", "wrong and unmarked"], list(_summary(found)))
    print()
    table(["half", "model: kind", "lines", "supported", "wrong and unmarked"], list(_kinds(found)))
    texts = 3 * ROUNDS * len(questions())
    print(f"\n{1000 * spent / texts:.0f} ms a text of {len(found) / texts:.1f} lines, search included.")
    print()
    table(["claims by hand", "true", "supported", "weak", "one fact altered", "supported", "weak"], by_hand)
    print()
    print(_fitted([one for one in found if one.half == "chosen on"]))


def questions() -> list[str]:
    return json.loads((HERE / "questions" / "citing.json").read_text(encoding="utf-8"))


def lines(assistant: Assistant) -> Iterator[Line]:
    """Every line of every model, bound and judged."""
    citer = Watched(assistant.verifier, assistant.embeddings)
    everything = [assistant.shelf.get(document.id) for document in assistant.shelf.catalogue()]
    for nth, question in enumerate(questions()):
        passages = _passages(assistant, question)
        given = {p.document.id for p in passages}
        others = [text for d in everything if d.id not in given for text in _sentences(d)]
        for model, script in MODELS.items():
            for again in range(ROUNDS):
                rng = random.Random(f"{SEED} {nth} {model} {again}")
                written = script(question, passages, rng, others)
                sign = "- " if again else ""
                cited = citer.cite("\n".join(sign + one.line for one in written), passages)
                half = "held" if nth % 2 else "chosen on"
                yield from _lines(half, model, written, cited, citer.bound, passages)


def _passages(assistant: Assistant, question: str) -> list[GivenPassage]:
    found = [hit.passage for hit in assistant.search(question, k=PASSAGES)]
    return [GivenPassage(assistant.shelf.get(p.document_id), Span(p.start, p.end), p.sentences) for p in found]


def _sentences(document: Document) -> list[str]:
    spans = sentences(document.text, "en")
    return [document.text[s.start : s.end] for s in spans if s.end - s.start > 50]


def _lines(
    half: str,
    model: str,
    written: Sequence[Written],
    cited: CitedText,
    bound: Sequence[Bound],
    passages: Sequence[GivenPassage],
) -> Iterator[Line]:
    rows: list[list[int]] = []
    for n, sentence in enumerate(cited.sentences):
        if "\n" in sentence.before or not rows:
            rows.append([])
        rows[-1].append(n)
    if len(rows) != len(written):
        raise ValueError(f"{len(written)} lines became {len(rows)}: {[w.line for w in written]}")
    by_number = {c.n: c for c in cited.citations}
    for one, row in zip(written, rows, strict=True):
        own = tuple(cited.sentences[n] for n in row)
        citations = [by_number[n] for s in own for n in s.citations]
        wrong = bool(one.made_from) and not any(
            c.document_id == t.document.id and c.start < t.span.end and t.span.start < c.end
            for c in citations
            for t in one.made_from
        )
        shown = [s.text[q.start : q.end] for s in own for q in s.quotations]
        false = any(not find(words, p.text) for words in shown for p in [_having(words, passages)])
        yield Line(half, model, one, own, tuple(bound[n] for n in row), wrong, false or _left_in_marks(own))


def _having(words: str, passages: Sequence[GivenPassage]) -> GivenPassage:
    return next((p for p in passages if find(words, p.text)), passages[0])


def _left_in_marks(sentences: Sequence[CitedSentence]) -> bool:
    """Whether more stands in quotation marks than what is said to be a quotation."""
    return any(s.text.count("“") + s.text.count('"') / 2 > len(s.quotations) for s in sentences)


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}" if whole else "–"


def _summary(found: Sequence[Line]) -> Iterator[list[object]]:
    for half in ("chosen on", "held"):
        for model in MODELS:
            mine = [one for one in found if (one.half, one.model) == (half, model)]
            labels = [min((s.support for s in one.sentences), key=_RANK.index) for one in mine]
            shares = [_share(labels.count(label), len(mine)) for label in reversed(_RANK)]
            yield [half, model, len(mine), *shares, _share(sum(one.unmarked for one in mine), len(mine))]


_RANK = ("unsupported", "weak", "supported")


def _kinds(found: Sequence[Line]) -> Iterator[list[object]]:
    for half in ("chosen on", "held"):
        for key in sorted({(one.model, one.written.kind) for one in found}):
            mine = [one for one in found if one.half == half and (one.model, one.written.kind) == key]
            supported, unmarked = sum(one.supported for one in mine), sum(one.unmarked for one in mine)
            yield [half, ": ".join(key), len(mine), _share(supported, len(mine)), _share(unmarked, len(mine))]


def _by_hand(assistant: Assistant) -> Iterator[list[object]]:
    """The claims of ``claims.py``, as a model without numbers might write them: freely worded, by another hand."""
    citer = Citer(assistant.verifier, assistant.embeddings)
    for name in ("claims_dev", "claims_held"):
        rows = json.loads((HERE / "questions" / f"{name}.json").read_text(encoding="utf-8"))
        shares: list[object] = []
        for label in ("supported", "contradicted"):
            mine = [row["claim"] for row in rows if row["label"] == label]
            said = [citer.cite(claim, _passages(assistant, claim)).sentences for claim in mine]
            labels = [min((s.support for s in one), key=_RANK.index) for one in said]
            shares += [len(mine), *(_share(labels.count(label), len(mine)) for label in ("supported", "weak"))]
        yield [name, *shares]


# Fitting -------------------------------------------------------------------------------------------------------------


def _fitted(found: Sequence[Line]) -> str:
    """The weights fitted anew, the threshold that they would need, and what they would do, in one line."""
    rows, labels = [], []
    for one in (line for line in found if line.model != "sloppy"):
        for sentence, bound in zip(one.sentences, one.bound, strict=True):
            invented = any("stood in quotation marks" in flag for flag in sentence.flags)  # marked in any case
            if bound.grounds and not bound.grounds.conflicts and not bound.grounds.missing and not invented:
                rows.append(list(measures(bound.grounds).values()))
                labels.append(one.written.true)
    names = list(measures(next(b.grounds for one in found for b in one.bound if b.grounds)))
    weights = Weights(**dict(zip(names, map(float, np.round(fit(np.array(rows), np.array(labels)), 2)), strict=True)))
    return f"Fitted anew on the choosing half: {weights}"


def fit(x: np.ndarray, y: np.ndarray, ridge: float = 0.5) -> np.ndarray:
    """Weights of a logistic regression by Newton's method, the first column being the offset, which is not shrunk."""
    scale = np.where(x.std(0) > 0, x.std(0), 1.0)
    x = x / scale
    w = np.zeros(x.shape[1])
    penalty = np.full(x.shape[1], ridge)
    penalty[0] = 1e-6
    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        step = np.linalg.solve((x.T * (p * (1 - p))) @ x + np.diag(penalty), x.T @ (y - p) - penalty * w)
        w += step
        if np.abs(step).max() < 1e-6:
            break
    return w / scale

