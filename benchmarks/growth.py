"""What a library costs as it grows: measured up to `SIZES`, in a folder and on a Chroma server, then projected.

Vectors are made up, in clusters, and so are texts, of as many sentences as the starter corpus has in a passage: store,
rows and terms index do the same with them as with real ones. The server is `chroma run`, started here.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from assistant.library.chroma_server import ChromaServer, ServerAddress
from assistant.library.chunk import chunk
from assistant.library.collection import OnServer, StoreIdentity
from assistant.library.embed import ModelEmbeddings
from assistant.library.pooling import PassageVectors
from assistant.library.read import read
from assistant.library.store import Served, VectorStore
from assistant.library.terms import TermsIndex
from assistant.library.turn import nobodys
from assistant.records import Document, Passage, Span
from assistant.settings import Settings, load_settings
from benchmarks.library import table
from benchmarks.serving import resident_mb
from tests.library.chroma import RunningChroma

SIZES = tuple(map(int, os.environ.get("BENCHMARK_SIZES", "2500 20000 50000").split()))
PROJECTED = (100_000, 1_000_000, 10_000_000, 100_000_000)
DIMENSIONS = 384
A_WRITE = 512
QUESTIONS = 200
CLUSTERS = 500
SENTENCE = 90
"""Characters of a made-up sentence."""
LINKS_BYTES = 2 * 16 * 4 + 40
"""Of HNSW beside each vector in memory: twice 16 links of four bytes, label and lengths."""
CORE_RATE = 23.0
"""Passages that one core embeds in a second: half of what two did on a busy machine (benchmarks/log.md, 2026-11-29)."""
GPU_TIMES_A_CORE = 100
"""Assumed, not measured: passages that one GPU embeds while one core embeds one."""


def run(_: Path) -> None:
    sentences = _sentences_a_passage()
    print(f"{sentences:.1f} sentences a passage, as in the starter corpus; vectors of {DIMENSIONS} numbers.\n")
    rows, disk = [], 0.0
    for where, place in (("folder", _in_folder), ("server", _on_server)):
        with tempfile.TemporaryDirectory(prefix="briefing-benchmark-", ignore_cleanup_errors=True) as scratch:
            with place(Path(scratch)) as (store, server):
                for row, bytes_each in _grown(store, Path(scratch), server, round(sentences)):
                    rows.append([where, *row])
                    print(where, *row, file=sys.stderr)  # it takes long, and what is measured shall not be lost
                    disk = bytes_each
    head = ["measured", "passages", "vectors in, /s", "terms in, /s", "vectors p50, ms", "p95", "words p50, ms", "p95"]
    table([*head, "memory here, MB", "server, MB", "disk, KB a passage"], rows)
    print()
    memory = DIMENSIONS * 4 + LINKS_BYTES
    projected = [[f"{n:,}", f"{n * memory / 1e9:,.1f}", f"{n * disk / 1e9:,.0f}", *_hours(n)] for n in PROJECTED]
    head = ["projected: passages", "memory of the vectors, GB", "disk, GB", "core hours to embed", "GPU hours"]
    table(head, projected)
    print(
        f"\nProjected from {memory} bytes a vector in memory ({DIMENSIONS} numbers of 4 bytes, {LINKS_BYTES} of links) "
        f"and {disk / 1000:.1f} KB a passage on disk, as measured at {SIZES[-1]:,}; from {CORE_RATE:.0f} passages a "
        f"second and core, as measured before; and from one GPU taken for {GPU_TIMES_A_CORE} cores, not measured. "
        "The texts on the shelf are not counted."
    )
    print(f"\nLoad of the machine at the end: {os.getloadavg()[0]:.1f}")


def _hours(passages: int) -> list[str]:
    hours = passages / CORE_RATE / 3600
    return [f"{hours:,.1f}", f"{hours / GPU_TIMES_A_CORE:,.2f}"]


def _sentences_a_passage() -> float:
    """Of the starter corpus."""
    settings = load_settings(embedding_threads=1)
    embeddings = ModelEmbeddings(settings)
    passages: list[Passage] = []
    for path in sorted(settings.starter_corpus_dir.glob("*.md")):
        if path.name != "README.md":
            found = read(path, max_megabytes=settings.max_document_mb)
            document = Document(path.stem, 1, found.text, found.metadata, None, found.page_starts, "")
            passages += chunk(document, embeddings.count_tokens, embeddings.passage_tokens)
    return sum(len(p.sentences) for p in passages) / len(passages)


@contextmanager
def _in_folder(scratch: Path) -> Iterator[tuple[VectorStore, int | None]]:
    store = VectorStore(scratch / "chroma", _identity())
    yield store, None
    store.close()


@contextmanager
def _on_server(scratch: Path) -> Iterator[tuple[VectorStore, int | None]]:
    chroma = RunningChroma(scratch / "chroma")
    chroma.start()
    server = ChromaServer(ServerAddress.of(chroma.url))
    try:
        place = OnServer(server, "growth", _identity())
        store = VectorStore(scratch / "sentences", _identity(), Served(place, lambda _: (), nobodys))
        yield store, chroma.process.pid
        store.close()
    finally:
        server.close()
        chroma.kill()


def _identity() -> StoreIdentity:
    return StoreIdentity(Settings().fingerprint, "made-up", "made-up", DIMENSIONS)


def _grown(
    store: VectorStore, folder: Path, server: int | None, sentences: int
) -> Iterator[tuple[list[str], float]]:
    """A row of figures at each size, and the bytes on disk a passage."""
    chance = np.random.default_rng(5)
    centres = _unit(chance.normal(size=(CLUSTERS, DIMENSIONS)))
    terms = TermsIndex(folder / "terms")
    held = 0
    for size in SIZES:
        began, into_store, into_terms = held, 0.0, 0.0
        while held < size:
            some = [_passage(held + i, sentences, chance) for i in range(min(A_WRITE, size - held))]
            vectors = [_near(centres, chance, 1 + sentences) for _ in some]
            pairs = [PassageVectors(v[0], v[1:]) for v in vectors]
            into_store += _seconds(lambda some=some, pairs=pairs: store.add(some, pairs))
            into_terms += _seconds(lambda some=some: terms.replace([p.document_id for p in some], some))
            held += len(some)
        asked = [_near(centres, chance, 1)[0] for _ in range(QUESTIONS)]
        by_vector = [_seconds(lambda v=v: store.nearest_passages(v, 100)) for v in asked]
        words = [" ".join(_words(chance, 6)) for _ in range(QUESTIONS)]
        by_words = [_seconds(lambda w=w: terms.search(w, 100)) for w in words]
        bytes_each = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / held
        new = held - began
        yield [
            f"{held:,}",
            f"{new / into_store:.0f}",
            f"{new / into_terms:.0f}",
            *_middle_and_late(by_vector),
            *_middle_and_late(by_words),
            f"{resident_mb(os.getpid()):.0f}",
            f"{resident_mb(server):.0f}" if server else "",
            f"{bytes_each / 1000:.1f}",
        ], bytes_each


def _middle_and_late(seconds: Sequence[float]) -> list[str]:
    return [f"{1000 * np.percentile(seconds, p):.1f}" for p in (50, 95)]


def _passage(number: int, sentences: int, chance: np.random.Generator) -> Passage:
    texts = [(" ".join(_words(chance, SENTENCE // 6)))[:SENTENCE].capitalize() + "." for _ in range(sentences)]
    text = " ".join(texts)
    spans, at = [], 0
    for one in texts:
        spans.append(Span(at, at + len(one)))
        at += len(one) + 1
    document = f"document-{number // 10}"
    return Passage(f"{document}@1:{number}-{number + 1}", document, 1, number, number + 1, text, title=document,
                   sentences=tuple(spans))  # fmt: skip


def _words(chance: np.random.Generator, many: int) -> list[str]:
    """Made-up words, few of them often and most of them seldom, as in a language."""
    return [f"w{n}" for n in np.minimum(chance.zipf(1.3, many), 50_000)]


def _near(centres: np.ndarray, chance: np.random.Generator, many: int) -> np.ndarray:
    centre = centres[chance.integers(len(centres))]
    return _unit(centre + chance.normal(scale=0.03, size=(many, DIMENSIONS)))


def _unit(rows: np.ndarray) -> np.ndarray:
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def _seconds(what: Callable[[], object]) -> float:
    began = time.perf_counter()
    what()
    return time.perf_counter() - began
