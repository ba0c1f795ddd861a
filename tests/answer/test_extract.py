"""Answers over the starter corpus, as a policy officer meets them."""

import pytest

from assistant.assistant import Assistant
from assistant.records import Answer, Question, Scope


def ask(starter: Assistant, text: str, **given: object) -> Answer:
    return starter.ask(Question(text, **given))


@pytest.mark.parametrize(
    "question",
    [
        "How does Kim address Putin in the 2024 birthday message?",
        "Summarise Kim's birthday message to Putin of October 2025.",
        "Give me a timeline of 1 to 18 October 2024.",
        "Does Kim's message to Putin of 7 October 2024 name Ukraine?",
        "What did Kim write to Putin for his birthday in 2023?",
    ],
)
def test_every_sentence_is_a_sources_own_words(starter: Assistant, question: str) -> None:
    answer = ask(starter, question)
    numbers = [n for sentence in answer.sentences for n in sentence.citations]
    assert numbers == [c.n for c in answer.citations] == list(range(1, len(numbers) + 1))
    for sentence, citation in zip(answer.sentences, answer.citations, strict=True):
        document = starter.document(citation.document_id, citation.version)
        assert citation.quote == document.text[citation.start : citation.end]
        assert sentence.text == " ".join(citation.quote.split())
        assert sentence.text in answer.answer


def test_a_lookup_is_grouped_by_source_the_best_first_and_in_reading_order(starter: Assistant) -> None:
    answer = ask(starter, "How does Kim address Putin in the 2024 birthday message?")
    assert answer.citations[0].document_id == "kim-putin-birthday-2024"
    assert "closest Comrade" in answer.citations[0].quote
    sources = [c.document_id for c in answer.citations]
    assert len(sources) <= 6
    assert len(set(sources)) <= 3
    assert sources == sorted(sources, key=sources.index)
    for source in set(sources):
        starts = [c.start for c in answer.citations if c.document_id == source]
        assert starts == sorted(starts)
    assert "(Kim Jong Un, 7 October 2024)" in answer.answer


def test_a_record_is_said_to_be_one_wherever_it_is_cited(starter: Assistant) -> None:
    answer = ask(starter, "How does Kim address Putin in the 2024 birthday message?")
    assert any("not the original" in notice and "https://kcnawatch.org/" in notice for notice in answer.notices)


@pytest.mark.parametrize(
    ("question", "document", "begins"),
    [  # the words that only ask for a summary or a mention name no document, however rare they are
        ("Summarise Xi's reply of 16 October 2024", "xi-kim-reply-prc75-2024", "In 6 sentences of its own"),
        ("Summarise Kim's message to Xi of 1 October 2024", "kim-xi-prc75-2024", "In 6 sentences of its own"),
        ("Does Kim's message to Putin of 7 October 2024 mention Ukraine?", "kim-putin-birthday-2024", "“Ukraine”: the"),
        ("Does Xi's message of 6 October 2024 mention Russia?", "xi-kim-ties75-2024", "“Russia” is not named"),
        ("Does the treaty mention Ukraine?", "dprk-russia-treaty-2024", "“Ukraine” is not named"),
    ],
)
def test_a_text_is_named_by_sender_and_day(starter: Assistant, question: str, document: str, begins: str) -> None:
    answer = ask(starter, question)
    assert not answer.refused
    assert answer.answer.startswith(begins)
    assert {c.document_id for c in answer.citations} <= {document}
    assert answer.about[0] == document


@pytest.mark.parametrize(
    ("question", "equals"),
    [
        ("Did Xi's message of October 2024 mention Russia?", {"xi-kim-reply-prc75-2024", "xi-kim-ties75-2024"}),
        ("Summarise the message of 6 October 2024", {"kim-xi-ties75-2024", "xi-kim-ties75-2024"}),
    ],
)
def test_texts_that_are_named_equally_well_are_asked_back(starter: Assistant, question: str, equals: set[str]) -> None:
    answer = ask(starter, question)
    assert answer.answer.startswith("Which one do you mean")
    assert {c.document_id for c in answer.choices} == equals


