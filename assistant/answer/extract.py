"""Answers without a chat model: the sources' own sentences, chosen by the form of the question.

Three steps, so that they can stand in a chain: `read` understands the question, `retrieve` finds passages for it,
`answer` makes the Answer. Each takes and adds to one dictionary, as LangChain's Runnables pass it on.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from assistant.answer.candidates import Gathered, gather
from assistant.answer.compose import Chosen, as_read, refusal, which_one
from assistant.answer.evidence import words_compared
from assistant.answer.judge import says_not_held
from assistant.answer.lookup import JUDGED, Part, look_up, nearest, rule
from assistant.answer.overview import summarise
from assistant.answer.presence import presence, presence_among
from assistant.answer.reader import Reader
from assistant.answer.timeline import timeline
from assistant.answer.unread import with_unread
from assistant.library.chunk import document_of
from assistant.library.columns import newest_first
from assistant.library.shelf import Shelf, in_scope
from assistant.records import Answer, Document, Hit, Question, Scope
from assistant.search.one_text import OF_ONE_TEXT
from assistant.search.resolve import Part as AskedPart
from assistant.search.resolve import Understood, meets, understand
from assistant.search.retrieve import Retriever
from assistant.settings import Settings

MOST_READ_THROUGH = 1_000
"""Documents whose texts are read through for what they mention."""
MOST_IN_A_TIMELINE = 300
"""Documents whose texts are read through for one timeline."""
WORDS_READ_AHEAD = 4_000
"""Words whose vectors are made before anybody asks, some two seconds' worth on two cores."""
DOCUMENTS_READ_AHEAD, CHARACTERS_READ_AHEAD = 100, 100_000
"""Documents whose words these are, and how much of each is looked at: a large library may use few words."""
HITS = 20
"""Passages whose sentences are weighed: some 140 sentences, of which the best few are judged."""


