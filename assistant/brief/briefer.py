"""Topic → Brief: planned, found, chosen, set on one page."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from assistant.brief.chain import Author, Prose, failed
from assistant.brief.compose import Made
from assistant.brief.draft import Draft, Stock
from assistant.brief.entries import entries
from assistant.brief.lines import lines
from assistant.brief.plan import Planner
from assistant.brief.template import DEFAULT, template
from assistant.errors import BadQuestion, ChatError, TopicNotHeld
from assistant.library.shelf import Shelf
from assistant.records import PaperSize, Scope
from assistant.search.retrieve import Retriever

Progress = Callable[[int, int], None]
STEPS = 4
"""Planned, read, chosen, set."""


class Briefer:
    """Makes briefs out of the sources' own sentences, and where there is a chat model two sections in its words."""

    def __init__(
        self, shelf: Shelf, retriever: Retriever, author: Callable[[], Author | None] = lambda: None
    ) -> None:
        """Nothing is loaded here; `author` gives who writes a page's prose with a chat model, None for nobody."""
        self._shelf = shelf
        self._retriever = retriever
        self._author = author

    def draft(
        self,
        topic: str,
        scope: Scope | None = None,
        *,
        name: str = DEFAULT,
        paper: PaperSize = "a4",
        annex: bool = False,
        progress: Progress | None = None,
    ) -> Draft:
        """One page on `topic`, to be read or edited; without a topic, on the documents that the scope names.

        Raises:
            BadQuestion: there is neither a topic nor a document.
            BadTemplate: there is no such template.
            TopicNotHeld: the library holds nothing about it.
        """
        scope = scope or Scope()
        if not topic.strip() and not scope.documents:
            raise BadQuestion("A brief needs a topic, or documents.", "Name a topic, or documents with --document ID.")
        began = time.monotonic()
        told = progress or (lambda done, all_: None)
        made_by = template(name)
        told(0, STEPS)
        plan = Planner(self._shelf, self._retriever).plan(topic.strip(), scope, made_by)
        told(1, STEPS)
        embeddings = self._retriever.embeddings
        found = lines(plan, embeddings)
        if not found:
            raise TopicNotHeld(f"No sentence about {plan.topic!r} can stand alone.", "Ask for it with briefing ask.")
        told(2, STEPS)
        stock = Stock(found, entries(plan, embeddings), self._shelf.get)
        told(3, STEPS)
        held = {role for line in found for role in line.roles}
        draft = self._with_prose(Made(plan, made_by, held, paper, annex, notices=self._retriever.lacking(began)), stock)
        told(STEPS, STEPS)
        return draft

    def _with_prose(self, made: Made, stock: Stock) -> Draft:
        """The draft with what a chat model writes from its sentences; without one, or where it fails, as it is."""
        draft = Draft.of(made, stock)
        try:
            author = self._author()
            prose = author.write(made.plan.topic, made.template, draft.on_page) if author else Prose()
        except ChatError as error:  # a missing package or key costs the prose, not the page
            prose = failed(error)
        if not prose.lines and not prose.notices:
            return draft
        notices = (*made.notices, *prose.notices)
        return Draft.of(replace(made, engine=prose.engine, notices=notices), stock, prose.lines)
