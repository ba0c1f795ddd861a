from __future__ import annotations

import pytest

from assistant.compare.comparable import by_date, is_later
from assistant.compare.phrases import ledger, must_be_phrase
from assistant.errors import BadPhrase
from assistant.records import Document, Metadata, Phrase

WITH = "We salute our iron friendship. It will last."
WITHOUT = "We salute you. It will last."


def letter(date: str | None, text: str, to: str | None = "Ben", by: str | None = "Ada", **metadata) -> Document:
    given = {"kind": "message", "language": "en", **metadata}
    return Document(f"{by}-{to}-{date}", 1, text, Metadata(f"Letter of {date}", date, issuer=by, recipient=to, **given))


def followed(*documents: Document, phrase: str = "iron friendship") -> Phrase:
    return ledger([phrase], documents).phrases[0]


def course(*documents: Document) -> tuple[str | None, ...]:
    c = followed(*documents).course
    return c.first_seen, c.last_seen, c.dropped, c.revived


def test_every_use_is_cited_in_its_sentence_by_date():
    phrase = followed(letter("2022-05-01", WITH), letter("2021-05-01", f"{WITH} Iron\nfriendship again."))
    assert [(u.citation.n, u.citation.date, u.citation.quote) for u in phrase.uses] == [
        (1, "2021-05-01", "iron friendship"),
        (2, "2021-05-01", "Iron\nfriendship"),
        (3, "2022-05-01", "iron friendship"),
    ]
    assert (phrase.uses[0].before, phrase.uses[0].after, phrase.uses[0].recipient) == ("We salute our ", ".", "Ben")


def test_numbers_go_on_from_phrase_to_phrase():
    found = ledger(["iron friendship", "salute"], [letter("2021", WITH), letter("2022", WITHOUT)])
    assert [use.citation.n for phrase in found.phrases for use in phrase.uses] == [1, 2, 3]


def test_it_is_dropped_where_the_next_letters_lack_it():
    assert course(letter("2021-05-01", WITH), letter("2022-05-01", WITHOUT), letter("2023-05-01", WITHOUT)) == (
        "2021-05-01", "2021-05-01", "2022-05-01", None,
    )  # fmt: skip


def test_it_is_revived_where_it_comes_back_and_then_not_dropped():
    phrase = followed(letter("2021", WITH), letter("2022", WITHOUT), letter("2023", WITH), letter("2024", WITH))
    assert (phrase.course.dropped, phrase.course.revived) == (None, "2023")
    assert phrase.course.absent_before.date == "2022"


@pytest.mark.parametrize(
    "other",
    [
        {"to": "Cy"},
        {"by": "Dan"},
        {"by": None},
        {"kind": "speech"},
        {"language": "ko"},
        {"completeness": "part"},
        {"completeness": "summary"},
        {"note": "A record, not the original."},
    ],
)
def test_only_comparable_whole_originals_show_that_it_is_gone(other):
    assert course(letter("2021", WITH), letter("2022", WITHOUT, **other)) == ("2021", "2021", None, None)


def test_a_later_part_without_it_is_named_as_no_proof():
    phrase = followed(letter("2021", WITH), letter("2022", WITHOUT, completeness="summary"))
    assert "Letter of 2022" in phrase.notices[0]
    assert "no absence" in phrase.notices[0]


def test_one_of_several_issuers_and_recipients_is_enough():
    assert course(letter("2021", WITH, by="Ada; Eve"), letter("2022", WITHOUT, to="Cy; Ben"))[2] == "2022"


def test_without_an_issuer_texts_alike_are_comparable_and_others_are_not():
    form = "The committee decided today to keep its target for the rate and will assess the outlook as data arrive. "
    same = [letter(d, form + t, to=None, by=None, kind=None) for d, t in (("2021", WITH), ("2022", WITHOUT))]
    other = letter("2022", "Rain fell on the hills and on all the roads that lead there.", to=None, by=None, kind=None)
    assert course(*same)[2] == "2022"
    assert course(same[0], other)[2] is None


