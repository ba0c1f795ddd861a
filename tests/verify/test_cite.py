"""A chat model's text against the passages it was given, with the shipped verifier and the packaged vectors."""

from __future__ import annotations

import time

import pytest

from assistant.records import Document, GivenPassage, Metadata, Span
from assistant.settings import Settings
from assistant.verify.cite import Citer
from assistant.verify.entail import Verifier

BRIDGE = Document(
    "bridge",
    1,
    "The Arden bridge was opened on 4 May 2021 by Mayor Helen Tarrow. It is 840 metres long and cost 61 million "
    "crowns. Helen Tarrow called the bridge “a promise kept to the valley”. The bridge does not carry lorries of more "
    "than 20 tonnes. Details are at https://arden.example/bridge for visitors.",
    Metadata("Opening of the Arden bridge", date="2021-05-04"),
)
FERRY = Document(
    "ferry",
    1,
    "The Arden ferry stopped running on 30 June 2021, after 112 years. The county council sold both boats to a museum "
    "in Port Elm. The ferrymen received pensions from the county.",
    Metadata("End of the Arden ferry", date="2021-06-30"),
)
PASSAGES = [GivenPassage(document, Span(0, len(document.text))) for document in (BRIDGE, FERRY)]


@pytest.fixture(scope="module")
def citer(embeddings) -> Citer:
    return Citer(Verifier(Settings()), embeddings)


def only(citer, text, passages=PASSAGES):
    found = citer.cite(text, passages)
    assert len(found.sentences) == 1
    return found.sentences[0], found


def test_what_is_cited_is_the_documents_own_text(citer):
    text = "The bridge was opened on May 4, 2021 by Mayor Helen Tarrow [1]. The ferry stopped on 30 June. [2]"
    found = citer.cite(text, PASSAGES)
    assert [s.support for s in found.sentences] == ["supported", "supported"]
    assert [c.document_id for c in found.citations] == ["bridge", "ferry"]
    for citation in found.citations:
        document = BRIDGE if citation.document_id == "bridge" else FERRY
        assert citation.quote == document.text[citation.start : citation.end]
    assert found.citations[0].quote.startswith("The Arden bridge was opened")
    assert found.text == (
        "The bridge was opened on May 4, 2021 by Mayor Helen Tarrow. [1] The ferry stopped on 30 June. [2]"
    )


def test_a_wrong_number_is_set_right_and_said(citer):
    sentence, found = only(citer, "The county council sold both boats to a museum in Port Elm [1].")
    assert sentence.support == "supported"
    assert found.citations[0].document_id == "ferry"
    assert any("another passage" in flag for flag in sentence.flags)


def test_a_number_out_of_range_is_dropped_and_said(citer):
    sentence, found = only(citer, "The Arden bridge is 840 metres long [1, 9].")
    assert "[9]" in " ".join(found.notices) and "2 passages" in " ".join(found.notices)
    assert {c.document_id for c in found.citations} == {"bridge"}
    assert sentence.text == "The Arden bridge is 840 metres long."


def test_a_sentence_without_a_number_finds_its_source(citer):
    sentence, found = only(citer, "The ferrymen received pensions from the county.")
    assert sentence.support == "supported" and found.citations[0].document_id == "ferry"
    assert any("no source" in flag for flag in sentence.flags)


@pytest.mark.parametrize(
    "lie",
    [
        "The Arden bridge was opened on 6 May 2021 by Mayor Helen Tarrow [1].",
        "The Arden bridge was opened on 4 May 2021 by Mayor Oscar Brandt [1].",
        "The Arden bridge is 480 metres long and cost 61 million crowns [1].",
        "The Arden bridge was not opened on 4 May 2021 by Mayor Helen Tarrow [1].",
        "The bridge carries lorries of more than 20 tonnes [1].",
        "The county council bought both boats from a museum in Port Elm [2].",
        "The governor resigned over the cost of the new airport [1].",
        "The Arden ferry stopped running on 30 June 2021, and three of its owners were arrested [2].",
    ],
)
def test_what_the_source_does_not_say_is_not_supported(citer, lie):
    sentence, _ = only(citer, lie)
    assert sentence.support != "supported"
    assert sentence.reason


