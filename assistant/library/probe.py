"""Whether the vector store is sound, found out in a process of its own: Chroma ends its process over some damage.

``python -m assistant.library.probe FOLDER IDENTITY``, the identity as JSON, prints what is wrong and ends with 1 where
something is.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from assistant.errors import IndexMismatch, StoreError
from assistant.library.collection import StoreIdentity
from assistant.library.store import VectorStore

LONGEST_S = 600.0
"""Seconds after which a store that does not answer counts as damaged; a million passages take one minute."""
DIED = "The vector store is damaged: Chroma ends its process when it opens it."


def probe(folder: Path, identity: StoreIdentity) -> str:
    """What is wrong with the store in `folder`, which nobody may have open; empty where nothing is.

    A store of other settings is none of its business.
    """
    if not folder.is_dir():
        return ""
    command = [sys.executable, "-m", "assistant.library.probe", str(folder), json.dumps(asdict(identity))]
    program = Path(__file__).resolve().parents[2]
    try:
        done = subprocess.run(
            command, cwd=program, capture_output=True, text=True, errors="replace", timeout=LONGEST_S, check=False
        )
    except subprocess.TimeoutExpired:
        return "The vector store is damaged: it does not answer."
    if done.returncode == 0:
        return ""
    return done.stdout.strip() if done.returncode == 1 and done.stdout.strip() else DIED


def main(folder: str, identity: str) -> int:
    """Open the store and look at all that is in it."""
    try:
        store = VectorStore(Path(folder), StoreIdentity(**json.loads(identity)))
        wrong = store.damage()
        store.close()
    except IndexMismatch:
        wrong = ""
    except StoreError as error:
        wrong = error.message
    print(wrong)  # noqa: T201 - to the process that asked
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
