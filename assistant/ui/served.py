"""What the page needs of an assistant, so that tests can pass in a readable fake."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from assistant.accounts.accounts import Accounts
    from assistant.answer.listener import Listener
    from assistant.audit.trail import Trail
    from assistant.brief.draft import Draft
    from assistant.library.curator import Curator
    from assistant.library.draft import Draft as TextToCheck
    from assistant.library.index import Progress
    from assistant.records import (
        Answer,
        Asker,
        Check,
        Comparison,
        Document,
        Found,
        IngestReport,
        Ledger,
        PageImage,
        PaperSize,
        Question,
        Scope,
        Span,
    )
    from assistant.talks.talks import Talks


class Served(Protocol):
    """The methods of `assistant.assistant.Assistant` that the page calls."""

    @property
    def talks(self) -> Talks:
        """The conversations that are kept."""

    @property
    def accounts(self) -> Accounts:
        """Who may sign in; only asked for where the settings name a users file."""

    @property
    def trail(self) -> Trail | None:
        """The audit trail; only asked for where the settings want one."""

    who: Callable[[], Asker]
    """Who asks, for the trail; the server says so."""

    @property
    def curator(self) -> Curator:
        """What changes the library by hand."""

    def ask(self, question: Question, listener: Listener = ...) -> Answer:
        """The answer to `question`, or a refusal; `listener` hears a chat model as it writes."""

    def compare(self, a: str, b: str) -> Comparison:
        """Two documents side by side, each an id, or ``id@version``."""

    def versions(self, document_id: str) -> list[int]:
        """The versions held of a document, oldest first."""

    def phrases(self, phrases: Sequence[str] = (), scope: Scope | None = None) -> Ledger:
        """Every use of each phrase in the scope; without phrases, of those worth following."""

    def draft(
        self,
        topic: str,
        scope: Scope | None = None,
        *,
        template: str = "situation",
        paper: PaperSize = "a4",
        annex: bool = False,
        progress: Callable[[int, int], None] | None = None,
    ) -> Draft:
        """A brief on `topic` that can be edited; without a topic, on the documents that the scope names."""

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
        """Each claim of `text` with what the documents in `against` (none: all) but not in `without` make of it.

        ``progress(done, of)`` counts claims; once ``stop()`` is true, what is done so far comes back.
        """

    def looked_in(self, named: Sequence[str], scope: Scope) -> Sequence[str]:
        """The documents a check looks in: those `named`, and of them, or of all, those in `scope`; none for all."""

    def text_in(self, file: Path) -> TextToCheck:
        """The text in a file that is to be checked and not kept."""

    def found(self, question: str, k: int = 5, scope: Scope | None = None) -> Found:
        """The best `k` passages for `question`, and how long it took to find them."""

    def documents(self) -> list[Document]:
        """Every document's current version, by date."""

    def document(self, document_id: str, version: int | None = None) -> Document:
        """One document, the current version unless another is named."""

    def page_image(
        self, document_id: str, version: int | None = None, page: int | None = None, span: Span | None = None
    ) -> PageImage:
        """A page as it is printed, the words of `span` on it marked."""

    def passages(self, document_id: str, version: int) -> list[Span]:
        """The passages that are searched of this version of a document, in its order; none of an earlier version."""

    def offer_starter_corpus(self, progress: Progress = ...) -> IngestReport | None:
        """Put the starter corpus into a library that has never held anything."""

    def open(self) -> None:
        """Open the index now, so that what is wrong with it is said at once."""

    def warm(self) -> None:
        """Load now what the first question needs."""

    def close(self) -> None:
        """Let go of files."""
