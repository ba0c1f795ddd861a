"""A backup: all that a library cannot derive, in one file, made while it is asked and while it grows.

The files come first, then the databases, each as it is at one moment, then the files that came meanwhile: a file is put
in place before a row names it, so whatever the databases name is there. What was being deleted may still be there too.
"""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from assistant.errors import BackupError, BackupFailed, DiskFull
from assistant.keeping import databases
from assistant.keeping.archive import Manifest, Packer, archive
from assistant.keeping.kept import DATABASES, FOLDERS, SHELF, unknown

PART = ".briefing-backup-"
"""How the folder begins in which a backup is made, beside the file that it becomes."""
BEING_WRITTEN = ".part"
NO_ROOM = {errno.ENOSPC, errno.EDQUOT}


@dataclass(frozen=True, slots=True)
class BackupReport:
    """A backup that was made or brought back: when it was made (UTC), what it holds, how large the file is.

    ``left_out`` are names in the data folder that this program knows nothing of.
    """

    file: str
    made: str
    documents: int
    versions: int
    deleted: int
    conversations: int
    files: int
    bytes: int
    left_out: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The report as the commands print it."""
        return asdict(self)


def backup(data_dir: Path, file: Path, fingerprint: str, sources: Mapping[str, Path]) -> BackupReport:
    """Write a backup of the library in `data_dir` to `file`, in the place of an earlier one; whole, or not at all.

    `sources` says where each database lies, if not in `data_dir`.

    Raises:
        BackupFailed: there is no library, `file` is something else than a backup, or cannot be written.
        LibraryDamaged: a database cannot be read whole.
        DiskFull: there is no room for it.
    """
    file = Path(os.path.realpath(file))
    if not (data_dir / SHELF.name).exists():
        raise BackupFailed(f"There is no library in {data_dir}.", "Set ASSISTANT_DATA_DIR to the folder that holds it.")
    _must_be_a_place_for(file, data_dir)
    with _named(file), _workshop(file.parent) as workshop:
        part = workshop / "backup"
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as opened:
            packer = Packer(opened)
            _take_files(packer, data_dir)
            forms, counts = _take_databases(packer, data_dir, sources, workshop)
            _take_files(packer, data_dir)
            manifest = Manifest(
                made=datetime.now(UTC).isoformat(timespec="seconds"),
                program=_program(),
                folder=os.path.realpath(data_dir),
                fingerprint=fingerprint,
                forms=forms,
                counts=counts,
                members=tuple(packer.members.values()),
            )
            packer.close(manifest)
        os.chmod(part, 0o600)  # conversations are in it
        flush(part)
        os.replace(part, file)
        flush(file.parent)
    names = os.listdir(data_dir) if data_dir.is_dir() else []
    return report(file, manifest, tuple(unknown(names)))


def report(file: Path, manifest: Manifest, left_out: tuple[str, ...] = ()) -> BackupReport:
    """What a backup holds."""
    shelf, talks = (manifest.counts.get(database.name, {}) for database in DATABASES)
    return BackupReport(
        file=str(file),
        made=manifest.made,
        documents=shelf.get("documents", 0),
        versions=shelf.get("versions", 0),
        deleted=shelf.get("trash", 0),
        conversations=talks.get("talks", 0),
        files=sum("/" in member.name for member in manifest.members),
        bytes=file.stat().st_size,
        left_out=left_out,
    )


def flush(path: Path) -> None:
    """See a file, or the names in a folder, onto the disk."""
    if os.name == "nt" and path.is_dir():
        return
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _must_be_a_place_for(file: Path, data_dir: Path) -> None:
    if Path(os.path.realpath(data_dir)) in file.parents:
        raise BackupFailed(f"{file} lies in the library's own folder.")
    if not file.parent.is_dir():
        raise BackupFailed(f"There is no folder {file.parent}.")
    if file.exists():
        try:
            with archive(file):
                pass
        except BackupError as error:
            raise BackupFailed(f"{file} is there already, and is no backup that could be replaced.") from error


def _take_files(packer: Packer, data_dir: Path) -> None:
    """Take in the files that are not in yet."""
    for name, path in files_below(data_dir):
        if name not in packer.members:
            try:
                packer.put(path, name)
            except FileNotFoundError:  # deleted meanwhile
                continue


def files_below(data_dir: Path) -> Iterator[tuple[str, Path]]:
    """(name below the data folder, path) of each file that is kept; links and what is half written left out."""
    for folder in FOLDERS:
        for at, _, names in os.walk(data_dir / folder):
            for name in sorted(names):
                path = Path(at) / name
                if path.is_file() and not path.is_symlink() and not (name[0] == "." and name.endswith(BEING_WRITTEN)):
                    yield path.relative_to(data_dir).as_posix(), path


def _take_databases(
    packer: Packer, data_dir: Path, sources: Mapping[str, Path], workshop: Path
) -> tuple[dict[str, int], dict[str, dict[str, int]]]:
    forms, counts = {}, {}
    for database in DATABASES:
        source = sources.get(database.name, data_dir / database.name)
        if not source.exists():
            continue
        copy = workshop / database.name
        databases.copy(source, copy)
        forms[database.name], counts[database.name] = databases.form(copy), databases.counts(copy)
        packer.put(copy, database.name)
        copy.unlink()
    return forms, counts


@contextmanager
def _workshop(beside: Path) -> Iterator[Path]:
    """A folder to work in, on the disk on which the backup is to lie; those that a kill left behind go first."""
    for left in beside.glob(f"{PART}*"):
        try:
            with FileLock(left / "lock", timeout=0):
                pass
        except (Timeout, OSError):
            continue  # somebody is at work in it
        shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=PART, dir=beside))
    try:
        with FileLock(folder / "lock", timeout=0):
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _named(file: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in NO_ROOM:
            raise DiskFull(f"The disk with {file.parent} is full: no backup was written.") from error
        raise BackupFailed(f"{file} cannot be written: {error.strerror or error}.") from error
    except UnicodeEncodeError as error:
        raise BackupFailed(f"A file's name is no Unicode and cannot go into a backup: {error.object!r}.") from error


def _program() -> str:
    try:
        return version("briefing-assistant")
    except PackageNotFoundError:
        return "unknown"
