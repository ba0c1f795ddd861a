"""Labelled pairs for the cross-encoder, from sets whose licence allows it, near misses first.

What the model has to learn is to miss a fact. So every answered question also comes with its passage without the
answering sentence, with another passage of the same article, and now and then with a name or a number exchanged.

| source | gives | licence |
|---|---|---|
| XQuAD, English | questions with exact spans | CC BY-SA 4.0 |
| CLAPNQ dev, the half of even position | search questions, half of them without an answer on their page | Apache-2.0 |
| FEVER | claims turned into questions, with their evidence | CC BY-SA |
| ``training/questions``, ``benchmarks/questions/written_dev.json`` | questions and near misses | the project's own |
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.library.sentences import sentences
from assistant.records import Span
from training.cross.network import Pair

PROJECT = Path(__file__).resolve().parent.parent.parent
ABOUT_PARAGRAPHS = PROJECT / "training" / "questions" / "paragraphs.json"
ABOUT_RECORDS = PROJECT / "benchmarks" / "questions" / "written_dev.json"
HELD_OUT = 10
"""One of so many XQuAD articles is kept out of training, with the questions written about it."""
NEAR_SHARE = 0.6
"""Share of XQuAD's questions that are also asked of another paragraph of their article."""
CLAIMS = 1200
"""Claims of FEVER that are turned into questions."""
SHORTEST, LONGEST = 250, 900
"""Characters of a passage in training: mostly shorter than in the index, which halves the time it takes."""


@dataclass(frozen=True, slots=True)
class Example:
    """A pair with its labels; None where it is not known which of the sentences answer."""

    pair: Pair
    answers: bool
    sentences: tuple[bool, ...] | None


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its sentences, and what stands above it."""

    context: str
    text: str
    spans: tuple[Span, ...]

    def within(self, kept: Sequence[int]) -> Text:
        """The text of these sentences alone, joined."""
        out, spans = "", []
        for i in kept:
            body = self.text[self.spans[i].start : self.spans[i].end].strip()
            out = f"{out} {body}" if out else body
            spans.append(Span(len(out) - len(body), len(out)))
        return Text(self.context, out, tuple(spans))


def text_of(context: str, text: str) -> Text:
    """`text` with its sentences found."""
    return Text(context, text, sentences(text, "en"))


def example(question: str, text: Text, answering: Sequence[int] | None) -> Example:
    """A pair whose text answers with the sentences `answering`; none of them: it does not; None: not known which."""
    pair = Pair(question, text.context, text.text, text.spans)
    if answering is None:
        return Example(pair, True, None)
    return Example(pair, bool(answering), tuple(i in answering for i in range(len(text.spans))))


def answered(question: str, text: Text, answering: Sequence[int], rng: random.Random) -> Iterator[Example]:
    """A question that `text` answers: with a window of the text that does, and the same without those sentences."""
    window = _window(text, answering, rng)
    yield example(question, text.within(window), [i for i, k in enumerate(window) if k in answering])
    rest = [k for k in window if k not in answering]
    if len(rest) > 1:
        yield example(question, text.within(rest), [])


def _window(text: Text, around: Sequence[int], rng: random.Random) -> list[int]:
    """Sentences in a row around `around`, or from anywhere, as many as a passage holds."""
    first = last = rng.choice(around) if around else rng.randrange(len(text.spans))
    used = text.spans[first].end - text.spans[first].start
    most = rng.randint(SHORTEST, LONGEST)
    while True:
        options = [k for k in (first - 1, last + 1) if 0 <= k < len(text.spans)]
        options = [k for k in options if used + text.spans[k].end - text.spans[k].start <= most]
        if not options:
            return list(range(first, last + 1))
        k = rng.choice(options)
        first, last = min(first, k), max(last, k)
        used += text.spans[k].end - text.spans[k].start


# Sources --------------------------------------------------------------------------------------------------------


def xquad(file: Path, rng: random.Random, *, held_out: bool) -> Iterator[Example]:
    """Questions of XQuAD with their paragraph, without the answer, and with a near paragraph of the same article."""
    for number, article in enumerate(json.loads(file.read_text(encoding="utf-8"))["data"]):
        if (number % HELD_OUT == 0) != held_out:
            continue
        title = str(article.get("title", "")).replace("_", " ")
        texts = [text_of(title, paragraph["context"]) for paragraph in article["paragraphs"]]
        for text, paragraph in zip(texts, article["paragraphs"], strict=True):
            others = [t for t in texts if t is not text]
            for asked in paragraph["qas"]:
                at = int(asked["answers"][0]["answer_start"])
                answering = [i for i, s in enumerate(text.spans) if s.start <= at < s.end]
                yield from answered(asked["question"], text, answering, rng)
                if others and rng.random() < NEAR_SHARE:
                    near = max(others, key=lambda t: _shared(asked["question"], t.text))
                    yield example(asked["question"], near.within(_window(near, (), rng)), [])
                if changed := exchanged(asked["question"], [q["question"] for q in paragraph["qas"]], rng):
                    yield example(changed, text.within(_window(text, answering, rng)), [])


def clapnq(file: Path, rng: random.Random, *, held_out: bool) -> Iterator[Example]:
    """Search questions with their passage, answered or not; those of odd position are held out."""
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines()):
        if bool(number % 2) != held_out:
            continue
        row = json.loads(line)
        given = row["sentences"]
        text = Text("", "", ())
        for sentence in given:  # the set's own sentences, so that its selection can be found among them
            start = len(text.text) + bool(text.text)
            joined = f"{text.text} {sentence}" if text.text else sentence
            text = Text(row["title"], joined, (*text.spans, Span(start, len(joined))))
        answering = [i for i, sentence in enumerate(given) if sentence in row["selected"]]
        if row["answerable"] and answering:
            yield from answered(row["question"], text, answering, rng)
        elif not row["answerable"]:
            yield example(row["question"], text.within(_window(text, (), rng)), [])


def fever(file: Path, rng: random.Random) -> Iterator[Example]:
    """Supported claims as questions about their subject, with their evidence and with evidence on something near."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if row["supported"] and len(row["evidence"]) < LONGEST]
    rng.shuffle(rows)
    by_name: dict[str, list[str]] = {}
    for row in rows:
        for name in set(_NAME.findall(row["claim"])):
            by_name.setdefault(name, []).append(row["evidence"])
    for row in rows[:CLAIMS]:
        question = _asked(row["claim"], rng)
        if not question:
            continue
        text = text_of("", row["evidence"])
        yield example(question, text, [0] if len(text.spans) == 1 else None)
        near = [e for name in _NAME.findall(row["claim"]) for e in by_name[name] if not _same(e, row["evidence"])]
        if near:
            yield example(question, text_of("", rng.choice(near)), [])


