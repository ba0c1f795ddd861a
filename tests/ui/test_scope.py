from __future__ import annotations

import pytest

from assistant.errors import BadQuestion
from assistant.records import Scope
from assistant.ui.scope import scope_of, summary


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
