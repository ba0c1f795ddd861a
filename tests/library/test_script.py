"""Which script a letter belongs to."""

from __future__ import annotations

import pytest

from assistant.library.script import CYRILLIC, HAN, KANA, LATIN, OTHER, SCRIPTS, THAI, Script, letters, runs


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_each_scripts_sentence_is_in_it(script: Script) -> None:
    assert set(letters(script.sample)) <= {script, LATIN}
    assert letters(script.sample)[script] > 10


def test_letters_are_counted_by_script_and_digits_are_none() -> None:
    assert letters("НАТО, NATO, 北约 1949!") == {CYRILLIC: 4, LATIN: 4, HAN: 2}
    assert letters("1949: 7-10, 2 m², ½.") == {LATIN: 1}
    assert letters("ሰላም") == {OTHER: 3}


def test_runs_stand_where_their_letters_do() -> None:
    text = "東京で会談 in กรุงเทพ"
    found = [(script, text[span.start : span.end]) for script, span in runs(text)]
    assert found == [(HAN, "東京"), (KANA, "で"), (HAN, "会談"), (LATIN, "in"), (THAI, "กรุงเทพ")]
