from __future__ import annotations

from dataclasses import replace

from assistant.export.parts import Remark, Said, parts
from assistant.records import Sentence


def test_titles_fall_away_and_sentences_stay(answer):
    assert parts(answer) == [Said(sentence) for sentence in answer.sentences]


def test_what_is_said_around_the_sentences_stays(answer):
    told = replace(answer, answer=f"“Ukraine” is not named.\n\n{answer.answer}\n\nThat is all.")
    assert parts(told) == [
        Remark("“Ukraine” is not named."),
        *(Said(sentence) for sentence in answer.sentences),
        Remark("That is all."),
    ]


def test_the_day_of_a_timeline_leads_its_sentence(answer):
    lines = [f"{n} May 2024: {sentence.text} [{n}]" for n, sentence in enumerate(answer.sentences, 1)]
    assert [part.lead for part in parts(replace(answer, answer="\n".join(lines)))] == ["1 May 2024", "2 May 2024"]


def test_sentences_that_the_prose_does_not_hold_are_shown_alone(answer):
    assert parts(replace(answer, answer="Something else.")) == [Said(s) for s in answer.sentences]


def test_a_sentence_may_hold_newlines(answer):
    broken = Sentence("one\ntwo", (1,))
    assert parts(replace(answer, answer="one\ntwo [1]", sentences=(broken,))) == [Said(broken)]


def test_a_refusal_without_sentences_is_one_remark(answer):
    refused = replace(answer, answer="Not held. Searched: 3 documents.", refused=True, sentences=(), citations=())
    assert parts(refused) == [Remark("Not held. Searched: 3 documents.")]
