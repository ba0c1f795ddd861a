"""Whether the index says what the shelf says: every passage a slice of its document, and found by its own words."""

from __future__ import annotations

from assistant.library.index import Index
from assistant.library.terms import analyse

DOCUMENTS_A_LOOK = 200
PASSAGES_A_TRIAL = 100
"""One passage in so many is looked for by its own words."""
WORDS = 300
"""Characters of a passage that it is looked for by."""


def damage(index: Index) -> str:
    """What is wrong with an index that can be opened; empty where nothing is."""
    if wrong := index.out_of_step() or index.terms.damage():
        return wrong
    ids, seen = list(index.shelf.passages()), 0
    for at in range(0, len(ids), DOCUMENTS_A_LOOK):
        documents = {i: index.shelf.get(i) for i in ids[at : at + DOCUMENTS_A_LOOK]}
        for passage in index.store.of_documents(list(documents)):
            document = documents[passage.document_id]
            if (passage.version, passage.text) != (document.version, document.text[passage.start : passage.end]):
                return f"Passage {passage.id} is not what stands in its document."
            if seen % PASSAGES_A_TRIAL == 0:
                found = index.terms.search(passage.text[:WORDS], document.passages, [passage.document_id])
                if analyse(passage.text[:WORDS]) and passage.id not in found:
                    return f"Passage {passage.id} is not found by its own words."
            seen += 1
    return ""
