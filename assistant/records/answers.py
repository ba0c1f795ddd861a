"""A question, what a search returns for it, and the answer made of that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal

from assistant.records.documents import Citation, Passage, Scope

Form = Literal["lookup", "summary", "timeline", "presence", "comparison"]
Support = Literal["supported", "weak", "unsupported"]


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found, with its fused score: 1.0 is the best that every signal agreed on, higher is better."""

    rank: int
    score: float
    passage: Passage
    similarity: float = 0.0  # cosine of question and passage, or of its best sentence where that is higher

    def as_json(self) -> dict[str, Any]:
        """The hit as the commands print it."""
        p = self.passage
        return {
            "rank": self.rank,
            "score": round(self.score, 4),
            "document_id": p.document_id,
            "version": p.version,
            "title": p.title,
            "page": p.page,
            "start": p.start,
            "end": p.end,
            "text": p.text,
        }


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, and how long it took."""

    question: str
    hits: tuple[Hit, ...]
    milliseconds: float

    def as_json(self) -> dict[str, Any]:
        """The search as the commands print it."""
        hits = [hit.as_json() for hit in self.hits]
        return {"question": self.question, "hits": hits, "milliseconds": self.milliseconds}


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an answer and the numbers of the citations that carry it.

    ``remarks`` say why it is not supported, and what was changed in what a chat model wrote; they are not printed.
    """

    text: str
    citations: tuple[int, ...] = ()
    support: Support = "supported"
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """Another document that a reference may have meant."""

    document_id: str
    title: str
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, of which documents, and after what: earlier questions, documents cited and talked of."""

    text: str
    scope: Scope = field(default_factory=Scope)
    conversation: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()  # to the earlier questions, as far as they are known
    last_cited: tuple[str, ...] = ()
    talked_of: tuple[str, ...] = ()  # documents that earlier questions were about, the latest first
    read_before: str = ""  # the last question as it was understood

    def after(self, earlier: Answer) -> Question:
        """This question, asked after `earlier` was answered, and after what that one followed."""
        return self.following(earlier.question, earlier.read_as, earlier.cited, earlier.about, earlier.answer)

    def following(
        self, asked: str, read_as: str, cited: Sequence[str], about: Sequence[str], answered: str = ""
    ) -> Question:
        """As `after`, for an answer of which no more is known: documents by id, those cited in order of mention."""
        return replace(
            self,
            conversation=(*self.conversation, asked),
            answers=(*self.answers, answered),
            last_cited=tuple(cited) or self.last_cited,
            talked_of=tuple(dict.fromkeys((*about, *cited, *self.talked_of))),
            read_before=read_as,
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, or a refusal with the nearest passages, and everything needed to check it."""

    question: str
    read_as: str
    form: Form
    answer: str
    refused: bool
    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    nearest: tuple[Hit, ...] = ()
    engine: str = "extractive"
    settings: str = ""  # fingerprint of the settings that the answer was made with
    notices: tuple[str, ...] = ()
    assumed: str | None = None
    choices: tuple[Choice, ...] = ()
    milliseconds: float = 0.0
    about: tuple[str, ...] = ()  # documents that the question was about; kept for follow-ups, not printed
    tokens: int = 0  # of a chat model's reply, and how long it took; not printed
    writing_s: float = 0.0

    @property
    def cited(self) -> list[str]:
        """Ids of the documents cited, in order of first mention; those that a refusal rests on count too."""
        return list(dict.fromkeys(c.document_id for c in self.citations))

    def timed(self, milliseconds: float, settings: str) -> Answer:
        """The same answer, stamped with how long it took and under which settings."""
        return replace(self, milliseconds=round(milliseconds, 1), settings=settings)

    def as_json(self) -> dict[str, Any]:
        """The answer as the commands print it."""
        out = asdict(self)
        out["nearest"] = [hit.as_json() for hit in self.nearest]
        for kept in ("about", "tokens", "writing_s"):
            del out[kept]
        for sentence in out["sentences"]:
            del sentence["remarks"]
        return out