class Extractor:
    """Makes answers out of the sources' own sentences."""

    def __init__(self, settings: Settings, shelf: Shelf, retriever: Retriever, reader: Reader) -> None:
        """Nothing is loaded here."""
        self.reader = reader
        self._settings = settings
        self._shelf = shelf
        self._retriever = retriever

    def warm(self) -> None:
        """Do what a first question would wait for: load the reader, embed the newest documents' words, answer once."""
        self.reader.load()
        newest = newest_first(self._shelf.catalogue())[:DOCUMENTS_READ_AHEAD]
        words: dict[str, None] = {}
        for document in self._shelf.several(known.id for known in newest).values():
            words |= dict.fromkeys(words_compared([document.text[:CHARACTERS_READ_AHEAD]]).values())
            if len(words) >= WORDS_READ_AHEAD:
                break
        self._retriever.embeddings.embed_words(list(words)[:WORDS_READ_AHEAD])
        for known in newest[:1]:
            state: dict[str, Any] = {"question": Question(known.metadata.title)}
            state |= {"reading": self.read(state)}
            self.answer(state | {"hits": self.retrieve(state)})

    def read(self, state: dict[str, Any]) -> Understood:
        """Understand ``state["question"]`` against what is known of the documents."""
        question: Question = state["question"]
        return understand(question, self._shelf.catalogue(), self._retriever.terms.rarity)

    def retrieve(self, state: dict[str, Any]) -> list[Hit]:
        """Passages for ``state["reading"]``: for each thing asked, of the documents that it is asked of."""
        u: Understood = state["reading"]
        if u.tie:
            return []
        searched = dict.fromkeys((part.search or u.question.text, part.documents) for part in u.parts)
        found: dict[str, Hit] = {}
        for text, documents in searched:
            scope = replace(u.scope, documents=documents) if documents else u.scope
            for hit in self._retriever.hits(text, HITS, scope):
                known = found.get(hit.passage.id)
                found[hit.passage.id] = hit if known is None or known.score < hit.score else known
        return list(found.values())

    def answer(self, state: dict[str, Any]) -> Answer:
        """The answer to ``state["reading"]`` from ``state["hits"]``, with how the question was read."""
        u: Understood = state["reading"]
        return self.as_read(u, state["hits"], which_one(u) if u.tie else self._answer(u, state["hits"]))

    def as_read(self, u: Understood, hits: list[Hit], answer: Answer) -> Answer:
        """`answer` from `hits` with how its question was read, and a notice where the model cannot read it."""
        return with_unread(as_read(u, answer), u.question.text, hits, self._retriever.embeddings.readable)

    def _answer(self, u: Understood, hits: list[Hit]) -> Answer:
        document = self.about(u) if u.reading.form in OF_ONE_TEXT else None
        if document is not None and u.reading.form == "summary":
            return summarise(u, document, self._retriever.store, self._settings)
        if document is not None and u.reading.looked_for:
            return presence(u, document)
        if u.through:
            return self._gone_through(u, hits)
        parts = self.parts(u, hits)
        if u.missing:
            return self._of_nothing(u, parts)
        gathered = parts[0].gathered
        searched = self.searched(u)
        if u.reading.form == "summary":
            document = self._answering(u, gathered)
            if document is None:
                reason = "it holds no document of that sender, recipient, kind and date"
                return refusal(u, reason, searched, [], nearest(gathered))
            return summarise(u, document, self._retriever.store, self._settings)
        if u.reading.form == "timeline":
            return timeline(u, self._touching(u, gathered), gathered, self._settings, searched)
        return look_up(u, parts, self.reader, self._settings, searched)

    def _gone_through(self, u: Understood, hits: list[Hit]) -> Answer:
        """Which of the texts meant name what is looked for; of many, those that the words lead to."""
        meant = [document.id for document in u.through]
        if len(meant) > MOST_READ_THROUGH:
            things = " ".join(u.reading.looked_for)
            passages = self._retriever.terms.search(things, MOST_READ_THROUGH, meant)
            meant = list(dict.fromkeys(map(document_of, passages)))
        documents = sorted(self._shelf.several(meant).values(), key=lambda d: (d.metadata.date or "9999", d.id))
        return presence_among(u, documents, len(u.through), hits)

    def parts(self, u: Understood, hits: list[Hit]) -> list[Part]:
        """Each thing asked, with the sentences of `hits` measured against it, most promising first."""
        return [self._part(u, part, hits) for part in u.parts]

    def _part(self, u: Understood, part: AskedPart, hits: list[Hit]) -> Part:
        """One thing asked, with the sentences of the passages that are asked for it."""
        own = [hit for hit in hits if not part.documents or hit.passage.document_id in part.documents]
        return Part(part.reading, gather(u, part.reading, own, self._shelf, self._retriever))

    def _of_nothing(self, u: Understood, parts: list[Part]) -> Answer:
        """A refusal that says what was referred to and is not there; what a source says about that stays cited."""
        found = [(p.reading, c) for p in parts for c in p.gathered.candidates[:JUDGED]]
        gap = next((c for reading, c in found if says_not_held(reading, c)), None)
        told = [Chosen(gap.document, gap.span)] if gap else []
        return refusal(u, f"it holds no {u.missing}", self.searched(u), told, nearest(parts[0].gathered))

    def about(self, u: Understood) -> Document | None:
        """The one document that the question is about, or None where that is not plain."""
        if u.follows:
            return self._shelf.get(u.scope.documents[0]) if u.scope.documents and not u.missing else None
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
        return list(self._shelf.several(wanted[:MOST_IN_A_TIMELINE]).values())

    def searched(self, u: Understood) -> str:
        """What was searched, in words."""
        documents = self._known(u.scope)
        if len(documents) == 1:
            return f"“{documents[0].metadata.title}”"
        return f"{'the' if u.scope else 'all'} {len(documents)} documents{' chosen' if u.scope else ' in the library'}"
