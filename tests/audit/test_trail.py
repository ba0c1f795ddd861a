"""The audit trail: nothing is lost, what was altered is noticed, what is forgotten is gone and the chain holds."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.audit import export
from assistant.audit.entries import Entry
from assistant.audit.trail import Trail
from assistant.audit.verify import verify
from assistant.errors import AuditBroken, AuditError
from assistant.records import Asker
from assistant.settings import PROJECT

ADA, RON, OPERATOR = Asker("ada", "admin"), Asker("ron", "reader", "api"), Asker("os:root", "admin", "command line")


@pytest.fixture
def trail(tmp_path: Path) -> Iterator[Trail]:
    """A trail of some ten small files."""
    trail = Trail(tmp_path / "audit", file_mb=0.001)
    yield trail
    trail.close()


def fill(trail: Trail, entries: int = 30) -> None:
    for number in range(entries):
        trail.record(ADA if number % 3 else RON, "ask", {"question": f"question {number} — 「同志」\ud800"})
        if number % 2:
            trail.flush()
    trail.flush()


def test_entries_are_kept_in_order_in_files_of_a_size(trail: Trail) -> None:
    fill(trail)
    entries = list(trail.entries())
    assert [entry.n for entry in entries] == list(range(1, 31))
    assert entries[3].as_json()["told"] == {"question": "question 3 — 「同志」\ud800"}
    assert (entries[3].who, entries[3].door) == ("ron", "api")
    assert len(trail.files.paths()) > 5
    found = verify(trail.files)
    assert (found.first, found.last, found.forgotten) == (1, 30, 0)
    assert found.link == entries[-1].link


def test_what_is_recorded_is_there_after_an_orderly_end_and_a_new_start_goes_on(tmp_path: Path) -> None:
    for start in range(3):
        trail = Trail(tmp_path / "audit")
        for number in range(50):
            trail.record(ADA, "ask", {"question": f"{start} {number}"})
        trail.close()
        trail.record(ADA, "ask", {"question": f"{start} after"})
        trail.close()
    assert verify(Trail(tmp_path / "audit").files).last == 153


def test_it_is_written_without_being_asked_for(trail: Trail) -> None:
    trail.record(ADA, "ask", {"question": "x"})
    deadline = time.monotonic() + 10
    while trail.files.head()[0] == 0 and time.monotonic() < deadline:
        time.sleep(0.01)
    assert [line.entry.n for line in trail.files.lines()] == [1]


def test_entries_are_found_by_user_and_day(trail: Trail) -> None:
    fill(trail, 9)
    trail.record(OPERATOR, "role changed", {"user": "ron", "role": "editor"})
    assert len(list(trail.entries("ron"))) == 4
    today = next(iter(trail.entries())).at[:10]
    assert len(list(trail.entries(since=today, until=today))) == 10
    assert len(list(trail.entries(since=today[:4], until=today[:7]))) == 10
    assert list(trail.entries(until="2001")) == list(trail.entries(since="2999-01-01")) == []


Spoil = Callable[[list[str]], list[str]]


def altered(lines: list[str]) -> list[str]:
    return [line.replace("question 7 ", "question 8 ") for line in lines]


def moved_in_time(lines: list[str]) -> list[str]:
    return [*lines[:9], lines[9].replace('"at": "2', '"at": "1'), *lines[10:]]


def another_user(lines: list[str]) -> list[str]:
    return [*lines[:9], lines[9].replace('"who": "ron"', '"who": "eve"'), *lines[10:]]


def emptied(lines: list[str]) -> list[str]:
    return [*lines[:9], Entry.of(lines[9]).forgotten().line, *lines[10:]]


SPOILT: dict[str, Spoil] = {
    "altered": altered,
    "moved in time": moved_in_time,
    "another user": another_user,
    "one removed": lambda lines: [*lines[:9], *lines[10:]],
    "the first removed": lambda lines: lines[1:],
    "the last removed": lambda lines: lines[:-1],
    "all removed": lambda lines: [],
    "two exchanged": lambda lines: [*lines[:9], lines[10], lines[9], *lines[11:]],
    "one twice": lambda lines: [*lines[:9], lines[8], *lines[9:]],
    "emptied": emptied,
    "no entry": lambda lines: [*lines[:9], "{}", *lines[9:]],
    "another last": lambda lines: [*lines[:-1], Entry.after(29, Entry.of(lines[-2]).link, "2", "page", "ask", {}).line],
}


@pytest.mark.parametrize("how", SPOILT)
def test_a_line_that_was_altered_removed_or_added_is_noticed(tmp_path: Path, how: str) -> None:
    trail = Trail(tmp_path / "audit")
    fill(trail)
    assert verify(trail.files).last == 30
    (path,) = trail.files.paths()
    lines = SPOILT[how](path.read_text().splitlines())
    path.write_text("".join(f"{line}\n" for line in lines))
    with pytest.raises(AuditBroken):
        verify(trail.files)


def test_a_file_that_is_missing_is_noticed(trail: Trail) -> None:
    fill(trail)
    paths = trail.files.paths()
    for path in (paths[0], paths[3], paths[-1]):
        kept = path.read_bytes()
        path.unlink()
        with pytest.raises(AuditBroken):
            verify(trail.files)
        path.write_bytes(kept)
    assert verify(trail.files).last == 30


def test_what_is_told_of_somebody_is_forgotten_and_the_chain_holds(trail: Trail) -> None:
    fill(trail)
    trail.record(OPERATOR, "role changed", {"user": "ron", "role": "editor"})
    trail.record(Asker("", "reader"), "sign in refused", {"address": "127.0.0.1"})
    assert trail.forget("ron", OPERATOR) == 11
    everything = "".join(path.read_text() for path in trail.files.folder.iterdir())
    assert "ron" not in everything and "question 3 " not in everything
    assert "question 4 " in everything
    found = verify(trail.files)
    assert (found.last, found.forgotten) == (33, 11)
    (told,) = (entry.told for entry in trail.entries() if entry.what == "forget")
    assert told["who"] == "os:root"
    assert told["entries"][:2] == [[1, 1], [4, 4]]
    fourth = next(entry for entry in trail.entries() if entry.n == 4)
    assert (fourth.what, fourth.door, fourth.as_json()["forgotten"]) == ("ask", "api", True)
    assert trail.forget("ron", OPERATOR) == 0
    fill(trail, 3)
    assert verify(trail.files).last == 36


def test_forgetting_that_was_interrupted_is_done_by_the_next_call(
    trail: Trail, monkeypatch: pytest.MonkeyPatch
) -> None:
    from assistant.audit.files import Files

    fill(trail)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(Files, "rewrite", killed)
        trail.forget("ron", OPERATOR)
    assert verify(trail.files).forgotten == 0
    trail.forget("ron", OPERATOR)
    assert verify(trail.files).forgotten == 10


def test_old_files_go_and_the_rest_holds(tmp_path: Path) -> None:
    trail = Trail(tmp_path / "audit", file_mb=0.001)
    fill(trail)
    before = len(trail.files.paths())
    short = Trail(tmp_path / "audit", file_mb=0.001, days=1e-9)
    short.record(ADA, "ask", {"question": "later"})
    short.flush()
    assert len(short.files.paths()) < before
    assert verify(short.files).first > 1
    short.record(ADA, "ask", {"question": "later still"})
    short.flush()
    assert verify(short.files).last >= 33
    short.files.paths()[0].unlink()
    with pytest.raises(AuditBroken):
        verify(short.files)


def test_a_line_that_a_crash_cut_off_is_written_over(trail: Trail) -> None:
    fill(trail, 3)
    path = trail.files.paths()[-1]
    with path.open("ab") as file:
        file.write(b'{"n": 4, "at": "2026')
    assert verify(trail.files).last == 3
    fill(trail, 1)
    assert verify(trail.files).last == 4


def test_a_crash_before_the_last_entry_was_noted_is_none(trail: Trail) -> None:
    fill(trail, 3)
    head = (trail.files.folder / "head.json").read_bytes()
    fill(trail, 1)
    (trail.files.folder / "head.json").write_bytes(head)
    assert verify(trail.files).last == 4


def test_several_processes_write_one_chain(tmp_path: Path) -> None:
    write = (
        "import sys; from pathlib import Path\n"
        "from assistant.audit.trail import Trail; from assistant.records import Asker\n"
        "trail = Trail(Path(sys.argv[1]), file_mb=0.01)\n"
        "for n in range(40):\n    trail.record(Asker('ada', 'admin'), 'ask', {'question': str(n)})\n    trail.flush()\n"
        "trail.close()"
    )
    run = [sys.executable, "-c", write, str(tmp_path / "audit")]
    processes = [subprocess.Popen(run, cwd=PROJECT) for _ in range(3)]
    assert [process.wait(60) for process in processes] == [0, 0, 0]
    assert verify(Trail(tmp_path / "audit").files).last == 120


def test_what_cannot_be_written_waits_and_what_is_too_much_is_counted(
    trail: Trail, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("assistant.audit.trail.MOST_WAITING", 20)
    (tmp_path / "audit").write_text("a file where the folder should be")
    for number in range(25):
        trail.record(ADA, "ask", {"question": str(number)})
    with pytest.raises(AuditError):
        trail.flush()
    (tmp_path / "audit").unlink()
    trail.flush()
    entries = list(trail.entries())
    assert [entry.what for entry in entries] == ["ask"] * 20 + ["lost"]
    assert entries[-1].told["entries"] == 5
    assert verify(trail.files).last == 21


def test_nobody_else_may_read_it(trail: Trail) -> None:
    fill(trail, 1)
    assert trail.files.folder.stat().st_mode & 0o077 == 0
    assert {path.stat().st_mode & 0o077 for path in trail.files.folder.iterdir()} == {0}


def test_a_table_holds_no_formula_and_lines_are_json(trail: Trail) -> None:
    shown = {"shown": [["a", 1, 0, 9]], "engine": "x"}
    trail.record(ADA, "ask", {"question": '=HYPERLINK("http://evil.example")', **shown})
    trail.record(ADA, "compare", {"a": "@one", "b": "two"})
    rows = list(csv.DictReader(io.StringIO(export.csv(trail.entries()).decode("utf-8-sig"))))
    assert rows[0]["Asked"] == "'=HYPERLINK(\"http://evil.example\")"
    assert (rows[0]["Shown"], rows[0]["Engine"]) == ("a@1:0-9", "x")
    assert rows[1]["Asked"] == "'@one / two"
    lines = [json.loads(line) for line in export.jsonl(trail.entries()).splitlines()]
    assert lines[1]["told"] == {"a": "@one", "b": "two"}
    assert "compare" in list(export.as_text(trail.entries()))[1]
