"""What a question asks for and what it fixes."""

import pytest

from assistant.search.reading import Reading


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("How does Kim address Putin in the 2024 birthday message?", "lookup"),
        ("Summarise the treaty.", "summary"),
        ("What did Kim say to Xi? Three lines, please.", "summary"),
        ("Give me a timeline of 1 to 18 October 2024.", "timeline"),
        ("What steps came between signing and that date?", "timeline"),
        ("Does this message name Ukraine, or use the word treaty?", "presence"),
    ],
)
def test_the_form_of_a_question(question: str, form: str) -> None:
    assert Reading(question).form == form


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("When did it take effect?", "date"),
        ("How many ships are listed?", "count"),
        ("How much does Russia pay per shell?", "amount"),
        ("Who led the delegation?", "person"),
        ("Where was it signed?", "place"),
        ("Quote the clause.", "quotation"),
        ("Why was it needed?", "reason"),
        ("What did Kim say when he met Putin?", "anything"),
        ("What became of those who signed?", "anything"),
    ],
)
def test_the_kind_of_thing_wanted(question: str, wanted: str) -> None:
    assert Reading(question).wanted == wanted


def test_a_question_of_two_parts_is_read_in_two() -> None:
    first, second = Reading("How many countries set it up, and why was it needed?").parts
    assert (first.wanted, second.wanted) == ("count", "reason")
    assert first.focus == ("countri",)


def test_what_a_presence_question_looks_for() -> None:
    assert Reading(
        "Does this message name Ukraine, South Korea or the United States, or use the word treaty?"
    ).looked_for == (
        "Ukraine",
        "South Korea",
        "United States",
        "treaty",
    )
    assert Reading("Is Putin called 'comrade' in the letter of 2022?").looked_for == ("comrade",)


def test_what_a_question_fixes() -> None:
    reading = Reading("What does Article 12 of the treaty of 19 June 2024 say of the second visit?")
    assert reading.numbered == (("article", "12"),)
    assert reading.ordinals == ("second",)
    assert [p.first for p in reading.periods] == ["2024-06-19"]


def test_who_is_asked_about_as_the_one_that_acts() -> None:
    assert Reading("What did Kim Yo Jong answer?").agent == "Kim Yo Jong"
    assert Reading("How many letters had Putin received?").agent is None
    assert Reading("What did the Camp David summit agree on?").agent is None  # a place that an event is named by


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("What did Xi answer to him?", True),
        ("Did she answer the short letter of June?", True),
        ("What was the reply?", True),
        ("How did Putin answer Kim's birthday message?", True),
        ("How did Xi respond to the letter of 1 October?", True),
        ("How did South Korea respond to the treaty?", False),
        ("How did the two capitals answer the treaty?", False),
        ("How did the markets answer the vote?", False),
    ],
)
def test_only_what_is_sent_is_replied_to(question: str, asks: bool) -> None:
    assert Reading(question).asks_for_a_reply is asks


@pytest.mark.parametrize(
    ("question", "terms", "people"),
    [
        ("Когда Лавров подписал договор?", ("лавр", "подписа", "договор"), ("Лавров",)),
        ("谁签署了友好条约？", ("签署", "友好", "好条", "条约"), ()),
        ("友好条約はどこで署名されたか", ("友好", "好条", "条約", "署名"), ()),
        ("우호조약은 언제 서명되었습니까?", ("우호", "호조", "조약", "약은", "서명", "명되"), ()),
        ("いつですか", ("いつ", "つで", "です", "すか"), ()),
    ],
)
def test_words_that_ask_say_nothing_in_other_languages_either(
    question: str, terms: tuple[str, ...], people: tuple[str, ...]
) -> None:
    assert Reading(question).terms == terms
    assert Reading(question).people == people
