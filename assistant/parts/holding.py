"""What holds a library: shelf, index, model, and whose the folder is, each made at first use."""

from __future__ import annotations

import logging
import threading
from contextlib import AbstractContextManager, nullcontext, suppress
from pathlib import Path
from typing import Literal

from assistant.errors import ChromaUnreachable, DiskFull, FolderNotWritable, LibraryInUse, StoreError
from assistant.keeping.restore import finish
from assistant.library.aside import Aside, unwritable
from assistant.library.chroma_server import ChromaServer, ServerAddress
from assistant.library.collection import OnServer, StoreIdentity, with_words
from assistant.library.curator import Curator
from assistant.library.embed import ModelEmbeddings
from assistant.library.examine import damage
from assistant.library.index import Index
from assistant.library.ingest import Engine, Ingest
from assistant.library.owner import Owner
from assistant.library.probe import probe
from assistant.library.recut import Recut
from assistant.library.server_terms import ServerTerms
from assistant.library.shelf import Shelf
from assistant.library.store import Served, VectorStore, discard
from assistant.library.terms import Terms, TermsIndex
from assistant.library.terms import discard as discard_terms
from assistant.library.torn import torn
from assistant.library.turn import Guard, Turn, nobodys
from assistant.library.web.kept import Web
from assistant.once import once
from assistant.settings import Settings

_log = logging.getLogger(__name__)
PLACE = "store"  # the shelf's note on where its index is: one of these
FOLDER, SERVER, WITH_WORDS = "folder", "server", "server with words"


