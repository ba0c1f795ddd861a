"""A server over a fake assistant that answers with fixed words of two real files, which are read and drawn for real."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from assistant.answer.listener import NOBODY, Listener
from assistant.errors import UnknownDocument
from assistant.library.apart.limits import Limits
from assistant.library.page_images import page_image
from assistant.library.read import ReadDocument, read
from assistant.records import Answer, Document, PageImage, Question, Sentence, Span
from assistant.settings import load_settings
from assistant.ui.server import serve
from tests.browser.slow_assistant import SlowAssistant
from tests.library.scans import LETTER, picture, put, scan
from tests.library.test_page_images import treaty

SENTENCE = "Article four of the treaty binds both parties to consult each other without delay."
LINES = [
    "Treaty between the two republics of 19 June 2024",
    "Article three of the treaty speaks of trade and of fisheries.",
    SENTENCE,
    "Article five of the treaty regulates the travel of students.",
]


class PrintedAssistant(SlowAssistant):
    """Holds a treaty and, where Tesseract is installed, a scanned letter; cites a sentence of each."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        folder.mkdir(parents=True, exist_ok=True)
        self.read: dict[str, ReadDocument] = {}
        self.held: dict[str, Document] = {}
        self._take(put(folder, "treaty.pdf", treaty(lines=LINES)))
        self._take(put(folder, "letter.png", picture(scan())))

    def _take(self, path: Path) -> None:
        found = read(path)
        self.read[path.stem] = found
        document = Document(path.stem, 1, found.text, found.metadata, str(path), found.page_starts, found.sha256)
        self.held[path.stem] = document

    def ask(self, question: Question, listener: Listener = NOBODY) -> Answer:
        citations = []
        for document, words in zip(self.held.values(), (SENTENCE, LETTER[2]), strict=True):
            start = document.text.index(words)
            citations.append(document.cite(len(citations) + 1, Span(start, start + len(words))))
        said = tuple(Sentence(citation.quote, (citation.n,)) for citation in citations)
        text = " ".join(citation.quote for citation in citations)
        return Answer(question.text, question.text, "lookup", text, False, said, tuple(citations))

    def documents(self) -> list[Document]:
        return [replace(document, text="", length=len(document.text)) for document in self.held.values()]

    def document(self, document_id: str, version: int | None = None) -> Document:
        if document_id not in self.held:
            raise UnknownDocument(f"The library holds no document {document_id!r}.")
        return self.held[document_id]

    def page_image(
        self, document_id: str, version: int | None = None, page: int | None = None, span: Span | None = None
    ) -> PageImage:
        document = self.document(document_id)
        page = page or (document.page_at(span.start) if span else None) or 1
        return page_image(document, page, span, self.read[document_id].words, Limits())


if __name__ == "__main__":
    settings = load_settings()
    serve(PrintedAssistant(settings.data_dir / "records"), settings)
