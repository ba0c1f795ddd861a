"""A server over a fake assistant that checks texts without a model: its verdicts are made up, its citations real.

A text with "slow" in it is checked claim by claim until it is stopped; one with "break" is not checked at all.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from assistant.errors import UnknownDocument
from assistant.library.apart.limits import Limits
from assistant.library.draft import Draft, draft
from assistant.records import Check, Claim, ClaimVerdict, Document, Evidence, Metadata, Mismatch, Span
from assistant.settings import load_settings
from assistant.ui.server import serve
from tests.browser.slow_assistant import SlowAssistant

MINUTES = Document(
    "minutes",
    1,
    "The harbour board met on 6 May 2024. It agreed on a budget of 40 million crowns. "
    "Director Lund did not sign the contract. The pier was closed <b>for repairs</b>.",
    Metadata(
        title="Minutes of the harbour board",
        date="2024-05-06",
        issuer="Harbour Board",
        source="https://example.org/minutes",
        note="This record was written for this library; it is not the original.",
        completeness="summary",
    ),
)
BULLETIN = Document(
    "bulletin", 1, "The budget of the harbour is 42 million crowns.", Metadata(title="Port bulletin", date="2024-05-20")
)
PLACED = {
    "met on 7 May": ("contradicted", ("met on 6 May 2024",), ("date", "7 May 2024", "6 May 2024")),
    "signed the contract": ("contradicted", ("did not sign",), ("negation", "signed", "did not sign")),
    "40 million": ("mixed", ("40 million", "42 million"), ("number", "40 million", "42 million")),
    "pier": ("supported", ("pier was closed",), None),
    "should": ("not_checkable", (), None),
}  # words in a sentence: its verdict, the sentences that it rests on, what differs


class CheckingAssistant(SlowAssistant):
    def check(
        self,
        text: str,
        *,
        title: str = "",
        against: Sequence[str] = (),
        without: Sequence[str] = (),
        progress: Callable[[int, int], None] | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> Check:
        if "break" in text:
            raise RuntimeError("a fault nobody foresaw")
        looked_in = [d for d in (MINUTES, BULLETIN) if d.id not in without and (not against or d.id in against)]
        claims = sentences(text)
        found: list[ClaimVerdict] = []
        for done, claim in enumerate(claims):
            if progress:
                progress(done, len(claims))
            if "slow" in text:
                time.sleep(0.5)
            if stop and stop():
                break
            found.append(judged(claim, looked_in, 1 + sum(len(f.evidence) for f in found)))
        return Check(text, tuple(found), title)

    def text_in(self, file: Path) -> Draft:
        return draft(file, Limits())

    def documents(self) -> list[Document]:
        return [MINUTES, BULLETIN]

    def document(self, document_id: str, version: int | None = None) -> Document:
        for document in self.documents():
            if document.id == document_id:
                return document
        raise UnknownDocument(f"The library holds no document {document_id!r}.")


def sentences(text: str) -> list[Claim]:
    """Whatever ends in a full stop; a heading makes no claim."""
    spans = [match.span() for match in re.finditer(r"[^.\s](?:[^.\n]|\.(?=\w))*\.(?!\w)", text)]
    return [Claim(text[start:end], start, end, Span(start, end)) for start, end in spans]


def judged(claim: Claim, looked_in: Sequence[Document], n: int) -> ClaimVerdict:
    for words, (verdict, rests_on, differs) in PLACED.items():
        if words not in claim.text:
            continue
        cited = [
            document.cite(n + k, around(document, wanted))
            for k, wanted in enumerate(rests_on)
            for document in looked_in
            if wanted in document.text
        ]
        if rests_on and not cited:
            break
        stances = {"supported": ["supports"], "contradicted": ["contradicts"], "mixed": ["supports", "contradicts"]}
        evidence = tuple(Evidence(c, s) for c, s in zip(cited, stances.get(verdict, []), strict=False))
        mismatches = (Mismatch(*differs, cited[-1].n),) if differs and cited else ()
        return ClaimVerdict(claim, verdict, 0.83, evidence, mismatches)
    return ClaimVerdict(claim, "not_in_corpus", 0.6)


def around(document: Document, words: str) -> Span:
    at = document.text.index(words)
    start = document.text.rfind(". ", 0, at) + 1
    end = document.text.find(".", at) + 1
    return Span(start + (document.text[start] == " "), end)


if __name__ == "__main__":
    serve(CheckingAssistant(), load_settings())