class Holding:
    """The parts that hold one library. Safe to share between threads."""

    def __init__(self, settings: Settings) -> None:
        """Nothing is opened yet."""
        self.settings = settings
        self.opening = threading.RLock()

    def close(self) -> None:
        """Let go of files and of the library's folder; what is asked afterwards opens them again."""
        with self.opening:
            self._close_index()
            if shelf := vars(self).pop("shelf", None):
                shelf.close()
            self._let_go()
            for part in ("_turn", "_opening_files"):
                vars(self).pop(part, None)
            if aside := vars(self).pop("_aside", None):
                aside.remove()

    def _close_index(self) -> None:
        """Forget the index and every part that was made with it."""
        for part in ("index", "ingester", "curator", "ranks_words"):
            vars(self).pop(part, None)
        if store := vars(self).pop("_store", None):
            store.close()
        if server := vars(self).pop("chroma_server", None):
            server.close()

    @once
    def shelf(self) -> Shelf:
        """The documents."""
        with self._opening_files:
            return Shelf(self._folder("shelf.sqlite"))

    @once
    def web(self) -> Web:
        """Files from web addresses."""
        return Web.of(self.settings)

    @once
    def embeddings(self) -> ModelEmbeddings:
        """The embedding model, loaded when first used."""
        return ModelEmbeddings(self.settings)

    @once
    def index(self) -> Index:
        """The index, mended from the shelf where it was out of step; without room for that, what is in it answers."""
        index = self._open_index()
        if self._aside and self.settings.chroma_url:  # what is on the server belongs to the library, not to its copy
            return index
        try:
            index.mend(wait_s=0)
        except DiskFull as error:
            _log.warning("%s Until then not all documents can be searched. %s", error.message, error.hint)
        except (ChromaUnreachable, LibraryInUse):  # said already; mended once it is back, or by who writes now
            pass
        return index

    @once
    def ingester(self) -> Ingest:
        """What puts files and web addresses in."""
        return Ingest(self.settings, self.shelf, self.index, self.web)

    def engine(self, name: Literal["local", "ray"]) -> AbstractContextManager[Engine | None]:
        """Where an ingest's files are read and embedded; None for this process."""
        if name == "local":
            return nullcontext()
        from assistant.library.ray_engine import RayEngine

        return RayEngine(self.settings)

    @once
    def curator(self) -> Curator:
        """What changes the library by hand."""
        keeping = Guard(self.settings.data_dir / "files.lock") if self._shared else None
        curator = Curator(self.ingester, self.must_be_writable, keeping=keeping)
        if not self._aside:
            curator.purge()
        return curator

    @once
    def _aside(self) -> Aside | None:
        """Where a copy of the library is asked because it cannot be written; None where it can.

        Made before anything is opened, and so a restore that was cut off is ended here.
        """
        finish(self.settings.data_dir)
        why = unwritable(self.settings.data_dir)
        return Aside(self.settings.data_dir, why) if why else None

    @property
    def asked_aside(self) -> bool:
        """Whether a copy of the library is asked, because it cannot be written."""
        return self._aside is not None

    def must_be_writable(self) -> None:
        """Refuse to change a library of which only a copy is open.

        Raises:
            DiskFull, FolderNotWritable: what the matter is.
        """
        if self._aside:
            raise self._aside.why

    @property
    def _shared(self) -> bool:
        """Whether others may have the library open too: its passages are on a server, and it can be written."""
        return bool(self.settings.chroma_url) and not self._aside

    @once
    def _opening_files(self) -> AbstractContextManager[object]:
        """Where files are opened that two processes should not make at once."""
        if not self._shared:
            return nullcontext()
        self.settings.data_dir.mkdir(parents=True, exist_ok=True)
        return Guard(self.settings.data_dir / "opening.lock")

    @once
    def _owner(self) -> Owner | None:
        """The folder as this process's own; None where it is nobody's to write, or shared."""
        not_ours = self._shared or isinstance(self._aside and self._aside.why, FolderNotWritable)
        return None if not_ours else Owner(self.settings.data_dir)

    @once
    def _store(self) -> VectorStore:
        if self.settings.chroma_url:
            return self._open_store(self._folder("sentences"), self._served())
        folder = self._folder("chroma")
        if self._owner is None or not self._owner.crashed:
            return self._open_store(folder)
        if not torn(folder) and not probe(folder, self._identity):
            return self._open_store(folder)
        _log.warning("The program was ended while it wrote vectors. They are derived again from the documents.")
        discard(folder)
        return self._open_store(folder)

    def _open_store(self, folder: Path, served: Served | None = None) -> VectorStore:
        return VectorStore(folder, self._identity, served)

    @property
    def _identity(self) -> StoreIdentity:
        return StoreIdentity(
            fingerprint=self.settings.fingerprint,
            model=self.embeddings.name,
            checksum=self.embeddings.checksum,
            dimensions=self.embeddings.dimensions,
        )

    def index_damage(self) -> str:
        """What is wrong with the index, found by looking at all of it; empty where nothing is.

        Raises:
            LibraryInUse: another process has the index open.
            StoreError: it cannot be opened.
        """
        with self.opening:
            self._owner  # noqa: B018 - two processes on one store wait for each other
            self._close_index()
            wrong = "" if self.settings.chroma_url else probe(self._folder("chroma"), self._identity)
            return wrong or damage(self.index)

    @once
    def chroma_server(self) -> ChromaServer:
        """The server that is set; the index is mended whenever it comes back."""
        server = ChromaServer(ServerAddress.of(self.settings.chroma_url, self.settings.chroma_token))
        server.when_back(self._mend_again)
        return server

    def _mend_again(self) -> None:
        if index := vars(self).get("index"):  # else it is being opened or was closed, and is mended when it opens
            index.mend()

    @once
    def ranks_words(self) -> bool:
        """Whether the Chroma server ranks passages by their words; while it is gone, whether it did so last."""
        try:
            return self.chroma_server.takes(with_words())
        except StoreError:  # whoever wants something of the server is told
            return self.shelf.fact(PLACE) == WITH_WORDS

    def _on_server(self, *, ranks_words: bool) -> OnServer:
        return OnServer(self.chroma_server, self.shelf.name(), self._identity, ranks_words=ranks_words)

    def _served(self) -> Served:
        place = self._on_server(ranks_words=self.ranks_words)
        return Served(place, Recut(self.shelf, self.embeddings), self.shelf.database.changes)

    def _terms(self) -> Terms:
        """Where words are looked for: on the server, if it can, else in the folder."""
        changes = self.shelf.database.changes if self._shared else nobodys
        if self.settings.chroma_url and self.ranks_words:
            return ServerTerms(self._on_server(ranks_words=True), changes)
        with self._opening_files:
            return TermsIndex(self._folder("terms"), changes)

    def _open_index(self) -> Index:
        self._owner  # noqa: B018 - taken before anything in the folder is touched
        try:
            terms = self._terms()
            self._move_in()
            return Index(shelf=self.shelf, store=self._store, terms=terms, embeddings=self.embeddings, turn=self._turn)
        except StoreError:
            self._let_go()  # so that `briefing doctor --repair` may mend it while a page serves what needs no index
            raise

    @once
    def _turn(self) -> Turn:
        return Turn(self.settings.data_dir if self._shared else None)

    def _move_in(self) -> None:
        """Have everything derived anew where the index was kept elsewhere when the library was last written."""
        place = FOLDER
        if self.settings.chroma_url:
            place = WITH_WORDS if self.ranks_words else SERVER
        before = self.shelf.fact(PLACE) or FOLDER
        if self._aside or before == place:
            return
        with self._turn.taken():
            self.shelf.mark_unindexed()
            self.shelf.note(PLACE, place)
        if place == WITH_WORDS:
            discard_terms(self._folder("terms"))
        if FOLDER not in (place, before):
            with suppress(StoreError):  # what it left there is in nobody's way
                self._on_server(ranks_words=before == WITH_WORDS).discard()

    def _discard_index(self) -> None:
        """Throw the index away, wherever it is."""
        if self.settings.chroma_url:
            self._store.discard()
            self._close_index()
        discard(self._folder("sentences" if self.settings.chroma_url else "chroma"))
        discard_terms(self._folder("terms"))

    def _let_go(self) -> None:
        """Let go of the library's folder."""
        if owner := vars(self).pop("_owner", None):
            owner.release()

    def _folder(self, name: str) -> Path:
        return self._aside.path(name) if self._aside else self.settings.data_dir / name
