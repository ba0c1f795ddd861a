"""A full disk, and a folder of somebody else's: named errors, and what was there before answers."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.errors import DiskFull

QUESTION = "When was the pier opened?"
LARGE = "\n\n".join(f"# Part {n}\n\nPart {n} speaks of ships. They left at dawn. Nobody saw them." for n in range(900))

AS_SOMEBODY_ELSE = """
import os, sys
from pathlib import Path
import chromadb, sentence_transformers, tantivy
from assistant.assistant import Assistant
from assistant.errors import AssistantError
from assistant.settings import Settings

assistant = Assistant(Settings(data_dir=Path(sys.argv[1]), starter_corpus="off"))
assistant.embeddings.embed_query("warm")
assistant.search("warm", 1)  # whatever is imported late is imported before this user may no longer read it
assistant.close()
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
else:
    for folder, _, files in os.walk(sys.argv[1]):
        for path in [folder, *(os.path.join(folder, file) for file in files)]:
            os.chmod(path, os.stat(path).st_mode & ~0o222)
try:
    assistant.ingest([Path(sys.argv[2])])
except AssistantError as error:
    print(type(error).__name__, "|", error.message, "|", error.hint)
print([hit.passage.document_id for hit in assistant.search(sys.argv[3], 1)])
assistant.close()
"""


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "pier.md"
    path.write_text("The pier was opened on 6 May 2024. Forty ships came.\n")
    return path


@pytest.fixture
def large(tmp_path: Path) -> Path:
    path = tmp_path / "large.md"
    path.write_text(LARGE)
    return path


# A full disk ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 20 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=20m", "tmpfs", str(folder)]
    if not shutil.which("mount") or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("this user may not mount a small disk")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_a_full_disk_is_a_named_error_and_what_was_there_answers(
    reopen, small_disk: Path, record: Path, large: Path
) -> None:
    data = small_disk / "data"
    assistant: Assistant = reopen(data_dir=data)
    assistant.ingest([record])
    before = assistant.search(QUESTION)

    with pytest.raises(DiskFull, match="MB are free") as caught:
        assistant.ingest([large])
    assert "Free some space" in caught.value.hint
    assert [d.id for d in assistant.documents()] == ["pier"], "what did not go in is not half there"
    assert assistant.search(QUESTION) == before
    assert reopen(data_dir=data).search(QUESTION) == before

    reopen(data_dir=data).close()
    fill(small_disk)
    full = reopen(data_dir=data)
    assert full.search(QUESTION) == before
    assert [d.id for d in full.documents()] == ["pier"]
    with pytest.raises(DiskFull):
        full.ingest([record])
    with pytest.raises(DiskFull):
        full.remove(["pier"])

    (small_disk / "filler").unlink()
    freed = reopen(data_dir=data)
    assert freed.ingest([record]).unchanged == ("pier",)
    assert freed.index.out_of_step() == ""


def fill(disk: Path) -> None:
    """Leave not a byte of `disk`."""
    with (disk / "filler").open("wb", buffering=0) as file:
        size = 1 << 20
        while size:
            try:
                file.write(b"\0" * size)
            except OSError:
                size //= 2


def test_a_disk_that_fills_up_in_the_midst_keeps_what_went_in(
    reopen, small_disk: Path, record: Path, large: Path, tmp_path: Path
) -> None:
    data = small_disk / "data"
    assistant: Assistant = reopen(data_dir=data)
    (small_disk / "records").mkdir()
    shutil.move(record, small_disk / "records" / "a.md")
    assistant.ingest([small_disk / "records"])
    shutil.move(large, small_disk / "records" / "b.md")
    with pytest.raises(DiskFull):
        assistant.ingest([small_disk / "records"])
    assert [d.id for d in reopen(data_dir=data).documents()] == ["a"]


# A folder of somebody else's -------------------------------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="Windows knows other rights")
def test_a_folder_that_may_not_be_written_is_a_named_error_and_answers(reopen, record: Path) -> None:
    with tempfile.TemporaryDirectory() as there:  # pytest's own folders are closed to other users
        data, other = Path(there) / "data", Path(there) / "other.md"
        other.write_text("A letter from the mayor.\n")
        assistant: Assistant = reopen(data_dir=data)
        assistant.ingest([record])
        assistant.close()
        Path(there).chmod(0o755)
        command = [sys.executable, "-c", AS_SOMEBODY_ELSE, str(data), str(other), QUESTION]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        error, hits = done.stdout.splitlines()
        name, message, hint = error.split(" | ")
        assert (name, str(data) in message) == ("FolderNotWritable", True)
        assert "ASSISTANT_DATA_DIR" in hint
        assert hits == "['pier']"
        for path in (data, *data.rglob("*")):
            path.chmod(0o755)
