"""Is everything as it should be? Versions, models and their checksum, chat, index against settings and documents."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from assistant.assistant import Assistant
from assistant.chat.budget import estimate
from assistant.chat.model import address, shown
from assistant.errors import AssistantError, StoreError
from assistant.library import ocr

PACKAGES = ("langchain-core", "chromadb", "sentence-transformers", "gradio", "torch", "tantivy")


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: whether it went well, what was found, what to do if not."""

    name: str
    ok: bool
    found: str
    hint: str = ""

    def as_json(self) -> dict[str, Any]:
        """The check as the command prints it."""
        return asdict(self)


def examine(assistant: Assistant) -> list[Finding]:
    """Every check, in order; one that fails does not keep the others from being made."""
    checks: list[tuple[str, Callable[[Assistant], str]]] = [
        ("python", _python),
        ("packages", _packages),
        ("settings", _settings),
        ("model", _model),
        ("verifier", _verifier),
        ("chat", _chat),
        ("scans", _scans),
        ("documents", _documents),
        ("store", _store),
        ("index", _index),
    ]
    out = []
    for name, check in checks:
        try:
            out.append(Finding(name, True, check(assistant)))
        except AssistantError as error:
            out.append(Finding(name, False, error.message, error.hint))
        except PackageNotFoundError as error:
            out.append(Finding(name, False, f"{error} is not installed.", "Run make setup."))
    return out


def _python(_: Assistant) -> str:
    return sys.version.split()[0]


def _packages(_: Assistant) -> str:
    return ", ".join(f"{name} {version(name)}" for name in PACKAGES)


def _settings(assistant: Assistant) -> str:
    return f"data in {assistant.settings.data_dir}, fingerprint {assistant.settings.fingerprint}"


def _model(assistant: Assistant) -> str:
    length = len(assistant.embeddings.embed_query("one question"))
    return f"{assistant.embeddings.name}, {length} dimensions, sum {assistant.embeddings.checksum[:12]}"


def _verifier(assistant: Assistant) -> str:
    assistant.verifier.judge([("The ship sailed.", "The ship sailed.")])
    return assistant.verifier.network.name


def _chat(assistant: Assistant) -> str:
    """The chat model is built, and not called."""
    if not (writer := assistant.writer):
        return "none set: answers are in the sources' own sentences, and nothing leaves this machine"
    counted = "estimated" if writer.budget.count is estimate else "counted by its own tokenizer"
    place = shown(address(assistant.settings)) or "its provider's address"
    return f"{writer.name} at {place}, {writer.budget.window_tokens} tokens, {counted}"


def _scans(_: Assistant) -> str:
    """Nothing is wrong without it: the failure of a scan names what to install."""
    if lacking := ocr.missing():
        return f"not read: {lacking} is not installed"
    return f"read by Tesseract in {', '.join(sorted(ocr.installed()))}"


def _documents(assistant: Assistant) -> str:
    documents = assistant.documents()
    return f"{len(documents)} documents, {sum(d.passages for d in documents)} passages"


def _store(assistant: Assistant) -> str:
    """Where the vectors are; a server is asked what it can do."""
    if not assistant.settings.chroma_url:
        return "vectors in the data folder, words in the index beside them"
    server = assistant.chroma_server
    began = time.perf_counter()
    server.must_answer(anew=True)
    spent = (time.perf_counter() - began) * 1000
    sparse = "are offered and not used" if server.offers_sparse_vectors() else "are not offered"
    return (
        f"vectors on the Chroma server at {server.address}, which answers in {spent:.0f} ms; "
        f"its sparse vectors {sparse}: words in the index in the data folder"
    )


def _index(assistant: Assistant) -> str:
    index = assistant.index
    if wrong := index.out_of_step():
        raise StoreError(wrong, "Run briefing doctor --repair.")
    return f"{index.store.count()} passages with vectors, {index.terms.count()} with terms"
