"""Answers without a chat model: the sources' own sentences, chosen by the form of the question.

Three steps, so that they can stand in a chain: `read` understands the question, `retrieve` finds passages for it,
`answer` makes the Answer. Each takes and adds to one dictionary, as LangChain's Runnables pass it on.
"""

from __future__ import annotations

from typing import Any

from assistant.answer.candidates import Gathered, gather
from assistant.answer.compose import refusal
from assistant.answer.lookup import Part, look_up, nearest, rule
from assistant.answer.overview import summarise
from assistant.answer.presence import presence
from assistant.answer.timeline import timeline
from assistant.library.shelf import Shelf, in_scope
from assistant.records import Answer, Document, Hit, Question, Scope
from assistant.search.resolve import Understood, meets, understand
from assistant.search.retrieve import Retriever
from assistant.settings import Settings

MOST_IN_A_TIMELINE = 300
"""Documents whose texts are read through for one timeline."""
HITS = 20
"""Passages whose sentences are weighed: some 140 sentences, of which the best few are judged."""


class Extractor:
    """Makes answers out of the sources' own sentences."""

    def __init__(self, settings: Settings, shelf: Shelf, retriever: Retriever) -> None:
        """Nothing is loaded here."""
        self._settings = settings
        self._shelf = shelf
        self._retriever = retriever

    def read(self, state: dict[str, Any]) -> Understood:
        """Understand ``state["question"]`` against what is known of the documents in its scope."""
        question: Question = state["question"]
        return understand(question, self._known(question.scope), self._retriever.terms.rarity)

    def retrieve(self, state: dict[str, Any]) -> list[Hit]:
        """Passages for ``state["reading"]``, of the documents in its scope."""
        u: Understood = state["reading"]
        return self._retriever.hits(u.question.text, HITS, u.scope)

    def answer(self, state: dict[str, Any]) -> Answer:
        """The answer to ``state["reading"]`` from ``state["hits"]``."""
        u: Understood = state["reading"]
        document = self._about(u) if u.reading.form in ("summary", "presence") else None
        if document is not None and u.reading.form == "summary":
            return summarise(u, document, self._retriever.store, self._settings)
        if document is not None and u.reading.looked_for:
            return presence(u, document)
        readings = u.reading.parts if u.reading.form == "lookup" else (u.reading,)
        parts = [Part(r, gather(u, r, state["hits"], self._shelf, self._retriever)) for r in readings]
        gathered = parts[0].gathered
        searched = self._searched(u)
        if u.reading.form == "summary":
            document = self._answering(u, gathered)
            if document is None:
                reason = "it holds no document of that sender, recipient, kind and date"
                return refusal(u, reason, searched, [], nearest(gathered))
            return summarise(u, document, self._retriever.store, self._settings)
        if u.reading.form == "timeline":
            return timeline(u, self._touching(u, gathered), gathered, self._settings, searched)
        return look_up(u, parts, self._settings, searched)

    def _about(self, u: Understood) -> Document | None:
        """The one document that the question is about, or None where that is not plain."""
        if u.follows and u.scope.documents:
            return self._shelf.get(u.scope.documents[0])
        if u.named:
            return self._shelf.get(u.named[0].id)
        only = self._known(u.scope)
        return self._shelf.get(only[0].id) if len(only) == 1 else None

    def _answering(self, u: Understood, gathered: Gathered) -> Document | None:
        """The document of the best candidate, where that one passes and its time is the time asked for."""
        best = rule(u.reading, gathered.candidates).answer
        return best.document if best and best.measures.period in (0.0, 0.7, 1.0) else None

    def _known(self, scope: Scope) -> list[Document]:
        """What is known of the documents in `scope`, without their texts."""
        return [document for document in self._shelf.catalogue() if not scope or in_scope(document, scope)]

    def _touching(self, u: Understood, gathered: Gathered) -> list[Document]:
        """Documents whose own time meets the time asked for, and those that were found, with their texts."""
        found = {hit.passage.document_id for hit in gathered.hits} | {document.id for document in u.named}
        wanted = [d.id for d in self._known(u.scope) if d.id in found or meets(d, u.reading.periods)]
        return [self._shelf.get(document_id) for document_id in wanted[:MOST_IN_A_TIMELINE]]

    def _searched(self, u: Understood) -> str:
        documents = self._known(u.scope)
        if len(documents) == 1:
            return f"“{documents[0].metadata.title}”"
        return f"{'the' if u.scope else 'all'} {len(documents)} documents{' chosen' if u.scope else ' in the library'}"
