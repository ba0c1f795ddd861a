"""Claims that verifier and rules leave in doubt, put to a chat model with their evidence: several a call, line by line.

Claims and evidence are both others' words, so both are fenced. A claim has its own evidence and its own line: a line
that is not of the form asked for, cites a passage that is not the claim's, or says otherwise than another line on the
same claim counts for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.chat.budget import AROUND_EACH, Budget
from assistant.chat.chain import prompt
from assistant.chat.fence import Fenced, enclose
from assistant.check.asking import Asking
from assistant.check.statement import Stated
from assistant.check.verdict import Decision, Reading, decide
from assistant.check.witness import Said, Word, heard, in_doubt

JUDGE = ("items", "asked", "notice")
"""What ``prompts/judge.md`` is filled with."""
CLAIMS = 6
"""Most claims in one call: what a model reads for one of them should not tire it for the next."""

_LINE = re.compile(
    r"^\W*(?:claim\W*)?(?P<claim>\d{1,3})\W+(?:is\W+)?(?P<said>supported|contradicted|open)\b(?P<rest>.*)$",
    re.IGNORECASE,
)
_NUMBERS_ALONE = re.compile(r"(?:[\W\d]|\b(?:by|in|and|from|passages?|sources?)\b)*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Case:
    """A claim as it is read and with what stands about it, what its sources say, and the verdict so far."""

    told: Stated
    readings: Sequence[Reading]
    decision: Decision

    @property
    def texts(self) -> list[str]:
        """The claim, then each source's sentences."""
        about = self.told.in_context.removeprefix(self.told.text).strip()
        claim = f"{self.told.text}\n(Where it stands: {about})" if about else self.told.text
        return [claim, *(reading.excerpt.text for reading in self.readings)]


class Judge:
    """The chat model beside the verifier, during the check of one text."""

    def __init__(self, asking: Asking) -> None:
        """Raises `BadPrompt` where ``prompts/judge.md`` cannot be used and there is a model to use it."""
        self._asking = asking
        self._prompt = prompt("judge", JUDGE) if asking.writer else None
        self._read = self._unusable = self._without = 0

    def decisions(self, cases: Sequence[Case]) -> list[Decision]:
        """The verdict on each case, with the model's word counted where one was in doubt and the model had one."""
        out = [case.decision for case in cases]
        doubted = [n for n, case in enumerate(cases) if self._prompt and in_doubt(case.readings, case.decision)]
        left = doubted
        while left and (writer := self._asking.writer):
            batch = _that_fit([cases[n] for n in left], writer.budget, self._room(writer.budget))
            if not batch:  # not even its best source fits
                self._without += 1
                left = left[1:]
                continue
            for n, case, word in zip(left, batch, self._words(batch), strict=False):
                if word:
                    out[n] = decide([*heard(case.readings, word), *cases[n].readings[len(case.readings) :]])
            left = left[len(batch) :]
        self._without += len(left)
        return out

    @property
    def notices(self) -> list[str]:
        """What is to be said of the model's part in the check."""
        out = []
        if self._read:
            out.append(f"{_claims(self._read)} in doubt {_was(self._read)} judged by {self._asking.engine} too.")
        if self._unusable:
            out.append(f"What {self._asking.engine} said of {_claims(self._unusable)} could not be used.")
        if self._without and not self._asking.failed:
            why = self._asking.spent
            told = f"{_claims(self._without)} in doubt {_was(self._without)} judged without the chat model"
            out.append(f"{told}: {why}." if why else f"{told}.")
        if self._asking.failed:
            out.append(f"{self._asking.failed} The check went on without the chat model.")
        return out

    def _room(self, budget: Budget) -> int:
        assert self._prompt is not None
        asked = ", ".join(f"{n} (by {n + 1} to {n + 9})" for n in range(CLAIMS))
        return budget.room(self._prompt.format(items="", asked=asked, notice=enclose([], []).notice))

    def _words(self, batch: Sequence[Case]) -> list[Word | None]:
        """The model's word on each of `batch`; None where it gave none that counts."""
        assert self._prompt is not None
        fenced, numbers = _shown(batch)
        asked = ", ".join(f"{own[0]} (by {_listed(own[1:])})" for own in numbers)
        reply = self._asking.reply(self._prompt, {"items": fenced.text, "asked": asked, "notice": fenced.notice})
        if reply is None:
            self._without += len(batch)
            return [None] * len(batch)
        words = read(reply, numbers)
        self._read += sum(word is not None for word in words)
        self._unusable += sum(word is None for word in words)
        return words


def read(reply: str, numbers: Sequence[Sequence[int]]) -> list[Word | None]:
    """The words in `reply` on claims whose numbers are these: the claim's own, then those of its passages."""
    found: dict[int, set[Word | None]] = {}
    for line in reply.splitlines():
        if match := _LINE.match(line):
            claim = int(match["claim"])
            own = next((one for one in numbers if one[0] == claim), None)
            if own is not None:
                found.setdefault(claim, set()).add(_word(match["said"].lower(), match["rest"], own[1:]))
    out: list[Word | None] = []
    for own in numbers:
        words = found.get(own[0], set())
        out.append(words.pop() if len(words) == 1 else None)
    return out


def _word(said: str, rest: str, passages: Sequence[int]) -> Word | None:
    cited = [int(n) for n in re.findall(r"\d+", rest)]
    if said == "open":
        return None if re.search(r"supported|contradicted", rest, re.IGNORECASE) else Word("open")
    if not cited or not _NUMBERS_ALONE.fullmatch(rest) or not set(cited) <= set(passages):
        return None
    verdict: Said = "supported" if said == "supported" else "contradicted"
    return Word(verdict, frozenset(passages.index(n) for n in cited))


def _shown(batch: Sequence[Case]) -> tuple[Fenced, list[list[int]]]:
    """The cases in fences, and of each the number of its claim and those of its passages."""
    texts: list[str] = []
    labels: list[str] = []
    numbers = []
    for case in batch:
        first = len(texts) + 1
        numbers.append([first + i for i in range(len(case.readings) + 1)])
        texts += case.texts
        labels += ["Claim to judge", *(f"Passage on claim {first} · {r.excerpt.heading}" for r in case.readings)]
    return enclose(texts, labels), numbers


def _that_fit(cases: Sequence[Case], budget: Budget, room: int) -> list[Case]:
    """The first of `cases` that fit together; the very first with fewer of its sources, the best, where it is long."""
    out: list[Case] = []
    for case in cases[:CLAIMS]:
        tokens = list(_tokens(case, budget))
        if sum(tokens) > room:
            if out:
                break
            most = next(n for n in range(len(tokens), 0, -1) if sum(tokens[:n]) <= room or n == 1)
            return [Case(case.told, case.readings[: most - 1], case.decision)] if most > 1 else []
        room -= sum(tokens)
        out.append(case)
    return out


def _tokens(case: Case, budget: Budget) -> Iterator[int]:
    headings = ["", *(reading.excerpt.heading for reading in case.readings)]
    return (budget.count(f"{h} {text}") + AROUND_EACH for h, text in zip(headings, case.texts, strict=True))


def _listed(numbers: Sequence[int]) -> str:
    return str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]} to {numbers[-1]}"


def _claims(n: int) -> str:
    return "1 claim" if n == 1 else f"{n} claims"


def _was(n: int) -> str:
    return "was" if n == 1 else "were"
