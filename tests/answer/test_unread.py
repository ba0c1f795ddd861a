"""Questions in scripts that the model does not read: found by words, said so, refused where nothing matches."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answer.telling import as_text
from assistant.assistant import Assistant
from assistant.export.answers import Answered
from assistant.export.files import write
from assistant.records import Question
from assistant.ui.reply import reply

TEXTS = {
    "ru": (
        "Договор о дружбе подписали в Пхеньяне в июне. Министр иностранных дел приехал на два дня раньше.",
        "Где подписали договор о дружбе?",
    ),
    "zh": ("两国在平壤签署了友好条约。外交部长提前两天抵达。", "友好条约在哪里签署？"),
    "ja": ("両国は平壌で友好条約に署名した。外務大臣は二日前に到着した。", "友好条約はどこで署名されたか"),
    "ko": (
        "두 나라는 평양에서 우호조약에 서명하였다. 외무상은 이틀 먼저 도착하였다.",
        "우호조약에 어디에서 서명하였습니까?",
    ),
    "ar": (
        "وقع البلدان معاهدة الصداقة في بيونغ يانغ. ووصل وزير الخارجية قبل يومين.",
        "أين وقع البلدان معاهدة الصداقة؟",
    ),
    "el": (
        "Η συνθήκη φιλίας υπογράφηκε στην Πιονγιάνγκ. Ο υπουργός έφτασε νωρίτερα.",
        "Πού υπογράφηκε η συνθήκη φιλίας;",
    ),
    "th": (
        "ทั้งสองประเทศลงนามในสนธิสัญญามิตรภาพที่กรุงเปียงยางเมื่อเดือนมิถุนายน รัฐมนตรีต่างประเทศเดินทางมาถึงก่อนสองวัน",
        "สนธิสัญญามิตรภาพลงนามที่ไหน",
    ),
}
SCRIPT = {
    "ru": "Cyrillic", "zh": "Chinese", "ja": "kana", "ko": "Korean", "ar": "Arabic", "el": "Greek", "th": "Thai",
}  # fmt: skip
ENGLISH = "The ship left Bergen at dawn with forty tons of herring. Its captain was born in 1871."


def held(library: Assistant, folder: Path, *texts: str) -> Assistant:
    for n, text in enumerate(texts):
        (folder / f"{n}.txt").write_text(text, encoding="utf-8")
    library.ingest(sorted(folder.glob("*.txt")))
    return library


def test_sources_in_the_questions_language_answer_it_and_the_reader_is_told(library: Assistant, tmp_path: Path) -> None:
    held(library, tmp_path, ENGLISH, *(text for text, _ in TEXTS.values()))
    for language, (text, question) in TEXTS.items():
        answer = library.ask(Question(question))
        assert not answer.refused, language
        assert answer.citations[0].quote in text, language
        assert SCRIPT[language] in answer.notices[0], language
        assert "ASSISTANT_EMBEDDING_MODEL" not in answer.notices[0], language


def test_sources_in_another_language_are_no_answer(library: Assistant, tmp_path: Path) -> None:
    held(library, tmp_path, ENGLISH)
    for language, (_, question) in TEXTS.items():
        assert library.search(question) == [], language
        answer = library.ask(Question(question))
        assert answer.refused, language
        assert answer.nearest == (), language
        assert SCRIPT[language] in answer.notices[0], language
        assert "ASSISTANT_EMBEDDING_MODEL" in answer.notices[0], language


def test_the_notice_stands_on_the_page_in_the_terminal_and_in_files(library: Assistant, tmp_path: Path) -> None:
    held(library, tmp_path, ENGLISH)
    answer = library.ask(Question(TEXTS["ru"][1]))
    assert "does not read Cyrillic" in reply(answer, {})
    assert "Note: The embedding model does not read Cyrillic" in as_text(answer)
    write(Answered(answer), tmp_path / "answer.md")
    assert "does not read Cyrillic" in (tmp_path / "answer.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("question", ["When did the ship leave Bergen?", "What was born in 1871, «Договор»?"])
def test_a_question_that_is_read_gets_no_notice(library: Assistant, tmp_path: Path, question: str) -> None:
    held(library, tmp_path, ENGLISH)
    assert not any("does not read" in notice for notice in library.ask(Question(question)).notices)
