"""A brief over the starter library: one page, every sentence cited in a source's own words, gaps named."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from assistant.assistant import Assistant
from assistant.errors import BadQuestion, BadTemplate, NothingInScope, TopicNotHeld, UnknownDocument
from assistant.records import Brief, Scope

TOPICS = [
    ("North Korean troops in Russia", "situation", "troops-arms-assessments-2024-10"),
    ("Kim Jong Un's message to Xi Jinping, 6 October 2024", "leader-message", "kim-xi-ties75-2024"),
    ("Camp David summit", "readout", "camp-david-2023-08-18"),
    ("South Korea", "country-note", "yoon-armed-forces-day-2024-10-01"),
]
PRONOUN = re.compile(r"(?:he|she|it|they|this|these|those|his|her|its|their|such|however|but|and)\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def briefs(starter: Assistant) -> list[Brief]:
    return [starter.brief(topic, template=name) for topic, name, _ in TOPICS]


def test_a_brief_is_one_page_with_what_was_expected(briefs: list[Brief]):
    for brief, (_, _, expected) in zip(briefs, TOPICS, strict=True):
        assert brief.pages == 1
        assert expected in {c.document_id for c in brief.on_page}
        assert brief.words >= 220
        assert len(brief.sections) >= 4
        assert brief.sections[0].role == "lead"


def test_every_sentence_is_a_sources_own(starter: Assistant, briefs: list[Brief]):
    for brief in briefs:
        cited = {c.n: c for c in brief.citations}
        assert sorted(cited) == list(range(1, len(cited) + 1))
        for sentence in brief.sentences:
            assert sentence.citations
            citation = cited[sentence.citations[0]]
            document = starter.document(citation.document_id, citation.version)
            assert citation.quote == document.text[citation.start : citation.end]
            if sentence.lead and sentence.text.rstrip(".") not in " ".join(citation.quote.split()):
                assert document.metadata.title[:20].casefold() in sentence.text.casefold()  # an entry made of fields
                continue
            said = re.sub(r"\[[^\]]*\]", "", sentence.text)
            assert all(part.strip(" “”") in " ".join(citation.quote.split()) for part in said.split("\0"))


def test_no_sentence_begins_with_a_pronoun_and_none_says_what_another_says(starter: Assistant, briefs: list[Brief]):
    for brief in briefs:
        texts = [sentence.whole for sentence in brief.sentences]
        assert [text for text in texts if PRONOUN.match(text)] == []
        vectors = np.asarray(starter.embeddings.embed_documents(texts))
        alike = vectors @ vectors.T - np.eye(len(texts))
        assert alike.max() <= 0.9


def test_what_may_be_meant_is_marked_and_nothing_else(briefs: list[Brief]):
    for brief in briefs:
        for section in brief.sections:
            assert all(s.inference == (section.role == "assessment") for s in section.sentences)


def test_the_chronology_is_in_order(briefs: list[Brief]):
    for brief in briefs:
        days = [s.day for section in brief.sections if section.role == "chronology" for s in section.sentences]
        assert days == sorted(days)


def test_the_same_topic_gives_the_same_brief(starter: Assistant, briefs: list[Brief]):
    assert starter.brief(TOPICS[2][0], template="readout") == briefs[2]


def test_chosen_documents_need_no_topic_and_nothing_else_is_cited(starter: Assistant):
    chosen = ("un-panel-veto-2024-03-28", "msmt-2024-10-16")
    brief = starter.brief("", Scope(documents=chosen))
    assert {c.document_id for c in brief.on_page} == set(chosen)
    within = starter.brief("sanctions", Scope(documents=chosen[:1]))
    assert {c.document_id for c in within.citations} == {chosen[0]}


def test_gaps_are_named_and_not_filled(starter: Assistant):
    brief = starter.brief("Camp David summit of Japan, South Korea and the United States, with ballet")
    assert "No document uses the word “ballet”." in brief.gaps
    assert not any("ballet" in sentence.text for sentence in brief.sentences)


def test_letter_paper_and_an_annex(starter: Assistant):
    brief = starter.brief(TOPICS[0][0], paper="letter", annex=True)
    assert brief.pages > 1
    assert len(brief.left_out) == brief.dropped
    assert len(brief.citations) > len(brief.sentences) or not brief.dropped


def test_progress_is_told_to_the_end(starter: Assistant):
    told: list[tuple[int, int]] = []
    starter.brief("Camp David summit", progress=lambda done, known: told.append((done, known)))
    assert told[0][0] == 0
    assert told[-1][0] == told[-1][1]


@pytest.mark.parametrize(
    "topic", ["Cheese", "Brexit negotiations", "Kim Jong Un's visit to Vietnam in 2019", "Japanese pension reform"]
)
def test_a_topic_that_is_not_held_names_the_nearest_documents(starter: Assistant, topic: str):
    with pytest.raises(TopicNotHeld) as error:
        starter.brief(topic)
    assert topic in error.value.message
    assert error.value.hint.startswith("Nearest documents: ")


def test_what_cannot_be_made_is_named(starter: Assistant):
    for error, call in (
        (BadQuestion, lambda: starter.brief("  ")),
        (BadTemplate, lambda: starter.brief("Troops", template="opera")),
        (UnknownDocument, lambda: starter.brief("Troops", Scope(documents=("nobody",)))),
        (NothingInScope, lambda: starter.brief("Troops", Scope(kinds=("sonnet",)))),
    ):
        with pytest.raises(error):
            call()


STORY = """Lund opens new pier in Bergen

