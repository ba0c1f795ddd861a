"""Ctrl-C: what is whole is kept, and two seconds later the process has ended, whatever it was doing."""

from __future__ import annotations

import signal
import subprocess
import sys
import time

import pytest

from assistant.stopping import GRACE_S, STOPPED

WORK = """
import sys, time
from assistant.stopping import stoppable

with stoppable(lambda: print("last words", flush=True)) as stop:
    print("ready", flush=True)
    while not (stop.is_set() and sys.argv[1] == "heeds"):
        time.sleep(0.01)
print("ended by itself", flush=True)
"""


def begun(how: str) -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-c", WORK, how], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_work_that_heeds_it_ends_by_itself(number: signal.Signals) -> None:
    process = begun("heeds")
    process.send_signal(number)
    assert process.communicate(timeout=60)[0] == "ended by itself\n"
    assert process.returncode == 0


def test_work_that_does_not_is_ended_with_its_last_words() -> None:
    process = begun("does not")
    began = time.monotonic()
    process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=60)[0] == "last words\n"
    assert process.returncode == STOPPED
    assert time.monotonic() - began >= GRACE_S


def test_a_second_time_ends_it_at_once() -> None:
    process = begun("does not")
    process.send_signal(signal.SIGINT)
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=60)[0] == "last words\n"
    assert process.returncode == STOPPED


def test_the_signals_are_as_before_when_it_is_over() -> None:
    from assistant.stopping import stoppable

    before = signal.getsignal(signal.SIGINT)
    with stoppable(lambda: None) as stop:
        assert not stop.is_set()
        assert signal.getsignal(signal.SIGINT) is not before
    assert signal.getsignal(signal.SIGINT) is before