def written(file: Path, texts: dict[str, Text], rng: random.Random) -> Iterator[Example]:
    """Questions and near misses written for this project: ``{"question", "entries", "sentences": [their numbers]}``."""
    for row in json.loads(file.read_text(encoding="utf-8")):
        if (text := texts.get(row["entries"][0])) is None:
            continue
        if row["sentences"]:
            yield from answered(row["question"], text, row["sentences"], rng)
            continue
        # A near miss is missed wherever one reads: where its words are nearest, and somewhere else.
        nearest = max(range(len(text.spans)), key=lambda i: _shared(row["question"], _sentence(text, i)))
        yield example(row["question"], text.within(_window(text, [nearest], rng)), [])
        if len(text.text) > 2 * LONGEST:
            yield example(row["question"], text.within(_window(text, (), rng)), [])


# Words ----------------------------------------------------------------------------------------------------------

_NAME = re.compile(r"[A-Z][\w'’-]+(?: (?:of |the )?[A-Z][\w'’-]+)*")
_SWAPPED = re.compile(r"\b(?:1[5-9]|20)\d\d\b|\b\d[\d,.]*\b|(?<=[a-z] )[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*")
_SUBJECT = re.compile(r"^(?:The )?[A-Z][\w'’.-]*(?: (?:of |the |and )?[A-Z][\w'’.-]*)* (?=(?:is|was|has|had|are|were|"
                      r"[a-z]+ed|[a-z]+s|won|began|wrote|sang|made|took|became|went)\b)")  # fmt: skip


def exchanged(question: str, others: Sequence[str], rng: random.Random) -> str | None:
    """`question` with one of its names or numbers exchanged for another question's, or None where there is none."""
    own = list(_SWAPPED.finditer(question))
    if not own:
        return None
    found = rng.choice(own)
    number = found.group()[0].isdigit()
    pool = [m for other in others for m in _SWAPPED.findall(other) if m[0].isdigit() == number and m not in question]
    if number and not pool:
        pool = [str(int(float(re.sub(r"[^\d.]", "", found.group()).strip(".") or 0)) + rng.choice((-3, -1, 1, 2, 10)))]
    return question[: found.start()] + rng.choice(pool) + question[found.end() :] if pool else None


def _asked(claim: str, rng: random.Random) -> str | None:
    """A claim as a question about its subject: "Fox released the film" → "who released the film?"."""
    subject = _SUBJECT.match(claim)
    if not subject:
        return None
    return f"{rng.choice(('who', 'what', 'which one', 'who or what'))} {claim[subject.end() :].rstrip('. ')}?"


def _words(text: str) -> set[str]:
    return {w for w in re.findall(r"\w+", text.casefold()) if len(w) > 3}


def _shared(a: str, b: str) -> int:
    return len(_words(a) & _words(b))


def _same(a: str, b: str) -> bool:
    return _shared(a, b) > 0.5 * min(len(_words(a)), len(_words(b)))


def _sentence(text: Text, i: int) -> str:
    return text.text[text.spans[i].start : text.spans[i].end]
