"""What somebody does to a library by hand: puts files and texts in, corrects what is said of them, deletes, undoes."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from assistant.errors import DocumentError, LibraryDamaged, LibraryInUse, NoTextInDocument, StoreError
from assistant.library.corrections import CUT_INTO_PASSAGES, Corrections
from assistant.library.front_matter import is_ours
from assistant.library.index import Progress, silent
from assistant.library.ingest import Ingest, Stop, never
from assistant.library.metadata import title_of
from assistant.library.originals import SUM_CHARACTERS, Originals
from assistant.library.pending import UNREAD, WAITS, Pending
from assistant.library.trash import Deleted, Trash
from assistant.library.turn import WAIT_S
from assistant.records import Document, Failure, IngestReport, Metadata


def now() -> datetime:
    """The time, for what must be known later."""
    return datetime.now(UTC)


class Curator:
    """Changes one library. Safe to share between threads: one of them changes it at a time."""

    def __init__(
        self,
        ingest: Ingest,
        must_be_writable: Callable[[], None] = lambda: None,
        clock: Callable[[], datetime] = now,
        keeping: AbstractContextManager[object] | None = None,
    ) -> None:
        """Nothing is changed yet; `must_be_writable` raises a StoreError where nothing can be.

        Files come and go inside of `keeping`, which other processes respect where they share the library.
        """
        self._must_be_writable, self._clock = must_be_writable, clock
        self._ingest, self._shelf, self._index = ingest, ingest.shelf, ingest.index
        self._originals = Originals(ingest.settings.data_dir / "files")
        database = ingest.shelf.database
        self._corrections, self._trash, self._pending = Corrections(database), Trash(database), Pending(database)
        self._keeping = keeping or threading.RLock()

    @contextmanager
    def _changing(self, wait_s: float = WAIT_S) -> Iterator[None]:
        self._must_be_writable()
        with self._index.writing(wait_s):
            yield

    # Putting in ------------------------------------------------------------------------------------------------

    def keep(self, file: Path, name: str) -> str:
        """Take `file` over under `name`, to be read by `read`; the path that it has from now on.

        Raises:
            StoreError: it cannot be kept.
        """
        return self._kept(lambda: self._originals.take(file, name), name)

    def write(self, text: str, title: str = "") -> str:
        """Keep a text as a file, to be read by `read`; its path. An empty title is found in the text.

        Raises:
            NoTextInDocument: there is none.
            StoreError: it cannot be kept.
        """
        if not text.strip():
            raise NoTextInDocument("There is no text to add.", "Paste a text into the box.")
        heading = " ".join(title.split())
        name = f"{(heading or title_of(text) or 'Pasted text').replace('/', ' ')}.md"
        return self._kept(lambda: self._originals.write(composed(text, heading).encode("utf-8", "replace"), name), name)

    def fetch(self, address: str) -> str:
        """Fetch what lies at a web address, to be read by `read`; the path of the file.

        Raises:
            AssistantError: it may not or cannot be fetched, or cannot be kept.
        """
        return self._kept(lambda: self._ingest.web.file(address), address)

    def _kept(self, keep: Callable[[], Path], name: str) -> str:
        self._must_be_writable()
        try:
            with self._keeping:
                path = str(keep())
                self._pending.put(Failure(path, WAITS, UNREAD))
        except OSError as error:
            raise StoreError(f"{name} cannot be kept: {error.strerror or error}.") from error
        return path

    def read(
        self, path: str, *, renews: str | None = None, progress: Progress = silent, stop: Stop = never
    ) -> IngestReport:
        """Put a file that is kept into the library, as a new version of `renews` where that is given.

        What cannot go in, or was stopped, stays among the `waiting`.
        """
        with self._changing():
            before = self._shelf.get(renews).path if renews else None
            if renews:
                self._shelf.move(renews, path)
            try:
                report = self._ingest.run([Path(path)], progress=progress, stop=stop, only={Path(path)})
            except StoreError as error:
                report = IngestReport(failed=(Failure(path, type(error).__name__, error.message),))
            if renews and renews not in (*report.updated, *report.unchanged):
                self._shelf.move(renews, before)
        if report.failed or report.left:
            self._pending.put(Failure(path, *_what_is_the_matter(report)))
        else:
            self._pending.drop(path)
        return report

    def fail(self, path: str, why: str) -> None:
        """Note why a file that is kept was not read."""
        self._pending.put(Failure(path, "Unread", why))

    def waiting(self) -> list[Failure]:
        """The files that were given and are not in the library, each with the reason."""
        return self._pending.all()

    def dismiss(self, path: str) -> None:
        """Forget a file that is waiting, its bytes too where nothing else is made of them."""
        if path in {failure.path for failure in self._pending.all()}:
            self._pending.drop(path)
            self._sweep()

    # Correcting ------------------------------------------------------------------------------------------------

    def stated(self, document_id: str) -> Metadata:
        """What the file of a document says of it, nothing corrected."""
        return self._corrections.stated(document_id)

    def corrected(self, document_id: str) -> dict[str, str | None]:
        """Field → what somebody has corrected it to."""
        return self._corrections.of(document_id)

    def correct(self, document_id: str, wanted: Mapping[str, str | None]) -> Document:
        """Have a document's metadata say what is `wanted`, now and after its file was ingested again.

        Raises:
            BadCorrection: a field cannot say this.
            UnknownDocument: there is no such document.
        """
        with self._changing():
            before = self._shelf.get(document_id)
            self._corrections.put(document_id, wanted)
            document = self._shelf.get(document_id)
            if any(getattr(before.metadata, name) != getattr(document.metadata, name) for name in CUT_INTO_PASSAGES):
                self._shelf.mark_unindexed([document_id])
                self._index.write([document])
        return document

    # Deleting --------------------------------------------------------------------------------------------------

    def discard(self, document_ids: Sequence[str]) -> list[int]:
        """Put documents into the trash: they are searched no more; the keys by which they can be brought back.

        Raises:
            UnknownDocument: one of them is not held; then none is deleted.
        """
        with self._changing():
            ids = self._all_held(document_ids)
            self._index.remove(ids)
            return self._trash.put(ids, self._clock())

    def deleted(self) -> list[Deleted]:
        """What can be brought back, the latest first."""
        return self._trash.all()

    def restore(self, keys: Sequence[int]) -> list[Document]:
        """Bring documents back, with their versions and corrections: all that can come, before an error is raised.

        Raises:
            UnknownDocument: one is gone for good.
            DuplicateIdentifier: another document has the id of one by now.
        """
        back: list[Document] = []
        wrong: DocumentError | None = None
        with self._changing():
            for key in keys:
                try:
                    back.append(self._shelf.get(self._trash.restore(key)))
                except DocumentError as error:
                    wrong = wrong or error
            self._index.write(back)
        if wrong:
            raise wrong
        return back

    def erase(self, keys: Sequence[int]) -> None:
        """Delete for good what is in the trash."""
        self._erase(keys, WAIT_S)

    def _erase(self, keys: Sequence[int], wait_s: float) -> None:
        with self._changing(wait_s):
            self._trash.erase(keys)
        self._sweep()

    def remove(self, document_ids: Sequence[str]) -> list[str]:
        """Delete documents for good, with all their versions.

        Raises:
            UnknownDocument: one of them is not held; then none is removed.
        """
        with self._changing():
            ids = self._all_held(document_ids)
            self._index.remove(ids)
            self._shelf.remove(ids)
        self._sweep()
        return ids

    def purge(self) -> None:
        """Delete for good what has been in the trash for as long as it is kept (`Trash.overdue`), unless others write.

        What a kill left behind goes as well: files that a deletion did not come to, and notes that a file waits which
        has been read.
        """
        self._trash.known_time(self._clock())
        if overdue := self._trash.overdue(self._clock()):
            with suppress(LibraryInUse):
                self._erase(overdue, wait_s=0)
        else:
            with suppress(LibraryDamaged):  # then nobody knows which are wanted
                self._sweep()
        for failure in self._pending.all():
            known = self._shelf.at_path(failure.path) if failure.type == WAITS else None
            if known and known[1].startswith(os.path.basename(os.path.dirname(failure.path))):
                self._pending.drop(failure.path)

    def _all_held(self, document_ids: Sequence[str]) -> list[str]:
        ids = list(dict.fromkeys(document_ids))
        for document_id in ids:
            self._shelf.get(document_id)
        return ids

    def _sweep(self) -> None:
        """Delete the files of which no version is held any more and which nobody waits for."""
        with self._keeping:
            wanted = {total[:SUM_CHARACTERS] for total in self._trash.sums()}
            wanted |= {os.path.basename(os.path.dirname(failure.path)) for failure in self._pending.all()}
            self._originals.sweep(wanted.__contains__)


def composed(text: str, title: str) -> str:
    """`text` as a file that states its title; as it is where it has front matter of its own, or there is no title."""
    if not title or is_ours(text):
        return text
    return f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\n---\n{text}"


def _what_is_the_matter(report: IngestReport) -> tuple[str, str]:
    if not report.failed:
        return WAITS, UNREAD
    failure = report.failed[0]
    return failure.type, failure.message
