"""All checks together: what they find, and above all what they let be."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.verify.mismatch import Difference, mismatches, unsupported_details

PAIRS = Path(__file__).resolve().parents[3] / "shared" / "data" / "entailment" / "fever_pairs.jsonl"


def test_each_kind_is_found_with_both_texts_own_words():
    claim = "On 4 May 2020 the council sent 30 doctors north."
    evidence = "On 7 May 2020 the council sent 20 doctors south."
    found = mismatches(claim, evidence)
    assert Difference("number", "30 doctors", "20 doctors") in found
    assert Difference("date", "4 May 2020", "7 May 2020") in found


def test_a_true_rewording_has_none():
    evidence = (
        "On 19 March the two ministers signed an accord in Storvik. Trade had reached 312 million crowns, against "
        "260 million the year before. A third round of talks was not agreed."
    )
    for claim in (
        "An accord was signed by both ministers in Storvik on 19 March.",
        "Trade grew from 260 to 312 million crowns.",
        "The ministers did not agree on a third round of talks.",
        "Commerce rose by 52 million crowns.",
    ):
        assert mismatches(claim, evidence) == []


def test_what_the_evidence_only_lacks_is_no_mismatch():
    claim, evidence = "On 4 May 2020 Ada Lund gave 14 lectures.", "The lectures were well attended."
    assert mismatches(claim, evidence) == []
    assert {(d.kind, d.source) for d in unsupported_details(claim, evidence)} == {
        ("number", ""),
        ("date", ""),
        ("name", ""),
    }


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("", ""),
        ("", "Something."),
        ("2024年10月7日、金正恩は習近平に手紙を送った。", "2024年10月8日、習近平は金正恩に手紙を送った。"),
        ("Он не поехал в Москву 5 мая.", "Он поехал в Москву 5 мая."),
        ("El ministro no firmó el acuerdo.", "El ministro firmó el acuerdo en mayo."),
        ("Der Rat lehnte den Plan ab.", "Der Rat nahm den Plan an."),
    ],
)
def test_other_languages_and_nothing_at_all_do_no_harm(claim, evidence):
    found = mismatches(claim, evidence)
    assert all(d.kind in ("number", "date") for d in found)


PIECES = st.sampled_from(
    "The council did not send 3,000 troops to Oslo on 7 October 2024 , and Ada Lund said “no” . half a third of "
    "31 February 30-2-1 $ % 1/0 0/0 '' `` 's .5 5. 1,2,3 99999999999999999999 last month the 31st Minister of of by "
    "was … [x] ( ) — ; ? 二〇二四年 млн ½ １２ \n\n never fewer than all some none from to".split(" ")
)
TEXTS = st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=25).map(" ".join))
DATES = st.sampled_from([None, "2024", "2024-10", "2024-02-29", "--10-07", "0001-01-01", "9999-12-31"])


@given(TEXTS, TEXTS, DATES, DATES)
def test_nothing_raises(claim, evidence, claim_date, evidence_date):
    for check in (mismatches, unsupported_details):
        for found in check(claim, evidence, claim_date=claim_date, evidence_date=evidence_date):
            assert found.claim in claim and found.source in evidence


@given(TEXTS)
def test_a_text_agrees_with_itself(text):
    assert mismatches(text, text) == []


@pytest.mark.skipif(not PAIRS.exists(), reason="the shared pairs are not here")
def test_real_pairs_are_rarely_wronged_and_fast():
    rows = [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()[::5]]
    began = time.process_time()
    hits = {
        label: sum(bool(mismatches(r["claim"], r["evidence"])) for r in rows if r["supported"] is label)
        for label in (True, False)
    }
    seconds = time.process_time() - began
    supported = sum(r["supported"] for r in rows)
    assert hits[True] / supported < 0.01
    assert hits[False] / (hits[False] + hits[True]) > 0.95
    assert len(rows) / seconds > 200  # pairs a second, of one to three sentences, on a busy machine