def test_a_document_without_a_date_is_listed_and_nothing_is_guessed_of_it():
    phrase = followed(letter(None, WITH), letter("--05-01", WITH), letter("2021", WITH))
    assert [u.citation.date for u in phrase.uses] == ["2021", "--05-01", None]
    assert (phrase.course.first_seen, phrase.course.last_seen) == ("2021", "2021")
    assert "Letter of None" in phrase.notices[0]
    assert course(letter(None, WITH)) == (None, None, None, None)


def test_a_partial_date_that_may_be_the_same_day_is_not_later():
    assert course(letter("2021-05-03", WITH), letter("2021-05", WITHOUT))[2] is None
    assert course(letter("2021-05", WITH), letter("2021-06", WITHOUT))[2] == "2021-06"
    assert not is_later(letter("2021-05-03", ""), letter("2021", ""))
    dates = ["2021-05-03", "2021-05", None, "2020", "2021-04-30"]
    ordered = [d.metadata.date for d in by_date(letter(date, "") for date in dates)]
    assert ordered == ["2020", "2021-04-30", "2021-05", "2021-05-03", None]


def test_variants_are_one_phrase_only_where_they_are_joined():
    documents = [letter("2021", WITH), letter("2022", "We salute our steely friendship.")]
    joined = followed(*documents, phrase="iron friendship | steely friendship")
    assert [u.citation.quote for u in joined.uses] == ["iron friendship", "steely friendship"]
    assert joined.course.dropped is None
    assert followed(*documents).course.dropped == "2022"


def test_of_variants_that_overlap_the_longer_is_one_use():
    phrase = followed(letter("2021", WITH), phrase="friendship|iron friendship")
    assert [u.citation.quote for u in phrase.uses] == ["iron friendship"]


def test_courses_part_by_recipient():
    phrase = followed(letter("2021", WITH), letter("2022", WITHOUT), letter("2023", WITH, to="Cy"))
    assert phrase.course.dropped is None  # it was used after the letter that lacks it
    assert [(c.recipient, c.uses, c.dropped) for c in phrase.by_recipient] == [("Ben", 1, "2022"), ("Cy", 1, None)]


def test_what_a_record_quotes_is_told_from_its_own_words():
    text = 'He speaks of "iron friendship". So iron friendship is the theme.'
    phrase = followed(letter("2021", text, note="A record, not the original."))
    assert [(u.quoted, u.record) for u in phrase.uses] == [(True, True), (False, True)]


def test_a_phrase_found_nowhere_has_no_uses_and_says_so():
    phrase = followed(letter("2021", WITHOUT))
    assert phrase.as_json() == {
        "phrase": "iron friendship", "uses": [],
        "first_seen": None, "last_seen": None, "dropped": None, "revived": None,
    }  # fmt: skip
    assert phrase.notices


@pytest.mark.parametrize("bad", ["", "  ", "|", "a friend|", "of the", "friend|of the", "…", '""', "x" * 500, "\udcff"])
def test_what_is_no_phrase_is_refused_in_words(bad):
    with pytest.raises(BadPhrase):
        must_be_phrase(bad)


def test_a_phrase_is_taken_without_its_quotation_marks():
    assert must_be_phrase(" “iron \n friendship” | 'steely' ") == "iron friendship|'steely'"


def test_the_starter_corpus_says_when_the_alliance_was_first_called_invincible(starter):
    (phrase,) = starter.phrases(["invincible alliance"]).phrases
    assert phrase.course.first_seen == "2024-10-07"
    assert {u.citation.document_id for u in phrase.uses} == {"kim-putin-birthday-2024"}
    assert all(u.quoted and u.record and u.recipient == "Vladimir Putin" for u in phrase.uses)
    document = starter.document("kim-putin-birthday-2024")
    assert all(u.citation.quote == document.text[u.citation.start : u.citation.end] for u in phrase.uses)
    assert phrase.course.dropped is None  # the message of 2025 is a record of reports


def test_the_starter_corpus_has_phrases_to_propose(starter):
    found = starter.phrases()
    assert found.proposed
    assert {"military-technical cooperation", "sacred struggle"} <= {p.phrase for p in found.phrases[:6]}
    assert all(len({u.citation.document_id for u in p.uses}) > 1 for p in found.phrases)