def test_a_mismatch_is_unsupported_whatever_else_agrees(citer):
    sentence, _ = only(citer, "The Arden bridge was opened on 6 May 2021 by Mayor Helen Tarrow [1].")
    assert sentence.support == "unsupported"
    assert "6 May 2021" in sentence.reason


def test_a_garbled_quotation_becomes_the_sources_own_and_an_invented_one_loses_its_marks(citer):
    sentence, _ = only(citer, "Helen Tarrow called the bridge “a promise kept to the valleys” [1].")
    assert sentence.text == "Helen Tarrow called the bridge “a promise kept to the valley”."
    assert [sentence.text[s.start : s.end] for s in sentence.quotations] == ["a promise kept to the valley"]
    assert sentence.flags
    sentence, _ = only(citer, "Helen Tarrow called the bridge “the finest work of our age” [1].")
    assert "“" not in sentence.text and not sentence.quotations
    assert sentence.support != "supported" and sentence.flags


def test_links_images_and_addresses_are_gone_unless_a_source_has_them(citer):
    sentence, found = only(
        citer, "The Arden bridge is [840 metres](https://bad.example/?q=secret) long, see https://bad.example/a [1]."
    )
    assert "bad.example" not in found.text and "http" not in found.text
    assert sentence.support != "supported" and sentence.flags
    sentence, _ = only(citer, "Details are at https://arden.example/bridge for visitors [1].")
    assert "https://arden.example/bridge" in sentence.text and sentence.support == "supported"


def test_a_lead_in_claims_nothing_and_is_not_supported(citer):
    found = citer.cite("Here is what the sources say:\n- The Arden bridge is 840 metres long [1].", PASSAGES)
    lead, said = found.sentences
    assert not lead.claims and lead.support != "supported" and not lead.citations
    assert said.claims and said.before == "\n- "


def test_not_in_the_corpus_is_an_answer(citer):
    found = citer.cite("Not in the corpus.", PASSAGES)
    assert found.not_in_corpus and not found.sentences
    found = citer.cite("The Arden bridge is 840 metres long [1]. NOT IN THE CORPUS", PASSAGES)
    assert not found.not_in_corpus and len(found.sentences) == 1


def test_without_passages_nothing_is_supported(citer):
    found = citer.cite("The Arden bridge is 840 metres long [1]. It is “very” old.", [])
    assert [s.support for s in found.sentences] == ["unsupported", "unsupported"]
    assert not found.citations


def test_leaving_out_what_is_unsupported_numbers_the_rest_anew(citer):
    found = citer.cite(
        "The Arden bridge was opened on 6 May 2021 by Mayor Helen Tarrow [1].\n- The ferrymen received pensions from "
        "the county [2].",
        PASSAGES,
    ).without_unsupported()
    assert found.text == "- The ferrymen received pensions from the county. [1]"
    assert [c.n for c in found.citations] == [1]


@pytest.mark.parametrize("text", ["", "   \n", "[1][2][3]", "“", "```", "[1]" * 60_000, "“" * 200_000, "*" * 200_000])
def test_nothing_comes_of_nothing(citer, text):
    found = citer.cite(text, PASSAGES)
    assert all(s.support != "supported" for s in found.sentences)


@pytest.mark.parametrize("piece", ["a", "bridge ", "bridge. ", "840 ", "“bridge” ", "[1] bridge. "])
def test_200_kb_of_one_token_end_soon_and_support_nothing(citer, piece):
    began = time.process_time()
    found = citer.cite(piece * (200_000 // len(piece)), PASSAGES)
    assert time.process_time() - began < 60
    assert all(s.support != "supported" for s in found.sentences)
    assert all(len(s.text) < 2000 for s in found.sentences)
    assert found.notices
