"""A comparison on the page: escaped, labelled, every quotation a button."""

from __future__ import annotations

import re

from assistant.records import Absence, Aligned, Comparison, Edit, Fact, PhraseUse, Slot, Span, SummaryLine
from assistant.ui.comparison import comparison


def made(document) -> Comparison:
    first = document.cite(1, Span(document.text.index("The letter"), document.text.index("It is") - 1))
    second = document.cite(2, Span(document.text.index("It is"), len(document.text) - 1))
    edits = (Edit("equal", "It is ", "It is "), Edit("replace", "signed", "not signed", ("negation",)))
    return Comparison(
        a="letter",
        b="letter@2",
        facts=(Fact("date", "7 October 2024", None),),
        slots=(Slot("address", (first,), (), "B: absent"),),
        alignment=(Aligned("same", first, first, 1.0), Aligned("reworded", second, second, 0.8, edits)),
        phrases=(PhraseUse("dear <i>friend</i>", 1, 0, "2023-10-07", "2024-10-07"),),
        absent=(Absence("respected", (first,), "b"),),
        summary=(SummaryLine("Inference: it may be cooler.", (1,), inference=True),),
        citations=(first, second),
        titles=("Letter to B & C", "The same <later>"),
    )


def test_every_quotation_has_a_button_that_names_its_source(document):
    html = comparison(made(document))
    names = re.findall(r'aria-label="([^"]*)"', html)
    sources = [name for name in names if not name.startswith("Follow “")]  # phrases lead to the tab "Phrases"
    assert sources
    assert all(name.startswith("Source ") for name in sources)


def test_differences_are_struck_and_inserted_and_labelled(document):
    html = comparison(made(document))
    assert "<del>signed</del>" in html
    assert "<ins>not signed</ins>" in html
    assert '<span class="touch">negation</span>' in html
    assert "1 sentence the same" in html


def test_an_empty_side_has_its_note_and_an_inference_says_so(document):
    html = comparison(made(document))
    assert "B: absent" in html
    assert '<span class="doubt">inference</span>' in html
    assert "absent from B; it last stood in" in html


def test_markup_is_text(document):
    html = comparison(made(document))
    assert "<later>" not in html
    assert "<i>" not in html
    assert "<b>K" not in html
