from __future__ import annotations

import json
import math
import time
from pathlib import Path

import numpy as np
import pytest

from assistant.compare.keyness import log_likelihood, proposed
from assistant.compare.phrases import ledger
from assistant.library.metadata import describe
from assistant.records import Document, Metadata

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"


def note(n: int, text: str, **metadata) -> Document:
    return Document(f"d{n}", 1, text, Metadata(f"Note {n}", date=f"2020-{n:02d}-01", language="en", **metadata))


def test_g2_is_what_a_hand_computes():
    # 10 of 1000 words against 5 of 2000: E1 = 1000 * 15 / 3000 = 5, E2 = 10.
    by_hand = 2 * (10 * math.log(10 / 5) + 5 * math.log(5 / 10))
    (g2,) = log_likelihood(np.array([10.0]), np.array([5.0]), np.array([1000.0]), np.array([2000.0]))
    assert g2 == pytest.approx(by_hand) == pytest.approx(6.931, abs=0.001)


def test_g2_tells_rarer_from_commoner_and_survives_zeros():
    counts = ([1, 0, 2], [9, 0, 2], [100, 100, 100], [100, 100, 100])
    rarer, never, equal = log_likelihood(*(np.array(column, dtype=float) for column in counts))
    assert rarer < 0
    assert never == equal == 0


FILLER = ["The harbour was quiet and ships came in.", "Rain fell on the fields all week.", "A school opened its doors."]


def test_wording_of_a_time_is_proposed_whole():
    documents = [note(n, FILLER[n % 3]) for n in range(1, 10)]
    documents += [note(n, f"We welcome a most durable partnership. {FILLER[n % 3]}") for n in (10, 11, 12)]
    assert proposed(documents, 1) == ("welcome a most durable partnership",)


def test_wording_of_one_issuer_is_proposed():
    own = [note(n, f"The council seeks lasting calm at sea. {FILLER[n % 3]}", issuer="Council") for n in (1, 4, 8, 12)]
    others = [note(n, FILLER[n % 3], issuer="Mayor") for n in (2, 3, 5, 6, 7, 9, 10, 11)]
    assert "council seeks lasting calm" in proposed([*own, *others], 5)[0]
    assert proposed(own, 5, others)[0] == "council seeks lasting calm at sea"


def test_names_dates_and_stop_words_are_no_phrases():
    lines = "On 7 October 2024 Ada Low met Ben High. It was of the one and for the other."
    documents = [note(n, f"{lines} {FILLER[n % 3]}") for n in (1, 2)] + [note(n, FILLER[n % 3]) for n in range(3, 9)]
    assert not [p for p in proposed(documents, 20) if any(w in p for w in ("October", "Ada", "High", "of the"))]


def test_a_phrase_ends_with_its_sentence():
    documents = [note(n, "They keep lasting calm. Good ships sail.") for n in (1, 2)]
    documents += [note(5, FILLER[0]), note(6, FILLER[1])]
    assert all("calm good" not in p.casefold() and "calm. " not in p for p in proposed(documents, 20))


def test_nothing_is_proposed_of_one_document_or_none():
    assert proposed([], 5) == proposed([note(1, FILLER[0])], 5) == ()


def test_chinese_is_proposed_by_the_character():
    documents = [note(n, "天气很好，我们去公园走走，看看风景。") for n in range(1, 10)]
    shared = [note(n, "两国是山水相连的友好邻邦，关系良好。" + "会议讨论经济。" * (n - 9)) for n in (10, 11, 12)]
    assert any("山水相连" in p for p in proposed([*documents, *shared], 5))


# Real collections, where they are --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def stories() -> list[Document]:
    path = SHARED / "kcna" / "stories.jsonl"
    if not path.exists():
        pytest.skip("the stories are not here")
    out = []
    for n, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        story = json.loads(line)
        text, name = f"{story['title']}\n\n{story['text']}", f"{story['date']}_{n:03d}"
        out.append(Document(name, 1, text, describe(text, Path(f"{name}.txt"), Metadata(title=""))))
    return out


def test_proposals_over_stories_are_sensible_and_quick(stories):
    began = time.perf_counter()
    found = proposed(stories, 20)
    assert time.perf_counter() - began < 3
    assert len(found) == 20
    assert all(2 <= len(p.split()) <= 8 for p in found)
    assert "health and success" in proposed(stories, 40)


def test_one_phrase_over_stories_is_quick(stories):
    ledger(["single-minded unity"], stories[:20])  # libraries are loaded
    began = time.perf_counter()
    (phrase,) = ledger(["single-minded unity"], stories).phrases
    assert time.perf_counter() - began < 1
    assert phrase.uses
    assert all(use.citation.quote.casefold() == "single-minded unity" for use in phrase.uses)


def test_the_formulae_of_a_committee_are_proposed_with_their_end():
    folder = SHARED / "statements"
    if not folder.exists():
        pytest.skip("the statements are not here")
    documents = []
    for path in sorted(folder.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        documents.append(Document(path.stem, 1, text, describe(text, path, Metadata(title=""))))
    assert "pace that is likely to be measured" in proposed(documents, 20)
    (measured, period) = ledger(["likely to be measured", "for a considerable period"], documents).phrases
    assert (measured.course.first_seen, measured.course.dropped) == ("2004-05-04", "2005-12-13")
    assert (period.course.first_seen, period.course.last_seen) == ("2003-08-12", "2003-12-09")
    assert period.course.dropped == "2004-01-28"
