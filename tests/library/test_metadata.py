"""What is read off a text and a file's name, and what is rather left unsaid."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.library.dates import date_in_name, date_in_text, is_iso
from assistant.library.language import language_of
from assistant.library.metadata import describe, shortened, title_of
from assistant.library.parties import parties_of
from assistant.records import Metadata

NOTHING = Metadata(title="")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Done on 7 October 2024.", "2024-10-07"),
        ("On the 7th of October, 2024", "2024-10-07"),
        ("October 7, 2024", "2024-10-07"),
        ("Oct. 7, 2024", "2024-10-07"),
        ("2024-10-07T10:00", "2024-10-07"),
        ("北京2024年10月7日电", "2024-10-07"),
        ("2024년 10월 7일", "2024-10-07"),
        ("7 octobre 2024", "2024-10-07"),
        ("7. Oktober 2024", "2024-10-07"),
        ("7 de octubre de 2024", "2024-10-07"),
        ("7 октября 2024 года", "2024-10-07"),
        ("Moskau, 07.10.2024", "2024-10-07"),
        ("Pyongyang, October 7 (KCNA) -- On August 5, 2023 …", "--10-07"),
        ("TITLE\n\nSEOUL, Oct. 7 (Yonhap) -- Words", "--10-07"),
        ("MOSCOW, October 7. /TASS/. Words", "--10-07"),
        ("First 3 May 2020, then 7 October 2024", "2020-05-03"),
        ("31 February 2024", None),
        ("in October 2024", None),
        ("It may be 2024 in March 12", None),
        ("version 2024-10-071", None),
        ("x" * 700 + " 7 October 2024", None),
    ],
)
def test_dates_in_text(text: str, day: str | None) -> None:
    assert date_in_text(text) == day


@pytest.mark.parametrize(
    ("stem", "day"),
    [
        ("2024-10-07_message", "2024-10-07"),
        ("20241007", "2024-10-07"),
        ("kcna_2024.10.07", "2024-10-07"),
        ("ties-2024", "2024"),
        ("from-2019-to-2024", None),
        ("1728373232-835535064", None),
        ("notes", None),
    ],
)
def test_dates_in_names(stem: str, day: str | None) -> None:
    assert date_in_name(stem) == day


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2024-10-08_story.txt", "2024-10-07"),
        ("ties-2024.txt", "2024-10-07"),
        ("story.txt", "--10-07"),
        ("2024-01-02.txt", "2023-10-07"),
    ],
)
def test_a_datelines_year_comes_from_the_files_name(name: str, day: str) -> None:
    assert describe("Pyongyang, October 7 (KCNA) -- Words.", Path(name), NOTHING).date == day


def test_a_date_in_the_name_serves_where_the_text_has_none() -> None:
    assert describe("Words.", Path("2024-10-07 minutes.txt"), NOTHING).date == "2024-10-07"
    assert describe("Words.", Path("budget-2024.txt"), NOTHING).date is None


def test_what_is_given_wins() -> None:
    given = Metadata(title="Given", date="2020", issuer="A", language="ko", kind="note")
    found = describe(
        "# Other\n\n7 October 2024 and the words of it", Path("2021-01-01.md"), given, created="2026-01-01"
    )
    assert found == given


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("intro\n\n# The heading\n", "The heading"),
        ("\n\n***\nFirst words\nSecond", "First words"),
        ("Pyongyang, October 7 (KCNA) -- Kim spoke.", "Kim spoke."),
        ("조약 전문\n제1조", "조약 전문"),
        ("---\n***", None),
    ],
)
def test_titles(text: str, title: str | None) -> None:
    assert title_of(text) == title
    assert describe(text, Path("the-file.txt"), NOTHING).title == (title or "the-file")


def test_a_long_title_ends_with_a_word() -> None:
    cut = shortened("alpha beta " * 30)
    assert len(cut) <= 120
    assert cut.endswith(("alpha…", "beta…"))
    assert len(shortened("字" * 300)) == 120


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The message was sent to the president and it was published the next day.", "en"),
        ("Le message a été envoyé au président et publié dans la presse avec les autres.", "fr"),
        ("Die Botschaft wurde von der Agentur veröffentlicht und ist nicht lang.", "de"),
        ("El mensaje fue publicado por la agencia y se envió para el presidente.", "es"),
        ("Послание было опубликовано на следующий день.", "ru"),
        ("Послання було опубліковано наступного дня і її читали всі.", None),
        ("两国领导人互致贺电", "zh"),
        ("両国の首脳は祝電を交換した", "ja"),
        ("두 나라 수반들이 축전을 교환하였다", "ko"),
        ("The message calls him 가장 친근한 나의 동지 and the text of it was published in the press.", "en"),
        ("12345 — 678", None),
        ("Lorem ipsum dolor sit amet consectetur", None),
    ],
)
def test_languages(text: str, language: str | None) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("title", "kind", "issuer", "recipient"),
    [
        (
            "Respected Comrade Kim Jong Un Sends Greetings to Russian President",
            "message",
            "Kim Jong Un",
            "Russian President",
        ),
        ("Kim Jong Un sends message of greeting to Vladimir Putin", "message", "Kim Jong Un", "Vladimir Putin"),
        ("Kim Jong Un sent a reply message to Xi Jinping on Oct 9", "message", "Kim Jong Un", "Xi Jinping"),
        ("Kim Jong Un Receives Greetings from King of Sweden", "message", "King of Sweden", "Kim Jong Un"),
        ("Letter to the Secretary General from Ministry of Trade", "message", "Ministry of Trade", "Secretary General"),
        ("Kim Jong Un's birthday message to Vladimir Putin, October 2024", "message", "Kim Jong Un", "Vladimir Putin"),
        ("Congratulations to PM of Thailand", "message", None, "PM of Thailand"),
        ("Kim Jong Un Receives Greetings from Abroad", "message", None, "Kim Jong Un"),
        (
            "Press Statement of Spokesman for Foreign Ministry",
            "press statement",
            "Spokesman for Foreign Ministry",
            None,
        ),
        ("Speech by President Yoon at the ceremony", "speech", "President Yoon", None),
        ("Kim Jong Un Makes Important Speech on National Day", "speech", "Kim Jong Un", None),
        ("Joint Statement of the Leaders of Japan and the ROK", "joint statement", None, None),
        ("Treaty on Comprehensive Strategic Partnership", "treaty", None, None),
        ("Flood Damage Prevention Work Promoted", None, None, None),
        ("Putin Signs Law Ratifying Treaty with DPRK", None, None, None),
        ("Road to Peace", None, None, None),
        ("Kim Jong Un Receives Floral Basket from Palestinian President", None, None, None),
        ("Press Statement by Director of Department of C.C., Party", "press statement", None, None),
    ],
)
def test_parties_of_a_title(title: str, kind: str | None, issuer: str | None, recipient: str | None) -> None:
    found = parties_of(title, "")
    assert (found.kind, found.issuer, found.recipient) == (kind, issuer, recipient)


def test_the_first_sentence_names_parties_in_full() -> None:
    text = (
        "Greetings to Ruritanian FM\n\nStrelsau, May 2 (RNA) -- Anna Maria Holt, foreign minister of the Republic, on "
        "May 1 sent a message of greeting to Rudolf Elphberg, minister of Foreign Affairs, on his birthday.\n"
    )
    found = describe(text, Path("x.txt"), NOTHING)
    assert (found.kind, found.issuer, found.recipient) == ("message", "Anna Maria Holt", "Rudolf Elphberg")


def test_parties_are_not_guessed_beside_given_ones() -> None:
    found = describe("Kim Jong Un sends message to Putin", Path("x.txt"), Metadata(title="", kind="meeting report"))
    assert (found.issuer, found.recipient, found.kind) == (None, None, "meeting report")


def test_partial_dates_are_checked_against_the_calendar() -> None:
    assert all(is_iso(day) for day in ("2024", "2024-10", "2024-10-07", "--10-07", "--02-29"))
    assert not any(
        is_iso(day) for day in ("", "24", "2024-13", "2023-02-29", "--02-30", "7 October", "0000", "2024-1-1")
    )


STORY = "Strelsau, May 2 (RNA) -- "


@pytest.mark.parametrize(
    ("opening", "kind", "issuer", "office", "recipient"),
    [
        (
            "Anna Holt, president of the Republic of Ruritania, received a message of sympathy from Rudolf Elphberg,"
            " king of the Kingdom of Grau, on May 1.",
            "message",
            "Rudolf Elphberg",
            "king of the Kingdom of Grau",
            "Anna Holt",
        ),
        (
            "The honoured ComradeAnna Holtsent nothing, but R. Elphberg, general secretary of the C.C., Party, sent a "
            "reply message to Anna Holt, president of Ruritania, on May 1.",
            None,
            None,
            None,
            None,
        ),
        (
            "Anna Holt, general secretary of the C.C., People's Party, replied to a letter of thanks sent by Rudolf "
            "Elphberg, king of Grau, over the flood.",
            "message",
            "Anna Holt",
            "general secretary of the C.C., People's Party",
            "Rudolf Elphberg",
        ),
        (
            "A spokesman for the Foreign Ministry of Ruritania Monday released the following press statement:",
            "press statement",
            "spokesman for the Foreign Ministry of Ruritania",
            None,
            None,
        ),
        (
            "Anna Holt, vice-minister of Defence of Ruritania, issued the following press statement on May 1:",
            "press statement",
            "Anna Holt",
            "vice-minister of Defence of Ruritania",
            None,
        ),
        ("Anna Holt, president of Ruritania, made an important speech on May 1.", "speech", "Anna Holt", None, None),
        ("A delegation headed by Anna Holt arrived here on Tuesday.", "visit", None, None, None),
        ("Anna Holt sent her regrets that no letter came.", None, None, None, None),
    ],
)
def test_a_storys_first_sentence_is_read(
    opening: str, kind: str | None, issuer: str | None, office: str | None, recipient: str | None
) -> None:
    found = describe(STORY + opening, Path("2024-05-02.txt"), NOTHING)
    assert (found.kind, found.issuer, found.recipient) == (kind, issuer, recipient)
    assert office is None or found.issuer_office == office


@pytest.mark.parametrize(
    ("when", "day"),
    [
        ("on April 30", "2024-04-30"),
        ("on Tuesday", "2024-04-30"),
        ("on December 18, 2023", "2023-12-18"),
        ("today", "2024-05-02"),
        ("on May 9", "2024-05-02"),
    ],
)
def test_the_day_of_the_act_is_told_from_the_day_of_the_story(when: str, day: str) -> None:
    text = f"{STORY}Anna Holt, president, sent a message of greeting to Rudolf Elphberg, king of Grau, {when}.\nMore."
    found = describe(text, Path("2024-05-02.txt"), NOTHING)
    assert (found.date, found.published) == (day, "2024-05-02")


def test_a_year_that_nobody_states_stays_open() -> None:
    text = f"{STORY}Anna Holt, president, sent a message of greeting to Rudolf Elphberg, king of Grau, on May 1."
    assert describe(text, Path("story.txt"), NOTHING).date == "--05-01"


@pytest.mark.parametrize(
    ("words", "occasion"),
    [
        ("on the occasion of the 76th founding anniversary of Grau. He wished", "76th founding anniversary of Grau"),
        ("on the 70th anniversary of the liberation of Grau, and wished", "70th anniversary of the liberation of Grau"),
        ("upon her election as prime minister of Grau.", "her election as prime minister of Grau"),
        ("over the flood damage in some parts of Grau.", "flood damage in some parts of Grau"),
        ("on the third floor of the house.", None),
        ("with the 2nd Army.", None),
    ],
)
def test_an_occasion_is_taken_where_it_is_stated(words: str, occasion: str | None) -> None:
    text = f"{STORY}Anna Holt, president, sent a message of greeting to Rudolf Elphberg, king of Grau, {words}"
    assert describe(text, Path("2024-05-02.txt"), NOTHING).occasion == occasion


def test_a_reply_is_known_as_one_and_a_story_without_a_title_gets_one() -> None:
    text = f"{STORY}Anna Holt, president, sent a reply message to Rudolf Elphberg, king of Grau, on May 1."
    found = describe(text, Path("2024-05-02.txt"), NOTHING)
    assert found.reply
    assert found.title == "Reply message from Anna Holt to Rudolf Elphberg"
    assert not describe(text.replace("reply ", ""), Path("2024-05-02.txt"), NOTHING).reply


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("RNA Commentary on Grau's Fleet", "commentary"),
        ("President Meets Foreign Minister of Grau", "meeting"),
        ("Foreign Minister of Grau Leaves Strelsau", "visit"),
        ("President Receives Floral Basket from King of Grau", None),
        ("New Houses Built", None),
    ],
)
def test_a_storys_headline_tells_its_kind(title: str, kind: str | None) -> None:
    assert describe(f"{title}\n\n{STORY}Words of it.", Path("2024-05-02.txt"), NOTHING).kind == kind


def test_a_first_line_broken_by_hand_is_the_title_as_a_whole() -> None:
    text = "The board decided today to lower its target for the\nmain rate to 3 percent.\n\nIt meets again in May.\n"
    assert title_of(text) == "The board decided today to lower its target for the main rate to 3 percent."
    assert title_of("Letter of Ada Low\nShe writes from the north.\n") == "Letter of Ada Low"
    assert title_of("A short note.\nand more of it") == "A short note."
