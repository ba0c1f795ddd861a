"""The commands that keep a library safe: backup, restore."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.terminal import print_json

if TYPE_CHECKING:
    import argparse

    from assistant.assistant import Assistant
    from assistant.keeping.backup import BackupReport


def backup(assistant: Assistant, a: argparse.Namespace) -> None:
    """Write a backup."""
    report = assistant.backup(a.file)
    if a.json:
        print_json(report.as_json())
        return
    print(f"Written to {a.file}: {_held(report)}.")
    if report.left_out:
        print(f"Not in it, since nothing is known of it: {', '.join(report.left_out)}.")


def restore(assistant: Assistant, a: argparse.Namespace) -> None:
    """Bring a backup back."""
    report = assistant.restore(a.file, replace=a.replace)
    if a.json:
        print_json(report.as_json())
    else:
        print(f"Brought back as of {report.made}: {_held(report)}. The next start derives the index.")


def _held(report: BackupReport) -> str:
    counts = {
        "document": report.documents,
        "version": report.versions,
        "deleted document": report.deleted,
        "conversation": report.conversations,
        "file": report.files,
    }
    told = ", ".join(f"{n} {name}{'' if n == 1 else 's'}" for name, n in counts.items())
    return f"{told}; {report.bytes / 1e6:.1f} MB"
