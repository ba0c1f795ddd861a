"""Several ingests of the same folders are told as one."""

from __future__ import annotations

from pathlib import Path

from assistant.library.pace import Pace
from assistant.library.tally import Rounds
from assistant.records import Failure, IngestReport

BAD = Failure("/in/bad.pdf", "UnreadableDocument", "bad.pdf: the file is damaged")
FOLDER = {Path("/in")}


def test_each_document_is_told_once_under_what_became_of_it() -> None:
    rounds = Rounds()
    rounds.add(IngestReport(added=("a", "b"), unchanged=("c", "d"), passages=9, seconds=1.25), FOLDER)
    rounds.add(IngestReport(updated=("a", "c"), removed=("b",), unchanged=("d",), passages=4, seconds=0.5), FOLDER)
    whole = rounds.report()
    assert (whole.added, whole.updated, whole.unchanged, whole.removed) == (("a",), ("c",), ("d",), ("b",))
    assert (whole.passages, whole.seconds) == (13, 1.75)


def test_what_comes_again_was_added() -> None:
    rounds = Rounds()
    rounds.add(IngestReport(removed=("a",)), FOLDER)
    rounds.add(IngestReport(added=("a",)), FOLDER)
    assert (rounds.report().added, rounds.report().removed) == (("a",), ())


def test_a_failure_stands_until_its_file_is_looked_at_again() -> None:
    rounds = Rounds()
    rounds.add(IngestReport(failed=(BAD,)), FOLDER)
    rounds.add(IngestReport(added=("other",)), {Path("/in/other.md")})
    assert rounds.report().failed == (BAD,)
    rounds.add(IngestReport(added=("bad",)), {Path(BAD.path)})
    assert rounds.report().failed == ()


def test_passages_in_all_are_judged_by_bytes_and_exact_in_the_end() -> None:
    pace = Pace.over([1000, 3000])
    pace.read(1000)
    assert pace.in_all(10) == 40
    pace.read(3000)
    assert pace.in_all(25) == 25
