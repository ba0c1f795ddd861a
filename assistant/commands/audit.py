"""The command `audit`: the trail printed, written to a file, or verified."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from assistant.errors import NoAudit, UnknownExport
from assistant.terminal import print_json

if TYPE_CHECKING:
    import argparse

    from assistant.audited import Audited


def audit(assistant: Audited, a: argparse.Namespace) -> None:
    """Print the trail, or do with it what was asked for."""
    from assistant.accounts.users import folded
    from assistant.audit import export
    from assistant.audit.verify import verify

    trail = assistant.trail
    if trail is None:
        raise NoAudit("No audit trail is kept.")
    if a.verify:
        found = verify(trail.files)
        if a.json:
            print_json(asdict(found))
        else:
            forgotten = f", {found.forgotten} of them forgotten" if found.forgotten else ""
            print(f"Entries {found.first} to {found.last} are as they were written{forgotten}.")
            print(f"Link of the last: {found.link}")
        return
    entries = trail.entries(folded(a.user), getattr(a, "from") or "", a.to or "")
    if a.out:
        forms = {".csv": export.csv, ".jsonl": export.jsonl}
        if a.out.suffix not in forms:
            raise UnknownExport(f"{a.out}: the audit trail is not written in this form.", "Name a .csv or .jsonl file.")
        content = forms[a.out.suffix](entries)
        try:
            a.out.write_bytes(content)
        except OSError as error:
            raise UnknownExport(f"{a.out} cannot be written: {error.strerror}.", "Name another place.") from error
        if a.json:
            print_json({"out": str(a.out)})
        else:
            print(f"{a.out} is written.")
    elif a.json:
        print_json({"entries": [entry.as_json() for entry in entries]})
    else:
        for line in export.as_text(entries):
            print(line)
