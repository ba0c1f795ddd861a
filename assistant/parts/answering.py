"""What answers over a library, and what is kept of people, each made at first use."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from assistant.answer.extract import Extractor
from assistant.answer.reader import Reader
from assistant.brief.briefer import Briefer
from assistant.chat.writer import Writer
from assistant.check.checker import Checker
from assistant.compare.compare import Comparer
from assistant.compare.formulae import Formulae
from assistant.compare.vectors import SentenceVectors
from assistant.conversation import Conversation, must_be_question
from assistant.errors import AssistantError, EmptyLibrary
from assistant.once import once
from assistant.parts.holding import Holding
from assistant.records import Answer, Question
from assistant.search.retrieve import Retriever
from assistant.verify.cite import Citer
from assistant.verify.entail import Verifier
from assistant.verify.models import READER, Shipped

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

    from assistant.accounts.accounts import Accounts
    from assistant.answer.chain import Narrator
    from assistant.answer.follow_up import FollowUps
    from assistant.audit.trail import Trail
    from assistant.brief.chain import Author
    from assistant.compare.chain import Summariser
    from assistant.talks.talks import Talks


class Parts(Holding):
    """The parts of one assistant over one library. Safe to share between threads."""

    def open(self) -> None:
        """Open the index now, so that what is wrong with it is said before anything is asked."""
        _ = self.retriever

    def warm(self) -> None:
        """Open the index, load the model and answer once, so that no first question waits for it."""
        self.open()
        self.embeddings.embed_query("warm")
        _ = self.chain
        with suppress(AssistantError):  # whoever asks is told
            self.extractor.warm()

    def close(self) -> None:
        """Let go of files and of the library's folder; what is asked afterwards opens them again."""
        with self.opening:
            for part in ("talks", "accounts", "trail"):
                if kept := vars(self).pop(part, None):
                    kept.close()
            super().close()

    def _close_index(self) -> None:
        answering = ("extractor", "narrator", "follow_ups", "chain", "comparer", "summariser", "briefer", "checker")
        for part in ("retriever", *answering):
            vars(self).pop(part, None)
        super()._close_index()

    @once
    def chain(self) -> Runnable[Question | str, Answer]:
        """Question → Answer as one LangChain Runnable; see `Conversation`."""
        return Conversation(
            extractor=lambda: self.extractor,
            comparer=lambda: self.comparer,
            narrator=lambda: self.narrator,
            accept=self._accept,
            fingerprint=self.settings.fingerprint,
            follow_ups=lambda: self.follow_ups,
            summariser=lambda: self.summariser,
        ).chain()

    @once
    def talks(self) -> Talks:
        """The conversations that are kept."""
        from assistant.talks.talks import Talks

        with self._opening_files:
            return Talks(self._folder("talks.sqlite"))

    @once
    def accounts(self) -> Accounts:
        """The accounts; raises as `Accounts.of` does."""
        from assistant.accounts.accounts import Accounts

        return Accounts.of(self.settings)

    @once
    def trail(self) -> Trail | None:
        """The audit trail; None where the settings want none. It lies in the folder itself, not in a copy of it."""
        from assistant.audit.trail import Trail

        settings = self.settings
        if not settings.audited:
            return None
        return Trail(settings.data_dir / "audit", settings.audit_file_mb, settings.audit_days)

    @once
    def retriever(self) -> Retriever:
        """Search, as a LangChain retriever."""
        index = self.index
        return Retriever(
            settings=self.settings,
            shelf=self.shelf,
            store=index.store,
            terms=index.terms,
            embeddings=self.embeddings,
        )

    @once
    def extractor(self) -> Extractor:
        """Answers without a chat model."""
        return Extractor(self.settings, self.shelf, self.retriever, self.reader)

    @once
    def narrator(self) -> Narrator | None:
        """Answers in a chat model's words, None where no model is set; raises as `Writer.of` does."""
        from assistant.answer.chain import Narrator

        if self.writer is None:
            return None
        return Narrator(self.settings, self.shelf, self.retriever, self.extractor, self.writer, self.citer)

    @once
    def follow_ups(self) -> FollowUps | None:
        """Follow-ups in a chat model's words, None where no model is set; raises as `Writer.of` does."""
        from assistant.answer.follow_up import FollowUps

        return FollowUps(self.shelf, self.retriever.terms.rarity, self.writer) if self.writer else None

    @once
    def comparer(self) -> Comparer:
        """Documents side by side. The index is opened for long texts alone, the model for sentences that differ."""
        vectors = SentenceVectors(self.embeddings, lambda: self.index.store)
        return Comparer(self.shelf, vectors, Formulae(self.shelf.catalogue, self.shelf.documents))

    @once
    def summariser(self) -> Summariser | None:
        """Summaries of comparisons by a chat model, None where no model is set; raises as `Writer.of` does."""
        from assistant.compare.chain import Summariser

        return Summariser(self.shelf, self.writer, self.citer) if self.writer else None

    @once
    def briefer(self) -> Briefer:
        """Topics on one page."""
        from assistant.brief.chain import Author

        def author() -> Author | None:
            return Author(self.writer, self.citer, self.embeddings) if self.writer else None

        return Briefer(self.shelf, self.retriever, author)

    @once
    def checker(self) -> Checker:
        """Texts held against the library."""
        calls = self.settings.chat_check_calls
        return Checker(self.shelf, self.retriever, self.verifier, lambda: self.writer, calls)

    @once
    def reader(self) -> Reader:
        """Whether a sentence answers a question; its networks are loaded when first used."""
        return Reader(Shipped(READER), self.shipped_verifier)

    @once
    def shipped_verifier(self) -> Shipped:
        """The verifying network that comes with the project; it reads questions whatever verifies."""
        network = self.verifier.network
        return network if isinstance(network, Shipped) else Shipped()

    @once
    def verifier(self) -> Verifier:
        """Evidence and claim read together; its network is loaded when first used."""
        return Verifier(self.settings)

    @once
    def citer(self) -> Citer:
        """What a chat model wrote, held against its sources."""
        return Citer(self.verifier, self.embeddings)

    @once
    def writer(self) -> Writer | None:
        """What the chat model writes, None where none is set; raises as `Writer.of` does."""
        return Writer.of(self.settings) if self.settings.chat_model else None

    def _accept(self, question: Question) -> None:
        must_be_question(question.text, self.settings.max_question_characters)
        if not self.shelf.count():
            raise EmptyLibrary("The library holds no documents.")
