"""A brief is edited: what is dropped goes, what is locked or moved stays, and the page is filled up again."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.brief.draft import Draft
from assistant.errors import BadEdit
from assistant.records import BriefSection, BriefSentence


@pytest.fixture(scope="module")
def draft(starter: Assistant) -> Draft:
    return starter.draft("North Korean troops in Russia")


def section(draft: Draft, role: str) -> BriefSection:
    return next(s for s in draft.page.sections if s.role == role)


def keys(draft: Draft, role: str) -> list[str]:
    return [s.key for s in section(draft, role).sentences]


def on_page(draft: Draft, key: str) -> BriefSentence:
    return next(s for s in draft.page.sentences if s.key == key)


def left(draft: Draft) -> list[str]:
    return [s.key for s in draft.page.left_out if s.key not in draft.taken]


def test_a_draft_shows_the_brief_and_what_was_left_out(starter: Assistant, draft: Draft):
    assert draft.brief == starter.brief("North Korean troops in Russia")
    assert [s.whole for s in draft.page.sentences] == [s.whole for s in draft.brief.sentences]
    assert len(left(draft)) == draft.brief.dropped > 0
    cited = {c.n for c in draft.page.citations}
    assert all(n in cited for s in draft.page.left_out for n in s.citations)
    assert max(n for s in draft.brief.sentences for n in s.citations) == len(draft.brief.on_page)


def test_what_is_dropped_goes_and_its_room_is_filled(draft: Draft):
    gone = section(draft, "event").sentences[0]
    after = draft.drop(gone.key)
    texts = [s.text for s in after.brief.sentences]
    assert gone.text not in texts
    assert after.brief.pages == 1
    assert set(texts) - {s.text for s in draft.brief.sentences}, "something else came in its place"
    assert [s.key for s in after.page.left_out if s.key in after.taken] == [gone.key]


def test_what_was_dropped_does_not_come_back_by_itself(draft: Draft):
    gone, now = [], draft
    for _ in range(6):
        sentence = section(now, "event").sentences[0]
        gone.append(sentence.text)
        now = now.drop(sentence.key)
        assert not {s.text for s in now.brief.sentences} & set(gone)
    assert now.brief.pages == 1
    assert now.brief.words >= 220


def test_a_locked_sentence_stays_whatever_is_dropped(draft: Draft):
    last = section(draft, "unknown").sentences[-1]
    now = draft.lock(last.key)
    assert on_page(now, last.key).locked
    for role in ("lead", "event", "quotation"):
        now = now.drop(keys(now, role)[0])
    assert on_page(now, last.key).text == last.text
    assert not on_page(now.lock(last.key, locked=False), last.key).locked


def test_what_was_left_out_can_be_put_on_the_page(draft: Draft):
    wanted = left(draft)[0]
    now = draft.put(wanted)
    assert on_page(now, wanted).locked
    assert now.brief.pages == 1
    back = draft.drop(keys(draft, "lead")[0])
    assert on_page(back.put(keys(draft, "lead")[0]), keys(draft, "lead")[0])


def test_a_sentence_moves_in_its_section_and_into_the_one_beside_it(draft: Draft):
    first, second = keys(draft, "event")[:2]
    now = draft.move(second, up=True)
    assert keys(now, "event")[:2] == [second, first]
    assert on_page(now, second).locked
    assert keys(now.move(second, up=False), "event")[:2] == [first, second]
    across = now.move(second, up=True)
    assert keys(across, "lead")[-1] == second
    assert second not in keys(across, "event")
    down = draft.move(keys(draft, "event")[-1], up=False)
    assert keys(down, "quotation")[0] == keys(draft, "event")[-1]


def test_inference_stays_marked_wherever_it_is_moved(draft: Draft):
    first = keys(draft, "assessment")[0]
    now = draft.move(first, up=True)
    assert first in keys(now, "reaction")
    assert on_page(now, first).inference


def test_a_chronology_keeps_its_order_and_the_ends_are_ends(draft: Draft):
    with pytest.raises(BadEdit, match="order of its days"):
        draft.move(keys(draft, "chronology")[0], up=True)
    first, last = draft.ends
    with pytest.raises(BadEdit, match="first already"):
        draft.move(first, up=True)
    with pytest.raises(BadEdit, match="last already"):
        draft.move(last, up=False)


def test_there_is_no_second_page(draft: Draft):
    now = draft
    with pytest.raises(BadEdit, match="no room"):
        for key in [s.key for s in draft.page.sentences]:
            now = now.lock(key)
        for key in left(now):
            now = now.put(key)
    assert now.brief.pages == 1


def test_a_sentence_that_is_not_there_is_named(draft: Draft):
    with pytest.raises(BadEdit, match="no such sentence"):
        draft.drop("999")
    with pytest.raises(BadEdit, match="not on the page"):
        draft.lock(left(draft)[0])


def test_every_edit_can_be_undone(draft: Draft):
    now = draft.drop(keys(draft, "event")[0]).lock(keys(draft, "lead")[0])
    assert now.before is not None
    assert now.before.before is draft

