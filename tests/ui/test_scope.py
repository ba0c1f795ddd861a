from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.errors import BadQuestion
from assistant.records import Scope
from assistant.ui.scope import OFFERED, alone, choices, chosen_of, scope_of, summary


def test_nothing_chosen_restricts_nothing():
    assert not scope_of(([], [], [], [], "", ""))
    assert not scope_of(())


def test_what_is_chosen_becomes_the_scope():
    chosen = (["letter"], ["Ada Low"], None, ["message"], " 2024-10 ", None)
    assert scope_of(chosen) == Scope(documents=("letter",), issuers=("Ada Low",), kinds=("message",), since="2024-10")


@pytest.mark.parametrize("value", ["soon", "2024-13-01x", "--10-07"])
def test_a_date_that_cannot_bound_a_period_is_named(value):
    with pytest.raises(BadQuestion, match="is not a date"):
        scope_of(([], [], [], [], value, ""))


def test_the_label_counts_the_documents_asked(document):
    assert summary([document, document], ()) == "Asking all 2 documents"
    assert summary([document], ()) == "Asking the one document"
    assert summary([document, document], ([], ["Nobody"], [], [], "", "")) == "Asking 0 of 2 documents"
    assert "is not a date" in summary([document], ([], [], [], [], "soon", ""))


def many(document):
    return [replace(document, id=f"d{n}", metadata=replace(document.metadata, date=None)) for n in range(OFFERED + 50)]


def test_a_choice_offers_the_first_of_many_and_what_is_chosen_among_the_others(document):
    last = f"d{OFFERED + 49}"
    titles = choices(many(document), [["d1", last], [], [], [], "", ""])[0]
    assert titles["value"] == ["d1", last]
    assert [value for _, value in titles["choices"]] == [*(f"d{n}" for n in range(OFFERED)), last]


def test_what_is_offered_is_sent_again_only_where_it_lacks_what_is_chosen():
    known = [(f"Document {n}", f"d{n}") for n in range(OFFERED + 2)]
    assert "choices" not in chosen_of(known, "d7")
    assert chosen_of(known, f"d{OFFERED + 1}")["choices"][-1] == (f"Document {OFFERED + 1}", f"d{OFFERED + 1}")


def test_documents_to_ask_alone_clear_every_other_bound(document):
    held = many(document)
    titles, *others, label = alone(held, ["d3", "gone", "d5"])
    assert titles["value"] == ["d3", "d5"]
    assert others == [[], [], [], "", ""]
    assert label["label"] == f"Asking 2 of {len(held)} documents"
