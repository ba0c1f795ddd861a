"""Summaries of comparisons by scripted models: how many true lines are kept, and how many mixed up or invented ones.

Every pair of messages in the starter library that has a place filled on both sides. A line is made of the sentences
that a model is given: true ones quote or reword each side's own; the others give A's words to B, with B's numbers or
with A's, quote a third document, or lie of A alone. No network and no server: what a model would write is written here.
"""

from __future__ import annotations

import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from assistant.assistant import Assistant
from assistant.chat.budget import Budget
from assistant.chat.writer import Limits, Writer
from assistant.compare.chain import Summariser
from assistant.compare.findings import Finding, findings
from assistant.compare.numbering import Numbering
from assistant.verify.alike import without_frame
from assistant.verify.cite import Citer
from benchmarks.library import library, table
from benchmarks.rewording import reworded
from benchmarks.scripted import LIES

SEED = 20261125
CORPUS = Path(__file__).parent.parent / "corpus"
VERBS = (("has", "has"), ("speaks of", "speaks of"), ("says", "says"), ("uses the words", "uses the words"))
_QUOTED = re.compile(r"[\"“]([^\"“”]{8,160})[\"”]")

Lines = Iterator[tuple[str, bool, str]]


def run(_: Path) -> None:
    rng = random.Random(SEED)
    kept: dict[tuple[bool, str], list[bool]] = defaultdict(list)
    spent: list[float] = []
    with library([CORPUS]) as assistant:
        citer = Citer(assistant.verifier, assistant.embeddings)
        by = Summariser(assistant.shelf, Writer(None, "openai:scripted", Limits(), Budget(16000, 1000)), citer)  # type: ignore[arg-type]
        messages = [d.id for d in assistant.documents() if d.metadata.kind == "message"]
        pairs = list(combinations(messages, 2))
        for a, b in pairs:
            comparison = assistant.comparer.compare(a, b)
            found = findings(comparison, assistant.document(a), assistant.document(b))
            for line, true, kind in written(found, third(assistant, {a, b}, rng), rng):
                began = time.perf_counter()
                kept[true, kind].append(by.held(line, found, Numbering(comparison.citations)) is not None)
                spent.append(time.perf_counter() - began)
    rows = [[kind, "true" if true else "false", len(held), f"{100 * sum(held) / len(held):.1f}"]
            for (true, kind), held in sorted(kept.items(), reverse=True)]  # fmt: skip
    totals = Counter((true, held) for (true, _), all_ in kept.items() for held in all_)
    for true in (True, False):
        n = totals[true, True] + totals[true, False]
        rows.append(["all", "true" if true else "false", n, f"{100 * totals[true, True] / n:.1f}"])
    table(["line", "it is", "lines", "kept %"], rows)
    print(f"\n{len(pairs)} pairs; {1000 * sum(spent) / len(spent):.0f} ms a line.")


def third(assistant: Assistant, but: set[str], rng: random.Random) -> list[str]:
    """Quotations of documents that are not compared."""
    others = [assistant.document(d.id).text for d in assistant.documents() if d.id not in but]
    said = [m for text in others for m in _QUOTED.findall(text) if len(m.split()) > 2]
    return rng.sample(said, 6)


def written(found: list[Finding], elsewhere: list[str], rng: random.Random) -> Lines:
    """Lines for each place that both sides have: (line, whether it is true, of what kind)."""
    numbers = {one: n for n, one in enumerate(found, 1)}
    for place in dict.fromkeys(one.place for one in found):
        a, b = (next((one for one in found if (one.side, one.place) == (side, place)), None) for side in "AB")
        if a is None or b is None:
            continue
        m, n = numbers[a], numbers[b]
        of_a, of_b = (_QUOTED.search(one.passage.text) for one in (a, b))
        if of_a and of_b and of_a[1] not in b.document.text and of_b[1] not in a.document.text:
            first, second = rng.choice(VERBS)
            p, q = of_a[1].strip(" ,."), of_b[1].strip(" ,.")
            yield f"Text A {first} “{p}” [{m}], while Text B {second} “{q}” [{n}].", True, "quoted"
            yield f"Text A {first} “{q}” [{n}], while Text B {second} “{p}” [{m}].", False, "sides mixed up"
            yield f"Text A {first} “{q}” [{m}], while Text B {second} “{p}” [{n}].", False, "sides and numbers"
            yield f"Text A {first} “{p}” [{m}], while Text B {second} “{p}” [{n}].", False, "A's words for both"
            yield f"Both texts have “{q}” [{n}].", False, "B's words for both"
            other = rng.choice(elsewhere)
            yield f"Text A {first} “{other}” [{m}], while Text B {second} “{q}” [{n}].", False, "a third text's words"
        said_a, said_b = (_flat(without_frame(reworded(one.passage.text, rng))) for one in (a, b))
        yield f"In Text A {said_a} [{m}], while in Text B {said_b} [{n}].", True, "reworded"
        if a.document.metadata.issuer != b.document.metadata.issuer:
            yield f"In Text A {said_b} [{n}], while in Text B {said_a} [{m}].", False, "sides mixed up, reworded"
            yield f"In Text A {said_b} [{m}], while in Text B {said_a} [{n}].", False, "sides and numbers, reworded"
            yield f"In Text A {said_b} [{m}].", False, "B's sentence said of A"
        basis = a.passage.text if rng.random() < 0.5 else f"{said_a}."
        for kind, lie in LIES.items():
            said = lie(basis, f"{a.passage.text} {b.passage.text}", rng)
            if said and said != basis:
                yield f"In Text A {_flat(said)} [{m}], while in Text B {said_b} [{n}].", False, f"lie: {kind}"
                yield f"In Text A {_flat(said)} [{m}].", False, f"lie: {kind}"


def _flat(sentence: str) -> str:
    return " ".join(re.sub(r"^[A-Z][\w ]{2,24}: ", "", sentence).split()).rstrip(".")
