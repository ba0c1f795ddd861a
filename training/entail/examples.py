"""Labelled pairs of evidence and claim for the verifier, from sets whose licence allows it.

| source | gives | licence |
|---|---|---|
| FEVER | claims with the sentences that support or refute them | CC BY-SA |
| Factcheck-GPT | claims with passages that support, refute or do not concern them | Apache-2.0 |
| XQuAD, English | questions with right and wrong answers as statements; sentences with a fact changed | CC BY-SA 4.0 |
| CLAPNQ dev | sentences that answer a question, with a fact changed | Apache-2.0 |
| FOMC statements | sentences with a fact changed | public domain |
| ``training/claims`` | invented documents with summaries, reworded and altered by hand | the project's own |

Held out for measuring: every tenth evidence of FEVER, by its text, and the documents of `HELD_GENRES`.
"""

from __future__ import annotations

import difflib
import hashlib
import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.records import Span
from assistant.verify.choose import choose, read_together, sentences_of
from assistant.verify.network import LABELS
from training.entail.edits import Edit, edit, shortened

CLAIMS = Path(__file__).resolve().parent.parent / "claims"
SUPPORTED, CONTRADICTED, NEITHER = range(len(LABELS))
HELD_GENRES = ("earnings call", "bill or act", "podcast", "scene of a play in", "sales e-mail", "scientific paper")
"""Genres, by how their name begins, that the verifier never sees in training."""
FEWEST, MOST = 25, 80
"""Words of evidence in training; what is read in use lies between."""

AS_WRITTEN = 2
"""Times that a summary's sentence stands as true beside the false ones made from it, so that style tells nothing."""
HEADED = 0.3
"""Share of the evidence of written documents that begins with their first line, as a heading does."""


@dataclass(frozen=True, slots=True)
class Example:
    """A pair with its label; `wrong` are the claim's words that the evidence does not bear out, None if unknown."""

    evidence: str
    claim: str
    label: int
    wrong: tuple[Span, ...] | None = ()
    source: str = ""


def changed(right: str, wrong: str) -> tuple[Span, ...]:
    """Where `wrong` has other words than `right`; where words only went missing, the words beside the gap."""
    a, b = re.findall(r"\w+|[^\w\s]", right), list(re.finditer(r"\w+|[^\w\s]", wrong))
    out = []
    for op, _, _, j1, j2 in difflib.SequenceMatcher(None, a, [m.group() for m in b], autojunk=False).get_opcodes():
        if op == "equal":
            continue
        first, last = (j1, j2 - 1) if j2 > j1 else (max(0, j1 - 1), min(j1, len(b) - 1))
        out.append(Span(b[first].start(), b[last].end()))
    return tuple(out)


def edited(evidence: str, claim: str, rng: random.Random, others: Sequence[str], source: str) -> Iterator[Example]:
    """A supported claim with one fact changed, in the claim or (as often as it can be) in the evidence."""
    found = edit(claim, evidence, rng, others)
    if not found:
        return
    if rng.random() < 0.35 and _in_evidence(found, evidence):
        by = found.text[found.wrong.start : found.wrong.end]
        at = claim.find(found.right)
        other = re.sub(rf"\b{re.escape(found.right)}\b", lambda _: by, evidence)
        yield Example(other, claim, CONTRADICTED, (Span(at, at + len(found.right)),), source)
        return
    yield Example(evidence, found.text, CONTRADICTED, (found.wrong,), source)


def _in_evidence(found: Edit, evidence: str) -> bool:
    by = found.text[found.wrong.start : found.wrong.end]
    return found.kind != "swap" and by not in evidence and bool(re.search(rf"\b{re.escape(found.right)}\b", evidence))


# Sources --------------------------------------------------------------------------------------------------------


def held(evidence: str) -> bool:
    """Whether an evidence of FEVER is kept for measuring: by the sum of its text, so all its claims go with it."""
    return int(hashlib.sha256(evidence.encode()).hexdigest(), 16) % 10 == 0


def plain(text: str) -> str:
    """FEVER's text as people write it."""
    text = text.replace("-LRB-", "(").replace("-RRB-", ")").replace("-LSB-", "[").replace("-RSB-", "]")
    text = text.replace("``", '"').replace("''", '"').replace(" -- ", " – ")
    return re.sub(r"(?<=[(\[]) | (?=[,.;:!?)\]])| (?='s\b)", "", text)


