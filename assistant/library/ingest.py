"""Files and folders → documents on the shelf and in the index.

Identity: a front-matter id, else one made from the file's name, which stays while the path stays. New bytes under a
known id are a new version. A path that vanished and a new path with equal bytes are a rename: the id stays. A bad
file is one named failure; the rest go in.
"""

from __future__ import annotations

import hashlib
import logging
import os
import re
import unicodedata
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Protocol

from assistant.errors import AssistantError, DuplicateIdentifier, StoreError
from assistant.library.apart.limits import Limits
from assistant.library.apart.reading import read
from assistant.library.files import files_below, regular
from assistant.library.index import Derived, Index, Progress, silent
from assistant.library.pace import Pace
from assistant.library.read import ReadDocument
from assistant.library.shelf import Shelf
from assistant.library.tally import Tally
from assistant.library.web.addresses import bare, shown
from assistant.library.web.kept import Web
from assistant.records import Document, IngestReport
from assistant.settings import Settings

_log = logging.getLogger(__name__)

Reading = Callable[[], ReadDocument]
"""Gives what was read of a file, or raises what is the matter with it."""


class Engine(Protocol):
    """Where files are read and documents derived, if not in this process."""

    def read(self, paths: Sequence[Path]) -> Iterator[tuple[Path, Reading]]:
        """Each file, in this order, with what was read of it."""

    def derive(self, documents: Iterable[Document]) -> Generator[Derived]:
        """What these documents are made into, in this order."""


Stop = Callable[[], bool]
"""Asked between two files and between two batches whether to end; what is whole by then is kept."""


def never() -> bool:
    """A stop that nobody asks for."""
    return False


class _Stopped(Exception):  # noqa: N818 - a wish, not a fault
    """Leaves the reading and the writing once somebody has asked to stop."""


