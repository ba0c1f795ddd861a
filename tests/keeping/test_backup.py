"""A backup comes back as it was, byte for byte of content; a bad one changes nothing."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import stat
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.errors import (
    BackupDamaged,
    BackupFailed,
    BackupOfAnotherVersion,
    DiskFull,
    LibraryDamaged,
    LibraryInUse,
    LibraryNotEmpty,
    StoreError,
)
from assistant.keeping import kept
from assistant.library.owner import Owner
from assistant.talks.tables import CONVERSATIONS
from tests.keeping.conftest import IDS
from tests.keeping.whole import held
from tests.library.test_aside import fill as fill_disk
from tests.library.test_aside import small_disk as small_disk


def test_all_comes_back_in_another_folder(filled: Assistant, file: Path, reopen, tmp_path: Path) -> None:
    report = filled.backup(file)
    assert (report.documents, report.versions, report.deleted, report.conversations) == (3, 4, 1, 2)
    assert (report.files, report.left_out) == (3, ())
    assert os.listdir(file.parent) == [file.name], "nothing is left of the making"
    if os.name != "nt":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, "conversations are nobody else's"
    before = held(filled)
    filled.close()
    shutil.move(tmp_path / "data", tmp_path / "lost")

    new: Assistant = reopen(data_dir=tmp_path / "elsewhere")
    assert new.restore(file).documents == 3
    after = held(reopen(data_dir=tmp_path / "elsewhere"))
    assert after == before
    quay = next(d for d in after["documents"] if d["metadata"]["title"] == "Speech at the quay")
    assert Path(quay["path"].replace("DATA", str(tmp_path / "elsewhere"))).is_file(), "where it lies now"
    assert "restore" not in os.listdir(tmp_path / "elsewhere"), "nothing is left of the restoring"


def test_a_library_is_replaced_only_where_that_is_said(filled: Assistant, file: Path, tmp_path: Path) -> None:
    filled.backup(file)
    before = held(filled)
    filled.remove(["pier"])
    filled.talks.keep("local", "", _asking(filled))
    (tmp_path / "data" / "files" / "extra").mkdir()
    (tmp_path / "data" / "files" / "extra" / "more.md").write_text("More.")
    with pytest.raises(LibraryNotEmpty):
        filled.restore(file)
    assert ids(filled) == ["letter", "speech-at-the-quay"], "nothing was changed"
    filled.restore(file, replace=True)
    assert held(filled) == before


def test_a_library_that_holds_nothing_yet_is_empty(filled: Assistant, file: Path, reopen, tmp_path: Path) -> None:
    filled.backup(file)
    new: Assistant = reopen(data_dir=tmp_path / "new")
    assert new.documents() == [] and new.talks.entries("local") == []
    assert new.restore(file).documents == 3


def test_what_was_deleted_for_good_is_not_in_a_backup(filled: Assistant, file: Path) -> None:
    filled.remove(["pier"])
    filled.backup(file)
    with zipfile.ZipFile(file) as opened:
        assert all(b"Fifty ships" not in opened.read(name) for name in opened.namelist() if name != "talks.sqlite")


def test_an_earlier_backup_gives_way_and_nothing_else_does(filled: Assistant, file: Path, tmp_path: Path) -> None:
    filled.backup(file)
    filled.remove(["pier"])
    assert filled.backup(file).documents == 2
    letter = tmp_path / "letter.txt"
    letter.write_text("Letter to the mayor.")
    with pytest.raises(BackupFailed, match="no backup"):
        filled.backup(letter)
    assert letter.read_text() == "Letter to the mayor."
    for place in (tmp_path / "data" / "files" / "b", tmp_path / "nowhere" / "b"):
        with pytest.raises(BackupFailed):
            filled.backup(place)


def test_without_a_library_there_is_no_backup(library: Assistant, file: Path) -> None:
    """A folder misspelt in a nightly job must not overwrite good backups with empty ones."""
    with pytest.raises(BackupFailed, match="no library"):
        library.backup(file)


# Bad backups ---------------------------------------------------------------------------------------------------------


def cut_short(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def a_byte_changed(file: Path) -> None:
    whole = bytearray(file.read_bytes())
    whole[len(whole) // 3] ^= 1
    file.write_bytes(whole)


def no_zip(file: Path) -> None:
    file.write_text("A letter.")


def another_zip(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("shelf.sqlite", b"")


def rewritten(change: Callable[[dict, dict[str, bytes]], None]) -> Callable[[Path], None]:
    """A backup with sums that are right, and something else that is not."""

    def rewrite(file: Path) -> None:
        with zipfile.ZipFile(file) as opened:
            members = {name: opened.read(name) for name in opened.namelist()}
        manifest = json.loads(members.pop("manifest.json"))
        change(manifest, members)
        with zipfile.ZipFile(file, "w") as made:
            for name, data in members.items():
                made.writestr(name, data)
            made.writestr("manifest.json", json.dumps(manifest))

    return rewrite


def named(name: str) -> Callable[[Path], None]:
    def add(manifest: dict, members: dict[str, bytes]) -> None:
        members[name] = b"x"
        sha = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"
        manifest["members"].append({"name": name, "bytes": 1, "sha256": sha})

    return rewritten(add)


def other_content(manifest: dict, members: dict[str, bytes]) -> None:
    members["shelf.sqlite"] = members["shelf.sqlite"] + b"more"


def one_missing(manifest: dict, members: dict[str, bytes]) -> None:
    del members["talks.sqlite"]


def newer(manifest: dict, members: dict[str, bytes]) -> None:
    manifest["format"] = 99


def newer_form(manifest: dict, members: dict[str, bytes]) -> None:
    import hashlib
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "shelf.sqlite"
        path.write_bytes(members["shelf.sqlite"])
        with sqlite3.connect(path) as db:
            db.execute("PRAGMA user_version = 99")
        db.close()
        members["shelf.sqlite"] = path.read_bytes()
    for member in manifest["members"]:
        if member["name"] == "shelf.sqlite":
            member["sha256"] = hashlib.sha256(members["shelf.sqlite"]).hexdigest()
            member["bytes"] = len(members["shelf.sqlite"])


@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        (cut_short, BackupDamaged),
        (a_byte_changed, BackupDamaged),
        (no_zip, BackupDamaged),
        (another_zip, BackupDamaged),
        (rewritten(other_content), BackupDamaged),
        (rewritten(one_missing), BackupDamaged),
        (rewritten(newer), BackupOfAnotherVersion),
        (rewritten(newer_form), BackupOfAnotherVersion),
        (named("../escaped"), BackupDamaged),
        (named("files/../../escaped"), BackupDamaged),
        (named("/etc/escaped"), BackupDamaged),
        (named("files\\..\\escaped"), BackupDamaged),
        (named("files//escaped"), BackupDamaged),
        (named("owner.lock"), BackupDamaged),
        (named("C:escaped"), BackupDamaged),
        (lambda file: file.unlink(), BackupDamaged),
    ],
)
def test_a_bad_backup_changes_nothing(
    filled: Assistant, file: Path, original: Path, spoil: Callable[[Path], None], error: type[Exception]
) -> None:
    shutil.copy(original / "library.backup", file)
    spoil(file)
    with pytest.raises(error):
        filled.restore(file, replace=True)
    assert ids(filled) == IDS
    assert not list(file.parents[1].rglob("escaped")) and not (file.parents[1] / "data" / "restore").exists()


# In use, full, damaged -----------------------------------------------------------------------------------------------


def test_a_library_in_use_is_backed_up_and_not_replaced(filled: Assistant, file: Path, tmp_path: Path) -> None:
    filled.close()
    owner = Owner(tmp_path / "data")
    try:
        other = Assistant(filled.settings)
        assert other.backup(file).documents == 3
        with pytest.raises(LibraryInUse):
            other.restore(file, replace=True)
        other.close()
    finally:
        owner.release()
    assert ids(filled) == IDS


def test_a_damaged_library_is_no_backup(filled: Assistant, file: Path, tmp_path: Path) -> None:
    """A backup that cannot be trusted must not take the place of one that can."""
    filled.backup(file)
    good = file.read_bytes()
    filled.close()
    talks = tmp_path / "data" / "talks.sqlite"
    whole = bytearray(talks.read_bytes())
    whole[4096:8192] = b"\x55" * 4096
    talks.write_bytes(whole)
    with pytest.raises(LibraryDamaged, match=r"talks\.sqlite is damaged"):
        filled.backup(file)
    assert file.read_bytes() == good


def test_a_full_disk_leaves_backup_and_library_as_they_were(filled: Assistant, file: Path, small_disk: Path) -> None:
    there = small_disk / "library.backup"
    filled.backup(there)
    good = there.read_bytes()
    before = held(filled)
    fill_disk(small_disk)
    with pytest.raises(DiskFull):
        filled.backup(there)
    assert there.read_bytes() == good and sorted(os.listdir(small_disk)) == ["filler", "library.backup"]
    full = Assistant(filled.settings.model_copy(update={"data_dir": small_disk / "data"}))
    with pytest.raises(StoreError):
        full.restore(there)
    full.close()
    (small_disk / "filler").unlink()
    freed = Assistant(filled.settings.model_copy(update={"data_dir": small_disk / "data"}))
    vars(freed)["embeddings"] = filled.embeddings
    freed.restore(there)
    assert held(freed) == before
    freed.close()


def test_a_read_only_library_is_backed_up(filled: Assistant, file: Path, data: Path, small_disk: Path) -> None:
    filled.close()
    shutil.copytree(data, small_disk / "data")
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    there = Assistant(filled.settings.model_copy(update={"data_dir": small_disk / "data"}))
    assert there.backup(file).documents == 3
    with pytest.raises(StoreError, match="cannot be"):
        there.restore(file, replace=True)
    assert ids(there) == IDS
    there.close()


# The list of what is kept --------------------------------------------------------------------------------------------


def test_nothing_in_the_data_folder_is_unaccounted_for(filled: Assistant, tmp_path: Path) -> None:
    (tmp_path / "data" / "uploads").mkdir()
    assert kept.unknown(os.listdir(tmp_path / "data")) == []
    assert kept.unknown(["shelf.sqlite", "diary.sqlite", ".DS_Store"]) == ["diary.sqlite"]
    assert CONVERSATIONS.form == kept.TALKS_FORM


def ids(assistant: Assistant) -> list[str]:
    return sorted(d.id for d in assistant.documents())


def _asking(assistant: Assistant):
    from assistant.records import Question
    from assistant.talks.talks import Asking

    return Asking(assistant.ask(Question("Who thanks the fishermen?")))
