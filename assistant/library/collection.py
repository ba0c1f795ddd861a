"""The Chroma collection that holds a library's passages: in a folder of its own, or on a server.

It carries the settings fingerprint, the model, its checksum and its dimensions; one that was built with others is
refused with the command that mends it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from assistant.errors import IndexMismatch, StoreError
from assistant.library.chroma_server import ChromaServer
from assistant.library.hnsw_files import misshapen
from assistant.library.panics import is_panic

if TYPE_CHECKING:
    from chromadb import Schema
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

WORDS = "words"
"""What passages' sparse vectors are called among their metadata, where the server ranks by them."""
CONFIGURATION = {"hnsw": {"space": "cosine", "ef_construction": 200, "ef_search": 400}}


@dataclass(frozen=True, slots=True)
class StoreIdentity:
    """What decides whether vectors may be compared: settings fingerprint, model, its checksum, vector length."""

    fingerprint: str
    model: str
    checksum: str
    dimensions: int


@dataclass(frozen=True, slots=True)
class Open:
    """A collection that can be asked now, and how many passages it takes in one call."""

    passages: Collection
    most_written: int


class Place(Protocol):
    """Where a collection is kept."""

    def collection(self, *, slow: bool = False) -> AbstractContextManager[Open]:
        """The collection for one call, which may be a `slow` one."""

    def close(self) -> None:
        """Let go of it."""


class InFolder:
    """The collection in a folder, which this process has for itself."""

    def __init__(self, folder: Path, identity: StoreIdentity) -> None:
        """Open or create it; raises what Chroma raises, IndexMismatch, and StoreError where it is damaged."""
        import chromadb

        folder.mkdir(parents=True, exist_ok=True)
        if wrong := misshapen(folder):
            raise StoreError(f"The vector store is damaged: {wrong}")
        # anonymized_telemetry: chroma#4966. allow_reset stays off: nothing here may empty the store in one call.
        options = chromadb.config.Settings(anonymized_telemetry=False, is_persistent=True)
        try:
            self._client = chromadb.PersistentClient(path=str(folder), settings=options)
        except BaseException:  # else it gives the half-made one to whoever opens the folder next
            chromadb.api.client.SharedSystemClient._identifier_to_system.pop(str(folder), None)
            raise
        try:
            name = f"passages-{identity.fingerprint}"
            self._refuse_others(name, identity)
            self._open = _opened(self._client, name, identity)
        except BaseException:
            self._client.close()  # else Chroma keeps the folder open for the whole process
            raise

    def _refuse_others(self, name: str, identity: StoreIdentity) -> None:
        names = [collection.name for collection in self._client.list_collections()]
        if names and name not in names:
            raise _mismatch(self._client.get_collection(names[0]).metadata or {}, identity)

    @contextmanager
    def collection(self, *, slow: bool = False) -> Iterator[Open]:
        """The collection."""
        yield self._open

    def close(self) -> None:
        """Let go of the folder."""
        self._client.close()


class OnServer:
    """The collection of one library on a server that may hold others, and may be gone."""

    def __init__(
        self, server: ChromaServer, library: str, identity: StoreIdentity, *, ranks_words: bool = False
    ) -> None:
        """Nothing is asked yet; `library` is the library's own name among all.

        With `ranks_words` the collection has an index of sparse vectors, which not every server offers.
        """
        self.server, self.ranks_words = server, ranks_words
        self.name = f"passages-{library}{'-words' * ranks_words}"
        self._identity = identity
        self._opened: dict[int, Open] = {}  # by the client that it came from

    @contextmanager
    def collection(self, *, slow: bool = False) -> Iterator[Open]:
        """The collection, opened or created where this was not done yet.

        Raises:
            ChromaUnreachable, ChromaRefused: as `ChromaServer.asked` does, or it has lost the collection.
            IndexMismatch: it was built with another model or other passage settings.
        """
        from chromadb.errors import NotFoundError

        with self.server.asked(slow=slow) as client:
            if id(client) not in self._opened:
                self._opened[id(client)] = _opened(client, self.name, self._identity, self.ranks_words)
            try:
                yield self._opened[id(client)]
            except NotFoundError as error:
                self._opened.clear()
                raise self.server.lost("the passages of this library") from error

    def discard(self) -> None:
        """Throw the collection away; it is derived from the shelf and can be made again.

        Raises:
            ChromaUnreachable, ChromaRefused: as `ChromaServer.asked` does.
        """
        from chromadb.errors import NotFoundError

        self._opened.clear()
        with self.server.asked(slow=True) as client:
            try:
                client.delete_collection(self.name)
            except NotFoundError:
                return

    def close(self) -> None:
        """Forget the collection; the server is whose it was."""
        self._opened.clear()


def with_words() -> Schema:
    """What a collection has indexes of: vectors by cosine, and sparse vectors whose dimensions count by rarity."""
    from chromadb import Schema, SparseVectorIndexConfig, VectorIndexConfig

    schema = Schema()
    schema.create_index(config=VectorIndexConfig(space="cosine", embedding_function=None))
    schema.create_index(config=SparseVectorIndexConfig(bm25=True), key=WORDS)
    return schema


def _opened(client: ClientAPI, name: str, identity: StoreIdentity, ranks_words: bool = False) -> Open:
    kept: dict[str, Any] = {"schema": with_words()} if ranks_words else {"configuration": CONFIGURATION}
    collection = client.get_or_create_collection(name, metadata=asdict(identity), embedding_function=None, **kept)
    found = collection.metadata or {}
    if found.get("fingerprint") != identity.fingerprint:
        raise _mismatch(found, identity)
    if found.get("checksum") != identity.checksum or found.get("dimensions") != identity.dimensions:
        raise IndexMismatch(
            f"The index holds vectors of {found.get('model')} ({found.get('dimensions')} dimensions, "
            f"sum {str(found.get('checksum'))[:12]}), not of the model that is set."
        )
    return Open(collection, client.get_max_batch_size())


def _mismatch(found: Mapping[str, Any], identity: StoreIdentity) -> IndexMismatch:
    return IndexMismatch(
        f"The index was built with {found.get('model') or 'another model'} under other settings "
        f"({found.get('fingerprint')}), not with {identity.model} ({identity.fingerprint})."
    )


@contextmanager
def named_errors(what: str) -> Iterator[None]:
    """Whatever Chroma raises (many kinds, some from its compiled core) as the one error that a user can mend."""
    try:
        yield
    except StoreError:
        raise
    except Exception as error:
        raise StoreError(f"{what}: {error}") from error
    except BaseException as error:
        if is_panic(error):
            raise StoreError(f"{what}: {error}") from error
        raise