Bergen, May 6 (NNA) -- Prime Minister Astrid Lund opened the new container pier in Bergen on May 6.

She said the pier would double the number of containers that Bergen handles in a year to 900,000.

"This pier is the door of our country," Astrid Lund told the dockers in Bergen.

However, the dockers' union was not invited.

The dockers' union criticised the cost of the pier, which rose from 200 million to 340 million crowns.

Economists at Bergen Bank expect the container pier to pay for itself within twelve years.

It is not known when the second crane of the container pier will arrive from Sudland.
"""


def test_a_raw_story_without_headings_is_told_by_its_sentences(library: Assistant, tmp_path: Path):
    (tmp_path / "pier.txt").write_text(STORY, encoding="utf-8")
    library.ingest([tmp_path / "pier.txt"])
    brief = library.brief("New container pier in Bergen")
    roles = {s.text: section.role for section in brief.sections for s in section.sentences}
    shown = " ".join(roles)
    assert "[Astrid Lund] said the pier would double" in shown
    assert "However" not in shown
    assert "(NNA)" not in shown
    assert next(role for text, role in roles.items() if "criticised" in text) == "reaction"
    assert next(role for text, role in roles.items() if "Economists" in text) == "assessment"


def test_words_that_count_from_today_stand_behind_the_day(library: Assistant, tmp_path: Path):
    (tmp_path / "rate.txt").write_text(
        "Bank decides\n\nBergen, 6 May 2024\n\n"
        "The Bank of Bergen decided today to raise its lending rate to 4.5 percent.\n\n"
        "Lending in Norland has grown by a tenth within two years, the Bank of Bergen found.\n",
        encoding="utf-8",
    )
    library.ingest([tmp_path / "rate.txt"])
    brief = library.brief("Lending rate of the Bank of Bergen")
    assert any(s.whole.startswith("6 May 2024: The Bank of Bergen decided today") for s in brief.sentences)


@pytest.mark.parametrize(
    ("topic", "meant"),
    [
        ("Kim Jong Un's birthday message to Putin 2024", "kim-putin-birthday-2024"),
        ("Xi Jinping's message of 6 October 2024 to Kim Jong Un", "xi-kim-ties75-2024"),
    ],
)
def test_what_a_message_says_is_said_by_the_message_meant(starter: Assistant, topic: str, meant: str):
    brief = starter.brief(topic, template="leader-message")
    of = {c.n: c.document_id for c in brief.citations}
    says = next(section for section in brief.sections if section.role == "content")
    assert {of[n] for s in says.sentences for n in s.citations} == {meant}
