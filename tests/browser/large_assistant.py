"""A server over a fake assistant whose library holds 5,000 documents, or as many as ``DOCUMENTS`` says."""

from __future__ import annotations

import datetime
import os

from assistant.records import Document, Metadata
from assistant.settings import load_settings
from assistant.ui.server import serve
from tests.browser.slow_assistant import SlowAssistant

COUNT = int(os.environ.get("DOCUMENTS", "5000"))
ISSUERS = [f"Ministry {n} of Foreign Affairs" for n in range(40)]
KINDS = ("message", "statement", "speech", "treaty", "memo")


def document(n: int) -> Document:
    day = datetime.date(1990, 1, 1) + datetime.timedelta(days=n * 2)
    metadata = Metadata(
        title=f"{KINDS[n % 5].title()} number {n} on the navigation of the northern straits",
        date=day.isoformat(),
        issuer=ISSUERS[n % 40],
        recipient=f"{ISSUERS[(n * 7 + 1) % 40]}; {ISSUERS[(n * 3 + 2) % 40]}",
        kind=KINDS[n % 5],
        language=("en", "ja", "ko")[n % 3],
    )
    return Document(f"document-{n}", 1, "Text.", metadata)


class LargeAssistant(SlowAssistant):
    held = [document(n) for n in range(COUNT)]

    def documents(self) -> list[Document]:
        return self.held

    def document(self, document_id: str, version: int | None = None) -> Document:
        return self.held[int(document_id.removeprefix("document-"))]


if __name__ == "__main__":
    serve(LargeAssistant(), load_settings())
