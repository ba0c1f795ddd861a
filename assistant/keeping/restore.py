"""A backup brought back: unpacked beside the library, held against its sums, then put in its place.

Until ``restore/decided`` is written the library is the old one. From then on it is the new one: whoever opens it first
finishes what was begun. Putting in place means renaming, name by name, and can be done over again where it was cut off.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.errors import (
    AssistantError,
    BackupDamaged,
    BackupOfAnotherVersion,
    DiskFull,
    FolderNotWritable,
    LibraryNotEmpty,
    StoreError,
)
from assistant.keeping import databases
from assistant.keeping.archive import Archive, archive
from assistant.keeping.backup import NO_ROOM, BackupReport, flush, report
from assistant.keeping.kept import BESIDE, DATABASES, DERIVED, FOLDERS, SHELF
from assistant.library.database import Database
from assistant.library.moved import move_paths
from assistant.library.owner import Owner

FOLDER, DECIDED = "restore", "decided"
SPARE = 1.1
"""Room that is wanted, as a multiple of what is unpacked."""


def restore(data_dir: Path, file: Path, *, replace: bool) -> BackupReport:
    """Bring a backup back into `data_dir`; what is there already gives way to it only with `replace`.

    Raises:
        BackupDamaged, BackupOfAnotherVersion: it cannot be used.
        LibraryNotEmpty: there is a library already, and `replace` is false.
        LibraryInUse: another process has the library open.
        DiskFull, FolderNotWritable: it cannot be unpacked. The library is as it was, as after all of these.
    """
    with archive(file) as opened:
        finish(data_dir)
        with _owned(data_dir):
            if not replace and not is_empty(data_dir):
                raise LibraryNotEmpty(f"{data_dir} holds a library already.")
            _unpack(opened, data_dir)
            _put_in_place(data_dir)
        return report(file, opened.manifest)


def finish(data_dir: Path) -> None:
    """End a restore that was cut off: what was decided is done, what was not is thrown away.

    Raises:
        LibraryInUse: another process is just putting a backup in place.
        FolderNotWritable, DiskFull: a restore was decided and cannot be ended.
    """
    folder = data_dir / FOLDER
    if not folder.is_dir():
        return
    try:
        with _owned(data_dir):
            if (folder / DECIDED).is_file():
                _put_in_place(data_dir)
            else:
                shutil.rmtree(folder, ignore_errors=True)
    except AssistantError:
        if (folder / DECIDED).is_file():
            raise


def is_empty(data_dir: Path) -> bool:
    """Whether nothing is lost where a library is replaced: no document, no conversation, no file."""
    for folder in FOLDERS:
        if any(names for _, _, names in os.walk(data_dir / folder)):
            return False
    try:
        held = [databases.counts(data_dir / d.name) for d in DATABASES if (data_dir / d.name).exists()]
    except AssistantError:  # damaged: not for us to throw away
        return False
    return not any(rows for tables in held for table, rows in tables.items() if table != "facts")


def _unpack(opened: Archive, data_dir: Path) -> None:
    """Unpack a backup into ``restore/new``, checked, and decide on it."""
    folder = data_dir / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    manifest, new = opened.manifest, folder / "new"
    with _named(data_dir):
        new.mkdir(parents=True)
        (folder / "old").mkdir()
        try:
            wanted = int(sum(member.bytes for member in manifest.members) * SPARE)
            if shutil.disk_usage(folder).free < wanted:
                raise DiskFull(f"The disk with {data_dir} is full: the backup needs {wanted / 1e6:.0f} MB unpacked.")
            for member in manifest.members:
                (new / member.name).parent.mkdir(parents=True, exist_ok=True)
                opened.unpack(member, new / member.name)
                flush(new / member.name)
            _check_databases(new)
            if manifest.folder != os.path.realpath(data_dir) and (new / SHELF.name).exists():
                _move(new / SHELF.name, manifest.folder, os.path.realpath(data_dir))
            for at, _, _ in os.walk(new):
                flush(Path(at))
            flush(folder)
            _decide(folder, sorted(os.listdir(new)))
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise


def _check_databases(new: Path) -> None:
    for database in DATABASES:
        path = new / database.name
        if not path.exists():
            continue
        if wrong := databases.damage(path):
            raise BackupDamaged(f"{database.name} in the backup is damaged: {wrong}")
        if (found := databases.form(path)) != database.form:
            told = f"The backup holds a {database.name} of form {found}; this program reads form {database.form}."
            raise BackupOfAnotherVersion(told)


def _move(shelf: Path, before: str, now: str) -> None:
    database = Database(shelf)
    try:
        move_paths(database, before, now)
    finally:
        database.close()


def _decide(folder: Path, brings: list[str]) -> None:
    """Write down, in one step, that the new library counts, and which names it has."""
    part = folder / "deciding"
    part.write_text(json.dumps(brings), encoding="utf-8")
    flush(part)
    os.replace(part, folder / DECIDED)
    flush(folder)


def _put_in_place(data_dir: Path) -> None:
    """Carry out what was decided; done over again, it goes on where it was cut off."""
    folder = data_dir / FOLDER
    new, old = folder / "new", folder / "old"
    with _named(data_dir):
        brings = json.loads((folder / DECIDED).read_text(encoding="utf-8"))
        held = [*(database.name for database in DATABASES), *FOLDERS, *DERIVED]
        for name in dict.fromkeys([*held, *brings]):
            if name in brings and not (new / name).exists():
                continue  # done before the cut
            for lies in (name, *(f"{name}{end}" for end in BESIDE)):
                if (data_dir / lies).exists():
                    os.replace(data_dir / lies, old / lies)
            if name in brings:
                os.replace(new / name, data_dir / name)
        flush(data_dir)
        shutil.rmtree(old, ignore_errors=True)
        shutil.rmtree(new, ignore_errors=True)
        (folder / DECIDED).unlink()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _owned(data_dir: Path) -> Iterator[None]:
    owner = Owner(data_dir)
    try:
        yield
    finally:
        owner.release(mended=False)  # the index was not looked at


@contextmanager
def _named(data_dir: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in NO_ROOM:
            raise DiskFull(f"The disk with {data_dir} is full.") from error
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise FolderNotWritable(f"{data_dir} cannot be written: {error.strerror}.") from error
        hint = "Mend what is in the way; the next start ends the restore where it was decided on."
        raise StoreError(f"A backup cannot be put into {data_dir}: {error}.", hint) from error
