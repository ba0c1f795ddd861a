"""Labelled pairs of question and text for the reader, from sets whose licence allows it, near misses first.

What the reader has to learn is to miss a fact. So every answered question also comes with its passage without the
answering sentence, with another passage of the same article, and now and then with a name or a number exchanged.

| source | gives | licence |
|---|---|---|
| ``training/questions``, about ``training/claims`` and ``training/records`` | questions | the project's own |
| ``training/questions/paragraphs.json``, about paragraphs of XQuAD | the same | the project's own |
| XQuAD, English | questions with exact spans | CC BY-SA 4.0 |
| CLAPNQ dev, one in four | search questions, half of them without an answer on their page | Apache-2.0 |
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
from training.entail.examples import rows

QUESTIONS = Path(__file__).resolve().parent.parent / "questions"
ABOUT_PARAGRAPHS = QUESTIONS / "paragraphs.json"
HELD_OUT = 10
"""One of so many XQuAD articles is kept out of training, with the questions written about it."""
NEAR_SHARE = 0.6
"""Share of XQuAD's questions that are also asked of another paragraph of their article."""
WITHOUT = 0.5
"""Share of the answered questions that also come with what stands around the answer, without it."""
EXCHANGED = 0.25
"""Share of XQuAD's questions that also come with a name or number exchanged, where there is one."""
ELSEWHERE, FOREIGN, MANY = 0.15, 0.3, 20
"""Shares of the written questions that are also asked of another place in their document, and of the nearest among the
documents written beside it and so many others."""
HEADED = 0.8
"""Share of the texts that have what is known of them above, as they have in use."""
SHORTEST, LONGEST = 120, 800
"""Characters of a text in training: one sentence to a passage."""


@dataclass(frozen=True, slots=True)
class Example:
    """A question, a text and what is known of it (`context`), and the spans of the text that answer, if any do."""

    question: str
    context: str
    text: str
    wanted: tuple[Span, ...]
    source: str

    @property
    def answers(self) -> bool:
        """Whether the text answers the question."""
        return bool(self.wanted)

    @property
    def evidence(self) -> str:
        """What is read with the question."""
        return f"{self.context} {self.text}".strip()


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


def answered(
    question: str, text: Text, answering: Sequence[int], rng: random.Random, source: str
) -> Iterator[Example]:
    """A question that `text` answers: with a window of the text that does, and now and then without those sentences."""
    window = _window(text, answering, rng)
    told = text.within(window)
    wanted = tuple(told.spans[i] for i, k in enumerate(window) if k in answering)
    yield Example(question, _context(text, rng), told.text, wanted, source)
    rest = [k for k in window if k not in answering]
    if rest and rng.random() < WITHOUT:
        yield _unanswered(question, text, rest, rng, f"{source} without")


def _unanswered(question: str, text: Text, kept: Sequence[int], rng: random.Random, source: str) -> Example:
    return Example(question, _context(text, rng), text.within(kept).text, (), source)


def _context(text: Text, rng: random.Random) -> str:
    """What stands above the text in use: heading, title and parties; now and then nothing."""
    return text.context if rng.random() < HEADED else ""


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


def invented(texts: dict[str, Text], rng: random.Random) -> Iterator[Example]:
    """Questions about the invented documents, answered or not, each with where its words are nearest."""
    asked = [row for file in sorted(QUESTIONS.glob("*.jsonl")) for row in rows(file) if row["document"] in texts]
    others = sorted(texts)
    for row in asked:
        question, text = row["question"], texts[row["document"]]
        told = _standing(text, row["answer"] or row["near"])
        if row["answer"]:
            yield from answered(question, text, told, rng, "invented")
        else:
            yield _unanswered(question, text, _window(text, told, rng), rng, "invented, near")
        if rng.random() < ELSEWHERE:
            window = _window(text, (), rng)
            if not row["answer"] or not set(window) & set(told):
                yield _unanswered(question, text, window, rng, "invented, elsewhere")
        if rng.random() < FOREIGN:
            beside = [name for name in others if name[:-2] == row["document"][:-2]]  # some go on with one story
            some = [texts[name] for name in (*beside, *rng.sample(others, MANY)) if name != row["document"]]
            near = max(some, key=lambda t: _shared(question, t.text))
            nearest = _window(near, [_nearest(question, near)], rng)
            yield _unanswered(question, near, nearest, rng, "invented, other document")


