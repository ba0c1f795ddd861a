"""Long sentences that the splitter left together, put to a chat model for parting: many a call, held to their words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.chat.budget import AROUND_EACH
from assistant.chat.chain import prompt
from assistant.chat.fence import enclose
from assistant.check.asking import Asking
from assistant.check.checkable import is_checkable
from assistant.check.parting import parted
from assistant.check.quotations import masked
from assistant.check.verbs import is_finite, tokens
from assistant.library.language import language_of
from assistant.records import Claim, Span

SPLIT = ("sentences", "notice")
"""What ``prompts/split.md`` is filled with."""
LONG = 22
"""Words from which a claim may hold more than one thing."""
VERBS = 2
"""Finite verbs that it must have for that."""
SENTENCES = 12
"""Most sentences in one call."""
CALLS, SHARE = 4, 4
"""Most calls for one text, and which part of those allowed: one in four; the others are for judging."""

_LINE = re.compile(r"^\W*(?P<n>\d{1,3})\W*[:.)\]|]\W*(?P<part>\S.*)$")


class Splitter:
    """The chat model beside our own splitter, for one text."""

    def __init__(self, asking: Asking) -> None:
        """Raises `BadPrompt` where ``prompts/split.md`` cannot be used and there is a model to use it."""
        self._asking = asking
        self._prompt = prompt("split", SPLIT) if asking.writer else None
        self._parted = 0

    def split(self, text: str, found: Sequence[Claim]) -> list[Claim]:
        """`found`, claims of `text` in order, with the long ones parted where the model's parts can be used."""
        wanted = [claim for claim in found if self._prompt and is_long(claim)]
        parts: dict[Claim, list[Span]] = {}
        for _ in range(min(CALLS, self._asking.most_calls // SHARE)):
            if not wanted:
                break
            batch = self._that_fit(wanted)
            parts |= self._asked(batch)
            wanted = wanted[max(1, len(batch)) :]
        return [part for claim in found for part in _claims(text, claim, parts.get(claim, []))]

    @property
    def notices(self) -> list[str]:
        """What is to be said of the model's part in it."""
        n = self._parted
        told = f"1 long sentence was parted by {self._asking.engine}."
        return [told if n == 1 else f"{n} long sentences were parted by {self._asking.engine}."] if n else []

    def _that_fit(self, wanted: Sequence[Claim]) -> list[Claim]:
        """The first of `wanted` that fit into the window together, and their parts into the reply."""
        writer = self._asking.writer
        if writer is None or self._prompt is None:
            return []
        budget = writer.budget
        room = budget.room(self._prompt.format(sentences="", notice=enclose([], []).notice))
        reply = budget.reply_tokens // 2  # as long as the sentences, with numbers; a model may count otherwise than we
        out: list[Claim] = []
        for claim in wanted[:SENTENCES]:
            tokens_ = budget.count(claim.text)
            room, reply = room - tokens_ - AROUND_EACH, reply - tokens_
            if room < 0 or reply < 0:
                break
            out.append(claim)
        return out

    def _asked(self, batch: Sequence[Claim]) -> dict[Claim, list[Span]]:
        if not batch or self._prompt is None:
            return {}
        fenced = enclose([claim.text for claim in batch], ["Sentence"] * len(batch))
        reply = self._asking.reply(self._prompt, {"sentences": fenced.text, "notice": fenced.notice})
        proposed: dict[int, list[str]] = {}
        for line in (reply or "").splitlines():
            if match := _LINE.match(line):
                proposed.setdefault(int(match["n"]), []).append(match["part"])
        out = {claim: parted(claim.text, proposed.get(n, [])) for n, claim in enumerate(batch, 1)}
        self._parted += sum(len(parts) > 1 for parts in out.values())
        return out


def is_long(claim: Claim) -> bool:
    """Whether a claim may be worth parting: it is checkable, in English, long, and has several verbs."""
    if not claim.checkable or len(claim.text.split()) < LONG or language_of(claim.text) not in (None, "en"):
        return False
    words = tokens(masked(claim.text))
    return sum(is_finite(words, i) for i in range(len(words))) >= VERBS


def _claims(text: str, claim: Claim, parts: Sequence[Span]) -> list[Claim]:
    """The claims that `parts` of a claim are; the claim itself where there are none."""
    if len(parts) < 2:
        return [claim]
    out = []
    for part in parts:
        start, end = claim.start + part.start, claim.start + part.end
        out.append(Claim(text[start:end], start, end, claim.sentence, is_checkable(text[start:end])))
    return out
