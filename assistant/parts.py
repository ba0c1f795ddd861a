"""Settings → the parts of an assistant, each made at first use. The only place that constructs.

Listing documents needs the shelf alone; asking needs the model and the index; a chat model's parts wait for a setting.
"""

from __future__ import annotations

import logging
import threading
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from assistant.answer.extract import Extractor
from assistant.brief.briefer import Briefer
from assistant.chat.writer import Writer
from assistant.check.checker import Checker
from assistant.compare.compare import Comparer
from assistant.compare.formulae import Formulae
from assistant.compare.vectors import SentenceVectors
from assistant.conversation import Conversation, must_be_question
from assistant.errors import ChromaUnreachable, DiskFull, EmptyLibrary, FolderNotWritable, LibraryInUse, StoreError
from assistant.keeping.restore import finish
from assistant.library.aside import Aside, unwritable
from assistant.library.chroma_server import ChromaServer, ServerAddress
from assistant.library.collection import OnServer, StoreIdentity
from assistant.library.curator import Curator
from assistant.library.embed import ModelEmbeddings
from assistant.library.examine import damage
from assistant.library.index import Index
from assistant.library.ingest import Engine, Ingest
from assistant.library.owner import Owner
from assistant.library.probe import probe
from assistant.library.recut import Recut
from assistant.library.shelf import Shelf
from assistant.library.store import Served, VectorStore, discard
from assistant.library.terms import TermsIndex
from assistant.library.terms import discard as discard_terms
from assistant.library.torn import torn
from assistant.library.turn import Guard, Turn, nobodys
from assistant.library.web.kept import Web
from assistant.once import once
from assistant.records import Answer, Question
from assistant.search.retrieve import Retriever
from assistant.settings import Settings
from assistant.verify.cite import Citer
from assistant.verify.entail import Verifier

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

    from assistant.accounts.accounts import Accounts
    from assistant.answer.chain import Narrator
    from assistant.answer.follow_up import FollowUps
    from assistant.audit.trail import Trail
    from assistant.brief.chain import Author
    from assistant.compare.chain import Summariser
    from assistant.talks.talks import Talks

_log = logging.getLogger(__name__)
PLACE = "store"  # the shelf's note on where its passages are: folder or server


class Parts:
    """The parts of one assistant over one library. Safe to share between threads."""

    def __init__(self, settings: Settings) -> None:
        """Nothing is opened yet."""
        self.settings = settings
        self.opening = threading.RLock()

    def open(self) -> None:
        """Open the index now, so that what is wrong with it is said before anything is asked."""
        _ = self.retriever

    def warm(self) -> None:
        """Open the index and load the model now, so that the first question does not wait for them."""
        self.open()
        self.embeddings.embed_query("warm")

    def close(self) -> None:
        """Let go of files and of the library's folder; what is asked afterwards opens them again."""
        with self.opening:
            self._close_index()
            if shelf := vars(self).pop("shelf", None):
                shelf.close()
            if talks := vars(self).pop("talks", None):
                talks.close()
            if accounts := vars(self).pop("accounts", None):
                accounts.close()
            if trail := vars(self).pop("trail", None):
                trail.close()
            self._let_go()
            for part in ("_turn", "_opening_files"):
                vars(self).pop(part, None)
            if aside := vars(self).pop("_aside", None):
                aside.remove()

    def _close_index(self) -> None:
        """Forget the index and every part that was made with it."""
        answering = ("extractor", "narrator", "follow_ups", "chain", "comparer", "summariser", "briefer", "checker")
        for part in ("index", "ingester", "retriever", "curator", *answering):
            vars(self).pop(part, None)
        if store := vars(self).pop("_store", None):
            store.close()
        if server := vars(self).pop("chroma_server", None):
            server.close()

    # Each part --------------------------------------------------------------------------------------------------

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
    def shelf(self) -> Shelf:
        """The documents."""
        with self._opening_files:
            return Shelf(self._folder("shelf.sqlite"))

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
        return Extractor(self.settings, self.shelf, self.retriever)

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

    def _served(self) -> Served:
        place = OnServer(self.chroma_server, self.shelf.name(), self._identity)
        return Served(place, Recut(self.shelf, self.embeddings), self.shelf.database.changes)

    def _open_index(self) -> Index:
        self._owner  # noqa: B018 - taken before anything in the folder is touched
        try:
            with self._opening_files:
                terms = TermsIndex(self._folder("terms"), self.shelf.database.changes if self._shared else nobodys)
            self._move_in()
            return Index(shelf=self.shelf, store=self._store, terms=terms, embeddings=self.embeddings, turn=self._turn)
        except StoreError:
            self._let_go()  # so that `briefing doctor --repair` may mend it while a page serves what needs no index
            raise

    @once
    def _turn(self) -> Turn:
        return Turn(self.settings.data_dir if self._shared else None)

    def _move_in(self) -> None:
        """Have everything derived anew where the passages were kept elsewhere when the library was last written."""
        place = "server" if self.settings.chroma_url else "folder"
        if not self._aside and (self.shelf.fact(PLACE) or "folder") != place:
            with self._turn.taken():
                self.shelf.mark_unindexed()
                self.shelf.note(PLACE, place)

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

    def _accept(self, question: Question) -> None:
        must_be_question(question.text, self.settings.max_question_characters)
        if not self.shelf.count():
            raise EmptyLibrary("The library holds no documents.")
