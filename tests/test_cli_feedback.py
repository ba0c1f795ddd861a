"""`briefing feedback`: what was thought of answers leaves as a question set that `briefing evaluate answers` reads."""

from __future__ import annotations

import json
from pathlib import Path

from assistant.records import Answer, Citation, Opinion
from assistant.talks.talks import Asking, Talks
from tests.test_cli import Briefing, Ran, briefing, filled

__all__ = ["briefing", "filled"]  # fixtures
ASKED = "How many ships does the treaty of friendship oblige Norland to deliver?"
CITED = Citation(1, "treaty", 1, "Treaty of friendship", "2024-06-19", "Norland", None, 0, 5, "Forty")
ANSWER = Answer(ASKED, ASKED, "lookup", "Forty [1]", False, citations=(CITED,))


def test_feedback_is_a_question_set_that_evaluate_reads(briefing: Briefing, filled: Ran, tmp_path: Path) -> None:
    assert briefing("feedback", "--json").json == {"questions": []}
    assert briefing("feedback").out.decode().startswith("Nobody has said")
    talks = Talks(next(tmp_path.rglob("talks.sqlite")))  # as the page has it open meanwhile
    talks.judge("local", talks.keep("local", "", Asking(ANSWER)), Opinion("up", "forty it is"))
    told = briefing("feedback", "--json")
    talks.close()
    (question,) = told.json["questions"]
    assert (question["question"], question["note"], question["answerable"]) == (ASKED, "forty it is", True)
    (tmp_path / "feedback.json").write_text(json.dumps(told.json))
    result = briefing("evaluate", "answers", "feedback.json", "--json").json
    assert (result["first_entry"], result["refused_wrong"]) == (100.0, 0.0)
    assert result["rows"][0]["note"] == "forty it is"
