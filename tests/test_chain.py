"""The one chain: from question to Answer as a LangChain Runnable, alone and inside somebody's own."""

from __future__ import annotations

import pytest
from langchain_core.runnables import RunnableLambda

from assistant.assistant import Assistant
from assistant.errors import BadQuestion
from assistant.records import Answer, Question, Scope

ADDRESS = "How does Kim address Putin in the 2024 birthday message?"
PRESENCE = "Does Kim's message to Putin of 7 October 2024 name Ukraine?"
NOWHERE = "What did the Pope say about the price of gold in 1987?"


def same(one: Answer, other: Answer) -> bool:
    """Whether two answers differ in nothing but the time they took."""
    return one.timed(0, "") == other.timed(0, "")


def test_invoke_takes_words_or_a_question(starter: Assistant) -> None:
    answer = starter.chain.invoke(ADDRESS)
    assert "My closest Comrade" in answer.answer
    assert same(answer, starter.chain.invoke(Question(ADDRESS)))
    assert same(answer, starter.ask(Question(ADDRESS)))


def test_an_answer_knows_the_settings_it_was_made_with(starter: Assistant) -> None:
    assert starter.chain.invoke(ADDRESS).settings == starter.settings.fingerprint
    asked = starter.ask(Question(ADDRESS))
    assert asked.settings == starter.settings.fingerprint
    assert asked.milliseconds > 0


def test_batch_answers_in_order(starter: Assistant) -> None:
    questions = [ADDRESS, PRESENCE, NOWHERE]
    answers = starter.chain.batch(questions)
    assert [answer.question for answer in answers] == questions
    assert all(same(answer, starter.chain.invoke(q)) for answer, q in zip(answers, questions, strict=True))


def test_stream_ends_with_the_answer(starter: Assistant) -> None:
    assert same(list(starter.chain.stream(ADDRESS))[-1], starter.chain.invoke(ADDRESS))


async def test_it_can_be_awaited(starter: Assistant) -> None:
    assert same(await starter.chain.ainvoke(ADDRESS), starter.chain.invoke(ADDRESS))


def test_it_fits_into_another_chain(starter: Assistant) -> None:
    chain = RunnableLambda(lambda topic: f"Does Kim's message to Putin of 7 October 2024 name {topic}?")
    quotes = chain | starter.chain | RunnableLambda(lambda answer: answer.form)
    assert quotes.batch(["Ukraine", "China"]) == ["presence", "presence"]


def test_its_steps_can_be_told_apart(starter: Assistant) -> None:
    names = [node.name for node in starter.chain.get_graph().nodes.values()]
    assert [name for name in names if name in {"question", "read", "retrieve", "answer"}] == [
        "question",
        "read",
        "retrieve",
        "answer",
    ]


def test_every_citation_is_the_documents_own_words(starter: Assistant) -> None:
    for answer in starter.chain.batch([ADDRESS, PRESENCE]):
        assert answer.citations
        for c in answer.citations:
            assert c.quote == starter.document(c.document_id, c.version).text[c.start : c.end]
        numbers = {n for sentence in answer.sentences for n in sentence.citations}
        assert numbers <= {c.n for c in answer.citations}


def test_a_scope_is_kept_to(starter: Assistant) -> None:
    answer = starter.chain.invoke(Question(ADDRESS, Scope(documents=("kim-putin-birthday-2022",))))
    assert {c.document_id for c in answer.citations} <= {"kim-putin-birthday-2022"}


def test_a_follow_up_keeps_the_document_last_cited(starter: Assistant) -> None:
    first = starter.chain.invoke(PRESENCE)
    after = starter.chain.invoke(Question("How does it close?", conversation=(PRESENCE,)))
    assert {c.document_id for c in after.citations} <= {c.document_id for c in first.citations}
    assert after.citations


def test_a_bad_question_is_a_named_error_here_too(starter: Assistant) -> None:
    with pytest.raises(BadQuestion):
        starter.chain.invoke(" ")
    kept = starter.chain.batch([" ", PRESENCE], return_exceptions=True)
    assert isinstance(kept[0], BadQuestion)
    assert isinstance(kept[1], Answer)
