"""How the readings of a claim's sentences become one probability."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.settings import Settings
from assistant.verify.entail import Calibration, Verifier

EVIDENCE = "The envoy came on Monday. The talks took three hours. They ended in rain. A statement followed at noon."
GOOD, POOR, WRONG = (3.0, -1.0, -1.0), (0.0, 0.0, 0.6), (-4.0, 5.0, -1.0)


class Told:
    """A network that is told what to say of each sentence."""

    def __init__(self, **said):
        self.said = said

    def logits(self, pairs):
        return np.array([self.said[claim.rstrip(".").replace(" ", "_")] for _, claim in pairs], dtype=np.float32)


def entail(claim, **said):
    verifier = Verifier(Settings())
    verifier.network, verifier.calibration = Told(**said), Calibration()
    return verifier.entail([(EVIDENCE, claim)])[0]


def test_one_doubtful_sentence_among_good_ones_does_not_fail_a_claim():
    found = entail("It came. It went. It ended.", It_came=GOOD, It_went=POOR, It_ended=GOOD)
    assert found.supported > 0.5


def test_one_sentence_that_plainly_fails_fails_the_claim():
    found = entail("It came. It went. It ended.", It_came=GOOD, It_went=WRONG, It_ended=GOOD)
    assert found.supported < 0.1
    assert found.contradicted > 0.8


@pytest.mark.parametrize(("evidence", "claim"), [("", "It came."), ("It came.", ""), (" \n", "It came.")])
def test_nothing_entails_nothing(evidence, claim):
    verifier = Verifier(Settings())
    verifier.network = Told(It_came=GOOD)
    (found,) = verifier.entail([(evidence, claim)])
    assert (found.supported, found.contradicted) == (0.0, 0.0)
