"""What the page keeps for downloads: by tokens that cannot be guessed, and nothing that the browser says is trusted."""

from __future__ import annotations

import base64
from dataclasses import replace

import pytest

from assistant.export.answers import Answered
from assistant.export.comparisons import Compared
from assistant.records import Comparison
from assistant.ui.downloads import downloads, menu
from assistant.ui.kept import MOST, Kept
from tests.checks import checked


def content(made: dict[str, str]) -> bytes:
    return base64.b64decode(made["content"])


def test_a_check_is_downloaded_by_its_token():
    kept = Kept()
    token = kept.put(checked())
    made = kept.download({"product": token, "form": "md"})
    assert made["name"] == "check-draft-i-note-i.md"
    assert content(made).decode().startswith("# Check: Draft")
    assert content(kept.download({"product": token, "form": "pdf"})).startswith(b"%PDF")
    assert content(kept.download({"product": token, "form": "csv"})).startswith(b"\xef\xbb\xbfNo.")


def test_the_answers_of_a_conversation_are_downloaded_together(answer, document):
    kept = Kept()
    sources = {"letter": document.metadata}
    tokens = [kept.put(Answered(replace(answer, question=q), sources)) for q in ("How so?", "And why 왜?")]
    made = kept.download({"product": " ".join(tokens), "form": "md"})
    assert made["name"] == "conversation-how-so.md"
    assert "## How so?" in content(made).decode()
    assert "## And why 왜?" in content(made).decode()
    alone = kept.download({"product": tokens[1], "form": "bib"})
    assert alone["name"] == "answer-and-why-왜.bib"
    assert b"@misc{letter," in content(alone)


def test_citations_stand_in_their_passages_where_the_annex_is_asked_for(answer, document):
    kept = Kept()
    token = kept.put(Answered.of(answer, lambda *_: document, ""))
    for asked, has in ((True, True), (False, False), (None, False), ("yes", False)):
        made = content(kept.download({"product": token, "form": "md", "annex": asked})).decode()
        assert ("## Evidence annex" in made) is has
        assert ("\\[2\\] under “Address”" in made) is has


def test_an_answer_is_no_table_and_a_check_no_part_of_a_conversation(answer):
    kept = Kept()
    said, check = kept.put(Answered(answer)), kept.put(checked())
    assert "problem" in kept.download({"product": said, "form": "csv"})
    assert "problem" in kept.download({"product": f"{said} {check}", "form": "md"})


@pytest.mark.parametrize(
    "asked", [{}, {"product": "x", "form": "md"}, {"product": None, "form": ["md"]}, {"product": " " * 400}]
)
def test_what_is_not_kept_is_said_to_be_so(asked):
    assert "no longer kept" in Kept().download(asked)["problem"]


def test_an_unknown_form_is_refused_and_what_was_not_used_for_long_makes_room():
    kept = Kept()
    used, unused = kept.put(Compared(Comparison("a", "b"))), kept.put(checked())
    assert "problem" in kept.download({"product": used, "form": "../x"})
    for _ in range(MOST - 1):
        kept.put(checked())
    assert kept.download({"product": used, "form": "md"})["name"] == "comparison-two-documents.md"
    assert "problem" in kept.download({"product": unused, "form": "md"})


def test_buttons_say_what_they_download():
    row = downloads("to<ken", table=True)
    assert 'data-product="to&lt;ken"' in row
    assert 'data-form="csv"' in row
    assert 'aria-label="Download its sources as BibTeX"' in row
    assert 'type="checkbox"' in row
    assert 'type="checkbox"' not in downloads("t", cites=False), "nothing is cited"
    assert "CSV" not in menu(["a", "b"], "Download", "this answer")
    assert "BibTeX" not in menu(["a"], "Download", "this answer", cites=False)
