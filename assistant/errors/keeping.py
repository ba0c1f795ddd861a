"""Errors of what the library is kept in, and of its backups."""

from __future__ import annotations

from assistant.errors.base import AssistantError


class StoreError(AssistantError):
    """The search index cannot be opened or used."""

    hint = "briefing doctor says what is wrong; briefing doctor --repair rebuilds the index from the stored documents."


class IndexMismatch(StoreError):
    """The index was built with another embedding model or other passage settings."""

    hint = "Run briefing doctor --repair to rebuild the index with today's settings, or put the earlier settings back."


class ChromaUnreachable(StoreError):
    """The Chroma server that is set does not answer. Questions are answered without it, less well."""

    hint = "See whether it runs and ASSISTANT_CHROMA_URL says where; once it answers, all goes on by itself."


class ChromaRefused(ChromaUnreachable):
    """The Chroma server that is set answers, and does not let this program in."""

    hint = "Put user and password into ASSISTANT_CHROMA_URL, or the token into ASSISTANT_CHROMA_TOKEN."


class DiskFull(StoreError):
    """There is no room for what is to be written. What was there before is kept, and answers."""

    hint = "Free some space, or set ASSISTANT_DATA_DIR to a folder on another disk; the same command then goes on."


class FolderNotWritable(StoreError):
    """The library's folder may not be written by this user. What is in it can be asked all the same."""

    hint = "Check who owns the folder, or set ASSISTANT_DATA_DIR to one that may be written."


class LibraryDamaged(StoreError):
    """A file that holds documents or conversations is damaged. What can still be read of it is shown."""

    hint = "briefing doctor says what is lost. Bring a backup back with briefing restore FILE --replace."


class LibraryInUse(StoreError):
    """Another process has the library open; an embedded store has one owner at a time."""

    hint = "Ask that process, stop it, or set ASSISTANT_DATA_DIR to another folder."


class BackupError(AssistantError):
    """A backup cannot be made or brought back. What was there before stays as it is."""


class BackupFailed(BackupError):
    """A backup cannot be written, or what goes into it cannot be read."""

    hint = "Name a file in a folder that may be written, outside the library's own."


class BackupDamaged(BackupError):
    """The file is no backup, or not the one that was written: cut short, changed, or with names that lead elsewhere."""

    hint = "Nothing was changed. Take another backup."


class BackupOfAnotherVersion(BackupError):
    """The backup was made by a version of this program that keeps its data in another form."""

    hint = "Nothing was changed. Bring it back with the version that made it."


class LibraryNotEmpty(BackupError):
    """A backup is to be brought back where there is a library already."""

    hint = "Add --replace to put the backup in its place, or set ASSISTANT_DATA_DIR to an empty folder."
