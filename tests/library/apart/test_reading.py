"""The door: what stalls, dies or exhausts its reader is one named failure, and the next file is read."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from assistant.errors import ReaderEnded, ReadTooLarge, ReadTooLong, UnsupportedFormat
from assistant.library.apart import reading, wire
from assistant.library.apart.limits import Limits
from assistant.library.apart.pool import Pool
from assistant.library.apart.process import Process
from assistant.library.apart.reading import read
from tests.library.apart import hostile

linux = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
LIMITS = Limits(seconds=60, memory_mb=1000)


@pytest.fixture
def pool(monkeypatch: pytest.MonkeyPatch):
    """A pool of the test's own, so that it knows which processes there are."""
    own = Pool()
    monkeypatch.setattr(reading, "_POOL", own)
    yield own
    own.close()


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.md"
    path.write_text("# Minutes\n\nThe board met on 6 May 2024.\n")
    return path


@pytest.fixture
def slow(tmp_path: Path) -> Path:
    """A web page that takes trafilatura many seconds."""
    path = tmp_path / "slow.html"
    path.write_text(f"<html><body>{'<div><p>The board met. <b>It</b> agreed.</p></div>' * 60_000}</body></html>")
    return path


def number(pool: Pool) -> int:
    """The process that waits for work."""
    return pool._idle[0][0]._process.pid


def gone(pid: int) -> bool:
    """Whether a process has ended within two seconds."""
    for _ in range(100):
        try:
            if Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z":
                return True
        except OSError:
            return True
        time.sleep(0.02)
    return False


def test_one_process_reads_many_files(pool: Pool, good: Path) -> None:
    assert read(good, LIMITS).metadata.title == "Minutes"
    first = number(pool)
    for _ in range(50):
        read(good, LIMITS)
    assert number(pool) == first


def test_a_named_failure_keeps_its_kind_and_its_hint(pool: Pool, tmp_path: Path) -> None:
    (tmp_path / "a.rtf").write_bytes(rb"{\rtf1\ansi Words}")
    with pytest.raises(UnsupportedFormat, match=r"a\.rtf: this is an RTF document") as told:
        read(tmp_path / "a.rtf", LIMITS)
    assert told.value.hint == UnsupportedFormat.hint


def test_a_file_that_takes_too_long_is_named_and_the_next_is_read(pool: Pool, slow: Path, good: Path) -> None:
    read(good, LIMITS)
    began = time.monotonic()
    with pytest.raises(ReadTooLong, match=r"slow\.html: reading it takes longer than 0\.5 s \(ASSISTANT_READ_S\)"):
        read(slow, Limits(seconds=0.5))
    assert time.monotonic() - began < 5
    assert read(good, LIMITS).text


@linux
def test_a_file_that_takes_too_much_memory_is_named_and_the_next_is_read(
    pool: Pool, tmp_path: Path, good: Path
) -> None:
    path = tmp_path / "large.docx"
    path.write_bytes(hostile.bomb("docx", 240))
    with pytest.raises(ReadTooLarge, match=r"large\.docx: .* 300 MB of memory \(ASSISTANT_READ_MEMORY_MB\)"):
        read(path, Limits(memory_mb=300))
    assert read(good, LIMITS).text


@linux
def test_a_process_that_dies_in_the_midst_is_named_and_the_next_file_is_read(
    pool: Pool, slow: Path, good: Path
) -> None:
    read(good, LIMITS)
    threading.Timer(0.3, os.kill, [number(pool), signal.SIGSEGV]).start()
    with pytest.raises(ReaderEnded, match=r"slow\.html"):
        read(slow, LIMITS)
    assert read(good, LIMITS).text


@linux
def test_a_process_that_died_while_it_waited_is_blamed_on_no_file(pool: Pool, good: Path) -> None:
    read(good, LIMITS)
    os.kill(number(pool), signal.SIGKILL)
    time.sleep(0.2)
    assert read(good, LIMITS).text


