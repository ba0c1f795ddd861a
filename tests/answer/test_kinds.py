"""Does a sentence hold the kind of thing asked for?"""

import pytest

from assistant.answer.kinds import kind_fit
from assistant.search.reading import Reading


def exact(term: str, words: frozenset[str]) -> float:
    return float(term in words)


@pytest.mark.parametrize(
    ("question", "sentence", "fits"),
    [
        ("How many votes did it get?", "It passed with 397 votes in the Duma.", True),
        ("How many senators voted for it?", "The Federation Council approved it on 6 November 2024.", False),
        ("How many months' notice must be given?", "Article 23, on termination, was not seen.", False),
        ("How old did he turn?", "He turned 72 that day.", True),
        ("How old is the other?", "The text runs to 270 words.", False),
        ("How much does it pay per shell?", "The containers could hold five million shells.", False),
        ("How much does it pay per shell?", "Each shell cost 300 dollars.", True),
        ("By how much did trade grow?", "Trade grew by 54 percent.", True),
        ("When was it signed?", "It was signed on 19 June 2024.", True),
        ("When was it signed on 19 June 2024?", "It was signed on 19 June 2024.", False),
        ("When was it signed?", "It was signed in Pyongyang.", False),
        ("At what time of day did they sign?", "They signed on 19 June 2024.", False),
        ("At what time of day did they arrive?", "The train arrived at 13:00 local time.", True),
        ("Who led the delegation?", "Li Hongzhong led the delegation.", True),
        ("Who led the delegation?", "The delegation arrived, according to The Korea Herald.", False),
        ("Quote the clause.", 'It "clearly defines the ROK as a hostile state".', True),
        ("Quote the clause.", "The clause was not published.", False),
    ],
)
def test_kind(question: str, sentence: str, fits: bool) -> None:
    assert bool(kind_fit(Reading(question), sentence, exact)) is fits
