"""The lexical index: what counts as the same word, and that only passages which share one are found."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.errors import StoreError
from assistant.library.terms import TermsIndex, analyse, analyse_words
from assistant.records import Passage

PASSAGES = [
    Passage("p1", "en", 1, 0, 9, "The leaders signed treaties in Pyongyang.", title="Treaty of 2024"),
    Passage("p2", "en", 1, 10, 19, "Nothing about it here.", title="Treaty of 2024", heading="Reception"),
    Passage("p3", "ja", 1, 0, 9, "金正恩総書記は2024年10月7日に祝電を送った。"),
    Passage("p4", "zh", 1, 0, 9, "双方签署了全面战略伙伴关系条约。"),
    Passage("p5", "ko", 1, 0, 9, "불패의 동맹관계를 강조했다."),
    Passage("p6", "ru", 1, 0, 9, "Они подписали договоры о партнёрстве."),
]


@pytest.fixture(scope="module")
def terms(tmp_path_factory: pytest.TempPathFactory) -> TermsIndex:
    index = TermsIndex(tmp_path_factory.mktemp("terms"))
    index.replace(["en", "ja", "zh", "ko", "ru"], PASSAGES)
    return index


def found(index: TermsIndex, question: str, documents: list[str] | None = None) -> list[str]:
    return list(index.search(question, 10, documents))


# Words -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("signed", "signing"),
        ("TREATIES", "treaty"),
        ("договоры", "договоров"),
        ("Варша\u0301ва", "Варшавы"),
        ("συνθήκη", "ΣΥΝΘΗΚΗΣ"),
        ("المُعَاهَدَة", "معاهدة"),
        ("संधियों", "संधि"),
        ("Putin's", "Putin"),
        ("Putin’s", "putin"),
        ("ﬁre", "fire"),
        ("１２３", "123"),
    ],
)
def test_these_are_the_same_word(one: str, other: str) -> None:
    assert analyse(one) == analyse(other) != []


def test_chinese_japanese_and_korean_are_pairs_of_characters() -> None:
    assert analyse("战略伙伴") == ["战略", "略伙", "伙伴"]
    assert analyse("동맹관계") == ["동맹", "맹관", "관계"]
    assert analyse("祝電を") == ["祝電", "電を"]
    assert analyse("金") == ["金"]


def test_scripts_without_spaces_are_threes_of_letters_and_vowels_part_no_word() -> None:
    assert analyse("ประชุม") == ["ประ", "ระช", "ะชุ", "ชุม"]
    assert analyse("ที่ 5") == ["ที่", "5"]
    assert analyse("संधि पर") == ["संध", "पर"]


def test_numbers_and_names_stand_on_their_own_in_the_midst_of_them() -> None:
    assert analyse("2024年10月7日") == ["2024", "年", "10", "月", "7", "日"]
    assert analyse("KCNA通信") == ["kcna", "通信"]


def test_each_term_is_given_with_its_word() -> None:
    assert analyse_words("Signed treaties 条约") == [("sign", "signed"), ("treati", "treaties"), ("条约", "条约")]


@given(st.text(max_size=80))
def test_any_text_can_be_analysed(text: str) -> None:
    assert all(term and not term.isspace() and " " not in term for term in analyse(text))


# Search ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Who signed the treaty?", "p1"),
        ("祝電は何日？", "p3"),
        ("2024年に何を送った", "p3"),
        ("战略伙伴关系", "p4"),
        ("동맹관계", "p5"),
        ("Какой договор подписали?", "p6"),
    ],
)
def test_the_passage_that_shares_most_comes_first(terms: TermsIndex, question: str, wanted: str) -> None:
    assert found(terms, question)[0] == wanted


def test_a_word_of_the_title_or_heading_counts_less_than_one_of_the_text(terms: TermsIndex) -> None:
    scores = terms.search("treaty", 10)
    assert set(scores) == {"p1", "p2"}
    assert scores["p1"] > scores["p2"] > 0
    assert found(terms, "reception") == ["p2"]


@pytest.mark.parametrize("question", ["zebra", "伙", "?!", "", "   ", "—", "ж"])
def test_passages_that_share_no_term_are_not_found(terms: TermsIndex, question: str) -> None:
    assert found(terms, question) == []


@pytest.mark.parametrize(
    "question",
    [
        'What (if any) "treaty AND',
        "treaty:",
        "treaty~2 OR (",
        "+treaty -signed",
        "treaty* [a TO z]",
        "title:treaty^9",
        "AND OR NOT treaty",
        "'treaty\\",
        "treaty\0\n\t",
    ],
)
def test_odd_questions_are_words_like_others(terms: TermsIndex, question: str) -> None:
    assert "p1" in found(terms, question)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(question=st.text(max_size=60))
def test_no_question_fails(terms: TermsIndex, question: str) -> None:
    asked = set(analyse(question))
    for passage in PASSAGES:
        shares = asked & set(analyse(f"{passage.text} {passage.title} {passage.heading}"))
        assert (passage.id in found(terms, question)) == bool(shares)


def test_documents_in_scope_alone_are_searched_and_keep_their_scores(terms: TermsIndex) -> None:
    assert found(terms, "treaty 战略伙伴关系", ["zh"]) == ["p4"]
    assert found(terms, "treaty", ["ja", "ko"]) == []
    assert found(terms, "treaty", []) == []
    assert terms.search("treaty", 10, ["en"]) == pytest.approx(terms.search("treaty", 10))


def test_as_many_as_asked_for(terms: TermsIndex) -> None:
    assert list(terms.search("treaty", 1)) == ["p1"]


def test_rarity_is_one_for_a_word_that_nobody_uses(terms: TermsIndex) -> None:
    assert terms.rarity("zebra") == 1.0
    assert 0 < terms.rarity("sign") < 1


# Keeping -----------------------------------------------------------------------------------------------------------


def test_it_is_there_after_a_restart_and_can_be_changed(tmp_path: Path) -> None:
    first = TermsIndex(tmp_path)
    first.replace(["en", "ja"], PASSAGES[:3])
    del first
    again = TermsIndex(tmp_path)
    assert again.count() == 3
    assert found(again, "treaty")[0] == "p1"
    again.replace(["en"], [Passage("p9", "en", 2, 0, 9, "A pact was signed.")])
    assert again.count() == 2
    assert found(again, "treaty") == []
    assert found(again, "pact") == ["p9"]
    again.replace(["ja"], ())
    assert again.count() == 1
    again.clear()
    assert (again.count(), found(again, "pact"), again.rarity("pact")) == (0, [], 1.0)


def test_a_damaged_index_is_named_with_the_command_that_mends_it(tmp_path: Path) -> None:
    TermsIndex(tmp_path).replace(["en"], PASSAGES[:2])
    (tmp_path / "meta.json").write_text("{")
    with pytest.raises(StoreError, match="terms index") as caught:
        TermsIndex(tmp_path)
    assert "briefing doctor --repair" in caught.value.hint


def test_what_another_process_has_written_is_found_once_it_is_told_of(tmp_path: Path) -> None:
    told = [0]
    mine, theirs = TermsIndex(tmp_path, lambda: told[0]), TermsIndex(tmp_path, lambda: told[0])
    mine.replace(["en"], PASSAGES[:2])
    assert found(theirs, "treaty") == []
    told[0] += 1
    assert found(theirs, "treaty") == found(mine, "treaty") == ["p1", "p2"]
    theirs.replace(["en"], [Passage("p9", "en", 2, 0, 9, "A pact was signed.")])
    told[0] += 1
    assert (mine.count(), found(mine, "pact")) == (1, ["p9"])
    assert mine.rarity("treaty") == 1.0