def test_stopping_ends_a_reading_at_once(pool: Pool, slow: Path, good: Path) -> None:
    class Stopped(Exception):
        pass

    read(good, LIMITS)
    asked = time.monotonic()

    def stop() -> None:
        if time.monotonic() - asked > 0.3:
            raise Stopped

    with pytest.raises(Stopped):
        read(slow, LIMITS, stop)
    assert time.monotonic() - asked < 2
    assert read(good, LIMITS).text


@linux
def test_it_has_no_keys_no_files_of_ours_no_network_and_none_of_the_large_libraries(
    pool: Pool, good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    monkeypatch.setenv("ASSISTANT_CHAT_BASE_URL", "http://user:password@127.0.0.1/")
    kinds = {"a.docx": hostile.office("docx"), "a.pdf": hostile.pages(1), "a.html": b"<html><body>Words</body></html>"}
    with (tmp_path / "ours").open("w"):
        for name, data in kinds.items():
            (tmp_path / name).write_bytes(data)
            read(tmp_path / name, LIMITS)
        own = Path(f"/proc/{number(pool)}")
        environment = (own / "environ").read_bytes()
        opened = [os.readlink(file) for file in (own / "fd").iterdir()]
    assert b"secret" not in environment
    assert b"ASSISTANT" not in environment
    assert not any("ours" in name or "sqlite" in name or "socket" in name for name in opened)
    loaded = (own / "maps").read_text()
    assert not any(f"/{name}/" in loaded for name in ("torch", "chromadb", "tantivy", "transformers", "gradio"))
    assert "Seccomp:\t2" in (own / "status").read_text()
    assert Path(os.readlink(own / "cwd")).name.startswith("briefing-read-")


@linux
def test_it_can_open_no_connection() -> None:
    code = (
        "from assistant.library.apart.offline import go_offline; import socket, subprocess, sys; assert go_offline()\n"
        "try: socket.socket(); sys.exit('open')\n"
        "except PermissionError: pass\n"
        "assert subprocess.run([sys.executable, '-c', 'import socket; socket.socket()'], stderr=-3).returncode"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@linux
@pytest.mark.parametrize("at_work", [True, False])
def test_it_ends_with_a_program_that_is_killed(tmp_path: Path, slow: Path, good: Path, at_work: bool) -> None:
    """Whatever it is at: parsers may keep the interpreter to themselves."""
    code = (
        "import sys, time\nfrom pathlib import Path\nfrom assistant.library.apart import reading\n"
        "limits = reading.Limits()\nreading.read(Path(sys.argv[1]), limits)\n"
        "print(reading._POOL._idle[0][0]._process.pid, flush=True)\n"
        "reading.read(Path(sys.argv[2]), limits) if sys.argv[3] == 'True' else None\ntime.sleep(60)\n"
    )
    command = [sys.executable, "-c", code, str(good), str(slow), str(at_work)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        pid = int(program.stdout.readline())
        time.sleep(0.3)
        program.kill()
    assert gone(pid)


def test_what_is_asked_while_it_works_does_not_end_it(tmp_path: Path, good: Path) -> None:
    process, asked = Process(), []
    process.ask(_request(good), LIMITS, reading.nobody_asks)
    page = tmp_path / "page.html"
    page.write_text(f"<html><body>{'<div><p>The board met. <b>It</b> agreed.</p></div>' * 3_000}</body></html>")

    def ask_again() -> None:
        if not asked:
            asked.append(wire.put(process._process.stdin, {**_request(good), "memory_bytes": LIMITS.memory_bytes}))

    assert process.ask(_request(page), LIMITS, ask_again).says["read"]
    assert asked and process.alive
    process.end()


def _request(path: Path) -> dict[str, object]:
    return {"do": "read", "path": str(path), "megabytes": 20}


@linux
def test_what_it_wrote_goes_with_it(pool: Pool, good: Path) -> None:
    read(good, LIMITS)
    folder = Path(pool._idle[0][0]._folder)
    (folder / "left over").write_text("x")
    pool.close()
    assert not folder.exists()


def test_three_at_once_are_read_side_by_side_and_one_process_is_kept(pool: Pool, good: Path) -> None:
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(read(good, LIMITS).text)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(pool._idle) == 1
