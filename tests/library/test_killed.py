"""Nothing is lost: an ingest killed at random moments and run again ends as one that nobody disturbed."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from tests.library.killing import Held, kill_one, questions, timed, write_made_up, write_stories

KILLS_A_RUN = 3
"""Kills until what is left is let run to its end, held against the other, and begun anew."""
DOCUMENTS = 120


@pytest.fixture
def folder(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """The documents: made up, or the stories that the command names."""
    folder = tmp_path / "records"
    folder.mkdir()
    stories = request.config.getoption("--stories")
    if stories and stories.is_file():
        write_stories(stories, folder)
    else:
        write_made_up(folder, DOCUMENTS)
    return folder


def test_killed_at_random_moments_it_ends_as_if_undisturbed(
    tmp_path: Path, folder: Path, reopen, library: Assistant, request: pytest.FixtureRequest
) -> None:
    """`library` is the undisturbed one; the one that is killed is opened by `reopen` in a folder of its own."""
    moments = random.Random(request.config.getoption("--seed"))
    asked = questions(folder)
    seconds = timed(library, folder)
    undisturbed = Held.by(library, asked)
    data = tmp_path / "killed"
    kills = 0
    while kills < request.config.getoption("--kills"):
        shutil.rmtree(data, ignore_errors=True)
        for _ in range(KILLS_A_RUN):
            kills += kill_one(data, folder, moments.uniform(0, seconds / KILLS_A_RUN))
        mended = reopen(data_dir=data)
        assert mended.ingest([folder]).failed == ()
        Held.by(mended, asked).must_equal(undisturbed)
        mended.close()
