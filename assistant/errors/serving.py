"""Errors of the page's server, of accounts and of the audit trail."""

from __future__ import annotations

from assistant.errors.base import AssistantError


class ServerError(AssistantError):
    """The page cannot be served."""

    hint = "Choose another address with ASSISTANT_HOST and ASSISTANT_PORT."


class ServerBusy(ServerError):
    """More calls are under way than the server takes."""

    hint = "Wait a little and call again."


class ToolsMissing(ServerError):
    """The tools for other programs are asked for, and the package that serves them is not installed."""

    hint = "Install the [mcp] extra, or unset ASSISTANT_MCP."


class PortInUse(ServerError):
    """Something already listens on the port."""

    hint = "Stop it, or choose another with ASSISTANT_PORT or --port."


class HostRefused(ServerError):
    """The page would be reachable from other machines, and it has no accounts."""

    hint = "Use 127.0.0.1, or set ASSISTANT_AUTH to a users file and add the first user: briefing users add NAME."


class AccountsError(AssistantError):
    """The users file cannot be used, or an account cannot be as it is wanted."""

    hint = "docs/operators.md says how accounts are set up."


class NoAccounts(AccountsError):
    """Something is asked of accounts, and there are none: no users file is set, or nobody is in it."""

    hint = "Set ASSISTANT_AUTH to the path of a users file, then: briefing users add NAME --role admin."


class UnknownUser(AccountsError):
    """Nobody of this name is in the users file."""

    hint = "briefing users list says who is."


class BadPassword(AccountsError):
    """A new password is too short, too long, or was typed differently the second time."""

    hint = "Choose 12 characters or more; several words that do not belong together are good."


class AuditError(AssistantError):
    """The audit trail cannot be read or written."""

    hint = "Check that the disk is not full and the folder may be written."


class AuditBroken(AuditError):
    """The audit trail is not as it was written: a line was altered, removed or added."""

    hint = "Compare it with a copy; what is wrong begins at the line that is named."


class NoAudit(AuditError):
    """The audit trail is asked for, and none is kept."""

    hint = "Set ASSISTANT_AUDIT=on; with accounts it is on unless ASSISTANT_AUDIT=off."


class NotSignedIn(AccountsError):
    """Nobody is known to ask: the session has ended, or name, password or token are wrong."""

    hint = "Sign in again."


class TooManyAttempts(NotSignedIn):
    """Too many attempts to sign in have failed; the next one has to wait."""

    hint = "Wait, then try again. An administrator can set a new password: briefing users password NAME."
    told = "Too many attempts have failed. The next one can be made in {number} s."

    def __init__(self, seconds: int) -> None:
        super().__init__(self.told.format(number=seconds))
        self.seconds = seconds


class NotAllowed(AccountsError):
    """The role of whoever asks does not include this."""

    hint = "An administrator can give you another role."
