"""A backup as a file: a ZIP of plain files, and behind them a manifest with the size and the sum of each.

What is read is held against the manifest, and its names against what a data folder holds, before any of it is used.
The sums find damage. They do not find a forgery: who can write the file can write its sums.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any

from assistant.errors import BackupDamaged, BackupOfAnotherVersion
from assistant.keeping.kept import DATABASES, FOLDERS

FORMAT = 1  # raise when the manifest or what is beside it changes its form
MANIFEST = "manifest.json"
KIND = "briefing-assistant backup"
PIECE = 1 << 20
"""Bytes that are copied at once."""
LONGEST_MANIFEST = 1 << 30


@dataclass(frozen=True, slots=True)
class Member:
    """A file in a backup: its path below the data folder, its bytes, and the SHA-256 of these."""

    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds, when (UTC) and by which version it was made, and of which data folder.

    ``forms`` are the databases' ``user_version``, ``counts`` the rows of their tables.
    """

    made: str
    program: str
    folder: str
    fingerprint: str
    forms: dict[str, int]
    counts: dict[str, dict[str, int]]
    members: tuple[Member, ...]
    kind: str = KIND
    format: int = FORMAT


@dataclass(slots=True)
class Packer:
    """Puts files into a ZIP and remembers what they were."""

    zip: zipfile.ZipFile
    members: dict[str, Member] = field(default_factory=dict)

    def put(self, file: Path, name: str) -> None:
        """Take `file` in as `name`; raises OSError."""
        total, size = hashlib.sha256(), 0
        with file.open("rb") as source, self.zip.open(zipfile.ZipInfo(name), "w", force_zip64=True) as to:
            while piece := source.read(PIECE):
                to.write(piece)
                total.update(piece)
                size += len(piece)
        self.members[name] = Member(name, size, total.hexdigest())

    def close(self, manifest: Manifest) -> None:
        """Write the manifest behind the files."""
        self.zip.writestr(MANIFEST, json.dumps(asdict(manifest), ensure_ascii=False, indent=1))


class Archive:
    """A backup that is open for reading, its manifest and its names looked at."""

    def __init__(self, file: Path, opened: zipfile.ZipFile) -> None:
        """Raises as `archive` does."""
        self._file, self._zip = file, opened
        self.manifest = self._manifest()
        held = [info.filename for info in opened.infolist()]
        told = [member.name for member in self.manifest.members]
        if sorted(held) != sorted([*told, MANIFEST]) or len(set(held)) != len(held):
            raise BackupDamaged(f"{file} does not hold the files that its manifest names.")
        for name in told:
            if not may_hold(name):
                raise BackupDamaged(f"{file} holds {name!r}, which is no file of a library.")

    def unpack(self, member: Member, to: Path) -> None:
        """Write a file of the backup to `to`.

        Raises:
            BackupDamaged: it is not what the manifest says.
            OSError: it cannot be written.
        """
        total, left = hashlib.sha256(), member.bytes
        with to.open("wb") as out, self._reading(member.name) as source:
            while piece := source.read(min(PIECE, left + 1)):
                left -= len(piece)
                if left < 0:
                    break
                total.update(piece)
                out.write(piece)
        if left or total.hexdigest() != member.sha256:
            raise BackupDamaged(f"{self._file} is damaged: {member.name} is not what was put in.")

    def _manifest(self) -> Manifest:
        if MANIFEST not in self._zip.namelist():
            raise BackupDamaged(f"{self._file} is no backup of this program.")
        if self._zip.getinfo(MANIFEST).file_size > LONGEST_MANIFEST:
            raise BackupDamaged(f"{self._file} has a manifest without end.")
        with self._reading(MANIFEST) as source:
            told = source.read()
        try:
            fields = json.loads(told)
            if fields["kind"] != KIND:
                raise ValueError(fields["kind"])
            if int(fields["format"]) > FORMAT:
                raise BackupOfAnotherVersion(f"{self._file} was made by a newer version ({fields['program']}).")
            return Manifest(**{**fields, "members": tuple(_member(member) for member in fields["members"])})
        except (ValueError, KeyError, TypeError) as error:
            raise BackupDamaged(f"The manifest of {self._file} cannot be read: {error}.") from error

    @contextmanager
    def _reading(self, name: str) -> Iterator[IO[bytes]]:
        try:
            with self._zip.open(name) as source:
                yield source
        except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, zlib.error) as error:
            raise BackupDamaged(f"{self._file} is damaged: {name} cannot be read ({error}).") from error


@contextmanager
def archive(file: Path) -> Iterator[Archive]:
    """A backup, opened for as long as the block lasts.

    Raises:
        BackupDamaged: it cannot be read, is no backup, or holds names that are none of a library's.
        BackupOfAnotherVersion: a newer version made it.
    """
    try:
        opened = zipfile.ZipFile(file)
    except (OSError, zipfile.BadZipFile, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise BackupDamaged(f"{file} cannot be read as a backup: {why}.") from error
    with opened:
        yield Archive(file, opened)


def may_hold(name: str) -> bool:
    """Whether a backup may hold a file of this name: one of the databases, or one below a folder that is kept."""
    if name in {database.name for database in DATABASES}:
        return True
    parts = PurePosixPath(name).parts
    plain = "/".join(parts) == name and "\\" not in name and "\0" not in name and ":" not in name
    return plain and len(parts) > 1 and parts[0] in FOLDERS and ".." not in parts


def _member(fields: dict[str, Any]) -> Member:
    return Member(str(fields["name"]), int(fields["bytes"]), str(fields["sha256"]))

