"""Writing in turn: processes that share a library wait for each other, and say for whom."""

from __future__ import annotations

import logging
import threading
import time
from pathlib import Path

import pytest

from assistant.errors import LibraryInUse
from assistant.library.database import Database
from assistant.library.owner import Owner
from assistant.library.turn import Guard, Turn
from tests.library.test_owner import held_by_another


def test_a_turn_waits_for_the_other_process_and_says_for_whom(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with held_by_another(tmp_path) as process:
        threading.Timer(0.5, process.kill).start()
        with caplog.at_level(logging.WARNING), Turn(tmp_path).taken() as crashed:
            assert crashed, "it was killed while it held the library"
    assert f"(process {process.pid}). Waiting for it to be done." in caplog.text


def test_who_does_not_wait_is_told_at_once(tmp_path: Path) -> None:
    with held_by_another(tmp_path) as process:
        began = time.perf_counter()
        with pytest.raises(LibraryInUse, match=f"process {process.pid}"), Turn(tmp_path).taken(wait_s=0):
            pass
        assert time.perf_counter() - began < 1


def test_a_turn_is_taken_again_inside_and_let_go_at_the_end(tmp_path: Path) -> None:
    turn = Turn(tmp_path)
    with turn.taken() as crashed:
        assert not crashed
        with turn.taken():
            pass
        with pytest.raises(LibraryInUse):
            Owner(tmp_path)
    Owner(tmp_path).release()
    assert not (tmp_path / "owner.txt").exists()


def test_amidst_a_long_turn_another_gets_in(tmp_path: Path) -> None:
    mine, theirs, came = Turn(tmp_path), Turn(tmp_path), threading.Event()

    def write() -> None:
        with theirs.taken():
            came.set()

    with mine.taken():
        other = threading.Thread(target=write)
        other.start()
        time.sleep(0.3)
        assert not came.is_set()
        assert mine.give_way() is False
        assert came.is_set()
        with pytest.raises(LibraryInUse):
            Owner(tmp_path)
    other.join()


def test_a_library_of_ones_own_needs_no_lock(tmp_path: Path) -> None:
    turn = Turn()
    with turn.taken() as crashed:
        assert not crashed
        assert not turn.give_way()
    assert list(tmp_path.iterdir()) == []


def test_a_guarded_moment_is_one_threads_alone(tmp_path: Path) -> None:
    guard, inside, most = Guard(tmp_path / "guard.lock"), 0, 0

    def enter() -> None:
        nonlocal inside, most
        for _ in range(20):
            with guard, guard:
                inside += 1
                most = max(most, inside)
                inside -= 1

    threads = [threading.Thread(target=enter) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1


def test_a_database_tells_of_what_others_have_written(tmp_path: Path) -> None:
    mine, theirs = Database(tmp_path / "shelf.sqlite"), Database(tmp_path / "shelf.sqlite")
    before = mine.changes()
    with mine.writing() as db:
        db.execute("INSERT INTO facts VALUES ('a', '1')")
    assert mine.changes() == before
    with theirs.writing() as db:
        db.execute("INSERT INTO facts VALUES ('b', '1')")
    assert mine.changes() != before
    mine.close()
    theirs.close()