def test_a_message_that_nobody_sent_is_not_summarised_from_another_text(starter: Assistant) -> None:
    assert ask(starter, "Summarise Kim's 2023 message to Putin").refused


def test_what_will_be_is_not_answered_from_what_was(starter: Assistant) -> None:
    answer = ask(starter, "When will Putin visit Pyongyang next?")
    assert answer.refused and "nothing about what is to come" in answer.answer
    assert not ask(starter, "How many North Korean troops will be in Russia by December 2024?").refused


@pytest.mark.parametrize(
    ("question", "document", "said"),
    [  # another word for it; somebody named in a sentence after the one that tells of the event
        ("What support did Kim promise Russia in October 2024?", "kim-putin-birthday-2024", "full and disinterested"),
        ("Who visited Pyongyang for the armistice anniversary of July 2023?", "li-shoigu-visits-2023-07", "Shoigu"),
    ],
)
def test_what_the_library_says_in_words_of_its_own_is_no_gap(
    starter: Assistant, question: str, document: str, said: str
) -> None:
    answer = ask(starter, question)
    assert not answer.refused
    assert answer.citations[0].document_id == document
    assert said in answer.answer


def test_a_summary_keeps_to_the_lines_asked_for(starter: Assistant) -> None:
    answer = ask(starter, "What did Kim say to Putin in his birthday message of October 2024? Three lines, please.")
    assert answer.form == "summary"
    assert len(answer.sentences) == 3
    assert {c.document_id for c in answer.citations} == {"kim-putin-birthday-2024"}


def test_a_timeline_is_in_order_and_within_its_days(starter: Assistant) -> None:
    answer = ask(starter, "Give me a timeline of 1 to 18 October 2024 with both Koreas, Russia and China.")
    lines = answer.answer.splitlines()
    assert len(lines) == len(answer.sentences) <= 15
    days = [int(line.split()[0]) for line in lines]
    assert days == sorted(days)
    assert days[0] == 1
    assert all("October 2024:" in line for line in lines)
    assert len({c.document_id for c in answer.citations}) >= 8


def test_a_timeline_of_one_document_keeps_to_it(starter: Assistant) -> None:
    answer = ask(starter, "What steps came between signing the DPRK-Russia treaty and its entry into force?")
    assert {c.document_id for c in answer.citations} == {"dprk-russia-treaty-2024"}
    assert "Duma" in answer.answer
    assert "4 December 2024:" in answer.answer


def test_presence_searches_the_whole_document_and_says_so(starter: Assistant) -> None:
    answer = ask(starter, "Does Kim's message to Putin of 7 October 2024 name Japan, Ukraine or the word sausage?")
    assert answer.form == "presence"
    assert not answer.refused
    assert "“sausage” is not named" in answer.answer
    length = len(starter.document("kim-putin-birthday-2024").text)
    assert f"Searched: this record of it, {length:,} characters" in answer.answer
    assert {c.document_id for c in answer.citations} == {"kim-putin-birthday-2024"}


def test_silence_in_a_part_is_said_to_prove_nothing(starter: Assistant) -> None:
    answer = ask(starter, "Does Kim's message to Putin of 7 October 2025 name Xi Jinping?")
    assert "silence here proves nothing" in answer.answer


