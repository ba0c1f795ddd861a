"""A checked text on the page: every claim marked and named, each beside its sources, nothing of it run."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest

from assistant.export.verdicts import Checked
from assistant.library.apart.limits import Limits
from assistant.library.draft import draft
from assistant.records import Check, ClaimVerdict
from assistant.ui.check import Asked, from_file, result_of, title_of
from assistant.ui.checked import checked_text, opened, progress
from assistant.ui.kept import Kept
from assistant.ui.marks import marked_text
from assistant.ui.runs import Run, Runs
from assistant.ui.status import problem
from tests.checks import BULLETIN, RECORD, TEXT, checked, claim, made


def plain(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html.replace("</p>", "\n")))


def cards(html: str) -> list[str]:
    return re.findall(r'<article class="claim .*?</article>', html, re.DOTALL)


# The result ----------------------------------------------------------------------------------------------------


def test_the_counts_are_said_and_what_a_verdict_is_worth():
    html = checked_text(checked(), "token")
    assert "6 claims: 1 supported, 2 contradicted, 1 mixed, 1 not in the library, 1 not checkable" in html
    assert "not what is true" in html


def test_contradicted_claims_are_shown_at_once_and_the_others_are_a_click_away():
    html = checked_text(checked(), "token")
    shown = [card for card in cards(html) if " hidden>" not in card.split("><")[0] + ">"]
    assert len(cards(html)) == 6
    assert [re.search(r'data-verdict="(\w+)"', card)[1] for card in shown] == ["contradicted", "contradicted"]
    assert re.findall(r'data-filter="(\w+)" aria-pressed="true"', html) == ["contradicted"]


def test_where_nothing_is_contradicted_that_is_said_and_all_is_shown():
    calm = replace(checked(), check=replace(made(), claims=made().claims[3:]))
    html = checked_text(calm, "token")
    assert "Nothing in the text is contradicted" in html
    assert not [card for card in cards(html) if " hidden>" in card.split("><")[0] + ">"]
    assert "Next contradicted" not in html


def test_a_claim_stands_beside_each_source_with_what_differs_marked():
    card = cards(checked_text(checked(), "token"))[0]
    assert "met on <mark>7 May 2024</mark>." in card
    assert "met on <mark>6 May 2024</mark>." in card
    assert "Says otherwise" in card
    assert "Date: the text says “7 May 2024”, source 1 says “6 May 2024”" in plain(card)
    assert 'aria-label="Source 1: Minutes of &lt;b&gt;the&lt;/b&gt; harbour board, 6 May 2024"' in card
    assert 'data-document="minutes" data-version="2" data-start="0" data-end="36"' in card
    assert 'title="Confidence 0.93 of 1">very sure' in card
    assert "library record" in card


def test_verdicts_have_a_sign_and_their_name_in_words():
    html = checked_text(checked(), "token")
    for name, sign in {
        "Supported": "✓", "Contradicted": "✗", "Mixed": "⇄", "Not in the library": "?", "Not checkable": "○",
    }.items():  # fmt: skip
        assert f'aria-hidden="true">{sign}</span><span class="verdict">{name}' in html


def test_without_evidence_it_is_said_why():
    html = plain(checked_text(checked(), "token"))
    assert "No document that was looked in supports it or says otherwise." in html
    assert "no source settles it" in html


def test_a_check_without_claims_says_so_and_offers_no_download():
    html = checked_text(Checked(Check("Dear colleagues,")), "token")
    assert "No claim was found in the text." in html
    assert "Download" not in html


# The text ------------------------------------------------------------------------------------------------------


def test_the_whole_text_stands_there_and_every_claim_can_be_reached():
    html = marked_text(made())
    assert plain(html).split() == TEXT.split()
    assert len(re.findall(r'role="button" tabindex="0" aria-expanded="false"', html)) == 6
    assert 'aria-label="Contradicted: The board met on 7 May 2024."' in html


def test_nothing_in_a_text_is_markup():
    html = checked_text(checked(), "token")
    assert "<script" not in html
    assert "<b>" not in html
    assert "<i>" not in html
    assert "&lt;script&gt;window.ran=1&lt;/script&gt;" in html
    assert "*Vostok*" in html
    assert "<script" not in problem("<script>", "<script>") + opened("<script>.md", 3)


def test_claims_that_overlap_or_go_over_a_blank_line_lose_no_character():
    text = "One two\nthree.\n\n  \nFour five. Six."
    six = text.index("Six")
    spans = ((0, six - 1), (4, six - 1), (0, 7), (six, len(text)), (six + 1, 99))
    whole = claim("Lund signed.")
    claims = [ClaimVerdict(replace(whole, start=a, end=b, text=text[a:b]), "mixed", 1) for a, b in spans]
    html = marked_text(Check(text, tuple(claims)))
    assert plain(html).split() == text.split()
    assert html.count('data-claim="1"') == 2, "one mark in each paragraph"
    assert html.count('role="button"') == 2, "what lies wholly in another claim has no mark of its own"


# While it runs -------------------------------------------------------------------------------------------------


def test_progress_counts_claims():
    assert "Finding the text’s claims" in progress(0, 0)
    assert "Checking claim 3 of 40" in progress(2, 40)
    assert "Checking claim 40 of 40" in progress(40, 40)


class Fake:
    """An assistant that has checked already, or fails as told."""

    def __init__(self, found: Check | Exception) -> None:
        self.found = found
        self.asked: dict[str, object] = {}

    def check(self, text, **asked):
        self.asked = {"text": text, **asked}
        if isinstance(self.found, Exception):
            raise self.found
        return self.found

    def document(self, document_id, version=None):
        return {"minutes": RECORD, "bulletin": BULLETIN}[document_id]


def test_what_is_chosen_is_what_is_asked():
    fake = Fake(made())
    html = result_of(fake, Kept(), Asked(TEXT, "Note", ("minutes",), ("bulletin",)), Run())
    assert {name: fake.asked[name] for name in ("title", "against", "without")} == {
        "title": "Note", "against": ("minutes",), "without": ("bulletin",),
    }  # fmt: skip
    assert "6 claims" in html


def test_a_check_that_was_stopped_says_how_far_it_came():
    run = Run()
    run.progressed(6, 40)
    run.halt.set()
    assert "Stopped: 6 of 40 claims were checked" in result_of(Fake(made()), Kept(), Asked(TEXT), run)


@pytest.mark.parametrize(
    ("asked", "found", "told"),
    [
        (Asked("x" * 400_001), made(), "400,001 characters"),
        (Asked(TEXT), RuntimeError("a fault"), "Something went wrong"),
    ],
)
def test_what_goes_wrong_is_one_calm_line(asked, found, told):
    html = result_of(Fake(found), Kept(), asked, Run())
    assert told in html
    assert 'role="alert"' in html
    assert "a fault" not in html


def test_stop_reaches_the_run_of_its_own_session():
    runs: Runs[Run] = Runs()
    mine, other = runs.begin("mine", Run()), runs.begin("other", Run())
    runs.stop("mine")
    runs.stop("nobody")
    assert (mine.halt.is_set(), other.halt.is_set()) == (True, False)
    again = runs.begin("other", Run())
    assert other.halt.is_set(), "one check a session"
    runs.end("other", again)
    assert again.halt.is_set()


def text_in(file):
    return draft(file, Limits())


# Files ---------------------------------------------------------------------------------------------------------


def test_a_file_is_read_into_the_box_and_not_kept(tmp_path):
    file = tmp_path / "memo.md"
    file.write_text("# Memo on ships\n\nTwo ships came.\n", encoding="utf-8")
    text, (title, begins), told, _ = from_file(str(file), text_in)
    assert "Two ships came." in text
    assert title == "Memo on ships"
    assert "memo.md: 7 words" in told
    assert not file.exists()
    assert title_of(text + " More.", title, begins) == "Memo on ships"
    assert title_of("Another draft.", title, begins) == ""


@pytest.mark.parametrize(
    ("name", "data"), [("empty.txt", b""), ("broken.pdf", b"%PDF-1.7 no"), ("x.bin", bytes(range(256)))]
)
def test_a_file_that_cannot_be_read_is_named(tmp_path, name, data):
    file = tmp_path / name
    file.write_bytes(data)
    told = from_file(str(file), text_in)[-1]
    assert name in told
    assert 'role="alert"' in told
    assert "ngest" not in told, "nothing is ingested here"


@pytest.mark.parametrize(
    ("text", "wrapped"),
    [
        (
            "The envoy came on Monday and stayed in the town for three\nnights, as the paper wrote the next morning.",
            True,
        ),
        ("The envoy came.\nHe stayed for three nights in the old town, as the paper wrote.", False),
        (
            "- The envoy came on Monday and stayed in the town for\n- three nights, as the paper wrote the next day.",
            False,
        ),
        ("One line alone, however long it may be, has no line end that one would have to leave out.", False),
    ],
)
def test_lines_that_end_where_they_were_full_run_on(text, wrapped):
    assert ('<p class="wrapped">' in marked_text(Check(text, ()))) is wrapped


def test_what_a_chat_model_had_to_do_with_it_is_said():
    told = "2 claims in doubt were judged by openai:<b>x</b> too."
    html = checked_text(replace(checked(), check=replace(made(), notices=(told,))), "token", "Stopped.")
    assert "judged by openai:&lt;b&gt;x&lt;/b&gt; too." in html
    assert html.index("Stopped.") < html.index("2 claims in doubt")
