"""What is said of files on their way in, and of those that did not get there."""

from __future__ import annotations

from assistant.records import Failure
from assistant.ui.arrivals import Arrival, Arriving
from assistant.ui.arrived import MOST_LISTED, failures, headline, progress


def arriving(*states, busy=False, stopping=False, failed=()):
    arrivals = tuple(Arrival(f"/files/{n}/file {n}.md", state=state) for n, state in enumerate(states, 1))
    return Arriving(arrivals, failed, busy, stopping, 0)


def test_nothing_given_is_nothing_said():
    assert headline(arriving()) == progress(arriving()) == failures(arriving()) == ""


def test_it_says_which_file_of_how_many_is_read():
    assert headline(arriving("added", "reading", "waiting", busy=True)) == "Reading file 2 of 3."
    assert headline(arriving("reading", "waiting", busy=True, stopping=True)) == "Stopping."


def test_it_says_what_became_of_them():
    now = arriving("added", "added", "updated", "unchanged", "failed", "stopped")
    assert headline(now) == "2 added, 1 added as a new version, 1 already in the library, 1 not added, 1 stopped."


def test_a_file_being_read_has_a_bar_and_one_that_is_in_opens():
    reading = Arrival("/f/a/long.pdf", state="reading", done=3, of=12)
    done = Arrival("/f/b/memo.md", state="added", document="memo")
    html = progress(Arriving((done, reading), (), True, False, 1))
    assert '<progress value="3" max="12"' in html
    assert 'data-document="memo"' in html


def test_of_many_files_those_around_the_one_being_read_are_listed():
    states = ["added"] * 300 + ["reading"] + ["waiting"] * 200
    html = progress(arriving(*states, busy=True))
    assert "file 301.md" in html
    assert "270 earlier" in html
    assert html.count("<li") == MOST_LISTED + 2


def test_a_failure_says_why_and_can_be_tried_again_or_forgotten():
    failed = (Failure("/f/a/b<ad>.pdf", "UnreadableDocument", "b<ad>.pdf: the file is damaged"),)
    html = failures(arriving(failed=failed))
    assert "1 file is not in the library" in html
    assert "b&lt;ad&gt;.pdf" in html
    assert "<p>The file is damaged</p>" in html
    assert 'data-retry="/f/a/b&lt;ad&gt;.pdf"' in html
    assert "Try all again" not in html
    assert "Try all again" in failures(arriving(failed=failed * 2))