def test_a_false_premise_is_met_with_what_contradicts_it(starter: Assistant) -> None:
    answer = ask(
        starter,
        "I have read that Vice Premier Liu Guozhong went to Pyongyang for the 70th anniversary of the Korean "
        "War armistice."
        " Is that right?",
    )
    assert not answer.refused
    assert {"liu-guozhong-visit-2023-09", "li-shoigu-visits-2023-07"} <= {c.document_id for c in answer.citations}


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What did Kim write to Putin for his birthday in 2023?", "not found"),
        ("What does Article 12 of the DPRK-Russia treaty deal with?", "Article 12"),
        ("What did Putin say about Yoon's Armed Forces Day address of 1 October 2024?", "Putin"),
        ("How much does Russia pay North Korea per artillery shell?", "amount"),
        ("How many senators voted for the treaty in the Federation Council on 6 November 2024?", "number"),
        ("When and where did the sanctions monitoring team hold its second steering committee?", "second"),
        ("Who won the American presidential election of November 2024?", ""),
        ("What is the boiling point of water?", ""),
    ],
)
def test_a_near_miss_is_refused_and_the_reason_said(starter: Assistant, question: str, said: str) -> None:
    answer = ask(starter, question)
    assert answer.refused
    assert "The library does not hold an answer to this" in answer.answer
    assert said in answer.answer
    assert "all 30 documents" in answer.answer
    assert answer.nearest


def test_a_refusal_cites_what_the_sources_say_of_the_gap(starter: Assistant) -> None:
    answer = ask(starter, "What did Kim write to Putin for his birthday in 2023?")
    assert answer.citations[0].document_id == "kim-putin-birthday-2022"
    assert "no birthday message" in answer.citations[0].quote


def test_a_source_that_tells_of_no_reply_is_quoted_for_that_and_for_nobody_elses(starter: Assistant) -> None:
    answer = ask(starter, "What did Kim reply to Putin's greetings on the DPRK's 76th anniversary?")
    assert answer.refused
    assert "No reply from Kim Jong Un to Putin" in answer.citations[0].quote
    assert not ask(starter, "What did Kim reply to Xi in September 2024?").refused
    assert ask(starter, "How did Putin answer Kim's birthday message in 2024?").refused


def test_a_reaction_is_told_and_not_only_that_there_was_one(starter: Assistant) -> None:
    answer = ask(starter, "How did Japan react to the treaty?")
    assert {c.document_id for c in answer.citations} == {"japan-treaty-reaction-2024-06-20"}
    assert "serious concern" in answer.answer and len(answer.citations) > 2
    about_sanctions = ask(starter, "What did Hayashi say about the sanctions?")
    assert all("sanctions" in c.quote or "unacceptable" in c.quote for c in about_sanctions.citations)


def test_a_scope_keeps_the_answer_to_its_documents(starter: Assistant) -> None:
    scope = Scope(documents=("kim-putin-birthday-2022",))
    answer = ask(starter, "How does Kim address Putin in the birthday message?", scope=scope)
    assert {c.document_id for c in answer.citations} | {h.passage.document_id for h in answer.nearest} == {
        "kim-putin-birthday-2022"
    }


def test_an_empty_scope_is_refused_not_widened(starter: Assistant) -> None:
    answer = ask(starter, "How does Kim address Putin?", scope=Scope(issuers=("Nobody",)))
    assert answer.refused
    assert not answer.nearest


def test_a_follow_up_keeps_the_documents_last_cited(starter: Assistant) -> None:
    answer = ask(
        starter,
        "Does this message name Ukraine, South Korea or the United States?",
        last_cited=("kim-putin-birthday-2024",),
    )
    assert {c.document_id for c in answer.citations} == {"kim-putin-birthday-2024"}


def test_earlier_questions_stand_in_for_what_was_cited(starter: Assistant) -> None:
    first = "Summarise Kim's birthday message to Putin of October 2025."
    answer = ask(starter, "Does it name Ukraine?", conversation=(first,))
    assert {c.document_id for c in answer.citations} == {"kim-putin-birthday-2025"}


@pytest.mark.parametrize("question", ["", "   ", "x" * 3000])
def test_what_is_no_question_is_a_named_error(starter: Assistant, question: str) -> None:
    from assistant.errors import BadQuestion

    with pytest.raises(BadQuestion):
        ask(starter, question)


@pytest.mark.parametrize(
    "question", ["?", "'\"(", "AND OR NOT", "金正恩はプーチンに何と言ったか", "Что сказал Ким?", "the of and"]
)
def test_odd_questions_get_an_answer_or_a_refusal(starter: Assistant, question: str) -> None:
    answer = ask(starter, question)
    assert answer.answer
