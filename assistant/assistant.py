"""What can be asked of a library, and what can be done with it. `Parts` wires it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence, Set
from dataclasses import replace
from pathlib import Path
from typing import Literal

from assistant.answer.listener import NOBODY, Listener
from assistant.brief.draft import Draft
from assistant.compare.worded import summarised
from assistant.conversation import must_be_question
from assistant.errors import EmptyLibrary, LibraryDamaged, NothingInScope
from assistant.keeping.backup import BackupReport, backup
from assistant.keeping.kept import DATABASES
from assistant.keeping.restore import restore
from assistant.library.apart.limits import Limits
from assistant.library.draft import Draft as TextToCheck
from assistant.library.index import Progress, silent
from assistant.library.ingest import Stop, never
from assistant.library.scope import in_scope
from assistant.parts import Parts
from assistant.records import (
    Answer,
    Brief,
    Check,
    Comparison,
    Document,
    Found,
    Hit,
    IngestReport,
    Ledger,
    PageImage,
    PaperSize,
    Question,
    Scope,
    Span,
)

STARTER = "starter_corpus"  # the shelf's note on it: begun, then done
BACKED_UP = "backed_up"  # the shelf's note on when the last backup was made
PROPOSED = 20
"""Phrases that the program proposes by itself."""


class Assistant(Parts):
    """One library and what can be asked of it. Safe to share between threads; close it when done."""

    # What can be asked -----------------------------------------------------------------------------------------

    def ask(self, question: Question, listener: Listener = NOBODY) -> Answer:
        """The answer to `question`, every sentence cited, or a refusal; `listener` hears a chat model as it writes.

        Raises:
            BadQuestion: it is empty or too long.
            EmptyLibrary: there is nothing to search.
        """
        began = time.monotonic()
        lost = len(self.shelf.lost)
        try:
            answer = self.chain.invoke(question, {"configurable": {"listener": listener}})
        except LibraryDamaged:
            if len(self.shelf.lost) == lost:
                raise
            return self.ask(question, listener)  # without what has just been found to be lost
        lacking = self.retriever.lacking(began)
        if self.shelf.lost:
            left_out = f"Damaged, and not looked in: {', '.join(sorted(self.shelf.lost))}. briefing doctor says more."
            lacking = (*lacking, left_out)
        answer = replace(answer, notices=(*lacking, *answer.notices))
        return answer.timed((time.monotonic() - began) * 1000, self.settings.fingerprint)

    def search(self, question: str, k: int = 5, scope: Scope | None = None) -> list[Hit]:
        """The best `k` passages for `question`."""
        self._accept(Question(question))
        return self.retriever.hits(question, k, scope)

    def found(self, question: str, k: int = 5, scope: Scope | None = None) -> Found:
        """What `search` gives, with the time that it took."""
        began = time.perf_counter()
        hits = self.search(question, k, scope)
        return Found(question, tuple(hits), round((time.perf_counter() - began) * 1000, 1))

    def phrases(self, phrases: Sequence[str] = (), scope: Scope | None = None, most: int = PROPOSED) -> Ledger:
        """Every use of each phrase in the documents in `scope`; without phrases, of up to `most` worth following.

        ``|`` inside a phrase joins variants. Neither the model nor the index is needed.

        Raises:
            BadPhrase: one of them is empty or made of stop words only.
            EmptyLibrary: there is nothing to search.
            NothingInScope: no document is in the scope.
        """
        from assistant.compare.phrases import ledger, must_be_phrase, propose

        wanted = list(dict.fromkeys(must_be_phrase(phrase) for phrase in phrases))
        documents = self.shelf.documents()
        if not documents:
            raise EmptyLibrary("The library holds no documents.")
        inside = [d for d in documents if in_scope(d, scope)] if scope else documents
        if not inside:
            raise NothingInScope("No document is in the scope.")
        if wanted:
            return ledger(wanted, inside)
        chosen = {d.id for d in inside}
        return propose(inside, most, [d for d in documents if d.id not in chosen])

    def compare(self, a: str, b: str, stop: Callable[[], bool] | None = None) -> Comparison:
        """Two documents side by side, each an id, or ``id@version``; raises as `Comparer.compare` does.

        A chat model that writes the summary ends once ``stop()`` is true.
        """
        return summarised(self.comparer.compare(a, b), lambda: self.summariser, stop)

    def brief(
        self,
        topic: str,
        scope: Scope | None = None,
        *,
        template: str = "situation",
        paper: PaperSize = "a4",
        annex: bool = False,
        progress: Callable[[int, int], None] | None = None,
    ) -> Brief:
        """One page on `topic`, every sentence cited; raises as `draft` does."""
        return self.draft(topic, scope, template=template, paper=paper, annex=annex, progress=progress).brief

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
        """A brief on `topic` that can be edited; without a topic, on the documents that the scope names.

        Raises:
            EmptyLibrary: there is nothing to make it of.
            NothingInScope: no document is in the scope.
            UnknownDocument, BadQuestion, BadTemplate, TopicNotHeld: as `Briefer.draft` says.
        """
        if topic.strip():
            must_be_question(topic, self.settings.max_question_characters)
        if not self.shelf.count():
            raise EmptyLibrary("The library holds no documents.")
        for document_id in scope.documents if scope else ():
            self.shelf.get(document_id)
        if scope and not any(in_scope(d, scope) for d in self.shelf.catalogue()):
            raise NothingInScope("No document is in the scope.")
        return self.briefer.draft(topic, scope, name=template, paper=paper, annex=annex, progress=progress)

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
        """The claims of `text` with their verdicts; raises as `Checker.check` does.

        Raises:
            EmptyLibrary: there is nothing to check it against.
        """
        if not self.shelf.count():
            raise EmptyLibrary("The library holds no documents.")
        began = time.monotonic()
        done = self.checker.check(text, title=title, against=against, without=without, progress=progress, stop=stop)
        return replace(done, notices=(*self.retriever.lacking(began), *done.notices))

    def text_in(self, file: Path) -> TextToCheck:
        """The text in `file`, to be checked and not kept; raises as `library.draft.draft` does."""
        from assistant.library.draft import draft

        return draft(file, Limits.of(self.settings))

    def looked_in(self, named: Sequence[str], scope: Scope) -> Sequence[str]:
        """The documents that a check looks in: those `named`, and of them, or of all, those in `scope`; none for all.

        Raises:
            UnknownDocument: one that is named is not held.
            NothingInScope: none is left.
        """
        if not scope:
            return named
        for document_id in named:
            self.document(document_id)  # one that is not held is said to be so, not to lie outside the scope
        found = [d.id for d in self.documents() if in_scope(d, scope) and (not named or d.id in named)]
        if not found:
            raise NothingInScope("No document is in the scope.")
        return found

    def entail(self, pairs: Sequence[tuple[str, str]]) -> list[tuple[float, float]]:
        """How likely each (evidence, claim) pair's claim is (borne out, contradicted); the verifier by itself."""
        return [(found.supported, found.contradicted) for found in self.verifier.entail(pairs)]

    def versions(self, document_id: str) -> list[int]:
        """The versions held of a document, oldest first."""
        return self.shelf.versions(document_id)

    def documents(self) -> list[Document]:
        """Every document's current version, by date, without its text: `document` gives one with it."""
        return self.shelf.catalogue()

    def document(self, document_id: str, version: int | None = None) -> Document:
        """One document, the current version unless another is named."""
        return self.shelf.get(document_id, version)

    def page_image(
        self, document_id: str, version: int | None = None, page: int | None = None, span: Span | None = None
    ) -> PageImage:
        """A page as it is printed, the words of `span` on it marked; without `page`, the one on which `span` begins.

        Raises:
            UnknownDocument: it is not held.
            PageImageUnavailable: it has no such page, or its file is gone or another by now.
        """
        from assistant.library.page_images import page_image

        document = self.shelf.get(document_id, version)
        if page is None:
            page = (document.page_at(span.start) if span else None) or 1
        words = self.shelf.placed_words(document.id, document.version)
        return page_image(document, page, span, words, Limits.of(self.settings))

    def passages(self, document_id: str, version: int) -> list[Span]:
        """The passages that are searched of this version of a document, in its order; none of an earlier version."""
        held = self.index.store.of_document(document_id)
        return [Span(passage.start, passage.end) for passage in held if passage.version == version]

    def ingest(
        self,
        paths: Sequence[Path | str],
        *,
        remove_missing: bool = False,
        progress: Progress = silent,
        stop: Stop = never,
        only: Set[Path] | None = None,
        engine: Literal["local", "ray"] = "local",
    ) -> IngestReport:
        """Put files, folders and web addresses (as strings) into the library; `Ingest.run` says what the rest is.

        With the engine ``ray`` files are read and embedded by Ray's workers.

        Raises:
            EngineMissing: Ray is not installed.
        """
        self.must_be_writable()
        with self.engine(engine) as elsewhere:
            return self.ingester.run(
                paths, remove_missing=remove_missing, progress=progress, stop=stop, only=only, engine=elsewhere
            )

    def remove(self, document_ids: Sequence[str]) -> list[str]:
        """Take documents out of the library, with all their versions.

        Raises:
            UnknownDocument: one of them is not held; then none is removed.
        """
        return self.curator.remove(document_ids)

    def offer_starter_corpus(self, progress: Progress = silent) -> IngestReport | None:
        """Put the starter corpus into a library that has never held anything, unless the settings say no.

        Where the process ended in the midst of it, the next offer goes on.
        """
        folder = self.settings.starter_corpus_dir
        begun = self.shelf.fact(STARTER) == "begun"
        if self.settings.starter_corpus == "off" or not folder.is_dir() or (self.shelf.ever_held() and not begun):
            return None
        self.must_be_writable()
        ingester = self.ingester  # opens the index first: where that fails, nothing has begun
        self.shelf.note(STARTER, "begun")
        report = ingester.run([folder], progress=progress)
        self.shelf.note(STARTER, "done")
        return report

    def repair(self, progress: Progress = silent) -> int:
        """Throw the index away and derive it again from the stored documents; returns the passages written.

        Raises:
            LibraryInUse: another process has the index open.
        """
        self.must_be_writable()
        with self.opening:
            self._owner  # noqa: B018 - nobody else may have the index open while it goes
            self._close_index()
            with self._turn.taken():
                self._discard_index()
                self.shelf.mark_unindexed()
                return self._open_index().mend(progress)

    def backup(self, file: Path) -> BackupReport:
        """Write all that the library cannot derive into one file, while others ask it and change it.

        Raises:
            BackupFailed, LibraryDamaged, DiskFull: as `keeping.backup.backup` says.
        """
        names = [database.name for database in DATABASES]
        sources = {name: self._folder(name) for name in names if (self.settings.data_dir / name).exists()}
        report = backup(self.settings.data_dir, file, self.settings.fingerprint, sources)
        if not self.asked_aside:
            self.shelf.note(BACKED_UP, report.made)
        return report

    def restore(self, file: Path, *, replace: bool = False) -> BackupReport:
        """Bring a backup back; the index is derived from it at the next start.

        Raises:
            BackupError, LibraryInUse, DiskFull, FolderNotWritable: as `keeping.restore.restore` says.
        """
        with self.opening:
            self.close()
            report = restore(self.settings.data_dir, file, replace=replace)
            self.shelf.note(BACKED_UP, report.made)
        return report
