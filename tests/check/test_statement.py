from assistant.check.claims import claims
from assistant.check.statement import statement


def stated(text):
    return [statement(text, claim) for claim in claims(text)]


def test_a_sentence_stands_as_it_is():
    text = "The minister opened the new harbour in Port Lorne on 3 May 2021."
    assert stated(text) == [text]


def test_a_second_predicate_gets_its_subject_back():
    text = "In March, the Lornish delegation visited the capital and attended the opening of the parliament."
    assert stated(text)[-1] == "In March, the Lornish delegation attended the opening of the parliament."


def test_a_relative_clause_keeps_what_it_refers_to():
    text = "The president received Anna Vell, who signed the fisheries treaty in 2019."
    assert stated(text)[-1] == text


def test_a_clause_with_a_subject_of_its_own_needs_nothing():
    text = "Lorne raised its tariffs in June, while Marland lowered its own in July."
    assert stated(text)[-1].startswith("Marland lowered")


def test_words_before_a_comma_do_not_make_a_subject_too_long_to_give_back():
    text = (
        "At the end of 2023, the plenary session of the Central Committee of the Workers' Party declared the old line "
        "dead, and named the island its main enemy."
    )
    assert stated(text)[-1] == (
        "At the end of 2023, the plenary session of the Central Committee of the Workers' Party named the island its "
        "main enemy."
    )
