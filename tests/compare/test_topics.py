"""Texts that are no messages: their headings, or the topics of their paragraphs."""

from __future__ import annotations

from assistant.compare.topics import headed, topics
from assistant.records import Document, Metadata


def document(text: str) -> Document:
    return Document("d", 1, text, Metadata(title="T"))


LAW = "Article 1. Purpose\nThe law governs ports.\n\nArticle 2. Fees\nThe fee is ten crowns.\n"
LATER = "Article 1. Aim\nThe law governs all ports.\n\nArticle 3. Appeals\nAppeals go to the court.\n"


def test_numbered_articles_are_headings_and_pair_by_number():
    found = topics(document(LAW), document(LATER))
    assert [(t.name, t.a is not None, t.b is not None) for t in found] == [
        ("Article 1. Purpose", True, True),
        ("Article 2. Fees", True, False),
        ("Article 3. Appeals", False, True),
    ]


def test_a_section_is_cited_by_its_own_words():
    law = document("# Ports\n\nThe law governs ports.\n\n# Fees\n\nThe fee is ten crowns.\n")
    assert [law.text[s.cited.start : s.cited.end] for s in headed(law)] == [
        "The law governs ports.",
        "The fee is ten crowns.",
    ]


def test_paragraphs_pair_by_their_words_and_are_called_by_what_both_have():
    a = document("The board keeps the interest rate at four.\n\nHousing starts have fallen in the north.\n")
    b = document("Housing starts have risen in the south.\n\nThe board cuts the interest rate to three.\n")
    found = topics(a, b)
    both = {t.name: (t.a, t.b) for t in found if t.a and t.b}
    assert set(both) == {"interest rate", "housing starts have"} or len(both) == 2
    for name, (left, right) in both.items():
        for d, section in ((a, left), (b, right)):
            assert name in d.text[section.cited.start : section.cited.end].casefold()
