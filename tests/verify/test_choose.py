from assistant.verify.choose import choose, read_together

STORY = [
    "The ferry left Lorne harbour at six in the morning with forty passengers.",
    "Captain Anna Vell had been warned of fog.",
    "She turned back after an hour.",
    "The harbour office later praised her decision and paid for the passengers' breakfast.",
    "A second ferry sailed on Wednesday.",
]


def test_short_evidence_is_read_as_a_whole():
    assert choose("Anna Vell was warned of fog.", STORY, most_words=200) == [0, 1, 2, 3, 4]


def test_the_sentences_that_speak_of_the_claim_are_read():
    assert choose("The office paid the passengers' breakfast.", STORY, most_words=14) == [3]


def test_a_claim_of_two_facts_gets_both_sentences():
    assert choose("Vell was warned of fog, and a second ferry sailed on Wednesday.", STORY, most_words=16) == [1, 4]


def test_one_sentence_is_read_however_long_it_is():
    assert len(choose("forty passengers", STORY, most_words=1)) == 1


def test_nothing_gives_nothing():
    assert choose("anything", []) == []


def test_lines_are_read_as_running_text():
    assert read_together(["One\n  two.", " Three."]) == "One two. Three."