@dataclass(frozen=True, slots=True)
class Ingest:
    """Puts files into one library."""

    settings: Settings
    shelf: Shelf
    index: Index
    web: Web

    def run(
        self,
        named: Sequence[Path | str],
        *,
        remove_missing: bool = False,
        progress: Progress = silent,
        stop: Stop = never,
        only: Set[Path] | None = None,
        engine: Engine | None = None,
    ) -> IngestReport:
        """Take in every file named, every file below the folders named and what lies at web addresses (as strings).

        Args:
            named: files and folders as paths, web addresses as strings.
            remove_missing: take out what lay below the folders and is gone.
            progress: hears passages done and passages in all, the latter judged by what is read so far.
            stop: once it says so, what is not whole is taken back, and the report says how many files are left.
            engine: where files are read and documents derived; here if there is none.
            only: of those files, the ones named here or below a folder named here; then it is no error to find none.

        Raises:
            NothingToIngest: not one of the paths could be read.
            StoreError: the library cannot be written; what went in before that is kept.
            LibraryInUse: another process that shares the library writes all the time.
        """
        tally = Tally()
        paths = [path for path in (self._at_hand(name, tally) for name in named) if path]
        with self.index.writing():
            try:
                self._take_in(self._files(paths, only, tally), tally, progress, stop, engine)
            except _Stopped:
                self._take_back(tally)
                return tally.report()
            except StoreError:
                self._take_back(tally)
                raise
            if remove_missing:
                self._remove_missing(paths, tally)
        if only is None and tally.did_nothing():
            raise tally.nothing(paths)
        return tally.report()

    def _files(self, paths: Sequence[Path], only: Set[Path] | None, tally: Tally) -> list[Path]:
        files = self._walk(paths, tally)
        if only is not None:
            files = [path for path in files if not {path, *path.parents}.isdisjoint(only)]
        return files

    def _take_in(
        self, files: Sequence[Path], tally: Tally, progress: Progress, stop: Stop, engine: Engine | None
    ) -> None:
        tally.left = len(files)
        sizes = self._to_read(files, tally, stop)
        pace = Pace.over(list(sizes.values()))

        def told(done: int, known: int) -> None:
            _must_go_on(stop)
            progress(done, pace.in_all(known))

        read_here = ((path, partial(self._read, path, stop)) for path in sizes)
        documents = self._documents(engine.read(list(sizes)) if engine else read_here, sizes, tally, pace, stop)
        tally.passages = self.index.write(documents, told, engine.derive if engine else None)

    def _read(self, path: Path, stop: Stop) -> ReadDocument:
        return read(path, Limits.of(self.settings), lambda: _must_go_on(stop))

    def _to_read(self, files: Sequence[Path], tally: Tally, stop: Stop) -> dict[Path, int]:
        """Path → bytes of the files whose bytes are not those on the shelf."""
        out: dict[Path, int] = {}
        for path in files:
            _must_go_on(stop)
            try:
                known = self.shelf.at_path(str(path))
                if known and known[1] == _sum(path):
                    tally.unchanged.append(known[0])
                    tally.left -= 1
                    continue
                out[path] = path.stat().st_size if path.exists() else 0
            except OSError as error:
                tally.fail(str(path), error, f"{path.name} cannot be read: {error}.")
                tally.left -= 1
        return out

    def _documents(
        self, files: Iterable[tuple[Path, Reading]], sizes: dict[Path, int], tally: Tally, pace: Pace, stop: Stop
    ) -> Iterator[Document]:
        """The documents to index, each read when it is asked for, so that few wait on the shelf for their passages."""
        for path, reading in files:
            _must_go_on(stop)
            document = self._take(path, reading, tally)
            pace.read(sizes[path])
            tally.left -= 1
            if document is not None:
                yield document

    def _take_back(self, tally: Tally) -> None:
        """Let the shelf forget what did not get as far as the index: the next run reads it anew."""
        new = {*tally.added, *tally.updated}
        cut_off = [i for i in self.shelf.unindexed() if i in new]
        tally.without(cut_off)
        tally.left += len(cut_off)
        passages = self.shelf.passages()
        tally.passages = sum(passages.get(i, 0) for i in (*tally.added, *tally.updated))
        try:
            self.index.take_back(cut_off)
        except StoreError as error:  # on a full disk; what is left over is taken out at the next start
            _log.warning("%s", error)

    def _at_hand(self, named: Path | str, tally: Tally) -> Path | None:
        """A path as it is, a web address as the file fetched from it; None where that failed."""
        if isinstance(named, Path):
            return named
        try:
            return self.web.file(named)
        except (AssistantError, OSError) as error:
            tally.fail(bare(named), error, getattr(error, "message", f"{shown(named)} cannot be kept: {error}."))
            return None

    def _walk(self, paths: Sequence[Path], tally: Tally) -> list[Path]:
        """The files to read, each once, as real paths."""
        found: dict[str, None] = {}
        own = Path(os.path.realpath(self.settings.data_dir))
        for path in paths:
            if path.is_dir():
                below = files_below(path, own, lambda error: tally.fail(str(error.filename), error, f"{error}."))
                found.update(dict.fromkeys(map(str, below)))
            elif path.is_file():
                found[os.path.realpath(path)] = None
            else:
                error = FileNotFoundError(f"There is no file or folder {path}.")
                tally.fail(str(path), error, str(error))
        return [Path(path) for path in found]

    def _take(self, path: Path, reading: Reading, tally: Tally) -> Document | None:
        """The document to index, or None where it is a known one at a new path or the file failed."""
        where = str(path)
        try:
            known = self.shelf.at_path(where)
            found = _from(self.web.address_of(path), reading())
            if known and known[1] == found.sha256:  # another process has read it meanwhile
                tally.unchanged.append(known[0])
                return None
            document = self._keep(found, where, tally)
        except StoreError:  # no fault of the file
            raise
        except AssistantError as error:
            tally.fail(where, error, error.message)
            return None
        except OSError as error:
            tally.fail(where, error, f"{path.name} cannot be read: {error}.")
            return None
        if known and known[0] != (document.id if document else None):
            tally.displaced.add(known[0])
        return document

    def _keep(self, found: ReadDocument, where: str, tally: Tally) -> Document | None:
        """The version that `found` makes, put on the shelf; None where it is a known one at a new path."""
        document_id, version = self._identify(found, where)
        held = self.shelf.latest(document_id)
        if held and held[1] != where and any(i == document_id for i, _ in self.shelf.with_sum(found.sha256)):
            self.shelf.move(document_id, where)
            tally.unchanged.append(document_id)
            return None
        document = Document(
            id=document_id,
            version=version,
            text=found.text,
            metadata=found.metadata,
            path=where,
            page_starts=found.page_starts,
            sha256=found.sha256,
        )
        self.shelf.put(document, named=found.id is not None, words=found.words)
        (tally.added if version == 1 else tally.updated).append(document_id)
        return self.shelf.get(document_id)  # with what was corrected in an earlier version of it

    def _identify(self, found: ReadDocument, where: str) -> tuple[str, int]:
        """(id, version) for a file that is new or has new bytes.

        Raises:
            DuplicateIdentifier: its front-matter id belongs to another file.
        """
        if found.id is not None:
            held = self.shelf.latest(found.id)
            if held and held[1] != where and not _is_gone(held[1]):
                raise DuplicateIdentifier(f"The id {found.id!r} of {Path(where).name} is taken by {held[1]}.")
            return found.id, self._next_version(found.id)
        at_path = self.shelf.at_path(where)
        document_id = at_path[0] if at_path else self._renamed(found.sha256, Path(where)) or self._new_id(Path(where))
        return document_id, self._next_version(document_id)

    def _next_version(self, document_id: str) -> int:
        held = self.shelf.latest(document_id)
        return held[0] + 1 if held else 1

    def _renamed(self, sha256: str, where: Path) -> str | None:
        """Id of a document with these bytes whose file is gone; of several, the one whose path was most like this."""
        gone = [(i, Path(path or "")) for i, path in self.shelf.with_sum(sha256) if _is_gone(path)]

        def unlike(candidate: tuple[str, Path]) -> tuple[bool, int, str]:
            document_id, path = candidate
            return path.name != where.name, -len({*path.parts} & {*where.parts}), document_id

        return min(gone, key=unlike)[0] if gone else None

    def _new_id(self, path: Path) -> str:
        stem = slug(path.stem)
        if self.shelf.latest(stem) is None:
            return stem
        for parent in path.parents:
            if parent.name and self.shelf.latest(f"{stem}-{slug(parent.name)}") is None:
                return f"{stem}-{slug(parent.name)}"
        return next(f"{stem}-{n}" for n in range(2, 1_000_000) if self.shelf.latest(f"{stem}-{n}") is None)

    def _remove_missing(self, paths: Sequence[Path], tally: Tally) -> None:
        """Take out what lay below the folders named and is gone, also where another document now has its path."""
        roots = tuple(os.path.join(os.path.realpath(path), "") for path in paths if path.is_dir())
        held = self.shelf.paths()
        gone = [i for path, i in held.items() if path.startswith(roots) and _is_gone(path)]
        gone += sorted(tally.displaced - set(held.values()))
        self.index.remove(gone)
        self.shelf.remove(gone)
        tally.removed.extend(gone)


def _must_go_on(stop: Stop) -> None:
    if stop():
        raise _Stopped


def _sum(path: Path) -> str:
    with regular(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _from(address: str | None, found: ReadDocument) -> ReadDocument:
    """`found` with the web address it came from, where it came from one."""
    return replace(found, metadata=replace(found.metadata, source=address)) if address else found


def _is_gone(path: str | None) -> bool:
    return path is None or not Path(path).is_file()


def slug(name: str) -> str:
    """A file's name as an id: letters and digits of any script, hyphens between."""
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", name).casefold())
    return "-".join(words) or "document"
