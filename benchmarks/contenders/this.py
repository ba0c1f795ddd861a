"""This program, from files to hits; it reads, cuts and keeps the texts too, and its clock runs while it does."""

from __future__ import annotations

import tempfile
from pathlib import Path

from assistant.assistant import Assistant
from assistant.settings import load_settings
from benchmarks.contenders import Given, Index, Search


def prepared(model: str) -> Index:
    folder = tempfile.mkdtemp(prefix="briefing-benchmark-")
    assistant = Assistant(load_settings(data_dir=Path(folder), starter_corpus="off"))
    assistant.embeddings.embed_query("loaded")

    def index(given: Given) -> Search:
        assistant.ingest([Path(file) for file in given.files])
        file_of = {document.id: str(document.path) for document in assistant.documents()}
        place_of = {place: n for n, place in enumerate(given.places)}

        def search(question: str, k: int) -> list[int]:
            hits = assistant.retriever.hits(question, k)
            return [place_of[file_of[hit.passage.document_id], hit.passage.start] for hit in hits]

        return search

    return index
