"""Two documents side by side: facts, slots, aligned sentences, formulae, and what of it matters most."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from assistant.records.documents import Citation

Relation = Literal["same", "reworded", "moved", "only_a", "only_b"]
Op = Literal["equal", "delete", "insert", "replace"]
Touch = Literal["number", "date", "name", "negation"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing known of both documents, in words; None where it is not known."""

    name: str
    a: str | None
    b: str | None

    @property
    def differs(self) -> bool:
        """Whether the two sides say something else."""
        return self.a != self.b


@dataclass(frozen=True, slots=True)
class Slot:
    """A place that such a text has (address, wishes, a heading), with its exact words on both sides.

    An empty side has its reason in ``note``: "absent" from a text that is whole, "not in this record" of a summary.
    """

    slot: str
    a: tuple[Citation, ...]
    b: tuple[Citation, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of words in a pair of sentences. The edits' ``a`` joined are A's sentence, their ``b`` joined B's.

    ``touches`` says what more than wording it changes.
    """

    op: Op
    a: str
    b: str
    touches: tuple[Touch, ...] = ()


@dataclass(frozen=True, slots=True)
class Aligned:
    """A pair of sentences, or one that has no counterpart. ``similarity`` lies in 0..1; 1 is the same words."""

    relation: Relation
    a: Citation | None
    b: Citation | None
    similarity: float
    diff: tuple[Edit, ...] = ()

    @property
    def touches(self) -> tuple[Touch, ...]:
        """What more than wording differs between the two sentences, each kind once."""
        return tuple(dict.fromkeys(touch for edit in self.diff for touch in edit.touches))


@dataclass(frozen=True, slots=True)
class PhraseUse:
    """A formula with how often each text has it, and the days of its first and last use in the library."""

    phrase: str
    a: int
    b: int
    first_seen: str | None
    last_seen: str | None


@dataclass(frozen=True, slots=True)
class Absence:
    """A formula that normally stands in such a message and does not stand in the one on ``side``.

    ``usual_in`` are its uses in earlier messages, the latest first. Claimed of complete texts alone.
    """

    phrase: str
    usual_in: tuple[Citation, ...]
    side: Literal["a", "b"] = "a"


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """One line of what matters, with the numbers of the citations it rests on; ``inference`` goes beyond the words."""

    text: str
    citations: tuple[int, ...] = ()
    inference: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """Documents A and B side by side. ``a`` and ``b`` name them: an id, or ``id@version`` where one was asked for.

    ``titles`` are what the two sides are called; ``note`` says what could not be compared, and why, and what a chat
    model did to the summary or could not do. Every citation of slots, alignment, absences and summary is numbered, and
    stands once in ``citations``. ``engine`` is who wrote the summary.
    """

    a: str
    b: str
    facts: tuple[Fact, ...] = ()
    slots: tuple[Slot, ...] = ()
    alignment: tuple[Aligned, ...] = ()
    phrases: tuple[PhraseUse, ...] = ()
    absent: tuple[Absence, ...] = ()
    summary: tuple[SummaryLine, ...] = ()
    citations: tuple[Citation, ...] = ()
    titles: tuple[str, str] = ("", "")
    note: str = ""
    engine: str = "extractive"
    tokens: int = 0  # of a chat model's reply, and how long it took; not printed
    writing_s: float = 0.0

    def as_json(self) -> dict[str, Any]:
        """The comparison as the commands print it."""
        return {
            "a": self.a,
            "b": self.b,
            "facts": [asdict(fact) for fact in self.facts],
            "slots": [asdict(slot) for slot in self.slots],
            "alignment": [_aligned(pair) for pair in self.alignment],
            "phrases": [asdict(use) for use in self.phrases],
            "absent": [{"phrase": x.phrase, "usual_in": [asdict(c) for c in x.usual_in]} for x in self.absent],
            "summary": [asdict(line) for line in self.summary],
            "citations": [asdict(citation) for citation in self.citations],
        }


def _aligned(pair: Aligned) -> dict[str, Any]:
    return {
        "relation": pair.relation,
        "a": asdict(pair.a) if pair.a else None,
        "b": asdict(pair.b) if pair.b else None,
        "similarity": round(pair.similarity, 3),
        "diff": [{"op": edit.op, "a": edit.a, "b": edit.b} for edit in pair.diff],
    }