def _standing(text: Text, quoted: str) -> list[int]:
    """The sentences of `text` in which one of the quotations, parted by " ... ", stands."""
    found = []
    for part in quoted.split(" ... "):
        words = re.compile(r"\s+".join(re.escape(word) for word in part.split()))
        if at := words.search(text.text):
            found += [i for i, s in enumerate(text.spans) if s.start < at.end() and s.end > at.start()]
    return sorted(set(found))


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
                question, at = asked["question"], int(asked["answers"][0]["answer_start"])
                answering = [i for i, s in enumerate(text.spans) if s.start <= at < s.end]
                yield from answered(question, text, answering, rng, "xquad")
                if others and rng.random() < NEAR_SHARE:
                    near = max(others, key=lambda t: _shared(question, t.text))
                    yield _unanswered(question, near, _window(near, (), rng), rng, "xquad, near")
                changed = exchanged(question, [q["question"] for q in paragraph["qas"]], rng)
                if changed and rng.random() < EXCHANGED:
                    yield _unanswered(changed, text, _window(text, answering, rng), rng, "xquad, exchanged")


def clapnq(file: Path, rng: random.Random, *, held_out: bool) -> Iterator[Example]:
    """Search questions with their passage, answered or not: those of odd position, held out, or one in four.

    What is left between them is for `training/weigh.py`, which has to see the reader on questions that it never saw.
    """
    for number, row in enumerate(rows(file)):
        if not (number % 2 if held_out else number % 4 == 0):
            continue
        text = Text("", "", ())
        for sentence in row["sentences"]:  # the set's own sentences, so that its selection can be found among them
            start = len(text.text) + bool(text.text)
            joined = f"{text.text} {sentence}" if text.text else sentence
            text = Text(row["title"], joined, (*text.spans, Span(start, len(joined))))
        answering = [i for i, sentence in enumerate(row["sentences"]) if sentence in row["selected"]]
        if row["answerable"] and answering:
            yield from answered(row["question"], text, answering, rng, "clapnq")
        elif not row["answerable"]:
            yield _unanswered(row["question"], text, _window(text, (), rng), rng, "clapnq, near")


def written(file: Path, texts: dict[str, Text], rng: random.Random) -> Iterator[Example]:
    """Questions and near misses written for this project: ``{"question", "entries", "sentences": [their numbers]}``."""
    for row in json.loads(file.read_text(encoding="utf-8")):
        if (text := texts.get(row["entries"][0])) is None:
            continue
        if row["sentences"]:
            yield from answered(row["question"], text, row["sentences"], rng, file.stem)
            continue
        # A near miss is missed wherever one reads: where its words are nearest, and somewhere else.
        nearest = _window(text, [_nearest(row["question"], text)], rng)
        yield _unanswered(row["question"], text, nearest, rng, f"{file.stem}, near")
        if len(text.text) > 2 * LONGEST:
            yield _unanswered(row["question"], text, _window(text, (), rng), rng, f"{file.stem}, elsewhere")


# Words ----------------------------------------------------------------------------------------------------------

_SWAPPED = re.compile(r"\b(?:1[5-9]|20)\d\d\b|\b\d[\d,.]*\b|(?<=[a-z] )[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*")


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


def _words(text: str) -> set[str]:
    return {w for w in re.findall(r"\w+", text.casefold()) if len(w) > 3}


def _shared(a: str, b: str) -> int:
    return len(_words(a) & _words(b))


def _nearest(question: str, text: Text) -> int:
    """The sentence of `text` that has most words of the question."""
    said = [text.text[s.start : s.end] for s in text.spans]
    return max(range(len(said)), key=lambda i: _shared(question, said[i]))
