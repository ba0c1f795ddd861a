"""Errors: one tree, each with something to do about it."""

from __future__ import annotations

import pytest

from assistant import errors
from assistant.errors import AssistantError, IndexMismatch, LibraryInUse, SettingsError, StoreError, UnknownDocument

ALL = [
    found
    for found in vars(errors).values()
    if isinstance(found, type) and issubclass(found, AssistantError) and found is not AssistantError
]
FAMILIES = {errors.DocumentError, errors.BackupError}  # never raised themselves


@pytest.mark.parametrize("kind", sorted(set(ALL) - FAMILIES, key=lambda kind: kind.__name__))
def test_every_error_says_what_to_do(kind: type[AssistantError]) -> None:
    error = kind(8) if kind is errors.TooManyAttempts else kind("It failed.")
    assert error.as_json() == {"type": kind.__name__, "message": error.message, "hint": error.hint}
    assert error.hint.endswith("."), "a hint is a sentence"


def test_a_hint_of_its_own_takes_the_place_of_the_usual_one() -> None:
    assert SettingsError("No.", "Do this.").hint == "Do this."
    assert SettingsError("No.", "").hint == ""
    assert SettingsError("No.").hint == SettingsError.hint


def test_a_message_is_what_the_exception_says() -> None:
    assert str(UnknownDocument("The library holds no document 'x'.")) == "The library holds no document 'x'."


def test_one_family_can_be_caught_as_one() -> None:
    assert issubclass(IndexMismatch, StoreError)
    assert issubclass(LibraryInUse, StoreError)
    assert "doctor --repair" in IndexMismatch.hint