def rows(file: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def fever(file: Path, rng: random.Random, *, held_out: bool = False) -> Iterator[Example]:
    """Claims with their evidence; supported ones also with a fact changed, and with evidence for another claim."""
    found = [(plain(str(r["evidence"])), plain(str(r["claim"])), bool(r["supported"])) for r in rows(file)]
    kept = [row for row in found if held(row[0]) == held_out]
    names = sorted({m for e, _, _ in kept for m in re.findall(r"(?<=[a-z] )[A-Z][a-z]+(?: [A-Z][a-z]+)?", e)})
    by_name: dict[str, list[str]] = {}
    for evidence, claim, _ in kept:
        for name in set(re.findall(r"[A-Z]\w{3,}", claim)):
            by_name.setdefault(name, []).append(evidence)
    for evidence, claim, supported in kept:
        yield Example(evidence, claim, SUPPORTED if supported else CONTRADICTED, () if supported else None, "fever")
        if held_out:
            continue
        if supported and rng.random() < 0.35:
            yield from edited(evidence, claim, rng, rng.sample(names, 3), "fever edited")
        if rng.random() < 0.18:
            near = [e for n in re.findall(r"[A-Z]\w{3,}", claim) for e in by_name[n] if e != evidence]
            near = [e for e in near if not set(sentences_of(e)) & set(sentences_of(evidence))]
            if near:
                yield Example(rng.choice(near), claim, NEITHER, None, "fever other")


def factcheck(file: Path, rng: random.Random) -> Iterator[Example]:
    """Claims with passages found for them on the web, by stance; partly supporting ones are left out."""
    labels = {"completely-support": SUPPORTED, "refute": CONTRADICTED, "irrelevant": NEITHER}
    for row in rows(file):
        label = labels.get(str(row["stance"]))
        if label is None or (label == NEITHER and rng.random() > 0.45):
            continue
        evidence, claim = str(row["evidence"]), str(row["claim"])
        parts = sentences_of(evidence)
        evidence = read_together([parts[i] for i in choose(claim, parts, MOST)])
        yield Example(evidence, claim, label, () if label == SUPPORTED else None, "factcheck")
        if label == SUPPORTED and rng.random() < 0.7:
            yield from edited(evidence, claim, rng, (), "factcheck edited")


def xquad(file: Path, rng: random.Random) -> Iterator[Example]:
    """Answers as statements: right, with another paragraph's answer of the same look, and without the sentence."""
    for article in json.loads(file.read_text(encoding="utf-8"))["data"]:
        paragraphs = article["paragraphs"]
        for paragraph in paragraphs:
            parts = sentences_of(paragraph["context"])
            answers = [qa["answers"][0]["text"] for p in paragraphs for qa in p["qas"]]
            for qa in paragraph["qas"]:
                answer = qa["answers"][0]["text"]
                right = statement(qa["question"], answer)
                words = rng.randint(FEWEST, MOST)
                evidence = read_together([parts[i] for i in choose(right, parts, words)])
                if answer.lower() not in evidence.lower():
                    continue
                yield Example(evidence, right, SUPPORTED, (), "xquad")
                pool = [a for a in answers if _look(a) == _look(answer) and a.lower() not in answer.lower()]
                pool = [a for a in pool if a in evidence and answer not in a] or pool
                if pool and rng.random() < 0.9:
                    wrong = statement(qa["question"], other := rng.choice(pool))
                    at = wrong.rfind(other[1:])
                    span = (Span(max(0, at - 1), at + len(other) - 1),) if at >= 0 else None
                    yield Example(evidence, wrong, CONTRADICTED, span, "xquad wrong")
                rest = [p for p in parts if answer.lower() not in p.lower()]
                if rest and rng.random() < 0.4:
                    evidence = read_together([rest[i] for i in choose(right, rest, words)])
                    yield Example(evidence, right, NEITHER, None, "xquad without")


_DID = re.compile(
    r"^(?P<ask>When|Where|How|Why|In (?:what|which) \w+|(?:On|In|At|For|From|To|With) \w+ [\w ]+?|What|Who|Whom|"
    r"(?:What|Which|How many|How much) [\w' -]+?) (?:did|does|do) (?P<rest>.+?)\??$"
)
_WHO = re.compile(r"^(?:Who|What) (?P<rest>(?!is |are |was |were |do |did |does |kind |type |year |[A-Z]).+?)\??$")
_IS = re.compile(r"^(?:Who|What) (?P<be>is|are|was|were) (?P<rest>.+?)\??$")


def statement(question: str, answer: str) -> str:
    """Question and answer as one statement; where its form is not known, as question and answer in a row."""
    question, answer = question.strip(), answer.strip(" .")
    first = answer[0].upper() + answer[1:]
    if found := _DID.match(question):
        ask, rest = found["ask"], found["rest"]
        if ask.startswith("How many") or ask.startswith("How much"):
            return f"{rest[0].upper() + rest[1:]} {answer} {ask.split(' ', 2)[2]}."
        joint = "in " if ask in ("When", "Where") and re.match(r"[A-Z\d]", answer) else ""
        return f"{rest[0].upper() + rest[1:]} {joint}{answer}."
    if found := _IS.match(question):
        return f"{first} {found['be']} {found['rest']}."
    if found := _WHO.match(question):
        return f"{first} {found['rest']}."
    return f"{question} {first}."


def _look(answer: str) -> tuple[bool, bool, int]:
    return answer[:1].isdigit(), answer[:1].isupper(), min(len(answer.split()), 4)


def own_sentences(texts: Iterable[Sequence[str]], rng: random.Random, share: float, source: str) -> Iterator[Example]:
    """Sentences of a text as claims about it: as they stand, shortened, with a fact changed, with theirs left out."""
    for parts in texts:
        for i, claim in enumerate(parts):
            if not 6 <= len(claim.split()) <= 45 or rng.random() > share:
                continue
            evidence = read_together([parts[k] for k in choose(claim, parts, rng.randint(FEWEST, MOST))])
            if claim not in evidence:
                continue
            short = shortened(claim)
            if short or rng.random() < 0.4:
                yield Example(evidence, short or claim, SUPPORTED, (), source)
            yield from edited(evidence, short or claim, rng, (), f"{source} edited")
            rest = [*parts[:i], *parts[i + 1 :]]
            if len(rest) > 2 and rng.random() < 0.25:
                evidence = read_together([rest[k] for k in choose(claim, rest, rng.randint(FEWEST, MOST))])
                yield Example(evidence, claim, NEITHER, None, f"{source} without")


def written(documents: Sequence[dict[str, Any]], rng: random.Random) -> Iterator[Example]:
    """Summaries of the invented documents: as written, reworded, altered, and without their evidence."""
    for row in documents:
        parts, summary = sentences_of(row["document"]), row["summary"]
        for claim in summary:
            yield from _as_written(claim, parts, rng)
        for change in row["same"]:
            text = change["text"]
            yield Example(_windowed(text, parts, rng), text, SUPPORTED, (), "written same")
            if rng.random() < 0.4:
                yield from edited(_windowed(text, parts, rng), text, rng, (), "written same edited")
        for change in row["changed"]:
            text, label = change["text"], LABELS.index(change["label"])
            yield Example(_windowed(text, parts, rng), text, label, _wrong(change, summary), "written changed")


def _as_written(claim: str, parts: Sequence[str], rng: random.Random) -> Iterator[Example]:
    """A summary's sentence as it stands, with a fact changed by rule, and without its evidence."""
    for _ in range(AS_WRITTEN):
        yield Example(_windowed(claim, parts, rng), claim, SUPPORTED, (), "written")
    if rng.random() < 0.5:
        yield from edited(_windowed(claim, parts, rng), claim, rng, (), "written edited")
    if rng.random() < 0.2:
        best = choose(claim, parts, 1)
        rest = [part for i, part in enumerate(parts) if i not in best]
        yield Example(_windowed(claim, rest, rng), claim, NEITHER, None, "written without")


def _windowed(claim: str, parts: Sequence[str], rng: random.Random) -> str:
    """The sentences of `parts` that speak of the claim, few or many, with the first before them now and then."""
    chosen = choose(claim, parts, rng.randint(FEWEST, MOST))
    if 0 not in chosen and rng.random() < HEADED:  # in use, a document's title and parties stand before it
        chosen = [0, *chosen]
    return read_together([parts[i] for i in chosen])


def _wrong(change: dict[str, Any], summary: Sequence[str]) -> tuple[Span, ...]:
    """The words of a false sentence that make it false: named where all of it is worded anew, else what differs."""
    text = str(change["text"])
    if named := change.get("wrong"):
        at = text.index(named)
        return (Span(at, at + len(named)),)
    return changed(summary[change["at"]], text)


def documents(folder: Path = CLAIMS, *, held_out: bool = False) -> list[dict[str, Any]]:
    """The invented documents of `folder`, of the held genres or of the others."""
    found = [row for file in sorted(folder.glob("*.jsonl")) for row in rows(file)]
    return [row for row in found if str(row["genre"]).startswith(HELD_GENRES) == held_out]
