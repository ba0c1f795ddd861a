"""Is everything as it should be? Versions, models and their checksum, chat, index against settings and documents."""

from __future__ import annotations

import os
import shutil
import stat
import sys
import time
from collections.abc import Callable, Collection
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from assistant.assistant import BACKED_UP, Assistant
from assistant.chat.budget import estimate
from assistant.chat.model import address, shown
from assistant.errors import AssistantError, LibraryDamaged, StoreError
from assistant.keeping import databases
from assistant.keeping.kept import SHELF, TALKS, unknown
from assistant.library import ocr
from assistant.library.aside import unwritable

MEGABYTE = 1_000_000
LITTLE_ROOM = 100 * MEGABYTE
"""Bytes free on the disk below which the next documents may not find room."""
MOST_NAMED = 10
"""Documents that are named where they cannot be read; the others are counted."""
RESTORE = "Bring a backup back: briefing restore FILE --replace."
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


def examine(assistant: Assistant, only: Collection[str] = ()) -> list[Finding]:
    """Every check, or `only` some, in order; one that fails does not keep the others from being made."""
    checks: list[tuple[str, Callable[[Assistant], str]]] = [
        ("python", _python),
        ("packages", _packages),
        ("settings", _settings),
        ("model", _model),
        ("verifier", _verifier),
        ("reader", _reader),
        ("chat", _chat),
        ("scans", _scans),
        ("folder", _folder),
        ("shelf", _shelf),
        ("documents", _documents),
        ("conversations", _conversations),
        ("backup", _backup),
        ("store", _store),
        ("index", _index),
    ]
    out = []
    for name, check in checks:
        if only and name not in only:
            continue
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


def _reader(assistant: Assistant) -> str:
    assistant.reader.load()
    return assistant.reader.network.name


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


def _folder(assistant: Assistant) -> str:
    """Whether the data folder can be written, by whom it can be read, how much room there is."""
    folder = assistant.settings.data_dir
    if wrong := unwritable(folder):
        raise wrong
    free = shutil.disk_usage(folder).free if folder.is_dir() else 0
    told = f"{free / MEGABYTE:.0f} MB free" if folder.is_dir() else "not there yet"
    if folder.is_dir() and free < LITTLE_ROOM:
        raise StoreError(f"{folder}: only {told}.", "Free some space, or set ASSISTANT_DATA_DIR to another disk.")
    if os.name != "nt" and folder.is_dir() and stat.S_IMODE(folder.stat().st_mode) & stat.S_IWOTH:
        raise StoreError(f"Everybody on this machine may write into {folder}.", f"chmod o-w {folder}")
    others = "everybody on this machine" if _read_by_all(folder) else "not everybody"
    strange = unknown(os.listdir(folder)) if folder.is_dir() else []
    lie = f"; not the program's own, and in no backup: {', '.join(strange)}" if strange else ""
    return f"{told}, read by {others}{lie}"


def _read_by_all(folder: Path) -> bool:
    return os.name != "nt" and folder.is_dir() and bool(stat.S_IMODE(folder.stat().st_mode) & stat.S_IROTH)


def _shelf(assistant: Assistant) -> str:
    """Every page of the file and every text in it."""
    file = assistant.settings.data_dir / SHELF.name
    unreadable = assistant.shelf.unreadable()
    wrong = databases.damage(file) if file.exists() and not assistant.asked_aside else ""
    if wrong or unreadable:
        lost = f" Cannot be read: {', '.join(unreadable[:MOST_NAMED])}" if unreadable else " Every text can be read."
        more = f" and {len(unreadable) - MOST_NAMED} more" if len(unreadable) > MOST_NAMED else ""
        raise LibraryDamaged(f"{SHELF.name} is damaged: {wrong}{lost}{more}{'.' if unreadable else ''}", RESTORE)
    return "every page and every text can be read"


def _conversations(assistant: Assistant) -> str:
    file = assistant.settings.data_dir / TALKS.name
    if not file.exists():
        return "none kept yet"
    assistant.talks.entries("")  # opens them, and says whether they are of this version
    if wrong := "" if assistant.asked_aside else databases.damage(file):
        hint = f"Asking goes on without. {RESTORE} Or move {TALKS.name} away to begin with none."
        raise LibraryDamaged(f"{TALKS.name} is damaged: {wrong}", hint)
    return f"{databases.counts(file).get('talks', 0)} kept" if not assistant.asked_aside else "can be read"


def _backup(assistant: Assistant) -> str:
    """When the last backup was made; that there is none, or an old one, is the operator's to judge."""
    made = assistant.shelf.fact(BACKED_UP)
    if not made:
        return "none made yet: briefing backup FILE"
    days = (datetime.now(UTC) - datetime.fromisoformat(made)).days
    return f"made {made}, {days} days ago" if days > 0 else f"made {made}"


def _store(assistant: Assistant) -> str:
    """Where the vectors are; a server is asked what it can do."""
    if not assistant.settings.chroma_url:
        return "vectors in the data folder, words in the index beside them"
    server = assistant.chroma_server
    began = time.perf_counter()
    server.must_answer(anew=True)
    spent = (time.perf_counter() - began) * 1000
    if assistant.ranks_words:
        words = "so are the words, which it ranks by sparse vectors"
    else:
        words = "it offers no sparse vectors: words in the index in the data folder"
    return f"vectors on the Chroma server at {server.address}, which answers in {spent:.0f} ms; {words}"


def _index(assistant: Assistant) -> str:
    if wrong := assistant.index_damage():
        raise StoreError(wrong, "Run briefing doctor --repair.")
    index = assistant.index
    return f"{index.store.count()} passages with vectors, {index.terms.count()} with terms"
