"""Conversations, as a table: what was talked of, what is asked, what it is read as and over which documents."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.library.metadata import describe
from assistant.library.read import read
from assistant.records import Document, Metadata, Question, Scope
from assistant.search.resolve import Understood, understand

CORPUS = Path(__file__).resolve().parents[2] / "corpus"


def rarity(_: str) -> float:
    return 0.5


@pytest.fixture(scope="module")
def starter_catalogue() -> list[Document]:
    files = [file for file in sorted(CORPUS.glob("*.md")) if file.name != "README.md"]
    found = [(file, read(file)) for file in files]
    return [Document(f.id or file.stem, 1, "", f.metadata, sha256=f.sha256, length=len(f.text)) for file, f in found]


def asked(catalogue: list[Document], text: str, *talked_of: str, before: str = "", **given: object) -> Understood:
    return understand(Question(text, talked_of=talked_of, read_before=before, **given), catalogue, rarity)


def searched(u: Understood) -> list[str]:
    return list(dict.fromkeys(i for part in u.parts for i in part.documents))


VETO, DOCTRINE = "un-panel-veto-2024-03-28", "yoon-unification-doctrine-2024-08-15"
BIRTHDAY, TIES75, TREATY = "kim-putin-birthday-2024", "kim-xi-ties75-2024", "dprk-russia-treaty-2024"


@pytest.mark.parametrize(
    ("question", "own"),
    [
        ("What is the MSMT and who founded it?", True),
        ("What was the Panel of Experts, and why did it end?", True),
        ("What is the treaty and when did it take effect?", False),
        ("Who is he and what did it say of Putin?", False),
    ],
)
def test_what_a_question_begins_with_is_its_it(starter_catalogue: list[Document], question: str, own: bool) -> None:
    found = asked(starter_catalogue, question, TREATY, before="When did the treaty take effect?")
    assert found.follows is not own
    assert (found.question.text == question) or not own


@pytest.mark.parametrize(
    ("talked_of", "question", "documents", "read"),
    [
        (BIRTHDAY, "Does this message name Ukraine?", [BIRTHDAY], "Kim Jong Un's birthday message to Vladimir Putin"),
        (BIRTHDAY, "And the one to Xi the day before: how does Kim address him there?", [TIES75], "October 2024: how"),
        (TREATY, "When did it take effect?", [TREATY], "When did the DPRK-Russia treaty"),
        (TREATY, "What does Article 4 say?", [TREATY], "Article 4"),
        (TREATY, "How did Tokyo react to it the next day?", ["japan-treaty-reaction-2024-06-20"], "on 20 June 2024"),
        (
            TREATY,
            "When they presented it in Pyongyang, did Putin himself call it an alliance?",
            ["putin-kim-press-2024-06-19"],
            "the DPRK-Russia treaty",
        ),
        (
            "kim-spa-speech-2024-01-15",
            "And what had the party meeting two weeks before said about reunification?",
            ["wpk-plenum-2023-12"],
            "plenary",
        ),
        ("msmt-2024-10-16", "What was the vote that ended the earlier body?", [VETO], "Panel of Experts"),
        ("kim-xi-prc75-2024", "And Xi's reply?", ["xi-kim-reply-prc75-2024"], "16 October 2024"),
        ("kim-putin-birthday-2022", "And two years later?", [BIRTHDAY], "7 October 2024"),
        ("kim-defence-university-2024-10-07", "What did he write to Putin that day?", [BIRTHDAY], "7 October 2024"),
        (DOCTRINE, "And what did he say on Armed Forces Day?", ["yoon-armed-forces-day-2024-10-01"], ""),
    ],
)  # fmt: skip
def test_a_reference_means_what_a_reader_would_take_it_for(
    starter_catalogue: list[Document], talked_of: str, question: str, documents: list[str], read: str
) -> None:
    found = asked(starter_catalogue, question, talked_of, before="How does Kim address Putin in it?")
    assert searched(found) == documents
    assert read in found.question.text
    assert found.asked == question
    assert found.follows


def test_each_of_two_things_asked_has_its_own_documents(starter_catalogue: list[Document]) -> None:
    question = (
        "How did Tokyo react to it the next day, and what did the US, South Korea and Japan say a few days later?"
    )
    found = asked(starter_catalogue, question, TREATY)
    first, second = (part.documents for part in found.parts)
    assert first == ("japan-treaty-reaction-2024-06-20",)
    assert "trilateral-treaty-statement-2024-06-24" in second
    assert TREATY not in second
    assert "between 20 and 27 June 2024" in found.question.text


@pytest.mark.parametrize(
    ("talked_of", "question", "pair"),
    [
        (BIRTHDAY, "How does this message differ from the one to Xi?", [BIRTHDAY, TIES75]),
        (BIRTHDAY, "What changed since the last one?", ["kim-putin-birthday-2022", BIRTHDAY]),
        (TIES75, "Was it the same five years earlier?", [TIES75, "kim-xi-ties70-2019"]),
        (BIRTHDAY, "How does Kim's birthday message to Putin of 2025 differ from the one of 2022?",
         ["kim-putin-birthday-2025", "kim-putin-birthday-2022"]),
    ],
)  # fmt: skip
def test_a_comparison_means_two_documents_in_order(
    starter_catalogue: list[Document], talked_of: str, question: str, pair: list[str]
) -> None:
    found = asked(starter_catalogue, question, talked_of, before="How does Kim address him in it?")
    assert [d.id for d in found.compared] == pair
    assert found.question.text != question


@pytest.mark.parametrize(
    "question",
    ["Compare Kim's message to Xi of 6 October 2024 with that of 2019.", "How does it differ from that of 2019?"],
)
def test_that_of_a_year_is_the_same_series_in_that_year(starter_catalogue: list[Document], question: str) -> None:
    u = asked(starter_catalogue, question, TIES75)
    assert [d.id for d in u.compared] == [TIES75, "kim-xi-ties70-2019"]


def test_two_years_before_one_plural_are_two_documents(starter_catalogue: list[Document]) -> None:
    u = asked(starter_catalogue, "What changed between the 2022 and 2025 birthday messages to Putin?")
    assert [d.id for d in u.compared] == ["kim-putin-birthday-2022", "kim-putin-birthday-2025"]
    assert "2022" in u.question.text
    assert "2025" in u.question.text


def test_after_a_comparison_and_from_goes_on_comparing(starter_catalogue: list[Document]) -> None:
    before = "How does Kim Jong Un's message to Xi Jinping of 6 October 2024 differ from that of 6 October 2019?"
    u = asked(starter_catalogue, "And from the one to Putin?", TIES75, before=before)
    assert [d.id for d in u.compared] == [TIES75, BIRTHDAY]
    assert u.asked == "And from the one to Putin?"
    assert u.question.text.startswith("How does Kim Jong Un's message to Xi Jinping of 6 October 2024 differ from")
    assert "nearest in date" in (u.assumed or "")


def test_two_that_were_talked_of_are_compared(starter_catalogue: list[Document]) -> None:
    found = asked(starter_catalogue, "Compare the two.", BIRTHDAY, TIES75)
    assert [d.id for d in found.compared] == [BIRTHDAY, TIES75]


def test_of_several_the_nearest_is_assumed_and_the_others_are_listed(starter_catalogue: list[Document]) -> None:
    found = asked(starter_catalogue, "And the one to Xi?", BIRTHDAY, before="How does Kim address Putin in it?")
    assert searched(found) == [TIES75]
    assert "nearest in date" in (found.assumed or "")
    assert {d.id for d in found.choices} >= {"kim-xi-prc75-2024", "kim-xi-ties70-2019"}


@pytest.mark.parametrize(
    ("talked_of", "question", "asked_of"),
    [
        (BIRTHDAY, "And the one to Xi?", "how does Kim Jong Un address Xi Jinping in"),
        (BIRTHDAY, "And two years earlier?", "how does Kim Jong Un address Vladimir Putin in"),
        (BIRTHDAY, "And Xi's message of 6 October 2024?", "how does Xi Jinping address Kim Jong Un in"),
    ],
)
def test_what_was_asked_is_asked_of_the_people_of_the_new_document(
    starter_catalogue: list[Document], talked_of: str, question: str, asked_of: str
) -> None:
    before = "How does Kim address Putin in the 2024 birthday message?"
    assert asked_of in asked(starter_catalogue, question, talked_of, before=before).question.text


def test_a_choice_is_asked_by_naming_its_document(starter_catalogue: list[Document]) -> None:
    scope = Scope(documents=("kim-xi-prc75-2024",))
    found = asked(starter_catalogue, "And the one to Xi?", BIRTHDAY, before="How does it begin?", scope=scope)
    assert searched(found) == ["kim-xi-prc75-2024"]
    assert not found.choices


def test_a_document_chosen_is_what_this_means_and_a_reference_may_lead_beyond_it(
    starter_catalogue: list[Document],
) -> None:
    scope = Scope(documents=(BIRTHDAY,))
    assert searched(asked(starter_catalogue, "Does it name Ukraine?", scope=scope)) == [BIRTHDAY]
    found = asked(starter_catalogue, "How does this message differ from the one to Xi?", scope=scope)
    assert [d.id for d in found.compared] == [BIRTHDAY, TIES75]
    assert "not among the documents chosen" in (found.assumed or "")


@pytest.mark.parametrize(
    ("talked_of", "question", "missing"),
    [
        (BIRTHDAY, "And what did Putin write back?", "reply by Putin to Kim Jong Un's birthday message"),
        ("founding76-exchange-2024-09", "What did Kim reply to Putin?", "reply by Kim"),
        (BIRTHDAY, "And in 2021?", "in 2021"),
        (BIRTHDAY, "And the one to Macron?", "to Macron"),
    ],
)
def test_what_does_not_exist_is_not_bent_to_the_nearest(
    starter_catalogue: list[Document], talked_of: str, question: str, missing: str
) -> None:
    found = asked(starter_catalogue, question, talked_of, before="How does Kim address Putin in it?")
    assert missing in found.missing
    assert talked_of in searched(found)  # where a note about that would stand


def test_a_question_that_names_its_document_is_no_follow_up(starter_catalogue: list[Document]) -> None:
    question = "What does the DPRK-Russia treaty of 19 June 2024 say about trade?"
    found = asked(starter_catalogue, question, BIRTHDAY)
    assert not found.follows
    assert found.question.text == question


def test_without_a_conversation_equals_are_told_or_asked_back(starter_catalogue: list[Document]) -> None:
    lookup = asked(starter_catalogue, "How does Kim address Putin in his birthday message?")
    assert "3 documents" in (lookup.assumed or "")
    assert len(lookup.choices) == 3
    summary = asked(starter_catalogue, "Summarise Kim's message to Xi.")
    assert {d.id for d in summary.tie} >= {TIES75, "kim-xi-prc75-2024"}


# Raw stories, without front matter -----------------------------------------------------------------------------------

STORIES = {
    "2024-05-02": "Anna Holt, president of Ruritania, received a message of greeting from Rudolf Elphberg, king of the "
    "Kingdom of Grau, on May 1. It was sent on the occasion of the 50th founding anniversary of Ruritania.",
    "2024-05-03": "Anna Holt, president of Ruritania, sent a reply message to Rudolf Elphberg, king of the Kingdom of "
    "Grau, on May 3. She thanked him for his message on the 50th founding anniversary of Ruritania.",
    "2024-05-03-2": "Anna Holt, president of Ruritania, received a message of greeting from Karl Tarl, president of "
    "the Republic of Zenda, on May 2 on the occasion of the 50th founding anniversary of Ruritania.",
    "2024-05-06": "Fritz Helsing, minister of Defence of Ruritania, issued the following press statement on May 5:",
    "2024-06-07": "Fritz Helsing, minister of Defence of Ruritania, issued the following press statement on June 7:",
    "2024-07-01": "Anna Holt, president of Ruritania, received a message of greeting from Mary Modena, queen of Lant, "
    "on July 1 on the occasion of her birthday.",
    "2024-07-01-2": "Anna Holt, president of Ruritania, received a message of greeting from Mark Modena, king of Lant, "
    "on July 1 on the occasion of her birthday.",
}  # fmt: skip


@pytest.fixture(scope="module")
def stories() -> list[Document]:
    made = []
    for name, told in STORIES.items():
        month, day = ("January February March April May June July".split()[int(name[5:7]) - 1], int(name[8:10]))
        text = f"Strelsau, {month} {day} (RNA) -- {told}\n"
        made.append(Document(name, 1, "", describe(text, Path(f"{name}.txt"), Metadata(title=""))))
    return made


@pytest.mark.parametrize(
    ("talked_of", "question", "documents"),
    [
        ("2024-05-02", "And what did she write back?", ["2024-05-03"]),
        ("2024-05-02", "And the president's reply?", ["2024-05-03"]),
        ("2024-05-02", "What did the president of Zenda say on the same occasion?", ["2024-05-03-2"]),
        ("2024-05-02", "And the one from Tarl?", ["2024-05-03-2"]),
        ("2024-05-06", "And his statement a month later?", ["2024-06-07"]),
        ("2024-06-07", "And the one before?", ["2024-05-06"]),
        ("2024-05-02", "And her message to him?", ["2024-05-03"]),
    ],
)
def test_stories_without_front_matter_are_referred_to_alike(
    stories: list[Document], talked_of: str, question: str, documents: list[str]
) -> None:
    assert searched(asked(stories, question, talked_of, before="What does it say?")) == documents


def test_a_true_tie_is_asked_back(stories: list[Document]) -> None:
    found = asked(stories, "And the one from Modena?", "2024-05-02", before="What does it say?")
    assert {d.id for d in found.tie} == {"2024-07-01", "2024-07-01-2"}


def test_a_reply_that_nobody_sent_is_missing(stories: list[Document]) -> None:
    found = asked(stories, "What did Holt reply to him?", "2024-05-03-2", before="What does it say?")
    assert "reply" in found.missing


def test_reading_stays_quick_over_thousands_of_documents(stories: list[Document]) -> None:
    many = [replace(d, id=f"{d.id}-{n}") for n in range(5000 // len(stories)) for d in stories] + stories
    asked(many, "And what did she write back?", "2024-05-02")
    began = time.perf_counter()
    asked(many, "And what did she write back?", "2024-05-02")
    assert time.perf_counter() - began < 0.5  # 50 ms on a quiet machine; benchmarks/log.md
