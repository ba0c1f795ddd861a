"""The root of all errors, and the one of settings."""

from __future__ import annotations


class AssistantError(Exception):
    """Something failed that a user can understand and mend."""

    hint = ""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = self.hint if hint is None else hint

    def as_json(self) -> dict[str, str]:
        """The error as other programs read it: its type, what failed, what to do."""
        return {"type": type(self).__name__, "message": self.message, "hint": self.hint}


class SettingsError(AssistantError):
    """A setting is unknown or has a value that it cannot have."""

    hint = "Correct the variable in the environment or in .env; docs/operators.md lists them all."
